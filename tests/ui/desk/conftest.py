"""A desk with a rehearsal in it, a stage that remembers what it was told, and a projector that only keeps its state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import method_files
from facilitator.ids import to_stamp
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.context import DeskContext
from ui.desk.methods.editor import MethodEditor
from ui.desk.methods.shelf import Kept, MethodShelf
from ui.desk.services import DeskServices
from ui.desk.stage import KeyHint, NextStep, Stage
from ui.desk.window import DeskWindow
from ui.file_place import FilePlace
from ui.settings import Settings
from ui.widgets.growing_text import GrowingText


class FakeProjector(QObject):
    """Keeps what it was told, shows nothing."""

    changed = Signal()
    said = Signal(str)
    unsaid = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.visible = self.frozen = self.black = False
        self.pages = 1
        self.told: list[str] = []

    def toggle(self) -> None:
        self.visible = not self.visible
        self.changed.emit()

    def hide(self) -> None:
        self.visible = False

    def set_frozen(self, frozen: bool) -> None:
        self.frozen = frozen
        self.changed.emit()

    def set_black(self, black: bool) -> None:
        self.black = black
        self.changed.emit()

    def swap(self) -> None:
        self.told.append("swap")

    def identify(self) -> None:
        self.told.append("identify")

    def turn_page(self, step: int) -> None:
        self.told.append(f"page {step}")

    def apply_settings(self) -> None:
        self.told.append("settings")

    def set_bridge(self, bridge: object) -> None:
        self.told.append("bridge" if bridge is not None else "no bridge")

    def close(self) -> None:
        self.told.append("close")


class EchoStage(Stage):
    """Takes typed text into one field, and remembers phases, commands and changes."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self.phases: list[str] = []
        self.commands: list[str] = []
        self.changes: list[str] = []
        self.step: NextStep | None = None
        self.wide = False
        self.text = GrowingText("Note", parent=self)
        QVBoxLayout(self).addWidget(self.text)

    def enter(self, phase: Phase) -> None:
        self.phases.append(phase.id)

    def refresh(self, changes: Changes) -> None:
        self.changes.append(changes.act)

    def room_sees(self) -> str:
        return "The room sees an echo"

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint("Enter", "echo"),)

    def next_step(self) -> NextStep | None:
        return self.step

    def command(self, name: str) -> bool:
        self.commands.append(name)
        return name in ("edit", "close_vote")

    def wants_width(self) -> bool:
        return self.wide

    def take_text(self, text: str) -> bool:
        self.text.setFocus()
        self.text.insertPlainText(text)
        return True


@dataclass
class HandClock:
    """A monotonic and a wall clock that go on only when told."""

    seconds: float = 1000.0
    start: datetime = field(default_factory=lambda: datetime(2026, 3, 14, 9, 0, tzinfo=UTC))

    def monotonic(self) -> float:
        return self.seconds

    def wall(self) -> str:
        return to_stamp(self.start + timedelta(seconds=self.seconds - 1000.0))


@dataclass
class Desk:
    """What a test of the frame works with."""

    window: DeskWindow
    session: Session
    projector: FakeProjector
    clock: HandClock
    chimes: list[str]
    closed: list[Session]

    @property
    def page(self) -> Any:
        return self.window.page

    @property
    def stage(self) -> Any:
        return self.page.stage

    def pass_time(self, seconds: float) -> None:
        """Let time go by, and the window notice it."""
        self.clock.seconds += seconds
        self.page.desk.bridge.ticked.emit()


@pytest.fixture
def desk_settings(tmp_path: Path) -> Settings:
    """Settings of nobody."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def open_desk(
    qtbot: Any, styled: Any, answers: Any, desk_settings: Settings
) -> Iterator[Callable[..., Desk]]:
    """Opens a window with a rehearsal at `activity` (preparing with None); more keywords are services."""
    made: list[DeskWindow] = []

    def opened(
        activity: str | None = "vision-importance",
        size: tuple[int, int] = (1280, 720),
        home: QWidget | None = None,
        **services: Any,
    ) -> Desk:
        clock, chimes, closed = HandClock(), [], []
        projector = FakeProjector()
        session = rehearse(method_files.load("cop-bootstrap"), "Steady Hands kick-off")
        session.monotonic, session.wall = clock.monotonic, clock.wall
        if activity is not None:
            session.course.start()
            session.course.go(activity)
        given: dict[str, Any] = {
            "settings": desk_settings,
            "make_projector": lambda bridge, window: projector,
            "chime": lambda: chimes.append("chime"),
            "make_stage": EchoStage,
            "prompts": answers,
        }
        all_services = DeskServices(**{**given, **services})
        window = DeskWindow(all_services.settings)
        window.furnish(all_services, home)
        made.append(window)
        qtbot.addWidget(window)
        window.session_closed.connect(closed.append)
        window.open_session(session)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.page.focus_stage()
        return Desk(window, session, projector, clock, chimes, closed)

    yield opened
    for window in made:
        if window.session is not None:
            window.close()


@pytest.fixture
def shelf(tmp_path: Path) -> MethodShelf:
    """A folder of methods that is not there yet."""
    return MethodShelf(tmp_path / "methods")


@pytest.fixture
def edit_draft(
    qtbot: Any, styled: Any, answers: Any, shelf: MethodShelf, tmp_path: Path
) -> Callable[..., MethodEditor]:
    """Opens the editor on a draft of the shelf, over a window if one is given."""

    def start(draft: dict[str, Any], changes: str = "", window: QWidget | None = None) -> MethodEditor:
        place = FilePlace(Settings(tmp_path / "settings.ini"), tmp_path)
        editor = MethodEditor(shelf, "draft", Kept(draft, changes), answers, place, window)
        if window is None:
            qtbot.addWidget(editor)
        editor.show()
        qtbot.waitExposed(editor)
        return editor

    return start
