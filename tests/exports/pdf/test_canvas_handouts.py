"""The blank canvas, the poster on sheets, the canvas as a picture, and the pen they are drawn with."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from exports.pdf import paper
from exports.pdf.blank import write_blank
from exports.pdf.images import canvas_picture, write_png
from exports.pdf.page import Pen
from exports.pdf.paper import MM, PAPERS, paper_named
from exports.pdf.poster import write_poster
from exports.pdf.poster_layout import MARGIN, OVERLAP, tile
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from facilitator import method_files
from facilitator.errors import UserError
from tests.exports.pdf.canvas_material import CASES, LIGHT, NORMAL, bare, source_of


@pytest.mark.parametrize("name", list(PAPERS))
def test_the_blank_canvas_asks_and_leaves_room(name: str, tmp_path: Path) -> None:
    """One page with every question and prompt, and nothing else to read than head and foot."""
    method = method_files.load("cop-bootstrap")
    recorder = Recorder()
    assert write_blank(method, tmp_path / "blank.pdf", name, recorder) == ()
    assert method.canvas is not None
    for box in method.canvas.boxes:
        said = bare("".join(run.text for run in recorder.runs if run.owner == f"box:{box.id}"))
        assert said == bare(box.title + box.question + box.prompt)
    head = [run.text for run in recorder.runs if run.owner == "head"]
    assert head[:3] == ["Name", "Leader", "Date"]
    assert len(pypdf.PdfReader(tmp_path / "blank.pdf").pages) == 1
    assert all(run.size >= 7.49 for run in recorder.runs)


def test_a_method_without_a_canvas_has_no_blank_one(tmp_path: Path) -> None:
    """The message says what there is instead."""
    method = replace(method_files.load("cop-bootstrap"), canvas=None)
    with pytest.raises(UserError, match="has no canvas"):
        write_blank(method, tmp_path / "blank.pdf")


def test_a_poster_near_a1_takes_nine_a4_sheets() -> None:
    """Three rows of three lying sheets, 761 by 538 mm, and nothing bigger than asked for."""
    tiling = tile((420, 297), PAPERS["A1"], PAPERS["A4"])
    assert (tiling.rows, tiling.columns, tiling.sheet.width) == (3, 3, 297)
    assert (round(tiling.width), round(tiling.height)) == (761, 538)


def test_an_exact_poster_has_the_size_of_the_paper() -> None:
    """On request the poster is A1 to the millimetre."""
    tiling = tile((420, 297), PAPERS["A1"], PAPERS["A4"], exact=True)
    assert tiling.height == pytest.approx(594)
    assert tiling.plane_height >= 594


@given(st.sampled_from(["A4", "Letter", "A3"]), st.sampled_from(["A2", "A1", "A0"]), st.booleans())
def test_the_sheets_cover_the_picture_with_an_overlap(sheet: str, wished: str, exact: bool) -> None:
    """Every point of the picture is on a sheet, and neighbours share ten millimetres."""
    tiling = tile((420, 297), PAPERS[wished], PAPERS[sheet], exact=exact)
    width, height = tiling.area
    assert tiling.corner(1, 1)[0] <= 1e-9
    assert tiling.corner(1, 1)[1] <= 1e-9
    last = tiling.corner(tiling.rows, tiling.columns)
    assert last[0] + width / tiling.scale >= 420 - 1e-6
    assert last[1] + height / tiling.scale >= 297 - 1e-6
    if tiling.columns > 1:
        step = tiling.corner(1, 2)[0] - tiling.corner(1, 1)[0]
        assert width - step * tiling.scale == pytest.approx(OVERLAP)


def test_neighbouring_sheets_show_the_same_in_their_overlap(tmp_path: Path) -> None:
    """What is glued over the strip continues the picture exactly."""
    path = tmp_path / "poster.pdf"
    write_poster(source_of(NORMAL), path)
    document = pypdfium2.PdfDocument(path)
    dots = 4  # a millimetre, so that the strip is whole pixels
    images = [document[place].render(scale=dots / MM).to_pil().convert("L") for place in (4, 5, 7)]
    document.close()
    left, top = int(MARGIN * dots), int(MARGIN * dots)
    right, bottom = int((297 - MARGIN) * dots), int((210 - MARGIN) * dots)
    strip = int(OVERLAP * dots)
    pairs = [
        (
            images[0].crop((right - strip, top, right, bottom)),
            images[1].crop((left, top, left + strip, bottom)),
        ),
        (
            images[0].crop((left, bottom - strip, right, bottom)),
            images[2].crop((left, top, right, top + strip)),
        ),
    ]
    for one, other in pairs:
        assert min(one.tobytes()) < 100  # something is drawn there
        inner = (1, 1, one.width - 1, one.height - 1)
        difference = ImageChops.difference(one.crop(inner), other.crop(inner))
        assert sum(value > 60 for value in difference.tobytes()) < 0.002 * one.width * one.height


def test_a_poster_begins_with_its_plan_and_names_every_sheet(tmp_path: Path) -> None:
    """A plan, then the sheets, each with its name and its place among all."""
    recorder = Recorder()
    path = tmp_path / "poster.pdf"
    assert write_poster(source_of(NORMAL), path, recorder=recorder) == ()
    assert len(pypdf.PdfReader(path).pages) == 10
    plan = [run.text for run in recorder.runs if run.page == 1]
    assert plan[0] == "Poster on nine A4 sheets"
    names = [f"{row}.{column}" for row in (1, 2, 3) for column in (1, 2, 3)]
    assert [text for text in plan if text in names] == names
    captions = {run.page: run.text for run in reversed(recorder.runs) if run.owner == "caption"}
    assert [captions[page] for page in range(2, 11)] == names
    for run in recorder.runs:
        if run.owner in ("caption", "plan"):
            assert run.y >= 3 * MM
            assert run.x + run.width <= (297 - 3) * MM


def test_a_sheet_holds_only_text_that_meets_it(tmp_path: Path) -> None:
    """The file does not find the leader's name on nine sheets."""
    recorder = Recorder()
    write_poster(source_of(NORMAL), tmp_path / "poster.pdf", recorder=recorder)
    pages = {run.page for run in recorder.runs if run.text == "Mira Aldous"}
    assert pages == {4}


def test_a_canvas_of_two_pages_becomes_two_posters(tmp_path: Path) -> None:
    """Nothing that stands on the second page is lost."""
    recorder = Recorder()
    path = tmp_path / "poster.pdf"
    write_poster(source_of(CASES["one box too full"]), path, "Letter", "A2", recorder=recorder)
    everything = " ".join(run.text for run in recorder.runs)
    assert "How, continued" in everything
    assert "canvas page 2 of 2" in everything


def test_a_poster_no_larger_than_its_sheets_is_refused(tmp_path: Path) -> None:
    """The message says what to print instead."""
    with pytest.raises(UserError, match="Print the canvas on A3"):
        write_poster(source_of(LIGHT), tmp_path / "poster.pdf", "A3", "A3")


def test_a_picture_has_the_width_that_was_asked_for() -> None:
    """Four bytes a pixel, the shape of the page, white where nothing is."""
    picture = canvas_picture(source_of(NORMAL), 800)
    assert (picture.width, picture.page, picture.pages) == (800, 1, 1)
    assert picture.height == pytest.approx(800 * 297 / 420, abs=1)
    assert len(picture.rgba) == picture.width * picture.height * 4
    assert picture.rgba[:4] == b"\xff\xff\xff\xff"
    assert len(set(picture.rgba)) > 20


def test_the_last_page_stands_for_pages_that_are_not_there() -> None:
    """A preview that shows page 3 when the text shrinks to two pages shows the second."""
    source = source_of(CASES["one box too full"])
    picture = canvas_picture(source, 600, page=9)
    assert (picture.page, picture.pages) == (2, 2)
    assert picture.rgba != canvas_picture(source, 600).rgba


def test_a_png_shows_all_pages_and_is_the_same_each_time(tmp_path: Path) -> None:
    """Further pages stand below the first; same session, same bytes."""
    source = source_of(CASES["one box too full"])
    for name in ("a.png", "b.png"):
        write_png(source, tmp_path / name, 700)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    with Image.open(tmp_path / "a.png") as image:
        assert image.width == 700
        assert image.height == pytest.approx(2 * 700 * 297 / 420, abs=2)


@pytest.mark.parametrize("width", [0, -1, 10**9])
def test_a_picture_beyond_reason_is_refused(width: int) -> None:
    """No picture eats all memory."""
    with pytest.raises(UserError, match="pixels wide"):
        canvas_picture(source_of(LIGHT), width)


def test_the_pen_counts_from_the_upper_left() -> None:
    """A text at 10 mm, 20 mm is there, at the size and place of the paper."""
    recorder = Recorder()
    pen = Pen(io.BytesIO(), title="Test", recorder=recorder)
    pen.page(paper_named("a4").portrait)
    assert pen.text(10, 20, "Here", Style("regular", 12)) == pytest.approx(
        pen.width_of("Here", Style("regular", 12))
    )
    pen.page(PAPERS["A3"], (210, 148.5))
    pen.text(10, 20, "There", Style("regular", 12))
    pen.finish()
    one, other = recorder.runs
    assert (one.x, one.y) == pytest.approx((10 * MM, 277 * MM))
    assert (other.x, other.y, other.size) == pytest.approx((20 * MM, 257 * MM, 24))


def test_every_shape_leaves_ink() -> None:
    """Arrow, tick box, disc, polygon, icon, bullets: each is seen on the page, an unknown icon is not."""
    shapes = [
        lambda pen: pen.arrow(20, 20, 60, 40),
        lambda pen: pen.tick_box(20, 20),
        lambda pen: pen.disc(30, 30, 5),
        lambda pen: pen.polygon([(20, 20), (40, 20), (30, 40)], fill="#000000"),
        lambda pen: pen.icon("star", 20, 20, 10),
        *(lambda pen, level=level: pen.bullet(level, 30, 30, 24) for level in (0, 1, 2)),
    ]
    blank = drawn(lambda pen: pen.icon("no such icon", 20, 20, 10))
    assert set(blank.tobytes()) == {255}
    for shape in shapes:
        assert min(drawn(shape).tobytes()) < 130
    assert set(drawn(lambda pen: pen.arrow(20, 20, 20, 20)).tobytes()) == {255}


def drawn(shape) -> Image.Image:  # type: ignore[no-untyped-def]
    target = io.BytesIO()
    pen = Pen(target, title="Shapes")
    pen.page(PAPERS["A4"])
    shape(pen)
    pen.finish()
    document = pypdfium2.PdfDocument(target.getvalue())
    image = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    return image


def test_links_lead_to_their_bookmark() -> None:
    """A line of a list of contents can be followed, also to a page that comes later."""
    target = io.BytesIO()
    pen = Pen(target, title="Links")
    pen.page(PAPERS["A4"])
    pen.link(20, 20, 50, 5, "second")
    pen.page(PAPERS["A4"])
    assert pen.bookmark("Second", 0, 30, key="second") == "second"
    pen.finish()
    reader = pypdf.PdfReader(io.BytesIO(target.getvalue()))
    annotation = reader.pages[0]["/Annots"][0].get_object()
    assert annotation["/Subtype"] == "/Link"
    assert annotation["/Dest"][0].get_object() == reader.pages[1].get_object()
    assert float(annotation["/Dest"][3]) == pytest.approx(180 * MM, abs=0.01)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#RRGGBB" (WCAG 2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["#FFFFFF", paper.TINT])
@pytest.mark.parametrize("colour", [paper.INK, paper.MUTED, paper.FAINT, paper.HOUSE])
def test_every_colour_of_text_can_be_read_on_its_ground(colour: str, ground: str) -> None:
    """At least 4.5 to 1, also on the tinted line at the foot of a full box."""
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
