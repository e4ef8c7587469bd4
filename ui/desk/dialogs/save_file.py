"""Which file to save: its kind, the paper, who it is for, its sections, and whether names are in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from exports.formats import Format, Options, find_format, offered
from exports.versions import EXTERNAL, INTERNAL, PSEUDONYMISED
from facilitator.private import private_ids
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, labelled
from ui.widgets.check import Check
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.plain_label import PlainLabel

__all__ = ["SaveFileDialog"]

_COLUMNS = 2


class SaveFileDialog(DeskDialog):
    """After it was accepted `format_id` and `options` say what was chosen.

    Sections that were left out stay left out for the next file of the same method.
    """

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
        self.version = ChoiceBox(self.tr("Version"))
        self._version_line = labelled(self.tr("Version"), self.version)
        self.internal = PlainLabel(
            self.tr("The names are in this file: it is for your own house."),
            style="small",
            role="ink_soft",
            wrap=True,
        )
        self.sections: dict[str, Check] = {}
        self._left_out = set(desk.settings.text(self._sections_key, "").split())
        self._sections_part, self._grid, self._none = self._make_sections_part()
        self.names = Check(self.tr("List the participants by name"))
        self.ballots = Check(self.tr("Keep every single voting slip"))
        self.private = Check(self.tr("Take along what only you see"))
        self.private.setVisible(bool(private_ids(desk.session.data.method)))
        self.body.addWidget(labelled(self.tr("File"), self.kind))
        for part in (
            self._paper_line,
            self._version_line,
            self.internal,
            self._sections_part,
            self.names,
            self.ballots,
            self.private,
        ):
            self.body.addWidget(part)
        self.add_cancel()
        self._go_on = self.add_answer(self.tr("Save…"), self._accept, filled=True)
        self.kind.currentIndexChanged.connect(self._show)
        self.version.currentIndexChanged.connect(self._show_version)
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
        kept = tuple(each for each, box in self.sections.items() if box.isChecked())
        return Options(
            paper=self.paper.currentText() if chosen.takes_paper else None,
            with_names=self.names.isChecked() and not self.names.isHidden(),
            with_ballots=self.ballots.isChecked() and not self.ballots.isHidden(),
            with_private=self.private.isChecked() and not self.private.isHidden(),
            version=self._wanted_version,
            sections=kept if self._takes_sections and len(kept) < len(self.sections) else None,
        )

    @property
    def shows_replacements(self) -> bool:
        """Whether names become roles in the chosen file, which a person looks at before it is written."""
        return self._wanted_version != INTERNAL

    @property
    def _chosen(self) -> Format:
        return find_format(self.format_id, self._desk.session.data.method)

    @property
    def _wanted_version(self) -> str:
        return str(self.version.currentData())

    @property
    def _takes_sections(self) -> bool:
        # The version for those outside has parts of its own.
        return bool(self.sections) and self._wanted_version != EXTERNAL

    @property
    def _sections_key(self) -> str:
        return f"sections_left_out_{self._desk.session.data.method.id}"

    def _make_sections_part(self) -> tuple[QWidget, QGridLayout, PlainLabel]:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Sections")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        column.addLayout(grid)
        none = PlainLabel(self.tr("Choose at least one section."), style="small", role="alarm")
        none.hide()
        column.addWidget(none)
        return part, grid, none

    def _show(self) -> None:
        chosen = self._chosen
        remembered = self._desk.settings.text("paper", "")
        self.paper.clear()
        self.paper.addItems(list(chosen.papers))
        if remembered in chosen.papers:
            self.paper.setCurrentText(remembered)
        self._paper_line.setVisible(chosen.takes_paper)
        self._fill_versions(chosen)
        self._fill_sections(chosen)
        self.ballots.setVisible(chosen.id == "json")
        self._show_version()

    def _fill_versions(self, chosen: Format) -> None:
        wanted = self._wanted_version
        words = {
            INTERNAL: self.tr("Internal, with names"),
            PSEUDONYMISED: self.tr("Pseudonymised, with roles"),
            EXTERNAL: self.tr("External, for those outside"),
        }
        self.version.blockSignals(True)
        self.version.clear()
        for each in chosen.versions:
            self.version.addItem(words[each], each)
        self.version.setCurrentIndex(max(0, self.version.findData(wanted)))
        self.version.blockSignals(False)
        self._version_line.setVisible(len(chosen.versions) > 1)
        others = any(len(each.versions) > 1 for each in offered(self._desk.session.data.method))
        self.internal.setVisible(others and len(chosen.versions) == 1)

    def _fill_sections(self, chosen: Format) -> None:
        for box in self.sections.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.sections = {each: Check(self.tr(title)) for each, title in chosen.sections.items()}
        rows = -(-len(self.sections) // _COLUMNS)
        for number, (each, box) in enumerate(self.sections.items()):
            box.setChecked(each not in self._left_out)
            box.toggled.connect(partial(self._keep_section, each))
            self._grid.addWidget(box, number % rows, number // rows)

    def _keep_section(self, section: str, kept: bool) -> None:
        if kept:
            self._left_out.discard(section)
        else:
            self._left_out.add(section)
        self._show_enough()

    def _show_version(self) -> None:
        version = self._wanted_version
        self._sections_part.setVisible(self._takes_sections)
        self.names.setVisible(self._chosen.id in ("report", "md") and version != EXTERNAL)
        self.names.set_words(
            self.tr("List the participants by role")
            if version == PSEUDONYMISED
            else self.tr("List the participants by name")
        )
        words = self.tr("See what is replaced…") if self.shows_replacements else self.tr("Save…")
        self._go_on.set_words(words)
        self._show_enough()

    def _show_enough(self) -> None:
        enough = not self._takes_sections or any(each.isChecked() for each in self.sections.values())
        self._none.setVisible(not enough)
        self._go_on.setEnabled(enough)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown: a window grows with its lines by itself, and never shrinks."""
        for layout in (self.body, self.layout()):
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self.adjustSize()

    def _accept(self) -> None:
        if self._chosen.takes_paper:
            self._desk.settings.keep("paper", self.paper.currentText())
        if self._takes_sections:
            self._desk.settings.keep(self._sections_key, " ".join(sorted(self._left_out)))
        self.accept()
