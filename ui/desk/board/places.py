"""Where something carried may be put, and what lies in which direction on the board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from ui.desk.board.contents import Contents
from ui.desk.board.layout import LANE_GAP, TRAY_GAP, BoardLayout

__all__ = ["Place", "nearest", "note_place_at", "note_places", "tray_place_at", "tray_places"]

_BAR = 4.0


@dataclass(frozen=True)
class Place:
    """Somewhere to drop: `kind` is tray (before the note at `index`), note (a new group with it), loose or between.

    `id` is the tray or the note; for "between" the tray in front of which to land, "" for the end of `lane`.
    `lane` "" keeps the lane. `box` is on the board.
    """

    kind: str
    id: str
    lane: str
    box: QRectF
    index: int = 0


def note_place_at(
    point: QPointF, contents: Contents, board: BoardLayout, carried: frozenset[str]
) -> Place | None:
    """Return where notes would land when dropped at `point`; None off the board."""
    for group_id, box in board.trays.items():
        if box.contains(point):
            members = [note.id for note in contents.members[group_id] if note.id not in carried]
            index = board.measures.place_at(point - box.topLeft(), len(members))
            return _in_tray(group_id, index, contents, board)
    for lane in contents.lanes:
        raised = point - QPointF(0.0, board.shift.get(board.shelf(lane.id), 0.0))
        for note in contents.loose[lane.id]:
            if note.id not in carried and board.loose[note.id].contains(raised):
                return Place("note", note.id, lane.id, board.loose_box(note.id, lane.id))
    if board.row is not None and point.y() >= board.row.top():
        return Place("loose", "", "", board.row)
    for span in board.lanes:
        if span.x - LANE_GAP / 2 <= point.x() < span.x + span.width + LANE_GAP / 2:
            return Place("loose", "", span.id, span.loose or _below(span.x, span.width, span.bottom))
    return None


def _below(x: float, width: float, bottom: float) -> QRectF:
    return QRectF(x, bottom, width, 40)


def _in_tray(group_id: str, index: int, contents: Contents, board: BoardLayout) -> Place:
    cell = board.measures.cell(index).translated(board.trays[group_id].topLeft())
    return Place("tray", group_id, contents.trays[group_id].lane, cell, index)


def note_places(contents: Contents, board: BoardLayout, carried: frozenset[str]) -> list[Place]:
    """Return every place for notes that the keyboard reaches: one in each tray, each loose note, the rest."""
    found = [
        _in_tray(group_id, _index_in(contents, group_id, carried), contents, board)
        for group_id in board.trays
    ]
    found += [
        Place("note", note.id, note.lane, board.loose_box(note.id, note.lane))
        for note in contents.all_loose()
        if note.id not in carried
    ]
    if board.row is not None:
        end = max((box.right() for box in board.loose.values()), default=board.row.left() + 90)
        found.append(Place("loose", "", "", QRectF(end + 8, board.row.bottom() - 32, 120, 32)))
    else:
        found += [
            Place("loose", "", span.id, QRectF(span.loose.x(), span.loose.bottom(), span.width, 32))
            for span in board.lanes
            if span.loose is not None
        ]
    return found


def _index_in(contents: Contents, group_id: str, carried: frozenset[str]) -> int:
    """Return the end of a tray; in the tray that a note came from its own place, where it covers no other note."""
    ids = [note.id for note in contents.members[group_id]]
    return next((place for place, note_id in enumerate(ids) if note_id in carried), len(ids))


def tray_place_at(
    point: QPointF, contents: Contents, board: BoardLayout, carried: frozenset[str]
) -> Place | None:
    """Return where a tray would land when dropped at `point`."""
    places = [
        place for place in tray_places(contents, board, carried) if _lane_at(point, board) == place.lane
    ]
    return min(places, key=lambda place: (place.box.center() - point).manhattanLength(), default=None)


def _lane_at(point: QPointF, board: BoardLayout) -> str:
    nearest_lane = min(board.lanes, key=lambda span: abs(span.x + span.width / 2 - point.x()))
    return nearest_lane.id


def tray_places(contents: Contents, board: BoardLayout, carried: frozenset[str]) -> list[Place]:
    """Return every place for a tray: before each other tray, and at the end of each lane."""
    found: list[Place] = []
    width = board.measures.tray_width
    for span in board.lanes:
        last: QRectF | None = None
        for group in contents.groups[span.id]:
            if group.id in carried:
                continue
            box = board.trays[group.id]
            bar = QRectF(box.left(), box.top() - TRAY_GAP / 2 - _BAR / 2, width, _BAR)
            found.append(Place("between", group.id, span.id, bar))
            last = box
        y = 2.0 if last is None else last.bottom() + TRAY_GAP / 2 - _BAR / 2
        x = span.x if last is None else last.left()
        found.append(Place("between", "", span.id, QRectF(x, y, width, _BAR)))
    return found


def nearest(start: QRectF, boxes: Iterable[tuple[str, QRectF]], key: Qt.Key) -> str | None:
    """Return the id of the box that lies next in the direction of an arrow key; None when there is none."""
    across = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    sign = 1.0 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1.0
    best: tuple[float, str] | None = None
    for name, box in boxes:
        if across:
            ahead = sign * (box.center().x() - start.center().x())
            along = (box.left() - start.right()) if sign > 0 else (start.left() - box.right())
            aside = max(0.0, box.top() - start.bottom(), start.top() - box.bottom())
            drift = abs(box.center().y() - start.center().y())
        else:
            ahead = sign * (box.center().y() - start.center().y())
            along = (box.top() - start.bottom()) if sign > 0 else (start.top() - box.bottom())
            aside = max(0.0, box.left() - start.right(), start.left() - box.right())
            drift = abs(box.left() - start.left())
        if ahead <= 1.0 or along < -min(8.0, start.height() / 2):
            continue
        score = max(0.0, along) + 2.5 * aside + 0.02 * drift
        if best is None or score < best[0]:
            best = (score, name)
    return best[1] if best is not None else None
