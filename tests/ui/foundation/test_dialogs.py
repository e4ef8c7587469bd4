"""Questions: plain text, one filled answer, Enter and Esc, and a port that tests can answer."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import prompts
from ui.widgets.button import Button
from ui.widgets.dialogs import QuestionDialog, TextDialog
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question
from ui.widgets.window_prompts import WindowPrompts

DELETE = Question(
    "Delete <b>Steady Hands</b>?",
    "It goes to the bin & can be taken back.",
    (Choice("keep", "Keep it"), Choice("delete", "Delete", "filled")),
    cancel="keep",
    tone="warn",
    details="the <i>details</i>",
)


@pytest.fixture
def dialog(qtbot: QtBot) -> QuestionDialog:
    made = QuestionDialog(DELETE)
    qtbot.addWidget(made)
    made.show()
    return made


def test_texts_are_plain(dialog: QuestionDialog) -> None:
    """A session's title with markup in it is shown as it is."""
    texts = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert "Delete <b>Steady Hands</b>?" in texts
    assert "It goes to the bin & can be taken back." in texts


def test_details_are_as_high_as_the_screen_lets_them(qtbot: QtBot, styled: QApplication) -> None:
    """A protocol needs no scrolling where there is room; a log without end stays on the screen."""
    close = (Choice("close", "Close", "filled"),)
    for count, scrolls in ((20, False), (2000, True)):
        lines = "\n".join(f"Line {number}" for number in range(count))
        above = QWidget()
        above.resize(1600, 1000)
        qtbot.addWidget(above)
        made = QuestionDialog(Question("Protocol", "Chosen", close, details=lines), above)
        made.show()
        assert made.details is not None
        assert (made.details.verticalScrollBar().maximum() > 0) is scrolls
        assert made.height() < above.height()


def test_enter_takes_the_filled_answer(qtbot: QtBot, dialog: QuestionDialog) -> None:
    """One key moves on."""
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.chosen == "delete"
    assert dialog.isHidden()


def test_escape_is_the_safe_answer(qtbot: QtBot, dialog: QuestionDialog) -> None:
    """Putting the question away means what the question says it means."""
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.chosen == "keep"
    assert dialog.isHidden()


def test_click_chooses(qtbot: QtBot, dialog: QuestionDialog) -> None:
    """Each button gives its own answer."""
    qtbot.mouseClick(dialog.buttons["keep"], Qt.MouseButton.LeftButton)
    assert dialog.chosen == "keep"


def test_details_can_be_copied(qtbot: QtBot, dialog: QuestionDialog) -> None:
    """Details go to the clipboard as they are, and the button says so."""
    copy = next(button for button in dialog.findChildren(Button) if button.words == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "the <i>details</i>"
    assert copy.words == "Copied"


def test_text_dialog_refuses_until_it_is_right(qtbot: QtBot) -> None:
    """A wrong line stays open and says what to do; a right one is the answer."""

    def check(text: str) -> str | None:
        return None if text.strip() else "Type a name"

    dialog = TextDialog("Name", "What is it called?", "", "Take it", check)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert dialog.field.wrong() == "Type a name"
    assert dialog.value is None
    qtbot.keyClicks(dialog.field.edit, "Lighthouse")
    qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert dialog.value == "Lighthouse"
    assert dialog.isHidden()


def test_text_dialog_put_away_answers_nothing(qtbot: QtBot) -> None:
    """Esc changes nothing."""
    dialog = TextDialog("Name", "", "old", "Take it", None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.value is None


def test_windows_answer_by_default_and_others_can_take_over(answers: Any) -> None:
    """The port hands every question to whoever answers now."""
    answers.next.append("delete")
    assert prompts.current().ask(None, DELETE) == "delete"
    assert answers.asked == [("ask", DELETE.title)]
    prompts.use(None)
    assert isinstance(prompts.current(), WindowPrompts)


def test_window_prompts_return_what_was_chosen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer of the dialog is the answer of the port."""

    def press_enter(dialog: QuestionDialog) -> int:
        dialog.choose("delete")
        return 1

    monkeypatch.setattr(QuestionDialog, "exec", press_enter)
    assert WindowPrompts().ask(None, DELETE) == "delete"


@pytest.mark.parametrize(("picked", "expected"), [("", None), ("/some/canvas.pdf", Path("/some/canvas.pdf"))])
def test_file_questions(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, picked: str, expected: Path | None
) -> None:
    """A path, or nothing when it was put away."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (picked, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (picked, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: picked)
    parent = QWidget()
    qtbot.addWidget(parent)
    port = WindowPrompts()
    assert port.save_file(parent, "Save", Path("a.pdf"), ["PDF (*.pdf)"]) == expected
    assert port.open_file(parent, "Open", Path(), ["PDF (*.pdf)"]) == expected
    assert port.choose_folder(parent, "Folder", Path()) == expected


def test_long_answers_stand_below_each_other_and_none_is_cut(qtbot: Any, styled: Any) -> None:
    """A question with four long answers shows every one of them whole on a small screen."""
    words = ("Bring that window to the front", "Open another library", "Look into the newest backup", "Quit")
    question = Question(
        "The library is in use", "Choose.", tuple(Choice(each, each) for each in words), words[-1]
    )
    dialog = QuestionDialog(question)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    for button in dialog.buttons.values():
        assert button.width() >= button.sizeHint().width(), button.words


def test_the_filled_answer_stands_last_in_a_row_and_first_in_a_column(qtbot: QtBot) -> None:
    """It is where the eye looks for it, whatever the order in which the answers were named."""
    short = (Choice("stay", "Stay", "filled"), Choice("go", "Go"))
    long = tuple(
        Choice(each.id, f"{each.text}, and a good many words more than a button has", each.kind)
        for each in short
    )
    for choices in (short, long):
        dialog = QuestionDialog(Question("Go there?", "It ends the timebox.", choices, "stay"))
        qtbot.addWidget(dialog)
        dialog.show()
        stay, go = dialog.buttons["stay"].geometry(), dialog.buttons["go"].geometry()
        assert stay.left() > go.right() if choices is short else stay.bottom() < go.top()
