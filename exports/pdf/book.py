"""The book of a community on paper: cover, what keeps it together, events, what is open, canvas, ratings, sessions."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

from exports.book import Book, Far, quietly
from exports.pdf.canvas import CanvasSheets, canvas_text
from exports.pdf.cover import Contents, counted, draw_contents, draw_cover, draw_fact, enter
from exports.pdf.flow import (
    BODY,
    CELL,
    CELL_SOFT,
    CELL_STRONG,
    SECTION,
    SOFT,
    STRONG,
    Cell,
    Column,
    Flow,
    Furniture,
)
from exports.pdf.page import Pen
from exports.pdf.paper import INK, PAPERS, paper_named
from exports.pdf.ratings.history import draw_history
from exports.pdf.report import chapters, draw_agreed
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.source import Source
from facilitator.communities import Event, State, format_title
from facilitator.dates import written_day, written_time

_RUNS = 4
_CHAPTER = Style("semibold", SECTION.size + 2, INK)
_STATES: dict[State | None, str] = {"met": "yes", "partly": "in part", "missing": "not yet", None: "–"}


def write_book(
    book: Book, path: Path, paper: str = "A4", recorder: Recorder | None = None, far: Far = quietly
) -> tuple[str, ...]:
    """Write the book of a community and return what could not be drawn, in words.

    `far` hears how far it is; what it raises leaves half a file behind.

    Raises:
        OSError: the file cannot be written.
    """
    # Page numbers are known once everything has been laid out: so lay out until nothing moves any more.
    known = Contents()
    for _ in range(_RUNS):
        found = Contents()
        _draw(book, io.BytesIO(), paper, found, known, far, dry=True)
        if found == known:
            break
        known = found
    with path.open("wb") as target:
        pen = _draw(book, target, paper, Contents(), known, far, recorder)
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _draw(
    book: Book,
    target: IO[bytes],
    paper: str,
    found: Contents,
    known: Contents,
    far: Far,
    recorder: Recorder | None = None,
    *,
    dry: bool = False,
) -> Pen:
    doing = "laid out" if dry else "drawn"
    far(f"what keeps it alive is {doing}")
    name = book.story.community.name
    pen = Pen(target, title=f"{name}: community book", author=name, subject=name, recorder=recorder, dry=dry)
    flow = Flow(
        pen, PAPERS[paper].portrait, Furniture(left=f"{name} · Community book", first=name, pages=known.pages)
    )
    _cover(flow, book, known)
    page = book.story.page
    if any((page.purposes, any(page.sponsor), any(page.leader), any(page.boundary), page.channels)):
        title = "What holds it together"
        enter(found, flow, title, flow.chapter(title))
        _together(flow, book)
    if any(each.day or each.done for each in page.path) or any(each.state for each in page.criteria):
        title = "Its path, and whether it would last"
        enter(found, flow, title, flow.chapter(title))
        _path(flow, book)
    if page.events or page.backlog:
        title = "Events and topics"
        enter(found, flow, title, flow.chapter(title))
        _events(flow, book)
    title = "What is open"
    enter(found, flow, title, flow.chapter(title, _open_words(book)))
    _open(flow, book)
    flow.end_page()
    _canvas(pen, book, paper, found, known)
    for source in book.rated:
        found.entries += draw_history(pen, source, paper_named(paper).landscape, known.pages)
    flow.y = 0.0
    for number, source in enumerate(book.sources, start=1):
        far(f"session {number} of {len(book.sources)} is {doing}")
        _session(flow, source, found)
    flow.end_page()
    pen.finish()
    found.pages = pen.page_number
    return pen


# -- the first pages -------------------------------------------------------------------------------------------------


def _cover(flow: Flow, book: Book, known: Contents) -> None:
    figures = [(count, (words,)) for count, words in _figures(book)]
    draw_cover(flow, "Community book", book.story.community.name, "", _facts(book), figures)
    draw_contents(flow, known, "In this book")


def _facts(book: Book) -> list[tuple[str, str]]:
    page, sessions = book.story.page, book.sources
    days = [written_day(each.place.started) for each in sessions]
    told = ""
    if days:
        told = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    hours = f"{page.leader.hours:g} hours a week" if page.leader.hours is not None else ""
    coach = f"coached by {page.leader.coach}" if page.leader.coach else ""
    facts = [
        ("As of", written_day(book.at)),
        ("Sessions", told),
        ("Leader", ", ".join(each for each in (page.leader.name, hours, coach) if each)),
        ("Sponsor", ": ".join(each for each in page.sponsor if each)),
        ("Next look back", written_day(page.look_back)),
    ]
    return [each for each in facts if each[1]]


def _figures(book: Book) -> list[tuple[int, str]]:
    done = sum(item.state == "done" for source in book.sources for item in source.data.actions)
    events = [
        counted(len(book.past), "event held", "events held"),
        counted(len(book.coming), "event to come", "events to come"),
    ]
    return [
        counted(len(book.sources), "session held", "sessions held"),
        *(events if book.story.page.events else []),
        counted(done, "next step done", "next steps done"),
        counted(len(book.story.actions), "next step open", "next steps open"),
    ]


# -- what its page holds ---------------------------------------------------------------------------------------------


def _together(flow: Flow, book: Book) -> None:
    page = book.story.page
    if page.purposes:
        flow.heading("What it is for", keep=10)
        flow.bullets((0, each) for each in page.purposes)
    hours = f"{page.leader.hours:g} a week" if page.leader.hours is not None else ""
    people = [
        ("Sponsor", page.sponsor.name),
        ("The sponsor gives", page.sponsor.gives),
        ("Leader", page.leader.name),
        ("Hours set aside", hours),
        ("Who coaches", page.leader.coach),
    ]
    if any(value for _, value in people):
        flow.heading("Who carries it", keep=18)
        for label, value in people:
            if value:
                draw_fact(flow, label, value)
    for title, text in (
        ("What we decide ourselves", page.boundary.decides),
        ("What we ask others about", page.boundary.asks),
    ):
        if text:
            flow.heading(title, keep=10)
            for line in text.splitlines():
                flow.lines(line)
    if page.channels:
        flow.heading("Where it talks", keep=24)
        columns = (Column("Channel", 40), Column("Address", 100))
        flow.table(
            columns, [[Cell(each.name, CELL_STRONG), Cell(each.link or "–")] for each in page.channels]
        )


def _path(flow: Flow, book: Book) -> None:
    page = book.story.page
    if any(each.day or each.done for each in page.path):
        flow.heading("The path of introducing it", keep=30)
        flow.table(
            (Column("", 8), Column("Step", 90), Column("Day", 40), Column("", 20)),
            [
                [
                    Cell(draw=_ticked if each.done else _box),
                    Cell(each.step.title, CELL_STRONG),
                    Cell(written_day(each.day) or "–"),
                    Cell("done" if each.done else "", CELL_SOFT),
                ]
                for each in page.path
            ],
        )
    if any(each.state for each in page.criteria):
        flow.heading("Would it last?", keep=30)
        if written_day(page.checked):
            flow.lines(f"The community’s own look at itself, {written_day(page.checked)}.", SOFT)
            flow.y += 2.0
        flow.table(
            (
                Column("What makes communities last", 74),
                Column("So it is", 22),
                Column("What is missing", 60),
            ),
            [
                [
                    Cell(each.criterion.title, CELL_STRONG),
                    Cell(_STATES[each.state], CELL if each.state else CELL_SOFT),
                    Cell(each.note if each.gap else "", CELL),
                ]
                for each in page.criteria
            ],
        )


def _events(flow: Flow, book: Book) -> None:
    page = book.story.page
    if book.coming:
        flow.heading("To come", keep=24)
        _event_table(flow, book.coming)
        flow.bullets((0, f"{each.title}: {each.link}") for each in book.coming if each.link)
    if page.backlog:
        flow.heading("Topics people want", keep=12)
        flow.bullets((0, f"{each.text} (held)" if each.done else each.text) for each in page.backlog)
    if book.past:
        flow.heading("Held", keep=24)
        _event_table(flow, book.past)
        for each in book.past:
            if each.said:
                flow.heading(f"{each.title}, {written_day(each.starts)}", keep=12, style=STRONG)
                for line in each.said.splitlines():
                    flow.lines(line)


def _event_table(flow: Flow, events: tuple[Event, ...]) -> None:
    flow.table(
        (Column("What", 50), Column("When", 40), Column("Format", 30), Column("Who speaks", 32)),
        [
            [
                Cell(each.title, CELL_STRONG),
                Cell(_when(each)),
                Cell(format_title(each.format)),
                Cell(each.speaker or "–"),
            ]
            for each in events
        ],
    )


def _when(event: Event) -> str:
    if not event.starts:
        return "open"
    return f"{written_day(event.starts)}, {written_time(event.starts)}"


def _open_words(book: Book) -> str:
    count = len(book.story.actions)
    return {0: "Nothing is open.", 1: "One next step."}.get(count, f"{count} next steps, the overdue first.")


def _open(flow: Flow, book: Book) -> None:
    if not book.story.actions:
        return
    flow.table(
        (Column("", 8), Column("What", 70), Column("Who", 30), Column("By when", 38), Column("From", 44)),
        [
            [
                Cell(draw=_box),
                Cell(each.action.text, CELL_STRONG),
                Cell(each.action.owner or "–"),
                Cell(written_day(each.action.due) or "–"),
                Cell(each.session_title, CELL_SOFT),
            ]
            for each in book.story.actions
        ],
    )


def _box(pen: Pen, x: float, baseline: float) -> None:
    pen.tick_box(x, baseline - 3.1)


def _ticked(pen: Pen, x: float, baseline: float) -> None:
    _box(pen, x, baseline)
    pen.icon("check", x + 0.3, baseline - 2.8, 3.0)


# -- what its sessions made ------------------------------------------------------------------------------------------


def _canvas(pen: Pen, book: Book, paper: str, found: Contents, known: Contents) -> None:
    """Draw the canvas as it hangs on the wall, on pages of its own."""
    source = book.canvas
    if source is None:
        return
    sheets = CanvasSheets(pen, canvas_text(source), paper_named(paper))
    for number in range(1, len(sheets.pages) + 1):
        pen.page(paper_named(paper), sheets.size)
        if number == 1:
            key = pen.bookmark("Canvas", 0)
            found.entries.append(("Canvas", pen.page_number, key))
        sheets.draw(number, bookmarks=False, page_words=f"Page {pen.page_number} of {known.pages}")


def _session(flow: Flow, source: Source, found: Contents) -> None:
    data = source.data
    title = data.session.title
    # Each session begins a page: it can be taken out and read alone.
    flow.y = flow.bottom if flow.y else 0.0
    count = data.session.head_count
    people = "1 person" if count == 1 else f"{count} people"
    told = f"{data.method.title}, {written_day(source.place.started)}, {people}"
    enter(found, flow, title, flow.chapter(title, told))
    canvas = data.method.canvas
    if canvas is not None and any(data.outcomes.get(box.id) for box in canvas.boxes):
        draw_agreed(flow, data)
    for chapter in chapters(data):
        flow.over(chapter.title, chapter.subtitle, _CHAPTER)
        for module, activity in chapter.steps:
            module.section(flow, source, activity)
    if not chapters(data):
        flow.lines("Nothing was written down.", BODY)
