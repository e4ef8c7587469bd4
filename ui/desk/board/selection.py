"""What is chosen on the board: notes, or trays, never both; and which of them the keyboard is at."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRectF, Qt, Signal

from ui.desk.board.places import nearest
from ui.desk.board.scene import BoardScene

__all__ = ["Selection"]

_HANDLE = 60.0
_NEAR = 500.0
"""So far one looks first for what is next; the whole board is long."""


class Selection(QObject):
    """The chosen notes or trays of one scene. `current` is the one that arrow keys start from.

    Signals: changed() after anything else was chosen.
    """

    changed = Signal()

    def __init__(self, scene: BoardScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._ids: list[str] = []
        self._marked: set[str] = set()
        self._lifted: set[str] = set()
        self.current = ""

    @property
    def notes(self) -> list[str]:
        """The ids of the chosen notes, in the order in which they were chosen."""
        return [key for key in self._ids if key in self._scene.contents.notes]

    @property
    def trays(self) -> list[str]:
        """The ids of the chosen groups."""
        return [key for key in self._ids if key in self._scene.contents.trays]

    def __contains__(self, key: str) -> bool:
        return key in self._ids

    def choose(self, keys: Iterable[str], current: str | None = None) -> None:
        """Choose exactly these."""
        wanted = list(dict.fromkeys(keys))
        self._show(wanted, current if current is not None else (wanted[-1] if wanted else ""))

    def add(self, key: str) -> None:
        """Choose one more of the same kind; one of the other kind is chosen alone."""
        same = (key in self._scene.contents.notes) == (self.current in self._scene.contents.notes)
        kept = [each for each in self._ids if each != key] if same else []
        self._show([*kept, key], key)

    def toggle(self, key: str) -> None:
        """Choose one more, or one less."""
        if key in self._ids:
            left = [each for each in self._ids if each != key]
            self._show(left, left[-1] if left else "")
        else:
            self.add(key)

    def forget_lost(self) -> None:
        """Let go of what is not on the board any more."""
        there = {**self._scene.contents.notes, **self._scene.contents.trays}
        kept = [key for key in self._ids if key in there]
        if kept != self._ids or (self.current and self.current not in there):
            self._show(kept, self.current if self.current in there else (kept[-1] if kept else ""))
        else:
            self.mark()

    def _show(self, wanted: list[str], current: str) -> None:
        if wanted == self._ids and current == self.current:
            return
        self._ids, self.current = wanted, current
        self.mark()
        self.changed.emit()

    def mark(self) -> None:
        """Let the items show what is chosen; those that did and still do are looked at again, and no others."""
        chosen = set(self._ids)
        alone = len(chosen) == 1
        for key in self._marked | chosen:
            note, tray = self._scene.note_items.get(key), self._scene.tray_items.get(key)
            if note is not None:
                note.set_state(selected=key in chosen, grown=alone and key in chosen)
            if tray is not None:
                tray.set_state(selected=key in chosen)
        self._marked = chosen
        self._lift({self._home_of(key) for key in chosen})

    def _home_of(self, key: str) -> str:
        note = self._scene.contents.notes.get(key)
        return (note.group_id or "") if note is not None else ""

    def _lift(self, homes: set[str]) -> None:
        """A note that grew may reach over the tray below its own."""
        for group_id in self._lifted | homes:
            tray = self._scene.tray_items.get(group_id)
            if tray is not None:
                tray.setZValue(5.0 if group_id in homes else 0.0)
        self._lifted = homes

    def next_in(self, key: Qt.Key) -> str | None:
        """Return what lies next to the current one in the direction of an arrow key."""
        scene = self._scene
        if not self.current:
            boxes = self._boxes(None)
            first = min(boxes, key=lambda each: (each[1].top(), each[1].left()), default=None)
            return first[0] if first is not None else None
        start = scene.rect_of(self.current)
        across = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if self.current in scene.tray_items:
            start.setHeight(scene.tray_items[self.current].title_box().height())
            if across:
                # From a title to the side one comes to another title.
                titles = [each for each in self._boxes(None) if each[0] in scene.tray_items]
                return nearest(start, [each for each in titles if each[0] != self.current], key)
            start.setWidth(_HANDLE)
        for reach in (_NEAR, None):
            area = start.adjusted(-reach, -reach, reach, reach) if reach is not None else None
            others = [each for each in self._boxes(area) if each[0] != self.current]
            found = nearest(start, others, key)
            if found is not None:
                return found
        return None

    def _boxes(self, area: QRectF | None) -> list[tuple[str, QRectF]]:
        """Return titles and notes with their places; only those in or near `area` when it is given."""
        scene, board = self._scene, self._scene.board
        found = [(note.id, board.loose_box(note.id, note.lane)) for note in scene.contents.all_loose()]
        if area is not None:
            found = [each for each in found if each[1].intersects(area)]
        for group_id, box in board.trays.items():
            if area is not None and not box.intersects(area):
                continue
            title = scene.tray_items[group_id].title_box()
            found.append((group_id, QRectF(box.x(), box.y(), box.width(), title.height())))
            for place, note in enumerate(scene.contents.members[group_id]):
                found.append((note.id, board.measures.cell(place).translated(box.topLeft())))
        return found
