"""Acts on the agenda: planned minutes, breaks, what is left out, and the plan made anew when the room runs late."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.acts.base import Acts, added, changed, position_between, removed
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.method import Method
from facilitator.model import AgendaEntry, Changes
from facilitator.text import one_line

MOST_MINUTES = 24 * 60


class Agenda(Acts):
    """Changing the plan."""

    def set_minutes(self, activity_id: str, phase_id: str, minutes: float) -> Changes:
        """Plan `minutes` for a phase.

        Raises:
            UserError: below zero or above a day, or the agenda has no such activity.
        """
        entry = self._entry(activity_id)
        after = replace(entry, minutes={**entry.minutes, phase_id: _minutes(minutes)})
        return self._session.act("agenda.minutes", [changed(entry, after)])

    def skip(self, activity_id: str, skipped: bool = True) -> Changes:
        """Leave an activity out, or take it in again; what was written in it stays.

        Raises:
            UserError: the activity is not optional.
        """
        entry = self._entry(activity_id)
        activity = self._data.method.activity(activity_id)
        if skipped and activity is not None and not activity.optional:
            raise UserError(f"{activity.title} belongs to this method. Only optional steps can be left out.")
        return self._session.act("agenda.skip", [changed(entry, replace(entry, skipped=skipped))])

    def add_break(self, minutes: float, *, after_id: str | None = None, title: str = "Break") -> AgendaEntry:
        """Put a break behind an agenda entry, or in front of all with None; returns it."""
        standing = self._data.agenda
        ids = [entry.id for entry in standing]
        index = ids.index(after_id) + 1 if after_id in ids else 0
        position = position_between([entry.position for entry in standing], index)
        entry = AgendaEntry(
            new_id(),
            self._session.id,
            "break",
            None,
            one_line(title, "A break"),
            {"break": _minutes(minutes)},
            position=position,
        )
        self._session.act("agenda.break", [added(entry)])
        return entry

    def change_break(self, entry_id: str, minutes: float) -> Changes:
        """Give a break another length."""
        entry = self._find(AgendaEntry, entry_id)
        return self._session.act(
            "agenda.break", [changed(entry, replace(entry, minutes={"break": _minutes(minutes)}))]
        )

    def remove_break(self, entry_id: str) -> Changes:
        """Take a break off the agenda.

        Raises:
            UserError: the entry is an activity.
        """
        entry = self._find(AgendaEntry, entry_id)
        if entry.kind != "break":
            raise UserError("Only breaks can be taken off the agenda.")
        return self._session.act("agenda.remove", [removed(entry)])

    def take_plan(self, entries: Sequence[AgendaEntry]) -> Changes:
        """Accept a plan made anew: entries with their new minutes, some of them left out."""
        rows = [changed(self._find(AgendaEntry, entry.id), entry) for entry in entries]
        return self._session.act("agenda.replan", rows)

    def _entry(self, activity_id: str) -> AgendaEntry:
        entry = self._data.entry_of(activity_id)
        if entry is None:
            raise UserError("The agenda has no such activity.")
        return entry


def entries_for(
    method: Method, session_id: str, minutes: Mapping[str, float] | None = None
) -> list[AgendaEntry]:
    """Return the agenda with which a session of `method` begins; `minutes` by "activity/phase" replace its own."""
    planned = minutes or {}
    return [
        AgendaEntry(
            id=activity.id,
            session_id=session_id,
            kind="activity",
            activity_id=activity.id,
            title=activity.title,
            minutes={
                phase.id: planned.get(f"{activity.id}/{phase.id}", phase.minutes) for phase in activity.phases
            },
            position=float(index),
        )
        for index, activity in enumerate(method.activities, start=1)
    ]


def _minutes(minutes: float) -> float:
    if not 0 <= minutes <= MOST_MINUTES:
        raise UserError("Plan between 0 minutes and 24 hours.")
    return float(minutes)
