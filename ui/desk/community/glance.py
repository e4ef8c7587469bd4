"""What the sessions of a community say now: read beside the window, since a session is read as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from facilitator import ratings
from facilitator.community_story import CommunityStory, newest_of
from facilitator.library.handle import LibraryClosed
from facilitator.ratings import Rating
from facilitator.session import Session
from ui.background import Stopped, Worker

if TYPE_CHECKING:
    from facilitator.errors import FacilitatorError
    from facilitator.library import Library

__all__ = ["Glance", "GlanceReading", "Rated"]


class Rated(NamedTuple):
    """A rating of the newest run of its method, and the stamp of the moment that run began."""

    rating: Rating
    began: str


class Glance(NamedTuple):
    """The session with the newest canvas, None without any; what was rated in the newest runs."""

    canvas: Session | None
    rated: tuple[Rated, ...]


class GlanceReading(QObject):
    """Reads one community at a time; what was asked for last counts.

    Signals: read(Glance); troubled(str), one sentence, where the library cannot be read.
    """

    read = Signal(object)
    troubled = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = Worker(self)
        self._wanted: CommunityStory | None = None

    def start(self, library: Library, story: CommunityStory) -> None:
        """Read what the sessions of `story` say; what was being read is not wanted any more."""
        self._wanted = story

        def job() -> Glance:
            if self._wanted is not story:
                raise Stopped
            try:
                return _read(library, story)
            except LibraryClosed:
                raise Stopped from None

        def done(glance: Glance) -> None:
            if self._wanted is story:
                self._wanted = None
                self.read.emit(glance)

        def failed(trouble: FacilitatorError) -> None:
            if self._wanted is story:
                self._wanted = None
                self.read.emit(Glance(None, ()))
                self.troubled.emit(str(trouble))

        self._worker.run(job, done, failed)

    def close(self) -> None:
        """Wait for what is being read, and read no more."""
        self._wanted = None
        self._worker.drain()


def _read(library: Library, story: CommunityStory) -> Glance:
    newest = newest_of(story, library.community_traces(story.community.id), library.load)
    canvas = newest.canvas
    found = []
    for data, place in newest.rated:
        began = place.started or data.session.starts or data.session.created
        found += [Rated(each, began) for each in ratings.ratings_of(data) if each.topics]
    return Glance(
        Session(canvas.data, library, canvas.place) if canvas is not None else None,
        tuple(found),
    )
