"""Align: what the room agreed, in up to three levels, and the canvas as it fills."""

import pytest
from PySide6.QtGui import QGuiApplication

from facilitator.audience import canvas_view
from ui.desk.canvas_layout import canvas_layout
from ui.desk.canvas_preview import CanvasPreview


@pytest.fixture
def align(at_table):
    table = at_table("align", notes=["a", "b", "c"])
    ids = [note.id for note in table.session.data.notes_in("vision")]
    table.session.groups.create(ids[:2], "First")
    table.session.groups.create(ids[2:], "Second")
    return table


def agreed(table, box="vision"):
    table.page.leave()
    return table.session.data.outcomes.get(box, "")


def test_the_group_titles_are_taken_by_one_act(align):
    align.press("Ctrl+Return")
    assert align.session.data.outcomes["vision"] == "First\nSecond"
    assert align.session.undo_act == "outcomes.take"
    align.press("Ctrl+Z")
    assert "vision" not in align.session.data.outcomes
    assert align.page.sections[0].editor.text() == ""


def test_the_room_sees_the_box_the_keyboard_is_in(align):
    """Nobody looks at another box than the one being written."""
    assert align.session.focus.lane == "vision"
    align.press("Ctrl+Down")
    assert align.session.focus.lane == "importance"
    assert "Importance" in align.page.room_sees()


def test_tab_makes_up_to_three_levels(align):
    align.type("One")
    align.press("Return", "Tab", "Tab")
    align.type("Two")
    align.press("Return", "Tab", "Tab")
    align.type("Three")
    align.press("Return", "Shift+Tab")
    align.type("Two again")
    assert agreed(align) == "One\n\tTwo\n\t\tThree\n\tTwo again"


def test_the_first_line_stays_outermost(align):
    align.press("Tab")
    align.type("One")
    assert agreed(align) == "One"


def test_enter_on_an_empty_deeper_line_goes_out_again(align):
    align.type("One")
    align.press("Return", "Tab", "Return")
    align.type("Next")
    assert agreed(align) == "One\nNext"


def test_lines_change_places_with_their_level(align):
    align.type("One")
    align.press("Return")
    align.type("Two")
    align.press("Return", "Tab")
    align.type("Below two")
    align.press("Ctrl+Shift+Up", "Ctrl+Shift+Up")
    assert agreed(align) == "Below two\nOne\nTwo"
    align.press("Ctrl+Shift+Down")
    assert agreed(align) == "One\n\tBelow two\nTwo"


def test_ctrl_down_goes_to_the_other_box(align):
    align.press("Ctrl+Down")
    align.type("Why")
    assert agreed(align, "importance") == "Why"
    align.press("Ctrl+Up")
    align.type("What")
    assert agreed(align) == "What"


def test_what_is_typed_in_one_go_is_one_act(align, qtbot):
    align.type("Everything we want")
    qtbot.waitUntil(lambda: "vision" in align.session.data.outcomes)
    assert align.session.data.outcomes["vision"] == "Everything we want"
    align.press("Ctrl+Z")
    assert "vision" not in align.session.data.outcomes
    assert align.page.sections[0].editor.text() == ""


def test_while_typing_undo_takes_back_what_was_typed(align):
    before = align.session.undo_act
    align.type("Oops")
    align.press("Ctrl+Z")
    assert align.page.sections[0].editor.text() == ""
    assert align.session.undo_act == before


def test_leaving_the_phase_keeps_what_was_typed(align):
    align.type("Just in time")
    align.session.course.go("welcome")
    assert align.session.data.outcomes["vision"] == "Just in time"


def test_pasted_lines_become_bullets(align):
    QGuiApplication.clipboard().setText("- One\n- Two\n")
    align.press("Ctrl+V")
    assert agreed(align) == "One\nTwo"


def test_a_single_title_is_taken_from_the_list(align):
    picks = align.page.sections[0].picks
    assert picks.titles == ["First", "Second"]
    picks.picked.emit("Second")
    assert align.session.data.outcomes["vision"] == "Second"
    assert picks.titles == ["First"]


def test_a_change_elsewhere_shows_in_the_editor(align):
    align.session.outcomes.write("vision", "From undo\n\tor another window")
    assert align.page.sections[0].editor.text() == "From undo\n\tor another window"


def test_an_objection_is_noted_in_their_words(align, answers):
    answers.next.append("Not without the night shift")
    align.page.object_button.click()
    assert align.session.data.value("vision-importance", "objections") == ["Not without the night shift"]
    assert align.page.objections.text() == "Objection: Not without the night shift"


def test_markup_stays_text(align):
    align.type("<b>bold</b> & more")
    assert agreed(align) == "<b>bold</b> & more"


def test_the_box_being_written_is_marked_on_the_canvas(align):
    assert align.page.preview.accessibleDescription() == "0 of 7 boxes filled"
    align.type("One")
    agreed(align)
    assert align.page.preview.accessibleDescription() == "1 of 7 boxes filled"


@pytest.mark.parametrize("lines", [0, 3, 12, 200])
def test_no_line_of_the_canvas_preview_is_lost_in_silence(align, lines, qtbot):
    align.session.outcomes.write("how", "\n".join(f"Line {number} of a few words" for number in range(lines)))
    view = canvas_view(align.session)
    places = {place.box.id: place for place in canvas_layout(view)}
    shown = places["how"].lines
    if lines and shown[-1].level == -1:
        assert shown[-1].words.layout.text() == f"and {lines - len(shown) + 1} more"
    else:
        assert len(shown) == lines
    for line in shown:
        assert line.y + line.words.height <= places["how"].frame.bottom()


def test_the_boxes_stand_apart_and_inside_the_page(align):
    boxes = [place.frame for place in canvas_layout(canvas_view(align.session))]
    assert len(boxes) == 7
    for index, box in enumerate(boxes):
        assert box.right() <= 1040 - 29
        assert not any(box.intersects(other) for other in boxes[index + 1 :])


def test_a_method_without_canvas_has_a_quiet_preview(align, qtbot, monkeypatch):
    monkeypatch.setattr("ui.desk.canvas_preview.canvas_view", lambda session: None)
    preview = CanvasPreview(align.session)
    qtbot.addWidget(preview)
    preview.show()
    assert preview.facts() == "This method has no canvas"


def test_loose_notes_are_offered_beside_the_groups(at_table):
    """Once a lane has a group, what stands outside it must not get lost."""
    table = at_table("align", notes=["a", "b", "c", "d"])
    ids = [note.id for note in table.session.data.notes_in("vision")]
    table.session.groups.create(ids[:2], "First")
    table.session.groups.create(ids[2:3], "")
    picks = table.page.sections[0].picks
    assert picks.titles == ["First", "c", "d"], "a group without a title gives its notes"
    picks.picked.emit("d")
    assert picks.titles == ["First", "c"]


def test_what_can_be_taken_is_named_as_what_it_is(at_table):
    """Where there are no groups nobody is told to take their titles."""
    table = at_table("align", notes=["a"])
    vision, importance = table.page.sections
    assert vision.take.text() == "Take the notes"
    table.press("Ctrl+Down")
    assert not importance.take.isVisible()
    table.session.groups.create([table.note("a").id], "First")
    assert vision.take.text() == "Take the group titles"


def test_an_objection_can_be_resolved_and_stays_on_record(align, answers):
    answers.next.append("Not without the night shift")
    align.page.object_button.click()
    align.page.resolve_button.click()
    data = align.session.data
    assert data.value("vision-importance", "objections") == ["Not without the night shift"]
    assert data.value("vision-importance", "resolved") == ["Not without the night shift"]
    assert align.page.objections.text() == "Resolved: Not without the night shift"
    assert not align.page.resolve_button.isVisible()
    assert align.session.undo_act == "votes.resolve"
