"""One box of the canvas on the desk: its title, its editor, and the groups that could go in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.brainstorm import lane_view, said_in
from facilitator.acts.outcomes import bullets
from facilitator.focus import Focus
from facilitator.method import Activity, Lane, Method
from facilitator.state import SessionData
from ui import theme as themes
from ui.desk.align.bullet_editor import BulletEditor
from ui.desk.align.pick_list import PickList
from ui.desk.counted import lines_text
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.drawing import draw_box
from ui.widgets.plain_label import PlainLabel

__all__ = ["BoxSection", "BoxWords", "boxes_of", "said_left"]


@dataclass(frozen=True)
class BoxWords:
    """A box that an activity fills: its id, how it is called, its icon, and the lanes that lead to it."""

    id: str
    title: str
    icon: str
    lanes: tuple[Lane, ...]


def boxes_of(method: Method, activity: Activity) -> tuple[BoxWords, ...]:
    """Return the boxes that the lanes of `activity` fill, in the order of the lanes."""
    found: list[BoxWords] = []
    for box_id in dict.fromkeys(lane.box for lane in activity.lanes if lane.box):
        lanes = tuple(lane for lane in activity.lanes if lane.box == box_id)
        box = method.canvas.box(box_id) if method.canvas is not None else None
        title, icon = (box.title, box.icon) if box is not None else (lanes[0].title, "note")
        found.append(BoxWords(box_id, title, icon, lanes))
    return tuple(found)


def said_left(data: SessionData, box: BoxWords) -> list[str]:
    """Return what was said in the lanes of a box, groups and loose notes, and is not among its lines yet."""
    there = {line.text.casefold() for line in bullets(data.outcomes.get(box.id, ""))}
    said = [text for lane in box.lanes for text in said_in(lane_view(data, lane, Focus()))]
    return [text for text in dict.fromkeys(said) if text.casefold() not in there]


class _Icon(QWidget):
    """The icon of the box, in accent while the box is being written."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._here = False

    def set_here(self, here: bool) -> None:
        self._here = here
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "accent" if self._here else "ink_soft"
        box = QRectF(0, (self.height() - 20) / 2, 20, 20)
        paint_icon(painter, self._name, box, themes.current().colour(role))
        painter.end()


class _Sheet(QWidget):
    """The paper around an editor: its border tells whether the keyboard is there."""

    def __init__(self, editor: BulletEditor) -> None:
        super().__init__()
        self._editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(editor)
        editor.focused.connect(self.update)
        editor.written.connect(self.update)
        editor.grown.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        wanted = self._editor.sizeHint().height() + 4
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._editor.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        here = self._editor.hasFocus()
        draw_box(
            painter,
            QRectF(self.rect()),
            fill=theme.colour("sheet"),
            border=theme.colour("accent" if here else "edge"),
            width=2.0 if here else 1.0,
            corner=4,
        )
        painter.end()


class BoxSection(QWidget):
    """Head, editor and the list of what is not taken yet. `set_here` opens it for writing."""

    def __init__(self, box: BoxWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = box
        self.icon = _Icon(box.icon)
        self.title = PlainLabel(box.title, style="lead")
        self.figure = PlainLabel(style="body", role="ink_soft", alignment=Qt.AlignmentFlag.AlignRight)
        self.take = Button(self.tr("Take the notes"), key="Ctrl+Enter")
        self.take.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.editor = BulletEditor(self.tr("What goes on the canvas: {box}").format(box=box.title))
        self.sheet = _Sheet(self.editor)
        self.picks = PickList()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        head.addWidget(self.figure)
        head.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.sheet)
        column.addWidget(self.picks)
        self._here = self._offers = False
        self.set_here(False)

    def set_here(self, here: bool) -> None:
        """Say whether this is the box being written."""
        self._here = here
        self.icon.set_here(here)
        self.figure.setVisible(not here)
        self._show_offers()
        self.sheet.update()

    def show_data(self, data: SessionData, *, here: bool) -> None:
        """Show what is agreed, and what could be taken."""
        text = data.outcomes.get(self.box.id, "")
        self.editor.take(text)
        count = len(bullets(text))
        self.figure.setText(lines_text(count) if count else "")
        self.picks.set_titles(said_left(data, self.box))
        grouped = any(data.groups_in(lane.id) for lane in self.box.lanes)
        noted = any(data.notes_in(lane.id) for lane in self.box.lanes)
        self._offers = grouped or noted
        if grouped:
            self.take.set_words(self.tr("Take the group titles"))
            self.editor.set_empty(self.tr("Nothing agreed yet. Ctrl+Enter takes the group titles."))
        elif noted:
            self.take.set_words(self.tr("Take the notes"))
            self.editor.set_empty(self.tr("Nothing agreed yet. Ctrl+Enter takes the notes."))
        else:
            self.editor.set_empty(self.tr("Nothing agreed yet. Write a line here."))
        self.set_here(here)

    def _show_offers(self) -> None:
        self.take.setVisible(self._here and self._offers)
        self.picks.setVisible(self._here and bool(self.picks.titles))
