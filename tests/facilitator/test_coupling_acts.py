"""Drawing a coupling map and placing notes: acts, what the room may see, what comes along, documents."""

import json
from random import Random

import pytest

from facilitator import activities, coupling_layout, couplings, matrices, method_files
from facilitator.activities.coupling_map import CouplingView
from facilitator.activities.matrix import MatrixView
from facilitator.acts.base import Acts
from facilitator.couplings import MOST_PARTIES
from facilitator.document import from_document, to_document
from facilitator.document_values import checked_value
from facilitator.errors import UserError
from facilitator.focus import Focus
from facilitator.matrices import Card, spread
from facilitator.model import ActivityValue
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.state import SessionData, value_id
from tests.facilitator.wiring_map import LINES, id_of, now


@pytest.fixture
def session() -> Session:
    found = rehearse(method_files.load("wiring-review"))
    for line in LINES:
        found.couplings.add_line(line)
    return found


def wait_between(session: Session, who: str, whom: str) -> str:
    found = now(session).between(id_of(session, who), id_of(session, whom))
    assert found is not None
    return found.id


def seen(data: SessionData, activity_id: str, phase: str, focus: Focus | None = None) -> object:
    activity = data.method.activity(activity_id)
    assert activity is not None
    return activities.kind(activity.kind).audience(data, activity, phase, focus or Focus())


def test_parties_come_with_the_lines_that_name_them_and_keep_their_places(session: Session) -> None:
    """The same name is the same party; whoever has a place stays there while others come."""
    assert [each.name for each in now(session).parties] == ["Ordering", "Data feed", "Platform", "Search"]
    before = coupling_layout.places(now(session))
    session.couplings.add_line("search waits for  Platform 4 days")
    session.couplings.add_line("Legal")
    after = coupling_layout.places(now(session))
    assert len(now(session).parties) == 5
    assert {each: after[each] for each in before} == before
    session.undo()
    session.undo()
    assert coupling_layout.places(now(session)) == before


def test_a_line_that_is_there_already_changes_the_days(session: Session) -> None:
    """Typed again with other days it is no second arrow; without days nothing changes."""
    session.couplings.add_line("Ordering waits for Data feed 12 days")
    assert len(now(session).waits) == 4
    assert now(session).waits[0].days == 12
    assert not session.couplings.add_line("ordering -> data feed").rows


def test_many_lines_are_one_act(session: Session) -> None:
    """A pasted list is undone at once; one bad line adds nothing."""
    session.couplings.add_lines(["A waits for B 1 day", "", "B waits for C 2 days"])
    assert len(now(session).parties) == 7
    session.undo()
    assert len(now(session).parties) == 4
    with pytest.raises(UserError, match="themselves"):
        session.couplings.add_lines(["A waits for B 1 day", "B waits for b"])
    assert len(now(session).parties) == 4


def test_a_party_goes_with_its_arrows_and_comes_back_with_them(session: Session) -> None:
    """No arrow hangs in the air."""
    session.couplings.delete_party(id_of(session, "Data feed"))
    assert [(each.who, each.whom) for each in now(session).waits] == [
        (id_of(session, "Platform"), id_of(session, "Ordering"))
    ]
    session.undo()
    assert len(now(session).waits) == 4


def test_a_party_is_carried_beside_what_stands_there(session: Session) -> None:
    """Dropped on another party it lands beside it; the other one stays."""
    where = coupling_layout.places(now(session))
    other = where[id_of(session, "Data feed")]
    session.couplings.place(id_of(session, "Search"), *other)
    after = coupling_layout.places(now(session))
    assert after[id_of(session, "Data feed")] == other
    assert coupling_layout.is_free(after[id_of(session, "Search")], [other])
    session.couplings.arrange()
    assert coupling_layout.places(now(session)) == coupling_layout.arranged(now(session))


def test_names_stay_apart(session: Session) -> None:
    """Two parties of one name could not be told apart in a line."""
    with pytest.raises(UserError, match="Glue the two instead"):
        session.couplings.rename(id_of(session, "Search"), "platform")
    session.couplings.rename(id_of(session, "Search"), "SEARCH")
    assert now(session).named("search") is not None


def test_a_what_if_changes_nothing_until_it_is_kept(session: Session) -> None:
    """The room sees the map as it would be, with the figures before; the map that stands is the same."""
    before = now(session)
    session.couplings.try_cut(wait_between(session, "Platform", "Ordering"))
    session.couplings.try_split(
        id_of(session, "Data feed"), "Search feed", [wait_between(session, "Search", "Data feed")]
    )
    assert now(session) == before
    view = seen(session.data, "reading", "try")
    assert isinstance(view, CouplingView)
    assert view.figures is not None
    assert view.figures_before is not None
    assert (view.figures_before.loops, len(view.figures.loops)) == (view.figures_before.loops, 0)
    assert len(view.map.parties) == 5
    assert set(view.places) == {each.id for each in view.map.parties}
    read = seen(session.data, "reading", "read")
    assert isinstance(read, CouplingView)
    assert read.map == before
    session.couplings.drop()
    assert couplings.tried(session.data) == ()
    assert now(session) == before


def test_what_is_kept_becomes_the_map_and_can_be_undone(session: Session) -> None:
    """Keeping is one act: parties glued, arrows gone, nobody else moved."""
    before, places = now(session), coupling_layout.places(now(session))
    session.couplings.try_merge([id_of(session, "Ordering"), id_of(session, "Search")], "Shop")
    session.couplings.keep()
    kept = now(session)
    assert [each.name for each in kept.parties] == ["Shop", "Data feed", "Platform"]
    assert couplings.tried(session.data) == ()
    assert {each.id: (each.x, each.y) for each in kept.parties} == {
        each.id: places[each.id] for each in kept.parties
    }
    session.undo()
    assert now(session) == before


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda acts, ids: acts.try_merge([ids["Search"]]), "at least two"),
        (
            lambda acts, ids: acts.try_merge([ids["Search"], ids["Ordering"]], "Platform"),
            "on the map already",
        ),
        (lambda acts, ids: acts.try_split(ids["Search"], "Ordering", []), "on the map already"),
        (lambda acts, ids: acts.try_cut("nothing"), "not there any more"),
        (lambda acts, ids: acts.delete_party("nothing"), "not there any more"),
        (lambda acts, ids: acts.add_line("A waits for A"), "themselves"),
        (lambda acts, ids: acts.add_lines(f"P{each}" for each in range(MOST_PARTIES)), "at most"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(session: Session, act: object, said: str) -> None:
    """Nothing changes then."""
    before = session.data
    assert callable(act)
    assert isinstance(session.couplings, Acts)
    with pytest.raises(UserError, match=said):
        act(session.couplings, {each.name: each.id for each in now(session).parties})
    assert session.data is before


def test_the_room_sees_figures_only_once_the_map_is_read(session: Session) -> None:
    """While it is drawn nobody counts; the party the desk points at stands out."""
    draw = seen(session.data, "map", "draw", Focus(group_id=id_of(session, "Search")))
    assert isinstance(draw, CouplingView)
    assert draw.figures is None
    assert draw.in_talk == id_of(session, "Search")
    assert seen(session.data, "map", "draw", Focus(group_id="gone")) == seen(session.data, "map", "draw")


def test_nobody_reads_the_reflection_of_the_one_who_leads(session: Session) -> None:
    """A private form shows the room its question, no field and no word."""
    session.forms.set_field("maestro", "step", "Sit with the feed team")
    activity = session.data.method.activity("maestro")
    assert activity is not None
    for phase in ("fill", "show"):
        view = repr(seen(session.data, "maestro", phase))
        assert "feed team" not in view
        assert "surprised" not in view


def test_the_map_comes_along_with_its_figures_of_then(session: Session) -> None:
    """A session that follows begins with the map, without what was tried, and knows the figures of before."""
    session.couplings.try_cut(wait_between(session, "Platform", "Ordering"))
    kind = activities.kind("coupling_map")
    activity = session.data.method.activity("map")
    assert activity is not None
    assert kind.carries is not None
    rows = kind.carries(session.data, activity, "next")
    values = {row.key: row.value["is"] for row in rows}  # type: ignore[union-attr]
    assert couplings.map_of(values) == now(session)
    assert values["figures_then"]["loops"] == 1
    assert values["figures_then"]["chain_days"] == 40.0
    assert "tried" not in values
    reading = session.data.method.activity("reading")
    assert reading is not None
    assert kind.carries(session.data, reading, "next") == []


def test_notes_stand_where_they_were_put_and_wait_beside_it_otherwise(session: Session) -> None:
    """Places go from 0 to 1; the middle belongs to the upper right; taken off, a note waits again."""
    one, other = session.notes.add("pieces", "Rewrite"), session.notes.add("pieces", "Feed")
    session.matrices.place("work", one.id, 0.5, 7.0)
    activity = session.data.method.activity("work")
    assert activity is not None
    found = matrices.matrix(session.data, activity)
    assert [(each.note.text, each.x, each.y) for each in found.placed] == [("Rewrite", 0.5, 1.0)]
    assert [each.note.text for each in found.waiting] == ["Feed"]
    assert found.placed[0].quarter == "high right"
    assert found.words_of("high left") == "think big, work small"
    assert found.aim == "high left"
    view = seen(session.data, "work", "place", Focus(note_id=one.id))
    assert isinstance(view, MatrixView)
    assert [each.note.text for each in view.placed] == ["Rewrite"]
    assert view.in_talk == one.id
    alone = seen(session.data, "work", "solo")
    assert "Rewrite" not in repr(alone)
    session.matrices.take_off("work", one.id)
    assert not matrices.matrix(session.data, activity).placed
    with pytest.raises(UserError, match="not on the matrix"):
        session.matrices.take_off("work", other.id)


def test_cards_do_not_touch_while_there_is_room() -> None:
    """Ten notes on one spot lie side by side, each in the quarter where it was put."""
    cards = [Card(150.0, 100.0, 60.0, 20.0)] * 10
    found = spread(cards, 600.0, 400.0, 4.0)
    for number, (x, y) in enumerate(found):
        assert 0 <= x <= 300 - 60
        assert 0 <= y <= 200 - 20
        for a, b in found[:number]:
            assert abs(a - x) >= 60 or abs(b - y) >= 20


def test_cards_leave_the_title_of_their_quarter_free_while_there_is_room() -> None:
    """A note put at the very top lies under what its quarter is called; a full quarter is used up to its edge."""
    assert spread([Card(150.0, 0.0, 60.0, 20.0)], 600.0, 400.0, 4.0, 24.0)[0][1] == 4.0 + 24.0
    high = [Card(150.0, 0.0, 280.0, 170.0)]
    assert spread(high, 600.0, 400.0, 4.0, 24.0)[0][1] == 200.0 - 4.0 - 170.0


def test_a_card_in_the_middle_of_a_quarter_makes_room_for_the_next_one() -> None:
    """Rather than that one of the two reaches into another quarter."""
    two = [Card(150.0, 100.0, 200.0, 80.0), Card(160.0, 130.0, 200.0, 80.0)]
    (x, y), (a, b) = spread(two, 600.0, 400.0, 4.0, 20.0)
    assert b >= y + 80.0 + 4.0 - 1e-6
    assert b + 80.0 <= 200.0
    assert y >= 4.0 + 20.0 - 1e-6
    assert max(x, a) + 200.0 <= 300.0


def test_more_cards_than_have_room_are_all_laid() -> None:
    """A wall of notes: the first ones touch nobody, the rest overlap, and all stay on the matrix."""
    chance = Random(7)
    cards = [Card(chance.random() * 1100, chance.random() * 600, 150.0, 44.0) for _ in range(200)]
    found = spread(cards, 1100.0, 600.0, 6.0)
    assert all(0 <= x <= 1100 - 150 and 0 <= y <= 600 - 44 for x, y in found)
    for number, (x, y) in enumerate(found[:30]):
        assert all(abs(a - x) >= 150 or abs(b - y) >= 44 for a, b in found[:number])


def test_map_and_places_travel_in_a_document(session: Session) -> None:
    """What a file holds is what the session had."""
    note = session.notes.add("pieces", "Rewrite")
    session.matrices.place("work", note.id, 0.25, 0.75)
    session.couplings.try_cut(wait_between(session, "Platform", "Ordering"))
    document = to_document(session.data, session.place, "2026-03-12T12:00:00Z")
    back = from_document(json.dumps(document).encode())
    values = {row.id: row.value["is"] for row in back.rows if isinstance(row, ActivityValue)}
    assert values == {
        value_id(each, key): value
        for each in ("map", "work")
        for key, value in session.data.values_of(each).items()
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("party:a", {"name": ""}),
        ("party:a", {"name": "A", "x": -1}),
        ("wait:a", {"from": "a", "to": "b"}),
        ("wait:a", {"from": "a", "to": "b", "days": -1}),
        ("wait:a", {"from": "a", "to": "b", "days": 1e9}),
        ("place:a", {"x": 0.5}),
        ("place:a", {"x": 0.5, "y": 1.5}),
        ("tried", [{"do": "burn"}]),
        ("figures_then", {"title": "A"}),
    ],
)
def test_a_strange_value_is_refused_at_the_door(key: str, value: object) -> None:
    """Windows read these values without asking again."""
    with pytest.raises(UserError):
        checked_value(key, value, "values[0]")


_MATRIX = """
format = 1
id = "two"
version = "1"
title = "Two by two"
icon = "star"
minutes = 5
people = { least = 2, most = 5 }

[[activities]]
id = "notes"
kind = "brainstorm"
title = "Notes"

[[activities.lanes]]
id = "ideas"
title = "Ideas"

[[activities.phases]]
id = "solo"
title = "Solo"
minutes = 2

[[activities]]
id = "place"
kind = "matrix"
title = "Place"

[activities.settings]
AXES

[[activities.phases]]
id = "place"
title = "Place"
minutes = 3
"""
_ONE = '{ title = "Effort", low = "little", high = "much" }'


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('items = "ideas"', "axes is missing|must hold at least one entry"),
        (f'items = "ideas"\naxes = [{_ONE}]', "2 to 2 are possible"),
        (f"axes = [{_ONE}, {_ONE}]", "lanes.*must hold at least one entry"),
        (f'items = "other"\naxes = [{_ONE}, {_ONE}]', "must name a lane"),
        (
            f'items = "ideas"\naxes = [{_ONE}, {_ONE}]\nquarters = [{{ at = "upper left", title = "x" }}]',
            "high left",
        ),
    ],
)
def test_a_matrix_needs_two_axes_and_notes_to_place(settings: str, said: str) -> None:
    """What is missing in a file is said where it is missing; axes are data."""
    with pytest.raises(UserError, match=said):
        method_files.parse(_MATRIX.replace("AXES", settings), "two.toml")


def test_a_matrix_can_place_the_notes_of_another_activity() -> None:
    """Their lane is named, and they are the same notes."""
    settings = f'items = "ideas"\naxes = [{_ONE}, {_ONE}]'
    made = rehearse(method_files.parse(_MATRIX.replace("AXES", settings), "two.toml"))
    made.notes.add("ideas", "One")
    activity = made.data.method.activity("place")
    assert activity is not None
    assert [each.note.text for each in matrices.matrix(made.data, activity).waiting] == ["One"]


def test_a_number_behind_a_known_name_is_days(session: Session) -> None:
    """Typed at speed the unit is left out; "Team 7" and a name that is not there yet stay names."""
    session.couplings.add_line("Stock waits for data feed 12")
    assert now(session).waits[-1].days == 12
    session.couplings.add_line("Stock waits for Team 7")
    session.couplings.add_line("Team waits for Stock")
    session.couplings.add_line("Search waits for team 7")
    names = [each.name for each in now(session).parties]
    assert names[-3:] == ["Stock", "Team 7", "Team"]
    assert now(session).waits[-1] == now(session).between(id_of(session, "Search"), id_of(session, "Team 7"))
