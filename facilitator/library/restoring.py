"""Putting a backup in the library's place; what was there is kept beside it."""

from datetime import datetime
from pathlib import Path

from facilitator.errors import UserError
from facilitator.library import stranger
from facilitator.library.backups import copy_live, sync_folder
from facilitator.library.connection import looking_at
from facilitator.library.faults import told
from facilitator.library.lock import LibraryLock
from facilitator.library.paths import make_own_folder

_COMPANIONS = ("", "-wal", "-journal")


def restore(backup: Path, library: Path, program: str = "command") -> Path | None:
    """Put a copy of `backup` in the place of `library`, which need not exist.

    Returns where the library that was replaced is kept: a dated file beside it; None when there was none.

    Raises:
        UserError: the backup is not there, is no library, or is the library itself.
        EnvironmentFault: the backup is damaged, or the disk refused; the library stays as it was.
        LibraryInUse: a program has the library open.
    """
    version = stranger.read_version(backup)
    if library.exists() and backup.samefile(library):
        raise UserError(f"{backup} is the library itself. Choose one of its backups.")
    stranger.examine(backup, version, everything=True)
    with told(library):
        make_own_folder(library)
    lock = LibraryLock(library, program)
    try:
        with told(library):
            return _exchange(backup, library)
    finally:
        lock.release()


def _exchange(backup: Path, library: Path) -> Path | None:
    fresh = library.with_name(f".{library.name}.restored")
    with looking_at(backup) as source:
        copy_live(source, fresh)
    kept = _put_aside(library)
    try:
        fresh.rename(library)
    except OSError:
        if kept is not None:
            _move(kept, library)
        raise
    sync_folder(library.parent)
    return kept


def _put_aside(library: Path) -> Path | None:
    if not library.exists():
        return None
    moment = datetime.now().astimezone()
    kept = library.with_name(f"{library.stem}-replaced-{moment:%Y-%m-%d-%H%M%S}{library.suffix}")
    count = 1
    while kept.exists():
        count += 1
        kept = library.with_name(f"{library.stem}-replaced-{moment:%Y-%m-%d-%H%M%S}-{count}{library.suffix}")
    _move(library, kept)
    return kept


def _move(old: Path, new: Path) -> None:
    """Move a library with what a killed program left beside it: only together are they whole."""
    for end in _COMPANIONS:
        companion = old.with_name(old.name + end)
        if companion.exists():
            companion.rename(new.with_name(new.name + end))
