"""The keys of the desk: none clashes with another, with typing or with a system, and each of them does something."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui import keys
from ui.desk.act_names import ACT_WORDS
from ui.desk.dialogs.keys_help import KeysHelp
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def test_no_key_does_two_things() -> None:
    """Commands that work at the same time never share a key; board and align are never on the screen together."""
    for place in (keys.BOARD, keys.ALIGN):
        used = Counter(
            QKeySequence(sequence).toString()
            for each in keys.KEYS
            if each.where in (keys.EVERYWHERE, keys.SESSION, place)
            for sequence in each.sequences
        )
        assert [sequence for sequence, times in used.items() if times > 1] == []


@pytest.mark.parametrize("each", keys.KEYS, ids=lambda each: each.id)
def test_a_command_never_uses_a_key_that_types(each: keys.KeyAct) -> None:
    """Printable keys belong to text; Ctrl+Alt is AltGr; some keys belong to the systems."""
    for sequence in each.sequences:
        assert QKeySequence(sequence).count() == 1, sequence
        keyed = QKeySequence(sequence)[0]
        modifiers, key = keyed.keyboardModifiers(), keyed.key()
        commanding = bool(modifiers & (Ctrl | Alt))
        function = Key.Key_F1 <= key <= Key.Key_F12
        assert commanding or function or key == Key.Key_Delete, sequence
        assert not (modifiers & Ctrl and modifiers & Alt), sequence
        if modifiers & Ctrl:
            assert key not in (Key.Key_Space, Key.Key_H, Key.Key_M, Key.Key_Q, Key.Key_Period), sequence


def test_every_command_of_the_table_is_carried_out(open_desk: Any, monkeypatch: Any) -> None:
    """No key of the table is dead: the frame knows it, or hands it to the stage."""
    desk = open_desk()
    carried: list[str] = []
    monkeypatch.setattr(desk.window._session_commands, "run", carried.append)
    own = {"full_screen", "home", "quit"}
    wanted = [each.id for each in keys.KEYS if each.id not in own and each.where != keys.HOME]
    for command in wanted:
        desk.window.commands.action(command).trigger()
    assert carried == wanted


def test_a_key_of_home_works_on_home_only(open_desk: Any) -> None:
    """F3 walks what Home has found; in a session it has nothing to walk."""
    desk = open_desk(home=QWidget())
    action = desk.window.commands.action("search_next")
    assert not action.isEnabled()
    desk.window.show_home()
    assert action.isEnabled()


def test_what_the_frame_does_not_know_reaches_the_stage(open_desk: Any, qtbot: Any) -> None:
    """F2 and the keys of the board arrive at the stage while the keyboard is in it."""
    desk = open_desk()
    qtbot.keyClick(desk.stage.text, Key.Key_F2)
    qtbot.keyClick(desk.stage.text, Key.Key_G, Ctrl)
    assert desk.stage.commands == ["edit", "group"]


def test_keys_of_the_board_do_nothing_while_the_keyboard_is_elsewhere(open_desk: Any) -> None:
    """Del on the rail deletes no note."""
    desk = open_desk()
    desk.page.rail.take_focus()
    desk.window.run("delete")
    assert desk.stage.commands == []


def test_the_help_lists_every_key(styled: Any, qtbot: Any) -> None:
    """F1 shows each command with its key, this screen's first."""
    help_ = KeysHelp(keys.SESSION, [("Enter", "next note")], None)
    qtbot.addWidget(help_)
    words = [label.text() for label in help_.shown.findChildren(PlainLabel)]
    assert words.index("next note") < words.index("Clock: start, pause")
    assert {each.text for each in keys.KEYS} <= set(words)
    caps = " ".join(cap.accessibleName() for cap in help_.shown.findChildren(KeyCap))
    for sequence in ("F9", "Ctrl+T", "Ctrl+PgDown", "Del", "PgDown"):
        assert QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText) in caps


def test_every_act_has_words_for_the_undo_button() -> None:
    """Undo says what it takes back, whatever that was."""
    root = Path(__file__).resolve().parents[3] / "facilitator"
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in [*root.glob("acts/*.py"), root / "course.py"]
    )
    subjects = "notes|groups|outcomes|people|votes|scores|forces|ratings"
    subjects += "|actions|parking|agenda|values|session|logo|timeline|forms|analysis|commitments|postmortem"
    subjects += "|deleted|couplings|matrix"
    used = set(re.findall(rf'"((?:{subjects})\.[a-z_]+)"', source)) | {
        "course.reveal",
        "values.notes",
        "votes.resolve",
    }
    used |= {f"parking.{state}" for state in ("back", "dropped", "open")}
    used |= {f"couplings.try_{change}" for change in ("cut", "merge", "split")}
    assert len(used) > 40
    assert used - set(ACT_WORDS) == set()
    assert set(ACT_WORDS) - used == set()


def test_typing_while_a_button_has_the_focus_begins_a_note(open_desk: Any, qtbot: Any) -> None:
    """A facilitator who just clicked the clock types on, and the note is there."""
    desk = open_desk()
    desk.page.foot.run.setFocus()
    qtbot.keyClicks(desk.page.foot.run, "H")
    qtbot.keyClicks(QApplication.focusWidget(), "ello")
    assert desk.stage.text.text() == "Hello"


def test_space_on_a_button_stays_a_click(open_desk: Any, qtbot: Any) -> None:
    """Space presses the button it is on and types nothing."""
    desk = open_desk()
    desk.page.foot.run.setFocus()
    qtbot.keyClick(desk.page.foot.run, Key.Key_Space)
    assert desk.session.place.timebox.running
    assert desk.stage.text.text() == ""


def test_undo_goes_to_the_text_first_then_to_the_session(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+Z takes back typing while there is any, then the newest act."""
    desk = open_desk()
    desk.session.parking.park("Later")
    desk.stage.text.setFocus()
    qtbot.keyClicks(desk.stage.text, "abc")
    qtbot.keyClick(desk.stage.text, Key.Key_Z, Ctrl)
    assert desk.stage.text.text() == ""
    assert len(desk.session.data.parked) == 1
    qtbot.keyClick(desk.stage.text, Key.Key_Z, Ctrl)
    assert desk.session.data.parked == []
    qtbot.keyClick(desk.window, Key.Key_Z, Ctrl | Shift)
    assert len(desk.session.data.parked) == 1


def test_a_presenter_steers_only_when_switched_on(open_desk: Any, qtbot: Any, desk_settings: Any) -> None:
    """Page Down, Page Up and full stop are commands for a presenter, and keys like any other without one."""
    desk = open_desk()
    desk.page.foot.run.setFocus()
    qtbot.keyClick(desk.page.foot.run, Key.Key_PageDown)
    assert desk.session.place.phase == "solo"
    desk_settings.keep("presenter_keys", True)
    qtbot.keyClick(desk.page.foot.run, Key.Key_PageDown)
    assert desk.session.place.phase == "share"
    qtbot.keyClick(desk.page.foot.run, Key.Key_PageUp)
    assert desk.session.place.phase == "solo"
    desk.page.foot.run.setFocus()
    qtbot.keyClicks(desk.page.foot.run, ".")
    assert desk.projector.black


def test_a_presenter_never_disturbs_writing(open_desk: Any, qtbot: Any, desk_settings: Any) -> None:
    """Half a note stays where it is, and a full stop is written."""
    desk_settings.keep("presenter_keys", True)
    desk = open_desk()
    desk.stage.text.setFocus()
    qtbot.keyClicks(desk.stage.text, "One idea.")
    qtbot.keyClick(desk.stage.text, Key.Key_PageDown)
    assert desk.stage.text.text() == "One idea."
    assert desk.session.place.phase == "solo"
    assert not desk.projector.black
