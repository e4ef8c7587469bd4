"""What is done on the page of a community: each act is written at once, and the latest ones can be taken back."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, Protocol

from facilitator import communities
from facilitator.communities import LOOK_BACK, MOST_REVISIONS, REVISIONS, CommunityPage, Event, Revision
from facilitator.errors import UserError
from facilitator.ids import new_id, utc_now
from facilitator.text import one_line, optional

LONGEST = 2_000
"""Characters of one text on the page."""
MOST = 500
"""Entries of one list."""
MOST_HOURS = 60.0
MOST_MINUTES = 24 * 60


class CommunityStore(Protocol):
    """Where the pages are kept: the library."""

    def community_values(self, community_id: str) -> dict[str, Any]:
        """Return what a page keeps, by key."""
        ...

    def set_community_value(self, community_id: str, key: str, value: Any) -> None:
        """Keep a value under a key; None takes it away."""
        ...


class CommunityActs:
    """The one door to a page. Undo is kept in memory, for as long as the page is open.

    Every act raises `UserError` for what cannot be kept and `EnvironmentFault` when the disk refuses; then nothing
    was changed.
    """

    def __init__(self, store: CommunityStore, community_id: str) -> None:
        """Read the page as it stands."""
        self._store = store
        self.community_id = community_id
        self._values = store.community_values(community_id)
        self._done: list[tuple[str, Any, Any]] = []
        self._undone: list[tuple[str, Any, Any]] = []

    @property
    def page(self) -> CommunityPage:
        """What the page holds now."""
        return communities.page_of(self._values)

    def is_of(self, store: object, community_id: str) -> bool:
        """Tell whether this is the page of a community in `store`."""
        return self._store is store and self.community_id == community_id

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an act was taken back that can be done again."""
        return bool(self._undone)

    def undo(self) -> bool:
        """Take the last act back; tell whether there was one."""
        return self._step(self._done, self._undone, lambda act: (act[0], act[1]))

    def redo(self) -> bool:
        """Do again what was taken back last; tell whether there was such."""
        return self._step(self._undone, self._done, lambda act: (act[0], act[2]))

    # -- what is said once ---------------------------------------------------------------------------------------

    def set_purposes(self, purposes: list[str]) -> None:
        """Say what it is for: texts, those of `communities.PURPOSES` or others."""
        chosen = list(dict.fromkeys(each for text in purposes if (each := _line(text))))
        self._keep("purposes", chosen or None)

    def set_sponsor(self, *, name: str, gives: str) -> None:
        """Say who stands behind it."""
        self._keep("sponsor", _said({"name": _line(name), "gives": _line(gives)}))

    def set_leader(self, *, name: str, hours: float | None, coach: str) -> None:
        """Say who leads it: one person."""
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            raise UserError(f"Hours a week are a number from 0 to {MOST_HOURS:g}.")
        name = _line(name)
        if any(mark in name for mark in (",", ";", "/", " & ", " and ")):
            raise UserError("A community has one leader. Write one name; the others can be its core.")
        self._keep("leader", _said({"name": name, "hours": hours, "coach": _line(coach)}))

    def set_boundary(self, *, decides: str, asks: str) -> None:
        """Say what it may decide, and what it asks others about."""
        self._keep("boundary", _said({"decides": _paragraph(decides), "asks": _paragraph(asks)}))

    def set_look_back(self, day: str) -> None:
        """Say when to look back next: an ISO date, "" for no day."""
        self._keep(LOOK_BACK, _day(day) or None)

    def set_balance(self, kind: str, how_many: str) -> None:
        """Keep the leader's own impression of how many give, match or take; "" takes it away."""
        kept = dict(self.page.balance)
        kept.pop(kind, None)
        if how_many in communities.HOW_MANY and kind in communities.KINDS_OF_PEOPLE:
            kept[kind] = next(each for each in communities.HOW_MANY if each == how_many)
        self._keep("balance", kept or None)

    # -- the path and the self-check -----------------------------------------------------------------------------

    def set_step(self, step_id: str, *, day: str | None = None, done: bool | None = None) -> None:
        """Say by when a step of the path is planned or was done, and whether it is."""
        before = next(each for each in self.page.path if each.step.id == step_id)
        kept = {
            "day": before.day if day is None else _day(day),
            "done": before.done if done is None else done,
        }
        self._keep_part("path", step_id, kept if kept["day"] or kept["done"] else None)

    def set_criterion(
        self, criterion_id: str, today: date, *, state: str | None = None, note: str | None = None
    ) -> None:
        """Say how far a criterion is met; "" takes the state away. The check is dated `today`."""
        before = next(each for each in self.page.criteria if each.criterion.id == criterion_id)
        kept = {
            "state": (before.state or "") if state is None else state if state in communities.STATES else "",
            "note": before.note if note is None else _line(note),
        }
        # One act: what was checked, and that it was today.
        criteria = {**_dict(self._values.get("criteria"))}
        criteria.pop(criterion_id, None)
        if any(kept.values()):
            criteria[criterion_id] = kept
        self._keep("criteria", criteria or None)
        if self._values.get("checked") != today.isoformat():
            self._store.set_community_value(self.community_id, "checked", today.isoformat())
            self._values["checked"] = today.isoformat()

    # -- lists ---------------------------------------------------------------------------------------------------

    def add_channel(self, name: str, link: str = "") -> None:
        """Add a place where people talk."""
        self._add("channels", {"name": one_line(name, "A channel"), "link": _link(link)})

    def change_channel(self, channel_id: str, *, name: str, link: str) -> None:
        """Give a channel another name or address."""
        self._change("channels", channel_id, {"name": one_line(name, "A channel"), "link": _link(link)})

    def add_topic(self, text: str) -> None:
        """Add a topic to the backlog."""
        self._add("backlog", {"text": _needed(text, "A topic"), "done": False})

    def change_topic(self, topic_id: str, *, text: str | None = None, done: bool | None = None) -> None:
        """Reword a topic, or say whether it is done."""
        said: dict[str, Any] = {}
        if text is not None:
            said["text"] = _needed(text, "A topic")
        if done is not None:
            said["done"] = done
        self._change("backlog", topic_id, said)

    def move_topic(self, topic_id: str, step: int) -> None:
        """Move a topic up (-1) or down (1)."""
        entries = self._list("backlog")
        place = next((at for at, each in enumerate(entries) if each["id"] == topic_id), None)
        if place is not None and 0 <= place + step < len(entries):
            entries.insert(place + step, entries.pop(place))
            self._keep("backlog", entries)

    def add_event(self, title: str, *, event_format: str = "other", starts: str = "") -> str:
        """Add an event and return its id. `starts` is a stamp, "" while open."""
        said = {"title": one_line(title, "An event"), "format": event_format, "starts": _stamp(starts)}
        return self._add("events", {**said, "minutes": 60})

    def change_event(self, event_id: str, **said: Any) -> None:
        """Change an event: the fields of `communities.Event` by their names."""
        checked: dict[str, Any] = {}
        for key, value in said.items():
            if key == "title":
                checked[key] = one_line(value, "An event")
            elif key == "minutes":
                checked[key] = _minutes(value)
            elif key == "starts":
                checked[key] = _stamp(value)
            elif key == "link":
                checked[key] = _link(value)
            elif key == "said":
                checked[key] = optional(value, "The minutes")
            elif key in Event._fields and key != "id":
                checked[key] = _line(value)
        self._change("events", event_id, checked)

    def delete(self, key: str, entry_id: str) -> None:
        """Take an entry out of the list under `key`: channels, backlog or events."""
        self._keep(key, [each for each in self._list(key) if each["id"] != entry_id] or None)

    # -- inside --------------------------------------------------------------------------------------------------

    def _list(self, key: str) -> list[dict[str, Any]]:
        found = self._values.get(key)
        return [dict(each) for each in found or () if isinstance(each, dict) and "id" in each]

    def _add(self, key: str, said: Mapping[str, Any]) -> str:
        entries = self._list(key)
        if len(entries) >= MOST:
            raise UserError(f"This list takes {MOST} entries. Take some out first.")
        entry_id = new_id()
        self._keep(key, [*entries, {"id": entry_id, **said}])
        return entry_id

    def _change(self, key: str, entry_id: str, said: Mapping[str, Any]) -> None:
        entries = self._list(key)
        if all(each["id"] != entry_id for each in entries):
            raise UserError("This is not there any more. Look at the list again.")
        self._keep(key, [{**each, **said} if each["id"] == entry_id else each for each in entries])

    def _keep_part(self, key: str, part: str, value: Any) -> None:
        kept = {**_dict(self._values.get(key))}
        kept.pop(part, None)
        if value is not None:
            kept[part] = value
        self._keep(key, kept or None)

    def _keep(self, key: str, value: Any) -> None:
        before = self._values.get(key)
        if before == value:
            return
        self._write(key, value)
        self._done.append((key, before, value))
        self._undone.clear()

    def _write(self, key: str, value: Any) -> None:
        # First, since a date that changed without a new revision would not get into calendars that have it.
        self._revise(communities.dates_changed(self._values, {**self._values, key: value}))
        self._store_value(key, value)

    def _revise(self, changed: Collection[str]) -> None:
        """Count one more change of dates, also when one is taken back: a calendar knows the later state by it."""
        if not changed:
            return
        at, known = utc_now(), self.page.revisions
        kept = {**_dict(self._values.get(REVISIONS))}
        for part in changed:
            number = known.get(part, Revision()).number
            kept[part] = {"number": min(number + 1, MOST_REVISIONS), "at": at}
        self._store_value(REVISIONS, kept)

    def _store_value(self, key: str, value: Any) -> None:
        self._store.set_community_value(self.community_id, key, value)
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value

    def _step(
        self,
        source: list[tuple[str, Any, Any]],
        goal: list[tuple[str, Any, Any]],
        what: Callable[[tuple[str, Any, Any]], tuple[str, Any]],
    ) -> bool:
        if not source:
            return False
        self._write(*what(source[-1]))
        goal.append(source.pop())
        return True


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _said(values: dict[str, Any]) -> dict[str, Any] | None:
    kept = {key: value for key, value in values.items() if value not in ("", None)}
    return kept or None


def _line(text: str) -> str:
    return " ".join(_paragraph(text).split())


def _paragraph(text: str) -> str:
    found = optional(text)
    if len(found) > LONGEST:
        raise UserError(f"A text here can have {LONGEST:,} characters at most, this has {len(found):,}.")
    return found


def _needed(text: str, what: str) -> str:
    return one_line(_paragraph(text), what)


def _link(text: str) -> str:
    link = _line(text)
    if link and any(each.isspace() for each in link):
        raise UserError("A link has no blanks in it. Copy it once more.")
    return link


def _minutes(value: int) -> int:
    if not 1 <= value <= MOST_MINUTES:
        raise UserError("An event lasts between 1 minute and 24 hours.")
    return value


def _day(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UserError("Write a day as in 2026-03-14.") from None


def _stamp(text: str) -> str:
    if text and not communities.is_moment(text):
        raise UserError("This is no time. Write a day as in 2026-03-14 and a time as in 14:30.")
    return text
