"""Whatever people type or paste comes through a session, the library, a document and every file as it was typed."""

import csv
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from exports.files import safe_name
from exports.formats import export, offered
from exports.pdf.images import write_png
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.importing import import_session
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from facilitator.text import MOST_CHARACTERS

KEPT = {
    "markup": "<b>bold</b> <img src=x onerror=alert(1)> & &amp; </para> <!-- x --> ]]>",
    "formats": "%s {0} {{x}} $y \\n \\ `code` # head | cell\n---\n1. one",
    "sql": "Robert'); DROP TABLE notes; --\"",
    "formula": '=HYPERLINK("http://x";"y")\n+1\n@SUM(A1)',
    "open override": "a \u202egnp.exe and never closed",
    "nested isolates": "\u2066\u2067\u2068" * 40 + "x" + "\u2069" * 20,
    "emoji sequences": "👩‍💻 🏳️‍🌈 🇫🇷 1️⃣ 👨‍👩‍👧‍👦 👍🏽 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ❤️ ❤︎",
    "invisible": "zero\u200bwidth\u200djoiner\u2060x\u00ady",
    "marks without end": "e" + "\u0301" * 400,
    "private and unassigned": "\ue123 \U0010fffd \u0378 \U000e0fff",
    "all directions": "שלום (v2) مرحبا हिन्दी ไทย 中文 Ωμέγα",
    "one long word": "0" * 4000,
    "tabs and lines": "a\tb\n\n\nc",
    "ligatures": "ﷺ" * 100 + "ǆ ﬁ",
}
CLEANED = {
    "escape sequence": ("\x1b[31mred\x1b[0m", "[31mred[0m"),
    "null": ("a\x00b\x01\x7f\x9fc", "abc"),
    "line ends": ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    "lone surrogate": ("x\ud800y", "x?y"),
}
# Which files: pages of the longest texts take seconds, so each text goes into some of them.
LONG = {
    "words": (("word " * 20_000).strip(), ("report", "md", "csv")),
    "one word": ("x" * MOST_CHARACTERS, ("pdf",)),
    "emoji": ("👩‍💻" * (MOST_CHARACTERS // 3), ("report", "csv")),
}


def session_with(library: Library, texts: list[str], title: str = "Spring meeting") -> Session:
    """A session that holds the texts in every place where people write."""
    session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), title))
    session.people.add([text.split("\n")[0][:60] for text in texts[:4]])
    session.notes.add_many("vision", texts)
    session.groups.create([note.id for note in session.data.notes[:2]], texts[0].split("\n")[0][:200])
    for text in texts:
        session.parking.park(text)
        session.actions.add(text, owner=text[:40])
    for box, text in zip(("name", "leader", "vision", "how", "measures"), texts, strict=False):
        session.outcomes.write(box, text)
    assert session.trouble is None
    return session


def words_in(session: Session) -> dict[str, list[str]]:
    """Everything people wrote, by where they wrote it."""
    data = session.data
    return {
        "notes": [note.text for note in data.notes],
        "groups": [group.title for group in data.groups],
        "parked": [each.text for each in data.parked],
        "actions": [each.text for each in data.actions],
        "owners": [each.owner for each in data.actions],
        "people": [each.name for each in data.participants],
        "outcomes": sorted(data.outcomes.values()),
    }


def test_texts_survive_the_library_a_document_and_another_library(tmp_path: Path) -> None:
    """Letter by letter the same after closing, after travelling, and in the document itself."""
    with Library.create_or_open(tmp_path / "one.db") as one:
        session = session_with(one, list(KEPT.values()), "<b>\u202e Größe 🚀")
        said = words_in(session)
        session_id = session.id
    assert said["notes"] == list(KEPT.values())
    with Library.open_existing(tmp_path / "one.db") as one:
        again = open_session(one, session_id)
        assert words_in(again) == said
        export(source_of(again), "json", tmp_path / "travels.json")
        assert one.check() == []
    content = (tmp_path / "travels.json").read_bytes()
    document = json.loads(content)
    assert [note["text"] for note in document["notes"]] == said["notes"]
    assert document["session"]["title"] == "<b>\u202e Größe 🚀"
    with Library.create_or_open(tmp_path / "two.db") as two:
        arrived = open_session(two, import_session(two, content).session_id)
        assert words_in(arrived) == said
        assert two.check() == []


@pytest.mark.parametrize(("typed", "kept"), CLEANED.values(), ids=CLEANED)
def test_only_what_a_terminal_would_obey_is_taken_out(typed: str, kept: str, tmp_path: Path) -> None:
    """Control characters go and line ends become one kind; every letter stays."""
    with Library.create_or_open(tmp_path / "one.db") as library:
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), typed))
        assert session.notes.add("vision", typed).text == kept
        assert session.data.session.title == " ".join(kept.split())
        again = open_session(library, session.id)
        assert [note.text for note in again.data.notes] == [kept]
        assert library.check() == []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A session with all of them, to write files from."""
    with Library.create_or_open(tmp_path_factory.mktemp("hostile") / "library.db") as library:
        return source_of(session_with(library, list(KEPT.values()), "<b>\u202e Größe 🚀"))


@pytest.mark.parametrize("format_id", [each.id for each in offered(method_files.load("cop-bootstrap"))])
def test_every_file_is_written(hostile: Source, format_id: str, tmp_path: Path) -> None:
    """None of the texts stops a file, and what a page cannot draw is named."""
    report = export(hostile, format_id, tmp_path / f"{safe_name(hostile.data.session.title)}.out")
    assert [each.name for each in tmp_path.iterdir()] == [report.path.name]
    # They are all notes: none of them is a force, or an action with a day.
    assert report.path.stat().st_size > (50 if format_id in ("forces", "ics") else 1000)
    if format_id == "report":
        assert any("U+0378" in each for each in report.left_out)


def test_markup_is_shown_as_it_was_typed(hostile: Source, tmp_path: Path) -> None:
    """In the report a note with tags is read as these tags, not as what they would do."""
    export(hostile, "report", tmp_path / "report.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    try:
        text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    finally:
        document.close()
    found = "".join(text.split())
    assert "".join(["<b>bold</b>", "<img", "src=x", "onerror=alert(1)>", "&", "&amp;", "</para>"]) in found


def test_the_table_holds_every_note(hostile: Source, tmp_path: Path) -> None:
    """Read back as a table each note is whole; only what could become a formula has an apostrophe in front."""
    export(hostile, "csv", tmp_path / "notes.csv")
    with (tmp_path / "notes.csv").open(encoding="utf-8-sig", newline="") as table:
        cells = {cell for row in csv.reader(table) for cell in row}
    # Apostrophes stand before parts of a cell as well: some programs cut at line ends and semicolons.
    bare = {cell.replace("'", "") for cell in cells}
    for text in KEPT.values():
        assert text.replace("'", "") in bare
    assert not any(cell.startswith("=") for cell in cells)
    assert KEPT["formula"].startswith("=")


@pytest.mark.parametrize(("text", "formats"), LONG.values(), ids=LONG)
def test_the_longest_notes_are_kept_and_printed(text: str, formats: tuple[str, ...], tmp_path: Path) -> None:
    """A note of 100,000 characters is stored whole and can be written to every kind of file."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "Long"))
        session.notes.add("vision", text)
        if "pdf" in formats:
            session.outcomes.write("how", text)
        again = open_session(library, session.id)
        assert [note.text for note in again.data.notes] == [text]
        assert library.check() == []
    source = source_of(again)
    for format_id in (*formats, "json"):
        report = export(source, format_id, tmp_path / f"long.{format_id}")
        assert report.left_out == ()
    assert json.loads((tmp_path / "long.json").read_bytes())["notes"][0]["text"] == text


def test_a_list_without_end_is_printed(tmp_path: Path) -> None:
    """Thousands of short lines become pages in a time that grows with their number, not with its square."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "Long"))
        session.outcomes.write("how", "\n".join(f"point {number}" for number in range(3000)))
        export(source_of(session), "pdf", tmp_path / "canvas.pdf")
        write_png(source_of(session), tmp_path / "canvas.png", 400)
    document = pypdfium2.PdfDocument(tmp_path / "canvas.pdf")
    with Image.open(tmp_path / "canvas.png") as picture:
        assert picture.size[1] > 10 * picture.size[0]
    try:
        assert "point 2999" in document[len(document) - 1].get_textpage().get_text_bounded()
    finally:
        document.close()
