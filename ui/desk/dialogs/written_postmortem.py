"""A postmortem that was written elsewhere: where each of its parts goes, before a session is made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator import moments
from facilitator.errors import FacilitatorError, UserError
from facilitator.postmortem_files import PLACES, Draft, Place, Section
from facilitator.postmortem_taking import Taking
from ui.desk.dialogs.base import DeskDialog, labelled, scrolled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.plain_label import PlainLabel

__all__ = ["WrittenPostmortemDialog"]

Preview = Callable[[Draft, date, str], Taking]
Begin = Callable[[Draft, date, str], str]
_LEAST, _MOST = 120, 280
_AROUND = 60
"""Pixels of the screen for a title bar and a little air."""
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def _tr(words: str) -> str:
    return QCoreApplication.translate("WrittenPostmortemDialog", words)


def _place_words(place: Place) -> str:
    return {
        "overview": _tr("Overview"),
        "background": _tr("What one has to know"),
        "timeline": _tr("Timeline"),
        "impact": _tr("Impact"),
        "factors": _tr("Factors"),
        "resolution": _tr("How it was resolved"),
        "lasting": _tr("Lasting solution"),
        "well": _tr("What went well"),
        "less": _tr("What went less well"),
        "lucky": _tr("Where we were lucky"),
        "surprised": _tr("What surprised us"),
        "actions": _tr("Ideas for actions"),
        "message": _tr("Message to those outside"),
        "responders": _tr("Who responded"),
        "notes": _tr("Notes"),
    }[place]


class WrittenPostmortemDialog(DeskDialog):
    """Shows the parts of `draft`, each with its place, and what they become.

    After it was accepted, `session_id` is the session that was made of it.
    """

    def __init__(
        self,
        draft: Draft,
        preview: Preview,
        begin: Begin,
        zone: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`preview` tells what a draft becomes, `begin` makes the session and returns its id.

        Both are given the draft, the day of times without a date, and the zone of all times.
        """
        super().__init__(parent, width=640)
        self.set_title(self.tr("Open a postmortem: {title}").format(title=draft.title))
        self.session_id = ""
        self._draft, self._preview, self._begin = draft, preview, begin
        words = self.tr(
            "Each part goes where its heading says. Nothing is left out: what has no place is in the notes."
        )
        self.body.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        self.day = Field(
            self.tr("Day of times without a date"),
            text=_first_day(draft, today).isoformat(),
            show_label=False,
        )
        self.zone = Field(self.tr("Time zone"), text=zone, show_label=False)
        self.body.addWidget(labelled(self.tr("Day, where none is said"), self.day))
        self.body.addWidget(labelled(self.tr("Time zone"), self.zone))
        self.places: dict[int, ChoiceBox] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, section in enumerate(draft.sections):
            grid.addWidget(_heading(section), row, 0)
            grid.addWidget(self._place_box(section), row, 1)
        needed = grid.sizeHint().height()
        view = scrolled(inside, max(needed, _LEAST))
        view.setMinimumHeight(max(_LEAST, min(needed, _MOST)))
        self.body.addWidget(view, 1)
        self.said = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.body.addWidget(self.said)
        self.wrong = PlainLabel(style="small", role="alarm", wrap=True)
        self.body.addWidget(self.wrong)
        self.add_cancel()
        self.make = self.add_answer(self.tr("Make a session of it"), self._accept, filled=True)
        self.day.edit.textChanged.connect(lambda _: self._show())
        self.zone.edit.textChanged.connect(lambda _: self._show())
        self._show()
        self.make.setFocus()

    def _place_box(self, section: Section) -> ChoiceBox:
        box = ChoiceBox(self.tr("Where it goes: {heading}").format(heading=section.heading))
        for place in PLACES:
            box.addItem(_place_words(place), place)
        box.setCurrentIndex(box.findData(section.place))
        box.currentIndexChanged.connect(lambda _: self._move(section.number, box.currentData()))
        self.places[section.number] = box
        return box

    def _move(self, number: int, place: Place) -> None:
        self._draft = self._draft.at(number, place)
        self._show()

    def _typed(self) -> tuple[date, str]:
        """Return day and zone. Raises UserError for what cannot be either."""
        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError:
            raise UserError(self.tr("Write the day such as 2026-03-14.")) from None
        return day, moments.zone_name(self.zone.text())

    def _show(self) -> None:
        said, wrong = "", ""
        try:
            said = "\n".join(self._preview(self._draft, *self._typed()).said)
        except FacilitatorError as mistake:
            wrong = str(mistake)
        self.said.setText(said)
        self._show_wrong(wrong)

    def _show_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.said.setVisible(bool(self.said.text()))
        self.wrong.setVisible(bool(sentence))
        self.make.setEnabled(not sentence)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is said below the parts needs: it wraps, and a window does not ask for that by itself."""
        layout = self.layout()
        if layout is not None:
            width = max(self.width(), self.minimumWidth())
            room = self.screen().availableGeometry().height() - _AROUND
            self.resize(width, min(room, max(self.height(), layout.totalHeightForWidth(width))))

    def _accept(self) -> None:
        try:
            self.session_id = self._begin(self._draft, *self._typed())
        except FacilitatorError as trouble:
            self._show_wrong(str(trouble))
            return
        self.accept()


def _heading(section: Section) -> QWidget:
    """Return the heading of a part over the beginning of its text."""
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PlainLabel(section.heading or _tr("The beginning"), weight=500, elide=True))
    begins = " ".join(section.text.split())[:200] or _tr("nothing under it")
    column.addWidget(PlainLabel(begins, style="small", role="ink_soft", elide=True))
    return line


def _first_day(draft: Draft, today: date) -> date:
    """Return the first day that is written out in a draft, else today."""
    for text in (draft.title, *(part for each in draft.sections for part in (each.heading, each.text))):
        for found in _DAY.findall(text):
            try:
                return date.fromisoformat(found)
            except ValueError:
                continue
    return today
