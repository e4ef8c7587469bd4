"""Glyphs as real text in a PDF: subset fonts whose every code says which characters it stands for."""

from __future__ import annotations

import copy
import struct
import sys
from array import array
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace, TTFontFile

from exports.pdf.text.fonts import Face

_CODES = 256
_SPACE = 32


class _GlyphFace(TTFontFace):  # type: ignore[misc]
    """A font file as reportlab embeds it, addressed by glyph alone.

    reportlab reads the character table of a font glyph by glyph in Python, which takes a seventh of a second for a
    CJK font. Here glyphs are known by number, so only metrics and glyph places are read, in one go each.
    """

    def __init__(self, face: Face) -> None:
        super().__init__(str(face.path), subfontIndex=face.index)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - reportlab's names
        TTFontFile.extractInfo(self, 0)
        long_offsets = struct.unpack(">h", self.get_table("head")[50:52])[0]
        offsets = _numbers("I" if long_offsets else "H", self.get_table("loca"))
        self.glyphPos = offsets if long_offsets else [offset * 2 for offset in offsets]
        full = struct.unpack(">H", self.get_table("hhea")[34:36])[0]
        metrics = _numbers("H", self.get_table("hmtx"))
        pairs = list(zip(metrics[0 : full * 2 : 2], metrics[1 : full * 2 : 2], strict=True))
        widest = pairs[-1][0]
        self.hmetrics = pairs + [(widest, bearing) for bearing in metrics[full * 2 :]]
        self.defaultWidth = self.width_of(0)
        self.charToGlyph: dict[int, int] = {}
        self.charWidths: dict[int, float] = {}

    def width_of(self, glyph: int) -> float:
        """Return the advance of a glyph in thousandths of the size."""
        return float(self.hmetrics[glyph][0] * 1000 / self.unitsPerEm)


def _numbers(kind: str, data: bytes) -> list[int]:
    values = array(kind)
    values.frombytes(data[: len(data) - len(data) % values.itemsize])
    if sys.byteorder == "little":
        values.byteswap()
    return values.tolist()


@lru_cache(maxsize=64)
def _loaded(face: Face) -> _GlyphFace:
    return _GlyphFace(face)


@lru_cache(maxsize=64)
def can_embed(face: Face) -> bool:
    """Return whether the face can go into a file as a font; if not, its glyphs must be drawn as shapes."""
    if not face.has_truetype_outlines:
        return False
    try:
        _loaded(face)
    except (TTFError, struct.error, ValueError, LookupError):
        return False  # a file of this machine that HarfBuzz reads and reportlab does not
    return True


class SubsetFont:
    """The glyphs of one face that one document uses.

    Every pair of a glyph and the characters it stands for gets a code; 256 codes make one font of the file. It
    answers what reportlab asks of a font when the document is saved (`addObjects`).
    """

    def __init__(self, face: Face, document: Any, number: int) -> None:
        """`number` counts the fonts of the document from 0; it keeps their names apart."""
        loaded = _loaded(face)
        self._face = copy.copy(loaded)
        self._face.charToGlyph = {}
        self._face.charWidths = {}
        self._number = number
        self._codes: dict[tuple[int, str], tuple[str, int]] = {}
        self._subsets: list[list[tuple[int, str]]] = []
        self._name = f"F{len(document.fontMapping) + 1}"
        self.fontName = f"{loaded.name.decode('ascii', 'replace')}-{number}"
        self.space = int(face.harfbuzz.get_nominal_glyph(_SPACE) or 0)
        self.stand_in = int(face.harfbuzz.get_nominal_glyph(ord("n")) or 0)
        document.fontMapping[self.fontName] = f"/{self._name}"
        document.delayedFonts.append(self)

    def code(self, glyph: int, text: str) -> tuple[str, int]:
        """Return the name of the PDF font and the code in it that draw `glyph` and read as `text`."""
        key = (glyph, text)
        found = self._codes.get(key)
        if found is None:
            if not self._subsets or len(self._subsets[-1]) == _CODES:
                self._subsets.append([(0, "\ufffd")])
            subset = self._subsets[-1]
            if len(subset) == _SPACE:
                # Readers take code 32 for a space whatever the font says.
                subset.append((self.space, " "))
            found = self._codes[key] = (f"{self._name}+{len(self._subsets) - 1}", len(subset))
            subset.append(key)
        return found

    def advance(self, glyph: int) -> float:
        """Return the width the file gives for a glyph, in thousandths of the size."""
        return self._face.width_of(glyph)

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab calls it by this name
        """Write the fonts into the document. reportlab calls this when the document is saved."""
        fonts = document.idToObject["BasicFonts"].dict
        for place, subset in enumerate(self._subsets):
            name = f"{self._name}+{place}"
            base_name = f"{_prefix(self._number, place)}+{self._face.name.decode('ascii', 'replace')}"
            # The face makes its subset from "characters"; ours are just the places in the subset.
            self._face.charToGlyph = {code: glyph for code, (glyph, _) in enumerate(subset)}
            font = pdfdoc.PDFTrueTypeFont()
            font.Name = name
            font.BaseFont = base_name
            font.FirstChar = 0
            font.LastChar = len(subset) - 1
            font.Widths = pdfdoc.PDFArray([self._face.width_of(glyph) for glyph, _ in subset])
            table = pdfdoc.PDFStream()
            table.content = _to_unicode(base_name, [text for _, text in subset])
            if document.compression:
                table.filters = [pdfdoc.PDFZCompress]
            font.ToUnicode = document.Reference(table, f"toUnicodeCMap:{base_name}")
            font.FontDescriptor = self._face.addSubsetObjects(document, base_name, range(len(subset)))
            document.Reference(font, name)
            fonts[name] = font


def _prefix(number: int, place: int) -> str:
    """The six capitals that mark a subset; different for each font and subset of a document."""
    letters = ""
    rest = number * 1000 + place
    for _ in range(6):
        rest, letter = divmod(rest, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _to_unicode(name: str, texts: list[str]) -> str:
    """The table that gives the characters of each code back to readers, in UTF-16 (PDF 32000-1, 9.10.3)."""
    rows = [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts)]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
