"""The change in one sentence, whether everybody can live with it, and the rules for what follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator import forces
from facilitator.activities.force_field import thumbs
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.panel import Counted, Panel
from ui.desk.voting.dots import Dots, DotsInList
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments
from ui.widgets.select import Select

__all__ = ["ChangePanel"]

_NAME, _LINE = 76, 36


class ChangePanel(Panel):
    """Two fields, three numbers for thumbs, and the rules of scoring."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        session, key = desk.session, activity.id
        self.now = DraftText(session, f"{key}/now", self.tr("Now"), self.tr("How it is today"))
        self.wanted = DraftText(session, f"{key}/wanted", self.tr("Wanted"), self.tr("How we want it to be"))
        self.thumbs = [NumberField(name, high=999) for name in self._thumb_names()]
        together = DotsInList()
        self._dots = [Dots(together) for _ in self.thumbs]
        self._verdict = PlainLabel(style="body", weight=500, wrap=True)
        self.first = Segments(self.tr("What we ask first"))
        self.first.set_segments(
            [("restraining", self.tr("What holds back")), ("either", self.tr("Both at once"))]
        )
        self.scale = Select(self.tr("The scale of strength"), self._scales())
        self._lay_out()
        self.now.taken.connect(lambda _: self.wanted.setFocus(Qt.FocusReason.TabFocusReason))
        self.wanted.taken.connect(lambda _: self.thumbs[0].setFocus(Qt.FocusReason.TabFocusReason))
        for field in (self.now, self.wanted):
            field.left.connect(self.keep)
        for number in self.thumbs:
            number.value_changed.connect(lambda _: self._counted())
        self.first.chosen.connect(lambda word: self.desk.bridge.do(lambda: session.forces.set_first(word)))
        self.scale.activated.connect(lambda _: self._set_scale())
        self._show(first=True)

    def _thumb_names(self) -> tuple[str, str, str]:
        return (self.tr("Thumbs up"), self.tr("Thumbs sideways"), self.tr("Thumbs down"))

    def _scales(self) -> list[tuple[str, str]]:
        words = {
            "1-5": self.tr("1 weak to 5 strong"),
            "1-10": self.tr("1 weak to 10 strong"),
            "high-medium-low": self.tr("High, medium, low"),
            "dots": self.tr("Dots to share out"),
        }
        return [(each, words[each]) for each in forces.SCALE_IDS]

    def _lay_out(self) -> None:
        column = self.lay_column(10)
        for name, field in ((self.tr("Now"), self.now), (self.tr("Wanted"), self.wanted)):
            row = QHBoxLayout()
            row.setSpacing(12)
            label = PlainLabel(name, style="lead", weight=600)
            # As high as a field of one line: beside the first one of several.
            label.setFixedHeight(_LINE)
            label.setFixedWidth(_NAME)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(field, 1)
            column.addLayout(row)
        column.addSpacing(14)
        column.addWidget(
            PlainLabel(
                self.tr("Can everybody live with these words? Thumbs, all at once"), style="lead", weight=600
            )
        )
        for name, field, dots in zip(self._thumb_names(), self.thumbs, self._dots, strict=True):
            row = QHBoxLayout()
            row.setSpacing(12)
            label = PlainLabel(name, role="ink_soft")
            label.setFixedWidth(150)
            row.addWidget(label)
            row.addWidget(field)
            row.addWidget(dots, 1)
            column.addLayout(row)
        column.addWidget(self._verdict)
        column.addSpacing(14)
        column.addWidget(PlainLabel(self.tr("Rules for what follows"), style="lead", weight=600))
        rules = QHBoxLayout()
        rules.setSpacing(12)
        rules.addWidget(PlainLabel(self.tr("We ask first"), role="ink_soft"))
        rules.addWidget(self.first)
        rules.addSpacing(16)
        rules.addWidget(PlainLabel(self.tr("Scale"), role="ink_soft"))
        rules.addWidget(self.scale)
        rules.addStretch(1)
        column.addLayout(rules)
        column.addStretch(1)

    # -- the stage asks --------------------------------------------------------------------------------------------

    def counted(self) -> Counted | None:
        """See Panel."""
        said = thumbs(self.session.data)
        if said is None:
            return None
        words = self.tr("{count} of {people} thumbs").format(
            count=sum(said), people=self.session.data.people_present
        )
        return Counted(words, "ok" if sum(said) == self.session.data.people_present else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        places: list[QWidget] = [self.now, self.wanted, *self.thumbs]
        here = next((each for each in places if each.hasFocus()), None)
        return here or (self.now if not self.now.text() else self.wanted)

    def take_text(self, text: str) -> bool:
        """See Panel."""
        field = self.now if not self.now.text() else self.wanted
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.insertPlainText(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "outcomes", "sessions", "ballots", "hands"):
            self._show()

    def leave(self) -> None:
        """See Panel."""
        self.keep()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the change as it is written")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("0–9", self.tr("thumbs")))

    # -- acts ------------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Store the sentence where it was changed."""
        session = self.session
        now, wanted = " ".join(self.now.text().split()), " ".join(self.wanted.text().split())
        if (now, wanted) == forces.change(session.data):
            return
        if self.desk.bridge.do(lambda: session.forces.set_change(now, wanted)) is not None:
            for key in ("now", "wanted"):
                session.course.keep_draft(f"{self.activity.id}/{key}", "")

    def _counted(self) -> None:
        up, side, down = (field.value() or 0 for field in self.thumbs)
        self.desk.bridge.do(lambda: self.session.forces.set_thumbs(up, side, down))

    def _set_scale(self) -> None:
        chosen = self.scale.chosen_id()
        if self.desk.bridge.do(lambda: self.session.forces.set_scale(chosen)) is None:
            self.scale.choose(forces.scale(self.session.data).id)

    def _show(self, *, first: bool = False) -> None:
        data = self.session.data
        drafts = self.session.place.drafts
        for field, key, text in zip(
            (self.now, self.wanted), ("now", "wanted"), forces.change(data), strict=True
        ):
            half_typed = field.hasFocus() or (first and bool(drafts.get(f"{self.activity.id}/{key}")))
            if not (half_typed and field.text() != text):
                field.show_text(text)
        said = thumbs(data)
        for number, (field, dots) in enumerate(zip(self.thumbs, self._dots, strict=True)):
            count = said[number] if said else 0
            if (field.value() or 0) != count:
                field.set_value(count or None)
            dots.show_count(count)
        self._verdict.setText(self._words(said))
        self._verdict.set_role("warn" if said and said[2] else "ok")
        self.first.set_current(forces.first(data))
        if self.scale.chosen_id() != forces.scale(data).id:
            self.scale.choose(forces.scale(data).id)

    def _words(self, said: tuple[int, int, int] | None) -> str:
        if not said or not sum(said):
            return ""
        if not said[2]:
            return self.tr("Everybody can live with it.")
        if said[2] == 1:
            return self.tr("One thumb is down. What would the sentence need?")
        return self.tr("{count} thumbs are down. What would the sentence need?").format(count=said[2])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        places: list[QWidget] = [self.wanted, *self.thumbs]
        here = next((index for index, each in enumerate(places) if each.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        places[min(len(places) - 1, max(0, here + step))].setFocus(Qt.FocusReason.TabFocusReason)
