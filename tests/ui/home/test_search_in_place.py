"""A search on Home opens what was found in its place: the activity, the phase, and the keyboard on its row."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator.session import Session
from ui.desk.review.form_panel import FormPanel
from ui.desk.steps.panel import PanelStage
from ui.desk.timeline.timeline_panel import TimelinePanel
from ui.desk.voting.collect import ProposalRow


def fill(session: Session) -> None:
    """Write a little into every part of a postmortem."""
    session.timeline.set_incident(service="Beacons", began="2026-03-02T14:05:00Z")
    session.timeline.add_line("14:05 A new timer is switched on")
    session.timeline.add_line("14:32 The harbour master calls")
    session.forms.set_field("impact", "function", "Boats waited outside")
    row = session.forms.add_row("reading", "responders", None)
    session.forms.set_cell("reading", "responders", row, "person", "Rosalind Quill")
    session.notes.add("factors", "Nobody was told about the timer")
    session.notes.add("ideas", "Ring a bell at dusk")
    session.commitments.commit("Write down who is told", owner="Dana", done_when="A list hangs in the office")
    session.commitments.decline("Buy a lighthouse", "Too dear for this year")


@pytest.fixture(autouse=True)
def postmortem(add_session: Any) -> None:
    """A library with that session."""
    add_session("Dark lanterns", fill, people=6, method="postmortem")


def panel_of(desk: Any) -> Any:
    """Return the panel that is shown."""
    stage = desk.window.page.stage
    assert isinstance(stage, PanelStage)
    return stage.panel


def test_an_entry_of_a_timeline_is_chosen(search_for: Any) -> None:
    """The list of entries has the keyboard, on the entry that was found; the room’s focus stays where it was."""
    desk = search_for("harbour mast")
    panel = panel_of(desk)
    assert isinstance(panel, TimelinePanel)
    assert panel.list.chosen is not None
    assert panel.list.chosen.entry.text == "The harbour master calls"
    assert panel.list.hasFocus()
    assert desk.window.session.focus.note_id is None


@pytest.mark.parametrize(
    ("words", "activity", "stands"),
    [("boats wai", "impact", "Boats waited outside"), ("quill", "reading", "Rosalind Quill")],
)
def test_a_field_and_a_row_of_a_form_have_the_keyboard(
    search_for: Any, words: str, activity: str, stands: str
) -> None:
    """The form is open and what was found is ready to be changed."""
    desk = search_for(words)
    assert isinstance(panel_of(desk), FormPanel)
    assert desk.window.session.place.activity_id == activity
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.text() == stands  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("nobody was told", ("analysis", "factors")),
        ("write down who", ("actions", "commit")),
    ],
)
def test_a_factor_and_an_action_have_the_keyboard(
    search_for: Any, words: str, place: tuple[str, str]
) -> None:
    """The phase in which they are worked on is open, the keyboard in their first field."""
    desk = search_for(words)
    here = desk.window.session.place
    assert (here.activity_id, here.phase) == place
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.text().casefold().startswith(words)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("bell dusk", ("actions", "ideas")),
        ("hangs in", ("actions", "commit")),
        ("lighthouse", ("actions", "declined")),
        ("beacons", ("timeline", "walk")),
    ],
)
def test_what_has_no_row_of_its_own_opens_its_phase(
    search_for: Any, words: str, place: tuple[str, str]
) -> None:
    """An idea, what makes a promise clear, what is left undone, and the incident itself."""
    desk = search_for(words)
    here = desk.window.session.place
    assert (here.activity_id, here.phase) == place


def test_hits_say_what_they_are(search_for: Any) -> None:
    """Each line names the kind of its place in a word."""
    desk = search_for("harbour mast")
    desk.window.show_home()
    item = desk.home.hits.item(0)
    assert (
        item.data(Qt.ItemDataRole.AccessibleTextRole) == "The harbour master calls, Timeline, Dark lanterns"
    )


def test_a_finished_session_shows_the_place_each_time_it_is_found(
    open_desk: Any, add_session: Any, qtbot: Any
) -> None:
    """Not only at first: a session that was left at the very place opens there, and not at its summary."""

    def hold(session: Session) -> None:
        fill(session)
        session.course.start()
        session.course.finish()

    add_session("Dark lanterns", hold, people=6, method="postmortem")
    desk = open_desk()
    for _ in range(2):
        hit = desk.library.search("who is told")[0]
        desk.home.hit_wanted.emit(hit)
        place = desk.window.desk.session.place
        assert place.mode == "after"
        assert place.activity_id == "actions"
        assert desk.window.page._host.kind == "activity"
        desk.window.run("home")


def test_a_proposal_among_many_has_the_keyboard(search_for: Any, add_session: Any) -> None:
    """Also one so far down that its row is made only when the window has a moment."""
    names = [f"Crew number {number}" for number in range(1, 81)]
    add_session("Names", lambda session: session.notes.add_many("names", [*names, "The last lamp"]))
    search_for("last lamp")
    focus = QApplication.focusWidget()
    assert isinstance(focus, ProposalRow)
    assert focus.title == "The last lamp"
