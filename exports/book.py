"""The book of a community: everything about it as one PDF, written from values that never touch the library."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import write_file
from exports.formats import REPORT_PAPERS, Report, always, find_paper, go_on_if
from exports.source import Source, for_others
from exports.versions import PSEUDONYMISED, in_version
from facilitator.communities import Event
from facilitator.community_story import CommunityStory, Held, community_story, newest_of
from facilitator.document import CommunityNamed
from facilitator.ids import utc_now
from facilitator.postmortems import is_postmortem
from facilitator.ratings import ratings_of

if TYPE_CHECKING:
    from facilitator.library import Library
    from facilitator.library.shelf import ActionListing


Far = Callable[[str], None]
"""Hears what is being done, as words for people; what it raises ends the work."""


def quietly(_words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Book:
    """A community with its sessions that were begun, in order. `at` is the stamp of the moment it was read.

    Postmortems have roles instead of names, since a book is handed round. `canvas` is the session whose canvas the
    community has now, `rated` are the newest sessions of each method that rated topics more than once.
    """

    story: CommunityStory
    sources: tuple[Source, ...]
    at: str
    canvas: Source | None
    rated: tuple[Source, ...]

    @property
    def coming(self) -> tuple[Event, ...]:
        """The events that are still to come."""
        return self.story.page.coming(self.at)

    @property
    def past(self) -> tuple[Event, ...]:
        """The events that were held, the last one first."""
        return self.story.page.past(self.at)


def book_of(library: "Library", community_id: str, at: str | None = None, far: Far = quietly) -> Book:
    """Return what the book of a community is written from; `at` is a stamp, now with None. May run in a worker.

    Raises:
        UserError: there is no such community.
        EnvironmentFault: the library cannot be read.
    """
    story = community_story(library, community_id)
    moment = at or utc_now()
    named = CommunityNamed(story.community.id, story.community.name)
    begun = [each for each in story.sessions if each.started is not None]
    promised = {each.action.session_id for each in story.actions}
    told = [each for each in story.sessions if each.started is not None or each.id in promised]
    held: dict[str, Held] = {}
    sources: dict[str, Source] = {}
    for number, each in enumerate(told, start=1):
        far(f"session {number} of {len(told)} is read")
        held[each.id] = Held(*library.load(each.id))
        data, place = held[each.id]
        source = for_others(Source(data, place, moment, named))
        sources[each.id] = in_version(source, PSEUDONYMISED) if is_postmortem(data.method) else source
    newest = newest_of(story, library.community_traces(community_id), held.__getitem__)
    rated = {one.data.session.id for one in newest.rated if any(each.runs for each in ratings_of(one.data))}
    return Book(
        replace(story, actions=tuple(_as_told(each, sources) for each in story.actions)),
        tuple(sources[each.id] for each in begun),
        moment,
        sources[newest.canvas.data.session.id] if newest.canvas is not None else None,
        tuple(source for session_id, source in sources.items() if session_id in rated),
    )


def _as_told(listed: "ActionListing", sources: Mapping[str, Source]) -> "ActionListing":
    """Return an open step in the words of its session in the book: a list must not name whom its chapter does not."""
    source = sources.get(listed.action.session_id)
    if source is None:
        return listed
    action = next((each for each in source.data.actions if each.id == listed.action.id), listed.action)
    return listed._replace(action=action, session_title=source.data.session.title)


def export_book(
    book: Book,
    path: Path,
    *,
    paper: str | None = None,
    force: bool = False,
    still_wanted: Callable[[], bool] = always,
    far: Far = quietly,
) -> Report:
    """Write the book of a community. `still_wanted` is asked again and again while it is written.

    Raises:
        UserError: no such paper, the file is there and `force` is false, or it is not wanted any more.
        EnvironmentFault: the place cannot be written to.
    """
    from exports.pdf.book import write_book

    size = find_paper(paper, REPORT_PAPERS, "book")
    left_out: list[str] = []

    def heard(words: str) -> None:
        go_on_if(still_wanted)
        far(words)

    def write(unfinished: Path) -> None:
        left_out.extend(write_book(book, unfinished, size, far=heard))
        go_on_if(still_wanted)

    return Report(write_file(path, write, force=force), tuple(dict.fromkeys(left_out)))
