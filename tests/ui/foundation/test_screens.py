"""Screens come and go: the room's window never lands on the desk's screen, and one change is told once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from ui.screens import ScreenInfo, ScreenWatcher, find_screen, list_screens, pick_projector_screen

LAPTOP = ScreenInfo("eDP-1", "", QRect(0, 0, 1280, 720), is_primary=True)
BEAMER = ScreenInfo("HDMI-1", "B1", QRect(1280, 0, 1920, 1080))
WALL = ScreenInfo("DP-2", "W9", QRect(3200, 0, 3840, 2160), ratio=2.0)
MIRROR = ScreenInfo("HDMI-1", "B1", QRect(0, 0, 1920, 1080))


def test_one_screen_has_no_place_for_the_room() -> None:
    """On a single screen the room's view is an ordinary window."""
    assert pick_projector_screen([LAPTOP], LAPTOP) is None
    assert pick_projector_screen([LAPTOP], None) is None
    assert pick_projector_screen([], None) is None


def test_the_other_screen_is_taken() -> None:
    """Two screens: the one without the desk."""
    assert pick_projector_screen([LAPTOP, BEAMER], LAPTOP) == BEAMER
    assert pick_projector_screen([LAPTOP, BEAMER], BEAMER) == LAPTOP


def test_the_remembered_screen_comes_first() -> None:
    """The projector of last week is found again by name and serial, wherever it now stands."""
    moved = ScreenInfo("DP-2", "W9", QRect(-3840, 0, 3840, 2160))
    assert pick_projector_screen([LAPTOP, BEAMER, moved], LAPTOP, WALL.key) == moved


def test_the_remembered_screen_is_not_taken_from_the_desk() -> None:
    """Memory never puts the room's view over the desk."""
    assert pick_projector_screen([LAPTOP, BEAMER], BEAMER, BEAMER.key) == LAPTOP


def test_a_mirrored_screen_is_no_second_screen() -> None:
    """When the projector shows the desk's picture, the room's window would cover the desk."""
    assert pick_projector_screen([LAPTOP, MIRROR], LAPTOP) is None


def test_main_screen_of_the_system_comes_last() -> None:
    """With the desk on an extra screen, another extra screen is better than the main one."""
    assert pick_projector_screen([LAPTOP, BEAMER, WALL], BEAMER) == WALL


class Cables:
    """Screens that a test plugs in and out."""

    def __init__(self, *screens: ScreenInfo) -> None:
        self.plugged = screens

    def __call__(self) -> tuple[ScreenInfo, ...]:
        return self.plugged


def test_many_events_are_one_change(qtbot: QtBot) -> None:
    """A cable causes several events; listeners hear at once that it begins, and once what came of it."""
    cables = Cables(LAPTOP)
    watcher = ScreenWatcher(list_now=cables, settle_ms=10)
    heard: list[tuple[ScreenInfo, ...]] = []
    begun: list[bool] = []
    watcher.changed.connect(heard.append)
    watcher.disturbed.connect(lambda: begun.append(True))
    cables.plugged = (LAPTOP, BEAMER)
    with qtbot.waitSignal(watcher.changed, timeout=2000):
        for _ in range(5):
            watcher.touch(object())
    assert heard == [(LAPTOP, BEAMER)]
    assert begun == [True]
    assert watcher.screens == (LAPTOP, BEAMER)


def test_a_change_that_was_none_is_not_told(qtbot: QtBot) -> None:
    """A loose contact that came back leaves everything as it was."""
    watcher = ScreenWatcher(list_now=Cables(LAPTOP), settle_ms=0)
    with qtbot.assertNotEmitted(watcher.changed, wait=50):
        watcher.touch()


def test_all_screens_gone_is_told(qtbot: QtBot) -> None:
    """Even no screen at all is an answer, not a crash."""
    cables = Cables(LAPTOP, BEAMER)
    watcher = ScreenWatcher(list_now=cables, settle_ms=0)
    cables.plugged = ()
    with qtbot.waitSignal(watcher.changed, timeout=2000) as heard:
        watcher.touch()
    assert heard.args == [()]


def test_real_screens_are_found_again(qtbot: QtBot) -> None:
    """A value leads back to Qt's screen as long as it is connected, and to nothing afterwards."""
    (screen,) = list_screens()
    assert screen.is_primary
    found = find_screen(screen)
    assert found is not None
    assert found.geometry() == screen.geometry
    assert find_screen(WALL) is None


TWO_SCREENS = """
from PySide6.QtWidgets import QApplication, QWidget
from ui.screens import list_screens, pick_projector_screen, screen_of, show_full_screen_on, ScreenInfo
from PySide6.QtCore import QRect
application = QApplication([])
desk, room = QWidget(), QWidget()
desk.show()
screens = list_screens()
wanted = pick_projector_screen(screens, screen_of(desk))
shown = show_full_screen_on(room, wanted)
application.processEvents()
print([screen.name for screen in screens], [screen.ratio for screen in screens])
print(shown, screen_of(desk).name, screen_of(room).name, room.isFullScreen(), room.geometry() == wanted.geometry)
gone = ScreenInfo("gone", "", QRect(0, 0, 1, 1))
print(show_full_screen_on(room, gone), room.isVisible())
"""


@pytest.fixture
def two_screens(tmp_path: Path) -> Path:
    """A set-up of two screens for the offscreen platform."""

    def screen(name: str, x: int, width: int, height: int, ratio: int) -> dict[str, object]:
        return {
            "name": name,
            "x": x,
            "y": 0,
            "width": width,
            "height": height,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": ratio,
        }

    path = tmp_path / "two.json"
    screens = [screen("Laptop", 0, 1280, 720, 1), screen("Projector", 1280, 1920, 1080, 2)]
    path.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return path


def test_with_two_screens_the_room_fills_the_second(two_screens: Path) -> None:
    """On two real screens of Qt: full screen, the right one, and hidden when that screen is gone."""
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={two_screens}"}
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "['Laptop', 'Projector'] [1.0, 2.0]",
        "True Laptop Projector True True",
        "False False",
    ]
