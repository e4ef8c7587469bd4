"""The pages of a force field: head, diagram, totals, and as much of the plan as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.force_words import how_weighed, plan_by_priority, planned_by
from exports.pdf.forces.diagram import HEADS, Diagram, Row, rows_of
from exports.pdf.forces.frame import Frame, frame_for
from exports.pdf.forces.sums import Sums
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, INK, MUTED, millimetres
from exports.pdf.picture import Picture, Shape, Sketch, draw_picture, wrapped
from exports.pdf.target import Target
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from exports.source import Source
from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.forces import ForceField, PlanItem, force_field

TITLE = "Force field"
CREDIT = "Force field after Kurt Lewin"
_HEAD = 19.0
_DIAGRAM = 29.0
_ROWS = _DIAGRAM + HEADS
_FURNITURE = 7.5
_CELL = 9.0
_CELL_STEP = millimetres(_CELL * 1.25)
_CELL_PADDING = 0.85
_COLUMNS = (
    ("Action", 92.0),
    ("Aims to", 21.0),
    ("Force", 70.0),
    ("Score", 20.0),
    ("Owner", 30.0),
    ("Due", 30.0),
)
_GAP = 2.0
_FEWEST_PLANNED = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class ForcePage:
    """One page: its picture, what stands left in its foot, and where its plan begins (None without one)."""

    picture: Picture
    foot: str
    plan_at: float | None = None


@dataclass(frozen=True, slots=True)
class _PlanRow:
    """One action of the plan, laid out: the lines of each cell."""

    cells: tuple[tuple[Line, ...], ...]

    @property
    def height(self) -> float:
        return max(1, *(len(lines) for lines in self.cells)) * _CELL_STEP + 2 * _CELL_PADDING


def write_diagram(
    source: Source, target: Target, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the force field as a PDF file and return what could not be drawn, in words.

    Raises:
        UserError: the method has no force field, or there is no such paper.
        OSError: the file cannot be written.
    """
    field = field_of(source)
    sheet, frame = frame_for(paper)
    name = whose(source)
    pen = Pen(target, title=f"{name}: {TITLE.lower()}", author=name, subject=field.wanted, recorder=recorder)
    pages = lay_out(pen.book, field, frame, subject(source, field))
    for number, page in enumerate(pages, start=1):
        pen.page(sheet, (frame.width, frame.height))
        pen.bookmark(TITLE if number == 1 else f"{TITLE}, page {number}", 0)
        draw_picture(pen, page.picture.shapes)
        if page.plan_at is not None:
            pen.bookmark("Plan", 1, page.plan_at)
        pen.owner("foot")
        texts = (page.foot, f"Page {number} of {len(pages)}")
        pen.foot((frame.margin, frame.inner), frame.height - 7.0, texts, _FURNITURE)
    pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def field_of(source: Source) -> ForceField:
    """Return the force field of a session.

    Raises:
        UserError: its method has none.
    """
    found = force_field(source.data)
    if found is None:
        raise UserError(f"“{source.data.method.title}” has no force field. Choose the report instead.")
    return found


def whose(source: Source) -> str:
    """Return whose force field it is: the community's, or the session's by its title."""
    return source.community.name if source.community else source.data.session.title


def subject(source: Source, field: ForceField) -> str:
    """Return the line beside the title: whose it is, when and how it was weighed."""
    day = written_day(source.place.started or source.data.session.starts or source.data.session.created)
    about = " · ".join(part for part in (whose(source), day) if part)
    return f"{about}. {how_weighed(field)}"


def force_picture(source: Source) -> Picture:
    """Return the force field as one picture as wide as an A4 page and as high as all forces need, without the plan.

    Raises:
        UserError: the method has no force field.
    """
    field = field_of(source)
    _, frame = frame_for("A4")
    sketch = Sketch(TextBook())
    diagram, sums = Diagram(sketch, field, frame), Sums(sketch, field, frame)
    words = subject(source, field)
    _draw_head(sketch, frame, TITLE, words)
    rows = rows_of(field)
    room = frame.height - _ROWS - sums.height - 13.0
    size, needs = diagram.fit(rows, room) or (8.0, diagram.needs(rows, 8.0))
    y = diagram.draw(rows, _DIAGRAM, diagram.spread_out(needs, room), size, least=60.0)
    y = sums.draw(y)
    change = " → ".join(part for part in (field.now, field.wanted) if part)
    return Picture(frame.width, y + 6.0, tuple(sketch.shapes), f"{TITLE}: {whose(source)}", change)


def lay_out(book: TextBook, field: ForceField, frame: Frame, words: str) -> list[ForcePage]:
    """Lay out all pages. The strongest forces stand on the first one, with the totals and the plan."""
    return _Pages(book, field, frame, words).lay_out()


class _Pages:
    def __init__(self, book: TextBook, field: ForceField, frame: Frame, words: str) -> None:
        self._book = book
        self._field = field
        self._frame = frame
        self._words = words
        self._bottom = frame.height - 13.0
        self._plan = [self._plan_row(item) for item in plan_by_priority(field)]
        self._below = Sums(Sketch(book), field, frame).height

    def lay_out(self) -> list[ForcePage]:
        rows = rows_of(self._field)
        measure = Diagram(Sketch(self._book), self._field, self._frame)
        few = min(_FEWEST_PLANNED, len(self._plan))
        # The whole plan where labels stay easy to read beside it; else three actions, and more as they happen to fit.
        for count in (len(self._plan), few):
            found = measure.fit(rows, self._room(count))
            if found is not None and (found[0] >= 10.0 or count == few):
                return [self._first(rows, found[0], self._as_many(measure, rows, found[0], count), 1)]
        return self._several(measure, rows, few)

    def _as_many(self, measure: Diagram, rows: Sequence[Row], size: float, count: int) -> int:
        """Return how many actions fit beside labels of this size."""
        needed = sum(measure.needs(rows, size))
        while count < len(self._plan) and needed <= self._room(count + 1):
            count += 1
        return count

    def _room(self, planned: int) -> float:
        """Return the height for rows on the first page beside this much of the plan."""
        return self._bottom - _ROWS - 1.0 - self._below - self._plan_height(planned)

    def _plan_height(self, planned: int) -> float:
        return 6.6 + sum(row.height for row in self._plan[:planned]) if planned else 0.0

    def _several(self, measure: Diagram, rows: Sequence[Row], planned: int) -> list[ForcePage]:
        """Lay out on as few pages as hold all rows, each with as many."""
        first, further = self._room(planned), self._bottom - _ROWS - 1.0
        for pages in range(2, len(rows) + 1):
            each = -(-len(rows) // pages)
            parts = [rows[start : start + each] for start in range(0, len(rows), each)]
            fits = [measure.fit(part, further if number else first) for number, part in enumerate(parts)]
            sizes = [fit[0] for fit in fits if fit is not None]
            if len(sizes) == len(fits):
                size = min(sizes)
                begin = self._first(parts[0], size, planned, len(parts))
                return [begin, *self._further(parts, size)]
        raise AssertionError("one row fits on any page")

    def _first(self, rows: Sequence[Row], size: float, planned: int, pages: int) -> ForcePage:
        sketch = Sketch(self._book)
        diagram = Diagram(sketch, self._field, self._frame)
        _draw_head(sketch, self._frame, TITLE, self._words)
        room = self._room(planned)
        heights = diagram.spread_out(diagram.needs(rows, size), room)
        y = diagram.draw(rows, _DIAGRAM, heights, size, least=min(60.0, room))
        y = Sums(sketch, self._field, self._frame).draw(y)
        plan_at = None
        if planned:
            plan_at = y + 0.4
            self._draw_plan(sketch, plan_at, planned)
        foot = " ".join(self._foot(planned, pages, len(rows)))
        return ForcePage(self._picture(sketch), foot, plan_at)

    def _further(self, parts: Sequence[Sequence[Row]], size: float) -> Iterator[ForcePage]:
        done = len(parts[0])
        for part in parts[1:]:
            sketch = Sketch(self._book)
            diagram = Diagram(sketch, self._field, self._frame)
            _draw_head(sketch, self._frame, f"{TITLE}, continued", self._words)
            heights = diagram.spread_out(diagram.needs(part, size), self._bottom - _ROWS - 1.0)
            diagram.draw(part, _DIAGRAM, heights, size, least=60.0)
            yield ForcePage(
                self._picture(sketch), f"{CREDIT}. Forces {done + 1} to {done + len(part)} of each side."
            )
            done += len(part)

    def _foot(self, planned: int, pages: int, rows: int) -> Iterator[str]:
        yield f"{CREDIT}."
        if pages > 1:
            yield f"The strongest {rows} of each side; the totals count all."
        if planned < len(self._plan):
            count = len(self._plan)
            shown = (
                "none" if not planned else "the first" if planned == 1 else f"the first {_number(planned)}"
            )
            others = "they are" if not planned else "the others are"
            yield f"Plan: {shown} of {_number(count)} actions, {others} in the report."

    def _picture(self, sketch: Sketch) -> Picture:
        shapes: tuple[Shape, ...] = tuple(sketch.shapes)
        return Picture(self._frame.width, self._frame.height, shapes)

    # The plan

    @property
    def _columns(self) -> list[tuple[str, float, float]]:
        """Title, left end and width of each column."""
        unit = (self._frame.inner - _GAP * (len(_COLUMNS) - 1)) / sum(share for _, share in _COLUMNS)
        found, x = [], self._frame.margin
        for title, share in _COLUMNS:
            found.append((title, x, share * unit))
            x += share * unit + _GAP
        return found

    def _plan_row(self, item: PlanItem) -> _PlanRow:
        field = self._field
        found = field.find(item.force_id)
        texts = (
            item.action.text,
            item.way,
            found.force.title if found else item.action.topic,
            planned_by(item, field),
            item.action.owner or "–",
            written_day(item.action.due) or "–",
        )
        return _PlanRow(
            tuple(
                tuple(wrapped(self._book, text, _cell_style(place), width))
                for place, (text, (_, _, width)) in enumerate(zip(texts, self._columns, strict=True))
            )
        )

    def _draw_plan(self, sketch: Sketch, top: float, planned: int) -> None:
        frame = self._frame
        left, right = frame.margin, frame.width - frame.margin
        head = Style("semibold", 8.0, MUTED)
        sketch.owner = "plan:head"
        for title, x, _ in self._columns:
            sketch.text(x, top + 2.7, title, head)
        y = top + 4.2
        sketch.strokes([(left, y, right, y)], INK, 0.8)
        for number, row in enumerate(self._plan[:planned]):
            sketch.owner = f"plan:{number}"
            for place, (lines, (_, x, _)) in enumerate(zip(row.cells, self._columns, strict=True)):
                style = _cell_style(place)
                baseline = y + _CELL_PADDING + millimetres(_CELL * ASCENT)
                for step, line in enumerate(lines):
                    sketch.line(x, baseline + step * _CELL_STEP, line, style)
            y += row.height
            sketch.strokes([(left, y, right, y)], HAIR, 0.4)


def _cell_style(place: int) -> Style:
    return Style("semibold" if place == 0 else "regular", _CELL, INK)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _draw_head(sketch: Sketch, frame: Frame, title: str, words: str) -> None:
    """Draw the title and beside it whose force field it is; long words become smaller, then several lines."""
    sketch.owner = "head"
    x = frame.margin + sketch.text(frame.margin, _HEAD, title, Style("bold", 20, INK)) + 4.0
    width = frame.width - frame.margin - x
    for size, most in ((9.5, 2), (7.5, 3)):
        style = Style("regular", size, MUTED)
        lines = wrapped(sketch.book, words, style, width)
        if len(lines) <= most:
            break
    step = millimetres(size * 1.25)
    lines = lines[:3]
    for number, line in enumerate(lines):
        sketch.line(x, _HEAD - step * (len(lines) - 1 - number), line, style)
