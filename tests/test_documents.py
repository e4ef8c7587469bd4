"""The documents tell the truth: links lead somewhere, pictures are there, commands and keys are the program's own."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import resources
from exports.formats import FORMATS, export
from exports.source import source_of
from facilitator import method_drafts
from facilitator.demo import build_samples
from facilitator.document import CommunityNamed, to_document
from facilitator.library import Library
from facilitator.method_files import MethodError, parse
from facilitator.opening import open_session, rehearse
from ui import keys
from ui.commands.program import commands

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("*.md")],
)
PICTURES = ROOT / "docs" / "pictures"
LARGEST_PICTURE = 200_000
README = ROOT / "README.md"
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_KEY = r"(?<!\w)(?:(?:Ctrl|Alt|Shift)\+(?:Shift\+)?[A-Za-z0-9]+|F\d{1,2})(?!\w)"
_SAID_BY_CLICK = {"--help", "--library"}


def text_of(path: Path) -> str:
    """The text of a document without its blocks of code."""
    return _FENCE.sub("", path.read_text("utf-8"))


def links() -> Iterator[tuple[Path, str]]:
    """Every link to a place in the project, with the document it stands in."""
    for document in DOCUMENTS:
        for goal in _LINK.findall(text_of(document)):
            if not re.match(r"[a-z]+:", goal):
                yield document, goal


def headings_of(path: Path) -> set[str]:
    """The names by which a link can reach the headings of a document."""
    found = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in found}


def rows_of(path: Path, heading: str) -> list[tuple[str, ...]]:
    """The cells of the first table under a heading, without its head."""
    part = path.read_text("utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def shell_blocks(path: Path) -> list[str]:
    """The blocks of a document that can be typed into a shell as they stand."""
    return [code for language, code in _FENCE.findall(path.read_text("utf-8")) if language == "sh"]


# Links and pictures


@pytest.mark.parametrize(
    ("document", "goal"), [pytest.param(*each, id=f"{each[0].name}-{each[1]}") for each in links()]
)
def test_link_leads_somewhere(document: Path, goal: str) -> None:
    """Whoever follows a link finds the file, the picture or the heading."""
    place, _, heading = goal.partition("#")
    target = document.parent / place if place else document
    assert target.exists()
    if heading:
        assert heading in headings_of(target)


def test_pictures_are_small_and_used() -> None:
    """A picture that no document shows would never be drawn anew, and a large one makes every copy slow."""
    shown = {(document.parent / goal).resolve() for document, goal in links()}
    kept = {path.resolve() for path in PICTURES.iterdir()}
    assert kept - shown == set()
    assert [path.name for path in kept if path.stat().st_size >= LARGEST_PICTURE] == []


def test_every_document_is_reached_from_the_readme() -> None:
    """Nobody opens a folder to look for documents."""
    reached, waiting = set[Path](), [README.resolve()]
    goals = [
        (document.resolve(), (document.parent / goal.partition("#")[0]).resolve())
        for document, goal in links()
    ]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [goal for document, goal in goals if document == here and goal.suffix == ".md"]
    assert [
        path.name for path in DOCUMENTS if path.parent == ROOT / "docs" and path.resolve() not in reached
    ] == []


def test_first_screen_of_the_readme_says_how_to_start() -> None:
    """Both commands and both pictures come before the first heading."""
    first = README.read_text("utf-8").split("\n## ", 1)[0]
    for needed in ("make run", "make test", "pictures/desk.png", "pictures/projector.png"):
        assert needed in first


def test_every_make_command_is_one() -> None:
    """What a document tells people to type after "make" is in the Makefile."""
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"(?:^|`)make ([a-z]+)", document.read_text("utf-8"), re.MULTILINE)
    }
    assert named - goals == set()


# The house


def test_the_house_is_where_the_plan_says() -> None:
    """Every file and folder that ARCHITECTURE.md names is there."""
    text = text_of(ROOT / "ARCHITECTURE.md")
    tops = "facilitator|exports|ui|resources|tests|docs|tools|benchmarks"
    named = set(re.findall(rf"`((?:{tops})/[^`\s]*)`", text))
    missing = [name for name in named if not re.search(r"[A-Z*]", name) and not (ROOT / name).exists()]
    assert len(named) > 20
    assert missing == []


def test_the_plan_names_every_folder_of_the_house() -> None:
    """A folder that the plan forgets is found by accident only."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    silent = [each for each in packages if f"{each.replace('.', '/')}/" not in text]
    assert [each for each in silent if not each.startswith("resources.")] == []


def test_every_dependency_has_its_reason() -> None:
    """The table of dependencies is that of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=;]", each)[0].strip() for each in project["dependencies"]}
    table = rows_of(ROOT / "ARCHITECTURE.md", "Dependencies, each with its reason")
    assert {name.strip() for row in table for name in row[0].split(",")} == wanted


# Keys


def key_rows(place: str) -> list[tuple[str, ...]]:
    """The rows of the table of one place: keys and what they do; those with a digit from 1 to 9 are one row."""
    found = []
    for each in keys.KEYS:
        numbered = re.fullmatch(r"(?:activity|speaks)_[1-9]", each.id)
        if each.where == place and not numbered:
            found.append((" or ".join(f"`{one}`" for one in each.sequences), each.text))
        elif each.where == place and each.id.endswith("_1"):
            sequence = each.sequences[0]
            found.append((f"`{sequence}` to `{sequence[:-1]}9`", each.text))
    return found


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (keys.SESSION, "In a session"),
        (keys.BOARD, "On the board"),
        (keys.ALIGN, "When outcomes are written"),
        (keys.HOME, "On Home"),
        (keys.EVERYWHERE, "Everywhere"),
    ],
)
def test_the_list_of_keys_is_complete(place: str, heading: str) -> None:
    """docs/keys.md has exactly the keys of the program, in their order."""
    assert rows_of(ROOT / "docs" / "keys.md", heading) == key_rows(place)


def test_the_keys_of_a_presenter_are_listed() -> None:
    """So are the buttons of a presenter."""
    wanted = [(f"`{key}`", keys.act(command).text) for key, command in keys.PRESENTER_KEYS.items()]
    assert rows_of(ROOT / "docs" / "keys.md", "A presenter") == wanted


@pytest.mark.parametrize("path", ["README.md", "docs/first-workshop.md"])
def test_keys_named_in_running_text_exist(path: str) -> None:
    """A key that a document tells people to press does something."""
    known = {one for each in keys.KEYS for one in each.sequences}
    named = set(
        re.findall(
            r"(?<!\w)(?:(?:Ctrl|Alt|Shift)\+(?:Shift\+)?[A-Za-z0-9]+|F\d{1,2})(?!\w)", text_of(ROOT / path)
        )
    )
    assert len(named) > 5
    assert named - known - {"Shift+Enter"} == set()


# The command line

MANUAL = ROOT / "docs" / "command-line.md"


def shown_commands() -> dict[str, click.Command]:
    """The commands of the program by name."""
    context = click.Context(commands)
    found = {name: commands.get_command(context, name) for name in commands.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def test_the_manual_has_every_command() -> None:
    """The table lists the commands of the program, no more and no fewer."""
    rows = re.findall(
        r"^\| `([a-z-]+)[^|]*\|", MANUAL.read_text("utf-8").split("## Formats")[0], re.MULTILINE
    )
    assert sorted(rows) == sorted(shown_commands())


def test_the_manual_has_every_option() -> None:
    """Each option of each command is told, and no other."""
    text = MANUAL.read_text("utf-8")
    options = {
        name
        for command in shown_commands().values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }
    told = set(re.findall(r"--[a-z][a-z-]*", text))
    assert options - told - _SAID_BY_CLICK == set()
    assert told - options - _SAID_BY_CLICK == set()


def test_the_manual_has_every_format() -> None:
    """So with the formats of `export`."""
    assert [row[0] for row in rows_of(MANUAL, "Formats and papers")] == [f"`{each}`" for each in FORMATS]


@pytest.mark.parametrize("path", [README, MANUAL], ids=lambda path: path.name)
def test_what_can_be_typed_works(path: Path, tmp_path: Path, private_home: Path) -> None:
    """The blocks for the shell run as they stand, one after the other, in an empty folder."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("There is no bash here.")
    program = "import sys; from ui.command_line import main; sys.exit(main())"
    head = f'set -euo pipefail\nfacilitator() {{ "$PYTHON" -c "{program}" "$@"; }}\npython3() {{ "$PYTHON" "$@"; }}\n'
    # A file that grows for ever would never come to its end.
    script = head + "\n".join(shell_blocks(path)).replace("tail -f", "cat")
    (tmp_path / "notes.txt").write_text("One more\nAnd another\n", "utf-8")
    done = subprocess.run(
        [shell, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "cop-bootstrap" in done.stdout


# Methods and session documents


def test_the_mistake_that_is_shown_reads_like_that() -> None:
    """docs/methods.md quotes what is said about a misspelt kind, to the letter."""
    manual = ROOT / "docs" / "methods.md"
    example = next(code for language, code in _FENCE.findall(manual.read_text("utf-8")) if language == "toml")
    quoted = " ".join(re.findall(r"^ *> (.+)$", text_of(manual), re.MULTILINE))
    with pytest.raises(MethodError) as mistake:
        parse(example.replace('"brainstorm"', '"brainstrom"'), "retro.toml")
    assert quoted == str(mistake.value)


def method_examples() -> list[str]:
    """The TOML in docs/methods.md: the first is a whole method, each further one stands behind it."""
    manual = (ROOT / "docs" / "methods.md").read_text("utf-8")
    whole, *further = [code for language, code in _FENCE.findall(manual) if language == "toml"]
    return [whole, *(f"{whole}\n{code}" for code in further)]


@pytest.mark.parametrize(
    "example", [pytest.param(code, id=f"{n}") for n, code in enumerate(method_examples())]
)
def test_every_example_of_a_method_can_be_run(example: str, tmp_path: Path) -> None:
    """Each is valid as it stands, runs in a rehearsal from its first phase to its last, and leaves a report."""
    method = parse(example, "retro.toml")
    session = rehearse(method)
    session.course.start()
    seen = [(session.place.activity_id, session.place.phase)]
    while session.course.next_phase():
        seen.append((session.place.activity_id, session.place.phase))
    assert {activity for activity, _ in seen} == {each.id for each in method.activities}
    assert method_drafts.checked(method_drafts.of_method(method)).method == method
    assert export(source_of(session), "report", tmp_path / "report.pdf").path.stat().st_size > 1000


def test_every_short_example_of_a_method_is_right() -> None:
    """What stands between backquotes with an equals sign is TOML."""
    text = text_of(ROOT / "docs" / "methods.md")
    found = [each for each in re.findall(r"`([^`\n]+)`", text) if " = " in each]
    assert len(found) > 3
    for each in found:
        tomllib.loads(f"x = {each}" if each.startswith("{") else each)


def test_every_part_of_a_session_document_is_explained(tmp_path: Path) -> None:
    """docs/session-document.md names what `export --format json` writes, with the history and without."""
    rows = rows_of(ROOT / "docs" / "session-document.md", "What is in it")
    told = set(re.findall(r"`([a-z_]+)`", " ".join(cell for row in rows for cell in row)))
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(library, build_samples(library)[0])
        history = library.history(session.id)
        community = next(iter(library.communities()))
        document = to_document(
            session.data,
            session.place,
            "2026-03-14T09:00:00Z",
            community=CommunityNamed(community.id, community.name),
            history=history,
        )
    assert set(document) - told == set()


# Credits


def test_the_readme_names_every_font_family() -> None:
    """Each font that comes along is credited, the scripts of Noto Sans together."""
    faces = tomllib.loads(resources.read_text("fonts/fonts.toml"))["face"]
    families = {re.sub(r"^(Noto Sans|Inter) .*", r"\1", each["family"]) for each in faces}
    credits = README.read_text("utf-8").split("## Licence and credits", 1)[1]
    assert [family for family in families if family not in credits] == []
