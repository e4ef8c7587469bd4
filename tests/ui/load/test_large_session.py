"""A room of a hundred with two thousand notes: the whole workshop can be run and written out."""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from exports import formats
from exports.source import source_of
from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from ui.desk.services import DeskServices
from ui.desk.window import DeskWindow
from ui.projector.controller import ProjectorController
from ui.screens import ScreenWatcher
from ui.settings import Settings


@pytest.mark.torture
def test_a_hundred_people_with_two_thousand_notes_go_through_a_whole_workshop(
    styled: Any,
    answers: Any,
    tmp_path: Path,
    rounds: Callable[[int, int], int],
    figures: Callable[..., None],
) -> None:
    """Every phase is shown at the desk and in the room, everything is counted, and the files hold it all."""
    people, notes = rounds(30, 100), rounds(300, 2_000)
    with Library.create_or_open(tmp_path / "library.db") as library:
        method = method_files.load("cop-bootstrap")
        session = open_session(library, new_session(library, method, "A large room"))
        session.people.add([f"Person {number}" for number in range(people)])
        lanes = [lane.id for activity in method.activities for lane in activity.lanes]
        for number, lane in enumerate(lanes):
            count = notes // len(lanes) + (number < notes % len(lanes))
            session.notes.add_many(lane, [f"{lane}: what {each} said" for each in range(count)])
        assert len(session.data.notes) == notes
        settings = Settings(tmp_path / "settings.ini")
        watcher = ScreenWatcher(styled)
        window = DeskWindow(settings)
        window.furnish(
            DeskServices(settings, lambda bridge, desk: ProjectorController(settings, desk, watcher, bridge))
        )
        try:
            window.open_session(session)
            window.resize(1280, 720)
            window.show()
            assert window.desk is not None
            window.desk.projector.show()
            session.course.start()
            longest = 0.0
            for activity in method.activities:
                for phase in session.course.phases(activity):
                    begin = process_time()
                    session.course.go(activity.id, phase.id)
                    styled.processEvents()
                    longest = max(longest, process_time() - begin)
                    assert (session.place.activity_id, session.place.phase) == (activity.id, phase.id)
            session.course.finish()
            styled.processEvents()
        finally:
            window.close()
        for written in ("report", "pdf", "md", "json"):
            report = formats.export(source_of(session), written, tmp_path / written)
            assert report.path.stat().st_size > 0
        assert (tmp_path / "json").read_text(encoding="utf-8").count(" said") == notes
    figures("large_room", people=people, notes=notes, longest=round(longest * 1000))
