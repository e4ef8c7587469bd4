"""The coupling map and the matrix on the desk, worked by keys and mouse; and what the room sees of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import coupling_layout, couplings, matrices, method_files
from facilitator.audience import view
from facilitator.couplings import CouplingMap
from facilitator.findings import Finding
from facilitator.opening import rehearse
from facilitator.session import Session
from tests.facilitator.wiring_map import LINES, id_of, now
from ui import fonts
from ui.desk.couplings import arranging
from ui.desk.couplings.coupling_panel import CouplingPanel
from ui.desk.couplings.try_side import TrySide
from ui.desk.matrices.matrix_panel import MatrixPanel
from ui.pictures.coupling_marks import ArrowMark, DaysMark, PartyMark
from ui.pictures.coupling_words import legend_words
from ui.projector.sheet import Screen, Sheet, Words

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session() -> Session:
    made = rehearse(method_files.load("wiring-review"))
    made.course.start()
    return made


@pytest.fixture
def drawn(session: Session) -> Session:
    for line in LINES:
        session.couplings.add_line(line)
    return session


def panel_of(desk: Any) -> CouplingPanel:
    panel = desk.here.panel  # type: ignore[attr-defined]
    assert isinstance(panel, CouplingPanel)
    return panel


def placing(desk: Any) -> MatrixPanel:
    panel = desk.here.inner.panel  # type: ignore[attr-defined]
    assert isinstance(panel, MatrixPanel)
    return panel


def sheets(session: Session, screen: Screen | None = None) -> list[Sheet]:
    seen = view(session)
    arrange = import_module(f"ui.projector.activities.{seen.kind}").arrange
    return list(arrange(seen, screen or Screen(1280, 720)))


def said(session: Session) -> str:
    return "\n".join(each.text for each in sheets(session))


def test_a_line_and_enter_draw_an_arrow(desk: Any) -> None:
    """The keyboard is in the line at once; each Enter draws, and the figures follow."""
    desk.go("map", "draw")
    assert "No party is on" not in desk.words()
    desk.type("Ordering waits for Data feed 30 days\nData feed waits for Platform 10 days\n")
    assert [each.name for each in now(desk.session).parties] == ["Ordering", "Data feed", "Platform"]
    panel = panel_of(desk)
    assert panel.line.text() == ""
    assert panel.strip.words()[:3] == (
        "parties must act: 3",
        "most waited for: Data feed. 30 days in all, by 1 party",
        "longest waiting chain: 40 days",
    )
    assert panel.list.count() == 2
    assert panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Ordering waits for Data feed, 30 days"
    )


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A map is not arranged beside the window before this is set; in the window's thread it is at once."""
    go_on = threading.Event()
    usual = coupling_layout.arranged

    def arranged(now: CouplingMap) -> dict[str, coupling_layout.Place]:
        if threading.current_thread() is not threading.main_thread():
            assert go_on.wait(10)
        return usual(now)

    monkeypatch.setattr(coupling_layout, "arranged", arranged)
    yield go_on
    go_on.set()


def test_a_map_is_arranged_beside_the_window_in_one_act(
    drawn: Session, desk: Any, slow: threading.Event, qtbot: Any
) -> None:
    """The button says so; one undo takes it back."""
    drawn.couplings.place(id_of(drawn, "Ordering"), 7.0, 7.0)
    moved = coupling_layout.places(now(drawn))
    desk.go("map", "draw")
    button = panel_of(desk).arrange
    button.click()
    assert button.words == "Arranging…"
    assert coupling_layout.places(now(drawn)) == moved
    slow.set()
    qtbot.waitUntil(lambda: coupling_layout.places(now(drawn)) != moved)
    assert button.words == "Arrange anew"
    assert coupling_layout.places(now(drawn)) == coupling_layout.arranged(now(drawn))
    drawn.undo()
    assert coupling_layout.places(now(drawn)) == moved


def test_a_change_of_the_map_ends_its_arranging(
    drawn: Session, desk: Any, slow: threading.Event, qtbot: Any
) -> None:
    """Places for a map that is no more are put nowhere."""
    desk.go("map", "draw")
    panel = panel_of(desk)
    panel.arrange.click()
    drawn.couplings.place(id_of(drawn, "Ordering"), 7.0, 7.0)
    assert panel.arrange.words == "Arrange anew"
    moved = coupling_layout.places(now(drawn))
    slow.set()
    # The next one is asked for behind the first in the same thread.
    answers: list[object] = []
    arranging._worker().run(lambda: None, lambda _: answers.append(None))
    qtbot.waitUntil(lambda: bool(answers))
    assert coupling_layout.places(now(drawn)) == moved


def test_pasted_lines_of_a_new_map_are_arranged_beside_the_window(
    session: Session, desk: Any, slow: threading.Event, qtbot: Any
) -> None:
    """They are there in one act, in the places that were found."""
    desk.go("map", "draw")
    panel = panel_of(desk)
    panel.line.lines_pasted.emit(list(LINES))
    assert now(session).parties == ()
    assert panel.arrange.words == "Arranging…"
    slow.set()
    qtbot.waitUntil(lambda: len(now(session).waits) == 4)
    assert coupling_layout.places(now(session)) == coupling_layout.arranged(now(session))
    session.undo()
    assert now(session).parties == ()


def test_pasted_lines_are_never_lost(session: Session, desk: Any, slow: threading.Event, qtbot: Any) -> None:
    """A line typed meanwhile, or going elsewhere: they are added without waiting for their places."""
    desk.go("map", "draw")
    panel_of(desk).line.lines_pasted.emit(list(LINES))
    session.couplings.add_line("Till waits for Search 1 day")
    qtbot.waitUntil(lambda: len(now(session).waits) == 5)
    slow.set()
    session.undo()
    session.undo()
    assert now(session).parties == ()
    slow.clear()
    panel_of(desk).line.lines_pasted.emit(list(LINES))
    desk.go("work", "place")
    assert len(now(session).waits) == 4
    slow.set()


def test_figures_show_names_as_they_are_typed(desk: Any) -> None:
    """A name that looks like markup is a name, in the tooltip of a figure as well."""
    desk.go("map", "draw")
    desk.type("Ordering waits for <b>Data</b> 3 days\nOrdering waits for <i>Shop</i> 3 days\n")
    tips = [each.toolTip() for each in panel_of(desk).strip.findChildren(QWidget)]
    assert [each for each in tips if "Shop" in each]
    assert not [each for each in tips if "<i>" in each]


def test_a_line_that_says_too_little_stays_to_be_mended(desk: Any) -> None:
    """Nothing typed is lost; what is wrong is said in one sentence."""
    desk.go("map", "draw")
    desk.type("Ordering waits for \n")
    assert panel_of(desk).line.text() == "Ordering waits for "
    assert desk.said == ["Say who waits for whom, such as: Ordering waits for Data feed 10 days."]


def test_the_arrow_keys_offer_names_at_both_ends_of_a_line(drawn: Session, desk: Any) -> None:
    """Names that are on the map need not be typed again."""
    desk.go("map", "draw")
    desk.type("Sea")
    desk.press(Qt.Key.Key_Down)
    line = panel_of(desk).line
    assert line.text() == "Search waits for "
    line.setText("Search waits for Pl")
    line.textEdited.emit(line.text())
    desk.press(Qt.Key.Key_Down)
    assert line.text() == "Search waits for Platform"


def test_parties_are_walked_and_carried_by_keys(drawn: Session, desk: Any) -> None:
    """Arrow keys go to the next party in their direction; with Shift they carry it, and the room sees which it is."""
    desk.go("map", "draw")
    canvas = panel_of(desk).canvas
    canvas.setFocus()
    canvas.choose(id_of(drawn, "Ordering"))
    assert drawn.focus.group_id == id_of(drawn, "Ordering")
    desk.press(Qt.Key.Key_Right)
    chosen = canvas.chosen_party
    assert chosen is not None
    assert chosen != id_of(drawn, "Ordering")
    assert canvas.accessibleName().startswith(str(getattr(now(drawn).party(chosen), "name", "")))
    before = coupling_layout.places(now(drawn))
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    after = coupling_layout.places(now(drawn))
    assert after[chosen] != before[chosen]
    assert {each: after[each] for each in after if each != chosen} == {
        each: before[each] for each in before if each != chosen
    }


def test_a_party_is_carried_by_the_mouse_and_stays_where_it_was_dropped(drawn: Session, desk: Any) -> None:
    """Esc puts it back; let go it has its place, and nobody else moved."""
    desk.go("map", "draw")
    canvas = panel_of(desk).canvas
    party = id_of(drawn, "Search")
    before = coupling_layout.places(now(drawn))
    start = canvas.rect_of(party).center()

    def drag(to: QPoint) -> None:
        desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEY, start)
        for step in range(1, 5):
            desk.qtbot.mouseMove(canvas, start + (to - start) * step / 4)
            QApplication.processEvents()

    drag(start + QPoint(60, 90))
    desk.press(Qt.Key.Key_Escape)
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, start)
    assert coupling_layout.places(now(drawn)) == before
    drag(start + QPoint(60, 90))
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, start + QPoint(60, 90))
    after = coupling_layout.places(now(drawn))
    assert after[party] != before[party]
    assert {each: after[each] for each in after if each != party} == {
        each: before[each] for each in before if each != party
    }
    assert (canvas.rect_of(party).center() - start - QPoint(60, 90)).manhattanLength() <= 12


def test_days_are_changed_and_arrows_deleted_from_the_list(drawn: Session, desk: Any) -> None:
    """Enter writes the wait into the line with its days chosen; Del takes it away."""
    desk.go("map", "draw")
    panel = panel_of(desk)
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: panel.line.selectedText() == "30")
    desk.type("12\n")
    assert now(drawn).waits[0].days == 12
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    desk.press(Qt.Key.Key_Delete)
    assert len(now(drawn).waits) == 3


def test_what_if_shows_other_figures_and_is_dropped_or_kept(drawn: Session, desk: Any) -> None:
    """The figures say before and after; the room sees what is tried; dropped, all is as it was."""
    desk.go("reading", "try")
    panel = panel_of(desk)
    panel.list.setCurrentRow(2)
    assert desk.here.command("delete")
    assert "loops: 1 \N{RIGHTWARDS ARROW} 0" in panel.strip.words()
    assert "Without: Platform \N{RIGHTWARDS ARROW} Ordering" in desk.words()
    assert "Tried \N{MIDDLE DOT} Without: Platform \N{RIGHTWARDS ARROW} Ordering" in said(drawn)
    assert len(now(drawn).waits) == 4
    desk.button("Drop it").click()
    assert "loop: 1" in panel.strip.words()
    panel.list.setCurrentRow(2)
    panel.trying.cut.click()
    desk.button("Keep it").click()
    assert len(now(drawn).waits) == 3
    assert "Tried" not in said(drawn)


def test_no_arrow_is_chosen_once_one_was_taken_away_on_trial(drawn: Session, desk: Any) -> None:
    """A second click takes no second one away."""
    desk.go("reading", "try")
    panel = panel_of(desk)
    panel.list.setCurrentRow(1)
    panel.trying.cut.click()
    assert panel.list.chosen_wait is None
    assert not panel.list.selectedItems()
    panel.trying.cut.click()
    assert len(couplings.tried(drawn.data)) == 1


def test_space_pressed_twice_on_without_this_arrow_keeps_nothing(drawn: Session, desk: Any) -> None:
    """The keyboard goes to the map, not to the button that keeps what is tried."""
    desk.go("reading", "try")
    panel = panel_of(desk)
    panel.list.setCurrentRow(1)
    panel.trying.cut.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert panel.canvas.hasFocus()
    desk.press(Qt.Key.Key_Space)
    assert len(couplings.tried(drawn.data)) == 1
    assert len(now(drawn).waits) == 4


def test_the_corner_counts_the_arrows_of_the_trial(drawn: Session, desk: Any) -> None:
    """What is counted is what stands on the map."""
    desk.go("reading", "try")
    assert "4 arrows" in desk.words()
    panel_of(desk).list.setCurrentRow(0)
    panel_of(desk).trying.cut.click()
    assert "3 arrows" in desk.words()
    desk.button("Drop it").click()
    assert "4 arrows" in desk.words()


def test_an_arrow_chosen_in_the_list_of_the_what_if_stands_out_on_the_map(drawn: Session, desk: Any) -> None:
    """It alone does, until another is chosen or it is taken away."""
    desk.go("reading", "try")
    panel = panel_of(desk)

    def outstanding() -> list[object]:
        marks = [each for each in panel.canvas.drawing if isinstance(each, ArrowMark)]
        return [each.curve for each in marks if each.chosen]

    assert outstanding() == []
    for row in (3, 1):
        panel.list.setCurrentRow(row)
        assert outstanding() == [panel.canvas.page.lines.curves[now(drawn).waits[row].id]]
    panel.trying.cut.click()
    assert outstanding() == []


def test_what_can_be_tried_stays_in_its_place_when_an_arrow_is_chosen(qtbot: Any) -> None:
    """The button does not move away from under the mouse on the way to it."""
    side = TrySide()
    qtbot.addWidget(side)
    # As wide as beside the map at 1280 by 720.
    side.resize(244, 400)
    side.show()
    places = set()
    for words in ("Choose a party on the map, or an arrow.", "Arrow: A waits for B, 10 days."):
        side._about.setText(words)
        QApplication.processEvents()
        places.add(side.cut.y())
    assert len(places) == 1


def test_parties_are_split_and_glued_on_trial(drawn: Session, desk: Any) -> None:
    """A new party takes the arrows that are ticked; parties marked with Space become one."""
    desk.go("reading", "try")
    panel = panel_of(desk)
    panel.canvas.setFocus()
    panel.canvas.choose(id_of(drawn, "Data feed"))
    assert desk.here.command("split")
    assert panel.trying.name is not None
    panel.trying.name.edit.setText("Search feed")
    next(check for _, check in panel.trying.checks if "Search" in check.accessibleName()).setChecked(True)
    desk.qtbot.keyClick(panel.trying.name.edit, Qt.Key.Key_Return)
    tried = couplings.after(now(drawn), couplings.tried(drawn.data))
    new = tried.named("Search feed")
    assert new is not None
    assert [getattr(tried.party(each.who), "name", "") for each in tried.waits_of(new.id)] == ["Search"]
    panel.canvas.choose(id_of(drawn, "Ordering"))
    panel.canvas.setFocus()
    desk.qtbot.keyClicks(panel.canvas, " ")
    panel.canvas.choose(id_of(drawn, "Search"))
    assert desk.here.command("merge")
    panel.trying.name.edit.setText("Shop")
    desk.qtbot.keyClick(panel.trying.name.edit, Qt.Key.Key_Return)
    tried = couplings.after(now(drawn), couplings.tried(drawn.data))
    assert [each.name for each in tried.parties] == ["Shop", "Data feed", "Search feed", "Platform"]


def test_the_room_sees_names_figures_and_days(drawn: Session, desk: Any) -> None:
    """All letters are large enough for the last row; the figures come when the map is read."""
    desk.go("map", "draw")
    assert "longest waiting chain" not in said(drawn)
    desk.go("reading", "read")
    page = sheets(drawn)[0]
    assert "42 days" not in page.text
    assert "40 days" in page.text
    names = [each for each in page.marks if isinstance(each, PartyMark)]
    assert {each.text for each in names} == {"Ordering", "Data feed", "Platform", "Search"}
    assert [each.look for each in names if each.text == "Data feed"] == ["most"]
    days = [each for each in page.marks if isinstance(each, DaysMark)]
    assert {each.text for each in days} == {"30", "10", "2", "20"}
    assert all(each.px >= 720 / 32 - 0.5 for each in (*names, *days))


def test_a_large_map_has_pages_and_one_party_with_its_neighbours(session: Session, desk: Any) -> None:
    """Fifty parties do not become small: windows of the map, and the party in talk with those it has to do with."""
    pairs = [(each, (each * 7 + step) % 50) for each in range(50) for step in (1, 2)]
    session.couplings.add_lines(f"Party {a} waits for Party {b}, 3" for a, b in pairs if a != b)
    desk.go("reading", "read")
    pages = sheets(session)
    assert len(pages) > 2
    assert all(each.px == 0 or each.px >= 720 / 32 - 0.5 for page in pages for each in page.marks)
    party = id_of(session, "Party 9")
    session.set_focus(replace(session.focus, group_id=party))
    talked = next(each for each in sheets(session) if each.talk)
    shown = {each.text for each in talked.marks if isinstance(each, PartyMark)}
    around = now(session).waits_of(party)
    ids = {party, *(each.who for each in around), *(each.whom for each in around)}
    assert shown == {getattr(now(session).party(each), "name", "") for each in ids}


def test_notes_are_placed_by_keys(session: Session, desk: Any) -> None:
    """An arrow key puts a waiting note into that quarter, further ones move it; Del takes it off; Tab goes on."""
    session.notes.add_many("pieces", ["Rewrite", "Feed test"])
    desk.go("work", "place")
    panel = placing(desk)
    canvas = panel.canvas
    canvas.setFocus()
    first = canvas.chosen_note
    assert first is not None
    assert len(canvas.tray) == 2
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Up)
    activity = session.data.method.activity("work")
    assert activity is not None
    placed = matrices.matrix(session.data, activity).placed
    assert [(each.x, each.y) for each in placed] == [(0.25, 0.55)]
    assert "think big, work small" in canvas.accessibleName()
    assert session.focus.note_id == first
    assert "2 to go" not in desk.words()
    assert "1 note placed, 1 to go" in desk.words()
    assert desk.here.command("delete")
    assert not matrices.matrix(session.data, activity).placed
    desk.press(Qt.Key.Key_Tab)
    assert canvas.chosen_note != first


def test_tab_goes_on_to_the_next_note_that_waits(session: Session, desk: Any) -> None:
    """Note after note is placed without the mouse; behind the last one the keyboard is in the line below."""
    session.notes.add_many("pieces", ["Rewrite", "Feed test", "Weekly call"])
    desk.go("work", "place")
    panel = placing(desk)
    panel.canvas.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down):
        desk.press(key)
        desk.press(Qt.Key.Key_Tab)
    assert [(each.x, each.y) for each in panel.now.placed] == [(0.25, 0.5), (0.75, 0.5), (0.5, 0.25)]
    assert panel.line.hasFocus()


def test_notes_are_placed_by_the_mouse_and_dropped_beside_they_wait_again(
    session: Session, desk: Any
) -> None:
    """From the tray onto the matrix and back."""
    note = session.notes.add("pieces", "Rewrite")
    desk.go("work", "place")
    canvas = placing(desk).canvas
    QApplication.processEvents()
    assert canvas.page is not None

    def drag(start: QPoint, end: QPoint) -> None:
        desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEY, start)
        for step in range(1, 4):
            desk.qtbot.mouseMove(canvas, start + (end - start) * step / 3)
            QApplication.processEvents()
        desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, end)

    area = canvas.page.area
    start = canvas.tray[0].rect.center().toPoint()
    drag(start, QPoint(int(area.left() + area.width() * 0.8), int(area.top() + area.height() * 0.2)))
    at = session.data.value("work", f"place:{note.id}")
    assert at is not None
    assert at["x"] > 0.5
    assert at["y"] > 0.5
    card = canvas.page.cards[0].rect.center().toPoint()
    drag(card, QPoint(4, canvas.height() - 4))
    assert session.data.value("work", f"place:{note.id}") is None


def test_the_room_sees_the_matrix_with_its_words(session: Session, desk: Any) -> None:
    """Axes and quarters are words, never colour alone; notes that wait are not shown."""
    one, _ = session.notes.add_many("pieces", ["Rewrite", "Waiting one"])
    session.matrices.place("work", one.id, 0.9, 0.9)
    desk.go("work", "place")
    words = said(session)
    for each in ("think big", "think small", "work big", "work small", "the aim", "takes forever", "Rewrite"):
        assert each in words
    assert "Waiting one" not in words


def test_the_reflection_stays_on_the_desk(session: Session, desk: Any) -> None:
    """The room sees the question; the desk says so."""
    session.forms.set_field("maestro", "step", "Sit with the feed team")
    stage = desk.go("maestro", "fill")
    assert "alone" in stage.room_sees()
    assert said(session).count("Five minutes for yourself") == 1
    assert "feed team" not in said(session)


@pytest.fixture
def found(desk: Any) -> list[Finding]:
    """What the desk was asked to open a force field on."""
    asked: list[Finding] = []
    desk.context = replace(desk.context, look_into=asked.append)
    return asked


def test_a_sore_spot_opens_a_force_field(session: Session, desk: Any, found: list[Finding]) -> None:
    """Where it hurts is now, what the move buys is wanted; the move helps, what pulls it back hinders."""
    cells = {"spot": "A feed takes 30 days", "do": "Own feed", "buys": "25 days", "pulls": "Paid by requests"}
    session.forms.add_row("moves", "moves", cells)
    desk.go("moves", "fill")
    desk.button("Look at what helps and hinders here").click()
    only = found[0]
    assert (only.title, only.now, only.wanted) == ("A feed takes 30 days", "A feed takes 30 days", "25 days")
    assert (only.helps, only.hinders) == (("Own feed",), ("Paid by requests",))


def test_a_line_that_is_half_typed_comes_back(drawn: Session, desk: Any) -> None:
    """It waits while another activity is looked at."""
    desk.go("map", "draw")
    desk.type("Half a li")
    desk.go("hurts", "solo")
    desk.go("map", "draw")
    line: Any = panel_of(desk).line
    assert line.text() == "Half a li"


def test_an_arrow_key_with_shift_moves_a_note_a_little(session: Session, desk: Any) -> None:
    """Coarse steps get it there, fine ones put it where the room points."""
    note = session.notes.add("pieces", "Rewrite")
    session.matrices.place("work", note.id, 0.5, 0.5)
    desk.go("work", "place")
    canvas = placing(desk).canvas
    canvas.setFocus()
    desk.press(Qt.Key.Key_Right)
    desk.qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert session.data.value("work", f"place:{note.id}") == {"x": 0.55, "y": 0.51}


def test_the_room_sees_the_whole_map_until_somebody_points_at_a_party(drawn: Session, desk: Any) -> None:
    """The keyboard on the map is no pointing; the first arrow key is."""
    desk.go("reading", "read")
    QApplication.processEvents()
    canvas = panel_of(desk).canvas
    assert desk.focusWidget() is canvas
    assert drawn.focus.group_id is None
    assert not canvas.focus_rect().isEmpty(), "the keyboard is seen all the same"
    desk.press(Qt.Key.Key_Right)
    assert drawn.focus.group_id is not None
    assert canvas.focus_rect().isEmpty()


def test_escape_puts_a_form_of_the_what_if_away(drawn: Session, desk: Any) -> None:
    """Nothing was tried, and the keyboard is on the map again."""
    desk.go("reading", "try")
    panel = panel_of(desk)
    panel.canvas.choose(id_of(drawn, "Platform"))
    desk.here.command("split")
    assert panel.trying.asking
    desk.press(Qt.Key.Key_Escape)
    assert not panel.trying.asking
    assert couplings.tried(drawn.data) == ()
    assert desk.focusWidget() is panel.canvas


@pytest.mark.parametrize("phase", ["fill", "show"])
def test_the_title_over_the_moves_is_whole_on_a_small_screen(styled: object, desk: Any, phase: str) -> None:
    """At 1280 by 720, beside the words that tell what is missing."""
    desk.resize(1280 - 240 - 272, 560)
    stage = desk.go("moves", phase)
    assert "Missing: Sore spots and moves" in desk.words()
    title = stage._heading.title
    assert QFontMetricsF(fonts.font("heading")).horizontalAdvance(title.text()) <= title.width()


@pytest.mark.parametrize(("width", "height"), [(860, 600), (1024, 768), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("tried", [False, True])
def test_no_word_round_the_map_is_cut_in_the_room(
    drawn: Session, desk: Any, width: int, height: int, tried: bool
) -> None:
    """Figures with their names, and what lines and boxes mean or what is tried, in a narrow window too."""
    desk.go("reading", "try")
    if tried:
        drawn.couplings.try_cut(now(drawn).waits[0].id)
        drawn.couplings.try_split(id_of(drawn, "Data feed"), "Feed for search", [now(drawn).waits[3].id])
    page = sheets(drawn, Screen(width, height))[0]
    around = [each for each in page.marks if each.role in ("figure", "figure_name", "legend")]
    assert len(around) == 9
    for each in around:
        assert isinstance(each, Words)
        assert each.block.complete, each.text
    boxes = [each.rect for each in page.marks if isinstance(each, PartyMark | DaysMark)]
    for each in around:
        assert not any(each.rect.intersects(box) for box in boxes), each.text


def test_what_the_thick_edge_means_is_said_in_words_that_hold_in_light_and_dark() -> None:
    """In the dark the ground of the most waited-for party is the darkest, not grey."""
    said = legend_words(read=True)
    assert "Thick edge: most waited for" in said
    assert "rey" not in said
