"""What stands beside the map: words or acts on top, as high as they need, and the list of waits in all that is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desk.couplings.wait_list import ROW, WaitList
from ui.widgets.tall_scroll import TallScroll

__all__ = ["SideColumn"]

_GAP = 8
_LEAST_ROWS, _LEAST_ABOVE = 3, 70


class SideColumn(QWidget):
    """`above` scrolls where it is higher than what is left over the first rows of `below`, which is alone without it.

    Neither changes the size of what stands beside it.
    """

    def __init__(self, above: QWidget | None, below: WaitList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside, self._below = above, below
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._lay)
        self._above: TallScroll | None = None
        if above is not None:
            self._above = TallScroll(above, self)
            above.installEventFilter(self)
        below.setParent(self)

    def set_alone(self, alone: bool) -> None:
        """Give all of the height to what is on top, or what it needs of it again."""
        self._below.setVisible(not alone)
        self._lay()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _LEAST_ABOVE + _GAP + 2 * ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            # The layouts inside have to settle first.
            self._settling.start()
        return super().eventFilter(watched, event)

    def _lay(self) -> None:
        width, height = self.width(), self.height()
        inside = self._inside.layout() if self._inside is not None else None
        if self._above is None or inside is None:
            self._below.setGeometry(0, 0, width, height)
            return
        if self._below.isHidden():
            self._above.setGeometry(0, 0, width, height)
            return
        most = max(_LEAST_ABOVE, height - _LEAST_ROWS * ROW - _GAP)
        needed = min(inside.totalHeightForWidth(width), most)
        self._above.setGeometry(0, 0, width, needed)
        self._below.setGeometry(0, needed + _GAP, width, height - needed - _GAP)
