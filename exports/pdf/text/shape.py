"""Text to placed glyphs with HarfBuzz, at one point of size; every measure is linear in the size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex
import uharfbuzz

from exports.pdf.text.fonts import Face

MISSING_WIDTH = 0.6
"""Width of the box that stands for a character no font has, in em."""

# Marks of direction steer the order of what is seen; in the text that readers get back they would steer it again.
_DIRECTION_MARKS = regex.compile("[\u061c\u200e\u200f\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a shaped piece. Lengths in em; x from the left end of the piece, y up from the baseline.

    text is what a reader gets for the glyph; None makes it a shape without text (an accent, a vowel point).
    """

    number: int
    x: float
    y: float
    text: str | None


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shaped piece: its width in em, its glyphs from left to right, and how far each cluster reaches.

    clusters: (offset of the cluster's first character, its advance in em), in the order of the characters.
    """

    width: float
    glyphs: tuple[Glyph, ...]
    clusters: tuple[tuple[int, float], ...]


@lru_cache(maxsize=16384)
def shape(text: str, face: Face, right_to_left: bool, tabular: bool = False) -> Shaped:
    """Shape `text`, which has one face and one direction; `tabular` gives all figures one width."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.direction = "rtl" if right_to_left else "ltr"
    # Without a language HarfBuzz asks the environment, and the same session would print differently elsewhere.
    buffer.language = "en"
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.harfbuzz, buffer, {"tnum": tabular})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if not infos:
        return Shaped(0.0, (), ((0, 0.0),))
    em = 1 / face.units_per_em
    texts = _texts_of_clusters(text, [info.cluster for info in infos])
    glyphs: list[Glyph] = []
    clusters: list[tuple[int, float]] = []
    pen = 0.0
    start = 0
    while start < len(infos):
        cluster = infos[start].cluster
        end = start
        while end < len(infos) and infos[end].cluster == cluster:
            end += 1
        shares = _share(texts[cluster], positions[start:end], right_to_left)
        begin = pen
        for info, position, share in zip(infos[start:end], positions[start:end], shares, strict=True):
            x = pen + position.x_offset * em
            glyphs.append(Glyph(info.codepoint, x, position.y_offset * em, share))
            pen += position.x_advance * em
        clusters.append((cluster, pen - begin))
        start = end
    return Shaped(pen, tuple(glyphs), tuple(sorted(clusters)))


def _texts_of_clusters(text: str, clusters: list[int]) -> dict[int, str]:
    """The characters each cluster stands for; together they are all of `text` but marks of direction."""
    starts = sorted(set(clusters))
    ends = [*starts[1:], len(text)]
    bounds = dict(zip(starts, ends, strict=True))
    return {
        start: _DIRECTION_MARKS.sub("", text[start if start != starts[0] else 0 : end])
        for start, end in bounds.items()
    }


def _share(text: str, positions: list[uharfbuzz.GlyphPosition], right_to_left: bool) -> list[str | None]:
    """Hand the characters of a cluster out to its glyphs, which come from left to right.

    Only glyphs with an advance that stand on the baseline take text: readers split a word at a moved or
    widthless glyph. The last one takes what is left over. What takes none is drawn as a shape.
    """
    bearers = [
        place for place, position in enumerate(positions) if position.x_advance > 0 and position.y_offset == 0
    ] or [0]
    if right_to_left:
        bearers.reverse()
    bearers = bearers[: max(1, len(text))]
    shares: list[str | None] = [None] * len(positions)
    if not text:
        return shares
    for place, bearer in enumerate(bearers):
        last = place == len(bearers) - 1
        share = text[place:] if last else text[place]
        # Readers turn right-to-left text round glyph by glyph, and with it the characters within a glyph.
        shares[bearer] = share[::-1] if right_to_left else share
    return shares
