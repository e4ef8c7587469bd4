"""Lines of text: broken, cut with an ellipsis, balanced, never lost without saying so."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from ui import fonts
from ui.widgets.text_block import lay_out

SENTENCE = "We learn from each incident once, together, and write it down"


def test_text_that_fits_is_complete(qapp: Any) -> None:
    """Short text needs one line and no ellipsis."""
    block = lay_out("Hello", fonts.font("body"), 400, 20, max_lines=2)
    assert (block.lines, block.height, block.complete) == (1, 20, True)


def test_text_that_does_not_fit_ends_in_an_ellipsis(qapp: Any) -> None:
    """What is cut says so, both to the eye and to the program."""
    block = lay_out(SENTENCE, fonts.font("body"), 120, 20, max_lines=2)
    assert block.lines == 2
    assert not block.complete
    assert block.layout.text().endswith("…")
    assert block.width <= 121


@pytest.mark.parametrize("text", ["😀" * 40, "a" * 400, "שלום לכולם " * 20, "e\u0301" * 200])
def test_any_script_and_any_long_word_is_broken(qapp: Any, text: str) -> None:
    """Words without spaces, letters outside the first plane and right-to-left text stay inside the width."""
    block = lay_out(text, fonts.font("body"), 100, 20, max_lines=3)
    assert block.lines == 3
    assert not block.complete
    assert block.width <= 101


def test_newlines_begin_lines(qapp: Any) -> None:
    """A line break somebody typed stays one, whatever system it comes from."""
    assert lay_out("one\ntwo\r\nthree", fonts.font("body"), 400, 20).lines == 3


def test_a_cut_at_a_typed_line_break_shows(qapp: Any) -> None:
    """Text below the last line that fits is not silently gone."""
    block = lay_out("one\ntwo\nthree", fonts.font("body"), 400, 20, max_lines=2)
    assert not block.complete
    assert block.layout.text().endswith("two…")


def test_very_long_text_is_cut_early(qapp: Any) -> None:
    """A note of 100,000 characters lays out only what can be seen."""
    block = lay_out("word " * 20_000, fonts.font("body"), 200, 20, max_lines=3)
    assert not block.complete
    assert len(block.layout.text()) < 4_000


def test_first_line_leaves_room(qapp: Any) -> None:
    """The shape of a note has its place at the end of the first line."""
    plain = lay_out(SENTENCE, fonts.font("body"), 200, 20)
    narrow = lay_out(SENTENCE, fonts.font("body"), 200, 20, first_line_less=60)
    assert narrow.layout.lineAt(0).naturalTextWidth() <= 140
    assert plain.layout.lineAt(0).naturalTextWidth() > 140


def test_balanced_lines_are_more_even(qapp: Any) -> None:
    """A title breaks into lines of similar length, in as many lines as before."""
    font = fonts.font("title")

    def uneven(balanced: bool) -> tuple[int, float]:
        block = lay_out("Everybody writes alone and in silence now", font, 480, 34, balanced=balanced)
        widths = [block.layout.lineAt(index).naturalTextWidth() for index in range(block.lines)]
        return block.lines, max(widths) - min(widths)

    (lines_before, before), (lines_after, after) = uneven(False), uneven(True)
    assert lines_before == lines_after == 2
    assert after < before


def test_balancing_never_breaks_a_word_that_has_room(qapp: Any) -> None:
    """At no width: lines are evened out between words only."""
    font = fonts.projector_font(0.096, 768)
    text = "What became of it?"
    for width in range(300, 900, 12):
        block = lay_out(text, font, width, 88, balanced=True)
        lines = [block.layout.lineAt(number) for number in range(block.layout.lineCount())]
        words = " ".join(
            text[each.textStart() : each.textStart() + each.textLength()].strip() for each in lines
        )
        assert words == text, width


def test_empty_text(qapp: Any) -> None:
    """No text is no trouble."""
    block = lay_out("", fonts.font("body"), 100, 20, max_lines=1)
    assert block.complete
    assert block.width == 0


@pytest.mark.parametrize(
    ("text", "from_the_right"), [("שלום", True), ("(123) مرحبا", True), ("Hello שלום", False)]
)
def test_text_begins_at_its_own_side(qapp: Any, text: str, from_the_right: bool) -> None:
    """Hebrew and Arabic begin at the right edge, everything else at the left one."""
    line = lay_out(text, fonts.font("body"), 300, 20).layout.lineAt(0)
    left = line.naturalTextRect().left()
    assert (left > 100) is from_the_right


def test_lately_laid_out_text_is_remembered(qapp: Any) -> None:
    """Painting the same note again does not shape its letters again; another width does."""
    first = lay_out("Remember me", fonts.font("body"), 300, 20)
    assert lay_out("Remember me", fonts.font("body"), 300, 20) is first
    assert lay_out("Remember me", fonts.font("body"), 200, 20) is not first


@pytest.mark.parametrize(
    "text",
    [
        "Everybody who carries a pager meets to say how nights could become quiet again",
        "office waffle official, a coffee afloat",
        "\U0001f642\U0001f469\u200d\U0001f469\u200d\U0001f467 a family and \U0001f44d\U0001f3fd\U0001f44d\U0001f3fd",
        "e\u0301e\u0301e\u0301e\u0301 with marks e\u0301e\u0301e\u0301",
        "नमस्ते दुनिया यह लंबा पाठ है",
        "ไทยแลนด์ข้อความยาวมาก",
        "abc שלום עולם של אנשים def ghi",
    ],
)
def test_a_line_is_cut_where_qt_would_cut_it(qapp: Any, text: str) -> None:
    """The same letters stay as with Qt's own ellipsis, none of them torn apart, in scripts of both directions."""
    font = fonts.font("body")
    metrics = QFontMetricsF(font)
    cuts = 0
    for width in range(30, 260, 9):
        block = lay_out(text, font, float(width), 20, max_lines=1)
        if not block.complete:
            shown = metrics.elidedText(text + "…", Qt.TextElideMode.ElideRight, width)
            assert block.layout.text() == shown
            cuts += 1
    assert cuts > 5
