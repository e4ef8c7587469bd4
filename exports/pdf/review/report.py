"""The report of a postmortem. Its first page stands alone; every version names itself at the foot of each page."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from pathlib import Path

from exports import review_words as words
from exports.pdf.activities.actions import commitments_part
from exports.pdf.activities.analysis import factors_table
from exports.pdf.activities.timeline import entries_table, picture
from exports.pdf.columns import Block, Piece, TwoColumns
from exports.pdf.flow import (
    BODY,
    CELL_STRONG,
    SOFT,
    STRONG,
    Cell,
    Column,
    Flow,
    Furniture,
)
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, HOUSE, INK, MM, MUTED, PAPERS, TINT, millimetres
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from exports.source import Source
from exports.timeline_words import durations_in_words
from exports.versions import EXTERNAL, INTERNAL, in_version
from facilitator import analysis, commitments, timelines
from facilitator.state import SessionData

LABEL = 34.0
"""In mm, the column of labels."""
_TITLES = (24.0, 20.0, 17.0, 14.0)
_TITLE_LINES, _MOST_TITLE_LINES = 3, 8
"""A title is smaller where it needs more lines than three, and no title of anything beyond eight."""
_BAND = 21.0
_LEAST_TEXT = 18.6
"""In mm, four lines: a text of the impact that finds less begins the next page, and says what it belongs to."""
_TOGETHER = 4
"""Lines of a text that are never parted by the end of a page."""
_LEADING = 1.38
_FIGURE_SIZES = (17.0, 15.0, 13.0, 11.0, 9.0)
_FIGURE_WORDS = Style("regular", 9, MUTED)
_STEP = 1.32


def write_review(
    source: Source,
    path: Path,
    paper: str = "A4",
    *,
    version: str = INTERNAL,
    sections: Collection[str] | None = None,
    recorder: Recorder | None = None,
) -> tuple[str, ...]:
    """Write the report of a postmortem and return what could not be drawn, in words.

    `version` is one of `exports.versions.VERSIONS`, `sections` some of `exports.review_words.SECTIONS`, all with None;
    the external version has its own three.

    Raises:
        OSError: the file cannot be written.
    """
    shown = in_version(source, version)
    chosen = tuple(words.SECTIONS) if sections is None else tuple(sections)
    # How many pages there are is known once they are laid out.
    pages = _draw(shown, io.BytesIO(), paper, version, chosen, 0, dry=True).page_number
    with path.open("wb") as target:
        pen = _draw(shown, target, paper, version, chosen, pages, recorder)
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _draw(
    source: Source,
    target: io.BufferedIOBase | io.BytesIO,
    paper: str,
    version: str,
    sections: Collection[str],
    pages: int,
    recorder: Recorder | None = None,
    *,
    dry: bool = False,
) -> Pen:
    data = source.data
    pen = Pen(
        target,  # type: ignore[arg-type] # reportlab only writes to it
        title=f"{data.session.title}: {words.name_of_review(data)}",
        author=source.community.name if source.community else "",
        subject=words.version_words(version),
        recorder=recorder,
        dry=dry,
    )
    foot = f"{words.version_words(version)} · {data.session.title}"
    flow = Flow(pen, PAPERS[paper].portrait, Furniture(foot, foot, pages))
    head(flow, source, version)
    if version == EXTERNAL:
        for title, texts in words.for_outside(data):
            _begin(flow, title, 16.0)
            if len(texts) == 1:
                flow.lines(texts[0], BODY, _LEADING)
            else:
                flow.bullets((0, text) for text in texts)
    else:
        if "overview" in sections or "impact" in sections:
            band(flow, data)
        for name, part in _PARTS.items():
            if name in sections:
                part(flow, data)
    flow.end_page()
    pen.finish()
    return pen


def head(flow: Flow, source: Source, version: str) -> None:
    """Draw what it is, which version, how far it is, and its title, at the top of a new page."""
    pen, data = flow.pen, source.data
    flow.new_page()
    pen.fill(flow.left, flow.y, flow.width, 1.4, HOUSE)
    soft = Style("regular", 11, MUTED)
    pen.bookmark(data.session.title, 0, flow.y)
    pen.text(flow.left, flow.y + 9.0, words.name_of_review(data), soft)
    status = words.day(source) if version == EXTERNAL else words.standing(source)
    about = f"{words.version_words(version)}. {status}"
    pen.text(flow.left + flow.width, flow.y + 9.0, about, SOFT, align="right")
    for size in _TITLES:
        style = Style("bold", size, INK)
        lines = list(pen.book.wrap(data.session.title, style, flow.width * MM, balanced=True))
        if len(lines) <= _TITLE_LINES:
            break
    flow.y = pen.lines(flow.left, flow.y + 12.0, lines[:_MOST_TITLE_LINES], style, leading=1.18) + 4.0


def band(flow: Flow, data: SessionData) -> None:
    """Draw the six figures of the incident."""
    pen, found = flow.pen, words.figures(data)
    step = (flow.width - 5.0) / len(found)
    size = next(
        (
            each
            for each in _FIGURE_SIZES
            if all(pen.width_of(one.value, Style("bold", each, INK)) <= step - 4.0 for one in found)
        ),
        _FIGURE_SIZES[-1],
    )
    pen.fill(flow.left, flow.y, flow.width, _BAND, TINT)
    pen.fill(flow.left, flow.y, 1.4, _BAND, HOUSE)
    for number, each in enumerate(found):
        x = flow.left + 5.0 + number * step
        line = pen.book.wrap(each.value, Style("bold", size, INK), (step - 2.0) * MM)[0]
        pen.line(x, flow.y + 10.4, line, Style("bold", size, INK))
        pen.text(x, flow.y + 16.2, each.words, _FIGURE_WORDS)
    flow.y += _BAND + 5.0


def labelled(flow: Flow, label: str, text: str, style: Style = BODY) -> None:
    """Write a text beside its label, line by line over as many pages as it takes."""
    height = millimetres(style.size * _LEADING)
    measure = flow.width - LABEL
    titles = list(flow.pen.book.wrap(label, STRONG, (LABEL - 4.0) * MM))
    lines = list(flow.pen.book.wrap(text, style, measure * MM))
    lines += [flow.pen.book.line("", style)] * (len(titles) - len(lines))
    # A few lines stay together; more begin with two.
    flow.need(height * (len(lines) if len(lines) <= _TOGETHER else 2))
    for number, line in enumerate(lines):
        flow.need(height)
        if number < len(titles):
            flow.pen.lines(flow.left, flow.y, [titles[number]], STRONG, leading=_LEADING)
        flow.pen.lines(flow.left + LABEL, flow.y, [line], style, leading=_LEADING, width=measure)
        flow.y += height
    flow.y += 2.4


def _begin(flow: Flow, title: str, keep: float) -> None:
    flow.heading(title, keep=keep)
    flow.pen.bookmark(title, 0, flow.y - 8.0)


def _overview(flow: Flow, data: SessionData) -> None:
    text = words.overview(data)
    if text:
        labelled(flow, "Overview", text)


def _people(flow: Flow, data: SessionData) -> None:
    lines = list(words.people_lines(data))
    if lines:
        labelled(flow, "People", "\n".join(lines))


def _picture(flow: Flow, data: SessionData) -> None:
    found = timelines.timeline(data)
    if found is None or not found.entries:
        return
    flow.space(1.0)
    picture(flow, found)


def _impact(flow: Flow, data: SessionData) -> None:
    form = words.impact_form(data)
    if form is None or form.empty:
        return
    rows = [[Cell(title, CELL_STRONG), Cell(text)] for title, text in words.impact_lines(form)]
    columns = [Column("What", 52.0), Column("How much", 122.0)]
    _begin(flow, "Impact", flow.table_keep(columns, rows) if rows else 20.0)
    if rows:
        flow.table(columns, rows)
    for title, text in words.impact_texts(form):
        if flow.room < _LEAST_TEXT:
            flow.new_page()
            title = f"Impact: {title}"
        labelled(flow, title, text)


def _timeline(flow: Flow, data: SessionData) -> None:
    found = timelines.timeline(data)
    if found is None or not (found.entries or found.struck):
        return
    # With the sentences and the first rows below them.
    _begin(flow, "Timeline", 52.0)
    for sentence in durations_in_words(found):
        flow.lines(sentence, SOFT)
    flow.space(2.0)
    entries_table(flow, found)


def _factors(flow: Flow, data: SessionData) -> None:
    found = analysis.factors(data)
    if found:
        table = factors_table(found)
        _begin(flow, "Contributing factors", flow.table_keep(*table))
        flow.table(*table)


def _well(flow: Flow, data: SessionData) -> None:
    lanes = list(words.said_lanes(data))
    if not lanes:
        return
    _begin(flow, "What we take with us", 24.0)
    columns = TwoColumns(flow)
    columns.draw(_lane(flow, columns.width, title, texts) for title, texts in lanes)
    flow.y += 1.0


def _lane(flow: Flow, width: float, title: str, texts: Collection[str]) -> Block:
    def heading(pen: Pen, x: float, top: float) -> None:
        pen.text(x, top + 4.6, title, STRONG)
        pen.rule(x, top + 6.6, x + width, top + 6.6, HAIR, 0.6)

    pieces = [Piece(8.4, heading)]
    step = millimetres(BODY.size * _STEP)
    for text in texts:
        for number, line in enumerate(flow.pen.book.wrap(text, BODY, (width - 4.6) * MM)):

            def draw(pen: Pen, x: float, top: float, line: Line = line, first: bool = number == 0) -> None:
                baseline = top + millimetres(BODY.size * ASCENT)
                pen.item(x, baseline, line, BODY, width=width, indent=4.6, mark=1.6 if first else None)

            pieces.append(Piece(step, draw))
    pieces.append(Piece(4.0, lambda pen, x, top: None))
    return Block(tuple(pieces))


def _actions(flow: Flow, data: SessionData) -> None:
    found = commitments.commitments(data)
    if found is not None and (found.commitments or found.not_done):
        commitments_part(flow, found)


def _message(flow: Flow, data: SessionData) -> None:
    texts, how_far = words.message(data)
    if not texts:
        return
    _begin(flow, "Message to those outside", 20.0)
    for title, text in texts:
        labelled(flow, title, text)
    if how_far:
        flow.lines(how_far, SOFT)


def _notes(flow: Flow, data: SessionData) -> None:
    found = list(words.other_lines(data))
    if not found:
        return
    _begin(flow, "Background and notes", 16.0)
    for title, text in found:
        labelled(flow, title, text)


_PARTS: dict[str, Callable[[Flow, SessionData], None]] = {
    "overview": _overview,
    "people": _people,
    "picture": _picture,
    "impact": _impact,
    "timeline": _timeline,
    "factors": _factors,
    "well": _well,
    "actions": _actions,
    "message": _message,
    "notes": _notes,
}
