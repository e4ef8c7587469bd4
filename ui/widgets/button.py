"""Buttons: one filled kind that moves the workshop on, plain ones, and quiet ones for bars."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.drawing import draw_box
from ui.widgets.key_cap import key_text, key_width, paint_key
from ui.widgets.plain_label import plain_tooltip

__all__ = ["Button"]

HEIGHT = 32
_PAD = 12.0
_GAP = 8.0
_ICON = 18.0


class _Look(NamedTuple):
    fill: QColor | None
    border: QColor | None
    text: QColor
    weight: int


class Button(QAbstractButton):
    """A button with words, perhaps an icon before or after them and the key that does the same.

    `kind` is "filled" (one in a window, it moves the workshop on), "plain" or "quiet" (bars). A button without
    words needs `name`, which is what a screen reader says. A checkable button shows its on state as a wash.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: str = "plain",
        icon: str | None = None,
        trailing_icon: str | None = None,
        key: str | None = None,
        name: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if kind not in ("filled", "plain", "quiet"):
            raise ValueError(f"no such kind of button: {kind!r}")
        if not text and not name:
            raise ValueError("a button without words needs a name for screen readers")
        self._kind = kind
        self._icon = icon
        self._trailing = trailing_icon
        self._key = key
        self._reason: str | None = None
        self._dot: str | None = None
        self._words = text
        self._given_name = name
        self._compact = False
        self.setText(_unmarked(text))
        self._tell_name()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What is written on the button now, the reason instead of the words when it is not available."""
        return self._reason if self._reason is not None else self._words

    @property
    def reason(self) -> str | None:
        """Why the button is not available; None when it is."""
        return self._reason

    def set_words(self, text: str) -> None:
        """Write something else on the button."""
        if text != self._words:
            self._words = text
            self.setText(_unmarked(text))
            self._renew()

    def set_icon(self, name: str | None) -> None:
        """Show another icon before the words, or none."""
        if name != self._icon:
            self._icon = name
            self._renew()

    def set_dot(self, role: str | None) -> None:
        """Show a disc in the colour of `role` in place of the icon: a state said by the words too."""
        self._dot = role
        self._renew()

    def set_key(self, key: str | None) -> None:
        """Show another key cap, or none."""
        self._key = key
        self._renew()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only, for narrow bars; a button without an icon keeps its words."""
        self._compact = compact
        self.setToolTip(plain_tooltip(self.accessibleName()) if compact else "")
        self._renew()

    def set_unavailable(self, reason: str | None) -> None:
        """Close the button and write `reason` on it with a lock; None opens it again."""
        self.setEnabled(reason is None)
        if reason != self._reason:
            self._reason = reason
            self._renew()

    def _renew(self) -> None:
        self._tell_name()
        self.updateGeometry()
        self.update()

    def _tell_name(self) -> None:
        self.setAccessibleName(self._given_name or self._words)
        hints = [self._reason or "", key_text(self._key) if self._key else ""]
        self.setAccessibleDescription(", ".join(part for part in hints if part))

    def _shown_icon(self) -> str | None:
        return "lock" if self._reason is not None else self._icon

    def _shown_words(self) -> str:
        return "" if self._compact and self._shown_icon() is not None else self.words

    def _weight(self) -> int:
        return 600 if self._kind == "filled" and self._reason is None else 500

    def _font(self) -> QFont:
        return fonts.font("body", self._weight())

    def sizeHint(self) -> QSize:
        parts: list[float] = []
        if self._shown_icon() is not None or self._dot is not None:
            parts.append(10.0 if self._dot is not None and self._reason is None else _ICON)
        if self._shown_words():
            parts.append(QFontMetricsF(self._font()).horizontalAdvance(self._shown_words()))
        if self._key is not None and self._shown_words():
            parts.append(key_width(self._key))
        if self._trailing is not None and self._reason is None:
            parts.append(_ICON)
        if len(parts) == 1 and not self._shown_words():
            return QSize(HEIGHT, HEIGHT)
        return QSize(int(sum(parts) + _GAP * (len(parts) - 1) + 2 * _PAD + 0.999), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _look(self, theme: Theme) -> _Look:
        hover = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            border = None if self._kind == "quiet" and self._reason is None else theme.colour("line")
            return _Look(None, border, theme.colour("ink_faint"), self._weight())
        if self._kind == "filled":
            role = "accent_press" if self.isDown() else "accent_hover" if hover else "accent"
            return _Look(theme.colour(role), None, theme.colour("on_accent"), self._weight())
        quiet = self._kind == "quiet"
        if self.isChecked():
            border = None if quiet else theme.colour("accent")
            return _Look(theme.colour("wash"), border, theme.colour("accent"), self._weight())
        border = None if quiet else theme.colour("edge")
        if self.isDown():
            fill: QColor | None = theme.colour("line")
        elif hover:
            fill = theme.colour("table")
        else:
            fill = None if quiet else theme.colour("sheet")
        return _Look(fill, border, theme.colour("ink"), self._weight())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        look = self._look(theme)
        painter = QPainter(self)
        box = QRectF(self.rect())
        if look.fill is not None or look.border is not None:
            draw_box(painter, box, fill=look.fill, border=look.border)
        hint = self.sizeHint().width()
        x = max(0.0, (self.width() - hint) / 2) + (_PAD if hint > HEIGHT else (HEIGHT - _ICON) / 2)
        middle = self.height() / 2
        name = self._shown_icon()
        if self._dot is not None and self._reason is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._dot))
            painter.drawEllipse(QRectF(x + 1, middle - 4, 8, 8))
            x += 10.0 + _GAP
        elif name is not None:
            colour = look.text if self._kind != "plain" or self.isChecked() else theme.colour("ink_soft")
            colour = look.text if not self.isEnabled() else colour
            paint_icon(painter, name, QRectF(x, middle - _ICON / 2, _ICON, _ICON), colour)
            x += _ICON + _GAP
        words = self._shown_words()
        if words:
            painter.setFont(self._font())
            painter.setPen(look.text)
            metrics = QFontMetricsF(self._font())
            wide = metrics.horizontalAdvance(words)
            if hint > self.width():
                # Long words in a narrow place end in an ellipsis; the place says where they are shown whole.
                wide = max(0.0, wide - (hint - self.width()))
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
            painter.drawText(QRectF(x, 0, wide + 1, self.height()), flags, words)
            x += wide + _GAP
            if self._key is not None:
                x += paint_key(painter, self._key, x, middle, theme) + _GAP
        if self._trailing is not None and self._reason is None:
            paint_icon(painter, self._trailing, QRectF(x, middle - _ICON / 2, _ICON, _ICON), look.text)
        painter.end()


def _unmarked(text: str) -> str:
    """Return `text` so that Qt reads no letter after an ampersand as a short-cut."""
    return text.replace("&", "&&")


def leave_keyboard(bar: QWidget) -> None:
    """Let no click on a button in `bar` take the keyboard away from where it is; Tab still reaches them all."""
    for button in bar.findChildren(Button):
        # Else Enter, meant for the work, would press the button a second time.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
