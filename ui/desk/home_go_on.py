"""The first line of Home: a session that was interrupted, and the one button that goes on with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.clock import show
from ui import theme as themes
from ui.desk.home_places import GO_ON
from ui.desk.home_words import moment_words
from ui.widgets.button import Button
from ui.widgets.drawing import draw_box
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.library.standing import Standing

__all__ = ["GoOnBar", "go_on_words"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoOnBar", text)


def go_on_words(standing: Standing, now: datetime, *, is_open: bool = False) -> tuple[str, str]:
    """Return what happened, and where everything stands: "... stopped at 10:42", "Vision, Cluster, 6:48 ...".

    A session that is open in the program did not stop, and its clock may run on: its time is not said.
    """
    when = moment_words(standing.at, now)
    today = _tr("Today")
    if is_open:
        title = _tr("Open now: {title}").format(title=standing.title)
    elif when.startswith(today):
        title = _tr("{title} stopped at {time}").format(
            title=standing.title, time=when.removeprefix(today).strip()
        )
    else:
        title = _tr("{title} stopped: {day}").format(title=standing.title, day=when)
    places = (
        [standing.break_title] if standing.break_title else [standing.activity_title, standing.phase_title]
    )
    # An activity of one phase often has its name.
    parts = list(dict.fromkeys(each for each in places if each))
    if standing.activity_title and not is_open:
        if standing.left < 0:
            parts.append(_tr("{time} over time").format(time=show(-standing.left)))
        else:
            parts.append(_tr("{time} on the clock").format(time=show(standing.left)))
    kept = _tr("Every note is here.")
    return title, f"{', '.join(parts)}. {kept}" if parts else kept


class GoOnBar(QWidget):
    """Shows a Standing. Signals: wanted(str) with the session's id."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session_id = ""
        self.setFixedHeight(GO_ON)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.title = PlainLabel(weight=600, elide=True)
        self.text = PlainLabel(style="small", role="ink_soft", elide=True)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.button = Button(self.tr("Go on from there"), kind="filled", icon="play")
        self.button.clicked.connect(lambda: self.wanted.emit(self._session_id))
        row.addWidget(self.button)

    def show_standing(self, standing: Standing, now: datetime, *, is_open: bool = False) -> None:
        """Offer to go on with this session, or to come back to it while it `is_open` in the program."""
        title, text = go_on_words(standing, now, is_open=is_open)
        self.button.set_words(self.tr("Back to the session") if is_open else self.tr("Go on from there"))
        self._session_id = standing.session_id
        self.title.setText(title)
        self.text.setText(text)
        self.button.setAccessibleDescription(f"{title}. {text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), fill=themes.current().colour("wash"), corner=6.0)
        painter.end()
