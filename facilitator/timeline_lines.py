"""An entry of a timeline as a line that somebody types: a time, its kind, what happened, its source, what was known."""

import re
from collections.abc import Mapping
from datetime import date

from facilitator import moments
from facilitator.errors import UserError
from facilitator.text import one_line
from facilitator.timelines import LONGEST, USUAL_KIND, Entry, EntryKind, Written, kind_of

__all__ = [
    "MARKS",
    "format_line",
    "parse_line",
    "part_of",
    "split_kind",
    "split_link",
    "text_of",
    "without_close",
]

MARKS: Mapping[str, EntryKind] = {
    "!": "impact",
    "~": "status",
    "?": "detection",
    "=": "decision",
    ">": "action",
    ".": "context",
}
"""What stands between the time and the text of a typed line, a blank behind it."""
_AFTER_TIME = re.compile(r"^[\])*`_:.,;]*\s*(?:[-–—|]+\s+)?")
_BEFORE_TIME = re.compile(r"^\s*(?:[-*•–>]\s+)?[\[(*`_]*")
_EMPHASIS = re.compile(r"[*_`]+$")
_MARK = re.compile(r"(?P<sign>[!~?=>.])\s+|#(?P<tag>[a-z]+)(?:\s+|:\s*)|(?P<word>[a-z]+):\s+", re.IGNORECASE)
_LAST_TAG = re.compile(r"\s+#(?P<tag>[a-z]+)$", re.IGNORECASE)
_PART = re.compile(r"\s\|(?=\s|$)")
_LINK = re.compile(r"(?:^|\s)[<(]?(?P<link>https?://[^\s<>]+)>?[.,;]?$")
_ESCAPED = re.compile(r"(?P<slashes>\\+)\|")


def parse_line(line: str, day: date, zone: str, before: str | None = None) -> Written:
    """Return what a typed line says: a time, then at will a mark of its kind, then what happened.

    Times: as in `facilitator.moments`; a bare one is one of the day of `before` (the stamp of the entry typed before),
    or else of `day`. The kind: a sign of `MARKS`, “#impact” (three letters are enough) or “impact:” behind the time,
    or “#impact” at the end. Behind “ | ” its source, behind another one what was known then; a link at the end is a
    source too.

    Raises:
        UserError: it has no time, one that cannot be, or no text.
    """
    bare = _BEFORE_TIME.sub("", line)
    reading, rest = moments.leading(bare)
    if reading is None:
        raise UserError("Begin with a time, such as 14:32 or 2026-03-02 14:32, then say what happened.")
    found = moments.place(reading, day, zone, before)
    kind, text = split_kind(_AFTER_TIME.sub("", without_close(line, rest), count=1))
    parts = [_unescaped(each).strip() for each in _PART.split(" " + text, maxsplit=2)]
    source, known = (*parts[1:], "", "")[:2]
    words = parts[0]
    if len(parts) == 1:
        words, source = split_link(words)
    if reading.until:
        words = f"{words} (until {reading.until})" if words else ""
    if not words:
        raise UserError("Say what happened behind the time.")
    return Written(found.at, text_of(words), kind or USUAL_KIND, part_of(source), part_of(known), found.said)


def without_close(line: str, rest: str) -> str:
    """Return the `rest` of a line behind its time without the end of an emphasis that began before the time.

    "**14:02 The feed stops** for all" is Markdown for a bold beginning; without this only half of its signs went.
    """
    opened = _BEFORE_TIME.match(line)
    signs = _EMPHASIS.search(opened[0]) if opened else None
    behind = _AFTER_TIME.match(rest)
    if signs is None or (behind and signs[0] in behind[0]):
        return rest
    return re.sub(rf"(?<=\S){re.escape(signs[0])}(?!\w)", "", rest, count=1)


def format_line(entry: Entry | Written, zone: str) -> str:
    """Return an entry as a line that `parse_line` reads back as it was."""
    line = f"{moments.written(entry.at, zone)} #{entry.kind} {_escaped(entry.text)}"
    if entry.source or entry.known or _LINK.search(entry.text):
        line = f"{line} | {_escaped(entry.source)}"
    return f"{line} | {_escaped(entry.known)}" if entry.known else line


def split_kind(text: str) -> tuple[EntryKind | None, str]:
    """Return the kind that a mark names at the beginning or the end of `text`, None without one, and the rest."""
    mark = _MARK.match(text)
    if mark:
        kind = (
            MARKS.get(mark["sign"] or "")
            or kind_of(mark["tag"] or "")
            or kind_of(mark["word"] or "", whole=True)
        )
        if kind:
            return kind, text[mark.end() :]
    last = _LAST_TAG.search(text)
    kind = kind_of(last["tag"]) if last else None
    return (kind, text[: last.start()]) if last and kind else (None, text)


def split_link(text: str) -> tuple[str, str]:
    """Return `text` without a link at its end, and the link; a text that is nothing but a link stays as it is."""
    found = _LINK.search(text)
    before = text[: found.start()].rstrip(" -–(:") if found else ""
    if not found or not before:
        return text, ""
    link = found["link"].rstrip(".,;")
    return before, link if "(" in link else link.rstrip(").,;")


def text_of(text: str) -> str:
    """Return what happened, as it is kept: one line.

    Raises:
        UserError: nothing is left, or it is too long.
    """
    return _bearable(one_line(text, "What happened"))


def part_of(text: str) -> str:
    """Return a source, or what was known, as it is kept: one line, which may be empty.

    Raises:
        UserError: it is too long.
    """
    return _bearable(one_line(text)) if text.strip() else ""


def _bearable(text: str) -> str:
    if len(text) > LONGEST:
        raise UserError(
            f"An entry can have {LONGEST:,} characters at most, this has {len(text):,}. Shorten it."
        )
    return text


def _escaped(text: str) -> str:
    return re.sub(r"(\\*)\|", lambda found: found[1] * 2 + r"\|", text)


def _unescaped(text: str) -> str:
    def bare(found: re.Match[str]) -> str:
        count = len(found["slashes"])
        return "\\" * (count // 2) + "|" if count % 2 else found.group()

    return _ESCAPED.sub(bare, text)
