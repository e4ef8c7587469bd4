"""Where everything stands on the board: lanes as columns of trays, loose notes below. All lengths in px."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF

from ui.desk.board.contents import Contents
from ui.widgets.note_painter import note_metrics, note_width

__all__ = ["BoardLayout", "LaneSpan", "Measures", "Opening", "lay_out_board", "note_rows", "opened"]

PAD = 20.0
LANE_GAP = 20.0
TRAY_GAP = 10.0
TRAY_PAD = 8.0
TITLE_TOP, TITLE_HEIGHT = 8.0, 20.0
NOTES_TOP = 36.0
NOTE_GAP = 6.0
EMPTY_TRAY = 40.0
LOOSE_TOP = 13.0
TOP = 8.0
BOTTOM = 4.0
LOOSE_GAP = 8.0
LOOSE_CAPTION = 32.0
ROW_HEIGHT = 32.0
_LABEL_ROOM = 66.0
_WIDEST_ROW_NOTE = 300.0
_LEAST_NOTE = 128.0
_LEAST_TRAY = 440.0
_MOST_ROWS = 2
_MOST_IN_A_ROW = 3
_MOST_ROOMY = 200
"""No screen has room for more comfortable notes."""
LOOSE_ROOM = 8.0


@dataclass(frozen=True)
class Measures:
    """The measures of one board: how wide a tray is, how many notes stand side by side in it, and how large."""

    density: str
    tray_width: float
    in_a_row: int
    note_width: float
    note_height: float

    def cell(self, place: int) -> QRectF:
        """Return where the note at `place` stands in its tray."""
        row, column = divmod(place, self.in_a_row)
        x = TRAY_PAD + column * (self.note_width + NOTE_GAP)
        y = NOTES_TOP + row * (self.note_height + NOTE_GAP)
        return QRectF(x, y, self.note_width, self.note_height)

    def tray_height(self, count: int) -> float:
        """Return how high a tray with `count` notes is."""
        if not count:
            return EMPTY_TRAY
        return self.cell(count - 1).bottom() + TRAY_PAD + 1

    def place_at(self, point: QPointF, count: int) -> int:
        """Return which place in a tray with `count` notes is nearest to `point` in the tray."""
        column = int(max(0.0, point.x() - TRAY_PAD) // (self.note_width + NOTE_GAP))
        row = int(max(0.0, point.y() - NOTES_TOP) // (self.note_height + NOTE_GAP))
        return min(count, row * self.in_a_row + min(column, self.in_a_row - 1))


@dataclass(frozen=True)
class LaneSpan:
    """Where a lane stands, and where its loose notes are."""

    id: str
    x: float
    width: float
    bottom: float
    loose: QRectF | None = None


@dataclass(frozen=True)
class Opening:
    """A place kept free in a tray, for notes that are being carried."""

    group_id: str
    place: int


@dataclass
class BoardLayout:
    """The result: trays by group, rectangles of loose notes, captions and lanes; `size` of the whole board.

    `row` is the rectangle of the common row of loose notes, None while each lane has its own. `shift` is how far
    loose notes stand lower than their rectangles say, by shelf.
    """

    measures: Measures
    lanes: list[LaneSpan] = field(default_factory=list)
    trays: dict[str, QRectF] = field(default_factory=dict)
    loose: dict[str, QRectF] = field(default_factory=dict)
    captions: list[tuple[str, int, QPointF]] = field(default_factory=list)
    row: QRectF | None = None
    shift: dict[str, float] = field(default_factory=dict)
    size: tuple[float, float] = (0.0, 0.0)

    def shelf(self, lane_id: str) -> str:
        """Return the shelf on which loose notes of a lane stand: the lane's own, or "" for the common row."""
        return "" if self.row is not None else lane_id

    def loose_box(self, note_id: str, lane_id: str) -> QRectF:
        """Return where a loose note stands on the board."""
        return self.loose[note_id].translated(0.0, self.shift.get(self.shelf(lane_id), 0.0))


def lay_out_board(contents: Contents, width: float, height: float) -> BoardLayout:
    """Return the places of everything on a board `width` px wide.

    The comfortable density is taken when the board fits into `height` with it, else the compact one, and then the
    board scrolls.
    """
    if len(contents.notes) <= _MOST_ROOMY:
        roomy = _board(contents, width, "comfortable")
        if roomy.size[1] <= height:
            return roomy
    return _board(contents, width, "compact")


def opened(board: BoardLayout, contents: Contents, opening: Opening) -> BoardLayout:
    """Return `board` with a place kept free in one tray: what stands below it moves down, nothing else moves."""
    tray = board.trays[opening.group_id]
    count = len(contents.members[opening.group_id]) + 1
    more = board.measures.tray_height(count) - tray.height()
    if more <= 0:
        return board
    trays = dict(board.trays)
    trays[opening.group_id] = tray.adjusted(0, 0, 0, more)
    lowest = trays[opening.group_id].bottom()
    for group_id, box in board.trays.items():
        if box.left() == tray.left() and box.top() > tray.top():
            trays[group_id] = box.translated(0, more)
            lowest = max(lowest, trays[group_id].bottom())
    lane = contents.trays[opening.group_id].lane
    shelf = board.shelf(lane)
    room = board.row if board.row is not None else _loose_of(board, lane)
    lower = 0.0 if room is None else max(0.0, lowest + TRAY_GAP - (room.top() + LOOSE_ROOM))
    lanes = [
        replace(span, loose=span.loose.translated(0, lower))
        if span.id == lane and span.loose is not None
        else span
        for span in board.lanes
    ]
    row = board.row.translated(0, lower) if board.row is not None else None
    bottom = max(board.size[1] + lower, lowest + BOTTOM)
    return replace(
        board, trays=trays, lanes=lanes, row=row, shift={shelf: lower}, size=(board.size[0], bottom)
    )


def note_rows(board: BoardLayout, contents: Contents) -> list[tuple[float, list[str]]]:
    """Return the rows of notes from the highest to the lowest: where each begins, and the ids of its notes."""
    found: list[tuple[float, list[str]]] = []
    side_by_side = board.measures.in_a_row
    for group_id, box in board.trays.items():
        members = [note.id for note in contents.members[group_id]]
        for first in range(0, len(members), side_by_side):
            top = box.top() + board.measures.cell(first).top()
            found.append((top, members[first : first + side_by_side]))
    found.extend((box.top(), [note_id]) for note_id, box in board.loose.items())
    return sorted(found)


def _loose_of(board: BoardLayout, lane_id: str) -> QRectF | None:
    return next((span.loose for span in board.lanes if span.id == lane_id), None)


def _measures(lane_width: float, density: str) -> tuple[Measures, int]:
    columns = max(1, int((lane_width + LANE_GAP) // (_LEAST_TRAY + LANE_GAP)))
    tray = (lane_width - (columns - 1) * LANE_GAP) / columns
    inner = tray - 2 * TRAY_PAD
    fits = int((inner + NOTE_GAP) // (_LEAST_NOTE + NOTE_GAP))
    in_a_row = max(1, min(_MOST_IN_A_ROW, fits))
    note = (inner - (in_a_row - 1) * NOTE_GAP) / in_a_row
    return Measures(density, tray, in_a_row, float(int(note)), note_metrics(density).height), columns


def _board(contents: Contents, width: float, density: str) -> BoardLayout:
    count = len(contents.lanes)
    lane_width = max(_LEAST_NOTE + 2 * TRAY_PAD, (width - 2 * PAD - (count - 1) * LANE_GAP) / count)
    measures, columns = _measures(lane_width, density)
    found = BoardLayout(measures)
    bottoms: list[float] = []
    for place, lane in enumerate(contents.lanes):
        x = PAD + place * (lane_width + LANE_GAP)
        tops = [TOP] * columns
        for group in contents.groups[lane.id]:
            notes = contents.members[group.id]
            column = tops.index(min(tops))
            left = x + column * (measures.tray_width + LANE_GAP)
            found.trays[group.id] = QRectF(
                left, tops[column], measures.tray_width, measures.tray_height(len(notes))
            )
            tops[column] = found.trays[group.id].bottom() + TRAY_GAP
        bottoms.append(max(tops))
    _place_loose(contents, found, width, lane_width, bottoms)
    lowest = max(
        [span.bottom for span in found.lanes] + ([found.row.bottom()] if found.row is not None else [])
    )
    found.size = (max(width, 2 * PAD + count * lane_width + (count - 1) * LANE_GAP), lowest + BOTTOM)
    return found


def _place_loose(
    contents: Contents,
    found: BoardLayout,
    width: float,
    lane_width: float,
    bottoms: list[float],
) -> None:
    """Few loose notes of a board with one lane stand in a row; else as cards below the trays of their lane."""
    loose = contents.all_loose()
    in_a_row = len(contents.lanes) == 1 and bool(contents.trays)
    lowest = max(bottoms, default=TOP)
    top = lowest + (LOOSE_TOP - TRAY_GAP if lowest > TOP else 0.0)
    metrics = note_metrics("row")
    rects: dict[str, QRectF] = {}
    x, y, rows = PAD + _LABEL_ROOM, top, 1
    for note in loose:
        wide = note_width(note.text, metrics, _WIDEST_ROW_NOTE)
        if x + wide > width - PAD and x > PAD + _LABEL_ROOM:
            x, y, rows = PAD + _LABEL_ROOM, y + ROW_HEIGHT + LOOSE_GAP, rows + 1
        if rows > _MOST_ROWS or not in_a_row:
            break
        rects[note.id] = QRectF(x, y, wide, ROW_HEIGHT)
        x += wide + LOOSE_GAP
    places = [(lane, PAD + place * (lane_width + LANE_GAP)) for place, lane in enumerate(contents.lanes)]
    if in_a_row and len(rects) == len(loose):
        found.loose = rects
        found.row = QRectF(0, top - 6, width, y + ROW_HEIGHT - top + 6)
        found.captions = [("", len(loose), QPointF(PAD, top))] if loose else []
        for (lane, left), bottom in zip(places, bottoms, strict=True):
            found.lanes.append(LaneSpan(lane.id, left, lane_width, bottom))
        return
    for (lane, left), bottom in zip(places, bottoms, strict=True):
        mine = contents.loose[lane.id]
        start = bottom + LOOSE_GAP if bottom > TOP else bottom
        found.captions.append((lane.id, len(mine), QPointF(left, start)))
        low = _cards(found, [note.id for note in mine], left, start + LOOSE_CAPTION, lane_width)
        found.lanes.append(
            LaneSpan(lane.id, left, lane_width, low, QRectF(left, start, lane_width, low - start))
        )


def _cards(found: BoardLayout, ids: list[str], left: float, top: float, lane_width: float) -> float:
    """Place loose notes as cards in rows; returns their lower end."""
    measures = found.measures
    step = measures.note_width + NOTE_GAP
    in_a_row = max(1, int((lane_width + NOTE_GAP) // step))
    for place, note_id in enumerate(ids):
        row, column = divmod(place, in_a_row)
        found.loose[note_id] = QRectF(
            left + column * step,
            top + row * (measures.note_height + NOTE_GAP),
            measures.note_width,
            measures.note_height,
        )
    rows = -(-len(ids) // in_a_row)
    return top + max(1, rows) * (measures.note_height + NOTE_GAP)
