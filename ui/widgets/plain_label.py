"""The one label for text from anybody: always plain text, in the type scale of the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["PlainLabel", "plain_tooltip"]

_FREE = 1_000_000.0


class PlainLabel(QLabel):
    """Shows plain text: never markup, never links, never pictures.

    `style` is a name in fonts.STYLES, `role` a colour role. With `wrap` the label grows downwards; with
    `elide` text that finds no room ends in an ellipsis and is shown whole in a tooltip; it ends behind whole parts
    where `between` says what stands between two of them.
    """

    def __init__(
        self,
        text: str = "",
        *,
        style: str = "body",
        weight: int | None = None,
        role: str = "ink",
        wrap: bool = False,
        elide: bool = False,
        between: str = "",
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._weight = weight
        self._role = role
        self._elide = elide
        self._between = between
        self._is_whole = True
        self._side = alignment
        self._laid: tuple[tuple[object, ...], TextBlock] | None = None
        self._heights: dict[int, int] = {}
        self._faces = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.font(style, weight))
        self.setWordWrap(wrap)
        policy = QSizePolicy(
            QSizePolicy.Policy.Ignored if elide else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Write in the colour of another role."""
        if role != self._role:
            self._role = role
            self.update()

    def set_style(self, style: str, weight: int | None = None) -> None:
        """Write in another step of the type scale."""
        self._style, self._weight = style, weight
        self._forget()
        self.setFont(fonts.font(style, weight))
        self.updateGeometry()

    def setText(self, text: str) -> None:
        if text != self.text():
            self._forget()
            super().setText(text)
            self.updateGeometry()
            self.update()

    def _forget(self) -> None:
        """Lay the text out anew when it is asked for."""
        self._laid, self._heights = None, {}

    def _block(self, width: float) -> TextBlock:
        pitch = fonts.line_height(self._style)
        most: int | None = None
        if not self.wordWrap():
            most = 1
        elif self._elide:
            most = max(1, int(self.height() // pitch))
        key = (width, most)
        if self._laid is None or self._laid[0] != key:
            block = lay_out(self.text(), self.font(), width, pitch, max_lines=most, alignment=self._side)
            self._is_whole = block.complete
            parts = self.text().split(self._between) if self._between and not block.complete else []
            for count in range(len(parts) - 1, 0, -1):
                fewer = self._between.join([*parts[:count], "…"])
                block = lay_out(fewer, self.font(), width, pitch, max_lines=most, alignment=self._side)
                if block.complete:
                    break
            self._laid = (key, block)
        return self._laid[1]

    def _free_width(self) -> float:
        whole = lay_out(self.text(), self.font(), _FREE, fonts.line_height(self._style))
        return whole.width + 1.0

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return self.sizeHint().height()
        # Layouts ask for the same few widths again and again.
        if self._faces != fonts.faces_known():
            self._faces, self._heights = fonts.faces_known(), {}
        found = self._heights.get(width)
        if found is None:
            pitch = fonts.line_height(self._style)
            block = lay_out(self.text(), self.font(), float(max(1, width)), pitch)
            found = self._heights[width] = max(pitch, int(block.height))
        return found

    def sizeHint(self) -> QSize:
        pitch = fonts.line_height(self._style)
        if self.wordWrap():
            width = int(min(self._free_width(), 480.0))
            return QSize(width, self.heightForWidth(width))
        return QSize(int(self._free_width()) + 1, pitch)

    def minimumSizeHint(self) -> QSize:
        pitch = fonts.line_height(self._style)
        return QSize(24, pitch) if self.wordWrap() or self._elide else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        block = self._block(float(self.width()))
        top = 0.0 if self.wordWrap() else (self.height() - block.height) / 2
        role = self._role if self.isEnabled() else "ink_faint"
        block.draw(painter, 0.0, top, themes.current().colour(role))
        painter.end()
        if self._elide:
            self.setToolTip("" if self._is_whole else plain_tooltip(self.text()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._forget()
        super().changeEvent(event)


def plain_tooltip(text: str) -> str:
    """Return `text` so that a tooltip shows it as it is: tooltips guess markup, so it is marked up as plain."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<span style="white-space: pre-wrap">{escaped}</span>'
