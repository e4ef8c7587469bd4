"""The bar on top of a session: where we are, whether everything is stored, undo, and what the room gets to see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme as themes
from ui.desk.frame import TOP_BAR
from ui.icons import paint_icon
from ui.widgets.button import Button, leave_keyboard
from ui.widgets.plain_label import PlainLabel, plain_tooltip

__all__ = ["TopBar"]


class _SavedMark(QWidget):
    """A tick, or a warning, before the word that says whether everything is stored."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._trouble = False
        self.setFixedSize(16, 16)

    def set_trouble(self, trouble: bool) -> None:
        """Warn, or be content."""
        self._trouble = trouble
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        name, role = ("warning", "alarm") if self._trouble else ("check", "ink_faint")
        painter = QPainter(self)
        paint_icon(painter, name, QRectF(0, 0, 16, 16), themes.current().colour(role))
        painter.end()


class _Rule(QWidget):
    """A short upright hairline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(1, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), themes.current().colour("line"))
        painter.end()


class TopBar(QWidget):
    """Shows and asks; what is asked for goes out as the id of a command.

    Signals: asked(str) with a command of `ui.keys`; menu_wanted() from the menu button.
    """

    asked = Signal(str)
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(TOP_BAR)
        self.setAccessibleName(self.tr("Top bar"))
        self.menu = Button(kind="quiet", icon="menu", name=self.tr("Menu"))
        self.menu.setToolTip(self.tr("Menu"))
        self.menu.clicked.connect(self.menu_wanted)
        self.home = self._quiet("home", "home", self.tr("Home"))
        self.way_back = Button(self.tr("Back"), kind="quiet", icon="back")
        self.way_back.setProperty("command", "way_back")
        self.way_back.clicked.connect(self._clicked)
        self.way_back.hide()
        self.title = PlainLabel(style="lead", weight=600)
        self.method = PlainLabel(style="small", role="ink_faint", elide=True)
        self._method_title = ""
        self._mark = _SavedMark(self)
        self.saved = PlainLabel(self.tr("Saved"), style="small", role="ink_faint")
        self.elsewhere = Button(self.tr("Save to another place"))
        self.elsewhere.hide()
        self.undo = self._quiet("undo", "undo", self.tr("Undo"))
        self.redo = self._quiet("redo", "redo", self.tr("Redo"))
        self.projector = self._worded("projector", self.tr("Projector off"), None, "F5")
        self.freeze = self._worded("freeze", self.tr("Freeze"), "freeze", "F7")
        self.black = self._worded("black", self.tr("Black"), "black", "F8")
        self.freeze.setCheckable(True)
        self.black.setCheckable(True)
        self.keys = self._worded("help", self.tr("Keys"), "keys", "F1")
        self._lay_out()
        leave_keyboard(self)

    def _quiet(self, command: str, icon: str, name: str) -> Button:
        button = Button(kind="quiet", icon=icon, name=name)
        button.setToolTip(name)
        button.setProperty("command", command)
        button.clicked.connect(self._clicked)
        return button

    def _worded(self, command: str, text: str, icon: str | None, key: str) -> Button:
        button = Button(text, kind="quiet", icon=icon, key=key)
        button.setProperty("command", command)
        button.setProperty("key", key)
        button.clicked.connect(self._clicked)
        return button

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 20, 0)
        row.setSpacing(8)
        for each in (self.menu, self.home, self.way_back):
            row.addWidget(each)
        row.addSpacing(4)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title, 0)
        row.addSpacing(4)
        row.addWidget(self.method, 1)
        row.addWidget(self._mark)
        row.addSpacing(-4)
        row.addWidget(self.saved)
        row.addWidget(self.elsewhere)
        row.addSpacing(8)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addSpacing(4)
        row.addWidget(_Rule(self))
        row.addSpacing(-1)
        for each in (self.projector, self.freeze, self.black, self.keys):
            row.addWidget(each)
            row.addSpacing(-10)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            # A projector button shows what the projector says, not that it was clicked.
            if button.isCheckable():
                button.setChecked(not button.isChecked())
            self.asked.emit(str(button.property("command")))

    def set_words(self, title: str, method: str) -> None:
        """Name the session and its method."""
        self.title.setText(_shortened(title))
        self.title.setToolTip(plain_tooltip(title) if self.title.text() != title else "")
        self.title.setAccessibleName(title)
        self._method_title = method
        self._fit_method()

    def set_way_back(self, words: str) -> None:
        """Offer the way back to where the session was opened from."""
        self.way_back.set_words(words)
        self.way_back.show()
        self._fit_method()

    def _fit_method(self) -> None:
        """Name the method only where its name stands whole."""
        self._row.activate()
        words = QFontMetricsF(self.method.font()).horizontalAdvance(self._method_title)
        self.method.setText(self._method_title if words <= self.method.width() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_method()

    def set_rehearsal(self) -> None:
        """Say that nothing is stored, and nothing is meant to be."""
        self._mark.hide()
        self.saved.setText(self.tr("Not kept"))

    def set_stored(self, trouble: str | None, save_elsewhere: Callable[[], None] | None) -> None:
        """Say that everything is stored, or `trouble`: why it is not yet; `save_elsewhere` is the way out."""
        self._mark.set_trouble(trouble is not None)
        self.saved.setText(self.tr("Saved") if trouble is None else self.tr("Not saved yet"))
        self.saved.set_role("ink_faint" if trouble is None else "alarm")
        self.saved.setAccessibleDescription(trouble or "")
        self.saved.setToolTip(plain_tooltip(trouble) if trouble else "")
        self.elsewhere.setVisible(trouble is not None and save_elsewhere is not None)
        self.method.setVisible(trouble is None)

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """Say what would be taken back, and what brought back; None: nothing."""
        for button, words, bare, text in (
            (self.undo, undo, self.tr("Nothing to undo"), self.tr("Undo: {act}")),
            (self.redo, redo, self.tr("Nothing to redo"), self.tr("Redo: {act}")),
        ):
            said = bare if words is None else text.format(act=words)
            button.setEnabled(words is not None)
            button.setToolTip(said)
            button.setAccessibleDescription(said)

    def set_projector(self, visible: bool, frozen: bool, black: bool) -> None:
        """Show what the projector does."""
        self.projector.set_dot("ok" if visible else "edge")
        self.projector.set_words(self.tr("Projector on") if visible else self.tr("Projector off"))
        self.freeze.setChecked(frozen)
        self.freeze.set_words(self.tr("Frozen") if frozen else self.tr("Freeze"))
        self.black.setChecked(black)

    def set_compact(self, compact: bool) -> None:
        """Leave the key caps out where there is little room."""
        for button in (self.projector, self.freeze, self.black, self.keys):
            button.set_key(None if compact else str(button.property("key")))
        self._fit_method()

    def sizeHint(self) -> QSize:
        return QSize(640, TOP_BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, TOP_BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        painter.end()


def _shortened(title: str, most: int = 48) -> str:
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"
