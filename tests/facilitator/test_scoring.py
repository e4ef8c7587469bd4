"""Blind scores: the figures of the group, what is marked for talk, what goes in and what is refused."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import method_files, scoring
from facilitator.errors import UserError
from facilitator.model import Ballot, Hands
from facilitator.opening import rehearse
from facilitator.scoring import EMPTY, SCALES, Tally, in_figures, most_differing, tally_of
from facilitator.session import Session

HOME = "change"
SCORES = st.lists(st.integers(1, 5), min_size=1, max_size=30)


def weighing(*titles: str) -> tuple[Session, list[str]]:
    """A session of the force field with restraining forces of these titles, and their ids in order."""
    session = rehearse(method_files.load("force-field"))
    return session, [session.notes.add("hinders", title).id for title in titles]


def sheets_in(session: Session, item: str, scores: Sequence[int], round_name: str = "strength") -> None:
    for number, score in enumerate(scores, start=1):
        session.scores.set(HOME, round_name, number, item, score)


# The figures


@pytest.mark.parametrize(
    ("scores", "median", "low", "high", "spread", "quartile_range"),
    [
        # One voter is their own median, and no half has anything in it.
        ([4], 4.0, 4, 4, 0, 0.0),
        ([2, 5], 3.5, 2, 5, 3, 3.0),
        # Odd: the middle one is left out of both halves. 1 | 3 | 5.
        ([3, 1, 5], 3.0, 1, 5, 4, 4.0),
        # Even: the mean of the middle two; lower half 1 2, upper half 4 5.
        ([5, 1, 4, 2], 3.0, 1, 5, 4, 3.0),
        # 1 2 | 3 | 4 5: quartiles 1.5 and 4.5.
        ([4, 2, 3, 1, 5], 3.0, 1, 5, 4, 3.0),
        # 2 2 3 3 | 3 4 5 5: middle two 3 3; quartiles 2.5 and 4.5.
        ([3, 5, 2, 3, 4, 2, 5, 3], 3.0, 2, 5, 3, 2.0),
        # 1 1 1 2 2 | 2 2 2 4 5, quartiles 1 and 2: one far voice does not move them.
        ([1, 2, 1, 5, 2, 1, 2, 4, 2, 2], 2.0, 1, 5, 4, 1.0),
        ([3, 3, 3, 3], 3.0, 3, 3, 0, 0.0),
    ],
)
def test_tallies_worked_out_by_hand(
    scores: list[int], median: float, low: int, high: int, spread: int, quartile_range: float
) -> None:
    """Median, lowest to highest, and the quartile range, for even and odd numbers of voters."""
    found = tally_of(scores)
    assert (found.median, found.low, found.high, found.spread) == (median, low, high, spread)
    assert found.quartile_range == quartile_range
    assert found.voters == len(scores)
    assert found.scores == tuple(sorted(scores))


def test_nobody_voted() -> None:
    """No score is no figure, not a zero."""
    assert tally_of([]) == EMPTY
    assert EMPTY.empty
    assert EMPTY.median is None
    assert EMPTY.figure(SCALES["dots"]) is None
    assert EMPTY.spread == 0


def test_dots_are_added_up() -> None:
    """With dots the number that stands for an item is their sum, else the median."""
    found = tally_of([1, 3, 1])
    assert found.figure(SCALES["dots"]) == 5.0
    assert found.figure(SCALES["1-5"]) == 1.0
    assert found.count(1) == 2


@pytest.mark.parametrize(("items", "dots"), [(1, 3), (9, 3), (10, 4), (12, 4), (13, 5), (40, 14)])
def test_a_third_of_the_items_as_dots(items: int, dots: int) -> None:
    """Everybody gets a third of the items in dots, three at least."""
    assert SCALES["dots"].budget(items) == dots


@given(SCORES, st.randoms())
def test_the_order_of_sheets_does_not_matter(scores: list[int], luck: object) -> None:
    """Who hands in first has no weight."""
    mixed = list(scores)
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    assert tally_of(mixed) == tally_of(scores)


@given(SCORES)
def test_the_median_lies_between_the_halves(scores: list[int]) -> None:
    """Half of the room is at most that high, half at least, and the quartile range stays inside the spread."""
    found = tally_of(scores)
    assert found.median is not None
    assert sum(score <= found.median for score in scores) * 2 >= len(scores)
    assert sum(score >= found.median for score in scores) * 2 >= len(scores)
    assert 0 <= found.quartile_range <= found.spread


@given(SCORES, st.integers(0, 5))
def test_moving_every_score_moves_only_the_median(scores: list[int], by: int) -> None:
    """Spread and quartile range are about differences alone."""
    one, two = tally_of(scores), tally_of([score + by for score in scores])
    assert one.median is not None
    assert two.median == one.median + by
    assert (two.spread, two.quartile_range) == (one.spread, one.quartile_range)


# Where the room disagrees


def test_the_three_widest_are_marked() -> None:
    """At least two points apart, the widest first, three at most."""
    found = {
        "level": tally_of([3, 3, 3]),
        "near": tally_of([3, 4]),
        "two": tally_of([2, 4]),
        "four": tally_of([1, 5]),
        "three": tally_of([2, 5]),
        "two more": tally_of([1, 3]),
    }
    assert most_differing(found) == ("four", "three", "two")


def test_ties_of_spread_go_by_quartiles_then_median_then_order() -> None:
    """Of equally wide ones the room talks about where more people differ, then about the stronger force."""
    found = {
        "one far voice": tally_of([3, 3, 3, 3, 5]),
        "split, weak": tally_of([1, 1, 3, 3]),
        "split, strong": tally_of([3, 3, 5, 5]),
        "split, strong, later": tally_of([3, 3, 5, 5]),
    }
    assert most_differing(found) == ("split, strong", "split, strong, later", "split, weak")


def test_nothing_is_marked_where_nobody_voted_or_all_agree() -> None:
    """No forced talk."""
    assert most_differing({"a": EMPTY, "b": tally_of([4, 4]), "c": tally_of([1])}) == ()


# Going in


def test_a_score_is_one_row_of_its_sheet() -> None:
    """A sheet is one row however many scores are on it, and no name stands on it."""
    session, (one, two) = weighing("No time", "Habit")
    session.scores.set(HOME, "strength", 3, one, 4)
    session.scores.set(HOME, "strength", 3, two, 2)
    (sheet,) = session.data.ballots
    assert (sheet.activity_id, sheet.round, sheet.sheet, sheet.voter_id) == (HOME, "strength", 3, None)
    assert sheet.choices == {one: 4, two: 2}
    assert scoring.tally(session.data, HOME, "strength", one) == tally_of([4])


def test_an_emptied_sheet_is_gone() -> None:
    """A score can be taken off again, and a sheet with none left is no sheet."""
    session, (one,) = weighing("No time")
    session.scores.set(HOME, "strength", 1, one, 4)
    session.scores.set(HOME, "strength", 1, one, None)
    assert session.data.ballots == []
    session.scores.set(HOME, "strength", 2, one, None)
    assert session.undo_act == "scores.set"
    session.undo()
    assert scoring.tally(session.data, HOME, "strength", one).median == 4.0


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_hands_and_sheets_with_the_same_votes_tell_the_same(scores: list[int]) -> None:
    """Fingers counted and slips typed are two ways to one figure."""
    session, (one,) = weighing("No time")
    sheets_in(session, one, scores)
    typed = scoring.tally(session.data, HOME, "strength", one)
    session.scores.set_entry(HOME, "hands")
    assert scoring.tally(session.data, HOME, "strength", one) == EMPTY
    for score in set(scores):
        session.scores.set_hands(HOME, "strength", one, score, scores.count(score))
    assert scoring.tally(session.data, HOME, "strength", one) == typed
    assert scoring.hands_of(session.data, HOME, "strength", one) == {
        score: scores.count(score) for score in set(scores)
    }
    session.scores.set_entry(HOME, "sheets")
    assert scoring.tally(session.data, HOME, "strength", one) == typed


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1), st.integers(1, 5)), min_size=1, max_size=12))
def test_undo_restores_every_score(entries: list[tuple[int, int, int]]) -> None:
    """Taking back everything that was typed leads through the same states to the beginning."""
    session, items = weighing("No time", "Habit")
    states = [session.data]
    for sheet, item, score in entries:
        before = session.data
        session.scores.set(HOME, "strength", sheet, items[item], score)
        if session.data != before:
            states.append(session.data)
    for state in reversed(states[:-1]):
        session.undo()
        assert session.data == state


def test_rounds_do_not_mix() -> None:
    """Strength and changeability are two questions."""
    session, (one,) = weighing("No time")
    sheets_in(session, one, [5, 5])
    sheets_in(session, one, [1, 2, 3], "changeability")
    assert scoring.tally(session.data, HOME, "strength", one).median == 5.0
    assert scoring.tally(session.data, HOME, "changeability", one).median == 2.0
    session.scores.reveal(HOME, "strength")
    assert not scoring.is_shown(session.data, HOME, "changeability")


def test_complete_sheets_are_counted() -> None:
    """Only who has scored everything is done; of hands, as many as the item with the fewest."""
    session, (one, two) = weighing("No time", "Habit")
    sheets_in(session, one, [1, 2, 3])
    sheets_in(session, two, [1, 2])
    assert scoring.sheets_done(session.data, HOME, "strength", (one, two)) == 2
    assert scoring.sheets_done(session.data, HOME, "strength", ()) == 0
    session.scores.set_entry(HOME, "hands")
    session.scores.set_hands(HOME, "strength", one, 4, 6)
    session.scores.set_hands(HOME, "strength", two, 4, 5)
    assert scoring.sheets_done(session.data, HOME, "strength", (one, two)) == 5


def test_dots_on_sheets() -> None:
    """A sheet of dots is done when all are given, and takes no more; taking one off makes room."""
    session, (one, two) = weighing("No time", "Habit")
    session.forces.set_scale("dots")
    session.scores.set(HOME, "strength", 1, one, 2)
    assert scoring.sheets_done(session.data, HOME, "strength", (one, two)) == 0
    with pytest.raises(UserError, match="3 dots"):
        session.scores.set(HOME, "strength", 1, two, 2)
    session.scores.set(HOME, "strength", 1, two, 1)
    assert scoring.sheets_done(session.data, HOME, "strength", (one, two)) == 1
    session.scores.set(HOME, "strength", 1, one, 1)
    session.scores.set(HOME, "strength", 1, two, 2)
    assert scoring.tally(session.data, HOME, "strength", two).figure(SCALES["dots"]) == 2.0


# What is refused, in one sentence, with nothing lost


@pytest.mark.parametrize("score", [0, 6, -1, 100, 2.5, True, "3"])
def test_a_score_off_the_scale_is_refused(score: object) -> None:
    """The sentence names the scale; the sheet stays as it was."""
    session, (one,) = weighing("No time")
    session.scores.set(HOME, "strength", 1, one, 3)
    with pytest.raises(UserError, match="from 1 to 5"):
        session.scores.set(HOME, "strength", 1, one, score)  # type: ignore[arg-type]
    assert scoring.tally(session.data, HOME, "strength", one).scores == (3,)


@pytest.mark.parametrize("sheet", [0, -1, 1000])
def test_sheets_have_numbers_within_reason(sheet: int) -> None:
    session, (one,) = weighing("No time")
    with pytest.raises(UserError, match="1 to 999"):
        session.scores.set(HOME, "strength", sheet, one, 3)


def test_what_is_not_on_the_list_is_refused() -> None:
    """A force that is gone, a round that does not exist, another activity than the one that keeps the scores."""
    session, (one,) = weighing("No time")
    with pytest.raises(UserError, match="not on the list"):
        session.scores.set(HOME, "strength", 1, "gone", 3)
    with pytest.raises(UserError, match="shoe size"):
        session.scores.set(HOME, "shoe size", 1, one, 3)
    for elsewhere in ("strength", "close"):
        with pytest.raises(UserError, match="Nothing is scored here"):
            session.scores.set(elsewhere, "strength", 1, one, 3)
    with pytest.raises(UserError, match="999 hands"):
        session.scores.set_hands(HOME, "strength", one, 3, 1000)
    with pytest.raises(UserError, match="sheets or as counted hands"):
        session.scores.set_entry(HOME, "shouting")
    assert session.data.ballots == session.data.hands == []


def test_nothing_to_show_without_a_vote() -> None:
    """An empty picture would look like a result."""
    session, (one, two) = weighing("No time", "Habit")
    with pytest.raises(UserError, match="No score is in yet"):
        session.scores.reveal(HOME, "strength")
    session.scores.set(HOME, "strength", 1, one, 3)
    with pytest.raises(UserError, match="No score is in yet"):
        session.scores.reveal(HOME, "strength", two)
    session.scores.reveal(HOME, "strength")
    assert scoring.is_shown(session.data, HOME, "strength")


def test_what_the_room_has_seen_stays_until_it_is_covered() -> None:
    """Changing a score that everybody saw would be noticed by nobody."""
    session, (one,) = weighing("No time")
    sheets_in(session, one, [2, 4])
    session.scores.reveal(HOME, "strength")
    for refused in (
        lambda: session.scores.set(HOME, "strength", 1, one, 5),
        lambda: session.scores.set_hands(HOME, "strength", one, 5, 2),
        lambda: session.scores.set_entry(HOME, "hands"),
    ):
        with pytest.raises(UserError, match="Cover them again"):
            refused()
    session.scores.set(HOME, "changeability", 1, one, 5)
    session.scores.cover(HOME, "strength")
    session.scores.set(HOME, "strength", 1, one, 5)
    assert scoring.tally(session.data, HOME, "strength", one).scores == (4, 5)


def test_items_are_shown_one_by_one() -> None:
    """One item shown leaves the others covered; covering one of all that are shown covers only that one."""
    session, (one, two) = weighing("No time", "Habit")
    sheets_in(session, one, [2, 4])
    sheets_in(session, two, [3, 3])
    session.scores.reveal(HOME, "strength", one)
    found = scoring.shown_tallies(session.data, HOME, "strength", (one, two))
    assert (found[one].median, found[two]) == (3.0, EMPTY)
    session.scores.set(HOME, "strength", 1, two, 4)
    session.scores.reveal(HOME, "strength")
    session.scores.cover(HOME, "strength", two)
    assert scoring.is_shown(session.data, HOME, "strength", one)
    assert not scoring.is_shown(session.data, HOME, "strength", two)
    session.scores.cover(HOME, "strength")
    assert not scoring.is_shown(session.data, HOME, "strength", one)
    assert session.data.value(HOME, scoring.SHOWN) is None


def test_strange_rows_are_not_counted() -> None:
    """A document of somebody else cannot put a score off the scale, or a million hands, into a median."""
    session, (one,) = weighing("No time")
    sheets_in(session, one, [4])
    strange = Ballot("x", session.id, HOME, "strength", 9, {one: 1_000_000, "gone": 3})
    many = Hands("y", session.id, HOME, "strength:5", one, 999_999)
    off = Hands("z", session.id, HOME, "strength:77", one, 3)
    session.data.tables["ballots"]["x"] = strange  # type: ignore[index]
    session.data.tables["hands"] |= {"y": many, "z": off}  # type: ignore[index]
    assert scoring.tally(session.data, HOME, "strength", one).scores == (4,)
    session.scores.set_entry(HOME, "hands")
    assert scoring.tally(session.data, HOME, "strength", one) == Tally((5,) * 999, 5.0, 5, 5, 999, 0.0)


@pytest.mark.parametrize(
    ("number", "text"), [(4.0, "4"), (3.5, "3.5"), (-2.0, "−2"), (0.0, "0"), (-0.001, "0"), (1234.0, "1234")]
)
def test_figures_are_written_as_people_write_them(number: float, text: str) -> None:
    assert in_figures(number) == text
