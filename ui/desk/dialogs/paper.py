"""What to print before people come: of which method, which sheet, on which paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from exports.formats import Handout
from facilitator.method import Method
from ui.desk.dialogs.base import DeskDialog, labelled
from ui.settings import Settings
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.plain_label import PlainLabel

__all__ = ["PaperDialog"]


class PaperDialog(DeskDialog):
    """After it was accepted `method`, `handout` and `paper_name` say what was chosen."""

    def __init__(
        self,
        methods: Sequence[Method],
        sheets_of: Callable[[Method], tuple[Handout, ...]],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        """Offer what `sheets_of` returns of `methods`, something for each of them."""
        super().__init__(parent, width=520)
        self.set_title(self.tr("Paper for the room"))
        self._methods = list(methods)
        self._sheets_of = sheets_of
        self._settings = settings
        self.methods = ChoiceBox(self.tr("Method"))
        self.methods.addItems([each.title for each in methods])
        self.sheets = ChoiceBox(self.tr("Sheet"))
        self.paper = ChoiceBox(self.tr("Paper"))
        words = self.tr("To print before people come. It is saved as a PDF.")
        self.body.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        if len(methods) == 1:
            self.body.addWidget(labelled(self.tr("Method"), PlainLabel(methods[0].title, elide=True)))
        else:
            self.body.addWidget(labelled(self.tr("Method"), self.methods))
        self.body.addWidget(labelled(self.tr("Sheet"), self.sheets))
        self.body.addWidget(labelled(self.tr("Paper"), self.paper))
        self.add_cancel()
        self.add_answer(self.tr("Save…"), self._accept, filled=True)
        self.methods.currentIndexChanged.connect(lambda _: self._show_sheets())
        self.sheets.currentIndexChanged.connect(lambda _: self._show_paper())
        self._show_sheets()
        (self.sheets if len(methods) == 1 else self.methods).setFocus()

    @property
    def method(self) -> Method:
        """The method."""
        return self._methods[max(0, self.methods.currentIndex())]

    @property
    def handout(self) -> Handout:
        """The sheet."""
        return self._sheets_of(self.method)[max(0, self.sheets.currentIndex())]

    @property
    def paper_name(self) -> str:
        """The paper."""
        return self.paper.currentText()

    def _show_sheets(self) -> None:
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItems([self.tr(each.title) for each in self._sheets_of(self.method)])
        self.sheets.blockSignals(False)
        self._show_paper()

    def _show_paper(self) -> None:
        papers = self.handout.papers
        remembered = self._settings.text("paper", "")
        self.paper.clear()
        self.paper.addItems(list(papers))
        if remembered in papers:
            self.paper.setCurrentText(remembered)

    def _accept(self) -> None:
        self._settings.keep("paper", self.paper_name)
        self.accept()
