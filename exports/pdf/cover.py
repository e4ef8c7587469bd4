"""The first page of a report or a book: what it is, facts, figures, and the list of its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exports.pdf.flow import BODY, GROUP, SOFT, TOP, Flow
from exports.pdf.paper import DOTS, HAIR, HOUSE, INK, MM, MUTED, millimetres
from exports.pdf.text.book import Style

_LABEL = 42.0


@dataclass(slots=True)
class Contents:
    """What the first run through the report found out for the second: chapters with their pages, pages in all."""

    entries: list[tuple[str, int, str]] = field(default_factory=list)
    pages: int = 0


def enter(found: Contents, flow: Flow, title: str, key: str) -> None:
    """Note the page on which a chapter begins."""
    found.entries.append((title, flow.pen.page_number, key))


def draw_cover(
    flow: Flow,
    kind: str,
    name: str,
    subtitle: str,
    facts: Sequence[tuple[str, str]],
    figures: Sequence[tuple[int, tuple[str, ...]]],
) -> None:
    """Draw a cover, down to its figures: the kind of document, whose it is, facts by label, figures with words."""
    pen = flow.pen
    flow.new_page()
    pen.fill(flow.left, 18.0, flow.width, 1.4, HOUSE)
    pen.bookmark("Cover", 0, 18.0)
    pen.text(flow.left, 32.0, kind, Style("regular", 13, MUTED))
    size = 40.0
    while size > 24.0 and pen.width_of(name, Style("bold", size, INK)) > flow.width:
        size -= 2.0
    style = Style("bold", size, INK)
    flow.y = 38.0
    wrapped = pen.book.wrap(name, style, flow.width * MM, balanced=True)
    shown = list(wrapped)[:4]
    flow.y = pen.lines(flow.left, flow.y, shown, style, leading=1.15)
    rest = " ".join(line.text for line in list(wrapped)[4:])
    flow.y += 3.0
    below = " ".join(part for part in (rest, subtitle) if part)
    if below:
        flow.lines(below, Style("regular", 17, MUTED), 1.25)
    flow.y = max(flow.y + 14.0, 108.0)
    for label, value in facts:
        draw_fact(flow, label, value)
    flow.y += 12.0
    flow.need(30.0)
    step = flow.width / len(figures)
    for number, (count, words) in enumerate(figures):
        x = flow.left + number * step
        pen.text(x, flow.y + 9.5, str(count), Style("bold", 26, HOUSE))
        for row, said in enumerate(words):
            pen.text(x, flow.y + 16.0 + row * 5.0, said, SOFT)
    flow.y += 30.0


def draw_fact(flow: Flow, label: str, value: str) -> None:
    """Draw a label with its value over a hairline; the value takes as many lines as it needs."""
    pen, style = flow.pen, Style("semibold", 10.5, INK)
    measure = flow.width - _LABEL
    flow.need(9.0)
    top = flow.y
    pen.text(flow.left, top + 5.4, label, SOFT)
    for number, line in enumerate(pen.book.wrap(value, style, measure * MM)):
        flow.need(6.0)
        baseline = (top if number == 0 else flow.y) + 5.4
        pen.line(flow.left + _LABEL, baseline, line, style, width=measure)
        flow.y = baseline - 5.4 + 4.8
    flow.y += 3.4
    pen.rule(flow.left, flow.y, flow.left + flow.width, flow.y, HAIR, 0.5)


def draw_contents(flow: Flow, known: Contents, title: str) -> None:
    """Draw the chapters with their pages, over as many pages as they take, and nothing more on the last one."""
    pen = flow.pen
    width, measure = 92.0, 82.0
    wrapped = [list(pen.book.wrap(entry, BODY, measure * MM)) for entry, _, _ in known.entries]
    step = millimetres(BODY.size * 1.32)
    heights = [6.6 + step * (len(each) - 1) for each in wrapped]
    whole = 10.0 + sum(heights)
    flow.need(whole if whole <= flow.bottom - TOP else 10.0 + sum(heights[:3]))
    pen.text(flow.left, flow.y, title, GROUP)
    flow.y += 7.0
    for (_, page, key), texts, height in zip(known.entries, wrapped, heights, strict=True):
        if flow.room < height:
            flow.new_page()
            flow.y += 4.5
        top = flow.y - 4.5
        for line in texts[:-1]:
            pen.line(flow.left, flow.y, line, BODY, width=measure)
            flow.y += step
        pen.line(flow.left, flow.y, texts[-1], BODY, width=measure)
        pen.text(flow.left, flow.y, str(page), BODY, align="right", width=width)
        start = flow.left + millimetres(texts[-1].width * BODY.size) + 2.0
        end = flow.left + width - pen.width_of(str(page), BODY) - 2.0
        if end > start and not texts[-1].right_to_left:
            pen.rule(start, flow.y, end, flow.y, DOTS, 0.6, dashes=(0.6, 2.2), round_ends=True)
        pen.link(flow.left, top, width, flow.y + 1.5 - top, key)
        flow.y += 6.6
    flow.y = flow.bottom


def counted(count: int, one: str, many: str) -> tuple[int, str]:
    """Return a figure of a cover with what it counts."""
    return count, one if count == 1 else many
