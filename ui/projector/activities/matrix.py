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
_CARDS = (0.34, 0.28)
"""How wide cards are, and where they would stand in each other's way, as fractions of the height."""
_MOST = 12
"""So many cards share a page and can be read, fewer where they crowd; more come on further pages."""


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(MatrixView, view.part)
    if part.brainstorm is not None:
        return arrange_brainstorm(replace(view, part=part.brainstorm), screen)
    return [_sheet(view, part, *each, screen) for each in _pages(part, screen)]


def _pages(part: MatrixView, screen: Screen) -> list[tuple[Sequence[PlacedView], MatrixPage]]:
    """Return the notes of each page with where they stand: as many in their order as do not crowd."""
    rest = part.placed
    if len(rest) <= _MOST:
        for card in _CARDS:
            page = _matrix(part, rest, screen, card)
            if not (page.crowded or page.covered):
                return [(rest, page)]
    found: list[tuple[Sequence[PlacedView], MatrixPage]] = []
    while rest:
        for count in range(min(_MOST, len(rest)), 0, -1):
            page = _matrix(part, rest[:count], screen, _CARDS[-1])
            if count == 1 or not (page.crowded or page.covered):
                found.append((rest[:count], page))
                rest = rest[count:]
                break
    return found


def _matrix(part: MatrixView, shown: Sequence[PlacedView], screen: Screen, card: float) -> MatrixPage:
    h = screen.h
    sizes = MatrixSizes(
        card=min(h(card), screen.width * card * 0.62),
        metrics=replace(projector_note_metrics(screen.height), height=h(0.066)),
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
    return MatrixPage(
        part.across, part.up, list(part.corners.items()), part.aim, notes, rect, sizes, part.in_talk
    )


def _sheet(
    view: AudienceView, part: MatrixView, shown: Sequence[PlacedView], page: MatrixPage, screen: Screen
) -> Sheet:
    pen = Pen(screen)
    head(pen, view, caption_of(view), part.question)
    pen.put(*page.marks())
    pen.talk = any(each.note.id == part.in_talk for each in shown)
    return pen.done()
