"""Which file to save: its kind, the paper, and whether names are in it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from exports.formats import Format, Options, find_format, offered
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, labelled
from ui.widgets.check import Check
from ui.widgets.choice_box import ChoiceBox

__all__ = ["SaveFileDialog"]


class SaveFileDialog(DeskDialog):
    """After it was accepted `format_id` and `options` say what was chosen."""

    def __init__(self, desk: DeskContext, format_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self.set_title(self.tr("Save a file"))
        self._desk = desk
        self.kind = ChoiceBox(self.tr("File"))
        for each in offered(desk.session.data.method):
            self.kind.addItem(f"{self.tr(each.title)} ({each.suffix})", each.id)
        self.kind.setCurrentIndex(max(0, self.kind.findData(format_id)))
        self.paper = ChoiceBox(self.tr("Paper"))
        self._paper_line = labelled(self.tr("Paper"), self.paper)
        self.names = Check(self.tr("List the participants by name"))
        self.ballots = Check(self.tr("Keep every single voting slip"))
        self.body.addWidget(labelled(self.tr("File"), self.kind))
        for each in (self._paper_line, self.names, self.ballots):
            self.body.addWidget(each)
        self.add_cancel()
        self.add_answer(self.tr("Save…"), self._accept, filled=True)
        self.kind.currentIndexChanged.connect(self._show)
        self._show()
        self.kind.setFocus()

    @property
    def format_id(self) -> str:
        """The id of the chosen kind of file."""
        return str(self.kind.currentData())

    @property
    def options(self) -> Options:
        """What was chosen about it."""
        chosen = self._chosen
        return Options(
            paper=self.paper.currentText() if chosen.takes_paper else None,
            with_names=self.names.isChecked() and not self.names.isHidden(),
            with_ballots=self.ballots.isChecked() and not self.ballots.isHidden(),
        )

    @property
    def _chosen(self) -> Format:
        return find_format(self.format_id, self._desk.session.data.method)

    def _show(self) -> None:
        chosen = self._chosen
        remembered = self._desk.settings.text("paper", "")
        self.paper.clear()
        self.paper.addItems(list(chosen.papers))
        if remembered in chosen.papers:
            self.paper.setCurrentText(remembered)
        self._paper_line.setVisible(chosen.takes_paper)
        self.names.setVisible(chosen.id in ("report", "md"))
        self.ballots.setVisible(chosen.id == "json")

    def _accept(self) -> None:
        if self._chosen.takes_paper:
            self._desk.settings.keep("paper", self.paper.currentText())
        self.accept()
