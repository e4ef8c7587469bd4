"""Apostrophes in what people read are curly everywhere: in windows, messages, files and methods."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]|s' ")
# Patterns in these have to find what people type, and most type it straight.
READS = ("facilitator/language/", "facilitator/postmortem_files.py", "resources/language/")
SOURCES = sorted(path for room in ("ui", "facilitator", "exports") for path in (ROOT / room).rglob("*.py"))
DATA = sorted((ROOT / "resources").rglob("*.toml"))


def _written(paths: list[Path]) -> list[Path]:
    return [path for path in paths if not path.relative_to(ROOT).as_posix().startswith(READS)]


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the ids of the strings that stand alone: they are for those who read the code."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(value) for value in alone if isinstance(value, ast.Constant)}


def _read_by_people(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    private = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in private:
            yield node.lineno, node.value
        elif isinstance(node, ast.FunctionDef) and path.parent.name == "commands" and node.decorator_list:
            # What a command of the command line does is its docstring.
            yield node.lineno, ast.get_docstring(node) or ""


@pytest.mark.parametrize("path", _written(SOURCES), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_has_a_straight_apostrophe(path: Path) -> None:
    assert [found for found in _read_by_people(path) if STRAIGHT.search(found[1])] == []


@pytest.mark.parametrize("path", _written(DATA), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_method_or_sample_has_a_straight_apostrophe(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [(number, line) for number, line in lines if STRAIGHT.search(line)] == []
