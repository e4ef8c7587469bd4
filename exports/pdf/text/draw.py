"""Lines onto a reportlab canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from exports.pdf.text import bidi
from exports.pdf.text.embed import SubsetFont
from exports.pdf.text.fonts import Face
from exports.pdf.text.pieces import Piece
from exports.pdf.text.shape import MISSING_WIDTH
from exports.pdf.text.wrap import Line

# A thousandth of the size is the unit of text positions; smaller differences cannot be seen.
_SMALLEST_SHIFT = 0.5
# The box for a character without a font: left, bottom, width, height and thickness of its frame, in em.
_BOX = (0.06, 0.0, MISSING_WIDTH - 0.12, 0.7, 0.05)


def colour_operands(colour: str) -> str:
    """Return "#RRGGBB" as the three numbers PDF wants."""
    return " ".join(f"{int(colour[start : start + 2], 16) / 255:.4g}" for start in (1, 3, 5))


def in_drawing_order(line: Line) -> list[Piece]:
    """Return the pieces of a line from left to right (UAX #9, rule L2)."""
    pieces = list(line.pieces)
    if all(piece.level == 0 for piece in pieces):
        return pieces
    return [pieces[place] for place in bidi.visual_order([piece.level for piece in pieces])]


class LinePainter:
    """Collects the text operators and the shapes of one line, whose left end is at (x, y), in points."""

    def __init__(
        self, x: float, y: float, size: float, font_of: Callable[[Face], SubsetFont], blank: Face
    ) -> None:
        """`font_of` gives the document's font for a face; `blank` lends its space to text that is drawn as shapes."""
        self._x = x
        self._y = y
        self._size = size
        self._font_of = font_of
        self._blank = blank
        self._pen = 0.0  # where the reader's pen stands, in thousandths of the size
        self._font_name = ""
        self._text: list[str] = []
        self._open: list[str] = []
        self._codes = bytearray()
        self._shapes: list[str] = []

    def paint(self, line: Line) -> None:
        """Add a whole line."""
        left = 0.0
        for piece in in_drawing_order(line):
            if piece.face is None:
                self._box(left)
                self._blank_text(left, piece.shaped.width, piece.text)
            elif piece.face.has_truetype_outlines:
                self._glyphs(piece, piece.face, left)
            else:
                self._outlined(piece, piece.face, left)
            left += piece.shaped.width

    def operators(self, colour: str) -> str:
        """Return everything as PDF operators that leave the graphics state as it was."""
        self._close()
        operands = colour_operands(colour)
        parts = ["q", f"{operands} rg"]
        if self._text:
            parts += ["BT", f"1 0 0 1 {_number(self._x)} {_number(self._y)} Tm", *self._text, "ET"]
        return "\n".join([*parts, *self._shapes, "Q"])

    def _glyphs(self, piece: Piece, face: Face, left: float) -> None:
        font = self._font_of(face)
        for glyph in piece.shaped.glyphs:
            if glyph.text is None:
                self._shape(face, glyph.number, left + glyph.x, glyph.y)
            else:
                self._show(font, glyph.number, glyph.text, (left + glyph.x) * 1000)

    def _outlined(self, piece: Piece, face: Face, left: float) -> None:
        """Draw a face that cannot be embedded: shapes to see, blanks of the same width to read."""
        glyphs = piece.shaped.glyphs
        bearers = [glyph for glyph in glyphs if glyph.text is not None]
        ends = [glyph.x for glyph in bearers[1:]] + [piece.shaped.width]
        for glyph in glyphs:
            self._shape(face, glyph.number, left + glyph.x, glyph.y)
        for glyph, end in zip(bearers, ends, strict=True):
            self._blank_text(left + glyph.x, end - glyph.x, glyph.text or "")

    def _blank_text(self, left: float, width: float, text: str) -> None:
        font = self._font_of(self._blank)
        self._show(font, font.space, text, left * 1000)
        # The next text is placed from where this one ends for the reader, so the blank needs its true width.
        self._move_to((left + width) * 1000)

    def _show(self, font: SubsetFont, glyph: int, text: str, x: float) -> None:
        name, code = font.code(glyph, text)
        if name != self._font_name:
            self._close()
            self._text.append(f"/{name} {_number(self._size)} Tf")
            self._font_name = name
        self._move_to(x)
        self._codes.append(code)
        self._pen += font.advance(glyph)

    def _move_to(self, x: float) -> None:
        shift = self._pen - x
        if abs(shift) > _SMALLEST_SHIFT:
            self._flush()
            self._open.append(_number(shift))
            self._pen = x

    def _flush(self) -> None:
        if self._codes:
            self._open.append(f"<{self._codes.hex()}>")
            self._codes.clear()

    def _close(self) -> None:
        self._flush()
        if self._open:
            self._text.append(f"[{' '.join(self._open)}] TJ")
            self._open = []

    def _shape(self, face: Face, glyph: int, x: float, y: float) -> None:
        commands = _outline(face, glyph)
        if not commands:
            return
        scale, x, y = self._size, self._x + x * self._size, self._y + y * self._size
        for operator, points in commands:
            numbers = [_number((y if place % 2 else x) + point * scale) for place, point in enumerate(points)]
            self._shapes.append(" ".join([*numbers, operator]))
        self._shapes.append("f")

    def _box(self, left: float) -> None:
        x, y, width, height, frame = (length * self._size for length in _BOX)
        x, y = self._x + left * self._size + x, self._y + y
        inner = (x + frame, y + frame, width - 2 * frame, height - 2 * frame)
        for rectangle in ((x, y, width, height), inner):
            self._shapes.append(" ".join([*map(_number, rectangle), "re"]))
        self._shapes.append("f*")


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class _Outline:
    """Takes a glyph from HarfBuzz as PDF path operators, in em."""

    def __init__(self, units_per_em: int) -> None:
        self._em = units_per_em
        self._last = (0.0, 0.0)
        self.commands: list[tuple[str, tuple[float, ...]]] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.commands.append((operator, tuple(number / self._em for point in points for number in point)))
        if points:
            self._last = points[-1]

    # The names are those of the pens HarfBuzz draws with.
    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def qCurveTo(self, middle: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        start = self._last
        first = tuple(a + (b - a) * 2 / 3 for a, b in zip(start, middle, strict=True))
        second = tuple(a + (b - a) * 2 / 3 for a, b in zip(end, middle, strict=True))
        self._add("c", (first[0], first[1]), (second[0], second[1]), end)

    def closePath(self) -> None:  # noqa: N802
        self._add("h")


@lru_cache(maxsize=4096)
def _outline(face: Face, glyph: int) -> tuple[tuple[str, tuple[float, ...]], ...]:
    pen = _Outline(face.units_per_em)
    face.harfbuzz.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.commands)


def put(canvas: Any, operators: str) -> None:
    """Append PDF operators to the page that is being drawn."""
    # reportlab has no public way to add operators; its own text objects are appended the same way.
    canvas._code.append(operators)
