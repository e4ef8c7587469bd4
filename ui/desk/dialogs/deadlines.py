"""By when a meeting is held and actions are done, for each severity."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator import deadlines
from facilitator.errors import UserError
from ui.deadline_settings import ACTIONS, MEETINGS, deadlines_of, keep_rules
from ui.desk.dialogs.base import DeskDialog
from ui.settings import Settings
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.plain_label import PlainLabel

__all__ = ["DeadlinesDialog"]


class DeadlinesDialog(DeskDialog):
    """Each deadline holds at once and is kept; an empty one is that of the severity above it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=560)
        self.set_title(self.tr("Deadlines of postmortems"))
        self._settings = settings
        words = self.tr(
            "Days after the incident for the meeting, and after the meeting for actions of high and medium "
            "priority. A severity without a deadline has that of the one above it."
        )
        self.body.addWidget(PlainLabel(words, style="small", role="ink_soft", wrap=True))
        self.fields: dict[tuple[str, int], Field] = {}
        self._wrong: dict[tuple[str, int], str] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        names = {MEETINGS: self.tr("Meeting within"), ACTIONS: self.tr("Actions within")}
        for column, words in enumerate(names.values(), start=1):
            grid.addWidget(PlainLabel(words, style="small", weight=500, role="ink_soft"), 0, column)
        for severity in deadlines.SEVERITIES:
            title = self.tr("Severity {number}").format(number=severity)
            grid.addWidget(PlainLabel(title, weight=500), severity, 0)
            for column, (key, words) in enumerate(names.items(), start=1):
                field = Field(f"{words}, {title}", show_label=False)
                field.edit.editingFinished.connect(
                    lambda key=key, severity=severity: self._keep(key, severity)
                )
                self.fields[key, severity] = field
                grid.addWidget(field, severity, column)
        self.body.addLayout(grid)
        self.trouble = PlainLabel(style="small", role="alarm", wrap=True)
        self.body.addWidget(self.trouble)
        self.usual = Button(self.tr("As usual"), kind="quiet", icon="undo")
        self.usual.clicked.connect(self._reset)
        self.add_left(self.usual)
        self.add_close()
        self._show()
        self.finished.connect(settings.save)

    def _show(self) -> None:
        now = deadlines_of(self._settings)
        for key, rules in ((MEETINGS, now.meetings), (ACTIONS, now.actions)):
            for severity in deadlines.SEVERITIES:
                field = self.fields[key, severity]
                if (key, severity) not in self._wrong:
                    field.set_text(deadlines.rule_words(rules[severity]) if severity in rules else "")
                field.edit.setPlaceholderText(deadlines.rule_words(deadlines.rule_for(str(severity), rules)))
        self._tell()

    def _tell(self) -> None:
        """Say what is wrong with the deadline that was typed last."""
        self.trouble.setText(next(reversed(self._wrong.values()), ""))
        self.trouble.setVisible(bool(self._wrong))

    def accept(self) -> None:
        """Close, unless something that was typed is no deadline."""
        focus = self.focusWidget()
        here = next((place for place, field in self.fields.items() if field.edit is focus), None)
        if here is not None:
            self._keep(*here)
        if not self._wrong:
            super().accept()

    def _keep(self, key: str, severity: int) -> None:
        """Keep what is written in one field, or say what is wrong with it and leave it standing."""
        now = deadlines_of(self._settings)
        rules = dict(now.meetings if key == MEETINGS else now.actions)
        text = self.fields[key, severity].text().strip()
        self._wrong.pop((key, severity), None)
        try:
            if text:
                rules[severity] = deadlines.rule(text)
            else:
                rules.pop(severity, None)
        except UserError as error:
            self._wrong[key, severity] = str(error)
            self._tell()
            return
        keep_rules(self._settings, key, rules)
        self._show()

    def _reset(self) -> None:
        self._wrong.clear()
        for key in (MEETINGS, ACTIONS):
            keep_rules(self._settings, key, {})
        self._show()
