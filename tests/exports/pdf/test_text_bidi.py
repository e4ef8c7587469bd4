"""Mixed left-to-right and right-to-left text in the order of UAX #9.

Right-to-left letters are written as capitals, as in the report itself: A to M stand for Hebrew letters, N to Z for
Arabic ones, figures are European, and * # $ ^ stand for the marks LRI, RLI, FSI and PDI.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.pdf.text import bidi

HEBREW = dict(zip("ABCDEFGHIJKLM", "אבגדהוזחטיכלמ", strict=True))
ARABIC = dict(zip("NOPQRSTUVWXYZ", "ابتثجحخدذرزسش", strict=True))
MARKS = {"*": "\u2066", "#": "\u2067", "$": "\u2068", "^": "\u2069"}
TO_REAL = str.maketrans(HEBREW | ARABIC | MARKS)
TO_PLAIN = str.maketrans({real: plain for plain, real in (HEBREW | ARABIC | MARKS).items()})


def shown(text: str, base: int | None = None) -> str:
    """The text from left to right as it is drawn, without the isolates' marks; brackets are not mirrored here."""
    real = text.translate(TO_REAL)
    _, levels = bidi.paragraph_levels(real, base)
    drawn = "".join(real[place] for place in bidi.visual_order(levels)).translate(TO_PLAIN)
    return drawn.translate({ord(mark): None for mark in MARKS})


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("car means CAR.", "car means RAC."),
        ("CAR means car.", ".means car RAC"),
        ("he said CAR 123 DAB ok", "he said BAD 123 RAC ok"),
        ("ABC 12.5 DEF", "FED 12.5 CBA"),
        ("ABC -12", "12- CBA"),
        ("ABC 12-14 DEF", "FED 12-14 CBA"),
        ("NOP 12-14 QRS", "SRQ 14-12 PON"),
        ("NOP 12,5 QRS", "SRQ 12,5 PON"),
        ("a NOP 12 b", "a 12 PON b"),
        ("ABC 20% DEF", "FED 20% CBA"),
        ("a (ABC) b", "a (CBA) b"),
        ("ABC (a) DEF", "FED )a( CBA"),
        ("ABC (DEF) a", "a )FED( CBA"),
        ("a (b ABC) DEF", "a (b CBA) FED"),
        ("ABC (a DEF b) c", "c )b FED a( CBA"),
        ("a [ABC (b] c)", "a [CBA (b] c)"),
        ("ABC, deploy, DEF", "FED ,deploy ,CBA"),
        # A mark has the level of its letter, so it comes before it when the line is turned round.
        ("A\u0301B c", "c B\u0301A"),
    ],
)
def test_order_without_isolates(typed: str, drawn: str) -> None:
    """Rules W1 to W7, N0 (paired brackets), N1, N2, I1, I2 and L2."""
    assert shown(typed) == drawn


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("a #b CD e^ f", "a e DC b f"),
        ("AB *cd EF^ GH", "HG cd FE BA"),
        ("AB $cd EF^ GH", "HG cd FE BA"),
        ("ab $CD ef^ gh", "ab ef DC gh"),
        ("ab #CD^! ef", "ab DC! ef"),
        ("ab #CD! ef", "ab ef !DC"),
        ("#AB^ cd", "BA cd"),
        ("*ab^ CD", "DC ab"),
        ("ab ^ CD ef", "ab  DC ef"),
        ("(#AB^) cd", "(BA) cd"),
        ("a #B *c D e^ F^ g", "a F c D e B g"),
    ],
)
def test_isolates(typed: str, drawn: str) -> None:
    """What stands in an isolate has its own direction and does not touch what stands around it (X5a to X6a)."""
    assert shown(typed) == drawn


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("abc", 0),
        ("שלום", 1),
        ("123 שלום abc", 1),
        ("(a) שלום", 0),
        ("\u2067שלום\u2069 abc", 0),
        ("123!", 0),
        ("", 0),
    ],
)
def test_base_direction_is_that_of_the_first_strong_letter(text: str, base: int) -> None:
    """Rules P2 and P3; letters inside isolates do not count."""
    assert bidi.paragraph_levels(text)[0] == base


def test_a_given_base_direction_wins() -> None:
    """A caller who knows the direction is heard."""
    assert shown("abc ABC", 1) == "CBA abc"


def test_equivalent_brackets_match() -> None:
    """U+2329 and U+3008 look alike and are canonically equivalent, so one closes the other (BD16)."""
    text = "א\u2329a\u3009ב"
    assert bidi.paragraph_levels(text)[1] == [1, 1, 2, 1, 1]


def test_text_without_right_to_left_letters_is_known_as_such() -> None:
    """The common case is not put through the algorithm."""
    assert not bidi.needs_ordering("Größe 12 — 中文 🚀")
    assert bidi.needs_ordering("a ש b")


@given(st.text(st.sampled_from("abAN1-+.,()[] $%\u0301*#$^\u00ad\u200f"), max_size=40))
def test_every_character_is_drawn_once(text: str) -> None:
    """Ordering moves characters about and neither loses nor doubles one; levels stay within the algorithm's bounds."""
    real = text.translate(TO_REAL)
    base, levels = bidi.paragraph_levels(real)
    assert sorted(bidi.visual_order(levels)) == list(range(len(real)))
    assert all(base <= level <= bidi.MAX_DEPTH + 1 for level in levels)


def test_deep_nesting_is_bounded() -> None:
    """Thousands of isolates neither fail nor raise the level beyond the algorithm's depth."""
    _, levels = bidi.paragraph_levels("\u2067" * 5000 + "א" + "\u2069" * 5000)
    assert max(levels) <= bidi.MAX_DEPTH + 1
