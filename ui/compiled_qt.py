"""Importing PySide without compiling it anew at each start.

PySide carries the Python part of itself as text inside of its library, and compiles these 3,600 lines whenever it is
imported: 20 ms, where a bare window takes 130. What came of them is kept beside the compiled modules of this program,
and used for as long as the same Python is asked to compile the very same text.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["KeptCode", "import_qt"]

_STAMP = len(MAGIC_NUMBER) + 8


def import_qt() -> None:
    """Import Qt's base, and import plainly afterwards.

    PySide puts itself between each import and reads the source of every module that is imported, to look for its
    `__feature__` switch, which this program does not use: more than 100 files before the first window is painted.
    """
    kept = KeptCode(Path(f"{cache_from_source(__file__)}.qt"), builtins.compile)
    builtins.compile = kept.compile  # type: ignore[assignment]
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.compile = kept.plain
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    kept.save()


class KeptCode:
    """Stands in for `compile`, and keeps what was compiled of whole files in one file."""

    def __init__(self, path: Path, plain: Callable[..., Any]) -> None:
        """Keep in the file at `path`, which need not be there; `plain` compiles."""
        self.plain = plain
        self._path = path
        self._found: dict[str, tuple[bytes, Any]] = {}
        self._is_new = False
        with suppress(OSError):
            written = path.read_bytes()
            stamp, kept = written[:_STAMP], written[_STAMP:]
            # Of another Python, or damaged, it is written anew.
            if stamp == _stamp(kept):
                self._found = marshal.loads(kept)

    def compile(self, source: Any, filename: Any, mode: str, *rest: Any, **named: Any) -> Any:
        """Return what `plain` returns for this; for the bytes of a whole file, what is kept of them."""
        if rest or named or mode != "exec" or not isinstance(source, bytes) or not isinstance(filename, str):
            return self.plain(source, filename, mode, *rest, **named)
        digest = source_hash(source)
        before, code = self._found.get(filename, (b"", None))
        if before != digest:
            code = self.plain(source, filename, mode)
            self._found[filename] = digest, code
            self._is_new = True
        return code

    def save(self) -> None:
        """Write the file, if there is something new in it and Python may keep what it compiled."""
        if not self._is_new or sys.dont_write_bytecode:
            return
        unfinished = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        # Where nothing can be written everything works as well, 20 ms later.
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            kept = marshal.dumps(self._found)
            unfinished.write_bytes(_stamp(kept) + kept)
            unfinished.replace(self._path)


def _stamp(kept: bytes) -> bytes:
    return MAGIC_NUMBER + source_hash(kept)
