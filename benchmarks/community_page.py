"""A community of 60 sessions: its page is opened, each part of it is shown, and its book is asked for.

What counts is how long the thread of the window is held (`shown_desk.held`). What is read and written beside the window
counts for nothing; each part is made anew.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measuring import Measured
from benchmarks.shown_desk import held, shown_desk
from facilitator.demo import build_samples
from facilitator.demo_communities import write_pages
from facilitator.ids import new_id
from facilitator.library import Library
from facilitator.model import Row, SessionRow
from ui.desk.home_communities import HomeCommunities
from ui.widgets import prompts
from ui.widgets.window_prompts import WindowPrompts

GOAL = 100.0
SESSIONS = 60
ROUNDS = 9
_PARTS = ("life", "events", "check")


def measure() -> tuple[Measured, ...]:
    """Return how long the page, its parts and its book hold the window's thread."""
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        with Library.create_or_open(folder / "library.db") as library:
            community_id = _fill(library)
        prompts.use(_Answers(folder / "book.pdf"))
        try:
            with shown_desk(folder) as desk:
                return _measured(desk.acts.communities, desk.library, community_id)
        finally:
            prompts.use(None)


class _Answers(WindowPrompts):
    """Names the file of the book, without a window."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def save_file(
        self, parent: QWidget | None, title: str, suggested: Path, filters: Sequence[str]
    ) -> Path | None:
        """See prompts.Prompts."""
        return self._path


def _fill(library: Library) -> str:
    """Give one of the sample communities so many sessions, copies of every sample; returns its id."""
    samples = [library.load(each) for each in build_samples(library)]
    community_id = write_pages(library)[0].community_id
    begun = itertools.cycle(each for each in samples if each[1].started is not None)
    there = len(library.community_sessions(community_id))
    for data, place in itertools.islice(begun, SESSIONS - there):
        session_id = new_id()
        rows: list[Row] = [
            replace(row, id=session_id, session_id=session_id, community_id=community_id, follows_id=None)
            if isinstance(row, SessionRow)
            else replace(row, session_id=session_id)
            for table in data.tables.values()
            for row in table.values()
        ]
        library.add_session(rows, place=place)
    return community_id


def _measured(pages: HomeCommunities, library: Library, community_id: str) -> tuple[Measured, ...]:
    other = next(each.id for each in library.communities() if each.id != community_id)
    # What is imported once is not what this is about.
    held(lambda: pages.open(other))
    page = pages.page
    assert page is not None
    for part in ("overview", *_PARTS):
        held(partial(page.show_part, part))
    opened: list[float] = []
    parts: list[float] = []
    books: list[float] = []
    for _ in range(ROUNDS):
        page.show_part("overview")
        held(lambda: pages.open(other))
        opened.append(held(lambda: pages.open(community_id)))
        parts.append(max(held(partial(page.show_part, each)) for each in _PARTS))
        books.append(held(pages.save_book))
        pages.writing.stop()
        while pages.writing.busy:
            QApplication.processEvents()
    detail = f"{SESSIONS} sessions, the longest that the window’s thread is held"
    return (
        Measured("community opens", median(opened), GOAL, median(opened), None, detail),
        Measured("part of a community", median(parts), GOAL, median(parts), None, "the slowest of its parts"),
        Measured(
            "book asked for", max(books), GOAL, median(books), None, "at most, the first time among them"
        ),
    )
