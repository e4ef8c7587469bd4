"""The library: all sessions in one SQLite file. Importing it loads neither sqlite-utils nor numpy."""

from facilitator.library.backups import Backup, list_backups
from facilitator.library.library import Library
from facilitator.library.lock import Holder, LibraryInUse, read_holder
from facilitator.library.paths import backup_folder, default_library_path, library_path
from facilitator.library.record import HistoryRecord
from facilitator.library.restoring import restore
from facilitator.library.search import Hit
from facilitator.library.shelf import ActionListing, SessionSummary
from facilitator.library.snapshot import method_from_snapshot, snapshot_of

__all__ = [
    "ActionListing",
    "Backup",
    "HistoryRecord",
    "Hit",
    "Holder",
    "Library",
    "LibraryInUse",
    "SessionSummary",
    "backup_folder",
    "default_library_path",
    "library_path",
    "list_backups",
    "method_from_snapshot",
    "read_holder",
    "restore",
    "snapshot_of",
]
