"""What the phases take in another length of a method: as much less or more as the whole, or what was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator import draft_lengths, method_drafts
from facilitator.method_drafts import Place
from ui.desk.home_words import length_words
from ui.desk.methods.answers import read_answer, written_answer
from ui.widgets.plain_label import PlainLabel

__all__ = ["TimeboxList"]

_NAME, _LEAST, _MINUTES = 300, 150, 64
_OFF = 2.0
"""Minutes by which the phases may differ from the length together without a word: each is a whole half minute."""


class TimeboxList(QWidget):
    """A line a phase, its usual share as a hint, and below them what they take together.

    Signals: changed(place, value) when somebody writes other minutes, "" for the usual share again.
    """

    changed = Signal(object, object)

    def __init__(self, draft: Mapping[str, Any], place: Place, fields: dict[Place, QWidget]) -> None:
        """`place` is the one of the variant in the draft; `fields` takes every field by its place."""
        super().__init__()
        self._draft = draft
        entry = method_drafts.value_at(draft, place)
        self._variant: dict[str, Any] = dict(entry) if isinstance(entry, Mapping) else {}
        said = self._variant.get("phases")
        self._said: dict[str, Any] = dict(said) if isinstance(said, Mapping) else {}
        self._place = place
        self.boxes = draft_lengths.timeboxes(draft)
        self.lines: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        for row, box in enumerate(self.boxes):
            line = QLineEdit(written_answer("number", self._said.get(box.key)))
            line.setFixedWidth(_MINUTES)
            name = self.tr("Minutes of {phase} in {activity}").format(phase=box.phase, activity=box.activity)
            line.setAccessibleName(name)
            line.textEdited.connect(lambda typed, key=box.key: self._written(key, typed))
            words = PlainLabel(f"{box.activity} \N{MIDDLE DOT} {box.phase}", role="ink_soft", wrap=True)
            words.setMinimumWidth(_LEAST)
            words.setMaximumWidth(_NAME)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(line, row, 1)
            grid.addWidget(PlainLabel(self.tr("min"), role="ink_soft"), row, 2, Qt.AlignmentFlag.AlignLeft)
            self.lines[box.key] = line
            fields[(*place, "phases", box.key)] = line
        column.addLayout(grid)
        self.together = PlainLabel(style="small", weight=600, wrap=True)
        column.addWidget(self.together)
        self._show()

    def set_minutes(self, minutes: Any) -> None:
        """Take in another length, as it is being typed."""
        self._variant["minutes"] = minutes
        self._show()

    def _written(self, key: str, typed: str) -> None:
        value = read_answer("number", typed)
        if value == "":
            self._said.pop(key, None)
        else:
            self._said[key] = value
        self.changed.emit((*self._place, "phases", key), value)
        self._show()

    def _show(self) -> None:
        whole, minutes = method_drafts.total(self._draft), method_drafts.minutes_in(self._variant)
        for box in self.boxes:
            usual = draft_lengths.usual_in(box, whole, minutes) if minutes > 0 else box.minutes
            self.lines[box.key].setPlaceholderText(written_answer("number", usual))
        taken = draft_lengths.length_of(self._draft, {**self._variant, "phases": self._said})
        off = taken - minutes
        words = self.tr("Together they take {length}.").format(length=length_words(taken))
        if off > _OFF:
            words = self.tr("Together they take {length}, {over} more than said above.").format(
                length=length_words(taken), over=length_words(off)
            )
        elif off < -_OFF:
            words = self.tr("Together they take {length}, {under} less than said above.").format(
                length=length_words(taken), under=length_words(-off)
            )
        self.together.setText(words if minutes > 0 else "")
        self.together.set_role("ink_soft" if abs(off) <= _OFF else "warn")
