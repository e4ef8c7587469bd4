"""A coupling map of 50 parties and 150 arrows: laid out, its figures, a step of a drag, and a drag of a note.

Laying out is all that the library and we do until every party has its place and every arrow its way. A step of the
drag is what a move of the mouse takes on the desk, the painting of the whole widget included, in the software renderer.
What counts is the time of the processor, of all threads, not of the clock.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.measuring import Measured, percentile, took
from facilitator import method_files
from facilitator.coupling_figures import figures
from facilitator.coupling_layout import BOX_HEIGHT, BOX_WIDTH, STEP_X, STEP_Y, arranged
from facilitator.coupling_lines import Box, Lines
from facilitator.couplings import CouplingMap, Party, Wait

LAID_OUT, FIGURES, DRAG = 200.0, 100.0, 5.0
PARTIES, ARROWS = 50, 150
_RUNS = 15
_STEPS = 240


def measure() -> tuple[Measured, ...]:
    """Return how long laying out, figures and a step of a drag take."""
    maps = [_map(seed) for seed in range(5)]
    detail = f"{PARTIES} parties, {ARROWS} arrows, warm"
    return (
        _often("map laid out", _laid_out, maps, LAID_OUT, detail),
        _often("figures of a map", figures, maps, FIGURES, detail),
        _dragged(maps[0]),
        _placed(),
    )


def _often(
    name: str, act: Callable[[CouplingMap], object], maps: list[CouplingMap], goal: float, detail: str
) -> Measured:
    for now in maps:
        act(now)
    times = [took(partial(act, maps[number % len(maps)]), time.process_time) for number in range(_RUNS)]
    ours = median(times)
    return Measured(name, ours, goal, ours, None, detail)


def _laid_out(now: CouplingMap) -> Lines:
    places = arranged(now)
    boxes = {
        each: Box(x * STEP_X, y * STEP_Y, BOX_WIDTH * STEP_X, BOX_HEIGHT * STEP_Y)
        for each, (x, y) in places.items()
    }
    return Lines(boxes, now.waits, lambda wait: (24.0, 15.0))


def _map(seed: int) -> CouplingMap:
    """Return a map in which most wait for somebody near by, as in a house with departments."""
    chance = random.Random(seed)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ARROWS:
        one = chance.randrange(PARTIES)
        other = max(0, min(PARTIES - 1, one + chance.randint(-6, 12)))
        if one != other:
            pairs.add((one, other))
    parties = tuple(Party(f"p{each}", f"Party number {each}", float(each)) for each in range(PARTIES))
    waits = tuple(
        Wait(f"w{number}", f"p{one}", f"p{other}", float(chance.randint(1, 40)), float(number))
        for number, (one, other) in enumerate(sorted(pairs))
    )
    return CouplingMap(parties, waits)


def _dragged(now: CouplingMap) -> Measured:
    from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from ui import style
    from ui.desk.couplings.map_canvas import MapCanvas
    from ui.pictures.coupling_page import Shown

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    style.install(application, "light")
    canvas = MapCanvas()
    canvas.set_room(QSize(1000, 560))
    canvas.show_map(Shown(now, arranged(now), figures(now)), "")
    canvas.resize(canvas.minimumSize())
    canvas.show()
    # Who has the most arrows is the hardest to carry.
    busiest = max(now.parties, key=lambda each: len(now.waits_of(each.id))).id
    start = canvas.rect_of(busiest).center()

    def send(kind: QEvent.Type, point: QPoint) -> None:
        where = QPointF(point)
        button, held = Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, where, where, where, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)

    send(QEvent.Type.MouseButtonPress, start)
    times = []
    for step in range(_STEPS):
        point = start + QPoint(8 + step % 120, step % 90)

        def one(point: QPoint = point) -> None:
            send(QEvent.Type.MouseMove, point)
            canvas.repaint()

        times.append(took(one, time.process_time))
    send(QEvent.Type.MouseButtonRelease, start)
    canvas.close()
    counted = times[10:]
    return Measured(
        "drag of a party, p95",
        percentile(counted, 0.95),
        DRAG,
        median(counted),
        None,
        f"a step with the party that has the most arrows, {PARTIES} parties, {ARROWS} arrows",
    )


def _placed() -> Measured:
    """Return how long it takes from an arrow key to the matrix drawn anew."""
    from PySide6.QtWidgets import QApplication

    from facilitator.matrices import matrix
    from facilitator.opening import rehearse
    from ui import style
    from ui.desk.matrices.matrix_canvas import MatrixCanvas

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    style.install(application, "light")
    session = rehearse(method_files.load("wiring-review"))
    activity = session.data.method.activity("work")
    assert activity is not None
    chance = random.Random(1)
    notes = [session.notes.add("pieces", f"Piece of work number {each}").id for each in range(24)]
    for note in notes:
        session.matrices.place("work", note, chance.random(), chance.random())
    canvas = MatrixCanvas()
    canvas.resize(900, 480)
    canvas.show()

    def one(number: int) -> None:
        session.matrices.place("work", notes[number % len(notes)], chance.random(), chance.random())
        canvas.show_matrix(matrix(session.data, activity))
        canvas.repaint()

    times = [took(partial(one, number), time.process_time) for number in range(40)]
    canvas.close()
    ours = median(times[4:])
    return Measured(
        "note moved on a matrix", ours, 100.0, ours, None, "24 notes, placed, arranged and painted"
    )
