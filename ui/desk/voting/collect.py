"""Collecting what is voted on: a line at the top, each Enter one proposal, equal ones merged by one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.candidates import candidates_in, duplicates_in
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.session import Session
from ui import theme as themes
from ui.desk.context import DeskContext
from ui.desk.person_select import PersonSelect
from ui.desk.situation import onward
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import ROW_ID, Counted, Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question
from ui.widgets.slices import Slices

__all__ = ["CollectPanel", "ProposalRow", "merge_equal"]

_GO_ON = "collect.go_on"


def merge_equal(session: Session, ids: Sequence[str]) -> None:
    """Make one candidate of several that are spelled alike; the first wording stays."""
    data = session.data
    groups = [each for each in ids if data.group(each) is not None]
    notes = [each for each in ids if data.note(each) is not None]
    if len(groups) > 1:
        session.groups.merge(groups)
    if groups and notes:
        session.notes.move(notes, group_id=groups[0])
    elif len(notes) > 1:
        first = data.note(notes[0])
        session.notes.merge(notes, text=first.text if first is not None else None)


class ProposalRow(QWidget):
    """One proposal. Enter or F2 changes it, Del takes it out, the arrows walk."""

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, note_id: str, title: str) -> None:
        super().__init__()
        self.note_id = note_id
        self.title = title
        self.setProperty(ROW_ID, note_id)
        self.setFixedHeight(36)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(PlainLabel(title, style="lead", weight=500, elide=True), 1)
        edit = Button(kind="quiet", icon="pencil", name=self.tr("Change {title}").format(title=title))
        edit.clicked.connect(lambda: self.edit_wanted.emit(note_id))
        delete = Button(kind="quiet", icon="trash", name=self.tr("Take out {title}").format(title=title))
        delete.clicked.connect(lambda: self.delete_wanted.emit(note_id))
        for button in (edit, delete):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(self.note_id)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit(self.note_id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), theme.colour("wash"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        painter.end()


class CollectPanel(Panel):
    """The proposals of one lane; `below` is put under them, for rules that are announced before the vote."""

    def __init__(
        self,
        desk: DeskContext,
        activity: Activity,
        phase: Phase,
        placeholder: str,
        *,
        above: QWidget | None = None,
        below: QWidget | None = None,
        suggest: Callable[[], Sequence[str]] | None = None,
        room: str = "",
    ) -> None:
        """Collect into the activity's first lane; `room` says what the room sees when that is not the list."""
        super().__init__(desk, activity, phase)
        self._lane = activity.lanes[0].id
        self._room = room or self.tr("The room sees each proposal as you type it")
        self.rows: list[ProposalRow] = []
        self._wanted: Sequence[tuple[str, str]] = ()
        self._slices = Slices[tuple[str, str]](self._add_row, self)
        column = self.lay_column(12)
        if above is not None:
            column.addWidget(above)
        self.line = DraftLine(desk.session, f"{activity.id}/proposal", self.tr("New proposal"), placeholder)
        self.line.taken.connect(self._take)
        self.line.lines_pasted.connect(self._pasted)
        if suggest is not None:
            self.line.set_suggestions(suggest)
        self.author = PersonSelect(self.tr("Whose proposal comes next"), desk.session)
        self.author.taken.connect(self._back_to_line)
        if activity.kind == "dot_vote":
            column.addWidget(self.author)
        column.addWidget(self.line)
        self._equal = QVBoxLayout()
        self._equal.setSpacing(8)
        column.addLayout(self._equal)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(self.tr("Nothing proposed yet. Just type."), role="ink_faint")
        column.addWidget(self._empty)
        if below is not None:
            column.addSpacing(8)
            column.addWidget(below)
        column.addStretch(1)
        self._around = (above, below)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        count = len(candidates_in(self.session.data, self._lane))
        if not count:
            return None
        return Counted(
            self.tr("1 proposal") if count == 1 else self.tr("{count} proposals").format(count=count)
        )

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.line

    def part_of(self, row_id: str) -> QWidget | None:
        """See Panel."""
        if any(note_id == row_id for note_id, _ in self._wanted):
            # Among many its row may be one that is still to come.
            self._slices.finish()
        return super().part_of(row_id)

    def room_sees(self) -> str:
        """See Panel."""
        return self._room

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next one")), KeyHint("Down", self.tr("the list")))

    def next_step(self) -> NextStep | None:
        """See Panel."""
        if not self._duplicates():
            return None
        words = self.tr("Next: {title}").format(title=onward(self.session).title)
        return NextStep(words, _GO_ON)

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("notes", "groups"):
            self._show()
        if changes.touches("participants", "sessions"):
            self.author.refresh()
        for each in self._around:
            refresh = getattr(each, "refresh", None)
            if callable(refresh):
                refresh()

    def command(self, name: str) -> bool:
        """See Panel."""
        if name == _GO_ON:
            self._go_on()
            return True
        if name == "author" and self.author.isVisible():
            self.author.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        row = next((each for each in self.rows if each.hasFocus()), None)
        if row is None or name not in ("edit", "delete"):
            return False
        if name == "edit":
            self._edit(row.note_id)
        else:
            self._delete(row.note_id)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        places: list[QWidget] = [self.line, *self.rows]
        here = next((index for index, each in enumerate(places) if each.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        goal = min(len(places) - 1, max(0, here + step))
        places[goal].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        data = self.session.data
        found = candidates_in(data, self._lane)
        self._show_proposals([(each.id, each.title) for each in found])
        self._empty.setVisible(not found)
        clear_layout(self._equal)
        titles = {each.id: each.title for each in found}
        above: QWidget = self.line
        for ids in self._duplicates():
            button = self._merge_button(ids, titles[ids[0]])
            self._equal.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(above, button)
            above = button

    def _show_proposals(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Show these rows; those before the first one that differs stay as they are."""
        if wanted == self._wanted:
            return
        self._wanted = wanted
        focused = next((index for index, row in enumerate(self.rows) if row.hasFocus()), None)
        shown = [(row.note_id, row.title) for row in self.rows]
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shown, wanted, strict=False)))
        self.rows, gone = self.rows[:kept], self.rows[kept:]
        for row in gone:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._slices.begin(wanted[kept:])
        if focused is not None:
            after = self.rows[min(focused, len(self.rows) - 1)] if self.rows else self.line
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, proposal: tuple[str, str]) -> None:
        row = ProposalRow(*proposal)
        row.edit_wanted.connect(self._edit)
        row.delete_wanted.connect(self._delete)
        self._list.addWidget(row)
        # What stands below the list was made before it.
        QWidget.setTabOrder(self.rows[-1] if self.rows else self.line, row)
        self.rows.append(row)
        row.show()

    def _duplicates(self) -> Sequence[tuple[str, ...]]:
        return duplicates_in(self.session.data, self._lane)

    def _go_on(self) -> None:
        """Ask about equal proposals before they split the votes, then go on."""
        equal = self._duplicates()
        titles = {each.id: each.title for each in candidates_in(self.session.data, self._lane)}
        question = Question(
            self.tr("Merge equal names first?"),
            self.tr("What is there twice splits its votes."),
            (
                Choice("stay", self.tr("Cancel")),
                Choice("leave", self.tr("Go on as it is")),
                Choice("merge", self.tr("Merge and go on"), "filled"),
            ),
            "stay",
            details="\n".join(titles[ids[0]] for ids in equal),
        )
        answer = self.desk.prompts.ask(self, question)
        if answer == "merge":
            for ids in equal:
                self.desk.bridge.do(lambda ids=ids: merge_equal(self.session, ids))
        if answer in ("merge", "leave"):
            self.desk.bridge.do(self.session.course.next_phase)

    def _merge_button(self, ids: tuple[str, ...], title: str) -> Button:
        words = self.tr("Merge {count} equal ones: {title}").format(count=len(ids), title=title[:40])
        button = Button(words, icon="duplicate")
        button.clicked.connect(lambda: self._merge(ids))
        return button

    def _merge(self, ids: tuple[str, ...]) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: merge_equal(self.session, ids))

    def _take(self, text: str) -> None:
        if not text.strip():
            return
        author_id = self.author.person_id
        if (
            self.desk.bridge.do(lambda: self.session.notes.add(self._lane, text, author_id=author_id))
            is not None
        ):
            self.line.clear_draft()
            self.author.next_person()

    def _back_to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pasted(self, lines: list[str]) -> None:
        question = Question(
            self.tr("Paste a list"),
            self.tr("{count} lines found. They become {count} proposals.").format(count=len(lines)),
            (Choice("no", self.tr("Cancel")), Choice("yes", self.tr("Add them"), "filled")),
            "no",
            details="\n".join(lines),
        )
        if self.desk.prompts.ask(self, question) == "yes":
            self.desk.bridge.do(lambda: self.session.notes.add_many(self._lane, lines))

    def _edit(self, candidate_id: str) -> None:
        data = self.session.data
        note, group = data.note(candidate_id), data.group(candidate_id)
        text = note.text if note is not None else group.title if group is not None else ""
        typed = self.desk.prompts.ask_text(
            self, self.tr("Change the proposal"), "", value=" ".join(text.split()), accept=self.tr("Change")
        )
        if typed is None:
            return
        if note is not None:
            self.desk.bridge.do(lambda: self.session.notes.edit(candidate_id, typed))
        elif group is not None:
            self.desk.bridge.do(lambda: self.session.groups.rename(candidate_id, typed))

    def _delete(self, candidate_id: str) -> None:
        if self.session.data.note(candidate_id) is not None:
            self.desk.bridge.do(lambda: self.session.notes.delete([candidate_id]))
        else:
            self.desk.bridge.do(lambda: self.session.groups.delete(candidate_id))
