"""What the parts of a community's page share: what they are given, headings, and lines that keep what is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilitator.communities import CommunityPage
from facilitator.community_acts import CommunityActs
from facilitator.community_story import CommunityStory
from ui.desk.home_actions import Hairline
from ui.widgets.growing_text import GrowingText
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.communities import Event
    from facilitator.library import ActionListing
    from ui.desk.community.glance import Glance

__all__ = [
    "BOX_LEFT",
    "CommunityContext",
    "CommunityPanel",
    "KeptLine",
    "KeptText",
    "NewLine",
    "heading",
    "shows_entry",
]

BOX_LEFT = -8
"""Where a box to tick begins, so that its square stands under the headings and not its larger area."""
_ENTRY = "page_entry"


@dataclass(frozen=True)
class CommunityContext:
    """What a panel of the page is given.

    Attributes:
        acts: the one door to what the page keeps.
        story: the community as it stood when the page was last read.
        glance: what its sessions say, None as long as they are being read.
        now: the local time.
        do: carries out an act, says in one sentence why it could not be, and shows the page anew; tells whether it was.
        open_session: opens a session by its id.
        row_menu: shows the menu of a session, by its id, at a place on the screen.
        run_on: carries out a command of that menu on a session.
        begin: shows the methods at a place on the screen, to begin a session of this community with one.
        tick: says that a next step is done, or open again.
        all_steps: shows the next steps of all sessions.
        promise: makes a text a next step of the newest session, or a topic while there is none.
        save_dates: saves events, and the day of the next look back if told so, as a calendar file.
    """

    acts: CommunityActs
    story: Callable[[], CommunityStory]
    glance: Callable[[], Glance | None]
    now: Callable[[], datetime]
    do: Callable[[Callable[[], object]], bool]
    open_session: Callable[[str], object]
    row_menu: Callable[[str, QPoint], None]
    run_on: Callable[[str, str], None]
    begin: Callable[[QPoint], None]
    tick: Callable[[ActionListing, bool], None]
    all_steps: Callable[[], None]
    promise: Callable[[str], None]
    save_dates: Callable[[Sequence[Event], bool], None]


class CommunityPanel(QWidget):
    """One part of the page. `refresh` shows what is kept now; what is being typed stays."""

    def __init__(self, context: CommunityContext) -> None:
        super().__init__()
        self.context = context
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 16)
        self.column.setSpacing(8)

    @property
    def page(self) -> CommunityPage:
        """What the page keeps now."""
        return self.context.acts.page

    def do(self, act: Callable[[], object]) -> bool:
        """Carry out an act; tell whether it was."""
        return self.context.do(act)

    def add_heading(self, words: str, below: str = "") -> None:
        """Begin a part with a heading over a line, and a sentence under it."""
        if self.column.count():
            self.column.addSpacing(14)
        self.column.addWidget(heading(words))
        self.column.addWidget(Hairline())
        if below:
            self.column.addWidget(PlainLabel(below, style="small", role="ink_soft", wrap=True))

    def refresh(self) -> None:
        """Show what is kept now."""
        raise NotImplementedError

    def show_glance(self) -> None:
        """Show what the sessions of the community say, once they are read."""

    def fit(self, width: int) -> None:
        """Take the form that fits into `width` px."""

    def part_of(self, where: str) -> QWidget | None:
        """Return what shows an entry that a search found, as `shows_entry` marked it; None where nothing does."""
        return next((each for each in self.findChildren(QWidget) if each.property(_ENTRY) == where), None)


def shows_entry(widget: QWidget, where: str) -> None:
    """Mark `widget` as what shows an entry of the page, in the words of `community_words.Entry.where`."""
    widget.setProperty(_ENTRY, where)


def heading(words: str) -> PlainLabel:
    """Return the heading of a part."""
    return PlainLabel(words, style="lead", weight=600)


class KeptLine(QLineEdit):
    """A line that tells what was written when it is left or Enter is pressed. Signals: written(str).

    What was written and not taken stays as it was typed, and is marked, until it is mended.
    """

    written = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._was_told = False
        self._is_wrong = False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(36)
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed, or was not taken, stays."""
        typing = (self.hasFocus() or self._is_wrong) and self.text().strip() != self._shown
        self._was_told = True
        self._shown = text
        if not typing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def _finish(self) -> None:
        is_wrong = False
        if self.text().strip() != self._shown:
            # Whoever keeps it shows what is kept before this returns.
            self._was_told = self._is_wrong = False
            self.written.emit(self.text().strip())
            is_wrong = not self._was_told
        self._is_wrong = is_wrong
        if is_wrong != bool(self.property("wrong")):
            self.setProperty("wrong", is_wrong)
            # A style sheet looks at properties only when it is asked to.
            self.style().unpolish(self)
            self.style().polish(self)


class KeptText(GrowingText):
    """A text that tells what was written when it is left, or Enter is pressed. Signals: written(str)."""

    written = Signal(str)

    def __init__(self, name: str, hint: str = "", *, several_lines: bool = False) -> None:
        """With `several_lines` Enter begins another one."""
        super().__init__(name, max_lines=12, as_line=True, enter_is_newline=several_lines)
        self._shown = ""
        self.setPlaceholderText(hint)
        self.entered.connect(self._finish)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed stays."""
        typing = self.hasFocus() and self.toPlainText().strip() != self._shown
        self._shown = text
        if not typing and self.toPlainText() != text:
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish()

    def _finish(self) -> None:
        text = self.toPlainText().strip()
        if text != self._shown:
            self.written.emit(text)


class NewLine(QLineEdit):
    """A line for the next entry of a list. Signals: taken(str) on Enter; `done` empties it once it was kept."""

    taken = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(36)
        self.returnPressed.connect(self._take)

    def _take(self) -> None:
        if self.text().strip():
            self.taken.emit(self.text().strip())
