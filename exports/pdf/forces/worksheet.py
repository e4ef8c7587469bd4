"""A force field without a word on it: to print, to hang up and to fill by hand."""

from __future__ import annotations

from pathlib import Path

from exports.force_words import SIDES, scale_words
from exports.pdf.forces.frame import Frame, frame_for
from exports.pdf.forces.page import CREDIT, TITLE
from exports.pdf.forces.signs import COLOURS
from exports.pdf.page import Pen
from exports.pdf.paper import DOTS, FAINT, INK, MUTED, RULE, Paper
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from facilitator import forces, scoring
from facilitator.errors import UserError
from facilitator.method import Method

_ROWS = 10
_STEP = 9.0
_BOX = 6.0
_PLAN_ROWS = 3
_PLAN = (("Action", 92.0), ("Force", 70.0), ("Score, expected", 28.0), ("Owner", 38.0), ("Due", 35.0))
_GAP = 4.0
_SMALL = Style("regular", 7.5, FAINT)
_LABEL = Style("semibold", 9.0, MUTED)


def write_worksheet(
    method: Method, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the blank force field of a method as a PDF file and return what could not be drawn, in words.

    Raises:
        UserError: the method has no force field, or there is no such paper.
        OSError: the file cannot be written.
    """
    if forces.home(method) is None:
        raise UserError(f"“{method.title}” has no force field to print.")
    sheet, frame = frame_for(paper)
    pen = Pen(str(path), title=f"{TITLE}, to fill in", subject=method.title, recorder=recorder)
    scale = scoring.SCALES.get(str(forces.setting(method, "scale")), scoring.USUAL)
    _draw(pen, sheet, frame, scale)
    pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _draw(pen: Pen, sheet: Paper, frame: Frame, scale: scoring.Scale) -> None:
    pen.page(sheet, (frame.width, frame.height))
    pen.bookmark(TITLE, 0)
    left, right = frame.margin, frame.width - frame.margin
    pen.owner("head")
    x = left + pen.text(left, 19.0, TITLE, Style("bold", 20, INK)) + 8.0
    for label, end in (("Team", frame.middle + 40.0), ("Date", right)):
        start = x + pen.text(x, 19.0, label, _LABEL) + 2.0
        pen.rule(start, 19.6, end, 19.6, RULE, 0.6)
        x = end + 6.0
    pen.owner("change")
    middle = frame.middle
    for label, begin, end in (("Now", left, middle - 6.0), ("Wanted", middle + 6.0, right)):
        width = pen.text(begin, 31.0, label, _LABEL)
        pen.rule(begin + width + 2.0, 31.6, end, 31.6, RULE, 0.6)
        pen.rule(begin, 40.6, end, 40.6, RULE, 0.6)
    pen.arrow(middle - 4.0, 36.0, middle + 4.0, 36.0, INK, 1.6)
    plan_top = frame.height - 18.0 - _PLAN_ROWS * _STEP - 5.0
    for side, title in SIDES.items():
        begin = left if side == forces.DRIVER else middle + 4.0
        pen.owner(f"side:{side}")
        _draw_side(pen, begin, middle - 4.0 - left, plan_top, (title, COLOURS[side]), scale)
    _draw_plan(pen, frame, plan_top)
    pen.owner("foot")
    pen.foot((left, frame.inner), frame.height - 7.0, (f"{CREDIT}.", "Page 1 of 1"), 7.5)


def _draw_side(
    pen: Pen, left: float, width: float, bottom: float, head: tuple[str, str], scale: scoring.Scale
) -> None:
    """Draw one column: lines to write on, two boxes for figures at the end of each."""
    title, colour = head
    pen.text(left, 50.0, title, Style("semibold", 12.5, colour))
    boxes = (left + width - 2 * _BOX - 10.0, left + width - _BOX)
    strength = "Dots" if scale.dots else f"Strength, {scale_words(scale)}"
    pen.text(boxes[0] + _BOX, 50.0, strength, _SMALL, align="right")
    pen.text(boxes[1] + _BOX, 50.0, "Change it?", _SMALL, align="right")
    pen.rule(left, 52.0, left + width, 52.0, colour, 1.1)
    top = 52.0
    rows = min(_ROWS, int((bottom - 8.0 - top) / _STEP))
    for number in range(rows):
        y = top + (number + 1) * _STEP
        pen.rule(left, y, boxes[0] - 3.0, y, DOTS, 0.5, dashes=(0.6, 2.2))
        for x in boxes:
            pen.outline(x, y - _BOX - 0.4, _BOX, _BOX, MUTED, 0.6)


def _draw_plan(pen: Pen, frame: Frame, top: float) -> None:
    pen.owner("plan")
    unit = (frame.inner - _GAP * (len(_PLAN) - 1)) / sum(share for _, share in _PLAN)
    pen.text(frame.margin, top - 2.0, "Plan: loosen a brake before you push harder", _LABEL)
    pen.rule(frame.margin, top, frame.width - frame.margin, top, INK, 0.8)
    x = frame.margin
    for title, share in _PLAN:
        pen.text(x, top + 3.4, title, _SMALL)
        for row in range(_PLAN_ROWS):
            y = top + 4.4 + (row + 1) * _STEP
            pen.rule(x, y, x + share * unit, y, DOTS, 0.5, dashes=(0.6, 2.2))
        x += share * unit + _GAP
