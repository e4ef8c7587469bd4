"""The map on the desk: parties are chosen, and carried to another place, by mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QRegion, QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator.coupling_layout import BOX_HEIGHT, BOX_WIDTH, STEP_X, STEP_Y
from facilitator.couplings import CouplingMap
from ui import fonts
from ui import theme as themes
from ui.desk.typing_guard import printable
from ui.pictures.coupling_marks import ArrowMark
from ui.pictures.coupling_page import MapPage, MapSizes, Shown, fitted
from ui.pictures.coupling_words import party_words
from ui.projector.sheet import Mark

__all__ = ["MapCanvas", "sizes_for"]

_SCALES = ((1.22, "lead", 19.0), (1.0, "body", 16.0), (0.93, "small", 15.0), (0.86, "caption", 14.0))
"""How large a map is drawn, with the letters of its names and their line: the largest that fits, or else the last."""
_LEAST = (0.95, 0.9, 0.9, 0.76)
"""How much shorter than usual arrows may be at each of them, so that all of the map is seen."""
_MOST = 1.5
"""How much longer they are on a large screen."""
_FAR = 5.0
"""Pixels a press has to move to be a drag."""
_KEY_STEP = 0.5
_ROUND = 9.0
"""Room at the edges of the map in px."""
_MANY_MARKS = 60
_AROUND = 4
"""Pixels by which pens and rings reach beyond the box of a mark."""
_NOTHING = Shown(CouplingMap())
_last_corner: MapPage | None = None
"""The page that was arranged last: each phase makes a canvas of its own, mostly of the same map at the same size."""


def sizes_for(scale: float, style: str, pitch: float) -> MapSizes:
    """Return the sizes of a map on the desk at one of the scales."""
    days = "small" if scale > 1 else "caption"
    return MapSizes(
        STEP_X * scale,
        STEP_Y * scale,
        fonts.font(style, 500),
        pitch,
        fonts.font(days, 500, tabular=True),
        17.0 if scale > 1 else 15.0,
        line=1.4 if scale > 1 else 1.2,
        boxes=(STEP_X * scale * BOX_WIDTH, STEP_Y * scale * BOX_HEIGHT),
    )


def _changed(before: Sequence[Mark], after: Sequence[Mark]) -> list[Mark]:
    """Return the marks that are only in one of the two."""
    left = {_key(each): each for each in before}
    fresh = [each for each in after if left.pop(_key(each), None) != each]
    return [*left.values(), *fresh]


def _key(mark: Mark) -> object:
    """Return what tells a mark from others before all of it is compared."""
    return mark.curve if isinstance(mark, ArrowMark) else (mark.role, mark.rect.getRect(), mark.text)


class MapCanvas(QWidget):
    """Shows a map as large as fits `room`, scrolling where even the smallest is larger.

    The arrow keys go to the next party in that direction, with Shift they carry the chosen one half a step. Signals:
    chosen(str) with the party the keyboard or mouse is on, "" for none; arrow_chosen(str) with a wait that was clicked;
    carried(str, float, float), a party and the place of the layout it was carried to; entered(str) when Enter is
    pressed, marked(str) when Space is; typed(str), text for the line.
    """

    chosen = Signal(str)
    arrow_chosen = Signal(str)
    carried = Signal(str, float, float)
    entered = Signal(str)
    marked = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = _NOTHING
        self._page = self._corner = MapPage(_NOTHING, sizes_for(*_SCALES[1]))
        self._marks: tuple[Mark, ...] = ()
        self._room = QSize(600, 360)
        self._pressed: tuple[str, QPointF, QPointF] | None = None
        self._still: QPixmap | None = None
        self._moved = ""
        self._empty = ""
        self._due = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        themes.holder().changed.connect(self._theme_changed)

    @property
    def page(self) -> MapPage:
        """What is drawn, for tests and for those who look where a party is."""
        self._settle()
        return self._page

    @property
    def chosen_party(self) -> str | None:
        """The party that is chosen."""
        return self._shown.chosen

    @property
    def drawing(self) -> tuple[Mark, ...]:
        """The marks that are drawn."""
        self._settle()
        return self._marks

    def set_empty_words(self, words: str) -> None:
        """Say what stands where no party is yet."""
        self._empty = words

    def set_room(self, room: QSize) -> None:
        """Take the size that can be seen at once."""
        if room != self._room:
            self._room = room
            if not self._due and self._sizes() != self._corner.sizes:
                self._arrange_once_seen()

    def show_map(self, shown: Shown) -> None:
        """Show a map."""
        if shown.chosen is not None and shown.map.party(shown.chosen) is None:
            shown = replace(shown, chosen=None)
        if self._still is not None and shown.map.party(self._moved) is None:
            self._put_down()
        self._shown = shown
        self._tell()
        self._arrange_once_seen()

    def _tell(self) -> None:
        here = self._shown.chosen
        words = party_words(self._shown.map, here) if here else self.tr("Coupling map")
        self.setAccessibleName(words)

    def choose(self, party_id: str | None) -> None:
        """Choose a party, or none."""
        if party_id == self._shown.chosen:
            return
        self._shown = replace(self._shown, chosen=party_id)
        self._tell()
        if not self._due:
            self._corner, self._page = self._corner.with_chosen(party_id), self._page.with_chosen(party_id)
            self._show_marks()
        self.chosen.emit(party_id or "")

    def choose_arrow(self, wait: str | None) -> None:
        """Let an arrow stand out, or none."""
        if wait == self._shown.arrow:
            return
        self._shown = replace(self._shown, arrow=wait)
        if not self._due:
            self._corner, self._page = self._corner.with_arrow(wait), self._page.with_arrow(wait)
            self._show_marks()

    def rect_of(self, party_id: str) -> QRect:
        """Return where a party is drawn."""
        return self.page.rect_of(party_id).toAlignedRect()

    def showEvent(self, event: QShowEvent) -> None:
        self._settle()
        super().showEvent(event)

    def _arrange_once_seen(self) -> None:
        """Arrange the map, of one that is not seen yet when it is: its room changes several times before."""
        self._due = True
        if self.isVisible():
            self._settle()

    def _settle(self) -> None:
        """Arrange the map where that is due."""
        if self._due:
            self._due = False
            self._arrange()

    def _arrange(self) -> None:
        global _last_corner
        sizes = self._sizes()
        # The page at the corner is kept apart: what it is made of can be taken over when it is arranged again.
        before = next(
            (
                each
                for each in (self._corner, _last_corner)
                if each and each.lines.curves and each.sizes == sizes
            ),
            None,
        )
        _last_corner = self._corner = MapPage(self._shown, sizes, sizes.inset, sizes.inset, before)
        left, top, right, bottom = self._corner.bounds()
        # Arrows that go round the outermost boxes need room too. What is carried moves only on the page that is shown.
        more_left, more_top = max(0.0, _ROUND - left), max(0.0, _ROUND - top)
        self._page = self._corner.shifted(more_left, more_top)
        self._show_marks()
        self.setMinimumSize(int(right + _ROUND + more_left), int(bottom + _ROUND + more_top))
        self.updateGeometry()

    def _show_marks(self) -> None:
        """Paint what is another mark now, and nothing else: hundreds of arrows take a while to be drawn."""
        before, self._marks = self._marks, self._page.marks()
        changed = _changed(before, self._marks)
        if not self._marks or len(changed) > _MANY_MARKS:
            self.update()
            return
        dirty = QRegion()
        for mark in changed:
            dirty += mark.rect.toAlignedRect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        self.update(dirty)

    def _sizes(self) -> MapSizes:
        """Return the largest sizes at which all of the map is seen, the smallest where it has to be scrolled."""
        every = [sizes_for(*each) for each in _SCALES]
        places, room = self._shown.places, self._room
        for sizes, least in zip(every, _LEAST, strict=True):
            found = fitted(sizes, places, room.width(), room.height(), least=least, most=_MOST)
            if found is not None:
                return found
        return every[-1]

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def focus_rect(self) -> QRect:
        """Return what the ring of the keyboard goes round: all that can be seen, nothing once a party has its own."""
        return QRect() if self._shown.chosen is not None else self.visibleRegion().boundingRect()

    def _theme_changed(self) -> None:
        self._put_down()
        self.update()

    def _put_down(self) -> None:
        self._still, self._moved, self._pressed = None, "", None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.current()
        if self._still is not None:
            painter.drawPixmap(0, 0, self._still)
            for mark in self._page.marks_of(self._moved):
                mark.paint(painter, theme)
        else:
            exposed = event.region()
            for mark in self._marks:
                if exposed.intersects(mark.rect.toAlignedRect().adjusted(-8, -8, 8, 8)):
                    mark.paint(painter, theme)
            if not self._shown.map.parties and self._empty:
                painter.setFont(fonts.font("body"))
                painter.setPen(theme.colour("ink_soft"))
                painter.drawText(
                    self.rect().adjusted(14, 14, -14, -14), Qt.TextFlag.TextWordWrap, self._empty
                )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position()
        found = self._page.at(point.x(), point.y())
        if found is None:
            wait = self._page.arrow_at(point.x(), point.y())
            if wait is not None:
                self.arrow_chosen.emit(wait)
            else:
                self.choose(None)
            return
        self.choose(found)
        middle = self._page.rect_of(found).center()
        self._pressed = (found, point, middle - point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        party, start, offset = self._pressed
        point = event.position()
        if self._still is None:
            if (point - start).manhattanLength() < _FAR:
                return
            self._pick_up(party)
        middle = point + offset
        self._page.lines.move(party, max(0.0, middle.x()), max(0.0, middle.y()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._still is not None:
            party = self._moved
            middle = self._page.rect_of(party).center()
            self._put_down()
            self._marks = self._page.marks()
            self.update()
            self.carried.emit(party, *self._page.place_at(middle.x(), middle.y()))
        self._pressed = None

    def _pick_up(self, party: str) -> None:
        """Draw everything that stays as one picture, so that a step of the drag draws one party and its arrows."""
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(themes.current().colour("paper"))
        painter = QPainter(still)
        for mark in self._page.marks(without=party):
            mark.paint(painter, themes.current())
        painter.end()
        self._still, self._moved = still, party

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (-1.0, 0.0),
            Qt.Key.Key_Right: (1.0, 0.0),
            Qt.Key.Key_Up: (0.0, -1.0),
            Qt.Key.Key_Down: (0.0, 1.0),
        }
        key = Qt.Key(event.key())
        here = self._shown.chosen
        if key == Qt.Key.Key_Escape and self._still is not None:
            self._put_down()
            self._arrange()
        elif key in ways and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if here is not None:
                x, y = self._shown.places[here]
                self.carried.emit(here, x + ways[key][0] * _KEY_STEP, y + ways[key][1] * _KEY_STEP)
        elif key in ways:
            self._walk(*ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self.entered.emit(here)
        elif key == Qt.Key.Key_Space and here is not None:
            self.marked.emit(here)
        elif text := printable(event):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _walk(self, across: float, down: float) -> None:
        """Go to the nearest party that lies in this direction."""
        here = self._shown.chosen
        places = self._shown.places
        if here is None or here not in places:
            if places:
                self.choose(next(iter(places)))
            return
        x, y = places[here]

        def cost(place: tuple[float, float]) -> float:
            on = (place[0] - x) * across + (place[1] - y) * down
            aside = abs((place[0] - x) * down) + abs((place[1] - y) * across)
            return on + 2.5 * aside

        ahead = [
            each
            for each, place in places.items()
            if each != here and (place[0] - x) * across + (place[1] - y) * down > 0.2
        ]
        if ahead:
            self.choose(min(ahead, key=lambda each: cost(places[each])))
