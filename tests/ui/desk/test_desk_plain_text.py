"""What people write is shown as they wrote it, wherever the desk repeats it."""

import html
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from facilitator import method_files
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.menu import row_menu, session_menu
from ui.desk.stage import stage_for

HOSTILE = "<b>x</b> & <img src=file:///etc/passwd>"


def hostile_method() -> Method:
    """Return a method of somebody's own that has markup in every title."""
    method = method_files.load("cop-bootstrap")
    activities = [
        replace(
            each,
            title=HOSTILE,
            phases=tuple(
                replace(phase, title=HOSTILE, heading=HOSTILE, say=HOSTILE, watch=(HOSTILE,), hint=HOSTILE)
                for phase in each.phases
            ),
            lanes=tuple(
                replace(lane, title=HOSTILE, question=HOSTILE, prompts=(HOSTILE,)) for lane in each.lanes
            ),
        )
        for each in method.activities
    ]
    return replace(method, title=HOSTILE, activities=tuple(activities))


def hostile_session() -> Session:
    """Return a session with markup in everything that can be written in it."""
    session = rehearse(hostile_method(), HOSTILE)
    session.people.add([HOSTILE, f"{HOSTILE} 2"])
    for activity in session.data.method.activities:
        for lane in activity.lanes:
            session.notes.add(lane.id, HOSTILE)
            session.groups.create([session.notes.add(lane.id, f"{HOSTILE} 2").id], HOSTILE)
    for box in session.data.method.canvas.boxes if session.data.method.canvas else ():
        session.outcomes.write(box.id, HOSTILE)
    session.parking.park(HOSTILE)
    session.actions.add(HOSTILE, owner=HOSTILE)
    return session


def shown(window: QWidget) -> Iterator[QWidget]:
    """The window and everything in it, where the event loop has come round."""
    QApplication.processEvents()
    yield window
    yield from window.findChildren(QWidget)


def misread(widget: QWidget) -> list[str]:
    """Return which of a widget's texts Qt would not show as they are."""
    found = []
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and widget.text():
        found.append(f"label {widget.text()!r}")
    tip = widget.toolTip()
    marked_up_as_plain = tip.startswith("<span")
    if "<b>" in tip or "<img" in tip or (not marked_up_as_plain and tip != html.unescape(tip)):
        found.append(f"tooltip {tip!r}")
    if isinstance(widget, QAbstractButton) and not QKeySequence.mnemonic(widget.text()).isEmpty():
        found.append(f"button {widget.text()!r}")
    return [f"{type(widget).__name__}: {each}" for each in found]


def lines_of(menu: QMenu) -> Iterator[str]:
    """The words of a menu and of the menus below it."""
    for action in menu.actions():
        yield action.text()
        below = action.menu()
        if isinstance(below, QMenu):
            yield from lines_of(below)


@pytest.fixture
def desk_window(open_desk: Callable[..., Any]) -> Any:
    """A window with the session of `hostile_session`, and the real stages."""
    desk = open_desk(activity=None, make_stage=stage_for)
    desk.window.open_session(hostile_session())
    return desk.window


@pytest.mark.parametrize("size", [(1280, 720), (900, 560)])
def test_nothing_on_the_desk_is_read_as_markup(desk_window: Any, size: tuple[int, int]) -> None:
    """Labels are plain, tooltips guess no markup, an ampersand is no short-cut: before, in every phase, and after."""
    session = desk_window.session
    desk_window.resize(*size)
    found = [each for widget in shown(desk_window) for each in misread(widget)]
    session.course.start()
    for activity in session.data.method.activities:
        for phase in session.course.phases(activity):
            session.course.go(activity.id, phase.id)
            found += [each for widget in shown(desk_window) for each in misread(widget)]
    session.course.finish()
    found += [each for widget in shown(desk_window) for each in misread(widget)]
    assert found == []


def test_titles_in_menus_have_no_hidden_short_cut(desk_window: Any) -> None:
    """A menu shows the ampersand of a title instead of underlining what follows."""
    page = desk_window.page
    desk_window.session.course.start()
    entry = page.session.data.agenda[2]
    words = [*lines_of(session_menu(page, print)), *lines_of(row_menu(page, entry, print))]
    assert any("<b>x</b> && <img" in each for each in words)
    assert [each for each in words if not QKeySequence.mnemonic(each).isEmpty()] == []
