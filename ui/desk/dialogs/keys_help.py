"""F1: every key, those of the present screen first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import keys
from ui.desk.dialogs.base import DeskDialog, scroll_by_key, scrolled
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel

__all__ = ["KeysHelp"]

_WIDTH, _BESIDE = 900, 60
_LEAST, _AROUND = 320, 160
_ORDER = (keys.SESSION, keys.BOARD, keys.ALIGN, keys.HOME, keys.EVERYWHERE)

_NUMBERED = ("activity", "speaks")


class KeysHelp(DeskDialog):
    """Shows what works now (`here`, pairs of keys and words), then everything by the place where it works."""

    def __init__(self, where: str, here: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_WIDTH)
        self.set_title(self.tr("Keys"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        titles = {
            keys.SESSION: self.tr("In a session"),
            keys.BOARD: self.tr("On the board"),
            keys.ALIGN: self.tr("When outcomes are written"),
            keys.HOME: self.tr("On Home"),
            keys.EVERYWHERE: self.tr("Everywhere"),
        }
        if here:
            self._section(column, self.tr("On this screen"), [((shown,), words) for shown, words in here])
        for place in sorted(_ORDER, key=lambda each: each != where):
            self._section(column, titles[place], _merged(place))
        presenter = [
            ((sequence,), QCoreApplication.translate("Keys", keys.act(command).text))
            for sequence, command in keys.PRESENTER_KEYS.items()
        ]
        self._section(column, self.tr("A presenter, when switched on in the settings"), presenter)
        column.addStretch(1)
        # A view asks for 24 lines at most, whatever is in it: the list is as high as the window has room for.
        above = parent.window().height() if parent is not None else self.screen().availableSize().height()
        needed = column.totalHeightForWidth(_WIDTH - _BESIDE)
        self.view = scrolled(inside, needed)
        self.view.setMinimumHeight(max(_LEAST, min(needed, above - _AROUND)))
        self.body.addWidget(self.view, 1)
        self.shown = inside
        self.add_close().setFocus()

    def _section(self, column: QVBoxLayout, title: str, lines: Sequence[tuple[tuple[str, ...], str]]) -> None:
        if column.count():
            column.addSpacing(8)
        column.addWidget(PlainLabel(title, weight=600))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        half = (len(lines) + 1) // 2
        for index, (sequences, words) in enumerate(lines):
            row, left = index % half, 0 if index < half else 2
            caps = QWidget()
            line = QGridLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setHorizontalSpacing(4)
            for place, sequence in enumerate(sequences):
                line.addWidget(KeyCap(sequence), 0, place)
            line.setColumnStretch(len(sequences), 1)
            caps.setMinimumWidth(136)
            grid.addWidget(caps, row, left, Qt.AlignmentFlag.AlignTop)
            text = PlainLabel(words, style="small", role="ink_soft", wrap=True)
            grid.addWidget(text, row, left + 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if scroll_by_key(self.view, event):
            return
        if event.keyCombination() == QKeyCombination(Qt.Key.Key_F1):
            self.accept()
            return
        super().keyPressEvent(event)


def _merged(place: str) -> list[tuple[tuple[str, ...], str]]:
    """Return the commands of a place; those with a digit from 1 to 9 become one line."""
    found: list[tuple[tuple[str, ...], str]] = []
    for each in keys.KEYS:
        words = QCoreApplication.translate("Keys", each.text)
        name, _, digit = each.id.rpartition("_")
        numbered = name in _NUMBERED and digit != "0"
        if each.where != place or (numbered and digit != "1"):
            continue
        shown = (f"{each.sequences[0]} … 9",) if numbered else each.sequences[:1]
        found.append((shown, words))
    return found
