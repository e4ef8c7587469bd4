"""One line that says what just happened, at the foot of a window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.drawing import draw_box
from ui.widgets.plain_label import PlainLabel

__all__ = ["Toast"]

_SIGNS = {
    "ok": ("check", "ok"),
    "info": ("info", "ink_soft"),
    "warn": ("warning", "warn"),
    "alarm": ("warning", "alarm"),
    "busy": ("timer", "ink_soft"),
}
_STAYS = ("alarm", "busy")
_LEFT = 42


class Toast(QWidget):
    """Lies over the foot of `window`, `above` px from its lower edge.

    An alarm, what goes on for a while, and a warning that offers something stay until they are put away; another
    warning stays twice as long as the rest.
    """

    def __init__(self, window: QWidget, *, above: int = 84, seconds: float = 6.0) -> None:
        super().__init__(window)
        self._window = window
        self._above = above
        self._tone = "ok"
        self._act: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 6, 6, 6)
        row.setSpacing(12)
        self._label = PlainLabel("", weight=500, elide=True)
        self._button = Button("…", kind="plain")
        self._button.clicked.connect(self._acted)
        self._close = Button(kind="quiet", icon="close", name=self.tr("Put away"))
        self._close.clicked.connect(self.hide)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._milliseconds = int(seconds * 1000)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def message(self) -> str:
        """The line shown now, or last."""
        return self._label.text()

    def show_message(
        self, text: str, *, tone: str = "ok", action: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        """Show one line. `tone` is "ok", "info", "warn", "alarm" or "busy"; `action` is a word and what it does.

        Raises KeyError for any other tone.
        """
        _SIGNS[tone]
        self._tone = tone
        self._label.setText(text)
        self.setAccessibleName(text)
        self._act = action[1] if action is not None else None
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.set_words(action[0])
        self._place()
        self.show()
        self.raise_()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._timer.stop()
        asks = tone == "warn" and action is not None
        if tone not in _STAYS and not asks:
            self._timer.start(self._milliseconds * (2 if tone == "warn" else 1))

    def take_back(self, text: str) -> None:
        """Put this line away before its time if it is shown; another one stays."""
        if self.message == text:
            self._timer.stop()
            self.hide()

    def reword(self, text: str) -> None:
        """Put other words into the line that is shown: it was announced already, and stays as long as it would."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self._place()

    def set_above(self, above: int) -> None:
        """Lie `above` px from the lower edge of the window from now on."""
        self._above = above
        self._place()

    def _acted(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        words = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 8
        buttons = self._close.sizeHint().width() + 12
        if not self._button.isHidden():
            buttons += self._button.sizeHint().width() + 12
        width = min(self._window.width() - 48, _LEFT + words + buttons + 12)
        self.setGeometry(
            (self._window.width() - width) // 2, self._window.height() - self._above - 44, width, 44
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        draw_box(
            painter, QRectF(self.rect()), fill=theme.colour("sheet"), border=theme.colour("edge"), corner=6.0
        )
        name, role = _SIGNS[self._tone]
        paint_icon(painter, name, QRectF(14, (self.height() - 18) / 2, 18, 18), theme.colour(role))
        painter.end()
