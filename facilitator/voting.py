"""Voting with dots, and what settles a tie: rules, counting and the account of a decision.

A vote goes through rounds. It starts with "vote"; a tie for the first place goes on with the tie-breaks that
were announced before, each among the tied only: "run_off" (one vote each), "fist" (fist of five on each; the
highest minimum wins, then the highest sum) and "lot" (`facilitator.lots`). Where several are picked at once, the
round decides what clearly stands among the first so many; what is level for the last place is talked about instead.
Nothing here is told to the room
before a round is closed: `account` has closed rounds only, `standing` is for the desk.

An activity keeps its findings as values: "closed" is the list of closed rounds, "people" maps a round to the
head count when it was closed, "fist" maps a candidate to the fingers shown, "seed" is the text the lot is
drawn with, "declined" lists candidates who are not available, "objections" is a list of texts; "budget",
"stacking", "own_idea" and "tie_break" override the settings of the method.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from facilitator.candidates import Candidate, candidates_of
from facilitator.errors import UserError
from facilitator.lots import Lot, lots
from facilitator.method import Activity
from facilitator.state import SessionData

VOTE = "vote"
RUN_OFF = "run_off"
FIST = "fist"
LOT = "lot"
TIE_BREAKS = (RUN_OFF, FIST, LOT)
FINGERS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What is announced before a vote.

    `budget` is the number of votes of a person, `stacking` allows several on one candidate, `own_idea` allows
    one for the own idea; `tie_break` are the rounds that settle a tie, in their order. `picks` is how many are
    chosen at most; more than one, and no tie is settled by another round.
    """

    budget: int = 1
    stacking: bool = False
    own_idea: bool = True
    tie_break: tuple[str, ...] = TIE_BREAKS
    picks: int = 1


@dataclass(frozen=True, slots=True)
class Round:
    """One round, open or closed.

    `counts` and `fingers` (sorted, in a fist of five) are by candidate. `cast` and `possible` count votes, in
    a fist of five the hands for the candidate who got most; `sheets` are the ballots among them. `best` are
    the ids in first place: one when the round decides, all the tied otherwise, none when there is nobody to
    choose.
    """

    name: str
    candidates: tuple[Candidate, ...]
    counts: Mapping[str, int]
    fingers: Mapping[str, tuple[int, ...]]
    people: int
    sheets: int
    cast: int
    possible: int
    best: tuple[str, ...]
    seed: str = ""
    lots: tuple[Lot, ...] = ()

    @property
    def surplus(self) -> int:
        """How many more were counted than are possible: a reason to count once more."""
        return max(self.cast - self.possible, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a vote is, for the desk.

    `open` is the round that runs, None once it is decided or no announced tie-break is left. `tied` are the
    ids still level, `winner` the one elected, `decided_by` the round that did it; where several are picked, `picked`
    are those, the one with most votes first, and there is no winner. `closed` are the closed rounds that led here.
    """

    rules: Rules
    open: Round | None
    closed: tuple[Round, ...] = ()
    tied: tuple[str, ...] = ()
    winner: str | None = None
    decided_by: str | None = None
    candidates: tuple[Candidate, ...] = field(default=())
    picked: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of all that were chosen: the winner, or those picked."""
        return self.picked or ((self.winner,) if self.winner else ())

    @property
    def round(self) -> str | None:
        """The name of the open round."""
        return self.open.name if self.open else None


def rules(data: SessionData, activity: Activity) -> Rules:
    """Return the rules of a vote: what the method sets, overridden by what the session keeps for this
    activity.

    A setting that makes no sense is as good as none.
    """
    chosen: dict[str, Any] = {}
    for source in (activity.settings, data.values_of(activity.id)):
        budget, order = source.get("budget"), source.get("tie_break")
        if (whole := _whole(budget)) is not None and whole >= 1:
            chosen["budget"] = whole
        chosen |= {key: source[key] for key in ("stacking", "own_idea") if isinstance(source.get(key), bool)}
        if isinstance(order, list | tuple):
            chosen["tie_break"] = tuple(dict.fromkeys(each for each in order if each in TIE_BREAKS))
    picks = _whole(activity.settings.get("picks"))
    if picks is not None and picks > 1:
        chosen |= {"picks": picks, "tie_break": ()}
    return Rules(**chosen)


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def check_ballot(
    agreed: Rules,
    on_the_list: Sequence[Candidate],
    choices: Mapping[str, Any],
    voter_id: str | None = None,
    round_name: str = VOTE,
) -> None:
    """Check one sheet: `choices` maps a candidate's id to its votes, in a fist of five to its fingers.

    The rule about the own idea needs to know the voter and holds in the first round only: in a tie-break
    nobody could choose otherwise.

    Raises:
        UserError: the sheet breaks a rule; the sentence names the first one.
    """
    by_id = {each.id: each for each in on_the_list}
    if any(each not in by_id for each in choices):
        raise UserError("This sheet names something that is not on the list; look at the list again.")
    if any(_whole(number) is None for number in choices.values()):
        raise UserError("Votes are whole numbers from 0 upwards.")
    if round_name == FIST:
        if any(number > FINGERS for number in choices.values()):
            raise UserError(f"A hand shows 0 to {FINGERS} fingers.")
        return
    budget = agreed.budget if round_name == VOTE else 1
    total = sum(choices.values())
    if total > budget:
        allowed = "only one vote" if budget == 1 else f"at most {budget} votes"
        raise UserError(f"This sheet has {total} votes; each person has {allowed}.")
    for candidate_id, number in choices.items():
        title = _short(by_id[candidate_id].title)
        if number > 1 and not agreed.stacking:
            raise UserError(f"Only one vote on each is allowed, and “{title}” has {number} on this sheet.")
        own = voter_id is not None and voter_id in by_id[candidate_id].author_ids
        if number and own and not agreed.own_idea and round_name == VOTE:
            raise UserError(f"“{title}” is this person’s own idea; the vote goes to somebody else’s.")


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39].rstrip()}…"


def counts(data: SessionData, activity_id: str, round_name: str) -> dict[str, int]:
    """Return the votes of a round by candidate: the ballots and the counted hands together."""
    found: dict[str, int] = {}
    for ballot in data.ballots:
        if (ballot.activity_id, ballot.round) == (activity_id, round_name):
            for candidate_id, number in ballot.choices.items():
                found[candidate_id] = found.get(candidate_id, 0) + (_whole(number) or 0)
    for hands in data.hands:
        if (hands.activity_id, hands.round) == (activity_id, round_name):
            found[hands.candidate] = found.get(hands.candidate, 0) + max(hands.count, 0)
    return found


def fingers(data: SessionData, activity_id: str) -> dict[str, tuple[int, ...]]:
    """Return the fingers shown in the fist of five by candidate, fewest first, from sheets and hands."""
    shown: dict[str, list[Any]] = {}
    for ballot in data.ballots:
        if (ballot.activity_id, ballot.round) == (activity_id, FIST):
            for candidate_id, number in ballot.choices.items():
                shown.setdefault(candidate_id, []).append(number)
    kept = data.value(activity_id, FIST)
    for candidate_id, numbers in kept.items() if isinstance(kept, Mapping) else ():
        shown.setdefault(candidate_id, []).extend(numbers if isinstance(numbers, list | tuple) else ())
    valid = {each: [number for number in raw if _is_hand(number)] for each, raw in shown.items()}
    return {each: tuple(sorted(numbers)) for each, numbers in valid.items() if numbers}


def _is_hand(value: Any) -> bool:
    number = _whole(value)
    return number is not None and number <= FINGERS


def possible(agreed: Rules, head_count: int, round_name: str, choices: int | None = None) -> int:
    """Return how many votes a round can have: `budget` from each person at first, then one from each.

    Without stacking nobody can give more votes than there are `choices`. Nobody votes in a draw by lot.
    """
    if round_name == LOT:
        return 0
    budget = agreed.budget if round_name == VOTE else 1
    if choices is not None and not agreed.stacking:
        budget = min(budget, choices)
    return budget * max(head_count, 0)


def standing(data: SessionData, activity: Activity) -> Standing:
    """Return where the vote of `activity` is.

    Candidates who declined keep their votes in the count, but are passed over for the first place.
    """
    agreed = rules(data, activity)
    everybody = candidates_of(data, activity)
    closed_names = _list(data.value(activity.id, "closed"))
    declined = _list(data.value(activity.id, "declined"))
    in_play = everybody
    closed: list[Round] = []
    tied: tuple[str, ...] = ()
    for name in (VOTE, *agreed.tie_break):
        this = _round(data, activity.id, name, in_play, agreed, declined)
        if name not in closed_names:
            return Standing(agreed, this, tuple(closed), tied, candidates=everybody)
        closed.append(this)
        if agreed.picks > 1:
            picked, level = first_of(this, agreed.picks, declined)
            by = name if picked else None
            return Standing(
                agreed, None, tuple(closed), level, decided_by=by, candidates=everybody, picked=picked
            )
        if len(this.best) == 1:
            winner = this.best[0]
            return Standing(agreed, None, tuple(closed), (), winner, name, candidates=everybody)
        if not this.best:
            break
        tied = this.best
        in_play = tuple(each for each in in_play if each.id in tied)
    return Standing(agreed, None, tuple(closed), tied if closed[-1].best else (), candidates=everybody)


def strongest_first(standing: Standing) -> tuple[Candidate, ...]:
    """Return the candidates with the chosen ones first, then by votes and by votes of the run-off, most first.

    Nothing is in order before the round of dots is closed: then nothing is returned.
    """
    closed = {each.name: each.counts for each in standing.closed}
    if VOTE not in closed:
        return ()
    first, second = closed[VOTE], closed.get(RUN_OFF, {})

    def rank(each: Candidate) -> tuple[bool, int, int]:
        return each.id not in standing.chosen, -first.get(each.id, 0), -(second.get(each.id) or 0)

    return tuple(sorted(standing.candidates, key=rank))


def topics_in_order(data: SessionData, activity: Activity) -> tuple[str, ...]:
    """Return what the last closed vote before `activity` on a lane that it reads as well was about, strongest first."""
    # By its id: another kind may show a copy of its activity with fewer lanes.
    earlier = tuple(takewhile(lambda each: each.id != activity.id, data.method.activities))
    for each in reversed(earlier):
        if each.kind == "dot_vote" and set(each.reads) & set(activity.reads):
            return tuple(found.title for found in strongest_first(standing(data, each)))
    return ()


def first_of(this: Round, most: int, declined: Sequence[Any] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who is clearly among the first `most` of a round, most votes first, and who is level for what is left."""
    ranked = sorted(
        (each.id for each in this.candidates if this.counts.get(each.id) and each.id not in declined),
        key=lambda each: -this.counts[each],
    )
    if len(ranked) <= most:
        return tuple(ranked), ()
    border = this.counts[ranked[most]]
    clear = tuple(each for each in ranked[:most] if this.counts[each] > border)
    level = tuple(each for each in ranked if this.counts[each] == border) if len(clear) < most else ()
    return clear, level


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _round(
    data: SessionData,
    activity_id: str,
    name: str,
    in_play: tuple[Candidate, ...],
    agreed: Rules,
    declined: Sequence[Any],
) -> Round:
    at_closing = data.value(activity_id, "people")
    kept = _whole(at_closing.get(name)) if isinstance(at_closing, Mapping) else None
    present = data.people_present if kept is None else kept
    sheets = sum((each.activity_id, each.round) == (activity_id, name) for each in data.ballots)
    shown = fingers(data, activity_id) if name == FIST else {}
    counted = {} if name in (FIST, LOT) else counts(data, activity_id, name)
    tally = {each.id: counted.get(each.id, 0) for each in in_play} if name in (VOTE, RUN_OFF) else {}
    hands = {each.id: shown.get(each.id, ()) for each in in_play} if name == FIST else {}
    eligible = [each for each in in_play if each.id not in declined]
    seed = str(data.value(activity_id, "seed", "")) if name == LOT else ""
    drawn = lots(((each.id, each.title) for each in eligible), seed) if seed else ()
    merit: dict[str, tuple[int, ...]] = {
        each.id: _fist_merit(hands[each.id]) if name == FIST else (tally.get(each.id, 0),)
        for each in eligible
    }
    best = tuple(each for each, own in merit.items() if own == max(merit.values()))
    return Round(
        name=name,
        candidates=in_play,
        counts=tally,
        fingers=hands,
        people=present,
        sheets=sheets,
        cast=max(map(len, hands.values()), default=0) if name == FIST else sum(tally.values()),
        possible=possible(agreed, present, name, len(in_play)),
        best=(drawn[0].id,) if drawn else best,
        seed=seed,
        lots=drawn,
    )


def _fist_merit(shown: tuple[int, ...]) -> tuple[int, int]:
    # Somebody for whom no hand was raised stands below somebody who got fists only.
    return (min(shown, default=-1), sum(shown))


def account(data: SessionData, activity: Activity) -> dict[str, Any]:
    """Return how it was decided, as JSON values: kept as the entries of a protocol, shown in report and room.

    "rules" as announced; "rounds" with the closed ones, each with its candidates and their counts or fingers,
    "cast", "possible", "surplus", "people", "sheets", "best" (one id decides, several are tied) and, in a
    draw, "seed" and "lots"; "winner", where several are picked "picked", and "tied" with ids and titles,
    "decided_by", "declined", "objections".
    It holds no authors, no voters and nothing of an open round.
    """
    now = standing(data, activity)
    by_id = {each.id: each for each in now.candidates}

    def named(ids: Iterable[Any]) -> list[dict[str, str]]:
        return [{"id": each, "title": by_id[each].title} for each in ids if each in by_id]

    winner = named([now.winner] if now.winner else [])
    return {
        "rules": {
            "budget": now.rules.budget,
            "stacking": now.rules.stacking,
            "own_idea": now.rules.own_idea,
            "tie_break": list(now.rules.tie_break),
            **({"picks": now.rules.picks} if now.rules.picks > 1 else {}),
        },
        "candidates": named(by_id),
        "rounds": [_account_of(each) for each in now.closed],
        "winner": winner[0] if winner else None,
        **({"picked": named(now.picked)} if now.picked else {}),
        "decided_by": now.decided_by,
        "tied": named(now.tied),
        "declined": named(_list(data.value(activity.id, "declined"))),
        "objections": [
            each for each in _list(data.value(activity.id, "objections")) if isinstance(each, str)
        ],
    }


def _account_of(closed: Round) -> dict[str, Any]:
    standing_for: list[dict[str, Any]] = []
    for each in closed.candidates:
        line: dict[str, Any] = {"id": each.id, "title": each.title}
        if each.id in closed.counts:
            line["count"] = closed.counts[each.id]
        if each.id in closed.fingers:
            line["fingers"] = list(closed.fingers[each.id])
        standing_for.append(line)
    entry: dict[str, Any] = {
        "round": closed.name,
        "candidates": standing_for,
        "cast": closed.cast,
        "possible": closed.possible,
        "surplus": closed.surplus,
        "people": closed.people,
        "sheets": closed.sheets,
        "best": list(closed.best),
    }
    if closed.name == LOT:
        entry["seed"] = closed.seed
        entry["lots"] = [{"id": lot.id, "text": lot.text, "digest": lot.digest} for lot in closed.lots]
    return entry
