"""What settles a tie: the announced steps at the left, what the present one asks for at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator import voting
from facilitator.errors import UserError
from facilitator.method import Activity
from facilitator.model import Hands
from facilitator.voting import Round, Standing
from ui import fonts
from ui import theme as themes
from ui.desk.context import DeskContext
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import KEPT_WHOLE
from ui.desk.voting.ballot_round import round_named, standing
from ui.desk.voting.hands import HandsList
from ui.desk.voting.protocol import show_protocol
from ui.desk.voting.rules_bar import SHEETS, entry_of
from ui.desk.voting.sheets import SheetsEntry
from ui.desk.voting.words import step_words, tie_words
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.drawing import draw_box
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["TieCard", "fingers_in"]

_PAD = 16
_QUIET_PAD = 12
"""Room beside the words of a quiet button, which end where the lines below end."""
_STEP = 30
_DISC = 22.0


def fingers_in(text: str) -> list[int]:
    """Return the fingers typed for one candidate, "3 4 4 5" or "3445": one figure a hand.

    Raises:
        UserError: something else than figures from 0 to 5.
    """
    figures = re.sub(r"[\s,;]+", "", text)
    if any(each not in "012345" for each in figures):
        raise UserError(_tr("Each hand shows 0 to 5 fingers. Type one figure a hand, such as 3 4 4 5."))
    return [int(each) for each in figures]


def _tr(text: str) -> str:
    return QCoreApplication.translate("TieCard", text)


class _Steps(QWidget):
    """The announced steps with their numbers: done, here, to come."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[str, ...] = ()
        self._here: str | None = None
        self._done: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[str], here: str | None, done: Sequence[str]) -> None:
        """Show these rounds, the one we are at and those behind us."""
        self._steps, self._here, self._done = tuple(steps), here, tuple(done)
        said = self.tr("Step: {step}").format(step=step_words(here)) if here else self.tr("No step is left")
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font("body", 600))
        words = max((metrics.horizontalAdvance(step_words(each)) for each in self._steps), default=0.0)
        return QSize(max(192, int(_DISC + words) + 12), _STEP * max(1, len(self._steps)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for index, step in enumerate(self._steps):
            disc = QRectF(0.5, index * _STEP + (_STEP - _DISC) / 2, _DISC, _DISC)
            here, done = step == self._here, step in self._done
            border = theme.colour("accent" if here else "line" if done else "edge")
            draw_box(
                painter,
                disc,
                fill=theme.colour("accent") if here else None,
                border=border,
                corner=_DISC / 2,
            )
            if done:
                paint_icon(painter, "check", disc.adjusted(4, 4, -4, -4), theme.colour("ink_faint"))
            else:
                painter.setFont(fonts.font("caption", 600))
                painter.setPen(theme.colour("on_accent" if here else "ink_soft"))
                painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(index + 1))
            painter.setFont(fonts.font("body", 600 if here else 400))
            painter.setPen(theme.colour("accent" if here else "ink_faint" if done else "ink_soft"))
            words = QRectF(disc.right() + 8, index * _STEP, self.width(), _STEP)
            painter.drawText(words, middle, step_words(step))
        painter.end()


class _Fist(QWidget):
    """Fist of five: the fingers of each hand, candidate after candidate."""

    def __init__(self, desk: DeskContext, activity: Activity) -> None:
        super().__init__()
        self._desk = desk
        self._activity = activity
        self.lines: dict[str, DraftLine] = {}
        self._said: dict[str, PlainLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_round(self, this: Round) -> None:
        """Show the candidates still level and the fingers counted for each."""
        if list(self.lines) != [each.id for each in this.candidates]:
            clear_layout(self._column)
            self.lines, self._said = {}, {}
            for each in this.candidates:
                self._add(each.id, each.title)
        for candidate_id, shown in this.fingers.items():
            line = self.lines[candidate_id]
            if not line.hasFocus() and shown and not line.text():
                line.setText(" ".join(map(str, shown)))
            hands = (
                self.tr("1 hand") if len(shown) == 1 else self.tr("{count} hands").format(count=len(shown))
            )
            words = self.tr("{hands}, lowest {low}, sum {sum}").format(
                hands=hands, low=min(shown, default=0), sum=sum(shown)
            )
            self._said[candidate_id].setText(words if shown else "")
            self._said[candidate_id].setVisible(bool(shown))

    def keep_typed(self) -> bool:
        """Store what stands in the lines; tell whether every candidate has fingers now, and say who has none."""
        for candidate_id, line in self.lines.items():
            if not self._keep(candidate_id, line.text()):
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        shown = voting.fingers(self._desk.session.data, self._activity.id)
        open_line = next((line for each, line in self.lines.items() if not shown.get(each)), None)
        if open_line is not None:
            said = self.tr("{name} has no fingers yet.").format(name=open_line.accessibleName())
            self._desk.bridge.said.emit(said)
            open_line.setFocus(Qt.FocusReason.OtherFocusReason)
        return open_line is None

    def first_open(self) -> DraftLine | None:
        """Return the line to type in next."""
        lines = list(self.lines.values())
        focused = next((line for line in lines if line.hasFocus()), None)
        return focused or next((line for line in lines if not line.text()), lines[0] if lines else None)

    def _add(self, candidate_id: str, title: str) -> None:
        field = f"{self._activity.id}/fist/{candidate_id}"
        line = DraftLine(self._desk.session, field, title, self.tr("such as 3 4 4 5"))
        line.taken.connect(lambda text: self._take(candidate_id, text))
        line.editingFinished.connect(lambda: self._keep(candidate_id, line.text()))
        label = PlainLabel(title, style="lead", weight=500, elide=True)
        said = PlainLabel(style="caption", role="ink_soft", elide=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label)
        names.addWidget(said)
        row.addLayout(names, 1)
        row.addWidget(line, 1)
        self._column.addLayout(row)
        self.lines[candidate_id] = line
        self._said[candidate_id] = said

    def _keep(self, candidate_id: str, text: str) -> bool:
        session, activity_id = self._desk.session, self._activity.id
        if self._desk.session.data.value(activity_id, voting.FIST, {}).get(candidate_id, []) == sorted(
            _figures(text)
        ):
            return True

        def act() -> bool:
            session.votes.show_fingers(activity_id, candidate_id, fingers_in(text))
            return True

        return bool(self._desk.bridge.do(act))

    def _take(self, candidate_id: str, text: str) -> None:
        if not self._keep(candidate_id, text):
            return
        self._desk.session.course.keep_draft(f"{self._activity.id}/fist/{candidate_id}", "")
        ids = list(self.lines)
        place = ids.index(candidate_id)
        if place + 1 < len(ids):
            self.lines[ids[place + 1]].setFocus(Qt.FocusReason.TabFocusReason)


def _figures(text: str) -> list[int]:
    return [int(each) for each in text if each in "012345"]


class TieCard(QWidget):
    """The card under the counts while a tie is settled."""

    def __init__(self, desk: DeskContext, activity: Activity) -> None:
        """Settle the tie of `activity`."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setProperty(KEPT_WHOLE, True)
        self._title = PlainLabel(style="lead", elide=True)
        self._said = PlainLabel(style="small", role="ink_soft", elide=True)
        self.protocol = Button(self.tr("See the protocol"), kind="quiet")
        self.protocol.clicked.connect(lambda: show_protocol(desk, activity, self))
        self.counted = PlainLabel(style="small", role="ink_soft", alignment=Qt.AlignmentFlag.AlignRight)
        self._steps = _Steps()
        self.hands = HandsList(compact=True)
        self.hands.counted.connect(self._count)
        self.sheets = SheetsEntry(desk, activity, voting.RUN_OFF)
        self.fist = _Fist(desk, activity)
        self.seed = DraftLine(
            desk.session,
            f"{activity.id}/seed",
            self.tr("Seed of the draw"),
            self.tr("A word or number from the room; empty: by chance"),
        )
        self._lot = self._make_lot()
        self._stuck = PlainLabel(
            self.tr("Still level, and no further step was announced. Open the vote again."),
            role="warn",
            wrap=True,
        )
        self._lay_out()

    def _make_lot(self) -> QWidget:
        lot = QWidget()
        column = QVBoxLayout(lot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = self.tr("The seed is shown and kept, so that anybody can repeat the draw.")
        column.addWidget(PlainLabel(words, style="small", role="ink_soft", wrap=True))
        column.addWidget(self.seed)
        return lot

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_PAD, _PAD, _PAD - _QUIET_PAD, _PAD)
        whole.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._said)
        head.addLayout(words, 1)
        head.addWidget(self.protocol)
        whole.addLayout(head)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.setContentsMargins(0, 0, _QUIET_PAD, 0)
        middle.addWidget(self._steps, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.setSpacing(0)
        for each in (self.hands, self.sheets, self.fist, self._lot, self._stuck):
            right.addWidget(each)
        right.addStretch(1)
        middle.addLayout(right, 1)
        middle.addWidget(self.counted, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(middle)

    def refresh(self) -> None:
        """Show the tie as the session has it."""
        now = standing(self._desk, self._activity)
        self._title.setText(tie_words(now))
        done = [each.name for each in now.closed if each.name != voting.VOTE]
        here = now.round if now.round != voting.VOTE else None
        self._said.setText(_order_words(now))
        self._steps.show_steps(now.rules.tie_break, here, done)
        by_sheets = entry_of(self._desk, self._activity) == SHEETS
        shown = round_named(now, here) if here else None
        run_off = round_named(now, voting.RUN_OFF)
        self.hands.setVisible(
            run_off is not None and ((here == voting.RUN_OFF and not by_sheets) or here is None)
        )
        self.sheets.setVisible(here == voting.RUN_OFF and by_sheets)
        self.fist.setVisible(here == voting.FIST)
        self._lot.setVisible(here == voting.LOT)
        self._stuck.setVisible(bool(now.tied) and now.open is None)
        if run_off is not None:
            counts = run_off.counts
            if here == voting.RUN_OFF:
                counts = {each.candidate: each.count for each in self._hands_of(voting.RUN_OFF)}
            self.hands.show_candidates(run_off.candidates)
            self.hands.show_counts(counts, is_open=here == voting.RUN_OFF)
            self.sheets.show_round(run_off.candidates, is_open=here == voting.RUN_OFF)
        if here == voting.FIST and shown is not None:
            self.fist.show_round(shown)
        self._show_counted(shown)

    def first_focus(self) -> QWidget | None:
        """Return where the present step is typed."""
        here = standing(self._desk, self._activity).round
        if here == voting.RUN_OFF:
            by_sheets = entry_of(self._desk, self._activity) == SHEETS
            return self.sheets.line if by_sheets else self.hands.first_open()
        if here == voting.FIST:
            return self.fist.first_open()
        return self.seed if here == voting.LOT else self.protocol

    def ready_to_close(self) -> bool:
        """Take in what was typed last; tell whether the present step may be closed."""
        return standing(self._desk, self._activity).round != voting.FIST or self.fist.keep_typed()

    def _hands_of(self, round_name: str) -> list[Hands]:
        return [
            each
            for each in self._desk.session.data.hands
            if (each.activity_id, each.round) == (self._activity.id, round_name)
        ]

    def _show_counted(self, this: Round | None) -> None:
        if this is None or this.name == voting.LOT:
            self.counted.hide()
            return
        words = self.tr("{cast} of {possible} counted").format(cast=this.cast, possible=this.possible)
        self.counted.setText(words)
        role = "ok" if this.cast == this.possible else "warn" if this.surplus else "ink_soft"
        self.counted.set_role(role)
        self.counted.show()

    def _count(self, candidate_id: str, count: int) -> None:
        votes = self._desk.session.votes
        self._desk.bridge.do(lambda: votes.set_hands(self._activity.id, voting.RUN_OFF, candidate_id, count))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, fill=theme.colour("sheet"), border=theme.colour("accent"), corner=6.0)
        painter.end()


def _order_words(now: Standing) -> str:
    if now.open is None and now.winner is not None:
        return _tr("Settled as it was announced before the vote.")
    if len(now.closed) > 1:
        return _tr("Still level. The next step comes, as announced.")
    return _tr("You announced this order before the vote.")
