"""All notes as a table."""

import csv
import io

import pytest

from exports.csv_notes import COLUMNS, notes_csv
from exports.csv_table import neutral
from exports.source import source_of
from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.session import Session


def rows_of(session: Session) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    text = notes_csv(source_of(session)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "＝1"])
def test_formulas_become_text(cell: str) -> None:
    """A note is never calculated, whatever a spreadsheet would make of its first letter."""
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "1-2", "'quoted"])
def test_other_cells_stay(cell: str) -> None:
    """Nothing is added where nothing can happen."""
    assert neutral(cell) == cell


def test_every_note_has_its_row() -> None:
    """Groups first, loose notes after; quotes, commas and line ends survive; paper notes are counted."""
    session = rehearse(method_files.load("cop-bootstrap"))
    first = session.notes.add("vision", 'a, "b"\nc')
    session.notes.add("importance", "=cmd", colour="moss")
    session.groups.create([first.id], "-Group")
    session.groups.add_named("vision", "Wall", 3)
    rows = rows_of(session)
    assert [(row["lane"], row["group"], row["text"], row["stickies"]) for row in rows] == [
        ("Vision", "'-Group", 'a, "b"\nc', ""),
        ("Vision", "Wall", "", "3"),
        ("Importance", "", "'=cmd", ""),
    ]
    assert rows[2]["colour"] == "moss"
    assert rows[0]["id"] == first.id
    assert tuple(rows[0]) == COLUMNS


def test_authors_only_where_they_are_kept() -> None:
    """An anonymous session has nobody in its table."""
    session = rehearse(method_files.load("cop-bootstrap"))
    ann = session.people.add(["Ann"])[0]
    session.notes.add("vision", "one", author_id=ann.id)
    assert rows_of(session)[0]["author"] == ""
    session.people.keep_authors(True)
    session.notes.add("vision", "two", author_id=ann.id)
    assert [row["author"] for row in rows_of(session)] == ["", "Ann"]


def test_windows_reads_it_too() -> None:
    """A byte order mark, and line ends as RFC 4180 wants them."""
    data = notes_csv(source_of(rehearse(method_files.load("cop-bootstrap"))))
    assert data == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a\n=HYPERLINK(1)", "a\n'=HYPERLINK(1)"),
        ("a;  @SUM(A1)", "a;'  @SUM(A1)"),
        ("a\t+cmd|' /C calc'!A0", "a\t'+cmd|' /C calc'!A0"),
        ("a\n- cmd|' /C calc'!A0", "a\n'- cmd|' /C calc'!A0"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\t=1", "'\t'=1"),
        ("first\n- second\n+ third", "first\n- second\n+ third"),
        ("so; and so: a=b", "so; and so: a=b"),
    ],
)
def test_no_part_becomes_a_formula_where_semicolons_or_tabs_cut_a_line(cell: str, kept: str) -> None:
    """Half of Europe opens such a file with semicolons: what stands behind one may begin a cell there."""
    assert neutral(cell) == kept
