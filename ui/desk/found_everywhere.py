"""What a search on Home finds: methods and communities by name, what was said in sessions, and what pages hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facilitator.community_words import NAME
from ui.desk.found_methods import found_methods

if TYPE_CHECKING:
    from facilitator.library import Hit, Library
    from facilitator.method_headings import Heading

__all__ = ["found_everywhere"]

_MOST = 50


def found_everywhere(headings: Iterable[Heading], library: Library, text: str) -> tuple[list[Hit], int]:
    """Return what was found, and the place of the line that Enter opens.

    What has the words in its name stands on top to be seen; Enter opens what was said in a session, where there is any,
    and else the first that is no method.
    """
    methods = found_methods(headings, text)
    said = library.search(text, _MOST)
    on_pages = library.search_communities(text)
    named = [each for each in on_pages if each.row_id == NAME]
    held = [each for each in on_pages if each.row_id != NAME]
    found = [*methods, *named, *said, *held]
    first = len(methods) + (len(named) if said else 0)
    return found, first if first < len(found) else 0
