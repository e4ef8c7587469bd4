"""Nominations of a consent election: who names whom, their reasons, and who changed their mind.

Nothing here counts: a bigger pile of nominations would look like the winner.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import consent
from facilitator.consent import Nomination
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["ChangePanel", "NominatePanel", "NominationRow", "ReasonsPanel", "people_named", "suggested"]

_TABLES = ("activity_values", "notes", "participants", "sessions")


def people_named(desk: DeskContext) -> list[str]:
    """Return the names of those present."""
    return [" ".join(each.name.split()) for each in desk.session.data.participants if each.present]


def suggested(desk: DeskContext, activity: Activity) -> list[str]:
    """Return the names to choose from: those present and those named already."""
    titles = [each.title for each in desk.session.votes.candidates(activity.id)]
    return list(dict.fromkeys([*people_named(desk), *titles]))


def _in_a_row(by: DraftLine, name: DraftLine, reason: DraftLine) -> QHBoxLayout:
    """Return the three side by side; Enter goes on from each to the next."""
    by.taken.connect(lambda _: name.setFocus(Qt.FocusReason.TabFocusReason))
    name.taken.connect(lambda _: reason.setFocus(Qt.FocusReason.TabFocusReason))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(by, 2)
    row.addWidget(name, 3)
    row.addWidget(reason, 5)
    return row


class NominationRow(RuledRow):
    """One nomination; `chosen` tells when it is to be changed."""

    chosen = Signal(str)

    def __init__(self, by: str, words: str, reason: str, action: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 7)
        row.setSpacing(16)
        who = PlainLabel(by, weight=500, elide=True)
        name = PlainLabel(words, weight=600, elide=True)
        row.addWidget(who, 2)
        row.addWidget(name, 3)
        row.addWidget(PlainLabel(reason, role="ink_soft", wrap=True), 5, Qt.AlignmentFlag.AlignVCenter)
        button = Button(kind="quiet", icon="pencil", name=action)
        button.clicked.connect(lambda: self.chosen.emit(by))
        row.addWidget(button)


class _Nominations(Panel):
    """What the three panels share: the table, and the names of the candidates."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._column = self.lay_column(12)
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._empty = PlainLabel(self.tr("Nobody is named yet."), role="ink_faint")

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches(*_TABLES):
            self._show()

    def nominations(self) -> tuple[Nomination, ...]:
        """Return the nominations in the order they came in."""
        return consent.nominations(self.session.data, self.activity)

    def title_of(self, candidate_id: str) -> str:
        """Return the name of a candidate."""
        found = self.session.votes.candidates(self.activity.id)
        return next((each.title for each in found if each.id == candidate_id), "")

    def choose(self, by: str) -> None:
        """Take up one nomination again."""
        raise NotImplementedError

    def _show(self) -> None:
        clear_layout(self._table)
        written = self.nominations()
        for each in written:
            name = self.title_of(each.stands_for)
            if each.changed_to and each.changed_to != each.first:
                name = self.tr("{name}, before: {first}").format(name=name, first=self.title_of(each.first))
            action = self.tr("Change what {by} wrote").format(by=each.by)
            row = NominationRow(each.by, name, each.reason, action)
            row.chosen.connect(self.choose)
            self._table.addWidget(row)
        self._empty.setVisible(not written)


class NominatePanel(_Nominations):
    """Everybody's written nomination: by whom (a name or a sheet's number), for whom, and perhaps why."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase, above: QWidget) -> None:
        super().__init__(desk, activity, phase)
        self._above = above
        session = desk.session
        self.by = DraftLine(session, f"{activity.id}/by", self.tr("By"), self.tr("By"))
        self.name = DraftLine(session, f"{activity.id}/for", self.tr("For"), self.tr("Names whom"))
        self.reason = DraftLine(
            session, f"{activity.id}/why", self.tr("Reason"), self.tr("Reason, if it is written")
        )
        self.by.set_suggestions(self._still_to_write)
        self.name.set_suggestions(lambda: suggested(desk, activity))
        self.reason.taken.connect(lambda _: self._take())
        self._column.addWidget(above)
        self._column.addLayout(_in_a_row(self.by, self.name, self.reason))
        self._column.addWidget(self._empty)
        self._column.addLayout(self._table)
        self._column.addStretch(1)
        self._show()
        self._propose_by()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        lines = (self.by, self.name, self.reason)
        focused = next((line for line in lines if line.hasFocus()), None)
        return focused or (self.name if self.by.text() else self.by)

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the question and the role, no names")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("Down", self.tr("a name")))

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        super().refresh(changes)
        refresh = getattr(self._above, "refresh", None)
        if callable(refresh):
            refresh()

    def choose(self, by: str) -> None:
        """See _Nominations."""
        each = next(each for each in self.nominations() if each.by == by)
        self.by.set_text(by)
        self.name.set_text(self.title_of(each.first))
        self.reason.set_text(each.reason)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _still_to_write(self) -> Sequence[str]:
        written = {each.by for each in self.nominations()}
        return [name for name in people_named(self.desk) if name not in written]

    def _propose_by(self) -> None:
        """Fill in who comes next: the first who has not written, or the number of the next sheet."""
        if self.by.text():
            return
        left = self._still_to_write()
        if left:
            self.by.setText(left[0])
        elif not people_named(self.desk):
            self.by.setText(str(len(self.nominations()) + 1))

    def _take(self) -> None:
        by, name, reason = self.by.text().strip(), self.name.text(), self.reason.text()
        if not by:
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        act = self.session.votes.nominate
        if self.desk.bridge.do(lambda: act(self.activity.id, by, name, reason)) is None:
            if not name.strip():
                self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for line in (self.by, self.name, self.reason):
            line.clear_draft()
        self._propose_by()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


class ReasonsPanel(_Nominations):
    """One after another says whom they named and why; the reason is written beside it."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._by: str | None = None
        self._turn_field = f"{activity.id}/reason_by"
        self._turn = PlainLabel(style="heading", elide=True)
        self.line = DraftLine(
            desk.session,
            f"{activity.id}/reason",
            self.tr("Reason"),
            self.tr("The reason. Enter: the next one speaks."),
        )
        self.line.taken.connect(self._take)
        self._column.addWidget(self._turn)
        self._column.addWidget(self.line)
        self._column.addWidget(self._empty)
        self._column.addLayout(self._table)
        self._column.addStretch(1)
        self._take_up()
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.line

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees: whom, and why")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next voice")),)

    def choose(self, by: str) -> None:
        """See _Nominations."""
        self._turn_to(by)
        each = next(each for each in self.nominations() if each.by == by)
        self.line.set_text(each.reason)
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, by: str | None) -> None:
        self._by = by
        self.session.course.keep_draft(self._turn_field, by or "")

    def _take_up(self) -> None:
        """Give the turn back to whose half-typed reason is in the line, else to the next one."""
        by = self.session.place.drafts.get(self._turn_field)
        if self.line.text() and any(each.by == by for each in self.nominations()):
            self._by = by
        else:
            self._next()

    def _next(self) -> None:
        """Give the turn to the next one in order whose reason is not written."""
        written = self.nominations()
        by = [each.by for each in written]
        start = by.index(self._by) + 1 if self._by in by else 0
        order = [*written[start:], *written[:start]]
        self._turn_to(next((each.by for each in order if not each.reason and each.by != self._by), None))

    def _show(self) -> None:
        super()._show()
        each = next((each for each in self.nominations() if each.by == self._by), None)
        if each is None:
            done = bool(self.nominations())
            self._empty.hide()
            self._turn.setText(self.tr("Every reason is written") if done else self.tr("Nobody is named yet"))
            if self.line.text():
                # What belongs to nobody's turn would look like somebody's reason.
                self.line.clear_draft()
        else:
            words = self.tr("{by} named {name}: why?")
            self._turn.setText(words.format(by=each.by, name=self.title_of(each.first)))
        if each is None and self.line.hasFocus():
            # Left alone, the keyboard would go to the next thing in the window: the menu.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setEnabled(each is not None)

    def _take(self, text: str) -> None:
        by = self._by
        if by is None:
            return
        if text.strip():
            self.desk.bridge.do(lambda: self.session.votes.set_reason(self.activity.id, by, text))
        self.line.clear_draft()
        self._next()
        self._show()


class ChangePanel(_Nominations):
    """Whoever changed their mind says whom they name now, and which reason moved them."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        session = desk.session
        self.by = DraftLine(
            session, f"{activity.id}/changed_by", self.tr("Who changes"), self.tr("Who changes")
        )
        self.name = DraftLine(
            session, f"{activity.id}/changed_to", self.tr("Names now"), self.tr("Names now")
        )
        self.reason = DraftLine(
            session, f"{activity.id}/changed_why", self.tr("Reason"), self.tr("Which reason moved them")
        )
        self.by.set_suggestions(lambda: [each.by for each in self.nominations()])
        self.name.set_suggestions(lambda: suggested(desk, activity))
        self.reason.taken.connect(lambda _: self._take())
        self._column.addLayout(_in_a_row(self.by, self.name, self.reason))
        self._column.addWidget(self._empty)
        self._column.addLayout(self._table)
        self._column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        lines = (self.by, self.name, self.reason)
        return next((line for line in lines if line.hasFocus()), self.by)

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees: who changed their mind?")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("Down", self.tr("a name")))

    def choose(self, by: str) -> None:
        """See _Nominations."""
        self.by.set_text(by)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        by, name, why = self.by.text().strip(), self.name.text(), self.reason.text()
        act = self.session.votes.change_nomination
        if self.desk.bridge.do(lambda: act(self.activity.id, by, name, why)) is None:
            return
        for line in (self.by, self.name, self.reason):
            line.clear_draft()
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)
