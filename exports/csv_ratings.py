"""A rating as tables for a spreadsheet: a row a topic and scale of this run, and the same for every run."""

from collections.abc import Iterator, Sequence

from exports.csv_table import table
from exports.rating_words import all_runs, is_colours, tally_from
from exports.source import Source
from facilitator import ratings
from facilitator.ratings import Agreed, Rating, RatingScale
from facilitator.scoring import Tally

_BEFORE = ("topic", "scale")
_AFTER = (
    "votes",
    "median",
    "lowest",
    "highest",
    "spread",
    "agreed",
    "trend",
    "why",
    "was",
    "was_on",
    "differs",
    "id",
)
_RUN = ("date", "session", *_BEFORE)
_OF_A_RUN = ("votes", "median", "agreed", "trend", "why", "id")


def ratings_csv(source: Source) -> bytes:
    """Return the ratings of a session as CSV, written like the table of the notes.

    A column for each score tells how many gave it; what the room has not seen is left empty.
    """
    found = ratings.ratings_of(source.data)
    heads = _score_heads(found)
    return table((*_BEFORE, *heads, *_AFTER), _rows(found, heads))


def runs_csv(source: Source) -> bytes:
    """Return every run of the ratings as CSV, oldest first, a row a run, topic and scale."""
    found = ratings.ratings_of(source.data)
    heads = _score_heads(found)
    return table((*_RUN, *heads, *_OF_A_RUN), _run_rows(source, found, heads))


def _score_heads(found: Sequence[Rating]) -> tuple[str, ...]:
    """Return what the columns of scores are called: "red", "4"; scales share those with the same name."""
    return tuple(
        dict.fromkeys(
            scale.word(value).lower()
            for rating in found
            for scale in rating.scales
            for value in scale.scale.values
        )
    )


def _counts(scale: RatingScale, tally: Tally, heads: Sequence[str]) -> list[str]:
    given = {scale.word(value).lower(): tally.count(value) for value in scale.scale.values}
    return ["" if tally.empty or head not in given else str(given[head]) for head in heads]


def _rows(found: Sequence[Rating], heads: Sequence[str]) -> Iterator[list[str]]:
    for rating in found:
        for each in rating.topics:
            for scale in rating.scales:
                tally = each.tallies[scale.id]
                yield [
                    each.topic.title,
                    scale.title,
                    *_counts(scale, tally, heads),
                    *_figures(scale, tally),
                    "" if tally.empty else str(tally.spread),
                    *_agreed(scale, each.agreed),
                    _score(scale, each.was),
                    each.was_date or "",
                    "yes" if each.differs else "",
                    each.topic.id,
                ]


def _run_rows(source: Source, found: Sequence[Rating], heads: Sequence[str]) -> Iterator[list[str]]:
    for rating in found:
        for run in all_runs(source, rating):
            for topic_id, each in run.topics.items():
                for scale in rating.scales:
                    tally = tally_from(each.counts.get(scale.id, {}))
                    yield [
                        run.date,
                        run.title,
                        each.title,
                        scale.title,
                        *_counts(scale, tally, heads),
                        *_figures(scale, tally)[:2],
                        *_agreed(scale, each.agreed),
                        topic_id,
                    ]


def _figures(scale: RatingScale, tally: Tally) -> list[str]:
    """Return votes, median, lowest and highest; colours by name, and without a median, which would be no colour."""
    if tally.median is None or tally.low is None or tally.high is None:
        return ["", "", "", ""]
    if is_colours(scale):
        return [str(tally.voters), "", scale.word(tally.low).lower(), scale.word(tally.high).lower()]
    return [str(tally.voters), f"{tally.median:.6g}", str(tally.low), str(tally.high)]


def _score(scale: RatingScale, agreed: Agreed | None) -> str:
    value = agreed.values.get(scale.id) if agreed else None
    return "" if value is None else scale.word(value).lower()


def _agreed(scale: RatingScale, agreed: Agreed | None) -> list[str]:
    if agreed is None:
        return ["", "", ""]
    return [_score(scale, agreed), agreed.trend or "", agreed.why]
