"""What was said and is not on the canvas yet, to be taken one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel, plain_tooltip

__all__ = ["PickList"]

_GAP = 6
_MOST = 12
_LONGEST = 60


class PickList(QWidget):
    """Buttons in rows. Signals: picked(str) with the words that were clicked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self._buttons: list[Button] = []
        self._label = PlainLabel(style="small", role="ink_faint", parent=self)
        self._label.setText(self.tr("Not on it yet:"))
        self._more = PlainLabel(style="small", role="ink_faint", parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """The titles offered now."""
        return list(self._titles)

    def set_titles(self, titles: Sequence[str]) -> None:
        """Offer these; none hides the list."""
        if list(titles) == self._titles:
            return
        self._titles = list(titles)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for title in self._titles[:_MOST]:
            shown = title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
            button = Button(shown, kind="plain", icon="plus", parent=self)
            button.clicked.connect(lambda _=False, title=title: self.picked.emit(title))
            button.setToolTip(plain_tooltip(title))
            button.show()
            self._buttons.append(button)
        more = len(self._titles) - len(self._buttons)
        self._more.setText(self.tr("and {count} more").format(count=more) if more else "")
        self.setVisible(bool(self._titles))
        self._place()

    def _place(self) -> int:
        """Put the buttons into rows; returns the height they take."""
        self._label.setGeometry(0, 0, self.width(), 20)
        x, y = 0, 24
        for button in self._buttons:
            width = min(button.sizeHint().width(), max(60, self.width()))
            if x and x + width > self.width():
                x, y = 0, y + 32 + _GAP
            button.setGeometry(x, y, width, 32)
            x += width + _GAP
        width = self._more.sizeHint().width()
        if self._more.text() and x + width > self.width():
            x, y = 0, y + 32 + _GAP
        self._more.setGeometry(x, y + 6, width, 20)
        height = y + 32 if self._buttons else 0
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())
