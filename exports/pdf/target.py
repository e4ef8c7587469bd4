"""Where a PDF goes: a file, or memory on its way to a picture."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import IO

from exports.source import Source

Target = str | Path | IO[bytes]


def in_memory(
    write: Callable[[Source, Target, str], tuple[str, ...]], source: Source, paper: str
) -> tuple[bytes, tuple[str, ...]]:
    """Return as bytes the PDF that `write` makes of `source`, and what could not be drawn, in words.

    Raises:
        UserError: as `write`.
    """
    target = io.BytesIO()
    left_out = write(source, target, paper)
    return target.getvalue(), left_out
