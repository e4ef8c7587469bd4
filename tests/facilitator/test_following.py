"""Running a method again: what comes along, what stays, and that no promise is lost or open twice."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator import audience, forces, method_files, ratings
from facilitator.activities.actions import ActionsView
from facilitator.beginning import Beginning, begin_session
from facilitator.document import from_document, to_document
from facilitator.earlier import EarlierAction, earlier_actions, earlier_session
from facilitator.errors import EnvironmentFault, UserError
from facilitator.findings import Finding, factor_finding
from facilitator.following import follow, force_field_on, topic_force_field
from facilitator.importing import import_session
from facilitator.library import Library, sessions
from facilitator.opening import open_session, planned_length, rehearse
from facilitator.session import Session
from facilitator.state import find_activity
from facilitator.whereabouts import place_of

HEALTH = "health"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library, sound in the end."""
    with Library.create_or_open(tmp_path / "library.db") as opened:
        yield opened
        assert opened.check() == []


def begun(library: Library, method: str = "cop-health-check", **more: Any) -> Session:
    """A session of a method that has begun."""
    session_id = begin_session(library, method_files.load(method), Beginning("Spring", **more))
    session = open_session(library, session_id)
    session.course.start()
    return session


def rated(
    session: Session, topic: str, hands: tuple[int, int, int], agreed: int, trend: str | None = None
) -> None:
    """Vote on a topic and agree on it."""
    for value, count in enumerate(hands, start=1):
        session.scores.set_hands(HEALTH, "colour", topic, value, count)
    session.scores.reveal(HEALTH, "colour", topic)
    session.ratings.agree(HEALTH, topic, values={"colour": agreed}, trend=trend, why=f"Why {topic}")


def next_one(library: Library, session: Session, **more: Any) -> Session:
    """The session that follows, open."""
    return open_session(library, follow(library, session.id, **more))


def by_text(session: Session) -> dict[str, EarlierAction]:
    """What was promised before, by its text."""
    return {each.text: each for each in earlier_actions(session.data)}


def test_a_health_check_takes_its_topics_and_what_it_found_along(library: Library) -> None:
    """Own topics, dropped ones, how votes come in and all runs so far are there; votes and agreements begin anew."""
    community = library.add_community("Guild")
    first = begun(library, people=12, community_id=community.id)
    first.ratings.reword_topic(HEALTH, "fun", title="Joy")
    first.ratings.drop_topic(HEALTH, "decide")
    first.scores.set_entry(HEALTH, "hands")
    rated(first, "fun", (1, 4, 7), 3)
    second = next_one(library, first, title="Summer")
    rated(second, "fun", (2, 4, 6), 2, "worse")
    third = next_one(library, second)
    row = third.data.session
    assert (row.title, row.head_count, row.community_id) == ("Summer", 12, community.id)
    assert (row.follows_id, row.method_id, third.place.mode) == (second.id, "cop-health-check", "prepare")
    now = ratings.ratings_of(third.data)[0]
    joy = now.find("fun")
    assert joy is not None
    assert (joy.topic.title, joy.was, joy.agreed, joy.shown) == (
        "Joy",
        ratings.Agreed({"colour": 2}, "worse", "Why fun"),
        None,
        False,
    )
    assert now.find("decide") is None
    assert [(run.session_id, run.title) for run in now.runs] == [(first.id, "Spring"), (second.id, "Summer")]
    assert [found.counts["colour"] for _, found in ratings.history(now, "fun")] == [
        {1: 1, 2: 4, 3: 7},
        {1: 2, 2: 4, 3: 6},
    ]
    assert not third.data.hands


def test_the_method_is_the_one_of_the_first_run(library: Library) -> None:
    """A method file that changed meanwhile does not change the topics of a series."""
    first = begun(library)
    second = next_one(library, first)
    assert second.data.method == first.data.method
    assert second.data.session.method == first.data.session.method


def test_last_time_is_skipped_the_first_time(library: Library) -> None:
    """Nobody can go through promises that were never made; in the next run it stands first."""
    first = begun(library)
    assert [entry.title for entry in first.data.agenda if entry.skipped] == ["Last time"]
    second = next_one(library, first)
    assert [entry.title for entry in second.data.agenda if entry.skipped] == []
    second.course.start()
    part = audience.view(second).part
    assert isinstance(part, ActionsView)
    assert part.actions == ()
    before = earlier_session(second.data)
    assert before is not None
    assert before.title == "Spring"


def test_open_promises_move_once(library: Library) -> None:
    """What is open is open in the new session alone, with its id; done ones are told, dropped ones are not."""
    first = begun(library)
    rated(first, "fun", (6, 4, 2), 1)
    kept = first.ratings.plan(HEALTH, "fun", "A picnic", owner="Jim", due="2026-06-01")
    done = first.actions.add("A date", owner="Ann")
    gone = first.actions.add("Too much")
    first.actions.set_state(done.id, "done")
    first.actions.set_state(gone.id, "dropped")
    second = next_one(library, first)
    states = {each.text: each.state for each in open_session(library, first.id).data.actions}
    assert states == {"A picnic": "carried", "A date": "done", "Too much": "dropped"}
    assert [(each.action.id, each.action.session_id) for each in library.open_actions()] == [
        (kept.id, second.id)
    ]
    assert [each.id for each in second.data.actions] == [kept.id]
    assert [each.action.id for each in ratings.ratings_of(second.data)[0].plan] == [kept.id]
    assert by_text(second) == {
        "A picnic": EarlierAction(kept.id, "A picnic", "Jim", "2026-06-01", "open", "Fun", True, "red", None),
        "A date": EarlierAction(done.id, "A date", "Ann", None, "done", ""),
    }
    third = next_one(library, first)
    assert third.data.actions == []
    assert by_text(third)["A picnic"].state == "carried"
    assert len(library.open_actions()) == 1


def test_undo_cannot_open_a_promise_twice(library: Library) -> None:
    """After its promises went on, the earlier session has nothing left to take back."""
    first = begun(library)
    first.actions.add("A picnic")
    next_one(library, first)
    earlier = open_session(library, first.id)
    assert (earlier.undo_act, earlier.undo(), earlier.redo_act) == (None, None, None)
    earlier.actions.add("One more")
    earlier.undo()
    assert earlier.undo_act is None
    assert len(library.open_actions()) == 1


def test_an_interrupted_following_changes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails in the middle: the promise is open where it was, and there is no half a session."""
    first = begun(library)
    item = first.actions.add("A picnic")
    real = sessions.add

    def torn(*given: Any) -> Any:
        real(*given)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    monkeypatch.setattr(sessions, "add", torn)
    with pytest.raises(EnvironmentFault, match="does not answer"):
        follow(library, first.id)
    monkeypatch.undo()
    assert [each.id for each in library.summaries()] == [first.id]
    assert [each.state for each in open_session(library, first.id).data.actions] == ["open"]
    second = next_one(library, first)
    assert [each.id for each in second.data.actions] == [item.id]


def test_then_and_now(library: Library) -> None:
    """A promise tells what its topic was and what it is, once the room has agreed on it again."""
    first = begun(library)
    rated(first, "fun", (6, 4, 2), 1)
    first.ratings.plan(HEALTH, "fun", "A picnic")
    first.actions.add("A date")
    second = next_one(library, first)
    second.course.start()
    assert (by_text(second)["A picnic"].then, by_text(second)["A picnic"].now) == ("red", None)
    for value, count in ((1, 1), (2, 8)):
        second.scores.set_hands(HEALTH, "colour", "fun", value, count)
    assert by_text(second)["A picnic"].now is None
    second.scores.reveal(HEALTH, "colour", "fun")
    second.ratings.agree(HEALTH, "fun", values={"colour": 2})
    assert (by_text(second)["A picnic"].then, by_text(second)["A picnic"].now) == ("red", "amber")
    assert (by_text(second)["A date"].then, by_text(second)["A date"].now) == (None, None)
    second.actions.set_state(by_text(second)["A picnic"].action_id, "done")
    kept = [each.text for each in earlier_actions(second.data)]
    assert kept == ["A picnic", "A date"], "what is done stays where the room saw it"
    second.actions.delete(by_text(second)["A date"].action_id)
    assert list(by_text(second)) == ["A picnic"]


def test_a_force_field_keeps_its_forces_and_tells_then_and_now(library: Library) -> None:
    """Forces keep their ids; the promise about one tells its strength of last time, and of today once it is shown."""
    first = begun(library, "force-field")
    force = first.notes.add("hinders", "No time").id
    for sheet, score in enumerate((5, 4, 4), start=1):
        first.scores.set("change", "strength", sheet, force, score)
    first.scores.reveal("change", "strength")
    first.forces.plan(force, "An hour a week", owner="Ann", expected=2)
    second = next_one(library, first)
    assert [each.id for each in forces.forces(second.data)] == [force]
    assert not second.data.ballots
    promise = by_text(second)["An hour a week"]
    assert (promise.own, promise.topic, promise.then, promise.now) == (True, "No time", "4", None)
    for sheet, score in enumerate((2, 3), start=1):
        second.scores.set("change", "strength", sheet, force, score)
    assert by_text(second)["An hour a week"].now is None
    second.scores.reveal("change", "strength")
    assert by_text(second)["An hour a week"].now == "2.5"


def test_a_topic_leads_to_a_force_field(library: Library) -> None:
    """The change is drafted from the topic's own words, in the same community; the health check stays as it is."""
    community = library.add_community("Guild")
    check = begun(library, people=12, community_id=community.id)
    check.ratings.reword_topic(HEALTH, "fun", low="Dull", high="A joy")
    before = check.data
    field = open_session(library, topic_force_field(library, check, "fun"))
    row = field.data.session
    assert (row.method_id, row.follows_id, row.community_id, row.head_count) == (
        "force-field",
        check.id,
        community.id,
        12,
    )
    assert row.title == "Fun: what helps, what hinders"
    assert forces.change(field.data) == ("Dull", "A joy")
    assert (earlier_session(field.data), check.data) == (None, before)
    check.ratings.add_topic(HEALTH, "After the force field")
    check.ratings.drop_topic(HEALTH, "fun")
    with pytest.raises(UserError, match="not there any more"):
        topic_force_field(library, check, "fun")


def test_promises_of_a_topics_force_field_come_to_the_next_check(library: Library) -> None:
    """They were made for the topic, so the next run sees them first, with the colour of then and now."""
    check = begun(library)
    rated(check, "fun", (6, 4, 2), 1)
    field = open_session(library, topic_force_field(library, check, "fun"))
    force = field.notes.add("hinders", "No time").id
    item = field.forces.plan(force, "An hour a week")
    later = next_one(library, field)
    other = later.actions.add("Ask for it")
    second = next_one(library, check)
    assert {each.action.id: each.action.session_id for each in library.open_actions()} == {
        item.id: second.id,
        other.id: second.id,
    }
    told = by_text(second)
    assert list(told) == ["An hour a week", "Ask for it"]
    for each in told.values():
        assert (each.own, each.state, each.topic, each.then) == (True, "open", each.topic, "red")
    assert {each.state for each in open_session(library, later.id).data.actions} == {"carried"}


def test_what_cannot_be_followed_is_told(library: Library) -> None:
    """A session that is not there, one in the bin, one of another method, no title: one sentence, nothing written."""
    first = begun(library)
    first.actions.add("A picnic")
    health, bootstrap = method_files.load("cop-health-check"), method_files.load("cop-bootstrap")
    for told, attempt in (
        ("not in the library any more", lambda: follow(library, "nowhere")),
        ("at least one character", lambda: follow(library, first.id, title=" ")),
        ("between 1 and 999", lambda: follow(library, first.id, people=1000)),
        (
            "was run with Community health check",
            lambda: begin_session(library, bootstrap, Beginning("T", follows_id=first.id)),
        ),
    ):
        with pytest.raises(UserError, match=told):
            attempt()
    library.bin(first.id)
    with pytest.raises(UserError, match="is in the bin"):
        begin_session(library, health, Beginning("T", follows_id=first.id))
    library.restore_from_bin(first.id)
    assert [each.id for each in library.summaries()] == [first.id]
    assert [each.action.session_id for each in library.open_actions()] == [first.id]


def test_followed_sessions_travel_as_documents(library: Library, tmp_path: Path) -> None:
    """Carried promises and what is told about them are the same in another library, history and all."""
    first = begun(library)
    rated(first, "fun", (6, 4, 2), 1)
    first.ratings.plan(HEALTH, "fun", "A picnic")
    second = next_one(library, first)
    with Library.create_or_open(tmp_path / "other.db") as other:
        for each in (open_session(library, first.id), second):
            history = tuple(library.history(each.id))
            document = to_document(each.data, each.place, "2026-03-12T11:00:00Z", history=history)
            import_session(other, from_document(json.loads(json.dumps(document))))
        assert open_session(other, second.id).data == second.data
        assert earlier_actions(open_session(other, second.id).data) == earlier_actions(second.data)
        assert [each.state for each in open_session(other, first.id).data.actions] == ["carried"]
        assert [each.action.session_id for each in other.open_actions()] == [second.id]
        assert other.check() == []


def test_nothing_was_promised_where_nothing_is_followed() -> None:
    """A first run shows an empty list, not an error, should somebody take the step in again."""
    session = rehearse(method_files.load("cop-health-check"))
    session.agenda.skip("last-time", skipped=False)
    session.course.start()
    part = audience.view(session).part
    assert part == ActionsView("What became of what we promised?", ())
    assert find_activity(session.data.method, "last-time").optional


def test_a_duplicate_of_a_run_is_no_run(library: Library) -> None:
    """A copy keeps the topics that were set, and neither promises nor earlier runs: it follows nothing."""
    first = begun(library)
    first.ratings.reword_topic(HEALTH, "fun", title="Joy")
    rated(first, "fun", (6, 4, 2), 1)
    first.actions.add("A picnic")
    second = next_one(library, first)
    copy = open_session(library, library.copy_session(second.id, "Copy"))
    assert (copy.data.session.follows_id, copy.data.actions, earlier_actions(copy.data)) == (None, [], ())
    now = ratings.ratings_of(copy.data)[0]
    joy = now.find("fun")
    assert joy is not None
    assert (joy.topic.title, joy.was, now.runs) == ("Joy", None, ())
    assert [entry.title for entry in copy.data.agenda if entry.skipped] == ["Last time"]


def test_a_promise_that_was_found_leads_to_its_topics(library: Library) -> None:
    """Somebody who searches for an action of a health check lands where it was planned."""
    first = begun(library)
    planned = first.ratings.plan(HEALTH, "fun", "A picnic")
    other = first.actions.add("A date")
    assert place_of(first.data, "actions", planned.id) == (HEALTH, "plan")
    assert place_of(first.data, "actions", other.id) == ("close", "next_steps")
    second = next_one(library, first)
    assert place_of(second.data, "actions", planned.id) == ("last-time", ""), "there its state is said"


def test_the_planned_length_counts_last_time_only_where_there_was_one() -> None:
    """A first session is not ahead, and one that follows is not behind, before anything has begun."""
    field, health = method_files.load("force-field"), method_files.load("cop-health-check")
    assert [planned_length(field, follows=each) for each in (False, True)] == [60, 65]
    assert [planned_length(health, follows=each) for each in (False, True)] == [67, 75]
    assert planned_length(method_files.load("cop-bootstrap"), follows=True) == 120


def test_a_factor_leads_to_a_force_field(library: Library) -> None:
    """What is so now is the factor, and what was promised about it helps already."""
    review = open_session(
        library, begin_session(library, method_files.load("postmortem"), Beginning("Dark lanterns"))
    )
    factor = review.notes.add("factors", "Nobody was told about the timer " + "and so on " * 12)
    item = review.commitments.commit("Write down who is told", factor=factor.id)
    review.commitments.commit("Something else")
    field = open_session(library, force_field_on(library, review, factor_finding(review.data, factor.id)))
    row = field.data.session
    assert (row.method_id, row.follows_id) == ("force-field", review.id)
    assert row.title == (
        "Nobody was told about the timer and so on and so on and so on and so on and so…"
        ": what helps, what hinders"
    )
    assert forces.change(field.data) == (" ".join(factor.text.split()), "")
    assert [(each.side, each.title) for each in forces.forces(field.data)] == [("driver", item.text)]
    assert field.data.value("", "about")["item"] == factor.id
    assert library.check() == []
    review.notes.delete([factor.id])
    with pytest.raises(UserError, match="not there any more"):
        factor_finding(review.data, factor.id)


def test_a_finding_brings_its_first_forces(library: Library) -> None:
    """Each in the lane of its side, empty ones left out; what is written later stands behind them."""
    check = begun(library)
    finding = Finding(
        "wiring", "a", "Waiting for reviews", "Two weeks", "A day", ("Pairs ", ""), ("Habit", "Fear")
    )
    field = open_session(library, force_field_on(library, check, finding, title="Reviews"))
    assert field.data.session.title == "Reviews"
    assert forces.change(field.data) == ("Two weeks", "A day")
    field.notes.add("hinders", "No time")
    assert [(each.side, each.title) for each in forces.forces(field.data)] == [
        ("driver", "Pairs"),
        ("restrainer", "Habit"),
        ("restrainer", "Fear"),
        ("restrainer", "No time"),
    ]
    field.undo()
    assert len(forces.forces(field.data)) == 3
