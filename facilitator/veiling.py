"""A session without names: who is named in it, and each of its rows with roles instead.

What leaves the house in another version and what is cleaned out of the library are made here alike. Ids are left
alone: a name like “Ada” would be found in some of them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from facilitator import commitments, forms, postmortems
from facilitator.candidates import candidates_of
from facilitator.model import (
    ActionItem,
    ActivityValue,
    AgendaEntry,
    Group,
    Note,
    Outcome,
    ParkedItem,
    Participant,
    Picture,
    Protocol,
    Row,
    SessionRow,
)
from facilitator.pseudonyms import SOMEBODY, Pseudonyms
from facilitator.state import SessionData

_NO_TEXT = frozenset(
    "id at kind idea factor priority zone began noticed acknowledged mitigated resolved status message severity "
    f"digest from to {forms.POSITION}".split()
)
"""Keys of values under which no text of people stands."""
_FREE = ("field:", "row:", "was:")
"""Beginnings of keys whose values have names of their own inside: there every text is people’s."""
_FACILITATOR, _OWNER, _LEADER = "Facilitator", "Owner", "Leader"
_GROUPS = frozenset(
    ("team", "guild", "squad", "desk", "support", "group", "on-call", "oncall", "everybody", "all")
)
"""Words of an owner that is no person."""
_MOST_WORDS = 4
"""Words of a candidate that is a name; a longer one is a sentence about somebody."""
_ID = re.compile(r"[0-9a-f]{32}")


def people(data: SessionData) -> tuple[tuple[str, str], ...]:
    """Return everybody a session names, with the role that says most about them here.

    Somebody whose name has become a role already is nobody to be found again.
    """
    named = [(" ".join(name.split()), " ".join(role.split())) for name, role in _named(data)]
    roles = {SOMEBODY, _FACILITATOR, _OWNER, _LEADER, *(role[:1].upper() + role[1:] for _, role in named)}
    found: dict[str, str] = {}
    for name, role in named:
        if not any(each.isalpha() for each in name) or re.sub(r" \d+$", "", name) in roles:
            continue
        if name not in found or (role and not found[name]):
            found[name] = role
    return tuple(found.items())


def is_person(owner: str) -> bool:
    """Tell whether the owner of a next step is somebody, and not a group such as “Support team”."""
    words = re.findall(r"[\w-]+", owner)
    return bool(words) and all(
        not word[:1].islower() and word.casefold() not in _GROUPS for word in words if len(word) > 3
    )


class Veil:
    """Puts roles in the place of names, row by row; `names` counts what was replaced and what was left."""

    def __init__(
        self, data: SessionData, known: Iterable[tuple[str, str]], always: Collection[str] = ()
    ) -> None:
        """Know the names of `known` with their roles, and the ids of a session, which stay.

        `always` are names that are replaced though they are common words.
        """
        listed = tuple(known)
        # A role can hold a name itself: “Deputy of Mei”.
        self._in_roles = Pseudonyms(((name, "") for name, _ in listed), always)
        self.names = Pseudonyms(((name, self._in_roles.text(role)) for name, role in listed), always)
        self._whole = {_folded(name) for name in self.names.labels}
        self._ids = {row_id for rows in data.tables.values() for row_id in rows}
        self._ids |= {lane.id for each in data.method.activities for lane in each.lanes}
        self._ids |= {each.id for each in data.method.activities}
        self._lanes = {
            lane
            for each in data.method.activities
            if each.kind == "election"
            for lane in (
                *(own.id for own in each.lanes),
                *each.reads,
                str(each.settings.get("items", "")),
            )
        }

    def row(self, row: Row) -> Row:
        """Return a row with roles instead of names in everything that people wrote."""
        text = self.names.text
        match row:
            case SessionRow():
                return replace(row, title=text(row.title))
            case Participant():
                role = self._in_roles.text(row.role)
                return replace(row, name=self.name_or_text(row.name), role=role)
            case Note() if row.lane in self._lanes:
                return replace(row, text=self.name_or_text(row.text))
            case Note() | Outcome() | ParkedItem():
                return replace(row, text=text(row.text))
            case Group() | AgendaEntry():
                return replace(row, title=text(row.title))
            case Picture():
                return replace(row, name=text(row.name))
            case ActionItem():
                owner, words = self.name_or_text(row.owner), text(row.text)
                return replace(row, text=words, owner=owner, topic=text(row.topic))
            case ActivityValue():
                spared: Collection[str] = _NO_TEXT
                if row.key.startswith(_FREE):
                    spared = (forms.POSITION, "at")
                return replace(row, value=self._value(dict(row.value), spared))
            case Protocol():
                return replace(row, entries=self._value(dict(row.entries), _NO_TEXT))
        return row

    def name_or_text(self, words: str) -> str:
        """Return the role of what is a name and nothing else, also where that name is a common word; else a text."""
        if words.strip() and _folded(words) in self._whole:
            return self.names.label(words)
        return self.names.text(words)

    def _value(self, value: Any, spared: Collection[str]) -> Any:
        if isinstance(value, str):
            return value if _ID.fullmatch(value) or value in self._ids else self.name_or_text(value)
        if isinstance(value, Mapping):
            return {
                key: each
                if key in spared and isinstance(each, str | int | float)
                else self._value(each, spared)
                for key, each in value.items()
            }
        if isinstance(value, list | tuple):
            return [self._value(each, spared) for each in value]
        return value


def _named(data: SessionData) -> Iterator[tuple[str, str]]:
    yield from _in_forms(data)
    yield from ((each.name, each.role) for each in data.participants)
    postmortem = postmortems.postmortem(data)
    if postmortem is not None:
        yield postmortem.facilitator, _FACILITATOR
        yield postmortem.owner, _OWNER
    found = commitments.commitments(data)
    if found is not None:
        yield from ((each.name, each.role or _LEADER) for each in found.leaders)
    yield from _in_rounds(data)
    yield from ((each.owner, _OWNER) for each in data.actions if is_person(each.owner))


def _in_forms(data: SessionData) -> Iterator[tuple[str, str]]:
    for form in forms.forms_of(data):
        yield from ((each.text, "") for each in form.fields if each.spec.type == "person")
        for rows in form.rows:
            for row in rows.rows:
                role = row.cell("role")
                yield from (
                    (each.text, role.text if role else "") for each in row.cells if each.spec.type == "person"
                )


def _in_rounds(data: SessionData) -> Iterator[tuple[str, str]]:
    """Yield who spoke in a round, who was nominated or stood for election, and who consented."""
    for activity in data.method.activities:
        kept = data.values_of(activity.id)
        if activity.kind == "check_in":
            yield from ((each, "") for each in _texts(kept.get("said")))
        if activity.kind == "election":
            titles = [each.title for each in candidates_of(data, activity)]
            yield from ((each, "") for each in titles if is_person(each) and len(each.split()) <= _MOST_WORDS)
        # Whoever has no name is written as a number.
        for key, name in (("nominations", "by"), ("consent", "name")):
            entries = kept.get(key)
            for each in entries if isinstance(entries, list) else []:
                if isinstance(each.get(name), str):
                    yield each[name], ""


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
