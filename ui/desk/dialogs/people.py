"""Who is in the room: how many, and by name where the session wants names."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.model import Participant
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, Stepper, labelled, scrolled
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["PeopleDialog"]


class PeopleDialog(DeskDialog):
    """Each change is carried out at once; undo takes it back."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=480)
        self.set_title(self.tr("People in the room"))
        self._desk = desk
        data = desk.session.data
        self.count = Stepper(self.tr("People in the room"), data.people_present, 1, 999)
        self.count.spin.valueChanged.connect(self._counted)
        self.body.addWidget(labelled(self.tr("How many"), self.count))
        self.field = Field(
            self.tr("Add a name"),
            placeholder=self.tr("A name, or several with commas. Enter adds."),
            show_label=False,
        )
        self.body.addWidget(self.field)
        self.on_enter(self.field, self._add)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.body.addWidget(scrolled(self._inside, 280, beside_bar=8), 1)
        self.authors = Check(self.tr("Notes and votes carry the name of who wrote them"))
        self.authors.setChecked(data.session.keep_authors)
        self.authors.toggled.connect(self._authors)
        self.body.addWidget(self.authors)
        self.add_close()
        self._show()
        self.count.setFocus()
        self.count.spin.selectAll()

    def _show(self) -> None:
        clear_layout(self._rows)
        data = self._desk.session.data
        for person in data.participants:
            self._rows.addWidget(self._row(person))
        if not data.participants:
            self._rows.addWidget(
                PlainLabel(self.tr("No names. The number is enough for everything."), role="ink_faint")
            )
        self._rows.addStretch(1)
        self.count.set_value(data.people_present)

    def _row(self, person: Participant) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        here = Check(name=self.tr("{name} is here").format(name=person.name))
        here.setChecked(person.present)
        name = PlainLabel(person.name, elide=True)
        gone = PlainLabel(style="small", role="ink_faint")

        def tell(present: bool) -> None:
            name.set_role("ink" if present else "ink_faint")
            gone.setText("" if present else self.tr("left"))

        tell(person.present)
        here.toggled.connect(lambda on: self._present(person.id, on))
        # The row stays: the keyboard and the place in the list are for the next one who comes or goes.
        here.toggled.connect(tell)
        rename = Button(kind="quiet", icon="pencil", name=self.tr("Rename {name}").format(name=person.name))
        rename.clicked.connect(lambda: self._rename(person))
        off = Button(
            kind="quiet", icon="trash", name=self.tr("Take {name} off the list").format(name=person.name)
        )
        off.clicked.connect(lambda: self._remove(person.id))
        row.addWidget(here)
        row.addWidget(name, 1)
        for each in (gone, rename, off):
            row.addWidget(each)
        return line

    def _counted(self, count: int) -> None:
        self._desk.bridge.do(lambda: self._desk.session.people.set_head_count(count))

    def _present(self, person_id: str, here: bool) -> None:
        self._desk.bridge.do(lambda: self._desk.session.people.set_present(person_id, here))
        self.count.set_value(self._desk.session.data.people_present)

    def _rename(self, person: Participant) -> None:
        name = self._desk.prompts.ask_text(
            self, self.tr("Another name"), "", value=person.name, accept=self.tr("Rename")
        )
        if name is not None:
            self._desk.bridge.do(lambda: self._desk.session.people.rename(person.id, name))
            self._show()

    def _remove(self, person_id: str) -> None:
        self._desk.bridge.do(lambda: self._desk.session.people.remove(person_id))
        self._show()
        self.field.setFocus()

    def _authors(self, keep: bool) -> None:
        self._desk.bridge.do(lambda: self._desk.session.people.keep_authors(keep))

    def _add(self) -> None:
        names = [name.strip() for name in self.field.text().replace(";", ",").split(",") if name.strip()]
        if names and self._desk.bridge.do(lambda: self._desk.session.people.add(names)) is not None:
            self.field.set_text("")
            self._show()
