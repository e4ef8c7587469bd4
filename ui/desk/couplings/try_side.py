"""What is tried: the steps so far, and what can be done with the chosen arrow or party."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator import couplings
from facilitator.couplings import CouplingMap, Step
from ui import fonts
from ui.pictures.coupling_words import arrow_words, tried_words
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["TrySide"]


class TrySide(QWidget):
    """Buttons for one step, the steps so far, keep and drop.

    A form keeps the parties that it was opened for, whatever is chosen on the map meanwhile.

    Signals: cut_wanted() for the chosen arrow; split_wanted(str, str, list) with the party, the name of the new one and
    the arrows that go with it; merge_wanted(tuple of str, str) with the parties and the name of the glued one;
    keep_wanted(), drop_wanted(); asked() when a form is opened, left() when it is put away.
    """

    cut_wanted = Signal()
    split_wanted = Signal(str, str, object)
    merge_wanted = Signal(object, str)
    keep_wanted = Signal()
    drop_wanted = Signal()
    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._about = PlainLabel(style="small", role="ink_soft", wrap=True)
        # Three lines from the beginning: what stands below must not move away from under the mouse.
        self._about.setMinimumHeight(3 * fonts.line_height("small"))
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._about)
        self.cut = Button(self.tr("Without this arrow"), icon="trash")
        self.split = Button(self.tr("Split…"), name=self.tr("Split this party"))
        self.merge = Button(self.tr("Glue…"), name=self.tr("Glue parties"))
        self.cut.clicked.connect(self.cut_wanted)
        self.split.clicked.connect(self.ask_split)
        self.merge.clicked.connect(self.ask_merge)
        self._buttons = (self.cut, self.split, self.merge)
        column.addWidget(self.cut)
        parting = QHBoxLayout()
        parting.setSpacing(8)
        parting.addWidget(self.split, 1)
        parting.addWidget(self.merge, 1)
        column.addLayout(parting)
        self._form = QWidget()
        self._form_column = QVBoxLayout(self._form)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._form_column.setSpacing(6)
        self._form.hide()
        column.addWidget(self._form)
        self.name: Field | None = None
        self.checks: list[tuple[str, Check]] = []
        self._title = PlainLabel(self.tr("Tried so far"), style="small", weight=600)
        column.addWidget(self._title)
        self._steps = PlainLabel(style="small", wrap=True)
        column.addWidget(self._steps)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.keep = Button(self.tr("Keep it"), icon="check")
        self.drop = Button(self.tr("Drop it"))
        self.keep.clicked.connect(self.keep_wanted)
        self.drop.clicked.connect(self.drop_wanted)
        row.addWidget(self.keep, 1)
        row.addWidget(self.drop, 1)
        column.addLayout(row)
        column.addStretch(1)
        self._now = CouplingMap()
        self._tried = False
        self._party: str | None = None
        self._glued: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()

    @property
    def asking(self) -> bool:
        """Whether a form is open."""
        return self._form.isVisibleTo(self)

    def show_steps(self, stands: CouplingMap, steps: Sequence[Step]) -> None:
        """Tell what is tried; `stands` is the map without it."""
        self._now = couplings.after(stands, steps)
        self._steps.setText("\n".join(tried_words(stands, steps)))
        self._tried = bool(steps)
        self._show_parts()

    def show_chosen(self, party: str | None, wait: str | None, glued: Sequence[str]) -> None:
        """Offer what can be done with the chosen party, the chosen arrow and the parties marked to be glued."""
        self._party = party
        self._glued = tuple(dict.fromkeys([*glued, *([party] if party else [])]))
        arrow, here = (self._now.wait(wait) if wait else None), (self._now.party(party) if party else None)
        self.cut.setEnabled(arrow is not None)
        self.split.setEnabled(here is not None)
        self.merge.setEnabled(len(self._glued) > 1)
        said = []
        if arrow is not None:
            said.append(self.tr("Arrow: {words}.").format(words=arrow_words(self._now, arrow)))
        if len(self._glued) > 1:
            names = [each.name for each in map(self._now.party, self._glued) if each is not None]
            said.append(self.tr("To glue: {names}.").format(names=", ".join(names)))
        elif here is not None:
            said.append(self.tr("Party: {name}.").format(name=here.name))
        self._about.setText("\n".join(said) or self.tr("Choose a party on the map, or an arrow."))

    def ask_split(self) -> None:
        """Ask for the name of the new party and which arrows it takes."""
        party = self._now.party(self._party) if self._party else None
        if party is None:
            return
        self._open(
            self.tr("Split: {name}").format(name=party.name),
            self.tr("The new party is called"),
            "",
            self.tr("Which arrows go with it?"),
        )
        self._asked = (party.id,)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for wait in self._now.waits_of(party.id):
            incoming = wait.whom == party.id
            other = self._now.party(wait.who if incoming else wait.whom)
            form = self.tr("{name} waits for it") if incoming else self.tr("it waits for {name}")
            check = Check(form.format(name=other.name if other else ""), name=arrow_words(self._now, wait))
            self.checks.append((wait.id, check))
            rows.addWidget(check)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(min(200, 34 * max(1, len(self.checks))))
        self._form_column.addWidget(scroll, 1)
        self._end_form(self._split)

    def ask_merge(self) -> None:
        """Ask what the glued parties are called."""
        parties = [each for each in map(self._now.party, self._glued) if each is not None]
        if len(parties) < 2:
            return
        names = " + ".join(each.name for each in parties)
        self._open(
            self.tr("Glue: {names}").format(names=names),
            self.tr("Together they are called"),
            parties[0].name,
            "",
        )
        self._asked = tuple(each.id for each in parties)
        self._end_form(self._merge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.asking:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """Close a form that is open."""
        if not self.asking:
            return
        clear_layout(self._form_column)
        self.name, self.checks = None, []
        self._form.hide()
        self._show_parts()
        self.left.emit()

    def _show_parts(self) -> None:
        """Show a form alone; else what can be done, and what is tried where something is."""
        for each in (self._about, *self._buttons):
            each.setVisible(not self.asking)
        for each in (self._title, self._steps, self.keep, self.drop):
            each.setVisible(self._tried and not self.asking)

    def _open(self, title: str, label: str, text: str, below: str) -> None:
        clear_layout(self._form_column)
        self.checks = []
        self._form_column.addWidget(PlainLabel(title, style="small", weight=600, wrap=True))
        self.name = Field(label, text=text)
        self._form_column.addWidget(self.name)
        if below:
            self._form_column.addWidget(PlainLabel(below, style="small", role="ink_soft"))
        self._form.show()
        self._show_parts()
        self.asked.emit()

    def _end_form(self, accept: Callable[[], None]) -> None:
        assert self.name is not None
        row = QHBoxLayout()
        row.setSpacing(8)
        ok, cancel = Button(self.tr("Try it")), Button(self.tr("Not now"), kind="quiet")
        ok.clicked.connect(accept)
        cancel.clicked.connect(self.put_away)
        row.addWidget(ok)
        row.addWidget(cancel)
        row.addStretch(1)
        self._form_column.addLayout(row)
        self.name.edit.returnPressed.connect(accept)
        self.name.edit.selectAll()
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _split(self) -> None:
        if self.name is not None:
            moved = [each for each, check in self.checks if check.isChecked()]
            self.split_wanted.emit(self._asked[0], self.name.text(), moved)

    def _merge(self) -> None:
        if self.name is not None:
            self.merge_wanted.emit(self._asked, self.name.text())
