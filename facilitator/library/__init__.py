"""The library: all sessions in one SQLite file. Importing it loads neither sqlite-utils nor numpy.

Each name is loaded when it is first asked for, so that the first window waits for none that it does not show.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitator.library.backups import Backup, day_of, list_backups
    from facilitator.library.library import Library
    from facilitator.library.lock import Holder, LibraryInUse, read_holder
    from facilitator.library.opening import waits_for_upgrade
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
    "day_of",
    "default_library_path",
    "library_path",
    "list_backups",
    "method_from_snapshot",
    "read_holder",
    "restore",
    "snapshot_of",
    "waits_for_upgrade",
]

_HOMES = {
    "ActionListing": "facilitator.library.shelf",
    "Backup": "facilitator.library.backups",
    "HistoryRecord": "facilitator.library.record",
    "Hit": "facilitator.library.search",
    "Holder": "facilitator.library.lock",
    "Library": "facilitator.library.library",
    "LibraryInUse": "facilitator.library.lock",
    "SessionSummary": "facilitator.library.shelf",
    "backup_folder": "facilitator.library.paths",
    "day_of": "facilitator.library.backups",
    "default_library_path": "facilitator.library.paths",
    "library_path": "facilitator.library.paths",
    "list_backups": "facilitator.library.backups",
    "method_from_snapshot": "facilitator.library.snapshot",
    "read_holder": "facilitator.library.lock",
    "restore": "facilitator.library.restoring",
    "snapshot_of": "facilitator.library.snapshot",
    "waits_for_upgrade": "facilitator.library.opening",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
