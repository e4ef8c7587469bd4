"""The first frame of the first window: the newest sessions where Home lists them, painted before Home is made.

Until it is painted nothing is touched that makes PySide build Qt's `Qt` namespace, 25 ms where a bare window takes
160: no pen, no `fillRect`, no brush made of a colour. Words take their colour from a range of formats, areas are paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPalette, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from facilitator.errors import EnvironmentFault
from ui import fonts
from ui.desk.frame import TOP_BAR
from ui.desk.home_places import GO_ON, HEADING, SEARCH, UNDER_HEADING, methods_height, places
from ui.desk.home_words import local_now
from ui.desk.session_rows import PAGE, PITCH, ROW, Columns, cells_of, columns_for
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush, QPaintEvent

    from facilitator.library import Library, SessionSummary
    from ui.theme import Theme

__all__ = ["FirstFrame", "first_frame"]

_NAME_LEFT, _NAME_TOP = 52, 11.5
_GO_ON_CORNER = 6.0
_ANY_LENGTH = 1 << 16


def first_frame(library: Library, theme: Theme, kept: str) -> FirstFrame:
    """Return the first frame of a library; `kept` is what the start before noted, see `home_places.methods_kept`."""
    try:
        sessions = library.summaries(limit=PAGE, offset=0, include_archived=False)
        goes_on = library.interrupted() is not None
    except EnvironmentFault:
        # Home says why.
        sessions, goes_on = [], False
    return FirstFrame(sessions, theme, local_now(), goes_on=goes_on, kept=kept)


class FirstFrame(QWidget):
    """Paints what Home shows of the sessions, with room for everything that Home adds."""

    def __init__(
        self, sessions: Sequence[SessionSummary], theme: Theme, now: datetime, *, goes_on: bool, kept: str
    ) -> None:
        """Take the first page of the list, and whether Home offers a session to go on with."""
        super().__init__()
        self._sessions = sessions
        self._theme = theme
        self._now = now
        self._goes_on = goes_on
        self._kept = kept
        self._columns: Columns = columns_for(sessions)
        self._colours: dict[str, QTextLayout.FormatRange] = {}

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.width(), self.height()
        methods = methods_height(self._kept, *size)
        at = places(*size, len(self._sessions), goes_on=self._goes_on, methods=methods)
        painter = QPainter(self)
        self._fill(painter, QRectF(0, TOP_BAR - 1, self.width(), 1), "line")
        self._words(painter, _tr("HomeBar", "Facilitator"), "lead", _NAME_LEFT, _NAME_TOP, at.width)
        if self._goes_on:
            self._fill(painter, QRectF(at.left, at.go_on, at.width, GO_ON), "wash", _GO_ON_CORNER)
        self._words(painter, _tr("Home", "Start a workshop"), "heading", at.left, at.start, at.width)
        lower = at.sessions + (SEARCH[1] - HEADING) / 2
        self._words(painter, _tr("Home", "Sessions"), "heading", at.left, lower, at.width)
        self._words(
            painter, _tr("OpenActions", "Open next steps"), "heading", at.steps_left, at.go_on, at.steps_width
        )
        under = at.go_on + HEADING + UNDER_HEADING
        self._fill(painter, QRectF(at.steps_left, under, at.steps_width, 1), "line")
        self._fill(painter, QRectF(at.left, at.rows - 1, at.width, 1), "line")
        for number, summary in enumerate(self._sessions):
            top = at.rows + number * ROW
            if top >= self.height():
                break
            self._row(painter, summary, at.left, top, at.width)
        painter.end()

    def _row(self, painter: QPainter, summary: SessionSummary, left: int, top: int, width: int) -> None:
        self._fill(painter, QRectF(left, top + ROW - 1, width, 1), "line")
        for cell in cells_of(summary, width, self._columns, self._now, ""):
            font = fonts.font("body", cell.weight)
            block = lay_out(cell.text, font, max(1.0, float(cell.width)), PITCH, max_lines=1)
            self._draw(painter, block.layout, left + cell.left, top + (ROW - PITCH) / 2, cell.role)

    def _words(self, painter: QPainter, text: str, style: str, x: float, y: float, width: float) -> None:
        block = lay_out(text, fonts.font(style), width, fonts.line_height(style), max_lines=1)
        self._draw(painter, block.layout, x, y, "ink")

    def _draw(self, painter: QPainter, layout: QTextLayout, x: float, y: float, role: str) -> None:
        if role not in self._colours:
            coloured = self._colours[role] = QTextLayout.FormatRange()
            coloured.start, coloured.length = 0, _ANY_LENGTH
            look = QTextCharFormat()
            look.setForeground(self._brush(role))
            coloured.format = look
        layout.draw(painter, QPointF(x, y), [self._colours[role]])

    def _fill(self, painter: QPainter, box: QRectF, role: str, corner: float = 0.0) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, corner, corner)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, corner > 0)
        painter.fillPath(path, self._brush(role))

    def _brush(self, role: str) -> QBrush:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.colour(role))
        return palette.brush(QPalette.ColorRole.Window)


def _tr(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
