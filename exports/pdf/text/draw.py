"""Lines onto a reportlab canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from exports.pdf.text import bidi
from exports.pdf.text.embed import SubsetFont, can_embed
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
        self, x: float, y: float, size: float, font_of: Callable[[Face], SubsetFont], stand_in: Face
    ) -> None:
        """`font_of` gives the document's font for a face; `stand_in` lends a letter to text that is drawn as shapes."""
        self._x = x
        self._y = y
        self._size = size
        self._font_of = font_of
        self._stand_in = stand_in
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
                self._unseen_text(left, piece.shaped.width, piece.text)
            elif can_embed(piece.face):
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
        """Draw a face that cannot be embedded: shapes to see, unseen letters of the same width to read."""
        glyphs = piece.shaped.glyphs
        bearers = [glyph for glyph in glyphs if glyph.text is not None]
        ends = [glyph.x for glyph in bearers[1:]] + [piece.shaped.width]
        for glyph in glyphs:
            self._shape(face, glyph.number, left + glyph.x, glyph.y)
        for glyph, end in zip(bearers, ends, strict=True):
            self._unseen_text(left + glyph.x, end - glyph.x, glyph.text or "")

    def _unseen_text(self, left: float, width: float, text: str) -> None:
        """Place text to be read where shapes are seen: an unseen letter stretched to their width.

        Readers take a gap for a space, and some leave out a text whose glyphs have no ink, as a blank would have.
        """
        font = self._font_of(self._stand_in)
        name, code = font.code(font.stand_in, text)
        self._use(name)
        self._move_to(left * 1000)
        self._close()
        stretch = width * 1000 / font.advance(font.stand_in) * 100
        self._text.append(f"3 Tr {_number(stretch)} Tz <{code:02x}> Tj 100 Tz 0 Tr")
        self._pen += width * 1000

    def _show(self, font: SubsetFont, glyph: int, text: str, x: float) -> None:
        name, code = font.code(glyph, text)
        self._use(name)
        self._move_to(x)
        self._codes.append(code)
        self._pen += font.advance(glyph)

    def _use(self, font_name: str) -> None:
        if font_name != self._font_name:
            self._close()
            self._text.append(f"/{font_name} {_number(self._size)} Tf")
            self._font_name = font_name

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
        path = _outline(face, glyph)
        if path:
            place = f"{_number(self._x + x * self._size)} {_number(self._y + y * self._size)}"
            scale = f"{self._size / face.units_per_em:.8f}"
            self._shapes.append(f"q {scale} 0 0 {scale} {place} cm {path} f Q")

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
    """Takes a glyph from HarfBuzz as PDF path operators, in font units."""

    def __init__(self) -> None:
        self._last = (0.0, 0.0)
        self.operators: list[str] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.operators += [*(_number(number) for point in points for number in point), operator]
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
        # PDF has cubic curves only; this is the cubic that equals the quadratic one.
        (x0, y0), (x1, y1), (x2, y2) = self._last, middle, end
        first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
        self._add("c", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        self._add("h")


@lru_cache(maxsize=4096)
def _outline(face: Face, glyph: int) -> str:
    pen = _Outline()
    face.harfbuzz.draw_glyph_with_pen(glyph, pen)
    return " ".join(pen.operators)


def put(canvas: Any, operators: str) -> None:
    """Append PDF operators to the page that is being drawn."""
    # reportlab has no public way to add operators; its own text objects are appended the same way.
    canvas._code.append(operators)
