"""Phases side by side: those done with a tick, the current one with a bar, later ones plain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon

__all__ = ["PaintSign", "Segments"]

PaintSign = Callable[[QPainter, str, QRectF], None]
"""Draws the sign of a segment, known by its id, into a square."""

_HEIGHT = 32
_PAD = 12.0
_TICK = 16.0
_SIGN = 20.0
_GAP = 8.0
_CORNER = 4.0


class _Segment(QAbstractButton):
    """One of the joined buttons; it overlaps its neighbour by the width of the border."""

    def __init__(self, identifier: str, text: str, sign: PaintSign | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.identifier = identifier
        self._sign = sign
        self.words = text
        self.state = "later"
        self.first = self.last = False
        self.setText(text.replace("&", "&&"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(fonts.font("body", 600)).horizontalAdvance(self.words)
        tick = _TICK + _GAP if self.state == "done" else 0.0
        sign = _SIGN + _GAP if self._sign is not None else 0.0
        return QSize(int(words + tick + sign + 2 * _PAD) + 1, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would walk the whole window with the arrow keys; the row walks itself.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _outline(self) -> QPainterPath:
        """The border as a path whose outer corners are round at the ends of the row only."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self.last else 0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, _CORNER, _CORNER)
        square = QPainterPath()
        if not self.first:
            square.addRect(QRectF(box.left(), box.top(), _CORNER * 2, box.height()))
        if not self.last:
            square.addRect(QRectF(box.right() - _CORNER * 2, box.top(), _CORNER * 2, box.height()))
        return path.united(square).simplified()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.state == "current"
        ground = "sheet"
        if here:
            ground = "wash"
        elif self.isDown():
            ground = "line"
        elif self.underMouse() and self.isEnabled():
            ground = "table"
        outline = self._outline()
        painter.setPen(QPen(theme.colour("edge"), 1.0))
        painter.setBrush(theme.colour(ground))
        painter.drawPath(outline)
        if here:
            painter.save()
            painter.setClipPath(outline)
            painter.fillRect(QRectF(0, self.height() - 3.0, self.width() + 1, 3.0), theme.colour("accent"))
            painter.restore()
        role = "accent" if here else "ink_faint" if self.state == "done" or not self.isEnabled() else "ink"
        x = _PAD
        if self.state == "done":
            paint_icon(
                painter, "check", QRectF(x, (self.height() - _TICK) / 2, _TICK, _TICK), theme.colour(role)
            )
            x += _TICK + _GAP
        if self._sign is not None:
            painter.save()
            self._sign(painter, self.identifier, QRectF(x, (self.height() - _SIGN) / 2, _SIGN, _SIGN))
            painter.restore()
            x += _SIGN + _GAP
        painter.setFont(fonts.font("body", 600 if here else 500))
        painter.setPen(theme.colour(role))
        words = QRectF(x, 0, self.width() - x - _PAD + 2, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(words, flags | Qt.AlignmentFlag.AlignHCenter, self.words)
        painter.end()


class Segments(QWidget):
    """A row of joined buttons. Tab reaches the current one, arrows walk, Enter or Space choose.

    With `sign` each has a sign before its words. The keyboard given to the row goes to the current segment.
    Signals: chosen(str) with the id of the segment that was clicked or chosen by key. The row does not change by
    itself: whoever listens calls `set_current`.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, sign: PaintSign | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._sign = sign
        self._segments: list[_Segment] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_segments(self, segments: Sequence[tuple[str, str]]) -> None:
        """Show these, as pairs of id and words, in order; all are later ones until `set_current`."""
        if [(one.identifier, one.words) for one in self._segments] == list(segments):
            return
        for old in self._segments:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._segments = [_Segment(identifier, text, self._sign, self) for identifier, text in segments]
        for index, segment in enumerate(self._segments):
            segment.first = index == 0
            segment.last = index == len(self._segments) - 1
            segment.clicked.connect(self._clicked)
            self._row.addWidget(segment)
        self.set_current(None)

    def set_current(self, identifier: str | None, done: Iterable[str] = ()) -> None:
        """Mark one segment as the place where we are, and those in `done` as behind us."""
        finished = set(done)
        states = {"current": self.tr("current"), "done": self.tr("done"), "later": self.tr("later")}
        reachable = identifier if any(one.identifier == identifier for one in self._segments) else None
        for index, segment in enumerate(self._segments):
            here = segment.identifier == identifier
            segment.state = "current" if here else "done" if segment.identifier in finished else "later"
            tabbed = here or (reachable is None and index == 0)
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus)
            if tabbed:
                self.setFocusProxy(segment)
            segment.setAccessibleName(f"{segment.words}, {states[segment.state]}")
            segment.updateGeometry()
            segment.update()

    def state_of(self, identifier: str) -> str:
        """Return "done", "current" or "later" of a segment. Raises KeyError for an unknown id."""
        for segment in self._segments:
            if segment.identifier == identifier:
                return segment.state
        raise KeyError(identifier)

    def _clicked(self) -> None:
        segment = self.sender()
        if isinstance(segment, _Segment):
            self.chosen.emit(segment.identifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        focused = self.focusWidget()
        if isinstance(focused, _Segment) and focused in self._segments:
            step = steps.get(Qt.Key(event.key()), 0)
            if step:
                place = min(len(self._segments) - 1, max(0, self._segments.index(focused) + step))
                self._segments[place].setFocus(Qt.FocusReason.TabFocusReason)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                focused.click()
                return
        super().keyPressEvent(event)
