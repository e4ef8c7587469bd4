"""Pages on paper, drawn by a pen that counts millimetres from the upper left corner.

Lengths are millimetres, sizes of type and widths of strokes are points, unless a docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.pdf.paper import HAIR, MM, MUTED, PAPERS, Paper, millimetres
from exports.pdf.shapes import Shapes
from exports.pdf.target import Target
from exports.pdf.text.book import Align, Style, TextBook, new_canvas
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line

ASCENT = 0.93
"""From the top of a line of text to its baseline, in em."""


class Pen(Shapes):
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
        self._canvas = new_canvas(
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

    def item(
        self,
        x: float,
        baseline: float,
        line: Line,
        style: Style,
        *,
        width: float,
        indent: float,
        mark: float | None,
        level: int = 0,
    ) -> None:
        """Draw a line of a list in the band from x to x + width, `indent` from the side on which it begins.

        `mark` is how far from that side the middle of its bullet stands; None for a line that goes on. A line from the
        right has both on its right.
        """
        from_right = line.right_to_left
        if mark is not None:
            self.bullet(level, x + width - mark if from_right else x + mark, baseline, style.size)
        self.line(x if from_right else x + indent, baseline, line, style, width=width - indent)

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
