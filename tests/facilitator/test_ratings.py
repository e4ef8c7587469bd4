"""Ratings: topics that can be changed, votes nobody sees too early, what is agreed, and what the next run knows."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from facilitator import audience, method_files, ratings
from facilitator.activities.rating import RatingView
from facilitator.document import from_document, to_document
from facilitator.errors import UserError
from facilitator.method import Method
from facilitator.model import TABLE_OF
from facilitator.opening import rehearse
from facilitator.ratings import Agreed, Rating
from facilitator.session import Session
from facilitator.state import SessionData, find_activity

HEALTH = "health"
STAMP = "2026-03-12T11:00:00Z"
TWO_SCALES = """
[[activities.settings.scales]]
id = "often"
title = "How often"
scale = "1-5"
words = { 1 = "never", 5 = "always" }

[[activities.settings.scales]]
id = "matters"
scale = "high-medium-low"

"""


def checking(method: Method | None = None) -> Session:
    """A health check at its votes."""
    session = rehearse(method or method_files.load("cop-health-check"), "Guild")
    session.course.start()
    session.course.go(HEALTH, "rate")
    return session


def two_scales() -> Method:
    """The health check with two scales of numbers instead of colours."""
    text = resources.read_text("methods/cop-health-check.toml")
    first, last = text.index("[[activities.settings.scales]]"), text.index("[[activities.settings.items]]")
    return method_files.parse(text[:first] + TWO_SCALES + text[last:], "cop-health-check.toml")


def vote(session: Session, topic: str, *hands: int, scale: str = "colour") -> None:
    """Count hands for a topic, those for the lowest score first."""
    for value, count in enumerate(hands, start=1):
        session.scores.set_hands(HEALTH, scale, topic, value, count)


def found(session: Session) -> Rating:
    """The rating as the room knows it."""
    return ratings.rating(session.data, find_activity(session.data.method, HEALTH))


def seen(session: Session) -> RatingView:
    """What the room sees of it."""
    part = audience.view(session).part
    assert isinstance(part, RatingView)
    return part


def numbers_in(value: Any) -> set[float]:
    """Every number anywhere inside a value, settings of the scales left out."""
    if isinstance(value, bool) or value is None or isinstance(value, ratings.RatingScale):
        return set()
    if isinstance(value, int | float):
        return {value}
    if is_dataclass(value):
        return set().union(*(numbers_in(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, Mapping):
        return set().union(*map(numbers_in, value.values()), *map(numbers_in, value.keys()))
    if isinstance(value, list | tuple | set | frozenset):
        return set().union(*map(numbers_in, value))
    return set()


def read_again(session: Session, **options: Any) -> SessionData:
    """The session after a journey as a document."""
    document = json.loads(json.dumps(to_document(session.data, session.place, STAMP, **options)))
    parsed = from_document(document)
    tables: dict[str, dict[str, Any]] = {name: {} for name in session.data.tables}
    for row in parsed.rows:
        tables[TABLE_OF[type(row)]][row.id] = row
    return SessionData(session.data.method, tables)


# The figures


def test_figures_worked_out_by_hand() -> None:
    """Counted hands become scores: 2 red, 3 amber, 5 green of ten; the median is amber and a half."""
    session = checking()
    vote(session, "help", 2, 3, 5)
    session.scores.reveal(HEALTH, "colour", "help")
    figures = found(session).find("help")
    assert figures is not None
    tally = figures.tallies["colour"]
    assert tally.scores == (1, 1, 2, 2, 2, 3, 3, 3, 3, 3)
    assert (tally.median, tally.low, tally.high, tally.voters, tally.spread) == (2.5, 1, 3, 10, 2)
    assert [tally.count(value) for value in (1, 2, 3)] == [2, 3, 5]
    assert found(session).voters == 10


def test_topics_to_talk_about_are_the_three_that_differ_most() -> None:
    """Red and green on one topic is a spread of two; ties go by the quartile range, then the higher median."""
    session = checking()
    hands = {
        "learning": (0, 5, 5),  # spread 1: never
        "help": (1, 8, 1),  # spread 2, quartile range 0
        "safety": (5, 0, 5),  # spread 2, quartile range 2
        "sharing": (3, 1, 6),  # 1112333333: quartiles 1 and 3, range 2, median 3
        "fun": (6, 1, 3),  # range 2, median 1
    }
    for topic, counted in hands.items():
        vote(session, topic, *counted)
        session.scores.reveal(HEALTH, "colour", topic)
    assert {each.topic.id for each in found(session).topics if each.differs} == {"safety", "sharing", "fun"}


def test_one_voter_is_enough() -> None:
    """A single vote is shown as it is: its own median, no spread."""
    session = checking()
    vote(session, "fun", 0, 0, 1)
    session.scores.reveal(HEALTH, "colour", "fun")
    figures = found(session).find("fun")
    assert figures is not None
    assert (figures.tallies["colour"].median, figures.tallies["colour"].spread) == (3.0, 0)
    assert not figures.differs


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3).filter(any))
def test_what_was_counted_is_what_is_shown(hands: list[int]) -> None:
    """However the room votes: the numbers on the screen are the numbers that were counted, colour by colour."""
    session = checking()
    vote(session, "learning", *hands)
    session.scores.reveal(HEALTH, "colour", "learning")
    assert seen(session).counts == {"colour": tuple(hands)}
    entry = ratings.run_entry(ratings.run_now(found(session), session.id, "Guild", "2026-03-12"))
    assert entry["topics"]["learning"]["counts"]["colour"] == {
        str(value): count for value, count in enumerate(hands, start=1)
    }


def test_there_is_no_figure_over_several_topics() -> None:
    """A health check never ranks: nothing of a rating adds topics up or takes their mean."""
    names = {each.name for each in fields(Rating)} | {
        name for name in dir(Rating) if not name.startswith("_")
    }
    assert not {
        name for name in names if any(word in name for word in ("total", "mean", "average", "overall", "sum"))
    }


# What the room sees


def test_no_vote_is_seen_before_it_is_shown() -> None:
    """However deep one looks: no count, no agreed colour, no earlier run in what the room gets while it votes."""
    session = checking()
    session.values.set(HEALTH, "runs", [earlier_run("learning", 17, 1)])
    vote(session, "learning", 23, 29, 31)
    before = seen(session)
    assert (before.number, before.count) == (1, 11)
    assert numbers_in(before) == {0, 1, 11}
    assert (before.counts, before.agreed, before.was, before.runs, before.overview) == (
        None,
        None,
        None,
        (),
        (),
    )
    for phase in ("topics", "picture", "plan"):
        session.course.go(HEALTH, phase)
        assert not numbers_in(seen(session)) & {23, 29, 31}
    session.course.go(HEALTH, "rate")
    session.scores.reveal(HEALTH, "colour", "learning")
    session.ratings.agree(HEALTH, "learning", values={"colour": 2}, trend="better", why="More clinics")
    after = seen(session)
    assert after.counts == {"colour": (23, 29, 31)}
    assert after.agreed == Agreed({"colour": 2}, "better", "More clinics")
    assert (after.was, after.was_date) == (Agreed({"colour": 1}), "2025-11-06")


def test_covered_again_nothing_is_seen() -> None:
    """Votes shown by mistake and covered again are gone from the room, what was agreed on them too."""
    session = checking()
    vote(session, "learning", 5, 6, 7)
    session.scores.reveal(HEALTH, "colour", "learning")
    session.ratings.agree(HEALTH, "learning", values={"colour": 2})
    session.scores.cover(HEALTH, "colour", "learning")
    assert (seen(session).counts, seen(session).agreed) == (None, None)
    figures = found(session).find("learning")
    assert figures is not None
    assert figures.agreed is None


def test_the_room_goes_from_topic_to_topic() -> None:
    """The number counts the topics that are rated; when the present one is dropped the room is at the first."""
    session = checking()
    session.ratings.drop_topic(HEALTH, "help")
    session.ratings.go_to(HEALTH, "safety")
    assert (seen(session).number, seen(session).count) == (2, 10)
    session.ratings.drop_topic(HEALTH, "safety")
    here = seen(session).topic
    assert here is not None
    assert (here.title, seen(session).number) == ("Learning and growth", 1)
    with pytest.raises(UserError, match="not there any more"):
        session.ratings.go_to(HEALTH, "nothing")


def test_the_picture_and_the_plan() -> None:
    """In the picture the room sees all topics with what was shown; in the plan who does what by when."""
    session = checking()
    vote(session, "fun", 1, 2, 3)
    session.scores.reveal(HEALTH, "colour", "fun")
    item = session.ratings.plan(HEALTH, "fun", "A picnic", owner="Jim", due="2026-06-01")
    assert item.topic == "Fun"
    session.course.go(HEALTH, "picture")
    shown = [each.topic.id for each in seen(session).overview if each.shown]
    assert (len(seen(session).overview), shown, seen(session).plan) == (11, ["fun"], ())
    session.course.go(HEALTH, "plan")
    assert [(each.topic, each.text, each.owner, each.due) for each in seen(session).plan] == [
        ("Fun", "A picnic", "Jim", "2026-06-01")
    ]
    session.actions.delete(item.id)
    assert seen(session).plan == ()


# Topics


def test_topics_are_added_dropped_reworded_and_moved() -> None:
    """A community makes the topics its own; what was dropped keeps its place and its words, undo takes all back."""
    session = checking()
    added = session.ratings.add_topic(
        HEALTH, "  Remote\nvoices ", icon="speech", high="All are heard", low="Nobody is"
    )
    assert (added.title, added.high, added.middle) == ("Remote voices", "All are heard", "")
    session.ratings.move_topic(HEALTH, added.id, 0)
    session.ratings.reword_topic(HEALTH, "fun", title="Joy", middle="It is fine")
    session.ratings.drop_topic(HEALTH, "decide")
    activity = find_activity(session.data.method, HEALTH)
    rated = ratings.topics(session.data, activity)
    assert [each.title for each in rated][:2] == ["Remote voices", "Learning and growth"]
    assert "decide" not in {each.id for each in rated}
    joy = next(each for each in rated if each.id == "fun")
    assert (joy.title, joy.middle, joy.low) == (
        "Joy",
        "It is fine",
        "It is dull, and I would rather be elsewhere",
    )
    session.ratings.take_topic_back(HEALTH, "decide")
    assert [each.id for each in ratings.topics(session.data, activity)][-2:] == ["decide", "motivation"]
    for _ in range(5):
        session.undo()
    assert [each.id for each in ratings.topics(session.data, activity)] == [
        each["id"] for each in activity.settings["items"]
    ]


@given(st.data())
def test_a_moved_topic_stands_where_it_was_put(data: st.DataObject) -> None:
    """Whatever was dropped: among what is left it has the place it was given, and the others their order."""
    session = checking()
    everything = [each.topic.id for each in found(session).topics]
    for dropped in data.draw(st.lists(st.sampled_from(everything), max_size=8, unique=True)):
        session.ratings.drop_topic(HEALTH, dropped)
    before = [each.topic.id for each in found(session).topics]
    topic = data.draw(st.sampled_from(before))
    index = data.draw(st.integers(-1, len(before) + 1))
    session.ratings.move_topic(HEALTH, topic, index)
    after = [each.topic.id for each in found(session).topics]
    assert after.index(topic) == min(max(index, 0), len(before) - 1)
    assert [each for each in after if each != topic] == [each for each in before if each != topic]


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_a_topic_needs_a_title(title: str) -> None:
    """Without text there is nothing to vote on; nothing is lost by trying."""
    session = checking()
    for attempt in (
        lambda: session.ratings.add_topic(HEALTH, title),
        lambda: session.ratings.reword_topic(HEALTH, "fun", title=title),
    ):
        with pytest.raises(UserError, match="A topic needs at least one character"):
            attempt()
    assert len(found(session).topics) == 11
    assert session.undo_act != "ratings.add_topic"


def test_too_many_topics_and_too_long_words_are_told() -> None:
    """Sixty topics do not fit an hour or a page: at forty the answer is one sentence, and dropped ones do not count."""
    session = checking()
    for number in range(29):
        session.ratings.add_topic(HEALTH, f"Topic {number}")
    with pytest.raises(UserError, match=r"40 topics at most\. Drop one first"):
        session.ratings.add_topic(HEALTH, "One too many")
    session.ratings.drop_topic(HEALTH, "fun")
    session.ratings.add_topic(HEALTH, "One more")
    with pytest.raises(UserError, match="40 topics at most"):
        session.ratings.take_topic_back(HEALTH, "fun")
    with pytest.raises(UserError, match="title can have 80 characters at most, this has 81"):
        session.ratings.reword_topic(HEALTH, "learning", title="x" * 81)
    with pytest.raises(UserError, match="300 characters at most"):
        session.ratings.reword_topic(HEALTH, "learning", low="x" * 301)


# Agreeing


def test_nothing_is_agreed_on_votes_nobody_has_seen() -> None:
    """No votes, votes not shown, a score off the scale, a scale or a trend that is not there: one sentence each."""
    session = checking()
    with pytest.raises(UserError, match="No score is in yet"):
        session.scores.reveal(HEALTH, "colour", "fun")
    vote(session, "fun", 0, 0, 4)
    with pytest.raises(UserError, match="Show the votes on this topic first"):
        session.ratings.agree(HEALTH, "fun", values={"colour": 3})
    session.scores.reveal(HEALTH, "colour", "fun")
    for wrong, told in (
        ({"values": {"colour": 4}}, "from 1 to 3, not 4"),
        ({"values": {"weather": 1}}, "not rated on that scale"),
        ({"trend": "sideways"}, "better, same or worse"),
        ({"why": "x" * 501}, "500 characters at most"),
    ):
        with pytest.raises(UserError, match=told):
            session.ratings.agree(HEALTH, "fun", **wrong)
    with pytest.raises(UserError, match="not there any more"):
        session.ratings.agree(HEALTH, "nothing", why="?")
    assert found(session).find("fun").agreed is None  # type: ignore[union-attr]


def test_what_is_agreed_can_be_changed_part_by_part() -> None:
    """Colour, trend and reason come one after the other as the room gets to them, and each can be taken away."""
    session = checking()
    vote(session, "fun", 0, 2, 4)
    session.scores.reveal(HEALTH, "colour", "fun")
    session.ratings.agree(HEALTH, "fun", values={"colour": 3})
    session.ratings.agree(HEALTH, "fun", trend="same")
    session.ratings.agree(HEALTH, "fun", why="The demo\nhour")
    figures = found(session).find("fun")
    assert figures is not None
    assert figures.agreed == Agreed({"colour": 3}, "same", "The demo hour")
    session.ratings.agree(HEALTH, "fun", trend="", why="")
    session.ratings.agree(HEALTH, "fun", values={"colour": None})
    assert session.data.value(HEALTH, "agreed") is None


def test_two_scales_are_kept_apart() -> None:
    """Numbers with words beside a second scale: votes, what is shown and what is agreed do not mix."""
    session = checking(two_scales())
    vote(session, "fun", 1, 0, 0, 2, 3, scale="often")
    vote(session, "fun", 0, 0, 6, scale="matters")
    session.scores.reveal(HEALTH, "often", "fun")
    session.ratings.go_to(HEALTH, "fun")
    assert seen(session).counts == {"often": (1, 0, 0, 2, 3)}
    session.scores.reveal(HEALTH, "matters", "fun")
    assert seen(session).counts == {"often": (1, 0, 0, 2, 3), "matters": (0, 0, 6)}
    session.ratings.agree(HEALTH, "fun", values={"often": 4, "matters": 3})
    often, matters = found(session).scales
    assert [often.word(1), often.word(4), matters.word(3)] == ["never", "4", "High"]


# Documents


def earlier_run(topic: str, green: int, agreed: int) -> dict[str, Any]:
    """A run as a session keeps it."""
    return {
        "session": "earlier",
        "title": "Autumn",
        "date": "2025-11-06",
        "topics": {topic: {"title": "T", "counts": {"colour": {"3": green}}, "values": {"colour": agreed}}},
    }


@pytest.mark.parametrize("with_ballots", [False, True])
@pytest.mark.parametrize("entry", ["hands", "sheets"])
def test_a_rating_travels_as_a_document(entry: str, with_ballots: bool) -> None:
    """Topics, votes, what was agreed, the plan and earlier runs are the same after export and import."""
    session = checking()
    session.values.set(HEALTH, "runs", [earlier_run("learning", 4, 3)])
    session.ratings.reword_topic(HEALTH, "fun", title="Joy")
    session.ratings.drop_topic(HEALTH, "decide")
    if entry == "sheets":
        session.scores.set_entry(HEALTH, "sheets")
        for sheet, value in enumerate((1, 3, 3, 2), start=1):
            session.scores.set(HEALTH, "colour", sheet, "learning", value)
    else:
        vote(session, "learning", 1, 1, 2)
    session.scores.reveal(HEALTH, "colour", "learning")
    session.ratings.agree(HEALTH, "learning", values={"colour": 2}, trend="worse", why="Why not")
    session.ratings.plan(HEALTH, "learning", "Read together", owner="Ann", due="2026-05-01")
    after = read_again(session, with_ballots=with_ballots)
    assert ratings.rating(after, find_activity(after.method, HEALTH)) == found(session)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("items", [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}], "a second time"),
        ("items", [{"id": "a", "title": " "}], "must not be empty"),
        ("items", [{"id": "a", "title": "A", "dropped": "no"}], "true or false"),
        ("items", {"a": 1}, "must be a list"),
        ("agreed", {"fun": {"values": {"colour": "red"}}}, "a whole number"),
        ("agreed", {"fun": {"trend": "sideways"}}, "better, same, worse"),
        ("agreed", {"fun": {"why": 4}}, "a text"),
        ("runs", [{"session": "s", "title": "t", "topics": {}}], "date"),
        ("runs", [{**earlier_run("fun", 1, 1), "date": "autumn"}], "a time"),
        (
            "runs",
            [{**earlier_run("fun", 1, 1), "topics": {"fun": {"title": "T", "counts": {"c": {"x": 1}}}}}],
            "whole",
        ),
        ("plan", {"x": {"topic": 4}}, "a text"),
        ("current", 4, "a text"),
        ("earlier", {"session": "s", "title": "t", "date": "2025-01-01"}, "actions"),
        ("earlier", {"session": "s", "title": "t", "date": "2025-01-01", "actions": [{"id": "a"}]}, "text"),
        ("about", {"session": "s", "title": "t", "item": "i"}, "activity"),
    ],
)
def test_a_document_with_another_shape_is_refused(key: str, value: Any, told: str) -> None:
    """Windows and pages rely on these values, so a stranger's document is checked at the door, with the place."""
    session = checking()
    session.values.set(HEALTH, key, value)
    with pytest.raises(UserError) as caught:
        read_again(session)
    assert "activity_values[" in str(caught.value)
    assert told in str(caught.value)


def test_scores_off_the_scale_in_a_strangers_document_are_left_out() -> None:
    """A document may say 9 on a scale of three colours; nothing is drawn of it, and nothing breaks."""
    session = checking()
    vote(session, "fun", 0, 0, 3)
    session.scores.reveal(HEALTH, "colour", "fun")
    session.values.set(HEALTH, "agreed", {"fun": {"values": {"colour": 9, "weather": 1}}})
    session.values.set(HEALTH, "runs", [earlier_run("fun", 2, 8)])
    after = read_again(session)
    figures = ratings.rating(after, find_activity(after.method, HEALTH)).find("fun")
    assert figures is not None
    assert (figures.agreed, figures.was) == (Agreed(), None)
