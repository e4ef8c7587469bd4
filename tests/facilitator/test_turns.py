"""Taking turns: who spoke, what is hinted at, what the room may see, and that it can be forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.turns import LONG_TURN, SETTLED, Turns

PEOPLE = [("a", "Ana"), ("b", "Bo"), ("c", "Cy"), ("d", "Di")]


def talk(*seconds: tuple[str, float]) -> tuple[Turns, float]:
    """Turns one after another, and the moment at which the last one ended."""
    turns, at = Turns().with_people(PEOPLE), 0.0
    for person, length in seconds:
        turns = turns.begin(person, at)
        at += length
    return turns.end(at), at


def test_one_tap_ends_the_turn_before() -> None:
    """Whoever begins takes the word; a second tap on the same person changes nothing."""
    turns = Turns().with_people(PEOPLE).begin("a", 0).begin("a", 5).begin("b", 10)
    found = {each.id: (each.turns, each.seconds, each.speaking) for each in turns.speakers(25)}
    assert found["a"] == (1, 10, False)
    assert found["b"] == (1, 15, True)
    assert [each.id for each in turns.silent(25)] == ["c", "d"]


def test_a_slip_of_the_finger_can_be_taken_back() -> None:
    """The newest turn goes: the running one, or else the last that ended."""
    turns = Turns().with_people(PEOPLE).begin("a", 0).begin("b", 10)
    assert {each.id: each.turns for each in turns.take_back().speakers(20)} == {
        "a": 1,
        "b": 0,
        "c": 0,
        "d": 0,
    }
    assert sum(each.turns for each in turns.end(12).take_back().take_back().speakers(20)) == 0


def test_nothing_is_hinted_at_before_the_talk_has_settled() -> None:
    """Somebody has to begin, and that is no domination."""
    turns, at = talk(("a", LONG_TURN - 1))
    assert turns.hints(at) == ()
    assert turns.balance(at) is None


def test_a_long_turn_is_hinted_at_while_it_lasts() -> None:
    """Only then can somebody still be asked to hold a thought."""
    turns = Turns().with_people(PEOPLE).begin("a", 0)
    assert [(each.prompt, each.name) for each in turns.hints(LONG_TURN)] == [("long_now", "Ana")]
    assert turns.end(LONG_TURN).hints(LONG_TURN) == ()


def test_who_is_quiet_and_who_speaks_much() -> None:
    """One silent voice is named, one that takes more than twice its share too, each once."""
    turns, at = talk(("a", SETTLED), ("b", 40), ("c", 40))
    assert [(each.prompt, each.person_id) for each in turns.hints(at)] == [("quiet", "d"), ("much", "a")]


def test_half_a_silent_room_calls_for_a_round() -> None:
    """Then no name is singled out."""
    turns, at = talk(("a", SETTLED / 2), ("b", SETTLED / 2))
    assert [each.prompt for each in turns.hints(at)] == ["round"]


def test_a_round_begins_with_those_who_said_least() -> None:
    """Whoever spoke or passed has had their turn; a new round forgets that and not the time."""
    turns, at = talk(("a", 60), ("b", 10))
    turns = turns.start_round()
    assert [each.id for each in turns.waiting(at)] == ["c", "d", "b", "a"]
    turns = turns.pass_on("c").begin("d", at)
    assert [each.id for each in turns.waiting(at)] == ["b", "a"]


def test_the_end_leaves_nothing_about_anybody() -> None:
    """Forgotten is forgotten: the list of people is all that stays."""
    turns, at = talk(("a", 400), ("b", 10))
    assert turns.forgotten() == Turns().with_people(PEOPLE)
    assert all(each.turns == 0 for each in turns.forgotten().speakers(at))


def test_balance_goes_from_one_voice_to_equal_shares() -> None:
    """One figure for the room; which person it comes from cannot be read from it."""
    alone, at = talk(("a", SETTLED))
    assert alone.balance(at) == 0.0
    even, at = talk(*((person, SETTLED) for person, _ in PEOPLE))
    assert even.balance(at) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 500)), max_size=12))
def test_balance_is_the_same_whoever_speaks(said: list[tuple[str, float]]) -> None:
    """Changing names around changes nothing, and the figure stays between 0 and 1."""
    other = {"a": "c", "b": "d", "c": "b", "d": "a"}
    turns, at = talk(*said)
    swapped, _ = talk(*((other[person], length) for person, length in said))
    found = turns.balance(at)
    assert found == pytest.approx(swapped.balance(at))
    assert found is None or 0 <= found <= 1
