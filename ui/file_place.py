"""Where windows for files begin: in the folder that the last file went to, as the settings remember it."""

from __future__ import annotations

from pathlib import Path

from ui.settings import Settings

__all__ = ["FilePlace"]

_KEY = "files_folder"


class FilePlace:
    """Remembers a folder for all windows that ask for a file."""

    def __init__(self, settings: Settings, first: Path) -> None:
        """`first` is offered until a file went elsewhere, and where that folder is gone."""
        self._settings = settings
        self._first = first

    @property
    def folder(self) -> Path:
        """The folder to begin in; it is there, unless even the first one is not."""
        kept = self._settings.text(_KEY, "")
        try:
            return Path(kept) if kept and Path(kept).is_dir() else self._first
        except (OSError, ValueError):
            # A name that this system cannot even ask for.
            return self._first

    def keep(self, path: Path) -> None:
        """Begin beside the file at `path` from now on."""
        self._settings.keep(_KEY, str(path.parent))
