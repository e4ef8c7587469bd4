"""The registry of formats."""

import json
import re
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from exports import writers
from exports.formats import (
    FORMATS,
    HANDOUTS,
    Options,
    export,
    export_handout,
    find_format,
    find_paper,
    offered,
)
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.errors import UserError
from facilitator.opening import rehearse

FITTING = [each.id for each in offered(method_files.load("cop-bootstrap"))]


@pytest.fixture
def source() -> Source:
    """A session with one note."""
    session = rehearse(method_files.load("cop-bootstrap"), "Guild")
    session.notes.add("vision", "Nobody answers a page alone")
    session.outcomes.write("vision", "Nobody answers a page alone")
    return source_of(session)


@pytest.mark.parametrize("format_id", FITTING)
def test_every_format_writes_its_file(source: Source, format_id: str, tmp_path: Path) -> None:
    """Each format of the registry gives a file of its kind, and nothing else in the folder."""
    path = tmp_path / f"out{FORMATS[format_id].suffix}"
    report = export(source, format_id, path)
    assert (report.path, report.left_out) == (path, ())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    begins = {
        ".pdf": b"%PDF-",
        ".png": b"\x89PNG",
        ".svg": b"<?xml",
        ".md": b"# Guild",
        ".csv": b"\xef\xbb\xbf",
        ".json": b"{",
        ".ics": b"BEGIN:VCALENDAR",
    }
    assert path.read_bytes().startswith(begins[path.suffix])


@pytest.mark.parametrize("format_id", FITTING)
def test_the_same_session_gives_the_same_bytes(source: Source, format_id: str, tmp_path: Path) -> None:
    """No file carries the moment it was written, but what the session says."""
    one, two = (export(source, format_id, tmp_path / name).path for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_paper_is_known_by_its_name_in_any_case() -> None:
    """ "a4" is A4; what a format is not printed on is refused with what it is."""
    assert find_paper("a4", ("A3", "A4"), "pdf") == "A4"
    assert find_paper(None, ("A3", "A4"), "pdf") == "A3"
    with pytest.raises(UserError, match="A3, A4, not on “B5”"):
        find_paper("B5", ("A3", "A4"), "pdf")
    with pytest.raises(UserError, match="has no paper"):
        find_paper("A4", (), "md")


def test_an_unknown_format_names_the_known(source: Source, tmp_path: Path) -> None:
    """A slip of the keyboard is answered with the choice."""
    with pytest.raises(UserError, match="pdf, report"):
        export(source, "docx", tmp_path / "out")


def test_a_format_that_does_not_fit_names_those_that_do(source: Source, tmp_path: Path) -> None:
    """A method without any picture has its report as its one page, and says what else there is."""
    kept = tuple(each for each in source.data.method.activities if each.kind == "briefing")
    plain = replace(source.data.method, canvas=None, activities=kept)
    bare = replace(source, data=replace(source.data, method=plain))
    assert [each.id for each in offered(plain)] == ["pdf", "md", "csv", "actions", "ics", "json"]
    assert find_format("report", plain).write is find_format("pdf", plain).write
    with pytest.raises(UserError, match=r"nothing to show as png\. Choose one of pdf, md"):
        export(bare, "png", tmp_path / "out.png")
    with pytest.raises(UserError, match="no canvas"):
        export_handout(plain, tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_main_files_are_what_the_method_is_about() -> None:
    """ "pdf", "png" and "csv" are the canvas and the notes, or else the force field and its forces."""
    with_canvas, forces = (method_files.load(each) for each in ("cop-bootstrap", "force-field"))
    assert [find_format(each, with_canvas).title for each in ("pdf", "png", "csv")] == [
        "Canvas",
        "Canvas as a picture",
        "Notes as a table",
    ]
    assert [find_format(each, forces).title for each in ("pdf", "png", "csv")] == [
        "Force field",
        "Force field as a picture",
        "Forces as a table",
    ]
    assert find_format("pdf", forces).papers[0] == "A4"


@pytest.mark.parametrize("method_id", ["cop-bootstrap", "force-field"])
def test_no_file_is_offered_twice(method_id: str) -> None:
    """What "pdf" is already does not stand in the list under another id too; by its id it is still found."""
    method = method_files.load(method_id)
    found = offered(method)
    assert len({each.id for each in found}) == len(found) == len({each.write for each in found})
    assert find_format("diagram", method).title == "Force field"


def test_a_handout_is_chosen_by_its_name(tmp_path: Path) -> None:
    """Each method prints what it has; what it has not is refused with what there is."""
    forces = method_files.load("force-field")
    assert {each.id for each in HANDOUTS} >= {"canvas", "worksheet"}
    assert export_handout(forces, tmp_path / "a.pdf").path.read_bytes().startswith(b"%PDF-")
    with pytest.raises(UserError, match=r"no handout “canvas”\. Choose one of worksheet"):
        export_handout(forces, tmp_path / "b.pdf", what="canvas")


def test_a_rating_is_what_its_files_are_about(tmp_path: Path) -> None:
    """ "pdf", "png" and "csv" of a health check are its topics; cards and ballots need no session."""
    method = method_files.load("cop-health-check")
    assert [find_format(each, method).title for each in ("pdf", "png", "csv", "ballots")] == [
        "All topics on one page",
        "All topics as a picture",
        "Votes on the topics as a table",
        "Ballots to rate the topics",
    ]
    assert find_format("health", method).write is find_format("pdf", method).write
    assert find_format("ratings", method).write is find_format("csv", method).write
    found = [each.id for each in offered(method)]
    assert found[:6] == ["pdf", "report", "png", "history", "cards", "ballots"]
    assert found[6:] == ["md", "csv", "runs", "notes", "actions", "ics", "json"]
    source = source_of(rehearse(method, "Guild"))
    for each in offered(method):
        path = export(source, each.id, tmp_path / f"{each.id}{each.suffix}").path
        assert path.stat().st_size > 50
    assert [each.id for each in HANDOUTS if each.fits(method)] == ["cards", "ballots"]
    usual = export_handout(method, tmp_path / "handout.pdf").path.read_bytes()
    chosen = export_handout(method, tmp_path / "chosen.pdf", what="cards", paper="a4").path.read_bytes()
    assert usual == chosen


def test_the_blank_canvas(tmp_path: Path) -> None:
    """A handout needs a method and no session."""
    method = method_files.load("cop-bootstrap")
    assert export_handout(method, tmp_path / "a.pdf", paper="a4").path.read_bytes().startswith(b"%PDF-")


def test_json_is_readable(source: Source, tmp_path: Path) -> None:
    """The document has its letters unescaped."""
    path = export(source, "json", tmp_path / "a.json", options=Options(with_ballots=True)).path
    text = path.read_text(encoding="utf-8")
    assert "“" in text
    assert json.loads(text)["notes"][0]["text"] == "Nobody answers a page alone"


def test_what_writes_each_file_is_there() -> None:
    """Modules are named in words, so that they are read late: each word leads to a function."""
    places = re.findall(r'"(exports\.[\w.]+):(\w+)"', Path(writers.__file__).read_text("utf-8"))
    assert len(places) > 30
    assert [place for place in places if not callable(getattr(import_module(place[0]), place[1], None))] == []


def test_the_registry_loads_no_pdf() -> None:
    """Listing formats in a menu must not wait for the PDF library."""
    import subprocess

    code = "import exports.formats, sys; sys.exit('reportlab' in sys.modules or 'uharfbuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
