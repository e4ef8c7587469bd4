"""Lines with a short detail each: beside them where the screen is wide, under them where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from facilitator.audience import AudienceView
from ui.projector.fitting import BETWEEN, Fitted, packed, wrapped
from ui.projector.parts import caption_of, head, question_sheets, row
from ui.projector.sheet import Pen, Screen, Sheet, share_out

__all__ = ["Entry", "list_sheets"]

_TOP = 0.26
_BOTTOM = 0.93
_GAP = 0.026
_DETAIL = 0.042
_DETAIL_SHARE = 0.3
_BETWEEN = 0.05
_TRAY_PAD = 0.011
_NAMED = (0.046, 0.042, 0.038)
"""Letters of lines with names where larger ones need more than one page, as fractions of the height."""


@dataclass(frozen=True)
class Entry:
    """One line of a list; `in_talk` where the desk points at it.

    With `named` the detail is the name of the line and stands before it, else it tells more and stands behind it.
    """

    text: str
    detail: str
    in_talk: bool = False
    named: bool = False


@dataclass(frozen=True)
class _Line:
    text: Fitted
    detail: Fitted | None
    beside: float
    height: float
    behind: float = 0.0

    def put(self, pen: Pen, x: float, y: float) -> None:
        if self.behind and self.detail is not None:
            pen.put(self.detail.words("name", x, y + (self.text.pitch - self.detail.pitch) / 2, "ink_soft"))
            pen.put(self.text.words("row", x + self.behind, y))
            return
        pen.put(self.text.words("row", x, y))
        if self.detail is None:
            return
        if self.beside:
            # On one middle line with the first line of the text, whose letters are larger.
            pen.put(
                self.detail.words(
                    "detail", x + self.beside, y + (self.text.pitch - self.detail.pitch) / 2, "ink_soft"
                )
            )
        else:
            pen.put(self.detail.words("detail", x, y + self.text.block.height, "ink_soft"))


def list_sheets(
    view: AudienceView,
    screen: Screen,
    prompt: str,
    entries: Sequence[Entry],
    *,
    empty: str = "",
    title: str | None = None,
    largest: float = 0.05,
) -> list[Sheet]:
    """Return `entries` under `prompt`, as many pages as they need; `empty` stands where there are none.

    `title` is what the caption says instead of the activity, `largest` the size of the lines as a fraction of the
    height. A prompt too long for the head stands in full on the last page.
    """
    caption = caption_of(view, title)
    lines = [_line(each, screen, largest) for each in entries]
    if any(each.named for each in entries):
        lines = _even(lines, entries, screen)
    found: list[Sheet] = []
    complete = True
    for page in share_out([each.height for each in lines], screen.h(_BOTTOM - _TOP), screen.h(_GAP)):
        pen = Pen(screen)
        complete = head(pen, view, caption, prompt)
        y = screen.h(_TOP)
        if not lines and empty:
            soft = wrapped(empty, screen, screen.text_width, 0.048)
            pen.put(soft.words("empty", screen.left, y, "ink_soft"))
        for place in page:
            line = lines[place]
            if entries[place].in_talk:
                pad = screen.h(_TRAY_PAD)
                tray = QRectF(screen.left, y, screen.text_width, line.height)
                pen.ground(tray.adjusted(-2 * pad, -pad, 2 * pad, pad).intersected(screen.inner), "table")
                pen.talk = True
            line.put(pen, screen.left, y)
            y += line.height + screen.h(_GAP)
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption, prompt))
    return found


def _even(lines: Sequence[_Line], entries: Sequence[Entry], screen: Screen) -> list[_Line]:
    """Return the lines in letters of one size, since they are read as one page: on one, if any size does that."""
    least = min(each.text.size for each in lines)
    room, gaps = screen.h(_BOTTOM - _TOP), screen.h(_GAP) * (len(lines) - 1)
    for size in (least, *(each for each in _NAMED if each < least)):
        found = [_line(each, screen, size) for each in entries]
        if sum(each.height for each in found) + gaps <= room:
            return found
    return [_line(each, screen, least) for each in entries]


def _line(entry: Entry, screen: Screen, largest: float) -> _Line:
    width, floor = screen.text_width, min(largest, _DETAIL)
    if screen.width < 1.5 * screen.height or not entry.detail:
        under = row(entry.text, entry.detail, screen, width, largest, floor, 0.04)
        return _Line(under.text, under.detail, 0.0, under.height)
    side = width * _DETAIL_SHARE
    text_width = width - side - screen.h(_BETWEEN)
    text = row(entry.text, "", screen, text_width, largest, floor, 0.04).text
    detail = wrapped(entry.detail, screen, side, _DETAIL)
    if not entry.named and detail.block.lines > 1:
        parts = entry.detail.split(BETWEEN)
        detail = wrapped(packed(parts, screen, _DETAIL, side), screen, side, _DETAIL)
    # The detail begins a little lower than the text where its letters are smaller.
    lower = (text.pitch - detail.pitch) / 2
    height = max(text.block.height, detail.block.height + lower)
    if entry.named:
        return _Line(text, detail, 0.0, height, width - text_width)
    return _Line(text, detail, width - side, height)
