"""A what-if on a coupling map of 50 parties and 150 arrows: each step on the desk, and the room's picture of it.

What counts is how long the thread of the window is held by an act, until what it shows is painted, in its own time of
the processor: the desk is 1920 by 1080 pixels, on the offscreen platform, with a library in a file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.coupling_map import ARROWS, HELD, PARTIES, large_map, stored_map
from benchmarks.measuring import Measured
from facilitator.couplings import CouplingMap
from facilitator.session import Session

if TYPE_CHECKING:
    from ui.desk.couplings.coupling_panel import CouplingPanel

_SEEDS = (3, 4, 5)
_STEPS = 5


def measure() -> tuple[Measured, ...]:
    """Return how long going to a what-if takes, one step of it, and the room's picture of that."""
    goings: list[float] = []
    steps: list[float] = []
    pictures: list[float] = []
    for seed in _SEEDS:
        _tried(large_map(seed), goings, steps, pictures)
    detail = f"{PARTIES} parties, {ARROWS} arrows, three maps: how long the window’s thread is held"
    return (
        _measured("gone to a what-if", goings, detail),
        _measured("step of a what-if", steps, f"{detail}; arrows taken away, parties split, glued, dropped"),
        _measured("room’s map after a step", pictures, "the same maps, laid out and painted in the room"),
    )


def _measured(name: str, times: list[float], detail: str) -> Measured:
    ours = median(times)
    return Measured(name, ours, HELD, ours, None, f"{detail}; the longest {max(times):.0f} ms")


def _tried(large: CouplingMap, goings: list[float], steps: list[float], pictures: list[float]) -> None:
    """Try steps on one map and add what each takes, in milliseconds."""
    from benchmarks.shown_desk import held, shown_desk
    from facilitator import audience
    from ui.desk.couplings.coupling_panel import CouplingPanel
    from ui.projector.window import ProjectorWindow

    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        session_id = stored_map(folder, large)
        with shown_desk(folder) as desk:
            opened = desk.acts.open_session(session_id)
            assert opened is not None
            held(partial(opened.course.go, "map"))
            held(partial(opened.course.go, "reading", "read"))
            goings.append(held(partial(opened.course.go, "reading", "try")))
            panel = next(
                each for each in desk.window.findChildren(CouplingPanel) if each.isVisibleTo(desk.window)
            )
            room = ProjectorWindow()
            room.reduced_motion = True
            room.resize(1920, 1080)
            room.show()
            held(lambda: room.show_view(audience.view(opened)))
            for act in _acts(opened, panel):
                steps.append(held(act))
                pictures.append(held(lambda: room.show_view(audience.view(opened))))
            room.close()


def _acts(session: Session, panel: CouplingPanel) -> Iterator[Callable[[], object]]:
    """Yield one step after the other, as the buttons of the desk do them."""
    for place in range(_STEPS):
        panel.list.setCurrentRow(place * 23)
        yield panel.trying.cut.click
        now = panel.shown_map
        party = now.parties[5 + place * 8]
        panel.canvas.choose(party.id)
        moved = [each.id for each in now.waits_of(party.id)][:2]
        yield partial(panel.trying.split_wanted.emit, party.id, f"Split off {place}", moved)
        ids = [each.id for each in panel.shown_map.parties[place * 4 + 20 : place * 4 + 22]]
        yield partial(session.couplings.try_merge, ids, f"Glued {place}")
    yield session.undo
    yield panel.trying.drop.click
