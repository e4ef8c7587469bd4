"""What the library's tests work with: a method, fresh libraries, and a session that acts are committed to."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.ids import new_id, repeatable
from facilitator.library import Library, snapshot_of
from facilitator.method import Activity, Lane, Method, Phase, Reference
from facilitator.model import Note, Row, RowChange, SessionRow
from facilitator.opening import new_session, open_session
from facilitator.store import HistoryEntry

AT = "2026-03-04T09:00:00Z"

METHOD = Method(
    "meeting",
    "1",
    "A good meeting",
    "Talk well.",
    "To agree.",
    "people",
    60.0,
    2,
    20,
    (Reference("Ada", "On meetings"),),
    (
        Activity(
            "ideas",
            "brainstorm",
            "Collect ideas",
            lanes=(Lane("topics", "Topics", box="topics"),),
            phases=(Phase("solo", "Alone", 5.0),),
            settings={"dots": 3},
        ),
    ),
)


class Writer:
    """Commits acts to one session of a library, numbering them as a session does."""

    def __init__(self, library: Library, session_id: str) -> None:
        """Begin behind what the library has."""
        self.library = library
        self.id = session_id

    def act(self, *changes: tuple[str, Row | None, Row | None], name: str = "notes.add") -> int:
        """Commit one act with (table, before, after) and return its number."""
        headings = self.library.headings(self.id)
        number = headings[-1].number + 1 if headings else 1
        rows = tuple(
            RowChange(table, (after or before).id, before, after)  # type: ignore[union-attr]
            for table, before, after in changes
        )
        self.library.commit(self.id, [HistoryEntry(number, name, AT, rows)])
        return number

    def note(self, text: str, **more: object) -> Note:
        """Commit a new note and return it."""
        note = Note(new_id(), self.id, "topics", text, **more)  # type: ignore[arg-type]
        self.act(("notes", None, note))
        return note


@pytest.fixture
def method() -> Method:
    """A small method with one brainstorm, "ideas", and its lane "topics"."""
    return METHOD


@pytest.fixture
def session_row() -> Callable[..., SessionRow]:
    """Makes the row of a session: title and whatever else is named."""

    def make(title: str = "Spring meeting", **more: object) -> SessionRow:
        session_id = str(more.pop("id", None) or new_id())
        values = {"created": AT, **more}
        return SessionRow(session_id, session_id, title, METHOD.id, snapshot_of(METHOD), **values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """Where the test's library is; nothing is there yet."""
    return tmp_path / "workshops.db"


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    """An empty open library."""
    opened = Library.create_or_open(library_path)
    yield opened
    opened.close()


@pytest.fixture
def writer(library: Library, session_row: Callable[..., SessionRow]) -> Writer:
    """A session in the library, and the hand that writes its acts."""
    return Writer(library, library.add_session([session_row()]))


@pytest.fixture
def writer_of() -> type[Writer]:
    """Makes a writer for a library and a session's id."""
    return Writer


@pytest.fixture
def small(tmp_path: Path, method: Method) -> bytes:
    """A small library with something in each corner, on small pages."""
    path = tmp_path / "small.db"
    with repeatable("rot"), Library.create_or_open(path) as library:
        community = library.add_community("Bees")
        library.set_community_value(community.id, "home", "Mondays in the yard")
        session = open_session(library, new_session(library, method, "Hives"))
        session.course.start()
        session.values.set_community(community.id)
        session.values.set("ideas", "field:where", "In the meadow")
        session.people.add("Ada")
        session.notes.add("topics", "Who feeds the queen?")
        session.notes.add("topics", "taken back")
        session.undo()
        session.outcomes.write("topics", "Feed her well")
        session.actions.add("Order frames")
        session.parking.park("Honey prices")
        session.course.keep_draft("topics", "half a thought")
        session.keep_place()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM")
    connection.close()
    return path.read_bytes()
