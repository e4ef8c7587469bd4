"""The canvas page as it fills, small: the same arrangement as the printed one."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.audience import CanvasView, canvas_view
from facilitator.ids import from_stamp
from facilitator.session import Session
from ui import fonts
from ui import theme as themes
from ui.desk.canvas_layout import PAGE_HEIGHT, PAGE_WIDTH, BoxPlace, LinePlace, canvas_layout
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.drawing import draw_box
from ui.widgets.text_block import lay_out

__all__ = ["CanvasPreview"]

_SHADE = 3
_MARGIN = 30.0


class CanvasPreview(QWidget):
    """Shows the canvas of `session` on a page 1.414 : 1, as large as its place allows.

    `set_marked` gives the box being written an accent frame; `refresh` takes in what changed.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._marked = ""
        self._view: CanvasView | None = None
        self._places: tuple[BoxPlace, ...] = ()
        self._faces = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Canvas"))
        self.refresh()

    def refresh(self) -> None:
        """Show what is agreed now."""
        view = canvas_view(self._session)
        if view == self._view:
            return
        self._view = view
        self._lay_out()
        self.setAccessibleDescription(self.facts())
        self.update()

    def set_marked(self, box_id: str) -> None:
        """Give one box an accent frame; "" for none."""
        if box_id != self._marked:
            self._marked = box_id
            self.update()

    def facts(self) -> str:
        """Return how full the canvas is, as "2 of 7 boxes filled"."""
        if self._view is None:
            return self.tr("This method has no canvas")
        filled = sum(bool(box.lines) for box in self._view.boxes)
        return self.tr("{filled} of {count} boxes filled").format(filled=filled, count=len(self._view.boxes))

    def _lay_out(self) -> None:
        self._faces = fonts.faces_known()
        self._places = canvas_layout(self._view) if self._view is not None else ()

    def sizeHint(self) -> QSize:
        return QSize(520, self.heightForWidth(520))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * PAGE_HEIGHT / PAGE_WIDTH) + _SHADE

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        if self._faces != fonts.faces_known():
            self._lay_out()
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / PAGE_WIDTH, (self.height() - _SHADE) / PAGE_HEIGHT)
        page = QRectF(0, 0, round(PAGE_WIDTH * scale), round(PAGE_HEIGHT * scale))
        page.moveLeft(round((self.width() - page.width()) / 2))
        draw_box(painter, page.translated(0, _SHADE), fill=theme.colour("drop_shade"), corner=1.0)
        draw_box(painter, page, fill=theme.colour("sheet"), border=theme.colour("line"), corner=1.0)
        painter.translate(page.topLeft())
        painter.scale(scale, scale)
        self._paint_head(painter, theme, self._view)
        for place in self._places:
            self._paint_box(painter, theme, place, 1.0 / scale)
        painter.end()

    def _paint_head(self, painter: QPainter, theme: Theme, view: CanvasView) -> None:
        leader = (
            self.tr("Leader: {name}").format(name=view.leader)
            if view.leader
            else self.tr("Leader still open")
        )
        facts = lay_out(
            f"{leader} · {self._date()}", fonts.projector_font(24, 1.0, 400), 460, 32, max_lines=1
        )
        facts.draw(painter, PAGE_WIDTH - _MARGIN - facts.width, 36, theme.colour("ink_soft"))
        room = PAGE_WIDTH - 2 * _MARGIN - facts.width - 30
        name = lay_out(
            view.name or self.tr("Name still open"), fonts.projector_font(34, 1.0, 600), room, 44, max_lines=1
        )
        name.draw(painter, _MARGIN, 28, theme.colour("ink"))

    def _date(self) -> str:
        stamp = self._session.place.started or self._session.data.session.created
        day = from_stamp(stamp).astimezone().date()
        english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        return english.toString(QDate(day.year, day.month, day.day), "d MMM yyyy")

    def _paint_box(self, painter: QPainter, theme: Theme, place: BoxPlace, pixel: float) -> None:
        marked = place.box.id == self._marked
        border = theme.colour("accent" if marked else "edge")
        width = (2.0 if marked else 1.0) * pixel
        draw_box(painter, place.frame, fill=theme.colour("sheet"), border=border, width=width, corner=8.0)
        head = QPointF(place.frame.left() + 18, place.frame.top() + 14)
        icon = theme.colour("accent" if marked else "ink_soft")
        paint_icon(painter, place.box.icon, QRectF(head.x(), head.y() + 1, 28, 28), icon)
        place.title.draw(painter, head.x() + 40, head.y() + 1, theme.colour("ink"))
        painter.save()
        painter.setClipRect(place.frame)
        for line in place.lines:
            role = "ink" if line.level <= 0 else "ink_soft"
            _paint_bullet(painter, line, theme.colour(role))
            line.words.draw(painter, line.x, line.y, theme.colour(role))
        painter.restore()


def _paint_bullet(painter: QPainter, line: LinePlace, colour: QColor) -> None:
    """Disc, dash or small ring before the words: the level is told by position and by shape."""
    if line.level < 0:
        return
    middle = QPointF(line.x - 12, line.y + line.pitch / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if line.level == 0:
        painter.drawEllipse(middle, 3.2, 3.2)
    elif line.level == 1:
        painter.drawRect(QRectF(middle.x() - 4, middle.y() - 0.8, 9, 1.8))
    else:
        painter.drawEllipse(middle, 2.0, 2.0)
