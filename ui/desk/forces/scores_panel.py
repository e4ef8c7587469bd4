"""Scoring: slips typed one after another, or hands counted; nothing is shown before all are shown at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces, scoring
from facilitator.activities.force_field import ROUND_OF
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.scoring import Scale, Tally
from ui.desk.context import DeskContext
from ui.desk.scoring.hands_table import HandsTable
from ui.desk.scoring.score_grid import ScoreGrid, Section
from ui.desk.scoring.score_words import scores_allowed
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.force_rows import figure_words
from ui.pictures.force_words import no_forces_words, scale_words, side_title
from ui.pictures.preloading import load_soon
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["ScoresPanel", "sections_of"]

_TABLES = ("notes", "groups", "ballots", "hands", "activity_values", "participants", "sessions")


_QUIET = 700
"""Once the first scores are explained, in ms, there is time to load what the reveal needs."""


def sections_of(found: tuple[forces.Force, ...]) -> tuple[Section, ...]:
    """Return the forces as the rows of a table, in the order of the printed slips and of the room's list."""
    sides = ((forces.DRIVER, "helps"), (forces.RESTRAINER, "holds_back"))
    sections = (
        Section(side_title(side), colour, tuple((each.id, each.title) for each in found if each.side == side))
        for side, colour in sides
    )
    return tuple(each for each in sections if each.items)


class ScoresPanel(Panel):
    """One round of scores: strength, or whether we can change it."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._round = ROUND_OF[phase.id]
        self._home = forces.home(self.session.data.method) or activity.id
        self._found: tuple[forces.Force, ...] = ()
        self._done, self._any, self._is_shown, self._by_hands = 0, False, False, False
        scale = scoring.scale_of(self.session.data, self._home, self._round)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.entry = Segments(self.tr("How scores come in"))
        self.entry.set_segments(
            [(scoring.SHEETS, self.tr("Slips")), (scoring.HANDS, self.tr("Counted hands"))]
        )
        self.entry.chosen.connect(
            lambda chosen: self.desk.bridge.do(lambda: self.session.scores.set_entry(self._home, chosen))
        )
        self.short = Button(kind="quiet", text=self.tr("Show what is in"), icon="eye")
        self.short.clicked.connect(self._reveal)
        self.again = Button(self.tr("Cover them again"), icon="eye_off")
        self.again.clicked.connect(self._cover)
        row.addWidget(self.entry)
        row.addStretch(1)
        row.addWidget(self.short)
        row.addWidget(self.again)
        column.addLayout(row)
        self._empty = PlainLabel(no_forces_words(), role="ink_soft", wrap=True)
        column.addWidget(self._empty)
        self.grid = ScoreGrid(scale)
        self.grid.scored.connect(self._scored)
        self.grid.refused.connect(lambda: self.desk.say(scores_allowed(self.grid.scale)))
        self.grid.moved.connect(self.hints_changed)
        column.addWidget(self.grid)
        self.hands = HandsTable(scale)
        self.hands.counted.connect(self._counted)
        column.addWidget(self.hands)
        column.addStretch(1)
        self._show()
        self.grid.go_to_first_gap()
        QTimer.singleShot(_QUIET, self, load_soon)

    # -- the stage asks --------------------------------------------------------------------------------------------

    def caption(self) -> str:
        """See Panel."""
        return f"{self.phase.title} · {scale_words(self.grid.scale)}"

    def counted(self) -> Counted | None:
        """See Panel."""
        people, done = self.session.data.people_present, self._done
        if not self._found:
            return None
        if self._is_shown:
            return Counted(self.tr("{count} slips, shown to the room").format(count=done), "ok")
        if self._by_hands:
            words = self.tr("{count} of {people} hands everywhere").format(count=done, people=people)
            return Counted(words, "ok" if done >= people else "ink_soft")
        if done >= people:
            return Counted(self.tr("All {count} slips are in").format(count=done), "ok")
        sheet, left = self.grid.sheet, self.grid.left_on(self.grid.sheet)
        if self.grid.scale.dots:
            words = (
                self.tr("Slip {sheet} of {people} · 1 dot left")
                if left == 1
                else self.tr("Slip {sheet} of {people} · {count} dots left")
            )
        elif left == 1:
            words = self.tr("Slip {sheet} of {people} · 1 force to go")
        else:
            words = self.tr("Slip {sheet} of {people} · {count} forces to go")
        return Counted(words.format(sheet=sheet, people=self.grid.sheets, count=left))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        if self._is_shown:
            return None
        return self.hands.first_open() if self._by_hands else self.grid

    def take_text(self, text: str) -> bool:
        """See Panel."""
        return False

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches(*_TABLES):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self._is_shown:
            return self.tr("The room sees the picture")
        return self.tr("The room sees: slips are being counted")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        if self._is_shown or not self._found:
            return ()
        if self._by_hands:
            return (KeyHint("0–9", self.tr("hands")), KeyHint("Enter", self.tr("next score")))
        scale = self.grid.scale
        if scale.words:
            digits = " ".join(scale.words[value][:1] for value in reversed(scale.values))
        else:
            digits = "0–9" if scale.dots or scale.most > 9 else f"{scale.least}–{scale.most}"
        return (
            KeyHint(digits, self.tr("score, next force")),
            KeyHint("Left Right", self.tr("other slip")),
            KeyHint("Space", self.tr("no score")),
            KeyHint("Enter", self.tr("next slip")),
        )

    def next_step(self) -> NextStep | None:
        """See Panel."""
        if self._is_shown:
            return None
        people = self.session.data.people_present
        reason = ""
        if not self._any:
            reason = self.tr("No score is in yet")
        elif self._done < people and not self._by_hands:
            reason = self.tr("Reveal after slip {number}").format(number=people)
        elif self._done < people:
            reason = self.tr("Not all hands are counted")
        return NextStep(self.tr("Reveal"), "scores.reveal", reason)

    def command(self, name: str) -> bool:
        """See Panel."""
        if name != "scores.reveal":
            return False
        self._reveal()
        return True

    # -- what stands -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        data = self.session.data
        self._found = found = forces.forces(data)
        ids = [each.id for each in found]
        tallies = scoring.tallies(data, self._home, self._round, ids)
        self._any = any(not each.empty for each in tallies.values())
        self._done = scoring.sheets_done(data, self._home, self._round, ids)
        self._is_shown = shown = scoring.is_shown(data, self._home, self._round)
        self._by_hands = by_hands = scoring.entry(data, self._home) == scoring.HANDS
        self.entry.set_current(scoring.HANDS if by_hands else scoring.SHEETS)
        self._empty.setVisible(not found)
        self.entry.setVisible(bool(found))
        self.grid.setVisible(bool(found) and not by_hands)
        self.again.setVisible(shown)
        self.short.setVisible(not shown and self._any and self._done < data.people_present)
        scale = scoring.scale_of(data, self._home, self._round)
        if by_hands:
            self._show_hands(scale)
        self.hands.setVisible(bool(found) and by_hands)
        if by_hands:
            return
        sheets = scoring.sheets(data, self._home, self._round)
        scores = {(sheet, item): score for sheet, given in sheets.items() for item, score in given.items()}
        columns = max(data.people_present, *sheets, 1)
        figures = self._figures(tallies, scale) if shown else None
        self.grid.set_scale(scale)
        self.grid.show_scores(sections_of(found), columns, scores, is_open=not shown, figures=figures)

    def _show_hands(self, scale: Scale) -> None:
        """Make and fill the fields only where they are used, and before they are seen: they are many."""
        self.hands.set_scale(scale)
        self.hands.show_items(sections_of(self._found))
        counts = {
            (each.id, score): count
            for each in self._found
            for score, count in scoring.hands_of(self.session.data, self._home, self._round, each.id).items()
        }
        self.hands.show_counts(counts, is_open=not self._is_shown)

    def _figures(self, found: Mapping[str, Tally], scale: Scale) -> dict[str, str]:
        words = {}
        for item, tally in found.items():
            if tally.empty:
                words[item] = figure_words(None)
            elif scale.dots:
                words[item] = figure_words(tally.figure(scale))
            else:
                words[item] = f"{figure_words(tally.median)}  ({tally.low}–{tally.high})"
        return words

    # -- acts ------------------------------------------------------------------------------------------------------

    def _scored(self, sheet: int, item: str, score: object) -> None:
        value = score if isinstance(score, int) else None
        self.desk.bridge.do(lambda: self.session.scores.set(self._home, self._round, sheet, item, value))

    def _counted(self, item: str, score: int, count: int) -> None:
        self.desk.bridge.do(
            lambda: self.session.scores.set_hands(self._home, self._round, item, score, count)
        )

    def _reveal(self) -> None:
        """Show all scores to the room at once, and go on to talk about them."""

        def act() -> bool:
            self.session.scores.reveal(self._home, self._round)
            talk = f"{self.phase.id}_talk"
            if any(each.id == talk for each in self.session.course.phases(self.activity)):
                self.session.course.go(self.activity.id, talk)
            return True

        self.desk.bridge.do(act)

    def _cover(self) -> None:
        self.desk.bridge.do(lambda: self.session.scores.cover(self._home, self._round))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
