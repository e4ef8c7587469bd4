"""Placing notes between two axes: the matrix, and a line for a note that is still missing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.matrices import Matrix, lane_of, matrix
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.matrices.matrix_canvas import MatrixCanvas, card_words
from ui.desk.stage import KeyHint
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel

__all__ = ["MatrixPanel"]


class MatrixPanel(Panel):
    """What the keyboard is on, the room looks at."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 12)
        column.setSpacing(8)
        self.canvas = MatrixCanvas()
        column.addWidget(self.canvas, 1)
        self.line = DraftLine(
            desk.session,
            f"{activity.id}/note",
            self.tr("One more note"),
            self.tr("One more note, then Enter"),
        )
        column.addWidget(self.line)
        self.line.taken.connect(self._take)
        self.line.lines_pasted.connect(self._take_many)
        self.canvas.placed.connect(self._place)
        self.canvas.taken_off.connect(self._take_off)
        self.canvas.chosen.connect(self._point_at)
        self.canvas.entered.connect(self._edit)
        self.canvas.typed.connect(self.take_text)
        self._show()

    @property
    def now(self) -> Matrix:
        """The matrix as it stands."""
        return matrix(self.session.data, self.activity)

    def counted(self) -> Counted | None:
        """See Panel."""
        now = self.now
        if not now.notes:
            return None
        words = card_words(len(now.placed))
        if now.waiting:
            words = self.tr("{words}, {count} to go").format(words=words, count=len(now.waiting))
        return Counted(words, "ink_soft" if now.waiting else "ok")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.canvas if self.now.notes else self.line

    def part_of(self, row_id: str) -> QWidget | None:
        """See Panel."""
        if any(each.note.id == row_id for each in self.now.notes):
            self.canvas.choose(row_id)
            return self.canvas
        return None

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)
        self.line.textEdited.emit(self.line.text())
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "notes"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the matrix")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (
            KeyHint("Up Down", self.tr("move it")),
            KeyHint("Shift+Up", self.tr("a little")),
            KeyHint("Tab", self.tr("next note")),
            KeyHint("Del", self.tr("take it off")),
            KeyHint("F2", self.tr("change")),
        )

    def command(self, name: str) -> bool:
        """See Panel."""
        chosen = self.canvas.chosen_note
        if chosen is None or not self.canvas.hasFocus():
            return False
        if name == "delete":
            self._take_off(chosen)
        elif name == "edit":
            self._edit(chosen)
        else:
            return False
        return True

    def _show(self) -> None:
        self.canvas.show_matrix(self.now)

    def _take(self, text: str) -> None:
        lane = lane_of(self.session.data, self.activity)
        if lane is not None and text.strip():
            made = self.desk.bridge.do(lambda: self.session.notes.add(lane.id, text))
            if made is not None:
                self.line.clear_draft()
                self.canvas.choose(made.id)

    def _take_many(self, lines: list[str]) -> None:
        lane = lane_of(self.session.data, self.activity)
        if lane is not None:
            self.desk.bridge.do(lambda: self.session.notes.add_many(lane.id, lines))

    def _place(self, note: str, x: float, y: float) -> None:
        self.desk.bridge.do(lambda: self.session.matrices.place(self.activity.id, note, x, y))

    def _take_off(self, note: str) -> None:
        if any(each.note.id == note for each in self.now.placed):
            self.desk.bridge.do(lambda: self.session.matrices.take_off(self.activity.id, note))

    def _point_at(self, note: str) -> None:
        self.session.set_focus(replace(self.session.focus, note_id=note or None, group_id=None))
        self.hints_changed.emit()

    def _edit(self, note_id: str) -> None:
        note = self.session.data.note(note_id)
        if note is None:
            return
        text = self.desk.prompts.ask_text(
            self,
            self.tr("Change a note"),
            self.tr("What does it say?"),
            value=note.text,
            accept=self.tr("Change"),
        )
        if text is not None:
            self.desk.bridge.do(lambda: self.session.notes.edit(note_id, text))
