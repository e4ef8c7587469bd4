"""The canvas as a PDF, against a page of reportlab with the same words in the same places.

Both are warm: fonts are read, modules imported, and the canvas was drawn before, as while a workshop runs; one bullet
is another one each time. The reference knows already where each line goes and draws nothing but words, in fonts of
the same family; ours works out the size, wraps, draws boxes and icons, and checks each character.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import resources
from benchmarks.measuring import Measured, compared
from exports.pdf.canvas import canvas_pdf_bytes, write_canvas
from exports.pdf.paper import paper_named
from exports.pdf.text import Recorder, TextRun
from exports.source import source_of
from facilitator import method_files
from facilitator.opening import rehearse

GOAL = 1.5
PAIRS = 60
OUTCOMES = {
    "name": "Reliability Guild",
    "leader": "Mira Aldous",
    "vision": "Every team can keep its own service healthy without heroes\n"
    "\tOn call is calm, fair and learnt, not endured\n"
    "\tKnowledge travels between teams before an incident forces it",
    "importance": "Three teams solve the same problem each quarter, apart\n"
    "On-call load is the first reason people name for leaving",
    "how": "Two events a month, open to everybody\n"
    "\tBrown bag: one topic, one speaker, one hour\n"
    "\t\tIncident story: an owner walks through a timeline\n"
    "\tLean coffee: the room sets the agenda\n"
    "Keep a list of agreed practices and review it twice a year",
    "measures": "Pages per on-call week, published monthly\n\tGoal: fewer than five, none twice for one reason",
    "who_what": "On-call engineers of the nine product teams\nSupport desk\nNew colleagues in their first half year",
    "communication": "Channel #reliability for questions, open to all\nMinutes and recordings in one wiki space",
    "resources": "Four hours a month for members, a day a week for the leader\nA sponsor in the engineering board",
}

_FILES = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold", "bold": "Bold"}


def measure() -> Measured:
    """Return how long a canvas takes, against the reference."""
    session = rehearse(method_files.load("cop-bootstrap"), "Founding workshop")
    for box, text in OUTCOMES.items():
        session.outcomes.write(box, text)
    variants = []
    for number in range(1, PAIRS + 4):
        session.outcomes.write("resources", f"{OUTCOMES['resources']}\nRoom {number} every second Thursday")
        variants.append(replace(source_of(session), exported="2026-03-12T12:00:00Z"))
    recorder = Recorder()
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        write_canvas(variants[0], Path(name) / "canvas.pdf", "A3", recorder)
    sources = cycle(variants)
    return compared(
        "canvas PDF, warm",
        lambda: canvas_pdf_bytes(next(sources), "A3"),
        _bare_page(recorder.runs),
        goal=GOAL,
        pairs=PAIRS,
        detail="one A3 page with one bullet changed, against a bare reportlab page with the same words",
    )


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
