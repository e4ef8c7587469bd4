"""What pictures are drawn with is read beside the window, before the first one is shown."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QThreadPool

__all__ = ["load_soon"]

_LIBRARIES = ("numpy", "pyqtgraph")
"""They take some 0.4 s to read and make no object of Qt meanwhile, so any thread may read them."""


def load_soon() -> None:
    """Read the libraries in a thread of their own; once they are there this costs nothing."""
    QThreadPool.globalInstance().start(_load)


def _load() -> None:
    for each in _LIBRARIES:
        import_module(each)
