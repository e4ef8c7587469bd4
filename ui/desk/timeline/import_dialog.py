"""Entries written elsewhere: pasted or read from a file, looked at first, and taken in one act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator import timelines
from facilitator.errors import FacilitatorError
from facilitator.timeline_imports import Preview, preview, read_file
from facilitator.timelines import Written
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog
from ui.desk.timeline.import_rows import ImportRows
from ui.file_place import FilePlace
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["ImportDialog"]

_MOST_UNSURE = 6
_MOST_SHOWN = 12


class _PasteBox(QPlainTextEdit):
    """Takes what is pasted or dropped without showing it: it may be long. Signals: pasted(str)."""

    pasted = Signal(str)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.pasted.emit(source.text())


class ImportDialog(DeskDialog):
    """After it was accepted, `chosen` says what becomes an entry."""

    def __init__(self, desk: DeskContext, text: str = "", parent: QWidget | None = None) -> None:
        """Begin with `text`, pasted elsewhere, or ask for one."""
        super().__init__(parent, width=760)
        self.set_title(self.tr("Import entries"))
        self._desk = desk
        self._text = ""
        self._names = "role"
        self._always: list[str] = []
        self._lay_out_source()
        self._lay_out_preview()
        self.trouble = PlainLabel(role="alarm", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.again = Button(self.tr("Another source"), kind="quiet", icon="undo")
        self.again.clicked.connect(self._begin_again)
        self.add_left(self.again)
        self.add_cancel()
        self.take = self.add_answer(self.tr("Take them"), self.accept, filled=True)
        self._show_source()
        if text:
            self.read(text)

    def _lay_out_source(self) -> None:
        self._source = QWidget()
        column = QVBoxLayout(self._source)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        words = self.tr(
            "Lines with a time, a chat, a Markdown table or CSV. You see what becomes of it first."
        )
        column.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        self.box = _PasteBox()
        self.box.setPlaceholderText(self.tr("Paste here: Ctrl+V"))
        self.box.setAccessibleName(self.tr("Paste what was written elsewhere"))
        self.box.setTabChangesFocus(True)
        self.box.setMinimumHeight(160)
        self.box.pasted.connect(self.read)
        self.box.textChanged.connect(self._show_answers)
        column.addWidget(self.box, 1)
        self.file = Button(self.tr("Choose a file…"), icon="folder")
        self.file.clicked.connect(self._choose_file)
        column.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._source, 1)

    def _lay_out_preview(self) -> None:
        self._preview = QWidget()
        column = QVBoxLayout(self._preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.found = PlainLabel(weight=600, elide=True)
        self.names = Segments(self.tr("Names"))
        self.names.set_segments(
            [("role", self.tr("Names become roles")), ("drop", self.tr("Leave out who wrote"))]
        )
        self.names.set_current("role")
        self.names.chosen.connect(self._choose_names)
        row.addWidget(self.found, 1)
        row.addWidget(self.names)
        column.addLayout(row)
        self.rows = ImportRows()
        self.rows.changed.connect(self._show_answers)
        self.rows.corrected.connect(self._correct)
        column.addWidget(self.rows, 1)
        self.replaced = PlainLabel(style="small", role="ink_soft", wrap=True)
        column.addWidget(self.replaced)
        self.unsure = QHBoxLayout()
        self.unsure.setSpacing(12)
        column.addLayout(self.unsure)
        self.said = PlainLabel(style="small", role="warn", wrap=True)
        column.addWidget(self.said)
        self.body.addWidget(self._preview, 1)

    def chosen(self) -> tuple[Written, ...]:
        """Return the entries that are ticked."""
        return self.rows.chosen()

    def read(self, text: str) -> None:
        """Show what `text` would become; where nothing can come of it, say so and keep the source open."""
        self._text = text
        self._always = []
        self.rows.forget()
        self._read()

    def _read(self) -> None:
        session = self._desk.session
        people = [(each.name, each.role) for each in session.data.participants]
        zone = timelines.incident(session.data).zone
        try:
            found = preview(
                self._text,
                session.timeline.day,
                zone,
                people=people,
                names="drop" if self._names == "drop" else "role",
                always=self._always,
            )
        except FacilitatorError as mistake:
            self.trouble.setText(str(mistake))
            self.trouble.show()
            self._show_source()
            return
        self.trouble.hide()
        self._show_preview(found, zone)

    def _correct(self, number: int, original: str, text: str) -> None:
        """Read the source again, with other words where `original` begins; nothing of the rest changes."""
        lines = self._text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if not text.strip() or number > len(lines):
            return
        # A message may go on over several lines.
        whole, end = "".join(original.split()), number
        while end < len(lines) and whole.startswith(
            taken := "".join("".join(lines[number - 1 : end]).split())
        ):
            if taken == whole:
                break
            end += 1
        lines[number - 1 : end] = [text]
        self._text = "\n".join(lines)
        self._read()

    def _show_source(self) -> None:
        self._source.show()
        self._preview.hide()
        self.again.hide()
        self._show_answers()
        self.box.setFocus()

    def _show_preview(self, found: Preview, zone: str) -> None:
        self._source.hide()
        self._preview.show()
        self.again.show()
        had_focus = self._preview.isAncestorOf(self.focusWidget() or self)
        self.rows.show_preview(found, zone)
        self.found.setText(self._found_words(found))
        shown = [f"{each.found} → {each.by}" for each in found.replaced[:_MOST_SHOWN]]
        if len(found.replaced) > _MOST_SHOWN:
            shown.append(self.tr("and {count} more").format(count=len(found.replaced) - _MOST_SHOWN))
        self.replaced.setText(self.tr("Replaced: {names}").format(names=", ".join(shown)) if shown else "")
        self.replaced.setVisible(bool(shown))
        self._show_unsure(found)
        self.said.setText(" ".join(found.said))
        self.said.setVisible(bool(found.said))
        if not had_focus:
            self.rows.setFocus()

    def _found_words(self, found: Preview) -> str:
        ready, open_rows = len(found.ready), len(found.problems)
        said = (
            self.tr("1 entry found") if ready == 1 else self.tr("{count} entries found").format(count=ready)
        )
        if not open_rows:
            return said
        lines = (
            self.tr("1 line cannot be one yet: F2 corrects it")
            if open_rows == 1
            else self.tr("{count} lines cannot be one yet: F2 corrects one").format(count=open_rows)
        )
        return f"{said}, {lines}"

    def _show_unsure(self, found: Preview) -> None:
        """Offer to replace words that may be names; once ticked they count as names."""
        clear_layout(self.unsure)
        offered = [*self._always, *(each.found for each in found.unsure if each.found not in self._always)]
        if not offered:
            return
        self.unsure.addWidget(PlainLabel(self.tr("Also names?"), style="small", role="ink_soft"))
        for word in offered[:_MOST_UNSURE]:
            check = Check(word)
            check.setChecked(word in self._always)
            check.toggled.connect(lambda ticked, word=word: self._count_as_name(word, ticked))
            self.unsure.addWidget(check)
        self.unsure.addStretch(1)

    def _count_as_name(self, word: str, ticked: bool) -> None:
        self._always = [each for each in self._always if each != word] + ([word] if ticked else [])
        self._read()

    def _choose_names(self, way: str) -> None:
        self._names = way
        self.names.set_current(way)
        self._read()

    def _choose_file(self) -> None:
        filters = [self.tr("Texts (*.csv *.tsv *.md *.markdown *.txt *.log)"), self.tr("All files (*)")]
        folder = FilePlace(self._desk.settings, Path.home()).folder
        path = self._desk.prompts.open_file(self, self.tr("Import entries"), folder, filters)
        if path is None:
            return
        try:
            self.read(read_file(path))
        except FacilitatorError as mistake:
            self.trouble.setText(str(mistake))
            self.trouble.show()

    def _begin_again(self) -> None:
        self.box.clear()
        self.trouble.hide()
        self._show_source()

    def _show_answers(self) -> None:
        if self._source.isVisibleTo(self):
            typed = bool(self.box.toPlainText().strip())
            self.take.set_words(self.tr("Show what becomes of it"))
            self.take.setEnabled(typed)
            return
        count = len(self.rows.chosen())
        self.take.set_words(
            self.tr("Take 1 entry") if count == 1 else self.tr("Take {count} entries").format(count=count)
        )
        self.take.setEnabled(bool(count))

    def accept(self) -> None:
        """Take what is ticked; before there is a preview, show it."""
        if self._source.isVisibleTo(self):
            self.read(self.box.toPlainText())
        elif self.rows.chosen():
            super().accept()
