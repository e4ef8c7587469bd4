"""What a person sets once for this machine: kept in a small file of their own, never in the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

__all__ = ["Settings"]


class Settings:
    """Typed access to the settings file.

    Keys in use: `desk_geometry` and `home_methods` (the size of the window, and what its first frame has to know:
    see `ui.desk.home_places.methods_kept`), `theme` (system, light, dark), `projector_theme` (follow, light, dark),
    `sound` (a chime at zero), `presenter_keys` (Page Up, Page Down and full stop of a presenter), `reduced_motion`,
    `projector_screen` (name and serial remembered), `floor_minutes` and `floor_share` (how far a timebox may
    shrink), `files_folder` (where the last file went), `paper`, `deadlines_meetings` and `deadlines_actions` (by
    severity, see `ui.deadline_settings`), `sections_left_out_METHOD` (ids of the sections that the reports of a method
    are saved without).
    """

    def __init__(self, path: Path) -> None:
        """Read the settings at `path`, an ini file that need not exist."""
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str) -> str:
        """Return a text."""
        return str(self._file.value(key, default))

    def switch(self, key: str, default: bool) -> bool:
        """Return whether something is on."""
        return str(self._file.value(key, "on" if default else "off")) == "on"

    def number(self, key: str, default: float) -> float:
        """Return a number; what cannot be read counts as the default."""
        try:
            return float(str(self._file.value(key, default)))
        except ValueError:
            return default

    def keep(self, key: str, value: str | bool | float) -> None:
        """Keep a value."""
        self._file.setValue(key, ("on" if value else "off") if isinstance(value, bool) else str(value))

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()
