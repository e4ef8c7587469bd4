"""The history of a rating as a PDF page: 24 runs of eleven topics, laid out and drawn anew each time.

Warm: fonts are read, modules imported, and a history was drawn before, as while a workshop runs; the title of one topic
is another one each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

from benchmarks.measuring import Measured, took
from exports.pdf.ratings.history import write_history
from exports.pdf.target import in_memory
from exports.source import Source, source_of
from facilitator import method_files, ratings
from facilitator.method import Activity
from facilitator.opening import rehearse

GOAL = 100.0
REPEATS = 40
_RUNS = 24


def measure() -> Measured:
    """Return how long a page takes."""
    sources = iter(list(_edited()))
    for _ in range(3):
        in_memory(write_history, next(sources), "A4")
    ours = median(took(lambda: in_memory(write_history, next(sources), "A4")) for _ in range(REPEATS))
    return Measured(
        "history PDF, warm",
        ours,
        GOAL,
        ours,
        None,
        f"{_RUNS} runs of 11 topics on A4, one title changed",
    )


def _edited() -> Iterator[Source]:
    """Yield the session with another title each time."""
    method = method_files.load("cop-health-check")
    activity = next(each for each in method.activities if each.kind == ratings.KIND)
    session = rehearse(method, "Health check")
    session.values.set(activity.id, "runs", _runs(activity))
    first = ratings.usual_topics(activity)[0]
    for number in range(REPEATS + 3):
        session.ratings.reword_topic(activity.id, first.id, title=f"Learning in room {number}")
        yield source_of(session)


def _runs(activity: Activity) -> list[dict[str, Any]]:
    topics = ratings.usual_topics(activity)
    return [
        {
            "session": f"run-{run}",
            "title": f"Run {run}",
            "date": f"{2020 + run // 4}-{3 * (run % 4) + 1:02d}-15",
            "topics": {
                each.id: {
                    "title": each.title,
                    "counts": {"colour": {"1": 2, "2": 4, "3": 6}},
                    "values": {"colour": 1 + (run // 3 + place) % 3},
                    "trend": "same",
                    "why": "",
                }
                for place, each in enumerate(topics)
            },
        }
        for run in range(_RUNS)
    ]
