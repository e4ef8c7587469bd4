"""Coupling map: who waits for whom, large enough for the last row; its figures once it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator import couplings
from facilitator.activities.coupling_map import CouplingView
from facilitator.audience import AudienceView
from facilitator.couplings import CouplingMap
from ui.pictures.coupling_words import Figure, chain_words, figure_list, legend_words, step_words
from ui.projector.asking import asking_sheets
from ui.projector.coupling import map_sheets
from ui.projector.fitting import one_line
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import caption_of, head
from ui.projector.sheet import Pen, Screen, Sheet

_MAP_TOP, _READ_TOP, _MAP_BOTTOM = 0.225, 0.325, 0.915


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the question while there is no map, then the map."""
    part = cast(CouplingView, view.part)
    if not part.map.parties:
        return asking_sheets(view, screen, part.question, ())
    read = part.figures is not None

    def frame(pen: Pen) -> QRectF:
        head(pen, view, caption_of(view), part.question)
        if read:
            _figures(pen, part)
        line = one_line(_steps(part) or legend_words(read=read), screen, screen.text_width, 0.032)
        pen.put(line.words("legend", screen.left, screen.h(0.925), "ink_soft"))
        top = screen.h(_READ_TOP if read else _MAP_TOP)
        # The map takes the whole screen between the edges: names need the room.
        side = screen.inner.left() + screen.h(0.01)
        return QRectF(side, top, screen.width - 2 * side, screen.h(_MAP_BOTTOM) - top)

    found = map_sheets(part, screen, frame)
    if len(found) > 1 and part.figures is not None and part.figures.chain:
        return [*_chain(view, part, screen), *found]
    return found


def _figures(pen: Pen, part: CouplingView) -> None:
    screen = pen.screen
    assert part.figures is not None
    now = figure_list(part.map, part.figures)
    before: Sequence[Figure] = ()
    if part.before is not None and part.figures_before is not None:
        before = figure_list(part.before, part.figures_before)
    shares = (0.17, 0.36, 0.3, 0.17)
    left, gap = screen.left, screen.h(0.02)
    for number, (figure, share) in enumerate(zip(now, shares, strict=True)):
        width = screen.text_width * share - gap
        value = figure.value
        if before and before[number].value != value:
            value = f"{before[number].value} \N{RIGHTWARDS ARROW} {value}"
        shown = one_line(value, screen, width, 0.05, weight=600, floor=0.034)
        pen.put(shown.words("figure", left, screen.h(0.222) + (screen.h(0.06) - shown.block.height) / 2))
        name = one_line(figure.name, screen, width, 0.032)
        pen.put(name.words("figure_name", left, screen.h(0.28), "ink_soft"))
        left += screen.text_width * share


def _steps(part: CouplingView) -> str:
    """Return what is tried in words."""
    now, said = part.before or CouplingMap(), []
    for each in part.steps:
        said.append(step_words(now, each))
        now = couplings.after(now, [each])
    words = " \N{MIDDLE DOT} ".join(each for each in said if each)
    return (
        QCoreApplication.translate("Projector", "Tried \N{MIDDLE DOT} {steps}").format(steps=words)
        if words
        else ""
    )


def _chain(view: AudienceView, part: CouplingView, screen: Screen) -> list[Sheet]:
    """Return the figures and the longest chain in words, for a map that needs several pages."""
    assert part.figures is not None
    entries = [
        Entry(f"{each.value} {each.name}", each.detail) for each in figure_list(part.map, part.figures)
    ]
    entries.append(Entry(chain_words(part.map, part.figures.chain), ""))
    return list_sheets(view, screen, part.question, entries)
