"""An outcome review on the desk and in the room, as people go through it: what a walk with keys found."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import audience, forms, method_files, ratings
from facilitator.following import follow
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from ui.desk.situation import results
from ui.projector import scene
from ui.projector.sheet import Screen, Sheet

SCREEN = Screen(1280, 720)


@pytest.fixture
def session(library: Library) -> Session:
    """An outcome review that runs, with two next steps."""
    begun = new_session(library, method_files.load("outcome-review"), "Spring", people=8)
    made = open_session(library, begun)
    made.course.start()
    made.actions.add("Find twelve shops", owner="Ann")
    made.actions.add("Ask for a sponsor", owner="Ben")
    return made


def sheets(session: Session) -> list[Sheet]:
    """What the room sees now."""
    view = audience.view(session)
    return list(scene.scene_for(view)(view, SCREEN))


def dates(session: Session) -> list[str]:
    """The days of all key results of the first outcome as they are stored."""
    form = next(each for each in forms.forms_of(session.data) if each.activity_id == "first")
    return [row.cells[-1].text for row in form.rows[0].rows]


def test_what_does_not_fit_a_cell_stays_in_sight_with_what_would(desk: Any, session: Session) -> None:
    """Enter does not leave it, a new row does not hide it, and it is said again when the form comes back."""
    session.forms.add_row("first", "results", None)
    panel = desk.go("first", "fill").panel
    cell = panel.lists["results"][0].fields[-1]
    cell.input.setFocus()
    desk.type("soon\n")
    assert QApplication.focusWidget() is cell.input
    assert "not “soon”" in desk.words()
    panel.add_row("results")
    QApplication.processEvents()
    cell = panel.lists["results"][0].fields[-1]
    assert cell.typed() == "soon"
    assert cell.input.property("wrong")
    session.forms.set_field("first", "objective", "Shops are paid sooner")
    QApplication.processEvents()
    assert cell.typed() == "soon"
    desk.go("customer")
    cell = desk.go("first", "fill").panel.lists["results"][0].fields[-1]
    assert cell.typed() == "soon"
    assert "not “soon”" in desk.words()
    cell.input.setFocus()
    cell.input.selectAll()
    desk.type("2027-03-31\n")
    assert dates(session)[0] == "2027-03-31"
    assert "not “soon”" not in desk.words()


def test_enter_after_the_last_key_result_that_there_may_be_asks_for_no_more(
    desk: Any, session: Session
) -> None:
    """Three are what is wanted: who has them all made no mistake."""
    for _ in range(3):
        session.forms.add_row("first", "results", None)
    cell = desk.go("first", "fill").panel.lists["results"][2].fields[-1]
    cell.input.setFocus()
    desk.type("2027-03-31\n")
    assert dates(session) == ["", "", "2027-03-31"]
    assert desk.said == []


def test_the_button_says_which_of_two_figures_nobody_has_voted_on(desk: Any, session: Session) -> None:
    """Eight votes on one of them are not no votes."""
    stage = desk.go("elements", "rate")
    assert stage.next_step().reason == "No vote is in yet"
    session.scores.set_hands("elements", "today", "organisation", 3, 8)
    assert stage.next_step().reason == "Relevance: no vote is in yet"


def test_the_room_reads_that_two_figures_are_asked_for(desk: Any, session: Session) -> None:
    """Not only what 5 and 1 mean: which figure comes first decides what is shown with the fingers."""
    desk.go("elements", "rate")
    (sheet,) = sheets(session)
    assert "Today + Relevance" in sheet.text
    assert all(SCREEN.inner.contains(each.rect) for each in sheet.marks)


def test_the_room_chooses_among_twelve_on_one_page(desk: Any, session: Session) -> None:
    """Nobody can give dots to what stands on another page; thirty need more than one, in large letters again."""
    desk.go("pick", "vote")
    (sheet,) = sheets(session)
    names = [each for each in sheet.marks if each.role == "candidate"]
    assert len(names) == 12
    assert all(SCREEN.inner.contains(each.rect) and each.px >= SCREEN.height / 32 for each in names)
    for number in range(18):
        session.ratings.add_topic("elements", f"Topic {number}")
    found = sheets(session)
    assert len(found) > 1
    assert next(each.px for each in found[0].marks if each.role == "candidate") > names[0].px


def test_the_room_knows_what_an_outcome_is_about_while_it_is_written(desk: Any, session: Session) -> None:
    """What was picked was seen by all; what is half written about it is not."""
    session.forms.set_field("first", "pick", "Trust")
    session.forms.set_field("first", "objective", "We say what went wrong")
    desk.go("first", "fill")
    text = "\n".join(each.text for each in sheets(session))
    assert "Element or mindset: Trust" in text
    assert "went wrong" not in text


def test_a_picture_without_earlier_runs_promises_none(desk: Any, session: Session) -> None:
    """Nothing has moved in a first session."""
    assert desk.go("elements", "picture").room_sees() == "The room sees all topics"


def test_what_was_settled_at_the_look_back_is_no_next_step(
    desk: Any, session: Session, library: Library
) -> None:
    """A promise that was kept would look like one that is open: at the desk, in the room and on the last page."""
    session.course.finish()
    later = open_session(library, follow(library, session.id))
    later.course.start()
    first = later.data.actions[0]
    later.actions.set_state(first.id, "done")
    later.actions.add("Call them", owner="Cem")
    later.course.go("close", "next_steps")
    assert "Find twelve shops" not in sheets(later)[0].text
    assert "Ask for a sponsor" in sheets(later)[0].text
    assert "Call them" in sheets(later)[0].text
    later.course.finish()
    assert dict(results(later)[1])["Next steps"].splitlines() == [
        "Ask for a sponsor · Ben",
        "Call them · Cem",
    ]


def test_letters_of_a_page_that_is_signed_have_one_size(desk: Any, library: Library) -> None:
    """A section with a long line in smaller letters would look like the lesser one."""
    centre = open_session(library, new_session(library, method_files.load("cope"), "Centre", people=8))
    centre.course.start()
    centre.forms.set_field("independence", "funds", "Customer success; engineering takes part and is told")
    centre.forms.set_field("independence", "stops", "The board, after hearing the teams")
    centre.forms.set_field("independence", "news", "The board, without a filter, once a month at least")
    centre.forms.set_field("learning", "learns", "We sit with teams")
    centre.course.go("charter", "show")
    (sheet,) = sheets(centre)
    assert len({each.px for each in sheet.marks if each.role == "row"}) == 1


def test_a_figure_that_is_typed_is_what_the_room_agreed_on(desk: Any, session: Session) -> None:
    """As hands are typed above it: not the first letter of a reason; what is off the scale is nothing."""
    for scale in ("today", "relevance"):
        session.scores.set_hands("elements", scale, "organisation", 3, 8)
        session.scores.reveal("elements", scale, "organisation")
    panel = desk.go("elements", "rate").panel
    panel.agreeing.first.setFocus()
    desk.type("94")
    activity = session.data.method.activity("elements")
    assert activity is not None
    agreed = ratings.agreed_on(session.data, activity, "organisation")
    assert agreed is not None
    assert agreed.values == {"today": 4}
    desk.type("2")
    agreed = ratings.agreed_on(session.data, activity, "organisation")
    assert agreed is not None
    assert agreed.values == {"today": 4, "relevance": 2}
    assert panel.agreeing.why.text() == ""


def test_what_is_typed_where_a_row_may_be_added_begins_one(desk: Any, session: Session) -> None:
    """Enter after the last field leads there: the first word of a row is no longer swallowed."""
    stage = desk.go("first", "fill")
    stage.panel._add["results"].setFocus()
    for letter in "Day":
        assert stage.take_text(letter)
    QApplication.processEvents()
    (row,) = stage.panel.lists["results"]
    assert row.fields[0].typed() == "Day"
    assert QApplication.focusWidget() is row.fields[0].input
    desk.type("s to change\n")
    form = next(each for each in forms.forms_of(session.data) if each.activity_id == "first")
    assert form.rows[0].rows[0].cells[0].text == "Days to change"
