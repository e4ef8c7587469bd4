"""Pictures on the screens: a force field of 20 + 20 forces, and eleven topics over 24 runs, arranged and drawn anew.

What counts is the time from the value to the last pixel of a picture 1,216 px wide, as the desk shows it at 1920x1080.
The pictures are drawn once before, so that fonts and what was laid out before are warm.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import Measured, percentile, took

GOAL = 100.0
WIDTH = 1216
TIMES = 40


def measure() -> tuple[Measured, ...]:
    """Return what drawing each of the two pictures costs, at the 95th percentile."""
    from ui import fonts, style

    application = QApplication.instance() or QApplication([])
    style.install(application, "light")
    fonts.register_first()
    return (
        _measured("20 + 20 forces on the desk", _forces(), "arranged and drawn, 1,216 px wide"),
        _measured("24 runs of 11 topics on the desk", _runs(), "the same"),
    )


def _measured(name: str, draw: Callable[[], object], detail: str) -> Measured:
    draw()
    times = [took(draw) for _ in range(TIMES)]
    return Measured(
        name, percentile(times, 0.95), GOAL, median(times), None, f"{detail}, 95th percentile of {TIMES}"
    )


def _forces() -> Callable[[], object]:
    from facilitator.forces import Force, ForceField, ForceFigures, Side
    from facilitator.scoring import EMPTY, SCALES, tally_of
    from ui.pictures.force_picture import force_page
    from ui.pictures.force_rows import Look

    def one(side: Side, number: int) -> ForceFigures:
        scores = tally_of([1 + (number + person) % 5 for person in range(10)])
        title = f"Force {number} that has a name of a usual length"
        expected = 1.0 if number % 4 == 0 else None
        return ForceFigures(Force(f"{side}{number}", side, title), scores, EMPTY, scores.median, expected)

    field = ForceField(
        "field",
        "every team alone",
        "one shared on-call",
        SCALES["1-5"],
        tuple(one("driver", number) for number in range(20)),
        tuple(one("restrainer", number) for number in range(20)),
        frozenset({"strength"}),
        10,
    )
    return lambda: _paint(force_page(field, WIDTH, 700.0, Look()))


def _runs() -> Callable[[], object]:
    from facilitator.ratings import Agreed, RatingScale, Run, TopicRun
    from facilitator.scoring import SCALES
    from ui.pictures.rating_page import history_page

    topics = [(f"topic-{number}", f"Topic {number} and what it says") for number in range(11)]
    runs = tuple(
        Run(
            f"run-{run}",
            f"Run {run}",
            f"{2024 + run // 12}-{run % 12 + 1:02d}-10",
            {
                topic_id: TopicRun(title, {}, Agreed({"colour": 1 + (run + place) % 3}, "better"))
                for place, (topic_id, title) in enumerate(topics)
            },
        )
        for run in range(24)
    )
    scale = RatingScale("colour", "Colour", SCALES["colours"])
    return lambda: _paint(history_page(topics, runs, scale, WIDTH))


def _paint(page: object) -> None:
    from ui import theme
    from ui.pictures.marks_view import MarksPage

    assert isinstance(page, MarksPage)
    image = QImage(WIDTH, max(1, round(page.height)), QImage.Format.Format_RGB32)
    image.fill(theme.current().colour("paper"))
    painter = QPainter(image)
    for mark in page.marks:
        mark.paint(painter, theme.current())
    painter.end()
