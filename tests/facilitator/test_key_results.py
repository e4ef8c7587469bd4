"""Objectives with key results: put together from what forms mean, asked about, and looked back at."""

from pathlib import Path

import pytest

from facilitator import key_results, method_files
from facilitator.following import follow
from facilitator.key_results import KeyResult
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.result_words import Asks, asks_about
from facilitator.session import Session

METHOD = "outcome-review"


@pytest.fixture
def session() -> Session:
    """A running session of the outcome review, nothing written yet."""
    session = rehearse(method_files.load(METHOD), "Checkout")
    session.course.start()
    return session


def written(session: Session) -> None:
    """One outcome with one key result."""
    session.forms.set_field("first", "objective", "Shops tell us early")
    session.forms.add_row(
        "first",
        "results",
        {"result": "Days to a change", "baseline": "41", "target": "14", "by": "2026-09-30"},
    )


def test_the_canvas_has_what_the_forms_mean(session: Session) -> None:
    """Customer, objective, key result and look back come from four forms."""
    session.forms.set_field("customer", "customer", "Small shops")
    written(session)
    session.forms.set_field("loop", "look_back", "2026-10-02")
    found = key_results.canvas_of(session.data)
    assert (found.customer, found.look_back) == ("Small shops", "2026-10-02")
    assert found.outcomes[0].objective == "Shops tell us early"
    assert found.outcomes[0].results == (KeyResult("Days to a change", "41", "14", "2026-09-30"),)
    assert [each.empty for each in found.outcomes] == [False, True, True]


def test_topics_picked_by_vote_stand_in_the_forms(session: Session) -> None:
    """The one with most dots is the first outcome, and nobody types it again; what somebody typed stays."""
    session.forms.set_field("second", "pick", "Our own")
    session.course.go("pick", "vote")
    for topic, count in (("trust", 3), ("feedback", 5), ("metrics", 2)):
        session.votes.set_hands("pick", "vote", topic, count)
    session.votes.close("pick", "vote")
    for activity in ("first", "second", "third"):
        session.course.go(activity, "fill")
    picks = [each.pick for each in key_results.canvas_of(session.data).outcomes]
    assert picks == ["Customer feedback", "Our own", "Metrics"]
    assert key_results.canvas_of(session.data).is_picked("trust")
    assert not key_results.canvas_of(session.data).is_picked("Autonomy")


@pytest.mark.parametrize(
    ("result", "asked"),
    [
        (KeyResult("Velocity of the team", "30", "40 points", "2026-09-30"), ("velocity",)),
        (KeyResult("Pull requests merged", "30", "40", "2026-09-30"), ("velocity",)),
        (KeyResult("Shops that come back", "1 in 5", "many more", "2026-09-30"), ("no_figure",)),
        (KeyResult("Shops that come back", "1 in 5", "all", "2026-09-30"), ()),
        (KeyResult("Shops that come back", "", "4 in 5", ""), ("no_baseline", "no_date")),
        (KeyResult("Releases linked to an outcome", "1 in 5", "4 in 5", "2026-09-30"), ()),
        (KeyResult(""), ()),
    ],
)
def test_what_is_asked_about_a_key_result(result: KeyResult, asked: tuple[Asks, ...]) -> None:
    """A figure says when it is reached, and a figure of effort is none of impact; whatever is fine is left alone."""
    assert asks_about(result) == asked


def test_a_session_that_follows_looks_back_at_each_key_result(tmp_path: Path) -> None:
    """Then stands there, now is to be filled in; the outcomes themselves begin anew, the customer stays."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        first = open_session(library, new_session(library, method_files.load(METHOD), "Checkout"))
        assert next(each for each in first.data.agenda if each.activity_id == "look-back").skipped
        first.forms.set_field("customer", "customer", "Small shops")
        written(first)
        later = open_session(library, follow(library, first.data.session.id))
    found = key_results.canvas_of(later.data)
    assert found.looked_back == (KeyResult("Days to a change", "41", "14", "2026-09-30"),)
    assert found.customer == "Small shops"
    assert all(each.empty for each in found.outcomes)
    assert not next(each for each in later.data.agenda if each.activity_id == "look-back").skipped
