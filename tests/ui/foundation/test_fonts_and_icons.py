"""Letters and icons: the bundled faces are used, figures keep their width, icons follow size and colour."""

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon, QImage, QPainter

from facilitator.icon_paths import icon_names
from ui import fonts, icons


@pytest.mark.parametrize("style", sorted(fonts.STYLES))
def test_every_style_is_drawn_in_the_bundled_family(qapp: Any, style: str) -> None:
    """No step of the scale falls back to a font of the machine."""
    assert QFontInfo(fonts.font(style)).family().startswith("Inter")
    assert fonts.line_height(style) >= fonts.STYLES[style].px


def test_figures_do_not_jump(qapp: Any) -> None:
    """A clock keeps its width: all figures are equally wide."""
    metrics = QFontMetricsF(fonts.font("clock"))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


def test_sentences_keep_their_own_figures(qapp: Any) -> None:
    """Tabular figures widen hyphens in Inter: titles with a hyphen must not fall apart."""
    usual = QFontMetricsF(fonts.font("heading")).horizontalAdvance("kick-off")
    tabular = QFontMetricsF(fonts.font("heading", tabular=True)).horizontalAdvance("kick-off")
    assert usual < tabular


def test_projector_font_follows_the_height(qapp: Any) -> None:
    """Sizes in the room are fractions of the height."""
    assert fonts.projector_font(0.3, 720).pixelSize() == 216
    assert fonts.projector_font(0.3, 1080).pixelSize() == 324


def test_later_faces_stand_in_for_missing_letters(qapp: Any) -> None:
    """Scripts that Inter lacks get the bundled Noto faces."""
    from PySide6.QtGui import QFont

    before = QFont.substitutes("Inter")
    fonts.register_later()
    fonts.register_later()
    assert len(QFont.substitutes("Inter")) >= len(before)
    assert "noto sans hebrew" in [family.lower() for family in QFont.substitutes("Inter")]


def _drawn(name: str, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icons.paint_icon(painter, name, QRectF(0, 0, size, size), QColor("black"))
    painter.end()
    return image


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_leaves_ink_inside_its_box(qapp: Any, name: str) -> None:
    """No icon is empty, none is cut off at its border."""
    image = _drawn(name, 48)
    inked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 0]
    assert len(inked) > 20
    assert all(0 < x < 47 and 0 < y < 47 for x, y in inked)


def test_icons_look_different(qapp: Any) -> None:
    """No two names share one picture."""
    pictures = {bytes(_drawn(name, 24).constBits()): name for name in icon_names()}
    assert len(pictures) == len(icon_names())


def test_icon_is_sharp_on_dense_screens(qapp: Any) -> None:
    """Twice the pixels on a screen with ratio 2, the same size in px."""
    picture = icons.pixmap("home", size=20, ratio=2.0)
    assert picture.width() == 40
    assert picture.deviceIndependentSize().width() == 20.0


def test_disabled_icon_is_fainter(qapp: Any) -> None:
    """A menu entry that cannot be used has an icon that says so."""
    icon = icons.icon("undo")
    normal = icon.pixmap(20).toImage()
    disabled = icon.pixmap(20, QIcon.Mode.Disabled).toImage()
    assert normal != disabled


def test_ui_parts_import_nothing_heavy() -> None:
    """The first window must not wait for PDF, plots, numbers or databases."""
    code = (
        "import sys; import ui.style, ui.screens, ui.crash, ui.widgets.button, ui.widgets.card,"
        " ui.widgets.note_painter, ui.widgets.segments;"
        "heavy = {'numpy', 'reportlab', 'pyqtgraph', 'sqlite_utils', 'PySide6.QtSvg', 'pypdfium2'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
