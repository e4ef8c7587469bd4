"""The methods as cards: each starts a workshop, the last one opens a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.icon_paths import icon_names
from ui.desk.home_words import method_facts
from ui.widgets.card import Card

if TYPE_CHECKING:
    from facilitator.method_headings import Heading

__all__ = ["MethodGrid"]

CARD_WIDTH, GAP = 196, 16
_LEAST_WIDTH = 190
"""A scroll bar beside them takes some pixels from the cards, not a whole column."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MethodGrid(QWidget):
    """Cards in rows, as many beside each other as fit; arrows walk among them.

    Signals: method_wanted(str) with a method's id, menu_wanted(str, QPoint on the screen) for its menu, file_wanted()
    from the last card.
    """

    method_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self._columns = 1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_methods(self, headings: Sequence[Heading]) -> None:
        """Show a card for each method, and the one for a file."""
        for old in self.cards:
            old.hide()
            old.deleteLater()
        known = set(icon_names())
        self.cards = []
        for each in headings:
            icon = each.icon if each.icon in known else "file"
            facts = method_facts(each.minutes, each.least, each.most)
            card = Card(icon, each.title, each.summary.rstrip("."), facts, parent=self)
            card.setProperty("method", each.id)
            card.clicked.connect(self._chosen)
            self.cards.append(card)
        file = Card(
            "file",
            self.tr("Open a file"),
            self.tr("A session, or a written postmortem"),
            dashed=True,
            parent=self,
        )
        file.clicked.connect(self.file_wanted)
        self.cards.append(file)
        for card in self.cards:
            card.show()
        self._lay_out()

    def _chosen(self) -> None:
        card = self.sender()
        if card is not None:
            self.method_wanted.emit(str(card.property("method")))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        card = self.childAt(event.pos()) if by_mouse else self.focusWidget()
        method_id = card.property("method") if isinstance(card, Card) else None
        if isinstance(card, Card) and method_id:
            place = event.globalPos() if by_mouse else card.mapToGlobal(QPoint(0, card.height()))
            self.menu_wanted.emit(str(method_id), place)

    def _lay_out(self) -> None:
        if not self.cards:
            return
        self._columns = max(1, (self.width() + GAP) // (_LEAST_WIDTH + GAP))
        width = (self.width() - GAP * (self._columns - 1)) // self._columns
        # A single card should not become a banner.
        width = max(1, min(width, CARD_WIDTH + 60))
        height = max(card.height_for(width) for card in self.cards)
        for number, card in enumerate(self.cards):
            row, column = divmod(number, self._columns)
            card.setGeometry(column * (width + GAP), row * (height + GAP), width, height)
        rows = -(-len(self.cards) // self._columns)
        self.setFixedHeight(rows * (height + GAP) - GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((number for number, card in enumerate(self.cards) if card.hasFocus()), None)
        key = Qt.Key(event.key())
        steps = {**_STEPS, Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
        if here is None or key not in steps or not 0 <= here + steps[key] < len(self.cards):
            super().keyPressEvent(event)
            return
        self.cards[here + steps[key]].setFocus(Qt.FocusReason.OtherFocusReason)
