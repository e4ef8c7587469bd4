"""The board as a scene: keeps one item for each note and group, and changes only those that changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from facilitator.method import Lane
from facilitator.model import Group, Note
from facilitator.state import SessionData
from ui.desk.board.contents import contents_of, empty_contents
from ui.desk.board.glide import Glide
from ui.desk.board.items import CaptionItem, NoteItem, SlotItem, TrayItem
from ui.desk.board.layout import BoardLayout, Opening, lay_out_board

__all__ = ["BoardScene"]

_FIXED = QRectF(-4_000, -4_000, 60_000, 400_000)
"""The scene never grows: a scene that does works out anew what it holds at each step of a drag."""

_CACHE_KB = 96 * 1024
"""Painted notes are kept as pictures; Qt's own limit would throw them away while one pans."""


class BoardScene(QGraphicsScene):
    """Notes and trays of some lanes. `show_data` takes in the session as it is now."""

    def __init__(self, lanes: tuple[Lane, ...], *, still: bool, parent: QObject | None = None) -> None:
        """Make an empty board; with `still` nothing glides."""
        super().__init__(_FIXED, parent)
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
        self.slot = SlotItem()
        self.addItem(self.slot)
        self.on_size: Callable[[], None] = lambda: None

    # What is on the board

    def show_data(self, data: SessionData) -> None:
        """Show the notes and groups of `data`: add, remove and change what is different from before."""
        self.contents = contents_of(data, self._lanes)
        for gone in [key for key in self.note_items if key not in self.contents.notes]:
            self._remove(self.note_items.pop(gone))
        for group in self.contents.trays.values():
            self._show_tray(group)
        for note in self.contents.notes.values():
            self._show_note(note)
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
        """Keep a place free in a tray, or none."""
        if opening != self._opening:
            self._opening = opening
            self._arrange()

    def hold(self, ids: set[str]) -> None:
        """Leave these notes and trays alone while they are being carried."""
        self._held = ids
        for key in ids:
            item = self.note_items.get(key) or self.tray_items.get(key)
            if item is not None:
                self._glide.forget(item)

    def let_go(self) -> None:
        """Send what was carried to its place."""
        self._held = set()
        self._opening = None
        for tray in self.tray_items.values():
            tray.order = ()
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
        width, height = self._room
        density = self.board.measures.density if self._opening is not None else None
        before = self.board.size
        self.board = lay_out_board(self.contents, width, height, opening=self._opening, density=density)
        moves: list[tuple[QGraphicsItem, QPointF]] = []
        for group_id, box in self.board.trays.items():
            tray = self.tray_items[group_id]
            is_new = not tray.order and tray.pos().isNull()
            tray.set_size(box.width(), box.height())
            if group_id not in self._held and tray.pos() != box.topLeft():
                if is_new:
                    tray.setPos(box.topLeft())
                else:
                    moves.append((tray, box.topLeft()))
            moves.extend(self._fill(tray))
        moves.extend(self._arrange_loose())
        self._arrange_captions()
        self._glide.move(moves, at_once=at_once)
        if self.board.size != before:
            self.on_size()

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
            moves.extend(_into(item, None, box.topLeft()))
        return moves

    def _arrange_captions(self) -> None:
        while len(self._captions) > len(self.board.captions):
            self.removeItem(self._captions.pop())
        while len(self._captions) < len(self.board.captions):
            self._captions.append(CaptionItem())
            self.addItem(self._captions[-1])
        for item, (_, count, point) in zip(self._captions, self.board.captions, strict=True):
            if count:
                item.set_text(_tr("Loose, {count}").format(count=count))
            else:
                item.set_text("" if self.contents.trays else _tr("No notes yet. Just type."))
            item.setPos(point)

    def caption_texts(self) -> list[str]:
        """Return what the captions say, in their order."""
        return [item.text for item in self._captions]

    def rect_of(self, key: str) -> QRectF:
        """Return where a note or a tray will stand on the board; empty when it is not there."""
        for boxes in (self.board.loose, self.board.trays):
            if key in boxes:
                return QRectF(boxes[key])
        item = self.note_items.get(key)
        if item is None:
            return QRectF()
        tray = item.parentItem()
        if isinstance(tray, TrayItem) and tray.row.id in self.board.trays:
            ids = [note.id for note in self.contents.members[tray.row.id]]
            if key in ids:
                gap = (
                    self._opening.place if self._opening and self._opening.group_id == tray.row.id else None
                )
                place = ids.index(key)
                cell = self.board.measures.cell(place + 1 if gap is not None and place >= gap else place)
                return cell.translated(self.board.trays[tray.row.id].topLeft())
        return item.home()


def _into(item: NoteItem, parent: QGraphicsItem | None, goal: QPointF) -> list[tuple[QGraphicsItem, QPointF]]:
    """Return the move of a note to `goal` in `parent`, from where it is seen now; a new note is simply there."""
    if item.parentItem() is not parent:
        seen_at = item.scenePos()
        is_new = item.parentItem() is None and seen_at.isNull()
        # Qt takes None for "no parent"; its stubs do not say so.
        item.setParentItem(parent)  # pyright: ignore[reportArgumentType]
        item.setPos(parent.mapFromScene(seen_at) if parent is not None else seen_at)
        if is_new:
            item.setPos(goal)
    elif item.parentItem() is None and item.pos().isNull():
        item.setPos(goal)
    return [(item, goal)] if item.pos() != goal else []


def _wall_words(stickies: int, members: int) -> str:
    if not stickies:
        return ""
    wall = _tr("{count} on the wall").format(count=stickies)
    return wall if not members else _tr("{count} and {wall}").format(count=members, wall=wall)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)
