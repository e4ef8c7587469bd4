"""Solo and share with a scribe: adding notes is the main act and needs no mouse."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QRegion
from PySide6.QtWidgets import QApplication

from facilitator.activities.brainstorm import ENTRY
from facilitator.state import value_id
from ui.desk.notes.entry_note import EntryNote


def test_typing_begins_a_note_from_anywhere(at_table):
    table = at_table()
    table.window.page.stage.setFocus()
    table.type("Nobody is alone")
    table.press("Return")
    assert table.texts() == ["Nobody is alone"]


def test_typing_begins_a_note_from_the_list_too(at_table):
    table = at_table(notes=["One"])
    table.press("Down")
    assert table.page.current_list().current
    table.type("Two")
    table.press("Return")
    assert table.texts() == ["One", "Two"]


def test_a_note_that_was_searched_for_is_chosen_but_not_read_out_alone(at_table):
    """Alone the room sees no notes, so none is marked as the one it reads."""
    table = at_table(notes=["One", "Two"])
    wanted = table.note("Two").id
    table.session.set_focus(replace(table.session.focus, note_id=wanted, lane="vision"))
    notes = table.page.lists["vision"]
    assert (notes.current, notes._reading) == (wanted, "")
    table.go("share")
    table.session.set_focus(replace(table.session.focus, note_id=wanted, lane="vision"))
    assert table.page.lists["vision"]._reading == wanted


def test_enter_goes_on_with_the_next_note_and_shift_enter_breaks_the_line(at_table):
    table = at_table()
    table.type("First")
    table.press("Return")
    table.type("Second")
    table.press("Shift+Return")
    table.type("with more")
    table.press("Return")
    table.press("Return")
    assert table.texts() == ["First", "Second\nwith more"]


def test_tab_takes_the_text_along_to_the_other_lane_and_back(at_table):
    table = at_table()
    table.type("Half a tho")
    table.press("Tab")
    table.type("ught")
    assert table.page.writer.lane.id == "importance"
    table.press("Shift+Tab")
    assert table.page.writer.lane.id == "vision"
    table.press("Tab", "Return")
    assert table.texts("importance") == ["Half a thought"]
    assert table.texts("vision") == []


def test_when_notes_are_shared_the_room_sees_the_lane_that_is_written_in(at_table):
    table = at_table("share", notes=["One"])
    table.press("Tab")
    assert table.session.focus.lane == "importance"
    table.press("Tab")
    table.type("Two")
    table.press("Return")
    assert table.session.focus.lane == "vision"


def test_in_silence_the_room_sees_the_questions_of_all_lanes(at_table):
    table = at_table()
    table.press("Tab")
    assert table.session.focus.lane is None


def test_escape_stops_writing_and_the_draft_stays(at_table):
    table = at_table(notes=["One"])
    table.type("Not done ")
    table.press("Escape")
    assert not table.page.writer.field.hasFocus()
    assert table.session.place.drafts["note:vision"] == "Not done "
    table.type("yet")
    assert table.page.writer.text() == "Not done yet"
    assert table.texts() == ["One"]


def test_a_draft_comes_back_in_its_lane_after_going_elsewhere(at_table):
    table = at_table()
    table.press("Tab")
    table.type("Why n")
    table.session.course.go("welcome")
    table.session.course.go("vision-importance", "solo")
    assert table.page.writer.text() == "Why n"
    assert table.page.writer.lane.id == "importance"


def test_a_draft_comes_back_in_a_new_window(at_table):
    table = at_table()
    table.type("Why now")
    again = at_table(session=table.session)
    assert again.page.writer.text() == "Why now"


def test_pasted_lines_are_shown_first_and_become_notes_in_one_act(at_table, answers):
    table = at_table()
    QGuiApplication.clipboard().setText("- Alpha\n- Beta\n\n* Gamma\n")
    answers.next.append("notes")
    table.press("Ctrl+V")
    assert answers.asked == [("ask", "3 lines found")]
    assert table.texts() == ["Alpha", "Beta", "Gamma"]
    table.session.undo()
    assert table.texts() == []


def test_pasted_lines_can_stay_one_note_or_be_left(at_table, answers):
    table = at_table()
    QGuiApplication.clipboard().setText("Alpha\nBeta")
    answers.next += ["cancel", "one"]
    table.press("Ctrl+V")
    assert table.page.writer.text() == ""
    table.press("Ctrl+V", "Return")
    assert table.texts() == ["Alpha\nBeta"]


def test_notes_are_edited_deleted_and_coloured_by_keys(at_table):
    table = at_table(notes=["One", "Two", "Three"])
    table.press("Down", "Right", "F2")
    table.press("Ctrl+A")
    table.type("Zwei")
    table.press("Return")
    assert table.texts() == ["One", "Zwei", "Three"]
    table.press("Ctrl+L")
    assert table.note("Zwei").colour == "sky"
    table.press("Delete")
    assert table.texts() == ["One", "Three"]
    table.session.undo()
    assert table.page.lists["vision"].ids() == [note.id for note in table.session.data.notes_in("vision")]


def test_escape_in_an_edited_note_keeps_it_as_it_was(at_table):
    table = at_table(notes=["One"])
    table.press("Down", "Return")
    table.type(" changed")
    table.press("Escape")
    assert table.texts() == ["One"]


def test_the_room_is_shown_one_note_large_and_the_next_one_by_an_arrow(at_table):
    table = at_table("share", notes=["One", "Two"])
    table.press("Down", "Ctrl+D")
    assert table.session.focus.note_id == table.note("One").id
    table.press("Right")
    assert table.session.focus.note_id == table.note("Two").id
    table.press("Ctrl+D")
    assert table.session.focus.note_id is None


def test_a_note_being_edited_shows_its_lines_from_the_first_letter(qtbot):
    """The space at the end of a wrapped line leaves nothing to scroll sideways, at any width."""
    for width in range(140, 181, 5):
        note = EntryNote("Edit", splits_paste=False, takes_tab=False)
        qtbot.addWidget(note)
        note.set_text("A first note with a rather long sentence that goes on and on so that wrapping is seen")
        note.resize(width, 60)
        note.show()
        note.field.setFocus()
        QApplication.processEvents()
        assert note.field.horizontalScrollBar().value() == 0, width


def test_a_long_note_opens_for_editing_with_all_its_lines(at_table):
    long = "A first note with a rather long sentence that goes on and on so that wrapping is seen in full"
    table = at_table("share", notes=[long, "Short"])
    table.press("Down", "F2")
    note = table.keyboard.parentWidget()
    QApplication.processEvents()
    assert note.height() == note.wanted_height() > note.field.minimumHeight()


def test_the_room_stays_at_its_lane_when_there_is_no_note_to_show(at_table):
    table = at_table("share", notes=["One"])
    table.press("Tab", "Ctrl+D")
    assert table.session.focus.lane == "importance"
    assert table.window.toast.message == "Choose a note first: Down goes into the notes."


def test_nothing_is_read_out_in_the_silent_phase(at_table):
    table = at_table("solo", notes=["One"])
    table.press("Down", "Ctrl+D")
    assert table.session.focus.note_id is None
    assert table.stage.room_sees() == "The room sees the count only: 1 note"


def test_only_the_new_note_is_painted_again(at_table, monkeypatch, qtbot):
    """A room with hundreds of notes stays fast: a note touches its own place and nothing else."""
    table = at_table(notes=[f"Note {number}" for number in range(12)])
    shown = table.page.lists["vision"]
    asked: list[QRect] = []
    viewport = shown.viewport()
    update = viewport.update
    monkeypatch.setattr(viewport, "update", lambda *area: (asked.extend(area), update(*area)))
    changed = table.note("Note 3")
    table.session.notes.edit(changed.id, "Another text")
    assert asked
    mine = shown.note_rect(changed.id)
    others = [shown.note_rect(note_id) for note_id in shown.ids() if note_id != changed.id]
    region = QRegion()
    for area in asked:
        region += QRegion(area)
    assert region.contains(mine)
    assert not any(region.contains(other.center()) for other in others)


def test_undo_brings_a_note_back_on_screen(at_table):
    table = at_table(notes=["One", "Two"])
    table.session.notes.delete([table.note("One").id])
    assert len(table.page.lists["vision"].ids()) == 1
    table.session.undo()
    shown = table.page.lists["vision"]
    assert [shown.text_of(note_id) for note_id in shown.ids()] == ["One", "Two"]


def test_switching_to_the_wall_and_back_loses_nothing(at_table):
    table = at_table(notes=["One"])
    table.type("Half")
    table.press("Ctrl+Shift+W")
    assert table.session.data.value("vision-importance", ENTRY) == "wall"
    assert type(table.page).__name__ == "WallPage"
    assert table.texts() == ["One"]
    table.press("Ctrl+Shift+W")
    assert table.page.writer.text() == "Half"
    assert value_id("vision-importance", ENTRY) in table.session.data.tables["activity_values"]


def test_every_lane_says_where_the_next_note_lands(at_table):
    table = at_table(activity="how-measures")
    assert table.page.writer.field.accessibleName() == "New note in How"
    table.press("Tab")
    assert table.page.writer.field.accessibleName() == "New note in Measures"
    assert table.page.writer.field.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_a_note_gets_a_name_only_where_the_session_keeps_names(at_table):
    table = at_table()
    _ines, goran = table.session.people.add(["Ines", "Goran"])
    assert table.page.author.isHidden()
    table.session.people.keep_authors(True)
    assert not table.page.author.isHidden()
    table.press("Ctrl+Shift+A")
    table.type("Go")
    table.press("Return")
    table.type("Mine")
    table.press("Return")
    assert [note.author_id for note in table.session.data.notes] == [goran.id]
    table.session.people.keep_authors(False)
    table.type("Nobody's")
    table.press("Return")
    assert [note.author_id for note in table.session.data.notes] == [None, None]
