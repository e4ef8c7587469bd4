"""The bar on top of Home: the menu, the name of the program, trying the projector, the keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme as themes
from ui.desk.frame import TOP_BAR
from ui.widgets.button import Button
from ui.widgets.drawing import fill
from ui.widgets.plain_label import PlainLabel

__all__ = ["HomeBar"]


class HomeBar(QWidget):
    """Signals: asked(str) with a command: menu, communities, try_projector or help."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(TOP_BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 10, 1)
        row.setSpacing(8)
        self.menu = Button(kind="quiet", icon="menu", name=self.tr("Menu"))
        self.menu.setToolTip(self.tr("Menu"))
        self.menu.clicked.connect(lambda: self.asked.emit("menu"))
        self.communities = Button(self.tr("Communities"), kind="quiet", icon="community")
        self.communities.clicked.connect(lambda: self.asked.emit("communities"))
        self.projector = Button(self.tr("Try the projector"), kind="quiet", icon="projector")
        self.projector.clicked.connect(lambda: self.asked.emit("try_projector"))
        self.keys = Button(self.tr("Keys"), kind="quiet", icon="keys", key="F1")
        self.keys.clicked.connect(lambda: self.asked.emit("help"))
        row.addWidget(self.menu)
        row.addSpacing(4)
        row.addWidget(PlainLabel(self.tr("Facilitator"), style="lead"))
        row.addStretch(1)
        row.addWidget(self.communities)
        row.addWidget(self.projector)
        row.addWidget(self.keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(0, self.height() - 1, self.width(), 1), themes.current().colour("line"))
        painter.end()
