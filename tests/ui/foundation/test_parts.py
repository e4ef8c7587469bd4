"""Buttons, cards, segments, fields, clocks and strips do by keyboard what they do by mouse, and say their names."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check import Check
from ui.widgets.clock import Clock, TimeBar, clock_digits, clock_state
from ui.widgets.field import Field
from ui.widgets.growing_text import GrowingText
from ui.widgets.hint_strip import HintStrip
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments
from ui.widgets.select import Select
from ui.widgets.text_block import TextBlock
from ui.widgets.toast import Toast


class Listening(QWidget):
    """Remembers the keys that the parts in it left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


def test_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    """Text from people is never read as markup."""
    label = PlainLabel("<b>not bold</b> & <img src='x'>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>not bold</b> & <img src='x'>"


def test_wrapped_label_grows_with_its_text(qtbot: QtBot) -> None:
    """A narrower label is a higher one, in whole lines."""
    label = PlainLabel("Pens still moving at the end? Give one more minute.", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(100) > label.heightForWidth(400)
    assert label.heightForWidth(100) % 20 == 0


def test_a_label_knows_its_height_after_each_change(qtbot: Any, styled: Any) -> None:
    """Layouts ask for it again and again, so it is remembered: never for other words or other letters."""
    words = "Pens still moving at the end? Give one more minute. " * 3
    label = PlainLabel("Short.", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) == PlainLabel("Short.", wrap=True).heightForWidth(200)
    label.setText(words)
    usual = label.heightForWidth(200)
    assert usual == PlainLabel(words, wrap=True).heightForWidth(200) > label.heightForWidth(600)
    label.set_style("title")
    assert (
        label.heightForWidth(200) == PlainLabel(words, wrap=True, style="title").heightForWidth(200) > usual
    )


def test_elided_label_keeps_the_whole_text_in_a_plain_tooltip(qtbot: QtBot) -> None:
    """What is cut can be read whole, and its markup stays text there too."""
    label = PlainLabel("<i>A very long name of a very long session</i>", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert "&lt;i&gt;A very long" in label.toolTip()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_line_of_parts_ends_behind_a_whole_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No part of it is cut to two letters; all of it is in the tooltip."""
    drawn = []
    monkeypatch.setattr(TextBlock, "draw", lambda block, *_: drawn.append(block.layout.text()))
    label = PlainLabel("Checkout · Sev-2 · noticed after 4 min", elide=True, between=" · ")
    qtbot.addWidget(label)
    for width in range(label.sizeHint().width(), 100, -10):
        label.resize(width, 20)
        label.grab()
    assert set(drawn) == {
        "Checkout · Sev-2 · noticed after 4 min",
        "Checkout · Sev-2 · …",
        "Checkout · …",
    }
    assert "noticed" in label.toolTip()


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("button", Qt.Key.Key_Return),
        ("button", Qt.Key.Key_Enter),
        ("button", Qt.Key.Key_Space),
        ("card", Qt.Key.Key_Return),
        ("card", Qt.Key.Key_Space),
        ("check", Qt.Key.Key_Space),
    ],
)
def test_keys_click(qtbot: QtBot, kind: str, key: Qt.Key) -> None:
    """Whatever can be clicked can be pressed by key."""
    makers: dict[str, Any] = {
        "button": lambda: Button("Go"),
        "card": lambda: Card("file", "Open", "a file"),
        "check": lambda: Check("Sound"),
    }
    widget = makers[kind]()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(widget.clicked, timeout=1000):
        qtbot.keyClick(widget, key)


def test_button_that_is_not_available_says_why(qtbot: QtBot) -> None:
    """A closed button shows its reason, cannot be clicked, and opens again."""
    button = Button("Reveal", kind="filled")
    qtbot.addWidget(button)
    button.set_unavailable("Reveal after slip 10")
    assert button.words == "Reveal after slip 10"
    assert not button.isEnabled()
    assert "slip 10" in button.accessibleDescription()
    button.set_unavailable(None)
    assert button.words == "Reveal"
    assert button.isEnabled()


def test_button_text_with_ampersand_makes_no_short_cut(qtbot: QtBot) -> None:
    """Names of people's sessions do not become keys."""
    button = Button("Ham & Eggs")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Ham & Eggs"


def test_icon_button_needs_a_name(qtbot: QtBot) -> None:
    """A screen reader has something to say for every button."""
    with pytest.raises(ValueError, match="name"):
        Button(icon="undo")


def test_hit_areas_are_large_enough(qtbot: QtBot) -> None:
    """No hit area under 28 px."""
    for widget in (Button("a"), Button(icon="plus", name="Plus"), Check(name="Done")):
        qtbot.addWidget(widget)
        assert min(widget.sizeHint().width(), widget.sizeHint().height()) >= 28


def _segments(qtbot: QtBot) -> Segments:
    row = Segments("Phases")
    qtbot.addWidget(row)
    row.set_segments([("solo", "Solo"), ("share", "Share"), ("cluster", "Cluster")])
    row.set_current("share", ["solo"])
    row.show()
    return row


def test_segments_know_what_is_done(qtbot: QtBot) -> None:
    """Before, here and after are told apart, in words too."""
    row = _segments(qtbot)
    assert [row.state_of(name) for name in ("solo", "share", "cluster")] == ["done", "current", "later"]
    names = [child.accessibleName() for child in row.findChildren(QWidget)]
    assert names == ["Solo, done", "Share, current", "Cluster, later"]


def test_segments_are_walked_with_arrows(qtbot: QtBot) -> None:
    """Arrows walk, Enter chooses, the ends stop."""
    row = _segments(qtbot)
    row.activateWindow()
    share = row.findChildren(QWidget)[1]
    share.setFocus()
    qtbot.waitUntil(share.hasFocus)
    qtbot.keyClick(row.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(row.focusWidget(), Qt.Key.Key_Right)
    with qtbot.waitSignal(row.chosen, timeout=1000) as heard:
        qtbot.keyClick(row.focusWidget(), Qt.Key.Key_Return)
    assert heard.args == ["cluster"]


def test_segments_click(qtbot: QtBot) -> None:
    """A click chooses, and does not move the mark by itself."""
    row = _segments(qtbot)
    with qtbot.waitSignal(row.chosen, timeout=1000) as heard:
        qtbot.mouseClick(row.findChildren(QWidget)[2], Qt.MouseButton.LeftButton)
    assert heard.args == ["cluster"]
    assert row.state_of("share") == "current"


def test_field_says_what_is_wrong(qtbot: QtBot) -> None:
    """A wrong line is marked, explained and read out; then it is fine again."""
    field = Field("Time", text="25:61")
    qtbot.addWidget(field)
    field.set_wrong("Use a time such as 14:32")
    assert field.wrong() == "Use a time such as 14:32"
    assert field.edit.property("wrong") is True
    assert field.edit.accessibleDescription() == "Use a time such as 14:32"
    field.set_wrong(None)
    assert field.wrong() is None
    assert field.edit.property("wrong") is False


def test_select_remembers_ids(qtbot: QtBot) -> None:
    """What was chosen is known by its id, an unknown id changes nothing."""
    paper = Select("Paper", [("a4", "A4"), ("a3", "A3")])
    qtbot.addWidget(paper)
    paper.choose("a3")
    assert paper.chosen_id() == "a3"
    paper.choose("a9")
    assert paper.chosen_id() == "a3"
    assert paper.accessibleName() == "Paper"


def test_enter_on_a_select_goes_on_only_where_that_is_asked_for(qtbot: QtBot) -> None:
    """In a window of its own, Enter is left for the button of that window."""
    around = Listening()
    qtbot.addWidget(around)
    paper = Select("Paper", [("a4", "A4"), ("a3", "A3")], around)
    qtbot.keyClick(paper, Qt.Key.Key_Return)
    assert around.keys == [Qt.Key.Key_Return]
    heard: list[str] = []
    paper.taken.connect(lambda: heard.append(paper.chosen_id()))
    qtbot.keyClick(paper, Qt.Key.Key_Return)
    assert heard == ["a4"]
    assert around.keys == [Qt.Key.Key_Return]


def test_number_field_takes_numbers_of_its_range(qtbot: QtBot) -> None:
    """Letters are not typed, numbers outside the range are no value, nothing is None."""
    hands = NumberField("Hands for Lighthouse", low=1, high=20)
    qtbot.addWidget(hands)
    heard: list[int | None] = []
    hands.value_changed.connect(heard.append)
    qtbot.keyClicks(hands, "x1y2")
    assert hands.value() == 12
    assert heard == [1, 12]
    hands.set_value(None)
    assert hands.value() is None
    hands.set_value(40)
    assert hands.value() == 20
    hands.setText("0")
    assert hands.value() is None


@pytest.mark.parametrize(("steps", "expected"), [(True, 6), (False, 5)])
def test_number_field_counts_only_when_asked(qtbot: QtBot, steps: bool, expected: int) -> None:
    """Up and down count in a lone field, and walk rows in a table."""
    minutes = NumberField("Minutes", low=1, high=6, value=5, steps=steps)
    qtbot.addWidget(minutes)
    qtbot.keyClick(minutes, Qt.Key.Key_Up)
    qtbot.keyClick(minutes, Qt.Key.Key_Up)
    assert minutes.value() == expected


def test_growing_text_grows_and_stops(qtbot: QtBot) -> None:
    """Each line adds its height until the limit."""
    text = GrowingText("Note", min_lines=1, max_lines=3)
    qtbot.addWidget(text)
    text.resize(300, 40)
    heights = []
    for lines in ("a", "a\nb", "a\nb\nc", "a\nb\nc\nd"):
        text.set_text(lines)
        heights.append(text.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_growing_text_enter_and_shift_enter(qtbot: QtBot) -> None:
    """Enter tells, Shift+Enter begins a line."""
    text = GrowingText("Note")
    qtbot.addWidget(text)
    qtbot.keyClicks(text, "one")
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(text, "two")
    with qtbot.waitSignal(text.entered, timeout=1000):
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert text.text() == "one\ntwo"


def test_growing_text_with_lines_of_its_own(qtbot: QtBot) -> None:
    """Where lines are usual Enter writes one and Ctrl+Enter tells."""
    text = GrowingText("Outcome", enter_is_newline=True)
    qtbot.addWidget(text)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    with qtbot.waitSignal(text.entered, timeout=1000):
        qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert text.text() == "\n"


def test_growing_text_tab_tells_the_direction(qtbot: QtBot) -> None:
    """Tab and Shift+Tab belong to whoever asked for them."""
    text = GrowingText("Note", takes_tab=True)
    qtbot.addWidget(text)
    heard: list[bool] = []
    text.tabbed.connect(heard.append)
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    qtbot.keyClick(text, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert heard == [True, False]
    assert text.text() == ""


def test_growing_text_hands_over_pasted_lists(qtbot: QtBot) -> None:
    """A list becomes lines for somebody else, one line is typed, markup stays text."""
    text = GrowingText("Note", splits_paste=True)
    qtbot.addWidget(text)
    heard: list[list[str]] = []
    text.lines_pasted.connect(heard.append)
    data = QMimeData()
    data.setText("first\n\n  second \r\nthird")
    text.insertFromMimeData(data)
    assert heard == [["first", "second", "third"]]
    assert text.text() == ""
    single = QMimeData()
    single.setHtml("<b>bold</b>")
    single.setText("<b>one</b>")
    text.insertFromMimeData(single)
    assert text.text() == "<b>one</b>"


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(192, "3:12"), (0.2, "0:01"), (0, "0:00"), (-0.5, "0:00"), (-80, "−1:20"), (3900, "1:05:00")],
)
def test_clock_digits(seconds: float, digits: str) -> None:
    """Digits as the room says them."""
    assert clock_digits(seconds) == digits


@pytest.mark.parametrize(
    ("remaining", "role", "words"),
    [
        (300, "ink", "of 5 min"),
        (61, "ink", "of 5 min"),
        (60, "warn", "last 20 %"),
        (15, "alarm", "nearly over"),
        (0, "alarm", "nearly over"),
        (-1, "alarm", "over time"),
    ],
)
def test_clock_says_in_words_what_its_colour_says(remaining: float, role: str, words: str) -> None:
    """Colour never speaks alone."""
    state = clock_state(remaining, 300)
    assert (state.role, state.words) == (role, words)
    assert 0.0 <= state.share <= 1.0


def test_clock_words_for_odd_lengths() -> None:
    """Half minutes and seconds are not rounded away."""
    assert clock_state(90, 90).words == "of 1:30"
    assert clock_state(30, 30).words == "of 30 s"


def test_clock_tells_screen_readers(qtbot: QtBot) -> None:
    """Digits and words can be heard."""
    for widget in (Clock(), TimeBar()):
        qtbot.addWidget(widget)
        widget.set_time(14, 300)
        assert widget.accessibleDescription() == "0:14, nearly over"


def test_key_names() -> None:
    """Keys are named as on this system, arrows drawn, other words left alone."""
    assert key_text("Up Down") == "↑ ↓"
    assert key_text("0–9") == "0–9"
    assert key_text("Ctrl+Shift+Up").endswith("↑")


def test_strip_leaves_out_what_does_not_fit(qtbot: QtBot) -> None:
    """A narrow window drops the last keys, never draws over the words."""
    strip = HintStrip()
    qtbot.addWidget(strip)
    strip.set_room("The room sees the count only: 10 notes")
    strip.set_keys([("Enter", "next note"), ("Tab", "other lane"), ("Ctrl+V", "paste a list")])
    assert len(strip._fitting(120)) == 1
    assert len(strip._fitting(1000)) == 3
    assert "paste a list" in strip.accessibleDescription()
    assert strip.accessibleName() == "The room sees the count only: 10 notes"
    resting = strip.sizeHint().height()
    strip.set_carrying("Carrying 1 note")
    assert strip.sizeHint().height() < resting
    assert strip.accessibleName() == "Carrying 1 note"


def test_key_cap_has_a_name(qtbot: QtBot) -> None:
    """Even a picture of a key can be heard."""
    cap = KeyCap("F5")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "F5"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_toast_goes_by_itself_when_all_is_well(qtbot: QtBot, window: QWidget) -> None:
    """Good news needs no click."""
    toast = Toast(window, seconds=0.01)
    toast.show_message("Canvas saved as Steady Hands.pdf.")
    qtbot.waitUntil(toast.isHidden)
    assert toast.message == "Canvas saved as Steady Hands.pdf."


def test_toast_with_a_plain_warning_goes_by_itself(qtbot: QtBot, window: QWidget) -> None:
    """A sentence that offers nothing to do must not lie over the hints for ever."""
    toast = Toast(window, seconds=0.01)
    toast.show_message("One screen only.", tone="warn")
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_toast_with_a_warning_stays_and_acts(qtbot: QtBot, window: QWidget) -> None:
    """A warning waits for the person; its button does what it says and puts it away."""
    toast = Toast(window, seconds=0.01)
    done: list[str] = []
    toast.show_message("Not saved yet.", tone="warn", action=("Try again", lambda: done.append("again")))
    assert not toast._timer.isActive()
    again = next(button for button in toast.findChildren(Button) if button.words == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert done == ["again"]
    assert toast.isHidden()
    assert toast.geometry().bottom() < window.height()


def test_everything_can_be_painted_in_both_themes(qtbot: QtBot, styled: Any) -> None:
    """No part fails to paint, whatever the theme."""
    from ui import theme as themes

    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    row = Segments("Phases")
    row.set_segments([("a", "A"), ("b", "B")])
    row.set_current("b", ["a"])
    closed = Button("x", kind="filled")
    closed.set_unavailable("Not yet")
    ticked = Check("Done")
    ticked.setChecked(True)
    for part in (row, closed, ticked, Card("file", "t", "x", dashed=True), HintStrip(), Clock(), TimeBar()):
        column.addWidget(part)
    themes.holder().set_mode("dark")
    dark = window.grab().toImage()
    themes.holder().set_mode("light")
    light = window.grab().toImage()
    assert dark.pixelColor(1, 1) != light.pixelColor(1, 1)


def test_a_card_grows_until_its_title_and_words_are_whole(styled: Any, qtbot: QtBot) -> None:
    """Methods of one's own have titles and summaries of any length; the usual ones keep the usual height."""
    short = Card("file", "Force field", "What helps a change, what holds it back", "45 min")
    long = Card(
        "file",
        "Community health check of the year",
        "Eleven topics in red, amber and green, voted blind and agreed together",
        "75 min",
    )
    assert short.height_for(196) == 108
    assert long.height_for(196) > 108 + 18
    assert long.height_for(600) == 108
