"""Looks at what is typed in a postmortem once typing rests, marks words and shows a hint to the facilitator alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from facilitator import moments, timelines
from facilitator.commitments import ideas_lane
from facilitator.errors import UserError
from facilitator.timeline_lines import split_kind
from ui.desk.context import DeskContext
from ui.desk.hint_card import HintCard
from ui.desk.timeline.entry_line import EntryLine
from ui.desk.word_marks import Mark, WordMarks, marks_of

if TYPE_CHECKING:
    # Its package brings all the rules along, and most sessions are no postmortems.
    from facilitator.language import Hint
    from ui.desk.stage_host import StageHost
    from ui.desk.timeline.row_marks import Known

__all__ = ["ADVERSARIES", "LEVEL", "LEVELS", "REST_MS", "LanguageWatch", "sentence_at"]

REST_MS = 600
"""Typing rests after this long without a key."""
ADVERSARIES = "adversaries"
"""The setting with those who attack, in incidents of security: words with commas between them."""
LEVEL = "language_level"
"""The setting with the quietest hints that are shown by themselves, one of `LEVELS`."""
LEVELS: Mapping[str, frozenset[str]] = {
    "strong": frozenset({"strong"}),
    "soft": frozenset({"strong", "soft"}),
    "coach": frozenset({"strong", "soft", "coach"}),
    "none": frozenset(),
}
"""What is shown by itself under each choice, by the levels of `facilitator.language.hint`; the usual one is "soft"."""
_USUAL_LEVEL = "soft"
_QUIET = "language/quiet"
"""Under this draft the session keeps which rules are not to be heard of again: with the place, never in a file."""
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[\n|]")
_Written = QLineEdit | QPlainTextEdit


class _Answer(QObject):
    """Brings what was found from the thread in which it was sought."""

    found = Signal(int, object)


class LanguageWatch(QObject):
    """Fills `card` from the field inside `area` that has the keyboard. Silent without a timeline of an incident."""

    def __init__(self, desk: DeskContext, area: StageHost, card: HintCard, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._area, self.card = desk, area, card
        self._serves = timelines.home(desk.session.data.method) is not None
        self._field: _Written | None = None
        self._text = ""
        self._checked = ""
        self._asked = self._answered = 0
        self._hints: tuple[Hint, ...] = ()
        self._entered = self._seeks_entered = False
        self._at = 0
        self._left: set[tuple[str, str]] = set()
        self._in_rows: Known = {}
        self._answer = _Answer()
        self._answer.found.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._rested)
        card.used.connect(self._use)
        card.left.connect(self._leave)
        card.quieted.connect(self._quieten)
        card.idea_wanted.connect(self._keep_idea)
        app = QApplication.instance()
        if self._serves and isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._asked = self._answered = self._asked + 1
        self._unbind()
        self._serves = False

    def clear(self) -> None:
        """Put the card away: another place is shown. Entries in a list there are looked at, too."""
        self._look_at_rows()
        self._timer.stop()
        self._asked = self._answered = self._asked + 1
        self._hints = ()
        self._show()

    def _look_at_rows(self) -> None:
        if not self._serves:
            return
        from ui.desk.steps.panel import PanelStage
        from ui.desk.timeline.row_marks import RowMarks

        stage = self._area.stage
        panel = stage.panel if isinstance(stage, PanelStage) else None
        entries = panel.entries() if panel is not None else None
        if entries is not None and entries.findChild(RowMarks) is None:
            RowMarks(entries, self._in_rows, self._people, self._wants, self._show_of_row)

    def _show_of_row(self, hints: Sequence[Hint]) -> None:
        """Show the hints on an entry in a list: its words can be changed there, not from the card."""
        self._timer.stop()
        self._asked = self._answered = self._asked + 1
        self._checked, self._entered = "", True
        self._hints, self._at = tuple(hints), 0
        self._show()

    def _show_rows_again(self) -> None:
        from ui.desk.timeline.row_marks import RowMarks

        for each in self._area.findChildren(RowMarks):
            each.show()

    def next_hint(self) -> bool:
        """Show the next hint on the same words, quieter ones too; tell whether there was another one."""
        if self.card.isHidden() or len(self._hints) < 2:
            return False
        self._at = (self._at + 1) % len(self._hints)
        self._show()
        return True

    # Which field

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self._serves or new is None or not isinstance(new, (QLineEdit, QPlainTextEdit)):
            return
        if new is self._field or not self._area.isAncestorOf(new) or new.isReadOnly():
            return
        self._unbind()
        self._field, self._text, self._checked = new, "", ""
        new.textChanged.connect(self._changed)
        new.cursorPositionChanged.connect(self._caret_moved)
        if _text(new).strip():
            self._changed()

    def _unbind(self) -> None:
        field, self._field = self._field, None
        if field is not None and isValid(field):
            with suppress(RuntimeError):
                field.textChanged.disconnect(self._changed)
                field.cursorPositionChanged.disconnect(self._caret_moved)

    def _changed(self) -> None:
        field = self._field
        if field is None:
            return
        text = _text(field)
        taken = self._text if not text.strip() and self._text.strip() else ""
        self._text = text
        self._timer.stop()
        if taken:
            # Entered before typing rested: what was written is looked at all the same, where it stands now.
            if taken != self._checked:
                self._seek(taken, entered=True)
        elif text.strip():
            self._timer.start()

    def _caret_moved(self) -> None:
        """Show the hint on the words that the caret was put into."""
        field = self._field
        if field is None or self._entered or not self._hints or _text(field) != self._checked:
            return
        at = field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()
        here = next((number for number, each in enumerate(self._hints) if each.start <= at <= each.end), None)
        if here is not None and here != self._at:
            self._at = here
            self._show()

    def _rested(self) -> None:
        self._seek(self._text)

    # What is found

    def _seek(self, text: str, *, entered: bool = False) -> None:
        self._checked, self._seeks_entered = text, entered
        self._asked += 1
        number, answer = self._asked, self._answer
        names, adversaries = self._people()
        # The first look reads and prepares all the rules, which nobody should feel while typing.
        QThreadPool.globalInstance().start(_seeker(text, names, adversaries, answer, number))

    def _people(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of participants, and those who attack."""
        names = tuple(each.name for each in self._desk.session.data.participants)
        kept = self._desk.settings.text(ADVERSARIES, "")
        return names, tuple(each.strip() for each in kept.split(",") if each.strip())

    def _wants(self, hint: Hint) -> bool:
        """Tell whether a hint comes by itself: not quieter than the setting, and not left or put away."""
        heard = hint.rule not in self._quiet() and _mark(hint) not in self._left
        return heard and hint.severity in self._level()

    def _take(self, number: int, found: Sequence[Hint]) -> None:
        if number != self._asked or not self._serves:
            return
        self._answered = number
        quiet = self._quiet()
        wanted = [each for each in found if each.rule not in quiet and _mark(each) not in self._left]
        # What is quieter than the setting comes after the rest, and not by itself.
        level = self._level()
        loud = [each for each in wanted if each.severity in level]
        self._mark_words(loud)
        if not loud and self._hints and self._entered:
            # Whoever types at speed is in the next line already: a hint on the one before stays until it is put away.
            return
        self._entered = self._seeks_entered
        self._hints = tuple(loud + [each for each in wanted if each.severity not in level]) if loud else ()
        self._at = 0
        self._show()

    def _mark_words(self, loud: Sequence[Hint]) -> None:
        """Mark words where they stand, if they still stand in the field."""
        field = self._field
        if field is None or not isValid(field) or self._seeks_entered or _text(field) != self._checked:
            return
        if loud or field.findChild(WordMarks) is not None:
            marks_of(field).show([Mark(each.start, each.end, each.words, each.rule) for each in loud])

    def _unmark(self, unwanted: Callable[[Mark], bool]) -> None:
        """Take marks away, in every field that is there."""
        for each in self._area.findChildren(WordMarks):
            each.drop(unwanted)
        self._show_rows_again()

    def _level(self) -> frozenset[str]:
        return LEVELS.get(self._desk.settings.text(LEVEL, _USUAL_LEVEL), LEVELS[_USUAL_LEVEL])

    def _show(self) -> None:
        hint = self.hint
        lane = ideas_lane(self._desk.session.data.method)
        idea = hint is not None and bool(hint.idea) and lane is not None
        self.card.show_hint(hint, usable=self._place() is not None, idea=idea)

    @property
    def looking(self) -> bool:
        """Whether words are looked at now."""
        return self._answered != self._asked

    @property
    def hint(self) -> Hint | None:
        """The hint that is shown."""
        return self._hints[self._at] if self._hints else None

    def _place(self) -> tuple[_Written, int, int] | None:
        """Return the field, and from where to where the sentence of the hint stands in it; None once it was entered."""
        field, hint = self._field, self.hint
        if (
            hint is None
            or self._entered
            or field is None
            or not isValid(field)
            or _text(field) != self._checked
        ):
            return None
        least = _text_begins(self._checked) if isinstance(field, EntryLine) else 0
        start, end = sentence_at(self._checked, hint.start, hint.end, least)
        return field, start, end

    # What is done with it

    def _use(self) -> None:
        place, hint = self._place(), self.hint
        if place is None or hint is None:
            return
        field, start, end = place
        if isinstance(field, QLineEdit):
            field.setSelection(start, end - start)
            field.insert(hint.suggestion)
        else:
            cursor = field.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
            cursor.insertText(hint.suggestion)
        field.setFocus()
        self._drop()

    def _leave(self) -> None:
        if self.hint is not None:
            left = _mark(self.hint)
            self._left.add(left)
            self._unmark(lambda mark: _mark(mark) == left)
        self._drop()

    def _quieten(self) -> None:
        if self.hint is not None:
            kept = sorted({*self._quiet(), self.hint.rule})
            self._desk.session.course.keep_draft(_QUIET, ",".join(kept))
            self._unmark(lambda mark: mark.rule in kept)
            self._hints = tuple(
                each for each in self._hints if each.rule != self.hint.rule or each is self.hint
            )
        self._drop()

    def _keep_idea(self) -> None:
        session, hint = self._desk.session, self.hint
        lane = ideas_lane(session.data.method)
        if hint is not None and lane is not None:
            text = hint.idea
            if self._desk.bridge.do(lambda: session.notes.add(lane.id, text)) is not None:
                self._desk.say(self.tr("Kept as an idea for an action: {idea}").format(idea=text))
                self._leave()

    def _quiet(self) -> set[str]:
        return set(filter(None, self._desk.session.place.drafts.get(_QUIET, "").split(",")))

    def _drop(self) -> None:
        """Put the hint that is shown away, and show the next one."""
        self._hints = tuple(each for at, each in enumerate(self._hints) if at != self._at)
        level = self._level()
        if all(each.severity not in level for each in self._hints):
            self._hints = ()
        self._at = 0
        self._show()


def sentence_at(text: str, start: int, end: int, least: int = 0) -> tuple[int, int]:
    """Return from where to where the sentence around a place stands, its full stop included; never before `least`."""
    before = [each.end() for each in _SENTENCE_END.finditer(text, 0, start + 1) if each.end() <= start]
    first = max(least, before[-1] if before else 0)
    while first < start and text[first].isspace():
        first += 1
    following = _SENTENCE_END.search(text, end)
    last = len(text) if following is None else following.end() - (following[0] in "\n|")
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _text_begins(line: str) -> int:
    """Return where the words of a typed entry begin: behind its time and the sign of its kind."""
    try:
        _, rest = moments.leading(line)
    except UserError:
        return 0
    _, text = split_kind(rest.lstrip())
    return max(0, line.find(text.strip())) if text.strip() else 0


def _text(field: _Written) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _mark(hint: Hint | Mark) -> tuple[str, str]:
    return hint.rule, " ".join(hint.words.casefold().split())


def _seeker(
    text: str, names: tuple[str, ...], adversaries: tuple[str, ...], answer: _Answer, number: int
) -> Callable[[], None]:
    def seek() -> None:
        # Its rules are read with the first line of a postmortem, not with the desk.
        from facilitator.language import hints

        answer.found.emit(number, hints(text, names, adversaries))

    return seek
