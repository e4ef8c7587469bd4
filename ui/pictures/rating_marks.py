"""The marks of a rating: a score as a shape with its letter, and how a topic moves as an arrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from facilitator.ratings import RatingScale
from ui import fonts
from ui.theme import Theme
from ui.widgets.shapes import paint_state, shape_path

__all__ = [
    "COLOURS",
    "Joint",
    "ScoreMark",
    "Share",
    "TrendMark",
    "colour_of",
    "is_colours",
    "letter_of",
    "short_trend_words",
    "trend_words",
    "value_words",
]

NUMBERED = ("1-5", "1-10")
"""The scales of plain numbers, whatever words a method gives some of them."""
COLOURS = {3: "green", 2: "amber", 1: "red"}
"""What the scores of the scale of colours look like."""


def is_colours(scale: RatingScale) -> bool:
    """Tell whether the scores of a scale are colours."""
    return scale.scale.id == "colours"


def colour_of(scale: RatingScale, value: int) -> str | None:
    """Return the name of the state a score stands for, None on a scale of numbers."""
    return COLOURS.get(value) if is_colours(scale) else None


def letter_of(state: str) -> str:
    """Return the letter of a state, that of the reader's language."""
    letters = {
        "green": QCoreApplication.translate("Rating", "G"),
        "amber": QCoreApplication.translate("Rating", "A"),
        "red": QCoreApplication.translate("Rating", "R"),
    }
    return letters[state]


def value_words(scale: RatingScale, value: int) -> str:
    """Return what a score is called: Green, 4, or 5 with a word of the method behind it, since figures are voted."""
    words = {
        "green": QCoreApplication.translate("Rating", "Green"),
        "amber": QCoreApplication.translate("Rating", "Amber"),
        "red": QCoreApplication.translate("Rating", "Red"),
    }
    state = colour_of(scale, value)
    own = scale.word(value)
    if scale.scale.id in NUMBERED and own != str(value):
        return f"{value} {own}"
    return words[state] if state is not None and own in ("Green", "Amber", "Red") else own


def trend_words(trend: str | None) -> str:
    """Return how a topic moves, in words."""
    if trend == "better":
        return QCoreApplication.translate("Rating", "Getting better")
    if trend == "worse":
        return QCoreApplication.translate("Rating", "Getting worse")
    if trend == "same":
        return QCoreApplication.translate("Rating", "Staying the same")
    return ""


def short_trend_words(trend: str) -> str:
    """Return how a topic moves, in one word: for tables."""
    if trend == "better":
        return QCoreApplication.translate("Rating", "better")
    if trend == "worse":
        return QCoreApplication.translate("Rating", "worse")
    return QCoreApplication.translate("Rating", "same")


@dataclass(frozen=True)
class ScoreMark:
    """A score: its colour as a shape with a letter, or its number in a ring. Small ones may go `without_letter`."""

    rect: QRectF
    state: str | None
    words: str
    without_letter: bool = False
    role: str = "score"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the mark."""
        if self.state is not None:
            letter = "" if self.without_letter else letter_of(self.state)
            paint_state(painter, self.state, letter, self.rect, theme)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("helps"))
        painter.drawPath(shape_path("disc", self.rect.adjusted(-3, -3, 3, 3)))
        if not self.without_letter:
            font = QFont(fonts.font("body", 600))
            font.setPixelSize(max(1, round(self.rect.height() * 0.5)))
            painter.setFont(font)
            painter.setPen(theme.colour("paper"))
            figure = self.words.split(" ", 1)[0]
            shown = figure if figure.isdigit() else self.words[:2]
            painter.drawText(self.rect, Qt.AlignmentFlag.AlignCenter, shown)


@dataclass(frozen=True)
class Share:
    """A stretch of a bar: how many of all votes were for one colour, with its letter where there is room."""

    rect: QRectF
    state: str
    role: str = "share"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Fill the stretch."""
        look = theme.states[self.state]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(self.rect, 1.5, 1.5)
        font = QFont(fonts.font("body", 600))
        font.setPixelSize(max(1, round(self.rect.height() * 0.72)))
        if self.rect.width() >= font.pixelSize():
            painter.setFont(font)
            painter.setPen(QColor(look.letter))
            painter.drawText(self.rect, Qt.AlignmentFlag.AlignCenter, letter_of(self.state))


@dataclass(frozen=True)
class TrendMark:
    """How a topic moves: an arrow up, level or down. Its word always stands beside it."""

    rect: QRectF
    trend: str
    role: str = "trend"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the arrow."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.rect.width()
        pen = QPen(theme.colour("ink"), max(1.5, side * 0.11))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.translate(self.rect.center())
        painter.rotate({"better": -45.0, "worse": 45.0}.get(self.trend, 0.0))
        half, head = side * 0.42, side * 0.26
        painter.drawLine(QPointF(-half, 0), QPointF(half, 0))
        painter.drawPolyline([QPointF(half - head, -head), QPointF(half, 0), QPointF(half - head, head)])
        painter.restore()


@dataclass(frozen=True)
class Joint:
    """A line from one score to the next, from corner `start` of its box to the other: up or down."""

    start: QPointF
    end: QPointF
    thickness: float
    role: str = "joint"
    px: float = 0.0
    text: str = ""

    @property
    def rect(self) -> QRectF:
        """The box around the line."""
        half = self.thickness / 2
        return QRectF(self.start, self.end).normalized().adjusted(-half, -half, half, half)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), self.thickness))
        painter.drawLine(self.start, self.end)
