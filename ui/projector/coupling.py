"""The map on the room's screen: all of it where names stay large enough, else in pages that share a column or row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from facilitator.activities.coupling_map import CouplingView
from facilitator.coupling_layout import BOX_HEIGHT, BOX_WIDTH, STEP_X, STEP_Y, Place
from facilitator.couplings import CouplingMap
from ui import fonts
from ui.pictures.coupling_page import MapPage, MapSizes, Shown, extent_of, fitted
from ui.projector.sheet import Mark, Pen, Screen, Sheet
from ui.theme import Theme

__all__ = ["map_sheets"]

_LARGEST, _FLOOR = 0.044, 0.032
"""Letters of names as fractions of the height; below the floor the map goes on several pages."""
_STEPS = 7
_COMFORTABLE, _LEAST, _MOST = 0.8, 0.5, 1.4
"""How much shorter than usual arrows may be while letters could still be smaller, at the smallest letters, and how much
longer, so that all of the map is on one page and fills it."""
_LETTERS_WIDE = 7.6
"""A box is so many times as wide as its letters are high, and two lines high."""
_NARROWER = (6.6, 5.6)
"""How wide it is where that spares the room pages and no name is cut by it."""


class _Window:
    """Marks of a map that is larger than its page, seen through a window: what lies outside is cut.

    `x` and `y` are how far the window was carried over the map, in px.
    """

    role = "map"
    px = 0.0

    def __init__(self, marks: tuple[Mark, ...], rect: QRectF, text: str, x: float, y: float) -> None:
        self._marks = marks
        self._rect = rect
        self._text = text
        self._x, self._y = x, y

    @property
    def rect(self) -> QRectF:
        """The window."""
        return self._rect

    @property
    def text(self) -> str:
        """The names in the window."""
        return self._text

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw what is in the window."""
        painter.save()
        painter.setClipRect(self._rect)
        painter.translate(-self._x, -self._y)
        seen = self._rect.translated(self._x, self._y)
        for mark in self._marks:
            if mark.rect.intersects(seen):
                mark.paint(painter, theme)
        painter.restore()


def _sizes(screen: Screen, letters: float) -> MapSizes:
    px = screen.h(letters)
    box = px * _LETTERS_WIDE
    across = box / BOX_WIDTH
    down = max(across * STEP_Y / STEP_X, px * 2.7 / BOX_HEIGHT)
    return MapSizes(
        across,
        down,
        fonts.projector_font(letters, screen.height, 500),
        round(px * 1.14),
        fonts.projector_font(max(_FLOOR, letters * 0.85), screen.height, 600, tabular=True),
        round(screen.h(max(_FLOOR, letters * 0.85)) * 1.05),
        line=max(1.5, screen.h(0.0026)),
        inset=screen.h(0.014),
    )


def map_sheets(part: CouplingView, screen: Screen, frame: Callable[[Pen], QRectF]) -> list[Sheet]:
    """Return the map as large as it fits what `frame` leaves of a sheet; `frame` puts what stands around it.

    Of a map on several pages the party that is pointed at comes first, with those it has to do with; or else who waits
    along the arrow that is.
    """
    found = _fitted(part, screen, frame)
    wait = part.map.wait(part.arrow) if part.arrow is not None else None
    party = part.in_talk or (wait.who if wait is not None else None)
    if len(found) < 2 or party is None:
        return found
    around = replace(part, map=_around(part.map, party), in_talk=None, before=None)
    around = replace(around, places=_columns(around.map, party))
    return [*(replace(each, talk=True) for each in _fitted(around, screen, frame)), *found]


def _fitted(part: CouplingView, screen: Screen, frame: Callable[[Pen], QRectF]) -> list[Sheet]:
    """Return the map on one page where its names stay large enough, else on several."""
    fresh: frozenset[str] = frozenset()
    if part.before is not None:
        known = {each.id: each.name for each in part.before.parties}
        fresh = frozenset(each.id for each in part.map.parties if known.get(each.id) != each.name)
    shown = Shown(part.map, part.places, part.figures, part.in_talk, fresh, part.arrow)
    area = frame(Pen(screen))
    sizes_down = [
        _sizes(screen, _LARGEST - (_LARGEST - _FLOOR) * step / _STEPS) for step in range(_STEPS + 1)
    ]
    narrow = [
        replace(sizes_down[-1], boxes=(screen.h(_FLOOR) * wide, sizes_down[-1].box[1])) for wide in _NARROWER
    ]
    narrow = [each for each in narrow if all(each.holds(party.name) for party in part.map.parties)]
    for least, tried in ((_COMFORTABLE, sizes_down), (_LEAST, sizes_down[-1:]), (_LEAST, narrow)):
        for each in tried:
            page = _whole(shown, each, area, least)
            if page is not None:
                pen = Pen(screen)
                frame(pen)
                pen.put(*page.marks())
                pen.talk = shown.chosen is not None
                return [pen.done()]
    return _pages(shown, _sizes(screen, _FLOOR), extent_of(part.places), screen, frame)


def _around(now: CouplingMap, party_id: str) -> CouplingMap:
    """Return one party with those it waits for and those that wait for it."""
    waits = now.waits_of(party_id)
    ids = {party_id, *(each.who for each in waits), *(each.whom for each in waits)}
    return CouplingMap(tuple(each for each in now.parties if each.id in ids), waits)


def _columns(now: CouplingMap, party_id: str) -> dict[str, Place]:
    """Return places in three columns: who waits for the party, itself, for whom it waits."""
    before = [each.id for each in now.parties if each.id != party_id and now.between(each.id, party_id)]
    behind = [each.id for each in now.parties if each.id not in (party_id, *before)]
    rows = max(len(before), len(behind), 1)
    found = {party_id: (1.2, (rows - 1) / 2)}
    for column, ids in ((0.0, before), (2.4, behind)):
        for number, each in enumerate(ids):
            found[each] = (column, number + (rows - len(ids)) / 2)
    return found


def _whole(shown: Shown, sizes: MapSizes, area: QRectF, least: float) -> MapPage | None:
    """Return the map in the middle of an area, None where that has no room for it.

    Arrows that go round the outermost boxes need room too, as far as there is some.
    """
    found = _filling(shown, sizes, area.width(), area.height(), least)
    if found is None:
        return None
    left, top, right, bottom = found.bounds()
    over_x, over_y = right - left - area.width(), bottom - top - area.height()
    if over_x > 0 or over_y > 0:
        smaller = _filling(
            shown, sizes, area.width() - max(0.0, over_x), area.height() - max(0.0, over_y), least
        )
        found = smaller or found
        left, top, right, bottom = found.bounds()
    middle = area.center()
    return found.shifted(middle.x() - (left + right) / 2, middle.y() - (top + bottom) / 2)


def _filling(shown: Shown, sizes: MapSizes, width: float, height: float, least: float) -> MapPage | None:
    found = fitted(sizes, shown.places, width, height, least=least, most=_MOST)
    return None if found is None else MapPage(shown, found)


def _pages(
    shown: Shown, sizes: MapSizes, extent: tuple[float, float], screen: Screen, frame: Callable[[Pen], QRectF]
) -> list[Sheet]:
    """Return windows of the map, from the upper left; neighbours overlap by a step, and empty ones are left out."""
    around = Pen(screen)
    window = frame(around)
    steps_x = max(1.0, (window.width() - 2 * sizes.inset) / sizes.step_x - BOX_WIDTH)
    steps_y = max(1.0, (window.height() - 2 * sizes.inset) / sizes.step_y - BOX_HEIGHT)
    found: list[Sheet] = []
    marks = MapPage(shown, sizes, window.left() + sizes.inset, window.top() + sizes.inset).marks()
    for row in range(max(1, ceil((extent[1] - BOX_HEIGHT) / steps_y))):
        for column in range(max(1, ceil((extent[0] - BOX_WIDTH) / steps_x))):
            x, y = column * steps_x, row * steps_y
            inside = [
                each
                for each, place in shown.places.items()
                if x - 0.01 <= place[0] <= x + steps_x + 0.01 and y - 0.01 <= place[1] <= y + steps_y + 0.01
            ]
            if not inside:
                continue
            names = [party.name for each in inside if (party := shown.map.party(each)) is not None]
            part = _Window(marks, window, "\n".join(names), x * sizes.step_x, y * sizes.step_y)
            sheet = around.done()
            found.append(replace(sheet, marks=(*sheet.marks, part)))
    return found
