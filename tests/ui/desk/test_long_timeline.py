"""A long timeline on the desk: what is seen is painted once, and nothing moves when the picture comes."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.timelines import KINDS, Written
from ui.desk.stage import stage_for
from ui.desk.timeline.timeline_panel import TimelinePanel


class Paints(QObject):
    """Remembers with which size widgets were painted, by their parents' types."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[str, list[QSize]] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.seen.setdefault(type(watched.parent()).__name__, []).append(watched.size())
        return False


@pytest.fixture
def session() -> Session:
    """An incident with sixty entries over an hour."""
    made = rehearse(method_files.load("postmortem"))
    made.timeline.set_incident(zone="Europe/Berlin", service="Search")
    made.timeline.take_many(
        Written(f"2026-03-02T13:{minute:02d}:00Z", f"What was seen, number {minute}", KINDS[minute % 6])
        for minute in range(60)
    )
    made.course.go("impact")
    return made


@pytest.fixture
def paints(open_desk: Any, session: Session) -> Iterator[Paints]:
    """Watches every paint of a desk that shows another part of the postmortem."""
    desk = open_desk(make_stage=stage_for, size=(1920, 1080))
    desk.window.open_session(session)
    settle()
    watching = Paints()
    application: Any = QApplication.instance()
    application.installEventFilter(watching)
    yield watching
    application.removeEventFilter(watching)


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def shown() -> TimelinePanel:
    return next(
        each for each in QApplication.allWidgets() if isinstance(each, TimelinePanel) and each.isVisible()
    )


def test_list_and_picture_come_with_the_first_paint_in_their_place(paints: Paints, session: Session) -> None:
    """The list must not be painted over the place of a picture that comes later, and then again below it."""
    session.course.go("timeline")
    settle()
    panel = shown()
    assert panel.picture.page.marks
    assert paints.seen["TimelinePicture"] == [panel.picture.viewport().size()]
    rows = [size for size in paints.seen["EntryList"] if size.width() > 100]
    assert rows == [panel.list.viewport().size()]


def test_one_more_entry_paints_the_list_once(paints: Paints, session: Session) -> None:
    """Its rows are measured before they are painted, not after."""
    session.course.go("timeline")
    settle()
    shown().list.go_to(0)
    settle()
    paints.seen.clear()
    session.timeline.add_line("2026-03-02 15:10:30 > One more")
    settle()
    assert len([size for size in paints.seen["EntryList"] if size.width() > 100]) == 1
