"""A card that starts something: an icon, a title, two lines and the facts; or the title with its facts on one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.drawing import draw_box, draw_dashed_box
from ui.widgets.plain_label import plain_tooltip
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["Card"]

_PAD = 13.0
_ICON = 18.0
_TITLE_LEFT = 39.0
_HEIGHT = 108
_LINE = 40
_TITLE_LINES, _WORDS_LINES = 2, 4
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class Card(QAbstractButton):
    """Can be clicked, or focused and opened with Enter or Space. Texts are plain. `dashed` draws a lighter one.

    One in a `line` shows title and facts only; its text is told on hovering, and to those who cannot see it.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        facts: str = "",
        *,
        dashed: bool = False,
        line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        if line and text:
            self.setToolTip(plain_tooltip(f"{title}: {text}"))
        self._icon = icon
        self._title = title
        self._words = text
        self._facts = facts
        self._dashed = dashed
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (text, facts) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(196, _LINE if self._line else _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _LINE if self._line else _HEIGHT)

    def height_for(self, width: int) -> int:
        """Return the height at which nothing is cut off: one line of title and two of words, or more."""
        if self._line:
            return _LINE + int(self._line_title(width).height - 20) * 3 // 5
        title, words = self._blocks(width)
        return _HEIGHT + int(max(0.0, title.height - 20) + max(0.0, words.height - 36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.key() in _ARROWS:
            # A button would go to the next one by the order of Tab, also where another one stands below it.
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground = "line" if self.isDown() else "table" if self.underMouse() else "sheet"
        if self._dashed:
            if ground != "sheet":
                draw_box(painter, box, fill=theme.colour(ground), corner=6.0)
            draw_dashed_box(painter, box, theme.colour("edge"))
        else:
            draw_box(painter, box, fill=theme.colour(ground), border=theme.colour("line"), corner=6.0)
        focused = self.hasFocus()
        role = "accent" if focused else "ink_soft"
        if self._line:
            self._paint_line(painter, role)
            painter.end()
            return
        paint_icon(painter, self._icon, QRectF(_PAD, 14, _ICON, _ICON), theme.colour(role))
        title, words = self._blocks(self.width())
        title.draw(painter, _TITLE_LEFT, 13, theme.colour("ink"))
        top = 13.0 + title.height + 6
        words.draw(painter, _PAD, top, theme.colour("ink_soft"))
        inner = self.width() - 2 * _PAD
        facts = lay_out(self._facts, fonts.font("caption", 400), inner, 16, max_lines=1)
        facts.draw(painter, _PAD, top + max(words.height, 36.0) + 4, theme.colour("ink_faint"))
        painter.end()

    def _paint_line(self, painter: QPainter, role: str) -> None:
        theme = themes.current()
        middle = self.height() / 2
        paint_icon(painter, self._icon, QRectF(_PAD, middle - _ICON / 2, _ICON, _ICON), theme.colour(role))
        facts = self._line_facts()
        facts.draw(painter, self.width() - _PAD - facts.width, middle - 8, theme.colour("ink_faint"))
        title = self._line_title(self.width())
        title.draw(painter, _TITLE_LEFT, middle - title.height / 2, theme.colour("ink"))

    def _line_facts(self) -> TextBlock:
        return lay_out(self._facts, fonts.font("caption", 400), 90, 16, max_lines=1)

    def _line_title(self, width: int) -> TextBlock:
        """Return the title of a card on one line, or on two where its facts would not stand beside it."""
        room = width - _PAD - self._line_facts().width - _TITLE_LEFT - 6
        one = lay_out(self._title, fonts.font("body", 600), room, 20, max_lines=1)
        return one if one.complete else lay_out(self._title, fonts.font("body", 600), room, 18, max_lines=2)

    def _blocks(self, width: int) -> tuple[TextBlock, TextBlock]:
        """Return the title and the words below it as a card of this width has them."""
        beside = width - _TITLE_LEFT - 8
        title = lay_out(self._title, fonts.font("body", 600), beside, 20, max_lines=_TITLE_LINES)
        words = lay_out(self._words, fonts.font("small"), width - 2 * _PAD, 18, max_lines=_WORDS_LINES)
        return title, words
