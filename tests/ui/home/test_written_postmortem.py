"""A postmortem written elsewhere becomes a session from Home: previewed, corrected, and nothing of it lost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from facilitator import postmortem_files, timelines
from facilitator.errors import UserError
from facilitator.postmortem_files import Draft
from facilitator.postmortem_taking import Taking
from ui.desk.dialogs.written_postmortem import WrittenPostmortemDialog

TEXT = """# Lanterns went dark

The lanterns of the harbour were dark for an hour on 2026-03-02.

## Timeline

- 14:05 A new timer is switched on
- 14:32 The harbour master calls

## What went well

- The boats had their own light

## Weather

It rained.
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A Markdown file that somebody wrote in another program."""
    path = tmp_path / "lanterns.md"
    path.write_text(TEXT, "utf-8")
    return path


def answer(monkeypatch: pytest.MonkeyPatch, does: Any) -> list[WrittenPostmortemDialog]:
    """Let the dialog be answered by `does` as soon as it is shown."""
    shown: list[WrittenPostmortemDialog] = []

    def exec_(self: WrittenPostmortemDialog) -> int:
        shown.append(self)
        does(self)
        return self.result()

    monkeypatch.setattr(WrittenPostmortemDialog, "exec", exec_)
    return shown


def test_a_file_becomes_a_session_that_is_open(
    open_desk: Any, answers: Any, monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """Entries, notes and texts stand where their headings say, in the zone that was written."""
    desk = open_desk()
    answers.next.append(written)

    def agree(dialog: WrittenPostmortemDialog) -> None:
        assert dialog.day.text() == "2026-03-02"
        dialog.zone.set_text("Europe/Berlin")
        dialog.make.click()

    answer(monkeypatch, agree)
    desk.acts.open_file()
    session = desk.window.session
    assert session.data.session.title == "Lanterns went dark"
    assert (session.place.mode, session.place.activity_id) == ("prepare", "timeline")
    timeline = timelines.timeline(session.data)
    assert [each.at for each in timeline.entries] == ["2026-03-02T13:05:00Z", "2026-03-02T13:32:00Z"]
    assert timeline.zone == "Europe/Berlin"
    assert [each.text for each in session.data.loose_in("well")] == ["The boats had their own light"]
    kept = " ".join(str(each.value) for each in session.data.tables["activity_values"].values())
    for part in ("dark for an hour", "Weather", "It rained."):
        assert part in kept
    assert desk.home.library.load(session.id)[0].session.title == "Lanterns went dark"


def test_another_place_can_be_chosen_for_a_part(
    open_desk: Any, answers: Any, monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """What the heading did not tell, a person does."""
    desk = open_desk()
    answers.next.append(written)

    def move(dialog: WrittenPostmortemDialog) -> None:
        number = next(each.number for each in dialog._draft.sections if each.heading == "Weather")
        box = dialog.places[number]
        assert box.currentData() == "notes"
        box.setCurrentIndex(box.findData("lucky"))
        dialog.make.click()

    answer(monkeypatch, move)
    desk.acts.open_file()
    assert any("It rained." in each.text for each in desk.window.session.data.loose_in("lucky"))


def test_leaving_makes_nothing(
    open_desk: Any, answers: Any, monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """Cancel leaves the library as it was."""
    desk = open_desk()
    answers.next.append(written)
    shown = answer(monkeypatch, QDialog.reject)
    desk.acts.open_file()
    assert len(shown) == 1
    assert desk.window.session is None
    assert desk.home.library.summaries() == []


def test_a_file_that_is_no_text_is_told(
    open_desk: Any, answers: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One sentence, no dialog, no session."""
    desk = open_desk()
    path = tmp_path / "picture.md"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xfe\x00")
    answers.next.append(path)
    shown = answer(monkeypatch, QDialog.reject)
    desk.acts.open_file()
    assert shown == []
    assert desk.window.toast.isVisible()
    assert desk.window.session is None


@pytest.mark.parametrize(("day", "zone"), [("2026-02-30", "UTC"), ("2026-03-02", "Europe/Atlantis")])
def test_a_day_or_zone_that_cannot_be_is_said_before_anything_is_made(
    qtbot: Any, styled: Any, day: str, zone: str
) -> None:
    """The filled button waits, and mending it is enough."""

    def preview(draft: Draft, day: date, zone: str) -> Taking:
        return Taking((), (), (), (), "", ("Found.",))

    dialog = WrittenPostmortemDialog(
        postmortem_files.read(TEXT), preview, lambda *_: "id", "UTC", date(2026, 3, 4)
    )
    qtbot.addWidget(dialog)
    assert dialog.said.text() == "Found."
    dialog.day.set_text(day)
    dialog.zone.set_text(zone)
    assert not dialog.make.isEnabled()
    assert dialog.wrong.text()
    dialog.day.set_text("2026-03-02")
    dialog.zone.set_text("Europe/Berlin")
    assert dialog.make.isEnabled()
    dialog.make.click()
    assert dialog.session_id == "id"


def test_a_session_that_cannot_be_made_is_told_in_the_dialog(qtbot: Any, styled: Any) -> None:
    """The places that were chosen are still there to be mended."""

    def begin(draft: Draft, day: date, zone: str) -> str:
        raise UserError("The notes would be too long.")

    dialog = WrittenPostmortemDialog(
        postmortem_files.read(TEXT),
        lambda *_: Taking((), (), (), (), "", ()),
        begin,
        "UTC",
        date(2026, 3, 4),
    )
    qtbot.addWidget(dialog)
    dialog.make.click()
    assert dialog.wrong.text() == "The notes would be too long."
    assert not dialog.result()
