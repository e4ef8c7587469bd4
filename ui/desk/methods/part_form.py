"""What is asked about one part of a method: the whole, an activity with its phases and settings, or the canvas."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator import activities, method_beginnings, method_drafts
from facilitator.method_drafts import Place
from ui.desk.methods.answers import read_answer, written_answer
from ui.desk.methods.ask_form import AskForm
from ui.desk.methods.shapes import (
    Ask,
    activity_asks,
    canvas_asks,
    link_asks,
    method_asks,
    phase_asks,
    setting_asks,
    way_asks,
)
from ui.desk.methods.words import kind_words, phase_words
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.plain_label import PlainLabel
from ui.widgets.select import Select

__all__ = ["PAD", "PartForm"]

PAD = 4
"""Room before a form, so that the ring of the keyboard is not cut off."""
_MINUTES = 5.0
_PHASE = 164
"""Boxes of this width have the minutes beside them in one column."""
_PHASE_AND_WAY = 136
"""Of this one the way in which the phase is run as well, also in a small window."""


class PartForm(QWidget):
    """Shows one part of a draft. `fields` has every field by its place.

    Signals as those of AskForm; structural ones mean that the form has to be made anew.
    """

    changed = Signal(object, object)
    remade = Signal(object, object)
    added = Signal(object, int, object)
    removed = Signal(object, int)
    moved = Signal(object, int, int)
    folded = Signal(object)

    def __init__(
        self,
        draft: Mapping[str, Any],
        activity: int | None,
        opened: Set[Place],
        parent: QWidget,
        *,
        canvas: bool = False,
    ) -> None:
        """`activity` from 0, or None: then the `canvas`, or the method as a whole. `opened` is not folded away."""
        super().__init__(parent)
        self._opened = opened
        self.fields: dict[Place, QWidget] = {}
        self._draft = draft
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, 0, 16, 16)
        self._column.setSpacing(10)
        if activity is not None:
            self._activity(activity)
        elif canvas:
            self._canvas()
        else:
            self._form(method_asks(draft), ())
        self._column.addStretch(1)

    def show_line(self, place: Place, text: str) -> None:
        """Show another text in the line at a place, where there is one; nobody is told."""
        line = self.fields.get(place)
        if isinstance(line, QLineEdit):
            line.setText(text)

    def _form(self, asks: tuple[Ask, ...], base: Place) -> None:
        form = AskForm(asks, self._draft, base, self.fields, self._opened, self)
        form.folded.connect(self.folded)
        form.changed.connect(self.changed)
        form.added.connect(self.added)
        form.removed.connect(self.removed)
        form.moved.connect(self.moved)
        self._column.addWidget(form)

    def _heading(self, words: str) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(PlainLabel(words, style="heading", wrap=True))

    def _activity(self, number: int) -> None:
        base: Place = ("activities", number)
        kind = str(method_drafts.value_at(self._draft, (*base, "kind")))
        self._column.addWidget(PlainLabel(kind_words(kind), style="small", role="ink_soft"))
        if kind not in activities.kind_names():
            self._column.addWidget(PlainLabel(self.tr("This kind of activity is not known here."), wrap=True))
            return
        present = method_drafts.value_at(self._draft, base)
        self._form(activity_asks(kind, self._draft, present), base)
        self._heading(self.tr("Phases"))
        self._phases(kind, base)
        settings = setting_asks(kind, self._draft)
        if settings:
            self._heading(self.tr("Settings"))
            self._form(settings, (*base, "settings"))
        self._heading(self.tr("With the other activities"))
        self._form(link_asks(), base)

    def _phases(self, kind: str, base: Place) -> None:
        present = method_drafts.tables(method_drafts.value_at(self._draft, (*base, "phases")))
        places = {str(each.get("id")): number for number, each in enumerate(present)}
        for phase in activities.kind(kind).phases:
            row = QHBoxLayout()
            row.setSpacing(8)
            check = Check(phase_words(phase))
            check.setMinimumWidth(_PHASE_AND_WAY if way_asks(kind) else _PHASE)
            check.setChecked(phase in places)
            check.clicked.connect(lambda on, phase=phase: self._switch(kind, base, phase, on=on))
            row.addWidget(check)
            self._column.addLayout(row)
            if phase in places:
                place: Place = (*base, "phases", places[phase])
                self.fields[(*place, "id")] = check
                self._phase_head(row, kind, phase, place)
                if place in self._opened:
                    self._form(phase_asks(kind), place)
            row.addStretch(1)

    def _phase_head(self, row: QHBoxLayout, kind: str, phase: str, place: Place) -> None:
        """Put what is always shown of a phase beside its box: its minutes, and the way to its words."""
        kept = method_drafts.value_at(self._draft, (*place, "minutes"))
        minutes = QLineEdit(written_answer("number", kept))
        minutes.setAccessibleName(self.tr("Minutes of {phase}").format(phase=phase_words(phase)))
        minutes.setFixedWidth(64)
        minutes.textEdited.connect(
            lambda typed: self.changed.emit((*place, "minutes"), read_answer("number", typed))
        )
        self.fields[(*place, "minutes")] = minutes
        is_open = place in self._opened
        fold = Button(
            self.tr("Words"),
            kind="quiet",
            icon="chevron_down" if is_open else "next",
            name=(self.tr("{phase}: words, open") if is_open else self.tr("{phase}: words, folded")).format(
                phase=phase_words(phase)
            ),
        )
        fold.clicked.connect(lambda: self.folded.emit(place))
        self.fields[place] = fold
        row.addWidget(minutes)
        row.addWidget(PlainLabel(self.tr("min"), role="ink_soft"))
        for ask in way_asks(kind):
            row.addWidget(self._way(ask, phase, (*place, ask.key)))
        row.addWidget(fold)

    def _way(self, ask: Ask, phase: str, place: Place) -> Select:
        """Return the list of the ways in which a phase is run."""
        name = self.tr("When {phase} is run").format(phase=phase_words(phase))
        ways = Select(name, ask.choices, least=10)
        ways.choose(str(method_drafts.value_at(self._draft, place) or ""))
        ways.activated.connect(lambda _: self.changed.emit(place, ways.chosen_id()))
        self.fields[place] = ways
        return ways

    def _switch(self, kind: str, base: Place, phase: str, *, on: bool) -> None:
        """Take a phase in or out; the others keep what they have."""
        place: Place = (*base, "phases")
        present = [dict(each) for each in method_drafts.tables(method_drafts.value_at(self._draft, place))]
        if on:
            way = method_beginnings.usual_way(kind, phase)
            made = {"id": phase, "title": phase_words(phase), "minutes": _MINUTES}
            present.append({**made, "way": way} if way else made)
        else:
            present = [each for each in present if each.get("id") != phase]
        order = activities.kind(kind).phases
        known = [each for each in present if each.get("id") in order]
        self.remade.emit(place, sorted(known, key=lambda each: order.index(str(each["id"]))))

    def _canvas(self) -> None:
        if isinstance(self._draft.get("canvas"), Mapping):
            self._form(canvas_asks(), ("canvas",))
            without = Button(self.tr("No canvas"), icon="trash")
            without.clicked.connect(lambda: self.remade.emit(("canvas",), None))
            self._column.addWidget(without, 0, Qt.AlignmentFlag.AlignLeft)
            return
        words = self.tr("A canvas is one page with boxes that outcomes fill. A method can do without.")
        self._column.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        make = Button(self.tr("Make a canvas"), icon="plus")
        make.clicked.connect(lambda: self.remade.emit(("canvas",), self._first_canvas()))
        self.fields[("canvas",)] = make
        self._column.addWidget(make, 0, Qt.AlignmentFlag.AlignLeft)

    def _first_canvas(self) -> dict[str, Any]:
        """Return a canvas with a box for each lane, so that it is right from the beginning."""
        lanes = [
            lane
            for each in method_drafts.tables(self._draft.get("activities"))
            for lane in method_drafts.tables(each.get("lanes"))
        ]
        boxes: list[dict[str, Any]] = [
            {
                "id": str(lane.get("id")),
                "icon": "star",
                "title": str(lane.get("title")),
                "question": str(lane.get("question") or ""),
                "column": 1,
                "share": 1.0,
                "source": [str(lane.get("id"))],
            }
            for lane in lanes
        ]
        return {"title": str(self._draft.get("title")), "columns": [1.0], "boxes": boxes}
