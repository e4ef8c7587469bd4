"""The four figures of a map side by side, and what they were before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.pictures.coupling_words import Figure
from ui.widgets.plain_label import PlainLabel, plain_tooltip

__all__ = ["FigureStrip"]


class _One(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.value = PlainLabel(style="lead", elide=True)
        self.name = PlainLabel(style="caption", weight=400, role="ink_soft", elide=True)
        column.addWidget(self.value)
        column.addWidget(self.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, figure: Figure, before: str) -> None:
        changed = bool(before) and before != figure.value
        arrow = f"{before} \N{RIGHTWARDS ARROW} {figure.value}" if changed else figure.value
        self.value.setText(arrow)
        self.name.setText(figure.name)
        words = f"{figure.name}: {arrow}"
        self.setAccessibleName(f"{words}. {figure.detail}" if figure.detail else words)
        self.setToolTip(plain_tooltip(figure.detail) if figure.detail else "")


class FigureStrip(QWidget):
    """Shows figures in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._ones = [_One() for _ in range(4)]
        for each, stretch in zip(self._ones, (3, 5, 5, 3), strict=True):
            row.addWidget(each, stretch)

    def show_figures(self, now: Sequence[Figure], before: Sequence[Figure] = ()) -> None:
        """Show figures, each with what it was where that differs."""
        for number, (each, figure) in enumerate(zip(self._ones, now, strict=True)):
            each.say(figure, before[number].value if before else "")

    def words(self) -> tuple[str, ...]:
        """Return what stands there, for tests."""
        return tuple(each.accessibleName() for each in self._ones)
