"""Dates in forms are written as people write them, the same in every file."""

from pathlib import Path

import pypdfium2
import pytest

from exports.formats import export
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.opening import rehearse


@pytest.fixture
def source() -> Source:
    """A charter with the day of its look back, corrected in the meeting."""
    session = rehearse(method_files.load("introduce-postmortems"))
    session.forms.set_field("charter", "look_back", "2026-09-14")
    session.forms.set_field("charter", "team", "Shop")
    session.course.start()
    session.forms.set_field("charter", "look_back", "2026-10-05")
    return source_of(session)


def words(path: Path) -> str:
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(path) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened)


@pytest.mark.parametrize(("format_id", "name"), [("md", "a.md"), ("report", "b.pdf"), ("charter", "c.pdf")])
def test_a_date_of_a_form_is_written_out(source: Source, format_id: str, name: str, tmp_path: Path) -> None:
    """Not 2026-10-05, in none of them; nor the one that stood there before."""
    text = words(export(source, format_id, tmp_path / name).path)
    assert "5 October 2026" in text
    assert "2026-10-05" not in text
    assert "2026-09-14" not in text
    if format_id != "charter":
        assert "14 September 2026" in text
