"""What a session takes along from the one it follows: what its kinds carry, and what is still to be done.

An action item that is open moves: it is in the new session under its id, and in the old one its state is "carried".
Both are written at once, so that it is never lost and never open twice. The force fields that its topics led to are
part of a session: what was promised there comes along too, with the topic it was about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from facilitator import activities
from facilitator.acts.actions import CARRIED
from facilitator.acts.base import changed
from facilitator.earlier import EARLIER
from facilitator.errors import UserError
from facilitator.history import CARRIED_ON
from facilitator.method import Method
from facilitator.model import ActionItem, ActivityValue, Row
from facilitator.state import SessionData, value_id
from facilitator.store import HistoryEntry

if TYPE_CHECKING:
    from facilitator.library import Library

ABOUT = "about"
"""The value (of no activity) that says which topic of which session a force field was opened for."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of the new session, and the act by session that says in the old ones that their open items went on."""

    rows: tuple[Row, ...]
    elsewhere: Mapping[str, HistoryEntry]


def looks_back(method: Method) -> bool:
    """Tell whether a method begins with what was promised last time, whatever that was about."""
    return any(each.kind == "actions" and each.phase("review") is not None for each in method.activities)


def session_to_follow(library: "Library", session_id: str, method: Method | None = None) -> SessionData:
    """Return the session as it stands, its start the moment at which it really began.

    Raises:
        UserError: the library has no such session, it is in the bin, or it was run with another method than `method`,
            which does not look back at promises.
        EnvironmentFault: it cannot be read.
    """
    data, place = library.load(session_id)
    session = data.session
    if session.deleted:
        raise UserError(f"“{session.title}” is in the bin. Take it out first, then follow it.")
    if method is not None and method.id != data.method.id and not looks_back(method):
        raise UserError(
            f"“{session.title[:60]}” was run with {data.method.title}. Follow it with that method, or with one that "
            "looks back at promises."
        )
    began = place.started or session.starts or session.created
    tables = {**data.tables, "sessions": {session.id: replace(session, starts=began)}}
    return replace(data, tables=tables)


def carried(
    library: "Library", earlier: SessionData, session_id: str, at: str, *, promises_only: bool = False
) -> Carried:
    """Return what the session `session_id` takes along from `earlier` at the moment `at`, a stamp.

    With `promises_only` that is what is still to be done, as where it has another method.

    Raises:
        EnvironmentFault: the library cannot be read.
    """
    rows: list[Row] = [] if promises_only else list(_found(earlier, session_id))
    moved: dict[str, ActionItem] = {}
    promised: dict[str, dict[str, Any]] = {}
    elsewhere: dict[str, HistoryEntry] = {}
    for source in (earlier, *_led_to(library, earlier)):
        found = [each for each in source.actions if each.state == "open"]
        # What went on in a follower that is looked at as well is told as it stands there.
        for item in source.actions:
            if item.state != "dropped" and (item.id not in promised or item.state != CARRIED):
                promised[item.id] = _entry(source, item)
        if found:
            moved |= {each.id: each for each in found}
            headings = library.headings(source.session.id)
            number = headings[-1].number + 1 if headings else 1
            gone = tuple(changed(each, replace(each, state=CARRIED)) for each in found)
            elsewhere[source.session.id] = HistoryEntry(number, CARRIED_ON, at, gone)
    rows += [
        replace(each, session_id=session_id, position=float(index))
        for index, each in enumerate(moved.values(), start=1)
    ]
    session = earlier.session
    kept = {
        "session": session.id,
        "title": session.title,
        "date": (session.starts or session.created)[:10],
        "actions": list(promised.values()),
    }
    rows.append(_value(session_id, EARLIER, kept))
    return Carried(tuple(rows), elsewhere)


def _found(earlier: SessionData, session_id: str) -> Iterator[Row]:
    """Yield what the kinds of a session carry, its pictures, and what it was opened for."""
    for picture in earlier.tables["pictures"].values():
        yield replace(picture, session_id=session_id)
    for activity in earlier.method.activities:
        carries = activities.kind(activity.kind).carries
        yield from carries(earlier, activity, session_id) if carries else ()
    about = earlier.value("", ABOUT)
    if about:
        yield _value(session_id, ABOUT, about)


def _led_to(library: "Library", earlier: SessionData) -> Iterator[SessionData]:
    """Yield the sessions of other methods that came of `earlier`, and what followed them, oldest first."""
    waiting = [earlier.session.id]
    while waiting:
        for session_id in library.followers(waiting.pop(0)):
            data, _ = library.load(session_id)
            if data.method.id != earlier.method.id:
                waiting.append(session_id)
                yield data


def _entry(source: SessionData, item: ActionItem) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": item.id,
        "text": item.text,
        "owner": item.owner,
        "due": item.due,
        "state": item.state,
        "topic": item.topic,
    }
    opened_for = source.value("", ABOUT)
    if opened_for:
        entry |= {"topic": opened_for["title"], ABOUT: {key: opened_for[key] for key in ("activity", "item")}}
        return entry
    for activity in source.method.activities:
        planned = source.value(activity.id, "plan", {}).get(item.id)
        if planned:
            entry[ABOUT] = {"activity": activity.id, "item": planned.get("topic") or planned.get("force")}
    return entry


def _value(session_id: str, key: str, value: Any) -> ActivityValue:
    return ActivityValue(value_id("", key), session_id, "", key, {"is": value})
