"""The board as a scene: keeps one item for each note and group, and changes only those that changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from math import ceil

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from facilitator.method import Lane
from facilitator.model import Group, Note
from facilitator.state import SessionData
from ui.desk.board.contents import contents_of, empty_contents
from ui.desk.board.glide import Glide
from ui.desk.board.items import CaptionItem, NoteItem, ShelfItem, SlotItem, TrayItem
from ui.desk.board.layout import BoardLayout, Opening, lay_out_board, note_rows, opened

__all__ = ["BoardScene"]

_BLOCK = 2048.0
"""The scene's own rectangle is set in steps of so many px, with the contents, and stays while something is moved:
a scene left to itself grows with each step of a drag, and one much too large finds its items slowly."""

_CACHE_KB = 96 * 1024
"""Painted notes are kept as pictures; Qt's own limit would throw them away while one pans."""


class BoardScene(QGraphicsScene):
    """Notes and trays of some lanes. `show_data` takes in the session as it is now."""

    def __init__(self, lanes: tuple[Lane, ...], *, still: bool, parent: QObject | None = None) -> None:
        """Make an empty board; with `still` nothing glides."""
        super().__init__(QRectF(0, 0, _BLOCK, _BLOCK), parent)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _CACHE_KB))
        self._lanes = lanes
        self._room = (800.0, 600.0)
        self._opening: Opening | None = None
        self._glide = Glide(self, still)
        self._captions: list[CaptionItem] = []
        self._held: set[str] = set()
        self.note_items: dict[str, NoteItem] = {}
        self.tray_items: dict[str, TrayItem] = {}
        self.contents = empty_contents(lanes)
        self.board: BoardLayout = lay_out_board(self.contents, *self._room)
        self._base = self.board
        self._rows: list[tuple[float, list[str]]] = []
        self._shelves: dict[str, ShelfItem] = {}
        self.slot = SlotItem()
        self.addItem(self.slot)
        self.on_size: Callable[[], None] = lambda: None

    # What is on the board

    def show_data(self, data: SessionData, touched: Collection[str] | None = None) -> None:
        """Show the notes and groups of `data`; only those `touched`, by id, are different from before (None: all)."""
        self.contents = contents_of(data, self._lanes)
        self._opening = None
        for gone in [key for key in self.note_items if key not in self.contents.notes]:
            self._remove(self.note_items.pop(gone))
        for group in self.contents.trays.values():
            self._show_tray(group)
        for note_id in self.contents.notes if touched is None else touched:
            if note_id in self.contents.notes:
                self._show_note(self.contents.notes[note_id])
        self._arrange()
        # Trays go last: a note that left one must not go with it.
        for gone in [key for key in self.tray_items if key not in self.contents.trays]:
            self._remove(self.tray_items.pop(gone))

    def set_room(self, width: float, height: float) -> None:
        """Lay the board out for a view of this size."""
        if (width, height) != self._room:
            self._room = (width, height)
            self._arrange(at_once=True)

    def open_place(self, opening: Opening | None) -> None:
        """Keep a place free in a tray, or none; only that tray, and what stands below it, changes."""
        if opening == self._opening:
            return
        changed = {each.group_id for each in (self._opening, opening) if each is not None}
        self._opening = opening
        before = self.board
        self.board = self._base if opening is None else opened(self._base, self.contents, opening)
        moves: list[tuple[QGraphicsItem, QPointF]] = []
        for group_id in changed & set(self.board.trays):
            tray = self.tray_items[group_id]
            tray.set_size(self.board.trays[group_id].width(), self.board.trays[group_id].height())
            moves.extend(self._fill(tray))
        if before.trays is not self.board.trays:
            moves.extend(self._tray_moves())
            moves.extend(self._shelf_moves())
            self._arrange_captions()
        self._send(moves)
        if self.board.size != before.size:
            self.on_size()

    def look_ahead(self, coming: tuple[float, float], ahead: tuple[float, float], most: int) -> None:
        """Lay out the text of at most so many notes that begin between the two heights `ahead`, not in view yet.

        Nothing is done while a row begins in `coming`, which is painted at this step: its notes are work enough.
        """
        if self._rows_between(*coming):
            return
        for _, ids in self._rows_between(*ahead):
            for note_id in ids:
                if self.note_items[note_id].prepare():
                    most -= 1
                    if most <= 0:
                        return

    def _rows_between(self, top: float, bottom: float) -> list[tuple[float, list[str]]]:
        # Asking the scene for its items took half a millisecond at each step of a pan, this takes a tenth of it.
        if not self._rows:
            self._rows = note_rows(self._base, self.contents)
        first = bisect_left(self._rows, top, key=_height)
        return self._rows[first : bisect_right(self._rows, bottom, key=_height)]

    def hold(self, ids: set[str]) -> None:
        """Leave these notes and trays alone while they are being carried."""
        self._held = ids
        for key in ids:
            item = self.note_items.get(key) or self.tray_items.get(key)
            if item is not None:
                self._glide.forget(item)

    def let_go(self) -> None:
        """Send what was carried to its place."""
        homes = {note.group_id for key in self._held if (note := self.contents.notes.get(key)) is not None}
        self._held = set()
        self.open_place(None)
        for group_id in homes:
            if group_id in self.tray_items:
                self.tray_items[group_id].order = ()
        self._arrange()

    def _show_tray(self, group: Group) -> None:
        item = self.tray_items.get(group.id)
        if item is None:
            item = TrayItem(group)
            item.set_words(_tr("Drop here"), _tr("Name this group (F2)"))
            self.tray_items[group.id] = item
            self.addItem(item)
        members = len(self.contents.members[group.id])
        item.set_group(group, members, _wall_words(group.stickies, members))

    def _show_note(self, note: Note) -> None:
        item = self.note_items.get(note.id)
        if item is None:
            item = NoteItem(note)
            self.note_items[note.id] = item
            self.addItem(item)
        item.set_note(note)

    def _remove(self, item: QGraphicsItem) -> None:
        self._glide.forget(item)
        self.removeItem(item)

    # Where it stands

    def _arrange(self, *, at_once: bool = False) -> None:
        """Bring everything to its place; what is there already is not touched."""
        before = self.board.size
        self._base = self.board = lay_out_board(self.contents, *self._room)
        self._rows = []
        self._opening = None
        self._make_room()
        moves: list[tuple[QGraphicsItem, QPointF]] = []
        for group_id, box in self.board.trays.items():
            tray = self.tray_items[group_id]
            tray.set_size(box.width(), box.height())
            if not tray.order and tray.pos().isNull():
                tray.setPos(box.topLeft())
            moves.extend(self._fill(tray))
        moves.extend(self._tray_moves())
        moves.extend(self._shelf_moves())
        moves.extend(self._arrange_loose())
        self._arrange_captions()
        self._send(moves, at_once=at_once)
        if self.board.size != before:
            self.on_size()

    def _make_room(self) -> None:
        width, height = self.board.size
        wanted = QRectF(0, 0, ceil(width / _BLOCK) * _BLOCK, ceil((height + 200) / _BLOCK) * _BLOCK)
        if wanted != self.sceneRect():
            self.setSceneRect(wanted)

    def _send(self, moves: list[tuple[QGraphicsItem, QPointF]], *, at_once: bool = False) -> None:
        """Let what can be seen glide to its place, and put the rest there."""
        seen = [view.mapToScene(view.viewport().rect()).boundingRect() for view in self.views()]
        gliding: list[tuple[QGraphicsItem, QPointF]] = []
        for item, goal in moves:
            box = item.sceneBoundingRect()
            way = goal - item.pos()
            if isinstance(item, ShelfItem) or any(
                box.intersects(area) or box.translated(way).intersects(area) for area in seen
            ):
                gliding.append((item, goal))
            else:
                self._glide.forget(item)
                item.setPos(goal)
        self._glide.move(gliding, at_once=at_once)

    def _tray_moves(self) -> list[tuple[QGraphicsItem, QPointF]]:
        return [
            (self.tray_items[group_id], box.topLeft())
            for group_id, box in self.board.trays.items()
            if group_id not in self._held and self.tray_items[group_id].pos() != box.topLeft()
        ]

    def _shelf_moves(self) -> list[tuple[QGraphicsItem, QPointF]]:
        return [
            (shelf, QPointF(0.0, self.board.shift.get(key, 0.0)))
            for key, shelf in self._shelves.items()
            if shelf.y() != self.board.shift.get(key, 0.0)
        ]

    def _shelf(self, key: str) -> ShelfItem:
        if key not in self._shelves:
            self._shelves[key] = ShelfItem()
            self.addItem(self._shelves[key])
        return self._shelves[key]

    def _fill(self, tray: TrayItem) -> list[tuple[QGraphicsItem, QPointF]]:
        """Return the moves that bring the notes of a tray to their cells."""
        measures = self.board.measures
        gap = self._opening.place if self._opening and self._opening.group_id == tray.row.id else None
        members = self.contents.members[tray.row.id]
        order = (tuple(note.id for note in members), gap, measures)
        if order == tray.order:
            return []
        tray.order = order
        moves: list[tuple[QGraphicsItem, QPointF]] = []
        for place, note in enumerate(members):
            if note.id in self._held:
                continue
            cell = measures.cell(place + 1 if gap is not None and place >= gap else place)
            item = self.note_items[note.id]
            item.set_form(cell.width(), cell.height(), measures.density)
            moves.extend(_into(item, tray, cell.topLeft()))
        return moves

    def _arrange_loose(self) -> list[tuple[QGraphicsItem, QPointF]]:
        moves: list[tuple[QGraphicsItem, QPointF]] = []
        density = "row" if self.board.row is not None else self.board.measures.density
        for note_id, box in self.board.loose.items():
            if note_id in self._held:
                continue
            item = self.note_items[note_id]
            item.set_form(box.width(), box.height(), density)
            shelf = self._shelf(self.board.shelf(self.contents.notes[note_id].lane))
            moves.extend(_into(item, shelf, box.topLeft()))
        return moves

    def _arrange_captions(self) -> None:
        while len(self._captions) > len(self.board.captions):
            self.removeItem(self._captions.pop())
        while len(self._captions) < len(self.board.captions):
            self._captions.append(CaptionItem())
            self.addItem(self._captions[-1])
        for item, (key, count, point) in zip(self._captions, self.board.captions, strict=True):
            if count:
                item.set_text(_tr("Loose, {count}").format(count=count))
            else:
                item.set_text("" if self.contents.trays else _tr("No notes yet. Just type."))
            item.setPos(point + QPointF(0.0, self.board.shift.get(key, 0.0)))

    def caption_texts(self) -> list[str]:
        """Return what the captions say, in their order."""
        return [item.text for item in self._captions]

    def rect_of(self, key: str) -> QRectF:
        """Return where a note or a tray will stand on the board; empty when it is not there."""
        if key in self.board.trays:
            return QRectF(self.board.trays[key])
        if key in self.board.loose:
            return self.board.loose_box(key, self.contents.notes[key].lane)
        item = self.note_items.get(key)
        if item is None:
            return QRectF()
        tray = item.parentItem()
        if isinstance(tray, TrayItem) and tray.row.id in self.board.trays:
            ids = [note.id for note in self.contents.members[tray.row.id]]
            if key in ids:
                gap = self._opening.place if self._opening and self._opening.group_id == tray.row.id else None
                place = ids.index(key)
                cell = self.board.measures.cell(place + 1 if gap is not None and place >= gap else place)
                return cell.translated(self.board.trays[tray.row.id].topLeft())
        return item.home()


def _height(row: tuple[float, list[str]]) -> float:
    return row[0]


def _into(item: NoteItem, parent: QGraphicsItem, goal: QPointF) -> list[tuple[QGraphicsItem, QPointF]]:
    """Return the move of a note to `goal` in `parent`, from where it is seen now; a new note is simply there."""
    if item.parentItem() is not parent:
        seen_at = item.scenePos()
        is_new = item.parentItem() is None and seen_at.isNull()
        item.setParentItem(parent)
        item.setPos(goal if is_new else parent.mapFromScene(seen_at))
    return [(item, goal)] if item.pos() != goal else []


def _wall_words(stickies: int, members: int) -> str:
    if not stickies:
        return ""
    wall = _tr("{count} on the wall").format(count=stickies)
    return wall if not members else _tr("{count} and {wall}").format(count=members, wall=wall)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)
