"""Ballots to weigh on: one for each person, with this session's own forces, to cut apart and to type sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.force_words import SIDES, scale_words
from exports.pdf.cutting import CUTS, GUTTER, PAD, Cut, draw_cut_marks, draw_sheet_number
from exports.pdf.forces.signs import COLOURS
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, INK, MUTED, Paper, millimetres, paper_named
from exports.pdf.picture import wrapped
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from exports.source import Source
from facilitator import forces
from facilitator.errors import UserError
from facilitator.forces import Force

_BOX = 5.6
_BOXES = 2 * _BOX + 3.0
_LABEL = Style("regular", 9.0, INK)
_STEP = millimetres(9.0 * 1.2)
_HEAD = 27.0
_SIDE = 7.4
_MOST_LINES = 6
_EMPTY_LINES = 6
_MORE = "(the rest is on the wall)"
_LONGEST_READ = 1500
_SMALL = Style("regular", 7.5, MUTED)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a ballot: the head of a side, or a force with its text wrapped, or an empty line to write one."""

    side: forces.Side
    lines: tuple[Line, ...] = ()
    empty: bool = False

    @property
    def is_head(self) -> bool:
        return not self.lines and not self.empty

    @property
    def height(self) -> float:
        if self.is_head:
            return _SIDE
        return max(len(self.lines) * _STEP, _BOX) + 1.6


def write_ballots(
    source: Source, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write a ballot for everybody in the room as a PDF file and return what could not be drawn, in words.

    A sheet holds four, two or one, as the forces fit; more than fit on a sheet go on over the next. Before a force
    is written down the ballots have empty lines.

    Raises:
        UserError: the method has no force field, or there is no such paper.
        OSError: the file cannot be written.
    """
    data = source.data
    if forces.home(data.method) is None:
        raise UserError(f"“{data.method.title}” has no force field to weigh.")
    listed = forces.forces(data)
    sheet = paper_named(paper).portrait
    pen = Pen(str(path), title="Ballots", author=data.session.title, subject="Force field", recorder=recorder)
    cut, pages = _divide(pen.book, listed, sheet)
    heads = _Heads(data.session.title, _change(source), _asked(source))
    people = max(1, data.people_present)
    for number, entries in enumerate(pages, start=1):
        # All first halves, then all second ones: each pile is cut in one go.
        for _ in range(-(-people // cut.count)):
            pen.page(sheet)
            _draw_sheet(pen, sheet, cut, entries, heads, (number, len(pages)))
    pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


@dataclass(frozen=True, slots=True)
class _Heads:
    """What stands above the forces on each ballot."""

    title: str
    change: str
    asked: str


def _change(source: Source) -> str:
    now, wanted = forces.change(source.data)
    return f"{now} → {wanted}" if now and wanted else wanted or now


def _asked(source: Source) -> str:
    scale = forces.scale(source.data)
    if scale.dots:
        budget = scale.budget(len(forces.forces(source.data)))
        return f"First box: {budget} dots in all. Second box: can we change it, 1 hardly at all to 5 easily?"
    return f"First box: how strong, {scale_words(scale)}? Second box: can we change it, 1 hardly at all to 5 easily?"


def _divide(book: TextBook, listed: Sequence[Force], sheet: Paper) -> tuple[Cut, list[list[list[_Entry]]]]:
    """Return the smallest ballots that hold all forces, and the columns of each of their pages."""
    for cut in CUTS:
        pages = _flow(book, listed, sheet, cut)
        if len(pages) == 1:
            return cut, pages
    return CUTS[-1], _flow(book, listed, sheet, CUTS[-1])


def _flow(book: TextBook, listed: Sequence[Force], sheet: Paper, cut: Cut) -> list[list[list[_Entry]]]:
    """Return the entries of each column of each page: the sides one after the other, or beside each other."""
    width, height = cut.column(sheet, _HEAD)
    sides = {
        side: [_Entry(side, _lines(book, each, width)) for each in listed if each.side == side]
        if listed
        else [_Entry(side, empty=True)] * _EMPTY_LINES
        for side in SIDES
    }
    filled: dict[forces.Side, list[list[_Entry]]] = {
        side: _columns_of(side, entries, height) for side, entries in sides.items() if entries
    }
    if cut.columns == 2:
        longest = max(len(columns) for columns in filled.values())
        if all(len(columns) == 1 for columns in filled.values()):
            return [[columns[0] for columns in filled.values()]]
        return [
            [columns[number] if number < len(columns) else [] for columns in filled.values()]
            for number in range(longest)
        ]
    both = [entry for side, entries in sides.items() if entries for entry in (_Entry(side), *entries)]
    if sum(each.height for each in both) <= height:
        return [[both]]
    return [[column] for columns in filled.values() for column in columns]


def _columns_of(side: forces.Side, entries: Sequence[_Entry], height: float) -> list[list[_Entry]]:
    """Return the entries of one side in columns, the name of the side over each."""
    columns: list[list[_Entry]] = []
    room = 0.0
    for each in entries:
        if not columns or each.height > room:
            columns.append([_Entry(side)])
            room = height - _SIDE
        columns[-1].append(each)
        room -= each.height
    return columns


def _lines(book: TextBook, force: Force, width: float) -> tuple[Line, ...]:
    measure = width - _BOXES - 3.0
    lines = wrapped(book, force.title[:_LONGEST_READ], _LABEL, measure)
    if len(lines) > _MOST_LINES:
        # Enough to know it again.
        lines = [*lines[: _MOST_LINES - 1], book.line(_MORE, _LABEL)]
    return tuple(lines)


def _draw_sheet(
    pen: Pen,
    sheet: Paper,
    cut: Cut,
    columns: Sequence[Sequence[_Entry]],
    heads: _Heads,
    part: tuple[int, int],
) -> None:
    width, _ = cut.cell(sheet)
    for number, (left, top) in enumerate(cut.corners(sheet)):
        pen.owner(f"ballot:{number // cut.across}.{number % cut.across}")
        _draw_ballot(pen, (left, top, width), cut.column(sheet, _HEAD)[0], columns, heads, part)
    draw_cut_marks(pen, sheet, cut)


def _draw_ballot(
    pen: Pen,
    place: tuple[float, float, float],
    column: float,
    columns: Sequence[Sequence[_Entry]],
    heads: _Heads,
    part: tuple[int, int],
) -> None:
    left, top, width = place
    x, right = left + PAD, left + width - PAD
    y = top + PAD + 2.6
    number_width = draw_sheet_number(pen, right, y, part)
    title = Style("bold", 11.0, INK)
    shown = wrapped(pen.book, heads.title, title, width - 2 * PAD - number_width - 4.0)
    pen.line(x, y, shown[0], title)
    y += 4.6
    for text, style, most in ((heads.change, Style("regular", 8.0, INK), 2), (heads.asked, _SMALL, 2)):
        for line in wrapped(pen.book, text, style, width - 2 * PAD)[:most] if text else ():
            pen.line(x, y, line, style)
            y += millimetres(style.size * 1.25)
    for number, entries in enumerate(columns):
        _draw_column(pen, x + number * (column + GUTTER), top + _HEAD, column, entries)


def _draw_column(pen: Pen, left: float, top: float, width: float, entries: Sequence[_Entry]) -> None:
    right = left + width
    y = top
    for entry in entries:
        if entry.is_head:
            pen.text(left, y + 4.6, SIDES[entry.side], Style("semibold", 9.5, COLOURS[entry.side]))
            pen.rule(left, y + 6.0, right, y + 6.0, COLOURS[entry.side], 0.8)
            y += entry.height
            continue
        block = len(entry.lines) * _STEP
        first = y + (entry.height - block) / 2
        for number, line in enumerate(entry.lines):
            pen.line(left, first + number * _STEP + millimetres(_LABEL.size * (ASCENT - 0.08)), line, _LABEL)
        for x in (right - _BOXES, right - _BOX):
            pen.outline(x, y + (entry.height - _BOX) / 2, _BOX, _BOX, MUTED, 0.7)
        y += entry.height
        pen.rule(left, y, right - _BOXES - 2.0, y, HAIR, 0.4)
