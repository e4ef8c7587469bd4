"""Home: what it shows, and that everything on it can be done by keyboard."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from facilitator.session import Session
from ui.application import Desk
from ui.desk.dialogs.keys_help import KeysHelp
from ui.widgets.focus_ring import FocusRing
from ui.widgets.plain_label import PlainLabel
from ui.widgets.toast import Toast

Open = Callable[[], Desk]
Add = Callable[..., str]


def titles(desk: Desk) -> list[str]:
    """Return the sessions as the list shows them."""
    return [each.title for each in desk.home.sessions.sessions.sessions]


def in_cluster(session: Session) -> None:
    """Run a session into its third activity, with 68 seconds used."""
    session.course.start()
    session.course.go("vision-importance", "solo")
    session.course.add_minutes(-1)
    session.notes.add("vision", "We learn together")


def test_an_empty_library_says_what_belongs_there(open_desk: Open) -> None:
    """Every empty place says what belongs there, and the keyboard is on the first method."""
    desk = open_desk()
    assert desk.home.empty.text() == "Your sessions will be here. Start one above."
    assert desk.home.open_actions.empty.isVisible()
    assert desk.home.go_on.isHidden()
    assert desk.home.methods.cards[0].hasFocus()


def test_an_interrupted_session_is_offered_first(open_desk: Open, add_session: Add, qtbot: Any) -> None:
    """The bar says what stopped and where; its button, which has the keyboard, goes on there with the clock at rest."""
    add_session("Steady Hands kick-off", in_cluster)
    desk = open_desk()
    assert desk.home.go_on.title.text().startswith("Steady Hands kick-off stopped at ")
    assert desk.home.go_on.text.text() == (
        "Vision and importance, Solo, 4:00 on the clock. Every note is here."
    )
    assert desk.home.go_on.button.hasFocus()
    assert desk.window.findChild(FocusRing).isVisible(), "what Enter does can be seen"
    qtbot.keyClick(desk.home.go_on.button, Qt.Key.Key_Return)
    session = desk.window.session
    assert session is not None
    assert (session.place.activity_id, session.place.phase) == ("vision-importance", "solo")
    assert not session.place.timebox.running
    assert session.course.remaining() == 240


def test_a_finished_session_is_not_offered(open_desk: Open, add_session: Add) -> None:
    """What was ended needs no bar."""
    add_session("Done", lambda session: (session.course.start(), session.course.finish()))
    assert open_desk().home.go_on.isHidden()


def test_tab_goes_from_going_on_to_the_methods_and_then_to_the_search(
    open_desk: Open, add_session: Add, qtbot: Any
) -> None:
    add_session("Steady Hands kick-off", lambda session: session.course.start())
    home = open_desk().home
    for each in (*home.methods.cards, home.search):
        qtbot.keyClick(home.window().focusWidget(), Qt.Key.Key_Tab)
        assert each.hasFocus()


def test_the_list_opens_by_keyboard(open_desk: Open, add_session: Add, qtbot: Any) -> None:
    """Newest first; Down and Enter open the second one."""
    for title in ("Oldest", "Middle", "Newest"):
        add_session(title)
    desk = open_desk()
    assert titles(desk) == ["Newest", "Middle", "Oldest"]
    desk.home.sessions.setFocus()
    qtbot.keyClick(desk.home.sessions, Qt.Key.Key_Down)
    qtbot.keyClick(desk.home.sessions, Qt.Key.Key_Return)
    assert desk.window.session is not None
    assert desk.window.session.data.session.title == "Middle"


def test_the_list_reads_on_page_by_page(open_desk: Open, add_session: Add, library_file: Path) -> None:
    """Only the newest hundred are read at first; reading on brings the rest, each once."""
    from facilitator import method_files
    from facilitator.library import Library
    from facilitator.opening import new_session

    method = method_files.load("cop-bootstrap")
    with Library.create_or_open(library_file) as library:
        for number in range(130):
            new_session(library, method, f"Session {number}")
    desk = open_desk()
    assert len(titles(desk)) == 100
    assert desk.home.sessions.sessions.more()
    assert titles(desk) == [f"Session {number}" for number in reversed(range(130))]
    assert not desk.home.sessions.sessions.more()


def test_delete_moves_to_the_bin_and_undo_brings_back(open_desk: Open, add_session: Add, qtbot: Any) -> None:
    """Del asks nothing, because the toast takes it back."""
    add_session("Keep me")
    desk = open_desk()
    desk.home.sessions.setFocus()
    qtbot.keyClick(desk.home.sessions, Qt.Key.Key_Delete)
    assert titles(desk) == []
    assert desk.window.toast.message == "Keep me is in the bin."
    desk.window.toast._button.click()
    assert titles(desk) == ["Keep me"]


def test_ctrl_z_takes_back_what_was_done_on_home(
    open_desk: Open, add_session: Add, answers: Any, qtbot: Any
) -> None:
    """Deleting, putting away and renaming are undone step by step, and redone."""
    session_id = add_session("Old")
    desk = open_desk()
    answers.next.append("New")
    desk.home.sessions.setFocus()
    qtbot.keyClick(desk.home.sessions, Qt.Key.Key_F2)
    desk.acts.rows.archive(session_id)
    assert titles(desk) == []
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(desk.window, Qt.Key.Key_Z, control)
    assert titles(desk) == ["New"]
    qtbot.keyClick(desk.home.sessions, Qt.Key.Key_Delete)
    assert titles(desk) == []
    qtbot.keyClick(desk.window, Qt.Key.Key_Z, control)
    assert titles(desk) == ["New"]
    assert desk.window.toast.message == "New is back in the list."
    qtbot.keyClick(desk.window, Qt.Key.Key_Z, control)
    assert titles(desk) == ["Old"]
    qtbot.keyClick(desk.window, Qt.Key.Key_Z, control)
    assert desk.window.toast.message == "Nothing was done on Home that could be undone."
    desk.window.run("redo")
    assert titles(desk) == ["New"]


def test_a_session_that_is_open_says_so_and_opens_by_the_same_button(
    open_desk: Open, add_session: Add, qtbot: Any
) -> None:
    """It did not stop: it stands open behind Home."""
    session_id = add_session("Steady Hands kick-off", in_cluster)
    desk = open_desk()
    session = desk.acts.open_session(session_id)
    desk.window.show_home()
    assert desk.home.go_on.title.text() == "Open now: Steady Hands kick-off"
    assert desk.home.go_on.text.text() == "Vision and importance, Solo. Every note is here."
    index = desk.home.sessions.sessions.index(0)
    assert "Open now" in desk.home.sessions.sessions.data(index, Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(desk.home.go_on.button, Qt.Key.Key_Return)
    assert desk.window.session is session
    assert desk.window.page.isVisible()
    desk.window.show_home()
    desk.window.close_session()
    desk.home.refresh()
    assert "stopped" in desk.home.go_on.title.text()


def test_f1_on_home_lists_what_works_there(open_desk: Open, monkeypatch: Any) -> None:
    """Keys of the list of sessions stand before those of a session."""
    shown: list[str] = []

    def read(dialog: KeysHelp) -> int:
        shown.extend(label.text() for label in dialog.findChildren(PlainLabel))
        return 0

    monkeypatch.setattr(KeysHelp, "exec", read)
    open_desk().window.run("help")
    assert shown.index("rename the session") < shown.index("Clock: start, pause")


def test_the_open_session_can_be_deleted_from_home(open_desk: Open, add_session: Add) -> None:
    """A session that stays open behind Home is closed first, so that nothing of it is written afterwards."""
    session_id = add_session("Open behind")
    desk = open_desk()
    desk.acts.open_session(session_id)
    desk.window.show_home()
    desk.acts.rows.bin(session_id)
    assert desk.window.session is None
    assert titles(desk) == []


def test_rename_duplicate_and_put_away(open_desk: Open, add_session: Add, answers: Any, qtbot: Any) -> None:
    """F2 renames; the menu duplicates and puts away; what was put away is shown on request."""
    session_id = add_session("Old")
    desk = open_desk()
    answers.next.append("New")
    desk.home.sessions.setFocus()
    qtbot.keyClick(desk.home.sessions, Qt.Key.Key_F2)
    assert titles(desk) == ["New"]
    desk.acts.run_on("duplicate", session_id)
    assert titles(desk) == ["New, copy", "New"]
    desk.acts.run_on("archive", session_id)
    assert titles(desk) == ["New, copy"]
    desk.acts.run("archived")
    assert titles(desk) == ["New, copy", "New"]


def test_search_finds_words_and_opens_the_place(open_desk: Open, add_session: Add, qtbot: Any) -> None:
    """Ctrl+F, the beginning of a word and Enter open the session at the note's activity, with the note in focus."""

    def write(session: Session) -> None:
        session.notes.add("how", "A failover rehearsal every quarter")

    add_session("Planned", write)
    desk = open_desk()
    desk.window.run("search")
    assert desk.home.search.hasFocus()
    qtbot.keyClicks(desk.home.search, "failov")
    desk.home.search.settle()
    assert desk.home.hits.count() == 1
    qtbot.keyClick(desk.home.search, Qt.Key.Key_Return)
    session = desk.window.session
    assert session is not None
    assert session.place.activity_id == "how-measures"
    assert session.focus.note_id == session.data.notes[0].id


def test_search_without_a_hit_says_so(open_desk: Open, add_session: Add, qtbot: Any) -> None:
    """The empty result names what was typed; Esc brings the sessions back."""
    add_session("Something")
    desk = open_desk()
    desk.window.run("search")
    qtbot.keyClicks(desk.home.search, "failver")
    desk.home.search.settle()
    assert desk.home.empty.text() == "Nothing with “failver”. Try fewer letters."
    qtbot.keyClick(desk.home.search, Qt.Key.Key_Escape)
    assert desk.home.sessions.isVisible()


def test_a_hit_in_a_running_session_asks_before_it_moves(
    open_desk: Open, add_session: Add, answers: Any
) -> None:
    """Looking something up must not end the timebox of a room that works."""

    def run(session: Session) -> None:
        session.notes.add("how", "Failover")
        in_cluster(session)

    add_session("Running", run)
    desk = open_desk()
    hit = desk.library.search("failover")[0]
    answers.next.append("stay")
    desk.acts.open_hit(hit)
    assert desk.window.session is not None
    assert desk.window.session.place.activity_id == "vision-importance"


def test_actions_stand_overdue_first_and_can_be_ticked(open_desk: Open, add_session: Add) -> None:
    """A tick is an act of the action's session; undo in the toast opens it again."""
    late, soon = date.today() - timedelta(days=3), date.today() + timedelta(days=20)

    def promise(session: Session) -> None:
        session.actions.add("Later", due=soon.isoformat())
        session.actions.add("Overdue", owner="Dana", due=late.isoformat())

    session_id = add_session("Promises", promise)
    desk = open_desk()
    column = desk.home.open_actions
    assert [row.title.text() for row in column.rows] == ["Overdue", "Later"]
    assert column.rows[0].due.text() == "Overdue 3 days"
    assert column.count.text() == "2 open, 1 overdue"
    column.rows[0].check.click()
    assert [row.title.text() for row in column.rows] == ["Later"]
    data, _ = desk.library.load(session_id)
    assert {each.text: each.state for each in data.actions} == {"Overdue": "done", "Later": "open"}
    desk.window.toast._button.click()
    assert len(column.rows) == 2


def test_regions_are_walked_by_f6(open_desk: Open, add_session: Add) -> None:
    """F6 goes through every part of the page and comes round again."""
    add_session("Interrupted", in_cluster)
    desk = open_desk()
    home = desk.home
    home.go_on.button.setFocus()
    for expected in (home.methods.cards[0], home.search, home.sessions, home.open_actions.all, home.bar.menu):
        desk.window.run("next_region")
        assert desk.window.focusWidget() is expected
    desk.window.run("next_region")
    assert desk.window.focusWidget() is home.go_on.button


def test_arrows_walk_among_the_cards(open_desk: Open, qtbot: Any) -> None:
    """Right goes from the first card to the next, Left back."""
    desk = open_desk()
    first, second = desk.home.methods.cards[:2]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()


def test_down_and_up_walk_to_the_card_below_and_back(open_desk: Open, qtbot: Any) -> None:
    """Down stays in the column and Up comes back; what it leads to can be seen."""
    desk = open_desk()
    cards = desk.home.methods.cards
    here = cards[1]
    here.setFocus()
    tops = [here.y()]
    for _ in range(2):
        qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Down)
        below = desk.window.focusWidget()
        assert below in cards
        assert below.x() == here.x()
        assert below.visibleRegion().boundingRect() == below.rect()
        tops.append(below.y())
    assert tops == sorted(set(tops))
    for _ in range(2):
        qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Up)
    assert here.hasFocus()


@pytest.mark.parametrize("key", ["Escape", "Ctrl+O"])
def test_home_has_the_keyboard_again_after_the_communities(open_desk: Open, qtbot: Any, key: str) -> None:
    """Both keys lead home from there, and the card that had the keyboard has it again."""
    desk = open_desk()
    card = desk.home.methods.cards[1]
    card.setFocus()
    desk.window.run("communities")
    assert desk.acts.communities.shown
    qtbot.keySequence(desk.window.focusWidget(), key)
    assert desk.window.shows(desk.home)
    assert card.hasFocus()


def test_home_has_the_keyboard_again_after_a_session(open_desk: Open, add_session: Add, qtbot: Any) -> None:
    """What had it has it again; where that is gone, it is where one most likely goes on."""
    session_id = add_session("Steady Hands kick-off", in_cluster)
    desk = open_desk()
    desk.home.sessions.setFocus()
    desk.acts.open_session(session_id)
    qtbot.keyClick(desk.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert desk.home.sessions.hasFocus()
    desk.home.go_on.button.setFocus()
    desk.acts.open_session(session_id)
    session = desk.window.session
    assert session is not None
    session.course.finish()
    qtbot.keyClick(desk.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert desk.home.go_on.isHidden()
    assert desk.home.methods.cards[0].hasFocus()


def test_a_broken_method_of_ones_own_is_told(open_desk: Open, tmp_path: Path, qtbot: Any) -> None:
    """Its sentence stands below the cards; the other methods stay usable."""
    folder = tmp_path / "methods"
    folder.mkdir()
    (folder / "mine.toml").write_text("format = 1\nid = 'mine'\n", encoding="utf-8")
    desk = open_desk()
    qtbot.waitUntil(lambda: not desk.home.trouble.isHidden())
    assert "mine.toml" in desk.home.trouble.text()


def test_a_file_that_is_no_session_changes_nothing(open_desk: Open, answers: Any, tmp_path: Path) -> None:
    """Opening any other file ends in one sentence."""
    stranger = tmp_path / "stranger.json"
    stranger.write_text('{"format": "something"}', encoding="utf-8")
    desk = open_desk()
    answers.next.append(stranger)
    desk.home.methods.file.click()
    assert titles(desk) == []
    assert desk.window.toast.message


def test_a_saved_file_comes_in_as_a_copy(
    open_desk: Open, add_session: Add, answers: Any, tmp_path: Path
) -> None:
    """Saving as a file and opening it in the same library gives a second session, and says so."""
    session_id = add_session("Travels")
    desk = open_desk()
    path = tmp_path / "travels.json"
    answers.next += [path, path]
    desk.acts.run_on("save", session_id)
    desk.acts.run("import")
    assert titles(desk) == ["Travels", "Travels"]
    assert "copy" in desk.window.toast.message


def test_a_rehearsal_leaves_nothing_in_the_library(open_desk: Open) -> None:
    """Trying the projector opens a session that is kept nowhere."""
    desk = open_desk()
    desk.acts.run("try_projector")
    assert desk.window.session is not None
    desk.window.show_home()
    assert titles(desk) == []


def test_an_owner_without_a_day_stands_under_the_title(open_desk: Open, add_session: Add) -> None:
    """All lines of a next step begin at the same place, with a day and without one."""
    add_session("Steady Hands", lambda session: session.actions.add("Book the room", owner="Dana"))
    row = open_desk().home.open_actions.rows[0]
    owner = next(each for each in row.findChildren(PlainLabel) if each.text() == "Dana")
    assert owner.x() == row.title.x()


def test_what_the_projector_says_is_said_once(
    open_desk: Open, add_session: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence that comes twice is read out twice."""
    session_id = add_session("Steady Hands")
    desk = open_desk()
    desk.acts.open_session(session_id)
    shown: list[str] = []
    monkeypatch.setattr(Toast, "show_message", lambda _toast, text, **_: shown.append(text))
    assert desk.window.desk is not None
    desk.window.desk.projector.said.emit("One screen only.")
    assert shown == ["One screen only."]
