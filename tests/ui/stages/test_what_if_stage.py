"""The what-if beside the map on a small screen, and what becomes of one that is neither kept nor dropped."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import couplings, method_files
from facilitator.audience import view
from facilitator.opening import rehearse
from facilitator.session import Session
from tests.facilitator.wiring_map import now
from ui import theme as themes
from ui.desk.couplings.coupling_panel import CouplingPanel
from ui.desk.map_results import map_lines
from ui.desk.situation import results
from ui.pictures.coupling_marks import ArrowMark, PartyMark
from ui.projector.sheet import Mark, Screen, Sheet, Words

LINES = (
    "Ordering waits for Data feed 30 days",
    "Data feed waits for Platform 10 days",
    "Platform waits for Ordering 2 days",
    "Search waits for Data feed 20 days",
    "Search waits for Platform 4 days",
)

AT_720 = (1280 - 240 - 44, 720 - 48 - 72 - 44)
"""The stage in a window of 1280 by 720 pixels, the private side folded."""


@pytest.fixture
def session() -> Session:
    made = rehearse(method_files.load("wiring-review"))
    made.course.start()
    made.couplings.add_lines(LINES)
    return made


def panel_of(desk: Any) -> CouplingPanel:
    QApplication.processEvents()
    panel = desk.here.panel
    assert isinstance(panel, CouplingPanel)
    return panel


def trying(desk: Any) -> CouplingPanel:
    desk.resize(*AT_720)
    desk.go("reading", "try")
    return panel_of(desk)


def seen(part: QWidget, within: QWidget) -> bool:
    """Whether all of a part lies in what is seen of another."""
    return within.rect().contains(QRect(part.mapTo(within, QPoint(0, 0)), part.size()))


def painted(mark: Mark) -> bytes:
    """The picture of one mark on a sheet of the room."""
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    mark.paint(painter, themes.current())
    painter.end()
    return bytes(image.constBits())


def rooms(session: Session, screen: Screen | None = None) -> Sheet:
    shown = view(session)
    arrange = import_module(f"ui.projector.activities.{shown.kind}").arrange
    pages = arrange(shown, screen or Screen(1280, 720))
    return next((each for each in pages if each.talk), pages[0])  # type: ignore[no-any-return]


def test_the_list_takes_the_room_that_what_can_be_tried_leaves(desk: Any) -> None:
    """Five rows need no scrolling at 1280 by 720; with many the first are seen, not the last."""
    panel = trying(desk)
    assert panel.list.verticalScrollBar().maximum() == 0
    desk.session.couplings.add_lines(f"Party {each} waits for Legal" for each in range(20))
    desk.go("reading", "read")
    panel = trying(desk)
    assert panel.list.verticalScrollBar().maximum() > 0
    assert panel.list.verticalScrollBar().value() == 0
    assert seen(panel.trying.merge, desk)


def test_the_list_stays_where_it_is_when_an_arrow_and_a_party_are_chosen(desk: Any) -> None:
    """A row does not move away from under the mouse."""
    panel = trying(desk)
    panel.canvas.choose(now(desk.session).parties[0].id)
    QApplication.processEvents()
    before = panel.list.geometry()
    panel.list.setCurrentRow(4)
    QApplication.processEvents()
    assert panel.list.geometry() == before


def test_a_form_of_the_what_if_is_whole_on_a_small_screen(desk: Any) -> None:
    """Name, arrows and buttons: the list makes room, and is there again afterwards."""
    panel = trying(desk)
    party = next(each.id for each in now(desk.session).parties if each.name == "Data feed")
    desk.session.couplings.rename(party, "Data feed of the whole house and its warehouses")
    panel.canvas.choose(party)
    assert desk.here.command("split")
    assert not panel.list.isVisibleTo(desk)
    tried = desk.button("Try it")
    assert panel.trying.name is not None
    for each in (panel.trying.name, tried, *(check for _, check in panel.trying.checks)):
        assert seen(each, panel._side)
    desk.press(Qt.Key.Key_Escape)
    assert panel.list.isVisibleTo(desk)
    assert panel.trying.cut.isVisibleTo(desk)


def test_a_what_if_waits_until_it_is_kept_or_dropped_and_is_said_to(desk: Any) -> None:
    """Whoever leaves it hears of it, sees it beside the map and on the last page, and is offered it again."""
    session = desk.session
    panel = trying(desk)
    panel.list.setCurrentRow(0)
    panel.trying.cut.click()
    assert desk.said == []
    desk.go("reading", "read")
    assert "waits under “Try”" in desk.said[-1]
    assert "a what-if is open" in desk.words()
    assert "Tried, neither kept nor dropped" in desk.words()
    assert "Without: Ordering → Data feed" in desk.words()
    assert "Tried, neither kept nor dropped: Without: Ordering → Data feed" in map_lines(session.data)
    desk.go("map", "draw")
    assert "5 arrows, a what-if is open" in desk.words()
    desk.go("reading", "try")
    assert desk.button("Keep it").isEnabled()
    desk.button("Drop it").click()
    desk.said.clear()
    desk.go("reading", "read")
    assert desk.said == []
    assert "a what-if" not in desk.words()
    assert not any("Tried" in each for each in map_lines(session.data))


def test_the_room_sees_which_arrow_is_thought_of(desk: Any) -> None:
    """The one that is chosen in the list, until it is taken away."""

    def standing_out() -> list[object]:
        arrows = [each for each in rooms(desk.session).marks if isinstance(each, ArrowMark)]
        return [each for each in arrows if each.chosen]

    panel = trying(desk)
    assert standing_out() == []
    panel.list.setCurrentRow(1)
    assert len(standing_out()) == 1
    panel.trying.cut.click()
    assert standing_out() == []


def test_the_last_page_says_what_the_map_came_to(session: Session) -> None:
    """The figures stand there with their names; nothing where nobody drew."""
    assert map_lines(session.data) == [
        "4 parties must act · 1 loop",
        "Most waited for: Data feed, 50 days in all, by 2 parties",
        "Longest waiting chain: Ordering → Data feed → Platform, 40 days",
    ]
    assert results(session)[1][0] == ("The map", "\n".join(map_lines(session.data)))
    assert results(rehearse(method_files.load("wiring-review")))[1] == ()


def test_the_room_reads_the_initiative_before_it_draws(desk: Any) -> None:
    """What is asked while it is written, then the sentence everybody has to mean the same by."""
    desk.session.forms.set_field("initiative", "initiative", "An order before noon arrives the same day")
    desk.go("initiative", "fill")
    assert "before noon" not in "\n".join(each.text for each in rooms(desk.session).marks)
    desk.go("initiative", "show")
    assert "before noon" in "\n".join(each.text for each in rooms(desk.session).marks)


def test_tab_goes_from_the_map_to_what_can_be_tried_and_to_the_list(desk: Any) -> None:
    """In the order in which they stand; the first row is chosen when the keyboard comes to it, and seen to be."""
    panel = trying(desk)
    assert desk.focusWidget() is panel.canvas
    desk.press(Qt.Key.Key_Tab)
    assert panel.list.hasFocus()
    assert [each.row() for each in panel.list.selectedIndexes()] == [0]
    desk.press(Qt.Key.Key_Backtab)
    assert panel.trying.cut.hasFocus()
    desk.press(Qt.Key.Key_Backtab)
    assert panel.canvas.hasFocus()


def test_a_name_that_is_offered_is_written_on_behind(desk: Any) -> None:
    """Who waits, for whom and how long: each is typed behind what the arrow keys gave."""
    desk.go("map", "draw")
    desk.type("Sea")
    desk.press(Qt.Key.Key_Down)
    desk.type("Ord")
    desk.press(Qt.Key.Key_Down)
    desk.type(" 6 days\n")
    last = now(desk.session).waits[-1]
    assert last.days == 6
    names = {each.id: each.name for each in now(desk.session).parties}
    assert (names[last.who], names[last.whom]) == ("Search", "Ordering")


def test_the_room_reads_then_and_now(desk: Any) -> None:
    """What the figures were last time stands under the map while it is read, uncut; not while something is tried."""
    then = {"title": "One checkout", "date": "2026-03-02", "parties": 9, "waited_for": "Data feed"}
    then |= {"waited_days": 55.0, "chain_days": 67.0, "loops": 2}
    desk.session.values.set("map", "figures_then", then)
    desk.go("reading", "read")
    said = next(each for each in rooms(desk.session, Screen(860, 600)).marks if each.role == "legend")
    assert said.text.startswith("Last time, One checkout: parties 9, longest chain 67 days, loops 2\n")
    assert isinstance(said, Words)
    assert said.block.complete
    desk.go("reading", "try")
    assert "Last time" not in "\n".join(each.text for each in rooms(desk.session).marks)
    assert map_lines(desk.session.data)[-1].startswith("Then, in One checkout: parties 9")


def test_a_chain_of_five_parties_is_one_page_in_a_narrow_window(desk: Any) -> None:
    """Boxes are narrower then rather than on two pages; a name is never cut for it."""
    names = ["Ordering", "Data feed", "Platform", "Security", "Access office"]
    session = desk.session
    for party in couplings_of(session):
        session.couplings.delete_party(party)
    session.couplings.add_lines(f"{who} waits for {whom} 9 days" for who, whom in pairwise(names))
    for place, party in enumerate(couplings_of(session)):
        session.couplings.place(party, float(place), 1.0)
    desk.go("reading", "read")
    shown = view(session)
    arrange = import_module(f"ui.projector.activities.{shown.kind}").arrange
    pages = arrange(shown, Screen(860, 600))
    assert len(pages) == 1
    boxes = [each for each in pages[0].marks if isinstance(each, PartyMark)]
    assert [each.text for each in boxes] == names
    assert all(each.block.complete for each in boxes)


def couplings_of(session: Session) -> list[str]:
    return [each.id for each in now(session).parties]


def test_an_arrow_of_a_large_map_is_brought_into_sight_and_stands_out(desk: Any) -> None:
    """Others are pale, and the map scrolls to both its ends."""
    lines = (
        f"Party {each} waits for Party {(each * 7 + step) % 40}, 3" for each in range(40) for step in (1, 2)
    )
    desk.session.couplings.add_lines(each for each in lines if each.split()[1] != each.split()[5].rstrip(","))
    desk.session.couplings.arrange()
    panel = trying(desk)
    view_of = panel._scroll.viewport()
    waits = now(desk.session).waits
    assert len(waits) > 60
    for row in (0, len(waits) // 2, len(waits) - 1):
        panel.list.setCurrentRow(row)
        QApplication.processEvents()
        end = panel.canvas.rect_of(waits[row].whom).center()
        assert view_of.rect().contains(panel.canvas.mapTo(view_of, end))
        arrows = [each for each in panel.canvas.drawing if isinstance(each, ArrowMark)]
        assert [each.chosen for each in arrows if not each.faint] == [True]
    talk = rooms(desk.session)
    assert talk.talk
    ends = {each.id: each.name for each in now(desk.session).parties}
    assert {ends[waits[-1].who], ends[waits[-1].whom]} <= {
        each.text for each in talk.marks if isinstance(each, PartyMark)
    }
    assert [each.chosen for each in talk.marks if isinstance(each, ArrowMark)].count(True) == 1


def test_last_time_takes_no_page_from_the_map(desk: Any) -> None:
    """Where a map just fits a narrow window it stays on one page, and what was then is left to larger ones."""
    then = {"title": "One checkout", "date": "2026-03-02", "parties": 9, "waited_for": "Data feed"}
    then |= {"waited_days": 55.0, "chain_days": 67.0, "loops": 2}
    session = desk.session
    session.couplings.add_line("Legal")
    legal = now(session).parties[-1].id
    desk.go("reading", "read")
    arrange = import_module("ui.projector.activities.coupling_map").arrange
    counts: tuple[list[int], list[int]] = ([], [])
    for row in range(30, 90, 4):
        session.couplings.place(legal, 0.0, row / 10)
        for value, pages in zip((None, then), counts, strict=True):
            session.values.set("map", "figures_then", value)
            pages.append(len(arrange(view(session), Screen(860, 600))))
    assert counts[0] == counts[1]
    assert 1 in counts[0]
    assert max(counts[0]) > 1


def test_enter_leaves_the_last_field_of_a_form_for_an_empty_one_or_for_good(desk: Any) -> None:
    """What is typed next is not glued to what stands there."""
    panel = desk.go("initiative", "fill").panel
    initiative, done, worth = (panel.fields[each].input for each in ("initiative", "done", "worth"))
    done.setFocus()
    desk.type("paid once\n40 days\n")
    assert initiative.hasFocus()
    desk.type("One checkout\n")
    worth.setFocus()
    desk.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not any(each.hasFocus() for each in (initiative, done, worth))
    assert [panel.fields[each].typed() for each in panel.fields] == ["One checkout", "paid once", "40 days"]


def test_a_line_that_may_be_mistyped_is_pointed_at(desk: Any) -> None:
    """It became a party that begins as another one; a wait without "for" is an arrow all the same."""
    desk.go("map", "draw")
    desk.type("Ordering wait Legal\n")
    assert [each.days for each in now(desk.session).waits][-1] == 0
    assert desk.said == []
    assert "A question mark: nobody knows yet" in desk.words()
    desk.type("Ordering wayts Legal\n")
    assert "“Ordering wayts Legal” is a new party now" in desk.said[-1]
    desk.type("Warehouse\n")
    assert len(desk.said) == 1


def test_the_windows_of_a_large_map_show_every_party_where_it_stands(session: Session) -> None:
    """Each page in the room is a part of the same map: painted, it is the map cut at the edges of the page."""
    session.couplings.add_lines(
        f"Party {each} waits for Party {each + step}, 3" for each in range(40) for step in (1, 3)
    )
    session.course.go("map")
    shown = view(session)
    pages = import_module(f"ui.projector.activities.{shown.kind}").arrange(shown, Screen(1280, 720))
    windows = [mark for page in pages for mark in page.marks if mark.role == "map"]
    assert len(windows) > 1
    assert {name for each in windows for name in each.text.split("\n")} == {
        each.name for each in now(session).parties
    }
    pictures = [painted(each) for each in windows]
    assert all(len(set(each)) > 1 for each in pictures)
    assert len(set(pictures)) == len(pictures)


def test_a_form_acts_on_the_parties_that_it_names(desk: Any) -> None:
    """Clicking about on the map while a form is open changes what is chosen, not what the form is about."""
    panel = trying(desk)
    ordering, feed, platform, search = now(desk.session).parties
    panel.canvas.choose(ordering.id)
    desk.here.command("split")
    assert panel.trying.name is not None
    panel.trying.name.edit.setText("Checkout")
    panel.canvas.choose(platform.id)
    panel.trying.name.edit.returnPressed.emit()
    (step,) = couplings.tried(desk.session.data)
    assert (step.do, step.party, step.name) == ("split", ordering.id, "Checkout")
    desk.session.couplings.drop()
    panel.canvas.choose(feed.id)
    panel.canvas.marked.emit(feed.id)
    panel.canvas.choose(search.id)
    desk.here.command("merge")
    panel.canvas.choose(platform.id)
    panel.trying.name.edit.returnPressed.emit()
    (step,) = couplings.tried(desk.session.data)
    assert (step.do, step.parties) == ("merge", (feed.id, search.id))


def test_a_chain_of_seven_arranged_anew_is_one_page_on_which_no_arrow_is_hidden(desk: Any) -> None:
    """Layers share columns so that the map has the shape of a screen, and nobody is taken for waiting for another."""
    session = desk.session
    for party in now(session).parties:
        session.couplings.delete_party(party.id)
    session.couplings.add_lines(
        (
            "Ordering waits for Data feed 10 days",
            "Shops waits for Ordering 14 days",
            "Data feed waits for Warehouse 15 days",
            "Warehouse waits for Legal 21 days",
            "Ordering waits for Payments 5 days",
            "Payments waits for Legal 1 day",
            "Data feed waits for Ordering 4 days",
            "Marketing waits for Shops",
        )
    )
    session.couplings.arrange()
    desk.go("reading", "read")
    for screen in (Screen(1280, 720), Screen(1920, 1080)):
        shown = view(session)
        (page,) = import_module(f"ui.projector.activities.{shown.kind}").arrange(shown, screen)
        arrows = [each for each in page.marks if isinstance(each, ArrowMark)]
        assert len(arrows) == 8
        assert all(each.curve.clear for each in arrows)
        room = QRect(0, 0, int(screen.width), int(screen.height))
        assert all(room.contains(each.rect.toAlignedRect()) for each in arrows)
    assert all(curve.clear for curve in panel_of(desk).canvas.page.lines.curves.values())
