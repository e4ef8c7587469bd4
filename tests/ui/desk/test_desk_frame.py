"""The frame of a session: ways through it by keyboard, the clock, what is stored, and what the room gets."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from facilitator import audience, method_files
from facilitator.audience import AudienceView
from facilitator.clock import new_timebox
from facilitator.errors import EnvironmentFault
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.state import SessionData
from ui.bridge import Bridge
from ui.desk.context import DeskContext
from ui.desk.heading import stage_caption
from ui.desk.situation import end_words, rail_items, results
from ui.desk.stage import NextStep, Stage, stage_for
from ui.projector.controller import ProjectorController
from ui.screens import ScreenWatcher
from ui.widgets.plain_label import PlainLabel

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def test_next_and_previous_phase_by_key(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+PgDown does what the filled button says, Ctrl+PgUp goes back; notes and stage stay."""
    desk = open_desk()
    stage = desk.stage
    assert desk.page.foot.next.words == "Next: Share"
    qtbot.keyClick(desk.window, Key.Key_PageDown, Ctrl)
    assert desk.session.place.phase == "share"
    assert desk.page.foot.segments.state_of("share") == "current"
    assert desk.page.foot.segments.state_of("solo") == "done"
    qtbot.keyClick(desk.window, Key.Key_PageUp, Ctrl)
    assert desk.session.place.phase == "solo"
    assert desk.stage is stage
    assert stage.phases == ["solo", "share", "solo"]


def test_the_last_phase_leads_to_the_next_activity_and_the_last_one_to_the_end(open_desk: Any) -> None:
    """The filled button always says truly what it does."""
    desk = open_desk()
    desk.session.course.go("vision-importance", "align")
    assert desk.page.foot.next.words == "Next activity"
    desk.page.foot.next.click()
    assert desk.session.place.activity_id == "how-measures"
    desk.session.course.go("close", "word")
    assert desk.page.foot.next.words == "End the session"
    desk.page.foot.next.click()
    assert desk.session.place.mode == "after"


def test_the_stage_may_put_its_own_step_on_the_filled_button(open_desk: Any, qtbot: Any) -> None:
    """A vote is closed by the filled button; while that cannot be done the button says why."""
    desk = open_desk()
    desk.stage.step = NextStep("Show the result", "close_vote")
    desk.stage.hints_changed.emit()
    qtbot.waitUntil(lambda: desk.page.foot.next.words == "Show the result")
    qtbot.keyClick(desk.window, Key.Key_PageDown, Ctrl)
    assert desk.stage.commands == ["close_vote"]
    desk.stage.step = NextStep("Show the result", "close_vote", "Count slip 10 first")
    desk.stage.hints_changed.emit()
    qtbot.waitUntil(lambda: desk.page.foot.next.words == "Count slip 10 first")
    qtbot.keyClick(desk.window, Key.Key_PageDown, Ctrl)
    assert desk.stage.commands == ["close_vote"]
    assert desk.session.place.phase == "solo"


def test_the_stage_may_say_other_words_at_a_step_within_a_phase(open_desk: Any, qtbot: Any) -> None:
    """A tie goes through several steps in one phase; the private side goes with them."""
    desk = open_desk()
    desk.stage.private_words = lambda phase: ("Hands up", ("Count twice.",))
    desk.stage.hints_changed.emit()
    qtbot.waitUntil(lambda: "Hands up" in desk.page.private_side.say.text())


def test_jump_by_number_by_row_and_by_activity_keys(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+4, a row of the rail and Ctrl+Shift+PgDown all go there."""
    desk = open_desk()
    qtbot.keyClick(desk.window, Key.Key_4, Ctrl)
    assert desk.session.place.activity_id == "how-measures"
    desk.page.rail.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert desk.session.place.activity_id == "impact"
    qtbot.keyClick(desk.window, Key.Key_PageDown, Ctrl | Shift)
    assert desk.session.place.activity_id == "resources-communication"
    qtbot.keyClick(desk.window, Key.Key_PageUp, Ctrl | Shift)
    assert desk.session.place.activity_id == "impact"


def test_the_rail_shows_where_we_are(open_desk: Any) -> None:
    """Number or state, planned minutes, and what is optional."""
    desk = open_desk()
    items = {item.title: item for item in desk.page.rail.items()}
    assert items["Welcome"].state == "done"
    assert items["Vision and importance"].state == "current"
    assert (items["Vision and importance"].number, items["Vision and importance"].minutes) == (3, "20")
    assert items["Force field"].note == "optional"
    desk.session.agenda.skip("force-field")
    assert {item.title: item for item in desk.page.rail.items()}["Force field"].note == "skipped"


def test_what_was_jumped_over_has_no_tick(open_desk: Any) -> None:
    """Done is where time was spent or something was written; without the clock nobody can know, and all ticks stay."""
    desk = open_desk(activity="welcome")
    session = desk.session

    def states() -> dict[str | None, str]:
        at = {entry.id: entry.activity_id for entry in session.data.agenda}
        return {at[item.entry_id]: item.state for item in rail_items(session)}

    session.course.go("impact")
    assert {states()[each] for each in ("welcome", "vision-importance", "how-measures")} == {"done"}
    session.course.go("welcome")
    session.course.start_clock()
    desk.clock.seconds += 20
    session.course.go("impact")
    assert states()["welcome"] == "done"
    assert states()["impact"] == "current"
    assert states()["vision-importance"] == states()["how-measures"] == "passed"
    names = [row.accessibleName() for row in desk.page.rail.findChildren(QAbstractButton)]
    assert next(name for name in names if name.startswith("1,")).endswith("done")
    assert not next(name for name in names if name.startswith("3,")).endswith("done")
    session.notes.add("vision", "We are found by everybody")
    assert states()["vision-importance"] == "done"
    assert states()["how-measures"] == "passed"


def test_the_rail_numbers_what_the_heading_counts(open_desk: Any, qtbot: Any) -> None:
    """What is skipped has no number, so the row of an activity, its heading and Ctrl with its number agree."""
    desk = open_desk()
    desk.session.agenda.skip("force-field")
    numbers = {item.title: item.number for item in desk.page.rail.items()}
    assert numbers["Force field"] is None
    assert [each for each in numbers.values() if each] == list(range(1, len(numbers)))
    for entry in desk.session.data.agenda:
        if entry.skipped or entry.activity_id is None:
            continue
        number = numbers[entry.title]
        qtbot.keyClick(desk.window, Key.Key_0 + number, Ctrl)
        assert desk.session.place.activity_id == entry.activity_id
        activity, phase = desk.session.course.activity, desk.session.course.phase
        words = stage_caption(desk.session, activity, phase)
        assert words.startswith(f"Activity {number} of {len(numbers) - 1} ")


def test_the_clock_by_key(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+T starts and pauses, Alt with plus and minus change a minute, Ctrl+Shift+T gives the whole time."""
    desk = open_desk()
    assert desk.page.foot.clock.state.digits == "5:00"
    qtbot.keyClick(desk.window, Key.Key_T, Ctrl)
    desk.pass_time(60)
    assert desk.page.foot.clock.state.digits == "4:00"
    assert desk.page.foot.run.words == "Pause"
    qtbot.keyClick(desk.window, Key.Key_Plus, Alt)
    assert desk.page.foot.clock.state.digits == "5:00"
    qtbot.keyClick(desk.window, Key.Key_Minus, Alt)
    assert desk.page.foot.clock.state.digits == "4:00"
    qtbot.keyClick(desk.window, Key.Key_T, Ctrl)
    desk.pass_time(60)
    assert desk.page.foot.clock.state.digits == "4:00"
    qtbot.keyClick(desk.window, Key.Key_T, Ctrl | Shift)
    assert desk.page.foot.clock.state.digits == "5:00"


def test_colour_and_words_change_together_near_the_end(open_desk: Any) -> None:
    """At 20 % and 5 % the words say what the colour says."""
    desk = open_desk()
    desk.session.course.start_clock()
    desk.pass_time(245)
    assert (desk.page.foot.bar.state.role, desk.page.foot.bar.state.words) == ("warn", "last 20 %")
    desk.pass_time(42)
    assert (desk.page.foot.bar.state.role, desk.page.foot.bar.state.words) == ("alarm", "nearly over")


def test_the_room_is_asked_for_two_more_minutes_and_sees_it_only_until_it_is_settled(open_desk: Any) -> None:
    """The question goes to the projector by one act, and goes away with the answer or the next phase."""
    desk = open_desk()
    desk.session.course.start_clock()
    desk.pass_time(301)
    assert audience.view(desk.session).scene == "activity"
    desk.page.desk.projector.toggle()
    desk.page.time_up.ask_room.click()
    assert audience.view(desk.session).scene == "time_vote"
    assert desk.page.hints.accessibleName() == "The room is asked for two more minutes"
    desk.page.time_up.go_on.click()
    assert audience.view(desk.session).scene == "activity"
    assert "two more minutes" not in desk.page.hints.accessibleName()
    desk.pass_time(121)
    desk.page.time_up.ask_room.click()
    desk.page.time_up.next.click()
    assert audience.view(desk.session).scene == "activity"


def test_at_zero_it_chimes_once_and_asks_for_two_minutes(open_desk: Any) -> None:
    """One chime; the question stays until it is answered; after two more minutes it comes again."""
    desk = open_desk()
    desk.session.course.start_clock()
    desk.pass_time(301)
    desk.pass_time(1)
    assert desk.chimes == ["chime"]
    assert not desk.page.time_up.isHidden()
    desk.page.time_up.go_on.click()
    assert desk.page.time_up.isHidden()
    assert desk.session.course.remaining() == pytest.approx(118)
    desk.pass_time(60)
    desk.pass_time(60)
    assert desk.chimes == ["chime", "chime"]
    desk.page.time_up.next.click()
    assert desk.session.place.phase == "share"
    assert desk.page.time_up.isHidden()


def test_a_timebox_that_is_taken_down_to_nothing_is_up_as_well(open_desk: Any) -> None:
    """Minus takes the last minute: it chimes and asks, as at any other zero; a phase without a timebox never asks."""
    desk = open_desk()
    desk.session.course.start_clock()
    desk.pass_time(10)
    for _ in range(5):
        desk.page.foot.less.click()
    desk.pass_time(1)
    assert desk.session.place.timebox.planned == 0
    assert desk.chimes == ["chime"]
    assert not desk.page.time_up.isHidden()
    desk.page.time_up.go_on.click()
    assert desk.page.time_up.isHidden()
    desk.session.course.next_phase()
    desk.session.place = replace(desk.session.place, timebox=new_timebox(0).started(desk.clock.seconds))
    desk.pass_time(1)
    assert desk.page.time_up.isHidden()


def test_the_minutes_of_a_break_are_not_those_of_the_phase_around_it(open_desk: Any) -> None:
    """Back in a phase that is planned without minutes, nothing is up: neither it chimes nor is the room asked."""
    desk = open_desk()
    course, place = desk.session.course, desk.session.place
    desk.session.agenda.set_minutes(place.activity_id, place.phase, 0)
    course.go(place.activity_id, place.phase)
    course.start_clock()
    desk.pass_time(1)
    course.break_now(5, "Break")
    desk.pass_time(10)
    assert course.previous_phase()
    desk.pass_time(1)
    here = desk.session.place
    assert (here.phase, here.break_id, here.timebox.planned) == (place.phase, None, 0)
    assert here.timebox.running
    assert desk.chimes == []
    assert desk.page.time_up.isHidden()


def test_the_chime_can_be_switched_off(open_desk: Any, desk_settings: Any) -> None:
    """Silence is a setting; the question still comes."""
    desk_settings.keep("sound", False)
    desk = open_desk()
    desk.session.course.start_clock()
    desk.pass_time(301)
    assert desk.chimes == []
    assert not desk.page.time_up.isHidden()


def test_the_end_is_said_in_words(open_desk: Any) -> None:
    """The predicted end and how far that is from the plan."""
    desk = open_desk(activity="welcome")
    desk.session.values.set_length(116)
    assert end_words(desk.session).pace == "On time"
    desk.session.values.set_length(110)
    assert end_words(desk.session).pace == "6 min behind"
    desk.session.values.set_length(120)
    assert (end_words(desk.session).pace, end_words(desk.session).role) == ("4 min ahead", "ok")


def test_undo_and_redo_say_what_they_do(open_desk: Any) -> None:
    """The buttons name the act; with nothing to undo they cannot be pressed."""
    desk = open_desk()
    assert not desk.page.top_bar.undo.isEnabled()
    desk.session.notes.add("vision", "One")
    assert desk.page.top_bar.undo.toolTip() == "Undo: add a note"
    desk.page.top_bar.undo.click()
    assert desk.session.data.notes == []
    assert desk.page.top_bar.redo.toolTip() == "Redo: add a note"
    desk.page.top_bar.redo.click()
    assert len(desk.session.data.notes) == 1


def test_an_undo_that_cannot_be_seen_is_told(open_desk: Any) -> None:
    """A break that was planned, or a note of another activity, does not vanish without a word."""
    desk = open_desk()
    desk.session.course.start()
    desk.session.course.go("vision-importance")
    desk.session.agenda.add_break(10)
    desk.window.run("undo")
    assert desk.window.toast.message == "Undone: plan a break"
    desk.window.toast._button.click()
    assert desk.window.toast.message == "Done again: plan a break"
    desk.session.notes.add("how", "Elsewhere")
    desk.window.run("undo")
    assert desk.window.toast.message == "Undone: add a note"


def test_an_undo_on_the_present_screen_needs_no_words(open_desk: Any) -> None:
    """What can be seen is not said as well."""
    desk = open_desk()
    desk.session.course.start()
    desk.session.course.go("vision-importance")
    desk.session.notes.add("vision", "Here")
    desk.window.run("undo")
    assert desk.session.data.notes == []
    assert not desk.window.toast.isVisible()


def test_f6_walks_the_regions_and_back(open_desk: Any, qtbot: Any) -> None:
    """Rail, stage, private side, clock, and round again; Shift+F6 the other way."""
    desk = open_desk()
    desk.page.rail.take_focus()
    seen = []
    page = desk.page
    regions = {"rail": page.rail, "private": page.private_side, "foot": page.foot, "stage": page.stage}

    def where() -> str:
        focus = QApplication.focusWidget()
        return next(name for name, region in regions.items() if region.isAncestorOf(focus))

    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6)
        seen.append(where())
    assert seen == ["stage", "private", "foot", "rail"]
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6, Shift)
    assert where() == "foot"


def test_private_notes_are_a_draft_at_once_and_an_act_when_they_rest(open_desk: Any, qtbot: Any) -> None:
    """Nothing typed is lost; another activity has notes of its own; undo brings the old text back."""
    desk = open_desk()
    notes = desk.page.private_side.notes
    notes.setFocus()
    qtbot.keyClicks(notes, "Ask Ines")
    assert desk.session.place.drafts["vision-importance/private_notes"] == "Ask Ines"
    desk.session.course.go("impact")
    assert desk.session.data.value("vision-importance", "private_notes") == "Ask Ines"
    assert "vision-importance/private_notes" not in desk.session.place.drafts
    assert notes.toPlainText() == ""
    desk.session.course.go("vision-importance")
    assert notes.toPlainText() == "Ask Ines"
    desk.session.undo()
    assert notes.toPlainText() == ""


def test_private_notes_have_what_is_left_before_anything_scrolls(open_desk: Any, qtbot: Any) -> None:
    """While four lines of notes find room below what to say and to watch for, there is no bar."""
    side = open_desk(size=(1280, 720)).page.private_side
    bar = side._scroll.verticalScrollBar()
    side.show_phase("Say it.", ["Watch this."])
    qtbot.waitUntil(lambda: side.notes.height() > 200)
    most = side.notes.height()
    assert bar.maximum() == 0
    side.show_phase("Say it. " * 30, ["Watch this."] * 4)
    qtbot.waitUntil(lambda: side.notes.height() < most)
    qtbot.wait(20)
    assert side.notes.minimumHeight() <= side.notes.height() < 192, "lower than a text asks for by itself"
    assert bar.maximum() == 0


def test_half_typed_private_notes_come_back_after_a_crash(open_desk: Any) -> None:
    """A draft of the place is shown, though no act was made of it."""
    desk = open_desk()
    desk.session.course.keep_draft("impact/private_notes", "Half a thou")
    desk.session.course.go("impact")
    assert desk.page.private_side.notes.toPlainText() == "Half a thou"


def test_a_hint_comes_when_time_runs_out_and_by_key(open_desk: Any, qtbot: Any) -> None:
    """The phase's hint stands on the private side near the end; Ctrl+I shows one at any time."""
    desk = open_desk()
    side, hint = desk.page.private_side, desk.session.course.phase.hint
    assert side.hint.isHidden()
    qtbot.keyClick(desk.window, Key.Key_I, Ctrl)
    assert side.hint.label.text() == hint
    qtbot.keyClick(desk.window, Key.Key_I, Ctrl)
    assert side.hint.label.text() == desk.session.course.phase.watch[0]
    desk.session.course.go("vision-importance", "share")
    assert side.hint.isHidden()
    desk.session.course.start_clock()
    desk.pass_time(desk.session.place.timebox.planned * 0.85)
    assert side.hint.label.text() == desk.session.course.phase.hint


def test_the_private_side_folds_where_the_stage_needs_the_width(open_desk: Any, qtbot: Any) -> None:
    """Below 1600 px a wide stage folds it, F12 opens it again; a narrow stage has it open."""
    desk = open_desk()
    assert not desk.page.private_side.folded
    desk.stage.wide = True
    desk.stage.hints_changed.emit()
    qtbot.waitUntil(lambda: desk.page.private_side.folded)
    assert desk.page.private_side.width() == 44
    qtbot.keyClick(desk.window, Key.Key_F12)
    assert not desk.page.private_side.folded
    qtbot.keyClick(desk.window, Key.Key_F12)
    desk.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: not desk.page.private_side.folded)
    assert (desk.page.rail.width(), desk.page.private_side.width(), desk.page.foot.height()) == (280, 376, 80)


def test_the_compact_form_keeps_clock_phase_and_the_way_on(open_desk: Any) -> None:
    """At 960x540 rail and foot are narrow and nothing sticks out of the window."""
    desk = open_desk(size=(960, 540))
    QApplication.processEvents()
    page = desk.page
    assert (page.rail.width(), page.foot.height(), page.private_side.folded) == (48, 56, True)
    assert page.minimumSizeHint().width() <= 960
    assert page.width() == 960
    for widget in (page.foot.clock, page.foot.segments, page.foot.next, page.foot.end):
        assert widget.isVisible()
        assert page.rect().contains(widget.mapTo(page, widget.rect().bottomRight()))


@pytest.mark.parametrize("activity", ["welcome", "vision-importance", "name", "leader", "close"])
def test_the_window_fits_its_smallest_size_everywhere(open_desk: Any, activity: str) -> None:
    """No phase makes the window wider than a small screen."""
    desk = open_desk(activity=activity, size=(1180, 640))
    for phase in desk.session.course.phases(desk.session.course.activity):
        desk.session.course.go(activity, phase.id)
        QApplication.processEvents()
        assert desk.page.minimumSizeHint().width() <= 1180, phase.id


def test_prepare_run_after(open_desk: Any) -> None:
    """Preparing has no clock and starts by the filled button; after the end there is a summary to save from."""
    desk = open_desk(activity=None)
    foot = desk.page.foot
    assert desk.session.place.mode == "prepare"
    assert foot.next.words == "Start the workshop"
    assert foot.clock.isHidden()
    assert foot.run.isHidden()
    desk.page.go_to_entry(desk.session.data.entry_of("impact").id)
    assert desk.session.place.mode == "prepare"
    assert desk.stage.activity.id == "impact"
    foot.next.click()
    assert (desk.session.place.mode, desk.session.place.activity_id) == ("run", "welcome")
    assert not foot.clock.isHidden()
    desk.session.outcomes.write("vision", "Nobody is alone")
    desk.window.run("finish")
    assert desk.page.stage is None
    assert not desk.page.finished_page.isHidden()
    assert foot.next.words == "Save a file"
    desk.page.go_to_entry(desk.session.data.entry_of("impact").id)
    assert desk.stage.activity.id == "impact"
    assert foot.next.words == "Back to the summary"
    foot.next.click()
    assert not desk.page.finished_page.isHidden()
    desk.window.run("start")
    assert desk.session.place.mode == "run"


def test_before_and_after_the_line_under_the_stage_tells_what_the_room_really_sees(open_desk: Any) -> None:
    """Whoever prepares or corrects an activity does not think that the room watches."""
    desk = open_desk("leader", make_stage=stage_for)
    desk.page.desk.projector.toggle()
    desk.window.run("finish")
    desk.page.go_to_entry(desk.session.data.entry_of("leader").id)
    assert desk.page.hints.accessibleName() == "The room sees that the session is over"
    desk = open_desk(activity=None, make_stage=stage_for)
    desk.page.desk.projector.toggle()
    desk.page.go_to_entry(desk.session.data.entry_of("leader").id)
    assert desk.page.hints.accessibleName() == "Until you start, the room sees the title"


def test_the_rail_follows_the_way_to_elect(open_desk: Any) -> None:
    """The minutes in the rail are those that are planned now."""
    desk = open_desk("leader", make_stage=stage_for)

    def shown() -> str:
        return next(item.minutes for item in desk.page.rail.items() if item.title == "Leader")

    quick = shown()
    desk.session.values.set("leader", "way", "consent")
    assert shown() != quick


def test_the_keyboard_follows_into_the_next_activity_and_to_the_files_at_the_end(
    open_desk: Any, qtbot: Any
) -> None:
    """The field that goes away hands the keyboard to nobody else, so that Enter never jumps back by the rail."""
    desk = open_desk("welcome", make_stage=stage_for)
    for _ in range(3):
        qtbot.keyClick(desk.window, Key.Key_PageDown, Ctrl)
        focus = desk.window.focusWidget()
        assert desk.page.stage is focus or desk.page.stage.isAncestorOf(focus)
    desk.window.run("finish")
    desk.session.outcomes.write("vision", "Nobody is alone")
    assert desk.page.finished_page.isAncestorOf(desk.window.focusWidget())


def test_a_click_in_foot_or_top_bar_leaves_the_keyboard_in_the_work(open_desk: Any, qtbot: Any) -> None:
    """After a click on the way on, Enter counts the next voice and does not press the button once more."""
    desk = open_desk("welcome", make_stage=stage_for)
    for button in (desk.page.foot.next, desk.page.foot.run, desk.page.top_bar.freeze):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        focus = desk.window.focusWidget()
        assert desk.page.stage is focus or desk.page.stage.isAncestorOf(focus)
    assert desk.session.place.activity_id == "check-in"
    qtbot.keyClick(desk.window.focusWidget(), Key.Key_Return)
    assert desk.session.place.activity_id == "check-in"


def test_a_row_of_the_rail_keeps_the_keyboard_when_a_break_is_put_in(open_desk: Any) -> None:
    """Nothing else in the window is given the keyboard because rows are made anew."""
    desk = open_desk("welcome", make_stage=stage_for)
    desk.page.rail.take_focus()
    leader = desk.session.data.entry_of("leader")
    desk.session.agenda.add_break(10, after_id=leader.id, title="Break")
    assert desk.window.focusWidget() is desk.page.rail.current_row()


def test_a_click_on_the_rail_leaves_the_keyboard_in_the_work(open_desk: Any, qtbot: Any) -> None:
    """Enter after a row's menu belongs to the activity, it does not jump to another."""
    desk = open_desk("welcome", make_stage=stage_for)
    desk.page.focus_stage()
    row = desk.page.rail.findChildren(QAbstractButton)[7]
    qtbot.mouseClick(row, Qt.MouseButton.RightButton)
    focus = desk.window.focusWidget()
    assert desk.page.stage is focus or desk.page.stage.isAncestorOf(focus)


def test_the_last_answer_leaves_the_keyboard_in_the_work(open_desk: Any, qtbot: Any) -> None:
    """When the field is closed because everybody answered, one Enter too many presses no button of the foot."""
    desk = open_desk("leader", make_stage=stage_for)
    desk.session.people.add(["Ines", "Jonas"])
    desk.session.votes.set_rule("leader", "way", "consent")
    desk.session.votes.nominate("leader", "Ines", "Jonas", "Calm")
    desk.session.votes.propose("leader", desk.session.data.notes_in("nominees")[0].id)
    desk.session.course.go("leader", "consent")
    for _ in range(3):
        qtbot.keyClick(desk.window.focusWidget(), Key.Key_Return)
    assert "Everybody said yes" in [label.text() for label in desk.page.findChildren(PlainLabel)]
    assert desk.page.stage_has_focus()
    assert desk.session.place.phase == "consent"


def test_a_break_shows_when_the_room_comes_back(open_desk: Any) -> None:
    """The break takes the stage's place, and the way on leads behind it."""
    desk = open_desk()
    entry = desk.session.agenda.add_break(10, after_id=desk.session.data.entry_of("vision-importance").id)
    desk.page.go_to_entry(entry.id)
    assert desk.stage is None
    assert not desk.page.break_page.isHidden()
    assert next(item for item in desk.page.rail.items() if item.entry_id == entry.id).state == "current"
    desk.page.foot.next.click()
    assert desk.session.place.activity_id == "how-measures"
    assert desk.page.break_page.isHidden()
    assert not desk.page.foot.next.hasFocus(), "a second Enter does not skip the phase"


def test_a_change_reaches_the_stage_and_leaves_the_rest_alone(open_desk: Any) -> None:
    """Typing a note rebuilds no row of the rail."""
    desk = open_desk()
    rows = list(desk.page.rail._rows)
    desk.session.notes.add("vision", "One")
    assert desk.stage.changes[-1] == "notes.add"
    assert desk.page.rail._rows == rows


class _FullDisk:
    """Stands in front of a store and refuses everything while it is full."""

    def __init__(self, store: Any) -> None:
        self.store, self.full = store, True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def commit(self, *arguments: Any) -> Any:
        if self.full:
            raise EnvironmentFault("The disk is full. Free some space.")
        return self.store.commit(*arguments)


def test_what_is_not_stored_yet_is_said_until_it_is(open_desk: Any) -> None:
    """The top bar warns while the store refuses, offers another place, and is content again afterwards."""
    elsewhere: list[Any] = []
    desk = open_desk(save_elsewhere=elsewhere.append)
    store = _FullDisk(desk.session._store)
    desk.session._store = store
    desk.session.notes.add("vision", "One")
    bar = desk.page.top_bar
    assert bar.saved.text() == "Not saved yet"
    assert bar.saved.accessibleDescription() == "The disk is full. Free some space."
    bar.elsewhere.click()
    assert elsewhere == [desk.session]
    store.full = False
    desk.page.desk.bridge.beat()
    assert bar.saved.text() == "Saved"
    assert bar.elsewhere.isHidden()


def test_closing_with_unsaved_changes_asks_first(open_desk: Any, answers: Any) -> None:
    """The window stays when the person wants to stay."""
    desk = open_desk()
    store = _FullDisk(desk.session._store)
    desk.session._store = store
    desk.session.notes.add("vision", "One")
    answers.next = ["stay"]
    desk.window.close()
    assert desk.window.session is desk.session
    answers.next = ["close"]
    desk.window.close()
    assert desk.closed == [desk.session]


def test_closing_keeps_everything(open_desk: Any, qtbot: Any, desk_settings: Any) -> None:
    """Notes typed a moment ago are stored, the projector goes, the session is handed back, the size remembered."""
    desk = open_desk()
    notes = desk.page.private_side.notes
    qtbot.keyClicks(notes, "Half")
    desk.window.close()
    assert desk.session.data.value("vision-importance", "private_notes") == "Half"
    assert desk.closed == [desk.session]
    assert desk.projector.told[-2:] == ["no bridge", "close"]
    assert desk_settings.text("desk_geometry", "")


def test_home_leaves_the_session_open_and_its_clock_running(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+O shows Home; the session's keys sleep meanwhile; opening it again is the same session."""
    home = QWidget()
    desk = open_desk(home=home)
    desk.session.course.start_clock()
    qtbot.keyClick(desk.window, Key.Key_O, Ctrl)
    assert home.isVisible()
    qtbot.keyClick(desk.window, Key.Key_PageDown, Ctrl)
    assert desk.session.place.phase == "solo"
    assert desk.session.place.timebox.running
    assert desk.closed == []
    desk.window.open_session(desk.session)
    assert desk.page.isVisible()


def test_another_session_takes_the_place_of_the_first(open_desk: Any) -> None:
    """One session at a time: the first is kept and handed back, the projector gets the second."""
    desk = open_desk()
    other = rehearse(method_files.load("cop-bootstrap"), "Another one")
    desk.window.open_session(other)
    assert desk.closed == [desk.session]
    assert desk.window.windowTitle() == "Another one - Facilitator"
    assert desk.projector.told == ["no bridge", "bridge"]


def test_the_projector_buttons(open_desk: Any, qtbot: Any) -> None:
    """F5, F7 and F8 do what the buttons do, and the buttons show what the projector says."""
    desk = open_desk()
    bar = desk.page.top_bar
    qtbot.keyClick(desk.window, Key.Key_F5)
    assert bar.projector.words == "Projector on"
    bar.freeze.click()
    assert desk.projector.frozen
    assert (bar.freeze.words, bar.freeze.isChecked()) == ("Frozen", True)
    qtbot.keyClick(desk.window, Key.Key_F7)
    assert not bar.freeze.isChecked()
    qtbot.keyClick(desk.window, Key.Key_F8)
    assert bar.black.isChecked()
    qtbot.keyClick(desk.window, Key.Key_F5, Shift)
    qtbot.keyClick(desk.window, Key.Key_F5, Ctrl)
    qtbot.keyClick(desk.window, Key.Key_PageDown, Alt)
    assert desk.projector.told == ["swap", "identify", "page 1"]


def test_sleep_is_counted_only_when_the_facilitator_says_so(open_desk: Any, answers: Any) -> None:
    """The laptop slept: the question decides whether the timebox loses the time."""
    desk = open_desk()
    desk.session.course.start_clock()
    answers.next = ["no"]
    desk.page.desk.bridge.slept.emit(360.0)
    assert desk.session.course.remaining() == 300
    answers.next = ["yes"]
    desk.page.desk.bridge.slept.emit(240.0)
    assert desk.session.course.remaining() == 60


def test_every_control_of_the_frame_has_a_name(open_desk: Any) -> None:
    """A screen reader says something for whatever the keyboard reaches."""
    desk = open_desk()
    for widget in desk.page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(desk.window):
            assert widget.accessibleName(), widget


def test_rows_of_the_rail_before_the_run(open_desk: Any) -> None:
    """While preparing the row that is looked at is marked, and nothing is done yet."""
    desk = open_desk(activity=None)
    states = [item.state for item in rail_items(desk.session)]
    assert states[0] == "current"
    assert set(states[1:]) == {"open"}


def test_the_room_is_given_the_audience_view_and_nothing_else(
    open_desk: Any, qtbot: Any, desk_settings: Any
) -> None:
    """With the real room's window: what it holds is the audience view, without private notes or parked topics."""
    made: list[ProjectorController] = []

    def make(bridge: Any, window: Any) -> ProjectorController:
        made.append(ProjectorController(desk_settings, window, ScreenWatcher(), bridge))
        return made[0]

    desk = open_desk(activity="welcome", make_projector=make)
    desk.session.values.set("welcome", "private_notes", "Ask Ines")
    desk.session.parking.park("Who pays")
    qtbot.keyClick(desk.window, Key.Key_F5)
    room = made[0].window
    assert room is not None
    assert isinstance(room.view, AudienceView)
    assert "Ask Ines" not in repr(room.view)
    assert "Who pays" not in repr(room.view)
    held = {type(value) for value in vars(room).values()}
    assert not held & {Session, SessionData, DeskContext, Bridge}
    desk.window.close()
    assert made[0].window is None


def test_where_not_all_phases_fit_the_current_one_says_how_far_it_is(open_desk: Any) -> None:
    """In the compact form the one phase that is shown says which of how many it is."""
    desk = open_desk()
    desk.session.course.go("vision-importance", "share")
    desk.window.resize(960, 540)
    QApplication.processEvents()
    foot = desk.page.foot
    assert foot.segments.state_of("share") == "current"
    names = [
        each.accessibleName() for each in foot.segments.findChildren(QAbstractButton) if each.isVisible()
    ]
    assert len(names) == 1
    assert "2 of 4" in names[0]


def test_the_summary_counts_the_notes_on_the_wall_too(open_desk: Any) -> None:
    """The same figure as in the report, and it says what is in it."""
    desk = open_desk()
    desk.session.course.start()
    desk.session.notes.add_many("vision", ["One", "Two"])
    desk.session.groups.add_named("vision", "On paper", 7)
    desk.session.course.finish()
    caption, _ = results(desk.session)
    assert caption.startswith("9 notes, 7 of them on the wall, 10 people")


def test_the_summary_says_days_as_people_do(open_desk: Any) -> None:
    """A next step has its owner and "by" a day, not a date for machines."""
    session = open_desk().session
    session.actions.add("Write the charter", owner="Ines", due="2031-12-04")
    session.actions.add("Book the room")
    _, found = results(session)
    assert found[-1][1].replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Write the charter · Ines · by 4 Dec 2031",
        "Book the room",
    ]


def test_what_a_stage_stores_on_leaving_leaves_one_stage(open_desk: Any, qtbot: Any) -> None:
    """A step that is half changed is kept when the session moves on, and the old stage is gone."""
    desk = open_desk("close", make_stage=stage_for)
    desk.session.actions.add("Write the charter")
    desk.session.course.go("close", "next_steps")
    row = desk.stage.panel.rows[0]
    row.text.setFocus()
    qtbot.keyClicks(row.text, "Soon: ")
    desk.session.course.go("welcome")
    assert "Soon: " in desk.session.data.actions[0].text
    shown = [each for each in desk.page.findChildren(Stage) if each.isVisibleTo(desk.page)]
    assert shown == [desk.stage]


@pytest.mark.parametrize(
    ("method", "files"),
    [
        ("postmortem", ["pdf", ""]),
        ("introduce-postmortems", ["pdf", "report", ""]),
        ("cop-bootstrap", ["pdf", "report", ""]),
    ],
)
def test_the_finished_page_offers_first_what_the_method_is_about(
    open_desk: Any, method: str, files: list[str]
) -> None:
    """Of a postmortem its report in three versions, not the report of a workshop; of the introduction its charter."""
    desk = open_desk()
    desk.window.open_session(rehearse(method_files.load(method)))
    desk.window.run("finish")
    page = desk.page.finished_page
    assert [each.property("format") for each in page._buttons] == files
    if method == "postmortem":
        assert page._buttons[0].words == "Postmortem report"


def test_the_line_below_says_which_page_the_room_is_on(open_desk: Any) -> None:
    """One board at the desk may be two pages in the room: which one it sees, and the key that turns it."""
    desk = open_desk("leader", make_stage=stage_for)
    desk.projector.toggle()
    assert "page" not in desk.page.hints.accessibleName()
    desk.projector.pages = 2
    desk.projector.changed.emit()
    assert desk.page.hints.accessibleName().endswith("page 1 of 2: Alt+PgDown")
    desk.session.set_focus(replace(desk.session.focus, page=1))
    assert desk.page.hints.accessibleName().endswith("page 2 of 2: Alt+PgDown")
