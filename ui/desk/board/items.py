"""The things on the board: notes, trays, captions and the place where something will land."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from facilitator.model import Group, Note
from ui import fonts
from ui import theme as themes
from ui.desk.board.layout import TITLE_HEIGHT, TITLE_TOP, TRAY_PAD
from ui.icons import paint_icon
from ui.widgets.drawing import draw_box, draw_dashed_box
from ui.widgets.note_painter import NOTE_OUTSET, note_height, note_metrics, note_text_block, paint_note
from ui.widgets.text_block import lay_out

__all__ = ["CaptionItem", "NoteItem", "ShelfItem", "SlotItem", "TrayItem"]

_CARRIED_LEVEL = 100.0
_RING = 6.0
_AT_REST = QMarginsF(1.0, 1.0, 1.0, 1.0)


class _BoundedItem(QGraphicsRectItem):
    """An item that keeps its bounds in Qt's own rectangle and paints itself.

    While one pans, Qt asks some hundreds of items for their bounds at each step. Asked in Python, that was one
    millisecond of a step; Qt's own rectangle is read without a call.
    """

    def __init__(self, bounds: QRectF) -> None:
        super().__init__(bounds)
        # A pen would widen the bounds.
        self.setPen(Qt.PenStyle.NoPen)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)


class NoteItem(_BoundedItem):
    """A note. It stands in a tray or, loose, on the board itself."""

    def __init__(self, note: Note) -> None:
        self._size = QRectF(0, 0, 100, 58)
        self._shown = self._size
        super().__init__(self._shown.marginsAdded(_AT_REST))
        self.note = note
        self.density = "comfortable"
        self.selected = self.carried = self.hovered = self.reading = False
        self._laid_out = False

    def set_note(self, note: Note) -> None:
        """Show another text or colour."""
        if (note.text, note.colour) != (self.note.text, self.note.colour):
            self.note = note
            self._fit()
            self.update()
        self.note = note

    def set_form(self, width: float, height: float, density: str) -> None:
        """Be of this size."""
        if (self._size.width(), self._size.height(), self.density) != (width, height, density):
            self._size = QRectF(0, 0, width, height)
            self.density = density
            self._fit()
            self.update()

    def set_state(
        self,
        *,
        selected: bool | None = None,
        carried: bool | None = None,
        hovered: bool | None = None,
        grown: bool | None = None,
        reading: bool | None = None,
    ) -> None:
        """Change how the note stands out; what is None stays. A `grown` note shows all of its text."""
        before = (self.selected, self.carried, self.hovered, self.reading, self._shown)
        self.selected = self.selected if selected is None else selected
        self.carried = self.carried if carried is None else carried
        self.hovered = self.hovered if hovered is None else hovered
        self.reading = self.reading if reading is None else reading
        if (self.selected, self.carried) != before[:2]:
            self._bound()
        if grown is not None:
            self._grow(grown)
        if carried is not None or grown is not None:
            lifted = self.carried or self._shown != self._size
            self.setZValue(_CARRIED_LEVEL if self.carried else 10.0 if lifted else 0.0)
        if before != (self.selected, self.carried, self.hovered, self.reading, self._shown):
            self.update()

    def _grow(self, grown: bool) -> None:
        box = QRectF(self._size)
        if grown and self.density != "row":
            box.setHeight(note_height(self.note.text, box.width(), note_metrics(self.density)))
        elif grown:
            metrics = note_metrics("row")
            needed = note_height(self.note.text, box.width(), metrics)
            box.setHeight(needed if needed > box.height() else box.height())
        if box != self._shown:
            self._show_in(box)

    def _fit(self) -> None:
        self._show_in(QRectF(self._size))

    def _show_in(self, box: QRectF) -> None:
        self._shown = box
        self._laid_out = False
        self._bound()

    def _bound(self) -> None:
        """Ring, lift and shade need room; a note at rest keeps small what has to be painted."""
        stands_out = self.selected or self.carried
        self.setRect(self._shown.marginsAdded(NOTE_OUTSET if stands_out else _AT_REST))

    def prepare(self) -> bool:
        """Lay the text out before the note comes into view; tell whether that was still to be done."""
        if self._laid_out:
            return False
        self._laid_out = True
        note_text_block(self.note.text, self._shown, note_metrics(self.density))
        return True

    @property
    def lifted(self) -> bool:
        """Whether the note reaches out over what stands below it."""
        return self._shown != self._size

    def box(self) -> QRectF:
        """Return the paper in the item's own coordinates."""
        return QRectF(self._shown)

    def home(self) -> QRectF:
        """Return where the note stands on the board, without what it grew by."""
        return self._size.translated(self.scenePos())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = themes.current()
        paint_note(
            painter,
            self._shown,
            self.note.text,
            self.note.colour,
            theme,
            selected=self.selected and not self.carried,
            carried=self.carried,
            hovered=self.hovered,
            density=self.density,
        )
        if self.reading:
            corner = QRectF(self._shown.left() + 8, self._shown.bottom() - 20, 15, 15)
            paint_icon(painter, "projector", corner, theme.colour("ink"))


class TrayItem(_BoundedItem):
    """A group: a tray with its title and the number of its notes; the notes are its children."""

    def __init__(self, group: Group) -> None:
        self._box = QRectF(0, 0, 100, 40)
        super().__init__(self._box)
        self.row = group
        self.count = 0
        self.selected = self.target = self.carried = False
        self.order: tuple[object, ...] = ()
        self._words = {"drop": "", "name": "", "wall": ""}

    def set_words(self, drop: str, name: str) -> None:
        """Give the words "Drop here" and those where a title is missing."""
        self._words.update(drop=drop, name=name)

    def set_group(self, group: Group, count: int, wall: str) -> None:
        """Show this title, the number of notes, and the words about stickies on the wall."""
        if (group.title, count, wall) != (self.row.title, self.count, self._words["wall"]):
            self._words["wall"] = wall
            self.count = count
            self.update()
        self.row = group

    def set_size(self, width: float, height: float) -> None:
        """Be of this size."""
        if (width, height) != (self._box.width(), self._box.height()):
            self._box = QRectF(0, 0, width, height)
            self._bound()

    def set_state(
        self, *, selected: bool | None = None, target: bool | None = None, carried: bool | None = None
    ) -> None:
        """Change how the tray stands out; what is None stays."""
        before = (self.selected, self.target, self.carried)
        self.selected = self.selected if selected is None else selected
        self.target = self.target if target is None else target
        self.carried = self.carried if carried is None else carried
        if (self.selected, self.carried) != (before[0], before[2]):
            self._bound()
        if carried is not None:
            self.setZValue(_CARRIED_LEVEL if self.carried else 0.0)
        if before != (self.selected, self.target, self.carried):
            self.update()

    def home(self) -> QRectF:
        """Return where the tray stands on the board."""
        return self._box.translated(self.scenePos())

    def title_box(self) -> QRectF:
        """Return the title's row in the item's own coordinates: the handle of the tray."""
        return QRectF(0, 0, self._box.width(), TITLE_TOP + TITLE_HEIGHT + 6)

    def title_text_box(self) -> QRectF:
        """Return where the title is written."""
        return QRectF(TRAY_PAD, 4, self._box.width() - 2 * TRAY_PAD, TITLE_HEIGHT + 8)

    def _bound(self) -> None:
        stands_out = self.selected or self.carried
        self.setRect(self._box.adjusted(-_RING, -_RING, _RING + 4, _RING + 5) if stands_out else self._box)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = themes.current()
        if self.carried:
            draw_box(painter, self._box.translated(4, 5), fill=theme.colour("drop_shade"), corner=6)
        if self.target:
            draw_box(painter, self._box, fill=theme.colour("wash"), corner=6)
            draw_dashed_box(painter, self._box, theme.colour("accent"), width=2.0, corner=6)
        else:
            accent = self.carried
            border = theme.colour("accent" if accent else "line")
            draw_box(
                painter,
                self._box,
                fill=theme.colour("sheet"),
                border=border,
                width=2.0 if accent else 1.0,
                corner=6,
            )
        if self.selected and not self.carried:
            ring = self._box.adjusted(-4, -4, 4, 4)
            draw_box(painter, ring, border=theme.colour("accent"), width=2.0, corner=8)
        self._paint_title(painter)

    def _paint_title(self, painter: QPainter) -> None:
        theme = themes.current()
        room = self._box.width() - 2 * TRAY_PAD
        right = lay_out(self._words["drop"], fonts.font("small", 600), room, 20, max_lines=1)
        if self.target:
            right.draw(painter, self._box.right() - TRAY_PAD - right.width, TITLE_TOP, theme.colour("accent"))
            room -= right.width + 12
        figure_text = self._words["wall"] if self._words["wall"] else str(self.count)
        figure = lay_out(figure_text, fonts.font("small"), room, 20, max_lines=1)
        title = self.row.title or self._words["name"]
        weight = 600 if self.row.title else 400
        words = lay_out(
            title, fonts.font("body", weight), max(20.0, room - figure.width - 8), 20, max_lines=1
        )
        role = "ink" if self.row.title else "ink_faint"
        words.draw(painter, TRAY_PAD + 1, TITLE_TOP, theme.colour(role))
        figure.draw(painter, TRAY_PAD + 1 + words.width + 8, TITLE_TOP, theme.colour("ink_soft"))


class ShelfItem(QGraphicsItem):
    """Carries the loose notes that stand together, so that all of them move as one; it has no look of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)

    def boundingRect(self) -> QRectF:
        return QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Nothing to paint."""


class CaptionItem(QGraphicsItem):
    """A few words on the board."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self.prepareGeometryChange()
            self._text = text
            self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def boundingRect(self) -> QRectF:
        block = lay_out(self._text, fonts.font("body"), 10_000.0, 20)
        return QRectF(0, 0, block.width + 2, 34)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        block = lay_out(self._text, fonts.font("body"), 10_000.0, 20)
        block.draw(painter, 0, 6, themes.current().colour("ink_soft"))


class SlotItem(QGraphicsItem):
    """The place where what is carried will land: a dashed outline, or a bar between two trays."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QRectF()
        self._bar = False
        self._words = ""
        self.setZValue(50.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def show_at(self, box: QRectF, *, bar: bool = False, words: str = "") -> None:
        """Show the place `box`, in the coordinates of the board, with `words` in it."""
        self.prepareGeometryChange()
        self._bar, self._words = bar, words
        self._box = QRectF(0, 0, box.width(), box.height())
        self.setPos(QPointF(box.topLeft()))
        self.show()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = themes.current()
        if self._bar:
            painter.fillRect(self._box, theme.colour("accent"))
            return
        draw_dashed_box(painter, self._box, theme.colour("accent"), width=2.0, corner=3.0)
        if self._words:
            words = lay_out(self._words, fonts.font("small", 600), self._box.width() - 12, 18, max_lines=1)
            words.draw(painter, 8, self._box.height() - 22, theme.colour("accent"))
