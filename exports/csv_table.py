"""Tables for spreadsheets, in which no cell is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# The beginning of a cell, or what stands behind what another spreadsheet may take for the end of one.
_PART = re.compile(r"(?:\A|(?<=[;\t\r\n]))[^\S\t\r\n]*[=+\-@＝＋－＠][^;\t\r\n]*")
_BULLET = re.compile(r"[-+] [^(|!]*")
"""A line of a list, which calls nothing."""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV after RFC 4180: commas, quotes where needed, lines end with CR LF, UTF-8.

    It begins with a byte order mark, without which spreadsheets on Windows take UTF-8 for something else. Cells
    that a spreadsheet would calculate get an apostrophe in front.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in (titles, *rows))
    return text.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, also not behind blanks.

    A spreadsheet that expects semicolons or tabs cuts the line there, and at line ends inside a cell: what stands
    behind one could begin a cell of its own.
    """
    text = _PART.sub(_neutral_part, cell)
    return f"'{text}" if text.lstrip(" ").startswith(("\t", "\r", "\n")) else text


def _neutral_part(found: re.Match[str]) -> str:
    inside_a_list = found.start() and _BULLET.fullmatch(found.group().lstrip())
    return found.group() if inside_a_list else f"'{found.group()}"
