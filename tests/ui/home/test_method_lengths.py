"""A method of several lengths: the choice is offered where a session begins, and the session has its timeboxes."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.library import Library, SessionSummary
from ui.desk.dialogs.new_session import NewSessionDialog

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def dialog_for(method_id: str, qtbot: Any, begun: list[Beginning]) -> NewSessionDialog:
    def begin(beginning: Beginning, _community: str) -> str:
        begun.append(beginning)
        return "id"

    made = NewSessionDialog(method_files.load(method_id), [], begin, NOW)
    qtbot.addWidget(made)
    return made


def test_the_usual_length_is_chosen_and_another_sets_the_minutes(qtbot: Any, styled: QApplication) -> None:
    """One click on 30 minutes: the length follows, and can still be changed by hand."""
    begun: list[Beginning] = []
    dialog = dialog_for("postmortem", qtbot, begun)
    assert not dialog.variants.isHidden()
    assert dialog.variants.state_of("usual") == "current"
    assert dialog.length.value() == 60
    dialog.variants.chosen.emit("short")
    assert dialog.variants.state_of("short") == "current"
    assert dialog.length.value() == 30
    dialog.length.set_value(35)
    dialog.prepare.click()
    assert (begun[0].variant, begun[0].minutes) == ("short", 35.0)


def test_lengths_with_long_titles_are_a_list(qtbot: Any, styled: QApplication) -> None:
    """No title of a length makes the fields wider than the dialog; Down chooses another one as a click would."""
    begun: list[Beginning] = []
    method = method_files.load("postmortem")
    long = [
        replace(each, title=f"{each.title}: {'all that we have time for' * 3}") for each in method.variants
    ]

    def begin(beginning: Beginning, _community: str) -> str:
        begun.append(beginning)
        return "id"

    dialog = NewSessionDialog(replace(method, variants=tuple(long)), [], begin, NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    inside = dialog._view.widget()
    assert inside is not None
    assert inside.width() <= dialog._view.viewport().width()
    assert dialog.variant_list.chosen_id() == "usual"
    qtbot.keyClick(dialog.variant_list, Qt.Key.Key_Down)
    assert dialog.length.value() == 90
    dialog.prepare.click()
    assert begun[0].variant == "long"


@pytest.mark.parametrize("method_id", [each.id for each in method_files.available()])
def test_the_fields_are_whole_for_every_method(qtbot: Any, styled: QApplication, method_id: str) -> None:
    """None of them reaches beyond the right edge."""
    dialog = dialog_for(method_id, qtbot, [])
    dialog.show()
    inside = dialog._view.widget()
    assert inside is not None
    assert inside.width() <= dialog._view.viewport().width()


def test_a_method_of_one_length_offers_no_choice(qtbot: Any, styled: QApplication) -> None:
    """No row without a meaning."""
    begun: list[Beginning] = []
    dialog = dialog_for("cop-bootstrap", qtbot, begun)
    assert dialog._variant_line.isHidden()
    dialog.prepare.click()
    assert begun[0].variant is None


@pytest.mark.parametrize(("variant", "minutes"), [("short", 30), ("usual", 60), ("long", 90)])
def test_the_session_begins_with_the_timeboxes_that_were_chosen(
    tmp_path: Path, qtbot: Any, styled: QApplication, variant: str, minutes: int
) -> None:
    """What the dialog hands over is a session of that length."""
    begun: list[Beginning] = []
    dialog = dialog_for("postmortem", qtbot, begun)
    dialog.variants.chosen.emit(variant)
    dialog.start.click()
    with Library.create_or_open(tmp_path / "library.db") as library:
        data, _ = library.load(begin_session(library, method_files.load("postmortem"), begun[0]))
        assert data.session.minutes == minutes
        planned = sum(
            phase.minutes
            for activity in data.method.activities
            if not activity.optional
            for phase in activity.phases
        )
        assert planned == pytest.approx(minutes, rel=0.1)


def test_the_whole_method_is_a_choice_where_no_variant_is_as_long(qtbot: Any, styled: QApplication) -> None:
    """A wiring review has one shorter variant: its whole length stands beside it, chosen, and can be chosen again."""
    begun: list[Beginning] = []
    dialog = dialog_for("wiring-review", qtbot, begun)
    segments = dialog.variants._segments
    assert segments[0].words == "2 h 30 min: all of it"
    assert [each.state for each in segments] == ["current", "later"]
    dialog.variants.chosen.emit("short")
    assert dialog.length.value() == 90
    dialog.variants.chosen.emit(segments[0].identifier)
    assert [each.state for each in segments] == ["current", "later"]
    dialog.prepare.click()
    assert (begun[0].variant, begun[0].minutes) == (None, 150.0)


def test_run_again_it_is_as_long_as_what_it_looks_back_at_makes_it(qtbot: Any, styled: QApplication) -> None:
    """A wiring review that follows one begins on time: the ten minutes for the promises are in its length."""
    method = method_files.load("wiring-review")
    made, method_id = "2026-10-01T09:30:00Z", method.id
    row = ("id", "Autumn", method_id, method.title, "after", made, made, 9, False, None, made, None, "", None)
    again = SessionSummary(*row)
    dialog = NewSessionDialog(method, [], lambda *_: "", NOW, again=again)
    qtbot.addWidget(dialog)
    assert dialog.length.value() == 160
    dialog.follows.setChecked(False)
    assert dialog.length.value() == 150
    dialog.variants.chosen.emit("short")
    assert dialog.length.value() == 90
    dialog.length.set_value(100)
    dialog.follows.setChecked(True)
    assert dialog.length.value() == 100, "what somebody chose stays"


def test_the_whole_chosen_again_has_its_look_back_still(qtbot: Any, styled: QApplication) -> None:
    """After a look at the short one: what follows a session of another method looks at its promises as well."""
    method, made = method_files.load("wiring-review"), "2026-10-01T09:30:00Z"
    row = ("id", "Autumn", "other", "Other", "after", made, made, 9, False, None, made, None, "", None)
    dialog = NewSessionDialog(method, [], lambda *_: "", NOW, again=SessionSummary(*row))
    qtbot.addWidget(dialog)
    assert dialog.length.value() == 160
    dialog.variants.chosen.emit("short")
    assert dialog.length.value() == 90
    dialog.variants.chosen.emit(dialog.variants._segments[0].identifier)
    assert dialog.length.value() == 160


class _Opened(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("method_id", ["lean-coffee", "postmortem", "wiring-review"])
def test_no_part_of_it_is_a_window_for_a_moment(qtbot: Any, styled: QApplication, method_id: str) -> None:
    """What is shown before it stands in the dialog flashes up on the screen by itself."""
    opened = _Opened()
    styled.installEventFilter(opened)
    try:
        dialog = dialog_for(method_id, qtbot, [])
        assert opened.windows == []
        dialog.show()
    finally:
        styled.removeEventFilter(opened)
    assert opened.windows == ["NewSessionDialog"]
