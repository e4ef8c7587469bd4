"""Methods of one's own from Home: the card, the key, a copy from a card's menu, a file that was sent, a rehearsal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from facilitator import method_files
from facilitator.method_writing import text_of
from facilitator.opening import new_session, open_session
from ui.application import Desk
from ui.desk.menu import session_menu
from ui.desk.methods.chooser import Begin, MethodChooser
from ui.desk.methods.editor import MethodEditor

Open = Callable[[], Desk]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[Begin]:
    """What is chosen in the chooser, one after another; nothing more and it is put away."""
    queue: list[Begin] = []

    def answer(self: MethodChooser) -> int:
        if not queue:
            return 0
        self._answer(queue.pop(0))
        return 1

    monkeypatch.setattr(MethodChooser, "exec", answer)
    return queue


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[MethodEditor], object]]:
    """What is done in the editor, one after another."""
    queue: list[Callable[[MethodEditor], object]] = []

    def work(self: MethodEditor) -> int:
        queue.pop(0)(self)
        return self.result()

    monkeypatch.setattr(MethodEditor, "exec", work)
    return queue


def cards(desk: Desk) -> list[str]:
    """The methods that can be started from Home, by the titles on their cards."""
    return [card.accessibleName() for card in desk.home.methods.cards]


def own(desk: Desk) -> Path:
    """The folder of one's own methods."""
    return desk.acts.making._folder


def test_a_method_is_made_saved_and_started(open_desk: Open, qtbot: Any, chosen: Any, edited: Any) -> None:
    """From the card on Home to the card of the new method, and a session with it."""
    desk = open_desk()
    chosen.append(Begin("empty"))
    edited.append(lambda editor: (editor.change(("title",), "Friday hour"), editor.save()))
    desk.home.methods.make.click()
    assert "Friday hour" in cards(desk)
    assert [path.name for path in own(desk).glob("*.toml")] == ["friday-hour.toml"]
    assert next(card for card in desk.home.methods.cards if card.accessibleName() == "Friday hour").hasFocus()


def test_the_key_opens_the_chooser(open_desk: Open, qtbot: Any, chosen: Any, edited: Any) -> None:
    """Ctrl+Shift+N does what the card does."""
    desk = open_desk()
    chosen.append(Begin("copy", "lean-coffee"))
    edited.append(lambda editor: editor.save())
    desk.home.setFocus()
    qtbot.keyClick(
        desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert "Lean coffee, our way" in cards(desk)


def test_a_session_keeps_the_version_it_began_with(open_desk: Open, chosen: Any, edited: Any) -> None:
    """The method is changed under a running session, and the session goes on as it was."""
    desk = open_desk()
    chosen.append(Begin("empty"))
    edited.append(lambda editor: editor.save())
    desk.acts.making.make()
    method = method_files.load("a-method-of-ours", own(desk))
    library = desk.home.library
    session = open_session(library, new_session(library, method, "With the first version"))
    chosen.append(Begin("change", "a-method-of-ours"))
    edited.append(lambda editor: (editor.change(("activities", 0, "title"), "Hello"), editor.save()))
    desk.acts.making.make()
    assert method_files.load("a-method-of-ours", own(desk)).activities[0].title == "Hello"
    assert open_session(library, session.id).data.method == method


def test_it_is_tried_in_a_rehearsal_and_the_draft_waits(open_desk: Open, chosen: Any, edited: Any) -> None:
    """The rehearsal is open in the window, the library has no session of it, the chooser offers the draft."""
    desk = open_desk()
    chosen.append(Begin("empty"))
    edited.append(lambda editor: (editor.change(("title",), "Half ready"), editor.rehearse()))
    desk.acts.making.make()
    assert desk.window.session is not None
    assert desk.window.session.data.method.title == "Half ready"
    assert desk.home.library.summaries() == []
    drafts = desk.acts.making._shelf.drafts()
    assert [each.draft["title"] for each in drafts.values()] == ["Half ready"]


def test_a_rehearsal_leads_back_to_the_editor(open_desk: Open, qtbot: Any, chosen: Any, edited: Any) -> None:
    """The button on top ends the rehearsal and opens the very draft, which can be changed and tried again."""
    desk = open_desk()
    chosen.append(Begin("empty"))
    edited.append(lambda editor: (editor.change(("title",), "Half ready"), editor.rehearse()))
    desk.acts.making.make()
    first = desk.window.session
    assert desk.window.page is not None
    back = desk.window.page.top_bar.way_back
    assert back.isVisible()
    assert back.text() == "Back to the editor"
    assert desk.window.page.top_bar.saved.text() == "Not kept"
    edited.append(lambda editor: (editor.change(("title",), "Nearly ready"), editor.rehearse()))
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert edited == []
    assert desk.window.session is not first
    assert desk.window.session is not None
    assert desk.window.session.data.method.title == "Nearly ready"
    menu = session_menu(desk.window.page, desk.window.run)
    edited.append(lambda editor: editor.reject())
    next(each for each in menu.actions() if each.text() == "Back to the editor").trigger()
    assert desk.window.session is None
    assert desk.window.shows(desk.home)
    assert len(desk.acts.making._shelf.drafts()) == 1


def test_back_from_a_rehearsal_place_and_undo_are_there(
    open_desk: Open, qtbot: Any, chosen: Any, edited: Any
) -> None:
    """What was shown is shown again, unfolded as it was, and what was done can still be undone."""
    desk = open_desk()
    chosen.append(Begin("copy", "lean-coffee"))
    seen: dict[str, Any] = {}

    def leave(editor: MethodEditor) -> None:
        editor.show()
        editor.change(("title",), "Coffee of ours")
        editor.list.setCurrentRow(2)
        editor._fold(("activities", 1, "phases", 0))
        qtbot.wait(50)
        bar = editor._view.verticalScrollBar()
        bar.setValue(120)
        seen.update(row=editor.list.currentRow(), opened=set(editor._opened), scrolled=bar.value())
        editor.rehearse()

    def come_back(editor: MethodEditor) -> None:
        editor.show()
        assert (editor.list.currentRow(), editor._opened) == (seen["row"], seen["opened"])
        qtbot.waitUntil(lambda: editor._view.verticalScrollBar().value() == seen["scrolled"] > 0)
        assert editor.undo_button.isEnabled()
        editor.undo()
        assert editor.draft["title"] == "Lean coffee, our way"
        editor.reject()

    edited += [leave, come_back]
    desk.acts.making.make()
    assert desk.window.page is not None
    qtbot.mouseClick(desk.window.page.top_bar.way_back, Qt.MouseButton.LeftButton)
    assert edited == []
    (key,) = desk.acts.making._shelf.drafts()
    kept = desk.acts.making._shelf.drafts()[key]
    desk.acts.making._shelf.keep(key, kept._replace(draft={**kept.draft, "title": "Another"}))
    edited.append(lambda editor: seen.update(undo=editor.undo_button.isEnabled()))
    desk.acts.making.begin(Begin("draft", key))
    assert seen["undo"] is False, "what belongs to another draft is no undo for this one"


def test_other_sessions_have_no_way_back(open_desk: Open) -> None:
    """A workshop, and a rehearsal that was not opened from the editor, are left by Home."""
    desk = open_desk()
    desk.acts.try_projector()
    assert desk.window.page is not None
    assert not desk.window.page.top_bar.way_back.isVisible()
    menu = session_menu(desk.window.page, desk.window.run)
    assert "Back to the editor" not in [each.text() for each in menu.actions()]


def test_a_file_that_was_sent_is_checked_and_shown_first(
    open_desk: Open, answers: Any, edited: Any, tmp_path: Path
) -> None:
    """A good one opens in the editor under a free name; one with a mistake says where, and nothing is kept."""
    desk = open_desk()
    sent = tmp_path / "sent.toml"
    sent.write_text(text_of(method_files.load("lean-coffee")), encoding="utf-8")
    answers.next.append(sent)
    edited.append(lambda editor: editor.save())
    desk.acts.open_file()
    assert method_files.load("lean-coffee-2", own(desk)).title == "Lean coffee"
    sent.write_text(sent.read_text("utf-8").replace('kind = "brainstorm"', 'kind = "brainstrom"'), "utf-8")
    answers.next.append(sent)
    desk.acts.open_file()
    assert not edited
    assert desk.acts.making._shelf.drafts() == {}
    assert answers.asked[-1] == ("tell", "This method cannot be used yet")
    assert answers.said[-1].endswith("Did you mean “brainstorm”?")


def test_families_fold_away(open_desk: Open, qtbot: Any) -> None:
    """Short formats stand behind one card, by keyboard too; in a tall window they are shown at once."""
    desk = open_desk()
    grid = desk.home.methods
    assert "Lean coffee" not in cards(desk)
    grid.families["Short formats"].setFocus()
    qtbot.keyClick(grid.families["Short formats"], Qt.Key.Key_Return)
    assert "Lean coffee" in cards(desk)
    grid.unfold("Short formats", False)
    assert "Lean coffee" not in cards(desk)
