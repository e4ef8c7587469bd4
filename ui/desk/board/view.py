"""The view of the board: mouse, wheel and zoom; the keyboard's moves are in `board_page`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsItem, QGraphicsView, QRubberBand, QWidget

from ui.desk.board.carrying import Carrying
from ui.desk.board.items import NoteItem, TrayItem
from ui.desk.board.scene import BoardScene
from ui.desk.board.selection import Selection

__all__ = ["BoardView"]

_SMALLEST, _LARGEST, _STEP = 0.1, 2.5, 1.2
_EDGE = 28
_SCROLL = 14
_AHEAD, _AHEAD_NOTES = 240.0, 5
"""While one scrolls, a few notes of the next rows are made ready at each step, or a whole row would be at once."""


class BoardView(QGraphicsView):
    """Shows a scene from its upper left corner on.

    Signals: edit_wanted(str) on a double click; dropped() when the mouse lets go of what it carried;
    pressed_on(str) with what was pressed, "" for the board; keys_pressed(QKeyEvent); text_began(str).
    """

    edit_wanted = Signal(str)
    dropped = Signal()
    pressed_on = Signal(str)
    keys_pressed = Signal(object)
    text_began = Signal(str)
    moved = Signal()

    def __init__(
        self, scene: BoardScene, selection: Selection, carrying: Carrying, parent: QWidget | None = None
    ) -> None:
        super().__init__(scene, parent)
        self._scene, self._selection, self._carrying = scene, selection, carrying
        self._pressed = QPoint()
        self._pressed_key = ""
        self._pan_from: QPoint | None = None
        self._band: QRubberBand | None = None
        self._hovered: NoteItem | None = None
        self._zoom = 1.0
        self._was_shown = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(self.tr("Board"))
        self.viewport().setMouseTracking(True)
        # Only a view that fills its own ground is scrolled by copying what stays. The same below the scroll bar, or
        # the window and all that lies between them is painted with it: a third of a millisecond for each step.
        for ground in (self.viewport(), self.verticalScrollBar().parentWidget()):
            assert ground is not None
            ground.setBackgroundRole(QPalette.ColorRole.Window)
            ground.setAutoFillBackground(True)
        scene.on_size = self._fit_range
        self._fit_range()

    # Size and zoom

    @property
    def zoom(self) -> float:
        """How large the board is shown, 1 for its true size."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the board larger or smaller."""
        self._zoom = min(_LARGEST, max(_SMALLEST, zoom))
        self.resetTransform()
        self.scale(self._zoom, self._zoom)
        self.moved.emit()

    def zoom_by(self, steps: int) -> None:
        """Show the board `steps` steps larger, or smaller when negative."""
        self.set_zoom(self._zoom * _STEP**steps)

    def fit_all(self) -> None:
        """Show the whole board, never larger than its true size."""
        width, height = self._scene.board.size
        room = self.viewport().size()
        self.set_zoom(min(1.0, room.width() / width, room.height() / height))
        self.to_top()

    def _fit_range(self) -> None:
        width, height = self._scene.board.size
        # The scroll bar stands in the padding at the right, so that nothing moves when it comes.
        right = width - self.verticalScrollBar().sizeHint().width() - 4
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.setSceneRect(QRectF(0, 0, right, height))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # At its first show Qt goes to the middle of the scene, which is far below all notes.
        if not self._was_shown:
            self._was_shown = True
            self.to_top()

    def _lay_out(self) -> None:
        self._scene.set_room(float(self.width()), float(self.height()))
        self.moved.emit()

    def to_top(self) -> None:
        """Show the upper left corner."""
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def bring_into_view(self, key: str) -> None:
        """Scroll until a note or a tray is to be seen."""
        box = self._scene.rect_of(key)
        if not box.isEmpty():
            self.ensureVisible(box, 24, 24)

    def place_of(self, box: QRectF) -> QRect:
        """Return where a rectangle of the board is in the viewport."""
        return self.mapFromScene(box).boundingRect()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.moved.emit()
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        step = abs(dy) / self._zoom
        if dy < 0:
            edge = seen.bottom()
            coming, ahead = (edge - step, edge), (edge, edge + _AHEAD)
        else:
            edge = seen.top() - self._scene.board.measures.note_height
            coming, ahead = (edge, edge + step), (edge - _AHEAD, edge)
        self._scene.look_ahead(coming, ahead, _AHEAD_NOTES)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # Mouse

    def key_at(self, point: QPoint) -> str:
        """Return the note, or the tray whose title is, at a point of the viewport; "" for none."""
        item: QGraphicsItem | None = self.itemAt(point)
        if isinstance(item, NoteItem):
            return item.note.id if item.box().contains(item.mapFromScene(self.mapToScene(point))) else ""
        if isinstance(item, TrayItem):
            inside = item.title_box().contains(item.mapFromScene(self.mapToScene(point)))
            return item.row.id if inside else ""
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = point
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed = point
        self._pressed_key = self.key_at(point)
        self.pressed_on.emit(self._pressed_key)
        more = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if self._pressed_key and more:
            self._selection.toggle(self._pressed_key)
        elif self._pressed_key and self._pressed_key not in self._selection:
            self._selection.choose([self._pressed_key])
        elif not self._pressed_key and not more:
            self._selection.choose([])
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pan_from is not None:
            way = point - self._pan_from
            self._pan_from = point
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - way.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - way.y())
        elif self._carrying.ids and event.buttons() & Qt.MouseButton.LeftButton:
            self._scroll_at_edge(point)
            self._carrying.to_point(self.mapToScene(point))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            if (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._begin_drag(point)
        else:
            self._hover(point)

    def _begin_drag(self, point: QPoint) -> None:
        if not self._pressed_key:
            self._stretch_band(point)
            return
        is_tray = self._pressed_key in self._scene.tray_items
        if is_tray:
            ids = [self._pressed_key]
        else:
            ids = [self._pressed_key, *(key for key in self._selection.notes if key != self._pressed_key)]
        start = self.mapToScene(self._pressed)
        self._hover(QPoint(-1, -1))
        self._carrying.begin(ids, start - self._scene.rect_of(self._pressed_key).topLeft())
        self._carrying.to_point(self.mapToScene(point))

    def _stretch_band(self, point: QPoint) -> None:
        if self._band is None:
            self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
            self._band.show()
        self._band.setGeometry(QRect(self._pressed, point).normalized())

    def _scroll_at_edge(self, point: QPoint) -> None:
        bar = self.verticalScrollBar()
        if point.y() < _EDGE:
            bar.setValue(bar.value() - _SCROLL)
        elif point.y() > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _SCROLL)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = None
            self.viewport().unsetCursor()
            return
        if self._band is not None:
            self._choose_in(self.mapToScene(self._band.geometry()).boundingRect())
            self._band.deleteLater()
            self._band = None
        elif self._carrying.ids and event.button() == Qt.MouseButton.LeftButton:
            self.dropped.emit()

    def _choose_in(self, box: QRectF) -> None:
        self._selection.choose(
            [key for key, item in self._scene.note_items.items() if item.home().intersects(box)]
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position().toPoint())
        if key:
            self.edit_wanted.emit(key)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    def _hover(self, point: QPoint) -> None:
        found = self._scene.note_items.get(self.key_at(point)) if point.x() >= 0 else None
        if found is not self._hovered:
            if self._hovered is not None and self._hovered.scene() is not None:
                self._hovered.set_state(hovered=False)
            self._hovered = found
            if found is not None:
                found.set_state(hovered=True)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The page answers by accepting the event; a scroll area would keep arrows and paging to itself.
        event.ignore()
        self.keys_pressed.emit(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.text_began.emit(event.commitString())
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)
