"""Topics against each other on a plane: equal ones stand side by side, all of them inside."""

from facilitator.against import Point, side_by_side


def _points(*figures: float) -> list[Point]:
    return [Point(place, f"topic{place}", "", each, 5) for place, each in enumerate(figures, start=1)]


def test_equal_points_at_an_edge_do_not_cover_each_other() -> None:
    """They move inwards together instead of each being pushed onto the other."""
    found = side_by_side(_points(1, 1, 3, 5, 5), 6.0, lambda value: 20.0 * (value - 1), 0.0, 80.0)
    assert found == {"topic1": 0.0, "topic2": 6.0, "topic3": 40.0, "topic4": 74.0, "topic5": 80.0}


def test_more_than_there_is_room_for_stand_closer() -> None:
    found = side_by_side(_points(*[3] * 21), 6.0, lambda value: 20.0 * (value - 1), 0.0, 80.0)
    assert (min(found.values()), max(found.values())) == (0.0, 80.0)
    assert len(set(found.values())) == 21
