"""An entry of the list opened as the line that could have been typed, to be changed in its place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from facilitator.session import Session
from facilitator.timeline_lines import format_line
from facilitator.timelines import Entry
from ui.desk.timeline.entry_line import EntryLine
from ui.desk.timeline.entry_list import EntryList

__all__ = ["EntryEditing"]


class EntryEditing(QObject):
    """Opens one entry of `entries` at a time; what is half typed stays with the session.

    Signals: taken(str, str), the id of the entry and what it shall be; changed() as the line is typed in, or gets or
    loses the keyboard.
    """

    taken = Signal(str, str)
    changed = Signal()

    def __init__(self, session: Session, activity_id: str, entries: EntryList) -> None:
        super().__init__(entries)
        self._session, self._entries = session, entries
        self._fields = f"{activity_id}/entry:"
        self._line: EntryLine | None = None
        self._edits = ""

    @property
    def line(self) -> EntryLine | None:
        """The line that is open; it may have gone with its row."""
        return self._line if self._line is not None and isValid(self._line) else None

    @property
    def line_with_keyboard(self) -> EntryLine | None:
        """The line, while somebody types in it."""
        line = self.line
        return line if line is not None and line.hasFocus() else None

    @property
    def entry_id(self) -> str:
        """The entry that is open, "" for none."""
        return self._edits

    def open(self, entry: Entry, zone: str, name: str) -> None:
        """Open the line of an entry; `name` is what a screen reader says."""
        self.close()
        field = self._fields + entry.id
        draft = self._session.place.drafts.get(field, "")
        line = EntryLine(self._session, field, name, empties=False)
        line.setText(draft or format_line(entry, zone))
        line.taken.connect(lambda text: self.taken.emit(entry.id, text))
        line.given_up.connect(self.leave)
        line.textChanged.connect(lambda _: self.changed.emit())
        line.focused.connect(lambda _: self.changed.emit())
        if self._entries.open_editor(line, entry.id):
            self._line, self._edits = line, entry.id
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def leave(self) -> None:
        """Put the line away, with its draft."""
        if self._edits:
            self._session.course.keep_draft(self._fields + self._edits, "")
        self.close()
        self._entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Put the line away; its draft stays."""
        edits, self._edits = self._edits, ""
        self._line = None
        if edits:
            self._entries.close_editor(edits)
