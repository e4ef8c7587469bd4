"""One field of a form: a line, a text or a choice, checked when it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.forms import FieldSpec, Filled, as_typed, checked
from facilitator.postmortems import is_postmortem
from facilitator.session import Session
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.due import due_date
from ui.desk.steps.lines import DraftLine
from ui.widgets.plain_label import PlainLabel
from ui.widgets.select import Select

__all__ = ["FormField"]

_LEAST = {"date": 116, "person": 132}
_NARROW = {"figure": 130, "number": 120, "date": 140, "time": 110, "minutes": 120}


class FormField(QWidget):
    """Shows and takes the value of one field, with its wordings from before the meeting under it.

    Signals: written(str) with the text when the field is left or Enter is pressed; taken when Enter goes on.
    """

    written = Signal(str)
    taken = Signal()

    def __init__(
        self,
        session: Session,
        key: str,
        spec: FieldSpec,
        names: Callable[[], list[str]],
        *,
        alone: bool = True,
        topics: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        """`key` names the draft of the field; `names` are offered where a person is asked for.

        `topics` are offered where the topic that was picked is asked for.

        A field that stands `alone` in its line has its unit, and a hint that is wider than itself, beside it.
        """
        super().__init__()
        self.spec = spec
        self._alone = alone
        self._topics = topics if spec.means == "pick" and spec.type == "text" else None
        self._session, self._key = session, key
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.input = self._make(names)
        narrow = _NARROW.get(spec.type)
        if narrow is not None:
            self.input.setMaximumWidth(narrow)
        # A day or a name that is cut at its left looks like another one.
        self.input.setMinimumWidth(_LEAST.get(spec.type, 0))
        if narrow is None:
            column.addWidget(self.input)
        else:
            column.addLayout(self._narrow_line())
        self._mistake = PlainLabel(style="small", role="alarm", wrap=True)
        self._mistake.hide()
        column.addWidget(self._mistake)
        self._was = PlainLabel(style="small", role="ink_soft", wrap=True)
        self._was.hide()
        column.addWidget(self._was)
        self.setFocusProxy(self.input)

    def _narrow_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.input)
        beside = " · ".join(each for each in (self.spec.unit, self.spec.hint) if each)
        if self._alone and beside:
            words = PlainLabel(beside, style="small", role="ink_soft", wrap=True)
            line.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            line.addStretch(1)
        return line

    def _make(self, names: Callable[[], list[str]]) -> DraftText | DraftLine | Select:
        spec, title = self.spec, self.spec.title
        if spec.type == "choice":
            select = Select(
                title, [("", self.tr("not said")), *((each, each) for each in spec.choices)], least=12
            )
            select.activated.connect(lambda _: self.written.emit(select.chosen_id()))
            select.taken.connect(self._on)
            return select
        if spec.type in ("text", "long") and self._topics is None:
            several = spec.type == "long"
            text = DraftText(self._session, self._key, title, spec.hint or title, many_lines=several)
            text.left.connect(self.keep)
            text.taken.connect(lambda _: self._on())
            return text
        said_beside = self._alone and spec.type in _NARROW
        hint = self._example() if said_beside else spec.hint or self._example()
        line = DraftLine(self._session, self._key, title, hint)
        suggested = names if spec.type == "person" else self._topics
        if suggested is not None:
            line.set_suggestions(suggested)
        line.editingFinished.connect(self.keep)
        line.taken.connect(lambda _: self._on())
        return line

    def _example(self) -> str:
        return {
            "number": self.tr("a number"),
            "figure": self.tr("a figure"),
            "date": self.tr("2026-03-14"),
            "time": self.tr("14:32"),
            "minutes": self.tr("minutes"),
            "person": self.tr("a name"),
        }.get(self.spec.type, "")

    def show_filled(self, filled: Filled, *, first: bool = False) -> None:
        """Show what the session has; half-typed text stays, and so does what does not fit yet, with what would."""
        text = as_typed(filled.value) if filled.value is not None else ""
        half_typed = self.input.hasFocus() or (first and self._key in self._session.place.drafts)
        if first and half_typed and not isinstance(self.input, Select):
            self.judge(self._said(self.input.text()))
        half_typed = half_typed or bool(self.input.property("wrong"))
        self._shown = text
        if isinstance(self.input, Select):
            self.input.choose(text)
        elif not half_typed:
            self.input.show_text(text) if isinstance(self.input, DraftText) else self.input.setText(text)
        # The first one: what was tried out in the meeting until it fitted is nobody's earlier word.
        words = filled.was[0].text if filled.was else ""
        if self.spec.type == "date":
            words = written_day(words) or words
        data = self._session.data
        last_time = data.session.follows_id is not None and not is_postmortem(data.method)
        form = self.tr("Last time: {text}") if last_time else self.tr("Before the meeting: {text}")
        self._was.setText(form.format(text=words) if words else "")
        self._was.setVisible(bool(words))

    def begin(self, text: str) -> None:
        """Take the keyboard; `text` is what was typed before it was here."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        if text and not isinstance(self.input, Select):
            self.input.set_text(text)

    def typed(self) -> str:
        """Return what stands in the field now."""
        return self.input.chosen_id() if isinstance(self.input, Select) else self.input.text()

    def keep(self) -> None:
        """Tell what was written, when it differs from what is stored."""
        if isinstance(self.input, Select):
            return
        if self.input.text().strip() != self._shown.strip():
            self.written.emit(self._said(self.input.text()))
        elif self.input.property("wrong"):
            # What was wrong is taken out again: what stands here is stored, and Enter may go on.
            self.judge(self.input.text())

    def _said(self, text: str) -> str:
        """Return a typed text with a day said as "+7", "+2w" or "1 Dec" as its date."""
        if self.spec.type == "date":
            with suppress(UserError):
                return due_date(text, date.today()) or ""
        return text

    def judge(self, text: str) -> bool:
        """Tell whether `text` fits the field; what would fit is said below it, and it is marked, until it does."""
        mistake = ""
        try:
            checked(self.spec, text)
        except UserError as wrong:
            mistake = str(wrong)
        self._mistake.setText(mistake)
        self._mistake.setVisible(bool(mistake))
        self.input.setAccessibleDescription(mistake)
        if bool(self.input.property("wrong")) != bool(mistake):
            self.input.setProperty("wrong", bool(mistake))
            # A style sheet looks at properties only when it is asked to.
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)
        return not mistake

    def stored(self) -> None:
        """Forget the draft: what was written is stored now."""
        self._session.course.keep_draft(self._key, "")

    def _on(self) -> None:
        self.keep()
        # What does not fit is mended here, where it is said what would.
        if not self.input.property("wrong"):
            self.taken.emit()
