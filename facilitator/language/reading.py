"""A file of text that somebody wrote with whatever program, as a string without a byte order mark."""

from __future__ import annotations

import codecs
from pathlib import Path

from facilitator.errors import UserError

MOST_BYTES = 64 * 1024 * 1024
"""Far above any report, below what would fill the memory of a small machine."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEVER_IN_TEXT = frozenset(range(0x20)) - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}


def read_text_file(path: Path) -> str:
    """Return the text of the file at `path`: UTF-8, UTF-16 or UTF-32 with a mark, otherwise Windows-1252.

    Raises:
        UserError: it is not there, a folder, not permitted, too large, or not text; with what to do.
    """
    try:
        if path.is_dir():
            raise UserError(f"{path} is a folder. Name a text or Markdown file.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UserError(f"{path} is not there. Check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"{path} cannot be read ({reason}). Check the file and its permissions.") from error
    if len(content) > MOST_BYTES:
        raise UserError(
            f"{path} is larger than {MOST_BYTES // 1024 // 1024} MB. Split it into smaller files."
        )
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise _no_text(path) from None
    if not _NEVER_IN_TEXT.isdisjoint(content):
        raise _no_text(path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _no_text(path: Path) -> UserError:
    return UserError(f"{path} is no text that can be read. Save it as UTF-8 text or Markdown.")
