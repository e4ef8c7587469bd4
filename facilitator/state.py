"""The whole of an open session as one immutable value, and where it stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast

from facilitator.clock import Timebox, new_timebox
from facilitator.method import Activity, Method
from facilitator.model import (
    TABLES,
    ActionItem,
    ActivityValue,
    AgendaEntry,
    Ballot,
    Group,
    Hands,
    Note,
    Outcome,
    ParkedItem,
    Participant,
    Picture,
    Protocol,
    Row,
    RowChange,
    SessionRow,
)

AnyRow = TypeVar("AnyRow", bound=Row)


def _order_of(row_type: type[Row]) -> Callable[[Row], Any]:
    """Return what sorts rows: where the room put them, then their ids."""
    named = {each.name for each in fields(row_type)}
    return attrgetter(*(name for name in ("position", "sheet") if name in named), "id")


_ORDERS = {table: _order_of(row_type) for table, row_type in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is. Kept once a second, outside the history: moving is not an act that can be undone.

    `mode` is prepare, run or after. `spent` maps "activity/phase" to the seconds really used there, `started` and
    `ended` are stamps, `drafts` holds half-typed text by the field it was typed in.
    """

    mode: str = "prepare"
    activity_id: str = ""
    phase: str = ""
    timebox: Timebox = field(default_factory=lambda: new_timebox(0))
    spent: Mapping[str, float] = field(default_factory=dict)
    started: str | None = None
    ended: str | None = None
    drafts: Mapping[str, str] = field(default_factory=dict)
    break_id: str | None = None


def spent_at(place: Place, now: float) -> Mapping[str, float]:
    """Return the seconds spent by "activity/phase" (or a break's id), the present timebox at `now` included.

    `now` is a reading of the monotonic clock; of no matter while the clock is at rest.
    """
    used = max(0.0, place.timebox.used(now))
    if not place.activity_id or used == 0.0:
        return place.spent
    key = place.break_id or f"{place.activity_id}/{place.phase}"
    return {**place.spent, key: place.spent.get(key, 0.0) + used}


@dataclass(frozen=True, slots=True)
class SessionData:
    """Everything a session holds: its method and every row, by table and id.

    `furthest` is what `last_position` knows already; it follows from the rows and their past.
    """

    method: Method
    tables: Mapping[str, Mapping[str, Row]]
    furthest: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    _in_order: dict[str, list[Row]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def session(self) -> SessionRow:
        """The row of the session itself."""
        return cast(SessionRow, next(iter(self.tables["sessions"].values())))

    def rows(self, table: str) -> list[Row]:
        """Return the rows of `table` in the order the room put them in."""
        known = self._in_order.get(table)
        if known is None:
            # A window that shows a phase asks dozens of times, and there can be thousands of notes.
            known = self._in_order[table] = sorted(self.tables.get(table, {}).values(), key=_ORDERS[table])
        return known.copy()

    def last_position(self, table: str) -> float:
        """Return a position that no row of `table` lies behind, 0 for an empty one.

        Known from the rows that came, so that writing a note does not look at all others; it never falls again.
        """
        known = self.furthest.get(table)
        return known if known is not None else _furthest(self.tables.get(table, {}).values())

    def _typed(self, row_type: type[AnyRow], table: str) -> list[AnyRow]:
        return cast("list[AnyRow]", self.rows(table))

    @property
    def participants(self) -> list[Participant]:
        """The participants in order."""
        return self._typed(Participant, "participants")

    @property
    def notes(self) -> list[Note]:
        """The notes in order."""
        return self._typed(Note, "notes")

    @property
    def groups(self) -> list[Group]:
        """The groups in order."""
        return self._typed(Group, "groups")

    @property
    def outcomes(self) -> dict[str, str]:
        """The agreed text by box."""
        return {each.box: each.text for each in self._typed(Outcome, "outcomes")}

    @property
    def ballots(self) -> list[Ballot]:
        """The ballots in order of their sheets."""
        return self._typed(Ballot, "ballots")

    @property
    def hands(self) -> list[Hands]:
        """The counted hands."""
        return self._typed(Hands, "hands")

    @property
    def protocols(self) -> list[Protocol]:
        """The accounts of decisions."""
        return self._typed(Protocol, "protocols")

    @property
    def actions(self) -> list[ActionItem]:
        """The action items in order."""
        return self._typed(ActionItem, "actions")

    @property
    def parked(self) -> list[ParkedItem]:
        """The parking lot in order."""
        return self._typed(ParkedItem, "parked")

    @property
    def agenda(self) -> list[AgendaEntry]:
        """The agenda in order."""
        return self._typed(AgendaEntry, "agenda")

    @property
    def pictures(self) -> list[Picture]:
        """The pictures that belong to the session."""
        return self._typed(Picture, "pictures")

    def note(self, note_id: str) -> Note | None:
        """Return the note with this id, if it is there."""
        return cast("Note | None", self.tables.get("notes", {}).get(note_id))

    def group(self, group_id: str) -> Group | None:
        """Return the group with this id, if it is there."""
        return cast("Group | None", self.tables.get("groups", {}).get(group_id))

    def notes_in(self, lane: str) -> list[Note]:
        """Return the notes of a lane in order."""
        return [note for note in self.notes if note.lane == lane]

    def groups_in(self, lane: str) -> list[Group]:
        """Return the groups of a lane in order."""
        return [group for group in self.groups if group.lane == lane]

    def notes_of(self, group_id: str) -> list[Note]:
        """Return the notes of a group in order."""
        return [note for note in self.notes if note.group_id == group_id]

    def loose_in(self, lane: str) -> list[Note]:
        """Return the notes of a lane that belong to no group."""
        return [note for note in self.notes_in(lane) if note.group_id is None]

    def entry_of(self, activity_id: str) -> AgendaEntry | None:
        """Return the agenda entry of an activity."""
        return next((entry for entry in self.agenda if entry.activity_id == activity_id), None)

    def value(self, activity_id: str, key: str, default: Any = None) -> Any:
        """Return what an activity keeps under `key`, `default` when it keeps nothing."""
        row = self.tables.get("activity_values", {}).get(value_id(activity_id, key))
        return default if row is None else cast(ActivityValue, row).value.get("is", default)

    def values_of(self, activity_id: str) -> dict[str, Any]:
        """Return everything an activity keeps, by key."""
        rows = cast("Iterable[ActivityValue]", self.tables.get("activity_values", {}).values())
        return {row.key: row.value.get("is") for row in rows if row.activity_id == activity_id}

    @property
    def stickies(self) -> int:
        """How many notes stayed on the wall, untyped."""
        return sum(group.stickies for group in self.groups)

    @property
    def note_count(self) -> int:
        """How many notes were written, typed or on the wall: the one figure for all summaries."""
        return len(self.notes) + self.stickies

    @property
    def people_present(self) -> int:
        """How many are in the room now: the head count."""
        return self.session.head_count

    def with_changes(self, changes: Iterable[RowChange]) -> "SessionData":
        """Return the session after `changes`."""
        touched: dict[str, dict[str, Row]] = {}
        furthest: dict[str, float] = {}
        for change in changes:
            if change.table not in touched:
                touched[change.table] = dict(self.tables.get(change.table, {}))
                furthest[change.table] = self.last_position(change.table)
            if change.after is None:
                touched[change.table].pop(change.id, None)
            else:
                touched[change.table][change.id] = change.after
                furthest[change.table] = max(furthest[change.table], getattr(change.after, "position", 0.0))
        if not touched:
            return self
        after = SessionData(self.method, {**self.tables, **touched}, {**self.furthest, **furthest})
        # Copied at once: a file that is written beside the window puts rows in order meanwhile.
        known = self._in_order.copy()
        after._in_order.update((name, rows) for name, rows in known.items() if name not in touched)
        return after


def value_id(activity_id: str, key: str) -> str:
    """Return the id of an activity's value: one row for each key. Ids of rows are unique within their session."""
    return f"{activity_id}:{key}"


def _furthest(rows: Iterable[Row]) -> float:
    return max((getattr(row, "position", 0.0) for row in rows), default=0.0)


def empty_tables() -> dict[str, dict[str, Row]]:
    """Return every table without a row."""
    return {name: {} for name in TABLES}


def find_activity(method: Method, activity_id: str) -> Activity:
    """Return the activity with this id.

    Raises:
        KeyError: the method has none such; ids come from the program, so this is a bug.
    """
    activity = method.activity(activity_id)
    if activity is None:
        raise KeyError(activity_id)
    return activity
