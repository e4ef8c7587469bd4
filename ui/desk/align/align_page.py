"""Align: the agreed lines of each box at the left, the canvas as it fills at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from facilitator.activities.brainstorm import OBJECTIONS, RESOLVED, objections, resolved
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui import theme as themes
from ui.desk.align.box_section import BoxSection, boxes_of
from ui.desk.canvas_preview import CanvasPreview
from ui.desk.context import DeskContext
from ui.desk.heading import Heading, stage_caption
from ui.desk.stage import KeyHint
from ui.desk.stage_page import StagePage
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel
from ui.widgets.select import Select

__all__ = ["AlignPage"]

_PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid")
_PAPER_KEY, _USUAL_PAPER = "paper", "A3"
_PAGE_SHARE = 0.522
_WIDEST_PAGE = 900
_BETWEEN = 24
_EDITORS = 420
_MENU_WIDTH = 360


class _Hand(QWidget):
    """The icon beside the question to the room."""

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, (self.height() - 18) / 2, 18, 18)
        paint_icon(painter, "hand", box, themes.current().colour("ink_soft"))
        painter.end()


class AlignPage(StagePage):
    """One editor for each box. The keyboard is in one of them."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self.heading = Heading()
        self.sections = tuple(BoxSection(box) for box in boxes_of(self.session.data.method, activity))
        self._here = 0
        self.preview = CanvasPreview(self.session)
        self.facts = PlainLabel(style="body", role="ink_soft")
        self.question = PlainLabel(self.tr("Everybody can live with it?"), style="small", role="ink_soft")
        self.objections = PlainLabel(style="small", elide=True)
        self.object_button = Button(self.tr("Note the objection"))
        self.resolve_button = Button(self.tr("Resolved"))
        self.save_button = Button(self.tr("Save as PDF"), key="Ctrl+E")
        self.paper = Select(
            self.tr("Paper"),
            [(name, self.tr("Paper: {name}").format(name=name)) for name in _PAPERS],
        )
        self._left, self._right = QWidget(self), QWidget(self)
        self._lay_out_left()
        self._lay_out_right()
        self._connect()

    def _lay_out_left(self) -> None:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        boxes = QWidget()
        inner = QVBoxLayout(boxes)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        for section in self.sections:
            inner.addWidget(section)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        boxes.setAutoFillBackground(False)
        self._scroll.setWidget(boxes)
        column.addWidget(self._scroll, 1)
        noted = QHBoxLayout()
        noted.setSpacing(8)
        noted.addWidget(self.objections, 1)
        noted.addWidget(self.resolve_button)
        column.addLayout(noted)
        asked = QHBoxLayout()
        asked.setSpacing(8)
        asked.addWidget(_Hand())
        asked.addWidget(self.question)
        asked.addStretch(1)
        asked.addWidget(self.object_button)
        column.addLayout(asked)

    def _lay_out_right(self) -> None:
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Canvas"), style="body", weight=600))
        head.addWidget(self.facts, 1)
        head.addWidget(KeyCap("F4"))
        column.addLayout(head)
        column.addWidget(self.preview)
        column.addStretch(1)
        save = QHBoxLayout()
        save.setSpacing(12)
        save.addWidget(self.save_button)
        save.addWidget(self.paper)
        save.addStretch(1)
        column.addLayout(save)

    def _connect(self) -> None:
        for place, section in enumerate(self.sections):
            editor = section.editor
            editor.written.connect(lambda text, box=section.box.id: self._write(box, text))
            editor.walked.connect(self._walk)
            editor.titles_wanted.connect(self._take_titles)
            editor.focused.connect(lambda place=place: self._come_to(place))
            section.take.clicked.connect(lambda _=False, place=place: self._take_at(place))
            section.picks.picked.connect(lambda title, place=place: self._pick(place, title))
        self.object_button.clicked.connect(self._note_objection)
        self.resolve_button.clicked.connect(self._ask_resolved)
        self.save_button.clicked.connect(lambda: self.desk.run("save_file"))
        self.paper.activated.connect(lambda _: self.desk.settings.keep(_PAPER_KEY, self.paper.chosen_id()))

    # The stage asks

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        self.heading.set_words(
            stage_caption(self.session, self.activity, phase), phase.heading or self.activity.title
        )
        self.paper.choose(self.desk.settings.text(_PAPER_KEY, _USUAL_PAPER))
        self._show()
        self._come_to(self._here)

    def refresh(self, changes: Changes) -> None:
        if changes.touches("outcomes", "groups", "notes", "activity_values", "pictures"):
            self._show()

    def leave(self) -> None:
        """See Stage."""
        for section in self.sections:
            section.editor.tell()

    def wants_width(self) -> bool:
        """See Stage."""
        return True

    def room_sees(self) -> str:
        """See Stage."""
        if not self.sections:
            return self.tr("The room sees the question")
        title = self.sections[self._here].box.title
        return self.tr("The room sees how “{box}” fills up").format(box=title)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        hints = [KeyHint("Tab", self.tr("second level")), KeyHint("Ctrl+Shift+Up", self.tr("move up"))]
        if len(self.sections) > 1:
            hints.append(KeyHint("Ctrl+Down", self.tr("next box")))
        return tuple(hints)

    def command(self, name: str) -> bool:
        if not self.sections:
            return False
        editor = self.sections[self._here].editor
        acts: dict[str, Callable[[], None]] = {
            "take_groups": self._take_titles,
            "line_up": lambda: editor.move_line(-1),
            "line_down": lambda: editor.move_line(1),
            "box_before": lambda: self._walk(-1),
            "box_next": lambda: self._walk(1),
            "edit": editor.setFocus,
        }
        if name not in acts:
            return False
        acts[name]()
        return True

    def take_text(self, text: str) -> bool:
        """See Stage."""
        if not self.sections:
            return False
        editor = self.sections[self._here].editor
        editor.setFocus()
        editor.insertPlainText(text)
        return True

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        if self.sections:
            self.sections[self._here].editor.setFocus()

    # Acts

    def _write(self, box: str, text: str) -> None:
        self.desk.bridge.do(lambda: self.session.outcomes.write(box, text))

    def _take_titles(self) -> None:
        self._take_at(self._here)

    def _take_at(self, place: int) -> None:
        section = self.sections[place]
        section.editor.tell()
        self.desk.bridge.do(lambda: self.session.outcomes.take_groups(section.box.id))
        section.editor.setFocus()
        section.editor.moveCursor(section.editor.textCursor().MoveOperation.End)

    def _pick(self, place: int, title: str) -> None:
        section = self.sections[place]
        section.editor.tell()
        text = self.session.data.outcomes.get(section.box.id, "")
        self._write(section.box.id, f"{text}\n{title}".lstrip("\n"))
        section.editor.setFocus()

    def _note_objection(self) -> None:
        said = self.desk.prompts.ask_text(
            self,
            self.tr("An objection"),
            self.tr("In their words. It helps: the room answers it before moving on."),
            accept=self.tr("Note it"),
        )
        if said and said.strip():
            noted = [*objections(self.session.data, self.activity.id), said.strip()]
            self.desk.bridge.do(
                lambda: self.session.values.set(self.activity.id, OBJECTIONS, noted, act="votes.object")
            )
        self.take_focus()

    def _open_objections(self) -> list[str]:
        answered = resolved(self.session.data, self.activity.id)
        return [said for said in objections(self.session.data, self.activity.id) if said not in answered]

    def _ask_resolved(self) -> None:
        """Mark the objection as resolved; with several, let the facilitator say which."""
        standing = self._open_objections()
        if len(standing) == 1:
            self._resolve(standing[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for said in standing:
            words = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, _MENU_WIDTH)
            menu.addAction(words.replace("&", "&&")).triggered.connect(
                lambda _=False, said=said: self._resolve(said)
            )
        menu.popup(self.resolve_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _resolve(self, said: str) -> None:
        answered = [*resolved(self.session.data, self.activity.id), said]
        self.desk.bridge.do(
            lambda: self.session.values.set(self.activity.id, RESOLVED, answered, act="votes.resolve")
        )
        self.take_focus()

    # What is shown

    def _show(self) -> None:
        data = self.session.data
        for place, section in enumerate(self.sections):
            section.show_data(data, here=place == self._here)
        self.preview.refresh()
        self.facts.setText(self.preview.facts())
        standing = self._open_objections()
        answered = resolved(data, self.activity.id)
        self.resolve_button.setVisible(bool(standing))
        self.objections.set_role("ink" if standing else "ink_faint")
        self.objections.setVisible(bool(standing or answered))
        words = self.tr("Objection: {text}") if standing else self.tr("Resolved: {text}")
        self.objections.setText(words.format(text=" · ".join(standing or answered)))

    def _walk(self, step: int) -> None:
        if self.sections:
            self.sections[(self._here + step) % len(self.sections)].editor.setFocus()

    def _come_to(self, place: int) -> None:
        self._here = place
        for number, section in enumerate(self.sections):
            section.set_here(number == place)
        if self.sections:
            box = self.sections[place].box
            self.preview.set_marked(box.id)
            lane = next((each.id for each in self.activity.lanes if each.box == box.id), None)
            if lane is not None:
                self.point_at_lane(lane)
            self._scroll.ensureWidgetVisible(self.sections[place], 0, 24)
        self.hints_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        pad = 28 if self.width() >= 1100 else 24
        by_height = int((self.height() - 140) * 1.414)
        beside_editors = self.width() - 2 * pad - _BETWEEN - _EDITORS
        page = max(260, min(_WIDEST_PAGE, max(int(self.width() * _PAGE_SHARE), beside_editors), by_height))
        height = self.height() - 24 - 16
        self._right.setGeometry(self.width() - pad - page, 24, page, height)
        self.preview.setFixedHeight(self.preview.heightForWidth(page))
        self._left.setGeometry(pad, 24, self.width() - 2 * pad - page - _BETWEEN, height)
