"""What of a Markdown or plain text is somebody's prose: code, addresses and quotations are taken out.

Nothing is removed: a character that does not count becomes a blank or a filler, so every offset stays what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FILLER = "\ufffc"
"""Stands for what is not read (code, a quotation): no word, and no blank across which a phrase could reach."""
BREAK = "\x1e"
"""Ends a sentence, as the border of a table cell does."""

_FENCE = re.compile(r"[ \t]{0,12}(?:[-*+>]\s+)?(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•–◦]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTED_LINE = re.compile(r"[ \t]{0,12}>")
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)[^*_]{1,100}(?:\*\*|__)[ \t]*:?[ \t]*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]]{1,200}\]:[ \t]*\S+")
_INDENTED = re.compile(r"(?: {4}|\t)")
_PROSE_LIKE = re.compile(r"\s*[A-Z“\"'][a-z' ][\w' ,.’;:()-]*$")

_UNREAD = re.compile(
    r"``[^\n]{1,300}?``|`[^`]{1,500}`"
    r"|\b[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s<>)\]\"]{1,2000}|\bwww\.[^\s<>)\]]{1,500}"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}"
)
_LINK_END = re.compile(r"\](?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\]\n]{0,200}\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_QUOTATION = re.compile(
    r"“[^“”]{1,600}”|«[^«»]{1,600}»|„[^„“”]{1,600}[“”]|‘[^‘’]{1,300}’(?!\w)"
    r'|(?<![\w"])"[^"]{1,600}"(?!\w)'
    r"|(?<![\w'])'(?=\w)[^'\n]{1,120}'(?!\w)"
)
_EMPHASIS = re.compile(r"\*+|~~|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|[\[\]]|\\(?=\W)")
_SAME_LENGTH = str.maketrans(
    {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\ufeff": " ", "\t": " ", "‑": "-"}
)
_ENDS = str.maketrans(
    {"\n": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " "}
)


@dataclass(frozen=True)
class Block:
    """A paragraph, an item, a row or a heading: where its text begins, the text as it is read, and its section.

    `section` counts the headings before it, `title` is the nearest of them. `heading` tells that it is one.
    """

    start: int
    text: str
    section: int
    title: str
    heading: bool


def blocks(text: str) -> list[Block]:
    """Return what of `text` is prose, block by block. Each block's text is as long as what it stands for."""
    return _Reader(text).read()


class _Reader:
    """Goes through the lines once and gathers blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Block] = []
        self._lines: list[str] = []
        self._start = 0
        self._section = 0
        self._title = ""

    def read(self) -> list[Block]:
        """Return the blocks."""
        at = 0
        fence = ""
        comment = front = in_item = indented_code = False
        after_blank = True
        for number, line in enumerate(self._text.splitlines(keepends=True)):
            start, at = at, at + len(line)
            bare = line.strip().lstrip("\ufeff")
            if front or (number == 0 and bare == "---" and _has_front_matter(self._text)):
                front = not (number > 0 and bare == "---")
                continue
            if fence:
                if bare.startswith(fence) and not bare.strip(fence[0]):
                    fence = ""
                continue
            if comment:
                comment = "-->" not in line
                continue
            opening = _FENCE.match(line)
            if opening:
                self._close()
                fence = opening.group(1)
                in_tail = bare.count(fence) > 1 and bare.endswith(fence) and fence[0] == "`"
                fence = "" if in_tail else fence
                continue
            if bare.startswith("<!--"):
                self._close()
                comment = "-->" not in line
                continue
            if not bare:
                self._close()
                after_blank, indented_code = True, False
                continue
            item = _ITEM.match(line)
            deep = _INDENTED.match(line) is not None
            if deep and not in_item and (indented_code or (after_blank and not _PROSE_LIKE.match(line))):
                indented_code, after_blank = True, False
                continue
            in_item = item is not None or (in_item and (line[0] in " \t" or not after_blank))
            after_blank = False
            self._take(line, start, item)
        self._close()
        return self._found

    def _take(self, line: str, start: int, item: re.Match[str] | None) -> None:
        heading = _HEADING.match(line)
        if _QUOTED_LINE.match(line) or _REFERENCE.match(line):
            self._close()
        elif heading:
            self._close()
            self._heading(start, " " * heading.end() + line[heading.end() :])
        elif self._lines and _UNDERLINE.match(line):
            title = "".join(self._lines)
            self._lines = []
            self._heading(self._start, title)
        elif _BOLD_LINE.match(line):
            self._close()
            self._heading(start, line)
        elif line.lstrip().startswith("|") or line.count(" | ") > 1:
            self._close()
            self._add(start, line.replace("|", BREAK))
            self._close()
        elif item:
            self._close()
            self._add(start, " " * item.end() + line[item.end() :])
        else:
            self._add(start, line)

    def _add(self, start: int, line: str) -> None:
        if not self._lines:
            self._start = start
        self._lines.append(line)

    def _heading(self, start: int, line: str) -> None:
        text = _readable(line)
        self._section += 1
        self._title = text.strip().casefold()
        self._found.append(Block(start, text, self._section, self._title, True))

    def _close(self) -> None:
        if self._lines:
            text = _readable("".join(self._lines))
            self._found.append(Block(self._start, text, self._section, self._title, False))
            self._lines = []


def _has_front_matter(text: str) -> bool:
    """Tell whether the line of hyphens at the beginning opens a front matter: it is closed soon, and has keys."""
    head = text[:4000].splitlines()[1:60]
    return "---" in (line.strip() for line in head) and any(re.match(r"[\w-]+:", line) for line in head[:3])


def _readable(text: str) -> str:
    """Return one block with all that is not read replaced, as long as it was."""
    text = text.translate(_SAME_LENGTH)
    if "`" in text or "://" in text or "www." in text or "@" in text:
        text = _UNREAD.sub(_filled, text)
    if "](" in text or "][" in text:
        text = _LINK_END.sub(_blank, text)
    if "<" in text:
        text = _TAG.sub(_tag, text)
    if '"' in text or "'" in text or any(mark in text for mark in "“«„‘"):
        text = _QUOTATION.sub(_filled, text)
    if "*" in text or "_" in text or "[" in text or "~" in text or "\\" in text:
        text = _EMPHASIS.sub(_blank, text)
    return text.translate(_ENDS)


def _filled(match: re.Match[str]) -> str:
    return FILLER * len(match.group())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _tag(match: re.Match[str]) -> str:
    breaks = match.group()[:3].casefold() in {"<br", "<p>", "</p", "<li", "<td", "<tr", "</t", "</l"}
    return (BREAK if breaks else " ") * len(match.group())
