"""The machine lets the desk down in the middle of a session: it says so, keeps what it has, and writes when it can."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from tests.facilitator.library.wholeness import all_there
from ui import application
from ui.desk.window import DeskWindow
from ui.settings import Settings
from ui.widgets import prompts

POSIX_FILES = pytest.mark.skipif(os.name != "posix", reason="Windows moves and deletes no file that is open")
LONG = "words " * 9000


@dataclass
class AtWork:
    """A whole desk with its library in `folder` and a session that runs."""

    desk: Any
    folder: Path
    other: str = ""

    @property
    def session(self) -> Session:
        """The open session."""
        found = self.desk.window.session
        assert isinstance(found, Session)
        return found

    @property
    def window(self) -> DeskWindow:
        """The window."""
        found = self.desk.window
        assert isinstance(found, DeskWindow)
        return found

    @property
    def library(self) -> Library:
        """The library of the desk."""
        found = self.desk.library
        assert isinstance(found, Library)
        return found

    def note(self, text: str) -> None:
        """Write a note the way a stage does."""
        self.window.desk.bridge.do(lambda: self.session.notes.add("vision", text))

    def beat(self) -> None:
        """Let the second go by."""
        self.window.desk.bridge.beat()

    @property
    def saved(self) -> str:
        """What the top bar says about storing."""
        return self.window.page.top_bar.saved.text()

    @property
    def reason(self) -> str:
        """Why it is not stored, as it is shown beside that."""
        return self.window.page.top_bar.saved.toolTip()

    @property
    def said(self) -> str:
        """What was said over the foot of the window last."""
        return self.window.toast.message

    def close(self) -> None:
        """Leave the program; harmless when left already."""
        if self.desk is not None:
            self.desk.close()
            # What waits for its turn in the windows must not meet a closed library: the event loop is over by then.
            self.desk.window.hide()
            self.desk.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.desk = None


@pytest.fixture
def at_work(qtbot: Any, tmp_path: Path) -> Iterator[Callable[..., AtWork]]:
    """Opens a desk on a library in a folder, its own unless another is given."""
    opened: list[AtWork] = []

    def make(folder: Path | None = None) -> AtWork:
        place = folder or tmp_path / "stick"
        place.mkdir(exist_ok=True)
        library = Library.create_or_open(place / "library.db", "window")
        new_session(library, method_files.load("cop-bootstrap"), "Steady Hands")
        settings = Settings(tmp_path / "settings.ini")
        desk = application.Desk(application.QApplication.instance(), settings, tmp_path, library)
        desk.furnish()
        opened.append(AtWork(desk, place))
        desk.acts.open_session(library.summaries()[0].id)
        desk.window.session.course.start()
        desk.window.session.course.go("vision-importance")
        opened[-1].note("one")
        assert opened[-1].saved == "Saved"
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@POSIX_FILES
def test_a_stick_is_pulled_out_and_plugged_in_again(at_work: Any) -> None:
    """“Not saved yet”, with the reason in sight, until it is back; notes, undo and redo go on meanwhile."""
    work = at_work()
    away = work.folder.rename(work.folder.with_name("away"))
    work.note("two")
    assert (work.saved, work.session.waiting) == ("Not saved yet", 1)
    assert "is away" in work.reason
    assert "is away" in work.said
    work.window.run("undo")
    work.window.run("undo")
    assert work.session.data.notes == []
    work.window.run("redo")
    work.window.run("redo")
    work.beat()
    assert (work.saved, work.session.waiting) == ("Not saved yet", 5)
    away.rename(work.folder)
    work.beat()
    assert (work.saved, work.reason) == ("Saved", "")
    assert work.said == "Everything is saved again."
    session = work.session
    work.close()
    all_there(work.folder / "library.db", session)


@POSIX_FILES
def test_a_stick_stays_away_and_the_session_goes_on_elsewhere(
    at_work: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another place takes the whole session with its history; what was on the stick is there as it was."""
    work = at_work()
    away = work.folder.rename(work.folder.with_name("away"))
    work.note("two")
    asked: list[str] = []

    def chosen(*words: Any) -> Path:
        asked.append(str(words[1]))
        return tmp_path / "kept.db"

    monkeypatch.setattr(prompts.current(), "save_file", chosen)
    work.window.page.top_bar.elsewhere.click()
    assert asked == ["Save to another place"]
    assert work.saved == "Saved"
    work.note("three")
    work.beat()
    session = work.session
    work.close()
    all_there(tmp_path / "kept.db", session)
    with Library.open_existing(away / "library.db") as library:
        assert [note.text for note in library.load(session.id)[0].notes] == ["one"]


@POSIX_FILES
def test_another_library_is_opened_while_the_disk_is_away(at_work: Any, tmp_path: Path) -> None:
    """The library whose file is gone stands in nobody’s way."""
    work = at_work()
    Library.create_or_open(tmp_path / "other.db").close()
    work.window.close_session()
    work.folder.rename(work.folder.with_name("away"))
    work.desk.held.go_to(tmp_path / "other.db")
    assert work.desk.library.path == tmp_path / "other.db"


@POSIX_FILES
@pytest.mark.parametrize("moved", [False, True], ids=["deleted", "moved away"])
def test_the_library_s_file_goes_away(at_work: Any, moved: bool) -> None:
    """The desk writes it anew with everything in it, and says so."""
    work = at_work()
    path = work.folder / "library.db"
    path.rename(work.folder / "other.db") if moved else path.unlink()
    work.note("two")
    work.beat()
    assert work.saved == "Saved"
    assert "was moved or deleted" in work.said
    session = work.session
    work.close()
    all_there(path, session)


@POSIX_FILES
def test_another_library_is_copied_over_the_open_one(at_work: Any) -> None:
    """Not a byte is written to it; the desk says what to do, and goes on once that is done."""
    work = at_work()
    path = work.folder / "library.db"
    older = work.folder / "older.db"
    work.library.backup_to(older)
    work.note("two")
    older.replace(path)
    before = path.read_bytes()
    work.note("three")
    assert work.saved == "Not saved yet"
    assert "Another file was put in the place" in work.reason
    assert path.read_bytes() == before
    path.rename(older)
    work.beat()
    assert work.saved == "Saved"
    session = work.session
    work.close()
    all_there(path, session)


def test_the_disk_is_full_for_a_while(at_work: Any) -> None:
    """What does not fit waits in order, with what comes after it; room brings all of it to the disk."""
    work = at_work()
    connection = work.library.utils.conn
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    work.note(LONG)
    work.note("small")
    assert (work.saved, work.session.waiting) == ("Not saved yet", 2)
    assert "is full" in work.reason
    connection.execute("PRAGMA max_page_count = 1000000")
    work.beat()
    assert (work.saved, work.session.waiting) == ("Saved", 0)
    session = work.session
    work.close()
    all_there(work.folder / "library.db", session)


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_files_may_not_grow_for_a_while(at_work: Any) -> None:
    """The system refuses each longer file: what waits is written when it no longer does."""
    import resource

    work = at_work()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, usual[1]))
    try:
        work.note(LONG)
        work.note("small")
        work.beat()
        assert (work.saved, work.session.waiting) == ("Not saved yet", 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    work.beat()
    assert (work.saved, work.session.waiting) == ("Saved", 0)
    session = work.session
    work.close()
    all_there(work.folder / "library.db", session)


def test_a_small_disk_fills_up(
    at_work: Any, small_disk: Callable[[str], Path], fill_up: Callable[[Path], Path]
) -> None:
    """Typing goes on over the last free block; after somebody made room nothing is missing."""
    stick = small_disk("4m")
    work = at_work(stick)
    ballast = fill_up(stick)
    for number in range(40):
        work.note(f"{number} {'words ' * 200}")
    work.beat()
    assert work.saved == "Not saved yet"
    assert "is full" in work.reason
    ballast.unlink()
    work.beat()
    assert (work.saved, work.session.waiting) == ("Saved", 0)
    session = work.session
    work.close()
    all_there(stick / "library.db", session)


def test_a_disk_is_taken_from_under_its_folder(at_work: Any, small_disk: Callable[[str], Path]) -> None:
    """The empty place where the disk was is not its disk: nothing is written there."""
    stick = small_disk("4m")
    work = at_work(stick)
    subprocess.run(["umount", "--lazy", str(stick)], check=True)
    try:
        work.note("two")
        assert work.saved == "Not saved yet"
        assert "is away" in work.reason
        assert list(stick.iterdir()) == []
    finally:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(stick)], check=True)
    work.beat()
    # Another stick in the same place is not ours either.
    assert work.saved == "Not saved yet"
    assert list(stick.iterdir()) == []
    assert [note.text for note in work.session.data.notes] == ["one", "two"]


@POSIX_FILES
def test_somebody_else_takes_the_library_while_its_disk_was_away(at_work: Any, tmp_path: Path) -> None:
    """Plugged into another laptop and opened there: ours waits and says who has it; then it goes on."""
    work = at_work()
    path = work.folder / "library.db"
    work.library._handle._disk_was_away = True
    work.library._handle._connection.close()
    work.library._handle._lock.release()
    with Library.open_existing(path) as other:
        work.note("two")
        assert work.saved == "Not saved yet"
        assert "This library is in use by a command" in work.reason
        assert len(other.summaries()) == 1
    work.beat()
    assert work.saved == "Saved"
    session = work.session
    work.close()
    all_there(path, session)


@POSIX_FILES
def test_somebody_else_wrote_to_the_session_while_its_disk_was_away(at_work: Any, tmp_path: Path) -> None:
    """Two who went on from the same note: neither overwrites the other, and the desk offers another place."""
    work = at_work()
    path = work.folder / "library.db"
    work.library._handle._disk_was_away = True
    work.library._handle._connection.close()
    work.library._handle._lock.release()
    with Library.open_existing(path) as other:
        open_session(other, work.session.id).notes.add("vision", "theirs")
    work.note("ours")
    work.beat()
    assert work.saved == "Not saved yet"
    assert "another place" in work.reason
    with Library.open_existing(_copy(path, tmp_path)) as copy:
        assert [note.text for note in copy.load(work.session.id)[0].notes] == ["one", "theirs"]
    assert [note.text for note in work.session.data.notes] == ["one", "ours"]


def _copy(path: Path, folder: Path) -> Path:
    """Copy a library and what waits beside it, without this program touching the file."""
    target = folder / "copy.db"
    for end in ("", "-wal"):
        subprocess.run(["cp", f"{path}{end}", f"{target}{end}"], check=False)
    return target


LEAVING: dict[str, Callable[[AtWork, Path], object]] = {
    "another session": lambda work, _: work.desk.acts.open_session(work.other),
    "a rehearsal": lambda work, _: work.desk.acts.try_projector(),
    "put away": lambda work, _: work.desk.acts.rows.archive(work.session.id),
    "into the bin": lambda work, _: work.desk.acts.rows.bin(work.session.id),
    "another library": lambda work, folder: work.desk.held.go_to(folder / "other.db"),
    "a look into a backup": lambda work, folder: work.desk.held.look_into(folder / "backup.db"),
    "a backup restored": lambda work, folder: work.desk.held.restore(folder / "backup.db"),
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_what_is_not_stored_is_not_left_without_a_question(
    at_work: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: Callable[[AtWork, Path], object]
) -> None:
    """Whatever takes the place of the session asks first, and “Stay here” keeps it with everything that waits."""
    work = at_work()
    work.library.backup_to(tmp_path / "backup.db")
    work.other = new_session(work.library, method_files.load("cop-bootstrap"), "Another")
    work.desk.home.refresh()
    connection = work.library.utils.conn
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    work.note(LONG)
    session = work.session
    assert session.waiting == 1
    asked: list[str] = []

    def stay(_window: object, question: Any) -> str:
        asked.append(question.title)
        return "stay"

    monkeypatch.setattr(work.window.services.prompts, "ask", stay)
    leave(work, tmp_path)
    assert asked == ["The newest changes are not stored"]
    assert work.window.session is session
    connection.execute("PRAGMA max_page_count = 1000000")
    work.beat()
    assert work.saved == "Saved"
    work.close()
    all_there(work.folder / "library.db", session)


def test_trouble_with_the_heartbeat_alone_is_over_by_itself(
    at_work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was written meanwhile, only the clock ran: “Not saved yet” goes with the trouble."""
    from facilitator.errors import EnvironmentFault

    work = at_work()

    def refuse(*_: object) -> None:
        raise EnvironmentFault("The disk is full. Free some space.")

    with monkeypatch.context() as patched:
        patched.setattr(work.library, "keep_place", refuse)
        work.beat()
        assert work.saved == "Not saved yet"
    work.beat()
    assert work.saved == "Saved"


@pytest.mark.parametrize("mode", ["prepare", "run", "after"])
def test_half_typed_text_is_kept_within_a_second(at_work: Any, mode: str) -> None:
    """In every mode, so that a power cut takes no words."""
    work = at_work()
    if mode != "run":
        work.session.course.prepare() if mode == "prepare" else work.session.course.finish()
    work.session.course.keep_draft("vision", "half a thou")
    work.beat()
    assert work.library.load(work.session.id)[1].drafts == {"vision": "half a thou"}


def test_a_mistake_of_the_program_does_not_stand_in_the_way(at_work: Any) -> None:
    """An act that cannot be stored at all is not done, told as a bug, and those after it are stored."""
    work = at_work()
    with pytest.raises(ValueError, match="JSON"):
        work.session.values.set("vision-importance", "broken", float("nan"))
    assert work.session.data.value("vision-importance", "broken") is None
    work.note("two")
    assert (work.saved, work.session.waiting) == ("Saved", 0)
    work.window.run("undo")
    assert [note.text for note in work.session.data.notes] == ["one"]


def test_the_clock_is_set_back_and_forward(at_work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No question about sleep, no second of the timebox lost; acts keep their order whatever the clock says."""
    work = at_work()
    work.session.course.start_clock()
    slept: list[float] = []
    work.window.desk.bridge.slept.connect(slept.append)
    left = work.session.course.remaining()
    for shift in (-7200.0, 86_400.0, -86_400.0 * 400, 7200.0):
        usual = time.time()
        monkeypatch.setattr(time, "time", lambda at=usual + shift: at)
        monkeypatch.setattr(time, "gmtime", lambda *_, at=usual + shift: time.localtime(at))
        work.beat()
        work.note(f"at {shift}")
        monkeypatch.undo()
    assert slept == []
    assert abs(work.session.course.remaining() - left) < 60
    session = work.session
    assert work.library.summaries()[0].id == session.id
    work.close()
    all_there(work.folder / "library.db", session)


def test_the_laptop_sleeps_during_a_timebox(at_work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stood still; the desk asks whether the time counts, and takes it off when it does."""
    from ui import bridge

    work = at_work()
    work.session.course.start_clock()
    answers = iter(["no", "yes"])
    asked: list[str] = []

    def ask(_window: object, question: Any) -> str:
        asked.append(question.title)
        return next(answers)

    monkeypatch.setattr(work.window.services.prompts, "ask", ask)
    left = work.session.course.remaining()
    for number, expected in ((1, left), (2, left - 360.0)):
        monkeypatch.setattr(bridge, "awake_and_asleep", lambda at=number * 360.0: time.monotonic() + at)
        work.beat()
        assert len(asked) == number
        assert abs(work.session.course.remaining() - expected) < 60
