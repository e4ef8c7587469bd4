"""One session out of a damaged library: its rows as they were written wherever anything still tells how.

What is damaged or missing is looked for in the session's own history first, then in the backups. A row counts as it
was written only where a digest says so.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from facilitator import method_files
from facilitator.document import row_as_far_as_it_goes
from facilitator.document_place import read_place
from facilitator.document_rows import names_of, read_values
from facilitator.errors import FacilitatorError, UserError
from facilitator.library.copies import Copies
from facilitator.library.mending import plain_values
from facilitator.library.past import Key, past_rows
from facilitator.library.places import digest_of as digest_of_place
from facilitator.library.record import HistoryRecord
from facilitator.library.rows import SHAPES, Tally, canonical_json, digest_as_read
from facilitator.library.salvage import FoundRow, FoundSession
from facilitator.library.snapshot import method_from_snapshot, snapshot_of
from facilitator.library.unfit import cut_where_rows_differ
from facilitator.method import Method
from facilitator.model import TABLE_OF, TABLES, Note, Row, SessionRow, columns
from facilitator.rescue_history import proved_history
from facilitator.row_words import counted, listed_counts
from facilitator.state import Place, SessionData

__all__ = ["RescuedSession", "rescue_session", "short"]

_LONGEST = 120


@dataclass(slots=True)
class RescuedSession:
    """A session that can be added to a library. `mended` counts rows that were put right; `lost` says what was not."""

    rows: list[Row]
    place: Place
    history: list[HistoryRecord]
    title: str
    mended: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def community_id(self) -> str | None:
        """The community that it belongs to."""
        return cast(SessionRow, self.rows[0]).community_id


def rescue_session(
    found: FoundSession, copies: Copies, methods: Sequence[Method], *, places_whole: bool = True
) -> RescuedSession | None:
    """Return what can be had of a session; None when nothing of it is left that anybody wrote.

    `methods` are those that stand in where the session's own method is lost; `places_whole` tells whether a session
    without a place never had one.
    """
    return _Rescue(found, copies, methods, places_whole).result()


class _Rescue:
    def __init__(
        self, found: FoundSession, copies: Copies, methods: Sequence[Method], places_whole: bool
    ) -> None:
        self._found = found
        self._places_whole = places_whole
        self._copies = copies
        self._methods = methods
        self._history = proved_history(found, copies)
        self._past = past_rows(found.id, self._history.read)
        self._rows: dict[Key, Row] = {}
        self._mended: list[str] = []
        self._altered: list[tuple[str, str]] = []
        self._unreadable: list[tuple[str, str]] = []
        self._lost: list[str] = []

    def result(self) -> RescuedSession | None:
        whole = self._take_rooted()
        if not whole:
            self._take_all()
            whole = self._tally_fits(self._rows.values())
        session = self._session()
        if session is None:
            return None
        self._rows = {("sessions", session.id): session} | {
            key: _with_group(row, self._rows) for key, row in self._rows.items() if key[0] != "sessions"
        }
        history, unfit = list(self._history.records), 0
        if not whole:
            # What is not as it was written may not be what the entries led to.
            rows = {key: json.loads(canonical_json(columns(row))) for key, row in self._rows.items()}
            history, unfit = cut_where_rows_differ(history, rows)
        place = self._place(session)
        self._tell(whole)
        self._tell_of_history(unfit)
        lost = [f"“{short(session.title)}”: {line}" for line in self._lost]
        return RescuedSession(
            list(self._rows.values()), place, history, session.title, len(self._mended), lost
        )

    def _take_rooted(self) -> bool:
        """Take the rows to which the file's own trees lead, if they are all there is."""
        rooted = [each for each in self._found.rows.values() if each.exact and each.rooted]
        self._rows = {_key(each): _row(each.table, each.stored) for each in rooted}
        return self._tally_fits(self._rows.values())

    def _take_all(self) -> None:
        past = self._past
        damaged: list[FoundRow] = []
        self._rows = {}
        for key, each in self._found.rows.items():
            if each.exact:
                self._rows[key] = _row(each.table, each.stored)
            else:
                damaged.append(each)
        for each in damaged:
            self._take_damaged(each, past.get(_key(each)))
        if self._missing():
            for key, row in past.items():
                if row is not None and key not in self._found.rows:
                    self._rows[key] = row
                    self._mended.append(key[0])
        if self._missing():
            for copied in self._copies.session(self._found.id, self._fitting_copies()):
                key = (copied.table, copied.stored["id"])
                if key not in self._rows and past.get(key, copied) is not None:
                    self._rows[key] = _row(copied.table, copied.stored)
                    self._mended.append(copied.table)

    def _take_damaged(self, damaged: FoundRow, past: Row | None) -> None:
        key = _key(damaged)
        right = {damaged.digest, digest_as_read(damaged.table, damaged.stored)} - {""}
        if past is not None and _digest(past) in right:
            self._rows[key] = past
            self._mended.append(damaged.table)
            return
        for copied in self._copies.rows(damaged.table, self._found.id, key[1]):
            if copied.digest in right:
                self._rows[key] = _row(copied.table, copied.stored)
                self._mended.append(damaged.table)
                return
        if damaged.table == "sessions":
            self._take_with_known_method(damaged)
            return
        plain = plain_values(damaged.table, damaged.stored)
        searched = SHAPES[damaged.table].searched
        if len(searched) == 1 and key in self._found.searched:
            words = {searched[0]: self._found.searched[key]}
            if digest_as_read(damaged.table, {**damaged.stored, **words}) in right:
                self._rows[key] = _row(damaged.table, {**damaged.stored, **words})
                self._mended.append(damaged.table)
                return
            if words[searched[0]].startswith(str(plain.get(searched[0], "")).rstrip("\ufffd")):
                plain |= words
        row = row_as_far_as_it_goes(damaged.table, plain, self._found.id)
        if row is None and past is not None:
            self._rows[key] = past
            self._altered.append((damaged.table, _words(damaged.stored)))
        elif row is None:
            self._unreadable.append((damaged.table, _words(damaged.stored)))
        else:
            self._rows[TABLE_OF[type(row)], row.id] = row
            self._altered.append((damaged.table, _words(damaged.stored)))

    def _take_with_known_method(self, damaged: FoundRow) -> None:
        """Take a session's own row whose method alone is damaged, and is one that everybody has."""
        for method in self._methods:
            stored = {**damaged.stored, "method": canonical_json(snapshot_of(method))}
            if damaged.digest and digest_as_read("sessions", stored) == damaged.digest:
                self._rows[_key(damaged)] = _row("sessions", stored)
                self._mended.append("sessions")

    def _fitting_copies(self) -> Sequence[Path]:
        """Return the backups that bring back nothing that was taken out on purpose, as names are."""
        begins = self._history.begins
        return self._copies.paths if begins is None else self._copies.knowing(self._found.id, begins)

    def _missing(self) -> bool:
        told = self._found.summary.get("row_count")
        return not isinstance(told, int) or len(self._rows) + len(self._unreadable) < told

    def _tally_fits(self, rows: Any) -> bool:
        """Tell whether these rows are exactly those that were written."""
        summary, tally = self._found.summary, Tally()
        if not summary:
            return False
        for row in rows:
            tally.gained(_digest(row))
        return (summary["row_count"], summary["digest_sum"]) == (tally.row_count, tally.sum_text)

    # -- the session itself ----------------------------------------------------------------------------------------

    def _session(self) -> SessionRow | None:
        kept = self._rows.get(("sessions", self._found.id))
        if kept is not None:
            return cast(SessionRow, kept)
        fitting = self._fitting_copies()
        for copied in self._copies.rows("sessions", self._found.id, self._found.id):
            if copied.path not in fitting:
                continue
            self._lost.append("its title and its settings come from a backup.")
            return cast(SessionRow, _row("sessions", copied.stored))
        read = self._found.rows.get(("sessions", self._found.id))
        if read is None and not self._rows and self._found.place.get("drafts", "{}") == "{}":
            return None
        return self._session_as_far_as_it_goes(read.stored if read else {})

    def _session_as_far_as_it_goes(self, stored: Mapping[str, Any]) -> SessionRow:
        right: dict[str, Any] = {}
        for name in names_of("sessions"):
            if name in stored:
                value = bool(stored[name]) if name in ("keep_authors", "archived") else stored[name]
                try:
                    right |= read_values("sessions", {name: value}, "sessions", whole=False)
                except UserError:
                    continue
        snapshot = self._snapshot(stored.get("method"))
        if snapshot is not None:
            self._lost.append("its title, its settings or its method may differ from what was written.")
        else:
            method = self._stand_in(str(stored.get("method_id", "")))
            snapshot = snapshot_of(method)
            self._lost.append(f"its own method is lost, “{method.title}” of this program stands in for it.")
        right |= {"id": self._found.id, "session_id": self._found.id, "method": snapshot}
        right.setdefault("title", "Rescued session")
        return SessionRow(method_id=str(snapshot["id"]), **right)

    def _snapshot(self, text: Any) -> dict[str, Any] | None:
        """Return the method of a damaged row if it still is one by every rule."""
        try:
            method = method_from_snapshot(json.loads(text))
            return snapshot_of(method_files.from_mapping(method_files.to_mapping(method)))
        except (FacilitatorError, ValueError, TypeError):
            return None

    def _stand_in(self, method_id: str) -> Method:
        """Return the method of that id, else the one in which most of what was written has its place."""
        named = {
            str(value)
            for row in self._rows.values()
            for name, value in columns(row).items()
            if name in ("lane", "activity_id") and value
        }

        def fitting(method: Method) -> tuple[bool, int]:
            known = {each.id for each in method.activities}
            known |= {lane.id for each in method.activities for lane in each.lanes}
            return (method.id == method_id, len(named & known))

        return max(self._methods, key=fitting)

    # -- what goes with it -----------------------------------------------------------------------------------------

    def _place(self, session: SessionRow) -> Place:
        tables: dict[str, dict[str, Row]] = {table: {} for table in TABLES}
        for (table, row_id), row in self._rows.items():
            tables[table][row_id] = row
        data = SessionData(method_from_snapshot(session.method), tables)
        kept = self._found.place
        if not kept:
            if not self._places_whole:
                self._lost.append("where it stood and what was half typed is lost, if there was anything.")
            return Place()
        if kept.get("digest") and digest_of_place(kept) != kept["digest"]:
            self._lost.append("where it stood or what was half typed may differ from what was written.")
        try:
            values = {
                **{name: kept[name] for name in ("mode", "activity_id", "phase", "started", "ended")},
                **{name: kept[name] for name in ("planned", "left", "break_id")},
                **{name: json.loads(str(kept[name])) for name in ("spent", "drafts")},
            }
            return read_place(values, data)
        except (UserError, ValueError):
            draft = str(kept.get("drafts", ""))
            words = f" ({short(draft)})" if draft not in ("", "{}") else ""
            self._lost.append(f"where it stood and what was half typed is lost{words}.")
            return Place(mode="after")

    # -- telling ---------------------------------------------------------------------------------------------------

    def _tell(self, whole: bool) -> None:
        for table, words in self._altered:
            quoted = f": “{words}”" if words else ""
            self._lost.append(f"{counted(table, 1)} may differ from what was written{quoted}.")
        for table, words in self._unreadable:
            quoted = f": “{words}”" if words else ""
            self._lost.append(f"{counted(table, 1)} cannot be used any more{quoted}.")
        gone = {key for key, row in self._past.items() if row is None}
        for (table, row_id), words in self._found.searched.items():
            if not whole and (table, row_id) not in self._rows and (table, row_id) not in gone:
                self._lost.append(f"{counted(table, 1)} is lost, but the search index knew it: “{words}”.")
        told = self._found.summary.get("row_count")
        if not isinstance(told, int):
            self._lost.append("whether all of it is here cannot be told.")
        elif (missing := told - len(self._rows) - len(self._unreadable)) > 0:
            self._lost.append(f"{missing} of its {told} entries could not be found.")
        elif not whole and not self._lost:
            self._lost.append("some of it may be older than what was written last.")
        if self._mended and not whole:
            self._lost.append(f"{listed_counts(self._mended)} came from its history or from a backup.")

    def _tell_of_history(self, unfit: int) -> None:
        steps = self._history.lost
        if steps:
            counted_steps = "1 step" if steps == 1 else f"{steps} steps"
            verb = "is" if steps == 1 else "are"
            self._lost.append(f"{counted_steps} of its history {verb} lost, so undo ends there.")
        if unfit:
            whole = unfit == len(self._history.records)
            fits = "its history does not fit" if whole else "the older part of its history does not fit"
            self._lost.append(f"{fits} what is here, so undo {'begins anew' if whole else 'ends there'}.")


def _key(found: FoundRow) -> Key:
    return found.table, str(found.stored["id"])


def _row(table: str, stored: Mapping[str, Any]) -> Row:
    shape = SHAPES[table]
    return shape.decode([stored[name] for name, _ in shape.columns])


def _digest(row: Row) -> str:
    shape = SHAPES[TABLE_OF[type(row)]]
    try:
        return shape.digest(shape.encode(row))
    except (TypeError, ValueError):
        return ""


def _with_group(row: Row, rows: Mapping[Key, Row]) -> Row:
    """Return a note without the group that is lost."""
    if isinstance(row, Note) and row.group_id is not None and ("groups", row.group_id) not in rows:
        return replace(row, group_id=None)
    return row


def _words(stored: Mapping[str, Any]) -> str:
    """Return what people would know a row by."""
    for name in ("text", "title", "name", "value", "entries"):
        if isinstance(stored.get(name), str) and stored[name]:
            return short(str(stored[name]))
    return ""


def short(text: str) -> str:
    """Return the beginning of `text` on one line, fit to be shown."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
