"""Opening the desk from the command line, and what is said where there is no screen or no Qt."""

import builtins
import gc
import os
import sys
from pathlib import Path

from facilitator.errors import EnvironmentFault
from facilitator.library.paths import library_path


def open_desk(given: Path | None) -> int:
    """Open the desk with the library `given`, or the usual one, and return the exit code once it is closed.

    Raises:
        EnvironmentFault: there is no screen, or Qt cannot be loaded.
    """
    _refuse_without_screen()
    # The start only builds up: looking through it for garbage took 5 % of it. `ui.application` switches it on again.
    gc.disable()
    try:
        try:
            import_qt()
            from ui.application import run_desk
        except ImportError as error:
            if not _is_missing_library(error):
                raise
            raise EnvironmentFault(
                f"Qt cannot be loaded ({error}). 'make run' installs what it needs, or prints how."
            ) from error
        return run_desk(library_path(given))
    finally:
        gc.enable()


def import_qt() -> None:
    """Import Qt's base, and import plainly afterwards.

    PySide puts itself between each import and reads the source of every module that is imported, to look for its
    `__feature__` switch, which this program does not use: more than 100 files before the first window is painted.
    """
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _refuse_without_screen() -> None:
    """Say that there is no screen, where Qt would end the program without a word that helps.

    Raises:
        EnvironmentFault: this is Linux without a screen.
    """
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names):
        raise EnvironmentFault(
            "There is no screen here for the desk. 'facilitator demo --out DIR' makes the files of a sample "
            "workshop, 'facilitator --help' shows what works without a screen."
        )


def _is_missing_library(error: ImportError) -> bool:
    """Tell whether the system lacks a library that Qt needs, rather than the program a module."""
    return not isinstance(error, ModuleNotFoundError) or (error.name or "").startswith("PySide6")
