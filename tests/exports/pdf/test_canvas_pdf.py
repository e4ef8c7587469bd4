"""What the canvas promises on paper, read from the record of its texts and from the finished file."""

import base64
import io
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image

from exports.pdf.canvas import canvas_text, write_canvas
from exports.pdf.canvas_layout import grid_for
from exports.pdf.paper import INK, MM, PAPERS, paper_named
from exports.pdf.target import in_memory
from exports.pdf.text.record import TextRun
from exports.source import Source
from facilitator.acts.outcomes import bullets
from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.method import Box, Canvas
from facilitator.model import Picture
from tests.exports.pdf.canvas_material import (
    BOXES,
    CASES,
    LIGHT,
    NORMAL,
    Printed,
    bare,
    print_canvas,
    source_of,
)

Printer = Callable[..., Printed]
Case = Callable[[str, str], Printed]
MANY = pytest.mark.parametrize(
    ("name", "paper"),
    [(name, paper) for name in CASES for paper in ("A3", "A4")]
    + [
        (name, paper)
        for name in ("normal", "one box too full")
        for paper in ("A2", "A1", "A0", "Letter", "Tabloid")
    ],
)
# Floors of the design, with the two papers it does not name like the one they are laid out as.
FLOORS = {"A4": 8.0, "A3": 10.5, "A2": 14.8, "A1": 21.0, "A0": 29.7, "Letter": 8.0, "Tabloid": 10.5}


@pytest.fixture
def printed(tmp_path: Path) -> Printer:
    """Give a function that prints the canvas of a session on a paper."""
    return lambda source, paper="A3": print_canvas(source, tmp_path, paper)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Give a function that prints a case of the material, once for all tests."""
    kept: dict[tuple[str, str], Printed] = {}

    def print_case(name: str, paper: str) -> Printed:
        if (name, paper) not in kept:
            kept[name, paper] = print_canvas(source_of(CASES[name]), tmp_path_factory.mktemp("canvas"), paper)
        return kept[name, paper]

    return print_case


def boxes_of(run: TextRun) -> str:
    return run.owner.removeprefix("box:") if run.owner.startswith("box:") else ""


def is_bullet(run: TextRun) -> bool:
    return bool(boxes_of(run)) and run.weight == "regular" and run.colour == INK


@MANY
def test_every_text_stands_on_the_page_and_in_its_box(name: str, paper: str, case: Case) -> None:
    """No letter nearer than 5 mm to the edge of the sheet, none outside the box it belongs to."""
    page = case(name, paper)
    width, height = page.size
    for run in page.runs:
        assert run.x >= 5 * MM
        assert run.x + run.width <= width - 5 * MM
        assert run.y - 0.2 * run.size >= 5 * MM
        assert run.y + 0.75 * run.size <= height - 5 * MM
        if boxes_of(run):
            left, bottom, right, top = page.frame(run.page, boxes_of(run))
            slack = 0.3 * MM
            assert run.x >= left - slack
            assert run.x + run.width <= right + slack
            assert run.y - 0.2 * run.size >= bottom - slack
            assert run.y + 0.75 * run.size <= top + slack


@MANY
def test_no_two_texts_touch(name: str, paper: str, case: Case) -> None:
    """Two lines on a page share no more than a hair."""
    by_page: dict[int, list[TextRun]] = defaultdict(list)
    for run in case(name, paper).runs:
        by_page[run.page].append(run)
    for runs in by_page.values():
        for one, other in combinations(runs, 2):
            wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            high = min(one.y + 0.75 * one.size, other.y + 0.75 * other.size) - max(
                one.y - 0.2 * one.size, other.y - 0.2 * other.size
            )
            assert wide <= 0.3 * MM or high <= 0.35 * MM, (one.text, other.text)


@MANY
def test_one_size_for_all_boxes_and_none_below_the_floor(name: str, paper: str, case: Case) -> None:
    """On each page all first-level bullets have one size, all deeper ones another, both large enough to read."""
    page = case(name, paper)
    assert all(run.size >= 7.49 for run in page.runs)
    grid = grid_for(paper_named(paper))
    for number, laid_out in enumerate(page.sheets.pages, start=1):
        allowed = {round(grid.level_size(level, laid_out.size) * page.scale, 2) for level in (0, 1)}
        sizes = {round(run.size, 2) for run in page.runs if run.page == number and is_bullet(run)}
        assert sizes <= allowed
        assert laid_out.size * page.scale >= FLOORS[paper]


@MANY
def test_every_bullet_is_found_once(name: str, paper: str, case: Case) -> None:
    """All pages together show each box's bullets once, whole and in their order."""
    found: dict[str, str] = defaultdict(str)
    for run in case(name, paper).runs:
        if is_bullet(run):
            found[boxes_of(run)] += bare(run.text)
    for box in BOXES:
        assert found[box] == bare("".join(each.text for each in bullets(CASES[name].get(box, ""))))


@MANY
def test_counts_of_what_follows_are_true(name: str, paper: str, case: Case) -> None:
    """ "12 more on page 2" stands in a box exactly when twelve bullets of it begin later, the next on page 2."""
    page = case(name, paper)
    for number, laid_out in enumerate(page.sheets.pages, start=1):
        for placed in laid_out.boxes:
            later = [
                (at, item)
                for at, following in enumerate(page.sheets.pages[number:], start=number + 1)
                for other in following.boxes
                if other.box.id == placed.box.id
                for column in other.columns
                for item in column
            ]
            said = [
                run.text
                for run in page.runs
                if run.page == number and boxes_of(run) == placed.box.id and " on page " in run.text
            ]
            if not later:
                assert said == []
                continue
            count = sum(item.begins for _, item in later)
            match = re.fullmatch(r"(?:(The rest)(?: and )?)?(?:(\d+) more)? on page (\d+)", said[0])
            assert match is not None
            assert len(said) == 1
            assert int(match[2] or 0) == count
            assert (match[1] is not None) == (not later[0][1].begins)
            assert int(match[3]) == later[0][0]


@pytest.mark.parametrize("name", ["normal", "full", "all boxes too full", "long bullet", "long names"])
def test_the_file_reads_in_the_order_it_was_drawn(name: str, case: Case) -> None:
    """Selecting all of the text gives head, boxes down the columns, foot."""
    page = case(name, "A3")
    text = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf)).pages)
    assert bare(text) == bare("".join(run.text for run in page.runs))


def test_the_boxes_are_read_down_the_columns(printed: Printer) -> None:
    """Reading order is that of the published canvas: column by column."""
    owners = dict.fromkeys(run.owner for run in printed(source_of(NORMAL)).runs)
    assert list(owners) == [
        "head",
        *(f"box:{box}" for box in ("vision", "measures", "importance", "who_what", "communication")),
        *("box:how", "box:resources", "foot"),
    ]


@pytest.mark.parametrize("name", ["normal", "scripts", "all boxes too full"])
def test_all_fonts_are_embedded_subsets_that_can_be_read_back(name: str, case: Case) -> None:
    """No Helvetica, no Type 3; every font carries its letters and what they mean."""
    pdf = case(name, "A3").pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert font["/Subtype"] == "/TrueType"
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
    assert b"Helvetica" not in pdf


def test_the_document_says_what_it_is(printed: Printer) -> None:
    """Title, author, subject, language and an outline of pages and boxes."""
    reader = pypdf.PdfReader(io.BytesIO(printed(source_of(CASES["one box too full"])).pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Reliability Guild: Community canvas"
    assert reader.metadata.author == "Reliability Guild"
    assert reader.metadata.subject == "Founding workshop"
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")
    first, boxes, second, rest = reader.outline
    assert (first.title, second.title) == ("Community canvas", "Community canvas, page 2")
    assert [each.title for each in boxes][:2] == ["Vision", "Measures"]
    assert [each.title for each in rest] == ["How, continued"]


@pytest.mark.parametrize("paper", list(PAPERS))
def test_pages_have_the_size_of_the_paper_and_count_themselves(paper: str, printed: Printer) -> None:
    """Every paper is landscape and to the millimetre, "Page x of y" is true."""
    page = printed(source_of(CASES["one box too full"]), paper)
    reader = pypdf.PdfReader(io.BytesIO(page.pdf))
    for each in reader.pages:
        assert float(each.mediabox.width) == pytest.approx(PAPERS[paper].width * MM, abs=0.1)
        assert float(each.mediabox.height) == pytest.approx(PAPERS[paper].height * MM, abs=0.1)
    labels = [run.text for run in page.runs if run.text.startswith("Page ")]
    count = len(reader.pages)
    assert labels == [f"Page {number} of {count}" for number in range(1, count + 1)]


def test_large_papers_are_the_a3_page_enlarged(printed: Printer) -> None:
    """A1 is A3 at twice the size, line by line."""
    source = source_of(NORMAL)
    small, large = printed(source, "A3").runs, printed(source, "A1").runs
    assert [run.text for run in small] == [run.text for run in large]
    assert all(b.size == pytest.approx(2 * a.size) for a, b in zip(small, large, strict=True))


def test_the_head_names_community_leader_and_day(printed: Printer) -> None:
    """Name and leader come from the outcomes, the date from the session."""
    head = [run.text for run in printed(source_of(NORMAL)).runs if run.owner == "head"]
    assert head == ["Reliability Guild", "Community canvas", "Leader", "Mira Aldous", "Date", "12 March 2026"]


def test_without_a_name_the_session_gives_its_title(printed: Printer) -> None:
    """Before the vote the page is called like the session, and no leader is made up."""
    head = [run.text for run in printed(source_of({})).runs if run.owner == "head"]
    assert head == ["Founding workshop", "Community canvas", "Date", "12 March 2026"]


def test_a_session_that_never_began_has_the_day_it_was_made() -> None:
    """The date is that of the session, never that of the export."""
    source = source_of(LIGHT)
    source = replace(source, place=replace(source.place, started=None))
    assert canvas_text(source).date == written_day(source.data.session.created) != ""


def test_a_name_without_end_is_kept_whole(case: Case) -> None:
    """What the head cannot hold stands on the next page."""
    page = case("names without end", "A3")
    shown = [run for run in page.runs if run.owner == "head" and run.page == 1 and run.weight == "bold"]
    rest = [run for run in page.runs if run.owner == "box:name-rest" and is_bullet(run)]
    assert bare("".join(run.text for run in shown + rest)) == CASES["names without end"]["name"]


def test_a_long_name_shrinks_before_it_takes_a_second_line(printed: Printer) -> None:
    """Down to 60 percent on one line, then two lines of that size."""
    for name, size, count in (("Guild", 34, 1), ("word " * 15, None, 1), ("word " * 24, 20.4, 2)):
        runs = printed(source_of(NORMAL | {"name": name})).runs
        lines = [run for run in runs if run.owner == "head" and run.weight == "bold"]
        assert len(lines) == count
        if size is None:
            assert 20.4 <= lines[0].size < 34
        else:
            assert lines[0].size == pytest.approx(size)


def with_logo(source: Source, content: bytes) -> Source:
    row = Picture("logo", "s", "logo", "logo.png", "image/png", base64.b64encode(content).decode())
    data = replace(source.data, tables={**source.data.tables, "pictures": {"logo": row}})
    return replace(source, data=data)


def picture_file(size: tuple[int, int], form: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "#2266AA").save(target, form)
    return target.getvalue()


@pytest.mark.parametrize(("size", "paper"), [((400, 100), "A3"), ((50, 300), "A3"), ((64, 64), "A4")])
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_fitted_into_the_corner(
    size: tuple[int, int], paper: str, form: str, printed: Printer
) -> None:
    """At most 18 mm each way, its shape kept, at the right end of the head, and no text below it."""
    page = printed(with_logo(source_of(NORMAL), picture_file(size, form)), paper)
    assert page.left_out == ()
    document = pypdfium2.PdfDocument(page.pdf)
    images = [each for each in document[0].get_objects() if isinstance(each, pypdfium2.PdfImage)]
    left, bottom, right, top = images[0].get_bounds()
    assert len(images) == 1
    assert max(right - left, top - bottom) <= 18 * MM + 0.1
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.02)
    grid = grid_for(paper_named(paper))
    assert right == pytest.approx((grid.width - grid.margin) * MM, abs=0.1)
    assert bottom > (grid.height - grid.top) * MM
    heads = [run for run in page.runs if run.owner == "head"]
    assert all(run.x + run.width < left for run in heads)
    document.close()


@pytest.mark.parametrize("content", [b"", b"no picture", picture_file((40, 40))[:60]])
def test_a_broken_logo_is_named_and_the_page_still_comes(content: bytes, printed: Printer) -> None:
    """The canvas does not fail for its logo, and the facilitator is told."""
    page = printed(with_logo(source_of(NORMAL), content))
    assert len(page.left_out) == 1
    assert "logo" in page.left_out[0]
    assert "Reliability Guild" in [run.text for run in page.runs]


def test_what_no_font_has_is_named(printed: Printer) -> None:
    """A character without a font is told by name."""
    page = printed(source_of(LIGHT | {"vision": "A sign of no script: \U00050000"}))
    assert page.left_out == ("\U00050000 (U+50000)",)


def test_markup_is_only_text(printed: Printer) -> None:
    """What looks like markup is printed as it was written."""
    nasty = '<b>bold</b> <img src="x"> & &amp; %s {0}'
    runs = printed(source_of(LIGHT | {"vision": nasty})).runs
    text = "".join(run.text for run in runs if is_bullet(run) and run.owner == "box:vision")
    assert bare(text) == bare(nasty)


def test_right_to_left_bullets_stand_at_the_right(printed: Printer) -> None:
    """A Hebrew bullet begins at the right edge of its box."""
    page = printed(source_of(LIGHT | {"vision": "שלום לכולם"}))
    run = next(run for run in page.runs if is_bullet(run) and run.owner == "box:vision")
    _, _, right, _ = page.frame(1, "vision")
    assert right - (run.x + run.width) < 12 * MM


def test_same_session_same_bytes(tmp_path: Path) -> None:
    """Two exports, also from programs with other hash seeds, are the same to the byte."""
    source = source_of(CASES["scripts"] | {"how": CASES["one box too full"]["how"]})
    assert in_memory(write_canvas, source, "A3") == in_memory(write_canvas, source, "A3")
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[3])!r})\n"
        "from tests.exports.pdf.canvas_material import CASES, source_of\n"
        "from exports.pdf.canvas import write_canvas\n"
        "write_canvas(source_of(CASES['one box too full'] | {'vision': 'é 🚀 ✓'}), sys.argv[1], 'A4')\n"
    )
    files = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)
        files.append(path.read_bytes())
    assert files[0] == files[1]


def other_canvas(source: Source, columns: tuple[float, ...], boxes: tuple[Box, ...]) -> Source:
    canvas = Canvas("Plan", columns, boxes, credit="After nobody")
    return replace(source, data=replace(source.data, method=replace(source.data.method, canvas=canvas)))


@pytest.mark.parametrize("count", [1, 2, 4])
def test_any_method_brings_its_own_arrangement(count: int, printed: Printer) -> None:
    """One to four columns, any number of boxes, long titles and questions."""
    boxes = tuple(
        Box(f"b{place}", "star", f"A title of some length {place}", "Why on earth should anybody ask for this?",
            place % count + 1, 1.0)
        for place in range(9)
    )  # fmt: skip
    source = other_canvas(
        source_of({f"b{place}": NORMAL["how"] for place in range(9)}), (1.0,) * count, boxes
    )
    page = printed(source, "A4")
    for place in range(9):
        found = "".join(run.text for run in page.runs if run.owner == f"box:b{place}" and is_bullet(run))
        assert bare(found) == bare(NORMAL["how"])


def test_a_method_without_a_canvas_says_so(tmp_path: Path) -> None:
    """The message says what to do instead."""
    source = source_of({})
    source = replace(source, data=replace(source.data, method=replace(source.data.method, canvas=None)))
    with pytest.raises(UserError, match="has no canvas"):
        write_canvas(source, tmp_path / "canvas.pdf")


def test_an_unknown_paper_names_the_nearest(tmp_path: Path) -> None:
    """A mistyped paper is a mistake that can be mended."""
    with pytest.raises(UserError, match="Did you mean Tabloid"):
        write_canvas(source_of({}), tmp_path / "canvas.pdf", "tabliod")
