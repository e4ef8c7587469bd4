"""The communities and teams of an open library. A part of `Library`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from facilitator.ids import new_id, utc_now
from facilitator.library import shelf
from facilitator.library.handle import Handle
from facilitator.model_listed import Community
from facilitator.text import one_line

if TYPE_CHECKING:
    from facilitator.library.search import Hit
    from facilitator.library.shelf import ActionListing, SessionSummary, Traces


class Communities:
    """Who holds sessions: names, sessions in order, and what their pages keep."""

    _handle: Handle

    def communities(self) -> list[Community]:
        """Return the communities and teams by name."""
        with self._handle.reading() as connection:
            return shelf.communities(connection)

    def add_community(self, name: str) -> Community:
        """Write a community that is new and return it.

        Raises:
            UserError: the name is empty.
        """
        with self._handle.writing() as connection:
            return self._write_community(connection, Community(new_id(), name, utc_now()))

    def bring_community(self, community: Community) -> None:
        """Write a community that is known elsewhere, unless there is one with its id.

        Raises:
            UserError: the name is empty.
        """
        with self._handle.writing() as connection:
            if not shelf.has_community(connection, community.id):
                self._write_community(connection, community)

    def rename_community(self, community_id: str, name: str) -> Community:
        """Give a community another name and return it.

        Raises:
            UserError: the name is empty, or there is no such community.
        """
        with self._handle.writing() as connection:
            before = shelf.community(connection, community_id)
            after = before._replace(name=one_line(name, "A community’s name"))
            shelf.keep_community(connection, after)
            self._keep_community_act(connection, "community.renamed", before, after, utc_now())
        return after

    def community(self, community_id: str) -> Community:
        """Return one community.

        Raises:
            UserError: there is none with this id.
        """
        with self._handle.reading() as connection:
            return shelf.community(connection, community_id)

    def community_sessions(self, community_id: str, limit: int = 1000) -> list[SessionSummary]:
        """Return the sessions of a community in the order in which they were run; those in the bin are left out."""
        with self._handle.reading() as connection:
            return shelf.community_sessions(connection, community_id, limit)

    def community_actions(self, community_id: str, limit: int = 500) -> list[ActionListing]:
        """Return the open action items of a community's sessions in the order of `open_actions`."""
        with self._handle.reading() as connection:
            return shelf.community_actions(connection, community_id, limit)

    def community_traces(self, community_id: str) -> Traces:
        """Return which sessions of a community have outcomes, and which agreed on topics: without reading them."""
        with self._handle.reading() as connection:
            return shelf.community_traces(connection, community_id)

    def community_values(self, community_id: str) -> dict[str, Any]:
        """Return what the page of a community keeps, by key; empty where nothing was kept."""
        from facilitator.library import community_pages

        with self._handle.reading() as connection:
            return community_pages.read(connection, community_id)

    def set_community_value(self, community_id: str, key: str, value: Any) -> None:
        """Keep a JSON value on the page of a community; None takes it away.

        Raises:
            UserError: there is no such community, or the value is too large.
        """
        from facilitator.library import community_pages

        with self._handle.writing() as connection:
            community_pages.write(connection, community_id, key, value, utc_now())

    def search_communities(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the entries of pages in which every word of `text` begins a word, the names of communities first."""
        from facilitator.library import community_pages

        with self._handle.reading() as connection:
            return community_pages.find(connection, text, limit)

    def _write_community(self, connection: sqlite3.Connection, community: Community) -> Community:
        community = community._replace(name=one_line(community.name, "A community’s name"))
        shelf.keep_community(connection, community)
        self._keep_community_act(connection, "community.added", None, community, utc_now())
        return community

    def _keep_community_act(
        self, connection: sqlite3.Connection, act: str, before: Community | None, after: Community, at: str
    ) -> None:
        from facilitator.library import record

        sides = [None if each is None else {"name": each.name} for each in (before, after)]
        image = {"table": "communities", "id": after.id, "before": sides[0], "after": sides[1]}
        record.append_for_library(connection, act, at, [image])
