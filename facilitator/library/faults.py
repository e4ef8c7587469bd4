"""What SQLite and the file system refuse, in sentences for people: the one place that translates."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.errors import EnvironmentFault

DAMAGED = (
    "The library {path} is damaged. Leave the file as it is and restore the newest backup with "
    "'facilitator restore' or from the menu, or get out what is left with 'facilitator rescue'."
)

PARTLY_DAMAGED = (
    "A part of {path} is damaged, and this needs it. Check the library under Backups on the first screen, or with "
    "'facilitator check': it says what can be put back."
)

_LEAST_ROOM = 256 * 1024

# What SQLite says of damage, without the code for it.
_DAMAGE = ("invalid fts5 file format", "unsupported file format", "SQL logic error")


class Unreadable(ValueError):
    """What is stored cannot be what this program wrote."""


UNREADABLE = (json.JSONDecodeError, UnicodeDecodeError, Unreadable)
"""What reading damaged values raises; SQLite quotes damaged letters in its messages, too."""

_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "The disk that holds {path} is full. Make room on it; what is not saved yet waits until then."
    ),
    sqlite3.SQLITE_READONLY: (
        "{path} cannot be written to. Ask for the permission to change it, or choose another place for the library."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{path} cannot be opened. See that its folder is there and may be written to, or choose another place."
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk that holds {path} does not answer as it should. See that it is plugged in and sound, then try again."
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program holds {path} at the moment. Close it there, or choose another library."
    ),
    sqlite3.SQLITE_LOCKED: (
        "Another program holds {path} at the moment. Close it there, or choose another library."
    ),
    sqlite3.SQLITE_PERM: "You may not open {path}. Ask for the permission, or choose another place for the library.",
    sqlite3.SQLITE_AUTH: "You may not open {path}. Ask for the permission, or choose another place for the library.",
    sqlite3.SQLITE_NOLFS: "{path} is too large for this disk. Choose another place for the library.",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}


def sentence_for(error: sqlite3.Error, path: Path) -> str | None:
    """Return what to tell people about `error` on the library at `path`, None when the error is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python itself refuses a text whose letters are damaged, without a code of SQLite.
        return DAMAGED.format(path=path) if str(error).startswith("Could not decode") else None
    # The low byte is the family; the rest only tells the experts where it happened.
    family = code & 0xFF
    if family == sqlite3.SQLITE_IOERR and _no_room_beside(path):
        family = sqlite3.SQLITE_FULL
    sentence = _SENTENCES.get(family)
    return None if sentence is None else sentence.format(path=path)


def _no_room_beside(path: Path) -> bool:
    """Tell whether the disk has less room than opening takes: SQLite calls that an error of the device."""
    try:
        return shutil.disk_usage(path.absolute().parent).free < _LEAST_ROOM
    except OSError:
        return False


def sentence_for_os(error: OSError, path: Path) -> str:
    """Return what to tell people when the file system refuses something about `path`."""
    if isinstance(error, PermissionError):
        return f"You may not write to {path}. Ask for the permission, or choose another place."
    if isinstance(error, FileNotFoundError):
        return f"The folder {path.parent} is not there. Create it, or choose another place."
    return f"{path} cannot be used ({error.strerror or error}). Choose another place, or mend the disk."


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn refusals of the machine inside the block into `EnvironmentFault`; everything else passes unchanged."""
    try:
        yield
    except (sqlite3.Error, OSError, *UNREADABLE) as error:
        tell(error, path)
        raise


def tell(error: Exception, path: Path) -> None:
    """Raise `EnvironmentFault` when `error` about `path` is a refusal of the machine, or the file is damaged."""
    sentence: str | None = None
    if isinstance(error, UNREADABLE) or any(each in str(error) for each in _DAMAGE):
        sentence = DAMAGED.format(path=path)
    elif isinstance(error, sqlite3.Error):
        sentence = sentence_for(error, path)
    elif isinstance(error, OSError):
        sentence = sentence_for_os(error, path)
    if sentence is not None:
        raise EnvironmentFault(sentence) from error
