"""Build the fonts in resources/fonts/ from the packages their makers and distributors publish.

Run it only when a font is to be renewed; resources/fonts/README.md lists the packages and how to unpack them.
Needs fontTools (a development dependency, never one of the program).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"

# "calt" is left out of Inter on purpose: it turns a typed "->" into an arrow, and notes are shown as written.
INTER_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case"]
ARROWS_AND_OPERATORS = [*range(0x2190, 0x2200), *range(0x2200, 0x2300), *range(0x27F0, 0x2800), 0x20, 0xA0]


@dataclass(frozen=True)
class Cut:
    """One font file to write: where it comes from and what is kept of it.

    source: path below the folder of unpacked packages. axes: the place in the variable font, None for a static one.
    features: layout features to keep, None for all. characters: code points to keep, None for all.
    """

    source: str
    family: str
    style: str
    weight: int
    axes: dict[str, float] | None = None
    features: list[str] | None = None
    characters: list[int] | None = None

    @property
    def postscript_name(self) -> str:
        return f"{self.family}-{self.style}".replace(" ", "")


INTER = "fontpkg_inter/files/Inter[opsz,wght].ttf"
DEBIAN = "usr/share/fonts/truetype/noto/"
TEXT_WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


def noto(name: str, family: str, *styles: str) -> list[Cut]:
    """Instances of one variable Noto font of the package manimgx-fonts."""
    source = f"manimgx_fonts/{name}[wght].ttf"
    return [
        Cut(source, family, style, TEXT_WEIGHTS[style], {"wght": TEXT_WEIGHTS[style]}) for style in styles
    ]


CUTS = [
    *(
        Cut(INTER, "Inter", style, weight, {"opsz": 14, "wght": weight}, INTER_FEATURES)
        for style, weight in TEXT_WEIGHTS.items()
    ),
    *(
        Cut(INTER, "Inter Display", style, weight, {"opsz": 32, "wght": weight}, INTER_FEATURES)
        for style, weight in TEXT_WEIGHTS.items()
        if style in ("Regular", "SemiBold")
    ),
    *noto("NotoSans", "Noto Sans", "Regular", "SemiBold", "Bold"),
    *noto("NotoSansHebrew", "Noto Sans Hebrew", "Regular", "Bold"),
    *noto("NotoSansArabic", "Noto Sans Arabic", "Regular", "Bold"),
    *noto("NotoSansDevanagari", "Noto Sans Devanagari", "Regular"),
    *noto("NotoSansThai", "Noto Sans Thai", "Regular"),
    *noto("NotoSansSymbols", "Noto Sans Symbols", "Regular"),
    Cut(DEBIAN + "NotoSansSymbols2-Regular.ttf", "Noto Sans Symbols2", "Regular", 400),
    Cut(
        DEBIAN + "NotoSansMath-Regular.ttf",
        "Noto Sans Math",
        "Regular",
        400,
        features=["kern", "mark", "mkmk", "ccmp"],
        characters=ARROWS_AND_OPERATORS,
    ),
    Cut("noto-emoji/400Regular/NotoEmoji_400Regular.ttf", "Noto Emoji", "Regular", 400),
    Cut(
        "usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf",
        "Droid Sans Fallback",
        "Regular",
        400,
    ),
]


def rename(font: TTFont, cut: Cut) -> None:
    """Give the font one family, one style and a PostScript name no other bundled font has."""
    names = font["name"]
    plain = cut.style in ("Regular", "Bold")
    wanted = {
        1: cut.family if plain else f"{cut.family} {cut.style}",
        2: cut.style if plain else "Regular",
        3: f"{cut.postscript_name};Facilitator",
        4: f"{cut.family} {cut.style}",
        6: cut.postscript_name,
        16: None if plain else cut.family,
        17: None if plain else cut.style,
    }
    # 21, 22 and 25 describe a variable font; the Macintosh records repeat the Windows ones in other encodings.
    for name_id in (*wanted, 21, 22, 25):
        names.removeNames(nameID=name_id)
    names.names = [record for record in names.names if record.platformID == 3]
    for name_id, text in wanted.items():
        if text is not None:
            names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    bold = cut.weight >= 700
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def build(cut: Cut, packages: Path, target: Path) -> Path:
    """Write one font file into `target` and return its path."""
    font = TTFont(packages / cut.source, recalcTimestamp=False)
    if cut.axes is not None:
        font = instancer.instantiateVariableFont(font, cut.axes, inplace=True)
    options = Options(
        hinting=False,
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
        layout_features=cut.features if cut.features is not None else ["*"],
        drop_tables=["STAT", "DSIG", "FFTM", "MATH", "meta", "GDEF"]
        if cut.characters
        else ["STAT", "DSIG", "FFTM", "meta"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=cut.characters or list(font.getBestCmap()))
    subsetter.subset(font)
    rename(font, cut)
    path = target / f"{cut.postscript_name}.ttf"
    font.save(path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="folder with the unpacked packages")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    arguments = parser.parse_args()
    for cut in CUTS:
        path = build(cut, arguments.packages, arguments.target)
        print(f"{path.stat().st_size:9d}  {path.name}")


if __name__ == "__main__":
    main()
