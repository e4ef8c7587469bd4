"""Re-plan: how the rest can be made to fit, with every timebox before and after, before anything is accepted."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from facilitator.agenda import FLOOR_MINUTES, FLOOR_SHARE, Proposal
from facilitator.ids import from_stamp
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.desk.situation import end_words, minutes_text
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["ReplanDialog"]


class ReplanDialog(DeskDialog):
    """Shows one proposal at a time; the filled answer accepts the one that is shown."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=620)
        self.set_title(self.tr("Re-plan the rest"))
        self._desk = desk
        session = desk.session
        self.proposals = session.course.replan(
            from_stamp(session.wall()),
            floor_minutes=desk.settings.number("floor_minutes", FLOOR_MINUTES),
            floor_share=desk.settings.number("floor_share", FLOOR_SHARE),
        )
        self._titles = {slot.key: (slot.title, slot.phase_title) for slot in session.course.slots()}
        self._chosen = 0
        self._first_change: QWidget | None = None
        said = end_words(session)
        self.title_label.setText(" · ".join(part for part in (said.end, said.pace) if part))
        useful = [each for each in self.proposals if each.changes]
        if not useful:
            self._nothing_to_do()
            return
        self.proposals = tuple(useful)
        self.group = QButtonGroup(self)
        if len(self.proposals) > 1:
            self._offer()
        self._sentence = PlainLabel(wrap=True, role="ink_soft")
        self.body.addWidget(self._sentence)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._view = scrolled(self._table, 340)
        self.body.addWidget(self._view, 1)
        self.add_cancel()
        self.take = self.add_answer(self.tr("Take this plan"), self._accept, filled=True)
        self.show_proposal(0)
        self.take.setFocus()

    def _nothing_to_do(self) -> None:
        missing = bool(self.proposals) and not self.proposals[0].fits
        if not self.proposals:
            words = self.tr(
                "There is no planned end yet. Set the start in the details, or start the workshop."
            )
        elif missing:
            words = self.tr("Every open timebox is as short as it may be. Skip an activity, or end later.")
        else:
            words = self.tr("The rest fits. There is nothing to re-plan.")
        self.body.addWidget(PlainLabel(words, wrap=True, role="ink_soft"))
        self.add_close().setFocus()

    def _offer(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(6)
        for index, proposal in enumerate(self.proposals):
            button = Button(self._words(proposal))
            button.setCheckable(True)
            button.setChecked(index == 0)
            self.group.addButton(button, index)
            column.addWidget(button)
        self.group.setExclusive(True)
        self.group.idToggled.connect(self._toggled)
        self.body.addLayout(column)

    def _words(self, proposal: Proposal) -> str:
        entries = {entry.id: entry.title for entry in self._desk.session.data.agenda}
        if not proposal.dropped:
            return self.tr("Keep every activity")
        names = ", ".join(entries[each] for each in proposal.dropped)
        return self.tr("Skip {names}").format(names=names)

    def _toggled(self, index: int, on: bool) -> None:
        if on:
            self.show_proposal(index)

    @property
    def proposal(self) -> Proposal:
        """The proposal that is shown."""
        return self.proposals[self._chosen]

    def show_proposal(self, index: int) -> None:
        """Show another proposal: each open timebox before and after."""
        self._chosen = index
        proposal = self.proposal
        self._sentence.setText(self._outcome(proposal))
        clear_layout(self._grid)
        self._first_change = None
        self._put(0, 0, PlainLabel(self.tr("Timebox"), style="caption", weight=600, role="ink_faint"))
        for column, words in enumerate((self.tr("before"), self.tr("after")), start=1):
            self._put(0, column, _figure(words, style="caption", weight=600, role="ink_faint"))
        for row, key in enumerate(proposal.before, start=1):
            self._add_row(row, key, proposal.before[key], proposal.after[key])
        self._come_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._come_soon()

    def _come_soon(self) -> None:
        # The rows have their places only when the layout had its turn.
        QTimer.singleShot(0, self, self._come_to_change)

    def _come_to_change(self) -> None:
        if self._first_change is not None:
            self._view.ensureWidgetVisible(self._first_change, 0, 60)

    def _add_row(self, row: int, key: str, before: float, after: float) -> None:
        title, phase = self._titles[key]
        differs = before != after
        words = f"{title} · {phase}" if phase else title
        change = after - before
        sign = "+" if change > 0 else "\N{MINUS SIGN}"
        said = f"{sign}{minutes_text(abs(change))}" if differs else ""
        if after == 0:
            said = self.tr("skipped")
        role = "ink" if differs else "ink_faint"
        name = PlainLabel(words, role=role)
        self._put(row, 0, name)
        if differs and self._first_change is None:
            self._first_change = name
        self._put(row, 1, _figure(minutes_text(before), role="ink_faint"))
        self._put(row, 2, _figure(minutes_text(after), weight=600 if differs else 400, role=role))
        self._put(row, 3, _figure(said, style="small", role="warn" if change < 0 else "ok"))

    def _put(self, row: int, column: int, label: PlainLabel) -> None:
        self._grid.addWidget(label, row, column)

    def _outcome(self, proposal: Proposal) -> str:
        saved = minutes_text(abs(proposal.saved) / 60)
        if not proposal.fits:
            missing = minutes_text(proposal.missing / 60)
            return self.tr("Takes {saved} minutes out. {missing} minutes are still too much.").format(
                saved=saved, missing=missing
            )
        if proposal.saved < 0:
            return self.tr("Gives {saved} minutes back. The session ends as planned.").format(saved=saved)
        return self.tr("Takes {saved} minutes out. The session ends as planned.").format(saved=saved)

    def _accept(self) -> None:
        proposal = self.proposal
        self._desk.bridge.do(lambda: self._desk.session.course.accept(proposal))
        self.accept()


def _figure(words: str, *, style: str = "body", weight: int | None = None, role: str) -> PlainLabel:
    """Return a label that stands right, so that figures can be compared down a column."""
    return PlainLabel(words, style=style, weight=weight, role=role, alignment=Qt.AlignmentFlag.AlignRight)
