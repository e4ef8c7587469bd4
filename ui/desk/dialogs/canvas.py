"""The canvas as it fills, one key away from everywhere, and whether the room sees it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desk.canvas_preview import CanvasPreview
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["CanvasDialog"]

_PAGE_WIDTH = 640


class CanvasDialog(DeskDialog):
    """Shows the page. F4 puts it away again; `save` asks where the PDF goes, once the dialog is closed."""

    def __init__(self, desk: DeskContext, save: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_PAGE_WIDTH + 48)
        self.set_title(self.tr("Canvas"))
        self._desk = desk
        self._save = save
        self.preview = CanvasPreview(desk.session)
        self.preview.setFixedSize(_PAGE_WIDTH, self.preview.heightForWidth(_PAGE_WIDTH))
        self.body.addWidget(PlainLabel(self.preview.facts(), role="ink_soft"))
        self.body.addWidget(self.preview)
        self.room = Button(self.tr("Show it to the room"), icon="projector")
        self.room.clicked.connect(self._turn_room)
        self.add_left(self.room)
        self.add_answer(self.tr("Save as PDF"), self._save_pdf)
        self.add_close().setFocus()
        self._show_room()

    def _turn_room(self) -> None:
        focus = self._desk.session.focus
        self._desk.session.set_focus(replace(focus, canvas=not focus.canvas))
        self._show_room()

    def _show_room(self) -> None:
        seen = self._desk.session.focus.canvas
        self.room.set_words(
            self.tr("Take it from the room’s view") if seen else self.tr("Show it to the room")
        )

    def _save_pdf(self) -> None:
        self.accept()
        self._save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.accept()
            return
        super().keyPressEvent(event)
