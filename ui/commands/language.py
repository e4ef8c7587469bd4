"""The command language: hints on the words of a text or Markdown file."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from facilitator.language import COACH, Hint, hints
from facilitator.language.reading import read_text_file
from facilitator.text import clean
from ui.commands.options import FILE, library_option

FOUND = 3
"""The exit code when there is a hint."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one array of objects.")
@click.option("--all", "with_all", is_flag=True, help="Give hints for coaching as well.")
@library_option
def language(files: tuple[Path, ...], as_json: bool, with_all: bool) -> int:
    """Point out words in FILE that blame, or judge by the outcome.

    The exit code is 0 when there is no hint, 3 when there is one, 2 when a file cannot be read.
    """
    # All files are read first: one that cannot be read leaves no half of an array behind.
    texts = [(file, read_text_file(file)) for file in files]
    found = [
        (file, hint) for file, text in texts for hint in hints(text) if with_all or hint.severity != COACH
    ]
    if as_json:
        click.echo(json.dumps([_object(file, hint) for file, hint in found], ensure_ascii=False, indent=1))
    else:
        for line in _lines(found):
            click.echo(line)
    return FOUND if found else 0


def _object(file: Path, hint: Hint) -> dict[str, str | int]:
    return {
        "file": str(file),
        "line": hint.line,
        "column": hint.column,
        "words": hint.words,
        "class": hint.kind,
        "severity": hint.severity,
        "rule": hint.rule,
        "reason": hint.reason,
        "suggestion": hint.suggestion,
    }


def _lines(found: Sequence[tuple[Path, Hint]]) -> Iterator[str]:
    for file, hint in found:
        words = " ".join(clean(hint.words).split())
        yield (
            f"{file}:{hint.line}:{hint.column}: “{words}” ({hint.kind}, {hint.severity}, {hint.rule}) {hint.reason}"
        )
        yield f"    {hint.suggestion}"
