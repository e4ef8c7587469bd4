"""Whose note or sheet comes next: only there where a session keeps names, and knows them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.session import Session
from ui.widgets.select import Select

__all__ = ["PersonSelect"]


class PersonSelect(Select):
    """Offers those present; hidden unless the session keeps authors. Typing a name's beginning chooses it.

    Signals: taken() when the choice is made, by Enter, Esc or from the open list.
    """

    def __init__(self, name: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(name, (), parent)
        self.setToolTip(_tr("Ctrl+Shift+A comes here; type the beginning of a name, Enter goes back"))
        self._session = session
        self._people: tuple[tuple[str, str], ...] | None = None
        self.refresh()

    @property
    def person_id(self) -> str | None:
        """The participant chosen, None for nobody or in a session without names."""
        return self.chosen_id() or None if self._session.data.session.keep_authors else None

    def refresh(self) -> None:
        """Offer the people as the session has them now; the one chosen stays if still there."""
        data = self._session.data
        people = tuple((each.id, each.name) for each in data.participants if each.present)
        if people != self._people:
            chosen = self.chosen_id()
            self._people = people
            self.blockSignals(True)
            self.clear()
            self.addItem(_tr("No name"), "")
            for person_id, name in people:
                self.addItem(name, person_id)
            self.choose(chosen)
            self.blockSignals(False)
        self.setVisible(data.session.keep_authors and bool(people))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Each letter typed changes the line that is shown, so only these keys end the choice.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def hidePopup(self) -> None:
        super().hidePopup()
        self.taken.emit()

    def next_person(self) -> None:
        """Go on to the next person in the round; after the last one nobody is chosen."""
        if self.person_id is not None:
            self.setCurrentIndex((self.currentIndex() + 1) % self.count())


def _tr(text: str) -> str:
    return QCoreApplication.translate("PersonSelect", text)
