"""Have we been here before: earlier incidents of the same service, and what was promised then and is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import timelines
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.home_words import stored_day_words
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.model import ActionItem
    from facilitator.postmortems import EarlierPostmortem

__all__ = ["ASK_MS", "BeenHere"]

ASK_MS = 300
"""The library is asked this long after a session opened or its service was named: not while the window is made."""
_MOST, _MOST_ACTIONS = 3, 4


def _tr(words: str) -> str:
    return QCoreApplication.translate("BeenHere", words)


class BeenHere(QWidget):
    """The part of the private side about earlier incidents, at the start of a postmortem; hidden where there is none.

    It stands beside the first activity, and beside the timeline while the session is prepared: that is where the
    service is named.
    """

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._serves = timelines.home(desk.session.data.method) is not None
        self._asked: str | None = None
        self.earlier: tuple[EarlierPostmortem, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Have we been here before?"), weight=600))
        lines = QWidget()
        self._lines = QVBoxLayout(lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        column.addWidget(lines)
        self.more = Button(self.tr("See all of it"), kind="quiet")
        self.more.clicked.connect(lambda: desk.run("postmortem"))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.ask)
        self.hide()

    def refresh(self, changes: Changes | None = None) -> None:
        """Take in another place, or another service."""
        if not self._serves:
            return
        if (changes is None or changes.touches("activity_values")) and self._service() != self._asked:
            self._timer.start()
        self._show()

    def ask(self) -> None:
        """Ask the library what it has of this service."""
        self._timer.stop()
        self._asked = self._service()
        found = self._desk.bridge.do(self._desk.earlier_postmortems) if self._asked else ()
        if tuple(found or ()) != self.earlier:
            self.earlier = tuple(found or ())
            self._fill()
        self._show()

    def _service(self) -> str:
        return timelines.incident(self._desk.session.data).service

    def _show(self) -> None:
        session = self._desk.session
        place, method = session.place, session.data.method
        first = next(
            (each.activity_id for each in session.data.agenda if each.activity_id and not each.skipped), ""
        )
        here = [first, timelines.home(method)] if place.mode == "prepare" else [first]
        self.setVisible(bool(self.earlier) and place.mode != "after" and place.activity_id in here)

    def _fill(self) -> None:
        clear_layout(self._lines)
        today = date.today()
        for each in self.earlier[:_MOST]:
            facts = [stored_day_words(each.date, today)]
            if each.severity:
                facts.append(each.severity)
            self._lines.addWidget(PlainLabel(each.title, weight=500, wrap=True))
            self._lines.addWidget(PlainLabel(" · ".join(facts), style="small", role="ink_soft", wrap=True))
            for words in _open_lines(each.open_actions, today):
                self._lines.addWidget(PlainLabel(words, style="small", wrap=True))
            self._lines.addSpacing(6)
        behind = len(self.earlier) - _MOST
        if behind > 0:
            words = self.tr("and {count} before that").format(count=behind)
            self._lines.addWidget(PlainLabel(words, style="small", role="ink_soft"))


def _open_lines(actions: Sequence[ActionItem], today: date) -> list[str]:
    """Return what is still open, a line each; what does not fit is counted."""
    if not actions:
        return [_tr("Everything promised then is done or dropped.")]
    said = []
    for each in actions[:_MOST_ACTIONS]:
        parts = [each.text, each.owner]
        if each.due:
            overdue = each.due < today.isoformat()
            words = _tr("overdue since {day}") if overdue else _tr("by {day}")
            parts.append(words.format(day=stored_day_words(each.due, today, inside=True)))
        said.append(_tr("Open: {action}").format(action=", ".join(part for part in parts if part)))
    if len(actions) > _MOST_ACTIONS:
        said.append(_tr("and {count} more that are open").format(count=len(actions) - _MOST_ACTIONS))
    return said
