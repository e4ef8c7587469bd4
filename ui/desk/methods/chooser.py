"""What a method of one's own begins with: nothing, a copy of one, one that is there already, or a draft."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from facilitator.errors import FacilitatorError
from ui.desk.dialogs.base import DeskDialog
from ui.desk.home_words import local_now, moment_words
from ui.desk.methods.part_list import ROW
from ui.desk.methods.shelf import MethodShelf
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Prompts, Question

__all__ = ["Begin", "MethodChooser"]

_HEIGHT = 400


class Begin(NamedTuple):
    """How to begin: "empty", "draft" with its key, "change" or "copy" with a method's id, or "file"."""

    how: str
    id: str = ""


class MethodChooser(DeskDialog):
    """After it was accepted, `begin` says what was chosen."""

    def __init__(self, shelf: MethodShelf, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=560)
        self.begin = Begin("empty")
        self._shelf, self._prompts = shelf, prompts
        self.set_title(self.tr("Make a method"))
        words = self.tr("Begin with one that comes near. Type a letter to go to it.")
        self.body.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What to begin with"))
        self.list.setProperty("rows", True)
        self.list.setMinimumHeight(_HEIGHT)
        self.list.itemActivated.connect(lambda _: self._take())
        self.list.currentItemChanged.connect(lambda *_: self._show_delete())
        self.body.addWidget(self.list)
        self.wrong = PlainLabel(style="small", role="alarm", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.delete = Button(self.tr("Delete"), kind="quiet", icon="trash")
        self.delete.clicked.connect(self._delete)
        self.add_left(self.delete)
        file = Button(self.tr("Open a file…"), icon="import")
        file.clicked.connect(lambda: self._answer(Begin("file")))
        self.add_left(file)
        self.add_cancel()
        self.go = self.add_answer(self.tr("Go on"), self._take, filled=True)
        self._fill()
        self.list.setFocus()

    def _fill(self) -> None:
        self.list.clear()
        for key, kept in self._shelf.drafts().items():
            title = str(kept.draft.get("title") or self.tr("without a title"))
            words = (
                self.tr("{title}: go on changing it")
                if kept.changes
                else self.tr("{title}: go on with the draft")
            )
            day = moment_words(self._shelf.kept_at(key), local_now(), inside=True)
            self._row(
                ", ".join(each for each in (words.format(title=title), day) if each), Begin("draft", key)
            )
        for method in self._shelf.own():
            self._row(self.tr("{title}: change it").format(title=method.title), Begin("change", method.id))
        self._row(self.tr("An empty one: welcome, notes, close"), Begin("empty"))
        for method in (*self._shelf.own(), *self._shelf.shipped()):
            self._row(self.tr("{title}: a copy").format(title=method.title), Begin("copy", method.id))
        self.list.setCurrentRow(0)
        self._show_delete()

    def _row(self, words: str, begin: Begin) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, begin)
        item.setSizeHint(QSize(0, ROW))
        self.list.addItem(item)

    @property
    def _chosen(self) -> Begin:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return Begin(*found) if found is not None else Begin("empty")

    def choose(self, begin: Begin) -> None:
        """Go to a row."""
        for row in range(self.list.count()):
            if Begin(*self.list.item(row).data(Qt.ItemDataRole.UserRole)) == begin:
                self.list.setCurrentRow(row)

    def _take(self) -> None:
        self._answer(self._chosen)

    def _answer(self, begin: Begin) -> None:
        self.begin = begin
        self.accept()

    def _show_delete(self) -> None:
        self.delete.setVisible(self._chosen.how in ("draft", "change"))

    def _delete(self) -> None:
        """Delete a draft or a method of one's own, after a question: neither has an undo."""
        chosen = self._chosen
        is_draft = chosen.how == "draft"
        question = Question(
            self.tr("Delete the draft?") if is_draft else self.tr("Delete the method?"),
            self.tr("What was changed in it is gone.")
            if is_draft
            else self.tr("Sessions that were begun with it keep theirs. The file itself is gone."),
            (Choice("no", self.tr("Keep it"), "filled"), Choice("yes", self.tr("Delete"))),
            "no",
            "warn",
        )
        if self._prompts.ask(self, question) != "yes":
            return
        try:
            self._shelf.forget(chosen.id) if is_draft else self._shelf.remove(chosen.id)
        except FacilitatorError as trouble:
            self.wrong.setText(str(trouble))
            self.wrong.show()
        self._fill()
