"""How a grid of scores looks: only what lies in the part to be redrawn is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QRegion

from facilitator.scoring import Scale
from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from ui.desk.scoring.score_grid import ScoreGrid

__all__ = ["GridPainting", "shown_score"]

_PAD = 8


def shown_score(scale: Scale, score: int) -> str:
    """Return a score as it stands in a cell: the first letter of its word where every score has one, else a figure."""
    named = all(scale.words.get(value) for value in scale.values)
    return scale.words[score][:1] if named else str(score)


class GridPainting:
    """Draws a grid of scores."""

    def __init__(self, grid: ScoreGrid) -> None:
        self._grid = grid

    def paint(self, painter: QPainter, exposed: QRegion) -> None:
        """Draw what lies in `exposed`."""
        grid, theme = self._grid, themes.current()
        row = 0
        for section in grid.sections:
            top = grid.row_rect(row).top()
            if section.title and exposed.intersects(QRect(0, top - 28, grid.width(), 28)):
                title = lay_out(section.title, fonts.font("small", 600), grid.width(), 18, max_lines=1)
                title.draw(painter, 0, top - 24, theme.colour(section.colour))
                painter.fillRect(QRectF(0, top - 1, grid.width(), 1), theme.colour("line"))
            first = row
            for item, name in section.items:
                if exposed.intersects(grid.row_rect(row)):
                    self._row(painter, theme, row, item, name, exposed)
                row += 1
            self._columns(painter, theme, first, row - 1)
        if grid.hasFocus() and row and grid.is_open:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(grid.cell_rect(grid.row, grid.sheet)).adjusted(1, 0, 0, 0))
        head = grid.head_rect()
        if exposed.intersects(head):
            self._head(painter, theme, head)

    def _head(self, painter: QPainter, theme: Theme, head: QRect) -> None:
        grid = self._grid
        if head.top():
            painter.fillRect(head, theme.colour("paper"))
            painter.fillRect(QRect(0, head.bottom(), head.width(), 1), theme.colour("line"))
        for sheet in grid.columns:
            cell = grid.cell_rect(grid.row, sheet) if grid.sections else QRect()
            box = QRectF(cell.left(), head.top() + 8, cell.width(), 20)
            current = sheet == grid.sheet and grid.is_open
            if grid.complete(sheet) and not current:
                mark = QRectF(box.center().x() - 7, box.center().y() - 7, 14, 14)
                paint_icon(painter, "check", mark, theme.colour("ok"))
            else:
                colour = theme.colour("accent" if current else "ink_soft")
                _centred(painter, box, str(sheet), 600 if current else 400, colour)
        if grid.figure_width:
            self._around_numbers(painter, theme, head)

    def _around_numbers(self, painter: QPainter, theme: Theme, head: QRect) -> None:
        """Say what the last column is, and which slips are in sight where there are more."""
        grid, font = self._grid, fonts.font("caption", 600)
        words = (
            QCoreApplication.translate("ScoreGrid", "Middle, after reveal")
            if grid.is_open
            else QCoreApplication.translate("ScoreGrid", "Middle")
        )
        middle = Qt.AlignmentFlag.AlignHCenter
        block = lay_out(words, font, grid.figure_width - 8, 14, max_lines=2, alignment=middle)
        left = grid.width() - grid.figure_width + 4
        block.draw(painter, left, head.top() + 18 - block.height / 2, theme.colour("ink_soft"))
        shown = grid.columns
        if len(shown) < grid.sheets:
            words = QCoreApplication.translate("ScoreGrid", "Slips {first} to {last} of {count}")
            words = words.format(first=shown.start, last=shown.stop - 1, count=grid.sheets)
            block = lay_out(words, font, grid.name_width - 2 * _PAD, 14, max_lines=1)
            block.draw(painter, _PAD, head.top() + 11, theme.colour("ink_soft"))

    def _row(self, painter: QPainter, theme: Theme, row: int, item: str, name: str, exposed: QRegion) -> None:
        grid, rect = self._grid, self._grid.row_rect(row)
        if grid.name_width and exposed.intersects(QRect(0, rect.top(), grid.name_width, rect.height())):
            block = grid.name_block(name)
            top = rect.top() + (rect.height() - block.height) / 2
            block.draw(painter, _PAD, top, theme.colour("ink"))
        cells = [(sheet, grid.cell_rect(row, sheet)) for sheet in grid.columns]
        open_ground = cells[0][1].united(cells[-1][1])
        painter.fillRect(open_ground, theme.colour("sheet"))
        for sheet, cell in cells:
            score = grid.score(sheet, item)
            if score is not None and exposed.intersects(cell):
                self._cell(painter, theme, cell, sheet, score)
        figure = grid.figure(item)
        if figure and not grid.is_open:
            left = grid.width() - grid.figure_width
            box = QRectF(left, rect.top(), grid.figure_width, rect.height() - 1)
            _centred(painter, box, figure, 600, theme.colour("ink"))
        painter.fillRect(QRectF(0, rect.bottom(), grid.width(), 1), theme.colour("line"))

    def _cell(self, painter: QPainter, theme: Theme, cell: QRect, sheet: int, score: int) -> None:
        """Draw a score, or that there is one where it is not to be seen yet."""
        grid, box = self._grid, QRectF(cell)
        if not grid.is_open or sheet == grid.sheet:
            _centred(painter, box, shown_score(grid.scale, score), 600, theme.colour("ink"))
            return
        painter.fillRect(cell, theme.colour("table"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        painter.drawEllipse(box.center(), 3.2, 3.2)

    def _columns(self, painter: QPainter, theme: Theme, first: int, last: int) -> None:
        """Draw the lines between the slips from one row to another."""
        grid = self._grid
        top, bottom = grid.row_rect(first).top(), grid.row_rect(last).bottom()
        lefts = [grid.cell_rect(first, sheet).left() for sheet in grid.columns]
        for x in (*lefts, grid.cell_rect(first, grid.columns[-1]).right() + 1):
            painter.fillRect(QRect(x, top, 1, bottom - top), theme.colour("line"))


def _centred(painter: QPainter, box: QRectF, text: str, weight: int, colour: QColor) -> None:
    painter.setFont(QFont(fonts.font("body", weight, tabular=True)))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
