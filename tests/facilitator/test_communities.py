"""What keeps a community alive: what its page holds, what can be said on it, and the community as a whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.communities import CRITERIA, PURPOSES, STEPS, page_of
from facilitator.community_acts import CommunityActs
from facilitator.community_story import community_story, newest_of
from facilitator.errors import UserError
from facilitator.library import Library
from facilitator.opening import open_session

TODAY = date(2026, 3, 14)
NOW = "2026-03-14T12:00:00Z"


@pytest.fixture
def acts(library: Library) -> CommunityActs:
    """The page of a new community."""
    return CommunityActs(library, library.add_community("Guild").id)


def again(library: Library, acts: CommunityActs) -> Any:
    """Return the page as another program reads it."""
    return page_of(library.community_values(acts.community_id))


def fill(acts: CommunityActs) -> str:
    """Say something about everything; return the id of the event."""
    acts.set_purposes([PURPOSES[0].title, "Fewer nights awake", PURPOSES[0].title, " "])
    acts.set_sponsor(name="Ines Braun", gives="A room and two days a year")
    acts.set_leader(name="Dana", hours=4, coach="Eli")
    acts.set_boundary(decides="How we write alerts", asks="What we buy")
    acts.add_channel("Chat", "https://chat.example/guild")
    acts.add_topic("Why do alerts ring at night?")
    event = acts.add_event("Alerts that matter", event_format="brown_bag", starts="2026-03-20T11:00:00Z")
    acts.change_event(
        event, speaker="Goran", minutes=45, link="https://video.example/1", said="We agreed on three."
    )
    acts.set_step("goals", day="2026-01-10", done=True)
    acts.set_step("sponsors", day="2026-04-01")
    acts.set_criterion("together", TODAY, state="met")
    acts.set_criterion("time", TODAY, state="missing", note="Nobody has hours")
    acts.set_balance("givers", "few")
    acts.set_look_back("2026-06-01")
    return event


def test_everything_that_was_said_is_there_again(library: Library, acts: CommunityActs) -> None:
    fill(acts)
    page = again(library, acts)
    assert page == acts.page
    assert page.purposes == (PURPOSES[0].title, "Fewer nights awake")
    assert page.sponsor == ("Ines Braun", "A room and two days a year")
    assert page.leader == ("Dana", 4.0, "Eli")
    assert page.boundary == ("How we write alerts", "What we buy")
    assert [(each.name, each.link) for each in page.channels] == [("Chat", "https://chat.example/guild")]
    assert [each.text for each in page.backlog] == ["Why do alerts ring at night?"]
    (event,) = page.events
    assert event[1:] == (
        "Alerts that matter",
        "brown_bag",
        "Goran",
        "2026-03-20T11:00:00Z",
        45,
        "https://video.example/1",
        "We agreed on three.",
    )
    assert page.next_step is not None
    assert page.next_step.step.id == "sponsors"
    assert [(each.criterion.id, each.note) for each in page.gaps] == [("time", "Nobody has hours")]
    assert (page.checked, page.look_back, page.balance) == ("2026-03-14", "2026-06-01", {"givers": "few"})
    assert library.check() == []


def test_each_act_can_be_taken_back_and_done_again(library: Library, acts: CommunityActs) -> None:
    """All the way to an empty page, but for the day of the check and how often dates changed, and back."""
    fill(acts)
    whole = acts.page
    count = 0
    while acts.undo():
        count += 1
    assert count == 14
    assert not {
        key for key in library.community_values(acts.community_id) if key not in ("checked", "revisions")
    }
    while acts.redo():
        count -= 1
    whole = replace(whole, revisions=acts.page.revisions)
    assert (count, acts.page) == (0, whole)
    assert again(library, acts) == whole
    assert not acts.redo()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda acts: acts.set_leader(name="Dana and Eli", hours=None, coach=""), "one leader"),
        (lambda acts: acts.set_leader(name="Dana, Eli", hours=None, coach=""), "one leader"),
        (lambda acts: acts.set_leader(name="Dana", hours=99, coach=""), "from 0 to 60"),
        (lambda acts: acts.add_topic("  "), "at least one character"),
        (lambda acts: acts.add_topic("x" * 2_001), "2,000 characters at most"),
        (lambda acts: acts.add_channel("Chat", "not a link"), "no blanks"),
        (lambda acts: acts.add_event("Talk", starts="tomorrow"), "This is no time"),
        (lambda acts: acts.add_event("Talk", starts="9999-12-31T23:59:00Z"), "This is no time"),
        (lambda acts: acts.change_event("gone", title="x"), "not there any more"),
        (lambda acts: acts.set_look_back("soon"), "2026-03-14"),
        (lambda acts: acts.set_step("goals", day="31 March"), "2026-03-14"),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_sentence(
    library: Library, acts: CommunityActs, act: Callable[[CommunityActs], object], words: str
) -> None:
    fill(acts)
    before = library.community_values(acts.community_id)
    with pytest.raises(UserError, match=words):
        act(acts)
    assert library.community_values(acts.community_id) == before


def test_the_length_of_an_event_and_a_full_list_are_checked(acts: CommunityActs, monkeypatch: Any) -> None:
    event = fill(acts)
    with pytest.raises(UserError, match="24 hours"):
        acts.change_event(event, minutes=0)
    monkeypatch.setattr("facilitator.community_acts.MOST", 1)
    with pytest.raises(UserError, match="takes 1 entries"):
        acts.add_topic("Another")


def test_topics_are_sorted_and_ticked_off(acts: CommunityActs) -> None:
    for text in ("One", "Two", "Three"):
        acts.add_topic(text)
    last = acts.page.backlog[2].id
    acts.move_topic(last, -1)
    acts.move_topic(last, -1)
    acts.move_topic(last, -1)
    acts.change_topic(last, done=True)
    acts.change_topic(acts.page.backlog[1].id, text="First")
    assert [(each.text, each.done) for each in acts.page.backlog] == [
        ("Three", True),
        ("First", False),
        ("Two", False),
    ]
    acts.delete("backlog", last)
    assert [each.text for each in acts.page.backlog] == ["First", "Two"]


def test_events_are_coming_or_past(acts: CommunityActs) -> None:
    for title, starts in (
        ("Last week", "2026-03-07T11:00:00Z"),
        ("Some day", ""),
        ("Next week", "2026-03-21T11:00:00Z"),
        ("Long ago", "2025-03-07T11:00:00Z"),
        ("Tomorrow", "2026-03-15T11:00:00Z"),
    ):
        acts.add_event(title, starts=starts)
    assert [each.title for each in acts.page.coming(NOW)] == ["Tomorrow", "Next week", "Some day"]
    assert [each.title for each in acts.page.past(NOW)] == ["Last week", "Long ago"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "purposes",
    "sponsor",
    "leader",
    "boundary",
    "channels",
    "backlog",
    "events",
    "path",
    "criteria",
    "balance",
]


@given(st.dictionaries(st.sampled_from([*KEYS, "checked", "look_back"]), JSON))
def test_a_page_of_any_shape_can_be_read(values: dict[str, Any]) -> None:
    """What another program left there counts as not said, and every step and criterion is there."""
    page = page_of(values)
    assert [each.step for each in page.path] == list(STEPS)
    assert [each.criterion for each in page.criteria] == list(CRITERIA)


def test_a_community_is_told_from_its_sessions(library: Library, acts: CommunityActs) -> None:
    """Sessions in the order of their runs, the newest canvas with words on it, the newest rating, what is open."""
    community = acts.community_id

    def begun(method: str, title: str, **more: Any) -> Any:
        made = begin_session(
            library, method_files.load(method), Beginning(title, community_id=community, **more)
        )
        session = open_session(library, made)
        session.course.start()
        session.keep_place()
        return session

    def newest() -> tuple[str | None, tuple[str, ...]]:
        found = newest_of(
            community_story(library, community), library.community_traces(community), library.load
        )
        canvas = found.canvas.data.session.id if found.canvas is not None else None
        return canvas, tuple(each.data.session.id for each in found.rated)

    first = begun("cop-bootstrap", "Kick-off")
    first.outcomes.write("vision", "Nights are quiet")
    begun("cop-bootstrap", "Never filled in")
    check = begun("cop-health-check", "Spring")
    check.scores.set_hands("health", "colour", "fun", 1, 3)
    item = check.actions.add("A picnic", due="2026-04-01")
    planned = begin_session(
        library, method_files.load("force-field"), Beginning("Planned", community_id=community)
    )
    elsewhere = begin_session(library, method_files.load("force-field"), Beginning("Another"))
    story = community_story(library, community)
    assert [each.title for each in story.sessions] == ["Kick-off", "Never filled in", "Spring", "Planned"]
    assert elsewhere not in {each.id for each in story.sessions}
    assert story.newest is not None
    assert story.newest.id == planned
    assert story.held is not None
    assert story.held.id == check.id
    assert story.planned("2026-01-01T00:00:00Z") is None, "nobody said when"
    assert newest() == (first.id, ())
    check.scores.reveal("health", "colour", "fun")
    check.ratings.agree("health", "fun", values={"colour": 1})
    assert newest() == (first.id, (check.id,))
    begun("cop-health-check", "Summer, just begun")
    assert newest() == (first.id, (check.id,)), "until something is agreed on, the run before is the newest"
    story = community_story(library, community)
    assert [each.action.id for each in story.actions] == [item.id]
    library.bin(check.id)
    assert newest() == (first.id, ())
    assert community_story(library, community).actions == ()
    with pytest.raises(UserError, match="not in the library any more"):
        community_story(library, "gone")


def test_only_sessions_that_matter_are_read_as_a_whole(library: Library, acts: CommunityActs) -> None:
    """Of many sessions those with the newest canvas and ratings; what lists show reads none."""
    community = acts.community_id
    for number in range(6):
        made = begin_session(
            library, method_files.load("cop-bootstrap"), Beginning(f"{number}", community_id=community)
        )
        session = open_session(library, made)
        session.course.start()
        session.keep_place()
        if number in (1, 3):
            session.outcomes.write("vision", "Nights are quiet")
    read: list[str] = []

    def load(session_id: str) -> Any:
        read.append(session_id)
        return library.load(session_id)

    found = newest_of(community_story(library, community), library.community_traces(community), load)
    assert found.canvas is not None
    assert found.canvas.data.session.title == "3"
    assert read == [found.canvas.data.session.id]
