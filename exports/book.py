"""The book of a community: everything about it as one PDF, written from values that never touch the library."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import write_file
from exports.formats import REPORT_PAPERS, Report, always, find_paper, go_on_if
from exports.source import Source, for_others
from exports.versions import PSEUDONYMISED, in_version
from facilitator.communities import Event
from facilitator.community_story import CommunityStory, community_story
from facilitator.document import CommunityNamed
from facilitator.ids import utc_now
from facilitator.postmortems import is_postmortem
from facilitator.ratings import ratings_of

if TYPE_CHECKING:
    from facilitator.library import Library


@dataclass(frozen=True, slots=True)
class Book:
    """A community with its sessions that were begun, in order. `at` is the stamp of the moment it was read.

    Postmortems have roles instead of names, since a book is handed round.
    """

    story: CommunityStory
    sources: tuple[Source, ...]
    at: str

    @property
    def canvas(self) -> Source | None:
        """The session whose canvas the community has now."""
        return next((each for each in self.sources if each.data.session.id == self.story.canvas), None)

    @property
    def rated(self) -> tuple[Source, ...]:
        """The newest session of each method that rated topics more than once."""
        return tuple(
            each
            for each in self.sources
            if each.data.session.id in self.story.rated and any(one.runs for one in ratings_of(each.data))
        )

    @property
    def coming(self) -> tuple[Event, ...]:
        """The events that are still to come."""
        return self.story.page.coming(self.at)

    @property
    def past(self) -> tuple[Event, ...]:
        """The events that were held, the last one first."""
        return self.story.page.past(self.at)


def book_of(library: "Library", community_id: str, at: str | None = None) -> Book:
    """Return what the book of a community is written from; `at` is a stamp, now with None.

    Raises:
        UserError: there is no such community.
        EnvironmentFault: the library cannot be read.
    """
    story = community_story(library, community_id)
    moment = at or utc_now()
    named = CommunityNamed(story.community.id, story.community.name)
    sources = []
    for each in story.sessions:
        if each.started is None:
            continue
        data, place = library.load(each.id)
        source = for_others(Source(data, place, moment, named))
        sources.append(in_version(source, PSEUDONYMISED) if is_postmortem(data.method) else source)
    return Book(story, tuple(sources), moment)


def export_book(
    book: Book,
    path: Path,
    *,
    paper: str | None = None,
    force: bool = False,
    still_wanted: Callable[[], bool] = always,
) -> Report:
    """Write the book of a community.

    Raises:
        UserError: no such paper, the file is there and `force` is false, or it is not wanted any more.
        EnvironmentFault: the place cannot be written to.
    """
    from exports.pdf.book import write_book

    size = find_paper(paper, REPORT_PAPERS, "book")
    left_out: list[str] = []

    def write(unfinished: Path) -> None:
        left_out.extend(write_book(book, unfinished, size))
        go_on_if(still_wanted)

    return Report(write_file(path, write, force=force), tuple(dict.fromkeys(left_out)))
