"""A matrix arranged as marks: axes, quarters and cards, for the desk and the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from facilitator.matrices import QUARTERS, Axis, Card, Quarter, spread
from facilitator.matrix_packing import packed
from ui.projector.sheet import Mark, Words
from ui.theme import Theme
from ui.widgets.note_painter import NoteMetrics, note_height, paint_note
from ui.widgets.text_block import lay_out

__all__ = ["CardMark", "MatrixPage", "MatrixSizes", "Standing", "axis_words", "quarter_words"]


_WHOLE = 7
"""A card that is chosen shows so many lines at most."""


@dataclass(frozen=True)
class MatrixSizes:
    """Lengths in px: cards, letters of the axes and of the quarters with their line, the pen.

    `most_lines` is how many lines of a note a card shows; one that is chosen shows all.
    """

    card: float
    metrics: NoteMetrics
    axis: QFont
    axis_pitch: float
    corner: QFont
    corner_pitch: float
    line: float = 1.2
    gap: float = 6.0
    most_lines: int = 5


@dataclass(frozen=True)
class Standing:
    """A note on the matrix: `x` and `y` from 0 (left, low) to 1."""

    id: str
    text: str
    colour: str
    x: float
    y: float


@dataclass(frozen=True)
class CardMark:
    """A note as a card."""

    id: str
    rect: QRectF
    text: str
    colour: str
    metrics: NoteMetrics
    ring: bool = False
    carried: bool = False
    px: float = 0.0
    role: str = "note"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the card."""
        paint_note(
            painter,
            self.rect,
            self.text,
            self.colour,
            theme,
            metrics=self.metrics,
            selected=self.ring and not self.carried,
            carried=self.carried,
        )


@dataclass(frozen=True)
class Quarters:
    """The four quarters, the one to aim for on a ground of its own."""

    rect: QRectF
    aim: Quarter | None
    line: float
    role: str = "quarters"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw grounds, the frame and the two lines in the middle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for quarter in QUARTERS:
            box = quarter_rect(self.rect, quarter)
            painter.fillRect(box, theme.colour("table" if quarter == self.aim else "sheet"))
        painter.setPen(QPen(theme.colour("ink"), max(1, round(self.line))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect)
        middle = self.rect.center()
        painter.drawLine(int(middle.x()), int(self.rect.top()), int(middle.x()), int(self.rect.bottom()))
        painter.drawLine(int(self.rect.left()), int(middle.y()), int(self.rect.right()), int(middle.y()))


def quarter_rect(area: QRectF, quarter: Quarter) -> QRectF:
    """Return the part of the area that a quarter takes."""
    wide, high = area.width() / 2, area.height() / 2
    x = area.left() + (wide if quarter.endswith("right") else 0.0)
    y = area.top() + (high if quarter.startswith("low") else 0.0)
    return QRectF(x, y, wide, high)


def axis_words(axis: Axis) -> str:
    """Return an axis as a sentence."""
    return QCoreApplication.translate("Matrix", "{title}: from {low} to {high}").format(
        title=axis.title, low=axis.low, high=axis.high
    )


def quarter_words(across: Axis, up: Axis, x: float, y: float) -> str:
    """Return where a note stands in the words of the axes."""
    words = [up.high if y >= 0.5 else up.low, across.high if x >= 0.5 else across.low]
    return ", ".join(each for each in words if each)


class MatrixPage:
    """The marks of a matrix in `rect`, the words of its axes included."""

    def __init__(
        self,
        across: Axis,
        up: Axis,
        corners: Sequence[tuple[Quarter, str]],
        aim: Quarter | None,
        notes: Sequence[Standing],
        rect: QRectF,
        sizes: MatrixSizes,
        chosen: str | None = None,
    ) -> None:
        self.sizes = sizes
        left = self._up_width(up, sizes, rect.width() * 0.2) + sizes.gap * 1.5
        below = sizes.axis_pitch + sizes.gap
        self.area = QRectF(
            rect.left() + left, rect.top(), rect.width() - left - sizes.line, rect.height() - below
        )
        self.chosen = chosen
        self._frame: list[Mark] = [Quarters(self.area, aim, sizes.line)]
        self._corner_words(corners)
        self._axis_words(across, up, rect)
        self._head = sizes.corner_pitch + sizes.gap if any(text for _, text in corners) else 0.0
        self.crowded = False
        """Whether cards overlap, or one stands in another quarter than its note."""
        self.cards = self._cards(notes)

    @staticmethod
    def _up_width(up: Axis, sizes: MatrixSizes, most: float) -> float:
        blocks = [lay_out(each, sizes.axis, most, sizes.axis_pitch) for each in (up.low, up.high)]
        return max(each.width for each in blocks)

    def _corner_words(self, corners: Sequence[tuple[Quarter, str]]) -> None:
        sizes = self.sizes
        for quarter, text in corners:
            if not text:
                continue
            box = quarter_rect(self.area, quarter)
            block = lay_out(text, sizes.corner, box.width() - 2 * sizes.gap, sizes.corner_pitch, max_lines=1)
            place = QRectF(box.left() + sizes.gap * 1.5, box.top() + sizes.gap, block.width, block.height)
            self._frame.append(
                Words("quarter", text, block, float(sizes.corner.pixelSize()), place, "ink_soft")
            )

    def _axis_words(self, across: Axis, up: Axis, rect: QRectF) -> None:
        sizes, area = self.sizes, self.area
        for text, middle in ((across.low, 0.25), (across.high, 0.75)):
            block = lay_out(text, sizes.axis, area.width() / 2, sizes.axis_pitch, max_lines=1)
            x = area.left() + area.width() * middle - block.width / 2
            place = QRectF(x, area.bottom() + sizes.gap, block.width, block.height)
            self._frame.append(Words("axis", text, block, float(sizes.axis.pixelSize()), place))
        room = area.left() - rect.left() - sizes.gap * 1.5
        for text, middle in ((up.high, 0.25), (up.low, 0.75)):
            block = lay_out(text, sizes.axis, max(20.0, room + 1), sizes.axis_pitch)
            y = area.top() + area.height() * middle - block.height / 2
            place = QRectF(area.left() - sizes.gap * 1.5 - block.width, y, block.width, block.height)
            self._frame.append(Words("axis", text, block, float(sizes.axis.pixelSize()), place))

    def size_of(self, text: str) -> tuple[float, float]:
        """Return how large the card of a note is."""
        width = min(self.sizes.card, self.area.width() / 2 - 3 * self.sizes.gap)
        return width, self._height_of(text, width, self.sizes.most_lines)

    def _height_of(self, text: str, width: float, lines: int) -> float:
        metrics = self.sizes.metrics
        return min(note_height(text, width, metrics), metrics.pitch * lines + 2 * metrics.pad_y)

    def _cards(self, notes: Sequence[Standing]) -> tuple[CardMark, ...]:
        wanted = [
            Card(each.x * self.area.width(), (1 - each.y) * self.area.height(), *self.size_of(each.text))
            for each in notes
        ]
        area, gap = self.area, self.sizes.gap
        corners = spread(wanted, area.width(), area.height(), gap, self._head)
        rects = self._rects(wanted, corners)
        if not self._at_home(wanted, rects):
            # Where even columns have no room cards overlap: that still says where each of them stands.
            least = spread(wanted, area.width(), area.height(), gap, self._head, astray=False)
            close = packed(wanted, area.width(), area.height(), gap, self._head)
            rects = self._rects(
                wanted, [a if a is not None else b for a, b in zip(close, least, strict=True)]
            )
        self.crowded = not self._at_home(wanted, rects) or any(
            rect.intersects(other) for number, rect in enumerate(rects) for other in rects[:number]
        )
        return tuple(
            CardMark(
                each.id,
                self._whole(each.text, rect) if each.id == self.chosen else rect,
                each.text,
                each.colour,
                self.sizes.metrics,
                ring=each.id == self.chosen,
                px=float(self.sizes.metrics.font.pixelSize()),
            )
            for each, rect in zip(notes, rects, strict=True)
        )

    def _rects(self, wanted: Sequence[Card], corners: Sequence[tuple[float, float]]) -> list[QRectF]:
        left, top = self.area.left(), self.area.top()
        return [
            QRectF(left + x, top + y, card.width, card.height)
            for card, (x, y) in zip(wanted, corners, strict=True)
        ]

    def _at_home(self, wanted: Sequence[Card], rects: Sequence[QRectF]) -> bool:
        """Tell whether each card stands in the quarter of its note."""
        return all(self._quarter_of(card).contains(rect) for card, rect in zip(wanted, rects, strict=True))

    @property
    def covered(self) -> bool:
        """Whether a card lies over what a quarter is called."""
        titles = [each.rect for each in self._frame if each.role == "quarter"]
        return any(card.rect.intersects(title) for card in self.cards for title in titles)

    def _quarter_of(self, card: Card) -> QRectF:
        """Return the quarter in which the middle of a card is wanted, with the line around it."""
        right, low = card.x >= self.area.width() / 2, card.y >= self.area.height() / 2
        here: Quarter = (
            ("low right" if right else "low left") if low else ("high right" if right else "high left")
        )
        return quarter_rect(self.area, here).adjusted(-1, -1, 1, 1)

    def _whole(self, text: str, rect: QRectF) -> QRectF:
        """Return the rectangle of a card grown so that all of the note is seen, in its quarter where that has room."""
        height = max(rect.height(), self._height_of(text, rect.width(), _WHOLE))
        low = rect.center().y() >= self.area.center().y()
        top, bottom = self.area.top(), self.area.bottom() if low else self.area.center().y()
        return QRectF(rect.left(), max(top, min(rect.top(), bottom - height)), rect.width(), height)

    def at(self, x: float, y: float) -> CardMark | None:
        """Return the card at (x, y), the one on top."""
        found = [each for each in self.cards if each.rect.contains(x, y)]
        return next((each for each in found if each.ring), found[-1] if found else None)

    def share_at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place at (x, y), from 0 to 1; 1 is right and high."""
        return (
            min(max((x - self.area.left()) / self.area.width(), 0.0), 1.0),
            min(max(1 - (y - self.area.top()) / self.area.height(), 0.0), 1.0),
        )

    def marks(self, *, without: str | None = None) -> tuple[Mark, ...]:
        """Return everything, the chosen card on top; `without` leaves a note out."""
        cards = sorted((each for each in self.cards if each.id != without), key=lambda each: each.ring)
        return (*self._frame, *cards)
