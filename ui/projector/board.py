"""The shared board: four columns of notes, the note that is read out, and pages instead of smaller letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFontMetricsF

from facilitator.activities.brainstorm import BrainstormView, GroupView, LaneView, NoteView
from facilitator.audience import AudienceView
from ui.projector.fitting import fit, one_line, text_pages, wrapped
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import caption_of, column_rects, head, question_sheets
from ui.projector.sheet import Ground, Pen, Screen, Sheet
from ui.widgets.note_painter import note_height, projector_note_metrics

__all__ = [
    "MOST_NOTES",
    "NOTES_TOP",
    "NOTE_GAP",
    "Column",
    "board_sheets",
    "cluster_sheets",
    "column_count",
    "columns_of",
    "more_words",
    "note_sheets",
    "reading_sheets",
]

NOTES_TOP = 0.352
MORE_TOP = 0.872
TRAY_TOP = 0.236
TRAY_BOTTOM = 0.932
NOTE_HEIGHT = 0.118
NOTE_GAP = 0.0147
MOST_NOTES = 4
_FEW_SCALE = 1.375
_COLUMN_GAP = 0.049
_LINE_BELOW = 0.008
_TRAY_PAD = 0.0165
_READ_LARGEST = 0.11
_READ_FLOOR = 0.042


def column_count(screen: Screen) -> int:
    """Return how many columns stand side by side: four, three on a narrower screen."""
    return 4 if screen.width >= 1.5 * screen.height else 3


@dataclass(frozen=True)
class Column:
    """One column of the board: a title of two lines, notes, and what is said below them.

    `over` is how many columns its title stands for, itself and those to the right; a line joins them.
    """

    title: str
    notes: tuple[NoteView, ...]
    below: str = ""
    in_talk: bool = False
    over: int = 1


def cluster_sheets(view: AudienceView, lane: LaneView, screen: Screen) -> list[Sheet]:
    """Return the groups of a lane, then the notes that are still loose in the columns left on the last page.

    Where all notes hang on the wall there is nothing but titles to show, so these stand large.
    """
    if lane.groups and not lane.loose and not any(group.notes for group in lane.groups):
        entries = [Entry(each.title, _on_the_wall(each.stickies), each.in_talk) for each in lane.groups]
        return list_sheets(view, screen, lane.question, entries, title=lane.title, largest=0.064)
    columns = [_group_column(group) for group in lane.groups]
    count = column_count(screen)
    columns += _loose_columns(lane.loose, count - len(columns) % count)
    caption = caption_of(view, lane.title)
    return board_sheets(view, screen, caption, lane.question, columns, TRAY_TOP + 0.014)


def note_sheets(view: AudienceView, lane: LaneView, screen: Screen) -> list[Sheet]:
    """Return all notes of a lane that has no groups yet, sixteen on a page at most."""
    columns = columns_of(lane.loose, column_count(screen))
    return board_sheets(view, screen, caption_of(view, lane.title), lane.question, columns)


def columns_of(notes: Sequence[NoteView], count: int) -> list[Column]:
    """Return notes in columns without titles, `count` side by side on a page.

    Row by row, so that a few have the whole height each and none moves when one more comes.
    """
    found: list[Column] = []
    for first in range(0, len(notes), count * MOST_NOTES):
        page = notes[first : first + count * MOST_NOTES]
        found += [Column("", tuple(page[place::count])) for place in range(min(count, len(page)))]
    return found


def _loose_columns(notes: Sequence[NoteView], free: int) -> list[Column]:
    """Return `free` columns at most; under the last one stands how many notes found no place."""
    shown = notes[: free * MOST_NOTES]
    columns = [
        Column("", tuple(shown[place : place + MOST_NOTES])) for place in range(0, len(shown), MOST_NOTES)
    ]
    if columns:
        title = QCoreApplication.translate("Projector", "Still loose")
        columns[0] = replace(columns[0], title=title, over=len(columns))
        columns[-1] = replace(columns[-1], below=more_words(len(notes) - free * MOST_NOTES))
    return columns


def _group_column(group: GroupView) -> Column:
    hidden = len(group.notes) - MOST_NOTES
    below = [more_words(hidden), _on_the_wall(group.stickies)]
    return Column(group.title, group.notes[:MOST_NOTES], ", ".join(filter(None, below)), group.in_talk)


def more_words(count: int) -> str:
    """Return how many are not shown, "" for none."""
    if count <= 0:
        return ""
    return QCoreApplication.translate("Projector", "and {count} more").format(count=count)


def _on_the_wall(count: int) -> str:
    if count <= 0:
        return ""
    return QCoreApplication.translate("Projector", "{count} on the wall").format(count=count)


def board_sheets(
    view: AudienceView,
    screen: Screen,
    caption: str,
    prompt: str,
    columns: list[Column],
    titles_top: float | None = None,
) -> list[Sheet]:
    """Return `columns` in pages, nothing but the prompt where there are none.

    `titles_top` is where titles begin, as a fraction of the height, None for columns without titles: then notes
    that need two rows at most are larger, unless a word would break. A prompt too long for the head is cut there
    and stands in full on the last page.
    """
    count = column_count(screen)
    few = titles_top is None and len(columns) <= count and all(len(each.notes) <= 2 for each in columns)
    scale = _FEW_SCALE if few and _keeps_words(columns, screen) else 1.0
    found: list[Sheet] = []
    complete = bool(columns)
    for first in range(0, len(columns), count):
        pen = Pen(screen)
        complete = head(pen, view, caption, prompt)
        shown = columns[first : first + count]
        for column, rect in zip(shown, column_rects(screen, count, _COLUMN_GAP), strict=False):
            _put_column(pen, column, rect, titles_top, scale)
        pen.talk = any(column.in_talk for column in shown)
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption, prompt))
    return found


def _keeps_words(columns: Sequence[Column], screen: Screen) -> bool:
    """Tell whether no word of a large note is broken."""
    metrics = projector_note_metrics(screen.height, _FEW_SCALE)
    room = column_rects(screen, column_count(screen), _COLUMN_GAP)[0].width() - 2 * metrics.pad_x
    letters = QFontMetricsF(metrics.font)
    words = {word for column in columns for note in column.notes for word in note.text[:2000].split()}
    return all(letters.horizontalAdvance(word) <= room - metrics.beside_shape for word in words)


def _put_column(pen: Pen, column: Column, rect: QRectF, titles_top: float | None, scale: float) -> None:
    screen = pen.screen
    x, width = rect.x(), rect.width()
    if column.in_talk:
        pad = screen.h(_TRAY_PAD)
        tray = QRectF(
            x - pad, screen.h(TRAY_TOP), width + 2 * pad, screen.h(TRAY_BOTTOM - TRAY_TOP)
        ).intersected(screen.inner)
        pen.ground(tray, "table")
    notes_top = screen.h(TRAY_TOP + 0.014)
    if titles_top is not None:
        title = fit(column.title, screen, width, screen.h(0.1), 0.039, 0.036, most_lines=2, balanced=True)
        if column.title:
            pen.put(title.words("group", x, screen.h(titles_top)))
        if column.over > 1:
            joined = width * column.over + screen.h(_COLUMN_GAP) * (column.over - 1)
            pen.rule(x, screen.h(titles_top) + title.block.height + screen.h(_LINE_BELOW), joined, "edge")
        notes_top = screen.h(NOTES_TOP)
    y = notes_top
    heights = _note_heights(column.notes, width, screen, screen.h(MORE_TOP) - notes_top, scale)
    for note, height in zip(column.notes, heights, strict=True):
        pen.note(note.text, note.colour, QRectF(x, y, width, height), scale)
        y += height + screen.h(NOTE_GAP)
    if column.below:
        # Directly under the last note, where the column is short.
        line = one_line(column.below, screen, width, 0.034)
        pen.put(line.words("more", x, min(y, screen.h(MORE_TOP)), "ink_soft"))


def _note_heights(
    notes: Sequence[NoteView], width: float, screen: Screen, room: float, scale: float
) -> list[float]:
    """Return the height of each note: the usual one, and lines more, in turn, for long notes while there is room."""
    metrics = projector_note_metrics(screen.height, scale)
    usual = screen.h(NOTE_HEIGHT) * scale
    left = room - len(notes) * usual - (len(notes) - 1) * screen.h(NOTE_GAP)
    # No need to lay out more than what could ever show here.
    wanted = [note_height(note.text[:2000], width, metrics) for note in notes]
    found = [usual] * len(notes)
    while True:
        short = [place for place, height in enumerate(found) if height < wanted[place]]
        for place in short:
            more = min(metrics.pitch, wanted[place] - found[place])
            if more > left:
                return found
            found[place] += more
            left -= more
        if not short:
            return found


def reading_sheets(view: AudienceView, part: BrainstormView, note: NoteView, screen: Screen) -> list[Sheet]:
    """Return the note that is being read out, as large as it fits."""
    lane = next((each for each in part.lanes if each.id == part.in_lane), None)
    caption = caption_of(view, lane.title if lane else None)
    paper = QRectF(screen.left, screen.h(TRAY_TOP), screen.text_width, screen.h(TRAY_BOTTOM - TRAY_TOP))
    pad_x, pad_y = screen.h(0.05), screen.h(0.035)
    width, height = paper.width() - 2 * pad_x, paper.height() - 2 * pad_y
    pieces = [note.text]
    if not fit(note.text, screen, width, height, _READ_LARGEST, _READ_FLOOR).fits:
        pieces = list(text_pages(note.text, screen, width, height, _READ_FLOOR))
    found: list[Sheet] = []
    for piece in pieces:
        pen = Pen(screen)
        head(pen, view, caption)
        pen.put(
            Ground(
                paper,
                width=max(1.0, round(screen.h(0.003))),
                corner=screen.h(0.008),
                note_colour=note.colour,
            )
        )
        shown = (
            fit(piece, screen, width, height, _READ_LARGEST, _READ_FLOOR)
            if len(pieces) == 1
            else wrapped(piece, screen, width, _READ_FLOOR, weight=600)
        )
        y = paper.top() + pad_y + max(0.0, (height - shown.block.height) / 2)
        pen.put(shown.words("note", paper.left() + pad_x, y))
        found.append(pen.done())
    return found
