"""Ratings, from one topic to forty and from one run to twenty-four, as sessions that were really held."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from exports.source import Source
from facilitator import method_files
from facilitator.document import CommunityNamed
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.session import Session

STARTED = "2026-09-10T12:00:00+00:00"
HOME = "health"
COLOUR = "colour"

GIVEN: Mapping[str, tuple[Sequence[int], int, str, str]] = {
    "learning": ((1, 3, 8), 3, "better", "Incident stories gave everyone something to take home"),
    "help": ((0, 4, 8), 3, "same", "Questions in the channel are answered within the day"),
    "safety": ((2, 6, 4), 2, "better", "Remote members speak less than those in the room"),
    "collaboration": ((1, 7, 4), 2, "same", "Two pairs of teams worked together, seven did not"),
    "sharing": ((0, 2, 10), 3, "better", "Fourteen sessions in the year, nine first-time speakers"),
    "direction": ((6, 5, 1), 1, "worse", "Platform and product plans disagree about alerting"),
    "ways": ((3, 7, 2), 2, "same", "The severity guide is known, but used by half of the teams"),
    "fun": ((0, 3, 9), 3, "same", "The book evening stays"),
    "feedback": ((4, 6, 2), 2, "worse", "Speakers asked for feedback forms, none were used"),
    "decide": ((2, 5, 5), 2, "better", "Trial of the on-call guide decided in one evening"),
    "motivation": ((0, 4, 8), 3, "same", "Members keep coming without reminders"),
}
"""Topic: red, amber, green; agreed; trend; why."""


def rated(given: Mapping[str, tuple[Sequence[int], int | None, str, str]] = GIVEN) -> Session:
    """Return a health check in which these topics were voted on, shown and agreed."""
    session = rehearse(method_files.load("cop-health-check"), "Health check of September")
    session.course.start()
    for topic_id, (counts, value, trend, why) in given.items():
        for score, count in enumerate(counts, start=1):
            session.scores.set_hands(HOME, COLOUR, topic_id, score, count)
        session.scores.reveal(HOME, COLOUR, topic_id)
        session.ratings.agree(HOME, topic_id, values={COLOUR: value}, trend=trend, why=why)
    return session


def scaled_method(
    scales: Sequence[Mapping[str, Any]], *, trend: bool = True, evidence: bool = True
) -> Method:
    """Return the health check on other scales."""
    method = method_files.load("cop-health-check")
    settings = {"scales": [dict(each) for each in scales], "trend": trend, "evidence": evidence}
    return replace(
        method,
        activities=tuple(
            replace(each, settings={**each.settings, **settings}) if each.id == HOME else each
            for each in method.activities
        ),
    )


FREQUENCY = {"id": "often", "title": "How often", "scale": "1-5", "words": {"1": "never", "5": "always"}}
TEN = {"id": "ten", "title": "How well", "scale": "1-10"}
COLOURS = {"id": COLOUR, "title": "Colour", "scale": "colours"}


def rated_on(scales: Sequence[Mapping[str, Any]], people: int = 9, **more: bool) -> Session:
    """Return a rating of the eleven topics on these scales, by `people`."""
    session = rehearse(scaled_method(scales, **more), "Rated")
    session.course.start()
    tops = {"colours": 3, "high-medium-low": 3, "1-5": 5, "1-10": 10}
    for number, topic_id in enumerate(GIVEN):
        for scale in scales:
            top = tops[scale["scale"]]
            counts = [0] * top
            for person in range(people):
                counts[min(top, max(1, (number * 3 + person * (number % 4)) % top + 1)) - 1] += 1
            for score, count in enumerate(counts, start=1):
                session.scores.set_hands(HOME, scale["id"], topic_id, score, count)
            session.scores.reveal(HOME, scale["id"], topic_id)
            session.ratings.agree(HOME, topic_id, values={scale["id"]: counts.index(max(counts)) + 1})
        if more.get("trend", True):
            session.ratings.agree(HOME, topic_id, trend=("better", "same", "worse")[number % 3])
        if more.get("evidence", True):
            session.ratings.agree(HOME, topic_id, why="Because it is so, as far as we can tell today")
    return session


def runs(
    count: int, topic_ids: Sequence[str], titles: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return `count` earlier runs, three months apart, as they are kept."""
    found = []
    for number in range(count):
        month = number * 3 + 11
        topics = {}
        for place, topic_id in enumerate(topic_ids):
            value = 1 + (place + number // (1 + place % 3)) % 3
            counts = {"1": (5, 2, 0)[value - 1], "2": 12 - (5, 2, 0)[value - 1] - (2, 3, 10)[value - 1]}
            counts["3"] = 12 - sum(counts.values())
            topics[topic_id] = {
                "title": (titles or {}).get(topic_id, topic_id),
                "counts": {COLOUR: counts},
                "values": {COLOUR: value},
                "trend": "same",
                "why": "",
            }
        date = f"{2020 + month // 12}-{month % 12 + 1:02d}-02"
        found.append(
            {"session": f"run-{number}", "title": f"Run {number + 1}", "date": date, "topics": topics}
        )
    return found


def source_of(session: Session, **values: Any) -> Source:
    """Return a session as it is exported, with a community; `values` are set in the rating."""
    for key, value in values.items():
        session.values.set(HOME, key, value)
    community = CommunityNamed("c", "Reliability Guild")
    return Source(session.data, replace(session.place, started=STARTED), STARTED, community)


LONG = "Nobody has ever written down who decides about the money for tools and for travel. " * 6
HOSTILE: tuple[tuple[str, str], ...] = (
    ("<b>bold</b> & <img src=x onerror=alert(1)>", '<i>why</i> & "so" it is'),
    ("w" * 80, "w" * 500),
    ("A topic whose title is as long as a title can be and then still a little bit longer", LONG),
    ("الثقة بين أعضاء الفريق والقدرة على الكلام بصراحة", "لأننا نتحدث كل أسبوع مع الفرق الأخرى"),
    ("🚀 שלום and 漢字", "🚀 ok"),
    ("=1+1", "=cmd()"),
)


def with_topics(topics: Sequence[tuple[str, str]], counts: Sequence[int] = (1, 2, 3)) -> Session:
    """Return a health check of topics of its own, each as (title, why), voted on and agreed."""
    session = rehearse(method_files.load("cop-health-check"), "Own topics")
    session.course.start()
    items = [
        {"id": f"t{number}", "title": title, "icon": "star", "high": why[:300], "middle": "", "low": title}
        for number, (title, why) in enumerate(topics)
    ]
    session.values.set(HOME, "items", items)
    for number, (_, why) in enumerate(topics):
        for score, count in enumerate(counts, start=1):
            session.scores.set_hands(HOME, COLOUR, f"t{number}", score, count)
        if sum(counts):
            session.scores.reveal(HOME, COLOUR, f"t{number}")
            session.ratings.agree(
                HOME, f"t{number}", values={COLOUR: 1 + number % 3}, trend="worse", why=why[:500]
            )
    return session


def cases() -> dict[str, Source]:
    """Return sessions of every kind by name."""
    ids = list(GIVEN)
    forty = with_topics([(f"Topic number {number}", "Because") for number in range(1, 41)])
    forty_ids = [f"t{number}" for number in range(40)]
    return {
        "first run": source_of(rated()),
        "four runs": source_of(rated(), runs=runs(3, ids)),
        "nine runs": source_of(rated(), runs=runs(8, ids)),
        "24 runs": source_of(rated(), runs=runs(23, ids)),
        "no votes": source_of(rehearse(method_files.load("cop-health-check"), "Nobody")),
        "one voter": source_of(rated({"fun": ((0, 0, 1), 3, "same", "Only I was there")})),
        "thirty voters": source_of(rated(dict.fromkeys(ids, ((1, 9, 20), 3, "better", "")))),
        "forty topics": source_of(forty, runs=runs(12, forty_ids)),
        "hostile": source_of(with_topics(HOSTILE), runs=runs(7, ["t0", "t1", "t3"])),
        "1 to 5": source_of(rated_on([FREQUENCY])),
        "1 to 10": source_of(rated_on([TEN], people=40, trend=False, evidence=False)),
        "high-medium-low": source_of(rated_on([{"id": "w", "title": "Weight", "scale": "high-medium-low"}])),
        "two scales": source_of(rated_on([COLOURS, TEN])),
    }
