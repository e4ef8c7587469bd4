"""What a session is made of: one frozen dataclass a table, and nothing that knows how it is stored.

Every row has an `id` and a `session_id`. Fields are plain values; a `Mapping` is stored as JSON.
What people say belongs to the session: a note knows its lane, never the activity that asked for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from facilitator.action_item import ActionItem as ActionItem
from facilitator.model_listed import Community as Community


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One run of a method. `minutes` is the planned length of the whole, `method` the snapshot of its method."""

    id: str
    session_id: str
    title: str
    method_id: str
    method: Mapping[str, Any]
    community_id: str | None = None
    follows_id: str | None = None
    created: str = ""
    starts: str | None = None
    minutes: float = 120.0
    head_count: int = 10
    keep_authors: bool = False
    archived: bool = False
    deleted: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the room; `present` turns false when they leave early."""

    id: str
    session_id: str
    name: str
    role: str = ""
    present: bool = True
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Note:
    """A sticky note. `author_id` stays None unless the session keeps authors."""

    id: str
    session_id: str
    lane: str
    text: str
    colour: str = "sun"
    group_id: str | None = None
    author_id: str | None = None
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """A named cluster of notes; `stickies` counts the paper notes of it that stayed on the wall."""

    id: str
    session_id: str
    lane: str
    title: str = ""
    colour: str = ""
    stickies: int = 0
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The agreed text of one canvas box: one line a bullet, each leading tab one level deeper (two at most)."""

    id: str
    session_id: str
    box: str
    text: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """One sheet of one round of a vote: `choices` maps a candidate's id to its dots (or its fingers)."""

    id: str
    session_id: str
    activity_id: str
    round: str
    sheet: int
    choices: Mapping[str, Any] = field(default_factory=dict)
    voter_id: str | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """Counted hands of one round: how many were raised for one candidate."""

    id: str
    session_id: str
    activity_id: str
    round: str
    candidate: str
    count: int


@dataclass(frozen=True, slots=True)
class Protocol:
    """How something was decided, kept for the report: `entries` is the full account, see `facilitator.voting`."""

    id: str
    session_id: str
    activity_id: str
    kind: str
    entries: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParkedItem:
    """A topic put aside. `state` is open, back, action or dropped."""

    id: str
    session_id: str
    text: str
    activity_id: str | None = None
    state: str = "open"
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One line of the agenda: an activity or a break. `minutes` maps a phase's id to its planned minutes."""

    id: str
    session_id: str
    kind: str
    activity_id: str | None
    title: str
    minutes: Mapping[str, float] = field(default_factory=dict)
    skipped: bool = False
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class ActivityValue:
    """One setting or finding of one activity, free for its kind to use: `value` holds any JSON value under "is"."""

    id: str
    session_id: str
    activity_id: str
    key: str
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that belongs to the session, such as the logo; `data` is its file in base64."""

    id: str
    session_id: str
    purpose: str
    name: str
    media_type: str
    data: str


Row = (
    SessionRow
    | Participant
    | Note
    | Group
    | Outcome
    | Ballot
    | Hands
    | Protocol
    | ActionItem
    | ParkedItem
    | AgendaEntry
    | ActivityValue
    | Picture
)

TABLES: Mapping[str, type[Row]] = {
    "sessions": SessionRow,
    "participants": Participant,
    "notes": Note,
    "groups": Group,
    "outcomes": Outcome,
    "ballots": Ballot,
    "hands": Hands,
    "protocols": Protocol,
    "actions": ActionItem,
    "parked": ParkedItem,
    "agenda": AgendaEntry,
    "activity_values": ActivityValue,
    "pictures": Picture,
}
"""Every table with rows of a session, in the order in which they are written out."""

_COLUMNS = {row_type: tuple(each.name for each in fields(row_type)) for row_type in TABLES.values()}

TABLE_OF: Mapping[type, str] = {row_type: name for name, row_type in TABLES.items()}


def table_of(row_type: type) -> str:
    """Return the name of the table that holds rows of this type."""
    return TABLE_OF[row_type]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after an act; None stands for a row that is not there."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    def inverse(self) -> "RowChange":
        """Return the change that takes this one back."""
        return RowChange(self.table, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to a session, told to everybody who listens.

    `act` is the name of the act ("notes.add"), `origin` says how it came about: act, undo, redo or place (the
    position, the clock or what the room looks at; no rows).
    """

    session_id: str
    act: str
    origin: str
    rows: tuple[RowChange, ...] = ()

    def touches(self, *tables: str) -> bool:
        """Tell whether any row of one of `tables` changed."""
        return any(change.table in tables for change in self.rows)

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of the changed rows of `table`, in the order of the changes."""
        return tuple(change.id for change in self.rows if change.table == table)


def columns(row: Row) -> dict[str, Any]:
    """Return the row as a plain dict, field by field in their order."""
    return {name: getattr(row, name) for name in _COLUMNS[type(row)]}


def row_from(table: str, values: Mapping[str, Any]) -> Row:
    """Return the row of `table` with these `values`; unknown names are left out, missing ones take their default.

    Raises:
        TypeError: a field without a default is missing.
    """
    row_type = TABLES[table]
    known = _COLUMNS[row_type]
    return row_type(**{name: value for name, value in values.items() if name in known})
