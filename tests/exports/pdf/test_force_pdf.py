"""The force field on paper: what is drawn is what was weighed, nothing collides, and nothing leaves the page."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from exports.force_words import how_weighed
from exports.pdf.forces.ballots import write_ballots
from exports.pdf.forces.frame import Frame, frame_for
from exports.pdf.forces.page import ForcePage, lay_out, write_diagram
from exports.pdf.forces.worksheet import write_worksheet
from exports.pdf.paper import MM
from exports.pdf.picture import Disc, Picture, Polygon, Shape, Strokes, Words, hatching, rectangle
from exports.pdf.report import write_report
from exports.pdf.target import in_memory
from exports.pdf.text.book import TextBook
from exports.pdf.text.record import Recorder, TextRun
from facilitator import method_files
from facilitator.errors import UserError
from facilitator.following import follow
from facilitator.forces import ForceField, ForceFigures
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from tests.exports.pdf.force_material import (
    CASES,
    DRIVERS,
    HOME,
    HOSTILE,
    LONG,
    RESTRAINERS,
    field_of,
    held,
    many,
    source_of,
)

EVERY_CASE = pytest.mark.parametrize(
    ("name", "paper"),
    [(name, "A4") for name in CASES]
    + [
        (name, paper) for name in ("4 and 4", "20 and 20", "hostile") for paper in ("Letter", "Tabloid", "A0")
    ],
)
NEAR = 0.2
WORDS = "Reliability Guild, 12 March 2026."


def laid_out(field: ForceField, paper: str = "A4") -> tuple[list[ForcePage], Frame]:
    frame = frame_for(paper)[1]
    return lay_out(TextBook(), field, frame, f"{WORDS} {how_weighed(field)}"), frame


def shapes_of(pages: Iterable[ForcePage], kind: str) -> dict[str, list[Shape]]:
    """Return the shapes whose owner is "kind:rest" by their rest."""
    found: dict[str, list[Shape]] = {}
    for page in pages:
        for shape in page.picture.shapes:
            if shape.owner.startswith(f"{kind}:"):
                found.setdefault(shape.owner.removeprefix(f"{kind}:"), []).append(shape)
    return found


def corners_of(shape: Shape) -> list[tuple[float, float]]:
    """Return points that a shape reaches; of words the box from their tallest letter to their deepest."""
    if isinstance(shape, Words):
        em = shape.style.size / MM
        left, right = shape.left, shape.left + shape.width
        return [(left, shape.baseline - 0.75 * em), (right, shape.baseline + 0.2 * em)]
    if isinstance(shape, Polygon):
        return list(shape.corners)
    if isinstance(shape, Disc):
        return [
            (shape.x - shape.radius, shape.y - shape.radius),
            (shape.x + shape.radius, shape.y + shape.radius),
        ]
    return [point for x1, y1, x2, y2 in shape.segments for point in ((x1, y1), (x2, y2))]


def overlapping(pictures: Iterable[Picture]) -> list[tuple[str, str]]:
    """Return the words on one page that lie on each other by more than the eye would forgive."""
    found = []
    for picture in pictures:
        words = [each for each in picture.shapes if isinstance(each, Words) and each.line.text.strip()]
        boxes = [(corners_of(each), each.line.text) for each in words]
        for (one, text), (two, other) in combinations(boxes, 2):
            across = min(one[1][0], two[1][0]) - max(one[0][0], two[0][0])
            down = min(one[1][1], two[1][1]) - max(one[0][1], two[0][1])
            if across > 0.3 and down > 0.35:
                found.append((text, other))
    return found


def reach(field: ForceField) -> float:
    return float(field.scale.most)


def place(frame: Frame, each: ForceFigures, share: float) -> float:
    return frame.at(-1 if each.force.side == "driver" else 1, share)


@EVERY_CASE
def test_nothing_leaves_the_page_collides_or_is_too_small(name: str, paper: str) -> None:
    """Five millimetres to the edge of the sheet, no text upon another, none below 7.5 points."""
    pages, frame = laid_out(CASES[name], paper)
    for page in pages:
        for shape in page.picture.shapes:
            for x, y in corners_of(shape):
                assert 5 <= x <= frame.width - 5, shape
                assert 5 <= y <= frame.height - 5, shape
            if isinstance(shape, Words):
                assert shape.style.size >= 7.5
    assert overlapping(page.picture for page in pages) == []


@EVERY_CASE
def test_labels_keep_to_their_column(name: str, paper: str) -> None:
    """No label runs into the scores, no score into the arrows, no text of the change out of its block."""
    pages, frame = laid_out(CASES[name], paper)
    for kind, low, high in (
        ("label", frame.margin - 0.1, frame.label_edge(-1) + 0.1),
        ("score", frame.label_edge(-1) - 0.1, frame.at(-1, 1.0) + 0.1),
    ):
        for shapes in shapes_of(pages, kind).values():
            for x in (x for shape in shapes for x, _ in corners_of(shape)):
                assert low <= x <= high or low <= frame.width - x <= high
    for page in pages:
        for shape in page.picture.shapes:
            if shape.owner == "block":
                assert all(abs(x - frame.middle) <= frame.block / 2 + 0.01 for x, _ in corners_of(shape))


@pytest.mark.parametrize("name", [name for name in CASES if name != "dots"])
def test_an_arrow_is_as_long_as_the_median_says(name: str) -> None:
    """From the block outwards, the whole lane being the highest score; none where nobody weighed."""
    field = CASES[name]
    pages, frame = laid_out(field)
    arrows, whiskers = shapes_of(pages, "arrow"), shapes_of(pages, "whisker")
    for each in field.forces:
        drawn = [x for shape in arrows.get(each.force.id, ()) for x, _ in corners_of(shape)]
        if each.figure is None:
            assert not drawn
            assert each.force.id not in whiskers
            continue
        assert max(drawn) - min(drawn) == pytest.approx(frame.lane * each.figure / reach(field), abs=NEAR)
        tip, tail = place(frame, each, 0.0), place(frame, each, each.figure / reach(field))
        assert sorted((min(drawn), max(drawn))) == pytest.approx(sorted((tip, tail)), abs=NEAR)


@pytest.mark.parametrize("name", [name for name in CASES if name != "dots"])
def test_a_whisker_goes_from_the_lowest_to_the_highest(name: str) -> None:
    """A dot where all agree; it stands below its arrow, never on it."""
    field = CASES[name]
    pages, frame = laid_out(field)
    arrows, whiskers = shapes_of(pages, "arrow"), shapes_of(pages, "whisker")
    for each in field.forces:
        low, high = each.strength.low, each.strength.high
        if low is None or high is None:
            continue
        (shape,) = whiskers[each.force.id]
        ends = sorted(place(frame, each, score / reach(field)) for score in (low, high))
        shaft = next(part for part in arrows[each.force.id] if isinstance(part, Polygon)).corners[-1][1]
        if low == high:
            assert isinstance(shape, Disc)
            assert shape.x == pytest.approx(ends[0], abs=NEAR)
            assert shape.y - shape.radius > shaft
        else:
            assert isinstance(shape, Strokes)
            xs = [x for x, _ in corners_of(shape)]
            assert [min(xs), max(xs)] == pytest.approx(ends, abs=NEAR)
            assert min(y for _, y in corners_of(shape)) > shaft


def test_the_sum_of_dots_is_the_length_and_has_no_spread() -> None:
    """Dots add up: 20 and 1 stand in this proportion, and nothing lies below them."""
    pages, _ = laid_out(CASES["dots"])
    lengths = []
    for shapes in shapes_of(pages, "arrow").values():
        xs = [x for shape in shapes for x, _ in corners_of(shape)]
        lengths.append(max(xs) - min(xs))
    assert lengths[0] / lengths[1] == pytest.approx(20, abs=0.5)
    assert shapes_of(pages, "whisker") == {}


@pytest.mark.parametrize("name", ["4 and 4", "then", "halves"])
def test_expected_and_earlier_scores_stand_at_their_place(name: str) -> None:
    """A diamond at the expected score, an upright box at the one of the session before."""
    field = CASES[name]
    pages, frame = laid_out(field)
    for kind, figures in (
        ("expected", {each.force.id: each.expected for each in field.forces}),
        ("then", {each.force.id: each.then_figure for each in field.forces}),
    ):
        drawn = shapes_of(pages, kind)
        assert set(drawn) == {force for force, figure in figures.items() if figure is not None}
        for force, (shape,) in drawn.items():
            xs = [x for x, _ in corners_of(shape)]
            each = field.find(force)
            figure = figures[force]
            assert each is not None
            assert figure is not None
            middle = place(frame, each, figure / reach(field))
            assert (min(xs) + max(xs)) / 2 == pytest.approx(middle, abs=NEAR)


@pytest.mark.parametrize("name", ["4 and 4", "20 and 20", "200", "halves", "then"])
def test_totals_are_the_sums_and_their_bars_in_proportion(name: str) -> None:
    """The figures beside the bars are added up here once more; totals count the forces of all pages."""
    field = CASES[name]
    pages, _ = laid_out(field)
    lengths = {}
    for owner, shapes in shapes_of(pages, "total").items():
        run, _, side = owner.partition(":")
        if not side:
            continue
        forces = field.drivers if side == "driver" else field.restrainers
        expected = {
            "today": sum(each.figure or 0 for each in forces),
            "after": sum((each.figure if each.expected is None else each.expected) or 0 for each in forces),
            "then": sum(each.then_figure or 0 for each in forces),
        }[run]
        (word,) = [shape for shape in shapes if isinstance(shape, Words)]
        assert float(word.line.text) == expected
        xs = [x for shape in shapes if not isinstance(shape, Words) for x, _ in corners_of(shape)]
        if expected:
            lengths[owner] = (max(xs) - min(xs)) / expected
    assert len(lengths) >= 2
    assert max(lengths.values()) == pytest.approx(min(lengths.values()), rel=0.01)


@pytest.mark.parametrize("name", ["4 and 4", "20 and 20", "200", "2 and 9"])
def test_every_force_is_on_one_page_once(name: str) -> None:
    """Strongest first, also over several pages; what differs is marked for talk."""
    field = CASES[name]
    pages, _ = laid_out(field)
    labels = shapes_of(pages, "label")
    assert set(labels) == {each.force.id for each in field.forces}
    for each in field.forces:
        words = [shape.line.text for shape in labels[each.force.id] if isinstance(shape, Words)]
        marked = " ".join(words).replace("-", "").replace(" ", "")
        mark = "differs:talk" if each.differs else ""
        assert marked == each.force.title.replace("-", "").replace(" ", "") + mark
    for side in (field.drivers, field.restrainers):
        places = [
            (number, min(y for _, y in corners_of(shape)))
            for each in side
            for number, page in enumerate(pages)
            for shape in [next((s for s in page.picture.shapes if s.owner == f"label:{each.force.id}"), None)]
            if shape is not None
        ]
        assert places == sorted(places)


def test_twenty_and_twenty_fit_on_one_page_and_two_hundred_on_few() -> None:
    """The first page has the strongest, the totals and the plan; its foot says where the rest is."""
    one, _ = laid_out(CASES["20 and 20"])
    assert len(one) == 1
    assert re.search(
        r"Plan: the first (three|four) of eight actions, the others are in the report\.$", one[0].foot
    )
    several, _ = laid_out(CASES["200"])
    assert 2 <= len(several) <= 6
    assert several[0].plan_at is not None
    assert "the totals count all" in several[0].foot
    assert several[-1].foot.endswith("to 100 of each side.")
    assert shapes_of(several[1:], "total") == {}


def test_a_long_text_of_the_change_leaves_room_for_the_other() -> None:
    """Both states are begun, and the rest is said to be in the report."""
    pages, _ = laid_out(CASES["hostile"])
    words = [
        shape.line.text
        for shape in pages[0].picture.shapes
        if shape.owner == "block" and isinstance(shape, Words)
    ]
    assert {"Now", "Wanted"} <= set(words)
    assert " ".join(words).count("the whole text is in the report") == 2


def test_hatching_stays_inside_its_shape() -> None:
    """Lines at 45 degrees, all within the shape, the same ones wherever the shape lies on the page."""
    for x, y, width, height, sign in hatching_cases():
        corners = rectangle(x, y, width, height)
        lines = hatching(corners, 1.0)
        assert len(lines) == pytest.approx((width + height), abs=1.5), sign
        for x1, y1, x2, y2 in lines:
            assert x - 1e-9 <= x1 <= x2 <= x + width + 1e-9
            assert y - 1e-9 <= y2 <= y1 <= y + height + 1e-9
            assert (x1 + y1) % 1 == pytest.approx(0, abs=1e-6) or (x1 + y1) % 1 == pytest.approx(1, abs=1e-6)


def hatching_cases() -> list[tuple[float, float, float, float, str]]:
    return [(0.3, 0.2, 10.0, 4.0, "wide"), (7.0, 3.1, 0.5, 20.0, "high")]


# Files


def fonts_of(path: Path) -> Iterable[tuple[str, bool]]:
    for page in PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            described = font.get_object()
            yield described["/BaseFont"], "/FontFile2" in described["/FontDescriptor"].get_object()


def test_only_embedded_fonts_bookmarks_and_the_plan(tmp_path: Path) -> None:
    """The file of a session that was held, as it goes out."""
    write_diagram(source_of(held()), tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    assert all(embedded and "Helvetica" not in name for name, embedded in fonts_of(tmp_path / "a.pdf"))
    assert reader.metadata is not None
    assert reader.metadata.title == "Reliability Guild: force field"
    assert reader.outline[0]["/Title"] == "Force field"
    assert reader.outline[1][0]["/Title"] == "Plan"
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Page 1 of 1" in text
    assert "4 people weighed each force alone, 1 weak to 5 strong." in text
    assert "Balance 0 today, +7 after the plan" in text


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter", "Tabloid"])
def test_every_paper_has_its_size(paper: str) -> None:
    pdf, left_out = in_memory(write_diagram, source_of(held()), paper)
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    sheet = frame_for(paper)[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(sheet.points, abs=0.1)
    assert sheet.width > sheet.height
    assert left_out == ()


def test_the_same_session_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Neither the moment nor the order in which Python hashes words is in the file."""
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.exports.pdf.force_material import CASES\n"
        "from tests.exports.pdf.test_force_pdf import laid_out\n"
        "from exports.svg_file import svg_text\n"
        "pages = laid_out(CASES['20 and 20'])[0]\n"
        "sys.stdout.write(svg_text(pages[0].picture))"
    )
    out = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            check=True,
            capture_output=True,
            timeout=100,
        ).stdout
        for seed in ("1", "2")
    ]
    assert out[0] == out[1]
    source = source_of(held())
    assert in_memory(write_diagram, source, "A4") == in_memory(write_diagram, source, "A4")


def test_what_no_font_has_is_named(tmp_path: Path) -> None:
    """A box stands on the page, and the report of the export says for what."""
    source = source_of(held([("Odd \u0378 one", (3,))], [("Plain", (2,))]))
    assert any("U+0378" in each for each in write_diagram(source, tmp_path / "a.pdf"))


def test_scores_that_the_room_has_not_seen_are_in_no_file(tmp_path: Path) -> None:
    """Covered again, the forces stand without figures: in the picture and in the report."""
    session = held()
    session.scores.cover(HOME, "strength")
    recorder = Recorder()
    write_diagram(source_of(session), tmp_path / "a.pdf", recorder=recorder)
    texts = [run.text for run in recorder.runs]
    assert any("Not weighed yet." in each for each in texts)
    assert not any(each.startswith("Balance") for each in texts)
    scores = [run.text for run in recorder.runs if run.owner.startswith("score:")]
    assert len([each for each in scores if each == "–"]) == 8


def test_grey_tells_the_sides_apart() -> None:
    """On a grey printer one side is solid, the other has light between its lines."""
    pdf, _ = in_memory(write_diagram, source_of(held([("A", (5, 5))], [("B", (5, 5))])), "A4")
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    pages, frame = laid_out(field_of([("A", (5, 5))], [("B", (5, 5))]))
    unit = 4 * MM
    shades = []
    for side, force in ((-1, "driver-0"), (1, "restrainer-0")):
        (_, y), *_ = corners_of(shapes_of(pages, "arrow")[force][0])
        box = [frame.at(side, 0.4), y + 0.5, frame.at(side, 0.9), y + 3.0]
        left, right = sorted((box[0], box[2]))
        part = image.crop(tuple(int(each * unit) for each in (left, box[1], right, box[3])))
        shades.append(sorted(part.tobytes()))
    solid, hatched = shades
    assert solid[-20] - solid[20] < 10
    assert hatched[len(hatched) * 9 // 10] - hatched[len(hatched) // 20] > 60


def test_a_method_without_a_force_field_says_so(tmp_path: Path) -> None:
    source = source_of(held())
    kept = tuple(each for each in source.data.method.activities if each.kind != "force_field")
    bare = replace(source, data=replace(source.data, method=replace(source.data.method, activities=kept)))
    for write in (write_diagram, write_ballots):
        with pytest.raises(UserError, match="no force field"):
            write(bare, tmp_path / "a.pdf")


# The report


def boxes_collide(runs: Iterable[TextRun]) -> list[tuple[str, str]]:
    """Return the texts of a recorded file that lie on each other."""
    found = []
    by_page: dict[int, list[tuple[float, float, float, float, str]]] = {}
    for run in runs:
        box = (run.x, run.y - 0.2 * run.size, run.x + run.width, run.y + 0.75 * run.size, run.text)
        for other in by_page.setdefault(run.page, []):
            across = min(box[2], other[2]) - max(box[0], other[0])
            down = min(box[3], other[3]) - max(box[1], other[1])
            if across > 0.9 and down > 1.0:
                found.append((run.text, other[4]))
        by_page[run.page].append(box)
    return found


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("size", ["usual", "hostile", "many"])
def test_the_report_tells_the_whole_force_field(size: str, paper: str, tmp_path: Path) -> None:
    """Picture, priorities, links, plan, how it was weighed; nothing collides, nothing leaves the page."""
    given = {"usual": (DRIVERS, RESTRAINERS), "hostile": (HOSTILE, HOSTILE), "many": (many(30), many(40))}
    session = held(*given[size])
    recorder = Recorder()
    write_report(source_of(session), tmp_path / "r.pdf", paper, recorder=recorder)
    assert boxes_collide(recorder.runs) == []
    sizes = [page.mediabox for page in PdfReader(tmp_path / "r.pdf").pages]
    for run in recorder.runs:
        width, height = float(sizes[run.page - 1].width), float(sizes[run.page - 1].height)
        assert run.size >= 7.5
        assert 14 <= run.x <= run.x + run.width <= width - 14
        assert 14 <= run.y <= height - 14
    text = text_of(tmp_path / "r.pdf")
    for heading in ("What to work on first", "Forces that move each other", "How it was weighed"):
        assert heading in text
    assert "Thumbs on the sentence of the change: 8 up, 1 to the side, 0 down." in text
    if size == "usual":
        assert "5 to 3" in text
        assert "Plan of the force field" in text
        assert re.search(r"Balance 0 today, \+7 after the plan", text)
        assert text.count("Engineers want calmer nights") == 4, "picture, priorities, link, note"


def test_long_texts_are_whole_in_the_report(tmp_path: Path) -> None:
    """What the picture cuts is told in full."""
    session = held([(LONG, (2, 4))], [("B", (3, 3))])
    session.forces.set_change("a " * 400, "b " * 400)
    write_report(source_of(session), tmp_path / "r.pdf")
    bare = re.sub(r"\s", "", text_of(tmp_path / "r.pdf"))
    sentence = "decidesaboutthemoneyfortools."
    assert bare.count(sentence) >= 2 * LONG.count("money"), "in the list of priorities, and as a note"
    assert "Now:" + "a" * 400 in bare
    assert "Wanted:" + "b" * 400 in bare


def test_a_force_field_that_was_never_begun_is_not_in_the_report(tmp_path: Path) -> None:
    """A state that is only taken over from the canvas is told there, not in a chapter without forces."""
    session = rehearse(method_files.load("cop-bootstrap"), "Only a vision")
    session.outcomes.write("vision", "Nobody answers a page alone")
    write_report(source_of(session), tmp_path / "r.pdf")
    assert "Not weighed yet" not in text_of(tmp_path / "r.pdf")


def test_a_session_that_follows_shows_then_and_now(tmp_path: Path) -> None:
    """Old scores stand beside the new ones; a force that nobody names any more still counts in the total of then."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        first = open_session(library, new_session(library, method_files.load("force-field"), "First"))
        notes = [*first.notes.add_many("helps", ["Stays", "Goes"]), first.notes.add("hinders", "Brake")]
        for note, scores in zip(notes, ((2, 2), (3, 3), (5, 4)), strict=True):
            for sheet, score in enumerate(scores, start=1):
                first.scores.set(HOME, "strength", sheet, note.id, score)
        first.scores.reveal(HOME, "strength")
        second = open_session(library, follow(library, first.id))
        second.notes.delete([notes[1].id])
        second.scores.set(HOME, "strength", 1, notes[0].id, 4)
        second.scores.set(HOME, "strength", 1, notes[2].id, 1)
        second.scores.reveal(HOME, "strength")
        source = source_of(second)
        recorder = Recorder()
        write_diagram(source, tmp_path / "a.pdf", recorder=recorder)
        write_report(source, tmp_path / "r.pdf")
    texts = [run.text for run in recorder.runs]
    assert "Balance +3 today, +0.5 then" in texts
    sums = [(run.owner, run.text) for run in recorder.runs if run.owner.startswith("total:then:")]
    assert sums == [("total:then:driver", "5"), ("total:then:restrainer", "4.5")]
    assert any(each.startswith("then, ") for each in texts)
    assert "No longer named, and counted in the total of then: Goes." in text_of(tmp_path / "r.pdf")


# To fill by hand


@pytest.mark.parametrize("paper", ["A4", "A1", "Letter", "Tabloid"])
def test_the_worksheet_has_room_for_ten_forces_a_side(paper: str, tmp_path: Path) -> None:
    """One page, nothing collides, and no text of anybody on it."""
    recorder = Recorder()
    method = method_files.load("force-field")
    assert write_worksheet(method, tmp_path / "w.pdf", paper, recorder) == ()
    assert boxes_collide(recorder.runs) == []
    texts = [run.text for run in recorder.runs]
    for word in ("Now", "Wanted", "Driving forces", "Restraining forces", "Owner", "Due"):
        assert word in texts
    assert len(PdfReader(tmp_path / "w.pdf").pages) == 1
    without = replace(method, activities=())
    with pytest.raises(UserError, match="no force field"):
        write_worksheet(without, tmp_path / "x.pdf")


@pytest.mark.parametrize(("count", "on_a_sheet"), [(4, 4), (12, 2), (20, 1)])
def test_every_person_has_a_ballot_with_every_force(count: int, on_a_sheet: int, tmp_path: Path) -> None:
    """In the order of the room, not of the scores; as many on a sheet as can be read."""
    session = held(
        [(f"Helping {n}", (3,)) for n in range(count)], [(f"Hindering {n}", (3,)) for n in range(count)]
    )
    recorder = Recorder()
    write_ballots(source_of(session), tmp_path / "b.pdf", recorder=recorder)
    pages = len(PdfReader(tmp_path / "b.pdf").pages)
    people = session.data.people_present
    assert pages == -(-people // on_a_sheet)
    assert boxes_collide(recorder.runs) == []
    for page in range(1, pages + 1):
        runs = [run for run in recorder.runs if run.page == page]
        assert len([run for run in runs if run.text == "Sheet"]) == on_a_sheet
        for ballot in {run.owner for run in runs}:
            named = [
                run.text
                for run in runs
                if run.owner == ballot and "ing " in run.text and run.weight == "regular"
            ]
            listed = [each for each in named if each.split()[0] in ("Helping", "Hindering")]
            assert listed == [f"Helping {n}" for n in range(count)] + [f"Hindering {n}" for n in range(count)]


@pytest.mark.parametrize("given", [many(100), HOSTILE, ()], ids=["200", "hostile", "none"])
def test_ballots_stay_on_their_sheets(given: tuple[object, ...], tmp_path: Path) -> None:
    """Many forces go on over a second part; before there is one, there are lines to write on."""
    session = held([("A", (1,))], [("B", (1,))]) if not given else held(given, given)  # type: ignore[arg-type]
    if not given:
        for note in list(session.data.notes):
            session.notes.delete([note.id])
    recorder = Recorder()
    write_ballots(source_of(session), tmp_path / "b.pdf", recorder=recorder)
    assert boxes_collide(recorder.runs) == []
    width, height = (float(each) for each in PdfReader(tmp_path / "b.pdf").pages[0].mediabox[2:])
    for run in recorder.runs:
        assert 5 * MM <= run.x <= run.x + run.width <= width - 5 * MM
        assert 5 * MM <= run.y <= height - 5 * MM
    assert any("Driving forces" in run.text for run in recorder.runs)
