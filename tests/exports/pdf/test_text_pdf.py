"""Text drawn into a PDF can be read back, searched and printed anywhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pypdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from exports.pdf.text import fonts, machine_fonts, pieces
from exports.pdf.text.book import Style, TextBook, new_canvas
from exports.pdf.text.record import Recorder

BODY = Style("regular", 12, "#1B2126")
LINES = [
    "Zoë Łukasz Ωμέγα ἀρχή Жуков",
    "李雷 中文 日本語 한국어",
    "हिन्दी में क्या अच्छा था",
    "ที่นี่มีอะไรดีขึ้นบ้าง กำลังใจ",
    "שלום עולם",
    "שָׁלוֹם עוֹלָם",
    "مرحبا بالعالم",
    "مَرْحَبًا بِالعَالَمِ",
    "✓ → 🚀 👩‍💻 🇫🇷 1️⃣ ☑ ★ … “quoted” 5 €",
    "Café Việt Nam AVATAR To -> (x) \\ % ~",
    "Zoë ạ́b q̃",
]


def drawn(
    draw: Callable[[TextBook, Any], object], recorder: Recorder | None = None
) -> tuple[bytes, TextBook]:
    """A file of one page that `draw` filled, and the book it was drawn with."""
    target = io.BytesIO()
    book = TextBook(recorder)
    canvas = new_canvas(target, (500, 400), title="Notes", author="The team")
    draw(book, canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue(), book


def lines_down_the_page(lines: list[str], style: Style = BODY) -> Callable[[TextBook, Any], object]:
    def draw(book: TextBook, canvas: Any) -> None:
        for place, text in enumerate(lines):
            book.draw_text(canvas, 20, 370 - 24 * place, text, style)

    return draw


def read_back(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        # Readers may give the marks of one letter back in another, equivalent order.
        return normalize("NFC", document[0].get_textpage().get_text_bounded()).splitlines()
    finally:
        document.close()


def ink(content: bytes, scale: float = 2) -> bytes:
    """The page as grey pixels, row by row from the top."""
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].render(scale=scale, grayscale=True).to_pil().tobytes()
    finally:
        document.close()


@pytest.mark.parametrize("line", LINES)
def test_each_script_reads_back_as_it_was_typed(line: str) -> None:
    """Search, copy and screen readers get the words in order, with their marks, joiners and selectors."""
    content, book = drawn(lines_down_the_page([line]))
    assert read_back(content) == [line]
    assert book.missing == []


def test_mixed_directions_keep_every_word() -> None:
    """In lines of both directions each word is found again, though readers may turn a bracket round."""
    line = "Deploy (نشر) at 14:32 — שלום OK 12.5"
    content, _ = drawn(lines_down_the_page([line]))
    found = read_back(content)[0]
    for word in ("Deploy", "نشر", "14:32", "שלום", "OK", "12.5"):
        assert word in found


def font_dictionaries(content: bytes) -> list[dict[str, Any]]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [
        value.get_object()
        for page in reader.pages
        for value in page["/Resources"]["/Font"].values()  # type: ignore[index, union-attr]
    ]


def test_every_font_is_embedded_as_a_subset_with_a_unicode_table() -> None:
    """The file prints the same anywhere and its text can be copied; no Helvetica, no Type 3."""
    content, _ = drawn(lines_down_the_page(LINES))
    found = font_dictionaries(content)
    names = [str(font["/BaseFont"]) for font in found]
    assert len(set(names)) == len(names) > 5
    for font, name in zip(found, names, strict=True):
        assert font["/Subtype"] == "/TrueType"
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert name[7] == "+"
    assert b"Helvetica" not in content


def test_a_page_without_text_names_no_font() -> None:
    """An empty page does not bring a font that is not embedded."""
    content, _ = drawn(lambda book, canvas: canvas.rect(10, 10, 50, 50))
    assert b"Helvetica" not in content
    assert b"/Subtype /Type1" not in content


def test_more_characters_than_one_font_holds() -> None:
    """Fonts of the file hold 256 codes each; text with more goes on in another and reads back whole."""
    text = "".join(chr(0x4E00 + number) for number in range(600))

    def draw(book: TextBook, canvas: Any) -> None:
        for place, line in enumerate(book.wrap(text, BODY, 460)):
            book.draw_line(canvas, 20, 380 - 14 * place, line, BODY)

    content, _ = drawn(draw)
    assert "".join(read_back(content)) == text


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_text_gives_same_bytes(tmp_path: Path, seed: str) -> None:
    """Whatever the process, its hash seed or its language, the file of the same text is the same."""
    content, _ = drawn(lines_down_the_page(LINES))
    assert drawn(lines_down_the_page(LINES))[0] == content
    program = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from test_text_pdf import LINES, drawn, lines_down_the_page\n"
        "sys.stdout.buffer.write(drawn(lines_down_the_page(LINES))[0])\n"
    )
    here = Path(__file__).parent
    other = subprocess.run(
        [sys.executable, "-c", program, str(here), str(here.parents[2])],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "LANG": "tr_TR.UTF-8"},
    ).stdout
    assert other == content


def test_what_no_font_has_is_named_and_shown_as_a_box() -> None:
    """Nothing vanishes: a character without a font stands as a box, is named, and can still be copied."""
    content, book = drawn(lines_down_the_page(["a \u10d0\U000f0000 b \u10d0"]))
    assert [(missing.character, missing.name) for missing in book.missing] == [
        ("\u10d0", "GEORGIAN LETTER AN"),
        ("\U000f0000", "U+F0000"),
    ]
    assert read_back(content) == ["a \u10d0\U000f0000 b \u10d0"]
    without, _ = drawn(lines_down_the_page(["a b "]))
    assert ink(content).count(b"\xff") < ink(without).count(b"\xff")


def test_invisible_characters_are_not_missing() -> None:
    """Joiners, selectors and marks of direction need no glyph and leave no box."""
    _, book = drawn(lines_down_the_page(["a\u200db\u200e c\u2067\u2069\ufe0f \u00ad"]))
    assert book.missing == []


def test_ligatures_arrows_and_hyphens_stay_as_typed() -> None:
    """Notes are shown as written: two typed characters do not become one arrow."""
    book = TextBook()
    arrow = book.measure("->", BODY)
    assert arrow == pytest.approx(book.measure("-", BODY) + book.measure(">", BODY), abs=1.0)
    assert len(book.line("->", BODY).pieces[0].shaped.glyphs) == 2


def test_emoji_come_as_pictures_only_when_asked_for() -> None:
    """A heart with the text selector is a letter-like symbol, with the picture selector an emoji."""
    faces = {
        selector: TextBook().line(f"\u2764{selector}", BODY).pieces[0].face
        for selector in ("\ufe0e", "\ufe0f")
    }
    assert faces["\ufe0f"] is not None
    assert faces["\ufe0f"].role == "emoji"
    assert faces["\ufe0e"] is not None
    assert faces["\ufe0e"].role != "emoji"


def test_one_word_keeps_one_font() -> None:
    """A word with one letter the text family lacks is not patched together letter by letter."""
    found = TextBook().line("ἀρχή", BODY).pieces
    assert [piece.text for piece in found] == ["ἀρχή"]


def test_weights_differ_and_fall_back_to_the_nearest() -> None:
    """Bold is wider than regular, and Hebrew takes its bold for semibold headings."""
    book = TextBook()
    assert book.measure("weight", Style("bold", 12)) > book.measure("weight", Style("regular", 12))
    face = book.line("שלום", Style("semibold", 12)).pieces[0].face
    assert face is not None
    assert face.weight == 700


def test_figures_of_a_column_share_one_width() -> None:
    """Figures under each other line up if the style asks for it; running text keeps its own, narrower ones."""
    book = TextBook()
    column = Style("regular", 12, tabular=True)
    assert book.measure("1.11", column) == pytest.approx(book.measure("8.04", column))
    assert book.measure("1.11", BODY) < book.measure("1.11", column)
    content, _ = drawn(lines_down_the_page(["1.11 8.04 −12"], column))
    assert read_back(content) == ["1.11 8.04 −12"]


def test_alignment() -> None:
    """Lines start, stand in the middle or end where they are asked to; right-to-left paragraphs start right."""
    recorder = Recorder()

    def draw(book: TextBook, canvas: Any) -> None:
        latin, hebrew = book.line("abc", BODY), book.line("שלום", BODY)
        for line, align, width in (
            (latin, "start", 100),
            (hebrew, "start", 100),
            (latin, "right", 100),
            (latin, "centre", 100),
            (latin, "right", None),
            (hebrew, "start", None),
        ):
            book.draw_line(canvas, 50, 100, line, BODY, align=align, width=width)

    drawn(draw, recorder)
    left, hebrew, right, centre, ends, plain = recorder.runs
    assert left.x == 50
    assert hebrew.x + hebrew.width == pytest.approx(150)
    assert right.x + right.width == pytest.approx(150)
    assert centre.x + centre.width / 2 == pytest.approx(100)
    assert ends.x + ends.width == pytest.approx(50)
    assert plain.x == 50


def test_runs_are_recorded_where_they_stand_on_the_page() -> None:
    """The record follows scale, shift and rotation of the page, and says whose text it is."""
    recorder = Recorder()

    def draw(book: TextBook, canvas: Any) -> None:
        recorder.owner = "box:vision"
        canvas.translate(10, 20)
        canvas.scale(2, 2)
        width = book.draw_text(canvas, 5, 5, "up", BODY)
        canvas.rotate(90)
        book.draw_text(canvas, 0, 0, "side", Style("bold", 9, "#FF0000"))
        assert recorder.runs[0].width == pytest.approx(2 * width)

    drawn(draw, recorder)
    up, side = recorder.runs
    assert (up.page, up.x, up.y, up.size, up.angle, up.text, up.owner) == (
        1,
        20,
        30,
        24,
        0,
        "up",
        "box:vision",
    )
    assert (side.size, side.text, side.weight, side.colour) == (18, "side", "bold", "#FF0000")
    assert side.angle == pytest.approx(90)


def test_recorded_width_is_the_width_of_the_ink() -> None:
    """What was measured is what is drawn, so boxes fitted to the measure hold their text."""
    book_width = TextBook().measure("HHHHHHHHHH", Style("regular", 40))
    content, _ = drawn(
        lambda book, canvas: [book.draw_text(canvas, 20, 200, "HHHHHHHHHH", Style("regular", 40))]
    )
    pixels = ink(content, 1)
    columns = [x for x in range(500) if any(pixels[y * 500 + x] < 128 for y in range(400))]
    assert columns[-1] - columns[0] == pytest.approx(book_width, abs=12)


def test_a_book_belongs_to_one_document() -> None:
    """Fonts of one file must not be named in another."""
    book = TextBook()
    first, second = (new_canvas(io.BytesIO(), (100, 100)) for _ in range(2))
    book.draw_text(first, 0, 0, "a", BODY)
    with pytest.raises(ValueError, match="one document"):
        book.draw_text(second, 0, 0, "a", BODY)


def test_the_file_says_what_it_is() -> None:
    """Title, author, language and maker are set, and the reader's window shows the title."""
    content, _ = drawn(lines_down_the_page(["x"]))
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Notes", "The team")
    assert reader.metadata.creator == "Facilitator"
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]


@pytest.fixture
def cff_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A font of this machine with PostScript outlines and one rare Han character the bundled fonts lack."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    for corner in ((900, 0), (900, 800), (100, 800)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "rare"])
    builder.setupCharacterMap({0x20000: "rare"})
    builder.setupCFF("Test-Regular", {}, {".notdef": square, "rare": square}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 100), "rare": (1000, 100)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular", "psName": "Test-Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path / "test.otf"
    builder.save(path)

    def forget() -> None:
        for cached in (
            fonts._machine_faces,
            fonts.face_for_grapheme,
            pieces._level_pieces,
            pieces._lay_out_again,
        ):
            cached.cache_clear()

    monkeypatch.setattr(machine_fonts, "candidates", lambda: ((path, 0),))
    forget()
    yield path
    forget()


@pytest.mark.usefixtures("cff_font")
def test_machine_fonts_with_postscript_outlines_are_drawn_as_shapes() -> None:
    """A Chinese name is drawn from whatever font the machine has, and reads back."""
    content, book = drawn(lines_down_the_page(["abc \U00020000\U00020000", "\U00020000"]))
    assert book.missing == []
    assert read_back(content) == ["abc \U00020000\U00020000", "\U00020000"]
    assert all(font["/Subtype"] == "/TrueType" for font in font_dictionaries(content))
    assert sum(pixel < 64 for pixel in ink(content)) > 500


def test_damaged_and_forbidden_machine_fonts_are_passed_over(
    cff_font: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font file that is no font, or that its maker forbids to embed, is not used."""
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(b"no font")
    assert fonts.Face(cff_font, 0, "Test", 400, "machine").may_be_embedded
    content = bytearray(cff_font.read_bytes())
    table = next(start for start in range(12, 300, 16) if content[start : start + 4] == b"OS/2")
    offset = int.from_bytes(content[table + 8 : table + 12], "big")
    content[offset + 8 : offset + 10] = b"\x00\x02"
    restricted = tmp_path / "restricted.otf"
    restricted.write_bytes(content)
    monkeypatch.setattr(machine_fonts, "candidates", lambda: ((damaged, 0), (restricted, 0)))
    _, book = drawn(lines_down_the_page(["\U00020000"]))
    assert [missing.character for missing in book.missing] == ["\U00020000"]
