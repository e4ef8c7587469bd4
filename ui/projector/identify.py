"""A big number on each screen, for a moment, so that everybody knows which is which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme as themes
from ui.projector.fitting import one_line
from ui.projector.sheet import Screen
from ui.screens import ScreenInfo, find_screen
from ui.widgets.drawing import draw_box

__all__ = ["NumberCard", "Numbers"]

SHOWN_MS = 3000


class NumberCard(QWidget):
    """One number with a word under it, in the middle of a screen, on top of everything."""

    def __init__(self, number: int, words: str) -> None:
        """Make the card, hidden."""
        super().__init__(None, _flags())
        self.number = number
        self.words = words
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName(f"{number}, {words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        draw_box(
            painter, QRectF(self.rect()), fill=theme.colour("sheet"), border=theme.colour("edge"), corner=0
        )
        screen = Screen(float(self.width()), float(self.height()))
        number = one_line(str(self.number), screen, screen.width, 0.6, weight=600)
        words = one_line(self.words, screen, screen.width * 0.92, 0.1, weight=600, floor=0.06)
        for text, top in ((number, 0.04), (words, 0.8)):
            x = (screen.width - text.block.width) / 2
            text.block.draw(painter, x, screen.h(top), theme.colour("ink"))
        painter.end()


def _flags() -> Qt.WindowType:
    flags = (
        Qt.WindowType.Tool
        | Qt.WindowType.FramelessWindowHint
        | Qt.WindowType.WindowStaysOnTopHint
        | Qt.WindowType.WindowDoesNotAcceptFocus
    )
    if QGuiApplication.platformName() == "xcb":
        # There a full screen, such as the room's view, is kept above windows that stay on top.
        flags |= Qt.WindowType.BypassWindowManagerHint
    return flags


class Numbers(QObject):
    """Shows the cards and takes them away again."""

    def __init__(self, parent: QObject) -> None:
        """Belong to `parent`."""
        super().__init__(parent)
        self.cards: list[NumberCard] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.clear)

    def show(self, screens: Sequence[ScreenInfo], words: Callable[[ScreenInfo], str]) -> None:
        """Number `screens` from 1, each with what `words` says of it, for three seconds."""
        self.clear()
        for number, info in enumerate(screens, start=1):
            screen = find_screen(info)
            if screen is None:
                continue
            card = NumberCard(number, words(info))
            card.setScreen(screen)
            card.setGeometry(_middle(info.geometry))
            card.show()
            self.cards.append(card)
        self._timer.start()

    def clear(self) -> None:
        """Take the cards away."""
        self._timer.stop()
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []


def _middle(screen: QRect) -> QRect:
    side = round(screen.height() * 0.4)
    return QRect(screen.center().x() - side // 2, screen.center().y() - side // 2, side, side)
