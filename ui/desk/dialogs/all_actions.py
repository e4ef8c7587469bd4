"""Every action item of every session: what is open first, then what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.library import Library
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.desk.home_actions import ActionRow
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["AllActionsDialog"]

_HEIGHT = 440


class AllActionsDialog(DeskDialog):
    """Signals: ticked(ActionListing, bool). After it was accepted `session_id` is the session to open, or ""."""

    ticked = Signal(object, bool)

    def __init__(self, library: Library, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=600)
        self.set_title(self.tr("Next steps"))
        self.session_id = ""
        self.rows: list[ActionRow] = []
        self._library = library
        self._now = now
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(4, 0, 12, 0)
        self._list.setSpacing(0)
        view = scrolled(inside, _HEIGHT)
        view.setMinimumHeight(_HEIGHT)
        self.body.addWidget(view)
        self.done_too = Check(self.tr("Also those that are done"))
        self.done_too.toggled.connect(self._show)
        self.add_left(self.done_too)
        self.add_close().setFocus()
        self._show()

    def _show(self) -> None:
        clear_layout(self._list)
        self.rows = []
        found = self._library.all_actions() if self.done_too.isChecked() else self._library.open_actions()
        for listing in found:
            row = ActionRow(listing, self._now())
            row.ticked.connect(self.ticked)
            row.opened.connect(self._opened)
            self.rows.append(row)
            self._list.addWidget(row)
        if not found:
            self._list.addWidget(PlainLabel(self.tr("Nothing open."), role="ink_faint"))
        self._list.addStretch(1)

    def _opened(self, session_id: str) -> None:
        self.session_id = session_id
        self.accept()
