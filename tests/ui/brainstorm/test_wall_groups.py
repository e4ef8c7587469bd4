"""Paper first: stickies stay on the wall, only group names and numbers are typed."""

import pytest


@pytest.fixture
def wall(at_table):
    table = at_table("cluster", notes=["typed before"])
    table.press("Ctrl+Shift+W")
    return table


def groups(table, lane="vision"):
    return [(group.title, group.stickies) for group in table.session.data.groups_in(lane)]


def test_a_group_is_named_and_counted_without_the_mouse(wall):
    wall.type("On-call people can live with")
    wall.press("Tab")
    wall.type("7")
    wall.press("Return")
    wall.type("Next one")
    wall.press("Return")
    assert groups(wall) == [("On-call people can live with", 7), ("Next one", 0)]


def test_tab_goes_on_to_the_other_lane(wall):
    wall.press("Tab", "Tab")
    wall.type("Money")
    wall.press("Return")
    assert groups(wall, "importance") == [("Money", 0)]


def test_the_room_sees_the_lane_whose_group_was_named_last(wall):
    wall.press("Tab", "Tab")
    wall.type("Money")
    wall.press("Return")
    assert wall.session.focus.lane == "importance"


def test_name_and_number_are_mended_by_keys(wall):
    wall.session.groups.add_named("vision", "Nigths", 3)
    wall.press("Down", "Ctrl+A")
    wall.type("Nights")
    wall.press("Tab", "Ctrl+A")
    wall.type("12")
    wall.press("Return")
    assert groups(wall) == [("Nights", 12)]


def test_groups_change_places_by_keys(wall):
    for title in ("One", "Two", "Three"):
        wall.session.groups.add_named("vision", title, 1)
    wall.press("Down", "Down", "Ctrl+Shift+Up")
    assert [title for title, _ in groups(wall)] == ["Two", "One", "Three"]
    wall.press("Ctrl+Shift+Down", "Ctrl+Shift+Down")
    assert [title for title, _ in groups(wall)] == ["One", "Three", "Two"]


def test_an_emptied_name_takes_the_group_away_and_undo_brings_it_back(wall):
    wall.session.groups.add_named("vision", "One", 1)
    wall.press("Down", "Ctrl+A", "Backspace", "Return")
    assert groups(wall) == []
    wall.session.undo()
    assert groups(wall) == [("One", 1)]
    assert len(wall.page.lanes[0].rows) == 1


def test_typed_notes_and_wall_groups_live_together(wall):
    wall.type("On paper")
    wall.press("Tab")
    wall.type("4")
    wall.press("Return", "Ctrl+Shift+W")
    scene = wall.page.scene
    assert {item.note.text for item in scene.note_items.values()} == {"typed before"}
    assert [item.row.title for item in scene.tray_items.values()] == ["On paper"]


def test_a_half_typed_name_comes_back(wall):
    wall.type("Half a na")
    wall.session.course.go("vision-importance", "solo")
    wall.session.course.go("vision-importance", "cluster")
    assert wall.page.lanes[0].name.text() == "Half a na"


def test_align_takes_the_names_from_the_wall(wall):
    wall.session.groups.add_named("vision", "On paper", 4)
    wall.go("align")
    wall.press("Ctrl+Return")
    assert wall.session.data.outcomes["vision"] == "On paper"


def test_in_the_silent_phase_nothing_needs_to_be_typed(wall):
    page = wall.go("solo")
    assert type(page).__name__ == "WallPage"
    wall.type("x")
    assert wall.texts() == ["typed before"]


def test_the_numbers_of_groups_stand_below_the_one_being_typed(wall):
    """A column of figures is read down."""
    wall.type("Money")
    wall.press("Return")
    lane = wall.page.lanes[0]
    row = next(iter(lane.rows.values()))
    wall.window.grab()
    left = [each.mapTo(lane, each.rect().topLeft()).x() for each in (lane.count, row.count)]
    assert left[0] == left[1]
