"""Taking the names of participants out of a finished session: looked at before, done for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk.dialogs.base import DeskDialog, scroll_by_key, scrolled
from ui.desk.dialogs.replacements import lines_table
from ui.widgets.check import Check
from ui.widgets.field import Field
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.library.cleaning import Cleaning

__all__ = ["ForgetNamesDialog"]

_WIDTH = 660
_HEIGHT = 360
_MOST_TITLES = 5

Look = Callable[[tuple[str, ...], tuple[str, ...]], "Cleaning"]
"""Returns what is replaced, given further names and words that are names here."""


class ForgetNamesDialog(DeskDialog):
    """Accepted means that it is wanted, with the names `also` and the words `sure`.

    In: `look` works out what would be replaced; how many backups there are.
    """

    def __init__(self, title: str, look: Look, backups: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_WIDTH)
        self.set_title(self.tr("Take the names out"))
        self.also: tuple[str, ...] = ()
        self.sure: tuple[str, ...] = ()
        self.checks: list[Check] = []
        self._look = look
        self._backups = backups
        about = self.tr(
            "In “{title}” a role takes the place of each name, in texts as well. Its history and what was half typed "
            "are deleted, so nothing in it can be undone afterwards."
        ).format(title=title)
        self.body.addWidget(PlainLabel(about, role="ink_soft", wrap=True))
        self.field = Field(
            self.tr("Somebody else who is named in a text"),
            placeholder=self.tr("A name; Enter adds it"),
        )
        self.body.addWidget(self.field)
        self.on_enter(self.field, self._add)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(8)
        self.view = scrolled(inside, _HEIGHT)
        self.view.setMinimumHeight(220)
        self.body.addWidget(self.view, 1)
        self.do_button = self.add_answer(self.tr("Take the names out for good"), self.accept)
        self.add_answer(self.tr("Go back"), self.reject, filled=True).setFocus()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self.view, event):
            super().keyPressEvent(event)

    def _add(self) -> None:
        self.also = (*self.also, " ".join(self.field.text().split()))
        self.field.set_text("")
        self._show()

    def _show(self) -> None:
        clear_layout(self._column)
        self.checks = []
        found = self._look(self.also, self.sure)
        self._add_unsure(found)
        self._add_unreached(found)
        self._add_replaced(found)
        self._column.addStretch(1)

    def _add_unsure(self, found: Cleaning) -> None:
        marked = [*((word, "") for word in self.sure), *((each.found, each.excerpt) for each in found.unsure)]
        if not marked:
            return
        words = self.tr("These may be common words. Mark those that are names here.")
        self._column.addWidget(PlainLabel(words, weight=600, role="warn", wrap=True))
        for word, excerpt in marked:
            told = (
                self.tr("{word}, as in “{excerpt}”").format(word=word, excerpt=excerpt) if excerpt else word
            )
            check = Check(told)
            check.setChecked(word in self.sure)
            check.setProperty("word", word)
            check.toggled.connect(partial(self._mark, word))
            self.checks.append(check)
            self._column.addWidget(check)
        self._column.addSpacing(8)

    def _mark(self, word: str, on: bool) -> None:
        others = tuple(each for each in self.sure if each != word)
        self.sure = (*others, word) if on else others
        # Not while the box that was marked still handles its click: it is made anew.
        QTimer.singleShot(0, self, partial(self._show_again, word))

    def _show_again(self, word: str) -> None:
        self._show()
        for each in self.checks:
            if each.property("word") == word:
                each.setFocus()

    def _add_replaced(self, found: Cleaning) -> None:
        self._column.addWidget(PlainLabel(self.tr("What is replaced"), weight=600))
        if found.replacements:
            lines = [(each.found, f"→ {each.by}", each.times) for each in found.replacements]
            self._column.addLayout(lines_table(lines))
        else:
            nothing = self.tr("The session lists nobody by name. The history goes all the same.")
            self._column.addWidget(PlainLabel(nothing, role="ink_soft", wrap=True))

    def _add_unreached(self, found: Cleaning) -> None:
        self._column.addWidget(PlainLabel(self.tr("What this does not reach"), weight=600))
        lines = []
        if self._backups:
            lines.append(self.tr("Backups made before, {count} of them.").format(count=self._backups))
        titles = found.unreached.sessions
        if titles:
            some = ", ".join(f"“{each}”" for each in titles[:_MOST_TITLES])
            lines.append(self.tr("Other sessions that may name the same people: {some}.").format(some=some))
        if found.unreached.community:
            lines.append(
                self.tr("The name of the community, “{name}”.").format(name=found.unreached.community)
            )
        if found.unreached.page:
            lines.append(self.tr("The page of the community “{name}”.").format(name=found.unreached.page))
        lines.append(self.tr("Files that were saved, paper that was printed, copies in other libraries."))
        for each in lines:
            self._column.addWidget(PlainLabel(each, role="ink_soft", wrap=True))
        self._column.addSpacing(8)
