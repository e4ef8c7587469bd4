"""An action item as three fields: what, who, by when. One row for those that stand, one for the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.model import ActionItem
from ui.desk.context import DeskContext
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.due import due_date
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import ROW_ID

__all__ = ["ActionFields", "NewActionFields"]

_DUE = 148
"""Room for a day, or for the two ways to write it."""


class _Fields(QWidget):
    """The three fields in a row; each stays at the top when the text grows."""

    def __init__(self, text: DraftText, owner: DraftLine, due: DraftLine) -> None:
        super().__init__()
        self.text, self.owner, self.due = text, owner, due
        due.setFixedWidth(_DUE)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)
        self.line.addWidget(text, 8, Qt.AlignmentFlag.AlignTop)
        self.line.addWidget(owner, 3, Qt.AlignmentFlag.AlignTop)
        self.line.addWidget(due, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """The fields in the order in which the keyboard walks them."""
        return self.text, self.owner, self.due


class ActionFields(_Fields):
    """An action that stands; what is changed is stored when a field is left or Enter is pressed."""

    def __init__(self, desk: DeskContext, item: ActionItem, names: Callable[[], list[str]]) -> None:
        """`names` are offered as owners. Half-typed text of these fields comes back."""
        session = desk.session
        self._desk = desk
        self._key = f"step/{item.id}"
        super().__init__(
            DraftText(session, f"{self._key}/text", self.tr("What")),
            DraftLine(session, f"{self._key}/owner", self.tr("Who")),
            DraftLine(session, f"{self._key}/due", self.tr("By when"), self.tr("+7 or 2026-12-01")),
        )
        self.owner.set_suggestions(names)
        self.setProperty(ROW_ID, item.id)
        self.item = item
        self.show_item(item, first=True)
        self.text.left.connect(self.keep)
        self.owner.editingFinished.connect(self.keep)
        self.due.editingFinished.connect(self.keep)
        self.text.taken.connect(lambda _: self.owner.setFocus(Qt.FocusReason.TabFocusReason))
        self.owner.taken.connect(lambda _: self.due.setFocus(Qt.FocusReason.TabFocusReason))
        self.due.taken.connect(lambda _: self.keep())

    def show_item(self, item: ActionItem, *, first: bool = False) -> None:
        """Show the action as the session has it; half-typed text stays."""
        drafts = self._desk.session.place.drafts

        def waits(field: QWidget, key: str) -> bool:
            return field.hasFocus() or (first and f"{self._key}/{key}" in drafts)

        if not (waits(self.text, "text") and self.text.text() != item.text):
            self.text.show_text(item.text)
        for line, key, value in ((self.owner, "owner", item.owner), (self.due, "due", item.due or "")):
            if not (waits(line, key) and line.text() != value):
                line.setText(value)
                # A text longer than its field is read from its beginning.
                line.setCursorPosition(0)
        self.item = item

    def keep(self) -> None:
        """Store what was changed."""
        session, item = self._desk.session, self.item
        if all(each.id != item.id for each in session.data.actions):
            return

        def act() -> None:
            due = due_date(self.due.text(), date.today())
            text = self.text.text() if self.text.text().strip() else item.text
            session.actions.edit(item.id, text=text, owner=self.owner.text())
            session.actions.set_due(item.id, due)
            for key in ("text", "owner", "due"):
                session.course.keep_draft(f"{self._key}/{key}", "")
            self.due.setText(due or "")

        self._desk.bridge.do(act)


class NewActionFields(_Fields):
    """The next action. Enter goes on from field to field.

    Signals: finished when Enter was pressed in the last field, or Tab with something written: what was typed is never
    left behind half-way.
    """

    finished = Signal()

    def __init__(
        self,
        desk: DeskContext,
        keys: tuple[str, str, str],
        words: str,
        names: Callable[[], list[str]],
        *,
        splits_paste: bool = False,
    ) -> None:
        """`keys` name the drafts of the three fields, `words` asks for the text, `names` are offered as owners."""
        session = desk.session
        super().__init__(
            DraftText(session, keys[0], self.tr("What"), words, splits_paste=splits_paste),
            DraftLine(session, keys[1], self.tr("Who"), self.tr("Who")),
            DraftLine(session, keys[2], self.tr("By when"), self.tr("+7 or 2026-12-01")),
        )
        self.owner.set_suggestions(names)
        self.text.taken.connect(
            lambda text: text.strip() and self.owner.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self.owner.taken.connect(lambda _: self.due.setFocus(Qt.FocusReason.TabFocusReason))
        self.due.taken.connect(lambda _: self.finished.emit())

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.due.hasFocus() and self.text.text().strip():
            self.finished.emit()
            return True
        return super().focusNextPrevChild(forward)

    def due_day(self) -> str | None:
        """Return the day that was written as an ISO date, None where the field is empty.

        Raises:
            UserError: it is no day.
        """
        return due_date(self.due.text(), date.today())

    def begin(self, text: str) -> None:
        """Begin writing with `text`."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.insertPlainText(text)

    def clear(self) -> None:
        """Empty all fields, and go back to the first: what was in them is stored now."""
        for line in (self.text, self.owner, self.due):
            line.clear_draft()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
