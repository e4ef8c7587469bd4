"""The report of a long incident as a PDF, against a bare table of reportlab with the same text.

Both are warm, as while a postmortem is written: one entry is another one each time. The reference has the same rows in
the same columns and lets reportlab wrap and break them; ours draws the first page with its picture as well, checks each
character, counts its pages and repeats the head.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import resources
from benchmarks.measuring import Measured, compared
from exports.pdf.paper import paper_named
from exports.pdf.review.report import write_review
from exports.source import Source, source_of
from exports.timeline_words import times_of
from facilitator import method_files, timelines
from facilitator.opening import rehearse
from facilitator.timelines import EntryKind, Written

GOAL = 2.0
PAIRS = 12
ENTRIES = 500
_KINDS: tuple[EntryKind, ...] = ("context", "impact", "status", "detection", "decision", "action")


def measure() -> Measured:
    """Return how long the report of a long incident takes, against the reference."""
    sources = list(_incidents())
    edited = iter(sources)
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        path = Path(name) / "report.pdf"
        return compared(
            "postmortem report PDF, warm",
            lambda: write_review(next(edited), path),
            _bare_table(sources[0]),
            goal=GOAL,
            pairs=PAIRS,
            detail=f"a timeline of {ENTRIES} entries, one worded anew, against a bare reportlab table of the same text",
        )


def _incidents() -> Iterator[Source]:
    """Yield a long incident, one entry of it worded anew each time, as while a postmortem is written."""
    session = rehearse(method_files.load("postmortem"), "A long day")
    session.timeline.set_incident(zone="Europe/Berlin", severity="Sev-1", began="2026-02-17T06:05:00Z")
    session.timeline.take_many(
        Written(
            f"2026-02-17T{6 + number // 60:02}:{number % 60:02}:00Z",
            f"Somebody looks at panel {number} and tells the channel what is to be seen there and what is not",
            _KINDS[number % len(_KINDS)],
            f"panel {number}, read afterwards",
            "That orders are few, not that baskets are empty" if number % 3 == 0 else "",
        )
        for number in range(ENTRIES)
    )
    found = timelines.timeline(session.data)
    assert found is not None
    for number in range(PAIRS + 4):
        session.timeline.edit(found.entries[number].id, text=f"Reading number {number} says that all is well")
        yield source_of(session)


def _bare_table(source: Source) -> Callable[[], bytes]:
    """Return what sets the same rows as a table of paragraphs, with reportlab's own means."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("bare-cells", str(resources.path("fonts/Inter-Regular.ttf"))))
    style = ParagraphStyle("cell", fontName="bare-cells", fontSize=9.5, leading=12.4)
    found = timelines.timeline(source.data)
    assert found is not None
    rows = []
    for each, time in times_of(found):
        said = [each.text, *([f"Known then: {each.known}"] if each.known else [])]
        rows.append((time, each.kind, "<br/>".join(map(escape, said)), escape(each.source)))

    def draw() -> bytes:
        target = io.BytesIO()
        document: Any = SimpleDocTemplate(target, pagesize=paper_named("A4").portrait.points)
        cells = [
            [Paragraph(text, style) for text in row] for row in (("Time", "Kind", "What", "Source"), *rows)
        ]
        document.build([LongTable(cells, colWidths=(42, 62, 248, 103), repeatRows=1)])
        return target.getvalue()

    return draw
