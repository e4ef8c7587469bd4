"""Acts on what an activity keeps for itself, and on the session's own settings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator.acts.base import Acts, added, changed, removed
from facilitator.errors import UserError
from facilitator.model import ActivityValue, Changes, RowChange
from facilitator.state import value_id
from facilitator.text import one_line


class Values(Acts):
    """Settings and findings, by activity and key; "" stands for the session itself."""

    def set(self, activity_id: str, key: str, value: Any, *, act: str = "values.set") -> Changes:
        """Keep a JSON value under `key`; None takes it away."""
        return self._session.act(act, [self.change(activity_id, key, value)])

    def set_many(self, activity_id: str, values: Mapping[str, Any], *, act: str = "values.set") -> Changes:
        """Keep several values in one act."""
        return self._session.act(act, [self.change(activity_id, key, value) for key, value in values.items()])

    def change(self, activity_id: str, key: str, value: Any) -> RowChange:
        """Return the row change that sets a value, for acts that do more than that."""
        row_id = value_id(activity_id, key)
        before = self._data.tables["activity_values"].get(row_id)
        if value is None:
            return removed(before) if before else RowChange("activity_values", row_id, None, None)
        row = ActivityValue(row_id, self._session.id, activity_id, key, {"is": value})
        return changed(before, row) if before else added(row)

    def set_title(self, title: str) -> Changes:
        """Give the session another title.

        Raises:
            UserError: the title is empty or too long.
        """
        session = self._data.session
        return self._session.act("session.title", [changed(session, replace(session, title=one_line(title)))])

    def set_length(self, minutes: float) -> Changes:
        """Set the planned length of the session.

        Raises:
            UserError: below 5 minutes or above 24 hours.
        """
        if not 5 <= minutes <= 24 * 60:
            raise UserError("A session lasts between 5 minutes and 24 hours.")
        session = self._data.session
        return self._session.act("session.length", [changed(session, replace(session, minutes=minutes))])

    def set_start(self, stamp: str | None) -> Changes:
        """Set when the session is to begin, an ISO 8601 stamp, or that this is open."""
        session = self._data.session
        return self._session.act("session.starts", [changed(session, replace(session, starts=stamp))])

    def set_community(self, community_id: str | None) -> Changes:
        """Say which community or team the session belongs to."""
        session = self._data.session
        after = replace(session, community_id=community_id)
        return self._session.act("session.community", [changed(session, after)])
