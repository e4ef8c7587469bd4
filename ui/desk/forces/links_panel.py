"""Forces that move each other: two are chosen on the picture one after the other, and stand as a pair below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.force_words import no_forces_words, side_title
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.select import Select

__all__ = ["LinksPanel"]


class LinksPanel(Panel):
    """Two lists to choose from, and the pairs that stand."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        words = self.tr(
            "If one of them changes, the other one changes as well. Such a pair is worth one action."
        )
        column.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self.one = Select(self.tr("A force"), [], least=12)
        self.other = Select(self.tr("The force that moves with it"), [], least=12)
        self.join = Button(self.tr("Join them"), icon="plus")
        self.join.clicked.connect(self._join)
        self._line.addWidget(self.one, 1)
        self._line.addWidget(PlainLabel("\N{LEFT RIGHT ARROW}", style="lead"))
        self._line.addWidget(self.other, 1)
        self._line.addWidget(self.join)
        column.addLayout(self._line)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(role="ink_faint")
        column.addWidget(self._empty)
        column.addStretch(1)
        self._offered: tuple[forces.Force, ...] = ()
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        field = forces.force_field(self.session.data)
        count = len(field.links) if field is not None else 0
        if not count:
            return None
        return Counted(self.tr("1 pair") if count == 1 else self.tr("{count} pairs").format(count=count))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.one

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "notes", "groups"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self.counted() is None:
            return self.tr("The room sees the picture")
        return self.tr("The room sees the pairs, then the picture")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("other force")), KeyHint("Tab", self.tr("the second one")))

    def _show(self) -> None:
        data = self.session.data
        found = forces.forces(data)
        if found != self._offered:
            self._offered = found
            for select in (self.one, self.other):
                chosen = select.chosen_id()
                select.clear()
                for each in found:
                    select.addItem(f"{side_title(each.side)}: {each.title}", each.id)
                select.choose(chosen)
            if len(found) > 1 and self.one.chosen_id() == self.other.chosen_id():
                # Pairs across the middle are what one looks for, and what helps comes first in the list.
                sides = [each.side for each in found]
                across = sides.index(forces.RESTRAINER) if forces.RESTRAINER in sides else 1
                self.other.setCurrentIndex(across or 1)
        self.join.setEnabled(len(found) > 1)
        titles = {each.id: each.title for each in found}
        field = forces.force_field(data)
        links = field.links if field is not None else ()
        self._empty.setVisible(not links)
        words = self.tr("No pair yet. Choose two forces and join them.") if found else no_forces_words()
        self._empty.setText(words)
        clear_layout(self._list)
        for a, b in links:
            self._list.addWidget(self._row(a, b, titles[a], titles[b]))

    def _row(self, a: str, b: str, one: str, other: str) -> QWidget:
        line = RuledRow()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(12)
        row.addWidget(PlainLabel(one, weight=500, wrap=True), 1)
        row.addWidget(PlainLabel("\N{LEFT RIGHT ARROW}", style="lead"))
        row.addWidget(PlainLabel(other, weight=500, wrap=True), 1)
        delete = Button(
            kind="quiet", icon="trash", name=self.tr("Part {one} and {other}").format(one=one, other=other)
        )
        delete.clicked.connect(lambda: self._part(a, b))
        row.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _join(self) -> None:
        one, other = self.one.chosen_id(), self.other.chosen_id()
        self.desk.bridge.do(lambda: self.session.forces.link(one, other))

    def _part(self, a: str, b: str) -> None:
        self.one.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.forces.unlink(a, b))
