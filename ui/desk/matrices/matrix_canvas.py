"""The matrix on the desk: cards are chosen and carried by mouse and keys; those without a place wait in a tray."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.matrices import NO_AXIS, QUARTERS, Matrix, Quarter
from ui import fonts
from ui import theme as themes
from ui.desk.typing_guard import printable
from ui.pictures.matrix_page import CardMark, MatrixPage, MatrixSizes, Standing, axis_words, quarter_words
from ui.widgets.note_painter import note_height, note_metrics
from ui.widgets.text_block import lay_out

__all__ = ["MatrixCanvas"]

_TRAY = 168.0
_GAP = 8.0
_FAR = 5.0
_STEP, _FINE = 0.05, 0.01
_EMPTY: Mapping[Quarter, str] = dict.fromkeys(QUARTERS, "")


class MatrixCanvas(QWidget):
    """Shows a matrix with its tray.

    The keyboard comes to the first note that waits; Tab and Shift+Tab go to the next note and the one before. The arrow
    keys move the chosen one, with Shift in fine steps; a note in the tray is put into the middle by Enter, into the
    quarter that the first arrow points at. Signals: placed(str, float, float) with a note and its place;
    taken_off(str); chosen(str); entered(str) when Enter is pressed on a placed note; typed(str).
    """

    placed = Signal(str, float, float)
    taken_off = Signal(str)
    chosen = Signal(str)
    entered = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = Matrix(NO_AXIS, NO_AXIS, _EMPTY, None, ())
        self._chosen: str | None = None
        self._page: MatrixPage | None = None
        self._tray: tuple[CardMark, ...] = ()
        self._more = 0
        self._carried: CardMark | None = None
        self._pressed: tuple[CardMark, QPointF, QPointF] | None = None
        self._still: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(480, 260)
        themes.holder().changed.connect(self._theme_changed)

    @property
    def page(self) -> MatrixPage | None:
        """What is drawn."""
        return self._page

    @property
    def tray(self) -> tuple[CardMark, ...]:
        """The cards that wait."""
        return self._tray

    @property
    def chosen_note(self) -> str | None:
        """The note that is chosen."""
        return self._chosen

    def show_matrix(self, now: Matrix) -> None:
        """Show a matrix, the same note chosen as before if it is still there."""
        self._matrix = now
        if self._chosen is not None and all(each.note.id != self._chosen for each in now.notes):
            self._chosen = None
        if self._carried is not None and all(each.note.id != self._carried.id for each in now.notes):
            self._put_down()
        self._arrange()
        self._tell()

    def choose(self, note_id: str | None) -> None:
        """Choose a note, or none."""
        if note_id == self._chosen:
            return
        self._chosen = note_id
        self._arrange()
        self._tell()
        self.chosen.emit(note_id or "")

    def _tell(self) -> None:
        now = self._matrix
        here = next((each for each in now.notes if each.note.id == self._chosen), None)
        whole = f"{axis_words(now.across)}. {axis_words(now.up)}."
        if here is None:
            self.setAccessibleName(self.tr("Matrix"))
        elif here.x is None or here.y is None:
            self.setAccessibleName(self.tr("{note}: not placed yet").format(note=here.note.text))
        else:
            where = quarter_words(now.across, now.up, here.x, here.y)
            self.setAccessibleName(f"{here.note.text}: {where}")
        self.setAccessibleDescription(whole)

    def sizeHint(self) -> QSize:
        return QSize(700, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_down()
        self._arrange()

    def _sizes(self, *, card: float, lines: int, pad: float) -> MatrixSizes:
        return MatrixSizes(
            card=card,
            metrics=replace(note_metrics("compact"), height=16 + 2 * pad, pad_y=pad),
            axis=fonts.font("small", 600),
            axis_pitch=18.0,
            corner=fonts.font("small", 400),
            corner_pitch=18.0,
            most_lines=lines,
        )

    def _densities(self) -> Iterator[MatrixSizes]:
        """Yield sizes from those that show all of a note to those that show its first line."""
        card = 168.0 if self.height() > 560 else 148.0
        yield self._sizes(card=card, lines=5, pad=7)
        yield self._sizes(card=card, lines=2, pad=4)
        yield self._sizes(card=132.0, lines=1, pad=3)

    def _arrange(self) -> None:
        now = self._matrix
        # The tray stays while notes wait, so that nothing jumps but once.
        tray = _TRAY if now.waiting else 0.0
        rect = QRectF(1, 1, self.width() - 2 - (tray + 2 * _GAP if tray else 0.0), self.height() - 4)
        notes = [
            Standing(each.note.id, each.note.text, each.note.colour, each.x, each.y)
            for each in now.notes
            if each.x is not None and each.y is not None
        ]
        corners = list(now.corners.items())
        for sizes in self._densities():
            self._page = MatrixPage(now.across, now.up, corners, now.aim, notes, rect, sizes, self._chosen)
            if not self._page.crowded:
                break
        self._tray, self._more = self._tray_cards(tray)
        self.update()

    def _tray_cards(self, width: float) -> tuple[tuple[CardMark, ...], int]:
        waiting = self._matrix.waiting
        if not waiting or self._page is None:
            return (), 0
        sizes = next(self._densities())
        metrics = sizes.metrics
        left, top = self.width() - width - 2, 28.0
        chosen = next((place for place, each in enumerate(waiting) if each.note.id == self._chosen), 0)
        found: list[CardMark] = []
        # The chosen note is always to be seen.
        first = max(0, chosen - 4)
        for each in waiting[first:]:
            high = note_height(each.note.text, width - 8, metrics)
            high = min(high, metrics.pitch * sizes.most_lines + 2 * metrics.pad_y)
            if top + high > self.height() - 30 and found:
                break
            found.append(
                CardMark(
                    each.note.id,
                    QRectF(left, top, width - 8, high),
                    each.note.text,
                    each.note.colour,
                    metrics,
                    ring=each.note.id == self._chosen,
                )
            )
            top += high + _GAP
        return tuple(found), len(waiting) - len(found)

    def _theme_changed(self) -> None:
        self._put_down()
        self.update()

    def _put_down(self) -> None:
        self._still, self._carried, self._pressed = None, None, None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.current()
        if self._still is not None and self._carried is not None:
            painter.drawPixmap(0, 0, self._still)
            self._carried.paint(painter, theme)
        else:
            self._paint_all(painter, None)
        painter.end()

    def _paint_all(self, painter: QPainter, without: str | None) -> None:
        theme = themes.current()
        if self._page is None:
            return
        for mark in self._page.marks(without=without):
            mark.paint(painter, theme)
        if not self._tray:
            return
        left = self._tray[0].rect.left()
        words = self.tr("Not placed yet")
        lay_out(words, fonts.font("small", 600), _TRAY, 18, max_lines=1).draw(
            painter, left, 2, theme.colour("ink")
        )
        for card in self._tray:
            if card.id != without:
                card.paint(painter, theme)
        if self._more:
            more = self.tr("and {count} more").format(count=self._more)
            lay_out(more, fonts.font("small"), _TRAY, 18, max_lines=1).draw(
                painter, left, self.height() - 24, theme.colour("ink_soft")
            )

    def _card_at(self, point: QPointF) -> CardMark | None:
        found = next((each for each in self._tray if each.rect.contains(point)), None)
        if found is None and self._page is not None:
            found = self._page.at(point.x(), point.y())
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position()
        card = self._card_at(point)
        self.choose(card.id if card is not None else None)
        if card is not None:
            # Arranged anew when it was chosen, so it may stand elsewhere in the tray.
            here = self._card_at(point) or card
            self._pressed = (here, point, here.rect.topLeft() - point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        card, start, offset = self._pressed
        point = event.position()
        if self._still is None:
            if (point - start).manhattanLength() < _FAR:
                return
            self._pick_up(card.id)
        corner = point + offset
        rect = QRectF(corner, card.rect.size())
        self._carried = replace(card, rect=rect, carried=True)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carried, page = self._carried, self._page
        self._put_down()
        self.update()
        if carried is None or page is None:
            return
        middle = carried.rect.center()
        if page.area.adjusted(-20, -20, 20, 20).contains(middle):
            self.placed.emit(carried.id, *page.share_at(middle.x(), middle.y()))
        else:
            self.taken_off.emit(carried.id)

    def _pick_up(self, note_id: str) -> None:
        """Draw everything that stays as one picture, so that a step of the drag draws one card."""
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(themes.current().colour("paper"))
        painter = QPainter(still)
        self._paint_all(painter, note_id)
        painter.end()
        self._still = still

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._chosen is None and self._matrix.notes:
            self.choose((*self._matrix.waiting, *self._matrix.placed)[0].note.id)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to another note by Tab; out of the matrix behind the last one."""
        order = self._order()
        if self._chosen in order:
            goal = order.index(self._chosen) + (1 if next else -1)
            if 0 <= goal < len(order):
                self.choose(order[goal])
                return True
        return super().focusNextPrevChild(next)

    def _order(self) -> Sequence[str]:
        """Return the notes as the keyboard walks them: in the order in which they wait, also once they have a place."""
        return [each.note.id for each in self._matrix.notes]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-1.0, 0.0),
            Qt.Key.Key_Right: (1.0, 0.0),
            Qt.Key.Key_Up: (0.0, 1.0),
            Qt.Key.Key_Down: (0.0, -1.0),
        }
        key = Qt.Key(event.key())
        here = next((each for each in self._matrix.notes if each.note.id == self._chosen), None)
        if key == Qt.Key.Key_Escape and self._still is not None:
            self._put_down()
            self.update()
        elif key in ways and here is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(here.note.id, here.x, here.y, ways[key], _FINE if fine else _STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            if here.x is None:
                self.placed.emit(here.note.id, 0.5, 0.5)
            else:
                self.entered.emit(here.note.id)
        elif text := printable(event):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _move(
        self, note_id: str, x: float | None, y: float | None, way: tuple[float, float], step: float
    ) -> None:
        if x is None or y is None:
            # From the tray straight into the quarter where the key points.
            self.placed.emit(note_id, 0.5 + way[0] * 0.25, 0.5 + way[1] * 0.25)
            return
        self.placed.emit(
            note_id, min(max(x + way[0] * step, 0.0), 1.0), min(max(y + way[1] * step, 0.0), 1.0)
        )


def card_words(count: int) -> str:
    """Return how many notes have a place."""
    if count == 1:
        return QCoreApplication.translate("Matrix", "1 note placed")
    return QCoreApplication.translate("Matrix", "{count} notes placed").format(count=count)
