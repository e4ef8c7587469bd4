"""The page of a community beside Home: filled in by keys, kept at once, taken back, and saved as a book."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.communities import CRITERIA, PURPOSES, page_of, to_do
from facilitator.library import Library
from facilitator.opening import open_session
from ui.desk.dialogs.new_session import NewSessionDialog

Open = Callable[[], Any]


@pytest.fixture
def guild(library_file: Path) -> str:
    """A community with a kick-off whose canvas says something, a health check with a promise, and a planned session."""
    with Library.create_or_open(library_file) as library:
        community = library.add_community("Guild")
        library.add_community("Bakers")

        def begun(method: str, title: str) -> Any:
            made = begin_session(
                library, method_files.load(method), Beginning(title, community_id=community.id)
            )
            session = open_session(library, made)
            session.course.start()
            session.keep_place()
            return session

        begun("cop-bootstrap", "Kick-off").outcomes.write("vision", "Quiet nights")
        check = begun("cop-health-check", "Spring")
        check.scores.set_hands("health", "colour", "fun", 1, 3)
        check.scores.reveal("health", "colour", "fun")
        check.ratings.agree("health", "fun", values={"colour": 1})
        check.actions.add("A picnic", owner="Ines")
    return community.id


@pytest.fixture
def on_page(open_desk: Open, guild: str, qtbot: Any) -> Callable[[str], Any]:
    """Opens a part of the guild's page; returns the desk."""

    def go(part: str) -> Any:
        desk = open_desk()
        desk.acts.communities.open(guild)
        page = desk.acts.communities.page
        page.show_part(part)
        # It is laid out when the event loop comes round.
        QApplication.processEvents()
        return desk

    return go


def panel(desk: Any) -> Any:
    """Return the part that is shown."""
    return desk.acts.communities.page.panel


def kept(desk: Any, community_id: str) -> Any:
    """Return what the library holds of a page."""
    return page_of(desk.library.community_values(community_id))


def write(qtbot: Any, line: QWidget, text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type into a line, over what stands there, and leave it."""
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, key)


def test_from_home_to_a_community_and_back(open_desk: Open, guild: str, qtbot: Any) -> None:
    """A button on Home shows the first one by name; arrows walk the list; Esc goes back."""
    desk = open_desk()
    qtbot.mouseClick(desk.home.bar.communities, Qt.MouseButton.LeftButton)
    page = desk.acts.communities.page
    assert desk.window.shows(page)
    assert page.title.text() == "Bakers"
    assert page.facts.text().startswith("No session yet")
    assert page.rail.list.hasFocus()
    qtbot.keyClick(page.rail.list, Qt.Key.Key_Down)
    assert page.title.text() == "Guild"
    assert page.facts.text().startswith("2 sessions")
    qtbot.keyClick(page.rail.list, Qt.Key.Key_Escape)
    assert desk.window.shows(desk.home)
    desk.window.run("communities")
    assert page.title.text() == "Guild"


def test_the_first_community_is_named_on_its_page(open_desk: Open, answers: Any, qtbot: Any) -> None:
    """Without any, one sentence says what will be here; a new one has its page at once."""
    desk = open_desk()
    desk.window.run("communities")
    page = desk.acts.communities.page
    assert page.nothing.isVisible()
    assert page.rail.new.hasFocus()
    answers.next.append("Night watch")
    qtbot.keyClick(page.rail.new, Qt.Key.Key_Space)
    assert not page.nothing.isVisible()
    assert page.title.text() == "Night watch"
    answers.next.append("Night owls")
    desk.acts.communities.rename()
    assert page.title.text() == "Night owls"
    assert [each.name for each in desk.library.communities()] == ["Night owls"]


def test_a_session_leads_to_the_page_of_its_community(open_desk: Open, guild: str) -> None:
    """From the menu of its row."""
    desk = open_desk()
    session_id = desk.library.summaries()[0].id
    desk.acts.run_on("community", session_id)
    assert desk.acts.communities.page.title.text() == "Guild"


def test_the_overview_shows_everything_and_opens_it(on_page: Any, guild: str, qtbot: Any) -> None:
    """Canvas, sessions in order, ratings, what is open; a tick is an act of the session; Enter opens it."""
    desk = on_page("overview")
    part = panel(desk)
    assert [each.title for each in part.sessions.sessions.sessions] == ["Kick-off", "Spring"]
    qtbot.waitUntil(lambda: part._health.count() == 3)
    assert part._canvas.count() == 1
    (row,) = part.steps_open.rows
    assert row.title.text() == "A picnic"
    qtbot.mouseClick(row.check, Qt.MouseButton.LeftButton, pos=row.check.rect().center())
    assert panel(desk).steps_open.rows == []
    assert desk.library.community_actions(guild) == []
    desk.acts._history.undo()
    assert [each.title.text() for each in panel(desk).steps_open.rows] == ["A picnic"]
    part.sessions.setFocus()
    qtbot.keyClick(part.sessions, Qt.Key.Key_Return)
    assert desk.window.session is not None
    assert desk.window.session.data.session.title == "Kick-off"


def test_the_head_says_when_the_last_session_was_and_when_the_next_one_is(
    open_desk: Open, library_file: Path
) -> None:
    """A session in preparation is not the last one, whenever it was made."""
    with Library.create_or_open(library_file) as library:
        community = library.add_community("Guild").id
        method = method_files.load("lean-coffee")

        def begun(title: str, created: str, starts: str) -> Any:
            made = begin_session(library, method, Beginning(title, community_id=community, created=created))
            session = open_session(library, made)
            session.values.set_start(starts)
            return session

        held = begun("Held", "2024-03-01T16:00:00Z", "2024-03-02T16:00:00Z")
        held.wall = lambda: "2024-03-02T12:00:00Z"
        held.course.start()
        held.keep_place()
        begun("Planned", "2024-03-09T16:00:00Z", "2199-03-14T12:00:00Z")
        begun("Never held", "2024-03-10T16:00:00Z", "2024-03-20T12:00:00Z")
    desk = open_desk()
    desk.acts.communities.open(community)
    said = desk.acts.communities.page.facts.text()
    assert said == "3 sessions · the last one 2 Mar 2024 · the next one 14 Mar 2199 · nothing open"


def test_a_session_is_renamed_and_deleted_from_the_page(
    on_page: Any, guild: str, answers: Any, qtbot: Any
) -> None:
    """By the keys and the menu that its row has on Home too; taken back as well, and shown each time."""
    desk = on_page("overview")
    rows = panel(desk).sessions

    def shown() -> list[str]:
        # Both began in the same second, so their order is open.
        return sorted(each.title for each in rows.sessions.sessions)

    rows.setFocus()
    answers.next.append("How we began")
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    assert shown() == ["How we began", "Spring"]
    desk.acts._history.undo()
    assert shown() == ["Kick-off", "Spring"]
    desk.acts._history.redo()
    assert shown() == ["How we began", "Spring"]
    spring = next(each.id for each in rows.sessions.sessions if each.title == "Spring")
    place = [each.id for each in rows.sessions.sessions].index(spring)
    rows.setCurrentIndex(rows.sessions.index(place))
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert shown() == ["How we began"]
    assert "1 session " in desk.acts.communities.page.facts.text()
    desk.acts._history.undo()
    assert shown() == ["How we began", "Spring"]
    rows.menu_wanted.emit(spring, rows.mapToGlobal(rows.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.objectName() == "duplicate").trigger()
    menu.close()
    assert shown() == ["How we began", "Spring", "Spring, copy"]


def test_a_session_of_the_community_begins_from_its_page(on_page: Any, guild: str, qtbot: Any) -> None:
    """The methods are offered, the short ones in a menu of their own; the community is named in the dialog already."""
    desk = on_page("overview")
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, NewSessionDialog):
            seen.append((dialog.community.currentText(), dialog.follows.isChecked()))
            dialog.prepare.click()
        else:
            QTimer.singleShot(10, look)

    qtbot.mouseClick(panel(desk).new, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {each.objectName(): each for each in menu.actions() if each.menu() is None}
    assert {"cop-bootstrap", "cop-health-check", "force-field"} <= set(actions)
    inner = [each.objectName() for part in menu.findChildren(QMenu) for each in part.actions()]
    assert "lean-coffee" in inner
    QTimer.singleShot(0, look)
    actions["cop-health-check"].trigger()
    assert seen == [("Guild", True)]
    assert desk.window.session is not None
    assert desk.window.session.data.session.community_id == guild


def test_all_next_steps_can_be_seen_where_the_page_shows_the_first_of_them(
    on_page: Any, guild: str, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that is open is hidden for good: the button is there as soon as a step has no room."""
    desk = on_page("overview")
    assert not panel(desk).steps_open.all.isVisible()
    for number in range(12):
        panel(desk).context.promise(f"Step {number}")
    assert len(panel(desk).steps_open.rows) == 12
    assert panel(desk).steps_open.all.isVisible()
    shown: list[Any] = []
    monkeypatch.setattr(desk.acts._reach, "carry_out", lambda dialog: bool(shown.append(dialog)))
    panel(desk).steps_open.all.click()
    assert [type(each).__name__ for each in shown] == ["AllActionsDialog"]


def test_the_list_of_sessions_shows_the_keyboard_as_soon_as_tab_reaches_it(
    on_page: Any, guild: str, qtbot: Any
) -> None:
    """Before any arrow is pressed."""
    part = panel(on_page("overview"))
    part.new.setFocus()
    assert not part.sessions.keyboard_in_use
    qtbot.keyClick(part.new, Qt.Key.Key_Tab)
    assert part.sessions.hasFocus()
    assert part.sessions.keyboard_in_use


def test_the_next_look_back_is_set_and_says_when_it_is_over(on_page: Any, guild: str, qtbot: Any) -> None:
    desk = on_page("overview")
    write(qtbot, panel(desk).look_back, "soon")
    assert "2026-03-14" in desk.window.toast.message
    assert kept(desk, guild).look_back == ""
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    write(qtbot, panel(desk).look_back, yesterday)
    assert kept(desk, guild).look_back == yesterday
    assert panel(desk)._due.text() == "overdue"


def test_what_keeps_it_alive_is_kept_as_each_field_is_left(on_page: Any, guild: str, qtbot: Any) -> None:
    """Purposes, people, boundary, channels and the path, all by keys."""
    desk = on_page("life")
    part = panel(desk)
    part.purposes[PURPOSES[1].title].setFocus()
    qtbot.keyClick(part.purposes[PURPOSES[1].title], Qt.Key.Key_Space)
    write(qtbot, part.own_purpose, "Quiet nights", Qt.Key.Key_Return)
    assert part.own_purpose.text() == ""
    write(qtbot, part.sponsor, "Ines Braun")
    write(qtbot, part.leader, "Dana")
    write(qtbot, part.hours, "2,5")
    write(qtbot, part.decides, "How we write alerts")
    write(qtbot, part.new_channel, "Chat", Qt.Key.Key_Return)
    write(qtbot, part.channels[0].link, "https://chat.example")
    step = part.steps[1]
    step.done.setFocus()
    qtbot.keyClick(step.done, Qt.Key.Key_Space)
    page = kept(desk, guild)
    assert page.purposes == (PURPOSES[1].title, "Quiet nights")
    assert page.sponsor.name == "Ines Braun"
    assert page.leader == ("Dana", 2.5, "")
    assert page.boundary.decides == "How we write alerts"
    assert [(each.name, each.link) for each in page.channels] == [("Chat", "https://chat.example")]
    assert (page.path[1].done, page.path[1].day) == (True, date.today().isoformat())


def test_two_leaders_and_odd_hours_are_refused_in_words(on_page: Any, guild: str, qtbot: Any) -> None:
    """What was typed stays to be mended, nothing of it is kept."""
    desk = on_page("life")
    part = panel(desk)
    write(qtbot, part.leader, "Dana and Eli")
    assert "one leader" in desk.window.toast.message
    assert part.leader.text() == "Dana and Eli"
    write(qtbot, part.leader, "Dana")
    write(qtbot, part.hours, "some")
    assert "a number" in desk.window.toast.message
    assert kept(desk, guild).leader == ("Dana", None, "")


def test_each_act_can_be_taken_back_with_the_usual_keys(on_page: Any, guild: str, qtbot: Any) -> None:
    """Undo belongs to the page while it is shown, and to the list of sessions on Home."""
    desk = on_page("events")
    part = panel(desk)
    write(qtbot, part.new_topic, "Why at night?", Qt.Key.Key_Return)
    write(qtbot, part.new_topic, "Runbooks", Qt.Key.Key_Return)
    assert [row.topic.text for row in part.topics] == ["Why at night?", "Runbooks"]
    desk.window.run("undo")
    assert [row.topic.text for row in part.topics] == ["Why at night?"]
    desk.window.run("redo")
    assert [each.text for each in kept(desk, guild).backlog] == ["Why at night?", "Runbooks"]
    qtbot.mouseClick(part.topics[1].up, Qt.MouseButton.LeftButton)
    assert [each.text for each in kept(desk, guild).backlog] == ["Runbooks", "Why at night?"]
    qtbot.mouseClick(desk.acts.communities.page.bar.undo, Qt.MouseButton.LeftButton)
    assert [row.topic.text for row in part.topics] == ["Why at night?", "Runbooks"]


def test_an_event_is_planned_and_its_date_saved(
    on_page: Any, guild: str, answers: Any, qtbot: Any, tmp_path: Path
) -> None:
    """A topic becomes an event; a wrong time is refused; the date leaves as a calendar file."""
    desk = on_page("events")
    part = panel(desk)
    write(qtbot, part.new_topic, "Why at night?", Qt.Key.Key_Return)
    qtbot.mouseClick(part.topics[0].hold, Qt.MouseButton.LeftButton)
    (row,) = part.events
    assert part.topics[0].topic.done
    assert not row.date.isEnabled()
    write(qtbot, row.when, "next week")
    assert "2026-03-14 16:00" in desk.window.toast.message
    write(qtbot, row.when, "2199-03-14 16:00")
    (row,) = panel(desk).events
    write(qtbot, row.speaker, "Goran")
    write(qtbot, row.minutes, "45")
    target = tmp_path / "night.ics"
    answers.next.append(target)
    qtbot.mouseClick(row.date, Qt.MouseButton.LeftButton)
    content = target.read_text("utf-8")
    assert "SUMMARY:Guild: Why at night?" in content
    assert "Goran" in content
    (event,) = kept(desk, guild).events
    assert (event.minutes, event.speaker) == (45, "Goran")


def test_a_wrong_time_stays_until_it_is_mended(on_page: Any, guild: str, qtbot: Any) -> None:
    """Also while other fields of the event are kept; then it is as it was mended."""
    desk = on_page("events")
    write(qtbot, panel(desk).new_event, "Why at night?", Qt.Key.Key_Return)
    (row,) = panel(desk).events
    write(qtbot, row.when, "next week")
    write(qtbot, row.speaker, "Goran")
    assert row.when.text() == "next week"
    assert row.when.property("wrong")
    write(qtbot, row.when, "2199-03-14 16:00")
    assert not row.when.property("wrong")
    assert kept(desk, guild).events[0].starts
    write(qtbot, row.when, "soon")
    write(qtbot, row.when, "2199-03-14 16:00")
    assert not row.when.property("wrong")


def test_an_event_that_moves_in_the_list_keeps_the_keyboard(on_page: Any, guild: str, qtbot: Any) -> None:
    """The list stands in the order of time, and whoever fills an event goes on in it."""
    desk = on_page("events")
    for title, when in (("First", "2199-03-14 16:00"), ("Second", "2199-04-14 16:00")):
        write(qtbot, panel(desk).new_event, title, Qt.Key.Key_Return)
        row = next(each for each in panel(desk).events if each.title.text() == title)
        write(qtbot, row.when, when)
    first, second = panel(desk).events
    qtbot.waitUntil(lambda: first.isVisible() and second.isVisible())
    write(qtbot, first.when, "2199-05-14 16:00")
    assert panel(desk).events == [second, first]
    assert desk.window.focusWidget() is first.minutes


def test_the_keyboard_goes_from_top_to_bottom(on_page: Any, guild: str, qtbot: Any) -> None:
    """Events, topics with their boxes, what was: in the order in which they stand, whichever was written first."""
    desk = on_page("events")
    part = panel(desk)
    write(qtbot, part.new_event, "Kick-off", Qt.Key.Key_Return)
    write(qtbot, part.events[0].when, "2024-03-14 16:00")
    write(qtbot, part.new_topic, "Handover", Qt.Key.Key_Return)
    write(qtbot, part.new_event, "Why at night?", Qt.Key.Key_Return)
    write(qtbot, part.events[0].when, "2199-03-14 16:00")
    write(qtbot, part.new_topic, "Runbooks", Qt.Key.Key_Return)
    (event,), (over,), (first, second) = part.events, part.past, part.topics
    qtbot.waitUntil(lambda: event.isVisible() and second.isVisible())
    part.new_event.setFocus()
    stops = (
        *(part.new_event, part.dates, *event.stops, part.new_topic),
        *(first.done, first.text, first.hold, first.stops[-1], *second.stops, *over.stops),
    )
    for each in stops:
        assert each.hasFocus() or each.isAncestorOf(desk.window.focusWidget())
        qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)


def test_the_box_of_a_topic_is_ticked_by_keys(on_page: Any, guild: str, qtbot: Any) -> None:
    """Tab goes from the line for a topic to the box of the first one."""
    desk = on_page("events")
    part = panel(desk)
    write(qtbot, part.new_topic, "Handover", Qt.Key.Key_Return)
    qtbot.waitUntil(part.topics[0].isVisible)
    part.new_topic.setFocus()
    qtbot.keyClick(part.new_topic, Qt.Key.Key_Tab)
    qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Space)
    assert kept(desk, guild).backlog[0].done


def test_tab_goes_through_the_fields_of_an_event_before_its_buttons(
    on_page: Any, guild: str, qtbot: Any
) -> None:
    """Who types on takes nothing out: the blank in a name would press a button that came in between."""
    desk = on_page("events")
    part = panel(desk)
    write(qtbot, part.new_event, "Why at night?", Qt.Key.Key_Return)
    (event,) = part.events
    qtbot.waitUntil(event.isVisible)
    event.minutes.setFocus()
    qtbot.keyClick(event.minutes, Qt.Key.Key_Tab)
    qtbot.keyClicks(desk.window.focusWidget(), "Goran Ilic")
    qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    assert [each.speaker for each in kept(desk, guild).events] == ["Goran Ilic"]


def test_an_event_that_is_over_stands_below_with_its_minutes(on_page: Any, guild: str, qtbot: Any) -> None:
    desk = on_page("events")
    write(qtbot, panel(desk).new_event, "Kick-off", Qt.Key.Key_Return)
    write(qtbot, panel(desk).events[0].when, "2024-03-14 16:00")
    part = panel(desk)
    assert part.events == []
    write(qtbot, part.past[0].said, "We met.")
    assert kept(desk, guild).events[0].said == "We met."


def test_a_gap_becomes_a_next_step_of_the_newest_session(on_page: Any, guild: str, qtbot: Any) -> None:
    """It stands among the open next steps everywhere, and is not offered a second time."""
    desk = on_page("check")
    row = panel(desk).rows[2]
    assert row.criterion.criterion == CRITERIA[2]
    assert not row._below.isVisible()
    row.states.setFocus()
    row.states.chosen.emit("missing")
    assert row._below.isVisible()
    write(qtbot, row.note, "Nobody has hours")
    qtbot.mouseClick(row.promise, Qt.MouseButton.LeftButton)
    wanted = to_do(CRITERIA[2].id)
    assert [each.action.text for each in desk.library.community_actions(guild)] == ["A picnic", wanted]
    assert desk.library.open_actions()[-1].session_title == "Spring"
    assert row.promise.words == "It is a next step"
    page = kept(desk, guild)
    assert [(each.criterion, each.note) for each in page.gaps] == [(CRITERIA[2], "Nobody has hours")]
    assert page.checked == date.today().isoformat()
    row.states.chosen.emit("missing")
    assert kept(desk, guild).gaps == ()


def test_without_a_session_a_gap_becomes_a_topic(open_desk: Open, guild: str, qtbot: Any) -> None:
    desk = open_desk()
    bakers = next(each.id for each in desk.library.communities() if each.name == "Bakers")
    desk.acts.communities.open(bakers)
    desk.acts.communities.page.show_part("check")
    QApplication.processEvents()
    row = panel(desk).rows[0]
    row.states.chosen.emit("partly")
    qtbot.mouseClick(row.promise, Qt.MouseButton.LeftButton)
    assert [each.text for each in kept(desk, bakers).backlog] == [to_do(CRITERIA[0].id)]
    assert "among the topics" in desk.window.toast.message


def test_the_private_look_keeps_no_names(on_page: Any, guild: str, qtbot: Any) -> None:
    """Only how many, each taken away by choosing it once more."""
    desk = on_page("check")
    balance = panel(desk).balance
    balance["takers"].chosen.emit("many")
    assert dict(kept(desk, guild).balance) == {"takers": "many"}
    assert desk.library.community_values(guild) == {"balance": {"takers": "many"}}
    balance["takers"].chosen.emit("many")
    assert desk.library.community_values(guild) == {}


def test_what_is_half_typed_is_kept_when_the_page_is_left(on_page: Any, guild: str, qtbot: Any) -> None:
    """Another part, another community, Home: nothing typed is lost."""
    desk = on_page("life")
    for field, leave in (
        ("sponsor", lambda: desk.acts.communities.page.show_part("events")),
        ("gives", lambda: qtbot.mouseClick(desk.acts.communities.page.bar.home, Qt.MouseButton.LeftButton)),
    ):
        desk.acts.communities.open(guild)
        desk.acts.communities.page.show_part("life")
        line = getattr(panel(desk), field)
        line.setFocus()
        qtbot.keyClicks(line, "Ines")
        assert QApplication.focusWidget() is line
        leave()
    assert kept(desk, guild).sponsor == ("Ines", "Ines")


def test_the_book_is_saved_beside_the_window(
    on_page: Any, guild: str, answers: Any, qtbot: Any, tmp_path: Path
) -> None:
    """One button asks where, and writes everything."""
    desk = on_page("overview")
    target = tmp_path / "guild.pdf"
    answers.next.append(target)
    with qtbot.waitSignal(desk.acts.communities.writing.done, timeout=20_000):
        qtbot.mouseClick(desk.acts.communities.page.bar.book, Qt.MouseButton.LeftButton)
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each session that is read as a whole: whether it was in the thread of the window."""
    found: list[bool] = []
    usual = Library.load

    def load(self: Library, session_id: str) -> Any:
        found.append(threading.current_thread() is threading.main_thread())
        return usual(self, session_id)

    monkeypatch.setattr(Library, "load", load)
    return found


def test_no_session_is_read_as_a_whole_in_the_thread_of_the_window(
    on_page: Any, guild: str, readers: list[bool], answers: Any, qtbot: Any, tmp_path: Path
) -> None:
    """Neither for the page and its parts nor for the book: who presses a key is not held up, however many there are."""
    desk = on_page("overview")
    page = desk.acts.communities.page
    qtbot.waitUntil(lambda: panel(desk)._health.count() == 3)
    assert readers == [False, False], "the newest canvas, and the newest ratings"
    for part in ("life", "events", "check", "overview"):
        page.show_part(part)
    bakers = next(each.id for each in desk.library.communities() if each.name == "Bakers")
    desk.acts.communities.open(bakers)
    desk.acts.communities.open(guild)
    qtbot.waitUntil(lambda: panel(desk)._health.count() == 3)
    answers.next.append(tmp_path / "guild.pdf")
    with qtbot.waitSignal(desk.acts.communities.writing.done, timeout=20_000):
        qtbot.mouseClick(page.bar.book, Qt.MouseButton.LeftButton)
    assert len(readers) >= 6
    assert not any(readers)


def test_a_table_of_ratings_says_each_topic(on_page: Any, guild: str, qtbot: Any) -> None:
    """It is drawn as a whole; who listens hears what was agreed on in each run, and how it moves."""
    desk = on_page("overview")
    part = panel(desk)
    qtbot.waitUntil(lambda: part._health.count() == 3)
    table = part._health.itemAt(2).widget()
    said = table.accessibleDescription().splitlines()
    assert said[0] != said[1]
    assert sum(line.endswith(": nothing agreed") for line in said) == len(said) - 1
    assert not table.grab().isNull()


def test_what_is_read_late_goes_to_no_other_community(
    on_page: Any, guild: str, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is still being read another is shown: its page stays without the canvas of the first."""
    go_on = threading.Event()
    usual = Library.load

    def load(self: Library, session_id: str) -> Any:
        assert go_on.wait(10)
        return usual(self, session_id)

    monkeypatch.setattr(Library, "load", load)
    desk = on_page("overview")
    qtbot.waitUntil(lambda: panel(desk)._reading.isVisible())
    bakers = next(each.id for each in desk.library.communities() if each.name == "Bakers")
    desk.acts.communities.open(bakers)
    go_on.set()
    qtbot.waitUntil(lambda: desk.acts.communities._glance is not None)
    assert desk.acts.communities._glance.canvas is None
    assert panel(desk)._canvas.count() == 0
    desk.acts.communities.open(guild)
    qtbot.waitUntil(lambda: panel(desk)._canvas.count() == 1)
    assert not panel(desk)._reading.isVisible()


def test_the_book_says_how_far_it_is_and_can_be_stopped(
    on_page: Any, guild: str, answers: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading is a part of it: stopped there, nothing is written."""
    desk = on_page("overview")
    qtbot.waitUntil(lambda: panel(desk)._health.count() == 3)
    go_on = threading.Event()
    usual = Library.load

    def load(self: Library, session_id: str) -> Any:
        assert go_on.wait(10)
        return usual(self, session_id)

    monkeypatch.setattr(Library, "load", load)
    answers.next.append(tmp_path / "guild.pdf")
    with qtbot.waitSignal(desk.acts.communities.writing.done, timeout=20_000):
        qtbot.mouseClick(desk.acts.communities.page.bar.book, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "session 1 of 2 is read" in desk.window.toast.message)
        desk.acts.communities.writing.stop()
        go_on.set()
    assert "Saving was stopped" in desk.window.toast.message
    assert list(tmp_path.glob("*.pdf")) == []


def test_f6_walks_the_parts_of_the_page(on_page: Any, guild: str) -> None:
    """List, parts, what is in the chosen one, bar, and round; never onto Home behind it."""
    desk = on_page("life")
    page = desk.acts.communities.page
    seen = []
    for _ in range(5):
        desk.window.run("next_region")
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(
            next(part for part in (page.rail, page.parts, page.panel, page.bar) if part.isAncestorOf(focus))
        )
    first = seen.index(page.rail)
    wanted = [page.rail, page.parts, page.panel, page.bar]
    assert seen == [wanted[(number - first) % 4] for number in range(5)]
    desk.window.run("previous_region")
    assert QApplication.focusWidget() is not None
    assert not desk.home.isAncestorOf(QApplication.focusWidget())


def test_keys_of_home_work_on_the_page(on_page: Any, guild: str) -> None:
    """Search goes back to Home and its line; a session that is open stays open behind."""
    desk = on_page("overview")
    desk.acts.open_session(desk.library.summaries()[0].id)
    session = desk.window.session
    desk.window.show_home()
    desk.acts.communities.open(guild)
    assert desk.window.session is session
    desk.window.run("search")
    assert desk.window.shows(desk.home)
    assert desk.home.search.hasFocus()
