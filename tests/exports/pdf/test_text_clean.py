"""Cleaning makes text safe to lay out without changing what it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.pdf.text.clean import clean

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a    b"),
        ("a\u2009b\u3000c", "a b c"),
        ("bell\x07 null\x00 esc\x1b", "bell null esc"),
        ("half \ud83d emoji", "half  emoji"),
        ("turned \u202eround\u202c", "turned round"),
        ("\ufeffmark", "mark"),
        ("e\u0301", "é"),
        ("\ufb01sh \ufb03", "fish ffi"),
        ("10\u00a0km", "10\u00a0km"),
        ("שלום\u200f (a)", "שלום\u200f (a)"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_what_becomes_of_it(typed: str, cleaned: str) -> None:
    """Line ends, tabs, odd spaces, controls, lone surrogates, overrides and ligatures; joiners and marks stay."""
    assert clean(typed) == cleaned


@given(ANY_TEXT)
def test_cleaned_text_can_be_written_and_stays_clean(text: str) -> None:
    """Whatever comes in, the result is valid UTF-8 in NFC without controls, and cleaning again changes nothing."""
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(character) == "Cc" for character in cleaned.replace("\n", ""))
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=60))
def test_no_visible_character_is_dropped(text: str) -> None:
    """Letters, figures, marks of punctuation and symbols all survive, if perhaps in another form."""
    assert unicodedata.normalize("NFKC", clean(text)) == unicodedata.normalize("NFKC", text)
