"""Brainstorm in the report: every note as it was written, by lane and group, in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from exports.pdf.columns import Block, Piece, TwoColumns, column_width, columns_keep
from exports.pdf.flow import BODY, CAPTION, CELL_SOFT, GROUP, Draw, Flow
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, HOUSE, MM, MUTED, millimetres
from exports.pdf.text.book import Style
from exports.pdf.text.wrap import Line
from exports.source import Source
from facilitator.activities.brainstorm import objections, resolved
from facilitator.acts.outcomes import bullets
from facilitator.method import Activity, Lane
from facilitator.model import Note
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = (
    "Notes by group",
    "Every note as it was written. The figure counts notes; a star marks what went onto the canvas.",
)
_STEP = millimetres(BODY.size * 1.32)
_INDENT = 4.6
_SIDES = 2


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anything was written in this activity."""
    return any(data.notes_in(lane.id) or data.groups_in(lane.id) for lane in activity.lanes)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw the notes of each lane; an activity pictured as two columns has its lanes side by side."""
    data = source.data
    lanes = [lane for lane in activity.lanes if data.notes_in(lane.id) or data.groups_in(lane.id)]
    if activity.settings.get("picture") == "two_columns" and len(activity.lanes) == _SIDES:
        sides = [
            block
            for number, lane in enumerate(activity.lanes)
            for block in _under(_lane_title(lane), _blocks(flow, data, lane, number), number)
        ]
        flow.heading(activity.title, icon="force_field", keep=columns_keep(flow, sides))
        TwoColumns(flow).draw(sides)
        return
    canvas = data.method.canvas
    for lane in lanes:
        box = canvas.box(lane.box) if canvas and lane.box else None
        blocks = _blocks(flow, data, lane, None)
        flow.heading(lane.title, icon=box.icon if box else "note", keep=columns_keep(flow, blocks))
        TwoColumns(flow).draw(blocks)
    answered = resolved(data, activity.id)
    flow.bullets(
        (0, f"Objection, resolved: {each}" if each in answered else f"Objection: {each}")
        for each in objections(data, activity.id)
    )


def _blocks(flow: Flow, data: SessionData, lane: Lane, column: int | None) -> list[Block]:
    """Return a block for each group of a lane, and one for the notes in none."""
    agreed = {line.text.casefold() for line in bullets(data.outcomes.get(lane.box or "", ""))}
    groups = data.groups_in(lane.id)
    found = []
    for group in groups:
        notes = data.notes_of(group.id)
        title = group.title or "Without a title"
        starred = (group.title or (notes[0].text if notes else "")).casefold() in agreed
        found.append(_block(flow, data, title, notes, group.stickies, starred, column))
    loose = data.loose_in(lane.id)
    if loose:
        title = "On their own" if groups else "Not grouped"
        found.append(_block(flow, data, title, loose, 0, False, column))
    return found


def _under(title: Piece, blocks: Sequence[Block], column: int) -> list[Block]:
    """Return the blocks of a column with its title over the first one: it never stands alone."""
    first = blocks[0].pieces if blocks else ()
    return [Block((title, *first), column), *blocks[1:]]


def _lane_title(lane: Lane) -> Piece:
    def draw(pen: Pen, x: float, top: float) -> None:
        style = Style("semibold", 11.5, HOUSE)
        pen.text(x, top + 4.2, lane.title, style)

    return Piece(8.0, draw)


def _block(
    flow: Flow,
    data: SessionData,
    title: str,
    notes: Sequence[Note],
    stickies: int,
    starred: bool,
    column: int | None,
) -> Block:
    width = column_width(flow)
    book = flow.pen.book
    heading = book.wrap(title, GROUP, (width - 16.0) * MM, balanced=True)
    pieces = [_heading_piece(list(heading), width, len(notes) + stickies, starred)]
    if stickies:
        pieces.append(_caption(f"{stickies} on the wall"))
    authors = {person.id: person.name for person in data.participants}
    for note in notes:
        by = authors.get(note.author_id or "", "")
        text = f"{note.text} ({by})" if by else note.text
        for number, line in enumerate(book.wrap(text, BODY, (width - _INDENT) * MM)):
            pieces.append(Piece(_STEP, _note_line(line, width, number == 0)))
    pieces.append(Piece(4.0, lambda pen, x, top: None))
    return Block(tuple(pieces), column)


def _heading_piece(heading: Sequence[Line], width: float, count: int, starred: bool) -> Piece:
    step = millimetres(GROUP.size * 1.25)
    height = len(heading) * step + 2.8

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.lines(x, top, heading, GROUP, leading=1.25)
        baseline = top + millimetres(GROUP.size * ASCENT)
        pen.text(x, baseline, str(count), CELL_SOFT, align="right", width=width)
        if starred and heading:
            star_x = x + millimetres(heading[-1].width * GROUP.size) + 2.0
            last = baseline + (len(heading) - 1) * step
            pen.polygon(_star(star_x + 1.6, last - 1.4, 1.7), fill=HOUSE)
        pen.rule(x, top + height - 1.6, x + width, top + height - 1.6, HAIR, 0.6)

    return Piece(height, draw)


def _note_line(line: Line, width: float, first: bool) -> Draw:
    def draw(pen: Pen, x: float, top: float) -> None:
        baseline = top + millimetres(BODY.size * ASCENT)
        pen.item(x, baseline, line, BODY, width=width, indent=_INDENT, mark=1.4 if first else None)

    return draw


def _caption(text: str) -> Piece:
    def draw(pen: Pen, x: float, top: float) -> None:
        pen.text(x + _INDENT, top + 3.4, text, Style("regular", CAPTION.size, MUTED))

    return Piece(5.0, draw)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    corners = []
    for number in range(10):
        reach = radius if number % 2 == 0 else radius * 0.42
        angle = -pi / 2 + number * pi / 5
        corners.append((x + reach * cos(angle), y + reach * sin(angle)))
    return corners
