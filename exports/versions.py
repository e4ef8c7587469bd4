"""Who a file is for: the house itself, others with roles instead of names, or those outside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from exports.source import Source
from facilitator.model import Row
from facilitator.pseudonyms import Replacement, Unsure
from facilitator.veiling import Veil, people

INTERNAL, PSEUDONYMISED, EXTERNAL = "internal", "pseudonymised", "external"
VERSIONS = (INTERNAL, PSEUDONYMISED, EXTERNAL)
"""With names; with roles instead of names; only what those outside are told, without names as well."""
NAMED = (INTERNAL, PSEUDONYMISED)
"""The versions of files that are tables or data: there is no part of them for those outside."""


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
    veil = Veil(source.data, people(source.data), source.sure)
    names = veil.names
    kept = {
        table: {row_id: veil.row(row) for row_id, row in rows.items()}
        for table, rows in source.data.tables.items()
        if table not in ("protocols", "ballots")
    }
    data = replace(source.data, tables=cast("Mapping[str, Mapping[str, Row]]", kept))
    community = source.community and replace(source.community, name=names.text(source.community.name))
    veiled = replace(
        source, data=data, community=community, history=None, place=replace(source.place, drafts={})
    )
    return Veiled(veiled, names.replacements, names.unsure)
