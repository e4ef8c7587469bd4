"""The clock the room sees: digits, a bar and words, in a place of their own that is repainted alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from facilitator.audience import ClockView
from ui import fonts
from ui.theme import Theme
from ui.widgets.clock import ClockState, clock_digits, clock_state
from ui.widgets.text_block import lay_out

__all__ = ["ClockFace", "clock_face", "digits_template"]

LEAST_FONT = 0.174
"""A digit is 0.727 of its font high, so that digits of this size are an eighth of the screen's height."""
BIG_FONT = 0.30
SMALL_FONT = 0.18
_BIG_WIDTH = 0.62
_BIG_MOST = 0.80


@dataclass(frozen=True)
class ClockFace:
    """Where a clock stands. `big` has a bar; `screen_height` in px gives the sizes, `rect` the whole place."""

    rect: QRectF
    screen_height: float
    big: bool

    def font_for(self, digits: str) -> QFont:
        """Return the largest font with which `digits` fit, between the usual size and the smallest allowed."""
        wanted = BIG_FONT if self.big else SMALL_FONT
        font = fonts.projector_font(wanted, self.screen_height)
        wide = QFontMetricsF(font).horizontalAdvance(digits)
        if wide <= self.rect.width():
            return font
        # The size in px is rounded: half a pixel less keeps the digits inside.
        fitting = max(LEAST_FONT, wanted * self.rect.width() / wide - 0.5 / self.screen_height)
        return fonts.projector_font(fitting, self.screen_height)

    def paint(self, painter: QPainter, theme: Theme, remaining: float, planned: float) -> None:
        """Draw that `remaining` of `planned` seconds are left."""
        state = clock_state(remaining, planned)
        height = self.screen_height
        font = self.font_for(state.digits)
        metrics = QFontMetricsF(font)
        digit = metrics.tightBoundingRect("0").height()
        room = height * (0.235 if self.big else 0.155)
        baseline = self.rect.top() + (room + digit) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(theme.colour(state.role))
        painter.drawText(
            QRectF(
                self.rect.left() - height, baseline - metrics.ascent(), self.rect.width() + height, height
            ),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
            state.digits,
        )
        top = self.rect.top() + room
        if self.big:
            top += height * 0.028
            self._paint_bar(
                painter, theme, state, QRectF(self.rect.left(), top, self.rect.width(), height * 0.015)
            )
            top += height * 0.032
        self._paint_words(painter, theme, state, planned, top)

    def _paint_bar(self, painter: QPainter, theme: Theme, state: ClockState, bar: QRectF) -> None:
        line = max(1.0, round(self.screen_height * 0.0014))
        round_by = bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(state.role))
        if state.share > 0:
            filled = QRectF(bar.topLeft(), bar.size())
            filled.setWidth(max(bar.height(), bar.width() * state.share))
            painter.drawRoundedRect(filled, round_by, round_by)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("edge"), line))
        painter.drawRoundedRect(bar.adjusted(line / 2, line / 2, -line / 2, -line / 2), round_by, round_by)

    def _paint_words(
        self, painter: QPainter, theme: Theme, state: ClockState, planned: float, top: float
    ) -> None:
        calm = state.role == "ink"
        if calm and not self.big:
            return
        words = _left_of(planned) if calm else state.words
        size = 0.042 if self.big else 0.034
        font = fonts.projector_font(size, self.screen_height, 400 if calm else 600)
        block = lay_out(words, font, self.rect.width(), self.screen_height * size * 1.2, max_lines=1)
        colour = theme.colour("ink_soft" if calm else state.role)
        block.draw(painter, self.rect.right() - block.width, top, colour)


def _left_of(planned: float) -> str:
    if round(planned) % 60:
        return QCoreApplication.translate("Projector", "left of {time}").format(time=clock_digits(planned))
    minutes = round(planned / 60)
    if minutes == 1:
        return QCoreApplication.translate("Projector", "left of one minute")
    return QCoreApplication.translate("Projector", "left of {count} minutes").format(count=minutes)


def digits_template(clock: ClockView) -> str:
    """Return the widest digits that `clock` shows for now, each as a nought: "0:00", "00:00" or "0:00:00"."""
    longest = clock_digits(max(clock.planned, abs(clock.remaining), 60.0))
    return "".join("0" if each.isdigit() else each for each in longest)


def clock_face(right: float, screen_height: float, clock: ClockView, *, big: bool) -> ClockFace:
    """Return the place of a clock whose digits end at `right`, wide enough for `digits_template`."""
    template = digits_template(clock)
    if big:
        font = fonts.projector_font(BIG_FONT, screen_height)
        wide = QFontMetricsF(font).horizontalAdvance(template)
        width = min(_BIG_MOST * screen_height, max(_BIG_WIDTH * screen_height, wide))
        top, high = 0.145, 0.345
    else:
        # The minus sign of a clock that is over needs its place too.
        font = fonts.projector_font(LEAST_FONT, screen_height)
        width = QFontMetricsF(font).horizontalAdvance("\u2212" + template) + screen_height * 0.01
        top, high = 0.035, 0.20
    return ClockFace(
        QRectF(right - width, screen_height * top, width, screen_height * high), screen_height, big
    )
