"""The parking lot: one line to write, and what waits there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.model import ParkedItem
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["ParkingDialog"]

DRAFT = "parking_lot"
_LEAST_HEIGHT = 200


class ParkingDialog(DeskDialog):
    """Enter parks the line; an empty line puts the dialog away. Half a line stays as a draft."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        self.set_title(self.tr("Parking lot"))
        self._desk = desk
        self.field = Field(
            self.tr("A topic for later"),
            text=desk.session.place.drafts.get(DRAFT, ""),
            placeholder=self.tr("What is put aside? Enter parks it."),
            show_label=False,
        )
        self.field.edit.textChanged.connect(lambda text: desk.session.course.keep_draft(DRAFT, text))
        self.body.addWidget(self.field)
        self.on_enter(self.field, self._park)
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        view = scrolled(self._inside, 320, beside_bar=8)
        view.setMinimumHeight(_LEAST_HEIGHT)
        self.body.addWidget(view, 1)
        self.add_close()
        self._show()
        self.field.setFocus()

    def _show(self) -> None:
        clear_layout(self._rows)
        parked = self._desk.session.data.parked
        for each in sorted(parked, key=lambda one: one.state != "open"):
            self._rows.addWidget(self._row(each))
        if not parked:
            self._rows.addWidget(PlainLabel(self.tr("Nothing is parked. Just type."), role="ink_faint"))
        self._rows.addStretch(1)

    def _row(self, item: ParkedItem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        text = PlainLabel(item.text, role="ink" if item.state == "open" else "ink_faint", wrap=True)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
        parking = self._desk.session.parking
        if item.state == "open":
            for words, act in (
                (self.tr("Next step"), parking.to_action),
                (self.tr("Back to the room"), parking.bring_back),
                (self.tr("Let it go"), parking.drop),
            ):
                button = Button(words, name=f"{words}: {item.text}")
                button.clicked.connect(lambda _=False, act=act: self._do(lambda: act(item.id)))
                row.addWidget(button)
        else:
            states = {
                "back": self.tr("back in the room"),
                "action": self.tr("became a next step"),
                "dropped": self.tr("dropped"),
            }
            row.addWidget(PlainLabel(states.get(item.state, ""), style="small", role="ink_faint"))
            if item.state != "action":
                again = Button(
                    self.tr("Park again"), name=self.tr("Park again: {text}").format(text=item.text)
                )
                again.clicked.connect(lambda: self._do(lambda: parking.reopen(item.id)))
                row.addWidget(again)
        return line

    def _do(self, act: object) -> None:
        if callable(act):
            self._desk.bridge.do(act)
        self._show()
        self.field.setFocus()

    def _park(self) -> None:
        text = self.field.text()
        if self._desk.bridge.do(lambda: self._desk.session.parking.park(text)) is not None:
            self.field.set_text("")
        self._show()
