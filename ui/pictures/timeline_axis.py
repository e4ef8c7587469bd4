"""The picture of a timeline: an axis of time, bands of impact over it, a mark for each entry, spans below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPen

from facilitator import moments
from facilitator.ids import from_stamp
from facilitator.time_axis import Axis, axis, ticks
from facilitator.timelines import Band
from ui.pictures.entry_mark import EntryMark
from ui.projector.sheet import Ground, Mark, Words
from ui.theme import Theme
from ui.translating import QT_TRANSLATE_NOOP
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["AxisSizes", "Moment", "Span", "axis_marks", "kind_words"]

_LONGEST_NAME, _LONGEST_ALONE = 0.45, 0.9
"""The longest name of a band among several, and that of a band that is alone, as shares of the picture."""
_MOST_SHIFTED = 6
"""More bands than these have no room for their names whatever one does."""
_WORDS = {
    "impact": QT_TRANSLATE_NOOP("Timeline", "Impact"),
    "status": QT_TRANSLATE_NOOP("Timeline", "Status"),
    "detection": QT_TRANSLATE_NOOP("Timeline", "Detection"),
    "decision": QT_TRANSLATE_NOOP("Timeline", "Decision"),
    "action": QT_TRANSLATE_NOOP("Timeline", "Action"),
    "context": QT_TRANSLATE_NOOP("Timeline", "Context"),
}


def kind_words(kind: str) -> str:
    """Return what a kind of entry is called."""
    return QCoreApplication.translate("Timeline", _WORDS[kind])


class Moment(NamedTuple):
    """An entry on the axis; a `folded` one is only hinted at, the one `in_talk` stands out."""

    id: str
    at: str
    kind: str
    folded: bool = False
    in_talk: bool = False


@dataclass(frozen=True)
class Span:
    """How long something took, from one stamp to another, with its words: "noticed after 5 min"."""

    starts: str
    ends: str
    words: str


@dataclass(frozen=True)
class AxisSizes:
    """Lengths in px and fonts: `label` for the axis and spans, `band` for the words of a band and its height."""

    label: QFont
    pitch: float
    band_label: QFont
    band: float
    mark: float
    talk: float
    line: float
    hatch: float
    gap: float


@dataclass(frozen=True)
class BandMark:
    """A stretch of impact: hatched, or only outlined once it eases; with an open end where none is known."""

    rect: QRectF
    easing: bool
    open: bool
    hatch: float
    line: float
    role: str = "band"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the band."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour("holds_back")
        painter.fillRect(self.rect, theme.colour("sheet"))
        if not self.easing:
            painter.setClipRect(self.rect)
            painter.setPen(QPen(colour, self.hatch * 0.5))
            x = self.rect.left() - self.rect.height()
            while x < self.rect.right():
                painter.drawLine(
                    QPointF(x, self.rect.bottom()), QPointF(x + self.rect.height(), self.rect.top())
                )
                x += self.hatch * 1.41421356
            painter.setClipping(False)
        painter.setPen(QPen(colour, self.line))
        box = self.rect
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topLeft(), box.bottomLeft())
        if not self.open:
            painter.drawLine(box.topRight(), box.bottomRight())
        painter.restore()


@dataclass(frozen=True)
class SpanMark:
    """A bracket from one moment to another."""

    rect: QRectF
    line: float
    role: str = "span"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the bracket."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), self.line))
        middle = self.rect.center().y()
        painter.drawLine(QPointF(self.rect.left(), middle), QPointF(self.rect.right(), middle))
        for x in (self.rect.left(), self.rect.right()):
            painter.drawLine(QPointF(x, self.rect.top()), QPointF(x, self.rect.bottom()))


@dataclass(frozen=True)
class _Scale:
    """Where a moment stands on the axis."""

    axis: Axis
    left: float
    width: float

    def x(self, stamp: str) -> float:
        return self.left + self.width * self.axis.share(stamp)


def axis_marks(
    entries: Sequence[Moment],
    bands: Sequence[Band],
    spans: Sequence[Span],
    zone: str,
    area: QRectF,
    sizes: AxisSizes,
    later: str = "",
) -> list[Mark]:
    """Return the picture in `area`: words of the bands, the bands, the axis with its marks and hours, the spans.

    `later` stands at the right below the axis: how many entries are folded. Nothing is drawn without a moment.
    """
    stamps = [each.at for each in entries] + [stamp for band in bands for stamp in (band.starts, band.ends)]
    if not stamps:
        return []
    scale = _Scale(axis(stamps), area.left() + sizes.talk / 2, area.width() - sizes.talk)
    marks: list[Mark] = []
    top = area.top() + _bands(marks, bands, scale, area, sizes)
    middle = top + sizes.mark
    marks.append(Ground(QRectF(area.left(), middle - sizes.line / 2, area.width(), sizes.line), "ink"))
    _ticks(marks, scale, zone, middle, area, sizes)
    for each in sorted(entries, key=lambda one: (not one.folded, one.in_talk)):
        size = sizes.talk if each.in_talk else sizes.mark
        box = QRectF(scale.x(each.at) - size / 2, middle - size / 2, size, size)
        marks.append(EntryMark(box, each.kind, each.folded, each.in_talk, sizes.line * 1.2, each.id))
    below = middle + sizes.mark / 2 + sizes.pitch + sizes.gap
    end = _spans(marks, spans, scale, area, below, sizes)
    if later:
        block = lay_out(later, sizes.label, area.width() * 0.6, sizes.pitch, max_lines=1)
        y = below if end <= area.right() - block.width - sizes.gap else below + sizes.pitch
        place = QRectF(area.right() - block.width, y, block.width, block.height)
        marks.append(Words("later", later, block, _px(sizes.label), place, "ink_soft"))
    return marks


def _bands(marks: list[Mark], bands: Sequence[Band], scale: _Scale, area: QRectF, sizes: AxisSizes) -> float:
    """Put the bands and their words; return how far below the top of `area` the axis may begin."""
    if not bands:
        return sizes.gap
    top = area.top() + sizes.pitch + sizes.gap / 2
    for band in bands:
        left, right = scale.x(band.starts), scale.x(band.ends)
        box = QRectF(left, top, max(3.0, right - left), sizes.band)
        marks.append(BandMark(box, band.level == "easing", band.open, sizes.hatch, sizes.line))
    _band_names(marks, bands, scale, area, sizes)
    return sizes.pitch + sizes.gap / 2 + sizes.band + sizes.gap


def _band_names(
    marks: list[Mark], bands: Sequence[Band], scale: _Scale, area: QRectF, sizes: AxisSizes
) -> None:
    """Put the words of each band at its left end, or further left where the picture ends; cut only what must be."""
    longest = area.width() * (_LONGEST_ALONE if len(bands) == 1 else _LONGEST_NAME)
    begins = _shifted(bands, scale, area, sizes, longest)
    free = area.left()
    for number, band in enumerate(bands):
        x = begins[number] if begins else max(free, scale.x(band.starts))
        room = min(longest, area.right() - x)
        if room < sizes.pitch * 3:
            continue
        words = _band_words(band)
        block = _name_block(words, room, sizes)
        place = QRectF(x, area.top(), block.width, block.height)
        marks.append(Words("band_name", words, block, _px(sizes.band_label), place, "holds_back"))
        free = x + block.width + sizes.gap


def _shifted(
    bands: Sequence[Band], scale: _Scale, area: QRectF, sizes: AxisSizes, longest: float
) -> list[float]:
    """Return where each name begins so that none is cut and none meets the next; nothing where that cannot be."""
    if len(bands) > _MOST_SHIFTED:
        return []
    begins, limit = [0.0] * len(bands), area.right()
    # From the right: each as far right as its band begins and the name behind it leaves room.
    for number in reversed(range(len(bands))):
        width = _name_block(_band_words(bands[number]), longest, sizes).width + 1
        begins[number] = min(scale.x(bands[number].starts), limit - width)
        limit = begins[number] - sizes.gap
    return begins if begins[0] >= area.left() else []


def _name_block(words: str, width: float, sizes: AxisSizes) -> TextBlock:
    return lay_out(words, sizes.band_label, width, sizes.pitch, max_lines=1)


def _band_words(band: Band) -> str:
    length = moments.span_words(from_stamp(band.ends) - from_stamp(band.starts))
    words = band.text or (
        QCoreApplication.translate("Timeline", "Easing")
        if band.level == "easing"
        else QCoreApplication.translate("Timeline", "Impact")
    )
    return words if band.open else f"{words}, {length}"


def _ticks(
    marks: list[Mark], scale: _Scale, zone: str, middle: float, area: QRectF, sizes: AxisSizes
) -> None:
    widest = lay_out("00:00 00 Mmm", sizes.label, area.width(), sizes.pitch, max_lines=1).width
    for stamp, words in ticks(scale.axis, zone, area.width() / (widest * 1.15)):
        x = scale.x(stamp)
        marks.append(Ground(QRectF(x - 0.5, middle - sizes.gap / 2, 1, sizes.gap), "ink"))
        block = lay_out(words, sizes.label, widest * 2, sizes.pitch, max_lines=1)
        left = min(max(area.left(), x - block.width / 2), area.right() - block.width)
        place = QRectF(left, middle + sizes.mark / 2 + 2, block.width, block.height)
        marks.append(Words("hour", words, block, _px(sizes.label), place, "ink_soft"))


def _spans(
    marks: list[Mark], spans: Sequence[Span], scale: _Scale, area: QRectF, top: float, sizes: AxisSizes
) -> float:
    """Put the spans with their words side by side, in one line; return where the last one ends."""
    free = area.left()
    # One begins where the one before it ends: words never stand to the right of one alone.
    behind = max((scale.x(each.ends) for each in spans), default=free) + sizes.gap
    for span in spans:
        left, right = scale.x(span.starts), scale.x(span.ends)
        block = lay_out(span.words, sizes.label, area.width(), sizes.pitch, max_lines=1)
        before = left - block.width - sizes.gap
        x = before if before >= free else max(free, behind)
        if x + block.width > area.right():
            continue
        box = QRectF(left, top + sizes.pitch * 0.2, max(2.0, right - left), sizes.pitch * 0.6)
        marks.append(SpanMark(box, sizes.line))
        place = QRectF(x, top, block.width, block.height)
        marks.append(Words("span_name", span.words, block, _px(sizes.label), place, "ink_soft"))
        free = max(right, x + block.width) + sizes.gap * 2
    return free


def _px(font: QFont) -> float:
    return float(font.pixelSize()) if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
