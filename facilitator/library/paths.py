"""Where the library and its backups are."""

import os
from pathlib import Path

from facilitator.private_files import make_private_folder

VARIABLE = "FACILITATOR_LIBRARY"


def library_path(given: str | os.PathLike[str] | None = None) -> Path:
    """Return which library to use: the one `given`, else the one the environment names, else the user's own."""
    chosen = given or os.environ.get(VARIABLE)
    return Path(chosen).expanduser() if chosen else default_library_path()


def data_folder() -> Path:
    """Return the user's data folder of this program; it may not be there yet."""
    # Imported here: a library named by its path is opened without it.
    from platformdirs import user_data_path

    return user_data_path("Facilitator", appauthor=False)


def default_library_path() -> Path:
    """Return where the user's own library is."""
    return data_folder() / "library.db"


def backup_folder(library: Path) -> Path:
    """Return the folder with the backups of a library: beside it."""
    return library.parent / "backups"


def make_own_folder(library: Path) -> None:
    """Create the user's data folder when `library` is the user's own; a folder somebody named is theirs to make.

    Raises:
        OSError: the folder cannot be created.
    """
    if not library.parent.exists() and library == default_library_path():
        make_private_folder(library.parent)
