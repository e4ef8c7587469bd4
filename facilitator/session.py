"""An open session: the one door through which anything about it changes.

Every act goes the same way: it works out which rows change, the session applies them to its value, hands them to
the store and tells everybody who listens. Undo and redo take the inverse rows through the same path. When the
store refuses for a reason of the environment, the act stays applied and waits in order until the store takes it.
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from facilitator.acts.actions import Actions
from facilitator.acts.agenda import Agenda
from facilitator.acts.forces import Forces
from facilitator.acts.groups import Groups
from facilitator.acts.notes import Notes
from facilitator.acts.outcomes import Outcomes
from facilitator.acts.parking import Parking
from facilitator.acts.people import People
from facilitator.acts.pictures import Pictures
from facilitator.acts.ratings import Ratings
from facilitator.acts.scores import Scores
from facilitator.acts.values import Values
from facilitator.acts.votes import Votes
from facilitator.course import Course
from facilitator.errors import EnvironmentFault
from facilitator.focus import Focus
from facilitator.history import Stacks, stacks_of
from facilitator.ids import utc_now
from facilitator.model import Changes, RowChange
from facilitator.state import Place, SessionData
from facilitator.store import EntryDamaged, HistoryEntry, MemoryStore, Store

if TYPE_CHECKING:
    from facilitator.acts.analysis import Analysis
    from facilitator.acts.commitments import Commitments
    from facilitator.acts.couplings import CouplingActs
    from facilitator.acts.deleted import Deletions
    from facilitator.acts.forms import Forms
    from facilitator.acts.matrices import MatrixActs
    from facilitator.acts.postmortem import PostmortemActs
    from facilitator.acts.timeline import TimelineActs

Listener = Callable[[Changes], None]

LONG_TRY = 1.0
"""Seconds: a store that takes longer to refuse is left alone for ten times as long, or nobody could work meanwhile."""
KEPT_AT_HAND = 200
"""How many of the newest acts can be taken back while the store cannot be read."""


class Session:
    """One open session.

    Attributes:
        id: the session's id.
        data: everything it holds, an immutable value replaced by each act.
        place: where it stands, an immutable value replaced by each move and tick.
        focus: what the desk points the room at; never stored.
        notes, groups, outcomes, people, votes, scores, forces, ratings, actions, parking, agenda, values, pictures:
            the acts, by subject.
        course: moving through the activities, and the clock.
        trouble: why the newest acts are not stored yet, None when everything is.
    """

    def __init__(
        self,
        data: SessionData,
        store: Store,
        place: Place | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], str] = utc_now,
    ) -> None:
        """Open a session with what the store knows of it. `monotonic` gives seconds, `wall` a stamp."""
        self.id = data.session.id
        self.data = data
        self.place = place or Place()
        self.focus = Focus()
        self.monotonic = monotonic
        self.wall = wall
        self.trouble: EnvironmentFault | None = None
        self._store = store
        self._stored_place = self.place
        self._listeners: list[Listener] = []
        self._waiting: deque[HistoryEntry] = deque()
        self._at_hand: dict[int, HistoryEntry] = {}
        self._try_again = 0.0
        self._learn_history()
        self.notes = Notes(self)
        self.groups = Groups(self)
        self.outcomes = Outcomes(self)
        self.people = People(self)
        self.votes = Votes(self)
        self.scores = Scores(self)
        self.forces = Forces(self)
        self.ratings = Ratings(self)
        self.actions = Actions(self)
        self.parking = Parking(self)
        self.agenda = Agenda(self)
        self.values = Values(self)
        self.pictures = Pictures(self)
        self.course = Course(self)

    @property
    def kept(self) -> bool:
        """Whether it is kept anywhere: a rehearsal is not."""
        return not isinstance(self._store, MemoryStore)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def act(self, name: str, rows: Iterable[RowChange]) -> Changes:
        """Carry out an act: apply its rows, make them durable, tell the listeners.

        An act that changes nothing leaves no trace. Returns the changes, durable unless `trouble` is set.
        """
        changed = tuple(row for row in rows if row.before != row.after)
        if not changed:
            return Changes(self.id, name, "act")
        return self._write(name, "act", changed, None)

    @cached_property
    def timeline(self) -> "TimelineActs":
        """The acts on the timeline of an incident."""
        # The first window makes no timeline, and reading what times are written as takes a while.
        from facilitator.acts.timeline import TimelineActs

        return TimelineActs(self)

    @cached_property
    def forms(self) -> "Forms":
        """The acts on forms."""
        # As above, and so with those that follow: few methods have them.
        from facilitator.acts.forms import Forms

        return Forms(self)

    @cached_property
    def analysis(self) -> "Analysis":
        """The acts of the analysis of an incident."""
        from facilitator.acts.analysis import Analysis

        return Analysis(self)

    @cached_property
    def commitments(self) -> "Commitments":
        """The acts that make commitments of ideas."""
        from facilitator.acts.commitments import Commitments

        return Commitments(self)

    @cached_property
    def postmortem(self) -> "PostmortemActs":
        """The acts on a postmortem as a whole."""
        from facilitator.acts.postmortem import PostmortemActs

        return PostmortemActs(self)

    @cached_property
    def couplings(self) -> "CouplingActs":
        """The acts on the coupling map."""
        from facilitator.acts.couplings import CouplingActs

        return CouplingActs(self)

    @cached_property
    def matrices(self) -> "MatrixActs":
        """The acts on what stands on a matrix."""
        from facilitator.acts.matrices import MatrixActs

        return MatrixActs(self)

    @cached_property
    def deleted(self) -> "Deletions":
        """What was deleted, and putting it back."""
        from facilitator.acts.deleted import Deletions

        return Deletions(self)

    @property
    def undo_act(self) -> str | None:
        """The name of the act that undo would take back, None when there is none."""
        return self._acts[self._stacks.undo[-1]] if self._stacks.undo else None

    @property
    def redo_act(self) -> str | None:
        """The name of the act that redo would bring back, None when there is none."""
        return self._acts[self._stacks.redo[-1]] if self._stacks.redo else None

    def undo(self) -> Changes | None:
        """Take back the newest act that stands; None when there is none."""
        return self._reverse(self._stacks.undo[-1], "undo") if self._stacks.undo else None

    def redo(self) -> Changes | None:
        """Bring back the act taken back last; None when there is none."""
        return self._reverse(self._stacks.redo[-1], "redo") if self._stacks.redo else None

    @property
    def waiting(self) -> int:
        """How many acts are applied and not stored yet."""
        return len(self._waiting)

    def store_waiting(self) -> bool:
        """Try again to store what waits, in order; tell whether everything is stored now."""
        if self._waiting:
            began = time.monotonic()
            try:
                self._store.commit(self.id, list(self._waiting))
            except EnvironmentFault as fault:
                self.trouble = fault
                self._refused(began)
                return False
            self._waiting.clear()
        self.trouble = None
        return True

    @property
    def try_is_due(self) -> bool:
        """Whether the store may be tried again without holding people up."""
        return time.monotonic() >= self._try_again

    def move_to_store(self, store: Store) -> None:
        """Go on with another store that already holds this session as it stands, what waits included."""
        self._store = store
        self._stored_place = self.place
        self._try_again = 0.0
        self._waiting.clear()
        self.trouble = None
        self._learn_history()

    @property
    def last_number(self) -> int:
        """The number of the newest entry of the history, 0 when there is none."""
        return self._last_number

    def past(self, wanted: Callable[[str], bool]) -> list[HistoryEntry]:
        """Return the entries whose acts are `wanted` by their names, with their rows, newest first.

        Those that were damaged are left out.

        Raises:
            EnvironmentFault: the store cannot be read.
        """
        waiting = [entry for entry in self._waiting if wanted(entry.act)]
        stored = []
        for each in self._store.headings(self.id):
            if wanted(each.act) and each.reverses is None:
                with suppress(EntryDamaged):
                    stored.append(self._store.entry(self.id, each.number))
        return [entry for entry in (*waiting[::-1], *stored[::-1]) if entry.reverses is None]

    def when(self, acts: Collection[str]) -> tuple[str, ...]:
        """Return the stamps at which `acts`, by their names, were done, taken back or done again, oldest first.

        Raises:
            EnvironmentFault: the store cannot be read.
        """
        return tuple(each.at for each in (*self._store.headings(self.id), *self._waiting) if each.act in acts)

    def waiting_entries(self) -> tuple[HistoryEntry, ...]:
        """Return the acts that are not stored yet, in order."""
        return tuple(self._waiting)

    @property
    def place_is_kept(self) -> bool:
        """Whether where the session stands and what is half typed is stored, but for the seconds of a running clock."""
        return self._stored_place is self.place

    def keep_place(self) -> None:
        """Store where the session stands; trouble of the environment is kept in `trouble` until it is over."""
        began = time.monotonic()
        try:
            self._store.keep_place(self.id, self.place)
        except EnvironmentFault as fault:
            self.trouble = fault
            self._refused(began)
            return
        self._stored_place = self.place
        if not self._waiting:
            self.trouble = None

    def set_place(self, place: Place, act: str) -> None:
        """Move to `place`, keep it and tell the listeners; not an act that can be undone."""
        self.place = place
        self.keep_place()
        self._tell(Changes(self.id, act, "place"))

    def set_focus(self, focus: Focus) -> None:
        """Point the room at something else; its pages begin anew then, unless `focus` turns to one itself."""
        if replace(focus, page=self.focus.page) != self.focus and focus.page == self.focus.page:
            focus = replace(focus, page=0)
        if focus != self.focus:
            self.focus = focus
            self._tell(Changes(self.id, "focus", "place"))

    def _learn_history(self) -> None:
        """Read from the store what undo and redo need to know."""
        headings = self._store.headings(self.id)
        self._stacks: Stacks = stacks_of(headings)
        wanted = {*self._stacks.undo, *self._stacks.redo}
        self._acts: dict[int, str] = {
            entry.number: sys.intern(entry.act) for entry in headings if entry.number in wanted
        }
        self._last_number: int = headings[-1].number if headings else 0

    def _reverse(self, number: int, origin: str) -> Changes:
        waiting = next((entry for entry in self._waiting if entry.number == number), None)
        entry = waiting or self._stored_entry(number)
        inverse = tuple(change.inverse() for change in reversed(entry.rows))
        # Taking an act back is written under its own name, so that no entry has to be followed back to it.
        return self._write(self._acts[number], origin, inverse, number)

    def _stored_entry(self, number: int) -> HistoryEntry:
        try:
            return self._store.entry(self.id, number)
        except EnvironmentFault:
            # The newest acts can be taken back even while their disk is away.
            if number not in self._at_hand:
                raise
            return self._at_hand[number]

    def _write(self, name: str, origin: str, rows: Sequence[RowChange], reverses: int | None) -> Changes:
        number = self._last_number + 1
        entry = HistoryEntry(number, name, self.wall(), tuple(rows), reverses)
        after = self.data.with_changes(rows)
        self._waiting.append(entry)
        try:
            if len(self._waiting) == 1 or self.try_is_due:
                self.store_waiting()
        except BaseException:
            # A bug: this act is not done, so that it does not stand in the way of all that follow.
            self._waiting.pop()
            raise
        self._last_number = number
        # Names are kept of what can be undone or redone only: a long meeting has a hundred thousand acts.
        for gone in self._stacks.redo if reverses is None else (reverses,):
            self._acts.pop(gone, None)
        self._acts[number] = name
        self._stacks.follow(entry)
        self._at_hand[number] = entry
        if len(self._at_hand) > KEPT_AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]
        self.data = after
        changes = Changes(self.id, name, origin, tuple(rows))
        self._tell(changes)
        return changes

    def _refused(self, began: float) -> None:
        ended = time.monotonic()
        self._try_again = ended + 10 * (ended - began) if ended - began > LONG_TRY else 0.0

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
