"""Matrix: the question while everybody writes, the notes, then where they stand between two axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QRectF

from facilitator.activities.matrix import MatrixView, PlacedView
from facilitator.audience import AudienceView
from ui import fonts
from ui.pictures.matrix_page import MatrixPage, MatrixSizes, Standing
from ui.projector.activities.brainstorm import arrange as arrange_brainstorm
from ui.projector.parts import caption_of, head
from ui.projector.sheet import Pen, Screen, Sheet
from ui.widgets.note_painter import projector_note_metrics

_TOP, _BOTTOM = 0.225, 0.965
_CARD = 0.34
_MOST = 12
"""So many cards share a page and can be read; more come on further pages."""


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(MatrixView, view.part)
    if part.brainstorm is not None:
        return arrange_brainstorm(replace(view, part=part.brainstorm), screen)
    pages = [part.placed[first : first + _MOST] for first in range(0, len(part.placed), _MOST)]
    return [_page(view, part, each, screen) for each in pages or [()]]


def _page(view: AudienceView, part: MatrixView, shown: Sequence[PlacedView], screen: Screen) -> Sheet:
    pen = Pen(screen)
    h = screen.h
    head(pen, view, caption_of(view), part.question)
    metrics = projector_note_metrics(screen.height)
    sizes = MatrixSizes(
        card=min(h(_CARD), screen.width * 0.21),
        metrics=replace(metrics, height=h(0.066)),
        axis=fonts.projector_font(0.036, screen.height, 600),
        axis_pitch=float(round(h(0.043))),
        corner=fonts.projector_font(0.032, screen.height, 400),
        corner_pitch=float(round(h(0.04))),
        line=max(1.5, h(0.0026)),
        gap=h(0.01),
    )
    side = screen.inner.left() + h(0.01)
    rect = QRectF(side, h(_TOP), screen.width - 2 * side, h(_BOTTOM - _TOP))
    notes = [Standing(each.note.id, each.note.text, each.note.colour, each.x, each.y) for each in shown]
    page = MatrixPage(
        part.across, part.up, list(part.corners.items()), part.aim, notes, rect, sizes, part.in_talk
    )
    pen.put(*page.marks())
    pen.talk = any(each.note.id == part.in_talk for each in shown)
    return pen.done()
