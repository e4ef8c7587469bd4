"""What a person sets once for this machine."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.agenda import FLOOR_MINUTES, FLOOR_SHARE
from ui import theme as themes
from ui.desk.dialogs.base import DeskDialog, Stepper, labelled
from ui.desk.language_watch import ADVERSARIES, LEVEL
from ui.settings import Settings
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.field import Field

__all__ = ["SettingsDialog"]


class SettingsDialog(DeskDialog):
    """Each setting holds at once and is kept.

    Signals: changed() after a setting became another one.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=560)
        self.set_title(self.tr("Settings"))
        self._settings = settings
        self.theme = self._choice(
            "theme",
            self.tr("Light or dark"),
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
        )
        self.theme.currentIndexChanged.connect(
            lambda: themes.holder().set_mode(str(self.theme.currentData()))
        )
        self.projector_theme = self._choice(
            "projector_theme",
            self.tr("The room’s view"),
            (
                ("follow", self.tr("As the desk")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
        )
        self.sound = self._switch("sound", self.tr("A soft chime when a timebox is over"), True)
        self.presenter = self._switch(
            "presenter_keys",
            self.tr("A presenter’s Page Up, Page Down and full stop steer the session"),
            False,
        )
        self.motion = self._switch("reduced_motion", self.tr("Nothing moves: everything jumps"), False)
        self.floor = Stepper(
            self.tr("Shortest timebox"),
            round(settings.number("floor_minutes", FLOOR_MINUTES)),
            1,
            60,
            unit=self.tr("minutes"),
        )
        self.floor.spin.valueChanged.connect(lambda value: self._keep("floor_minutes", float(value)))
        self.share = Stepper(
            self.tr("Share that is always kept"),
            round(settings.number("floor_share", FLOOR_SHARE) * 100),
            0,
            100,
            unit=self.tr("% of the plan"),
        )
        self.share.spin.valueChanged.connect(lambda value: self._keep("floor_share", value / 100.0))
        self.body.addWidget(labelled(self.tr("Re-plan never goes below"), self.floor))
        self.body.addWidget(labelled(self.tr("nor below"), self.share))
        self.language_level = self._choice(
            LEVEL,
            self.tr("Hints on words in a postmortem"),
            (
                ("soft", self.tr("Strong and soft ones")),
                ("strong", self.tr("Strong ones only")),
                ("coach", self.tr("Those for coaching, too")),
                ("none", self.tr("None")),
            ),
        )
        self.adversaries = Field(
            self.tr("Whoever attacks, in incidents of security"),
            text=settings.text(ADVERSARIES, ""),
            placeholder=self.tr("Names with commas between them; hints on words leave them alone"),
        )
        self.adversaries.edit.textEdited.connect(lambda text: self._keep(ADVERSARIES, text))
        self.body.addWidget(self.adversaries)
        self.deadlines = Button(self.tr("Deadlines of postmortems…"))
        self.deadlines.clicked.connect(self._show_deadlines)
        self.add_left(self.deadlines)
        self.add_close().setFocus()
        self.finished.connect(settings.save)

    def _show_deadlines(self) -> None:
        from ui.desk.dialogs.deadlines import DeadlinesDialog

        DeadlinesDialog(self._settings, self).exec()
        self.changed.emit()

    def _keep(self, key: str, value: str | bool | float) -> None:
        self._settings.keep(key, value)
        self.changed.emit()

    def _choice(self, key: str, words: str, choices: Sequence[tuple[str, str]]) -> ChoiceBox:
        box = ChoiceBox(words)
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(self._settings.text(key, choices[0][0]))))
        box.currentIndexChanged.connect(lambda: self._keep(key, str(box.currentData())))
        self.body.addWidget(labelled(words, box))
        return box

    def _switch(self, key: str, words: str, default: bool) -> Check:
        check = Check(words)
        check.setChecked(self._settings.switch(key, default))
        check.toggled.connect(lambda on: self._keep(key, on))
        self.body.addWidget(check)
        return check
