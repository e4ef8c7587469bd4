"""Who a file is for: the house itself, others with roles instead of names, or those outside."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from exports.source import Source
from facilitator import commitments, forms, postmortems
from facilitator.model import (
    ActionItem,
    ActivityValue,
    Group,
    Note,
    Outcome,
    ParkedItem,
    Participant,
    Row,
    SessionRow,
)
from facilitator.pseudonyms import Pseudonyms, Replacement, Unsure
from facilitator.state import SessionData

INTERNAL, PSEUDONYMISED, EXTERNAL = "internal", "pseudonymised", "external"
VERSIONS = (INTERNAL, PSEUDONYMISED, EXTERNAL)
"""With names; with roles instead of names; only what those outside are told, without names as well."""
_NO_TEXT = frozenset(
    "id at kind idea factor priority zone began noticed acknowledged mitigated resolved status message severity "
    f"{forms.POSITION}".split()
)
"""Keys of values under which no text of people stands."""
_FACILITATOR, _OWNER, _LEADER = "Facilitator", "Owner", "Leader"
_GROUPS = frozenset(
    ("team", "guild", "squad", "desk", "support", "group", "on-call", "oncall", "everybody", "all")
)
"""Words of an owner that is no person."""


@dataclass(frozen=True, slots=True)
class Veiled:
    """A source without names, what was replaced in it, and what was left because it may be a common word."""

    source: Source
    replacements: tuple[Replacement, ...]
    unsure: tuple[Unsure, ...]


def in_version(source: Source, version: str) -> Source:
    """Return a session as a version shows it: with names as it is, or with roles everywhere."""
    return source if version == INTERNAL else pseudonymised(source).source


def pseudonymised(source: Source) -> Veiled:
    """Return a session with roles instead of names in every text, and the list of what was replaced.

    What stands in a library besides the session, its history and single votes, is left out.
    """
    known = people(source.data)
    bare = Pseudonyms((name, "") for name, _ in known)
    # A role can hold a name itself: “Deputy of Mei”.
    names = Pseudonyms((name, bare.text(role)) for name, role in known)
    kept = {
        table: {row_id: _veiled(row, names) for row_id, row in rows.items()}
        for table, rows in source.data.tables.items()
        if table not in ("protocols", "ballots")
    }
    data = replace(source.data, tables=cast("Mapping[str, Mapping[str, Row]]", kept))
    community = source.community and replace(source.community, name=names.text(source.community.name))
    veiled = replace(
        source, data=data, community=community, history=None, place=replace(source.place, drafts={})
    )
    return Veiled(veiled, names.replacements, names.unsure)


def people(data: SessionData) -> tuple[tuple[str, str], ...]:
    """Return everybody a session names, with the role that says most about them here."""
    found: dict[str, str] = {}
    for name, role in _named(data):
        whole = " ".join(name.split())
        if whole and (whole not in found or (role and not found[whole])):
            found[whole] = role
    return tuple(found.items())


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
    yield from ((each.owner, _OWNER) for each in data.actions if _is_person(each.owner))


def _in_forms(data: SessionData) -> Iterator[tuple[str, str]]:
    for form in forms.forms_of(data):
        yield from ((each.text, "") for each in form.fields if each.spec.type == "person")
        for rows in form.rows:
            for row in rows.rows:
                role = row.cell("role")
                yield from (
                    (each.text, role.text if role else "") for each in row.cells if each.spec.type == "person"
                )


def _is_person(owner: str) -> bool:
    words = re.findall(r"[\w-]+", owner)
    return bool(words) and all(
        not word[:1].islower() and word.casefold() not in _GROUPS for word in words if len(word) > 3
    )


def _veiled(row: Row, names: Pseudonyms) -> Row:
    if isinstance(row, SessionRow):
        return replace(row, title=names.text(row.title))
    if isinstance(row, Participant):
        return replace(row, name=names.label(row.name), role=names.text(row.role))
    if isinstance(row, Note | Outcome | ParkedItem):
        return replace(row, text=names.text(row.text))
    if isinstance(row, Group):
        return replace(row, title=names.text(row.title))
    if isinstance(row, ActionItem):
        owner, text = names.text(row.owner), names.text(row.text)
        return replace(row, text=text, owner=owner, topic=names.text(row.topic))
    if isinstance(row, ActivityValue):
        return replace(row, value=_veiled_value(dict(row.value), names))
    return row


def _veiled_value(value: Any, names: Pseudonyms) -> Any:
    if isinstance(value, str):
        return names.text(value)
    if isinstance(value, Mapping):
        return {key: each if key in _NO_TEXT else _veiled_value(each, names) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_veiled_value(each, names) for each in value]
    return value
