"""The method editor: parts at the left, what is asked about one at the right, total time and the check below.

A draft is kept on the disk shortly after each change, so that nothing is lost, however the dialog ends.
"""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import draft_lengths, method_drafts
from facilitator.errors import FacilitatorError
from facilitator.method import Method
from facilitator.method_drafts import Checked, Draft, Place
from ui.desk.dialogs.base import DeskDialog
from ui.desk.home_words import length_words
from ui.desk.methods.mistakes import mistake_words
from ui.desk.methods.part_form import PAD, PartForm
from ui.desk.methods.part_list import WIDTH, PartSide
from ui.desk.methods.saving import MethodSaving
from ui.desk.methods.shelf import Kept, Left, MethodShelf
from ui.file_place import FilePlace
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Prompts
from ui.widgets.tall_scroll import TallScroll

__all__ = ["MethodEditor"]

_BETWEEN = 20
_SIZE = QSize(1160, 860)
_AROUND = 48
_CHECK_MS = 150
_KEEP_MS = 600
_MOST_UNDO = 200
_SETTLED_MS = 50


class MethodEditor(DeskDialog):
    """Changes one draft. After it was accepted, `saved` is the method that was saved, or `tried` the one to try."""

    def __init__(
        self,
        shelf: MethodShelf,
        key: str,
        kept: Kept,
        prompts: Prompts,
        files: FilePlace,
        parent: QWidget | None = None,
        *,
        left: Left | None = None,
    ) -> None:
        """`key` names the draft on the disk; `files` is where files are saved.

        With `left` the editor opens there, with its undo, unless the draft is another one by now.
        """
        super().__init__(parent, width=760)
        self.saved: Method | None = None
        self.tried: Method | None = None
        self._shelf, self._key, self._taken = shelf, key, shelf.taken()
        self._saving = MethodSaving(self, shelf, kept.changes, prompts, files, self._say)
        self.draft: Draft = kept.draft
        self._checked = Checked(None)
        self._before: list[Draft] = []
        self._last: Place | None = None
        self._form: PartForm | None = None
        self._opened: set[Place] = set()
        self._shown_row = -1
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check_soon.timeout.connect(self.check)
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep_soon.timeout.connect(self.keep)
        self._lay_out()
        self._show_title()
        self.check()
        self._show_part() if left is None or left.draft != self.draft else self._come_back(left)
        room = parent.size() - QSize(_AROUND, _AROUND) if parent is not None else _SIZE
        self.resize(_SIZE.boundedTo(room))
        if left is None:
            # A copy and an empty one both want a name first.
            self._go_to(("title",))
        else:
            self.list.setFocus()

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(_BETWEEN)
        side = PartSide()
        self.list, self.kind, self.add = side.list, side.kind, side.add
        self.list.currentRowChanged.connect(lambda _: self._show_part())
        self.list.moved.connect(self.move_activity)
        self.list.removed.connect(self.remove_activity)
        self.add.clicked.connect(lambda: self.add_activity(self.kind.chosen_id()))
        both.addWidget(side)
        self._holder = QVBoxLayout()
        both.addLayout(self._holder, 1)
        self.body.addLayout(both, 1)
        self.body.addSpacing(4)
        state = QHBoxLayout()
        state.setSpacing(_BETWEEN + PAD)
        self.length = PlainLabel(style="lead", weight=600)
        self.length.setFixedWidth(WIDTH)
        self.later = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.later.setFixedWidth(WIDTH)
        lengths = QVBoxLayout()
        lengths.setSpacing(0)
        lengths.addWidget(self.length)
        lengths.addWidget(self.later)
        self.state = PlainLabel(wrap=True)
        self.show_me = Button(self.tr("Show me"), icon="next")
        self.show_me.clicked.connect(self.go_to_mistake)
        state.addLayout(lengths)
        state.addWidget(self.state, 1)
        state.addWidget(self.show_me)
        self.body.addLayout(state)
        self.undo_button = Button(self.tr("Undo"), icon="undo")
        self.undo_button.clicked.connect(self.undo)
        self.add_left(self.undo_button)
        close = self.add_answer(self.tr("Close, keep the draft"), self.reject)
        self.file = self.add_answer(self.tr("Save as a file…"), self.export)
        self.try_it = self.add_answer(self.tr("Try it"), self.rehearse)
        self.save_button = self.add_answer(self.tr("Save"), self.save, filled=True)
        self._after_form = (self.show_me, self.undo_button, close, self.file, self.try_it, self.save_button)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo)

    @property
    def left(self) -> Left:
        """Where the editor stands."""
        scrolled = self._view.verticalScrollBar().value()
        return Left(
            self.draft, tuple(self._before), self.list.currentRow(), frozenset(self._opened), scrolled
        )

    def _come_back(self, left: Left) -> None:
        self._before = list(left.before)
        self._choose(left.row, left.opened)
        # The form knows how high it is once it has laid itself out at its width.
        bar = self._view.verticalScrollBar()
        QTimer.singleShot(_SETTLED_MS, self._view, lambda: bar.setValue(left.scrolled))

    # -- what stands -----------------------------------------------------------------------------------------------

    def _show_title(self) -> None:
        title = str(self.draft.get("title") or self.tr("without a title"))
        self.set_title(self.tr("Make a method: {title}").format(title=title))

    def check(self) -> None:
        """Say how long the method is, and what is wrong with it first."""
        self._check_soon.stop()
        self._checked = method_drafts.checked(self.draft)
        usable = self._checked.method is not None
        total = length_words(method_drafts.total(self.draft))
        self.length.setText(self.tr("In all: {length}").format(length=total))
        later = method_drafts.later_minutes(self.draft)
        self.later.setVisible(later > 0)
        self.later.setText(self.tr("+{length} in a session that follows").format(length=length_words(later)))
        self._say(
            self.tr("Everything is in order.") if usable else mistake_words(self.draft, self._checked),
            "ok" if usable else "warn",
        )
        self.show_me.setVisible(not usable)
        reason = None if usable else self.tr("Not yet in order")
        for button in (self.save_button, self.try_it, self.file):
            button.setEnabled(usable)
            button.setToolTip(reason or "")
        self.undo_button.setEnabled(bool(self._before))
        self.list.show_parts(self.draft, None if usable else self._row_of(self._checked.place))
        self._show_title()

    def _row_of(self, place: Place) -> int:
        """Return the row of the part in which a place is."""
        if len(place) > 1 and place[0] == "activities" and isinstance(place[1], int):
            return place[1] + 1
        return self.list.activities + 1 if place[:1] == ("canvas",) else 0

    def _show_part(self) -> None:
        """Show the form of the part that is chosen in the list; where it was scrolled to stays."""
        bar = self._view.verticalScrollBar().value() if self._form is not None else 0
        if self._form is not None:
            self._view.hide()
            self._holder.removeWidget(self._view)
            self._view.deleteLater()
        is_canvas = self.list.currentRow() == self.list.count() - 1
        # Everything is made where it will be: moved there later, all of it would be styled anew.
        self._view = TallScroll(None, self)
        inside = self._view.viewport()
        self._form = PartForm(self.draft, self.list.activity, self._opened, inside, canvas=is_canvas)
        self._form.folded.connect(self._fold)
        self._form.changed.connect(self.change)
        self._form.remade.connect(self._remake)
        self._form.added.connect(
            lambda place, index, entry: self._rebuild(
                method_drafts.with_entry(self.draft, place, index, entry), (*place, index)
            )
        )
        self._form.removed.connect(
            lambda place, index: self._rebuild(method_drafts.without_entry(self.draft, place, index), place)
        )
        self._form.moved.connect(
            lambda place, index, to: self._rebuild(
                method_drafts.with_moved(self.draft, place, index, to), (*place, to)
            )
        )
        self._view.hold(self._form)
        self._holder.addWidget(self._view)
        # What was made last would be the last that Tab comes to; the form stands before what is below it.
        before = self.previousInFocusChain()
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for each in self._after_form:
            if before is not None:
                self.setTabOrder(before, each)
            before = each
        row = self.list.currentRow()
        if row == self._shown_row:
            QTimer.singleShot(0, self, lambda: self._view.verticalScrollBar().setValue(bar))
        self._shown_row = row

    # -- changes ---------------------------------------------------------------------------------------------------

    def change(self, place: Place, value: object) -> None:
        """Keep another value at a place; typing on in one field is one step of undo."""
        if place != self._last:
            self._remember()
        self._last = place
        after = method_drafts.with_value(self.draft, place, value)
        if place == ("title",) and not self._saving.changes:
            after = method_drafts.with_name_kept(self.draft, after, self._taken)
            if self._form is not None:
                self._form.show_line(("id",), str(after.get("id", "")))
        self._set(after)

    def _remake(self, place: Place, value: object) -> None:
        self._rebuild(method_drafts.with_value(self.draft, place, value), place)

    def _rebuild(self, draft: Draft, place: Place) -> None:
        """Keep a draft with other entries, show its form anew, and put the keyboard where the change was."""
        self._remember()
        self._set(draft)
        self.check()
        self._opened = {each for each in self._opened if not _below(each, place[:-1])}
        self._go_to(place, opening=isinstance(place[-1], int))

    def _fold(self, place: Place) -> None:
        """Open an entry of a list, or fold it away with all inside it."""
        if place in self._opened:
            self._opened = {each for each in self._opened if not _below(each, place)}
            self._go_to(place)
        else:
            self._go_to(place, opening=True)

    def _set(self, draft: Draft) -> None:
        self.draft = method_drafts.with_length(draft_lengths.with_names_kept(self.draft, draft))
        self._check_soon.start()
        self._keep_soon.start()

    def _remember(self) -> None:
        self._before = [*self._before[1 - _MOST_UNDO :], self.draft]
        self._last = None

    def undo(self) -> None:
        """Take the last change back."""
        if not self._before:
            return
        self._opened.clear()
        draft = self._before.pop()
        self._last = None
        self._set(draft)
        self.check()
        self._show_part()

    def add_activity(self, kind: str) -> None:
        """Add an activity behind the one that is chosen, else as the last one before the close, and show it."""
        here = self.list.activity
        place = method_drafts.before_close(self.draft) if here is None else here + 1
        self._remember()
        entry = method_drafts.new_activity(self.draft, kind)
        self._set(method_drafts.with_entry(self.draft, ("activities",), place, entry))
        self._choose(place + 1)

    def move_activity(self, index: int, to: int) -> None:
        """Move an activity to another place of the agenda."""
        if index == to:
            self.check()
            return
        self._remember()
        self._set(method_drafts.with_moved(self.draft, ("activities",), index, to))
        self._choose(to + 1)

    def remove_activity(self, index: int) -> None:
        """Take an activity out; undo brings it back."""
        self._remember()
        self._set(method_drafts.without_entry(self.draft, ("activities",), index))
        self._choose(min(index + 1, self.list.activities))

    def _choose(self, row: int, opened: Set[Place] = frozenset()) -> None:
        self._opened = set(opened)
        self.check()
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._show_part()

    def go_to_mistake(self) -> None:
        """Show the part with the mistake, and put the keyboard on its field."""
        place = self._checked.place
        self._choose(self._row_of(place))
        self._go_to(place, opening=True)

    def _go_to(self, place: Place, *, opening: bool = False) -> None:
        """Put the keyboard on the field at a place, or on the first one inside it, or on what holds it.

        With `opening` nothing on the way to it stays folded away.
        """
        if opening:
            self._opened |= {place[:end] for end in range(1, len(place) + 1)}
        self._show_part()
        assert self._form is not None
        fields = self._form.fields
        inside = [each for each in fields if each[: len(place)] == place and (each != place or not opening)]
        around = [each for each in fields if place[: len(each)] == each]
        found = inside[:1] or sorted(around, key=len)[-1:]
        if found:
            field = fields[found[0]]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._view.bring(field, 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._on_enter(focus):
            return
        super().keyPressEvent(event)

    def _on_enter(self, focus: QWidget | None) -> bool:
        """Go on with Enter where somebody is at work; it saves at the answers only. Tells whether that was all."""
        assert self._form is not None
        if focus is self.list:
            first = next(iter(self._form.fields.values()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
        elif focus is self.kind:
            self.add.click()
        elif focus is not None and self._form.isAncestorOf(focus) and not isinstance(focus, Button):
            self._view.focusNextPrevChild(True)
        else:
            return False
        return True

    # -- answers ---------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the draft on the disk; a disk that does not take it is told once in the line of the check."""
        self._keep_soon.stop()
        try:
            self._shelf.keep(self._key, Kept(self.draft, self._saving.changes))
        except FacilitatorError as trouble:
            self._say(str(trouble), "alarm")

    def done(self, result: int) -> None:
        """Keep what was typed last, however the dialog ends; what was saved needs no draft."""
        if self.saved is None and (self._before or self._keep_soon.isActive()):
            self.keep()
        super().done(result)

    def _usable(self) -> Method | None:
        self.check()
        return self._checked.method

    def save(self) -> None:
        """Put the method among the user's own."""
        method = self._usable()
        came = self._saving.save(method) if method is not None else "failed"
        if came == "another_name":
            self._choose(0)
            self._go_to(("id",))
        elif came == "saved":
            self._shelf.forget(self._key)
            self.saved = method
            self.accept()

    def export(self) -> None:
        """Save the method as one file, to hand on."""
        method = self._usable()
        if method is not None:
            self._saving.export(method)

    def _say(self, words: str, role: str) -> None:
        """Say something in the line of the check."""
        self.state.setText(words)
        self.state.set_role(role)

    def rehearse(self) -> None:
        """Close the editor, its draft kept, and try the method in a rehearsal."""
        method = self._usable()
        if method is not None:
            self.keep()
            self.tried = method
            self.accept()


def _below(place: Place, holder: Place) -> bool:
    """Tell whether a place is another one, or inside it."""
    return place[: len(holder)] == holder
