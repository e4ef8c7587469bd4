"""The dialogs of the desk, by keyboard: what they change, and that nothing happens without a yes."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from exports import formats
from facilitator import audience, method_files
from facilitator.errors import EnvironmentFault
from facilitator.model import Community
from facilitator.opening import rehearse
from ui import keys
from ui import theme as themes
from ui.desk.dialogs.agenda_entry import BreakDialog, MinutesDialog
from ui.desk.dialogs.base import DeskDialog
from ui.desk.dialogs.canvas import CanvasDialog
from ui.desk.dialogs.details import DetailsDialog
from ui.desk.dialogs.logo import LogoDialog
from ui.desk.dialogs.parking import ParkingDialog
from ui.desk.dialogs.people import PeopleDialog
from ui.desk.dialogs.replan import ReplanDialog
from ui.desk.dialogs.save_file import SaveFileDialog
from ui.desk.dialogs.settings import SettingsDialog
from ui.desk.menu import row_menu, session_menu
from ui.settings import Settings
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(qtbot: Any) -> Any:
    """Shows a dialog without waiting for its end."""

    def show(dialog: DeskDialog) -> Any:
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def in_dialog(kind: type[QDialog], does: Any) -> None:
    """Let `does(dialog)` happen as soon as a dialog of `kind` is open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        try:
            does(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)


def test_f9_parks_a_line_and_leaves_again(open_desk: Any, qtbot: Any) -> None:
    """F9, one line, Enter, Esc: the topic waits and remembers where it came up."""
    desk = open_desk()

    def park(dialog: Any) -> None:
        qtbot.keyClicks(dialog.field.edit, "Who pays for it?")
        qtbot.keyClick(dialog.field.edit, Key.Key_Return)
        assert dialog.field.text() == ""
        qtbot.keyClick(dialog, Key.Key_Escape)

    in_dialog(ParkingDialog, park)
    qtbot.keyClick(desk.window, Key.Key_F9)
    assert [(item.text, item.activity_id) for item in desk.session.data.parked] == [
        ("Who pays for it?", "vision-importance")
    ]
    assert desk.page.rail.parking.accessibleName() == "Parking lot 1"


def test_parked_topics_are_settled(open_desk: Any, shown: Any) -> None:
    """Back, to a next step, dropped, and parked again."""
    desk = open_desk()
    for text in ("One", "Two", "Three"):
        desk.session.parking.park(text)
    dialog = shown(ParkingDialog(desk.page.desk, desk.window))

    def press(name: str) -> None:
        buttons = [each for each in dialog.findChildren(QWidget) if each.accessibleName() == name]
        next(each for each in buttons if not each.isHidden()).click()

    press("Back to the room: One")
    press("Next step: Two")
    press("Let it go: Three")
    assert [item.state for item in desk.session.data.parked] == ["back", "action", "dropped"]
    assert [item.text for item in desk.session.data.actions] == ["Two"]
    press("Park again: Three")
    assert desk.session.data.parked[2].state == "open"


def test_half_a_parked_line_stays_a_draft(open_desk: Any, qtbot: Any, shown: Any) -> None:
    """Esc in the middle of a line loses nothing."""
    desk = open_desk()
    dialog = shown(ParkingDialog(desk.page.desk, desk.window))
    qtbot.keyClicks(dialog.field.edit, "Half")
    dialog.reject()
    assert shown(ParkingDialog(desk.page.desk, desk.window)).field.text() == "Half"


@pytest.mark.parametrize("kind", [PeopleDialog, ParkingDialog])
def test_the_buttons_of_the_rows_end_where_close_ends(
    open_desk: Any, shown: Any, qtbot: Any, kind: Any
) -> None:
    """Without a bar they stand at the right edge; beside a bar they keep clear of it."""
    desk = open_desk()

    def gap(count: int) -> int:
        desk.session.people.add([f"Person {number}" for number in range(count)])
        for number in range(count):
            desk.session.parking.park(f"Topic {number}")
        dialog = shown(kind(desk.page.desk, desk.window))
        qtbot.wait(50)
        rows = [each for each in dialog.findChildren(Button) if _of_a_row(each.accessibleName())]
        rights = {each.mapTo(dialog, each.rect().topRight()).x() for each in rows}
        close = dialog.filled.mapTo(dialog, dialog.filled.rect().topRight()).x()
        dialog.close()
        return close - max(rights)

    assert gap(1) == 0
    assert gap(30) >= 8


def _of_a_row(name: str) -> bool:
    return ": Topic" in name or " off the list" in name


def test_replan_shows_before_and_after_and_changes_only_when_taken(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+R: Esc changes nothing, Enter takes the plan that is shown."""
    desk = open_desk()
    desk.session.values.set_length(90)
    before = [dict(entry.minutes) for entry in desk.session.data.agenda]
    in_dialog(ReplanDialog, lambda dialog: qtbot.keyClick(dialog, Key.Key_Escape))
    qtbot.keyClick(desk.window, Key.Key_R, Ctrl)
    assert [dict(entry.minutes) for entry in desk.session.data.agenda] == before
    taken: list[Any] = []

    def take(dialog: Any) -> None:
        taken.append(dialog.proposal)
        qtbot.keyClick(dialog, Key.Key_Return)

    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    in_dialog(ReplanDialog, take)
    qtbot.keyClick(desk.window, Key.Key_R, Ctrl)
    planned = {slot.key: slot.planned / 60 for slot in desk.session.course.slots() if slot.state == "open"}
    assert planned == dict(taken[0].after)
    assert desk.page.top_bar.undo.toolTip() == "Undo: re-plan the rest"
    desk.session.undo()
    assert [dict(entry.minutes) for entry in desk.session.data.agenda] == before


def test_replan_may_drop_an_optional_activity(open_desk: Any, shown: Any) -> None:
    """Another proposal is one key away, and its table follows."""
    desk = open_desk()
    desk.session.values.set_length(90)
    dialog = shown(ReplanDialog(desk.page.desk, desk.window))
    dialog.group.button(1).click()
    assert dialog.proposal.dropped
    assert dialog.take.hasFocus() or dialog.group.button(1).hasFocus()
    dialog.take.click()
    assert desk.session.data.entry_of("force-field").skipped


def test_replan_opens_where_the_plan_changes(open_desk: Any, qtbot: Any, shown: Any) -> None:
    """Where all that comes first stays as it is, the first timebox that changes is in sight."""
    desk = open_desk()
    desk.session.course.go("impact")
    leader = desk.session.data.entry_of("leader")
    desk.session.agenda.add_break(60, after_id=leader.id, title="Break")
    dialog = shown(ReplanDialog(desk.page.desk, desk.window))
    label = next(each for each in dialog.findChildren(PlainLabel) if each.text() == "Break")
    qtbot.waitUntil(lambda: not label.visibleRegion().isEmpty())


def test_replan_with_time_to_spare_offers_nothing(open_desk: Any, shown: Any) -> None:
    """There is no filled answer that would change something."""
    desk = open_desk()
    dialog = shown(ReplanDialog(desk.page.desk, desk.window))
    assert dialog.filled is not None
    assert dialog.filled.words == "Close"


def test_a_break_now_runs_at_once_and_one_later_waits(open_desk: Any, qtbot: Any) -> None:
    """Ctrl+B puts a break in; now, its clock runs."""
    desk = open_desk()

    def later(dialog: Any) -> None:
        dialog.where.setCurrentIndex(dialog.where.findData(desk.session.data.entry_of("impact").id))
        dialog.minutes.spin.setValue(15)
        dialog.filled.click()

    in_dialog(BreakDialog, later)
    qtbot.keyClick(desk.window, Key.Key_B, Ctrl)
    titles = [entry.title for entry in desk.session.data.agenda]
    assert titles[titles.index("Impact") + 1] == "Break"
    assert desk.session.place.break_id is None
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    in_dialog(BreakDialog, lambda dialog: qtbot.keyClick(dialog, Key.Key_Return))
    qtbot.keyClick(desk.window, Key.Key_B, Ctrl)
    assert desk.session.course.on_break is not None
    assert desk.session.place.timebox.running
    assert desk.session.course.remaining() == 600


def test_other_minutes_for_a_phase(open_desk: Any, shown: Any) -> None:
    """Only what was changed is planned anew."""
    desk = open_desk()
    entry = desk.session.data.entry_of("impact")
    dialog = shown(MinutesDialog(desk.page.desk, entry, desk.window))
    first = next(iter(dialog.steppers))
    dialog.steppers[first].more.click()
    dialog.filled.click()
    after = desk.session.data.entry_of("impact").minutes
    assert after[first] == entry.minutes[first] + 1
    assert {key: value for key, value in after.items() if key != first} == {
        key: value for key, value in entry.minutes.items() if key != first
    }


def test_people_come_and_go(open_desk: Any, qtbot: Any, shown: Any) -> None:
    """The head count, names typed in one line, somebody who leaves; the rail follows."""
    desk = open_desk()
    dialog = shown(PeopleDialog(desk.page.desk, desk.window))
    dialog.count.less.click()
    assert desk.session.data.people_present == 9
    assert desk.page.rail.people.accessibleName() == "9 in the room"
    dialog.field.setFocus()
    qtbot.keyClicks(dialog.field.edit, "Ines, Karl <b>")
    qtbot.keyClick(dialog.field.edit, Key.Key_Return)
    assert [person.name for person in desk.session.data.participants] == ["Ines", "Karl <b>"]
    assert dialog.isVisible()
    gone = [each for each in dialog.findChildren(QWidget) if each.accessibleName() == "Ines is here"]
    tick = next(each for each in gone if not each.isHidden())
    tick.setFocus()
    tick.click()
    assert tick.hasFocus(), "the next one who comes or goes is one key away"
    assert not desk.session.data.participants[0].present
    assert dialog.count.value() == desk.session.data.people_present == 8
    dialog.authors.click()
    assert desk.session.data.session.keep_authors


def test_settings_hold_at_once(open_desk: Any, shown: Any, desk_settings: Any) -> None:
    """The theme changes with the choice, the projector is told, and all of it is kept."""
    desk = open_desk()
    dialog = shown(SettingsDialog(desk_settings, desk.window))
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    assert themes.current().dark
    dialog.presenter.click()
    dialog.floor.spin.setValue(5)
    dialog.share.spin.setValue(40)
    assert desk_settings.text("theme", "") == "dark"
    assert desk_settings.switch("presenter_keys", False)
    assert (desk_settings.number("floor_minutes", 0), desk_settings.number("floor_share", 0)) == (5.0, 0.4)


def test_settings_from_the_menu_tell_the_projector(open_desk: Any) -> None:
    """The room's colours follow the setting without a restart."""
    desk = open_desk()
    in_dialog(SettingsDialog, lambda dialog: dialog.projector_theme.setCurrentIndex(2))
    desk.window.run("settings")
    assert desk.projector.told == ["settings"]


def test_details_change_only_what_was_changed(open_desk: Any, shown: Any) -> None:
    """Title, community, length and start; what cannot be read is said beside its field."""
    team = Community("c1", "Reliability", "2026-01-01T00:00:00Z")
    desk = open_desk()
    dialog = shown(DetailsDialog(desk.page.desk, (team,), None, desk.window))
    dialog.title_field.set_text("  ")
    dialog.start.set_text("tomorrow")
    dialog.filled.click()
    assert dialog.title_field.wrong()
    assert dialog.start.wrong()
    assert dialog.isVisible()
    dialog.title_field.set_text("Lighthouse")
    dialog.start.set_text("2026-03-14 10:00")
    dialog.community.setCurrentIndex(dialog.community.findData("c1"))
    dialog.filled.click()
    row = desk.session.data.session
    assert (row.title, row.community_id, row.minutes) == ("Lighthouse", "c1", 120)
    assert row.starts is not None
    assert desk.page.top_bar.title.text() == "Lighthouse"


def test_a_new_community_is_made_by_typing_its_name(open_desk: Any, shown: Any) -> None:
    """A name that is not in the list becomes a community."""
    desk = open_desk()
    dialog = shown(
        DetailsDialog(desk.page.desk, (), lambda name: Community("new", name, "2026-01-01T00:00:00Z"))
    )
    dialog.community.setEditText("Night shift")
    dialog.filled.click()
    assert desk.session.data.session.community_id == "new"


def test_a_community_is_renamed_once_the_details_are_kept(open_desk: Any, shown: Any, answers: Any) -> None:
    """The chosen one can be given another name; Cancel leaves its name as it was."""
    teams = (Community("c1", "Reliability", ""), Community("c2", "Night shift", ""))
    renamed: list[tuple[str, str]] = []

    def rename(community_id: str, name: str) -> Community:
        renamed.append((community_id, name))
        return Community(community_id, name, "")

    def dialog_with_new_name() -> Any:
        dialog = shown(DetailsDialog(desk.page.desk, teams, None, rename_community=rename))
        assert not dialog.rename.isEnabled()
        dialog.community.setCurrentIndex(dialog.community.findData("c2"))
        answers.next.append("Early  shift")
        dialog.rename.click()
        assert dialog.community.currentText() == "Early shift"
        return dialog

    desk = open_desk()
    dialog_with_new_name().reject()
    assert renamed == []
    dialog_with_new_name().filled.click()
    assert renamed == [("c2", "Early shift")]
    assert desk.session.data.session.community_id == "c2"


def test_a_logo_is_taken_and_removed(open_desk: Any, shown: Any, answers: Any, tmp_path: Path) -> None:
    """A picture becomes the logo; a file that is none is refused in one sentence."""
    desk = open_desk()
    good, bad = tmp_path / "logo.png", tmp_path / "text.png"
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(good))
    bad.write_text("no picture")
    dialog = shown(LogoDialog(desk.page.desk, tmp_path, desk.window))
    answers.next = [bad, good]
    dialog.choose.click()
    assert desk.session.data.pictures == []
    assert desk.window.toast.message
    dialog.choose.click()
    assert [picture.name for picture in desk.session.data.pictures] == ["logo.png"]
    assert not dialog.picture.isHidden()
    dialog.remove.click()
    assert desk.session.data.pictures == []


def test_save_file_offers_every_format_with_its_papers(open_desk: Any, shown: Any) -> None:
    """Paper where it matters, names in the report, slips in the document."""
    desk = open_desk()
    dialog = shown(SaveFileDialog(desk.page.desk, "", desk.window))
    assert dialog.kind.count() == len(formats.offered(desk.session.data.method))
    assert dialog.options.paper == "A3"
    dialog.kind.setCurrentIndex(dialog.kind.findData("json"))
    assert dialog.options.paper is None
    dialog.ballots.click()
    assert dialog.options.with_ballots
    dialog.kind.setCurrentIndex(dialog.kind.findData("report"))
    assert dialog.options.paper == "A4"
    assert not dialog.options.with_ballots


def test_a_file_is_written_beside_the_window(
    open_desk: Any, qtbot: Any, answers: Any, tmp_path: Path
) -> None:
    """Ctrl+E: the file is there, the toast names it, a second one may be asked for at once."""
    desk = open_desk(files=tmp_path)
    desk.session.notes.add("vision", "One")
    saving = desk.window._session_commands.saving
    answers.next = [tmp_path / "notes"]

    def choose(dialog: Any) -> None:
        dialog.kind.setCurrentIndex(dialog.kind.findData("json"))
        dialog.filled.click()

    in_dialog(SaveFileDialog, choose)
    with qtbot.waitSignal(saving.done):
        qtbot.keyClick(desk.window, Key.Key_E, Ctrl)
    assert '"One"' in (tmp_path / "notes.json").read_text(encoding="utf-8")
    assert desk.window.toast.message == "Session document saved as notes.json."
    assert not saving.busy


def test_the_next_file_begins_where_the_last_one_went(
    open_desk: Any, qtbot: Any, answers: Any, tmp_path: Path, desk_settings: Any
) -> None:
    """Also in another session, another kind of file and the next day; a folder that is gone gives way to the first."""
    elsewhere = tmp_path / "Workshops, 2026"
    elsewhere.mkdir()
    desk = open_desk(files=tmp_path)
    saving = desk.window._session_commands.saving
    answers.next = [elsewhere / "notes.json"]
    with qtbot.waitSignal(saving.done):
        saving.save("json", formats.Options())
    desk_settings.save()
    later = open_desk(files=tmp_path, settings=Settings(tmp_path / "settings.ini"))
    answers.next = [None, None]
    later.window._session_commands.saving.save("json", formats.Options())
    (elsewhere / "notes.json").unlink()
    elsewhere.rmdir()
    later.window._session_commands.saving.save("json", formats.Options())
    assert answers.folders == [tmp_path, elsewhere, tmp_path]


def test_a_name_without_suffix_asks_before_it_replaces(
    open_desk: Any, qtbot: Any, answers: Any, tmp_path: Path
) -> None:
    """The system's dialog could not ask, for it did not know the whole name."""
    desk = open_desk(files=tmp_path)
    there = tmp_path / "notes.json"
    there.write_text("precious")
    saving = desk.window._session_commands.saving
    answers.next = [tmp_path / "notes", "keep"]
    saving.save("json", formats.Options())
    assert there.read_text() == "precious"
    answers.next = [tmp_path / "notes", "replace"]
    with qtbot.waitSignal(saving.done):
        saving.save("json", formats.Options())
    assert there.read_text(encoding="utf-8").startswith("{")


def test_a_stopped_file_leaves_the_old_one(open_desk: Any, qtbot: Any, answers: Any, tmp_path: Path) -> None:
    """Stop means that nothing was changed."""
    desk = open_desk(files=tmp_path)
    there = tmp_path / "notes.json"
    there.write_text("precious")
    saving = desk.window._session_commands.saving
    answers.next = [there]
    with qtbot.waitSignal(saving.done):
        saving.save("json", formats.Options())
        saving.stop()
    text = there.read_text(encoding="utf-8")
    stopped = desk.window.toast.message == "Saving was stopped. Nothing was changed."
    assert (text == "precious") == stopped
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_folder_that_is_gone_is_said(open_desk: Any, qtbot: Any, answers: Any, tmp_path: Path) -> None:
    """The machine's refusal is one sentence, and no crash."""
    desk = open_desk(files=tmp_path)
    saving = desk.window._session_commands.saving
    answers.next = [tmp_path / "gone" / "notes.json"]
    with qtbot.waitSignal(saving.done) as done:
        saving.save("json", formats.Options())
    assert isinstance(done.args[0], EnvironmentFault)
    assert desk.window.toast.message == str(done.args[0])


def test_the_menu_has_no_dead_entry(open_desk: Any, monkeypatch: Any) -> None:
    """Everything in the menus of all modes is a command that something carries out."""
    desk = open_desk()
    commands = desk.window._session_commands
    known = set(commands._does) | {"home", "quit", "full_screen"}
    about = ("phase", "go", "skip", "minutes", "break_after", "remove_break")
    desk.session.agenda.add_break(5)
    for mode in ("run", "after", "prepare"):
        {"run": lambda: None, "after": desk.session.course.finish, "prepare": desk.session.course.prepare}[
            mode
        ]()
        menus = [session_menu(desk.page, desk.window.run)]
        menus += [row_menu(desk.page, entry, desk.window.run) for entry in desk.session.data.agenda]
        actions = [
            action
            for menu in menus
            for part in (menu, *menu.findChildren(type(menu)))
            for action in part.actions()
        ]
        named = [
            action.objectName() for action in actions if not action.isSeparator() and action.menu() is None
        ]
        assert len(named) > 20
        for name in named:
            assert name in known or name.partition(":")[0] in about, name
        for menu in menus:
            menu.deleteLater()


def test_f4_shows_the_canvas_and_lets_the_room_see_it_until_it_moves_on(open_desk: Any, qtbot: Any) -> None:
    """One key from everywhere, in every mode; the room sees the page only when it is asked for."""
    desk = open_desk()
    desk.session.outcomes.write("vision", "Nobody is alone")

    def look(dialog: CanvasDialog) -> None:
        assert dialog.preview.facts() == "1 of 7 boxes filled"
        assert audience.view(desk.session).scene == "activity"
        dialog.room.click()
        assert audience.view(desk.session).scene == "canvas"
        qtbot.keyClick(dialog, Key.Key_F4)
        assert not dialog.isVisible()

    in_dialog(CanvasDialog, look)
    qtbot.keyClick(desk.window, Key.Key_F4)
    desk.session.course.next_phase()
    assert audience.view(desk.session).scene == "activity"
    desk.session.course.finish()
    in_dialog(CanvasDialog, lambda dialog: dialog.room.click())
    desk.window.run("canvas")
    assert audience.view(desk.session).scene == "canvas"


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("wiring-review", "No preview of “Wiring canvas” here. Ctrl+E saves it."),
        ("force-field", "No preview of “Force field” here. Ctrl+E saves it."),
        ("lean-coffee", "This method has no canvas. Ctrl+E saves its report."),
    ],
)
def test_f4_says_what_can_be_saved_where_there_is_no_canvas_to_look_at(
    open_desk: Any, method: str, words: str
) -> None:
    """A page that the save window offers is not said to be missing."""
    desk = open_desk()
    desk.window.close_session()
    desk.window.open_session(rehearse(method_files.load(method)))
    desk.window.run("canvas")
    assert desk.window.toast.message == words


def test_every_key_of_the_frame_does_something(open_desk: Any) -> None:
    """What the list of keys promises is carried out by the frame, the window or a stage."""
    desk = open_desk()
    window = {"home", "full_screen", "search"}
    stages = {"edit", "wall", "read_out", "author"}
    room = {"room_page_next", "room_page_previous"}
    for each in keys.KEYS:
        if each.where in (keys.EVERYWHERE, keys.SESSION):
            assert each.id in desk.window._session_commands._does or each.id in window | stages | room, (
                each.id
            )


def test_a_row_is_skipped_and_taken_in_from_its_menu(open_desk: Any) -> None:
    """An optional activity goes and comes back; a break is taken off."""
    desk = open_desk()
    entry = desk.session.data.entry_of("force-field")
    desk.window.run(f"skip:{entry.id}")
    assert desk.session.data.entry_of("force-field").skipped
    desk.window.run(f"skip:{entry.id}")
    assert not desk.session.data.entry_of("force-field").skipped
    pause = desk.session.agenda.add_break(5, after_id=entry.id)
    desk.page.go_to_entry(pause.id)
    desk.window.run(f"remove_break:{pause.id}")
    assert desk.session.place.break_id is None
    assert pause.id not in {each.id for each in desk.session.data.agenda}


def test_dialogs_close_by_escape(open_desk: Any, qtbot: Any, shown: Any, desk_settings: Any) -> None:
    """Esc puts every dialog away and changes nothing."""
    desk = open_desk()
    before = desk.session.data
    given = desk.page.desk
    for dialog in (
        ReplanDialog(given, desk.window),
        BreakDialog(given, None, desk.window),
        PeopleDialog(given, desk.window),
        DetailsDialog(given, (), None, desk.window),
        SaveFileDialog(given, "", desk.window),
        SettingsDialog(desk_settings, desk.window),
    ):
        shown(dialog)
        qtbot.keyClick(dialog, Key.Key_Escape)
        assert dialog.result() == QDialog.DialogCode.Rejected
    assert desk.session.data == before
