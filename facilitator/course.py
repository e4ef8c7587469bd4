"""The way through a session: activities, phases, breaks and the clock. None of it can be undone or lose a word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from facilitator import activities, agenda
from facilitator.agenda import Proposal, Slot
from facilitator.clock import new_timebox
from facilitator.errors import UserError
from facilitator.method import Activity, Phase
from facilitator.model import AgendaEntry
from facilitator.state import Place, find_activity, spent_at
from facilitator.text import MOST_CHARACTERS

if TYPE_CHECKING:
    from facilitator.session import Session

ANOTHER_DAY = timedelta(hours=12)
"""How long after its planned end a session that still runs counts as taken up on another day."""

_LEAST_AFTER_BREAK = 60.0
"""Seconds the room has at least in the phase it comes back to."""


class Course:
    """Moves a session. Seconds everywhere; `now` is the session's monotonic clock."""

    def __init__(self, session: "Session") -> None:
        """Belong to `session`."""
        self._session = session

    @property
    def activity(self) -> Activity | None:
        """The activity the session is in, None before the first one."""
        place = self._session.place
        return self._session.data.method.activity(place.activity_id) if place.activity_id else None

    @property
    def phase(self) -> Phase | None:
        """The phase the session is in, None before the first one."""
        activity = self.activity
        if activity is None:
            return None
        return next((each for each in self.phases(activity) if each.id == self._session.place.phase), None)

    @property
    def on_break(self) -> AgendaEntry | None:
        """The break that runs now, if one does."""
        wanted = self._session.place.break_id
        return next((entry for entry in self._session.data.agenda if entry.id == wanted), None)

    def phases(self, activity: Activity) -> tuple[Phase, ...]:
        """Return the phases of `activity` as it is run in this session."""
        return activities.kind(activity.kind).phases_now(self._session.data, activity)

    def remaining(self) -> float:
        """Return the seconds left in the present timebox, negative once it is over."""
        return self._session.place.timebox.remaining(self._session.monotonic())

    def start(self) -> None:
        """Begin to run: mode run, the first activity that is not skipped, the clock at rest.

        A session that was ended goes on where it stood.
        """
        session = self._session
        first_time = session.place.started is None
        started = session.place.started or session.wall()
        session.set_place(replace(session.place, mode="run", started=started, ended=None), "course.start")
        entries = [entry for entry in session.data.agenda if not entry.skipped]
        if entries and (first_time or not session.place.activity_id):
            self._enter_entry(entries[0])

    def prepare(self) -> None:
        """Go back to preparing, everything kept.

        Where the clock never ran, nobody has met yet: the next start is the first one.
        """
        place = self._paused()
        met = any(spent_at(place, self._session.monotonic()).values())
        started = place.started if met else None
        self._session.set_place(replace(place, mode="prepare", started=started), "course.prepare")

    def finish(self) -> None:
        """End the run: mode after, the clock at rest."""
        session = self._session
        ended = session.place.ended or session.wall()
        session.set_place(replace(self._paused(), mode="after", ended=ended, break_id=None), "course.finish")

    def go(self, activity_id: str, phase_id: str | None = None) -> None:
        """Jump to an activity, at its first phase unless `phase_id` says another, or the session is being prepared and
        there is another one to write in.

        Raises:
            KeyError: the method has no such activity, or it has no such phase now.
        """
        session = self._session
        activity = find_activity(session.data.method, activity_id)
        phases = self.phases(activity)
        if phase_id is None:
            written_in = activities.kind(activity.kind).prepared_in if session.place.mode == "prepare" else ""
            phase = next((each for each in phases if each.id == written_in), phases[0])
        else:
            found = next((each for each in phases if each.id == phase_id), None)
            if found is None:
                raise KeyError(phase_id)
            phase = found
        running = session.place.mode == "run"
        if running:
            session.act(
                "course.reveal", activities.kind(activity.kind).entering(session.data, activity, phase.id)
            )
        timebox = new_timebox(self.minutes(activity, phase))
        if running and session.place.timebox.running:
            timebox = timebox.started(session.monotonic())
        moved = replace(
            self._spent(),
            activity_id=activity_id,
            phase=phase.id,
            timebox=timebox,
            break_id=None,
        )
        session.focus = replace(
            session.focus, note_id=None, group_id=None, page=0, lane=None, canvas=False, time_vote=False
        )
        session.set_place(moved, "course.go")

    def minutes(self, activity: Activity, phase: Phase) -> float:
        """Return the minutes the agenda gives to a phase."""
        entry = self._session.data.entry_of(activity.id)
        return phase.minutes if entry is None else entry.minutes.get(phase.id, phase.minutes)

    def next_phase(self) -> bool:
        """Go to the next phase, or to the next activity after the last; tell whether there was one."""
        activity = self.activity
        if activity is None or self.on_break:
            return self.next_activity()
        ids = [each.id for each in self.phases(activity)]
        place = ids.index(self._session.place.phase) if self._session.place.phase in ids else -1
        if place + 1 < len(ids):
            self.go(activity.id, ids[place + 1])
            return True
        return self.next_activity()

    def previous_phase(self) -> bool:
        """Go to the phase before, or to the last phase of the activity before; tell whether there was one.

        From a break it goes back to the phase that was left for it.
        """
        activity = self.activity
        if activity is None:
            return False
        if self.on_break:
            self._come_back()
            return True
        ids = [each.id for each in self.phases(activity)]
        place = ids.index(self._session.place.phase) if self._session.place.phase in ids else 0
        if place > 0:
            self.go(activity.id, ids[place - 1])
            return True
        before = self._neighbour(-1)
        if before is None:
            return False
        if before.activity_id is None:
            self._enter_entry(before)
            return True
        self.go(
            before.activity_id,
            self.phases(find_activity(self._session.data.method, before.activity_id))[-1].id,
        )
        return True

    def next_activity(self) -> bool:
        """Go to the next activity or break that is not skipped; tell whether there was one."""
        return self._step(1)

    def previous_activity(self) -> bool:
        """Go to the activity or break before that is not skipped; tell whether there was one."""
        return self._step(-1)

    def begin_break(self, entry_id: str) -> None:
        """Begin a break of the agenda; its clock runs at once.

        Raises:
            KeyError: the agenda has no such break.
        """
        entry = next(each for each in self._session.data.agenda if each.id == entry_id)
        self._enter_entry(entry)
        self.start_clock()

    def break_now(self, minutes: float, title: str) -> AgendaEntry:
        """Put a break in where the room is, begin it, and return it.

        While the present activity has phases to come, the break stands in front of it: after the break the room
        goes on in the phase it left.
        """
        place, activity = self._session.place, self.activity
        everything = self._session.data.agenda
        here = next(
            (
                index
                for index, entry in enumerate(everything)
                if (entry.id == place.break_id if place.break_id else entry.activity_id == place.activity_id)
            ),
            -1,
        )
        if activity is not None and not place.break_id:
            ids = [each.id for each in self.phases(activity)]
            if place.phase in ids[:-1]:
                here -= 1
        before = everything[here].id if here >= 0 else None
        entry = self._session.agenda.add_break(minutes, after_id=before, title=title)
        self.begin_break(entry.id)
        return entry

    def start_clock(self) -> None:
        """Let the clock run."""
        self._clock("clock.start", lambda place, now: replace(place, timebox=place.timebox.started(now)))

    def pause_clock(self) -> None:
        """Stop the clock where it is."""
        self._clock("clock.pause", lambda place, now: replace(place, timebox=place.timebox.paused(now)))

    def toggle_clock(self) -> None:
        """Start the clock, or stop it."""
        if self._session.place.timebox.running:
            self.pause_clock()
        else:
            self.start_clock()

    def add_minutes(self, minutes: float) -> None:
        """Give the present timebox more minutes, or fewer."""
        self._clock(
            "clock.add", lambda place, now: replace(place, timebox=place.timebox.added(minutes * 60.0))
        )

    def reset_clock(self) -> None:
        """Give the present timebox back its whole length; the time used so far stays in the account."""
        self._clock(
            "clock.reset",
            lambda _, now: replace(self._spent(), timebox=self._session.place.timebox.reset(now)),
        )

    def count_sleep(self, seconds: float) -> None:
        """Take `seconds` that the machine slept off the present timebox; asked for by the facilitator."""

        def shortened(place: Place, now: float) -> Place:
            return replace(place, timebox=place.timebox._replace(left=place.timebox.left - seconds))

        self._clock("clock.slept", shortened)

    def keep_draft(self, field: str, text: str) -> None:
        """Keep half-typed text of a field; an empty one is forgotten. Stored with the next heartbeat.

        What is longer than any field takes is kept as far as one does: each heartbeat writes all of it.
        """
        drafts = {key: value for key, value in self._session.place.drafts.items() if key != field}
        if text:
            drafts[field] = text[:MOST_CHARACTERS]
        self._session.place = replace(self._session.place, drafts=drafts)

    def slots(self) -> tuple[Slot, ...]:
        """Return the agenda as timeboxes: done, current, open or skipped."""
        return agenda.slots(self._session.data, self._session.place, self.phases)

    def predicted_end(self, now: datetime) -> datetime:
        """Return when the session ends if every open timebox keeps its plan."""
        return agenda.predicted_end(self.slots(), self.remaining(), now)

    def planned_end(self, now: datetime) -> datetime | None:
        """Return when the session has to end; None while neither a start is planned nor it has begun.

        None too for a session that is taken up again on another day: that end is no longer anybody's.
        """
        end = agenda.planned_end(self._session.data.session, self._session.place)
        return None if end is None or now - end > ANOTHER_DAY else end

    def behind(self, now: datetime) -> float | None:
        """Return the seconds the session is behind its planned end, negative when ahead; None without an end."""
        end = self.planned_end(now)
        return None if end is None else agenda.behind(self.slots(), self.remaining(), now, end)

    def replan(
        self,
        now: datetime,
        *,
        floor_minutes: float = agenda.FLOOR_MINUTES,
        floor_share: float = agenda.FLOOR_SHARE,
    ) -> tuple[Proposal, ...]:
        """Return the ways to make the rest fit the planned end; none without an end. See `agenda.replan`."""
        end = self.planned_end(now)
        if end is None:
            return ()
        available = agenda.time_left(self.remaining(), now, end)
        return agenda.replan(self.slots(), available, floor_minutes=floor_minutes, floor_share=floor_share)

    def accept(self, proposal: Proposal) -> None:
        """Take a proposal as the new plan, in one act; the present timebox stays as it is."""
        self._session.agenda.take_plan(agenda.apply(proposal, self._session.data.agenda))

    def _neighbour(self, step: int) -> AgendaEntry | None:
        place = self._session.place
        everything = self._session.data.agenda
        here = next(
            (
                index
                for index, entry in enumerate(everything)
                if (entry.id == place.break_id if place.break_id else entry.activity_id == place.activity_id)
            ),
            -1 if step > 0 else len(everything),
        )
        onward = everything[here + 1 :] if step > 0 else list(reversed(everything[:here]))
        return next((entry for entry in onward if not entry.skipped), None)

    def _step(self, step: int) -> bool:
        entry = self._neighbour(step)
        if entry is None:
            return False
        self._enter_entry(entry)
        return True

    def _enter_entry(self, entry: AgendaEntry) -> None:
        if entry.activity_id is not None:
            if self.on_break and entry.activity_id == self._session.place.activity_id:
                self._come_back()
            else:
                self.go(entry.activity_id)
            return
        session = self._session
        timebox = new_timebox(entry.minutes.get("break", 0.0))
        if session.place.timebox.running:
            timebox = timebox.started(session.monotonic())
        session.set_place(replace(self._spent(), timebox=timebox, break_id=entry.id), "course.break")

    def _come_back(self) -> None:
        """Go back to the phase that was left for a break, with what is left of its minutes; one at least."""
        place, phase = self._session.place, self.phase
        self.go(place.activity_id, phase.id if phase else None)
        used = self._session.place.spent.get(f"{place.activity_id}/{place.phase}", 0.0)
        spare = max(0.0, self._session.place.timebox.planned - _LEAST_AFTER_BREAK)
        if min(used, spare) > 0:
            self.add_minutes(-min(used, spare) / 60.0)

    def _spent(self) -> Place:
        """Return the place with the seconds of its timebox added to what was spent there."""
        return replace(self._session.place, spent=spent_at(self._session.place, self._session.monotonic()))

    def _paused(self) -> Place:
        place = self._session.place
        return replace(place, timebox=place.timebox.paused(self._session.monotonic()))

    def _clock(self, act: str, change: Callable[[Place, float], Place]) -> None:
        if not self._session.place.activity_id:
            raise UserError("Start the session first, then the clock runs.")
        session = self._session
        session.set_place(change(session.place, session.monotonic()), act)
