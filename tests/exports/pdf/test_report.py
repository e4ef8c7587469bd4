"""The workshop report: everything that was said is in it once, and it says truly where it stands."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from exports.closing import state_words
from exports.pdf.cover import Contents, draw_contents
from exports.pdf.flow import SECTION, Cell, Column, Flow, Furniture
from exports.pdf.page import Pen
from exports.pdf.paper import PAPERS
from exports.pdf.report import chapters, write_report
from exports.pdf.text.record import Recorder
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.acts.actions import CARRIED, STATES
from facilitator.opening import rehearse
from facilitator.session import Session


def finished() -> Session:
    """A short workshop with something of everything."""
    session = rehearse(method_files.load("cop-bootstrap"), "Guild kick-off")
    session.people.add(["Ines Okafor", "Jonas Feld"], "Platform")
    session.course.start()
    for lane in ("vision", "importance", "how", "supports", "hinders"):
        notes = session.notes.add_many(lane, [f"{lane} note {number}" for number in range(5)])
        session.groups.create([note.id for note in notes[:3]], f"Group of {lane}")
    session.groups.add_named("measures", "Counted on the wall", 7)
    session.outcomes.take_groups("vision")
    session.values.set("vision-importance", "objections", ["Not without the night shift", "Too long"])
    session.values.set("vision-importance", "resolved", ["Too long"])
    names = session.notes.add_many("names", ["Steady Hands", "Lighthouse"])
    for round_name, counts in (("vote", (5, 5)), ("run_off", (4, 6))):
        for note, count in zip(names, counts, strict=True):
            session.votes.set_hands("name", round_name, note.id, count)
        session.votes.close("name", round_name)
    nominee = session.notes.add("nominees", "Ines Okafor")
    session.votes.set_hands("leader", "vote", nominee.id, 8)
    session.votes.close("leader", "vote")
    session.votes.elect("leader", nominee.id)
    parked = session.parking.park("Budget for travel")
    session.parking.to_action(parked.id, owner="Jonas Feld", due="2026-09-30")
    session.values.set("close", "roti", [5, 4, 4])
    session.values.set("close", "words", ["ready"])
    session.course.finish()
    return session


def written(source: Source, path: Path, **options: bool) -> list[str]:
    """Write a report and return the text of each page."""
    write_report(source, path, **options)
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


@pytest.fixture
def source() -> Source:
    return source_of(finished())


def test_every_note_and_group_is_in_the_report_once(source: Source, tmp_path: Path) -> None:
    pages = " ".join(written(source, tmp_path / "report.pdf"))
    text = " ".join(pages.split())
    for note in source.data.notes:
        if note.lane in ("supports", "hinders") and note.group_id is None:
            # A force of its own: in the picture and in the list of priorities as well.
            assert text.count(note.text) == 3, note.text
        elif note.lane not in ("names", "nominees"):
            assert text.count(note.text) == 1, note.text
    assert text.count("7 on the wall") == 2, "under the figure of all notes, and at its group"
    assert "Objection, resolved: Too long" in text
    assert "Objection: Not without the night shift" in text
    assert "A tie in the first vote, settled by the run-off." in text
    assert "Elected: Ines Okafor" in text
    assert "30 September 2026" in pages, "the longest day stands on one line"


def test_page_numbers_and_contents_are_true(source: Source, tmp_path: Path) -> None:
    pages = written(source, tmp_path / "report.pdf")
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
    entries = re.findall(
        r"^(What we agreed|Agenda, planned and real|Notes by group|Votes and election)\s+(\d+)",
        pages[0],
        re.M,
    )
    assert len(entries) == 4
    for title, page in entries:
        assert title in pages[int(page) - 1]
    outline = [each["/Title"] for each in PdfReader(tmp_path / "report.pdf").outline]
    assert outline[:2] == ["Cover", "What we agreed"]


def test_names_are_in_it_only_when_asked_for(source: Source, tmp_path: Path) -> None:
    without = " ".join(written(source, tmp_path / "a.pdf"))
    with_names = " ".join(written(source, tmp_path / "b.pdf", with_names=True))
    assert "Took part\nInes" not in without.replace("\r", "")
    assert "Jonas Feld (Platform)" in with_names
    assert "(Platform)" not in without


def test_only_embedded_fonts_and_the_same_bytes_each_time(source: Source, tmp_path: Path) -> None:
    write_report(source, tmp_path / "a.pdf")
    write_report(source, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    for page in PdfReader(tmp_path / "a.pdf").pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            described = font.get_object()
            assert "Helvetica" not in described["/BaseFont"]
            assert "/FontFile2" in described["/FontDescriptor"].get_object()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_nothing_overlaps_leaves_the_page_or_is_too_small(paper: str, tmp_path: Path) -> None:
    session = finished()
    session.notes.add("vision", "word " * 3000)
    session.notes.add("vision", "w" * 3000)
    session.notes.add("importance", "<b>not bold</b> & <img src='x'>")
    session.parking.park("a very long topic " * 300)
    recorder = Recorder()
    write_report(source_of(session), tmp_path / "long.pdf", paper, with_names=True, recorder=recorder)
    sizes = [page.mediabox for page in PdfReader(tmp_path / "long.pdf").pages]
    by_page: dict[int, list[tuple[float, float, float, float, str]]] = {}
    for run in recorder.runs:
        width, height = float(sizes[run.page - 1].width), float(sizes[run.page - 1].height)
        assert run.size >= 7.5
        assert run.x >= 14
        assert run.x + run.width <= width - 14
        assert 14 <= run.y <= height - 14
        box = (run.x, run.y - 0.2 * run.size, run.x + run.width, run.y + 0.75 * run.size, run.text)
        for other in by_page.setdefault(run.page, []):
            across = min(box[2], other[2]) - max(box[0], other[0])
            down = min(box[3], other[3]) - max(box[1], other[1])
            assert across <= 0.9 or down <= 1.0, (run.page, box, other)
        by_page[run.page].append(box)
    drawn = "".join(run.text for run in recorder.runs).replace(" ", "")
    assert drawn.count("w" * 60) > 10
    assert "<b>notbold</b>&<imgsrc='x'>" in drawn


def test_a_session_that_was_only_prepared_makes_a_report_too(tmp_path: Path) -> None:
    session = rehearse(method_files.load("cop-bootstrap"), "Not held yet")
    pages = written(source_of(session), tmp_path / "report.pdf")
    assert "Not held yet" in pages[0]
    assert re.search(r"\d+ minutes planned\.", " ".join(pages))


def test_the_report_needs_no_window() -> None:
    code = "import sys, exports.pdf.report; assert not [m for m in sys.modules if 'PySide6' in m or 'pyqtgraph' in m]"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_where_the_method_comes_from_is_never_parted_from_its_heading(tmp_path: Path) -> None:
    """However full the last page is: no page holds the end of the list alone."""
    for count in range(0, 36, 3):
        session = finished()
        for number in range(count):
            session.actions.add(f"A step that somebody takes, number {number}")
        pages = written(source_of(session), tmp_path / f"{count}.pdf", with_names=True)
        references = [each.title for each in session.data.method.references]
        holding = next(page for page in pages if "Where the method comes from" in page)
        words = " ".join(holding.split())
        assert all(title in words for title in references), count


def test_the_difference_in_the_agenda_is_that_of_the_minutes_beside_it(tmp_path: Path) -> None:
    """Planned 8.5 and used 7.9 minutes are never shown as 8, 8 and one less, nor 8.6 and 8.4 as 9, 8 and none."""
    session = finished()
    session.agenda.set_minutes("welcome", "show", 8.6)
    session.agenda.set_minutes("check-in", "round", 8.5)
    source = source_of(session)
    spent = {"welcome/show": 8.4 * 60, "check-in/round": 7.9 * 60}
    text = "".join(written(replace(source, place=replace(source.place, spent=spent)), tmp_path / "a.pdf"))
    for title, row in (("Welcome", "9 8 \N{MINUS SIGN}1"), ("Check-in", "8 8 0")):
        assert f"{title} {row}" in " ".join(text.split())


def test_a_session_without_another_name_stands_once_in_the_foot(tmp_path: Path) -> None:
    session = rehearse(method_files.load("cop-bootstrap"), "Kick-off")
    pages = written(source_of(session), tmp_path / "a.pdf")
    assert "Kick-off · Kick-off" not in "".join(pages)
    assert "Kick-off" in pages[-1]


def test_the_cover_counts_boxes_only_where_the_method_has_a_canvas(source: Source, tmp_path: Path) -> None:
    assert "canvas boxes" in written(source, tmp_path / "a.pdf")[0]
    session = rehearse(method_files.load("force-field"), "Weighed")
    assert "canvas boxes" not in written(source_of(session), tmp_path / "b.pdf")[0]


def test_a_line_of_the_report_stays_with_the_first_one_under_it(tmp_path: Path) -> None:
    """Wherever a page ends, it is not between a bullet and its detail."""
    for count in range(0, 30, 2):
        session = finished()
        agreed = "\n".join(["One line more"] * count + ["Led by this\n\tDetail of it"] * 20)
        session.outcomes.write("vision", agreed)
        for page in written(source_of(session), tmp_path / f"{count}.pdf"):
            assert not page.strip().splitlines()[0].endswith("Detail of it"), count


def test_chapters_of_one_kind_that_come_back_are_told_apart_in_the_contents() -> None:
    """A list that says "What was written" three times leads nowhere."""
    session = rehearse(method_files.load("postmortem"))
    session.forms.set_field("reading", "overview", "It was dark")
    session.timeline.add_line("2026-03-02 14:00 All is well")
    session.forms.set_field("impact", "function", "Search")
    titles = [each.title for each in chapters(session.data)]
    assert len(set(titles)) == len(titles)
    assert titles[0] == "What was written: Read"


def test_a_long_list_of_chapters_runs_into_nothing_and_off_no_page(tmp_path: Path) -> None:
    """Each entry ends before its page number, over lines and pages where it must."""
    recorder = Recorder()
    pen = Pen(tmp_path / "a.pdf", title="", author="", subject="", recorder=recorder)
    flow = Flow(pen, PAPERS["A4"].portrait, Furniture("", ""))
    flow.new_page()
    pen.owner("contents")
    key = pen.bookmark("Chapter", 0)
    entries = [(f"Chapter {number} {'of many words ' * 6}", number, key) for number in range(60)]
    draw_contents(flow, Contents(entries), "In this book")
    flow.end_page()
    pen.finish()
    assert max(each.page for each in recorder.runs) > 1
    assert sum(each.text.startswith("Chapter") for each in recorder.runs) == 60
    words = [each for each in recorder.runs if "Page" not in each.text]
    assert min(each.y for each in words) > 22.0 * 72 / 25.4
    numbers = [each.x for each in words if each.text.isdigit()]
    assert max(each.x + each.width for each in words if not each.text.isdigit()) < min(numbers)


def test_the_last_row_of_a_table_does_not_begin_a_page_alone(tmp_path: Path) -> None:
    for count in range(28, 44):
        pen = Pen(tmp_path / f"{count}.pdf", title="", author="", subject="")
        flow = Flow(pen, PAPERS["A4"].portrait, Furniture("", ""))
        flow.new_page()
        flow.table([Column("Step", 1.0)], [[Cell(f"Row {number}")] for number in range(count)])
        flow.end_page()
        pen.finish()
        pages = [
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(str(tmp_path / f"{count}.pdf"))
        ]
        assert all(page.count("Row ") != 1 for page in pages), count


def test_a_heading_over_another_one_goes_where_that_goes(tmp_path: Path) -> None:
    """Wherever the page ends, neither of the two stands alone at its foot."""
    for count in range(40, 56):
        pen = Pen(tmp_path / f"{count}.pdf", title="", author="", subject="")
        flow = Flow(pen, PAPERS["A4"].portrait, Furniture("", ""))
        flow.new_page()
        flow.bullets((0, f"Line {number}") for number in range(count))
        flow.over("Chapter", "What it is about.", SECTION)
        flow.table([Column("Step", 1.0)], [[Cell(f"Row {number}")] for number in range(3)], title="Table")
        flow.end_page()
        pen.finish()
        pages = [
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(str(tmp_path / f"{count}.pdf"))
        ]
        (found,) = (page for page in pages if "Chapter" in page)
        assert (
            found.index("Chapter")
            < found.index("What it is about.")
            < found.index("Table")
            < found.index("Row 2")
        )


def test_a_form_is_shown_once_with_its_lists_under_it(tmp_path: Path) -> None:
    """A form with one list and nothing else has one heading; who fills in forms misses no notes on the cover."""
    session = rehearse(method_files.load("outcome-review"), "Checkout")
    session.forms.add_row("first-things", "enablers", {"thing": "A sponsor"})
    found = "\n".join(written(source_of(session), tmp_path / "a.pdf"))
    assert found.count("What comes first") == 1, "in the agenda"
    assert "What must be in place first" in found
    assert "0\nnotes" not in found.replace("\r", "")


@pytest.mark.parametrize(("text", "from_right"), [("A sponsor", False), ("מי מחכה למי", True)])
def test_the_mark_of_a_bullet_stands_where_its_line_begins(
    text: str, from_right: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line from the right has it on its right, not across the page."""
    recorder, marks = Recorder(), []
    monkeypatch.setattr(Pen, "bullet", lambda _, level, x, *rest: marks.append(x * 72 / 25.4))
    pen = Pen(tmp_path / "a.pdf", title="", author="", subject="", recorder=recorder)
    flow = Flow(pen, PAPERS["A4"].portrait, Furniture("", ""))
    flow.new_page()
    flow.bullets([(0, text)])
    flow.end_page()
    pen.finish()
    (line,) = (each for each in recorder.runs if each.text == text)
    away = marks[0] - (line.x + line.width) if from_right else line.x - marks[0]
    assert 0 < away < 12


def test_the_state_of_an_action_is_said_in_words() -> None:
    """None is called as it is kept: what moved along with the next session "went on"."""
    assert [state_words(each) for each in (*STATES, CARRIED)] == ["open", "done", "dropped", "went on"]


def test_the_sources_of_a_method_are_said_once_and_rather_in_a_sentence_than_on_a_page_alone(
    tmp_path: Path,
) -> None:
    """However full the last page is; with little room on it they run on without a heading."""
    running = 0
    for count in range(20, 34):
        session = rehearse(method_files.load("one-two-four-all"), "Why")
        lane = next(lane.id for each in session.data.method.activities for lane in each.lanes)
        session.notes.add_many(lane, [f"Idea {number}" for number in range(count)])
        found = written(source_of(session), tmp_path / f"{count}.pdf")
        assert sum(page.count("Where the method comes from") for page in found) == 1, count
        running += any("Where the method comes from:" in page for page in found)
    assert 0 < running < 14
