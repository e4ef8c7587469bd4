"""Records: a name over the whole width, and under it what belongs to it, each phrase with the name of its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.audience import AudienceView
from ui.projector.fitting import Fitted, packed, text_pages, wrapped
from ui.projector.parts import caption_of, head, question_sheets
from ui.projector.sheet import Pen, Screen, Sheet, share_out

__all__ = ["Record", "record_sheets"]

_TOP = 0.26
_BOTTOM = 0.93
_GAP = 0.034
_SIZES = ((0.064, 0.05), (0.056, 0.046), (0.048, 0.042))
"""Letters of the name and of the phrases, as fractions of the height: the largest with which all is on one page."""


@dataclass(frozen=True)
class Record:
    """A name, and phrases such as "Target: 30" in the order of their fields."""

    name: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Block:
    name: Fitted
    phrases: Fitted | None

    @property
    def height(self) -> float:
        return self.name.block.height + (self.phrases.block.height if self.phrases is not None else 0.0)

    def put(self, pen: Pen, y: float) -> None:
        pen.put(self.name.words("row", pen.screen.left, y))
        if self.phrases is not None:
            pen.put(self.phrases.words("detail", pen.screen.left, y + self.name.block.height))


def record_sheets(view: AudienceView, screen: Screen, prompt: str, records: Sequence[Record]) -> list[Sheet]:
    """Return `records` under `prompt` in the largest letters that need one page, else on as many as they need.

    A prompt too long for the head stands in full on the last page.
    """
    room, gap = screen.h(_BOTTOM - _TOP), screen.h(_GAP)
    for sizes in _SIZES:
        blocks = [_block(each, screen, sizes) for each in records]
        if sum(each.height for each in blocks) + gap * (len(blocks) - 1) <= room:
            break
    else:
        blocks = [piece for each in records for piece in _pieces(each, screen, room)]
    found: list[Sheet] = []
    complete = True
    for page in share_out([each.height for each in blocks], room, gap):
        pen = Pen(screen)
        complete = head(pen, view, caption_of(view), prompt)
        y = screen.h(_TOP)
        for place in page:
            blocks[place].put(pen, y)
            y += blocks[place].height + gap
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption_of(view), prompt))
    return found


def _block(record: Record, screen: Screen, sizes: tuple[float, float]) -> _Block:
    name, small = sizes
    text = packed(record.phrases, screen, small, screen.text_width)
    return _Block(
        wrapped(record.name, screen, screen.text_width, name, weight=600),
        wrapped(text, screen, screen.text_width, small) if text else None,
    )


def _pieces(record: Record, screen: Screen, room: float) -> Iterator[_Block]:
    """Yield a record in the smallest letters; one higher than a page is `room` px in pieces, each with the name."""
    whole = _block(record, screen, _SIZES[-1])
    if whole.height <= room:
        yield whole
        return
    name, small = _SIZES[-1]
    width = screen.text_width
    short = wrapped(record.name, screen, width, name, weight=600, most_lines=2)
    if not short.fits:
        for piece in text_pages(record.name, screen, width, room, name):
            yield _Block(wrapped(piece, screen, width, name, weight=600), None)
    left = room - short.block.height
    text = packed(record.phrases, screen, small, screen.text_width)
    for piece in text_pages(text, screen, width, left, small, weight=400) if text else ():
        yield _Block(short, wrapped(piece, screen, width, small))
