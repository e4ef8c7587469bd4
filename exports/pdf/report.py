"""The workshop report: cover, what was agreed, the agenda planned and real, and a chapter for each kind of step."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from exports.pdf.cover import Contents, counted, draw_contents, draw_cover, enter
from exports.pdf.flow import (
    CAPTION,
    CELL,
    CELL_SOFT,
    CELL_STRONG,
    SECTION,
    Cell,
    Column,
    Flow,
    Furniture,
)
from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK, MUTED, PAPERS
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.source import Source
from facilitator import activities
from facilitator.acts.outcomes import bullets
from facilitator.agenda import Line, lines, slots
from facilitator.dates import written_day, written_time
from facilitator.method import Activity
from facilitator.state import SessionData

REPORT_PAPERS = ("A4", "Letter")
_RUNS = 4
_BELOW_HEADING = 2.3
_HEADING, _BEFORE = 15.0, 4.0
"""In mm, what a heading takes with the white space around it, and what a line without one has before it."""
_LONGEST_KEPT = 60.0
"""In mm, how much of a short list its heading may take along to the next page."""


_LEFT_OUT = 18.0
"""So long (mm) a bar of the agenda has to be to hold the words."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the report: consecutive steps whose kinds share it. `title` and `subtitle` stand over it."""

    title: str
    subtitle: str
    steps: tuple[tuple[ModuleType, Activity], ...]


def write_report(
    source: Source,
    path: Path,
    paper: str = "A4",
    *,
    with_names: bool = False,
    recorder: Recorder | None = None,
) -> tuple[str, ...]:
    """Write the report of a session and return what could not be drawn, in words.

    `with_names` adds who took part. `paper` is one of `REPORT_PAPERS`, upright.

    Raises:
        OSError: the file cannot be written.
    """
    # Page numbers in the contents and "of y" are only known once everything has been laid out, and the contents
    # themselves take room: so lay out until nothing moves any more.
    known = Contents()
    for _ in range(_RUNS):
        found = Contents()
        _draw(source, io.BytesIO(), paper, with_names, found, known, dry=True)
        if found == known:
            break
        known = found
    with path.open("wb") as target:
        pen = _draw(source, target, paper, with_names, Contents(), known, recorder)
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _draw(
    source: Source,
    target: io.BufferedIOBase | io.BytesIO,
    paper: str,
    with_names: bool,
    found: Contents,
    known: Contents,
    recorder: Recorder | None = None,
    *,
    dry: bool = False,
) -> Pen:
    data = source.data
    name = shown_name(data)
    pen = Pen(
        target,  # type: ignore[arg-type] # reportlab only writes to it
        title=f"{name}: workshop report",
        author=source.community.name if source.community else name,
        subject=data.session.title,
        recorder=recorder,
        dry=dry,
    )
    credit = data.method.canvas.credit if data.method.canvas else ""
    left = name if name == data.session.title else f"{name} · {data.session.title}"
    furniture = Furniture(left=left, first=credit or name, pages=known.pages)
    flow = Flow(pen, PAPERS[paper].portrait, furniture, with_names)
    _cover(flow, source, known)
    if data.method.canvas and any(data.outcomes.get(box.id) for box in data.method.canvas.boxes):
        enter(found, flow, "What we agreed", flow.chapter("What we agreed", data.method.canvas.title))
        draw_agreed(flow, data)
    title, subtitle, agenda = "Agenda, planned and real", agenda_words(source), agenda_lines(source)
    enter(found, flow, title, flow.chapter(title, subtitle))
    _agenda(flow, agenda)
    for chapter in chapters(data):
        enter(found, flow, chapter.title, flow.chapter(chapter.title, chapter.subtitle))
        for module, activity in chapter.steps:
            module.section(flow, source, activity)
    if with_names and data.participants:
        flow.heading("Took part", keep=10)
        people = (f"{each.name} ({each.role})" if each.role else each.name for each in data.participants)
        flow.lines(", ".join(people))
    _credits(flow, data)
    flow.end_page()
    pen.finish()
    found.pages = pen.page_number
    return pen


def shown_name(data: SessionData) -> str:
    """Return the name the report goes by: the community's once it is decided, the session's title before."""
    canvas = data.method.canvas
    return (data.outcomes.get(canvas.name_from, "") if canvas else "") or data.session.title


def chapters(data: SessionData) -> tuple[Chapter, ...]:
    """Return the chapters, in the order of the method; steps with nothing to tell are left out."""
    found: list[Chapter] = []
    for activity in data.method.activities:
        module = import_module(f"exports.pdf.activities.{activity.kind}")
        if not module.CHAPTER or not module.has_section(data, activity):
            continue
        title, subtitle = module.CHAPTER
        if found and found[-1].title == title:
            found[-1] = Chapter(title, subtitle, (*found[-1].steps, (module, activity)))
        else:
            found.append(Chapter(title, subtitle, ((module, activity),)))
    many = Counter(each.title for each in found)
    return tuple(_told_apart(each) if many[each.title] > 1 else each for each in found)


def _told_apart(chapter: Chapter) -> Chapter:
    """Return a chapter whose kind comes back later, with its steps in its title: "What was written: Impact"."""
    first, *others = (activity.title for _, activity in chapter.steps)
    steps = f"{first} and {len(others)} more" if len(others) > 1 else ", ".join((first, *others))
    return replace(chapter, title=f"{chapter.title}: {steps}")


def _cover(flow: Flow, source: Source, known: Contents) -> None:
    data = source.data
    name = shown_name(data)
    subtitle = data.session.title if name != data.session.title else data.method.title
    draw_cover(flow, "Workshop report", name, subtitle, _facts(source), _figures(data))
    draw_contents(flow, known, "In this report")


def _facts(source: Source) -> list[tuple[str, str]]:
    data, place = source.data, source.place
    canvas = data.method.canvas
    day = written_day(place.started or data.session.starts or data.session.created)
    if place.started and place.ended:
        day = f"{day}, {written_time(place.started)} to {written_time(place.ended)}"
    facts = [("Date", day), ("Method", data.method.title)]
    if source.community and source.community.name != shown_name(data):
        facts.append(("Community", source.community.name))
    leader = data.outcomes.get(canvas.leader_from, "") if canvas else ""
    if leader:
        facts.append(("Leader", leader))
    count = data.session.head_count
    facts.append(("Took part", "1 person" if count == 1 else f"{count} people"))
    return facts


def _figures(data: SessionData) -> list[tuple[int, tuple[str, ...]]]:
    boxes = data.method.canvas.boxes if data.method.canvas else ()
    on_wall = (f"{data.stickies} on the wall",) if data.stickies else ()
    filled = [(sum(bool(data.outcomes.get(box.id)) for box in boxes), ("canvas boxes",))] if boxes else []
    count, words = counted(data.note_count, "note", "notes")
    # Who fills in forms and rates topics writes no notes, and misses none.
    notes = [(count, (words, *on_wall))] if count or on_wall or _has_lanes(data) else []
    groups = [_figure(len(data.groups), "group", "groups")] if data.groups else []
    steps = _figure(len(data.actions), "next step", "next steps")
    return [*notes, *groups, *filled, steps, _figure(len(data.parked), "parked", "parked")]


def _figure(count: int, one: str, many: str) -> tuple[int, tuple[str]]:
    count, words = counted(count, one, many)
    return count, (words,)


def _has_lanes(data: SessionData) -> bool:
    return any(each.lanes for each in data.method.activities)


def draw_agreed(flow: Flow, data: SessionData) -> None:
    """Draw what stands in the boxes of the canvas, one below the other."""
    assert data.method.canvas is not None
    for box in data.method.canvas.boxes:
        agreed = bullets(data.outcomes.get(box.id, ""))
        if agreed:
            flow.heading(box.title, icon=box.icon, keep=14)
            flow.bullets((line.level, line.text) for line in agreed)


def agenda_lines(source: Source) -> tuple[Line, ...]:
    """Return the agenda, planned and real, as it was run."""
    data = source.data
    place = replace(source.place, spent=source.spent)
    return lines(slots(data, place, lambda each: activities.kind(each.kind).phases_now(data, each)))


def agenda_words(source: Source) -> str:
    """Return the line over the agenda: minutes planned and used."""
    found = agenda_lines(source)
    planned = sum(line.planned for line in found) / 60
    used = sum(line.spent for line in found) / 60
    if used < 0.5:
        return f"{planned:.0f} minutes planned."
    return f"{planned:.0f} minutes planned, {used:.0f} used. Grey outline: planned. Solid: real."


def _agenda(flow: Flow, found: Sequence[Line]) -> None:
    most = max([1.0, *(max(line.planned, line.spent) for line in found)])
    shares = (58.0, 17.0, 17.0, 17.0, 52.0)
    unit = (flow.width - 4 * 4.0) * shares[-1] / sum(shares) / most
    rows = [_agenda_row(line, unit) for line in found]
    planned = sum(line.planned for line in found) / 60
    real = sum(line.spent for line in found) / 60
    rows.append(
        [
            Cell("Sum", CELL_STRONG),
            Cell(f"{planned:.0f}", CELL_STRONG),
            Cell(f"{real:.0f}" if real else "–", CELL_STRONG),
            Cell(_signed(round(real) - round(planned)) if real else "–", CELL_STRONG),
            Cell(),
        ]
    )
    head = ("Step", "Planned", "Real", "Diff.", "Minutes")
    aligns = ("start", "right", "right", "right", "start")
    columns = [Column(*each) for each in zip(head, shares, aligns, strict=True)]  # type: ignore[arg-type]
    flow.table(columns, rows)


def _agenda_row(line: Line, unit: float) -> list[Cell]:
    left_out = line.state == "skipped" and not line.spent
    figures = Style("regular", CELL.size, INK, tabular=True)

    def bars(pen: Pen, x: float, baseline: float) -> None:
        top = baseline - 4.2
        pen.outline(x, top, max(line.planned * unit, 0.4), 5.4, MUTED, 0.7)
        if line.spent:
            pen.fill(x, top + 1.6, line.spent * unit, 2.2, HOUSE)
        if left_out:
            # Inside a long bar: beside it there may be no page left.
            beside = x + line.planned * unit + 2.0
            room = line.planned * unit > _LEFT_OUT
            pen.text(x + 2.0 if room else beside, baseline, "left out", CELL_SOFT)

    real = f"{line.spent / 60:.0f}" if line.spent else "–"
    # Of the whole minutes beside it: 9, 8 and 0 in one row would look like a mistake.
    difference = _signed(round(line.spent / 60) - round(line.planned / 60)) if line.spent else "–"
    return [
        Cell(line.title, CELL_STRONG),
        Cell(f"{line.planned / 60:.0f}", figures),
        Cell(real, figures),
        Cell(difference, figures),
        Cell(draw=bars),
    ]


def _signed(minutes: int) -> str:
    return "0" if minutes == 0 else f"+{minutes}" if minutes > 0 else f"\N{MINUS SIGN}{-minutes}"


def _credits(flow: Flow, data: SessionData) -> None:
    if not data.method.references:
        return
    found = [
        f"{each.author}: {each.title}{f' · {each.link}' if each.link else ''}"
        for each in data.method.references
    ]
    title = "Where the method comes from"
    # The list stays with its heading, so that no page holds the last of it alone.
    height = sum(flow.height_of(text, CAPTION) for text in found) + _BELOW_HEADING
    running = f"{title}: {'; '.join(found)}"
    if flow.room < _HEADING + height and _BEFORE + flow.height_of(running, CAPTION) <= flow.room:
        # Rather in a sentence than on a page with nothing else.
        flow.space(_BEFORE)
        flow.lines(running, CAPTION)
        return
    flow.heading(title, keep=min(height, _LONGEST_KEPT), style=SECTION)
    for text in found:
        flow.lines(text, CAPTION)
