"""One ring in a window that shows where the keyboard is, outside the control it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from ui import theme as themes
from ui.widgets.drawing import draw_box

__all__ = ["FocusRing"]

_REACH = 4
_CORNER = 6.0
_SHAPES_ITSELF = (QLineEdit, QComboBox, QAbstractScrollArea)
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.LayoutRequest,
        QEvent.Type.EnabledChange,
    }
)


class FocusRing(QWidget):
    """Follows the keyboard focus of `window`; make one for each window that is used by keyboard.

    It shows after a key was pressed and hides after a click. Fields and views have a border of their own and
    get no ring. A widget with a method `focus_rect() -> QRect` says itself what the ring goes round.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        self._watch_input()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    @property
    def target(self) -> QWidget | None:
        """The widget that the ring goes round, whether it is shown or not."""
        return self._target if self._target is not None and isValid(self._target) else None

    def note_input(self, keyboard: bool) -> None:
        """Tell that the last input came from the keyboard, or from a pointer."""
        if keyboard != self._by_keyboard:
            self._by_keyboard = keyboard
            self._place()

    def _watch_input(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and (new is self._window or self._window.isAncestorOf(new))
        self._follow(new if inside and not isinstance(new, _SHAPES_ITSELF) else None)

    def _follow(self, target: QWidget | None) -> None:
        for widget in self._watched:
            # A widget that is deleted loses the focus while it is already half gone.
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = target if target is not self._window else None
        step = self._target
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _goal(self) -> QRect | None:
        target = self.target
        if target is None or not self._by_keyboard or not target.isVisibleTo(self._window):
            return None
        own = getattr(target, "focus_rect", None)
        said = own() if callable(own) else None
        inner = said if isinstance(said, QRect) else target.rect()
        seen = target.visibleRegion().boundingRect()
        if not seen.intersects(inner):
            return None
        return QRect(target.mapTo(self._window, QPoint(0, 0)) + inner.topLeft(), inner.size())

    def _shown(self, place: QRect) -> QRect:
        """Return what of a place in the window is not scrolled out of a view around the target."""
        shown = QRect(place)
        for each in self._watched[1:]:
            shown &= QRect(each.mapTo(self._window, QPoint(0, 0)), each.size())
        return shown

    def _place(self) -> None:
        goal = self._goal()
        if goal is None:
            self.hide()
            return
        ring, shown = goal.adjusted(-_REACH, -_REACH, _REACH, _REACH), self._shown(goal)
        self.setGeometry(ring)
        if shown == goal:
            self.clearMask()
        else:
            # Where a view cuts the target, what stands beyond is not the ring's to paint over.
            left = ring.left() if shown.left() == goal.left() else shown.left()
            top = ring.top() if shown.top() == goal.top() else shown.top()
            right = ring.right() if shown.right() == goal.right() else shown.right()
            bottom = ring.bottom() if shown.bottom() == goal.bottom() else shown.bottom()
            clip = QRect(QPoint(left, top), QPoint(right, bottom))
            self.setMask(QRegion(clip.translated(-ring.topLeft())))
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not hasattr(self, "_window"):
            # A window that is torn down still sends events while its ring has lost its attributes.
            return False
        if watched is self._window:
            if kind == QEvent.Type.Show:
                self._watch_input()
        elif kind == QEvent.Type.KeyPress:
            self.note_input(True)
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self.note_input(False)
        elif kind in _MOVES and watched.isWidgetType():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(
            painter, QRectF(self.rect()), border=themes.current().colour("accent"), width=2.0, corner=_CORNER
        )
        painter.end()
