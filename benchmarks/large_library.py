"""A library that is large: 10,000 sessions with 60 notes each, some 470 MB. Started by `make load`.

FACILITATOR_LARGE names one that `benchmarks.make_library` made before; without it one is made first, which takes a
minute. The file itself is not touched.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import tempfile
import threading
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import first_window
from benchmarks.make_library import NOTES, SESSIONS, Writer, fill
from benchmarks.measuring import Measured, compared, percentile, took
from exports import formats
from exports.source import source_of
from facilitator.library import Library
from facilitator.opening import open_session

LIST_GOAL = 5.0
SEARCH_GOAL = 10.0
ANSWER_GOAL = 100.0
EXPORT_GOAL = 1.5
QUERIES = 60
RUNS = 9
_PAUSE = 0.05
"""Seconds between two notes while a backup is written: twenty notes a second are more than anybody types."""


def measure() -> tuple[Measured, ...]:
    """Return what start, list, search, opening and a note during a backup cost in a large library."""
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-", dir=_folder()) as name:
        made = os.environ.get("FACILITATOR_LARGE")
        large = Path(made) if made else Path(name) / "large.db"
        if not made:
            with Library.create_or_open(large) as library:
                fill(library)
        started = first_window.with_library(
            "first window, large library", large, f"first paint with {SESSIONS:,} sessions", RUNS
        )
        used = Path(name) / "used.db"
        shutil.copyfile(large, used)
        os.sync()
        with Library.create_or_open(used) as library:
            found = (started, *_measured(library, Path(name)))
    _hand_over(found)
    return found


def _hand_over(found: tuple[Measured, ...]) -> None:
    """Write the figures for docs/PROMISES.md into the folder that FACILITATOR_FIGURES names; nowhere without one."""
    folder = os.environ.get("FACILITATOR_FIGURES")
    if folder is None:
        return
    names = ("window", "list", "search", "open", "canvas", "note")
    counted: dict[str, object] = {
        name: f"{each.figure:.{2 if each.bare is not None else 1}f}"
        for name, each in zip(names, found, strict=True)
    }
    counted |= {"sessions": SESSIONS, "notes": NOTES}
    run = {"day": datetime.now(UTC).date().isoformat(), "form": "long", "counted": counted}
    path = Path(folder) / "large_library.json"
    path.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _folder() -> str | None:
    """Return where there is room: beside the library that was made before."""
    made = os.environ.get("FACILITATOR_LARGE")
    return str(Path(made).parent) if made else None


def _measured(library: Library, folder: Path) -> tuple[Measured, ...]:
    listed = [took(library.summaries) for _ in range(100)]
    searched = [took(partial(library.search, query)) for query in queries()]
    chosen = next(each.id for each in library.summaries() if each.method_id == "cop-bootstrap")
    opened = [took(lambda: open_session(library, chosen)) for _ in range(20)]
    exported = _exported(library, chosen, folder)
    during, seconds = _during_backup(library, chosen, folder)
    rows = f"{SESSIONS:,} sessions with {NOTES} notes each"
    return (
        _result("list, large library", median(listed), LIST_GOAL, f"newest 100 of {rows}"),
        _result(
            "search, large library",
            median(searched),
            SEARCH_GOAL,
            f"newest 50 hits at each of {len(searched)} key presses, {rows}; "
            f"95th percentile {percentile(searched, 0.95):.0f} ms",
        ),
        _result("open, large library", median(opened), ANSWER_GOAL, f"a session of {rows}"),
        exported,
        _result(
            "note during a backup",
            percentile(during, 0.95),
            ANSWER_GOAL,
            f"durable, 95th percentile of {len(during)} while all is copied and checked in {seconds:.0f} s; "
            f"longest {max(during):.0f} ms",
        ),
    )


def queries() -> list[str]:
    """Return what is in the search line after each key press: one to three words of a sentence, frequent or rare."""
    writer = Writer(11)
    chance = random.Random(11)
    found: list[str] = []
    for _ in range(QUERIES):
        words = writer.sentence().split()
        wanted = " ".join(chance.sample(words, chance.randint(1, 3)))
        found += itertools.accumulate(wanted)
    return found


def _exported(library: Library, session_id: str, folder: Path) -> Measured:
    data, _ = library.load(session_id)
    with Library.create_or_open(folder / "small.db") as small:
        small.add_session([row for table in data.tables.values() for row in table.values()])

        def write(which: Library) -> object:
            source = source_of(open_session(which, session_id))
            return formats.export(source, "pdf", folder / "canvas.pdf", force=True)

        return compared(
            "canvas, large library",
            partial(write, library),
            partial(write, small),
            goal=EXPORT_GOAL,
            pairs=15,
            detail="opened and written as a canvas PDF, against the same session alone in its library",
        )


def _during_backup(library: Library, session_id: str, folder: Path) -> tuple[list[float], float]:
    session = open_session(library, session_id)
    lane = next(each.lanes[0].id for each in session.data.method.activities if each.lanes)
    worker = threading.Thread(target=lambda: library.backup_to(folder / "backup.db"))
    begin = time.monotonic()
    worker.start()
    times = []
    while worker.is_alive():
        times.append(took(lambda: session.notes.add(lane, "Written while a backup is made")))
        time.sleep(_PAUSE)
    worker.join()
    assert (folder / "backup.db").exists()
    return times, time.monotonic() - begin


def _result(name: str, figure: float, goal: float, detail: str) -> Measured:
    return Measured(name, figure, goal, figure, None, detail)
