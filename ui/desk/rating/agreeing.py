"""What the room agrees on about a topic: a score on each scale, how it moves, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from facilitator import ratings
from facilitator.ratings import Agreed, RatingScale, TopicFigures
from facilitator.session import Session
from ui import theme as themes
from ui.desk.steps.draft_text import DraftText
from ui.pictures.rating_history import month_words
from ui.pictures.rating_marks import ScoreMark, TrendMark, colour_of, trend_words, value_words
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["Agreeing"]

_SCALE_NAME = 110
_SIGNS_TO = 5
"""A scale with more scores than this shows them without signs, to fit beside the list."""


class Agreeing(QWidget):
    """A form of one line for each scale, one for the trend and one for the reason.

    Left and Right walk along a line, Enter takes what the keyboard is on and goes to the next line, Up and Down
    change the line. Signals: scored(str scale, int score), moved(str trend), said() when the reason is to be kept.
    """

    scored = Signal(str, int)
    moved = Signal(str)
    said = Signal()

    def __init__(
        self, session: Session, draft: str, scales: Sequence[RatingScale], *, trend: bool, evidence: bool
    ) -> None:
        """`draft` names the draft of the reason; without `trend` or `evidence` their lines are not there."""
        super().__init__()
        self._scales = tuple(scales)
        self._began = False
        self.agreed: dict[str, Segments] = {}
        self.trend = Segments(self.tr("How it moves"), sign=_paint_trend)
        self.trend.set_segments([(each, trend_words(each)) for each in ratings.TRENDS])
        self.trend.chosen.connect(self.moved)
        self.why = DraftText(
            session, draft, self.tr("Why"), self.tr("Why? One sentence, in the room’s words")
        )
        self.why.taken.connect(lambda _: self.said.emit())
        self.why.left.connect(self.said)
        self._was = PlainLabel(style="small", role="ink_soft", wrap=True)
        self._lay_out()
        # Shown before it has a place, a line would be a window of its own.
        self.trend.setVisible(trend)
        self.why.setVisible(evidence)
        self._lines: list[QWidget] = [*self.agreed.values()]
        self._lines += [line for line, asked in ((self.trend, trend), (self.why, evidence)) if asked]
        for segments in (*self.agreed.values(), self.trend):
            for button in segments.findChildren(QAbstractButton):
                button.installEventFilter(self)
        self.why.installEventFilter(self)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 6, 0, 0)
        lines.setSpacing(10)
        lines.addWidget(PlainLabel(self.tr("We agree on"), style="lead", weight=600))
        several = len(self._scales) > 1
        for scale in self._scales:
            line = QHBoxLayout()
            line.setSpacing(12)
            if several:
                name = PlainLabel(scale.title, role="ink_soft", wrap=True)
                name.setFixedWidth(_SCALE_NAME)
                line.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
            segments = self._segments(scale, several=several)
            self.agreed[scale.id] = segments
            line.addWidget(segments)
            line.addStretch(1)
            lines.addLayout(line)
        lines.addWidget(self.trend, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._was)
        lines.addWidget(self.why)

    def _segments(self, scale: RatingScale, *, several: bool) -> Segments:
        values = list(scale.scale.values)
        coloured = colour_of(scale, values[0]) is not None

        def paint(painter: QPainter, identifier: str, box: QRectF) -> None:
            value = int(identifier)
            ScoreMark(box, colour_of(scale, value), value_words(scale, value)).paint(
                painter, themes.current()
            )

        name = self.tr("What we agree on")
        if several:
            name = self.tr("What we agree on: {scale}").format(scale=scale.title or scale.id)
        made = Segments(name, sign=paint if coloured and len(values) <= _SIGNS_TO else None)
        made.set_segments([(str(value), value_words(scale, value)) for value in values])
        made.chosen.connect(lambda chosen: self.scored.emit(scale.id, int(chosen)))
        return made

    @property
    def first(self) -> QWidget:
        """The first line of the form."""
        return self._lines[0]

    def show_topic(self, here: TopicFigures, *, moved: bool) -> None:
        """Show what was agreed about a topic and last time; a reason being typed stays, unless the topic `moved`.

        A reason that was half typed when the program ended comes back the first time.
        """
        agreed = here.agreed or Agreed()
        for scale in self._scales:
            value = agreed.values.get(scale.id)
            self.agreed[scale.id].set_current("" if value is None else str(value))
        self.trend.set_current(agreed.trend or "")
        comes_back = not self._began and bool(self.why.text())
        self._began = True
        if not comes_back and (moved or not self.why.hasFocus()):
            self.why.show_text(agreed.why)
        words = self._last_time(here)
        self._was.setText(words)
        self._was.setVisible(bool(words))

    def _last_time(self, here: TopicFigures) -> str:
        was = here.was.values if here.was is not None else {}
        values = [value_words(scale, was[scale.id]) for scale in self._scales if scale.id in was]
        if here.was is None or not values:
            return ""
        when = month_words(here.was_date or "", year=True)
        words = self.tr("Last time, in {when}: {value}").format(when=when, value=", ".join(values))
        if here.was.trend is not None:
            words = f"{words}, {trend_words(here.was.trend).lower()}"
        return f"{words}. {here.was.why}" if here.was.why else words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up, Down and Enter go from line to line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if isinstance(watched, QAbstractButton):
                return self._figure_typed(watched, event.text()) or self._key_on_a_segment(
                    watched, event.key()
                )
            if watched is self.why and event.key() == Qt.Key.Key_Up and self._at_the_top():
                return self._step_from(self.why, -1)
        return False

    def _figure_typed(self, button: QAbstractButton, text: str) -> bool:
        """Agree on the figure that is typed on its line, as hands are typed above; 0 is ten, colours have none."""
        line = button.parentWidget()
        if line is None:
            return False
        for scale in self._scales:
            if (
                self.agreed[scale.id] is line
                and text.isdecimal()
                and colour_of(scale, scale.scale.least) is None
            ):
                value = int(text) or 10
                if value in scale.scale.values:
                    self.scored.emit(scale.id, value)
                    self._step_from(line, 1)
                # A figure off the scale is no reason why.
                return True
        return False

    def _key_on_a_segment(self, button: QAbstractButton, key: int) -> bool:
        line = button.parentWidget()
        if line is None:
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_from(line, 1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button.click()
            self._step_from(line, 1)
            return True
        return False

    def _step_from(self, line: QWidget, step: int) -> bool:
        goal = self._lines.index(line) + step
        if not 0 <= goal < len(self._lines):
            return False
        self._lines[goal].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _at_the_top(self) -> bool:
        return not QTextCursor(self.why.textCursor()).movePosition(QTextCursor.MoveOperation.Up)


def _paint_trend(painter: QPainter, identifier: str, box: QRectF) -> None:
    TrendMark(box.adjusted(1, 1, -1, -1), identifier).paint(painter, themes.current())
