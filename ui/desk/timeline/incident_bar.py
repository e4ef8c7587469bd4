"""What is known of the incident: one line once it is filled, fields while it is not. Nothing computed is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from facilitator import moments
from facilitator.corrections import earlier_wordings
from facilitator.errors import UserError
from facilitator.timelines import STAMPS, Timeline
from ui import theme as themes
from ui.desk.context import DeskContext
from ui.desk.timeline import words
from ui.desk.timeline.incident_field import IncidentField
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question

__all__ = ["IncidentBar"]

_TEXTS = ("service", "severity", "zone")
_BETWEEN = " · "
_GAP = "gap"
"""The minutes without an entry from which on that is marked."""


class IncidentBar(QWidget):
    """Three texts, five moments with how long each took, and from when on a gap is marked.

    Signals: done(), the last field was entered or the fields were put away: the keyboard may go on; turned(), it was
    folded or unfolded.
    """

    done = Signal()
    turned = Signal()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._wish: bool | None = None
        self._now: Timeline | None = None
        self._may_unfold = True
        self._popup: QListView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.summary = PlainLabel(style="small", role="ink_soft", elide=True, between=_BETWEEN)
        self.toggle = Button(
            self.tr("Change"), kind="quiet", icon="pencil", name=self.tr("What is known of the incident")
        )
        self.toggle.clicked.connect(self._toggle)
        row.addWidget(self.summary, 1)
        row.addWidget(self.toggle)
        column.addLayout(row)
        self._sheet = QWidget()
        self._sheet.hide()
        column.addWidget(self._sheet)
        self.fields: dict[str, IncidentField] = {}

    def _field(self, key: str) -> IncidentField:
        names = {
            "service": self.tr("Service"),
            "severity": self.tr("Severity"),
            "zone": self.tr("Time zone"),
            "began": self.tr("Began"),
            "noticed": self.tr("Noticed"),
            "acknowledged": self.tr("Acknowledged"),
            "mitigated": self.tr("Mitigated"),
            "resolved": self.tr("Resolved"),
            _GAP: self.tr("Gaps from, min"),
        }
        made = IncidentField(names[key], lambda text: self._store(key, text))
        made.entered.connect(lambda: self._go_on(key))
        made.judged.connect(self._show_summary)
        return made

    def _lay_out(self) -> None:
        """Make the fields, when they are first wanted: most of the time one line stands for them."""
        self.fields = {key: self._field(key) for key in (*_TEXTS, _GAP, *STAMPS)}
        grid = QGridLayout(self._sheet)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for key, column, width in (("service", 0, 8), ("severity", 8, 4), ("zone", 12, 6), (_GAP, 18, 3)):
            grid.addWidget(self.fields[key], 0, column, 1, width)
        # The first one has its date as well.
        for key, column, width in zip(STAMPS, (0, 5, 9, 13, 17), (5, 4, 4, 4, 4), strict=True):
            grid.addWidget(self.fields[key], 1, column, 1, width)
        for column in range(21):
            grid.setColumnStretch(column, 1)
        self.fields["zone"].edit.came.connect(self._complete_zones)
        # Made later than what stands below them, they would else be the last that Tab comes to.
        before: QWidget = self.toggle
        for each in self.fields.values():
            QWidget.setTabOrder(before, each.edit)
            before = each.edit

    def _complete_zones(self) -> None:
        """Offer the zones from the first time somebody writes one: there are some six hundred."""
        if self._popup is not None:
            return
        completer = QCompleter(list(moments.zone_names()), self)
        self._popup = QListView()
        completer.setPopup(self._popup)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        self.fields["zone"].edit.setCompleter(completer)
        themes.holder().changed.connect(self._theme_changed)
        self._theme_changed()

    def _theme_changed(self) -> None:
        if self._popup is None:
            return
        theme = themes.current()
        # Lists have no ground of their own in the sheet of the program.
        self._popup.setStyleSheet(
            f"QListView {{ background: {theme.sheet}; color: {theme.ink}; border: 1px solid {theme.edge};"
            f" selection-background-color: {theme.wash}; selection-color: {theme.accent}; }}"
            " QListView::item { padding: 5px 8px; }"
        )

    @property
    def folded(self) -> bool:
        """Whether one line stands for all of it."""
        return self._sheet.isHidden()

    def show_incident(self, now: Timeline, *, may_unfold: bool) -> None:
        """Show what is known. It folds once it is filled, or with `may_unfold` off, unless somebody unfolded it.

        While the keyboard is in one of its fields it stays: what is filled first would else take the next one away.
        """
        self._now, self._may_unfold = now, may_unfold
        said = now.incident
        filled = bool(said.service and now.stamps["began"] and (said.resolved or said.mitigated))
        folded = (
            not self._wish if self._wish is not None else (filled and not self._typed_in) or not may_unfold
        )
        self._set_folded(folded)

    @property
    def _typed_in(self) -> bool:
        keyboard = QApplication.focusWidget()
        return not self.folded and keyboard is not None and self._sheet.isAncestorOf(keyboard)

    def _show_fields(self, now: Timeline) -> None:
        said, began = now.incident, now.stamps["began"]
        for key in _TEXTS:
            self.fields[key].show_text(getattr(said, key), self._was(key))
        self.fields[_GAP].show_text(f"{now.gap_minutes:g}")
        for key in STAMPS:
            given, derived = getattr(said, key), now.stamps[key]
            near = "" if key == "began" else began
            text = words.moment_words(given, now.zone, near) if given else ""
            placeholder = words.moment_words(derived, now.zone, near) if derived and not given else ""
            below = " · ".join(part for part in (self._follows(key, given, derived), self._was(key)) if part)
            self.fields[key].show_text(text, below, placeholder or self._example(key))

    def _show_summary(self) -> None:
        if self._now is None:
            return
        # The caption under a narrow field has no room for a whole sentence.
        mistake = next((each.mistake for each in self.fields.values() if each.mistake), "")
        if self.folded:
            said = self._summary_words(self._now)
        else:
            said = mistake or self.tr("Write a time as in 14:32. How long it took follows from them.")
        self.summary.setText(said)
        self.summary.set_role("alarm" if mistake and not self.folded else "ink_soft")

    def _example(self, key: str) -> str:
        return self.tr("2 Mar 14:27") if key == "began" else self.tr("14:32")

    def _follows(self, key: str, given: str, derived: str) -> str:
        assert self._now is not None
        took = self._now.durations
        spans = {
            "noticed": (took.detect, self.tr("to detect: {time}")),
            "acknowledged": (took.acknowledge, self.tr("to acknowledge: {time}")),
            "mitigated": (took.mitigate, self.tr("to mitigate: {time}")),
            "resolved": (took.resolve, self.tr("to resolve: {time}")),
        }
        span, form = spans.get(key, (None, ""))
        if span is not None:
            return form.format(time=moments.span_words(span))
        return self.tr("from the entries") if derived and not given else ""

    def _was(self, key: str) -> str:
        now = self._now
        if now is None:
            return ""
        earlier = earlier_wordings(self._desk.session.data, now.home, f"incident:{key}")
        if not earlier:
            return ""
        text = earlier[0].text
        if key in STAMPS:
            text = words.moment_words(text, now.zone, now.stamps["began"])
        return self.tr("was {text}").format(text=text)

    def _summary_words(self, now: Timeline) -> str:
        said, took = now.incident, now.durations
        began = now.stamps["began"]
        place = now.zone.replace("_", " ")
        if began:
            moment = words.moment_words(began, now.zone)
            place = self.tr("{moment} {zone}").format(moment=moment, zone=place)
        parts = [said.service, said.severity, place]
        # The first two are drawn in the picture as well, and so may find no room here.
        for span, form in (
            (took.mitigate, self.tr("mitigated after {time}")),
            (took.resolve, self.tr("resolved after {time}")),
            (took.detect, self.tr("noticed after {time}")),
            (took.acknowledge, self.tr("acknowledged after {time}")),
        ):
            if span is not None:
                parts.append(form.format(time=moments.span_words(span)))
        return _BETWEEN.join(part for part in parts if part)

    def _store(self, key: str, text: str) -> None:
        session = self._desk.session
        if key == _GAP:
            session.timeline.set_gap(_minutes(text))
            return
        if key in STAMPS and text.strip():
            now = self._now
            near = (now.stamps[key] or now.stamps["began"]) if now is not None else ""
            text = session.timeline.read_moment(text, near or None).at
        elif key == "zone":
            text = _only_zone(text)
            if text.strip() and session.timeline.moves_clocks(text) and self._keeps_clocks(text):
                session.timeline.keep_clocks(text)
                return
        session.timeline.set_incident(**{key: text})

    def _keeps_clocks(self, zone: str) -> bool:
        """Ask whether times were written by the clocks of the new zone all along."""
        question = Question(
            self.tr("Which times were meant?"),
            self.tr(
                "The times so far were read as {zone}. If people wrote them by the clocks of the new zone, keep them "
                "as written. If not, each is shown by the new clocks from now on."
            ).format(zone=self._now.zone.replace("_", " ") if self._now is not None else ""),
            (
                Choice("show", self.tr("Show them by the new clocks")),
                Choice("keep", self.tr("Keep them as written"), "filled"),
            ),
            "show",
        )
        return self._desk.prompts.ask(self, question) == "keep"

    def _go_on(self, key: str) -> None:
        order = list(self.fields)
        place = order.index(key) + 1
        if place < len(order):
            self.fields[order[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()
            if self._now is not None:
                self.show_incident(self._now, may_unfold=self._may_unfold)

    def _toggle(self) -> None:
        self.unfold() if self.folded else self.fold()

    def unfold(self) -> None:
        """Open the fields, the keyboard in the first one."""
        self._wish = True
        self._set_folded(False)
        self.fields["service"].setFocus(Qt.FocusReason.TabFocusReason)

    def fold(self) -> None:
        """Put the fields away."""
        self.settle()
        self._wish = False
        self._set_folded(True)
        self.done.emit()

    def settle(self) -> None:
        """Store what is typed but not entered yet."""
        for field in self.fields.values():
            field.settle()

    def _set_folded(self, folded: bool) -> None:
        if not folded and not self.fields:
            self._lay_out()
        if self.fields and self._now is not None:
            self._show_fields(self._now)
        turned = folded is not self.folded
        self._sheet.setVisible(not folded)
        self.toggle.set_words(self.tr("Change") if folded else self.tr("Fold away"))
        self.toggle.set_icon("pencil" if folded else "check")
        self._show_summary()
        if turned:
            self.turned.emit()


def _only_zone(text: str) -> str:
    """Return the one zone whose name holds the typed words, or else the words."""
    said = text.strip().casefold().replace(" ", "_")
    names = moments.zone_names()
    fitting = [each for each in names if said in each.casefold()] if said else []
    return fitting[0] if len(fitting) == 1 and text not in names else text


def _minutes(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        said = QCoreApplication.translate("IncidentBar", "Write minutes, such as 15.")
        raise UserError(said) from None
