"""Voting: nobody gets more than the rules say, ties are settled as announced, and every result can be checked."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import voting
from facilitator.candidates import Candidate, candidates_in, candidates_of, duplicates_in
from facilitator.errors import UserError
from facilitator.lots import draw, lots
from facilitator.method import Activity, Lane, Method
from facilitator.model import ActivityValue, Ballot, Group, Hands, Note, Participant, Row, SessionRow
from facilitator.state import SessionData, empty_tables, value_id
from facilitator.voting import Rules

NAME = Activity("name", "dot_vote", "Name", lanes=(Lane("names", "Names"),), settings={"budget": 2})
ORDERS = [(), ("lot",), ("run_off", "lot"), ("fist", "lot"), ("run_off", "fist", "lot"), ("run_off", "fist")]


def session_of(*rows: Row, present: int = 10, activity: Activity = NAME, **values: Any) -> SessionData:
    """A session with one vote: `rows` as they are, `values` as the activity keeps them."""
    tables: dict[str, dict[str, Row]] = empty_tables()
    tables["sessions"]["s"] = SessionRow("s", "s", "T", "m", {}, head_count=present)
    names: dict[type[Row], str] = {
        Note: "notes",
        Group: "groups",
        Ballot: "ballots",
        Hands: "hands",
        Participant: "participants",
    }
    for row in rows:
        tables[names[type(row)]][row.id] = row
    for key, value in values.items():
        kept = ActivityValue(value_id(activity.id, key), "s", activity.id, key, {"is": value})
        tables["activity_values"][kept.id] = kept
    return SessionData(Method("m", "1", "M", "", "", "", 120, 4, 20, (), (activity,)), tables)


def notes(*titles: str) -> tuple[Note, ...]:
    """One loose note for each title, which is its id as well."""
    return tuple(Note(title, "s", "names", title, position=number) for number, title in enumerate(titles))


def hands(round_name: str, **raised: int) -> tuple[Hands, ...]:
    return tuple(
        Hands(f"{round_name}{candidate}", "s", "name", round_name, candidate, number)
        for candidate, number in raised.items()
    )


def sheet(number: int, round_name: str, **choices: int) -> Ballot:
    return Ballot(f"b{round_name}{number}", "s", "name", round_name, number, choices)


@st.composite
def votes(draw_from: st.DrawFn) -> tuple[SessionData, tuple[str, ...]]:
    """Finished votes: every round is closed, whatever was counted in it; and the order of the tie-breaks."""
    titles = draw_from(st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=5, unique=True))
    order = draw_from(st.sampled_from(ORDERS))
    few = st.integers(0, 2)
    rows: list[Row] = list(notes(*titles))
    for round_name in ("vote", "run_off"):
        rows += hands(round_name, **{each: draw_from(few) for each in titles})
    fist = {each: draw_from(st.lists(st.integers(0, 5), max_size=3)) for each in titles}
    seed = draw_from(st.text(min_size=1, max_size=8).map(lambda raw: raw.encode("utf-8", "replace").decode()))
    closed = ["vote", *order]
    return session_of(*rows, closed=closed, fist=fist, seed=seed, tie_break=list(order)), order


def test_groups_and_loose_notes_are_the_candidates() -> None:
    """What was clustered counts once, by its title or its first note; empty groups are nothing to vote for."""
    data = session_of(
        Group("g1", "s", "names", "Clean\n crew", position=1),
        Group("g2", "s", "names", position=2),
        Group("g3", "s", "names", position=3),
        Group("wall", "s", "names", "From the wall", stickies=4, position=4),
        Note("n1", "s", "names", "Crafters", group_id="g1", author_id="ann", position=2),
        Note("n2", "s", "names", "Builders", group_id="g1", author_id="ann", position=1),
        Note("n3", "s", "names", "The guild", group_id="g2"),
        Note("n4", "s", "names", "Lone  wolf", author_id="bob"),
        Note("n5", "s", "elsewhere", "Not this lane"),
    )
    assert candidates_in(data, "names") == (
        Candidate("g1", "Clean crew", ("n2", "n1"), ("ann",)),
        Candidate("g2", "The guild", ("n3",)),
        Candidate("wall", "From the wall"),
        Candidate("n4", "Lone wolf", ("n4",), ("bob",)),
    )


def test_equal_texts_are_proposed_for_merging_and_never_merged_silently() -> None:
    """Two spellings of one idea would split its votes; the room decides whether they are one."""
    data = session_of(
        *notes("Craft Club", "Guild", "other"), Note("n9", "s", "names", " craft\n club", position=9)
    )
    assert duplicates_in(data, "names") == (("Craft Club", "n9"),)
    assert len(candidates_in(data, "names")) == 4


def test_where_the_candidates_come_from() -> None:
    """The lane that the setting names, else the own one, else the first one read, else the people present."""
    data = session_of(
        Note("n", "s", "names", "A name"),
        Note("o", "s", "other", "Another"),
        Participant("p", "s", "Ann"),
        Participant("q", "s", "Bob", present=False),
    )
    by_setting = replace(NAME, settings={"items": "other"})
    reading = Activity("leader", "election", "Leader", reads=("no-lane", "names"))
    assert [each.id for each in candidates_of(data, NAME)] == ["n"]
    assert [each.id for each in candidates_of(data, by_setting)] == ["o"]
    assert [each.id for each in candidates_of(data, reading)] == ["n"]
    alone = replace(reading, reads=())
    assert candidates_of(data, alone) == (Candidate("p", "Ann", (), ("p",)),)


def test_rules_of_the_session_override_those_of_the_method() -> None:
    """The room may agree on other rules; a value that makes no sense changes nothing."""
    assert voting.rules(session_of(), NAME) == Rules(budget=2)
    agreed = {"budget": 3, "stacking": True, "own_idea": False, "tie_break": ["lot", "no such", "lot"]}
    assert voting.rules(session_of(**agreed), NAME) == Rules(3, True, False, ("lot",))
    nonsense = {"budget": True, "stacking": "yes", "own_idea": 1, "tie_break": "lot"}
    assert voting.rules(session_of(**nonsense), NAME) == Rules(budget=2)
    assert voting.rules(session_of(budget=0), NAME).budget == 2


LIST = (Candidate("a", "Alpha", ("n1",), ("ann",)), Candidate("b", "Beta"), Candidate("c", "Gamma"))


@pytest.mark.parametrize(
    ("choices", "round_name", "part"),
    [
        ({"a": 1, "b": 1, "c": 1}, "vote", "3 votes; each person has at most 2 votes"),
        ({"b": 2}, "vote", "Only one vote on each"),
        ({"a": 1}, "vote", "own idea"),
        ({"z": 1}, "vote", "not on the list"),
        ({"b": -1}, "vote", "whole numbers"),
        ({"b": 1.5}, "vote", "whole numbers"),
        ({"b": True}, "vote", "whole numbers"),
        ({"b": 1, "c": 1}, "run_off", "only one vote"),
        ({"b": 6}, "fist", "0 to 5 fingers"),
    ],
)
def test_a_sheet_that_breaks_a_rule_is_refused(choices: dict[str, Any], round_name: str, part: str) -> None:
    """Each rule has its own sentence, so that the scribe can tell the room what to do."""
    with pytest.raises(UserError, match=part):
        voting.check_ballot(Rules(2, False, False), LIST, choices, "ann", round_name)


def test_sheets_within_the_rules_are_taken() -> None:
    """Stacking and own ideas where they are allowed, empty sheets always; the run-off knows no own idea."""
    voting.check_ballot(Rules(2, False, False), LIST, {"b": 1, "c": 1, "a": 0}, "ann")
    voting.check_ballot(Rules(2, False, False), LIST, {}, "ann")
    voting.check_ballot(Rules(2, True, True), LIST, {"a": 2}, "ann")
    voting.check_ballot(Rules(2, False, False), LIST, {"a": 1}, None)
    voting.check_ballot(Rules(2, False, False), LIST, {"a": 1}, "ann", "run_off")
    voting.check_ballot(Rules(2, False, False), LIST, {"a": 5, "b": 0}, "ann", "fist")


@given(st.integers(1, 5), st.booleans(), st.dictionaries(st.sampled_from("abc"), st.integers(0, 4)))
def test_an_accepted_sheet_never_exceeds_the_rules(
    budget: int, stacking: bool, choices: dict[str, int]
) -> None:
    """Whatever is taken counts at most the budget, and at most one on each where stacking is off."""
    lawful = sum(choices.values()) <= budget and (stacking or max(choices.values(), default=0) <= 1)
    try:
        voting.check_ballot(Rules(budget, stacking), LIST, choices)
    except UserError:
        assert not lawful
    else:
        assert lawful


def test_sheets_and_hands_are_counted_together() -> None:
    """A room may vote half on paper, half by hands; other rounds stay out of it."""
    data = session_of(
        *notes("A", "B"), sheet(1, "vote", A=1, B=1), sheet(2, "vote", A=1), *hands("vote", A=7),
        *hands("run_off", B=3),
    )  # fmt: skip
    assert voting.counts(data, "name", "vote") == {"A": 9, "B": 1}
    assert voting.counts(data, "name", "run_off") == {"B": 3}
    running = voting.standing(data, NAME).open
    assert running is not None
    assert (running.cast, running.possible, running.sheets, running.surplus) == (10, 20, 2, 0)


def test_more_votes_than_possible_are_noticed() -> None:
    """21 counted and 20 possible: count once more. Late guests raise what is possible."""
    rows = (*notes("A", "B"), *hands("vote", A=11, B=10))
    assert voting.standing(session_of(*rows), NAME).open.surplus == 1  # type: ignore[union-attr]
    assert voting.standing(session_of(*rows, present=11), NAME).open.surplus == 0  # type: ignore[union-attr]


def test_who_leaves_later_does_not_change_a_closed_round() -> None:
    """What was possible is what was possible when the round was closed."""
    rows = (*notes("A", "B"), *hands("vote", A=3))
    untold = session_of(*rows, present=4, closed=["vote"])
    assert voting.standing(untold, NAME).closed[0].possible == 8
    told = session_of(*rows, present=4, closed=["vote"], people={"vote": 10})
    assert voting.standing(told, NAME).closed[0].possible == 20


def test_what_is_possible_in_each_round() -> None:
    """The budget at first, one vote each in a run-off, one hand each in a fist of five, nothing in a draw."""
    agreed = Rules(budget=3)
    assert [voting.possible(agreed, 10, each) for each in ("vote", "run_off", "fist", "lot")] == [
        30,
        10,
        10,
        0,
    ]
    assert voting.possible(agreed, 10, "vote", choices=2) == 20
    assert voting.possible(replace(agreed, stacking=True), 10, "vote", choices=2) == 30


def test_an_open_round_decides_nothing() -> None:
    """Blind until closed: with votes in, there is no winner, and the account tells none of it."""
    data = session_of(*notes("A", "B"), *hands("vote", A=7))
    now = voting.standing(data, NAME)
    assert (now.round, now.winner, now.tied) == ("vote", None, ())
    told = voting.account(data, NAME)
    assert (told["rounds"], told["winner"]) == ([], None)


def test_a_tie_goes_through_the_announced_steps() -> None:
    """Vote, run-off, fist of five, lot: each among those still level, each open until it is closed."""
    rows = (
        *notes("A", "B", "C", "D"),
        *hands("vote", A=5, B=5, C=5, D=4),
        *hands("run_off", A=4, B=4, C=2, D=9),
    )
    run_off = voting.standing(session_of(*rows, closed=["vote"]), NAME)
    assert (run_off.round, run_off.tied, run_off.winner) == ("run_off", ("A", "B", "C"), None)
    fist = voting.standing(session_of(*rows, closed=["vote", "run_off"]), NAME)
    assert (fist.round, fist.tied) == ("fist", ("A", "B"))
    both = ["vote", "run_off", "fist"]
    higher_minimum = session_of(*rows, closed=both, fist={"A": [5, 5, 1], "B": [2, 2, 2]})
    assert (
        voting.standing(higher_minimum, NAME).winner,
        voting.standing(higher_minimum, NAME).decided_by,
    ) == (
        "B",
        "fist",
    )
    higher_sum = session_of(*rows, closed=both, fist={"A": [5, 2], "B": [4, 2]})
    assert voting.standing(higher_sum, NAME).winner == "A"
    by_sheets = session_of(*rows, sheet(1, "fist", A=3, B=2), closed=both, fist={"A": [3]})
    assert voting.standing(by_sheets, NAME).winner == "A"
    level = {"A": [3, 4], "B": [4, 3]}
    lot = voting.standing(session_of(*rows, closed=both, fist=level), NAME)
    assert (lot.round, lot.tied) == ("lot", ("A", "B"))
    drawn = voting.standing(session_of(*rows, closed=[*both, "lot"], fist=level, seed="2026"), NAME)
    assert drawn.winner == draw([("A", "A"), ("B", "B")], "2026")
    assert drawn.decided_by == "lot"


def test_without_a_further_tie_break_the_tie_is_told() -> None:
    """Nothing is decided that was not announced: the room sees who is level and decides itself."""
    data = session_of(*notes("A", "B"), *hands("vote", A=1, B=1), closed=["vote"], tie_break=[])
    now = voting.standing(data, NAME)
    assert (now.round, now.winner, now.tied) == (None, None, ("A", "B"))


def test_somebody_who_declines_is_passed_over() -> None:
    """The next one leads, the votes stay in the account."""
    rows = (*notes("A", "B", "C"), *hands("vote", A=5, B=3, C=1))
    data = session_of(*rows, closed=["vote"], declined=["A"])
    assert voting.standing(data, NAME).winner == "B"
    told = voting.account(data, NAME)
    assert told["declined"] == [{"id": "A", "title": "A"}]
    assert told["rounds"][0]["candidates"][0] == {"id": "A", "title": "A", "count": 5}
    nobody = voting.standing(session_of(*rows, closed=["vote"], declined=["A", "B", "C"]), NAME)
    assert (nobody.round, nobody.winner, nobody.tied) == (None, None, ())


@given(votes())
def test_the_winner_leads_every_round(case: tuple[SessionData, tuple[str, ...]]) -> None:
    """In each round those in first place have the maximum, and the winner is one of them all the way."""
    data, order = case
    now = voting.standing(data, NAME)
    assert [each.name for each in now.closed] == ["vote", *order][: len(now.closed)]
    for each in now.closed:
        if each.counts:
            top = max(each.counts.values())
            assert set(each.best) == {who for who, number in each.counts.items() if number == top}
        if each.fingers:
            merit = {who: (min(f, default=-1), sum(f)) for who, f in each.fingers.items()}
            assert set(each.best) == {who for who, own in merit.items() if own == max(merit.values())}
        assert now.winner is None or now.winner in each.best
    for earlier, later in zip(now.closed, now.closed[1:], strict=False):
        assert {each.id for each in later.candidates} == set(earlier.best)
    assert (now.winner is None) == (len(now.tied) > 1)
    assert now.winner is not None or "lot" not in order


@given(votes(), st.randoms())
def test_the_order_of_the_candidates_does_not_matter(
    case: tuple[SessionData, tuple[str, ...]], shuffler: Any
) -> None:
    """Who stands first on the wall has no advantage."""
    data, _ = case
    rows = list(data.tables["notes"].values())
    places = list(range(len(rows)))
    shuffler.shuffle(places)
    moved = {row.id: replace(row, position=float(place)) for row, place in zip(rows, places, strict=True)}
    shuffled = replace(data, tables={**data.tables, "notes": moved})
    first, second = voting.standing(data, NAME), voting.standing(shuffled, NAME)
    assert first.winner == second.winner
    assert set(first.tied) == set(second.tied)
    assert first.decided_by == second.decided_by


@given(votes())
def test_the_account_is_plain_json_and_tells_the_same(case: tuple[SessionData, tuple[str, ...]]) -> None:
    """A protocol survives storage unchanged, and says what the desk saw."""
    data, _ = case
    told, now = voting.account(data, NAME), voting.standing(data, NAME)
    assert json.loads(json.dumps(told)) == told
    assert (told["winner"] or {}).get("id") == now.winner
    assert [each["round"] for each in told["rounds"]] == [each.name for each in now.closed]
    assert [each["id"] for each in told["tied"]] == list(now.tied)


def test_the_account_names_no_author_and_no_voter() -> None:
    """It goes to the projector and into the report: votes stay secret."""
    data = session_of(
        Note("n", "s", "names", "Guild", author_id="secret-author"),
        replace(sheet(1, "vote", n=1), voter_id="secret-voter"),
        closed=["vote"],
        objections=["Too short", 7],
    )
    told = voting.account(data, NAME)
    assert "secret" not in json.dumps(told)
    assert told["objections"] == ["Too short"]
    assert (told["winner"], told["decided_by"]) == ({"id": "n", "title": "Guild"}, "vote")
    assert told["rules"] == {
        "budget": 2, "stacking": False, "own_idea": True, "tie_break": ["run_off", "fist", "lot"],
    }  # fmt: skip


def test_a_draw_can_be_repeated_by_hand() -> None:
    """The digests are those of sha256sum for "seed:title"; the smallest wins."""
    drawn = lots([("1", "Anna"), ("2", "Bert"), ("3", "Chris")], "2026")
    assert [each.text for each in drawn] == ["Anna", "Chris", "Bert"]
    assert drawn[0].digest == "c86d7b7a748b3403313a14497d5c23083c1b38d91e441d0873971231af3aac15"
    with pytest.raises(ValueError, match="at least one"):
        draw([], "2026")


@given(
    st.lists(st.tuples(st.uuids().map(str), st.sampled_from(["Ann", "Ann (2)", "Bo"])), min_size=1), st.data()
)
def test_a_draw_depends_on_the_seed_alone(named: list[tuple[str, str]], data: st.DataObject) -> None:
    """Any order gives the same winner, and namesakes have lots of their own."""
    shuffled = data.draw(st.permutations(named))
    assert lots(named, "seed") == lots(shuffled, "seed")
    assert len({each.text for each in lots(named, "seed")}) == len(named)


def test_no_lot_is_favoured() -> None:
    """Over many seeds each of four, two of them namesakes, wins about a quarter of the draws."""
    named = [("1", "Ann"), ("2", "Ann"), ("3", "Bo"), ("4", "Cy")]
    won = Counter(draw(named, f"seed {number}") for number in range(4000))
    assert set(won) == {"1", "2", "3", "4"}
    assert all(900 <= number <= 1100 for number in won.values())
