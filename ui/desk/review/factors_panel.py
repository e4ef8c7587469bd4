"""Contributing factors: several of them, each with where it belongs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import analysis
from facilitator.analysis import Factor
from facilitator.findings import factor_finding
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.review.note_taking import add_notes
from ui.desk.stage import KeyHint
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.panel import ROW_ID, Counted, Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.select import Select

__all__ = ["FactorsPanel"]


class _FactorRow(RuledRow):
    """A factor in a field, with its category and what takes it out."""

    def __init__(self, panel: FactorsPanel, factor: Factor) -> None:
        super().__init__()
        self.factor = factor
        self.setProperty(ROW_ID, factor.id)
        self._panel = panel
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(8)
        self.text = DraftText(panel.session, f"factor/{factor.id}", self.tr("Factor"))
        self.text.show_text(factor.text)
        self.text.left.connect(self.keep)
        self.text.taken.connect(lambda _: self.category.setFocus(Qt.FocusReason.TabFocusReason))
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        choices = [
            ("", self.tr("where?")),
            *((each, panel.category_words(each)) for each in analysis.CATEGORIES),
        ]
        self.category = Select(self.tr("Where it belongs"), choices, least=12)
        self.category.choose(factor.category or "")
        self.category.activated.connect(lambda _: panel.set_category(factor.id, self.category.chosen_id()))
        self.category.taken.connect(lambda: panel.next.setFocus(Qt.FocusReason.TabFocusReason))
        row.addWidget(self.category, 0, Qt.AlignmentFlag.AlignTop)
        if panel.desk.look_into is not None:
            words = self.tr("Look at what helps and hinders: {factor}").format(factor=factor.text[:40])
            self.deeper = Button(kind="quiet", icon="force_field", name=words)
            self.deeper.clicked.connect(lambda: panel.look_into(factor.id))
            row.addWidget(self.deeper, 0, Qt.AlignmentFlag.AlignTop)
        delete = Button(
            kind="quiet", icon="trash", name=self.tr("Take out {step}").format(step=factor.text[:40])
        )
        delete.clicked.connect(lambda: panel.delete(factor))
        row.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)

    def show_factor(self, factor: Factor) -> None:
        """Show the factor as the session has it; what is being typed stays."""
        self.factor = factor
        if not self.text.hasFocus():
            self.text.show_text(factor.text)
        self.category.choose(factor.category or "")

    def keep(self) -> None:
        """Store what was changed."""
        words = self.text.text().strip()
        if words and words != self.factor.text:
            self._panel.reword(self.factor.id, words)


class FactorsPanel(Panel):
    """A line for the next factor, what could gently be asked, then the factors."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_FactorRow] = []
        column = self.lay_column(8)
        words = self.tr("What contributed? One factor, then Enter")
        self.next = DraftText(
            self.session, f"{activity.id}/factor", self.tr("A factor"), words, splits_paste=True
        )
        self.next.taken.connect(lambda text: self._take([text]))
        self.next.lines_pasted.connect(self._take)
        column.addWidget(self.next)
        self._nudge = PlainLabel(role="ink_soft", wrap=True)
        column.addWidget(self._nudge)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addStretch(1)
        self._show()

    def category_words(self, category: str) -> str:
        """Return what a category is called."""
        words = {
            "technology": self.tr("Technology"),
            "process": self.tr("Process"),
            "organisation": self.tr("Organisation"),
            "environment": self.tr("Environment"),
        }
        return words[category]

    def counted(self) -> Counted | None:
        """See Panel."""
        count = len(self._factors())
        if not count:
            return None
        return Counted(self.tr("1 factor") if count == 1 else self.tr("{count} factors").format(count=count))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        fields: list[QWidget] = [
            self.next,
            *(row.text for row in self.rows),
            *(row.category for row in self.rows),
        ]
        return next((each for each in fields if each.hasFocus()), self.next)

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.next.insertPlainText(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("notes", "groups", "activity_values"):
            self._show()

    def leave(self) -> None:
        """See Panel."""
        for row in self.rows:
            row.keep()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the factors")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next factor")), KeyHint("Tab", self.tr("where it belongs")))

    def _factors(self) -> tuple[Factor, ...]:
        return analysis.factors(self.session.data)

    def _show(self) -> None:
        found = analysis.analysis(self.session.data)
        if found is None:
            return
        self._nudge.setText(self._question(found.nudges))
        self._nudge.setVisible(bool(found.nudges))
        if [row.factor.id for row in self.rows] == [each.id for each in found.factors]:
            for row, factor in zip(self.rows, found.factors, strict=True):
                row.show_factor(factor)
            return
        clear_layout(self._list)
        self.rows = [_FactorRow(self, each) for each in found.factors]
        for row in self.rows:
            self._list.addWidget(row)

    def _question(self, nudges: tuple[str, ...]) -> str:
        """Return the one thing that is most worth asking now."""
        words = {
            "no_factor": self.tr("Nothing yet. What made it possible, what made it worse, what hid it?"),
            "lone": self.tr("One factor alone is rare. What else had to be true for this to happen?"),
            "root_cause": self.tr("One of them calls itself the root cause. What made it matter that day?"),
            "no_category": self.tr("Where do they belong: technology, process, organisation, environment?"),
        }
        return words[nudges[0]] if nudges else ""

    def _take(self, texts: list[str]) -> None:
        if add_notes(self.desk, analysis.factor_lane(self.session.data.method), texts):
            self.next.clear_draft()

    def reword(self, factor_id: str, text: str) -> None:
        """Store other words for a factor: a note's, or the title of its group."""
        session = self.session
        if session.data.note(factor_id) is not None:
            self.desk.bridge.do(lambda: session.notes.edit(factor_id, text))
        else:
            self.desk.bridge.do(lambda: session.groups.rename(factor_id, text))
        session.course.keep_draft(f"factor/{factor_id}", "")

    def set_category(self, factor_id: str, category: str) -> None:
        """Say where a factor belongs."""
        self.desk.bridge.do(lambda: self.session.analysis.set_category(factor_id, category or None))
        self.session.set_focus(replace(self.session.focus, note_id=factor_id))

    def look_into(self, factor_id: str) -> None:
        """Open a force field on a factor, with its wording as it stands in its field."""
        if self.desk.look_into is not None:
            self.leave()
            self.desk.look_into(factor_finding(self.session.data, factor_id))

    def delete(self, factor: Factor) -> None:
        """Take a factor out, a group with all its notes."""
        data = self.session.data
        ids = (
            [factor.id]
            if data.note(factor.id) is not None
            else [each.id for each in data.notes_of(factor.id)]
        )
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.notes.delete(ids))
