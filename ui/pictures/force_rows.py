"""Where everything of a force field stands: one row for each force, drivers left, restrainers right.

Arrows point at the line in the middle; their length is the figure of the force. The same arrangement serves the desk
and the room, which only differ in their sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from facilitator.forces import ForceField, ForceFigures
from facilitator.scoring import Tally, in_figures
from ui.pictures.force_marks import Arrow, Diamond, Line, Range, Ring
from ui.projector.sheet import Mark, Words
from ui.widgets.text_block import TextBlock, lay_out

At = Callable[[float], float]
"""Where on the picture a score lies, in px from its left."""

_LEAST_MARK = 14.0
"""Rings, and the diamonds in them, are told apart from this width on, in px."""

__all__ = ["Look", "Placed", "Sizes", "figure_room", "figure_words", "place_rows", "row_heights", "shown_in"]


@dataclass(frozen=True)
class Sizes:
    """Lengths in px and fonts. `pitch` is from line to line of a label, `row` the least height of a row.

    `lane` is the length of the longest arrow, `tip` the gap between a tip and the middle line, `centre` its width;
    `arrow` is the height of a head, `shaft` of the rest, `head` the length of a head, `range_below` the distance from
    the middle of an arrow down to its range, `tick` the height of the range's ends.
    """

    label: QFont
    pitch: float
    figure: QFont
    row: float
    lane: float
    tip: float
    centre: float
    arrow: float
    shaft: float
    head: float
    hatch: float
    range_below: float
    tick: float
    line: float
    gap: float
    figure_room: float
    most_lines: int | None = None


@dataclass(frozen=True)
class Look:
    """What the arrows show: the figures of today, or with `after` those after the plan.

    `others` adds what is expected and what was (with `after`: what is today) as small marks on the arrows.
    """

    after: bool = False
    others: bool = True


@dataclass(frozen=True)
class Placed:
    """One force and where its row is, for the mouse and the keyboard."""

    force_id: str
    side: str
    rect: QRectF


@dataclass(frozen=True)
class _Label:
    block: TextBlock
    talk: TextBlock | None
    talk_words: str

    @property
    def height(self) -> float:
        return self.block.height + (self.talk.height if self.talk is not None else 0.0)


def figure_words(value: float | None) -> str:
    """Return a figure as it is written: 4, 3.5, and a dash for none."""
    return "\N{EN DASH}" if value is None else in_figures(value)


def talk_block(font: QFont, room: float, pitch: float, alignment: Qt.AlignmentFlag) -> tuple[str, TextBlock]:
    """Return what stands under a force on which the room differs most: in full, or as short as `room` px need."""
    whole = QCoreApplication.translate("ForcePicture", "the room differs: talk")
    short = QCoreApplication.translate("ForcePicture", "differs: talk")
    for words in (whole, short):
        block = lay_out(words, font, room, pitch, max_lines=1, alignment=alignment)
        if block.complete:
            return words, block
    return short, lay_out(short, font, room, pitch, alignment=alignment)


def shown_in(field: ForceField, look: Look) -> ForceField:
    """Return `field` as `look` shows it: nobody scored what comes after the plan, so nobody differs there."""
    if not look.after:
        return field
    drivers, restrainers = (
        tuple(replace(each, differs=False) for each in side) for side in (field.drivers, field.restrainers)
    )
    return replace(field, drivers=drivers, restrainers=restrainers)


def longest(field: ForceField) -> float:
    """Return the figure of an arrow as long as the lane: the top of the scale, with dots the most that one gets."""
    if not field.scale.dots:
        return float(field.scale.most)
    figures = [
        figure for each in field.forces for figure in (each.figure, each.expected, each.then_figure) if figure
    ]
    return max(figures, default=1.0)


def _beside(each: ForceFigures, look: Look) -> str:
    """Return the figure beside an arrow, with what is expected of it where that is shown too."""
    if look.after or not look.others or each.expected is None:
        return figure_words(each.after if look.after else each.figure)
    return f"{figure_words(each.figure)} \N{RIGHTWARDS ARROW} {figure_words(each.expected)}"


def figure_room(field: ForceField, font: QFont, look: Look) -> float:
    """Return the width in px that the widest figure of a picture takes, room for two digits at least."""
    measure = QFontMetricsF(font).horizontalAdvance
    # Hundreds of forces have a few figures among them, and each page of the room asks anew.
    return max(map(measure, {"10", *(_beside(each, look) for each in field.forces)})) + 2.0


def row_heights(
    drivers: Sequence[ForceFigures], restrainers: Sequence[ForceFigures], sizes: Sizes, width: float
) -> list[float]:
    """Return the height of each row: the larger need of its two sides. `width` is that of the whole picture."""
    return [
        max(_need(left, sizes, width), _need(right, sizes, width))
        for left, right in zip_longest(drivers, restrainers)
    ]


def place_rows(
    field: ForceField,
    drivers: Sequence[ForceFigures],
    restrainers: Sequence[ForceFigures],
    area: QRectF,
    heights: Sequence[float],
    sizes: Sizes,
    look: Look,
) -> tuple[list[Mark], list[Placed]]:
    """Return the marks of these rows from the top of `area` down, and where each force is.

    `heights` has one height for each row, from `row_heights` or larger.
    """
    marks: list[Mark] = []
    places: list[Placed] = []
    middle = area.center().x()
    marks.append(Line(QRectF(middle - sizes.centre / 2, area.top(), sizes.centre, sum(heights))))
    top = area.top()
    half = area.width() / 2
    point = sizes.lane / longest(field)
    for pair, height in zip(zip_longest(drivers, restrainers), heights, strict=False):
        for number, each in enumerate(pair):
            if each is None:
                continue
            rect = QRectF(area.left() if number == 0 else middle, top, half, height)
            _put(marks, field, each, rect, sizes, look, point)
            places.append(Placed(each.force.id, each.force.side, rect))
        top += height
    return marks, places


def _room(sizes: Sizes, width: float) -> float:
    """Return the width of a label: what arrows and figures leave of a half."""
    return max(
        40.0, width / 2 - sizes.centre / 2 - sizes.tip - sizes.lane - sizes.figure_room - 2 * sizes.gap
    )


def _label(each: ForceFigures, sizes: Sizes, width: float) -> _Label:
    left = each.force.side == "driver"
    alignment = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
    room = _room(sizes, width)
    block = lay_out(
        each.force.title, sizes.label, room, sizes.pitch, max_lines=sizes.most_lines, alignment=alignment
    )
    talk, words = None, ""
    if each.differs:
        font = QFont(sizes.label)
        font.setWeight(QFont.Weight.DemiBold)
        words, talk = talk_block(font, room, sizes.pitch, alignment)
    return _Label(block, talk, words)


def _need(each: ForceFigures | None, sizes: Sizes, width: float) -> float:
    if each is None:
        return sizes.row
    below = sizes.range_below + sizes.tick
    return max(sizes.row, _label(each, sizes, width).height + sizes.gap / 2, sizes.arrow / 2 + below)


def _put(
    marks: list[Mark],
    field: ForceField,
    each: ForceFigures,
    rect: QRectF,
    sizes: Sizes,
    look: Look,
    point: float,
) -> None:
    """Draw a force and what stands beside it; `point` is how long one point of the scale is, in px."""
    left = each.force.side == "driver"
    base = rect.right() - sizes.centre / 2 - sizes.tip if left else rect.left() + sizes.centre / 2 + sizes.tip
    away = -1.0 if left else 1.0
    label = _label(each, sizes, rect.width() * 2)
    # Arrow and range together stand in the middle of the row.
    middle = rect.center().y() - (sizes.range_below + sizes.tick / 2 - sizes.arrow / 2) / 2

    def at(value: float) -> float:
        return base + away * point * value

    shown = each.after if look.after else each.figure
    if shown:
        tail = at(shown)
        box = QRectF(min(base, tail), middle - sizes.arrow / 2, abs(base - tail), sizes.arrow)
        marks.append(Arrow(box, each.force.side, sizes.shaft, sizes.head, sizes.hatch))
    if not look.after and not field.scale.dots:
        _range(marks, each.strength, at, middle, sizes)
    if look.others:
        _others(marks, each, at, middle, sizes, look)
    colour = "helps" if left else "holds_back"
    words = _beside(each, look)
    start = base + away * (sizes.lane + sizes.gap)
    figure_box = QRectF(start - sizes.figure_room if left else start, 0, sizes.figure_room, 0)
    metrics = QFontMetricsF(sizes.figure)
    block = lay_out(words, sizes.figure, sizes.figure_room * 2, metrics.height(), max_lines=1)
    x = figure_box.right() - block.width if left else figure_box.left()
    y = middle - block.height / 2
    size = float(sizes.figure.pixelSize())
    marks.append(Words("figure", words, block, size, QRectF(x, y, block.width, block.height), colour))
    _put_label(marks, each, label, figure_box, middle, rect, sizes)


def _put_label(
    marks: list[Mark],
    each: ForceFigures,
    label: _Label,
    figure_box: QRectF,
    middle: float,
    rect: QRectF,
    sizes: Sizes,
) -> None:
    left = each.force.side == "driver"
    room = _room(sizes, rect.width() * 2)
    x = figure_box.left() - sizes.gap - room if left else figure_box.right() + sizes.gap
    # One line stands beside its figure; more lines stand in the middle of the row.
    y = middle - sizes.pitch / 2 if label.height <= 2 * sizes.pitch and label.block.lines == 1 else None
    if y is None or y + label.height > rect.bottom():
        y = rect.center().y() - label.height / 2
    size = float(sizes.label.pixelSize())
    box = QRectF(x, y, room, label.block.height)
    marks.append(Words("force", each.force.title, label.block, size, box))
    if label.talk is not None:
        below = QRectF(x, y + label.block.height, room, label.talk.height)
        marks.append(Words("talk", label.talk_words, label.talk, size, below, "warn"))


def _range(marks: list[Mark], tally: Tally, at: At, middle: float, sizes: Sizes) -> None:
    if tally.low is None or tally.high is None or tally.voters < 2:
        return
    low, high = at(tally.low), at(tally.high)
    top = middle + sizes.range_below - sizes.tick / 2
    marks.append(Range(QRectF(min(low, high), top, abs(high - low), sizes.tick), sizes.line))


def _others(marks: list[Mark], each: ForceFigures, at: At, middle: float, sizes: Sizes, look: Look) -> None:
    # A diamond fits into a ring: both are seen where what was is what is expected. Neither reaches the figure.
    ring = max(_LEAST_MARK, min(sizes.shaft * 1.25, sizes.gap * 1.2))
    diamond = ring * 0.75
    if look.after:
        if each.expected is not None and each.figure is not None:
            marks.append(Ring(_around(at(each.figure), middle, ring)))
        return
    then = each.then_figure
    if then is not None:
        marks.append(Ring(_around(at(then), middle, ring)))
    if each.expected is not None:
        marks.append(Diamond(_around(at(each.expected), middle, diamond)))


def _around(x: float, y: float, size: float) -> QRectF:
    return QRectF(x - size / 2, y - size / 2, size, size)
