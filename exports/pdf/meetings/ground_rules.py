"""The ground rules of a method on one sheet, large enough for a wall."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK, MM, MUTED, PAPERS, millimetres
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from facilitator.method import Activity, Method

_MARGIN = 20.0
_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0, 9.0)
_LEADING = 1.28
_GAP = 0.75
"""Between two rules, in lines."""
_NUMBER = 14.0
_SMALLER, _LEAST = 0.72, 7.5
"""What explains a rule, as a share of the rule's size, and the least size on any page."""
_SOFT = Style("regular", 11, MUTED)
_PURPOSE = Style("regular", 13, INK)


def rules_of(method: Method) -> Activity | None:
    """Return the activity whose rules hold for the whole meeting: the first briefing with some."""
    return next((each for each in method.activities if each.kind == "briefing" and each.rules), None)


def write_ground_rules(
    method: Method, path: Path, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the sheet and return what could not be drawn, in words.

    Raises:
        OSError: the file cannot be written.
    """
    sheet = PAPERS[paper].portrait
    width = sheet.width - 2 * _MARGIN
    found = rules_of(method)
    assert found is not None, "offered for methods with rules only"
    with path.open("wb") as target:
        pen = Pen(target, title=f"{method.title}: ground rules", subject=method.title, recorder=recorder)
        pen.page(sheet)
        pen.bookmark("Ground rules", 0)
        pen.fill(_MARGIN, _MARGIN, width, 1.8, HOUSE)
        pen.text(_MARGIN, _MARGIN + 11.0, method.title, _SOFT)
        pen.text(_MARGIN, _MARGIN + 25.0, _title(method, found), Style("bold", 32, INK))
        purpose = list(pen.book.wrap(found.purpose, _PURPOSE, width * MM))[:6]
        top = pen.lines(_MARGIN, _MARGIN + 32.0, purpose, _PURPOSE, leading=1.36, width=width) + 8.0
        _draw_rules(pen, found.rules, top, sheet.height - 24.0 - top, width)
        pen.owner("foot")
        pen.foot((_MARGIN, width), sheet.height - 12.0, (method.title, "Page 1 of 1"), 8.0)
        pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _title(method: Method, found: Activity) -> str:
    """Return what the sheet is about: rules that a meeting opens with are for talking, later ones for their step."""
    return "How we talk" if found.id == method.activities[0].id else found.title


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule as it is set: its first line large, what explains it smaller below; `height` in millimetres."""

    said: list[Line]
    more: list[Line]
    height: float


def _draw_rules(pen: Pen, rules: tuple[str, ...], top: float, room: float, width: float) -> None:
    size, laid = _SIZES[-1], list[_Rule]()
    for size in _SIZES:
        laid = [_set(pen, rule, size, width - _NUMBER) for rule in rules]
        if sum(each.height for each in laid) + _GAP * millimetres(size * _LEADING) * (len(laid) - 1) <= room:
            break
    end = top + room + 0.01
    for number, rule in enumerate(laid, start=1):
        if top + rule.height > end:
            break
        pen.text(_MARGIN, top + millimetres(size * 0.93), str(number), Style("bold", size, HOUSE))
        left, measure = _MARGIN + _NUMBER, width - _NUMBER
        below = pen.lines(left, top, rule.said, _large(size), leading=_LEADING, width=measure)
        pen.lines(left, below, rule.more, _small(size), leading=_LEADING, width=measure)
        top += rule.height + _GAP * millimetres(size * _LEADING)


def _set(pen: Pen, rule: str, size: float, width: float) -> _Rule:
    said, _, more = rule.partition("\n")
    large, small = _large(size), _small(size)
    first = list(pen.book.wrap(said, large, width * MM, balanced=True))
    rest = list(pen.book.wrap(more, small, width * MM, balanced=True)) if more.strip() else []
    height = len(first) * millimetres(large.size * _LEADING) + len(rest) * millimetres(small.size * _LEADING)
    return _Rule(first, rest, height)


def _large(size: float) -> Style:
    return Style("semibold", size, INK)


def _small(size: float) -> Style:
    return Style("regular", max(_LEAST, size * _SMALLER), MUTED)
