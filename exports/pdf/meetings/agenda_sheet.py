"""The agenda of a method on paper: each step with its question and its minutes, in every length the method has."""

from __future__ import annotations

import io
from pathlib import Path

from exports.pdf.flow import CELL, CELL_STRONG, SOFT, TITLE, Cell, Column, Flow, Furniture
from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK, PAPERS
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from facilitator.method import Activity, Method
from facilitator.opening import only_after_another
from facilitator.variants import in_variant

_FIGURE = Style("regular", CELL.size, INK, tabular=True)


def write_agenda(
    method: Method, path: Path, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the sheet and return what could not be drawn, in words.

    Raises:
        OSError: the file cannot be written.
    """
    pages = _draw(method, io.BytesIO(), paper, 0, dry=True).page_number
    with path.open("wb") as target:
        pen = _draw(method, target, paper, pages, recorder)
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _draw(
    method: Method,
    target: io.BufferedIOBase | io.BytesIO,
    paper: str,
    pages: int,
    recorder: Recorder | None = None,
    *,
    dry: bool = False,
) -> Pen:
    pen = Pen(
        target,  # type: ignore[arg-type] # reportlab only writes to it
        title=f"{method.title}: agenda",
        subject=method.title,
        recorder=recorder,
        dry=dry,
    )
    flow = Flow(pen, PAPERS[paper].portrait, Furniture(method.title, method.title, pages))
    flow.new_page()
    pen.fill(flow.left, flow.y, flow.width, 1.4, HOUSE)
    flow.y += 6.0
    pen.bookmark("Agenda", 0, flow.y)
    flow.lines("Agenda", SOFT)
    flow.lines(method.title, TITLE, 1.2)
    flow.space(2.0)
    flow.lines(method.summary, SOFT)
    flow.space(5.0)
    lengths = [in_variant(method, each.id) for each in method.variants] or [method]
    minutes = [Column(f"{each.minutes:g} min", 15.0, "right") for each in lengths]
    # A first meeting has nothing to look back at.
    later = only_after_another(method)
    rows = [
        [
            Cell(f"{each.title}\n{each.question}"),
            *(Cell(_minutes(_same(length, each)), _FIGURE) for length in lengths),
        ]
        for each in method.activities
        if each.id not in later
    ]
    sums = [sum(each.minutes for each in length.activities if each.id not in later) for length in lengths]
    rows.append([Cell("Sum", CELL_STRONG), *(Cell(f"{each:g}", CELL_STRONG) for each in sums)])
    flow.table([Column("Step", 174.0 - 19.0 * len(lengths)), *minutes], rows)
    flow.end_page()
    pen.finish()
    return pen


def _same(length: Method, activity: Activity) -> Activity:
    return next(each for each in length.activities if each.id == activity.id)


def _minutes(activity: Activity) -> str:
    return f"{activity.minutes:g}"
