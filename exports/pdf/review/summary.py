"""A postmortem on one page across, to project or to hand out: figures, what happened, what contributed, what we do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from exports import review_words as words
from exports.pdf.flow import Flow, Furniture
from exports.pdf.page import Pen
from exports.pdf.paper import HAIR, INK, MM, PAPERS, millimetres
from exports.pdf.picture import Sketch, draw_picture
from exports.pdf.review.report import band, head
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from exports.pdf.timeline_picture import draw_timeline
from exports.source import Source
from exports.versions import EXTERNAL, INTERNAL, in_version
from facilitator import analysis, commitments, timelines
from facilitator.dates import written_day
from facilitator.state import SessionData
from facilitator.timelines import Timeline

_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_LEAST_BESIDE_PICTURE = 11.0
_GUTTER = 12.0
_LEADING = 1.34
_BULLET = 5.0
_HEADING = Style("semibold", 14, INK)
_HEADING_HEIGHT = 9.5
_BETWEEN = 5.0


class _Part(NamedTuple):
    """A part of a column: its title, and its texts, each behind a bullet where `listed`."""

    title: str
    texts: tuple[str, ...]
    listed: bool = True


class _Set(NamedTuple):
    """A part laid out: lines with whether a bullet stands before them, and how many texts are left out."""

    title: str
    lines: tuple[tuple[Line, bool], ...]
    listed: bool


def write_summary(
    source: Source,
    path: Path,
    paper: str = "A4",
    *,
    version: str = INTERNAL,
    recorder: Recorder | None = None,
) -> tuple[str, ...]:
    """Write the page and return what could not be drawn, in words. Text that is too long ends with how much is more.

    Raises:
        OSError: the file cannot be written.
    """
    shown = in_version(source, version)
    data = shown.data
    with path.open("wb") as target:
        pen = Pen(
            target,
            title=f"{data.session.title}: summary",
            author=shown.community.name if shown.community else "",
            subject=words.version_words(version),
            recorder=recorder,
        )
        foot = f"{words.version_words(version)} · {data.session.title}"
        flow = Flow(pen, PAPERS[paper].landscape, Furniture(foot, foot, 1))
        head(flow, shown, version)
        if version != EXTERNAL:
            band(flow, data)
        _columns(flow, _parts(data, version), None if version == EXTERNAL else timelines.timeline(data))
        flow.end_page()
        pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _parts(data: SessionData, version: str) -> tuple[tuple[_Part, ...], tuple[_Part, ...]]:
    """Return what stands in the left and in the right column."""
    if version == EXTERNAL:
        parts = [_Part(title, texts, len(texts) > 1) for title, texts in words.for_outside(data)]
        return tuple(parts[:-1]), tuple(parts[-1:])
    found = commitments.commitments(data)
    promised = found.commitments if found is not None else ()
    actions = tuple(
        f"{each.action.text} ({', '.join(part for part in (each.action.owner, written_day(each.action.due)) if part)})"
        if each.action.owner or each.action.due
        else each.action.text
        for each in promised
    )
    overview = words.overview(data)
    factors = tuple(each.text for each in analysis.factors(data))
    left = (_Part("What happened", (overview,) if overview else (), False),)
    right = (_Part("What contributed", factors), _Part("What we do", actions))
    return tuple(each for each in left if each.texts), tuple(each for each in right if each.texts)


def _columns(flow: Flow, columns: Sequence[Sequence[_Part]], timeline: Timeline | None) -> None:
    filled = [each for each in columns if each]
    if not filled:
        return
    width = (flow.width - _GUTTER * (len(filled) - 1)) / len(filled)
    room = flow.room
    sketch = Sketch(flow.pen.book)
    high = draw_timeline(sketch, timeline, width) if timeline is not None else 0.0
    extra = high + _BETWEEN if high else 0.0
    # Smaller letters make room for the picture, but not too small ones to be read from the chairs.
    sizes = [(size, extra) for size in _SIZES if size >= _LEAST_BESIDE_PICTURE and extra]
    size, below, laid = _SIZES[-1], 0.0, []
    for size, below in (*sizes, *((size, 0.0) for size in _SIZES)):
        laid = [[_laid(flow, part, size, width) for part in parts] for parts in filled]
        heights = [_height(parts, size) for parts in laid]
        if max(heights) <= room and heights[0] + below <= room:
            break
    else:
        laid = [_cut(flow, parts, size, room) for parts in laid]
    top = flow.y
    for number, parts in enumerate(laid):
        _draw(flow, parts, size, flow.left + number * (width + _GUTTER), top, width)
    if below:
        draw_picture(flow.pen, sketch.shapes, flow.left, top + _height(laid[0], size) + _BETWEEN)
        flow.pen.owner("body")


def _laid(flow: Flow, part: _Part, size: float, width: float) -> _Set:
    style = Style("regular", size, INK)
    indent = _BULLET if part.listed else 0.0
    lines = [
        (line, number == 0)
        for text in part.texts
        for number, line in enumerate(flow.pen.book.wrap(text, style, (width - indent) * MM))
    ]
    return _Set(part.title, tuple(lines), part.listed)


def _height(parts: Sequence[_Set], size: float) -> float:
    step = millimetres(size * _LEADING)
    return sum(_HEADING_HEIGHT + len(each.lines) * step + _BETWEEN for each in parts) - _BETWEEN


def _cut(flow: Flow, parts: Sequence[_Set], size: float, room: float) -> list[_Set]:
    """Return the parts of a column with as many lines as it holds, the longest part giving up most."""
    step = millimetres(size * _LEADING)
    most = int((room - len(parts) * (_HEADING_HEIGHT + _BETWEEN)) / step)
    share = max(1, most // max(1, len(parts)))
    short = sum(min(len(each.lines), share) for each in parts)
    found = []
    for each in parts:
        kept = min(len(each.lines), share + (max(0, most - short) if len(each.lines) > share else 0))
        lines = each.lines
        if kept < len(lines):
            style = Style("regular", size, INK)
            said = flow.pen.book.line(f"… {len(lines) - kept + 1} more lines in the report", style)
            lines = (*lines[: kept - 1], (said, False))
        found.append(_Set(each.title, lines, each.listed))
    return found


def _draw(flow: Flow, parts: Sequence[_Set], size: float, x: float, y: float, width: float) -> None:
    pen, style = flow.pen, Style("regular", size, INK)
    step = millimetres(size * _LEADING)
    for part in parts:
        pen.text(x, y + 5.0, part.title, _HEADING)
        pen.rule(x, y + 7.0, x + width, y + 7.0, HAIR, 0.6)
        y += _HEADING_HEIGHT
        indent = _BULLET if part.listed else 0.0
        for line, first in part.lines:
            baseline = y + millimetres(size * 0.93)
            mark = 1.8 if part.listed and first else None
            pen.item(x, baseline, line, style, width=width, indent=indent, mark=mark)
            y += step
        y += _BETWEEN
