"""Coupling map: who waits for whom, large enough for the last row; its figures once it is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.activities.coupling_map import CouplingView
from facilitator.audience import AudienceView
from facilitator.couplings import CouplingMap
from ui.pictures.coupling_words import Figure, chain_words, figure_list, legend_words, then_words, tried_words
from ui.projector.asking import asking_sheets
from ui.projector.coupling import map_sheets
from ui.projector.fitting import one_line, wrapped
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import caption_of, head
from ui.projector.sheet import Pen, Screen, Sheet

_MAP_TOP, _READ_TOP = 0.225, 0.325
_LEGEND, _LEGEND_FOOT, _LEGEND_LINES = 0.032, 0.963, 4
"""Letters of what stands under the map, where it ends, and how many lines it takes at most."""
_FIGURE, _FIGURE_FLOOR, _FIGURE_NAME = 0.05, 0.034, 0.032


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the question while there is no map, then the map."""
    part = cast(CouplingView, view.part)
    if not part.map.parties:
        return asking_sheets(view, screen, part.question, ())
    read = part.figures is not None
    unknown = any(not each.days for each in part.map.waits)
    legend, then = _steps(part) or legend_words(read=read, unknown=unknown), _then(part)
    found: list[Sheet] = []
    # What the figures were last time stands under the map where there is room for both on a page.
    for words in dict.fromkeys(["\n".join((*then, legend)), legend]):
        found = map_sheets(part, screen, partial(_frame, view, part, screen, words))
        if len(found) == 1:
            return found
    if read and part.figures is not None and part.figures.chain:
        return [*_chain(view, part, screen), *found]
    return found


def _frame(view: AudienceView, part: CouplingView, screen: Screen, words: str, pen: Pen) -> QRectF:
    """Put what stands around the map, `words` under it, and return what is left for it."""
    head(pen, view, caption_of(view), part.question)
    read = part.figures is not None
    if read:
        _figures(pen, part)
    legend = wrapped(words, screen, screen.text_width, _LEGEND, most_lines=_LEGEND_LINES)
    foot = screen.h(_LEGEND_FOOT) - legend.block.height
    pen.put(legend.words("legend", screen.left, foot, "ink_soft"))
    top = screen.h(_READ_TOP if read else _MAP_TOP)
    # The map takes the whole screen between the edges: names need the room.
    side = screen.inner.left() + screen.h(0.01)
    return QRectF(side, top, screen.width - 2 * side, foot - screen.h(0.01) - top)


def _figures(pen: Pen, part: CouplingView) -> None:
    screen = pen.screen
    assert part.figures is not None
    now = figure_list(part.map, part.figures)
    before: Sequence[Figure] = ()
    if part.before is not None and part.figures_before is not None:
        before = figure_list(part.before, part.figures_before)
    values = [figure.value for figure in now]
    for number, was in enumerate(before):
        if was.value != values[number]:
            values[number] = f"{was.value} \N{RIGHTWARDS ARROW} {values[number]}"
    names = [one_line(figure.name, screen, screen.text_width, _FIGURE_NAME) for figure in now]
    whole = [one_line(value, screen, screen.text_width, _FIGURE, weight=600) for value in values]
    least = [name.block.width + 1 for name in names]
    wanted = [max(value.block.width + 1, width) for value, width in zip(whole, least, strict=True)]
    left, gap = screen.left, screen.h(0.03)
    widths = _shared(wanted, least, screen.text_width - gap * (len(now) - 1))
    for value, name, width in zip(values, names, widths, strict=True):
        shown = one_line(value, screen, width, _FIGURE, weight=600, floor=_FIGURE_FLOOR)
        pen.put(shown.words("figure", left, screen.h(0.222) + (screen.h(0.06) - shown.block.height) / 2))
        pen.put(name.words("figure_name", left, screen.h(0.28), "ink_soft"))
        left += width + gap


def _shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths that fill `room`: as wanted and alike more, or else less where more than the least was wanted."""
    over = sum(wanted) - room
    if over <= 0:
        return [each - over / len(wanted) for each in wanted]
    spare = [each - few for each, few in zip(wanted, least, strict=True)]
    share = min(1.0, over / (sum(spare) or 1.0))
    return [each - more * share for each, more in zip(wanted, spare, strict=True)]


def _then(part: CouplingView) -> list[str]:
    """Return what the figures were last time, where there was one."""
    if part.then is None or part.phase != "read":
        return []
    return [QCoreApplication.translate("Projector", "Last time, {words}").format(words=then_words(part.then))]


def _steps(part: CouplingView) -> str:
    """Return what is tried in words."""
    words = " \N{MIDDLE DOT} ".join(tried_words(part.before or CouplingMap(), part.steps))
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
    entries.extend(Entry(each, "") for each in _then(part))
    return list_sheets(view, screen, part.question, entries)
