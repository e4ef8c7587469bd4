"""A vote that picks several at once, on the topics of a rating."""

import pytest

from facilitator import method_files, voting
from facilitator.opening import rehearse
from facilitator.session import Session


@pytest.fixture
def session() -> Session:
    """A running session whose vote picks three topics at most."""
    session = rehearse(method_files.load("outcome-review"))
    session.course.start()
    session.course.go("pick", "vote")
    return session


def closed(session: Session, counts: dict[str, int]) -> voting.Standing:
    """The standing once these votes are counted."""
    for topic, count in counts.items():
        session.votes.set_hands("pick", "vote", topic, count)
    session.votes.close("pick", "vote")
    return session.votes.standing("pick")


def test_candidates_are_the_topics_as_they_stand_now(session: Session) -> None:
    """A topic that the room dropped cannot be voted for."""
    before = [each.id for each in session.votes.candidates("pick")]
    session.ratings.drop_topic("elements", "calibration")
    assert [each.id for each in session.votes.candidates("pick")] == [
        each for each in before if each != "calibration"
    ]


@pytest.mark.parametrize(
    ("counts", "picked", "level"),
    [
        ({"trust": 5, "metrics": 4, "okrs": 3, "feedback": 1}, ["trust", "metrics", "okrs"], []),
        ({"trust": 5, "metrics": 5}, ["metrics", "trust"], []),
        ({"trust": 5, "metrics": 2, "okrs": 2, "feedback": 2}, ["trust"], ["okrs", "metrics", "feedback"]),
        ({"trust": 1, "metrics": 1, "okrs": 1, "feedback": 1}, [], ["okrs", "metrics", "feedback", "trust"]),
    ],
)
def test_only_what_is_clear_is_picked(
    session: Session, counts: dict[str, int], picked: list[str], level: list[str]
) -> None:
    """Nobody is picked by chance: those level for the last place are named, and the room talks."""
    now = closed(session, counts)
    assert sorted(now.picked) == sorted(picked)
    assert list(now.tied) == level
    assert now.winner is None
    assert now.open is None


def test_the_account_names_all_that_were_picked(session: Session) -> None:
    """Report and document read it from there."""
    closed(session, {"trust": 5, "metrics": 4})
    protocol = next(each for each in session.data.protocols if each.activity_id == "pick")
    assert [each["title"] for each in protocol.entries["picked"]] == ["Trust", "Metrics"]
