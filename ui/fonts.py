"""The letters of the program: bundled faces, and fonts asked for by what they are for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

import resources

__all__ = [
    "STYLES",
    "TextStyle",
    "faces_known",
    "font",
    "line_height",
    "projector_font",
    "register_first",
    "register_later",
]

TEXT_FAMILY = "Inter"
DISPLAY_FAMILY = "Inter Display"
_DISPLAY_FROM_PX = 20
_DISPLAY_TIGHTER = 0.015
_LATER_MS = 400


class TextStyle(NamedTuple):
    """One step of the scale on the desk: size and line in px at 100 %, and its usual weight."""

    px: float
    line: int
    weight: int


STYLES: dict[str, TextStyle] = {
    "clock": TextStyle(40, 44, 600),
    "clock_large": TextStyle(48, 52, 600),
    "title": TextStyle(28, 34, 600),
    "heading": TextStyle(20, 28, 600),
    "lead": TextStyle(16, 24, 600),
    "body": TextStyle(14, 20, 400),
    "note": TextStyle(14, 18, 400),
    "note_compact": TextStyle(12.5, 16, 400),
    "small": TextStyle(13, 18, 400),
    "caption": TextStyle(12, 16, 500),
}

_registered: set[str] = set()


def _faces() -> list[str]:
    return resources.names("fonts", ".ttf")


def _needed_first(name: str) -> bool:
    """The first window shows Inter in its weights and one display weight; anything else may come later."""
    return name in {
        "Inter-Regular.ttf",
        "Inter-Medium.ttf",
        "Inter-SemiBold.ttf",
        "InterDisplay-SemiBold.ttf",
    }


def _register(names: list[str]) -> list[str]:
    families: list[str] = []
    for name in names:
        if name in _registered:
            continue
        _registered.add(name)
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))
        if number >= 0:
            families.extend(QFontDatabase.applicationFontFamilies(number))
    return families


def register_first() -> None:
    """Make the faces of the first window known to Qt, and the others shortly after the event loop began."""
    _register([name for name in _faces() if _needed_first(name)])
    if QGuiApplication.instance() is not None:
        QTimer.singleShot(_LATER_MS, register_later)


def register_later() -> None:
    """Make all other bundled faces known, as stand-ins for what Inter lacks. Safe to call more than once."""
    import tomllib

    families = set(_register(_faces()))
    order: list[str] = tomllib.loads(resources.read_text("fonts/fonts.toml"))["fallback"]
    behind = [family for family in order if family in families and family != TEXT_FAMILY]
    if behind:
        for family in (TEXT_FAMILY, DISPLAY_FAMILY):
            QFont.insertSubstitutions(family, behind)


def faces_known() -> int:
    """Return how many bundled faces Qt knows by now: text laid out with fewer may look different later."""
    return len(_registered)


def _make(px: float, weight: int, tabular: bool) -> QFont:
    made = QFont()
    display = px >= _DISPLAY_FROM_PX
    made.setFamilies([DISPLAY_FAMILY if display else TEXT_FAMILY])
    if px == int(px):
        made.setPixelSize(int(px))
    else:
        screen = QGuiApplication.primaryScreen()
        made.setPointSizeF(px * 72.0 / (screen.logicalDotsPerInchY() if screen is not None else 96.0))
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    if display:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -_DISPLAY_TIGHTER * px)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=64)
def font(style: str, weight: int | None = None, *, tabular: bool = False) -> QFont:
    """Return the desk font for `style` (a name in STYLES); `weight` 400 to 700 replaces the usual one.

    `tabular` makes all figures equally wide (times, scores; always so in clocks): not for sentences, because
    Inter widens hyphens and colons with them. Treat the answer as read-only: it is shared.
    Raises KeyError for an unknown style.
    """
    step = STYLES[style]
    return _make(step.px, step.weight if weight is None else weight, tabular or style.startswith("clock"))


def line_height(style: str) -> int:
    """Return the distance in px from one line to the next in `style`."""
    return STYLES[style].line


def projector_font(fraction: float, height: float, weight: int = 600, *, tabular: bool = False) -> QFont:
    """Return a font for the room: its size is `fraction` of the projector's `height` in px."""
    return _make(float(max(1, round(fraction * height))), weight, tabular)
