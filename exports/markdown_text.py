"""Text from people as Markdown: shown letter by letter, never as markup, HTML, a link or a mention."""

import re

# Entities for these three: renderers that know no backslash before them still show them as they are.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# A full stop, a colon and the like only where they would begin something, or prose would be full of backslashes.
_EVERYWHERE = re.compile(r"[\\`*_{}\[\]|~#$@^]|:(?=//|\w+:)|(?<=\bwww)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(\s*)([-+=:.!]|\d{1,9}(?=[.)]))")
_OPENERS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"


def escaped(text: str) -> str:
    """Return one line of text so that Markdown shows it letter by letter. Line ends become blanks."""
    line = contained(" ".join(text.split()))
    line = "".join(_ENTITIES.get(char, char) for char in line)
    line = _EVERYWHERE.sub(lambda match: "\\" + match.group(), line)
    return _AT_START.sub(_start_escaped, line)


def escaped_lines(text: str, indent: str = "") -> str:
    """Return text of several lines as one paragraph with hard line ends, further lines behind `indent`."""
    lines = [escaped(line) for line in text.split("\n")]
    return f"  \n{indent}".join(line for line in lines if line)


def table_cell(text: str) -> str:
    """Return a text for a cell of a table; an empty one as a dash."""
    return escaped(text) or "–"


def contained(text: str) -> str:
    """Return a line with an end behind every bidirectional override that was left open, so that it turns no other."""
    open_ones = max(0, sum(text.count(mark) for mark in _OPENERS) - text.count("\u202c"))
    isolated = max(0, sum(text.count(mark) for mark in _ISOLATES) - text.count("\u2069"))
    return text + "\u202c" * open_ones + "\u2069" * isolated


def _start_escaped(match: re.Match[str]) -> str:
    blank, first = match.groups()
    # A number that would begin a list keeps its digits; what follows it takes the backslash.
    return f"{blank}{first}\\" if first.isdigit() else f"{blank}\\{first}"
