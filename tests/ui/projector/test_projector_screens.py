"""The room's window on two screens: never on the desk's, hidden at once when a cable goes, back by one act."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.projector.identify import NumberCard

ROOT = Path(__file__).parents[3]

STORY = """
import sys, warnings
from pathlib import Path
from PySide6.QtCore import QRect
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from facilitator import method_files
from facilitator.opening import rehearse
from ui.bridge import Bridge
from ui.projector.controller import ProjectorController
from ui.screens import ScreenInfo, ScreenWatcher, list_screens, screen_of
from ui.settings import Settings

application = QApplication([])
session = rehearse(method_files.load("cop-bootstrap"), "Kick-off")
session.course.start()
desk = QMainWindow()
desk.setGeometry(QRect(50, 50, 900, 600))
desk.show()
laptop, beamer = list_screens()


class Cables:
    plugged = (laptop, beamer)

    def __call__(self):
        return self.plugged


cables = Cables()
watcher = ScreenWatcher(list_now=cables, settle_ms=5)
settings = Settings(Path(sys.argv[1]))
said = []


def controller():
    made = ProjectorController(settings, desk, watcher, Bridge(session))
    made.said.connect(said.append)
    return made


def settle():
    assert QSignalSpy(watcher.settled).wait(30_000)
    application.processEvents()


def plug(*screens):
    cables.plugged = screens
    watcher.touch()
    hidden = not projector.window.isVisible()
    settle()
    return hidden


def where():
    window = projector.window
    if not window.isVisible():
        return "hidden"
    kind = "full" if window.isFullScreen() else "window"
    return f"{screen_of(window).name} {kind}"


projector = controller()
"""


def run_story(tmp_path: Path, story: str) -> list[str]:
    """The lines that a story prints, told on a laptop and a projector with twice the resolution."""
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": ratio}
        | {"logicalBaseDpi": 96}
        for name, x, width, height, ratio in (
            ("Laptop", 0, 1280, 720, 1),
            ("Projector", 1280, 1920, 1080, 2),
        )
    ]
    config = tmp_path / "two.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", STORY + story, str(tmp_path / "settings.ini")],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=ROOT,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def told(tmp_path: Path) -> "Story":
    return Story(tmp_path)


class Story:
    """Tells stories in a program of their own, since a program's screens are given at its start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, story: str) -> list[str]:
        return run_story(self._folder, story)


def test_it_fills_the_screen_without_the_desk(told: Story) -> None:
    assert told(
        """
projector.show()
print(where(), screen_of(desk).name, projector.single_screen, said)
print(projector.window.geometry() == beamer.geometry)
projector.toggle()
print(where(), projector.visible)
"""
    ) == ["Projector full Laptop False []", "True", "hidden False"]


def test_a_cable_that_goes_hides_it_and_one_act_brings_it_back(told: Story) -> None:
    """While screens change it is hidden at once; it never shows up on the desk's screen by itself."""
    assert told(
        """
projector.show()
print(plug(laptop), where(), projector.visible)
print(said)
print(plug(laptop, beamer), where(), projector.visible)
projector.toggle()
print(where(), projector.visible)
"""
    ) == [
        "True hidden False",
        "['The projector went away. Its window is hidden; press F5 when it is back.']",
        "True hidden False",
        "Projector full True",
    ]


def test_a_loose_contact_brings_it_back_by_itself(told: Story) -> None:
    assert told(
        """
projector.show()
print(plug(laptop, beamer), where(), projector.visible, said)
"""
    ) == ["True Projector full True []"]


def test_all_screens_gone_is_no_crash(told: Story) -> None:
    assert told(
        """
projector.show()
print(plug(), where(), projector.visible)
projector.toggle()
print(projector.window.isFullScreen())
print(plug(laptop, beamer))
projector.hide()
projector.show()
print(where())
"""
    ) == ["True hidden False", "False", "False", "Projector full"]


def test_a_mirrored_projector_does_not_cover_the_desk(told: Story) -> None:
    assert told(
        """
projector.show()
mirror = ScreenInfo(beamer.name, beamer.serial, QRect(0, 0, 1920, 1080))
plug(laptop, mirror)
print(where(), len(said))
"""
    ) == ["hidden 1"]


def test_an_ordinary_window_moves_to_the_projector_that_came_by_one_act(told: Story) -> None:
    assert told(
        """
cables.plugged = (laptop,)
watcher.touch()
settle()
projector.show()
print(where(), said)
plug(laptop, beamer)
print(where())
projector.toggle()
print(where())
"""
    ) == [
        "Laptop window ['One screen only. The room’s view opens in a window.']",
        "Laptop window",
        "Projector full",
    ]


def test_swapping_moves_desk_and_room_and_is_remembered(told: Story) -> None:
    assert told(
        """
projector.swap()
print(said)
projector.show()
size = desk.size()
projector.swap()
print(where(), screen_of(desk).name, desk.isVisible(), desk.size() == size)
projector.close()
projector = controller()
projector.show()
print(where())
projector.swap()
print(where(), screen_of(desk).name)
"""
    ) == [
        "['There is nothing to swap yet. Show the projector on a second screen first: F5.']",
        "Laptop full Projector True True",
        "Laptop full",
        "Projector full Laptop",
    ]


def test_the_desk_dragged_onto_the_room_makes_it_give_way(told: Story) -> None:
    assert told(
        """
from PySide6.QtGui import QGuiApplication
projector.show()
desk.setScreen(QGuiApplication.screens()[1])
desk.setGeometry(QRect(1400, 100, 900, 600))
QTest.qWait(20)
print(screen_of(desk).name, where())
"""
    ) == ["Projector Laptop full"]


def test_big_numbers_tell_the_screens_apart_and_go_away(told: Story) -> None:
    assert told(
        """
projector.show()
projector.identify()
cards = projector._numbers.cards
print([(card.number, card.words, screen_of(card).name) for card in cards])
projector._numbers.clear()
print([card.isVisible() for card in cards])
"""
    ) == ["[(1, 'This desk', 'Laptop'), (2, 'The room', 'Projector')]", "[False, False]"]


@pytest.mark.parametrize(("platform", "above"), [("xcb", True), ("windows", False)])
def test_a_number_stands_above_the_full_screen_of_the_room(
    qapp: object, monkeypatch: pytest.MonkeyPatch, platform: str, above: bool
) -> None:
    """Window managers of X11 keep a full screen above windows that only ask to stay on top."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    flags = NumberCard(2, "The room").windowFlags()
    assert bool(flags & Qt.WindowType.BypassWindowManagerHint) == above
