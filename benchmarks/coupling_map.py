"""A coupling map of 50 parties and 150 arrows: laid out, its figures, a step of a drag, and a drag of a note; one twice
as large on the desk.

Laying out is all that the library and we do until every party has its place and every arrow its way. A step of the
drag is what a move of the mouse takes on the desk, the painting of the whole widget included, in the software renderer.
What counts is the time of the processor, of all threads, not of the clock.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.measuring import Measured, percentile, took
from facilitator import method_files
from facilitator.coupling_figures import figures
from facilitator.coupling_layout import BOX_HEIGHT, BOX_WIDTH, STEP_X, STEP_Y, arranged
from facilitator.coupling_lines import Box, Lines
from facilitator.couplings import CouplingMap, Party, Wait

LAID_OUT, FIGURES, DRAG = 200.0, 100.0, 5.0
HELD = 100.0
PARTIES, ARROWS = 50, 150
MANY_PARTIES, MANY_ARROWS = 100, 300
_RUNS = 15
_STEPS = 240


def measure() -> tuple[Measured, ...]:
    """Return how long laying out, figures and a step of a drag take."""
    # More maps than the figures of which are remembered.
    maps = [large_map(seed) for seed in range(_RUNS)]
    detail = f"{PARTIES} parties, {ARROWS} arrows, warm"
    return (
        _often("map laid out", _laid_out, maps, LAID_OUT, detail),
        _often("figures of a map", figures, maps, FIGURES, detail),
        _dragged(maps[0]),
        _placed(),
        *_on_the_desk(),
    )


def _often(
    name: str, act: Callable[[CouplingMap], object], maps: list[CouplingMap], goal: float, detail: str
) -> Measured:
    for now in maps:
        act(now)
    times = [took(partial(act, maps[number % len(maps)]), time.process_time) for number in range(_RUNS)]
    ours = median(times)
    return Measured(name, ours, goal, ours, None, detail)


def _on_the_desk() -> tuple[Measured, ...]:
    """Return how long a large map holds the window's thread when a line is added to it, and when it is arranged."""
    from benchmarks.shown_desk import held, shown_desk
    from ui.desk.couplings.coupling_panel import CouplingPanel

    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        session_id = stored_map(folder, large_map(5, MANY_PARTIES, MANY_ARROWS))
        with shown_desk(folder) as desk:
            opened = desk.acts.open_session(session_id)
            assert opened is not None
            held(lambda: opened.course.go("map"))
            panel = next(
                each for each in desk.window.findChildren(CouplingPanel) if each.isVisibleTo(desk.window)
            )
            parties = panel.now.parties
            adds = [
                held(
                    partial(
                        panel.line.taken.emit, f"{parties[place].name} waits for {parties[-1].name}, 3 days"
                    )
                )
                for place in range(_RUNS)
            ]
            arranges = []
            for place in range(5):
                held(partial(opened.couplings.place, parties[place].id, 3.0, 9.0))
                arranges.append(held(panel.arrange.click, 2.0))
    detail = f"{MANY_PARTIES} parties, {MANY_ARROWS} arrows: how long the window’s thread is held"
    return (
        Measured("line added to a large map", median(adds), HELD, median(adds), None, detail),
        Measured("large map arranged anew", median(arranges), HELD, median(arranges), None, "the same"),
    )


def stored_map(folder: Path, large: CouplingMap) -> str:
    """Make a library in `folder` with a wiring review that has this map, and return the id of its session."""
    from facilitator.library import Library
    from facilitator.opening import new_session, open_session

    with Library.create_or_open(folder / "library.db") as library:
        session_id = new_session(library, method_files.load("wiring-review"), "Measured")
        session = open_session(library, session_id)
        names = {each.id: each.name for each in large.parties}
        session.couplings.add_lines(
            f"{names[each.who]} waits for {names[each.whom]} {each.days:g} days" for each in large.waits
        )
        session.course.start()
        session.keep_place()
    return session_id


def _laid_out(now: CouplingMap) -> Lines:
    places = arranged(now)
    boxes = {
        each: Box(x * STEP_X, y * STEP_Y, BOX_WIDTH * STEP_X, BOX_HEIGHT * STEP_Y)
        for each, (x, y) in places.items()
    }
    return Lines(boxes, now.waits, lambda wait: (24.0, 15.0))


def large_map(seed: int, count: int = PARTIES, arrows: int = ARROWS) -> CouplingMap:
    """Return a map in which most wait for somebody near by, as in a house with departments."""
    chance = random.Random(seed)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < arrows:
        one = chance.randrange(count)
        other = max(0, min(count - 1, one + chance.randint(-6, 12)))
        if one != other:
            pairs.add((one, other))
    parties = tuple(Party(f"p{each}", f"Party number {each}", float(each)) for each in range(count))
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
    canvas.show_map(Shown(now, arranged(now), figures(now)))
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
