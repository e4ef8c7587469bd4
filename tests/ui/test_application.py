"""The desk as a whole program: it ends cleanly when told to, and goes on after it was killed."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session
from ui import application
from ui.awake import Awake
from ui.background import Worker
from ui.chime import chime_wave, player_command

# Starts the desk, then does what the test wants once the window is painted, by a name it knows the desk under.
PROGRAM = """
import sys
from pathlib import Path
from ui import application

class Desk(application.Desk):
    def _after_first_paint(self):
        super()._after_first_paint()
        exec(sys.argv[2], {"desk": self, "print": lambda *words: print(*words, flush=True)})

application.Desk = Desk
sys.exit(application.run_desk(Path(sys.argv[1])))
"""


def start(library: Path, then: str) -> "subprocess.Popen[str]":
    """Start the desk on `library`; `then` runs in it after the first paint, with `desk` and `print`."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(library), then],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(application.__file__).parent.parent,
    )


def finish(process: "subprocess.Popen[str]") -> list[str]:
    """Return the lines that were printed; the program must have ended well and said nothing on stderr."""
    out, err = process.communicate(timeout=60)
    # Qt's offscreen platform says what it cannot do.
    said = [line for line in err.splitlines() if "propagateSizeHints" not in line]
    assert said == []
    assert process.returncode == 0
    return out.splitlines()


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    """A library with one session that was not begun."""
    path = tmp_path / "library.db"
    with Library.create_or_open(path) as library:
        new_session(library, method_files.load("cop-bootstrap"), "Steady Hands kick-off")
    return path


WORK = """
desk.home.sessions.setCurrentIndex(desk.home.sessions.sessions.index(0))
session = desk.acts.open_session(desk.home.sessions.chosen().id)
session.course.start()
session.course.go("vision-importance", "solo")
session.course.add_minutes(2)
session.course.start_clock()
session.notes.add("vision", "We learn from each other")
session.course.keep_draft("vision", "half a thou")
desk.window.desk.bridge.beat()
print("at work")
"""

GO_ON = """
print(desk.home.go_on.title.text())
print(desk.home.go_on.text.text())
desk.home.go_on.button.click()
session = desk.window.session
print(session.place.mode, session.place.activity_id, session.place.phase, session.place.timebox.running)
print([note.text for note in session.data.notes], dict(session.place.drafts))
session.undo()
print(len(session.data.notes))
desk.leave()
"""


def test_a_killed_desk_goes_on_where_it_was(library_file: Path) -> None:
    """After SIGKILL the next start offers to go on: same activity, phase and clock, at rest; notes and drafts there."""
    first = start(library_file, WORK)
    assert first.stdout is not None
    assert first.stdout.readline() == "at work\n"
    first.kill()
    first.communicate()
    title, place, stand, words, after_undo = finish(start(library_file, GO_ON))
    assert title.startswith("Steady Hands kick-off stopped at ")
    assert place.startswith("Vision and importance, Solo, ")
    assert place.endswith(" on the clock. Every note is here.")
    minutes = place.removeprefix("Vision and importance, Solo, ").split(":")[0]
    assert minutes in ("6", "7")
    assert stand == "run vision-importance solo False"
    assert words == "['We learn from each other'] {'vision': 'half a thou'}"
    assert after_undo == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM to catch")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_desk_cleanly(library_file: Path, number: int) -> None:
    """The session is kept, the library closed to one file, the lock given back, the exit code 0."""
    process = start(library_file, WORK)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(number)
    finish(process)
    beside = {each.name for each in library_file.parent.iterdir() if each.is_file()}
    assert beside == {"library.db"}
    with Library.open_existing(library_file) as library:
        assert library.check() == []
        assert library.interrupted() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM to catch")
def test_a_signal_ends_the_desk_while_a_question_is_open(library_file: Path) -> None:
    """An open dialog is answered with its way back first."""
    ask = "from PySide6.QtCore import QTimer\nQTimer.singleShot(0, lambda: desk.home.methods.cards[0].click())\n"
    process = start(library_file, ask + "QTimer.singleShot(400, lambda: print('asked'))")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    finish(process)


def test_today_s_backup_is_there_after_the_start(library_file: Path) -> None:
    """The daily backup is made in the background, without being asked for."""
    wait = "desk.held.worker.run(lambda: None, lambda _: (print('idle'), desk.leave()))"
    assert finish(start(library_file, wait)) == ["idle"]
    assert len(list((library_file.parent / "backups").glob("library-*.db"))) == 1


def test_nothing_heavy_is_read_before_the_first_window(library_file: Path) -> None:
    """The first paint waits for no PDF writer, no plots, no second view of the database."""
    look = (
        "import sys\nprint([each for each in ('reportlab', 'pyqtgraph', 'numpy', 'sqlite_utils', 'wakepy')"
        " if each in sys.modules])\ndesk.leave()"
    )
    assert finish(start(library_file, look)) == ["[]"]


def test_the_worker_gives_answers_and_faults_back(qtbot: Any) -> None:
    """Answers and expected faults arrive in order; after draining nothing is taken any more."""
    from facilitator.errors import EnvironmentFault

    def fail() -> None:
        raise EnvironmentFault("no disk")

    told: list[object] = []
    worker = Worker()
    worker.run(lambda: 7, told.append)
    worker.run(fail, told.append, lambda fault: told.append(str(fault)))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [7, "no disk"]
    worker.drain()
    worker.run(lambda: told.append("late"))
    assert told == [7, "no disk"]


def test_the_chime_is_a_short_sound_that_fades() -> None:
    """A WAV file of a second or so, never louder than half, silent at its end."""
    import io
    import wave
    from array import array

    with wave.open(io.BytesIO(chime_wave())) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22050)
        samples = array("h", sound.readframes(sound.getnframes()))
    assert 1.0 < len(samples) / 22050 < 2.0
    assert 1000 < max(abs(each) for each in samples) < 16384
    assert max(abs(each) for each in samples[-200:]) < 1200


def test_the_chime_takes_the_player_there_is() -> None:
    """The first player of the system that is installed; none is no trouble."""
    assert player_command("linux", {"aplay": "/usr/bin/aplay"}.get) == ["/usr/bin/aplay", "-q"]
    assert player_command("linux", lambda _: None) is None
    assert player_command("plan9", lambda name: name) is None


def test_the_screen_is_held_on_only_while_wanted(qtbot: Any) -> None:
    """Entered once, left once; what refuses is no trouble."""
    told: list[str] = []

    class Hold:
        def __enter__(self) -> None:
            told.append("held")

        def __exit__(self, *_: object) -> None:
            told.append("let go")

    awake = Awake(Hold)
    awake.set_running(True)
    awake.set_running(True)
    qtbot.waitUntil(lambda: told == ["held"])
    awake.close()
    assert told == ["held", "let go"]

    def refuse() -> Any:
        raise RuntimeError("no such service")

    silent = Awake(refuse)
    silent.set_running(True)
    silent.close()
    assert not silent.running
