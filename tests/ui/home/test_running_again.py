"""Running a method again from the windows, looking into a topic, and paper beforehand: on a real library."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from exports.formats import handouts, offered
from facilitator import forces, method_files, ratings
from facilitator.beginning import Beginning, begin_session
from facilitator.earlier import earlier_actions
from facilitator.errors import EnvironmentFault
from facilitator.findings import topic_finding
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.ratings import Topic
from facilitator.session import Session
from ui.desk.dialogs.details import DetailsDialog
from ui.desk.dialogs.new_session import NewSessionDialog, again_title
from ui.desk.dialogs.paper import PaperDialog
from ui.desk.dialogs.save_file import SaveFileDialog
from ui.desk.home_menu import home_menu, method_menu, session_row_menu
from ui.desk.menu import session_menu

Open = Callable[[], Any]
HEALTH = "health"
TOPIC = "fun"


def look_into(desk: Any) -> None:
    """Open a force field on the topic of the session that is open."""
    desk.window.desk.look_into(topic_finding(desk.window.session.data, TOPIC))


def in_dialog(kind: type[QDialog], does: Callable[[Any], object]) -> None:
    """Once a dialog of this kind is shown, let `does` answer it."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            does(found)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


@pytest.fixture
def spring(library_file: Path) -> str:
    """The id of a health check of a community: a red topic, two open promises, one of them overdue; it still runs."""
    with Library.create_or_open(library_file) as library:
        community = library.add_community("Steady Hands")
        beginning = Beginning("Steady Hands, 12 March", people=7, community_id=community.id)
        session_id = begin_session(library, method_files.load("cop-health-check"), beginning)
        session = open_session(library, session_id)
        session.course.start()
        session.course.go(HEALTH, "rate")
        session.scores.set_hands(HEALTH, "colour", TOPIC, 1, 7)
        session.scores.reveal(HEALTH, "colour", TOPIC)
        session.ratings.agree(HEALTH, TOPIC, values={"colour": 1})
        session.ratings.plan(HEALTH, TOPIC, "A picnic", owner="Jim", due="2199-06-01")
        session.actions.add("Order cake", due="2025-01-01")
        session.keep_place()
    return session_id


def open_one(desk: Any) -> Session:
    """The session that is open."""
    session = desk.window.session
    assert session is not None
    return session


def topic_of(session: Session) -> Topic:
    """The topic of these tests."""
    found = ratings.ratings_of(session.data)[0].find(TOPIC)
    assert found is not None
    return found.topic


def promised(desk: Any) -> list[str]:
    """The open promises as Home lists them."""
    desk.window.show_home()
    return [row.listing.action.text for row in desk.home.open_actions.rows]


# -- running again -------------------------------------------------------------------------------------------------


def test_run_again_from_the_row_menu_opens_a_session_that_follows(open_desk: Open, spring: str) -> None:
    """Title, people and community are suggested; the new session says what it follows and begins with its promises."""
    desk = open_desk()
    menu = session_row_menu(desk.window, desk.library.summary(spring), lambda _: None)
    assert "again" in [each.objectName() for each in menu.actions()]
    seen: list[str] = []

    def answer(dialog: Any) -> None:
        seen.extend([dialog.windowTitle(), dialog.follows.text(), dialog.community.currentText()])
        seen.append(str(dialog.people.value()))
        dialog.start.click()

    in_dialog(NewSessionDialog, answer)
    desk.acts.run_on("again", spring)
    assert seen[0] == "Run again: Community health check"
    assert seen[1].startswith("Goes on from “Steady Hands, 12 March”, today")
    assert seen[2:] == ["Steady Hands", "7"]
    session = open_one(desk)
    assert session.data.session.follows_id == spring
    assert session.data.session.title == again_title("Steady Hands, 12 March", date.today())
    assert (session.place.mode, session.place.activity_id) == ("run", "last-time")
    assert [row.promise.text for row in desk.window.page.stage.panel.rows] == ["A picnic", "Order cake"]


def test_the_open_session_is_closed_before_it_is_followed(open_desk: Open, spring: str) -> None:
    """From its own menu: nothing is written into it afterwards, and opened again it has its promises as carried on."""
    desk = open_desk()
    desk.acts.open_session(spring)
    earlier = open_one(desk)
    menu = session_menu(desk.window.page, desk.window.run)
    assert "run_again" in [each.objectName() for each in menu.actions()]
    in_dialog(NewSessionDialog, lambda dialog: dialog.prepare.click())
    desk.window.run("run_again")
    now = open_one(desk)
    assert now is not earlier
    assert (now.data.session.follows_id, now.place.mode) == (spring, "prepare")
    desk.acts.open_session(spring)
    before = open_one(desk)
    assert {each.text: each.state for each in before.data.actions} == {
        "A picnic": "carried",
        "Order cake": "carried",
    }
    assert before.undo_act is None
    before.actions.add("One more")
    assert desk.library.check() == []


def test_promises_stand_on_home_once_overdue_first(open_desk: Open, spring: str) -> None:
    """What moved into the new session is not listed twice; ticked there, it is gone from Home."""
    desk = open_desk()
    assert promised(desk) == ["Order cake", "A picnic"]
    in_dialog(NewSessionDialog, lambda dialog: dialog.prepare.click())
    desk.acts.run_on("again", spring)
    assert promised(desk) == ["Order cake", "A picnic"]
    assert {row.listing.action.session_id for row in desk.home.open_actions.rows} == {open_one(desk).id}
    desk.home.open_actions.rows[0].check.click()
    assert promised(desk) == ["A picnic"]


def test_cancelled_nothing_changes(open_desk: Open, spring: str) -> None:
    """The session that is open stays open, and no other one is there."""
    desk = open_desk()
    desk.acts.open_session(spring)
    session = open_one(desk)
    in_dialog(NewSessionDialog, lambda dialog: dialog.reject())
    desk.window.run("run_again")
    assert open_one(desk) is session
    assert [each.id for each in desk.library.summaries()] == [spring]


def test_what_cannot_be_added_leaves_the_earlier_session_open(
    open_desk: Open, spring: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why is said in the dialog; cancelled then, the earlier session is open again, whole."""

    def refused(*_: object) -> str:
        raise EnvironmentFault("The disk is full.")

    monkeypatch.setattr("facilitator.beginning.begin_session", refused)
    desk = open_desk()
    desk.acts.open_session(spring)
    said: list[str] = []

    def answer(dialog: Any) -> None:
        dialog.prepare.click()
        said.append(dialog.wrong.text())
        dialog.reject()

    in_dialog(NewSessionDialog, answer)
    desk.window.run("run_again")
    assert said == ["The disk is full."]
    session = open_one(desk)
    assert session.id == spring
    assert {each.state for each in session.data.actions} == {"open"}


def test_a_new_session_offers_to_go_on_where_the_community_stands(open_desk: Open, spring: str) -> None:
    """The offer comes with the community, is taken unless unchecked, and only for the same method."""
    desk = open_desk()
    seen: list[object] = []

    def look(dialog: Any) -> None:
        for name in ("", "Steady Hands", "Somebody new", "steady hands"):
            dialog.community.setCurrentText(name)
            seen.append(dialog.follows.isVisible())
        seen.append(dialog.follows.isChecked())
        dialog.follows.click()
        dialog.prepare.click()

    in_dialog(NewSessionDialog, look)
    desk.acts.starts.new_session("cop-health-check")
    assert seen == [False, True, False, True, True]
    first = open_one(desk)
    assert (first.data.session.follows_id, first.data.actions) == (None, [])

    def take(dialog: Any) -> None:
        dialog.community.setCurrentText("Steady Hands")
        dialog.prepare.click()

    in_dialog(NewSessionDialog, take)
    desk.acts.starts.new_session("cop-health-check")
    assert open_one(desk).data.session.follows_id == spring, "a session that never began is not gone on from"
    shown: list[bool] = []

    def other(dialog: Any) -> None:
        dialog.community.setCurrentText("Steady Hands")
        shown.append(dialog.follows.isVisible())
        dialog.reject()

    in_dialog(NewSessionDialog, other)
    desk.acts.starts.new_session("force-field")
    assert shown == [False]


def test_as_many_people_are_expected_as_came_the_last_time(open_desk: Open, spring: str) -> None:
    """They come with the community and go with it; a number that somebody chose stays."""
    desk = open_desk()
    seen: list[int] = []

    def look(dialog: Any) -> None:
        for name in ("", "Steady Hands", "Somebody new"):
            dialog.community.setCurrentText(name)
            seen.append(dialog.people.value())
        dialog.people.set_value(12)
        dialog.community.setCurrentText("Steady Hands")
        seen.append(dialog.people.value())
        dialog.reject()

    in_dialog(NewSessionDialog, look)
    desk.acts.starts.new_session("cop-health-check")
    assert seen == [10, 7, 10, 12]


def test_the_details_name_what_a_session_follows(open_desk: Open, spring: str) -> None:
    """By its title of now, which may have been changed since."""
    desk = open_desk()
    in_dialog(NewSessionDialog, lambda dialog: dialog.prepare.click())
    desk.acts.run_on("again", spring)
    desk.acts._reach.change(spring, lambda session: session.values.set_title("Spring"))
    said: list[str] = []

    def look(dialog: Any) -> None:
        said.append(dialog.follows.text())
        dialog.reject()

    in_dialog(DetailsDialog, look)
    desk.window.run("details")
    assert said == ["Goes on from “Spring”, today."]
    desk.acts.open_session(spring)
    in_dialog(DetailsDialog, look)
    desk.window.run("details")
    assert said[1] == ""


def test_what_never_began_and_what_is_kept_nowhere_is_not_run_again(
    open_desk: Open, add_session: Any
) -> None:
    """A session in preparation has nothing to go on from, a rehearsal has no library."""
    session_id = add_session("In preparation")
    desk = open_desk()
    menu = session_row_menu(desk.window, desk.library.summary(session_id), lambda _: None)
    assert "again" not in [each.objectName() for each in menu.actions()]
    desk.acts.try_projector()
    open_one(desk).course.start()
    assert "run_again" not in [each.objectName() for each in session_menu(desk.window.page, print).actions()]
    assert desk.window.desk.look_into is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Steady Hands, 12 March", "Steady Hands, 22 November"),
        ("Steady Hands", "Steady Hands, 22 November"),
        ("Kick-off, again", "Kick-off, again, 22 November"),
        ("A, B, 1 May", "A, B, 22 November"),
        (", 1 May", ", 1 May, 22 November"),
    ],
)
def test_the_title_of_a_run_has_its_own_day(before: str, after: str) -> None:
    """Only a day at the end gives way to today."""
    assert again_title(before, date(2026, 11, 22)) == after


# -- a topic -------------------------------------------------------------------------------------------------------


def test_a_red_topic_opens_a_force_field_and_the_rating_stays(
    open_desk: Open, spring: str, qtbot: Any
) -> None:
    """One press: the change is drafted from the topic, the rating waits in the library, and nothing of it is lost."""
    desk = open_desk()
    desk.acts.open_session(spring)
    rating = open_one(desk)
    rating.course.go(HEALTH, "plan")
    panel = desk.window.page.stage.panel
    panel.topic.choose(TOPIC)
    qtbot.mouseClick(panel.deeper, Qt.MouseButton.LeftButton)
    session = open_one(desk)
    topic = topic_of(rating)
    assert session.data.method.id == "force-field"
    home = forces.home(session.data.method)
    assert home is not None
    assert session.data.value(home, "change") == {"now": topic.low, "wanted": topic.high}
    assert session.data.session.follows_id == spring
    assert session.data.session.community_id == rating.data.session.community_id
    assert "waits on Home" in desk.window.toast.message
    field = desk.window.page.stage
    assert field.activity.id == "change"
    session.actions.add("Ask the new ones", owner="Ann", due="2025-06-01")
    assert promised(desk) == ["Order cake", "Ask the new ones", "A picnic"], (
        "both stand on Home, overdue first"
    )
    desk.acts.open_session(spring)
    again = open_one(desk)
    assert again.data.actions == rating.data.actions
    assert (again.place.activity_id, again.place.phase) == (HEALTH, "plan")
    said: list[str] = []
    desk.acts.open_session(session.id)

    def look(dialog: Any) -> None:
        said.append(dialog.follows.text())
        dialog.reject()

    in_dialog(DetailsDialog, look)
    desk.window.run("details")
    assert said == [f"Looks into “{topic.title}” of “Steady Hands, 12 March”."]


def test_the_next_run_looks_at_what_both_promised(open_desk: Open, spring: str) -> None:
    """The force field of a topic is open while its rating is run again: its promises come along, each once."""
    desk = open_desk()
    desk.acts.open_session(spring)
    look_into(desk)
    field = open_one(desk)
    field.actions.add("Ask the new ones")
    in_dialog(NewSessionDialog, lambda dialog: dialog.start.click())
    desk.acts.run_on("again", spring)
    rows = desk.window.page.stage.panel.rows
    assert {row.promise.text for row in rows} == {"A picnic", "Order cake", "Ask the new ones"}
    assert {row.promise.topic for row in rows if row.promise.text == "Ask the new ones"} == {
        topic_of(open_one(desk)).title
    }
    assert sorted(promised(desk)) == ["A picnic", "Ask the new ones", "Order cake"]
    assert desk.library.check() == []


def test_a_promise_that_is_searched_for_opens_where_its_state_is_said(open_desk: Open, spring: str) -> None:
    """In the first run that is the plan, in the next one the promises of last time."""
    desk = open_desk()
    (hit,) = desk.library.search("picnic")
    desk.acts.open_session(spring)
    open_one(desk).course.prepare()
    desk.acts.open_hit(hit)
    assert (open_one(desk).place.activity_id, open_one(desk).place.phase) == (HEALTH, "plan")
    in_dialog(NewSessionDialog, lambda dialog: dialog.prepare.click())
    desk.window.run("run_again")
    hits = {each.session_id: each for each in desk.library.search("picnic")}
    desk.acts.open_hit(hits[open_one(desk).id])
    assert open_one(desk).place.activity_id == "last-time"


# -- paper ---------------------------------------------------------------------------------------------------------


def test_a_card_has_a_menu_by_mouse_and_by_keyboard(open_desk: Open) -> None:
    """The menu of the card the keyboard is on, or the one under the mouse; the card of a file has none."""
    desk = open_desk()
    grid, wanted = desk.home.methods, []
    grid.menu_wanted.disconnect()
    grid.menu_wanted.connect(lambda method, place: wanted.append(method))
    grid.cards[1].setFocus()
    middle = grid.cards[0].geometry().center()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        QApplication.sendEvent(grid, QContextMenuEvent(reason, middle, grid.mapToGlobal(middle)))
    assert wanted == [grid.cards[1].property("method"), grid.cards[0].property("method")]
    grid.file.setFocus()
    QApplication.sendEvent(grid, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, middle))
    assert len(wanted) == 2


def test_paper_is_offered_where_a_method_has_some(open_desk: Open) -> None:
    desk = open_desk()
    for has_paper in (True, False):
        menu = method_menu(desk.window, print, has_paper=has_paper)
        assert ("paper" in [each.objectName() for each in menu.actions()]) == has_paper
    menu = home_menu(desk.window, print, archived_shown=False, session_open=False)
    assert "paper" in [each.objectName() for each in menu.actions()]
    assert isinstance(menu, QMenu)


@pytest.mark.parametrize(
    ("method_id", "sheet"), [("cop-bootstrap", 0), ("force-field", 0), ("cop-health-check", 0)]
)
def test_paper_of_a_method_is_saved_from_its_card(
    open_desk: Open, answers: Any, tmp_path: Path, qtbot: Any, method_id: str, sheet: int
) -> None:
    """What the dialog offers is what the method has; the file is a PDF, and the line says where it is."""
    desk = open_desk()
    method = method_files.load(method_id)
    path = tmp_path / "sheet.pdf"
    answers.next = [path]
    seen: list[list[str]] = []

    def choose(dialog: Any) -> None:
        seen.append([dialog.sheets.itemText(number) for number in range(dialog.sheets.count())])
        dialog.sheets.setCurrentIndex(sheet)
        dialog.filled.click()

    in_dialog(PaperDialog, choose)
    desk.acts.starts.paper(method_id)
    qtbot.waitUntil(lambda: not desk.acts.starts._paper.busy)
    assert seen == [[each.title for each in handouts(method)]]
    assert path.read_bytes().startswith(b"%PDF")
    assert desk.window.toast.message == f"{handouts(method)[sheet].title} saved as sheet.pdf."


def test_from_the_menu_of_home_the_method_is_asked_for(
    open_desk: Open, answers: Any, tmp_path: Path, qtbot: Any
) -> None:
    """Another method has other sheets and other papers."""
    desk = open_desk()
    answers.next = [tmp_path / "worksheet"]

    def choose(dialog: Any) -> None:
        titles = [dialog.methods.itemText(number) for number in range(dialog.methods.count())]
        dialog.methods.setCurrentIndex(titles.index("Force field"))
        assert [dialog.sheets.itemText(0), dialog.paper_name] == ["Blank force field", "A4"]
        dialog.paper.setCurrentText("A2")
        dialog.filled.click()

    in_dialog(PaperDialog, choose)
    desk.acts.run("paper")
    qtbot.waitUntil(lambda: not desk.acts.starts._paper.busy)
    assert (tmp_path / "worksheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_session_offers_the_files_and_sheets_that_fit_it(open_desk: Open, spring: str) -> None:
    """What is a file of the session, in its own words, is not offered as a sheet of the method as well."""
    desk = open_desk()
    desk.acts.open_session(spring)
    method = open_one(desk).data.method
    commands = [each.objectName() for each in session_menu(desk.window.page, print).actions()]
    assert "canvas" not in commands
    assert "paper" not in commands
    seen: list[str] = []

    def look(dialog: Any) -> None:
        seen.extend(str(dialog.kind.itemData(number)) for number in range(dialog.kind.count()))
        dialog.reject()

    in_dialog(SaveFileDialog, look)
    desk.window.run("save_file")
    assert seen == [each.id for each in offered(method)]
    assert not {"svg", "poster", "diagram", "forces"} & set(seen)
    assert {"cards", "ballots"} <= set(seen)
    look_into(desk)
    assert "paper" in [each.objectName() for each in session_menu(desk.window.page, print).actions()]

    def sheets(dialog: Any) -> None:
        seen[:] = [dialog.sheets.itemText(number) for number in range(dialog.sheets.count())]
        dialog.reject()

    in_dialog(PaperDialog, sheets)
    desk.window.run("paper")
    assert seen == ["Blank force field"]


def test_another_method_of_the_same_community_begins_with_what_is_open(open_desk: Open, spring: str) -> None:
    """The dialog offers the promises of the health check to a method that looks back, and to no other."""
    desk = open_desk()
    offered: list[tuple[bool, str, str]] = []

    def look(dialog: Any) -> None:
        dialog.community.setCurrentText("Steady Hands")
        offered.append((not dialog._offer.isHidden(), dialog.follows.text(), dialog.follows_note.text()))
        dialog.start.click() if offered[-1][0] else dialog.reject()

    in_dialog(NewSessionDialog, look)
    desk.acts.starts.new_session("cop-bootstrap")
    assert not offered[0][0]
    in_dialog(NewSessionDialog, look)
    desk.acts.starts.new_session("force-field")
    assert offered[1][0]
    assert offered[1][2] == "What is still open there is looked at first."
    session = open_one(desk)
    assert session.data.method.id == "force-field"
    assert {each.action_id for each in earlier_actions(session.data) if each.own} == {
        each.action.id for each in desk.library.open_actions()
    }
    assert desk.library.check() == []


def test_a_postmortem_that_is_prepared_opens_with_its_timeline(open_desk: Open) -> None:
    """What is to be written first is in front; the meeting itself begins with the welcome."""
    desk = open_desk()
    in_dialog(NewSessionDialog, lambda dialog: dialog.prepare.click())
    desk.acts.starts.new_session("postmortem")
    now = open_one(desk)
    assert (now.place.mode, now.place.activity_id) == ("prepare", "timeline")
    now.course.start()
    assert now.place.activity_id == "open"
