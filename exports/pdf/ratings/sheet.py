"""What all pages of a rating share: the sheet, head and foot, and texts that become smaller before they are cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.page import Pen
from exports.pdf.paper import INK, MM, MUTED, Paper, millimetres, paper_named
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.wrap import Line
from exports.source import Source
from facilitator import ratings
from facilitator.errors import UserError
from facilitator.method import Method
from facilitator.ratings import Rating, RatingScale

MARGIN = 12.0
HEAD = 19.0
BODY = 27.0
FURNITURE = 7.5
_LONGEST_READ = 2000
"""Characters of a text that are laid out at all: more never fits, and would take seconds."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text laid out: its lines, how it is set, and whether all of it is there."""

    lines: tuple[Line, ...]
    style: Style
    leading: float = 1.25
    whole: bool = True

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return millimetres(self.style.size * self.leading)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.step

    def draw(self, pen: Pen, x: float, middle: float, width: float) -> None:
        """Draw the lines around `middle`, from x on; from the right end where the text runs so."""
        pen.lines(
            x,
            middle - self.height / 2,
            self.lines,
            self.style,
            leading=self.leading,
            width=width,
        )


def fitted(
    book: TextBook,
    text: str,
    style: Style,
    width: float,
    *,
    most: int = 1,
    height: float | None = None,
    sizes: Sequence[float] = (),
    balanced: bool = False,
    leading: float = 1.25,
) -> Fitted:
    """Return `text` in the size of `style`, or the first of `sizes` at which it takes no more than `most` lines.

    With `height` (mm) as many as it holds. At the last size what does not fit is left out, and the answer says so.
    """
    read = text[:_LONGEST_READ]
    lines: list[Line] = []
    for size in (style.size, *sizes):
        style = Style(style.weight, size, style.colour, style.tabular)
        lines = list(book.wrap(read, style, width * MM, balanced=balanced))
        if height is not None:
            most = max(1, int(height / millimetres(size * leading)))
        if len(lines) <= most:
            return Fitted(tuple(lines), style, leading, read == text)
    return Fitted(tuple(lines[:most]), style, leading, whole=False)


def sheet_named(paper: str) -> Paper:
    """Return the sheet of this name, landscape.

    Raises:
        UserError: there is no such paper.
    """
    return paper_named(paper).landscape


def ratings_in(source: Source) -> tuple[Rating, ...]:
    """Return the ratings of a session.

    Raises:
        UserError: its method rates nothing, or there is no topic left.
    """
    found = tuple(each for each in ratings.ratings_of(source.data) if each.topics)
    if not found:
        raise nothing_rated(source.data.method)
    return found


def nothing_rated(method: Method) -> UserError:
    """Return the mistake of asking for a rating where there is none."""
    return UserError(f"“{method.title}” has no topics to rate. Choose the report instead.")


def scale_ends(scale: RatingScale) -> str:
    """Return what a scale of figures is about: "Weight: 1 to 5", "1 never to 5 always" with words."""
    ends = [
        f"{value} {scale.scale.words.get(value, '')}".strip()
        for value in (scale.scale.least, scale.scale.most)
    ]
    title = f"{scale.title[:40]}: " if scale.title else ""
    return f"{title}{ends[0]} to {ends[1]}"


def draw_head(pen: Pen, sheet: Paper, title: str, words: str) -> None:
    """Draw the title and beside it the rest, smaller where it is long; a title too long for that stands alone."""
    pen.owner("head")
    inner = sheet.width - 2 * MARGIN
    shown = fitted(pen.book, title, Style("bold", 20, INK), inner, most=1, sizes=(16.0, 12.0))
    pen.line(MARGIN, HEAD, shown.lines[0], shown.style)
    x = MARGIN + millimetres(shown.lines[0].width * shown.style.size) + 4.0
    width = sheet.width - MARGIN - x
    if width < 40.0:
        return
    beside = fitted(pen.book, words, Style("regular", 9.5, MUTED), width, most=2, sizes=(7.5,))
    for number, line in enumerate(beside.lines):
        pen.line(x, HEAD - beside.step * (len(beside.lines) - 1 - number), line, beside.style)


def draw_foot(pen: Pen, sheet: Paper, words: str, number: int, pages: int) -> None:
    """Draw the foot: whom this is after, and which page of how many."""
    pen.owner("foot")
    inner = sheet.width - 2 * MARGIN
    style = Style("regular", FURNITURE, MUTED)
    shown = pen.book.wrap(words[:_LONGEST_READ], style, (inner - 30.0) * MM)
    texts = (words, f"Page {number} of {pages}")
    pen.foot((MARGIN, inner), sheet.height - 7.0, texts, FURNITURE, lines=list(shown)[:1])


def missing(pen: Pen) -> tuple[str, ...]:
    """Return what could not be drawn, in words."""
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)
