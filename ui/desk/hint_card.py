"""The card of one hint on words: what they do, a question to ask instead, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme as themes
from ui.widgets.button import Button
from ui.widgets.drawing import draw_box
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel, plain_tooltip

if TYPE_CHECKING:
    # Its package brings all the rules along, and most sessions are no postmortems.
    from facilitator.language import Hint

__all__ = ["HintCard"]


class HintCard(QWidget):
    """Shows one hint, hidden without one. Nothing that stands here ever leaves the private side.

    Signals: used() to write the question in place of the sentence, left() to leave the words as they are, quieted() to
    hear no more of this rule in the session, idea_wanted() to keep the wish as an idea for an action.
    """

    used = Signal()
    left = Signal()
    quieted = Signal()
    idea_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = PlainLabel(style="caption", weight=600, role="accent", elide=True)
        self.reason = PlainLabel(wrap=True)
        self._lead = PlainLabel(self.tr("A way to ask it:"), style="small", role="ink_soft")
        self.question = PlainLabel(weight=500, wrap=True)
        self.idea = Button(self.tr("Keep as an idea"), icon="plus")
        self.use = Button(self.tr("Use this"))
        self.leave = Button(self.tr("Leave it"), kind="quiet")
        self.why = Button(self.tr("Why?"), kind="quiet")
        self.why.setCheckable(True)
        self.source = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.quiet = Button(
            self.tr("Not in this session"), kind="quiet", name=self.tr("No more of this in this session")
        )
        self.use.clicked.connect(self.used)
        self.leave.clicked.connect(self.left)
        self.quiet.clicked.connect(self.quieted)
        self.idea.clicked.connect(self.idea_wanted)
        self.why.toggled.connect(self.source.setVisible)
        for each in (self.idea, self.use, self.leave, self.why, self.quiet):
            # A click must not take the keyboard out of the words that it is about.
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.hide()
        themes.holder().changed.connect(self.update)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.about, 1)
        head.addWidget(KeyCap("Ctrl+I"))
        column.addLayout(head)
        column.addWidget(self.reason)
        column.addWidget(self._lead)
        column.addWidget(self.question)
        column.addWidget(self.source)
        column.addWidget(self.idea)
        for row in ((self.use, self.leave), (self.why, self.quiet)):
            line = QHBoxLayout()
            line.setSpacing(4)
            for each in row:
                line.addWidget(each)
            line.addStretch(1)
            column.addLayout(line)

    def show_hint(self, hint: Hint | None, *, usable: bool = False, idea: bool = False) -> None:
        """Show a hint, or none. `usable`: the question can be written where the words stand; `idea`: as an action."""
        self.setVisible(hint is not None)
        if hint is None:
            return
        self.about.setText(self.tr("About “{words}”").format(words=" ".join(hint.words.split())))
        self.reason.setText(hint.reason)
        self.question.setText(hint.suggestion)
        for each in (self._lead, self.question):
            each.setVisible(bool(hint.suggestion))
        self.use.setVisible(usable and bool(hint.suggestion))
        self.idea.setVisible(idea)
        self.idea.setToolTip(plain_tooltip(hint.idea) if hint.idea else "")
        self.source.setText(self.tr("Rule {rule}. {source}").format(rule=hint.rule, source=hint.source))
        self.why.setChecked(False)
        self.source.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        draw_box(
            painter,
            QRectF(self.rect()),
            fill=theme.colour("sheet"),
            border=theme.colour("line"),
            corner=6.0,
        )
        painter.end()
