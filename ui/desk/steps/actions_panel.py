"""What panels share that ask for the next action and list those that stand, each in its own row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilitator.model import ActionItem
from ui.desk.steps.action_fields import ActionFields, NewActionFields
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.ruled_row import RuledRow

__all__ = ["ActionRow", "ActionsPanel"]


class ActionRow(RuledRow):
    """A row with the three fields of one action, `fields`, and whatever stands beside them."""

    fields: ActionFields

    def lines(self) -> tuple[QWidget, ...]:
        """Return what the keyboard walks in this row."""
        return self.fields.fields


class ActionsPanel(Panel):
    """A line for the next action, `next`, and a row for each that stands."""

    next: NewActionFields

    def standing(self) -> Sequence[ActionItem]:
        """Return the actions that stand."""
        raise NotImplementedError

    def action_rows(self) -> Sequence[ActionRow]:
        """Return the row of each."""
        raise NotImplementedError

    def lines(self) -> tuple[QWidget, ...]:
        """Return what the keyboard walks to write the next action."""
        return self.next.fields

    def counted(self) -> Counted | None:
        """See Panel."""
        items = self.standing()
        if not items:
            return None
        bare = sum(not item.owner or not item.due for item in items)
        if not bare:
            return Counted(self.tr("Each has a name and a date"), "ok")
        return Counted(self.tr("{count} without a name or a date").format(count=bare))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        lines = [*self.lines(), *(line for row in self.action_rows() for line in row.lines())]
        return next((line for line in lines if line.hasFocus()), self.next.text)

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.next.begin(text)
        return True

    def leave(self) -> None:
        """See Panel."""
        focus = self.focusWidget() or self
        focused = next((row for row in self.action_rows() if row.isAncestorOf(focus)), None)
        if focused is not None:
            focused.fields.keep()
