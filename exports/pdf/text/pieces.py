"""A paragraph as units between which a line may end, and the pieces they are drawn from; all widths in em."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

import regex

from exports.pdf.text import bidi
from exports.pdf.text.fonts import Face, Weight, face_for_grapheme, face_for_word, text_face
from exports.pdf.text.shape import MISSING_WIDTH, Shaped, shape

# Far beyond any line, so the seam is never seen; keeps endless words from being shaped whole again and again.
LONGEST_SHAPED = 128

# Notes and headings come again in preview after preview; a book of a text would only fill the memory.
LONGEST_KEPT = 500

_IDEOGRAPHIC = r"\p{Han}\p{Hiragana}\p{Katakana}"
# What may not begin a line, and what may not end one, next to ideographs.
_NOT_FIRST = (
    r"、。，．：；！？）」』】〉》〕｝〗〙〟’”…ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ・)\]},.:;!?%"
    r"\p{M}\u200d"
)
_NOT_LAST = r"（「『【〈《〔｛〖〘〝‘“(\[{"
_BREAKS = regex.compile(
    rf"(?<=[{_IDEOGRAPHIC}、。，．：；！？）」』】〉》〕])(?=[^{_NOT_FIRST}])"
    rf"|(?<=[^{_NOT_LAST}])(?=[{_IDEOGRAPHIC}])(?=[^{_NOT_FIRST}])"
    r"|(?<=[\p{L}\p{N}][-\u2010/\u2013\u2014])(?=\p{L})"
    # A leading vowel begins a syllable.
    r"|(?<=\p{Thai})(?=[\u0e40-\u0e44])|(?<=\p{Lao})(?=[\u0ec0-\u0ec4])"
    r"|(?<=\u200b)(?=.)"
)
_WORD_AND_SPACES = regex.compile(r"([^ ]*)( *)")
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one face and one direction. face None: no font has it, a box is drawn. tabular: figures of one width."""

    text: str
    face: Face | None
    level: int
    tabular: bool
    shaped: Shaped


@dataclass(frozen=True, slots=True)
class Unit:
    """What stays together on a line if it can, and the spaces after it, which vanish at the end of a line."""

    text: str
    pieces: tuple[Piece, ...]
    width: float
    spaces: str
    space_pieces: tuple[Piece, ...]
    space_width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One hard line of text, ready to be wrapped at any size."""

    right_to_left: bool
    units: tuple[Unit, ...]
    width: float


def make_piece(text: str, face: Face | None, level: int, tabular: bool) -> Piece:
    """Return `text` shaped; a box of MISSING_WIDTH if it has no face."""
    if face is None:
        return Piece(text, None, level, tabular, Shaped(MISSING_WIDTH, (), ((0, MISSING_WIDTH),)))
    return Piece(text, face, level, tabular, shape(text, face, level % 2 == 1, tabular))


def graphemes(text: str) -> list[str]:
    """Return what people see as the characters of `text` (UAX #29)."""
    return list(text) if text.isascii() else _GRAPHEME.findall(text)


def lay_out(text: str, weight: Weight, tabular: bool) -> Paragraph:
    """Return the cleaned `text` of one hard line as units. Directions are settled for the whole of it (UAX #9)."""
    return (_lay_out_again if len(text) <= LONGEST_KEPT else _lay_out)(text, weight, tabular)


def _lay_out(text: str, weight: Weight, tabular: bool) -> Paragraph:
    base, levels = bidi.paragraph_levels(text) if bidi.needs_ordering(text) else (0, None)
    units: list[Unit] = []
    for match in _WORD_AND_SPACES.finditer(text):
        word, spaces = match.groups()
        if not word and not spaces:
            continue
        parts = _parts(word)
        start = match.start()
        for part in parts:
            end = start + len(part)
            last = end == match.end(1)
            units.append(_unit(part, spaces if last else "", weight, tabular, levels, start))
            start = end
    width = sum(unit.width + unit.space_width for unit in units)
    return Paragraph(base % 2 == 1, tuple(units), width - (units[-1].space_width if units else 0.0))


_lay_out_again = lru_cache(maxsize=2048)(_lay_out)


def _parts(word: str) -> list[str]:
    """Cut a word where a line may end inside it."""
    if word.isascii() and "-" not in word and "/" not in word:
        return [word]
    cuts = [0, *(match.start() for match in _BREAKS.finditer(word)), len(word)]
    return [word[start:end] for start, end in pairwise(cuts) if end > start] or [word]


def _unit(
    word: str, spaces: str, weight: Weight, tabular: bool, levels: list[int] | None, start: int
) -> Unit:
    middle = start + len(word)
    pieces, width = _pieces(word, weight, tabular, levels, start)
    space_pieces, space_width = _pieces(spaces, weight, tabular, levels, middle)
    return Unit(word, pieces, width, spaces, space_pieces, space_width)


def _pieces(
    text: str, weight: Weight, tabular: bool, levels: list[int] | None, start: int
) -> tuple[tuple[Piece, ...], float]:
    if levels is None:
        pieces = _level_pieces(text, weight, tabular, 0)
    else:
        found: list[Piece] = []
        for level, group in groupby(range(len(text)), key=lambda offset: levels[start + offset]):
            offsets = list(group)
            found += _level_pieces(text[offsets[0] : offsets[-1] + 1], weight, tabular, level)
        pieces = tuple(found)
    return pieces, sum(piece.shaped.width for piece in pieces)


@lru_cache(maxsize=8192)
def _level_pieces(text: str, weight: Weight, tabular: bool, level: int) -> tuple[Piece, ...]:
    """Return the pieces of text that runs in one direction, in the order of the text."""
    if not text:
        return ()
    if text.isspace():
        face = text_face(weight)
        starts = range(0, len(text), LONGEST_SHAPED)
        return tuple(
            make_piece(text[start : start + LONGEST_SHAPED], face, level, tabular) for start in starts
        )
    return tuple(make_piece(part, face, level, tabular) for part, face in _by_face(text, weight))


def _by_face(text: str, weight: Weight) -> Iterator[tuple[str, Face | None]]:
    face = face_for_word(text, weight)
    if face is not None and len(text) <= LONGEST_SHAPED:
        yield text, face
        return
    chosen = [(grapheme, face or face_for_grapheme(grapheme, weight)) for grapheme in graphemes(text)]
    for group_face, group in groupby(chosen, key=lambda pair: pair[1]):
        # Each character without a font gets a box of its own.
        limit = LONGEST_SHAPED if group_face is not None else 0
        part = ""
        for grapheme, _ in group:
            if part and len(part) + len(grapheme) > limit:
                yield part, group_face
                part = ""
            part += grapheme
        yield part, group_face
