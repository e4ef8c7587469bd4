"""The walk of a meeting through a timeline: which entry is in talk, and how far the room has come."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from facilitator.activities.timeline import unfolded, walked
from facilitator.session import Session
from facilitator.timelines import Timeline
from ui.desk.stage import NextStep
from ui.desk.steps.panel import Counted
from ui.desk.timeline.entry_list import EntryList

__all__ = ["NEXT_ENTRY", "Walk"]

NEXT_ENTRY = "timeline.next"
"""The command of the button that shows the next entry."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimelineWalk", text)


class Walk:
    """Keeps the entry in talk with the session, and chooses it in `entries`."""

    def __init__(self, session: Session, activity_id: str, entries: EntryList) -> None:
        self._session, self._entries = session, entries
        self._field = f"{activity_id}/walk"
        self._told: tuple[str, ...] = ()

    @property
    def in_talk(self) -> str | None:
        """The entry that the room looks at."""
        return self._session.focus.note_id

    def begin_anew(self) -> None:
        """Forget where an earlier walk was left."""
        if self._field in self._session.place.drafts:
            self._session.course.keep_draft(self._field, "")

    def left_at(self, now: Timeline) -> str | None:
        """Return the entry at which the walk was left for another activity; None while one is in talk."""
        there = self._session.place.drafts.get(self._field, "")
        return there if self.in_talk is None and now.find(there) is not None else None

    def step(self, now: Timeline, step: int) -> None:
        """Talk about the next entry, or with -1 fold the last one again."""
        everything = walked(now)
        goal = max(0, min(len(everything), len(unfolded(now, self.in_talk)) + step))
        if everything:
            self.talk_about(everything[goal - 1].id if goal else None)

    def keep_talking(self, now: Timeline, *, walks: bool) -> None:
        """Stay at the entry before, when the one in talk was deleted or undone: else all would be folded again."""
        told = tuple(each.id for each in unfolded(now, self.in_talk))
        if walks and self.in_talk is not None and not told:
            there = {each.id for each in walked(now)}
            self.talk_about(next((each for each in reversed(self._told) if each in there), None))
        else:
            self._told = told

    def talk_about(self, entry_id: str | None) -> None:
        """Show the room the entries up to this one; none of them with None."""
        self._session.course.keep_draft(self._field, entry_id or "")
        self._session.set_focus(replace(self._session.focus, note_id=entry_id))
        if self._entries.choose(entry_id):
            self._entries.look_ahead()

    # In words

    def counted(self, now: Timeline) -> Counted | None:
        """Return how many entries of how many the room has seen."""
        everything = walked(now)
        if not everything:
            return None
        told = len(unfolded(now, self.in_talk))
        return Counted(_tr("Entry {number} of {count}").format(number=told, count=len(everything)))

    def room_sees(self, now: Timeline) -> str:
        """Return one line: what the room sees now."""
        told = len(unfolded(now, self.in_talk))
        later = len(walked(now)) - told
        if not told:
            return _tr("The room sees the question; {count} entries stay folded").format(count=later)
        form = (
            _tr("The room sees 1 entry; {later} stay folded")
            if told == 1
            else _tr("The room sees {count} entries; {later} stay folded")
        )
        return form.format(count=told, later=later)

    def next_step(self, now: Timeline) -> NextStep | None:
        """Return what the filled button does; None once every entry was seen."""
        told = len(unfolded(now, self.in_talk))
        if told >= len(walked(now)):
            return None
        return NextStep(_tr("Next entry") if told else _tr("First entry"), NEXT_ENTRY)
