"""The timeline on the desk: typed at speed before the meeting, walked and corrected in it, by keys alone."""

from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from facilitator import audience, method_files, timelines
from facilitator.activities.timeline import TimelineView
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.timelines import Entry, Timeline, Written
from tests.facilitator.timeline_method import TEXT
from ui.desk.timeline.entry_line import with_next_kind
from ui.desk.timeline.entry_rows import BetweenRow, EntryRow
from ui.desk.timeline.import_dialog import ImportDialog
from ui.desk.timeline.timeline_panel import TimelinePanel

LINES = (
    "14:00 All is well | graph",
    "14:05 > A rollout starts | https://deploys.example/7 | Nobody saw a risk",
    "14:27 ! Answers are slow | graph",
    "14:32 ? The pager rings",
    "15:10 ~ Answers are fast again | graph",
)
HERE = "what-happened"


@pytest.fixture
def session() -> Session:
    """An incident in Berlin that is being prepared."""
    made = rehearse(method_files.parse(TEXT, "look-back.toml"))
    made.timeline.set_incident(zone="Europe/Berlin", began="2026-03-02T13:27:00Z")
    return made


@pytest.fixture
def writing(desk: Any) -> Any:
    """The desk where it is written, nothing there yet."""
    desk.go(HERE, "write")
    return desk


@pytest.fixture
def walking(desk: Any, session: Session) -> Any:
    """The desk in the meeting, five entries written, none in talk."""
    for line in LINES:
        session.timeline.add_line(line)
    session.course.start()
    desk.go(HERE, "walk")
    return desk


def now(session: Session) -> Timeline:
    found = timelines.timeline(session.data)
    assert found is not None
    return found


def entry(session: Session, begins: str) -> Entry:
    known = now(session)
    return next(each for each in (*known.entries, *known.struck) if each.text.startswith(begins))


def panel(desk: Any) -> TimelinePanel:
    QApplication.processEvents()
    return next(each for each in desk.findChildren(TimelinePanel) if each.isVisibleTo(desk))


def rows(desk: Any) -> list[EntryRow]:
    return [each for each in panel(desk).list.rows if isinstance(each, EntryRow)]


def between(desk: Any) -> list[str]:
    return [each.text for each in panel(desk).list.rows if isinstance(each, BetweenRow)]


def chosen(desk: Any) -> str:
    row = panel(desk).list.chosen
    assert row is not None
    return row.entry.text


def in_list(desk: Any, begins: str) -> None:
    """Put the keyboard on an entry by the arrow keys."""
    shown = panel(desk)
    shown.list.setFocus()
    desk.press(Qt.Key.Key_Home)
    while not chosen(desk).startswith(begins):
        before = chosen(desk)
        desk.press(Qt.Key.Key_Down)
        assert chosen(desk) != before


def control(desk: Any, key: Qt.Key) -> None:
    QApplication.processEvents()
    desk.qtbot.keyClick(desk.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)


def view(session: Session) -> TimelineView:
    return cast(TimelineView, audience.view(session).part)


# -- writing ---------------------------------------------------------------------------------------------------------


def test_entries_are_typed_one_after_the_other_and_sort_themselves(writing: Any, session: Session) -> None:
    writing.type("14:32 ? pager fires | https://pager.example/1 | disks looked fine\n14:05 > rollout\n")
    assert [(each.text, each.kind) for each in now(session).entries] == [
        ("rollout", "action"),
        ("pager fires", "detection"),
    ]
    found = entry(session, "pager")
    assert (found.source, found.known) == ("https://pager.example/1", "disks looked fine")
    assert panel(writing).line.text() == ""
    assert panel(writing).line.hasFocus()


def test_what_a_line_will_become_is_said_while_it_is_typed(writing: Any) -> None:
    writing.type("14:32 ! slow answers | graph")
    said = panel(writing).hint.text()
    assert [part.strip() for part in said.split("·")] == [
        "14:32",
        "Impact",
        "slow answers",
        "Source: graph",
    ]


def test_a_line_that_cannot_be_an_entry_stays_and_says_what_to_mend(writing: Any, session: Session) -> None:
    writing.type("pager fires\n")
    assert "Begin with a time" in panel(writing).hint.text()
    assert panel(writing).line.text() == "pager fires"
    assert now(session).entries == ()
    writing.press(Qt.Key.Key_Escape)
    writing.type("25:70 pager fires\n")
    assert "There is no time 25:70" in panel(writing).hint.text()


def test_a_half_typed_line_is_there_when_one_comes_back(writing: Any, session: Session) -> None:
    writing.type("14:32 half a")
    session.course.go(HERE, "walk")
    session.course.go(HERE, "write")
    assert panel(writing).line.text() == "14:32 half a"


def test_escape_empties_the_line_and_forgets_its_draft(writing: Any, session: Session) -> None:
    writing.type("14:32 half a")
    writing.press(Qt.Key.Key_Escape)
    assert panel(writing).line.text() == ""
    assert session.place.drafts == {}


def test_clocks_put_back_are_said_when_it_matters(writing: Any, session: Session) -> None:
    """A time that came twice is taken as one of the two, and nobody has to guess which."""
    session.timeline.set_incident(began="2026-10-24T20:00:00Z")
    writing.type("2026-10-25 02:30 ! errors")
    assert "came twice" in panel(writing).hint.text()
    assert "02:30+01:00" in panel(writing).hint.text()


def test_ctrl_l_gives_the_line_and_the_chosen_entry_the_next_kind(writing: Any, session: Session) -> None:
    writing.type("14:32 > roll back")
    control(writing, Qt.Key.Key_L)
    assert panel(writing).line.text() == "14:32 . roll back"
    control(writing, Qt.Key.Key_L)
    writing.press(Qt.Key.Key_Return)
    assert entry(session, "roll back").kind == "impact"
    writing.press(Qt.Key.Key_Up)
    control(writing, Qt.Key.Key_L)
    assert entry(session, "roll back").kind == "status"
    assert panel(writing).command("colour")
    assert entry(session, "roll back").kind == "detection"


def test_the_next_kind_leaves_a_line_without_a_time_alone() -> None:
    assert with_next_kind("roll back") == "roll back"
    assert with_next_kind("99:99 roll back") == "99:99 roll back"
    assert with_next_kind("2 Mar 14:32 #decision roll back") == "2 Mar 14:32 > roll back"


def test_an_entry_is_changed_in_its_place_in_the_form_it_was_typed_in(writing: Any, session: Session) -> None:
    writing.type("14:32 ? pager fires | graph\n")
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_F2)
    line = writing.focusWidget()
    assert line.text() == "2026-03-02 14:32 #detection pager fires | graph"
    line.selectAll()
    writing.type("14:33 ? pager rings | graph\n")
    assert [(each.text, each.at) for each in now(session).entries] == [
        ("pager rings", "2026-03-02T13:33:00Z")
    ]
    assert panel(writing).list.hasFocus()


def test_escape_leaves_an_entry_as_it_was(writing: Any, session: Session) -> None:
    writing.type("14:32 ? pager fires\n")
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_Return)
    writing.type(" and more")
    writing.press(Qt.Key.Key_Escape)
    assert entry(session, "pager").text == "pager fires"
    assert panel(writing).list.hasFocus()
    assert session.place.drafts == {}


def test_a_changed_entry_that_cannot_be_stays_open(writing: Any, session: Session) -> None:
    writing.type("14:32 ? pager fires\n")
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_Return)
    line = writing.focusWidget()
    line.selectAll()
    writing.type("14:99 pager\n")
    assert "There is no time 14:99" in panel(writing).hint.text()
    assert writing.focusWidget() is line
    assert entry(session, "pager").text == "pager fires"


def test_an_entry_deleted_elsewhere_takes_its_open_line_along(writing: Any, session: Session) -> None:
    """Undo while a line is open must not leave a line that belongs to nothing."""
    writing.type("14:00 all well\n14:32 ? pager fires\n")
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_Return)
    session.undo()
    QApplication.processEvents()
    assert [each.entry.text for each in rows(writing)] == ["all well"]
    panel(writing).line.setFocus()
    writing.type("14:33 next\n")
    assert [each.text for each in now(session).entries] == ["all well", "next"]


def test_arrows_home_and_end_walk_over_entries_only_and_delete_takes_one(
    writing: Any, session: Session
) -> None:
    writing.type("23:50 first\n0:10 second\n0:40 third\n")
    assert between(writing) == [
        "2 Mar 2026",
        "20 min without an entry",
        "3 Mar 2026",
        "30 min without an entry",
    ]
    in_list(writing, "first")
    writing.press(Qt.Key.Key_Down)
    assert chosen(writing) == "second"
    writing.press(Qt.Key.Key_End)
    assert chosen(writing) == "third"
    writing.press(Qt.Key.Key_Delete)
    assert [each.text for each in now(session).entries] == ["first", "second"]
    assert chosen(writing) == "second"
    writing.press(Qt.Key.Key_Down)
    assert panel(writing).line.hasFocus()


def test_typing_on_the_list_goes_into_the_line(writing: Any) -> None:
    writing.type("14:00 all well\n")
    writing.press(Qt.Key.Key_Up)
    writing.type("14:05 de")
    assert panel(writing).line.hasFocus()
    assert panel(writing).line.text() == "14:05 de"


def test_gaps_and_missing_sources_are_marked_in_words(writing: Any, session: Session) -> None:
    for line in LINES:
        session.timeline.add_line(line)
    assert between(writing) == ["38 min without an entry"]
    assert [each.entry.text for each in rows(writing) if each.unsourced] == ["The pager rings"]
    assert "No source yet" in rows(writing)[3].spoken()
    assert "5 entries, 1 without a source" in writing.words()


def test_a_timeline_that_begins_with_the_impact_is_asked_for_what_was_before(writing: Any) -> None:
    writing.type("14:27 ! slow answers\n")
    assert "when was everything still normal?" in writing.words()
    writing.type("14:00 all well\n")
    assert "The timeline begins with the impact" not in writing.words()


def test_times_stand_in_the_zone_and_in_utc(writing: Any, session: Session) -> None:
    writing.type("14:00 all well\n")
    assert (rows(writing)[0].clock, rows(writing)[0].utc) == ("14:00", "13:00 UTC")
    session.timeline.set_incident(zone="UTC")
    assert (rows(writing)[0].clock, rows(writing)[0].utc) == ("13:00", "")


def test_the_walk_goes_on_where_it_was_left_for_another_activity(
    walking: Any, session: Session, qtbot: Any
) -> None:
    """A look at another phase does not fold again what the room has seen; a new preparation does."""
    for _ in range(3):
        walking.press(Qt.Key.Key_PageDown)
    seen = session.focus.note_id
    session.course.go(HERE, "write")
    QApplication.processEvents()
    session.course.go(HERE, "walk")
    qtbot.waitUntil(lambda: session.focus.note_id is not None)
    assert session.focus.note_id == seen
    session.course.prepare()
    session.course.go(HERE, "write")
    QApplication.processEvents()
    session.course.start()
    session.course.go(HERE, "walk")
    QApplication.processEvents()
    assert session.focus.note_id is None


# -- the incident ----------------------------------------------------------------------------------------------------


def test_the_moments_are_typed_as_times_and_what_follows_from_them_is_computed(
    writing: Any, session: Session
) -> None:
    fields = panel(writing).incident.fields
    fields["service"].setFocus()
    writing.type("Search\nSev 2\n")
    assert writing.focusWidget() is fields["zone"].edit
    writing.press(Qt.Key.Key_Return)
    writing.press(Qt.Key.Key_Return)
    assert fields["began"].edit.text() == "2 Mar 2026 14:27"
    writing.press(Qt.Key.Key_Return)
    writing.type("14:32\n14:36\n15:02\n0:22\n")
    found = now(session)
    assert found.incident.service == "Search"
    assert found.stamps["resolved"] == "2026-03-02T23:22:00Z"
    summary = panel(writing).incident.summary.text()
    assert summary.startswith("Search · Sev 2 · 2 Mar 2026 14:27 Europe/Berlin")
    for words in (
        "mitigated after 35 min",
        "resolved after 9 h 55 min",
        "noticed after 5 min",
        "acknowledged after 4 min",
    ):
        assert words in summary


def test_the_incident_folds_once_it_is_filled_and_opens_again(writing: Any, session: Session) -> None:
    bar = panel(writing).incident
    assert not bar.folded
    session.timeline.set_incident(service="Search", resolved="2026-03-02T14:22:00Z")
    assert bar.folded
    writing.button("What is known of the incident").setFocus()
    writing.press(Qt.Key.Key_Return)
    assert not bar.folded
    assert writing.focusWidget() is bar.fields["service"].edit


def test_the_fields_stay_while_the_keyboard_is_in_them_and_fold_when_the_last_one_is_entered(
    writing: Any, session: Session
) -> None:
    bar = panel(writing).incident
    bar.fields["service"].setFocus()
    writing.type("Search\n")
    bar.fields["mitigated"].setFocus()
    writing.type("3 Mar 0:20\n")
    assert not bar.folded, "what is filled first does not take the next field away"
    assert writing.focusWidget() is bar.fields["resolved"].edit
    assert bar.fields["mitigated"].edit.text() == "3 Mar 00:20", "the year is the one of the beginning"
    assert bar.fields["mitigated"].edit.cursorPosition() == 0, "its beginning is what is seen"
    writing.type("1:10\n")
    assert now(session).stamps["resolved"] == "2026-03-03T00:10:00Z"
    assert bar.folded


def test_a_time_that_cannot_be_is_said_below_its_field_and_stays_typed(
    writing: Any, session: Session
) -> None:
    field = panel(writing).incident.fields["noticed"]
    field.setFocus()
    writing.type("half past\n")
    assert "Write a time" in field.caption.text()
    assert writing.focusWidget() is field.edit
    assert now(session).incident.noticed == ""
    writing.press(Qt.Key.Key_Escape)
    assert field.edit.text() == ""
    assert field.caption.text() == ""


def test_moments_that_the_entries_tell_need_not_be_typed_again(writing: Any, session: Session) -> None:
    session.timeline.add_line("14:32 ? pager")
    field = panel(writing).incident.fields["noticed"]
    assert field.edit.text() == ""
    assert field.edit.placeholderText() == "14:32"
    assert field.caption.text() == "to detect: 5 min"


def test_from_when_on_a_gap_is_marked_can_be_said(writing: Any, session: Session) -> None:
    for line in LINES:
        session.timeline.add_line(line)
    field = panel(writing).incident.fields["gap"]
    assert field.edit.text() == "15"
    field.setFocus()
    field.edit.selectAll()
    writing.type("long\n")
    assert "Write minutes" in field.caption.text()
    field.edit.selectAll()
    writing.type("45\n")
    assert between(writing) == []


def test_a_zone_is_found_by_its_town_and_a_wrong_one_gets_the_nearest(
    writing: Any, session: Session, answers: Any
) -> None:
    answers.next.append("show")
    field = panel(writing).incident.fields["zone"]
    field.setFocus()
    field.edit.selectAll()
    writing.type("Europe/Brelin")
    field.edit.completer().popup().hide()
    writing.press(Qt.Key.Key_Return)
    assert "Try Europe/Berlin" in field.caption.text()
    field.edit.selectAll()
    writing.type("lisbon")
    field.edit.completer().popup().hide()
    writing.press(Qt.Key.Key_Return)
    assert now(session).zone == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("answer", "at"), [("keep", "2026-03-02T19:32:00Z"), ("show", "2026-03-02T13:32:00Z")]
)
def test_another_zone_asks_which_times_were_meant(
    writing: Any, session: Session, answers: Any, answer: str, at: str
) -> None:
    """Nothing moves without a word: times are kept as written, or shown by the new clocks."""
    for entry in now(session).entries:
        session.timeline.delete(entry.id)
    session.timeline.add_line("2026-03-02 14:32 pager fires")
    field = panel(writing).incident.fields["zone"]
    field.setFocus()
    field.edit.selectAll()
    writing.type("America/New_York")
    field.edit.completer().popup().hide()
    answers.next.append(answer)
    writing.press(Qt.Key.Key_Return)
    assert now(session).zone == "America/New_York"
    assert [each.at for each in now(session).entries] == [at]


# -- walking ---------------------------------------------------------------------------------------------------------


def test_the_meeting_walks_forward_by_page_down_and_the_room_sees_no_more(
    walking: Any, session: Session
) -> None:
    assert view(session).entries == ()
    assert "5 entries stay folded" in walking.here.room_sees()
    walking.press(Qt.Key.Key_PageDown)
    walking.press(Qt.Key.Key_PageDown)
    assert [each.text for each in view(session).entries] == ["All is well", "A rollout starts"]
    assert [each.state for each in rows(walking)] == ["told", "talk", "folded", "folded", "folded"]
    assert "Entry 2 of 5" in walking.words()
    assert chosen(walking) == "A rollout starts"
    walking.press(Qt.Key.Key_PageUp)
    assert view(session).later == 4


def test_the_entry_in_talk_and_the_one_behind_it_stay_in_sight(walking: Any, session: Session) -> None:
    for minute in range(10, 40):
        session.timeline.add_line(f"15:{minute} Entry at {minute} | graph | known")
    for _ in range(20):
        walking.press(Qt.Key.Key_PageDown)
    shown = panel(walking).list
    here = shown.currentIndex()
    room = shown.viewport().rect()
    assert room.contains(shown.visualRect(here))
    assert room.contains(shown.visualRect(here.siblingAtRow(here.row() + 1)))


def test_the_entry_in_talk_stays_in_sight_when_a_strip_comes_after_another_was_added(
    walking: Any, session: Session
) -> None:
    """“Time is up” takes room from the list: the room goes on with the entry in talk, wherever somebody typed."""
    session.timeline.take_many(Written(f"2026-03-02T13:{at}:00Z", f"Later, {at}") for at in range(31, 59))
    for _ in range(2):
        walking.press(Qt.Key.Key_PageDown)
    panel(walking).line.setFocus()
    walking.type("14:59 Support hears of it\n")
    assert chosen(walking) == "Support hears of it"
    seen = panel(walking).list
    for height in (500, 460):
        walking.resize(walking.width(), height)
        QApplication.processEvents()
        at = next(
            at for at, each in enumerate(seen.rows) if isinstance(each, EntryRow) and each.state == "talk"
        )
        assert seen.viewport().rect().contains(seen.visualRect(seen.model().index(at, 0)))
    assert chosen(walking) == "Support hears of it"


def test_an_entry_that_is_looked_at_by_keys_stays_in_sight_when_there_is_less_room(
    walking: Any, session: Session
) -> None:
    session.timeline.take_many(Written(f"2026-03-02T13:{at}:00Z", f"Later, {at}") for at in range(31, 59))
    walking.press(Qt.Key.Key_PageDown)
    in_list(walking, "Later, 58")
    walking.resize(walking.width(), 460)
    QApplication.processEvents()
    seen = panel(walking).list
    assert seen.viewport().rect().contains(seen.visualRect(seen.currentIndex()))


def test_the_filled_button_goes_from_entry_to_entry_and_then_on(walking: Any, session: Session) -> None:
    assert walking.here.next_step().text == "First entry"
    for _ in LINES:
        walking.forward()
    assert view(session).later == 0
    assert walking.here.next_step() is None


def test_arrows_look_at_other_entries_without_showing_them_to_the_room(
    walking: Any, session: Session
) -> None:
    walking.press(Qt.Key.Key_PageDown)
    walking.press(Qt.Key.Key_Down)
    walking.press(Qt.Key.Key_Down)
    assert chosen(walking) == "Answers are slow"
    assert len(view(session).entries) == 1
    walking.press(Qt.Key.Key_Space)
    assert len(view(session).entries) == 3


def test_page_down_in_the_line_walks_too_and_the_draft_stays(walking: Any, session: Session) -> None:
    panel(walking).line.setFocus()
    walking.type("14:40 half")
    walking.press(Qt.Key.Key_PageDown)
    assert len(view(session).entries) == 1
    assert panel(walking).line.text() == "14:40 half"


def test_what_the_meeting_corrects_is_marked_with_the_earlier_wording(walking: Any, session: Session) -> None:
    in_list(walking, "Answers are slow")
    walking.press(Qt.Key.Key_F2)
    walking.focusWidget().selectAll()
    walking.type("14:25 ! Some answers are slow | graph\n")
    row = next(each for each in rows(walking) if each.entry.text == "Some answers are slow")
    assert row.below == ("Time was: 2026-03-02 14:27", "Was: Answers are slow")
    assert row.height > rows(walking)[0].height


def test_what_the_meeting_adds_or_strikes_is_marked_and_struck_ones_come_back(
    walking: Any, session: Session
) -> None:
    panel(walking).line.setFocus()
    walking.type("14:30 Support hears of it\n")
    in_list(walking, "The pager")
    walking.press(Qt.Key.Key_Delete)
    below = {each.entry.text: each.below for each in rows(walking)}
    assert below["Support hears of it"] == ("Added in the meeting",)
    assert below["The pager rings"] == ("Struck out in the meeting",)
    walking.press(Qt.Key.Key_Delete)
    assert entry(session, "The pager").struck == ""


def test_an_entry_in_talk_that_goes_away_leaves_the_room_at_the_one_before(
    walking: Any, session: Session
) -> None:
    """Else everything would be folded again, in the middle of the walk."""
    session.timeline.add_line("14:28 Support hears of it")
    for _ in range(4):
        walking.press(Qt.Key.Key_PageDown)
    assert view(session).entries[-1].text == "Support hears of it"
    session.timeline.delete(entry(session, "Support").id)
    assert view(session).entries[-1].text == "Answers are slow"


def test_the_picture_folds_what_the_room_has_not_seen(walking: Any, session: Session) -> None:
    walking.press(Qt.Key.Key_PageDown)
    walking.qtbot.waitUntil(
        lambda: any("4 later entries" in mark.text for mark in panel(walking).picture.page.marks)
    )
    assert len(panel(walking).picture.page.spots) == 5


def test_before_the_meeting_all_phases_are_open_for_writing(desk: Any, session: Session) -> None:
    session.timeline.add_line("14:00 all well")
    desk.go(HERE, "walk")
    assert not panel(desk).walks
    desk.type("14:05 rollout\n")
    assert [each.text for each in now(session).entries] == ["all well", "rollout"]
    assert not entry(session, "rollout").added


# -- importing -------------------------------------------------------------------------------------------------------

CHAT = """[14:32] Mara Quist: pager fires
[14:35] Jun Okafor: errors in region B
[25:77] Jun Okafor: back soon
[14:50] Mara Quist: rolled back
"""


@pytest.fixture
def dialog(writing: Any, qtbot: Any) -> ImportDialog:
    """The dialog over the desk, without a source yet."""
    made = ImportDialog(writing.context, "", writing)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(found: tuple[Written, ...]) -> list[str]:
    return [each.text for each in found]


def test_a_chat_is_shown_first_with_names_as_roles_and_what_cannot_be_an_entry(dialog: ImportDialog) -> None:
    dialog.read(CHAT)
    assert texts(dialog.chosen()) == [
        "Person 1: pager fires",
        "Person 2: errors in region B",
        "Person 1: rolled back",
    ]
    assert dialog.found.text() == "3 entries found, 1 line cannot be one yet: F2 corrects it"
    assert "Mara Quist → Person 1" in dialog.replaced.text()
    assert dialog.take.words == "Take 3 entries"


def test_space_leaves_a_row_out_and_the_other_way_with_names_keeps_it_out(
    dialog: ImportDialog, qtbot: Any
) -> None:
    dialog.read(CHAT)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Space)
    assert dialog.take.words == "Take 2 entries"
    dialog.names.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(dialog.focusWidget(), key)
    assert texts(dialog.chosen()) == ["pager fires", "rolled back"]


def test_a_row_with_a_problem_cannot_be_ticked(dialog: ImportDialog, qtbot: Any) -> None:
    dialog.read(CHAT)
    for _ in range(2):
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Space)
    assert len(dialog.chosen()) == 3


def test_a_line_that_cannot_be_an_entry_is_corrected_in_the_preview(dialog: ImportDialog, qtbot: Any) -> None:
    """An impossible time is mended where it is seen, by keys; Esc leaves it as it was."""
    dialog.read(CHAT)
    for _ in range(2):
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.keyClick(dialog.rows, Qt.Key.Key_F2)
        line = dialog.focusWidget()
        assert isinstance(line, QLineEdit)
        assert line.text() == "[25:77] Jun Okafor: back soon"
        line.setText("[14:41] Jun Okafor: back soon")
        assert dialog.isVisible()
        qtbot.keyClick(line, key)
        assert len(dialog.chosen()) == (3 if key == Qt.Key.Key_Escape else 4)
    assert dialog.isVisible()
    assert dialog.rows.hasFocus()
    assert dialog.found.text() == "4 entries found"


def test_a_message_of_several_lines_is_corrected_as_a_whole(dialog: ImportDialog, qtbot: Any) -> None:
    """What goes on below its time is part of what is opened, and nothing is left behind twice."""
    dialog.read("[14:32] Ada: the pager\nfires again\n[14:40] Ada: it is quiet\n")
    qtbot.keyClick(dialog.rows, Qt.Key.Key_F2)
    line = dialog.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText("[14:33] Ada: the pager fires")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert texts(dialog.chosen()) == ["Person 1: the pager fires", "Person 1: it is quiet"]


def test_a_word_that_may_be_a_name_becomes_one_by_a_tick(dialog: ImportDialog, qtbot: Any) -> None:
    dialog._desk.session.people.add(["Mark Twist"])
    dialog.read("14:32 Mark the release\n14:33 done\n")
    before = texts(dialog.chosen())
    checks = [dialog.unsure.itemAt(place).widget() for place in range(dialog.unsure.count())]
    ticks = [each for each in checks if each is not None and hasattr(each, "isChecked")]
    assert before[0] == "Mark the release"
    assert len(ticks) == 1
    qtbot.keyClick(ticks[0], Qt.Key.Key_Space)
    assert "Mark" not in texts(dialog.chosen())[0]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nothing here has a moment", "no time anywhere"),
        ("x" * 10_000_000, "10.0 MB"),
        ("\0\1\2" * 50, "not a text"),
    ],
)
def test_what_cannot_be_read_is_said_and_another_source_can_be_chosen(
    dialog: ImportDialog, source: str, said: str
) -> None:
    dialog.read(source)
    assert said in dialog.trouble.text()
    assert dialog.file.isVisibleTo(dialog)
    dialog.read(CHAT)
    assert not dialog.trouble.isVisibleTo(dialog)
    assert len(dialog.chosen()) == 3


def test_a_file_is_read_through_the_same_preview(dialog: ImportDialog, answers: Any, tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_text("time,event,source\n2026-03-02 14:32,pager fires,graph\n", "utf-8")
    answers.next = [path]
    dialog.file.click()
    assert [(each.text, each.source) for each in dialog.chosen()] == [("pager fires", "graph")]
    answers.next = [tmp_path / "gone.csv"]
    dialog._begin_again()
    dialog.file.click()
    assert "cannot be read" in dialog.trouble.text()


def test_pasted_lines_are_taken_in_one_act_that_one_undo_takes_back(
    writing: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportDialog, "exec", lambda self: QDialog.DialogCode.Accepted)
    QGuiApplication.clipboard().setText("14:00 all well\n14:05 > rollout\n14:27 ! slow\n")
    control(writing, Qt.Key.Key_V)
    assert [each.text for each in now(session).entries] == ["all well", "rollout", "slow"]
    assert panel(writing).line.hasFocus()
    assert session.undo_act == "timeline.take_many"
    session.undo()
    assert now(session).entries == ()


def test_a_cancelled_import_changes_nothing(
    writing: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    panel(writing).import_text("14:00 all well")
    assert now(session).entries == ()


# -- five hundred ----------------------------------------------------------------------------------------------------


def test_one_more_entry_among_five_hundred_tells_the_list_of_one_row(writing: Any, session: Session) -> None:
    """A list that was made anew for each entry would stutter and lose its place."""
    start = session.timeline.read_moment("2026-03-02 14:00").at
    session.timeline.take_many(
        Written(f"{start[:11]}{13 + place // 60:02d}:{place % 60:02d}:00Z", f"Entry {place}", source="graph")
        for place in range(500)
    )
    shown = panel(writing).list
    inserted: list[tuple[int, int]] = []
    changed: list[object] = []
    shown.model().rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    shown.model().modelReset.connect(lambda: changed.append("reset"))
    writing.type("2026-03-02 15:30:30 . one more | graph\n")
    assert len(now(session).entries) == 501
    assert len(inserted) == 1
    assert inserted[0][0] == inserted[0][1]
    assert changed == []
    assert chosen(writing) == "one more"
    rect = shown.visualRect(shown.currentIndex())
    assert shown.viewport().rect().contains(rect.center())


def test_tab_leads_from_the_last_field_to_the_entries(writing: Any) -> None:
    """The fields are made later than the line, and still stand before it for the keyboard."""
    writing.button("What is known of the incident").click() if panel(writing).incident.folded else None
    fields = panel(writing).incident.fields
    order = [fields[each].edit for each in fields]
    for here, there in pairwise(order):
        assert here.nextInFocusChain() is there
    order[-1].setFocus()
    writing.press(Qt.Key.Key_Tab)
    assert panel(writing).isAncestorOf(writing.focusWidget())
    assert not panel(writing).incident.isAncestorOf(writing.focusWidget())


def test_a_part_of_a_zone_is_enough_and_a_wrong_one_is_said_in_full(
    writing: Any, session: Session, answers: Any
) -> None:
    """“berlin” is one zone; the sentence about an unknown one has the width of the panel."""
    answers.next.append("show")
    field = panel(writing).incident.fields["zone"]
    field.edit.setFocus()
    field.edit.selectAll()
    writing.type("kolkat\n")
    assert now(session).incident.zone == "Asia/Kolkata"
    field.edit.setFocus()
    field.edit.selectAll()
    writing.type("Atlantis\n")
    assert "Atlantis" in panel(writing).incident.summary.text()
    assert now(session).incident.zone == "Asia/Kolkata"
    writing.press(Qt.Key.Key_Escape)
    assert "Atlantis" not in panel(writing).incident.summary.text()


def test_the_picture_is_drawn_when_the_fields_are_put_away(
    writing: Any, session: Session, qtbot: Any
) -> None:
    """The room that the fields leave is never an empty one."""
    shown = panel(writing)
    shown.incident.unfold()
    for line in LINES:
        session.timeline.add_line(line)
    QApplication.processEvents()
    assert shown.picture.isHidden()
    qtbot.waitUntil(lambda: not shown._picture_due.isActive())
    shown.incident.fold()
    assert not shown.picture.isHidden()
    qtbot.waitUntil(lambda: shown._drawn is not None)
    assert len(shown._drawn[0].entries) == len(LINES)


def test_what_is_pasted_over_the_list_goes_into_the_line(walking: Any) -> None:
    """Wherever the keyboard is, Ctrl+V brings an entry."""
    in_list(walking, "All is well")
    QGuiApplication.clipboard().setText("14:40 The graph is flat")
    control(walking, Qt.Key.Key_V)
    assert panel(walking).line.text() == "14:40 The graph is flat"
    assert panel(walking).line.hasFocus()
