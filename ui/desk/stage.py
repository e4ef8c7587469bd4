"""The stage: what the facilitator works with in the middle of the desk. One subclass a kind of activity."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.session import Session
from ui.desk.context import DeskContext

__all__ = ["KeyHint", "NextStep", "Stage", "stage_for"]


@dataclass(frozen=True)
class KeyHint:
    """A key that works now and what it does, for the hint strip."""

    keys: str
    text: str


@dataclass(frozen=True)
class NextStep:
    """What the filled button does instead of going to the next phase; `reason` says why it cannot be done yet."""

    text: str
    command: str
    reason: str = ""


class Stage(QWidget):
    """Base of all stages. A stage draws its own heading and content; rail, private side and foot are not its business.

    Signals:
        hints_changed: what the room sees, the keys or the next step are different now.
    """

    hints_changed = Signal()

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        """Make the stage of `activity`; `enter` follows at once."""
        super().__init__(parent)
        self.desk = desk
        self.activity = activity

    @property
    def session(self) -> Session:
        """The open session."""
        return self.desk.session

    def enter(self, phase: Phase) -> None:
        """Show `phase`, with everything as the session has it now."""
        raise NotImplementedError

    def refresh(self, changes: Changes) -> None:
        """Take in what changed, redrawing no more than that."""
        raise NotImplementedError

    def leave(self) -> None:
        """Keep half-typed text before another stage is shown."""

    def room_sees(self) -> str:
        """Return one line: what the room sees now."""
        raise NotImplementedError

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that work now, three at most."""
        return ()

    def next_step(self) -> NextStep | None:
        """Return what the filled button does; None for the next phase."""
        return None

    def private_words(self, phase: Phase) -> tuple[str, tuple[str, ...]]:
        """Return what to say and what to watch now: those of `phase`, unless it has come to another step."""
        return phase.say, phase.watch

    def carrying(self) -> str | None:
        """Return what is being carried ("Carrying 1 note"): the hint strip says so; None for nothing."""
        return None

    def command(self, name: str) -> bool:
        """Carry out the command of `next_step` or of a key of this stage; tell whether it was one."""
        return False

    def focus_rect(self) -> QRect:
        """Return nothing for the ring of the keyboard: what is on the stage gets one, not the stage itself."""
        return QRect()

    def wants_width(self) -> bool:
        """Tell whether the private side folds away at small widths (board and align)."""
        return False

    def reach(self, row_id: str) -> bool:
        """Put the keyboard on the row of the session with this id; tell whether it is shown here."""
        return False

    def take_text(self, text: str) -> bool:
        """Begin writing with `text`, typed while nothing had the focus; tell whether it was taken."""
        return False


def stage_for(desk: DeskContext, activity: Activity) -> Stage:
    """Return a new stage for `activity`: the class `KindStage` of the kind's module."""
    found: type[Stage] = import_module(f"ui.desk.activities.{activity.kind}").KindStage
    return found(desk, activity)
