"""The force field as SVG, as a table and in Markdown: figures as on paper, text of people as data."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from exports.csv_forces import COLUMNS, forces_csv
from exports.formats import export
from exports.markdown import markdown_text
from exports.pdf.forces.page import force_picture
from exports.pdf.picture import Picture, Words
from exports.svg_file import svg_text
from tests.exports.pdf.force_material import HOME, HOSTILE, NOW, WANTED, held, many, source_of

SVG = "{http://www.w3.org/2000/svg}"
UNIT = 96 / 25.4


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def bare(text: str | None) -> str:
    """Return a text of the drawing without the marks that give its direction."""
    return (text or "").removeprefix("\u2067").removesuffix("\u2069")


# SVG


@pytest.mark.parametrize("given", [None, HOSTILE, many(40)], ids=["usual", "hostile", "many"])
def test_the_drawing_is_well_formed_and_has_every_word(given: object) -> None:
    """Each line of text is one element that holds just this text, whatever it looks like."""
    session = held() if given is None else held(given, given)  # type: ignore[arg-type]
    picture = force_picture(source_of(session))
    root = ElementTree.fromstring(svg_text(picture))
    words = [shape for shape in picture.shapes if isinstance(shape, Words)]
    elements = root.findall(f"{SVG}text")
    assert [bare(each.text) for each in elements] == [each.line.text for each in words]
    for element, each in zip(elements, words, strict=True):
        assert float(element.get("x", "")) == pytest.approx(each.x * UNIT, abs=0.01)
        assert float(element.get("y", "")) == pytest.approx(each.baseline * UNIT, abs=0.01)
        assert float(element.get("font-size", "")) == pytest.approx(each.style.size * 96 / 72, abs=0.01)
        assert list(element) == []
    assert root.get("width") == "297mm"
    assert float(root.get("viewBox", "").split()[2]) == pytest.approx(297 * UNIT, abs=0.01)
    known = {"title", "desc", "rect", "text", "path", "circle"}
    assert {each.tag.removeprefix(SVG) for each in root} <= known


def test_the_drawing_says_what_it_shows_to_those_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(svg_text(force_picture(source_of(held()))))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Force field: Reliability Guild"
    assert root.findtext(f"{SVG}desc") == f"{NOW} → {WANTED}"


def test_the_drawing_grows_with_its_forces() -> None:
    """It has no paper to keep to: labels stay readable, and nothing stands below its edge."""
    small, large = (force_picture(source_of(held(many(count), many(count)))) for count in (4, 60))
    assert small.width == large.width
    assert large.height > 300 > small.height
    for picture in (small, large):
        words = [shape for shape in picture.shapes if isinstance(shape, Words)]
        assert all(each.baseline < picture.height for each in words)
        assert min(each.style.size for each in words) >= 7.5


def test_right_to_left_text_keeps_its_place_and_its_direction() -> None:
    """The direction is inside the text, so that its place means the same end in every program."""
    title = "الخوف (v2)"
    picture = force_picture(source_of(held([(title, (1,))], [(title, (1,))])))
    root = ElementTree.fromstring(svg_text(picture))
    found = [each for each in root.findall(f"{SVG}text") if title in (each.text or "")]
    assert [each.text for each in found] == [f"\u2067{title}\u2069"] * 2
    assert [each.get("text-anchor") for each in found] == ["end", None]


def test_control_characters_do_not_spoil_the_file() -> None:
    """XML cannot hold them, so they are left out."""
    picture = Picture(10, 10, (), "a\x00b\ufffe", "c\x1b]d")
    root = ElementTree.fromstring(svg_text(picture))
    assert root.findtext(f"{SVG}title") == "ab"


# CSV


def test_the_table_has_the_figures_of_every_force() -> None:
    """Worked by hand: 2, 4, 4, 5 has the median 4, goes from 2 to 5, and is expected at 2."""
    rows = table(forces_csv(source_of(held())))
    assert len(rows) == 8
    assert [each["side"] for each in rows] == ["driving"] * 4 + ["restraining"] * 4
    row = next(each for each in rows if each["force"] == "Teams compare incident counts")
    # Changeability was scored 2, 3, 4, 5, so its median is 3.5.
    shown = {name: row[name] for name in COLUMNS if name != "id"}
    assert shown == {
        "side": "restraining",
        "force": "Teams compare incident counts",
        "median": "4",
        "lowest": "2",
        "highest": "5",
        "voters": "4",
        "changeability": "3.5",
        "priority": "14",
        "expected": "2",
        "differs": "yes",
        "then": "",
    }


def test_a_force_that_looks_like_a_formula_is_text() -> None:
    """A spreadsheet would calculate it; an apostrophe stands in front."""
    rows = table(forces_csv(source_of(held([("=1+1", (2,))], [("  @SUM(A1)", (2,)), ("-3", (1,))]))))
    assert [each["force"] for each in rows] == ["'=1+1", "'@SUM(A1)", "'-3"]


def test_what_the_room_has_not_seen_is_empty() -> None:
    """Covered scores are in no cell."""
    session = held()
    session.scores.cover(HOME, "strength")
    for row in table(forces_csv(source_of(session))):
        assert [row[name] for name in ("median", "lowest", "highest", "voters", "priority", "differs")] == [
            ""
        ] * 6
        assert row["changeability"] == "3.5"


# Markdown


def test_markdown_has_both_sides_the_plan_and_the_protocol() -> None:
    text = markdown_text(source_of(held()))
    assert "| Teams compare incident counts | 4 to 2 | 2 to 5, differs | 4 | 3.5 | 14 |" in text
    assert f"- **Wanted:** {WANTED}" in text
    assert "- Engineers want calmer nights – Channels are scattered" in text
    assert "| weaken | No time kept free for members | 5 to 3 | Mira | 30 April 2026 |" in text
    assert "Balance 0 today, +7 after the plan." in text


def test_markdown_shows_markup_as_letters() -> None:
    text = markdown_text(source_of(held([("<b>a</b> | b", (1,))], [("[x](http://y)", (2,))])))
    assert "| &lt;b&gt;a&lt;/b&gt; \\| b |" in text
    assert "[x](" not in text


# Pictures


def test_the_picture_has_every_page(tmp_path: Path) -> None:
    """Two hundred forces take several pages, one below the other."""
    from PIL import Image

    export(source_of(held()), "png", tmp_path / "a.png")
    export(source_of(held(many(60), many(60))), "png", tmp_path / "b.png")
    with Image.open(tmp_path / "a.png") as one, Image.open(tmp_path / "b.png") as more:
        assert one.width == more.width
        assert more.height >= 2 * one.height
        assert more.height % one.height == 0
