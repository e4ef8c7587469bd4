"""Every method that looks back at promises does so when it is run again, and the windows offer it."""

import pytest

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.earlier import earlier_actions
from facilitator.library import Library
from facilitator.method import Method
from facilitator.opening import open_session

METHODS = {each.id: each for each in method_files.available()}
REVIEWING = [
    each.id
    for each in METHODS.values()
    if any(activity.kind == "actions" and activity.phase("review") for activity in each.activities)
]


def begun(library: Library, method: Method, **more: object) -> str:
    """Add a session of the community and return its id."""
    return begin_session(library, method, Beginning("A session", **more))  # type: ignore[arg-type]


def test_every_method_that_is_run_again_looks_back() -> None:
    """All but founding a community, which is done once, and the postmortem, which has an incident of its own."""
    assert set(METHODS) - set(REVIEWING) == {"cop-bootstrap", "postmortem"}


SHORT = [each.id for each in METHODS.values() if each.family == "Short formats"]


@pytest.mark.parametrize("method_id", SHORT)
def test_a_short_format_is_as_long_as_it_says_and_the_look_back_comes_on_top(
    library: Library, method_id: str
) -> None:
    """The first run leaves the promises out; in one that follows they come first and take a few minutes more."""
    method = METHODS[method_id]
    look_back = method.activities[0]
    first = open_session(library, begun(library, method))
    assert first.data.session.minutes == method.minutes
    assert [each.activity_id for each in first.data.agenda if each.skipped] == [look_back.id]
    first.course.start()
    first.keep_place()
    second = open_session(library, begun(library, method, follows_id=first.id))
    assert second.data.session.minutes == method.minutes + look_back.minutes
    assert not any(each.skipped for each in second.data.agenda)
    assert look_back.minutes <= method.minutes / 8


@pytest.mark.parametrize("method_id", REVIEWING)
def test_the_first_session_of_another_method_looks_at_what_is_open_too(
    library: Library, method_id: str
) -> None:
    """Only the promises come along; the next run of the earlier method has them again, each open in one place."""
    community = library.add_community("Guild").id
    other = "cop-health-check" if method_id != "cop-health-check" else "force-field"
    first = open_session(library, begun(library, METHODS[other], community_id=community))
    item = first.actions.add("Ask the night shift", due="2026-04-01")
    assert library.newest_with_open(community) is None, "it has not begun"
    first.course.start()
    first.keep_place()
    found = library.newest_with_open(community)
    assert found is not None
    assert found.id == first.id
    second = open_session(
        library, begun(library, METHODS[method_id], community_id=community, follows_id=first.id)
    )
    assert second.data.method.id == method_id
    assert [(each.action_id, each.own) for each in earlier_actions(second.data)] == [(item.id, True)]
    assert second.data.value("", "about") is None
    second.course.start()
    second.keep_place()
    third = open_session(library, begun(library, METHODS[other], community_id=community, follows_id=first.id))
    assert [each.action_id for each in earlier_actions(third.data)] == [item.id]
    assert [each.action.session_id for each in library.open_actions()] == [third.id]
    assert library.check() == []


@pytest.mark.parametrize("method_id", REVIEWING)
def test_the_next_session_of_a_community_begins_with_what_is_open(library: Library, method_id: str) -> None:
    """Its earlier run is found by community and method; the open promise has moved and is looked at first."""
    method = METHODS[method_id]
    community = library.add_community("Guild").id
    first = open_session(library, begun(library, method, community_id=community))
    item = first.actions.add("Ask the night shift", owner="Ines")
    first.course.start()
    first.keep_place()
    found = library.newest_run(method_id, community)
    assert found is not None
    assert found.id == first.id
    second = open_session(library, begun(library, method, community_id=community, follows_id=found.id))
    assert [(each.action_id, each.own) for each in earlier_actions(second.data)] == [(item.id, True)]
    kinds = [(each.kind, each.phase("review") is not None) for each in second.data.method.activities]
    look_back = kinds.index(("actions", True))
    assert not {kind for kind, _ in kinds[:look_back]} - {"briefing", "check_in"}, "promises come first"
    assert [each.action.session_id for each in library.open_actions()] == [second.id]
    assert library.check() == []
