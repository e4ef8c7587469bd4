"""A check box in the look of the program, with words that may be anybody's text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.drawing import draw_box

__all__ = ["Check"]

_BOX = 16.0
_AREA = 32
_GAP = 8.0


class Check(QAbstractButton):
    """A box of 16 px in a hit area of 32 px, with or without words beside it."""

    def __init__(self, text: str = "", *, name: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not text and not name:
            raise ValueError("a check box without words needs a name for screen readers")
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(name or text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_words(self, text: str) -> None:
        """Write other words beside the box."""
        if text != self._words:
            self._words = text
            self.setText(text.replace("&", "&&"))
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font("body")).horizontalAdvance(self._words)
        return QSize(int(_BOX + (_GAP + words + 1 if words else _BOX)), _AREA)

    @property
    def _box(self) -> QRectF:
        left = 0.0 if self._words else (self.width() - _BOX) / 2
        return QRectF(left, (self.height() - _BOX) / 2, _BOX, _BOX)

    def focus_rect(self) -> QRect:
        """Return what the focus ring goes round: what is seen, not the larger area that can be hit."""
        return self.rect() if self._words else self._box.toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        box = self._box
        if self.isChecked():
            draw_box(painter, box, fill=theme.colour("accent"), corner=3.0)
            paint_icon(painter, "check", box.adjusted(1, 1, -1, -1), theme.colour("on_accent"))
        else:
            fill = theme.colour("table" if self.underMouse() or not self.isEnabled() else "sheet")
            draw_box(painter, box, fill=fill, border=theme.colour("edge"), width=1.5, corner=3.0)
        painter.setFont(fonts.font("body"))
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink_faint"))
        words = QRectF(box.right() + _GAP, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self._words)
        painter.end()
