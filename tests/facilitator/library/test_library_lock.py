"""One library, one program: the second is told who holds it; a killed holder does not stand in the way."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.ids import to_stamp
from facilitator.library import Holder, Library, LibraryInUse, read_holder
from facilitator.library.lock import LibraryLock, lock_path

HOLD = """
import sys
from pathlib import Path
from facilitator.library import Library
library = Library.create_or_open(Path(sys.argv[1]), program="window")
print("held", flush=True)
sys.stdin.readline()
"""


def start_holder(path: Path) -> "subprocess.Popen[str]":
    """Start a program that opens the library and waits."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def end(holder: "subprocess.Popen[str]") -> None:
    """Kill the program and give its pipes back."""
    holder.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    holder.wait()
    for pipe in (holder.stdin, holder.stdout):
        assert pipe is not None
        pipe.close()


def test_the_second_program_is_told_who_holds_it_and_a_killed_one_is_not_in_the_way(tmp_path: Path) -> None:
    """The sentence names the window and the time; after a kill the library opens without a question."""
    path = tmp_path / "library.db"
    holder = start_holder(path)
    try:
        with pytest.raises(LibraryInUse, match=r"open in another window since [0-9]{2}:[0-9]{2}") as caught:
            Library.open_existing(path)
        assert caught.value.holder is not None
        assert (caught.value.holder.pid, caught.value.holder.program) == (holder.pid, "window")
        assert isinstance(caught.value, EnvironmentFault)
    finally:
        end(holder)
    assert lock_path(path).exists()
    with Library.open_existing(path, program="command") as library:
        taken = read_holder(path)
        assert taken is not None
        assert taken.pid == os.getpid()
        assert library.check() == []
    assert [each.name for each in tmp_path.iterdir()] == ["library.db"]


def test_two_openings_in_one_program_are_two_programs(library: Library) -> None:
    """Also the same program cannot open a library twice."""
    with pytest.raises(LibraryInUse, match="by a command in a terminal"):
        Library.create_or_open(library.path)
    library.close()
    Library.open_existing(library.path).close()


def test_only_one_of_many_gets_the_lock(tmp_path: Path) -> None:
    """When many reach for a lock that a killed program left, one gets it."""
    path = tmp_path / "library.db"
    lock_path(path).write_text("left behind")
    gate = threading.Barrier(8)
    taken: list[LibraryLock] = []
    refused: list[LibraryInUse] = []

    def reach() -> None:
        gate.wait()
        try:
            taken.append(LibraryLock(path, "command"))
        except LibraryInUse as fault:
            refused.append(fault)

    threads = [threading.Thread(target=reach) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), len(refused)) == (1, 7)
    taken[0].release()
    taken[0].release()
    assert not lock_path(path).exists()


def test_the_sentence_names_another_day_and_another_machine(tmp_path: Path) -> None:
    """A lock that is older than today says so, and so does one from elsewhere."""
    path = tmp_path / "library.db"
    yesterday = to_stamp(datetime.now(UTC) - timedelta(days=2))
    message = str(LibraryInUse(path, Holder(1, "attic", "window", yesterday)))
    assert f"since {yesterday[:8]}" in message
    assert "on the machine attic" in message
    assert "open in another program" in str(LibraryInUse(path, None))
    assert "since whenever" in str(LibraryInUse(path, Holder(1, "attic", "window", "whenever")))


def test_a_lock_file_with_nonsense_says_nothing(tmp_path: Path) -> None:
    """What stands in the file only informs; nonsense is no error."""
    path = tmp_path / "library.db"
    assert read_holder(path) is None
    for text in ("", "[]", "{}", '{"pid": "x"}', "\x00"):
        lock_path(path).write_text(text)
        assert read_holder(path) is None


def test_a_missing_folder_cannot_be_locked(tmp_path: Path) -> None:
    """The sentence says which folder is missing."""
    with pytest.raises(EnvironmentFault, match=r"The folder .*nowhere is not there"):
        LibraryLock(tmp_path / "nowhere" / "library.db", "command")
