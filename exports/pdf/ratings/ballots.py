"""Ballots for a room without screens: each topic with the signs to cross, to cut apart and to type sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.pdf.cutting import CUTS, GUTTER, PAD, Cut, draw_cut_marks, draw_sheet_number
from exports.pdf.page import Pen
from exports.pdf.paper import HAIR, INK, MUTED, Paper, millimetres, paper_named
from exports.pdf.ratings.deck import Deck, decks_of
from exports.pdf.ratings.marks import lettering, outline
from exports.pdf.ratings.sheet import Fitted, fitted, missing, scale_ends
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.record import Recorder
from exports.rating_words import is_colours, letter, named
from exports.source import Source
from facilitator.method import Method
from facilitator.ratings import RatingScale

_HEAD = 22.0
_RADIUS = 2.7
_PITCH = 7.4
_MANY_SIGNS = (5, 2.5, 5.9)
_LINE = 6.6
_LINE_BELOW = 6.2
_SPACE = 1.4
_LABEL = Style("regular", 9.0, INK)
_SMALL = Style("regular", 7.5, MUTED)
_LEAST_LABEL = 38.0
_NUMBER = 6.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A topic on a ballot: its title wrapped; `beside` where the signs stand in its line and not below it."""

    number: int
    title: Fitted
    beside: bool
    height: float


def write_ballots(
    origin: Source | Method, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write a ballot for everybody in the room as a PDF file and return what could not be drawn, in words.

    Of a method there is one sheet of them. A sheet holds four, two or one, as the topics fit.

    Raises:
        UserError: there are no topics, or there is no such paper.
        OSError: the file cannot be written.
    """
    decks = decks_of(origin)
    sheet = paper_named(paper).portrait
    title = f"{decks[0].title}: ballots"
    pen = Pen(str(path), title=title, author="", subject=decks[0].name, recorder=recorder)
    people = max(1, origin.data.people_present) if isinstance(origin, Source) else 1
    for deck in decks:
        cut, parts = _divide(pen.book, deck, sheet)
        for number, columns in enumerate(parts, start=1):
            # All first halves, then all second ones: each pile is cut in one go.
            for _ in range(-(-people // cut.count)):
                pen.page(sheet)
                _draw_sheet(pen, sheet, cut, deck, columns, (number, len(parts)))
    pen.finish()
    return missing(pen)


def _divide(book: TextBook, deck: Deck, sheet: Paper) -> tuple[Cut, list[list[list[_Entry]]]]:
    """Return the smallest ballots that hold all topics, and the columns of each of their parts."""
    parts: list[list[list[_Entry]]] = []
    for cut in CUTS:
        width, height = cut.column(sheet, _HEAD)
        entries = [_entry(book, deck, number, width) for number in range(len(deck.topics))]
        columns = _balanced(_columns_of(entries, height), cut.columns)
        parts = [columns[start : start + cut.columns] for start in range(0, len(columns), cut.columns)]
        if len(parts) == 1:
            return cut, parts
    return CUTS[-1], parts


def _signs(scale: RatingScale) -> tuple[float, float]:
    """Return the radius of a sign and the distance to the next one; smaller where a scale has many."""
    many, radius, pitch = _MANY_SIGNS
    return (radius, pitch) if len(scale.scale.values) > many else (_RADIUS, _PITCH)


def _signs_width(scale: RatingScale) -> float:
    return _signs(scale)[1] * len(scale.scale.values)


def _entry(book: TextBook, deck: Deck, number: int, width: float) -> _Entry:
    scales = deck.scales
    room = width - _NUMBER
    beside = len(scales) == 1 and room - _signs_width(scales[0]) >= _LEAST_LABEL
    measure = room - _signs_width(scales[0]) - 2.0 if beside else room
    title = fitted(
        book, deck.topics[number].title, _LABEL, measure, height=13.0, sizes=(8.0, 7.5), leading=1.2
    )
    height = max(title.height, _LINE) if beside else title.height + len(scales) * _LINE_BELOW + 0.8
    return _Entry(number + 1, title, beside, height + _SPACE)


def _columns_of(entries: Sequence[_Entry], height: float) -> list[list[_Entry]]:
    columns: list[list[_Entry]] = []
    room = 0.0
    for each in entries:
        if not columns or each.height > room:
            columns.append([])
            room = height
        columns[-1].append(each)
        room -= each.height
    return columns


def _balanced(columns: list[list[_Entry]], across: int) -> list[list[_Entry]]:
    """Return the columns of one ballot with nearly the same height, so that no half of it stays empty."""
    if across == 1 or len(columns) > across:
        return columns
    entries = [each for column in columns for each in column]
    height = sum(each.height for each in entries) / across
    while len(found := _columns_of(entries, height)) > across:
        height += _LINE
    return found


def _draw_sheet(
    pen: Pen,
    sheet: Paper,
    cut: Cut,
    deck: Deck,
    columns: Sequence[Sequence[_Entry]],
    part: tuple[int, int],
) -> None:
    width, _ = cut.cell(sheet)
    column, _ = cut.column(sheet, _HEAD)
    for number, (left, top) in enumerate(cut.corners(sheet)):
        pen.owner(f"ballot:{number}")
        _draw_head(pen, left + PAD, top + PAD + 2.6, width - 2 * PAD, deck, part)
        for place, entries in enumerate(columns):
            _draw_column(pen, left + PAD + place * (column + GUTTER), top + _HEAD, column, deck, entries)
    draw_cut_marks(pen, sheet, cut)


def _draw_head(pen: Pen, x: float, baseline: float, width: float, deck: Deck, part: tuple[int, int]) -> None:
    number_width = draw_sheet_number(pen, x + width, baseline, part)
    title = fitted(
        pen.book, deck.name, Style("bold", 11.0, INK), width - number_width - 4.0, most=1, sizes=(9.0,)
    )
    pen.line(x, baseline, title.lines[0], title.style)
    told = fitted(
        pen.book, how_to_vote(deck.scales), Style("regular", 8.0, MUTED), width, most=2, sizes=(7.5,)
    )
    pen.lines(x, baseline + 2.2, told.lines, told.style, leading=told.leading, width=width)
    pen.rule(x, baseline + 11.2, x + width, baseline + 11.2, INK, 0.8)


def how_to_vote(scales: Sequence[RatingScale]) -> str:
    """Return in one or two sentences what to cross."""
    told = ["One cross for each topic." if len(scales) == 1 else "One cross in each row."]
    for scale in scales:
        if is_colours(scale):
            signs = [f"{letter(scale, value)} {named(scale, value)}" for value in scale.scale.values]
            told.append(f"{', '.join(signs)}.")
        else:
            told.append(f"{scale_ends(scale)}.")
    return " ".join(told)


def _draw_column(
    pen: Pen, left: float, top: float, width: float, deck: Deck, entries: Sequence[_Entry]
) -> None:
    right = left + width
    y = top
    for entry in entries:
        x = left + _NUMBER
        middle = y + (entry.height / 2 if entry.beside else 0.6 + entry.title.height / 2)
        baseline = middle + 0.36 * millimetres(_SMALL.size)
        pen.text(x - 1.6, baseline, str(entry.number), _SMALL, align="right")
        measure = width - _NUMBER - (_signs_width(deck.scales[0]) + 2.0 if entry.beside else 0.0)
        entry.title.draw(pen, x, middle, measure)
        row = middle if entry.beside else y + 0.6 + entry.title.height + _LINE_BELOW / 2
        for scale in deck.scales:
            start = right - _signs_width(scale)
            if len(deck.scales) > 1:
                room = start - x - 2.0
                title = fitted(pen.book, scale.title, _SMALL, room, most=1)
                pen.line(x, row + 0.36 * millimetres(_SMALL.size), title.lines[0], _SMALL)
            radius, pitch = _signs(scale)
            for place, value in enumerate(scale.scale.values):
                centre = start + (place + 0.5) * pitch
                outline(pen, scale, value, centre, row, radius, MUTED)
                lettering(pen, scale, value, centre, row, radius, MUTED)
            row += _LINE_BELOW
        y += entry.height
        pen.rule(left, y, right, y, HAIR, 0.4)
