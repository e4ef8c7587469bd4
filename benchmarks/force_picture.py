"""The picture of 20 + 20 forces as a PDF page and as an SVG file, laid out and drawn anew each time.

Warm: fonts are read, modules imported, and a picture was drawn before, as while a workshop runs; the title of one force
is another one each time. The forces have a plan, expected scores and a session that they are compared with.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from statistics import median

from benchmarks.measuring import Measured, took
from exports.pdf.forces.frame import frame_for
from exports.pdf.forces.page import lay_out
from exports.pdf.page import Pen
from exports.pdf.picture import Picture, draw_picture
from exports.pdf.text.book import TextBook
from exports.svg_file import svg_text
from facilitator.forces import Force, ForceField, ForceFigures, PlanItem, Side, way_of
from facilitator.model import ActionItem
from facilitator.scoring import EMPTY, SCALES, tally_of

GOAL = 100.0
RUNS = 40
_COUNT = 20
_SCALE = SCALES["1-5"]


def measure() -> tuple[Measured, ...]:
    """Return how long the page and the drawing take."""
    numbers = iter(range(1_000_000))
    detail = f"{_COUNT} + {_COUNT} forces on A4, one title changed, with plan and an earlier session"
    return (
        _timed("force field PDF, warm", lambda: _page(next(numbers)), detail),
        _timed("force field SVG, warm", lambda: _drawing(next(numbers)), detail),
    )


def _timed(name: str, act: Callable[[], object], detail: str) -> Measured:
    for _ in range(3):
        act()
    ours = median(took(act) for _ in range(RUNS))
    return Measured(name, ours, GOAL, ours, None, detail)


def _page(number: int) -> bytes:
    target = io.BytesIO()
    pen = Pen(target, title="Force field")
    paper, frame = frame_for("A4")
    for page in lay_out(pen.book, _field(number), frame, "Reliability Guild, 12 March 2026."):
        pen.page(paper, (frame.width, frame.height))
        draw_picture(pen, page.picture.shapes)
    pen.finish()
    return target.getvalue()


def _drawing(number: int) -> str:
    _, frame = frame_for("A4")
    pages = lay_out(TextBook(), _field(number), frame, "Reliability Guild, 12 March 2026.")
    picture = pages[0].picture
    return svg_text(Picture(picture.width, picture.height, picture.shapes, "Force field"))


def _field(number: int) -> ForceField:
    drivers, restrainers = _side("driver", number), _side("restrainer", number)
    plan = tuple(
        PlanItem(
            ActionItem(f"a{place}", "s", "Agree four hours a month for each member", "Mira", "2026-04-30"),
            each.force.id,
            way_of(each.force.side),
            each.expected,
        )
        for place, each in enumerate(restrainers)
        if each.expected is not None
    )
    return ForceField(
        "change",
        "Each team solves reliability alone",
        "A community shares what works, across all teams",
        _SCALE,
        drivers,
        restrainers,
        voters=10,
        plan=plan,
        then_date="2025-03-12",
    )


def _side(side: Side, number: int) -> tuple[ForceFigures, ...]:
    found = []
    for place in range(_COUNT):
        middle = max(1, 5 - place * 5 // _COUNT)
        strength = tally_of([max(1, middle - place % 3), *[middle] * 8, min(5, middle + place % 2)])
        then = tally_of([3, 3, min(5, middle + 1)])
        title = (
            f"What number {place} of the forces does, {number}"
            if place == 0
            else f"Force {place} at work here"
        )
        found.append(
            ForceFigures(
                Force(f"{side}{place}", side, title),
                strength,
                EMPTY,
                strength.figure(_SCALE),
                expected=float(max(1, middle - 2)) if place < 5 else None,
                then=then,
                then_figure=then.figure(_SCALE),
                differs=place in (3, 7, 9),
            )
        )
    return tuple(found)
