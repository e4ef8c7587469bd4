"""The outcome canvas on paper: everything on it once, one page as long as it fits, whole when it does not."""

from pathlib import Path

import pypdfium2
import pytest

from exports.formats import export, export_handout
from exports.pdf.outcomes.canvas import write_outcomes
from exports.pdf.text.record import Recorder
from exports.source import source_of
from facilitator import forms, method_files, ratings
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.scoring import Entry
from facilitator.session import Session


def filled(results: int = 2, words: int = 4) -> Session:
    """A session with three outcomes and the votes behind them."""
    session = rehearse(method_files.load("outcome-review"), "Checkout")
    session.course.start()
    session.forms.set_field("customer", "customer", "Small shops that sell online")
    for topic in ("feedback", "trust"):
        for scale, value in (("today", 1), ("relevance", 5)):
            session.scores.set_hands("elements", scale, topic, value, 9)
            session.scores.reveal("elements", scale, topic)
    for activity in ("first", "second", "third"):
        session.forms.set_field(activity, "pick", "Trust")
        session.forms.set_field(activity, "objective", " ".join([f"objective{activity}"] * words))
        session.forms.set_field(activity, "inward", " ".join(["inside"] * words))
        for number in range(results):
            cells = {"result": " ".join([f"result{activity}{number}"] * words), "baseline": "41 days"}
            session.forms.add_row(activity, "results", {**cells, "target": "14 days", "by": "2026-09-30"})
    session.forms.set_field("loop", "feedback", "Twelve shops a month")
    session.forms.set_field("loop", "look_back", "2026-10-02")
    return session


def text_of(path: Path) -> str:
    """All text of a file, blanks and line ends alike."""
    document = pypdfium2.PdfDocument(str(path))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def pages(path: Path) -> int:
    """How many pages a file has."""
    return len(pypdfium2.PdfDocument(str(path)))


def test_everything_is_on_one_page(tmp_path: Path) -> None:
    """Customer, topics, objectives, key results with their figures, signs, loop and the day of the look back."""
    path = export(source_of(filled()), "outcomes", tmp_path / "a.pdf").path
    found = text_of(path)
    assert pages(path) == 1
    for words in (
        "Small shops that sell online",
        "Emotional intelligence",
        "objectivesecond",
        "41 days",
        "inside",
    ):
        assert words in found
    assert "2 October 2026, key results then and now." in found
    assert "Flexatal" in found


def test_nothing_is_cut_when_it_is_too_much(tmp_path: Path) -> None:
    """Long texts become smaller, then go on another page: each word is there as often as it was written."""
    path = tmp_path / "a.pdf"
    write_outcomes(source_of(filled(3, 24)), path)
    found = text_of(path)
    assert pages(path) > 1
    for activity in ("first", "second", "third"):
        assert found.count(f"objective{activity}") == 24
        assert found.count(f"result{activity}2") == 24


def test_nothing_of_the_head_is_cut(tmp_path: Path) -> None:
    """A long title, a customer and whom we ask take the lines they need, and the boxes begin below them."""
    session = filled(3, 1)
    long = "somebody who books a berth every second week for a crew of three small boats " * 3
    session.values.set_title(f"{long} endtitle")
    for form in forms.forms_of(session.data):
        for field in form.fields:
            if field.spec.means in ("customer", "through"):
                session.forms.set_field(form.activity_id, field.spec.id, f"{long} end{field.spec.means}")
    path = tmp_path / "a.pdf"
    write_outcomes(source_of(session), path)
    for word in ("endtitle", "endcustomer", "endthrough"):
        assert word in text_of(path)
    page = pypdfium2.PdfDocument(str(path))[0].get_textpage()
    last = page.search("endthrough").get_next()
    below = page.search("Where it matters").get_next()
    assert last is not None
    assert below is not None
    assert page.get_charbox(last[0])[1] > page.get_charbox(below[0])[3]


def test_every_text_stands_on_the_page(tmp_path: Path) -> None:
    """No line reaches over the edge of the paper, at no length of text."""
    for words in (1, 8, 24):
        recorder = Recorder()
        write_outcomes(source_of(filled(3, words)), tmp_path / "a.pdf", recorder=recorder)
        assert recorder.runs
        for run in recorder.runs:
            assert run.x >= 0.0
            assert run.x + run.width <= 297.0 * 72 / 25.4


def test_the_blank_one_needs_no_session(tmp_path: Path) -> None:
    """It has the topics and the heads of the tables, and lines to write on."""
    method = method_files.load("outcome-review")
    path = export_handout(method, tmp_path / "a.pdf", what="outcomes").path
    found = text_of(path)
    assert pages(path) == 1
    assert found.count("Key result") == 3
    assert "Curiosity" in found


def test_a_method_without_objectives_has_none(tmp_path: Path) -> None:
    """The message names what there is instead."""
    session = rehearse(method_files.load("cop-health-check"))
    with pytest.raises(UserError, match="no outcome canvas"):
        write_outcomes(source_of(session), tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("entry", "rated", "words"),
    [
        ("hands", 1, "1 of 12 topics rated, medians of 3 hands"),
        ("hands", 12, "12 topics, medians of 3 hands"),
        ("sheets", 1, "1 of 12 topics rated, medians of 3 slips"),
        ("hands", 0, "Where it matters 12 topics Relevance"),
    ],
)
def test_it_says_how_many_topics_were_rated_and_how(
    tmp_path: Path, entry: Entry, rated: int, words: str
) -> None:
    """Nobody reads of slips where hands went up, nor of twelve topics behind medians of a single one."""
    session = rehearse(method_files.load("outcome-review"))
    session.course.start()
    session.scores.set_entry("elements", entry)
    activity = session.data.method.activity("elements")
    assert activity is not None
    for topic in [each.id for each in ratings.topics(session.data, activity)][:rated]:
        for scale in ("today", "relevance"):
            if entry == "hands":
                session.scores.set_hands("elements", scale, topic, 3, 3)
            else:
                for sheet in (1, 2, 3):
                    session.scores.set("elements", scale, sheet, topic, 3)
            session.scores.reveal("elements", scale, topic)
    path = tmp_path / "a.pdf"
    write_outcomes(source_of(session), path)
    assert words in text_of(path)


def test_paper_says_what_the_screen_says(tmp_path: Path) -> None:
    """Columns and signs have the titles of the method's own fields; what is looked back at has its own."""
    found = text_of(export(source_of(filled()), "outcomes", tmp_path / "a.pdf").path)
    for words in ("Key result Today Target By", "Sign inside", "Sign outside"):
        assert words in found
    assert "Baseline" not in found
    assert "Inward" not in found
    blank = export_handout(method_files.load("outcome-review"), tmp_path / "b.pdf", what="outcomes").path
    assert "Sign inside" in text_of(blank)


def test_topics_that_nobody_rated_have_no_number(tmp_path: Path) -> None:
    """Two of twelve were rated: only those stand in the picture, and the page says so."""
    found = text_of(export(source_of(filled()), "outcomes", tmp_path / "a.pdf").path)
    assert "2 of 12 topics rated, medians of 9 hands" in found
    assert "Without a number: not rated" in found
    assert "– Autonomy" in found
    assert "11 Trust" in found


def test_the_longest_texts_stay_on_the_page(tmp_path: Path) -> None:
    """Five hundred letters in every field: what has no room beside the picture goes on a wide page of its own."""
    session, recorder = filled(3), Recorder()
    longest = ("as long as can be " * 40)[:500].strip()
    for activity in ("first", "second", "third"):
        for field in ("pick", "objective", "inward", "outward"):
            session.forms.set_field(activity, field, longest)
        for row_id, _ in forms.row_values(session.data, activity, "results"):
            session.forms.set_cell(activity, "results", row_id, "result", longest)
    write_outcomes(source_of(session), tmp_path / "a.pdf", recorder=recorder)
    assert min(each.y for each in recorder.runs) > 5 * 72 / 25.4
    boxes = [each for each in recorder.runs if each.owner.startswith("outcome:")]
    band = {each.page: each.y for each in recorder.runs if each.text == "Feedback loop"}
    assert all(each.y > band.get(each.page, 0.0) for each in boxes)
    assert {each.page for each in boxes} == {2, 3, 4}
