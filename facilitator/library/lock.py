"""Who holds a library: a lock of the operating system on a small file beside it, which tells who and since when.

The system's lock is what counts and ends with the program however it ends, so a lock left by a killed program is
simply taken. What is written in the file only tells people whom to look for.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.errors import EnvironmentFault
from facilitator.ids import from_stamp, new_id, utc_now
from facilitator.library.faults import sentence_for_os

_LOCKED_BYTE = 1 << 20


class Holder(NamedTuple):
    """The program that holds a library: its process, machine, what it is ("window" or "command"), since when."""

    pid: int
    host: str
    program: str
    since: str
    token: str = ""


class LibraryInUse(EnvironmentFault):
    """Another program holds the library; `holder` tells which, None when it does not say."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        """Take the library's `path` and who holds it."""
        super().__init__(_sentence(path, holder))
        self.path = path
        self.holder = holder


class LibraryLock:
    """The lock on one library, held until `release`."""

    def __init__(self, library: Path, program: str) -> None:
        """Take the lock of the library at `library` for `program` ("window" or "command").

        Raises:
            LibraryInUse: another program, or another part of this one, holds it.
            EnvironmentFault: the folder is missing or cannot be written to.
        """
        self.path = lock_path(library)
        self._descriptor = self._take(library)
        holder = Holder(os.getpid(), host_name(), program, utc_now(), new_id())
        try:
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, json.dumps(holder._asdict()).encode())
        except OSError as error:
            self.release()
            raise EnvironmentFault(sentence_for_os(error, library)) from error

    def release(self) -> None:
        """Give the lock back and take its file away; harmless when already given back."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if sys.platform == "win32":
            # Windows removes no file that is open.
            os.close(descriptor)
            _remove(self.path)
        else:
            # Removed while still held: whoever takes the lock next sees that the file is no longer there. Where ours
            # was moved or deleted, the one in its place is somebody else's.
            if _still_there(self.path, descriptor):
                _remove(self.path)
            os.close(descriptor)

    def _take(self, library: Path) -> int:
        while True:
            try:
                descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise EnvironmentFault(sentence_for_os(error, library)) from error
            if not _lock_file(descriptor):
                os.close(descriptor)
                raise LibraryInUse(library, read_holder(library))
            if _still_there(self.path, descriptor):
                return descriptor
            # The former holder took the file away between our opening and our locking it.
            os.close(descriptor)


def lock_path(library: Path) -> Path:
    """Return where the lock file of a library stands."""
    return library.with_name(library.name + ".lock")


def read_holder(library: Path) -> Holder | None:
    """Return who says to hold the library, None when nobody does or it cannot be read."""
    try:
        values = json.loads(lock_path(library).read_text(encoding="utf-8"))
        return Holder(
            int(values["pid"]),
            str(values["host"]),
            str(values["program"]),
            str(values["since"]),
            str(values["token"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def host_name() -> str:
    """Return the name of this machine."""
    # Not through Python’s module for networks, which nothing in this program needs.
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _sentence(path: Path, holder: Holder | None) -> str:
    advice = "Close it there, choose another library, or look into the newest backup."
    if holder is None:
        return f"The library {path} is open in another program. {advice}"
    where = "open in another window" if holder.program == "window" else "in use by a command in a terminal"
    if holder.host != host_name():
        where += f" on the machine {holder.host}"
    return f"This library is {where} since {_clock_time(holder.since)}. {advice}"


def _clock_time(stamp: str) -> str:
    """Return the local time of a stamp, with the day when it was not today."""
    try:
        moment = from_stamp(stamp).astimezone()
    except ValueError:
        return stamp
    same_day = moment.date() == datetime.now().astimezone().date()
    return f"{moment:%H:%M}" if same_day else f"{moment:%Y-%m-%d %H:%M}"


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # Left behind it does no harm: it is not locked, so the next program takes it.
        return


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock_file(descriptor: int) -> bool:
        """Tell whether the lock was free. Far behind the text, which a locked byte would make unreadable."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock_file(descriptor: int) -> bool:
        """Tell whether the lock was free."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
