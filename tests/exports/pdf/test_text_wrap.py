"""Wrapping keeps every character, stays inside the measure and breaks where people would."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.clean import clean
from exports.pdf.text.wrap import Lines

BODY = Style("regular", 10)
WORDS = (
    "deploy Größe release-notes https://a.example/b/c שלום مرحبا (v2) 12.5% हिन्दी ที่นี่มีอะไรดี "
    "部署很慢，但 한국어 🚀👩‍💻 \u0301 \u2067 \u2069 \n  "
)
MIXED = st.lists(st.sampled_from(WORDS.split(" ")), max_size=20).map(" ".join)
ANY_TEXT = st.one_of(MIXED, st.text(max_size=40))


def joined(lines: Lines) -> str:
    """The wrapped text put together again."""
    text = "".join(line.source + ("\n" if line.ends_paragraph else "") for line in lines)
    return text.removesuffix("\n")


def texts(lines: Lines) -> list[str]:
    return [line.text for line in lines]


@given(ANY_TEXT, st.floats(0.0, 300.0), st.booleans())
def test_no_text_is_lost(text: str, width: float, balanced: bool) -> None:
    """The lines put together are the cleaned text, and only spaces vanish at their ends."""
    lines = TextBook().wrap(text, BODY, width, balanced=balanced)
    assert joined(lines) == clean(text)
    for line in lines:
        assert line.source.rstrip(" ") == line.text.rstrip(" ")
        assert "".join(piece.text for piece in line.pieces).strip(" ") == line.text.strip(" ")


@given(ANY_TEXT, st.floats(0.0, 300.0), st.booleans())
def test_no_line_is_wider_than_the_measure(text: str, width: float, balanced: bool) -> None:
    """Only a single grapheme that does not fit by itself may stick out."""
    for line in TextBook().wrap(text, BODY, width, balanced=balanced):
        if line.width * BODY.size > width + 1e-3:
            assert len(regex.findall(r"\X", line.text.strip(" "))) <= 1


@given(ANY_TEXT, st.floats(0.0, 300.0))
def test_counting_agrees_with_wrapping(text: str, width: float) -> None:
    """The size search counts lines; the page must then have as many, balanced or not."""
    book = TextBook()
    count = book.count_lines(text, BODY, width)
    assert len(book.wrap(text, BODY, width)) == count
    assert len(book.wrap(text, BODY, width, balanced=True)) == count


@given(ANY_TEXT)
def test_widths_grow_with_the_size(text: str) -> None:
    """Wrapping at twice the size and width gives the same lines."""
    book = TextBook()
    double = Style(BODY.weight, BODY.size * 2)
    assert book.measure(text, double) == pytest.approx(2 * book.measure(text, BODY))
    assert texts(book.wrap(text, double, 200)) == texts(book.wrap(text, BODY, 100))


def test_spaces_and_hard_line_ends() -> None:
    """Words break at spaces; blank lines and spaces inside a line stay."""
    lines = TextBook().wrap("one two\n\nthree  four", BODY, 500)
    assert texts(lines) == ["one two", "", "three  four"]


def test_empty_text_is_one_empty_line() -> None:
    """A page can draw what came back without asking whether there is anything."""
    lines = TextBook().wrap("", BODY, 100)
    assert texts(lines) == [""]
    assert lines.width == 0


def test_long_words_break_between_graphemes() -> None:
    """A word wider than the line is cut, and never inside what people see as one character."""
    text = "👩‍💻" * 30 + "q̃" * 30
    cut = [line.text for line in TextBook().wrap(text, BODY, 40)]
    assert len(cut) > 5
    assert [g for line in cut for g in regex.findall(r"\X", line)] == regex.findall(r"\X", text)


def test_words_move_to_the_next_line_whole_if_they_fit_there() -> None:
    """A word is cut only if it is wider than a whole line."""
    book = TextBook()
    word = "pneumonia"
    width = book.measure(word, BODY) + 1
    assert texts(book.wrap(f"a {word} {word}", BODY, width)) == ["a", word, word]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("self-service", ["self-", "service"]),
        ("https://example.com/deep/path", ["https://example.com/", "deep/", "path"]),
        ("10-12", ["10-12"]),
        ("10\u00a0km", ["10\u00a0km"]),
        ("ab\u200bcd", ["ab\u200b", "cd"]),
        ("กำลังใจและ", ["กำลัง", "ใจ", "และ"]),
        ("部署，很慢", ["部", "署，", "很", "慢"]),
        ("「部署」。", ["「部", "署」。"]),
        ("ラーメン", ["ラー", "メ", "ン"]),
        ("CI部署", ["CI", "部", "署"]),
    ],
)
def test_where_a_word_may_end(text: str, allowed: list[str]) -> None:
    """After hyphens and strokes, between ideographs but not before closing marks, before Thai leading vowels."""
    book = TextBook()
    widest = max(book.measure(part, BODY) for part in allowed)
    got = texts(book.wrap(text, BODY, widest + 0.01))
    starts = {len("".join(allowed[:place])) for place in range(len(allowed) + 1)}
    ends = [len("".join(got[: place + 1])) for place in range(len(got))]
    assert set(ends) <= starts
    assert "".join(got) == text


def test_a_lone_last_word_gets_company() -> None:
    """The last line of a paragraph is not left with one word if the line above can spare one."""
    book = TextBook()
    text = "we keep the rota as it is now"
    width = book.measure("we keep the rota as it is", BODY) + 1
    assert texts(book.wrap(text, BODY, width)) == ["we keep the rota as it", "is now"]


def test_balanced_lines_are_as_narrow_as_their_number_allows() -> None:
    """Headings and cards get lines of even length without getting more of them."""
    book = TextBook()
    text = "How long does a small change take until people can use it"
    width = book.measure(text, BODY) * 0.8
    plain, balanced = book.wrap(text, BODY, width), book.wrap(text, BODY, width, balanced=True)
    assert len(plain) == len(balanced) == 2
    assert balanced.width < plain.width
    assert min(line.width for line in balanced) > 0.75 * balanced.width


def test_directions_are_those_of_the_whole_paragraph() -> None:
    """A second line that begins with Latin words still belongs to a right-to-left paragraph."""
    book = TextBook()
    text = "שלום Deploy the release (v2) עולם"
    lines = book.wrap(text, BODY, book.measure("שלום Deploy the", BODY) + 1)
    assert len(lines) > 1
    assert all(line.right_to_left for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "W" * 200_000,
        "Deploy the release " * 5_500,
        "م" * 50_000,
        "部" * 50_000,
        "a" + "\u0301\u0316" * 10_000,
        "👩" + "\u200d👩" * 10_000,
        " " * 100_000,
        "\u2067" * 20_000 + "א",
        "א" + "(" * 20_000 + ")" * 20_000,
    ],
    ids=["word", "text", "arabic", "han", "accents", "joined", "spaces", "isolates", "brackets"],
)
def test_extreme_texts_pass(text: str) -> None:
    """Very long words and texts are laid out whole; the suite's time limit guards against anything quadratic."""
    lines = TextBook().wrap(text, BODY, 300)
    assert joined(lines) == clean(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_one_line_holds_the_whole_text(end: str) -> None:
    """What is drawn as one line loses nothing behind a line end of whatever kind."""
    assert TextBook().line(f"one{end}two", BODY).text == "one two"
