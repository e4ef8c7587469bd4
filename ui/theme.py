"""The colours of the moment: roles read from resources/themes, and one holder that tells when they change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication

import resources

__all__ = ["MODES", "NoteColour", "StateColour", "Theme", "ThemeHolder", "current", "first", "holder", "load"]

MODES = ("system", "light", "dark")
_HALF_LIGHT = 128


class NoteColour(NamedTuple):
    """How a sticky note of one colour name looks: body and border as "#RRGGBB", shape by name."""

    body: str
    border: str
    shape: str


class StateColour(NamedTuple):
    """How green, amber or red looks: fill and colour of the letter on it as "#RRGGBB", shape by name."""

    fill: str
    letter: str
    shape: str


class Theme(NamedTuple):
    """Every colour by role, as "#RRGGBB"; `colour` gives a role as a QColor."""

    name: str
    dark: bool
    paper: str
    sheet: str
    table: str
    line: str
    edge: str
    ink: str
    ink_soft: str
    ink_faint: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    wash: str
    ok: str
    warn: str
    alarm: str
    helps: str
    holds_back: str
    drop_shade: str
    notes: Mapping[str, NoteColour]
    states: Mapping[str, StateColour]

    def hex(self, role: str) -> str:
        """Return the "#RRGGBB" of a role. Raises AttributeError for an unknown role."""
        value: str = getattr(self, role)
        return value

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """Return a role as a new QColor; `alpha` from 0 (clear) to 1 (solid)."""
        colour = QColor(self.hex(role))
        if alpha < 1.0:
            colour.setAlphaF(alpha)
        return colour


@lru_cache(maxsize=4)
def load(name: str) -> Theme:
    """Return the theme "light" or "dark" from its file in resources/themes. Raises FileNotFoundError else."""
    data = tomllib.loads(resources.read_text(f"themes/{name}.toml"))
    return Theme(
        name=data["name"],
        dark=data["dark"],
        notes={key: NoteColour(**value) for key, value in data["notes"].items()},
        states={key: StateColour(**value) for key, value in data["states"].items()},
        **data["roles"],
    )


class ThemeHolder(QObject):
    """Knows which theme holds now: by setting, or as the system says.

    Signals: changed(Theme) after the theme of the moment became another one.
    """

    changed = Signal(object)

    def __init__(self, mode: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._theme = load("light")
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self._refresh()

    @property
    def mode(self) -> str:
        """What was asked for: one of MODES."""
        return self._mode

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._theme

    def set_mode(self, mode: str) -> None:
        """Follow the system, or hold to light or dark. Raises ValueError if not in MODES."""
        if mode not in MODES:
            raise ValueError(f"no such theme mode: {mode!r}")
        self._mode = mode
        self._tell_platform()
        self._refresh()

    def _tell_platform(self) -> None:
        """Let title bars and the system's own file dialogs follow the setting too."""
        from PySide6.QtCore import Qt

        hints = QGuiApplication.styleHints()
        if self._mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self._mode == "dark" else Qt.ColorScheme.Light)

    def _scheme_changed(self, _scheme: object) -> None:
        self._refresh()

    def _wanted(self) -> str:
        if self._mode != "system":
            return self._mode
        if not isinstance(QGuiApplication.instance(), QGuiApplication):
            return "light"
        from PySide6.QtCore import Qt

        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _refresh(self) -> None:
        theme = load(self._wanted())
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit(theme)


_holders: list[ThemeHolder] = []


def holder() -> ThemeHolder:
    """Return the one holder of this program; made, as a child of the application, when first asked for."""
    if not _holders:
        made = ThemeHolder(parent=QGuiApplication.instance())
        made.destroyed.connect(_holders.clear)
        _holders.append(made)
    return _holders[0]


def first(mode: str) -> Theme:
    """Return the theme of the first frame, which is painted before there is a holder.

    The system's own is read from the palette that Qt made for it: the first question for the colour scheme makes
    PySide build all of Qt's namespace, which takes longer than that frame. The holder asks properly.
    """
    if mode != "system":
        # Title bars have to know before there is one.
        held = holder()
        held.set_mode(mode)
        return held.theme
    is_dark = QGuiApplication.palette().window().color().lightness() < _HALF_LIGHT
    return load("dark" if is_dark else "light")


def current() -> Theme:
    """Return the theme that holds now; light as long as nobody asked for the holder."""
    return _holders[0].theme if _holders else load("light")
