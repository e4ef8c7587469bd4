"""The canvas as a PDF, against a page of reportlab with the same words in the same places.

Both are warm: fonts are read, modules imported, and the canvas was drawn before, as while a workshop runs; one bullet
is another one each time. The reference knows already where each line goes and draws nothing but words, in fonts of
the same family; ours works out the size, wraps, draws boxes and icons, and checks each character.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import resources
from benchmarks.measuring import Measured, compared
from exports.pdf.canvas import write_canvas
from exports.pdf.paper import paper_named
from exports.pdf.target import in_memory
from exports.pdf.text.record import Recorder, TextRun
from exports.source import Source, source_of
from facilitator.demo import build_samples
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.session import Session

GOAL = 1.5
PAIRS = 60
_FILES = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}


def measure() -> Measured:
    """Return how long a canvas takes, against the reference."""
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        with Library.create_or_open(folder / "library.db") as library:
            sessions = [open_session(library, each) for each in build_samples(library)]
            fullest = max(sessions, key=lambda each: len("".join(each.data.outcomes.values())))
            sources = iter(list(_edited(fullest)))
        recorder = Recorder()
        write_canvas(next(sources), folder / "canvas.pdf", "A3", recorder)
    return compared(
        "canvas PDF, warm",
        lambda: in_memory(write_canvas, next(sources), "A3"),
        _bare_page(recorder.runs),
        goal=GOAL,
        pairs=PAIRS,
        detail="the sample's fullest canvas on A3, one bullet changed, against a bare reportlab page of its words",
    )


def _edited(session: Session) -> Iterator[Source]:
    """Return the session with one more bullet, another one each time."""
    source = replace(source_of(session), exported="2026-03-12T12:00:00Z")
    for number in range(1, PAIRS + 5):
        text = f"{session.data.outcomes['resources']}\nRoom {number} every second Thursday"
        session.outcomes.write("resources", text)
        edited = replace(source, data=session.data)
        session.undo()
        yield edited


def _bare_page(runs: list[TextRun]) -> Callable[[], bytes]:
    """Return what draws these words, where they stand, with reportlab's own means."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for weight in sorted({run.weight for run in runs}):
        pdfmetrics.registerFont(
            TTFont(f"bare-{weight}", str(resources.path(f"fonts/Inter-{_FILES[weight]}.ttf")))
        )

    def draw() -> bytes:
        target = io.BytesIO()
        canvas: Any = Canvas(target, pagesize=paper_named("A3").points)
        for run in runs:
            canvas.setFont(f"bare-{run.weight}", run.size)
            canvas.setFillColor(run.colour)
            canvas.drawString(run.x, run.y, run.text)
        canvas.showPage()
        canvas.save()
        return target.getvalue()

    return draw
