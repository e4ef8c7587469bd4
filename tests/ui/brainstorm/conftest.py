"""The desk's own window with a rehearsal at a brainstorm; keys go where the keyboard really is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import method_files
from facilitator.model import Group, Note
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.services import DeskServices
from ui.desk.stage import stage_for
from ui.desk.window import DeskWindow
from ui.settings import Settings


class NoProjector(QObject):
    """A projector that is never shown: whatever it is asked to do, it does nothing."""

    changed = Signal()
    said = Signal(str)
    unsaid = Signal(str)
    visible = frozen = black = False

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None


class Table:
    """What a test does at the desk: type, press keys, look at the page and the session."""

    def __init__(self, window: DeskWindow, session: Session, qtbot: Any) -> None:
        self.window, self.session, self._qtbot = window, session, qtbot

    @property
    def stage(self) -> Any:
        return self.window.page.stage  # type: ignore[union-attr]

    @property
    def page(self) -> Any:
        return self.stage.page

    @property
    def keyboard(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "the keyboard is nowhere"
        return focus

    def type(self, text: str) -> None:
        # Letter by letter, because the first one may take the keyboard elsewhere.
        for letter in text:
            self._qtbot.keyClicks(self.keyboard, letter)

    def press(self, *keys: str) -> None:
        """Press keys such as "Return" or "Ctrl+Shift+G", one after another, where the keyboard is."""
        for each in keys:
            *held, name = each.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for word in held:
                modifiers |= getattr(
                    Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(word, f"{word}Modifier")
                )
            key = Qt.Key.Key_Backtab if each == "Shift+Tab" else getattr(Qt.Key, f"Key_{name}")
            self._qtbot.keyClick(self.keyboard, key, modifiers)

    def go(self, phase: str) -> Any:
        self.session.course.go(self.session.place.activity_id, phase)
        self.window.page.focus_stage()  # type: ignore[union-attr]
        return self.page

    def texts(self, lane: str = "vision") -> list[str]:
        return [note.text for note in self.session.data.notes_in(lane)]

    def group(self, title: str) -> Group:
        return next(group for group in self.session.data.groups if group.title == title)

    def note(self, text: str) -> Note:
        return next(note for note in self.session.data.notes if note.text == text)

    def pick(self, *texts: str) -> None:
        """Choose notes or groups on the board by their words."""
        data = self.session.data
        by_words = {group.title: group.id for group in data.groups}
        by_words |= {note.text: note.id for note in data.notes}
        self.page.selection.choose([by_words[text] for text in texts])
        self.page.view.setFocus()

    def drag(self, key: str, goal: QPointF) -> None:
        """Drag a note or a group by the mouse to a point of the board."""
        view = self.page.view
        start = self.page.scene.rect_of(key).topLeft() + QPointF(24, 12)
        first, last = view.mapFromScene(start), view.mapFromScene(goal)
        self._qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        for point in (first + QPoint(4, 4), first + QPoint(20, 16), last):
            self._move(point)
        self._qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)

    def _move(self, point: QPoint) -> None:
        left = Qt.MouseButton.LeftButton
        viewport = self.page.view.viewport()
        place = QPointF(viewport.mapToGlobal(point))
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, QPointF(point), place, left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, event)


Open = Callable[..., Table]


@pytest.fixture
def at_table(qtbot: Any, styled: Any, answers: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the desk at a phase of a brainstorm, `notes` of Vision and `more` of Importance written before."""
    windows: list[DeskWindow] = []

    def opened(
        phase: str = "solo",
        notes: list[str] | None = None,
        more: list[str] | None = None,
        activity: str = "vision-importance",
        session: Session | None = None,
    ) -> Table:
        made = session or rehearse(method_files.load("cop-bootstrap"), "Steady Hands kick-off")
        if session is None:
            made.course.start()
            made.course.go(activity)
            # As if the notes had been mixed already: the tests know their order.
            made.values.set(activity, "revealed", True)
            if notes:
                made.notes.add_many("vision", notes)
            if more:
                made.notes.add_many("importance", more)
            made.course.go(activity, phase)
        settings = Settings(tmp_path / "settings.ini")
        settings.keep("reduced_motion", True)
        services = DeskServices(
            settings=settings,
            make_projector=lambda bridge, window: NoProjector(),  # type: ignore[arg-type,return-value]
            chime=lambda: None,
            make_stage=stage_for,
            prompts=answers,
        )
        window = DeskWindow(services.settings)
        window.furnish(services)
        windows.append(window)
        qtbot.addWidget(window)
        window.open_session(made)
        window.resize(1280, 720)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.page.focus_stage()  # type: ignore[union-attr]
        return Table(window, made, qtbot)

    yield opened
    for window in windows:
        if window.session is not None:
            window.close()
