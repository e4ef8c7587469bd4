"""Voting by sheets of paper: one line typed for each sheet, no running count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.candidates import Candidate
from facilitator.errors import UserError
from facilitator.method import Activity
from facilitator.model import Ballot
from facilitator.voting import RUN_OFF
from ui.desk.context import DeskContext
from ui.desk.person_select import PersonSelect
from ui.desk.steps.lines import DraftLine
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["SheetsEntry", "choices_on", "sheet_words"]

_NUMBER_WIDTH, _SHEET_WIDTH = 20, 60


def choices_on(text: str, candidates: Sequence[Candidate]) -> dict[str, int]:
    """Return the choices of a sheet typed as numbers of candidates ("1 3", "2 2"); "0" is an empty sheet.

    Raises:
        UserError: it is no list of numbers, or a number is not on the list.
    """
    found: dict[str, int] = {}
    parts = [part for part in re.split(r"[\s,;+]+", text) if part]
    if not parts:
        raise UserError(
            _tr("Type the numbers that are ticked on the sheet, such as 1 3. An empty sheet is 0.")
        )
    if parts == ["0"]:
        return found
    for part in parts:
        # isdecimal alone would let digits of other scripts pass, which is fine: int reads them too.
        if not part.isdecimal() or not 1 <= int(part) <= len(candidates):
            raise UserError(_tr("“{part}” is no number on the list.").format(part=part[:20]))
        candidate = candidates[int(part) - 1].id
        found[candidate] = found.get(candidate, 0) + 1
    return found


def sheet_words(ballot: Ballot, candidates: Sequence[Candidate]) -> str:
    """Return the numbers on a sheet, as they were typed."""
    numbers = {each.id: number for number, each in enumerate(candidates, start=1)}
    ticked = [
        str(numbers[key]) for key, count in ballot.choices.items() if key in numbers for _ in range(count)
    ]
    return " ".join(sorted(ticked, key=int)) or _tr("empty")


class SheetsEntry(QWidget):
    """The numbered candidates, a line for the next sheet, and the sheets that are in."""

    def __init__(self, desk: DeskContext, activity: Activity, round_name: str) -> None:
        """Take sheets of one round."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self._round = round_name
        self._candidates: tuple[Candidate, ...] = ()
        self._shown: list[tuple[str, str]] = []
        field = f"{activity.id}/sheet/{round_name}"
        one = round_name == RUN_OFF
        hint = self.tr("Its number") if one else self.tr("Numbers on the sheet, such as 1 3")
        self.line = DraftLine(desk.session, field, self.tr("Next sheet"), hint)
        self.line.taken.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        self._names = QVBoxLayout()
        self._names.setSpacing(8)
        right = QVBoxLayout()
        right.setSpacing(8)
        self._next = PlainLabel(style="small", weight=500, role="ink_soft")
        self.voter = PersonSelect(self.tr("Whose sheet comes next"), desk.session)
        self.voter.taken.connect(self._back_to_line)
        right.addWidget(self._next)
        right.addWidget(self.voter)
        right.addWidget(self.line)
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(0)
        right.addLayout(self._sheets)
        right.addStretch(1)
        row.addLayout(self._names, 1)
        row.addLayout(right, 1)

    def show_round(self, candidates: Sequence[Candidate], *, is_open: bool) -> None:
        """Show candidates and sheets as the session has them."""
        if tuple(candidates) != self._candidates:
            self._candidates = tuple(candidates)
            clear_layout(self._names)
            for number, each in enumerate(candidates, start=1):
                self._names.addLayout(_numbered(number, each.title))
            self._names.addStretch(1)
        sheets = self.sheets()
        self._next.setText(self.tr("Sheet {number}").format(number=sheets[-1].sheet + 1 if sheets else 1))
        self.line.setEnabled(is_open)
        self.voter.refresh()
        wanted = [(each.id, sheet_words(each, candidates)) for each in sheets]
        if wanted != self._shown:
            self._shown = wanted
            clear_layout(self._sheets)
            for each in reversed(sheets):
                self._sheets.addLayout(self._sheet_row(each, is_open))

    def sheets(self) -> list[Ballot]:
        """Return the sheets of the round in their order."""
        return [
            each
            for each in self._desk.session.data.ballots
            if (each.activity_id, each.round) == (self._activity.id, self._round)
        ]

    def _sheet_row(self, ballot: Ballot, is_open: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        name = self.tr("Sheet {number}").format(number=ballot.sheet)
        sheet = PlainLabel(name, style="small", role="ink_soft")
        sheet.setMinimumWidth(_SHEET_WIDTH)
        row.addWidget(sheet)
        row.addWidget(PlainLabel(sheet_words(ballot, self._candidates), weight=500), 1)
        delete = Button(kind="quiet", icon="trash", name=self.tr("Take out {sheet}").format(sheet=name))
        delete.setEnabled(is_open)
        delete.setProperty("ballot", ballot.id)
        delete.clicked.connect(self._withdraw)
        row.addWidget(delete)
        return row

    def _withdraw(self) -> None:
        button = self.sender()
        if button is not None:
            ballot_id = str(button.property("ballot"))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._desk.bridge.do(lambda: self._desk.session.votes.withdraw(ballot_id))

    def _take(self, text: str) -> None:
        session = self._desk.session

        def act() -> bool:
            choices = choices_on(text, self._candidates)
            session.votes.cast(self._activity.id, self._round, choices, voter_id=self.voter.person_id)
            return True

        if self._desk.bridge.do(act):
            self.line.clear_draft()
            self.voter.next_person()

    def _back_to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _numbered(number: int, title: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    figure = PlainLabel(str(number), style="lead", weight=400, role="ink_soft")
    figure.setMinimumWidth(_NUMBER_WIDTH)
    row.addWidget(figure)
    row.addWidget(PlainLabel(title, style="lead", weight=400, elide=True), 1)
    return row


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sheets", text)
