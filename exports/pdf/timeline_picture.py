"""The picture of a timeline as plain shapes: impact over the axis, entries by the shape of their kind, spans below."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.forces.signs import HOLDS_BACK, HOLDS_BACK_GROUND
from exports.pdf.paper import INK, MUTED
from exports.pdf.picture import Point, Sketch, hatching, rectangle
from exports.pdf.text.book import Style
from facilitator import moments
from facilitator.ids import from_stamp
from facilitator.time_axis import Axis, axis, ticks
from facilitator.timelines import Entry, Timeline

_LABEL = Style("regular", 7.5, MUTED)
_STRONG = Style("semibold", 7.5, HOLDS_BACK)
_BAND = 5.5
_MARK = 1.5
_LANE = 5.2
_LANES = 6
_KEEP = 3.0
_FIRST = ("impact", "detection", "decision", "action")
"""The kinds that keep their words when there are many entries."""
_MOST_LABELS = 24
_MOST_TRIED = 60
_SHORT = 34
_SPAN = 4.2


def draw_timeline(sketch: Sketch, timeline: Timeline, width: float) -> float:
    """Draw `timeline` `width` millimetres wide from the top down; return its height, 0 without an entry."""
    if not timeline.entries:
        return 0.0
    stamps = [each.at for each in timeline.entries]
    stamps += [stamp for band in timeline.bands for stamp in (band.starts, band.ends)]
    on = axis(stamps)
    top = 5.0
    _bands(sketch, timeline, on, width, top)
    line = top + _BAND + 5.0
    sketch.strokes([(0.0, line, width, line)], INK, 0.8)
    times: list[tuple[float, float]] = []
    for stamp, words in ticks(on, timeline.zone, width / 16.0):
        x = width * on.share(stamp)
        sketch.strokes([(x, line - 1.0, x, line + 1.0)], INK, 0.5)
        room = sketch.book.line(words, _LABEL).width * _LABEL.size * 25.4 / 72
        middle = min(max(room / 2, x), width - room / 2)
        sketch.text(middle, line + 4.6, words, _LABEL, "centre")
        times.append((middle - room / 2, middle + room / 2))
    known = [each for each in timeline.durations if each is not None]
    bottom = _labels(sketch, timeline, on, width, line, line + 11.0 + len(known) * _SPAN, times)
    _spans(sketch, timeline, on, width, line + 9.0)
    for each in timeline.entries:
        kind_mark(sketch, each.kind, width * on.share(each.at), line, _MARK)
    return bottom + 2.0


def kind_mark(sketch: Sketch, kind: str, x: float, y: float, radius: float) -> None:
    """Draw the shape of a kind of entry: impact, detection, action and decision filled, the others hollow."""
    if kind in ("action", "context"):
        sketch.disc(x, y, radius)
        if kind == "context":
            sketch.disc(x, y, radius * 0.62, "#FFFFFF")
        return
    corners: list[Point]
    if kind == "detection":
        corners = [
            (x, y - radius * 1.25),
            (x + radius * 1.25, y),
            (x, y + radius * 1.25),
            (x - radius * 1.25, y),
        ]
    elif kind == "decision":
        corners = [(x, y - radius * 1.15), (x + radius * 1.2, y + radius), (x - radius * 1.2, y + radius)]
    else:
        side = radius * 0.95
        corners = list(rectangle(x - side, y - side, 2 * side, 2 * side))
    if kind == "status":
        sketch.polygon(corners, "#FFFFFF", INK, 0.9)
    else:
        sketch.polygon(corners, INK)


def _bands(sketch: Sketch, timeline: Timeline, on: Axis, width: float, top: float) -> None:
    free = 0.0
    for band in timeline.bands:
        left, right = width * on.share(band.starts), width * on.share(band.ends)
        corners = rectangle(left, top, max(0.8, right - left), _BAND)
        if band.level == "impact":
            sketch.polygon(corners, HOLDS_BACK_GROUND)
            sketch.strokes(hatching(corners, 1.6), HOLDS_BACK, 0.6)
        sketch.polygon(corners, None, HOLDS_BACK, 0.8)
        length = moments.span_words(from_stamp(band.ends) - from_stamp(band.starts))
        words = band.text or ("easing" if band.level == "easing" else "impact")
        words = words if band.open else f"{_cut(words)}, {length}"
        room = sketch.book.line(words, _STRONG).width * _STRONG.size * 25.4 / 72
        x = max(free, min(left, width - room))
        if x + room <= width + 0.1:
            sketch.text(x, top - 1.6, words, _STRONG)
            free = x + room + _KEEP


def _spans(sketch: Sketch, timeline: Timeline, on: Axis, width: float, y: float) -> None:
    """Draw how long it took to notice, to take up, to ease and to end it, over the stems of the entries."""
    stamps, took = timeline.stamps, timeline.durations
    found = (
        ("noticed after", "began", "noticed", took.detect),
        ("acknowledged after", "noticed", "acknowledged", took.acknowledge),
        ("mitigated after", "began", "mitigated", took.mitigate),
        ("resolved after", "began", "resolved", took.resolve),
    )
    line = y
    for words, start, end, length in found:
        if length is None:
            continue
        left, right = width * on.share(stamps[start]), width * on.share(stamps[end])
        text = f"{words} {moments.span_words(length)}"
        room = sketch.book.line(text, _LABEL).width * _LABEL.size * 25.4 / 72
        sketch.strokes(
            [
                (left, line, right, line),
                (left, line - 0.9, left, line + 0.9),
                (right, line - 0.9, right, line + 0.9),
            ],
            INK,
            0.6,
        )
        start_of_words = left - 1.5 - room if left - room - 1.5 >= 0.0 else min(right + 1.5, width - room)
        sketch.box(start_of_words - 0.5, line - 1.6, room + 1.0, 3.4, "#FFFFFF")
        sketch.text(start_of_words, line + 0.9, text, _LABEL)
        line += _SPAN


def _labels(
    sketch: Sketch,
    timeline: Timeline,
    on: Axis,
    width: float,
    line: float,
    top: float,
    times: Sequence[tuple[float, float]],
) -> float:
    """Draw words for the entries that find a place below, each in the first lane that is free; return the last line.

    `times` are the left and right ends of the times under the axis; a stem begins below one that is in its way.
    """
    wanted = sorted(timeline.entries, key=lambda each: each.kind not in _FIRST)
    if len(wanted) > _MOST_LABELS:
        wanted = [each for each in wanted if each.kind in _FIRST]
        wanted = wanted[:: max(1, -(-len(wanted) // _MOST_TRIED))]
    xs = sorted(width * on.share(each.at) for each in wanted)
    middle = xs[len(xs) // 2] if xs else 0.0
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LANES)]
    placed: list[tuple[Entry, float, float, int]] = []
    for each in wanted:
        x = width * on.share(each.at)
        text = f"{moments.clock(each.at, timeline.zone)} {_cut(each.text)}"
        room = sketch.book.line(text, _LABEL).width * _LABEL.size * 25.4 / 72
        # Away from the middle, where most stems stand: the words end at the stem or begin at it.
        before, behind = x - room, min(x, width - room)
        place = _free(taken, (before, behind) if x < middle else (behind, before), room)
        if place is not None:
            left, lane = place
            taken[lane].append((left, left + room))
            placed.append((each, x, left, lane))
    stems = [(x, line + _stem_begins(x, times), x, top + lane * _LANE + 1.2) for _, x, _, lane in placed]
    sketch.strokes(stems, "#B9C1C8", 0.4)
    for each, _, left, lane in placed:
        text = f"{moments.clock(each.at, timeline.zone)} {_cut(each.text)}"
        baseline = top + lane * _LANE + 3.6
        room = sketch.book.line(text, _LABEL).width * _LABEL.size * 25.4 / 72
        sketch.box(left - 0.6, baseline - 2.9, room + 1.2, 3.9, "#FFFFFF")
        sketch.text(left, baseline, text, _LABEL)
    last = max((lane for _, _, _, lane in placed), default=-1)
    return top + (last + 1) * _LANE


def _stem_begins(x: float, times: Sequence[tuple[float, float]]) -> float:
    """Return how far below the axis a stem begins: at it, or below the time that stands in its way."""
    return 5.7 if any(left - 0.5 <= x <= right + 0.5 for left, right in times) else 1.4


def _free(
    taken: list[list[tuple[float, float]]], lefts: tuple[float, float], room: float
) -> tuple[float, int] | None:
    """Return the first place free, its left end and its lane; None where all is full."""
    for left in lefts:
        for number, lane in enumerate(taken):
            if left >= 0.0 and all(
                left >= end + _KEEP or left + room <= start - _KEEP for start, end in lane
            ):
                return left, number
    return None


def _cut(text: str) -> str:
    """Return the beginning of a text, whole words: the table below the picture has all of it."""
    if len(text) <= _SHORT:
        return text
    return f"{text[:_SHORT].rsplit(' ', 1)[0]} …"
