"""Carrying notes or a tray over the board, by mouse or by keyboard, until they are dropped or put back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtWidgets import QGraphicsItem

from ui.desk.board.items import NoteItem, TrayItem
from ui.desk.board.layout import Opening
from ui.desk.board.places import (
    Place,
    nearest,
    note_place_at,
    note_places,
    tray_place_at,
    tray_places,
)
from ui.desk.board.scene import BoardScene

__all__ = ["Carrying"]

_STACK = 6.0
_ASIDE = QPointF(8.0, 14.0)
_BELOW_WORDS = QPointF(12.0, 30.0)


class Carrying(QObject):
    """What is carried now. Signals: changed() when it begins or ends."""

    changed = Signal()

    def __init__(self, scene: BoardScene, drop_words: str) -> None:
        """`drop_words` stand in the place where it will land."""
        super().__init__(scene)
        self._scene = scene
        self._words = drop_words
        self._ids: tuple[str, ...] = ()
        self._is_tray = False
        self._grip = QPointF()
        self._lit = ""
        self.place: Place | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of what is carried; none while nothing is."""
        return self._ids

    @property
    def is_tray(self) -> bool:
        """Whether a tray is carried."""
        return self._is_tray

    def __bool__(self) -> bool:
        return bool(self._ids)

    def begin(self, ids: Sequence[str], grip: QPointF) -> None:
        """Pick these notes up, or this one tray; `grip` is where the pointer holds the first one."""
        self._ids = tuple(ids)
        self._is_tray = self._ids[0] in self._scene.tray_items
        self._grip = grip
        self._scene.hold(set(self._ids))
        for item in self._items():
            seen = item.scenePos()
            if isinstance(item, NoteItem):
                item.set_state(carried=True, grown=False, hovered=False)
            elif isinstance(item, TrayItem):
                item.set_state(carried=True)
            # Qt takes None for "no parent"; its stubs do not say so.
            item.setParentItem(None)  # pyright: ignore[reportArgumentType]
            item.setPos(seen)
        self.changed.emit()

    def _items(self) -> list[QGraphicsItem]:
        found: list[QGraphicsItem] = []
        for key in self._ids:
            item = self._scene.note_items.get(key) or self._scene.tray_items.get(key)
            if item is not None:
                found.append(item)
        return found

    def to_point(self, point: QPointF) -> None:
        """Carry to `point` on the board, by mouse."""
        self._put(point - self._grip)
        find = tray_place_at if self._is_tray else note_place_at
        self._come_to(find(point, self._scene.contents, self._scene.board, frozenset(self._ids)))

    def to_start(self) -> None:
        """Carry by keyboard from the place where it stands."""
        places = self._places()
        here = self._scene.rect_of(self._ids[0]).center()
        home = self._home()
        start = next((place for place in places if home and place.id == home), None)
        if start is None:
            start = min(places, key=lambda each: (each.box.center() - here).manhattanLength(), default=None)
        if start is not None:
            self._go(start)

    def _home(self) -> str:
        note = self._scene.contents.notes.get(self._ids[0])
        return note.group_id or "" if note is not None else ""

    def _places(self) -> list[Place]:
        find = tray_places if self._is_tray else note_places
        return find(self._scene.contents, self._scene.board, frozenset(self._ids))

    def step(self, key: Qt.Key) -> bool:
        """Carry to the next place in the direction of an arrow key; tell whether there was one."""
        if self.place is None:
            self.to_start()
            return True
        places = {_name(place): place for place in self._places()}
        found = nearest(self.place.box, [(name, place.box) for name, place in places.items()], key)
        if found is None or places[found] == self.place:
            return False
        self._go(places[found])
        return True

    def _go(self, place: Place) -> None:
        self._come_to(place)
        if self.place is not None:
            # It stands a little aside, or it would hide the bar that shows its place, or the words of a note.
            below = _BELOW_WORDS if self.place.kind == "note" else QPointF()
            self._put(self.place.box.topLeft() + (_ASIDE if self._is_tray else below))

    def _put(self, corner: QPointF) -> None:
        for number, item in enumerate(self._items()):
            item.setPos(corner + QPointF(number * _STACK, number * _STACK))

    def _come_to(self, place: Place | None) -> None:
        """Show that it would land at `place`."""
        if place == self.place:
            return
        self.place = place
        opening = None
        if place is not None and place.kind == "tray" and place.id not in self._homes():
            opening = Opening(place.id, place.index)
        self._scene.open_place(opening)
        if place is not None and place.kind == "tray":
            self._take_form()
        self._light(place)
        self._show_slot(place)

    def _take_form(self) -> None:
        """Over a tray a note looks as it will in the tray."""
        measures = self._scene.board.measures
        for item in self._items():
            if isinstance(item, NoteItem):
                item.set_form(measures.note_width, measures.note_height, measures.density)

    def _homes(self) -> set[str]:
        notes = self._scene.contents.notes
        return {notes[key].group_id or "" for key in self._ids if key in notes}

    def _light(self, place: Place | None) -> None:
        """Light the tray of `place`, and no other; to paint a tray again takes two milliseconds of a drag."""
        wanted = place.id if place is not None and place.kind == "tray" else ""
        if wanted == self._lit:
            return
        for key, on in ((self._lit, False), (wanted, True)):
            if key in self._scene.tray_items:
                self._scene.tray_items[key].set_state(target=on)
        self._lit = wanted

    def _show_slot(self, place: Place | None) -> None:
        if place is None:
            self._scene.slot.hide()
        elif place.kind == "between":
            self._scene.slot.show_at(place.box, bar=True)
        elif place.kind == "note":
            self._scene.slot.show_at(place.box.adjusted(-5, -5, 5, 5))
        else:
            words = self._words if place.kind == "loose" else ""
            self._scene.slot.show_at(place.box, words=words)

    def end(self) -> tuple[tuple[str, ...], Place | None]:
        """Let go; returns what was carried and where it was."""
        ids, place = self._ids, self.place
        self._light(None)
        self._scene.slot.hide()
        for item in self._items():
            if isinstance(item, NoteItem | TrayItem):
                item.set_state(carried=False)
        self._ids, self.place = (), None
        return ids, place

    def put_back(self) -> None:
        """Bring what is carried back to where it was."""
        if self._ids:
            self.end()
            self._scene.let_go()
            self.changed.emit()


def _name(place: Place) -> str:
    return f"{place.kind}:{place.lane}:{place.id}"
