"""What cards and ballots show: the topics of a session as it keeps them, or those that a method names."""

from __future__ import annotations

from dataclasses import dataclass

from exports.pdf.ratings.sheet import nothing_rated
from exports.rating_words import credit
from exports.source import Source
from facilitator import ratings
from facilitator.method import Activity, Method
from facilitator.ratings import RatingScale, Topic


@dataclass(frozen=True, slots=True)
class Deck:
    """The topics of one rating, to be voted on without a screen. `name` is the session's, or the method's title."""

    name: str
    title: str
    topics: tuple[Topic, ...]
    scales: tuple[RatingScale, ...]
    trend: bool
    credit: str


def decks_of(origin: Source | Method) -> tuple[Deck, ...]:
    """Return a deck for each rating of a session, or of a method.

    Raises:
        UserError: nothing is rated there, or there is no topic left.
    """
    if isinstance(origin, Source):
        method, name = origin.data.method, origin.data.session.title
    else:
        method, name = origin, origin.title
    rated = [each for each in method.activities if each.kind == ratings.KIND]
    found = tuple(_deck(origin, method, name, each) for each in rated)
    kept = tuple(each for each in found if each.topics and each.scales)
    if not kept:
        raise nothing_rated(method)
    return kept


def _deck(origin: Source | Method, method: Method, name: str, activity: Activity) -> Deck:
    topics = (
        ratings.topics(origin.data, activity)
        if isinstance(origin, Source)
        else ratings.usual_topics(activity)
    )
    return Deck(
        name=name,
        title=activity.title,
        topics=topics,
        scales=ratings.scales(activity),
        trend=bool(activity.settings.get("trend", False)),
        credit=credit(method, activity.title),
    )
