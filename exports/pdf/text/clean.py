"""Make people's text safe to lay out without changing what it says."""

from __future__ import annotations

import unicodedata

import regex

_LINE_ENDS = regex.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Breaking spaces of other widths than the usual one; the no-break ones keep their meaning and stay.
_SPACES = regex.compile("[\u1680\u2000-\u200a\u205f\u3000]")
# Controls, lone surrogates, noncharacters, byte order marks, interlinear annotation marks, and the embeddings and
# overrides of bidirectional text, with which one note could turn a whole line round.
_UNSAFE = regex.compile(r"[\p{Cs}\p{Noncharacter_Code_Point}\ufeff\ufff9-\ufffb\u202a-\u202e]|(?!\n)\p{Cc}")
_LETTER_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_TAB = "    "


def clean(text: str) -> str:
    """Return `text` in NFC with "\\n" as the only control character.

    Every line end becomes "\\n", a tab four spaces, any other breaking space a plain space, a typographic ligature
    its letters. Control characters, lone surrogates, noncharacters and bidirectional embeddings or overrides go.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    text = _UNSAFE.sub("", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text.translate(_LETTER_LIGATURES))
