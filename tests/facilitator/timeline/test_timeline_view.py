"""What the room sees of a timeline: nothing that lies behind the entry in talk."""

from typing import Any

from facilitator import audience, timelines
from facilitator.activities.timeline import TimelineView
from facilitator.focus import Focus
from facilitator.session import Session


def seen(session: Session, phase: str = "walk", entry_id: str | None = None) -> TimelineView:
    session.course.go("what-happened", phase)
    session.focus = Focus(note_id=entry_id)
    part = audience.view(session).part
    assert isinstance(part, TimelineView)
    return part


def ids(session: Session) -> dict[str, str]:
    now: Any = timelines.timeline(session.data)
    return {each.text: each.id for each in (*now.entries, *now.struck)}


def test_while_it_is_written_the_room_sees_how_many(meeting: Session) -> None:
    view = seen(meeting, "write", ids(meeting)["The pager rings"])
    assert (view.entries, view.later, view.in_talk, view.bands) == ((), 3, None, ())
    assert view.question == "What is missing, or happened differently?"


def test_before_the_first_entry_all_are_folded(meeting: Session) -> None:
    for entry_id in (None, "gone"):
        view = seen(meeting, "walk", entry_id)
        assert (view.entries, view.later, view.in_talk) == ((), 3, None)


def test_the_walk_shows_what_came_before_and_folds_what_comes_later(meeting: Session) -> None:
    view = seen(meeting, "walk", ids(meeting)["Customers see errors"])
    assert [(each.clock, each.day, each.text) for each in view.entries] == [
        ("14:00", "2026-03-02", "All was well"),
        ("14:31", "2026-03-02", "Customers see errors"),
    ]
    assert (view.later, view.in_talk) == (1, ids(meeting)["Customers see errors"])
    assert "pager" not in repr(view)


def test_the_bands_do_not_tell_when_it_ended(meeting: Session) -> None:
    """Neither a resolution nor the beginning of relief is known before the walk gets there."""
    meeting.timeline.set_incident(mitigated="2026-03-02T14:10:00Z", resolved="2026-03-02T14:30:00Z")
    view = seen(meeting, "walk", ids(meeting)["The pager rings"])
    assert [(each.starts, each.ends, each.open) for each in view.bands] == [
        ("2026-03-02T13:30:00Z", "2026-03-02T13:31:00Z", False),
        ("2026-03-02T13:31:00Z", "2026-03-02T13:45:00Z", True),
    ]
    assert seen(meeting, "walk", ids(meeting)["All was well"]).bands == ()
    assert "14:10" not in repr(view)
    assert "14:30" not in repr(view)


def test_corrections_are_marked_and_struck_entries_are_walked(meeting: Session) -> None:
    known = ids(meeting)
    meeting.timeline.edit(known["All was well"], text="All seemed well")
    meeting.timeline.delete(known["Customers see errors"])
    view = seen(meeting, "walk", known["The pager rings"])
    assert [(each.text, each.struck, [was.text for was in each.earlier]) for each in view.entries] == [
        ("All seemed well", False, ["All was well"]),
        ("Customers see errors", True, []),
        ("The pager rings", False, []),
    ]
    assert view.later == 0
