"""What is chosen on the board: notes, or trays, never both; and which of them the keyboard is at."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRectF, Qt, Signal

from ui.desk.board.places import nearest
from ui.desk.board.scene import BoardScene

__all__ = ["Selection"]

_HANDLE = 60.0


class Selection(QObject):
    """The chosen notes or trays of one scene. `current` is the one that arrow keys start from.

    Signals: changed() after anything else was chosen.
    """

    changed = Signal()

    def __init__(self, scene: BoardScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._ids: list[str] = []
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
        """Let the items show what is chosen."""
        alone = len(self._ids) == 1
        chosen = set(self._ids)
        for key, note in self._scene.note_items.items():
            note.set_state(selected=key in chosen, grown=alone and key in chosen)
        notes = self._scene.contents.notes
        holding = {notes[key].group_id for key in chosen if key in notes}
        for key, tray in self._scene.tray_items.items():
            tray.set_state(selected=key in chosen)
            # A note that grew may reach over the tray below its own.
            tray.setZValue(5.0 if key in holding else 0.0)

    def next_in(self, key: Qt.Key) -> str | None:
        """Return what lies next to the current one in the direction of an arrow key."""
        boxes = self._boxes()
        if not self.current:
            first = min(boxes, key=lambda each: (each[1].top(), each[1].left()), default=None)
            return first[0] if first is not None else None
        start = self._scene.rect_of(self.current)
        if self.current in self._scene.tray_items:
            handle = self._scene.tray_items[self.current].title_box()
            start = QRectF(start.x(), start.y(), _HANDLE, handle.height())
            others = [(name, box) for name, box in boxes if name != self.current]
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                # From a title to the side one comes to another title.
                others = [(name, box) for name, box in others if name in self._scene.tray_items]
                start.setWidth(self._scene.rect_of(self.current).width())
            return nearest(start, others, key)
        return nearest(start, [(name, box) for name, box in boxes if name != self.current], key)

    def _boxes(self) -> list[tuple[str, QRectF]]:
        scene = self._scene
        found: list[tuple[str, QRectF]] = list(scene.board.loose.items())
        measures = scene.board.measures
        for group_id, box in scene.board.trays.items():
            title = scene.tray_items[group_id].title_box()
            found.append((group_id, QRectF(box.x(), box.y(), box.width(), title.height())))
            for place, note in enumerate(scene.contents.members[group_id]):
                found.append((note.id, measures.cell(place).translated(box.topLeft())))
        return found
