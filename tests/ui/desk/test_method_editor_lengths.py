"""The method editor asks for other lengths of a method, and in which way an election runs each phase."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator import method_drafts, method_files
from facilitator.variants import in_variant
from ui.desk.methods.editor import MethodEditor
from ui.desk.methods.timebox_list import TimeboxList
from ui.widgets.check import Check
from ui.widgets.select import Select

Open = Callable[..., MethodEditor]


@pytest.fixture
def edit(edit_draft: Open) -> Open:
    """Opens the editor on a copy of a method that comes along."""

    def start(method_id: str, window: QWidget | None = None) -> MethodEditor:
        return edit_draft(method_drafts.copied(method_files.load(method_id), "Ours"), window=window)

    return start


def at(editor: MethodEditor, *place: str | int) -> Any:
    """The field at a place of the part that is shown."""
    assert editor._form is not None
    return editor._form.fields[place]


def times(editor: MethodEditor) -> TimeboxList:
    """The minutes of the phases in the length that is open."""
    assert editor._form is not None
    (found,) = editor._form.findChildren(TimeboxList)
    return found


def type_over(qtbot: Any, line: QLineEdit, text: str) -> None:
    """Type into a line, over what stands there."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, text)


def test_another_length_is_added_filled_in_and_saved(edit: Open, qtbot: Any) -> None:
    """From the button to the file: the title, the whole, one phase of its own; the others take their share."""
    editor = edit("lean-coffee")
    at(editor, "variants").click()
    assert editor.draft["variants"] == [{"id": "length", "title": "Shorter", "minutes": 20.0}]
    type_over(qtbot, at(editor, "variants", 0, "title"), "At lunch")
    type_over(qtbot, at(editor, "variants", 0, "minutes"), "40")
    type_over(qtbot, at(editor, "variants", 0, "phases", "talk/share"), "25")
    editor.save()
    assert editor.saved is not None
    lunch = in_variant(editor.saved, "length")
    assert (editor.saved.variants[0].title, lunch.minutes) == ("At lunch", 40)
    minutes = {f"{each.id}/{phase.id}": phase.minutes for each in lunch.activities for phase in each.phases}
    assert minutes["talk/share"] == 25
    assert minutes["topics/solo"] == 3.5


def test_shares_and_what_they_take_together_are_live(edit: Open, qtbot: Any) -> None:
    """While the length is typed the usual shares follow, and a sum that differs from it is said in figures."""
    editor = edit("lean-coffee")
    at(editor, "variants").click()
    boxes = times(editor)
    usual = boxes.lines["talk/share"].placeholderText()
    assert boxes.together.text() == "Together they take 21 min."
    type_over(qtbot, at(editor, "variants", 0, "minutes"), "60")
    assert boxes.lines["talk/share"].placeholderText() != usual
    type_over(qtbot, boxes.lines["talk/share"], "60")
    assert "more than said above" in boxes.together.text()
    type_over(qtbot, boxes.lines["talk/share"], "5")
    assert "less than said above" in boxes.together.text()


def test_a_length_without_minutes_is_said_and_shown(edit: Open, qtbot: Any) -> None:
    """In the words of the editor, and the button leads to the field; the same for a single phase."""
    editor = edit("lean-coffee")
    at(editor, "variants").click()
    type_over(qtbot, at(editor, "variants", 0, "minutes"), "soon")
    editor.check()
    assert editor.state.text().startswith(
        "The method, Other lengths to choose from, “Shorter”, Minutes in all: must be minutes"
    )
    assert not editor.save_button.isEnabled()
    editor.list.setCurrentRow(1)
    editor.go_to_mistake()
    assert editor.focusWidget() is at(editor, "variants", 0, "minutes")
    type_over(qtbot, at(editor, "variants", 0, "minutes"), "30")
    type_over(qtbot, at(editor, "variants", 0, "phases", "vote/vote"), "0")
    editor.check()
    assert "Minutes of each phase" in editor.state.text()
    editor.go_to_mistake()
    assert editor.focusWidget() is at(editor, "variants", 0, "phases", "vote/vote")


def test_times_follow_a_short_name_and_go_with_their_activity(edit: Open, qtbot: Any) -> None:
    """Nothing is left in a length that no field shows: it could not be mended."""
    editor = edit("lean-coffee")
    at(editor, "variants").click()
    type_over(qtbot, at(editor, "variants", 0, "phases", "topics/solo"), "2")
    number = [each["id"] for each in editor.draft["activities"]].index("topics")
    editor.list.setCurrentRow(number + 1)
    type_over(qtbot, at(editor, "activities", number, "id"), "wishes")
    assert editor.draft["variants"][0]["phases"] == {"wishes/solo": 2.0}
    editor.check()
    assert editor.save_button.isEnabled()
    editor.remove_activity(number)
    assert "phases" not in editor.draft["variants"][0]


def election(editor: MethodEditor) -> int:
    """Show the election of a draft and return its number."""
    number = next(
        place for place, each in enumerate(editor.draft["activities"]) if each["kind"] == "election"
    )
    editor.list.setCurrentRow(number + 1)
    return number


def choose(select: Any, words: str) -> None:
    """Choose a line of a list as a person does."""
    assert isinstance(select, Select)
    place = select.findText(words)
    select.setCurrentIndex(place)
    select.activated.emit(place)


def test_each_phase_of_an_election_says_in_which_way_it_runs(edit: Open) -> None:
    """Beside its minutes, without opening its words; other kinds have no such list."""
    editor = edit("cop-bootstrap")
    number = election(editor)
    phases = [each["id"] for each in editor.draft["activities"][number]["phases"]]
    place = phases.index("vote")
    ways = at(editor, "activities", number, "phases", place, "way")
    assert [ways.itemText(row) for row in range(ways.count())] == [
        "every way",
        "quick only",
        "consent only",
    ]
    assert ways.chosen_id() == "quick"
    choose(ways, "every way")
    assert "way" not in editor.draft["activities"][number]["phases"][place]
    editor.list.setCurrentRow(1)
    assert not any(each[-1] == "way" for each in editor._form.fields)  # type: ignore[union-attr]


def test_a_phase_that_is_switched_on_has_its_usual_way(edit: Open) -> None:
    """Reasons belong to consent, a vote to the quick way; names are written in every way."""
    editor = edit("cop-bootstrap")
    number = election(editor)
    for phase, way in (("reasons", "consent"), ("vote", "quick"), ("nominate", None)):
        for _ in range(2):
            box = next(each for each in editor._form.findChildren(Check) if each.text() == phase.capitalize())  # type: ignore[union-attr]
            box.click()
        found = next(each for each in editor.draft["activities"][number]["phases"] if each["id"] == phase)
        assert found.get("way") == way


def test_a_way_that_no_phase_has_is_said(edit: Open) -> None:
    """An election that begins by consent, but has no phase for it, cannot be saved."""
    editor = edit("cop-bootstrap")
    number = election(editor)
    choose(at(editor, "activities", number, "settings", "way"), "by consent")
    for place, each in enumerate(editor.draft["activities"][number]["phases"]):
        if each.get("way") == "consent":
            choose(at(editor, "activities", number, "phases", place, "way"), "every way")
    editor.check()
    assert "chooses the way “consent”, which no phase has" in editor.state.text()
    assert not editor.save_button.isEnabled()


def test_what_was_added_is_in_sight_in_a_small_window(edit: Open, qtbot: Any) -> None:
    """The form scrolls to the first field of a new entry, which has the keyboard, and stays there as texts grow."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(960, 540)
    window.show()
    editor = edit("lean-coffee", window)
    qtbot.wait(100)
    at(editor, "variants").click()
    title = at(editor, "variants", 0, "title")
    qtbot.wait(100)
    assert editor.focusWidget() is title
    assert title.visibleRegion().boundingRect().height() == title.height()
