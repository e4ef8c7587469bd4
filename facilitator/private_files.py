"""Files and folders that only their owner may read: what people said in a room is nobody else’s.

On Windows the folder of the user decides who may read; there nothing is done here.
"""

import os
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def begin_private(path: Path) -> None:
    """Make an empty file that nobody else may read, before anything is written into it; one that is there goes first.

    Raises:
        OSError: the file cannot be made.
    """
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there; nobody else may look into it.

    Raises:
        OSError: the folder cannot be made.
    """
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
