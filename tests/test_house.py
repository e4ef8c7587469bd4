"""The house keeps its shape: packages, tests and the matrix of activities, seen from the files."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from facilitator.activities import kind_names

ROOT = Path(__file__).parent.parent
TOP_PACKAGES = ("exports", "facilitator", "resources", "ui")
# A kind of activity has one file, or one folder, of its name in each of these, beside facilitator/activities.
KIND_FOLDERS = (
    "ui/desk/activities",
    "ui/projector/activities",
    "exports/pdf/activities",
)
FOREIGN_PLACES = re.compile(r"(?<![\w.\-/])/(?:work|root)/|(?:pypi|pythonhosted|npmjs)\.(?:org|com)\b")


def project_files() -> list[Path]:
    """Every file that belongs to the project: what git knows or would take, or all there is in an unpacked archive."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        made = {".venv", "build", "dist", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
        tops = [path for path in ROOT.iterdir() if path.name not in made]
        files = [path for top in tops for path in (top, *top.rglob("*")) if "__pycache__" not in path.parts]
    return [path for path in files if path.is_file()]


def text_of(path: Path) -> str | None:
    """What is written in a file, or None for pictures, fonts and the like."""
    content = path.read_bytes()
    return None if b"\0" in content else content.decode("utf-8", errors="replace")


def kinds_in(folder: Path) -> set[str]:
    """The kinds of activity that have a file, or a folder, in one layer's folder."""
    modules = {path.stem for path in folder.glob("*.py")}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return {name for name in modules | packages if not name.startswith("_")}


def test_every_package_is_installed() -> None:
    """A folder with modules or data that pyproject.toml forgets works here and is missing for everybody else."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {path.parent.relative_to(ROOT) for top in TOP_PACKAGES for path in (ROOT / top).rglob("*.py")}
    folders |= {
        path.parent.relative_to(ROOT) for path in project_files() if ROOT / "resources" in path.parents
    }
    found = {".".join(folder.parts) for folder in folders}
    assert sorted(listed) == sorted(found)


def test_every_package_says_what_it_is_for() -> None:
    """Each package folder has an __init__.py, and it begins with a docstring."""
    silent = [
        str(folder.relative_to(ROOT))
        for folder in {path.parent for top in TOP_PACKAGES for path in (ROOT / top).rglob("*.py")}
        if not (folder / "__init__.py").is_file()
        or not (folder / "__init__.py").read_text("utf-8").startswith('"""')
    ]
    assert silent == []


def test_data_files_are_installed() -> None:
    """Methods, fonts, icons and the like reach every machine, not only this folder."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    taken = {pattern.removeprefix("*") for pattern in patterns} | {".py"}
    resources = ROOT / "resources"
    left_behind = [
        str(path) for path in project_files() if resources in path.parents and path.suffix not in taken
    ]
    assert left_behind == []


def test_tests_are_no_packages() -> None:
    """An __init__.py under tests/ would make tests/ui hide the real ui."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_names_of_test_files_are_unique() -> None:
    """A failure report that names a file names one place."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_names_a_place_of_one_machine() -> None:
    """No folder of a developer's machine and no address of a package index is written into the project."""
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in project_files()
        if (text := text_of(path)) is not None
        for match in FOREIGN_PLACES.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("folder", KIND_FOLDERS)
def test_every_kind_of_activity_has_its_file_in_each_layer(folder: str) -> None:
    """A kind that only one layer knows would be a dead end in the middle of a workshop."""
    assert set(kind_names()) - kinds_in(ROOT / folder) == set()


def asked_for(path: Path) -> set[str]:
    """The modules that a file names where it takes something from them."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.module}


def test_no_package_is_met_half_made_by_two_threads() -> None:
    """One thread in a package that imports its own modules and one in such a module wait for each other in Python.

    It ends that by handing one of them a half made module. So what such a package imports is asked for at the package
    alone, unless it is there before any thread begins: the first window brings the library and the methods.
    """
    first = ("facilitator.library", "facilitator.method_files", "resources")
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): asked_for(path)
        for top in TOP_PACKAGES
        for path in (ROOT / top).rglob("*.py")
    }
    doors = {name.removesuffix(".__init__"): asked for name, asked in modules.items() if "__init__" in name}
    found = [
        (name, each)
        for door, asked in doors.items()
        if door not in first
        for each in asked
        if each.startswith(f"{door}.")
        for name, others in modules.items()
        if each in others and not name.startswith(f"{door}.")
    ]
    assert "facilitator.language.finding" in doors["facilitator.language"]
    assert found == []
