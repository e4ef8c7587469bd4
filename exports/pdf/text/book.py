"""The text of one PDF document: measuring, wrapping, drawing, and what could not be drawn."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.text.clean import clean
from exports.pdf.text.draw import LinePainter, put
from exports.pdf.text.embed import SubsetFont
from exports.pdf.text.fonts import Face, Weight, text_face
from exports.pdf.text.pieces import Paragraph, lay_out
from exports.pdf.text.record import Recorder, TextRun
from exports.pdf.text.wrap import Line, Lines, count, wrap

# Streams as they are instead of as letters: smaller and faster. reportlab has it for all files or none, so it is
# settled here, where every canvas comes from: the same drawing must give the same bytes whatever else is loaded.
rl_config.useA85 = 0

Align = Literal["start", "left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: weight, size in points, colour as "#RRGGBB"; tabular gives all figures one width, for columns."""

    weight: Weight
    size: float
    colour: str = "#000000"
    tabular: bool = False


class Missing(NamedTuple):
    """A character that no font could draw, and its Unicode name."""

    character: str
    name: str


class TextBook:
    """The fonts and texts of one document. Make one for each document; lay out freely, draw on one canvas.

    missing: characters no font could draw, in order of first drawing; each stands on the page as a small box.
    """

    def __init__(self, recorder: Recorder | None = None) -> None:
        self.recorder = recorder
        self.missing: list[Missing] = []
        self._paragraphs: dict[tuple[str, Weight, bool], tuple[Paragraph, ...]] = {}
        self._fonts: dict[Face, SubsetFont] = {}
        self._document: Any = None

    def measure(self, text: str, style: Style) -> float:
        """Return the width of `text` in points, unwrapped; of several lines the widest."""
        return style.size * max(paragraph.width for paragraph in self._laid_out(text, style))

    def wrap(self, text: str, style: Style, width: float, *, balanced: bool = False) -> Lines:
        """Return `text` as lines of at most `width` points; hard line ends stay, nothing is lost.

        A word wider than a line breaks between its graphemes. balanced: lines of even length, for headings, bullets
        and cards. The lines are free of scale: wrapping at other sizes reuses what was shaped. Empty text gives
        one empty line.
        """
        return wrap(self._laid_out(text, style), width / style.size, balanced)

    def count_lines(self, text: str, style: Style, width: float) -> int:
        """Return how many lines `wrap` would give, faster than making them."""
        return count(self._laid_out(text, style), width / style.size)

    def line(self, text: str, style: Style) -> Line:
        """Return `text` as one unwrapped line; line ends become spaces."""
        return wrap(self._laid_out(clean(text).replace("\n", " "), style), math.inf, False)[0]

    def draw_line(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        line: Line,
        style: Style,
        *,
        align: Align = "start",
        width: float | None = None,
    ) -> None:
        """Draw a line with its baseline at y.

        Without `width`, x is where the line starts, is centred or ends as `align` says. With it, the line is placed
        in the band from x to x + width; "start" is then the right end for right-to-left paragraphs. Size and colour
        come from `style`, the weight from the line.
        """
        self._own(canvas)
        drawn = line.width * style.size
        if align == "start":
            align = "right" if line.right_to_left and width is not None else "left"
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        left = x + share * ((width or 0.0) - drawn)
        painter = LinePainter(left, y, style.size, self._font, text_face("regular"))
        painter.paint(line)
        if line.pieces:
            put(canvas, painter.operators(style.colour))
        boxes = self._report_missing(line)
        if self.recorder is not None and line.text.strip():
            self.recorder.runs.append(_run(canvas, left, y, drawn, line, style, self.recorder.owner, boxes))

    def draw_text(
        self, canvas: Canvas, x: float, y: float, text: str, style: Style, *, align: Align = "start"
    ) -> float:
        """Draw `text` as one line and return its width in points."""
        line = self.line(text, style)
        self.draw_line(canvas, x, y, line, style, align=align)
        return line.width * style.size

    def _laid_out(self, text: str, style: Style) -> tuple[Paragraph, ...]:
        key = (text, style.weight, style.tabular)
        found = self._paragraphs.get(key)
        if found is None:
            found = tuple(
                lay_out(paragraph, style.weight, style.tabular) for paragraph in clean(text).split("\n")
            )
            self._paragraphs[key] = found
        return found

    def _own(self, canvas: Canvas) -> None:
        if self._document is None:
            self._document = canvas._doc
        elif self._document is not canvas._doc:
            raise ValueError("a TextBook belongs to one document; make a new one for another canvas")

    def _font(self, face: Face) -> SubsetFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = SubsetFont(face, self._document, len(self._fonts))
        return font

    def _report_missing(self, line: Line) -> int:
        boxes = [piece.text for piece in line.pieces if piece.face is None]
        for character in "".join(boxes):
            entry = Missing(character, unicodedata.name(character, f"U+{ord(character):04X}"))
            if entry not in self.missing:
                self.missing.append(entry)
        return len(boxes)


def _run(
    canvas: Canvas, x: float, y: float, width: float, line: Line, style: Style, owner: str, boxes: int
) -> TextRun:
    a, b, *_ = canvas._currentMatrix
    scale = math.hypot(a, b)
    page_x, page_y = canvas.absolutePosition(x, y)
    return TextRun(
        page=canvas.getPageNumber(),
        x=page_x,
        y=page_y,
        width=width * scale,
        size=style.size * scale,
        angle=math.degrees(math.atan2(b, a)),
        text=line.text,
        weight=style.weight,
        colour=style.colour,
        owner=owner,
        missing=boxes,
    )


class _PageCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages name no font but those of its texts; reportlab's own names Helvetica on every page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def save(self) -> None:
        """Write the file. Also where the disk is full it is closed, so that Windows lets go of what is half written."""
        data = self.getpdfdata()
        if isinstance(self._filename, str):
            Path(self._filename).write_bytes(data)
        else:
            self._filename.write(data)


def new_canvas(
    target: str | IO[bytes],
    pagesize: tuple[float, float],
    *,
    title: str = "",
    author: str = "",
    subject: str = "",
    language: str = "en-GB",
) -> Canvas:
    """Return a canvas for a PDF file: the same drawing gives the same bytes, and no font enters but embedded ones.

    target: a path or an open binary file. pagesize: width and height in points. The rest describes the document;
    the title also stands in the reader's window.
    """
    canvas = _PageCanvas(target, pagesize=pagesize, invariant=1, pageCompression=1, lang=language)
    canvas.setTitle(clean(title))
    canvas.setAuthor(clean(author))
    canvas.setSubject(clean(subject))
    canvas.setCreator("Facilitator")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas
