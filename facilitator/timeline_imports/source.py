"""The text of a source: read from a file or pasted, and refused where it is no text or too much of it."""

import re
from pathlib import Path

from facilitator.errors import EnvironmentFault, UserError

MOST_CHARACTERS = 2_000_000
"""More than a week of a busy channel; a timeline of an incident is a few pages."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_BINARY = "This is not a text. Choose a CSV, Markdown or text file, or paste the lines."


def read_file(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UserError: it is too large, or no text.
        EnvironmentFault: it cannot be read.
    """
    try:
        size = path.stat().st_size
        # Four bytes a character at most; anything larger need not be read to be refused.
        if size > 4 * MOST_CHARACTERS:
            raise UserError(_too_large(size))
        return read_bytes(path.read_bytes())
    except OSError as error:
        raise EnvironmentFault(
            f"{path.name} cannot be read ({error.strerror}). Choose another file."
        ) from error


def read_bytes(content: bytes) -> str:
    """Return the text in a file's content: UTF-8, UTF-16 with its mark, or Western European as a last resort.

    Raises:
        UserError: it is too large, or no text.
    """
    if len(content) > 4 * MOST_CHARACTERS:
        raise UserError(_too_large(len(content)))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise UserError(_BINARY)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return checked(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UserError(_BINARY)


def checked(text: str) -> str:
    """Return `text`, line ends as newlines.

    Raises:
        UserError: it is too long, or no text.
    """
    if len(text) > MOST_CHARACTERS:
        raise UserError(_too_large(len(text.encode("utf-8", "replace"))))
    controls = len(_CONTROLS.findall(text))
    if "\0" in text or controls > 8 + len(text) // 100:
        raise UserError(_BINARY)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _too_large(size: int) -> str:
    return (
        f"This has {size / 1e6:.1f} MB; {MOST_CHARACTERS / 1e6:.0f} MB can be taken in at once. "
        "Take only the hours around the incident."
    )
