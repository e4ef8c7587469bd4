"""Figures and sentences of a rating, the same in every kind of file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from exports.source import Source
from facilitator import ratings
from facilitator.dates import written_day
from facilitator.method import Method
from facilitator.ratings import Agreed, Rating, RatingScale, Run, TopicFigures
from facilitator.scoring import MOST_HANDS, SCALES, Tally, in_figures, tally_of

COLOURS = "colours"
NOTHING = "–"


def is_colours(scale: RatingScale) -> bool:
    """Tell whether a scale is red, amber and green, which are drawn as shapes; all others are figures."""
    return scale.scale.id == COLOURS


def letter(scale: RatingScale, value: int) -> str:
    """Return what stands in the mark of a score: R, A, G, or the letters of a method's own words; else the figure."""
    if not is_colours(scale):
        return str(value)
    own = {each: scale.word(each)[:1].upper() for each in scale.scale.values}
    if len(set(own.values())) == len(own) and all(each.isalpha() for each in own.values()):
        return own[value]
    return SCALES[COLOURS].words[value][0]


def named(scale: RatingScale, value: int) -> str:
    """Return what stands beside a mark: "green"; with words of its own "4 often", without words nothing."""
    if value not in scale.scale.words:
        return ""
    return scale.word(value).lower()


def said(scale: RatingScale, value: int) -> str:
    """Return a score in words: "green", "4", "4 often"."""
    word = named(scale, value)
    return word if is_colours(scale) else f"{value} {word}".strip()


def spread_of(scale: RatingScale, tally: Tally) -> str:
    """Return "red to green", "2 to 5", one score alone where all agree, a dash where nobody voted."""
    if tally.low is None or tally.high is None:
        return NOTHING
    ends = [said(scale, tally.low), said(scale, tally.high)]
    return " to ".join(dict.fromkeys(ends))


def votes(scale: RatingScale, tally: Tally) -> str:
    """Return all votes on one topic in a line: "1 red, 3 amber, 8 green", "median 3.5, 2 to 5, 12 votes"."""
    if tally.empty:
        return NOTHING
    if is_colours(scale):
        return ", ".join(f"{tally.count(value)} {named(scale, value)}" for value in scale.scale.values)
    return f"median {in_figures(tally.median or 0.0)}, {spread_of(scale, tally)}, {count_of(tally.voters)}"


def count_of(number: int) -> str:
    """Return "1 vote" or "12 votes"."""
    return "1 vote" if number == 1 else f"{number} votes"


def agreed_words(rating: Rating, agreed: Agreed | None) -> str:
    """Return the scores that were agreed on, in words; each with the name of its scale where there are two."""
    if agreed is None:
        return NOTHING
    several = len(rating.scales) > 1
    parts = [
        f"{each.title}: {said(each, agreed.values[each.id])}"
        if several
        else said(each, agreed.values[each.id])
        for each in rating.scales
        if each.id in agreed.values
    ]
    return ", ".join(parts) or NOTHING


def was_words(rating: Rating, figures: TopicFigures) -> str:
    """Return what was agreed last time and when: "red, 2 December 2025"."""
    if figures.was is None:
        return NOTHING
    words = [agreed_words(rating, figures.was), written_day(figures.was_date)]
    return ", ".join(each for each in words if each not in ("", NOTHING)) or NOTHING


def tally_from(counts: Mapping[int, int]) -> Tally:
    """Return the tally of an earlier run from how many gave each score."""
    return tally_of(value for value, number in counts.items() for _ in range(min(number, MOST_HANDS)))


def day_of(source: Source) -> str:
    """Return the ISO day of a session: when it began, was to begin, or was made."""
    return (source.place.started or source.data.session.starts or source.data.session.created)[:10]


def all_runs(source: Source, rating: Rating) -> tuple[Run, ...]:
    """Return the earlier runs and, once the room has seen votes, this one behind them."""
    session = source.data.session
    now = ratings.run_now(rating, session.id, session.title, day_of(source))
    return (*rating.runs, now) if now.topics else rating.runs


def whose(source: Source) -> str:
    """Return whose topics they are: the community's, or the session's by its title."""
    return source.community.name if source.community else source.data.session.title


def about(source: Source, rating: Rating) -> str:
    """Return the line beside the title: whose it is, which run, when, and how many voted."""
    run = f"run {len(rating.runs) + 1}" if rating.runs else ""
    words = ", ".join(each for each in (whose(source), run, written_day(day_of(source))) if each)
    if not rating.voters:
        return f"{words}. No votes are shown yet."
    return f"{words}. {count_of(rating.voters)}, given at the same moment."


def credit(method: Method, title: str) -> str:
    """Return whom the method is after, for the foot of its pages; what stands in brackets is left to the report."""
    authors = [re.sub(r"\s*\(.*?\)", "", each.author).strip() for each in method.references]
    known = list(dict.fromkeys(each for each in authors if each))
    if not known:
        return title
    last = f"{', '.join(known[:-1])} and {known[-1]}" if len(known) > 1 else known[0]
    return f"{title} after {last}"
