"""Palette and style sheet built from the roles of a theme: metrics live here, colours in resources/themes."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui import theme as themes
from ui.theme import Theme, ThemeHolder

__all__ = ["FUSION", "apply", "begin", "complete", "follow", "install", "palette", "sheet"]

_Role = QPalette.ColorRole
_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (_Role.Window, "paper"),
    (_Role.WindowText, "ink"),
    (_Role.Base, "sheet"),
    (_Role.AlternateBase, "table"),
    (_Role.Text, "ink"),
    (_Role.PlaceholderText, "ink_faint"),
    (_Role.Button, "sheet"),
    (_Role.ButtonText, "ink"),
    (_Role.BrightText, "on_accent"),
    (_Role.Highlight, "accent"),
    (_Role.HighlightedText, "on_accent"),
    (_Role.Accent, "accent"),
    (_Role.Link, "accent"),
    (_Role.LinkVisited, "accent"),
    (_Role.ToolTipBase, "sheet"),
    (_Role.ToolTipText, "ink"),
    (_Role.Light, "sheet"),
    (_Role.Midlight, "line"),
    (_Role.Mid, "edge"),
    (_Role.Dark, "edge"),
    (_Role.Shadow, "drop_shade"),
)
_QUIET_WHEN_DISABLED = (_Role.WindowText, _Role.Text, _Role.ButtonText)

# A border grows from 1 to 2 px on focus, so the padding gives one pixel back and the text stays where it is.
_SHEET = Template("""
QLineEdit, QPlainTextEdit, QComboBox {
    background: $sheet; color: $ink; border: 1px solid $edge; border-radius: 4px;
    padding: 7px 11px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $ink_faint;
}
QPlainTextEdit[paper="true"] { placeholder-text-color: $ink_soft; }
QLineEdit, QComboBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 6px 10px;
}
QLineEdit[number="true"] { padding: 5px 6px; }
QLineEdit[number="true"]:focus { padding: 4px 5px; }
QLineEdit[number="true"]:read-only { background: transparent; border-color: transparent; }
QLineEdit[wrong="true"] { border: 2px solid $alarm; padding: 6px 10px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $table; color: $ink_faint; border-color: $line;
}
QSpinBox {
    background: $sheet; color: $ink; border: 1px solid $edge; border-radius: 4px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QSpinBox:focus { border: 2px solid $accent; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QPlainTextEdit[private="true"] { border-color: $line; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView {
    background: $sheet; color: $ink; border: 1px solid $edge;
    selection-background-color: $wash; selection-color: $accent;
}
QComboBox QAbstractItemView::item { min-height: 30px; padding: 0 8px; }
QMenu { background: $sheet; color: $ink; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; min-height: 20px; }
QMenu::item:selected { background: $wash; color: $accent; }
QMenu::item:disabled { color: $ink_faint; background: transparent; }
QMenu::icon { padding-left: 12px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $sheet; color: $ink; border: 1px solid $edge; padding: 4px 6px; }
QAbstractItemView {
    background: transparent; color: $ink; border: none; outline: 0;
    selection-background-color: $wash; selection-color: $ink;
}
QListWidget[rows="true"]::item { padding: 0 12px; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $ink_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialog { background: $sheet; }
QHeaderView::section {
    background: transparent; color: $ink_faint; padding: 4px 8px;
    border: none; border-bottom: 1px solid $line;
}
""")


def palette(theme: Theme) -> QPalette:
    """Return the palette of `theme` for every state; disabled texts are faint, never invisible."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, theme.colour(name))
    for role in _QUIET_WHEN_DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("ink_faint"))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Base, theme.colour("table"))
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(theme.edge))
    return made


def sheet(theme: Theme) -> str:
    """Return the one style sheet of the program, filled with the roles of `theme`."""
    greys = ("ink", "ink_soft", "ink_faint", "edge", "line", "table", "sheet")
    roles = (*greys, "wash", "accent", "on_accent", "alarm")
    return _SHEET.substitute({role: theme.hex(role) for role in roles})


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole program the look of `theme`: palette, style sheet."""
    application.setPalette(palette(theme))
    application.setStyleSheet(sheet(theme))


FUSION = ("-style", "Fusion")
"""The arguments of a QApplication that begins in the style that the sheet is made for."""


def begin(application: QApplication, mode: str, *, set_style: bool = False) -> Theme:
    """Prepare a program for the first frame of its first window: faces and palette; return the theme of `mode`.

    A program that began with the arguments FUSION needs no `set_style`, which makes PySide build every enumeration
    of the styles: 8 ms.
    """
    if set_style:
        application.setStyle("Fusion")
    fonts.register_first()
    theme = themes.first(mode)
    application.setPalette(palette(theme))
    return theme


def complete(application: QApplication, mode: str) -> ThemeHolder:
    """Give a program that was begun its whole look, as `mode` has it now; return the holder of the theme."""
    application.setFont(fonts.font("body"))
    held = themes.holder()
    held.set_mode(mode)
    apply(application, held.theme)
    return held


def follow(held: ThemeHolder) -> None:
    """Restyle everything from now on when the theme becomes another one, by setting or by the system."""
    held.changed.connect(_restyle)


def install(application: QApplication, mode: str = "system", *, set_style: bool = True) -> ThemeHolder:
    """Prepare a program for windows, all at once; return the holder of the theme, which is followed."""
    begin(application, mode, set_style=set_style)
    held = complete(application, mode)
    follow(held)
    return held


def _restyle(theme: Theme) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply(application, theme)
