"""The fonts text is drawn with, and which of them draws which characters."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import regex
import uharfbuzz

import resources
from exports.pdf.text import machine_fonts

Weight = Literal["regular", "medium", "semibold", "bold"]

WEIGHTS: dict[Weight, int] = {"regular": 400, "medium": 500, "semibold": 600, "bold": 700}

_IGNORABLE = regex.compile(r"\p{Default_Ignorable_Code_Point}")
# A grapheme that asks for its picture form: shown as emoji by default, told to by a selector, or joined.
_WANTS_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\ufe0f|\p{Extended_Pictographic}.*\u200d")
_FORBIDDING = 0x0302
_NO_BREAK_SPACES = frozenset("\u00a0\u202f")


@dataclass(frozen=True, eq=False)
class Face:
    """One font file (one face of a collection). Compared by identity; made once for each file.

    weight is 100 to 900; role as in resources/fonts/fonts.toml ("machine" for a font found on this machine).
    """

    path: Path
    index: int
    family: str
    weight: int
    role: str

    @cached_property
    def harfbuzz(self) -> Any:
        """The HarfBuzz font, scaled in font units."""
        blob = uharfbuzz.Blob.from_file_path(str(self.path))
        return uharfbuzz.Font(uharfbuzz.Face(blob, self.index))

    @cached_property
    def units_per_em(self) -> int:
        """How many units of the font are one em."""
        return int(self.harfbuzz.face.upem)

    @cached_property
    def has_truetype_outlines(self) -> bool:
        """False for CFF fonts, whose glyphs cannot be embedded as text and are drawn as shapes."""
        return "glyf" in self.harfbuzz.face.table_tags

    @property
    def may_be_embedded(self) -> bool:
        """What the font's maker allows: not restricted, subsets allowed, not bitmaps only (OpenType, OS/2 fsType)."""
        permissions = self.harfbuzz.face.reference_table("OS/2").data[8:10]
        return int.from_bytes(permissions, "big") & _FORBIDDING == 0

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character the font has a glyph for."""
        return frozenset(map(chr, self.harfbuzz.face.unicodes))

    def covers(self, text: str) -> bool:
        """Return whether the font has a glyph for every character of `text`."""
        return self.characters.issuperset(text)


@cache
def _table() -> tuple[tuple[str, ...], dict[str, tuple[Face, ...]]]:
    """The fallback order of families, and the faces of each family."""
    content = tomllib.loads(resources.read_text("fonts/fonts.toml"))
    families: dict[str, list[Face]] = {}
    for row in content["face"]:
        face = Face(resources.path(f"fonts/{row['file']}"), 0, row["family"], row["weight"], row["role"])
        families.setdefault(face.family, []).append(face)
    return tuple(content["fallback"]), {family: tuple(faces) for family, faces in families.items()}


@cache
def fallback(weight: Weight) -> tuple[Face, ...]:
    """Return one face of each bundled family, nearest to `weight`, in fallback order."""
    wanted = WEIGHTS[weight]
    order, families = _table()
    return tuple(
        min(families[name], key=lambda face: _weight_distance(face.weight, wanted)) for name in order
    )


def _weight_distance(have: int, wanted: int) -> tuple[int, int]:
    """Nearest first; of two equally near the lighter for running text, the bolder for headings."""
    return abs(have - wanted), have if wanted <= WEIGHTS["medium"] else -have


def text_face(weight: Weight) -> Face:
    """Return the face of running text."""
    return fallback(weight)[0]


@cache
def _word_faces(weight: Weight) -> tuple[Face, ...]:
    return tuple(face for face in fallback(weight) if face.role == "text")


@lru_cache(maxsize=16384)
def face_for_word(word: str, weight: Weight) -> Face | None:
    """Return the first text family that has all of `word`, so that one word keeps one look; None if none has."""
    if word.isascii():
        return text_face(weight)
    visible = _IGNORABLE.sub("", word)
    if _WANTS_EMOJI.search(word):
        return None
    return next((face for face in _word_faces(weight) if face.covers(visible)), None)


@lru_cache(maxsize=16384)
def face_for_grapheme(grapheme: str, weight: Weight) -> Face | None:
    """Return the first face that has every visible character of `grapheme`, None if there is none.

    Emoji come from the emoji font first unless the text form is asked for with U+FE0E.
    """
    visible = _IGNORABLE.sub("", grapheme)
    if not visible or visible in _NO_BREAK_SPACES:
        return text_face(weight)
    faces = fallback(weight)
    if "\ufe0e" not in grapheme and _WANTS_EMOJI.search(grapheme):
        faces = tuple(sorted(faces, key=lambda face: face.role != "emoji"))
    found = next((face for face in faces if face.covers(visible)), None)
    if found is None and machine_fonts.may_have(visible):
        found = next((face for face in _machine_faces() if face.covers(visible)), None)
    return found


@cache
def _machine_faces() -> tuple[Face, ...]:
    faces = []
    for path, index in machine_fonts.candidates():
        face = Face(path, index, path.stem, WEIGHTS["regular"], "machine")
        try:
            usable = bool(face.characters) and face.may_be_embedded
        except (OSError, ValueError, uharfbuzz.HarfBuzzError):
            continue  # a damaged file on this machine is as good as no file
        if usable:
            faces.append(face)
    return tuple(faces)
