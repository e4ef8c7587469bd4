"""The clock of a timebox: digits, words and a bar that change together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.widgets.text_block import lay_out

__all__ = ["Clock", "ClockState", "TimeBar", "clock_digits", "clock_state"]

LATE_SHARE = 0.20
NEARLY_OVER_SHARE = 0.05


@dataclass(frozen=True)
class ClockState:
    """What a clock shows: digits, the colour role, the words beside it, and how much of the bar is left (0 to 1)."""

    digits: str
    role: str
    words: str
    share: float


def clock_digits(seconds: float) -> str:
    """Return "3:12", "1:05:00" or "−1:20"; a part of a second still counts as one that is left."""
    whole = math.ceil(seconds)
    minutes, rest = divmod(abs(whole), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "\u2212" if whole < 0 else ""
    if hours:
        return f"{sign}{hours}:{minutes:02}:{rest:02}"
    return f"{sign}{minutes}:{rest:02}"


def clock_state(remaining: float, total: float) -> ClockState:
    """Return what to show when `remaining` of `total` seconds are left; below zero the time is over."""
    digits = clock_digits(remaining)
    share = max(0.0, min(1.0, remaining / total)) if total > 0 else 0.0
    if math.ceil(remaining) < 0:
        return ClockState(digits, "alarm", QCoreApplication.translate("Clock", "over time"), 0.0)
    if share <= NEARLY_OVER_SHARE:
        return ClockState(digits, "alarm", QCoreApplication.translate("Clock", "nearly over"), share)
    if share <= LATE_SHARE:
        return ClockState(digits, "warn", QCoreApplication.translate("Clock", "last 20 %"), share)
    if total < 60:
        words = QCoreApplication.translate("Clock", "of {seconds} s").format(seconds=round(total))
    elif round(total) % 60:
        words = QCoreApplication.translate("Clock", "of {time}").format(time=clock_digits(total))
    else:
        words = QCoreApplication.translate("Clock", "of {minutes} min").format(minutes=round(total / 60))
    return ClockState(digits, "ink", words, share)


class Clock(QWidget):
    """The digits. `style` is "clock" or "clock_large"."""

    def __init__(self, *, style: str = "clock", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._state = clock_state(0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Clock"))

    @property
    def state(self) -> ClockState:
        """What is shown now."""
        return self._state

    def set_style(self, style: str) -> None:
        """Show larger or smaller digits."""
        self._style = style
        self.updateGeometry()
        self.update()

    def set_time(self, remaining: float, total: float) -> None:
        """Show that `remaining` of `total` seconds are left; repaints only when something changed."""
        state = clock_state(remaining, total)
        if (state.digits, state.role) != (self._state.digits, self._state.role):
            longer = len(state.digits) != len(self._state.digits)
            self._state = state
            self.setAccessibleDescription(f"{state.digits}, {state.words}")
            if longer:
                self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(self._style))
        width = max(metrics.horizontalAdvance(self._state.digits), metrics.horizontalAdvance("00:00"))
        return QSize(int(width) + 2, fonts.line_height(self._style))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.font(self._style))
        painter.setPen(themes.current().colour(self._state.role))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignVCenter, self._state.digits)
        painter.end()


class TimeBar(QWidget):
    """The words of the clock over a bar that gets shorter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = clock_state(0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time left"))

    @property
    def state(self) -> ClockState:
        """What is shown now."""
        return self._state

    def set_time(self, remaining: float, total: float) -> None:
        """Show that `remaining` of `total` seconds are left; repaints only when something changed."""
        state = clock_state(remaining, total)
        if state != self._state:
            self._state = state
            self.setAccessibleDescription(f"{state.digits}, {state.words}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(76, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "ink_soft" if self._state.role == "ink" else self._state.role
        words = lay_out(self._state.words, fonts.font("caption"), float(self.width()), 16, max_lines=1)
        words.draw(painter, 0, 0, theme.colour(role))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        top = self.height() - 8.0
        painter.drawRoundedRect(QRectF(0, top, self.width(), 4), 2, 2)
        if self._state.share > 0:
            painter.setBrush(theme.colour(self._state.role))
            painter.drawRoundedRect(QRectF(0, top, max(4.0, self.width() * self._state.share), 4), 2, 2)
        painter.end()
