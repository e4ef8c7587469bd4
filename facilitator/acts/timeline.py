"""Acts on the timeline of an incident. See `facilitator.timelines`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from facilitator import corrections, moments, timeline_lines, timelines
from facilitator.acts.base import Acts
from facilitator.errors import UserError
from facilitator.ids import from_stamp, new_id, to_stamp
from facilitator.model import Changes, RowChange
from facilitator.text import one_line, optional
from facilitator.timelines import Entry, Timeline, Written

LONGEST_GAP = 24 * 60


class TimelineActs(Acts):
    """The one timeline of a session. In a meeting, what changes is marked and its earlier wording kept."""

    def add_line(self, line: str) -> tuple[Entry, tuple[str, ...]]:
        """Add what a typed line says, as `timeline_lines` reads it; return the entry and what there is to say.

        A bare time is one of the day of the entry that was typed before, or else of the day the incident began.

        Raises:
            UserError: no time, one that cannot be, no text, or as many entries as a timeline takes.
        """
        said = timeline_lines.parse_line(line, self.day, self._timeline.zone, self.last_typed)
        return self.add(said), said.said

    def add(self, said: Written) -> Entry:
        """Add an entry and return it.

        Raises:
            UserError: no text, one that is too long, a time that is none, or as many entries as a timeline takes.
        """
        entry, rows = self._new(said, self._last_position() + 1.0)
        self._room_for(1)
        self._session.act("timeline.add", rows)
        return entry

    def edit(
        self,
        entry_id: str,
        *,
        at: str | None = None,
        text: str | None = None,
        kind: str | None = None,
        source: str | None = None,
        known: str | None = None,
    ) -> Changes:
        """Change an entry; None leaves a part as it is. `at` is a stamp.

        Raises:
            UserError: as `add`, or the entry is not there any more.
        """
        entry = self._entry(entry_id)
        after = replace(
            entry,
            at=entry.at if at is None else _stamp(at),
            text=entry.text if text is None else timeline_lines.text_of(text),
            kind=entry.kind if kind is None else _kind(kind),
            source=entry.source if source is None else timeline_lines.part_of(source),
            known=entry.known if known is None else timeline_lines.part_of(known),
        )
        return self._session.act("timeline.edit", self._change(entry, after))

    def delete(self, entry_id: str) -> Changes:
        """Delete an entry. In a meeting, one that was there before is struck out and stays to be seen.

        Raises:
            UserError: the entry is not there any more.
        """
        entry = self._entry(entry_id)
        if corrections.in_meeting(self._session) and not entry.added:
            return self._keep(replace(entry, struck=self._session.wall()), "timeline.delete")
        # Its earlier wordings go with it; their keys begin with its own.
        own = f"entry:{entry_id}"
        ours = [
            key
            for key in self._data.values_of(self._home)
            if key == own or key.startswith(f"{corrections.WAS}{own}:")
        ]
        rows = [self._session.values.change(self._home, key, None) for key in ours]
        return self._session.act("timeline.delete", rows)

    def take_back(self, entry_id: str) -> Changes:
        """Let an entry that the meeting struck out stand again.

        Raises:
            UserError: the entry is not there any more.
        """
        return self._keep(replace(self._entry(entry_id), struck=""), "timeline.take_back")

    def take_many(self, said: Iterable[Written]) -> tuple[Entry, ...]:
        """Add the rows of an import in one act and return the entries.

        Raises:
            UserError: as `add`; then none of them was added.
        """
        made = self.made(said)
        self._session.act("timeline.take_many", [row for _, rows in made for row in rows])
        return tuple(entry for entry, _ in made)

    def made(self, said: Iterable[Written]) -> list[tuple[Entry, list[RowChange]]]:
        """Return new entries with the row changes that add them, for acts that do more than that.

        Raises:
            UserError: as `take_many`.
        """
        last = self._last_position()
        made = [self._new(each, last + number) for number, each in enumerate(said, start=1)]
        self._room_for(len(made))
        return made

    def set_incident(self, **said: str) -> Changes:
        """Note what is known of the incident: the fields of `timelines.Incident`; "" takes one away, others stay.

        Moments are stamps, as `read_moment` makes them.

        Raises:
            UserError: a time that is none, or a zone that is not known.
        """
        before = timelines.incident(self._data)
        checked = {key: _incident_field(key, text) for key, text in said.items()}
        after = replace(before, **checked)
        kept = {key: getattr(after, key) for key in timelines.INCIDENT_FIELDS}
        old = {key: getattr(before, key) for key in checked}
        rows = [
            self._session.values.change(
                self._home, "incident", {key: text for key, text in kept.items() if text}
            ),
            *self._corrected("incident", old, checked),
        ]
        return self._session.act("timeline.incident", rows)

    def moves_clocks(self, zone: str) -> bool:
        """Tell whether times that are written would be shown otherwise in `zone`.

        Raises:
            UserError: the zone is not known.
        """
        new, now = moments.zone_name(zone), self._timeline
        stamps = [*(each.at for each in now.entries), *filter(None, now.stamps.values())]
        return any(
            moments.local(at, new).utcoffset() != moments.local(at, now.zone).utcoffset() for at in stamps
        )

    def keep_clocks(self, zone: str) -> Changes:
        """Go over to another zone with every time as it was written: 14:32 stays 14:32, at another moment.

        Raises:
            UserError: the zone is not known.
        """
        new, now = moments.zone_name(zone), self._timeline
        before = timelines.incident(self._data)

        def moved(at: str) -> str:
            return moments.placed(moments.local(at, now.zone).replace(tzinfo=None), new).at if at else ""

        stamps = {key: moved(getattr(before, key)) for key in timelines.STAMPS}
        kept = {key: getattr(before, key) for key in timelines.INCIDENT_FIELDS} | stamps | {"zone": new}
        rows = [
            self._session.values.change(
                self._home, "incident", {key: text for key, text in kept.items() if text}
            )
        ]
        for each in now.entries:
            # What people wrote stays as it was written, so nothing is corrected.
            value = _value(replace(each, at=moved(each.at)))
            rows.append(self._session.values.change(self._home, f"entry:{each.id}", value))
        return self._session.act("timeline.zone", rows)

    def read_moment(self, text: str, near: str | None = None) -> moments.Placed:
        """Return the moment that `text` says, in the zone of the timeline; a bare time is near the stamp `near`.

        Raises:
            UserError: it says no moment, or more than one.
        """
        reading, rest = moments.leading(text)
        if reading is None or rest.strip():
            raise UserError("Write a time, such as 14:32 or 2026-03-02 14:32.")
        return moments.place(
            reading, self.day, self._timeline.zone, near or self._timeline.stamps["began"] or None
        )

    def set_gap(self, minutes: float) -> Changes:
        """Set from how many minutes without an entry on a gap is marked.

        Raises:
            UserError: below one minute, or above a day.
        """
        if not 1 <= minutes <= LONGEST_GAP:
            raise UserError("A gap is marked from 1 minute up to 24 hours.")
        return self._session.values.set(self._home, "gap", minutes, act="timeline.gap")

    @property
    def day(self) -> date:
        """The day that a bare time is one of: when the incident began, or else when the session is planned or made."""
        now = self._timeline
        stamp = now.stamps["began"] or (now.entries[0].at if now.entries else "")
        return moments.local(stamp or self._session.wall(), now.zone).date()

    @property
    def last_typed(self) -> str | None:
        """The stamp of the entry that was made last, None when there is none."""
        everything = self._timeline.entries
        return max(everything, key=lambda each: each.position).at if everything else None

    @property
    def _home(self) -> str:
        found = timelines.home(self._data.method)
        if found is None:
            raise UserError("This session has no timeline.")
        return found

    @property
    def _timeline(self) -> Timeline:
        found = timelines.timeline(self._data)
        if found is None:
            raise UserError("This session has no timeline.")
        return found

    def _entry(self, entry_id: str) -> Entry:
        found = self._timeline.find(entry_id)
        if found is None:
            raise UserError("That entry is not there any more. Undo brings it back if it was deleted.")
        return found

    def _last_position(self) -> float:
        now = self._timeline
        return max((each.position for each in (*now.entries, *now.struck)), default=0.0)

    def _room_for(self, count: int) -> None:
        if len(self._timeline.entries) + count > timelines.MOST_ENTRIES:
            raise UserError(
                f"A timeline takes {timelines.MOST_ENTRIES:,} entries. Keep what the meeting needs to see."
            )

    def _new(self, said: Written, position: float) -> tuple[Entry, list[RowChange]]:
        entry = Entry(
            new_id(),
            _stamp(said.at),
            timeline_lines.text_of(said.text),
            _kind(said.kind),
            timeline_lines.part_of(said.source),
            timeline_lines.part_of(said.known),
            position,
            added=corrections.in_meeting(self._session),
        )
        return entry, [self._session.values.change(self._home, f"entry:{entry.id}", _value(entry))]

    def _change(self, before: Entry, after: Entry) -> list[RowChange]:
        key, zone = f"entry:{before.id}", self._timeline.zone
        rows = [self._session.values.change(self._home, key, _value(after))]
        if before.added:
            return rows
        old, new = (
            {part: getattr(each, part) for part in timelines.PARTS} | {"at": moments.written(each.at, zone)}
            for each in (before, after)
        )
        return [*rows, *self._corrected(key, old, new)]

    def _corrected(self, key: str, old: Mapping[str, str], new: Mapping[str, str]) -> list[RowChange]:
        return [
            row
            for part, text in new.items()
            for row in corrections.correction(self._session, self._home, f"{key}:{part}", old[part], text)
        ]

    def _keep(self, entry: Entry, act: str) -> Changes:
        return self._session.values.set(self._home, f"entry:{entry.id}", _value(entry), act=act)


def _value(entry: Entry) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "at": entry.at,
        "text": entry.text,
        "kind": entry.kind,
        "source": entry.source,
        "known": entry.known,
        "position": entry.position,
    }
    if entry.added:
        kept["added"] = True
    if entry.struck:
        kept["struck"] = entry.struck
    return kept


def _stamp(text: str) -> str:
    try:
        moment = from_stamp(text)
    except (ValueError, OverflowError):
        raise UserError("That is no time. Write it as in 2026-03-02 14:32.") from None
    if not moments.EARLIEST_YEAR <= moment.year <= moments.LATEST_YEAR:
        raise UserError(f"The year {moment.year} looks wrong. Write the date as in 2026-03-02.")
    return to_stamp(moment)


def _kind(word: str) -> timelines.EntryKind:
    found = timelines.kind_of(word)
    if found is None:
        named = ", ".join(timelines.KINDS[:-1])
        raise UserError(f"An entry is one of {named} or {timelines.KINDS[-1]}.")
    return found


def _incident_field(key: str, text: str) -> str:
    if not text.strip():
        return moments.USUAL_ZONE if key == "zone" else ""
    if key in timelines.STAMPS:
        return _stamp(text)
    if key == "zone":
        return moments.zone_name(text)
    return one_line(optional(text), key.capitalize())
