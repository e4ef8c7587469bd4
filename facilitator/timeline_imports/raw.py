"""What a source says in one row, before its time is understood."""

from typing import NamedTuple


class Raw(NamedTuple):
    """A row: its line in the source, from 1, and its words there, `original`; the rest as it was found.

    `when` is a date and a time as they were written, `day` the heading with a date that it stands under, `zone` the
    zone that a heading names, `name` who wrote it. A `typed` row is a line as `timeline_lines.parse_line` reads it.
    """

    line: int
    original: str
    when: str = ""
    text: str = ""
    kind: str = ""
    source: str = ""
    known: str = ""
    name: str = ""
    day: str = ""
    zone: str = ""
    typed: bool = False
