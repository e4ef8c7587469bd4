"""The logo on the canvas."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.acts.pictures import LARGEST_FILE, logo
from facilitator.errors import EnvironmentFault
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["LogoDialog"]


class LogoDialog(DeskDialog):
    """Shows the logo, takes another one, or removes it."""

    def __init__(self, desk: DeskContext, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=440)
        self.set_title(self.tr("Logo on the canvas"))
        self._desk = desk
        self._folder = folder
        self.picture = QLabel()
        self.picture.setFixedHeight(140)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = PlainLabel(role="ink_soft", wrap=True)
        self.body.addWidget(self.picture)
        self.body.addWidget(self.words)
        self.choose = Button(self.tr("Choose a picture…"), icon="image")
        self.choose.clicked.connect(self._choose)
        self.remove = Button(self.tr("Remove"), icon="trash")
        self.remove.clicked.connect(self._remove)
        self.add_left(self.remove)
        self.add_left(self.choose)
        self.add_close()
        self._show()
        self.choose.setFocus()

    def _show(self) -> None:
        data = logo(self._desk.session.data.pictures)
        pixmap = QPixmap()
        shown = data is not None and pixmap.loadFromData(data)
        if shown:
            pixmap = pixmap.scaled(
                360,
                132,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self.picture.setPixmap(pixmap)
        self.picture.setVisible(shown)
        self.words.setText(
            self.tr("It stands in the head of the canvas and of the report.")
            if shown
            else self.tr("No logo yet. A PNG or JPEG file becomes part of the session.")
        )
        self.remove.setVisible(data is not None)

    def _choose(self) -> None:
        path = self._desk.prompts.open_file(
            self, self.tr("Choose a logo"), self._folder, [self.tr("Pictures (*.png *.jpg *.jpeg)")]
        )
        if path is None:
            return
        pictures = self._desk.session.pictures
        self._desk.bridge.do(lambda: pictures.set_logo(path.name, _read(path)))
        self._show()

    def _remove(self) -> None:
        self._desk.bridge.do(self._desk.session.pictures.remove_logo)
        self._show()
        self.choose.setFocus()


def _read(path: Path) -> bytes:
    """Return the file's bytes, a little more than the most a logo may have at the most."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EnvironmentFault(f"“{path.name}” cannot be read: {error.strerror or error}.") from error
