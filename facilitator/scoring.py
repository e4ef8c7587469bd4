"""Blind scores: everybody weighs every item alone, all scores are shown at once. Scales, tallies, what differs most.

Scores come in as sheets (a `Ballot` a sheet: item -> score) or as counted hands (`Hands` rows whose round is
"round:value"). Which of the two counts is the activity's value "scoring_entry"; switching it loses nothing.
The value "shown_scores" lists what the room has seen: "round", or "round/item" where items are shown one by one.
A round, its items and its scale are what the activity's kind says they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from facilitator import activities
from facilitator.model import Hands
from facilitator.state import SessionData

Entry = Literal["sheets", "hands"]

ENTRY = "scoring_entry"
SHOWN = "shown_scores"
SHEETS: Entry = "sheets"
HANDS: Entry = "hands"
MOST_SHEETS = 999
MOST_HANDS = 999
MOST_DOTS = 99
MOST_DIFFERING = 3
"""How many items are marked for talk at most."""
LEAST_SPREAD = 2
"""Points between the lowest and the highest score from which an item is worth talking about."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a score may be: whole numbers from `least` to `most`, some of them with `words`.

    With `dots` a score is the dots that one person puts on an item; what counts is their sum.
    """

    id: str
    least: int
    most: int
    words: Mapping[int, str] = field(default_factory=dict)
    dots: bool = False

    @property
    def values(self) -> range:
        """Every score there is, the lowest first; one alone where dots are counted."""
        return range(1, 2) if self.dots else range(self.least, self.most + 1)

    def holds(self, score: Any) -> bool:
        """Tell whether this can be a score."""
        return isinstance(score, int) and not isinstance(score, bool) and self.least <= score <= self.most

    def budget(self, items: int) -> int:
        """Return how many dots a person has for so many items: a third of them, rounded up, and three at least."""
        return max(-(-items // 3), 3)


SCALES: Mapping[str, Scale] = {
    each.id: each
    for each in (
        Scale("1-5", 1, 5),
        Scale("1-10", 1, 10),
        Scale("high-medium-low", 1, 3, {3: "High", 2: "Medium", 1: "Low"}),
        Scale("dots", 1, MOST_DOTS, dots=True),
        Scale("colours", 1, 3, {3: "Green", 2: "Amber", 1: "Red"}),
    )
}
USUAL = SCALES["1-5"]


@dataclass(frozen=True, slots=True)
class Tally:
    """The scores of one item, lowest first, and what they say together. `quartile_range` breaks ties of spread."""

    scores: tuple[int, ...] = ()
    median: float | None = None
    low: int | None = None
    high: int | None = None
    voters: int = 0
    quartile_range: float = 0.0

    @property
    def spread(self) -> int:
        """The points from the lowest to the highest score."""
        return 0 if self.low is None or self.high is None else self.high - self.low

    @property
    def empty(self) -> bool:
        """Whether nobody has scored the item, or the room has not seen the scores."""
        return not self.scores

    def count(self, value: int) -> int:
        """Return how many gave this score."""
        return self.scores.count(value)

    def figure(self, scale: Scale) -> float | None:
        """Return the one number that stands for the item: the median, or the sum of all dots."""
        return float(sum(self.scores)) if scale.dots and self.scores else self.median


EMPTY = Tally()


def tally_of(scores: Iterable[int]) -> Tally:
    """Return what `scores` say together.

    The median of an even number is the mean of the middle two. Quartiles are the medians of the lower and the upper
    half, the middle score left out of both when the number is odd.
    """
    ordered = tuple(sorted(scores))
    if not ordered:
        return EMPTY
    half = len(ordered) // 2
    quartiles = _median(ordered[-half:]) - _median(ordered[:half]) if half else 0.0
    return Tally(ordered, _median(ordered), ordered[0], ordered[-1], len(ordered), quartiles)


def _median(ordered: Sequence[int]) -> float:
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2.0


def tally(data: SessionData, activity_id: str, round_name: str, item_id: str) -> Tally:
    """Return the tally of one item, shown to the room or not: only for those who enter the scores."""
    return tallies(data, activity_id, round_name, (item_id,))[item_id]


def tallies(data: SessionData, activity_id: str, round_name: str, items: Iterable[str]) -> dict[str, Tally]:
    """Return the tally of each of `items`, shown to the room or not: only for those who enter the scores."""
    scores: dict[str, list[int]] = {item: [] for item in items}
    if entry(data, activity_id) == HANDS:
        for item, value, count in _hands(data, activity_id, round_name):
            if item in scores:
                scores[item].extend([value] * min(count, MOST_HANDS))
    else:
        for choices in sheets(data, activity_id, round_name).values():
            for item, score in choices.items():
                if item in scores:
                    scores[item].append(score)
    return {item: tally_of(found) for item, found in scores.items()}


def shown_tallies(
    data: SessionData, activity_id: str, round_name: str, items: Iterable[str]
) -> dict[str, Tally]:
    """Return the tally of each of `items`, empty for those that the room has not seen."""
    everything = tallies(data, activity_id, round_name, items)
    return {
        item: found if is_shown(data, activity_id, round_name, item) else EMPTY
        for item, found in everything.items()
    }


def sheets(data: SessionData, activity_id: str, round_name: str) -> dict[int, Mapping[str, int]]:
    """Return every sheet with a score on it by its number: item -> score."""
    scale = scale_of(data, activity_id, round_name)
    return {
        ballot.sheet: {item: score for item, score in ballot.choices.items() if scale.holds(score)}
        for ballot in data.ballots
        if (ballot.activity_id, ballot.round) == (activity_id, round_name)
    }


def hands_of(data: SessionData, activity_id: str, round_name: str, item_id: str) -> dict[int, int]:
    """Return the hands counted for an item by score."""
    return {value: count for item, value, count in _hands(data, activity_id, round_name) if item == item_id}


def sheets_done(data: SessionData, activity_id: str, round_name: str, items: Iterable[str]) -> int:
    """Return how many people have scored all of `items`.

    A sheet of dots is complete when all its dots are given. Of counted hands, those for the item with the fewest.
    """
    wanted = set(items)
    if not wanted:
        return 0
    scale = scale_of(data, activity_id, round_name)
    if entry(data, activity_id) == HANDS:
        voters = [each.voters for each in tallies(data, activity_id, round_name, wanted).values()]
        return max(voters) if scale.dots else min(voters)
    given = sheets(data, activity_id, round_name).values()
    if scale.dots:
        budget = scale.budget(len(wanted))
        return sum(sum(score for item, score in each.items() if item in wanted) >= budget for each in given)
    return sum(wanted <= each.keys() for each in given)


def entry(data: SessionData, activity_id: str) -> Entry:
    """Return what counts in an activity, "sheets" or "hands": as the session says, else the method, else its kind."""
    activity = data.method.activity(activity_id)
    chosen = data.value(activity_id, ENTRY) or (activity.settings.get("entry") if activity else None)
    if chosen in (SHEETS, HANDS):
        return HANDS if chosen == HANDS else SHEETS
    return activities.kind(activity.kind).usual_entry if activity else SHEETS


def scale_of(data: SessionData, activity_id: str, round_name: str) -> Scale:
    """Return the scale of a round as the kind of the activity says, 1 to 5 where it says none."""
    activity = data.method.activity(activity_id)
    said = activities.kind(activity.kind).scale if activity else None
    return said(data, activity, round_name) if said and activity else USUAL


def is_scored(data: SessionData, activity_id: str, round_name: str) -> bool:
    """Tell whether a round is one of scores, not of votes."""
    activity = data.method.activity(activity_id)
    scored = activities.kind(activity.kind).scored if activity else None
    return scored is not None and activity is not None and scored(data, activity, round_name) is not None


def as_hands(data: SessionData, activity_id: str, round_name: str) -> list[Hands]:
    """Return the sheets of a round as rows of counted hands: the same scores, and no longer whose are together."""
    scale = scale_of(data, activity_id, round_name)
    counts: Counter[tuple[int, str]] = Counter()
    for choices in sheets(data, activity_id, round_name).values():
        for item, score in choices.items():
            counts[(1, item) if scale.dots else (score, item)] += score if scale.dots else 1
    rounds = (
        (hands_round(round_name, value), item, count) for (value, item), count in sorted(counts.items())
    )
    return [
        Hands(f"{activity_id}:{name}:{item}", data.session.id, activity_id, name, item, count)
        for name, item, count in rounds
    ]


def is_shown(data: SessionData, activity_id: str, round_name: str, item_id: str | None = None) -> bool:
    """Tell whether the room has seen the scores of a round, or of one item of it."""
    shown = data.value(activity_id, SHOWN, ())
    return round_name in shown or (item_id is not None and f"{round_name}/{item_id}" in shown)


def most_differing(found: Mapping[str, Tally]) -> tuple[str, ...]:
    """Return the items the room should talk about: the three that differ most, of at least two points.

    Widest first; then the larger quartile range, then the higher median, then their order in `found`.
    """
    wide = [item for item, each in found.items() if each.spread >= LEAST_SPREAD]
    wide.sort(
        key=lambda item: (-found[item].spread, -found[item].quartile_range, -(found[item].median or 0.0))
    )
    return tuple(wide[:MOST_DIFFERING])


def in_figures(number: float) -> str:
    """Return a median, a total or a score as people write it: 4, 3.5, −2 with a real minus sign."""
    plain = f"{round(abs(number), 2):g}"
    return f"−{plain}" if number < 0 and plain != "0" else plain


def _hands(data: SessionData, activity_id: str, round_name: str) -> list[tuple[str, int, int]]:
    """Return item, score and count of every counted hand of a round."""
    scores = {
        hands_round(round_name, value): value for value in scale_of(data, activity_id, round_name).values
    }
    return [
        (each.candidate, scores[each.round], each.count)
        for each in data.hands
        if each.activity_id == activity_id and each.round in scores
    ]


def hands_round(round_name: str, value: int) -> str:
    """Return the round under which the hands for one score are kept."""
    return f"{round_name}:{value}"


def scores_in(data: SessionData, activity_id: str, round_name: str) -> bool:
    """Tell whether any score of a round is in, on a sheet or as a counted hand."""
    return bool(sheets(data, activity_id, round_name) or _hands(data, activity_id, round_name))
