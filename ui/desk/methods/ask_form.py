"""A form for part of a method: a field for each thing that is asked, lists of tables with their own forms inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from facilitator import method_drafts
from facilitator.icon_paths import icon_names
from facilitator.method_drafts import Place
from ui import theme as themes
from ui.desk.methods.answers import read_answer, written_answer
from ui.desk.methods.shapes import Ask
from ui.desk.methods.timebox_list import TimeboxList
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.drawing import draw_box
from ui.widgets.growing_text import GrowingText
from ui.widgets.plain_label import PlainLabel
from ui.widgets.select import Select

__all__ = ["AskForm", "PeopleLine", "asked_line"]

_LABEL, _LINE = 170, 8
_LEAST_NAME = 120
_LONG = ("text", "texts", "words")
_NARROW = ("number", "whole")


class _Framed(QWidget):
    """A box with a hairline around it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), border=theme.colour("line"), corner=6.0)


def asked_line(
    parent: QWidget, words: str, field: QWidget, hint: str = "", *, narrow: bool = False
) -> QWidget:
    """Return a field with its words before it and its hint below; a `narrow` one stands at the left.

    Everything of a form is made inside what holds it: moved there later, all in it would be styled anew.
    """
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    label = PlainLabel(words, weight=500, wrap=True, parent=line)
    label.setFixedWidth(_LABEL)
    beside = QVBoxLayout()
    # Beside the first line of what is written in the field.
    beside.setContentsMargins(0, _LINE, 0, 0)
    beside.addWidget(label)
    beside.addStretch(1)
    row.addLayout(beside)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(field)
    if narrow:
        column.setAlignment(field, Qt.AlignmentFlag.AlignLeft)
    if hint:
        column.addWidget(PlainLabel(hint, style="caption", role="ink_faint", wrap=True, parent=line))
    row.addLayout(column, 1)
    return line


class AskForm(QWidget):
    """Shows the table at `base` of a draft; whatever somebody changes is told with its place.

    Signals: changed(place, value); added(place of the list, index, entry), removed(place, index) and
    moved(place, index, to), after which the form is made anew by whoever holds it; folded(place) when an entry of a
    list is to be opened or folded away. Folded ones show their title only.
    """

    changed = Signal(object, object)
    added = Signal(object, int, object)
    removed = Signal(object, int)
    moved = Signal(object, int, int)
    folded = Signal(object)

    def __init__(
        self,
        asks: Sequence[Ask],
        draft: Mapping[str, Any],
        base: Place,
        fields: dict[Place, QWidget],
        opened: Set[Place],
        parent: QWidget | None = None,
    ) -> None:
        """`fields` takes every field by its place, so that a place can be gone to; `opened` are entries of lists."""
        super().__init__(parent)
        self._draft, self._base, self._fields, self._opened = draft, base, fields, opened
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for ask in asks:
            self._add(ask)

    def _add(self, ask: Ask) -> None:
        place = (*self._base, ask.key)
        value = method_drafts.value_at(self._draft, place)
        if ask.key == "people":
            line = PeopleLine(value if isinstance(value, Mapping) else {}, place, self._fields)
            line.changed.connect(self.changed)
            self._column.addWidget(asked_line(self, self.tr("People"), line))
        elif ask.kind == "tables":
            self._tables(ask, place, value)
        elif ask.kind == "timeboxes":
            self._timeboxes(ask)
        elif ask.kind == "flag":
            check = Check(ask.words)
            check.setChecked(value is True)
            check.clicked.connect(lambda on: self.changed.emit(place, on))
            self._fields[place] = check
            row = QHBoxLayout()
            row.addSpacing(_LABEL + 12)
            row.addWidget(check)
            row.addStretch(1)
            self._column.addLayout(row)
        else:
            field = self._field(ask, place, value)
            self._fields[place] = field
            narrow = ask.kind in _NARROW
            self._column.addWidget(asked_line(self, ask.words, field, ask.hint, narrow=narrow))

    def _field(self, ask: Ask, place: Place, value: Any) -> QWidget:
        if ask.kind in ("choice", "icon"):
            choices = list(ask.choices) if ask.kind == "choice" else [(each, each) for each in icon_names()]
            known = [identifier for identifier, _ in choices]
            if value is not None and str(value) not in known:
                choices.append((str(value), str(value)))
            select = Select(ask.words, choices, least=14)
            select.choose("" if value is None else str(value))
            select.activated.connect(lambda _: self.changed.emit(place, select.chosen_id()))
            return select
        text = written_answer(ask.kind, value)
        if ask.kind in _LONG:
            several = isinstance(value, list | tuple) and any("\n" in str(each) for each in value)
            area = GrowingText(ask.words, min_lines=2, max_lines=8, enter_is_newline=True)
            area.set_text(text)
            area.textChanged.connect(
                lambda: self.changed.emit(place, read_answer(ask.kind, area.text(), paragraphs=several))
            )
            return area
        line = QLineEdit(text, self)
        line.setCursorPosition(0)
        line.setAccessibleName(ask.words)
        line.textEdited.connect(lambda typed: self.changed.emit(place, read_answer(ask.kind, typed)))
        if ask.kind in _NARROW:
            line.setFixedWidth(110)
        return line

    def _timeboxes(self, ask: Ask) -> None:
        times = TimeboxList(self._draft, self._base, self._fields)
        times.changed.connect(self.changed)
        minutes = (*self._base, "minutes")
        self.changed.connect(lambda place, value: times.set_minutes(value) if place == minutes else None)
        self._column.addWidget(asked_line(self, ask.words, times, ask.hint))

    # -- lists of tables -------------------------------------------------------------------------------------------

    def _tables(self, ask: Ask, place: Place, value: Any) -> None:
        entries = value if isinstance(value, list | tuple) else ()
        self._column.addSpacing(6)
        self._column.addWidget(PlainLabel(ask.words, style="lead", weight=600, wrap=True))
        for number, entry in enumerate(entries):
            self._column.addWidget(self._entry(ask, place, number, len(entries), entry))
        add = Button(ask.more or self.tr("Add one"), icon="plus")
        add.clicked.connect(lambda: self.added.emit(place, len(entries), self._fresh(ask, entries)))
        self._fields[place] = add
        self._column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(6)

    def _fresh(self, ask: Ask, entries: Sequence[Any]) -> dict[str, Any]:
        """Return a new table, its short name not one of those in the list."""
        fresh = dict(ask.begin or {})
        if any(each.key == "id" for each in ask.asks):
            taken = [str(each.get("id")) for each in method_drafts.tables(entries)]
            fresh["id"] = method_drafts.free_id(ask.one or "new", taken)
        return fresh

    def _entry(self, ask: Ask, place: Place, number: int, count: int, entry: Any) -> QWidget:
        frame = _Framed(self)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(4)
        title = entry.get("title") if isinstance(entry, Mapping) else None
        name = str(title or f"{ask.one} {number + 1}")
        is_open = (*place, number) in self._opened
        fold = Button(
            name,
            kind="quiet",
            icon="chevron_down" if is_open else "next",
            name=(self.tr("{name}, open") if is_open else self.tr("{name}, folded")).format(name=name),
        )
        # A long name ends where the room does: no field beside it is pushed out of sight.
        fold.setMinimumWidth(_LEAST_NAME)
        fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        fold.clicked.connect(lambda: self.folded.emit((*place, number)))
        self._fields[(*place, number)] = fold
        head.addWidget(fold)
        head.addStretch(1)
        up = Button(self.tr("Up"), kind="quiet", name=self.tr("Up: {name}").format(name=name))
        up.setEnabled(number > 0)
        up.clicked.connect(lambda: self.moved.emit(place, number, number - 1))
        down = Button(self.tr("Down"), kind="quiet", name=self.tr("Down: {name}").format(name=name))
        down.setEnabled(number + 1 < count)
        down.clicked.connect(lambda: self.moved.emit(place, number, number + 1))
        out = Button(kind="quiet", icon="trash", name=self.tr("Take out: {name}").format(name=name))
        out.clicked.connect(lambda: self.removed.emit(place, number))
        for button in (up, down, out):
            head.addWidget(button)
        column.addLayout(head)
        if not is_open:
            column.setContentsMargins(12, 4, 12, 4)
            return frame
        inner = AskForm(ask.asks, self._draft, (*place, number), self._fields, self._opened, frame)
        inner.folded.connect(self.folded)
        inner.changed.connect(self.changed)
        inner.added.connect(self.added)
        inner.removed.connect(self.removed)
        inner.moved.connect(self.moved)
        column.addWidget(inner)
        return frame


class PeopleLine(QWidget):
    """From how many people to how many. Signal: changed(place, value)."""

    changed = Signal(object, object)

    def __init__(self, people: Mapping[str, Any], place: Place, fields: dict[Place, QWidget]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = {"least": self.tr("At least"), "most": self.tr("At most")}
        for key in ("least", "most"):
            line = QLineEdit(written_answer("whole", people.get(key)))
            line.setAccessibleName(self.tr("People: {which}").format(which=words[key].lower()))
            line.setMaximumWidth(70)
            line.textEdited.connect(
                lambda typed, key=key: self.changed.emit((*place, key), read_answer("whole", typed))
            )
            fields[(*place, key)] = line
            row.addWidget(PlainLabel(words[key].lower(), role="ink_soft"))
            row.addWidget(line)
        row.addStretch(1)
