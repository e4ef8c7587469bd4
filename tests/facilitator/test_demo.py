"""The sample sessions."""

from datetime import date
from pathlib import Path

import pytest

import resources
from facilitator import (
    analysis,
    charter,
    commitments,
    couplings,
    forces,
    forms,
    key_results,
    matrices,
    method_files,
    postmortems,
    ratings,
    timelines,
)
from facilitator.coupling_figures import figures
from facilitator.demo import build_samples
from facilitator.earlier import earlier_actions
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.result_words import asks_about
from facilitator.session import Session
from facilitator.state import find_activity, spent_at


def built(folder: Path) -> list[Session]:
    """The sample sessions, open, from a library that is closed again."""
    with Library.create_or_open(folder / "library.db") as library:
        sessions = [open_session(library, each) for each in build_samples(library)]
        assert library.check() == []
    return sessions


KICK_OFF = "Reliability guild kick-off"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Session]:
    """The sample sessions, for tests that only read them."""
    return built(tmp_path_factory.mktemp("samples"))


def titled(samples: list[Session], title: str) -> Session:
    """The sample session with this title."""
    return next(each for each in samples if each.data.session.title == title)


def test_every_method_has_a_sample() -> None:
    """`demo` shows each method, so each needs its example."""
    shown = {name.removesuffix(".toml") for name in resources.names("examples", ".toml")}
    assert {method.id for method in method_files.available()} <= shown


def test_the_sample_is_the_same_each_time(tmp_path: Path) -> None:
    """Ids, order after mixing, times: all of it, so that the files made from it are the same too."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    one, two = (built(folder) for folder in folders)
    assert [session.data for session in one] == [session.data for session in two]
    assert [session.place for session in one] == [session.place for session in two]


def test_the_first_screen_looks_alive(tmp_path: Path) -> None:
    """There is a session to come, a finished one on top of an older one, and actions that are open and done."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        build_samples(library)
        states = [each.state for each in library.summaries()]
        assert states[0] == "prepare"
        assert set(states) == {"prepare", "after"}
        assert {listing.action.state for listing in library.all_actions()} >= {"open", "done"}
        names = [each.name for each in library.communities()]
        assert len(names) == len(set(names)) >= 2


def test_the_sample_workshop_is_whole(samples: list[Session]) -> None:
    """Every part of the workshop has something to show: a tie with its run-off, three levels, all lanes, the close."""
    session = titled(samples, KICK_OFF)
    data = session.data
    assert len(data.participants) == data.session.head_count == 10
    assert len(data.notes) >= 60
    assert all(data.notes_in(lane.id) for activity in data.method.activities for lane in activity.lanes)
    assert all(group.title for group in data.groups)
    assert data.method.canvas is not None
    assert all(data.outcomes.get(box.id) for box in data.method.canvas.boxes)
    assert "\n\t\t" in data.outcomes["how"]
    named = {protocol.activity_id: protocol.entries for protocol in data.protocols}
    assert [each["round"] for each in named["name"]["rounds"]] == ["vote", "run_off"]
    assert data.outcomes["name"] == named["name"]["winner"]["title"]
    assert data.outcomes["leader"] == named["leader"]["elected"]["title"]
    assert {item.state for item in data.parked} == {"action", "back", "dropped"}
    assert len(data.value("close", "roti")) == len(data.value("close", "words")) == 10
    # An unnamed room keeps no authors and no voters.
    assert not any(note.author_id for note in data.notes)
    assert not any(ballot.voter_id for ballot in data.ballots)


def test_the_sample_took_its_time(samples: list[Session]) -> None:
    """The workshop ran through every phase and ended a little late, as real ones do."""
    session = titled(samples, KICK_OFF)
    place = session.place
    assert place.mode == "after"
    assert (place.started, place.ended) == ("2026-03-12T09:03:00Z", "2026-03-12T11:00:54Z")
    spent = spent_at(place, 0.0)
    assert {entry.activity_id or entry.id for entry in session.data.agenda} == {
        key.split("/")[0] for key in spent
    }
    assert sum(spent.values()) == pytest.approx(60 * 117.9)


def test_the_sample_force_field_is_whole(samples: list[Session]) -> None:
    """Both sides weighed twice by ten people, with forces to talk about, links, a plan and what it would change."""
    session = titled(samples, "One on-call rota?")
    field = forces.force_field(session.data)
    assert field is not None
    assert (len(field.drivers), len(field.restrainers)) == (6, 6)
    assert all(each.strength.voters == each.changeability.voters == 10 for each in field.forces)
    assert sum(each.differs for each in field.forces) == 3
    assert len(field.links) == 2
    assert all(each.action.owner and each.action.due for each in field.plan)
    assert field.balance < 0 < field.balance_after
    # Weighed on sheets without a name.
    assert len(session.data.ballots) == 20
    assert not any(ballot.voter_id for ballot in session.data.ballots)


def test_the_force_field_inside_the_sample_workshop_was_weighed(samples: list[Session]) -> None:
    """The short one counts hands, and weighs the vision that the room had agreed."""
    field = forces.force_field(titled(samples, KICK_OFF).data)
    assert field is not None
    assert field.shown == {forces.STRENGTH}
    assert field.voters == 10
    assert field.wanted.startswith("Every team keeps its service healthy")


def test_the_sample_health_checks_tell_a_year(samples: list[Session]) -> None:
    """Four runs that follow each other, all topics voted on by everybody there, each run knowing those before it."""
    checks = [each for each in samples if each.data.method.id == "cop-health-check"]
    assert len(checks) == 4
    for number, session in enumerate(checks):
        found = ratings.ratings_of(session.data)[0]
        assert len(found.runs) == number
        assert session.data.session.follows_id == (checks[number - 1].id if number else None)
        assert {each.tallies["colour"].voters for each in found.topics} == {session.data.session.head_count}
        assert all(each.agreed and each.agreed.why for each in found.topics)
        assert all(each.agreed and (each.agreed.trend is not None) == (number > 0) for each in found.topics)
        assert {entry.skipped for entry in session.data.agenda if entry.activity_id == "last-time"} == {
            number == 0
        }
        assert len(earlier_actions(session.data)) == (3 if number else 0)
    last = ratings.ratings_of(checks[-1].data)[0]
    assert {each.agreed.values["colour"] for each in last.topics if each.agreed} == {1, 2, 3}
    assert [run.date for run in last.runs] == ["2025-03-13", "2025-07-03", "2025-11-06"]


def test_no_promise_of_the_sample_is_open_twice(tmp_path: Path) -> None:
    """What one health check left open is open in the next one, and nowhere else."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        build_samples(library)
        ids = [listing.action.id for listing in library.open_actions()]
        everything = [listing.action.id for listing in library.all_actions()]
    assert len(ids) == len(set(ids))
    assert len(everything) == len(set(everything))


def test_a_red_topic_of_the_sample_led_to_a_force_field(samples: list[Session]) -> None:
    """It is prepared, belongs to the same community, and its change is drafted from the topic."""
    session = titled(samples, "One design system?")
    earlier = titled(samples, "Health check, spring 2026")
    assert (session.place.mode, session.data.session.follows_id) == ("prepare", earlier.id)
    assert session.data.session.community_id == earlier.data.session.community_id
    assert forces.change(session.data)[1] == "We talk about where we are going, and we agree"


def test_the_sample_incident_is_whole(samples: list[Session]) -> None:
    """It runs forward from an ordinary day, knows its durations, was corrected in the meeting, and ends in promises."""
    data = titled(samples, "Empty baskets on a Tuesday").data
    found = timelines.timeline(data)
    assert found is not None
    assert len(found.entries) == 17
    assert {each.kind for each in found.entries} == set(timelines.KINDS)
    assert found.foresight
    assert not found.remarks
    assert all(found.durations)
    assert [each.added for each in found.entries].count(True) == 1
    assert [bool(each.earlier) for each in found.entries].count(True) == 1
    assert not any(each.open for each in forms.forms_of(data))
    review = postmortems.postmortem(data)
    assert review is not None
    assert (review.status, review.message, review.meeting_late, review.responded) == (
        *("reviewed", "approved"),
        *(False, False),
    )
    factors = analysis.factors(data)
    assert {each.category for each in factors} >= {"technology", "process", "organisation"}
    promised = commitments.commitments(data)
    assert promised is not None
    for each in promised.commitments:
        latest = postmortems.latest_day(review.incident, date(2026, 2, 20), each.priority)
        assert commitments.find_missing(each, latest) == (), each.action.text
    assert promised.leaders
    assert promised.not_done
    assert {each.state for each in promised.ideas} == {"committed", "not_done", "open"}


def test_the_sample_incident_was_not_the_first_of_its_service(tmp_path: Path) -> None:
    """Have we been here before: an older one is closed, and of what was promised then one thing is still open."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        sessions = [open_session(library, each) for each in build_samples(library)]
        data = titled(sessions, "Empty baskets on a Tuesday").data
        (before,) = postmortems.earlier_postmortems(library, data)
        meetings = postmortems.trend(library, data)
    assert (before.title, before.date, before.status) == (
        "Baskets gone after the night",
        "2025-10-14",
        "closed",
    )
    assert [each.owner for each in before.open_actions] == ["Pavel Dvorak"]
    older = titled(sessions, before.title).data
    found = timelines.timeline(older)
    assert found is not None
    assert found.foresight
    assert not found.remarks
    assert all(found.durations)
    assert not any(each.open for each in forms.forms_of(older))
    assert [each.title for each in meetings] == [before.title, "Empty baskets on a Tuesday"]


def test_the_sample_charter_was_looked_back_at(samples: list[Session]) -> None:
    """The second meeting has what was promised in the first, what it changed, and the safety check then and now."""
    first = titled(samples, "Learning without blame").data
    later = titled(samples, "Learning without blame, looking back").data
    assert later.session.follows_id == first.session.id
    charters = [
        [each for each in forms.forms_of(data) if each.activity_id in ("agree", "charter")]
        for data in (first, later)
    ]
    assert [each.open for each in charters[0]] == [(), ()]
    entries = timelines.timeline(first)
    assert entries is not None
    assert len(entries.entries) == 6
    now = {each.spec.id: each for form in charters[1] for each in form.fields}
    assert now["safe_word"].text == "Lampshade"
    assert not now["safe_word"].was
    assert [each.text for each in now["team"].was] == ["Shop"]
    check = ratings.ratings_of(later)[0]
    assert [run.session_id for run in check.runs] == [first.session.id]
    assert all(each.tallies["true"].voters == later.session.head_count for each in check.topics)
    assert {item.state for item in earlier_actions(later)} >= {"done"}


def test_the_sample_outcomes_were_looked_back_at(samples: list[Session]) -> None:
    """Three outcomes on the topics picked, figures that raise no question, and half a year later each then and now."""
    first = titled(samples, "Checkout outcomes").data
    canvas = key_results.canvas_of(first)
    assert [each.pick for each in canvas.outcomes] == list(canvas.voted)
    assert len(canvas.outcomes) == 3
    assert not any(asks_about(result) for each in canvas.outcomes for result in each.results)
    assert canvas.rating is not None
    assert {each.tallies["relevance"].voters for each in canvas.rating.topics} == {first.session.head_count}
    later = titled(samples, "Checkout outcomes, looking back").data
    assert later.session.follows_id == first.session.id
    back = key_results.canvas_of(later).looked_back
    assert [each.text for each in back] == [
        result.text for each in canvas.outcomes for result in each.results
    ]
    assert all(each.now and each.baseline for each in back)


def test_the_sample_centre_can_sign_its_charter(samples: list[Session]) -> None:
    """Nothing is left open in its forms, each of the four was rated on evidence, every section has its lines."""
    data = titled(samples, "A place for production").data
    assert not any(each.open for each in forms.forms_of(data))
    found = charter.charter(data)
    assert found is not None
    assert [each.title for each in found.sections] == [
        *("Independent", "Involved", "Informed", "Informative"),
        "Next",
    ]
    assert all(part.text for each in found.sections for part in each.parts)
    rated = ratings.ratings_of(data)[0]
    assert all(each.agreed and each.agreed.why for each in rated.topics)


def test_the_sample_wiring_is_whole(samples: list[Session]) -> None:
    """A map worth talking about, every piece placed, a move with a sign for each spot, nothing half tried."""
    data = titled(samples, "One order, one day").data
    drawn = couplings.coupling_map(data)
    assert drawn is not None
    found = figures(drawn)
    assert (found.parties, found.chain_days, len(found.loops)) == (9, 67.0, 2)
    assert [each.name for each in drawn.parties if each.id in found.waited_for] == ["Data feed"]
    assert couplings.tried(data) == ()
    work = data.method.activity("work")
    assert work is not None
    assert matrices.matrix(data, work).placed
    assert not matrices.matrix(data, work).waiting
    rows = forms.form(data, find_activity(data.method, "moves")).rows[0].rows
    assert len(rows) == 3
    assert all(cell.text for row in rows for cell in row.cells)
