"""The bundled fonts are complete, told apart, licensed and not too heavy."""

from __future__ import annotations

import tomllib

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

import resources

TABLE = tomllib.loads(resources.read_text("fonts/fonts.toml"))
FACES = TABLE["face"]


def test_table_and_folder_hold_the_same_files() -> None:
    """No font is shipped that nobody uses, and none is used that is not shipped."""
    assert sorted(face["file"] for face in FACES) == resources.names("fonts", ".ttf")


def test_every_font_ships_its_licence() -> None:
    """Each font's licence text lies beside it and names its terms."""
    for face in FACES:
        text = resources.read_text(f"fonts/{face['licence']}")
        assert "SIL OPEN FONT LICENSE" in text or "Apache License" in text


def test_fallback_order_names_families_that_exist() -> None:
    """A family misspelt in the order would silently never be asked."""
    assert set(TABLE["fallback"]) <= {face["family"] for face in FACES}


def test_postscript_names_are_unique() -> None:
    """Two fonts of one PostScript name would be mixed up inside a PDF."""
    names = [TTFontFace(str(resources.path(f"fonts/{face['file']}"))).name for face in FACES]
    assert len(set(names)) == len(names)


def test_fonts_stay_below_nine_megabytes() -> None:
    """The fonts are the heaviest part of the download."""
    assert sum(len(resources.read_bytes(f"fonts/{face['file']}")) for face in FACES) < 9_000_000


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_text_family_has_every_weight(weight: int) -> None:
    """Screens and pages ask for four weights of the text family."""
    assert any(face["family"] == "Inter" and face["weight"] == weight for face in FACES)
