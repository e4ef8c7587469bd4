"""The quiet line of Home about a postmortem that has to be thought of now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ids import from_stamp
from ui import theme as themes
from ui.desk.home_words import day_words, time_words
from ui.widgets.button import Button
from ui.widgets.drawing import draw_box
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.sending_ahead import Ahead

__all__ = ["AheadLine", "ahead_words"]

HEIGHT, _BELOW = 56, 16


def _tr(text: str) -> str:
    return QCoreApplication.translate("AheadLine", text)


def ahead_words(ahead: Ahead, now: datetime) -> tuple[str, str]:
    """Return what there is to think of, and what is to be done about it, a sentence each."""
    if ahead.starts and ahead.send_by:
        starts, send_by = (from_stamp(each).astimezone(now.tzinfo) for each in (ahead.starts, ahead.send_by))
        meets = _tr("“{title}” meets {day} at {time}.").format(
            title=ahead.title, day=_day(starts, now), time=time_words(starts)
        )
        if send_by <= now:
            return meets, _tr("Everybody should have the written part by now.")
        wanted = _tr("The written part should be out {day} at {time}.")
        return meets, wanted.format(day=_day(send_by, now), time=time_words(send_by))
    if ahead.meeting_by is None:
        return "", ""
    left = (ahead.meeting_by - now.date()).days
    said = _tr("“{title}” should meet by {day}.") if left >= 0 else _tr("“{title}” should have met by {day}.")
    last = _tr("tomorrow") if left == 1 else day_words(ahead.meeting_by, now.date(), inside=True)
    return said.format(title=ahead.title, day=last), _tr("No meeting is planned yet.")


def _day(moment: datetime, now: datetime) -> str:
    if (moment.date() - now.date()).days == 1:
        return _tr("tomorrow")
    words = day_words(moment.date(), now.date(), inside=True)
    return words if moment.date() == now.date() else _tr("on {day}").format(day=words)


class AheadLine(QWidget):
    """Shows one postmortem. Signals: pack_wanted(str), opened(str) and put_away(str) with the session's id."""

    pack_wanted = Signal(str)
    opened = Signal(str)
    put_away = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session_id = ""
        self.setFixedHeight(HEIGHT + _BELOW)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4 + _BELOW)
        row.setSpacing(12)
        self.title = PlainLabel(weight=500, elide=True)
        self.text = PlainLabel(style="small", role="ink_soft", elide=True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.pack = Button(self.tr("Write what to send…"))
        self.pack.clicked.connect(lambda: self.pack_wanted.emit(self._session_id))
        row.addWidget(self.pack)
        self.open = Button(self.tr("Open it"), kind="quiet")
        self.open.clicked.connect(lambda: self.opened.emit(self._session_id))
        row.addWidget(self.open)
        self.done = Button(self.tr("It is out"), kind="quiet")
        self.done.clicked.connect(lambda: self.put_away.emit(self._session_id))
        row.addWidget(self.done)
        self.hide()

    def show_ahead(self, ahead: Ahead | None, now: datetime) -> None:
        """Show this one; None for nothing to think of."""
        self.setVisible(ahead is not None)
        if ahead is None:
            return
        self._session_id = ahead.session_id
        title, text = ahead_words(ahead, now)
        self.title.setText(title)
        self.text.setText(text)
        self.done.set_words(self.tr("It is out") if ahead.starts else self.tr("Leave it"))
        for each in (self.pack, self.open, self.done):
            each.setAccessibleDescription(f"{title} {text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(
            painter, QRectF(0, 0, self.width(), HEIGHT), border=themes.current().colour("line"), corner=6.0
        )
        painter.end()
