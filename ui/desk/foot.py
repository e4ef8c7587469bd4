"""The foot of a session: the clock, the phases with the one filled button, and when it will end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import fonts
from ui import theme as themes
from ui.desk.frame import Frame
from ui.widgets.button import Button, leave_keyboard
from ui.widgets.clock import Clock, TimeBar
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["Foot"]

_RIGHT = Qt.AlignmentFlag.AlignRight
_MARGINS, _GAPS = 32, 8 * 12 + 8
_AROUND, _TICK = 26, 24
"""Room for the edges of a phase's button, and for its tick."""


class Foot(QWidget):
    """Shows the time and the way on. Nothing is decided here.

    Signals: asked(str) with a command of `ui.keys`; phase_chosen(str); forward() from the filled button.
    """

    asked = Signal(str)
    phase_chosen = Signal(str)
    forward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Clock and phases"))
        self._frame = Frame()
        self._phases: list[tuple[str, str]] = []
        self._current: str | None = None
        self._done: tuple[str, ...] = ()
        self.clock = Clock()
        self.bar = TimeBar()
        self.less = self._button("minute_less", Button(icon="minus", name=self.tr("One minute less")))
        self.run = self._button("clock", Button(self.tr("Start"), icon="play", key="Ctrl+T"))
        self.more = self._button("minute_more", Button(icon="plus", name=self.tr("One minute more")))
        self.resting = PlainLabel(style="small", role="ink_faint")
        self.segments = Segments(self.tr("Phases"))
        self.segments.chosen.connect(self.phase_chosen)
        self.next = Button(self.tr("Next"), kind="filled", trailing_icon="next")
        self.next.clicked.connect(self.forward)
        self.end = PlainLabel(weight=600, alignment=_RIGHT)
        self.pace = PlainLabel(style="small", role="ink_faint", alignment=_RIGHT)
        self.replan = self._button("replan", Button(self.tr("Re-plan"), icon="replan"))
        self.replan.setToolTip(self.tr("Plan the rest anew, with before and after"))
        self._lay_out()
        leave_keyboard(self)
        self.set_frame(self._frame)

    def _button(self, command: str, button: Button) -> Button:
        button.setProperty("command", command)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("command")))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.clock)
        row.addWidget(self.bar)
        row.addWidget(self.less)
        row.addWidget(self.run)
        row.addWidget(self.more)
        row.addWidget(self.resting)
        row.addStretch(1)
        row.addWidget(self.segments)
        row.addSpacing(4)
        row.addWidget(self.next)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.end, 0, _RIGHT)
        column.addWidget(self.pace, 0, _RIGHT)
        column.addStretch(1)
        row.addLayout(column)
        row.addSpacing(4)
        row.addWidget(self.replan)

    def set_frame(self, frame: Frame) -> None:
        """Take the form of the desk."""
        self._frame = frame
        self.setFixedHeight(frame.foot)
        self.clock.set_style("clock_large" if frame.tall else "clock")
        self.clock.setFixedWidth(max(112, self.clock.sizeHint().width()) if not frame.compact else 124)
        self.set_running_form(not self.clock.isHidden())
        self._fit_phases()

    def set_running_form(self, running: bool) -> None:
        """Show the clock with its buttons, or leave it away outside a run."""
        full = running and not self._frame.compact
        self.clock.setVisible(running)
        self.bar.setVisible(running)
        for each in (self.less, self.run, self.more):
            each.setVisible(full)
        self.resting.setVisible(not running)
        self.replan.setVisible(full)

    def set_time(self, remaining: float, planned: float, running: bool) -> None:
        """Show the clock: seconds left of those planned."""
        self.clock.set_time(remaining, planned)
        self.bar.set_time(remaining, planned)
        if not self._frame.compact and self.clock.sizeHint().width() > self.clock.width():
            self.clock.setFixedWidth(self.clock.sizeHint().width())
        self.run.set_words(self.tr("Pause") if running else self.tr("Start"))
        self.run.set_icon("pause" if running else "play")

    def set_phases(self, phases: Sequence[tuple[str, str]], current: str | None, done: Sequence[str]) -> None:
        """Show the phases of the activity as pairs of id and title."""
        self._phases, self._current, self._done = list(phases), current, tuple(done)
        self._fit_phases()

    def set_next(self, words: str, reason: str | None = None) -> None:
        """Write on the filled button; `reason` closes it and says why."""
        self.next.set_words(words)
        self.next.set_unavailable(reason)
        self._fit_phases()

    def set_end(self, end: str, pace: str, role: str) -> None:
        """Say when it ends, and how that stands against the plan."""
        self.end.setText(end)
        self.pace.setText(pace)
        self.pace.set_role(role)
        self.pace.setVisible(bool(pace))

    def take_focus(self) -> None:
        """Put the keyboard on the clock's button, or on the way on where there is none."""
        (self.next if self.run.isHidden() else self.run).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_phases()

    def _fit_phases(self) -> None:
        """Show all phases where they fit, else the current one and how far it is: the menu has them all."""
        taken = _MARGINS + _GAPS + self.next.sizeHint().width()
        taken += max(self.end.sizeHint().width(), self.pace.sizeHint().width())
        for each in (self.clock, self.bar, self.less, self.run, self.more, self.resting, self.replan):
            taken += 0 if each.isHidden() else each.sizeHint().width()
        metrics = QFontMetricsF(fonts.font("body", 600))
        wanted = sum(metrics.horizontalAdvance(words) + _AROUND for _, words in self._phases)
        wanted += _TICK * len(self._done)
        shown = self._phases
        if self._frame.compact or taken + wanted > self.width():
            text, count = self.tr("{phase}, {number} of {count}"), len(self._phases)
            shown = [
                (phase, text.format(phase=words, number=number, count=count))
                for number, (phase, words) in enumerate(self._phases, 1)
                if phase == self._current
            ]
        self.segments.set_segments(shown)
        self.segments.set_current(self._current, self._done)
        self.segments.setVisible(len(self._phases) > 1 and bool(shown))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.colour("line"))
        painter.end()
