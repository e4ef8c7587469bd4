"""The sample sessions."""

from pathlib import Path

import pytest

import resources
from facilitator import forces, method_files
from facilitator.demo import build_samples
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.session import Session
from facilitator.state import spent_at


def built(folder: Path) -> list[Session]:
    """The sample sessions, open, from a library that is closed again."""
    with Library.create_or_open(folder / "library.db") as library:
        sessions = [open_session(library, each) for each in build_samples(library)]
        assert library.check() == []
    return sessions


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
        assert set(states[1:]) == {"after"}
        assert {listing.action.state for listing in library.all_actions()} >= {"open", "done"}
        names = [each.name for each in library.communities()]
        assert len(names) == len(set(names)) >= 2


def test_the_sample_workshop_is_whole(tmp_path: Path) -> None:
    """Every part of the workshop has something to show: a tie with its run-off, three levels, all lanes, the close."""
    session = built(tmp_path)[1]
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


def test_the_sample_took_its_time(tmp_path: Path) -> None:
    """The workshop ran through every phase and ended a little late, as real ones do."""
    session = built(tmp_path)[1]
    place = session.place
    assert place.mode == "after"
    assert (place.started, place.ended) == ("2026-03-12T09:03:00Z", "2026-03-12T11:00:54Z")
    spent = spent_at(place, 0.0)
    assert {entry.activity_id or entry.id for entry in session.data.agenda} == {
        key.split("/")[0] for key in spent
    }
    assert sum(spent.values()) == pytest.approx(60 * 117.9)


def test_the_sample_force_field_is_whole(tmp_path: Path) -> None:
    """Both sides weighed twice by ten people, with forces to talk about, links, a plan and what it would change."""
    session = next(each for each in built(tmp_path) if each.data.method.id == "force-field")
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


def test_the_force_field_inside_the_sample_workshop_was_weighed(tmp_path: Path) -> None:
    """The short one counts hands, and weighs the vision that the room had agreed."""
    field = forces.force_field(built(tmp_path)[1].data)
    assert field is not None
    assert field.shown == {forces.STRENGTH}
    assert field.voters == 10
    assert field.wanted.startswith("Every team keeps its service healthy")
