"""A charter on one page: what was promised, section by section, and lines to sign; blank ones to fill by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from exports.form_words import text_words
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import DOTS, HAIR, HOUSE, INK, MM, MUTED, Paper, millimetres, paper_named
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from exports.rating_words import credit, day_of, whose
from exports.source import Source
from facilitator import charter
from facilitator.charter import Charter, Part, Section
from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.method import Method

MARGIN = 18.0
LABEL = 51.0
SIZES = (11.0, 10.5, 10.0, 9.5)
"""Sizes of the promises: the first at which the page holds them with the signatures."""
SIGN_FROM_BOTTOM = 74.0
SIGN_STEP = 19.0
SIGN_WIDTH, DATE_GAP = 52.0, 4.0

_TOP = 18.0
_BAR = 1.4
_FOOT = 12.0
_BODY_BOTTOM = 22.0
_LEADING = 1.32
_GAP = 8.0
_BULLET = 3.4
_BETWEEN = 0.14
"""Between two bullets, in mm a point."""
_PAD = (0.42, 0.32)
"""Above and below the text of a section, in mm a point."""
_WRITING = 0.68
"""From one line to write on to the next, in mm a point."""
_LONG_LINES = 2
_SIGN_HEAD = 19.0
_SIGN_ROOM = 27.0
_HEADLINES = (30.0, 26.0, 23.0, 20.0)
_KEEP = 40.0
_KICKER = Style("regular", 12.0, MUTED)
_NOTE = Style("regular", 13.0, MUTED)
_OF = Style("semibold", 10.5, INK)
_LABEL_STYLE = Style("semibold", 12.0, INK)
_ROLE = Style("regular", 8.5, MUTED)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a section: text with or without its bullet, or a line to write on from `begin` (mm) on.

    `height` reaches to the next row.
    """

    height: float
    line: Line | None = None
    bullet: bool = False
    writing: bool = False
    begin: float = 0.0


@dataclass(frozen=True, slots=True)
class _Block:
    """A section laid out."""

    title: str
    style: Style
    label: tuple[Line, ...]
    rows: tuple[_Row, ...]

    @property
    def above(self) -> float:
        """The room above the text."""
        return _PAD[0] * self.style.size

    @property
    def below(self) -> float:
        """The room between the text and the line that ends the section."""
        return _PAD[1] * self.style.size

    @property
    def lowered(self) -> float:
        """How far the text begins below its label, which is larger: with this their first baselines meet."""
        return millimetres(_LABEL_STYLE.size - self.style.size) * ASCENT

    @property
    def label_height(self) -> float:
        """The height of the label."""
        return len(self.label) * millimetres(_LABEL_STYLE.size * _LEADING)

    @property
    def height(self) -> float:
        """All of it, with the room above and below."""
        text = self.lowered + sum(each.height for each in self.rows)
        return self.above + max(self.label_height, text) + self.below


def write_charter(
    source: Source, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the charter of a session as a PDF file and return what could not be drawn, in words.

    What nobody has filled in has lines to write on.

    Raises:
        UserError: the method has no charter, or there is no such paper.
        OSError: the file cannot be written.
    """
    found = charter.charter(source.data)
    of = f"{whose(source)}, {written_day(day_of(source))}"
    return _write(source.data.method, found, whose(source), path, paper, recorder, of=of)


def write_blank_charter(
    method: Method, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the charter of a method with lines to write on, as `write_charter` does."""
    return _write(method, charter.blank(method), "", path, paper, recorder)


def _write(
    method: Method,
    found: Charter | None,
    author: str,
    path: Path | str,
    paper: str,
    recorder: Recorder | None,
    *,
    of: str = "",
) -> tuple[str, ...]:
    if found is None:
        raise UserError(f"“{method.title}” has no charter. Choose the report instead.")
    sheet = paper_named(paper).portrait

    def drawn(target: str, pages: int, *, dry: bool) -> Pen:
        pen = Pen(
            target,
            title=found.headline,
            author=author,
            subject=method.title,
            recorder=None if dry else recorder,
            dry=dry,
        )
        _Page(pen, sheet, found, of, credit(method, found.title), pages).draw()
        return pen

    count = drawn(str(path), 1, dry=True).page_number
    pen = drawn(str(path), count, dry=False)
    pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


class _Page:
    """Draws a charter, on as many pages as it takes. `of` says on each whose it is, and of which day."""

    def __init__(self, pen: Pen, sheet: Paper, found: Charter, of: str, words: str, pages: int) -> None:
        self._pen = pen
        self._of = of
        self._sheet = sheet
        self._charter = found
        self._credit = words
        self._pages = pages
        self._inner = sheet.width - 2 * MARGIN
        self._signing = _Signing(pen.book, found, self._inner)

    def draw(self) -> None:
        """Draw the text at the first size at which the signatures fit below it, else they have a page of their own."""
        top = self._begin()
        bottom = self._sheet.height - _BODY_BOTTOM
        text = self._inner - LABEL - _BULLET
        blocks: list[_Block] = []
        for size in SIZES:
            style = Style("regular", size, INK)
            blocks = [_laid_out(self._pen.book, each, style, text) for each in self._charter.sections]
            if top + sum(each.height for each in blocks) <= self._signing.top(self._sheet):
                break
        for each in blocks:
            top = self._block(each, top, bottom)
        if top > self._signing.top(self._sheet):
            self._end()
            self._begin()
        self._signing.draw(self._pen, self._sheet)
        self._end()

    def _begin(self) -> float:
        """Begin a page with the charter's title and return where its text begins."""
        pen, first = self._pen, self._pen.page_number == 0
        pen.page(self._sheet)
        pen.bookmark(self._charter.headline if first else f"Page {pen.page_number}", 0)
        pen.fill(MARGIN, _TOP, self._inner, _BAR, HOUSE)
        pen.owner("head")
        kicker = self._charter.title if first else f"{self._charter.title}, continued"
        begun = pen.text(MARGIN, _TOP + 12.6, kicker, _KICKER)
        of = pen.book.line(self._of, _OF)
        long = millimetres(of.width * _OF.size)
        beside = begun + _GAP + long <= self._inner
        if self._of and beside:
            pen.line(MARGIN + self._inner - long, _TOP + 12.6, of, _OF)
        top = _TOP + 15.0
        sizes = _HEADLINES if first else _HEADLINES[-1:]
        width = millimetres(pen.book.measure(self._charter.headline, Style("bold", 1.0, INK)))
        style = Style("bold", next((each for each in sizes if each * width <= self._inner), sizes[-1]), INK)
        lines = pen.book.wrap(self._charter.headline, style, self._inner * MM, balanced=True)
        top = pen.lines(MARGIN, top, lines, style, leading=1.15, width=self._inner)
        if first and self._charter.note:
            note = pen.book.wrap(self._charter.note, _NOTE, self._inner * MM)
            top = pen.lines(MARGIN, top + 2.0, note, _NOTE, leading=_LEADING, width=self._inner)
        if self._of and not beside:
            words = pen.book.wrap(self._of, _OF, self._inner * MM)
            top = pen.lines(MARGIN, top + 1.6, words, _OF, leading=_LEADING, width=self._inner)
        return top + 3.0

    def _end(self) -> None:
        pen = self._pen
        pen.owner("foot")
        number = f"Page {pen.page_number} of {self._pages}"
        words = pen.book.wrap(self._credit, Style("regular", 7.5, MUTED), (self._inner - 30.0) * MM)
        band = (MARGIN, self._inner)
        pen.foot(band, self._sheet.height - _FOOT, (self._credit, number), 7.5, lines=list(words)[:1])

    def _block(self, block: _Block, top: float, bottom: float) -> float:
        """Draw a section from `top` on, over the page's end where it must be, and return where the next begins."""
        pen, style = self._pen, block.style
        least = block.above + block.label_height + block.below
        if top + max(least, min(block.height, _KEEP)) > bottom:
            self._end()
            top = self._begin()
        pen.owner(f"section:{block.title}")
        y = top + block.above
        pen.lines(MARGIN, y, block.label, _LABEL_STYLE, leading=_LEADING, width=LABEL - 3.0)
        label_end = y + block.label_height
        x = MARGIN + LABEL + _BULLET
        right = MARGIN + self._inner
        y += block.lowered
        for row in block.rows:
            if y + row.height > bottom:
                self._end()
                y, label_end = self._begin() + block.above, 0.0
                pen.owner(f"section:{block.title}")
            baseline = y + millimetres(style.size * ASCENT)
            if row.line is not None:
                mark, width = 0.7 if row.bullet else None, right - x + _BULLET
                pen.item(x - _BULLET, baseline, row.line, style, width=width, indent=_BULLET, mark=mark)
            if row.writing:
                pen.rule(x + row.begin, baseline + 0.8, right, baseline + 0.8, DOTS, 0.5, dashes=(0.6, 2.2))
            y += row.height
        y = max(y, label_end) + block.below
        pen.rule(MARGIN, y, right, y, HAIR, 0.5)
        return y


def _laid_out(book: TextBook, section: Section, style: Style, width: float) -> _Block:
    label = tuple(book.wrap(section.title, _LABEL_STYLE, (LABEL - 3.0) * MM))
    several = len(section.parts) > 1
    rows = [row for part in section.parts for row in _rows(book, part, style, width, titled=several)]
    return _Block(section.title, style, label, tuple(rows))


def _rows(book: TextBook, part: Part, style: Style, width: float, *, titled: bool) -> Iterable[_Row]:
    """Yield the lines of one field: a bullet for each of its lines, or lines to write on where it is empty.

    A short answer has its field's title in front where the section has others beside it.
    """
    step = millimetres(style.size * _LEADING)
    between = style.size * _BETWEEN
    long = part.spec.type == "long"
    front = f"{part.spec.title}: " if titled and not long else ""
    if not part.text:
        title = book.line(front.strip(), style) if front else None
        begin = 0.0 if title is None else millimetres(title.width * style.size) + 1.5
        yield _Row(_WRITING * style.size, title, bullet=True, writing=begin < width - 20.0, begin=begin)
        for _ in range(_LONG_LINES - 1 if long else 0):
            yield _Row(_WRITING * style.size, writing=True)
        return
    for text in f"{front}{text_words(part.spec, part.text)}".splitlines():
        if text.strip():
            lines = book.wrap(text.strip(), style, width * MM, balanced=True)
            for number, line in enumerate(lines, start=1):
                last = number == len(lines)
                yield _Row(step + (between if last else 0.0), line, bullet=number == 1)


class _Signing:
    """The lines to sign on, two in a row, each with a place for the date; their labels are roles, never names."""

    def __init__(self, book: TextBook, found: Charter, inner: float) -> None:
        roles = found.signers
        self._words = found.signing or "The promise holds when everyone named here has signed."
        self._roles = [tuple(book.wrap(each, _ROLE, SIGN_WIDTH * MM)) for each in roles]
        self._inner = inner
        self._column = (inner - _GAP) / 2
        self._steps = [
            SIGN_STEP + max(len(each) - 1 for each in self._roles[at : at + 2]) * _role_step()
            for at in range(0, len(roles), 2)
        ]

    def _first(self, sheet: Paper) -> float:
        """Return where the first line lies: three rows stand on the bottom, more of them reach higher."""
        usual = 3 * SIGN_STEP
        return sheet.height - SIGN_FROM_BOTTOM - max(0.0, sum(self._steps) - usual)

    def top(self, sheet: Paper) -> float:
        """Return how far down the text above may reach."""
        return self._first(sheet) - _SIGN_ROOM if self._roles else sheet.height - _BODY_BOTTOM

    def draw(self, pen: Pen, sheet: Paper) -> None:
        """Draw heading, lines and labels."""
        if not self._roles:
            return
        pen.owner("signatures")
        y = self._first(sheet)
        wide = pen.text(MARGIN, y - _SIGN_HEAD, "Signed", Style("bold", 15.0, INK))
        style = Style("regular", 9.5, MUTED)
        words = pen.book.wrap(self._words, style, (self._inner - wide - 6.0) * MM)[0]
        pen.line(MARGIN + wide + 6.0, y - _SIGN_HEAD, words, style)
        for row, step in enumerate(self._steps):
            for column, role in enumerate(self._roles[2 * row : 2 * row + 2]):
                left = MARGIN + column * (self._column + _GAP)
                date = left + SIGN_WIDTH + DATE_GAP
                pen.strokes([(left, y, left + SIGN_WIDTH, y), (date, y, left + self._column, y)], INK, 0.8)
                pen.lines(left, y + 1.2, role, _ROLE, leading=_LEADING, width=SIGN_WIDTH)
                pen.lines(date, y + 1.2, [pen.book.line("Date", _ROLE)], _ROLE)
            y += step


def _role_step() -> float:
    return millimetres(_ROLE.size * _LEADING)
