"""Acts on the parking lot: what is put aside now, and looked at before the close."""

from dataclasses import replace

from facilitator.acts.base import Acts, added, changed, last_position, removed
from facilitator.ids import new_id
from facilitator.model import ActionItem, Changes, ParkedItem
from facilitator.text import required


class Parking(Acts):
    """Parking a topic and deciding about it later: back to the room, to an action, or dropped."""

    def park(self, text: str) -> ParkedItem:
        """Put a topic aside and return it; it remembers the activity in which it came up."""
        item = ParkedItem(
            new_id(),
            self._session.id,
            required(text, "A parked topic"),
            self._session.place.activity_id or None,
            position=last_position([each.position for each in self._data.parked]),
        )
        self._session.act("parking.park", [added(item)])
        return item

    def edit(self, item_id: str, text: str) -> Changes:
        """Give a parked topic another wording."""
        item = self._find(ParkedItem, item_id)
        after = replace(item, text=required(text, "A parked topic"))
        return self._session.act("parking.edit", [changed(item, after)])

    def bring_back(self, item_id: str) -> Changes:
        """Take a topic back into the room's talk."""
        return self._settle(item_id, "back")

    def drop(self, item_id: str) -> Changes:
        """Let a topic go; it stays in the account."""
        return self._settle(item_id, "dropped")

    def reopen(self, item_id: str) -> Changes:
        """Put a topic back onto the parking lot."""
        return self._settle(item_id, "open")

    def to_action(self, item_id: str, *, owner: str = "", due: str | None = None) -> ActionItem:
        """Make an action item of a parked topic and return it."""
        item = self._find(ParkedItem, item_id)
        action = self._session.actions.new(item.text, owner=owner, due=due, topic="parked")
        rows = [changed(item, replace(item, state="action")), added(action)]
        self._session.act("parking.action", rows)
        return action

    def delete(self, item_id: str) -> Changes:
        """Delete a parked topic; undo brings it back."""
        return self._session.act("parking.delete", [removed(self._find(ParkedItem, item_id))])

    def _settle(self, item_id: str, state: str) -> Changes:
        item = self._find(ParkedItem, item_id)
        return self._session.act(f"parking.{state}", [changed(item, replace(item, state=state))])
