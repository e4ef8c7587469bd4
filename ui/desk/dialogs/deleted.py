"""What was deleted in the session in the last 30 days: notes, groups, next steps, entries, each put back by one act."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.acts.deleted import DAYS, Deleted
from facilitator.errors import EnvironmentFault
from facilitator.ids import from_stamp, to_stamp
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.desk.home_words import moment_words
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["DeletedDialog"]

_HEIGHT = 360
_MOST_LINES = 3
_MOST_SHOWN = 300


class DeletedDialog(DeskDialog):
    """Carries everything out at once; undo takes it back as any other act."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        self.set_title(self.tr("Deleted notes"))
        self.buttons: list[Button] = []
        self._desk = desk
        self._put_any_back = False
        words = self.tr(
            "What was deleted in this session in the last {days} days. It comes back where it was."
        )
        self.body.addWidget(PlainLabel(words.format(days=DAYS), role="ink_soft", wrap=True))
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.body.addWidget(scrolled(inside, _HEIGHT, beside_bar=8), 1)
        self._close = self.add_close()
        self._show()
        self._close.setFocus()

    def _found(self) -> list[Deleted]:
        session = self._desk.session
        oldest = to_stamp(from_stamp(session.wall()) - timedelta(days=DAYS))
        try:
            return session.deleted.since(oldest)
        except EnvironmentFault as trouble:
            self._desk.say(str(trouble))
            return []

    def _show(self) -> None:
        clear_layout(self._list)
        self.buttons = []
        found = self._found()
        for each in found[:_MOST_SHOWN]:
            self._list.addWidget(self._row(each))
        if not found:
            back = self._put_any_back
            words = self.tr("Everything is back.") if back else self.tr("There is nothing to put back.")
            self._list.addWidget(PlainLabel(words, role="ink_faint"))
        self._list.addStretch(1)

    def _row(self, deleted: Deleted) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        texts = [" ".join(text.split()) for text in deleted.words] or [self.tr("An empty group")]
        for text in texts[:_MOST_LINES]:
            lines.addWidget(PlainLabel(text, weight=500, elide=True))
        more = len(texts) - _MOST_LINES
        when = moment_words(deleted.at, from_stamp(self._desk.session.wall()).astimezone(), inside=True)
        told = self.tr("Deleted {moment}").format(moment=when)
        if more > 0:
            told = self.tr("and {count} more · {told}").format(count=more, told=told)
        lines.addWidget(PlainLabel(told, style="small", role="ink_soft", elide=True))
        row.addLayout(lines, 1)
        name = self.tr("Put back: {text}").format(text=texts[0])
        button = Button(self.tr("Put back"), icon="restore", name=name)
        button.setProperty("number", deleted.number)
        button.clicked.connect(self._put_back)
        self.buttons.append(button)
        row.addWidget(button)
        return line

    def _put_back(self) -> None:
        button = self.sender()
        if not isinstance(button, Button):
            return
        number, place = int(button.property("number")), self.buttons.index(button)
        self._desk.bridge.do(lambda: self._bring_back(number))
        self._show()
        # Whoever puts several back goes on with the next one.
        following = self.buttons[min(place, len(self.buttons) - 1)] if self.buttons else self._close
        following.setFocus()

    def _bring_back(self, number: int) -> None:
        self._desk.session.deleted.put_back(number)
        self._put_any_back = True
