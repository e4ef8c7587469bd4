"""The force field as a picture: lengths are figures, nothing collides or leaves the page, and grey says the same."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator import forces, method_files
from facilitator.forces import ForceField
from facilitator.opening import rehearse
from facilitator.scoring import tally_of
from facilitator.session import Session
from tests.ui.pictures.force_titles import from_the_right, long_words, many_words, titled
from ui import theme as themes
from ui.pictures.force_marks import Arrow, Diamond, Range, Ring
from ui.pictures.force_picture import ForcePicture, force_page
from ui.pictures.force_rows import Look
from ui.projector.sheet import Mark, Words

WIDTHS = (560.0, 720.0, 1240.0)
LOOKS = (Look(), Look(others=False), Look(after=True))


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


def weighed(
    drivers: int,
    restrainers: int,
    *,
    scale: str = "1-5",
    title: Callable[[str, int], str] = titled,
    plan: bool = False,
) -> Session:
    """A field scored by three people, from strong to weak; the first restrainer and the first driver are planned."""
    session = rehearse(method_files.load("force-field"), "Weighed")
    session.course.start()
    session.forces.set_change("alone", "together")
    session.forces.set_scale(scale)
    sides = {"helps": ("Push", drivers), "hinders": ("Brake", restrainers)}
    for lane, (side, count) in sides.items():
        if count:
            session.notes.add_many(lane, [title(side, number) for number in range(1, count + 1)])
    session.course.go("sharing", "cluster")
    most = forces.scale(session.data).most
    for each in forces.forces(session.data):
        place = [other.id for other in forces.forces(session.data) if other.side == each.side].index(each.id)
        for sheet in range(1, 4):
            if scale == "dots":
                if not place:
                    session.scores.set(
                        "change", "strength", sheet, each.id, 2 if each.side == "driver" else 1
                    )
            else:
                score = max(1, min(most, most - place % most + sheet - 2))
                session.scores.set("change", "strength", sheet, each.id, score)
    if drivers or restrainers:
        session.scores.reveal("change", "strength")
    if plan:
        field = drawn(session)
        for side_forces in (field.drivers, field.restrainers):
            session.forces.plan(side_forces[0].force.id, "Do it", expected=3)
    return session


def drawn(session: Session) -> ForceField:
    found = forces.force_field(session.data)
    assert found is not None
    return found


def ink(mark: Mark) -> QRectF:
    """Where the letters or the shape really are: a label's box is as wide as its column."""
    if not isinstance(mark, Words):
        return mark.rect
    layout = mark.block.layout
    around = QRectF()
    for number in range(layout.lineCount()):
        around = around.united(layout.lineAt(number).naturalTextRect())
    return around.translated(mark.rect.topLeft())


def words(marks: Sequence[Mark]) -> list[Words]:
    return [mark for mark in marks if isinstance(mark, Words)]


def arrows(marks: Sequence[Mark], side: str) -> list[Arrow]:
    return [mark for mark in marks if isinstance(mark, Arrow) and mark.side == side]


def middle_line(marks: Sequence[Mark]) -> QRectF:
    return next(mark.rect for mark in marks if mark.role == "centre")


def painted(page_marks: Sequence[Mark], size: tuple[int, int], mode: str) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    theme = themes.load(mode)
    image.fill(theme.colour("paper"))
    painter = QPainter(image)
    for mark in page_marks:
        mark.paint(painter, theme)
    painter.end()
    return image


def shades(image: QImage, rect: QRectF) -> list[int]:
    """How light each pixel of a row through the middle of `rect` is, 0 to 255."""
    y = round(rect.center().y())
    return [QColor(image.pixel(x, y)).lightness() for x in range(round(rect.left()), round(rect.right()))]


# -- lengths ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scale", ["1-5", "1-10", "high-medium-low", "dots"])
def test_an_arrow_is_as_long_as_its_figure_and_its_tip_is_at_the_middle(scale: str, width: float) -> None:
    field = drawn(weighed(4, 4, scale=scale))
    marks = force_page(field, width, 400, Look()).marks
    line = middle_line(marks)
    points = set()
    for side, those in (("driver", field.drivers), ("restrainer", field.restrainers)):
        found = arrows(marks, side)
        scored = [each for each in those if each.figure]
        assert len(found) == len(scored)
        for arrow, each in zip(found, scored, strict=True):
            assert each.figure is not None
            points.add(round(arrow.rect.width() / each.figure, 3))
            gap = line.left() - arrow.rect.right() if side == "driver" else arrow.rect.left() - line.right()
            assert 0 < gap < 6
    assert len(points) == 1


def test_the_range_ends_at_the_lowest_and_the_highest_score() -> None:
    field = drawn(weighed(3, 3))
    marks = force_page(field, 720, 400, Look()).marks
    ranges = [mark for mark in marks if isinstance(mark, Range)]
    assert len(ranges) == 6
    for arrow in arrows(marks, "driver"):
        each = next(one for one in field.drivers if one.figure and _beside(arrow, one.figure, marks))
        point = arrow.rect.width() / (each.figure or 1)
        own = min(ranges, key=lambda one: abs(one.rect.top() - arrow.rect.bottom()))
        assert each.strength.low is not None
        assert each.strength.high is not None
        assert own.rect.left() == pytest.approx(arrow.rect.right() - point * each.strength.high)
        assert own.rect.right() == pytest.approx(arrow.rect.right() - point * each.strength.low)


def _beside(arrow: Arrow, figure: float, marks: Sequence[Mark]) -> bool:
    own = [mark for mark in marks if mark.role == "figure" and mark.rect.right() < arrow.rect.left()]
    near = min(own, key=lambda one: abs(one.rect.center().y() - arrow.rect.center().y()))
    return near.text == f"{figure:g}"


def test_with_one_voter_there_is_no_range() -> None:
    session = rehearse(method_files.load("force-field"))
    session.course.start()
    (note,) = session.notes.add_many("helps", ["Alone"])
    session.scores.set("change", "strength", 1, note.id, 4)
    session.scores.reveal("change", "strength")
    marks = force_page(drawn(session), 720, 400, Look()).marks
    assert len(arrows(marks, "driver")) == 1
    assert not [mark for mark in marks if isinstance(mark, Range)]


def test_a_diamond_stands_at_the_score_expected_and_a_ring_at_the_one_of_today() -> None:
    field = drawn(weighed(3, 3, plan=True))
    today = force_page(field, 720, 400, Look()).marks
    arrow = arrows(today, "driver")[0]
    figure = field.drivers[0].figure
    assert figure is not None
    point = arrow.rect.width() / figure
    diamond = min(
        (mark for mark in today if isinstance(mark, Diamond)), key=lambda mark: mark.rect.center().x()
    )
    assert diamond.rect.center().x() == pytest.approx(arrow.rect.right() - 3 * point)
    assert f"{figure:g} → 3" in [mark.text for mark in today]
    later = force_page(field, 720, 400, Look(after=True)).marks
    shrunk = arrows(later, "driver")[0]
    point = shrunk.rect.width() / 3
    ring = min((mark for mark in later if isinstance(mark, Ring)), key=lambda mark: mark.rect.center().x())
    assert ring.rect.center().x() == pytest.approx(shrunk.rect.right() - figure * point)


def test_a_ring_stands_at_the_score_of_last_time_and_a_diamond_fits_into_it() -> None:
    field = drawn(weighed(1, 1, plan=True))
    before = replace(field.drivers[0], then=tally_of([3]), then_figure=3.0)
    marks = force_page(replace(field, drivers=(before,), then_date="2026-05-02"), 720, 400, Look()).marks
    assert any(
        "Ring: the score last time, 2 May 2026." in mark.text for mark in marks if isinstance(mark, Words)
    )
    ring = next(mark.rect for mark in marks if isinstance(mark, Ring))
    diamond = next(
        mark.rect for mark in marks if isinstance(mark, Diamond) and mark.rect.center() == ring.center()
    )
    assert ring.contains(diamond)
    assert diamond.width() < 0.8 * ring.width()


def test_many_dots_expected_stay_on_the_lane() -> None:
    session = weighed(2, 2, scale="dots")
    session.forces.plan(drawn(session).drivers[0].force.id, "Push", expected=40)
    field = drawn(session)
    for look in LOOKS:
        page = force_page(field, 720, 400, look)
        assert all(ink(mark).left() >= 0 and ink(mark).right() <= 720 for mark in page.marks)
        label = next(ink(mark) for mark in page.marks if mark.text == field.drivers[0].force.title)
        reach = [mark.rect.left() for mark in page.marks if isinstance(mark, Arrow | Diamond | Ring)]
        assert min(reach) > label.right()


# -- nothing collides ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS, ids=["today", "bare", "after"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("drivers", "restrainers", "scale", "title"),
    [
        (4, 4, "1-5", titled),
        (20, 20, "1-5", many_words),
        (100, 100, "1-5", titled),
        (8, 3, "1-10", long_words),
        (6, 6, "1-5", from_the_right),
        (5, 0, "high-medium-low", many_words),
        (7, 7, "dots", many_words),
        (0, 0, "1-5", titled),
    ],
    ids=["4+4", "20+20", "100+100", "long words", "right to left", "one side", "dots", "none"],
)
def test_nothing_overlaps_and_nothing_leaves_the_page(
    drivers: int, restrainers: int, scale: str, title: Callable[[str, int], str], width: float, look: Look
) -> None:
    field = drawn(weighed(drivers, restrainers, scale=scale, title=title, plan=bool(drivers and restrainers)))
    page = force_page(field, width, 420, look)
    area = QRectF(0, 0, width, page.height).adjusted(-1, -1, 1, 1)
    shapes = [mark for mark in page.marks if isinstance(mark, Arrow | Range)]
    texts = words(page.marks)
    for mark in page.marks:
        assert area.united(ink(mark)) == area, mark.text
    boxes = sorted(
        ((ink(mark).adjusted(1, 2, -1, -2), mark) for mark in texts), key=lambda each: each[0].top()
    )
    for place, (box, mark) in enumerate(boxes):
        for other, beside in boxes[place + 1 :]:
            if other.top() > box.bottom():
                break
            assert not box.intersects(other), (mark.text, beside.text)
        assert not any(box.intersects(shape.rect) for shape in shapes if _near(shape.rect, box)), mark.text
    shown = [mark.text for mark in texts if mark.role == "force"]
    assert sorted(shown) == sorted(each.force.title for each in field.forces)


def _near(one: QRectF, other: QRectF) -> bool:
    return one.bottom() > other.top() and one.top() < other.bottom()


def test_the_strongest_stand_on_top_and_totals_and_balance_below() -> None:
    field = drawn(weighed(4, 3))
    page = force_page(field, 720, 420, Look())
    tops = {mark.text: mark.rect.top() for mark in words(page.marks)}
    named = [tops[each.force.title] for each in field.drivers]
    assert named == sorted(named)
    assert "helps in all" in tops
    assert tops["helps in all"] > max(named)
    assert "2 ahead for the change" in tops


def test_before_the_reveal_the_forces_stand_there_and_no_total_is_claimed() -> None:
    session = weighed(3, 3)
    session.scores.cover("change", "strength")
    shown = [mark.text for mark in force_page(drawn(session), 720, 420, Look()).marks]
    assert "Push number 1" in shown
    assert "Nothing is weighed yet." in shown
    assert not [text for text in shown if "in all" in text or "equal" in text]


# -- grey ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("count", [3, 20])
def test_in_grey_what_helps_is_solid_and_what_holds_back_is_hatched(mode: str, count: int) -> None:
    page = force_page(drawn(weighed(count, count)), 720, 420, Look(others=False))
    image = painted(page.marks, (720, round(page.height)), mode)
    solid, hatched = arrows(page.marks, "driver")[0].rect, arrows(page.marks, "restrainer")[0].rect
    body = solid.adjusted(3, 0, -solid.height(), 0)
    assert max(shades(image, body)) - min(shades(image, body)) <= 3
    stripes = shades(image, hatched.adjusted(hatched.height(), 0, -3, 0))
    dark = [shade < (max(stripes) + min(stripes)) / 2 for shade in stripes]
    assert max(stripes) - min(stripes) > 60
    assert 0.25 < sum(dark) / len(dark) < 0.75
    changes = sum(one != other for one, other in itertools.pairwise(dark))
    assert changes >= len(stripes) / 9


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_middle_line_runs_through_all_rows(mode: str) -> None:
    page = force_page(drawn(weighed(5, 5)), 720, 420, Look())
    image = painted(page.marks, (720, round(page.height)), mode)
    line, dark = middle_line(page.marks), themes.load(mode).colour("ink")
    x = round(line.center().x() - 0.5)
    for y in range(round(line.top()) + 2, round(line.bottom()) - 2, 7):
        assert QColor(image.pixel(x, y)) == dark


# -- on the desk -----------------------------------------------------------------------------------------------------


@pytest.fixture
def picture(qtbot: QtBot, styled: object) -> Iterator[ForcePicture]:
    """A picture of three drivers and two restrainers in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 400)
    made = ForcePicture(window)
    made.setFixedWidth(720)
    made.show_field(drawn(weighed(3, 2)), least_height=400)
    window.show()
    yield made
    window.close()


def test_keys_walk_through_the_forces_and_a_screen_reader_hears_each(
    picture: ForcePicture, qtbot: QtBot
) -> None:
    picture.setFocus()
    picture.choose(picture.page.spots[0].id)
    heard: list[str] = []
    picture.chosen.connect(lambda _: heard.append(picture.accessibleName()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(picture, key)
    drivers, restrainers = picture.page.spots[0::2], picture.page.spots[1::2]
    assert heard == [drivers[1].words, restrainers[1].words, restrainers[0].words]
    assert heard[-1].startswith("Holds back: Brake number ")
    assert heard[-1].endswith(", 5")


def test_a_click_chooses_the_force_under_it(picture: ForcePicture, qtbot: QtBot) -> None:
    spot = picture.page.spots[3]
    qtbot.mouseClick(picture.viewport(), Qt.MouseButton.LeftButton, pos=spot.rect.center().toPoint())
    assert picture.chosen_spot == spot.id


def test_nobody_differs_about_what_comes_after_the_plan() -> None:
    """The picture of after shows expectations: the call to talk stands with the scores of today only."""
    session = weighed(3, 3, plan=True)
    field = forces.force_field(session.data)
    assert field is not None
    apart = replace(
        field,
        drivers=tuple(replace(each, differs=True) for each in field.drivers),
        restrainers=tuple(replace(each, differs=False) for each in field.restrainers),
    )
    today = [mark.role for mark in force_page(apart, 720.0, 400.0, Look()).marks]
    after = [mark.role for mark in force_page(apart, 720.0, 400.0, Look(after=True)).marks]
    assert today.count("talk") == 3
    assert "talk" not in after
