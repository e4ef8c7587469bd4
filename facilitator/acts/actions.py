"""Acts on action items."""

from dataclasses import replace
from datetime import date

from facilitator.acts.base import Acts, added, changed, last_position, removed
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import ActionItem, Changes
from facilitator.text import optional, required

STATES = ("open", "done", "dropped")
CARRIED = "carried"
"""The state of what went on in the session that followed; nobody sets it by hand."""


class Actions(Acts):
    """What somebody will do, and whether it was done."""

    def add(self, text: str, *, owner: str = "", due: str | None = None, topic: str = "") -> ActionItem:
        """Add an action item and return it; `due` is an ISO date.

        Raises:
            UserError: no text, or `due` is no date.
        """
        item = self.new(text, owner=owner, due=due, topic=topic)
        self._session.act("actions.add", [added(item)])
        return item

    def new(self, text: str, *, owner: str = "", due: str | None = None, topic: str = "") -> ActionItem:
        """Return a new action item without adding it, for acts that do more than that."""
        return ActionItem(
            id=new_id(),
            session_id=self._session.id,
            text=required(text, "An action"),
            owner=" ".join(optional(owner, "An owner").split()),
            due=checked_date(due),
            topic=topic,
            created=self._session.wall(),
            position=last_position([each.position for each in self._data.actions]),
        )

    def edit(self, item_id: str, *, text: str | None = None, owner: str | None = None) -> Changes:
        """Give an action item another text or owner; None leaves it as it is."""
        item = self._find(ActionItem, item_id)
        after = replace(
            item,
            text=item.text if text is None else required(text, "An action"),
            owner=item.owner if owner is None else " ".join(optional(owner, "An owner").split()),
        )
        return self._session.act("actions.edit", [changed(item, after)])

    def set_due(self, item_id: str, due: str | None) -> Changes:
        """Set the ISO date by which it is to be done, or that there is none."""
        item = self._find(ActionItem, item_id)
        return self._session.act("actions.due", [changed(item, replace(item, due=checked_date(due)))])

    def set_state(self, item_id: str, state: str) -> Changes:
        """Say that it is open, done or dropped.

        Raises:
            UserError: there is no such state, or it went on in the session that followed.
        """
        if state not in STATES:
            raise UserError(f"An action is {', '.join(STATES)}.")
        item = self._find(ActionItem, item_id)
        if item.state == CARRIED:
            raise UserError("This went on in the session that followed. Say there what became of it.")
        return self._session.act("actions.state", [changed(item, replace(item, state=state))])

    def delete(self, item_id: str) -> Changes:
        """Delete an action item; undo brings it back."""
        return self._session.act("actions.delete", [removed(self._find(ActionItem, item_id))])


def checked_date(text: str | None) -> str | None:
    """Return an ISO date as it is stored, None for none.

    Raises:
        UserError: the text is no date.
    """
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UserError(f"“{text.strip()[:40]}” is not a date. Use a date such as 2026-03-14.") from None
