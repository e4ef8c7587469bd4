"""Cluster: the board by mouse and by keyboard. Each promise is made on the desk's own window."""

import pytest
from PySide6.QtCore import QPointF

from ui.desk.board.contents import contents_of
from ui.desk.board.layout import lay_out_board


@pytest.fixture
def board(at_table):
    """A board with a group, a second one, and loose notes in both lanes."""
    table = at_table("cluster", notes=["a", "b", "c", "d", "e"], more=["x", "y"])
    ids = [note.id for note in table.session.data.notes_in("vision")]
    table.session.groups.create(ids[:2], "First")
    table.session.groups.create(ids[2:3], "Second")
    return table


def members(table, title):
    return [note.text for note in table.session.data.notes_of(table.group(title).id)]


def test_typing_on_the_board_begins_a_loose_note_in_the_lane_of_what_is_chosen(board):
    board.pick("x")
    board.type("New here")
    board.press("Return")
    assert board.texts("importance") == ["x", "y", "New here"]
    assert board.note("New here").group_id is None
    board.press("Escape")
    assert board.page.view.hasFocus()


def test_arrows_reach_every_note_and_title(board):
    seen = set()
    board.page.view.setFocus()
    waiting = {None}
    board.press("Right")
    waiting = {board.page.selection.current}
    while waiting:
        here = waiting.pop()
        seen.add(here)
        for key in ("Left", "Right", "Up", "Down"):
            board.page.selection.choose([here])
            board.press(key)
            there = board.page.selection.current
            if there not in seen:
                waiting.add(there)
    everything = set(board.page.scene.note_items) | set(board.page.scene.tray_items)
    assert seen == everything


def test_notes_are_grouped_by_key_and_the_group_is_named_at_once(board):
    board.pick("d", "e")
    board.press("Ctrl+G")
    board.type("Third")
    board.press("Return")
    assert members(board, "Third") == ["d", "e"]


def test_a_picked_up_note_is_dropped_into_a_group_by_keys(board):
    board.pick("d")
    board.press("Space")
    assert board.stage.carrying() == "Carrying 1 note"
    for _ in range(6):
        if board.page.carried.place.kind == "tray":
            break
        board.press("Up")
    goal = board.session.data.group(board.page.carried.place.id).title
    board.press("Return")
    assert members(board, goal)[-1] == "d"
    assert board.stage.carrying() is None


def test_escape_puts_a_carried_note_back(board):
    before = board.session.data
    board.pick("d")
    where = board.page.scene.note_items[board.note("d").id].scenePos()
    board.press("Space", "Up", "Up", "Escape")
    assert board.session.data is before
    assert board.page.scene.note_items[board.note("d").id].scenePos() == where
    assert not board.page.scene.slot.isVisible()


def test_a_note_dropped_on_a_loose_note_makes_a_group(board):
    goal = board.page.scene.rect_of(board.note("e").id).center()
    board.drag(board.note("d").id, goal)
    board.type("Both")
    board.press("Return")
    assert sorted(members(board, "Both")) == ["d", "e"]


def test_a_note_dropped_on_a_tray_joins_it_at_that_place(board):
    tray = board.page.scene.board.trays[board.group("First").id]
    cell = board.page.scene.board.measures.cell(1).translated(tray.topLeft())
    board.drag(board.note("d").id, cell.center())
    assert members(board, "First") == ["a", "d", "b"]
    assert board.session.undo_act == "notes.move"


def test_a_note_dropped_below_leaves_its_group(board):
    span = board.page.scene.board.lanes[0]
    board.drag(board.note("a").id, QPointF(span.x + span.width - 20, span.loose.bottom() - 10))
    assert members(board, "First") == ["b"]
    assert board.note("a").group_id is None


def test_each_lane_shows_its_own_loose_notes(board):
    """What belongs to Importance never stands under Vision."""
    spans = {span.id: span for span in board.page.scene.board.lanes}
    for text in ("d", "e", "x", "y"):
        note = board.note(text)
        span, box = spans[note.lane], board.page.scene.rect_of(note.id)
        assert span.x <= box.left() <= box.right() <= span.x + span.width, text
    assert board.page.scene.caption_texts() == ["Loose, 2", "Loose, 2"]


def test_a_note_carried_by_key_and_put_down_at_once_stays_where_it_was(board):
    """It covers no neighbour while it is carried in its own group."""
    before = board.session.data
    board.pick("a")
    start = board.page.scene.rect_of(board.note("a").id)
    board.press("Space")
    assert board.page.carried.place.box == start
    board.press("Return")
    assert board.session.data is before


def test_a_drop_where_it_was_changes_nothing(board):
    before = board.session.data
    here = board.page.scene.rect_of(board.note("a").id).topLeft() + QPointF(26, 30)
    board.drag(board.note("a").id, here)
    assert board.session.data is before


def test_a_tray_is_moved_by_its_title_into_another_lane_with_its_notes(board):
    board.drag(board.group("First").id, QPointF(900, 30))
    assert board.group("First").lane == "importance"
    assert [board.note(text).lane for text in ("a", "b")] == ["importance", "importance"]


def test_a_tray_is_reordered_by_keys(board):
    board.pick("Second")
    board.press("Space", "Up")
    board.press("Return")
    assert [group.title for group in board.session.data.groups_in("vision")] == ["Second", "First"]


def test_a_tray_is_renamed_in_place(board):
    board.pick("First")
    board.press("F2")
    board.type("Better words")
    board.press("Return")
    assert members(board, "Better words") == ["a", "b"]


def test_notes_become_one_with_the_next_chosen(board):
    board.pick("d")
    board.press("Ctrl+J")
    assert board.stage.carrying() == "Becoming one: choose the other"
    board.press("Right", "Return")
    assert board.note("d\ne")
    assert board.stage.carrying() is None


def test_groups_become_one_at_once_when_both_are_chosen(board):
    board.pick("First", "Second")
    board.press("Ctrl+J")
    assert members(board, "First") == ["a", "b", "c"]
    assert len(board.session.data.groups) == 1


def test_escape_leaves_two_notes_two(board):
    board.pick("d")
    board.press("Ctrl+J", "Right", "Escape")
    assert board.note("d")
    assert board.note("e")
    assert board.stage.carrying() is None


def test_a_group_is_taken_apart(board):
    board.pick("First")
    board.press("Ctrl+Shift+G")
    assert [group.title for group in board.session.data.groups] == ["Second"]
    assert board.note("a").group_id is None


def test_colours_go_round_for_notes_and_whole_groups(board):
    board.pick("d", "e")
    board.press("Ctrl+L")
    assert {board.note(text).colour for text in "de"} == {"sky"}
    board.pick("First")
    board.press("Ctrl+L")
    assert {board.note(text).colour for text in "ab"} == {"sky"}


def test_delete_and_undo_come_back_on_the_board(board):
    board.pick("First")
    board.press("Delete")
    assert "a" not in board.texts()
    board.press("Ctrl+Z")
    assert members(board, "First") == ["a", "b"]
    items = board.page.scene.note_items
    assert {item.note.text for item in items.values()} == set("abcdexy")
    assert items[board.note("a").id].parentItem() is board.page.scene.tray_items[board.group("First").id]


def test_shift_and_arrow_choose_more(board):
    board.pick("d")
    board.press("Shift+Right")
    assert board.page.selection.notes == [board.note("d").id, board.note("e").id]


def test_the_room_follows_what_is_chosen(board):
    board.pick("a")
    assert board.session.focus.group_id == board.group("First").id
    assert board.session.focus.note_id is None
    board.press("Ctrl+D")
    assert board.session.focus.note_id == board.note("a").id
    board.press("Right")
    assert board.session.focus.note_id == board.note("b").id


def test_the_room_follows_a_note_into_the_group_it_is_dropped_in(board):
    board.pick("d")
    tray = board.page.scene.board.trays[board.group("First").id]
    board.drag(board.note("d").id, tray.center())
    assert board.session.focus.group_id == board.group("First").id


def test_a_screen_reader_hears_what_is_chosen(board):
    board.pick("a")
    assert board.page.view.accessibleDescription() == "Note: a. In: First"
    board.pick("Second")
    assert board.page.view.accessibleDescription() == "Group: Second, 1 note"


def test_only_what_changed_is_painted_again(board, monkeypatch):
    """An edited note touches its own item; no other item is asked to repaint."""
    touched = []
    for key, item in {**board.page.scene.note_items, **board.page.scene.tray_items}.items():
        monkeypatch.setattr(item, "update", lambda key=key: touched.append(key))
    board.session.notes.edit(board.note("b").id, "b again")
    assert touched == [board.note("b again").id]


def test_a_tray_stays_lit_without_being_painted_again_and_goes_out_with_the_drop(board, monkeypatch):
    """A tray is large; it is painted when what is carried comes over it, not at each of its places."""
    tray = board.page.scene.tray_items[board.group("First").id]
    lit = []
    set_state = tray.set_state
    monkeypatch.setattr(
        tray, "set_state", lambda **state: (lit.append(state.get("target")), set_state(**state))
    )
    corner = board.page.scene.rect_of(tray.row.id).topLeft()
    carried = board.page.carried
    carried.begin([board.note("d").id], QPointF())
    for x in (30, 200, 330):
        carried.to_point(corner + QPointF(x, 60))
    assert tray.target
    carried.put_back()
    assert lit == [True, False]


def test_rows_are_made_ready_once_and_not_while_others_come_in(board, monkeypatch):
    """What is laid out ahead of a pan is each note once, from above, and nothing while a row is being painted."""
    scene = board.page.scene
    ready = []
    for key, item in scene.note_items.items():
        monkeypatch.setattr(item, "prepare", lambda key=key: ready.append(key) or True)
    everywhere = (0.0, scene.board.size[1])
    scene.look_ahead(everywhere, everywhere, 100)
    assert ready == []
    scene.look_ahead((-2.0, -1.0), everywhere, 100)
    assert sorted(ready) == sorted(scene.note_items)
    heights = [scene.rect_of(key).top() for key in ready]
    assert heights == sorted(heights)
    scene.look_ahead((-2.0, -1.0), everywhere, 2)
    assert len(ready) == len(scene.note_items) + 2


def test_the_scene_never_grows_while_something_is_carried(board):
    before = board.page.scene.sceneRect()
    board.drag(board.note("a").id, QPointF(5000, 3000))
    assert board.page.scene.sceneRect() == before


def test_fit_shows_all_and_zoom_comes_back(board):
    board.session.notes.add_many("vision", [f"more {number}" for number in range(80)])
    board.press("Ctrl+0")
    view = board.page.view
    assert view.zoom < 1.0
    height = board.page.scene.board.size[1]
    assert view.mapFromScene(0, height).y() <= view.viewport().height() + 1
    for _ in range(20):
        board.press("Ctrl+Plus")
    assert view.zoom == pytest.approx(2.5)


@pytest.mark.parametrize("count", [0, 1, 7, 40, 300])
@pytest.mark.parametrize("width", [480, 996, 1264, 3000])
def test_nothing_overlaps_at_any_size(at_table, count, width):
    table = at_table("cluster", notes=[f"note {number}" for number in range(count)], more=["x"])
    ids = [note.id for note in table.session.data.notes_in("vision")]
    for start in range(0, count // 2, 5):
        table.session.groups.create(ids[start : start + 5], f"group {start}")
    contents = contents_of(table.session.data, table.stage.activity.lanes)
    board = lay_out_board(contents, width, 500)
    boxes = [*board.trays.values(), *board.loose.values()]
    for index, box in enumerate(boxes):
        assert box.right() <= board.size[0]
        assert box.bottom() <= board.size[1]
        assert not any(box.intersects(other) for other in boxes[index + 1 :])


def test_stickies_on_the_wall_stand_on_the_board_as_a_group(board):
    board.session.groups.add_named("vision", "On paper", 7)
    tray = board.page.scene.tray_items[board.group("On paper").id]
    assert tray.isVisible()
    board.drag(board.note("d").id, board.page.scene.rect_of(board.group("On paper").id).center())
    assert members(board, "On paper") == ["d"]
    assert board.group("On paper").stickies == 7


def test_an_empty_board_says_what_belongs_there(at_table):
    table = at_table("cluster")
    assert set(table.page.scene.caption_texts()) == {"No notes yet. Just type."}
