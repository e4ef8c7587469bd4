"""The self-check against what makes communities last; a gap becomes a next step. Below it, a private look."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import communities
from facilitator.communities import Criterion
from ui import theme as themes
from ui.desk.community.parts import CommunityContext, CommunityPanel, KeptLine, shows_entry
from ui.desk.home_words import day_words
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.segments import Segments

__all__ = ["CheckPanel"]


class _CriterionRow(RuledRow):
    """One criterion: what it says, how far it is met, a note, and what could be done."""

    def __init__(self, panel: CheckPanel, criterion: Criterion) -> None:
        super().__init__()
        self.criterion = criterion
        self._panel = panel
        named = criterion.criterion
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(named.title, weight=500, wrap=True))
        words.addWidget(PlainLabel(named.words, style="small", role="ink_soft", wrap=True))
        top.addLayout(words, 1)
        self.states = Segments(named.title)
        self.states.set_segments(panel.state_choices())
        self.states.chosen.connect(self._chosen)
        top.addWidget(self.states, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        self.note = KeptLine(
            panel.tr("A note: {title}").format(title=named.title), panel.tr("What is missing")
        )
        self.note.written.connect(lambda text: panel.note(named.id, text))
        below.addWidget(self.note, 1)
        self.promise = Button(panel.tr("Make it a next step"), icon="action")
        self.promise.setAccessibleName(panel.tr("Make it a next step: {title}").format(title=named.title))
        self.promise.clicked.connect(lambda: panel.promise(named.id))
        shows_entry(self.note, f"criteria:{named.id}")
        below.addWidget(self.promise)
        column.addWidget(self._below)
        self.show_criterion(criterion, promised=False)

    def _chosen(self, state: str) -> None:
        # The same once more takes it away.
        self._panel.say_state(self.criterion.criterion.id, "" if state == self.criterion.state else state)

    def show_criterion(self, criterion: Criterion, *, promised: bool) -> None:
        """Show the criterion as it is kept; `promised`: its next step is open already."""
        self.criterion = criterion
        self.states.set_current(criterion.state)
        self.note.show_text(criterion.note)
        self._below.setVisible(criterion.gap)
        self.promise.set_unavailable(self._panel.tr("It is a next step") if promised else None)


class _EyeOff(QWidget):
    """The struck-out eye of what only the facilitator sees."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "eye_off", QRectF(0, 0, 20, 20), themes.current().colour("ink_soft"))
        painter.end()


class CheckPanel(CommunityPanel):
    """Criteria in their order, then givers, matchers and takers, without any name."""

    def __init__(self, context: CommunityContext) -> None:
        super().__init__(context)
        self.add_heading(self.tr("Would it last?"))
        self.checked = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.column.addWidget(self.checked)
        self.rows = [_CriterionRow(self, each) for each in self.page.criteria]
        for row in self.rows:
            self.column.addWidget(row)
        self._make_balance()
        self.column.addStretch(1)
        self.refresh()

    def state_choices(self) -> list[tuple[str, str]]:
        """Return how far a criterion can be met."""
        return [
            ("met", self.tr("Yes")),
            ("partly", self.tr("In part")),
            ("missing", self.tr("Not yet")),
        ]

    def _make_balance(self) -> None:
        self.add_heading(self.tr("For your eyes only: who gives, who takes"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(_EyeOff(), 0, Qt.AlignmentFlag.AlignTop)
        words = self.tr(
            "A look at the whole, never at one person: no names, and it leaves in no file. Where takers are many, "
            "more requests could go to the room; where givers are few, they need rest."
        )
        line.addWidget(PlainLabel(words, style="small", role="ink_soft", wrap=True), 1)
        self.column.addLayout(line)
        titles = {
            "givers": self.tr("Givers: they help, and expect nothing"),
            "matchers": self.tr("Matchers: they help who helped them"),
            "takers": self.tr("Takers: they come for what they need"),
        }
        choices = [("few", self.tr("Few")), ("some", self.tr("Some")), ("many", self.tr("Many"))]
        self.balance: dict[str, Segments] = {}
        for kind in communities.KINDS_OF_PEOPLE:
            row = QHBoxLayout()
            row.addWidget(PlainLabel(titles[kind]), 1)
            segments = Segments(titles[kind])
            segments.set_segments(choices)
            segments.chosen.connect(lambda said, kind=kind: self._say_balance(kind, said))
            self.balance[kind] = segments
            row.addWidget(segments)
            self.column.addLayout(row)

    def refresh(self) -> None:
        """See CommunityPanel."""
        page = self.page
        promised = {each.action.text.casefold() for each in self.context.story().actions}
        promised |= {each.text.casefold() for each in page.backlog if not each.done}
        for row, each in zip(self.rows, page.criteria, strict=True):
            row.show_criterion(each, promised=communities.to_do(each.criterion.id).casefold() in promised)
        for kind, segments in self.balance.items():
            segments.set_current(page.balance.get(kind))
        self.checked.setText(self._checked_words())

    def _checked_words(self) -> str:
        page = self.page
        said = sum(each.state is not None for each in page.criteria)
        if not said:
            return self.tr("What makes communities last. Ask yourselves, best together with the core.")
        met = sum(each.state == "met" for each in page.criteria)
        words = self.tr("{met} of {count} met").format(met=met, count=len(page.criteria))
        try:
            day = day_words(date.fromisoformat(page.checked), self.context.now().date(), inside=True)
        except ValueError:
            return words
        return self.tr("{words}, checked {day}").format(words=words, day=day)

    # -- acts ------------------------------------------------------------------------------------------------------

    def say_state(self, criterion_id: str, state: str) -> None:
        """Keep how far a criterion is met."""
        today = self.context.now().date()
        self.do(lambda: self.context.acts.set_criterion(criterion_id, today, state=state))

    def note(self, criterion_id: str, text: str) -> None:
        """Keep a note on a criterion."""
        today = self.context.now().date()
        self.do(lambda: self.context.acts.set_criterion(criterion_id, today, note=text))

    def promise(self, criterion_id: str) -> None:
        """Make a next step of a gap."""
        self.context.promise(communities.to_do(criterion_id))

    def _say_balance(self, kind: str, said: str) -> None:
        kept = self.page.balance.get(kind)
        self.do(lambda: self.context.acts.set_balance(kind, "" if said == kept else said))
