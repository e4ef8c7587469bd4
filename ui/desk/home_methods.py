"""The methods as cards: each starts a workshop. Families of them fold away; a file and a method of one's own follow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.icon_paths import icon_names
from ui.desk.home_words import length_words, method_facts
from ui.widgets.card import Card

if TYPE_CHECKING:
    from facilitator.method_headings import Heading

__all__ = ["MethodGrid"]

CARD_WIDTH, GAP = 196, 16
_LEAST_WIDTH = 190
"""A scroll bar beside them takes some pixels from the cards, not a whole column."""
_LINE_GAP = 8
_TALL = 860
"""In a window of this height families are unfolded from the beginning: there is room for the sessions below."""


class MethodGrid(QWidget):
    """Cards in rows, as many beside each other as fit; arrows walk among them.

    Methods of a family are lines under the card with its name, which folds and unfolds them.

    Signals: method_wanted(str) with a method's id, menu_wanted(str, QPoint on the screen) for its menu, file_wanted()
    and make_wanted() from the two last cards, walked(Card) to the one that an arrow led to.
    """

    method_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    file_wanted = Signal()
    make_wanted = Signal()
    walked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self.headings: tuple[Heading, ...] = ()
        self.families: dict[str, Card] = {}
        self._lines: dict[str, list[Card]] = {}
        self._folded: dict[str, list[Heading]] = {}
        self._large: list[Card] = []
        self._open: dict[str, bool] = {}
        self._columns = 1
        self.file = self._line("file", self.tr("Open a file"), self.tr("A session, or a written postmortem"))
        self.file.clicked.connect(self.file_wanted)
        self.make = self._line("pencil", self.tr("Make a method"), self.tr("Copy one, or start empty"))
        self.make.clicked.connect(self.make_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _line(self, icon: str, title: str, text: str) -> Card:
        return Card(icon, title, text, dashed=True, line=True, parent=self)

    def show_methods(self, headings: Sequence[Heading]) -> None:
        """Show a card for each method, and those for a file and for a method of one's own."""
        lines = [each for line in self._lines.values() for each in line]
        for old in (*self._large, *self.families.values(), *lines):
            old.hide()
            old.deleteLater()
        self.headings = tuple(headings)
        self._large = [self._card(each) for each in headings if not each.family]
        self._lines = {}
        self._folded = {}
        for each in headings:
            if each.family:
                self._folded.setdefault(each.family, []).append(each)
        self.families = {name: self._family(name, len(found)) for name, found in self._folded.items()}
        self._lay_out()

    def _card(self, heading: Heading, *, line: bool = False) -> Card:
        icon = heading.icon if heading.icon in set(icon_names()) else "file"
        facts = method_facts(heading.minutes, heading.least, heading.most)
        shown = length_words(heading.minutes) if line else facts
        card = Card(icon, heading.title, heading.summary.rstrip("."), shown, line=line, parent=self)
        card.setProperty("method", heading.id)
        card.clicked.connect(self._chosen)
        return card

    def _family(self, name: str, count: int) -> Card:
        card = Card("folder", name, "", str(count), line=True, parent=self)
        card.clicked.connect(lambda: self.unfold(name, not self.is_open(name)))
        return card

    def is_open(self, family: str) -> bool:
        """Tell whether the methods of a family are shown: as somebody chose, else where the window is tall."""
        return self._open.get(family, self.window().height() >= _TALL)

    @property
    def is_as_it_began(self) -> bool:
        """Whether nobody has folded or unfolded a family."""
        return not self._open

    def unfold(self, family: str, shown: bool) -> None:
        """Show the methods of a family, or fold them away."""
        self._open[family] = shown
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

    def take_focus(self, method_id: str) -> None:
        """Give the keyboard to the card of a method, unless it is folded away."""
        large = [each.id for each in self.headings if not each.family]
        if method_id in large:
            self._large[large.index(method_id)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._columns = max(1, (self.width() + GAP) // (_LEAST_WIDTH + GAP))
        width = (self.width() - GAP * (self._columns - 1)) // self._columns
        # A single card should not become a banner.
        width = max(1, min(width, CARD_WIDTH + 60))
        bottom = self._place(self._large, 0, width, GAP)
        own = [*self.families.values(), self.file, self.make]
        bottom = self._place(own, bottom, width, _LINE_GAP)
        shown = [*self._large, *own]
        for name, family in self.families.items():
            is_open = self.is_open(name)
            words = self.tr("{family}, shown") if is_open else self.tr("{family}, folded away")
            family.setAccessibleName(words.format(family=name))
            if is_open:
                # Made when they are first seen: most windows begin with them folded away.
                if name not in self._lines:
                    self._lines[name] = [self._card(each, line=True) for each in self._folded[name]]
                bottom = self._place(self._lines[name], bottom, width, _LINE_GAP)
                place = shown.index(self.file)
                shown[place:place] = self._lines[name]
            for line in self._lines.get(name, ()):
                line.setVisible(is_open)
        # Shown in the order of the keys: the lines of a family come behind it, above them stand the other cards.
        self.cards = [each for each in shown if each not in (self.file, self.make)] + [self.file, self.make]
        for card in (*self._large, *own):
            card.show()
        for before, card in pairwise(self.cards):
            QWidget.setTabOrder(before, card)
        self.setFixedHeight(max(0, bottom - _LINE_GAP))

    def _place(self, cards: Sequence[Card], top: int, width: int, gap: int) -> int:
        """Put cards in rows from `top` down and return where the next ones begin."""
        if not cards:
            return top
        height = max(card.height_for(width) for card in cards)
        for number, card in enumerate(cards):
            row, column = divmod(number, self._columns)
            card.setGeometry(column * (width + GAP), top + row * (height + gap), width, height)
        rows = -(-len(cards) // self._columns)
        return top + rows * (height + gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((card for card in self.cards if card.hasFocus()), None)
        goal = None if here is None else self._beside(here, Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)
            self.walked.emit(goal)

    def _beside(self, here: Card, key: Qt.Key) -> Card | None:
        """Return the card that an arrow leads to from `here`: along the rows, or the nearest one above or below."""
        by_place = sorted(self.cards, key=lambda card: (card.y(), card.x()))
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None:
            goal = by_place.index(here) + step
            return by_place[goal] if 0 <= goal < len(by_place) else None
        if key == Qt.Key.Key_Down:
            others = [card for card in by_place if card.y() > here.y()]
        elif key == Qt.Key.Key_Up:
            others = [card for card in by_place if card.y() < here.y()]
        else:
            return None
        return min(
            others, key=lambda card: (abs(card.y() - here.y()), abs(card.x() - here.x())), default=None
        )
