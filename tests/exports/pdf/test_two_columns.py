"""Two columns of a report come to their end, whatever stands in them."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from exports.pdf.report import write_report
from exports.source import source_of
from facilitator import method_files
from facilitator.opening import rehearse


@pytest.mark.timeout(60)
def test_a_group_whose_title_is_higher_than_a_page_is_drawn_and_what_follows_too(tmp_path: Path) -> None:
    """Somebody may paste a whole text as a title: no page has room for it, so waiting for one would never end."""
    session = rehearse(method_files.load("cope"), "Field")
    lanes = next(
        each.lanes for each in session.data.method.activities if each.settings.get("picture") == "two_columns"
    )
    notes = session.notes.add_many(lanes[0].id, ["One", "Two"])
    session.groups.create([each.id for each in notes], "A text that was pasted here as a title. " * 120)
    session.notes.add(lanes[1].id, "Beside it")
    path = tmp_path / "report.pdf"
    write_report(source_of(session), path)
    words = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert all(each in words for each in ("One", "Two", "Beside it"))
