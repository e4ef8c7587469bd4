"""Lines from paragraphs: greedy or with a balanced rag; nothing is ever left out. All widths in em."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exports.pdf.text.pieces import Paragraph, Piece, Unit, graphemes, make_piece

# Rounding must not push a word out of a line that was measured to hold it.
_TOLERANCE = 1e-6
_BALANCING_STEPS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn, at any size.

    text: what is drawn, in the order in which it is read. source: the same with the spaces that vanish at the end.
    pieces: in the order of the text. width: in em, hence points at one point of size.
    right_to_left: the direction of its paragraph. ends_paragraph: a hard line end (or the end of the text) follows.
    """

    text: str
    source: str
    pieces: tuple[Piece, ...]
    width: float
    right_to_left: bool
    ends_paragraph: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Wrapped text; a sequence of `Line`."""

    lines: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __getitem__(self, index: int) -> Line:
        return self.lines[index]

    @property
    def width(self) -> float:
        """The width of the widest line in em."""
        return max((line.width for line in self.lines), default=0.0)


def wrap(paragraphs: Iterable[Paragraph], limit: float, balanced: bool) -> Lines:
    """Wrap to lines of at most `limit` em; only a single grapheme wider than that sticks out.

    balanced: the narrowest measure that keeps the number of lines; otherwise only a lone last word gets company.
    """
    lines: list[Line] = []
    for paragraph in paragraphs:
        rows = _rows(paragraph, limit)
        if len(rows) > 1:
            rows = _balance(paragraph, rows, limit) if balanced else _mend(rows, limit)
        lines += (_line(row, paragraph, row is rows[-1]) for row in rows)
    return Lines(tuple(lines))


def count(paragraphs: Iterable[Paragraph], limit: float) -> int:
    """Return how many lines `wrap` makes, without making them."""
    return sum(len(_rows(paragraph, limit)) for paragraph in paragraphs)


def _rows(paragraph: Paragraph, limit: float) -> list[list[Unit]]:
    limit += _TOLERANCE
    if paragraph.width <= limit:
        return [list(paragraph.units)]
    rows: list[list[Unit]] = []
    row: list[Unit] = []
    used = 0.0
    for unit in paragraph.units:
        if row and used + unit.width > limit:
            if len(row) == 1 and not row[0].text:
                # Leading spaces that leave no room for the first word give way to it.
                row, used = [replace(row[0], space_pieces=(), space_width=0.0)], 0.0
            else:
                rows.append(row)
                row, used = [], 0.0
        if unit.width > limit:
            *full, unit = _cut(unit, limit)
            for part in full:
                rows.append([*row, part])
                row = []
            used = 0.0
        row.append(unit)
        used += unit.width + unit.space_width
    rows.append(row)
    return rows


def _cut(unit: Unit, limit: float) -> list[Unit]:
    """Cut a unit that is wider than a line between its graphemes; the last part keeps the spaces."""
    parts: list[list[Piece]] = [[]]
    used = 0.0
    for piece in unit.pieces:
        rest: Piece | None = piece
        while rest is not None and used + rest.shaped.width > limit:
            head, rest = _split(rest, limit - used, force=not parts[-1])
            if head is not None:
                parts[-1].append(head)
            if rest is not None:
                parts.append([])
                used = 0.0
            elif head is not None:
                used += head.shaped.width
        if rest is not None:
            parts[-1].append(rest)
            used += rest.shaped.width
    units = [
        Unit(
            "".join(piece.text for piece in part), tuple(part), sum(p.shaped.width for p in part), "", (), 0.0
        )
        for part in parts
    ]
    units[-1] = replace(
        units[-1], spaces=unit.spaces, space_pieces=unit.space_pieces, space_width=unit.space_width
    )
    return units


def _split(piece: Piece, room: float, force: bool) -> tuple[Piece | None, Piece | None]:
    """Split a piece into what fits into `room` and the rest; `force` takes one grapheme even if it does not fit."""
    ends: list[int] = []
    for grapheme in graphemes(piece.text):
        ends.append((ends[-1] if ends else 0) + len(grapheme))
    fitting = _fitting(piece, ends, room)
    while fitting > 0:
        head = make_piece(piece.text[: ends[fitting - 1]], piece.face, piece.level, piece.tabular)
        if head.shaped.width <= room:
            break
        fitting -= 1
    if fitting == 0:
        if not force:
            return None, piece
        fitting = 1
        head = make_piece(piece.text[: ends[0]], piece.face, piece.level, piece.tabular)
    rest = piece.text[ends[fitting - 1] :]
    return head, (make_piece(rest, piece.face, piece.level, piece.tabular) if rest else None)


def _fitting(piece: Piece, ends: Sequence[int], room: float) -> int:
    """Guess from the whole piece how many graphemes fit; cutting may change a joined letter's width a little."""
    clusters = iter(piece.shaped.clusters)
    cluster = next(clusters, None)
    used = 0.0
    for place, end in enumerate(ends):
        while cluster is not None and cluster[0] < end:
            used += cluster[1]
            cluster = next(clusters, None)
        if used > room:
            return place
    return len(ends)


def _row_width(row: Sequence[Unit]) -> float:
    return sum(unit.width + unit.space_width for unit in row) - (row[-1].space_width if row else 0.0)


def _mend(rows: list[list[Unit]], limit: float) -> list[list[Unit]]:
    """Give a lone last word the word before it, if the line above stays more than half full."""
    before, last = rows[-2], rows[-1]
    if len(last) != 1 or len(before) < 3 or not before[-1].spaces or not before[-2].spaces:
        return rows
    upper, lower = before[:-1], [before[-1], *last]
    if _row_width(lower) > limit or _row_width(upper) < limit / 2:
        return rows
    return [*rows[:-2], upper, lower]


def _balance(paragraph: Paragraph, rows: list[list[Unit]], limit: float) -> list[list[Unit]]:
    narrow = min(limit, max(unit.width for unit in paragraph.units))
    wide, best = limit, rows
    for _ in range(_BALANCING_STEPS):
        middle = (narrow + wide) / 2
        tried = _rows(paragraph, middle)
        if len(tried) > len(rows):
            narrow = middle
        else:
            wide, best = middle, tried
    return best


def _line(row: Sequence[Unit], paragraph: Paragraph, last: bool) -> Line:
    pieces: list[Piece] = []
    for unit in row[:-1]:
        pieces += unit.pieces
        pieces += unit.space_pieces
    if row:
        pieces += row[-1].pieces
    source = "".join(unit.text + unit.spaces for unit in row)
    return Line(
        text=source[: len(source) - len(row[-1].spaces)] if row else "",
        source=source,
        pieces=tuple(pieces),
        width=sum(piece.shaped.width for piece in pieces),
        right_to_left=paragraph.right_to_left,
        ends_paragraph=last,
    )
