"""A small desk for stages: a session, its bridge and a window that shows the stage of the place it is at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from facilitator import method_files
from facilitator.model import Changes
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.bridge import Bridge
from ui.desk.context import DeskContext
from ui.desk.stage import Stage, stage_for
from ui.settings import Settings
from ui.widgets.button import Button


class Desk(QWidget):
    """Shows the stage of the session as the frame does, without the frame."""

    def __init__(self, session: Session, answers: Any, folder: Path, qtbot: Any) -> None:
        super().__init__()
        self.session = session
        self.qtbot = qtbot
        self.said: list[str] = []
        self.bridge = Bridge(session, self)
        self.bridge.said.connect(self.said.append)
        self.bridge.changed.connect(self._changed)
        settings = Settings(folder / "settings.ini")
        nobody = cast(Any, None)
        self.context = DeskContext(self.bridge, answers, settings, nobody, self.said.append, self.said.append)
        self.stage: Stage | None = None
        self._column = QVBoxLayout(self)
        self._place = ("", "")
        self.resize(768, 560)

    def go(self, activity: str, phase: str | None = None) -> Stage:
        """Go to a phase and return its stage, with the keyboard in it."""
        self.session.course.go(activity, phase)
        return self.here

    @property
    def here(self) -> Stage:
        """The stage that is shown."""
        assert self.stage is not None
        return self.stage

    def forward(self) -> None:
        """Press the filled button."""
        QApplication.processEvents()
        step = self.here.next_step()
        if step is None:
            self.session.course.next_phase()
        else:
            assert not step.reason, step.reason
            assert self.here.command(step.command)

    def type(self, text: str) -> None:
        """Type into what has the keyboard; a line end is Enter."""
        for each in text:
            QApplication.processEvents()
            if each == "\n":
                self.press(Qt.Key.Key_Return)
            else:
                self.qtbot.keyClicks(self.focusWidget(), each)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        QApplication.processEvents()
        self.qtbot.keyClick(self.focusWidget(), key, modifier)

    def words(self) -> str:
        """Everything that can be read in the stage."""
        QApplication.processEvents()
        labels = [each for each in self.findChildren(QLabel) if each.isVisibleTo(self)]
        return "\n".join(each.text() for each in labels)

    def button(self, words: str) -> Any:
        """Return the visible button that has `words` on it or as its name."""
        QApplication.processEvents()
        found = [
            each
            for each in self.findChildren(Button)
            if words in (each.words, each.accessibleName()) and each.isVisibleTo(self)
        ]
        assert found, f"no button {words!r}"
        return found[0]

    def tops_by_tab(self, first: QWidget, last: QWidget) -> list[int]:
        """Return how far down the stops of Tab are, from one to another."""
        QApplication.processEvents()
        stops, here = [], first
        while here is not last:
            if here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisibleTo(self):
                stops.append(here)
            here = here.nextInFocusChain()
        return [each.mapTo(self, each.rect().topLeft()).y() for each in (*stops, last)]

    def _changed(self, changes: Changes) -> None:
        place = (self.session.place.activity_id, self.session.place.phase)
        activity, phase = self.session.course.activity, self.session.course.phase
        if place == self._place or activity is None or phase is None:
            if self.stage is not None:
                self.stage.refresh(changes)
            return
        if self.stage is None or place[0] != self._place[0]:
            if self.stage is not None:
                self.stage.leave()
                self.stage.hide()
                self.stage.deleteLater()
            self.stage = stage_for(self.context, activity)
            self._column.addWidget(self.stage)
        self._place = place
        self.stage.enter(phase)
        self.stage.show()
        self.stage.setFocus(Qt.FocusReason.OtherFocusReason)


@pytest.fixture
def session() -> Session:
    made = rehearse(method_files.load("cop-bootstrap"))
    made.course.start()
    return made


def _shown(session: Session, answers: Any, folder: Path, qtbot: Any) -> Iterator[Desk]:
    made = Desk(session, answers, folder, qtbot)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    yield made
    made.bridge.close()


@pytest.fixture
def desk(session: Session, answers: Any, styled: Any, qtbot: Any, tmp_path: Path) -> Iterator[Desk]:
    """The session on a desk that is shown and has the keyboard."""
    yield from _shown(session, answers, tmp_path, qtbot)


@pytest.fixture
def field() -> Session:
    """A force field for ten people: five forces on each side, nothing scored yet."""
    made = rehearse(method_files.load("force-field"))
    made.course.start()
    made.people.set_head_count(10)
    made.forces.set_change("every team alone", "one shared on-call")
    made.notes.add_many("hinders", [f"Brake {number}" for number in range(1, 6)])
    made.notes.add_many("helps", [f"Push {number}" for number in range(1, 6)])
    # Sharing mixes the notes; from here on they stay in their order.
    made.course.go("sharing", "cluster")
    return made


@pytest.fixture
def field_desk(field: Session, answers: Any, styled: Any, qtbot: Any, tmp_path: Path) -> Iterator[Desk]:
    """The force field on a desk that is shown and has the keyboard."""
    yield from _shown(field, answers, tmp_path, qtbot)
