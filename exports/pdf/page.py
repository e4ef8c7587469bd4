"""Pages on paper, drawn by a pen that counts millimetres from the upper left corner.

Lengths are millimetres, sizes of type and widths of strokes are points, unless a docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor

from exports.pdf.paper import HAIR, HOUSE, INK, MM, MUTED, PAPERS, RULE, Paper, millimetres
from exports.pdf.target import Target
from exports.pdf.text import Align, Line, Recorder, Style, TextBook, new_canvas
from exports.pdf.text.draw import colour_operands, put
from facilitator.icon_paths import GRID, STROKE, icon_path

ASCENT = 0.93
"""From the top of a line of text to its baseline, in em."""


@lru_cache(maxsize=64)
def _colour(code: str) -> Any:
    """Return "#RRGGBB" as reportlab wants it; it would read the text anew for each stroke."""
    return HexColor(code)


def _mark(level: int, x: float, y: float, size: float, colour: str) -> str:
    """Return the operators of a bullet's mark, all lengths in points: there are hundreds of them on a page."""
    operands = colour_operands(colour)
    if level == 1:
        half = 0.24 * size
        return f"q {operands} RG {0.085 * size:.3f} w {x - half:.3f} {y:.3f} m {x + half:.3f} {y:.3f} l S Q"
    return f"q {operands} rg {_circle(x, y, (0.125 if level == 0 else 0.08) * size)} f Q"


def _circle(x: float, y: float, radius: float) -> str:
    """Return the operators of a circle's path, all lengths in points."""
    r = radius
    h = r * 0.5523  # the handle with which four curves come closest to a circle
    right, left, above, below = f"{x + r:.3f}", f"{x - r:.3f}", f"{y + r:.3f}", f"{y - r:.3f}"
    x_after, x_before, y_over, y_under = f"{x + h:.3f}", f"{x - h:.3f}", f"{y + h:.3f}", f"{y - h:.3f}"
    centre_x, centre_y = f"{x:.3f}", f"{y:.3f}"
    return (
        f"{right} {centre_y} m "
        f"{right} {y_over} {x_after} {above} {centre_x} {above} c "
        f"{x_before} {above} {left} {y_over} {left} {centre_y} c "
        f"{left} {y_under} {x_before} {below} {centre_x} {below} c "
        f"{x_after} {below} {right} {y_under} {right} {centre_y} c"
    )


class Pen:
    """Draws the pages of one document, each at the place it is told, from the upper left corner of the page.

    book: measures and wraps text; what no font could draw is in `book.missing` after drawing.
    """

    def __init__(
        self,
        target: Target,
        *,
        title: str,
        author: str = "",
        subject: str = "",
        recorder: Recorder | None = None,
        dry: bool = False,
    ) -> None:
        """Begin a document. `author` is a community or team, never the name of an account.

        A `dry` pen draws no text: for laying out a document to learn its page numbers.
        """
        self._dry = dry
        self.book = TextBook(recorder)
        self._recorder = recorder
        self._canvas: Any = new_canvas(
            str(target) if isinstance(target, Path) else target,
            PAPERS["A4"].points,
            title=title,
            author=author,
            subject=subject,
        )
        self._height = 0.0
        self._visible: tuple[float, float, float, float] | None = None
        self._open = False
        self._bookmarks = 0
        self.page_number = 0

    # Pages

    def page(self, paper: Paper, frame: tuple[float, float] | None = None) -> None:
        """Begin a page. With `frame` (width, height), a page of that size is drawn, scaled to fit the paper."""
        self._close_page()
        self._open = True
        self.page_number += 1
        self._canvas.setPageSize(paper.points)
        self._height = paper.height
        if frame is not None and frame != (paper.width, paper.height):
            width, height = frame
            scale = min(paper.width / width, paper.height / height)
            self._canvas.translate(
                (paper.width - width * scale) / 2 * MM, (paper.height - height * scale) / 2 * MM
            )
            self._canvas.scale(scale, scale)
            self._height = height

    def finish(self) -> None:
        """End the last page and write the file.

        Raises:
            OSError: it cannot be written.
        """
        self._close_page()
        self._canvas.save()

    def _close_page(self) -> None:
        if self._open:
            self._canvas.showPage()
            self._open = False

    @contextmanager
    def part_of(
        self,
        size: tuple[float, float],
        scale: float,
        corner: tuple[float, float],
        place: tuple[float, float, float, float],
    ) -> Iterator[None]:
        """Draw inside a part of a larger picture of `size`, enlarged by `scale`.

        corner: the point of the picture, in its own millimetres, at the upper left of the part. place: x, y, width,
        height of the part on this page. Text wholly outside of it is left out, so that it is not found there.
        """
        x, y, width, height = place
        page_height, self._height = self._height, size[1]
        before = self._visible
        self._visible = (corner[0], corner[1], corner[0] + width / scale, corner[1] + height / scale)
        canvas = self._canvas
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(x * MM, (page_height - y - height) * MM, width * MM, height * MM)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.translate((x - corner[0] * scale) * MM, (page_height - y - (size[1] - corner[1]) * scale) * MM)
        canvas.scale(scale, scale)
        yield
        canvas.restoreState()
        self._height, self._visible = page_height, before

    def bookmark(self, title: str, level: int, y: float | None = None, *, key: str = "") -> str:
        """Add a line to the outline, pointing at this page (at height `y`), and return its key for links.

        `key`: one that links use already; each may be given once.
        """
        self._bookmarks += 1
        key = key or f"place-{self._bookmarks}"
        if y is None:
            self._canvas.bookmarkPage(key)
        else:
            _, top = self._canvas.absolutePosition(0, self._y(y))
            self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 3))
        self._canvas.addOutlineEntry(" ".join(title.split())[:200], key, level, closed=False)
        return key

    def link(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Make a rectangle lead to the bookmark `key`, which may come later."""
        area = (x * MM, self._y(y + height), (x + width) * MM, self._y(y))
        self._canvas.linkRect("", key, area, relative=1, thickness=0)

    def owner(self, name: str) -> None:
        """Say whose text follows, for a record of what was drawn."""
        if self._recorder is not None:
            self._recorder.owner = name

    # Text

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        style: Style,
        *,
        align: Align = "start",
        width: float | None = None,
    ) -> float:
        """Draw `text` as one line and return its width; `align` and `width` as for `line`."""
        line = self.book.line(text, style)
        self.line(x, baseline, line, style, align=align, width=width)
        return millimetres(line.width * style.size)

    def line(
        self,
        x: float,
        baseline: float,
        line: Line,
        style: Style,
        *,
        align: Align = "start",
        width: float | None = None,
    ) -> None:
        """Draw one wrapped line; in the band from x to x + width where `width` is given."""
        if self._dry:
            return
        if self._visible is not None and not self._shows(x, baseline, line, style, align, width):
            return
        band = None if width is None else width * MM
        self.book.draw_line(self._canvas, x * MM, self._y(baseline), line, style, align=align, width=band)

    def lines(
        self,
        x: float,
        top: float,
        lines: Iterable[Line],
        style: Style,
        *,
        leading: float = 1.32,
        align: Align = "start",
        width: float | None = None,
    ) -> float:
        """Draw lines from `top` downwards, `leading` em apart, and return where the next would begin."""
        step = millimetres(style.size * leading)
        for line in lines:
            self.line(x, top + millimetres(style.size * ASCENT), line, style, align=align, width=width)
            top += step
        return top

    def width_of(self, text: str, style: Style) -> float:
        """Return the width of `text` on one line."""
        return millimetres(self.book.measure(text, style))

    def _shows(
        self, x: float, baseline: float, line: Line, style: Style, align: Align, width: float | None
    ) -> bool:
        assert self._visible is not None
        left, top, right, bottom = self._visible
        em = millimetres(style.size)
        drawn = line.width * em
        if width is not None:
            x, drawn = min(x, x + width - drawn), max(width, drawn)
        elif align == "right":
            x -= drawn
        elif align == "centre":
            x -= drawn / 2
        return x < right and x + drawn > left and baseline - em < bottom and baseline + 0.3 * em > top

    # Shapes

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str = HAIR,
        thickness: float = 0.5,
        *,
        dashes: Sequence[float] = (),
        round_ends: bool = False,
    ) -> None:
        """Draw a straight line; `thickness` and `dashes` (on, off) in points."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColor(_colour(colour))
        canvas.setLineWidth(thickness)
        if round_ends:
            canvas.setLineCap(1)
        if dashes:
            canvas.setDash(list(dashes))
        canvas.line(x1 * MM, self._y(y1), x2 * MM, self._y(y2))
        canvas.restoreState()

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, no outline."""
        self._rectangle(x, y, width, height, fill=colour)

    def outline(
        self, x: float, y: float, width: float, height: float, colour: str = RULE, thickness: float = 0.6
    ) -> None:
        """Draw the outline of a rectangle; `thickness` in points, its middle on the edge."""
        self._rectangle(x, y, width, height, stroke=colour, thickness=thickness)

    def _rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.0,
    ) -> None:
        self._paint(fill, stroke, thickness)
        self._canvas.rect(
            x * MM,
            self._y(y + height),
            width * MM,
            height * MM,
            stroke=stroke is not None,
            fill=fill is not None,
        )

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str | None = HOUSE,
        stroke: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a disc or a ring with its centre at (x, y)."""
        if fill is None and stroke is None:
            return
        # Written as operators: a history draws hundreds of discs, and reportlab takes four times as long for one.
        parts = [] if fill is None else [f"{colour_operands(fill)} rg"]
        parts += [] if stroke is None else [f"{colour_operands(stroke)} RG {thickness:.3f} w"]
        done = "S" if fill is None else "f" if stroke is None else "B"
        path = _circle(x * MM, self._y(y), radius * MM)
        put(self._canvas, f"q {' '.join(parts)} {path} {done} Q")

    def polygon(
        self,
        corners: Sequence[tuple[float, float]],
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a closed shape through `corners`."""
        if fill is None and stroke is None:
            return
        begun, *rest = (f"{x * MM:.3f} {self._y(y):.3f}" for x, y in corners)
        parts = ["q"]
        if fill is not None:
            parts.append(f"{colour_operands(fill)} rg")
        if stroke is not None:
            parts.append(f"{colour_operands(stroke)} RG {thickness:.3f} w")
        paint = "b" if fill and stroke else "f" if fill else "s"
        put(self._canvas, " ".join([*parts, f"{begun} m", *(f"{each} l" for each in rest), f"h {paint} Q"]))

    def strokes(
        self,
        segments: Iterable[tuple[float, float, float, float]],
        colour: str = INK,
        thickness: float = 0.8,
        dashes: Sequence[float] = (),
    ) -> None:
        """Draw straight lines as one path; `thickness` and `dashes` (on, off) in points."""
        path = " ".join(
            f"{x1 * MM:.3f} {self._y(y1):.3f} m {x2 * MM:.3f} {self._y(y2):.3f} l"
            for x1, y1, x2, y2 in segments
        )
        if path:
            pattern = f"[{' '.join(f'{each:g}' for each in dashes)}] 0 d " if dashes else ""
            put(self._canvas, f"q {colour_operands(colour)} RG {thickness:.3f} w {pattern}{path} S Q")

    def bullet(self, level: int, x: float, baseline: float, size: float, colour: str = HOUSE) -> None:
        """Draw the mark of a bullet for text of `size` points, its middle at `x`: dot, dash, small dot."""
        em = millimetres(size)
        # Half of the x-height (0.546 em) is where the eye sees the middle of a line of small letters.
        middle = baseline - 0.273 * em
        put(self._canvas, _mark(level, x * MM, self._y(middle), size, colour))

    def tick_box(self, x: float, y: float, side: float = 3.6, colour: str = MUTED) -> None:
        """Draw an empty box to tick by hand."""
        self.outline(x, y, side, side, colour, 0.8)

    def arrow(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = INK, thickness: float = 1.0
    ) -> None:
        """Draw an arrow whose tip is at (x2, y2)."""
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        if length == 0:
            return
        along, across = ((x2 - x1) / length, (y2 - y1) / length), (-(y2 - y1) / length, (x2 - x1) / length)
        head = min(length, millimetres(thickness) * 4.5)
        half = head * 0.45
        base = (x2 - along[0] * head, y2 - along[1] * head)
        self.rule(x1, y1, base[0], base[1], colour, thickness)
        sides = [(base[0] + across[0] * turn, base[1] + across[1] * turn) for turn in (half, -half)]
        self.polygon([(x2, y2), *sides], fill=colour)

    def icon(self, name: str, x: float, y: float, size: float, colour: str = HOUSE) -> None:
        """Draw an icon of the house in a square of `size`; an unknown name draws nothing."""
        try:
            segments = icon_path(name)
        except KeyError:
            return
        unit = size / GRID
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColor(_colour(colour))
        canvas.setLineWidth(STROKE * unit * MM)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for kind, *numbers in segments:
            points = [
                self._y(y + number * unit) if place % 2 else (x + number * unit) * MM
                for place, number in enumerate(numbers)
            ]
            if kind == "M":
                path.moveTo(*points)
            elif kind == "L":
                path.lineTo(*points)
            elif kind == "C":
                path.curveTo(*points)
            else:
                path.close()
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def foot(
        self,
        band: tuple[float, float],
        baseline: float,
        texts: tuple[str, str],
        size: float,
        *,
        lines: Iterable[Line] | None = None,
    ) -> None:
        """Draw the foot of a page: a hairline, left the first of `texts`, right the second.

        band: x and width. `lines`: the left text wrapped, its last line on the baseline, where it is a long one.
        """
        style = Style("regular", size, MUTED)
        wrapped = list(lines) if lines is not None else [self.book.line(texts[0], style)]
        step = millimetres(size) * 1.28
        top = baseline - step * (len(wrapped) - 1)
        x, width = band
        self.rule(x, top - 1.28 * step, x + width, top - 1.28 * step, HAIR, 0.5)
        for place, line in enumerate(wrapped):
            self.line(x, top + place * step, line, style)
        self.text(x + width, baseline, texts[1], style, align="right")

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture that reportlab takes (an ImageReader), stretched over the rectangle."""
        self._canvas.drawImage(image, x * MM, self._y(y + height), width * MM, height * MM, mask="auto")

    def _paint(self, fill: str | None, stroke: str | None, thickness: float) -> None:
        if fill is not None:
            self._canvas.setFillColor(_colour(fill))
        if stroke is not None:
            self._canvas.setStrokeColor(_colour(stroke))
            self._canvas.setLineWidth(thickness)

    def _y(self, y: float) -> float:
        return (self._height - y) * MM
