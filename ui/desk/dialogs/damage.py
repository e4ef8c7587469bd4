"""What is damaged in the library, one thing after another, and what can be put back as it was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.row_words import counted
from ui.desk.dialogs.backups import backup_words
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.library.hurt import Hurt
    from facilitator.library.mending import Whole

__all__ = ["DamageDialog"]

_HEIGHT = 260
_MOST_SHOWN = 200
_LONGEST = 200


class DamageDialog(DeskDialog):
    """After it was closed `wish` says what was chosen, "" for nothing.

    It is "mend", "keep" (mend, and let the rest stay as it reads), "rescue" or "backups".
    """

    def __init__(
        self,
        findings: Sequence[str],
        rows: Sequence[Whole],
        beside: Sequence[Hurt],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, width=640)
        self.set_title(self.tr("The library is damaged"))
        self.wish = ""
        self._now = now
        can = sum(each.found for each in rows) + sum(each.settled for each in beside)
        number = len(rows) + len(beside)
        self.body.addWidget(PlainLabel(self._told(number, can, bool(beside)), role="ink_soft", wrap=True))
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        told = [(self._what(each), self._where(each)) for each in rows[:_MOST_SHOWN]]
        told += [(each.what, each.comes) for each in beside[:_MOST_SHOWN]]
        for what, where in told:
            lines.addWidget(PlainLabel(what, weight=500, wrap=True))
            lines.addWidget(PlainLabel(where, style="small", role="ink_soft", wrap=True))
            lines.addSpacing(4)
        if not number:
            for line in findings[:_MOST_SHOWN]:
                lines.addWidget(PlainLabel(line, wrap=True))
        lines.addStretch(1)
        self.body.addWidget(scrolled(inside, _HEIGHT, beside_bar=8), 1)
        self.add_answer(self.tr("Not now"), self.reject)
        if not number:
            self.rescue = self.add_answer(self.tr("Get out what is left"), lambda: self._choose("rescue"))
        self.backups = self.add_answer(self.tr("Backups"), lambda: self._choose("backups"), filled=not number)
        if can < number:
            words = self.tr("Put back, keep the rest as it reads") if can else self.tr("Keep it as it reads")
            self.keep = self.add_answer(words, lambda: self._choose("keep"), filled=not can)
        if can:
            self.mend = self.add_answer(self.tr("Put back"), lambda: self._choose("mend"), filled=True)
        if self.filled is not None:
            self.filled.setFocus()

    def _told(self, number: int, can: int, beside: bool) -> str:
        if not number:
            return self.tr(
                "A backup from before the damage can take its place, or what can still be got out of it, newer notes "
                "included. What is there now is kept beside it."
            )
        if can == number and beside:
            words = self.tr(
                "All of it can be put right. No word of anybody changes, and nothing newer is lost."
            )
        elif can == number:
            words = self.tr("All of it can be put back exactly as it was written, and nothing newer is lost.")
        elif can and beside:
            words = self.tr("{found} of {all} can be put right, and nothing newer is lost.")
        elif can:
            words = self.tr("{found} of {all} can be put back exactly as written, and nothing newer is lost.")
        else:
            words = self.tr(
                "Neither the library nor a backup has it as it was written. New backups are made once it is settled."
            )
        return words.format(found=can, all=number)

    def _what(self, whole: Whole) -> str:
        damaged = whole.damaged
        texts = [str(damaged.stored.get(name, "")) for name in ("text", "title", "name", "value")]
        text = next((" ".join(each.split()) for each in texts if each.strip()), "")
        if damaged.table == "sessions":
            return self.tr("The title or the settings of “{session}”").format(session=damaged.title)
        named = self.tr("{what} of “{session}”").format(what=counted(damaged.table, 1), session=damaged.title)
        return f"{named}: {text[:_LONGEST]}" if text else named

    def _where(self, whole: Whole) -> str:
        if not whole.found:
            return self.tr("Nothing has it as it was written.")
        if whole.source is None:
            return self.tr("The session’s own history has it as it was written.")
        day = backup_words(whole.source, self._now(), inside=True)
        return self.tr("The backup of {day} has it as it was written.").format(day=day)

    def _choose(self, wish: str) -> None:
        self.wish = wish
        self.accept()
