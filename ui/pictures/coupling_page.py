"""A coupling map arranged as marks: the same for the desk, where it can be moved, and for the room."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import sqrt

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from facilitator.coupling_figures import Figures, waits_along
from facilitator.coupling_layout import BOX_HEIGHT, BOX_WIDTH, Place
from facilitator.coupling_lines import Box, Curve, Lines
from facilitator.couplings import CouplingMap, Wait
from ui import fonts
from ui.pictures.coupling_marks import ArrowMark, DaysMark, PartyMark
from ui.pictures.coupling_words import number_words
from ui.projector.sheet import Mark
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["MapPage", "MapSizes", "Shown", "extent_of", "fitted"]

_GAP_X, _GAP_Y = 0.5, 0.35
"""The least room between boxes beside and over each other, in heights of a box: an arrow has to be seen."""
_DENSE = 40
"""With more arrows than this, choosing a party or an arrow makes the others pale."""


@dataclass(frozen=True)
class MapSizes:
    """Lengths in px: a step of the layout across and down, letters of names and figures with their line, pens.

    `boxes` is the width and height of boxes where they are not the usual share of a step.
    """

    step_x: float
    step_y: float
    name: QFont
    pitch: float
    days: QFont
    days_pitch: float
    line: float = 1.2
    ground: str = "paper"
    inset: float = 14.0
    boxes: tuple[float, float] | None = None

    @property
    def box(self) -> tuple[float, float]:
        """Width and height of a party's box."""
        return self.boxes or (self.step_x * BOX_WIDTH, self.step_y * BOX_HEIGHT)

    @property
    def lines(self) -> int:
        """How many lines of a name a box holds."""
        return max(1, int((self.box[1] - 2 * self.line) // self.pitch))

    def lay_out_name(self, name: str) -> TextBlock:
        """Return the name of a party as it stands in its box."""
        width = self.box[0] - 8 * self.line
        return lay_out(name, self.name, width, self.pitch, max_lines=self.lines, balanced=True)

    def holds(self, name: str) -> bool:
        """Whether a name stands in its box whole, no word of it broken."""
        widest = max((QFontMetricsF(self.name).horizontalAdvance(each) for each in name.split()), default=0.0)
        return widest <= self.box[0] - 8 * self.line and self.lay_out_name(name).complete


@dataclass(frozen=True)
class Shown:
    """What is shown: the map with places, its figures once it is read, and which party and which arrow stand out.

    `fresh` are parties that are only tried.
    """

    map: CouplingMap
    places: Mapping[str, Place] = field(default_factory=dict)
    figures: Figures | None = None
    chosen: str | None = None
    fresh: frozenset[str] = frozenset()
    arrow: str | None = None


def extent_of(places: Mapping[str, Place]) -> tuple[float, float]:
    """Return how many steps a map is wide and high, from its corner; at least one of each."""
    wide = max((x for x, _ in places.values()), default=0.0) + BOX_WIDTH
    high = max((y for _, y in places.values()), default=0.0) + BOX_HEIGHT
    return wide, high


def fitted(
    sizes: MapSizes, places: Mapping[str, Place], width: float, height: float, *, least: float, most: float
) -> MapSizes | None:
    """Return `sizes` with steps with which a map fills `width` x `height` px, None where it has no room for that.

    Boxes keep their size. A step is between `least` and `most` times as long as it was, and boxes stay apart.
    """
    box_x, box_y = sizes.box
    columns = max((x for x, _ in places.values()), default=0.0)
    rows = max((y for _, y in places.values()), default=0.0)
    room_x, room_y = width - 2 * sizes.inset - box_x, height - 2 * sizes.inset - box_y
    step_x = min(sizes.step_x * most, room_x / columns if columns else sizes.step_x)
    step_y = min(sizes.step_y * most, room_y / rows if rows else sizes.step_y)
    if step_x < sizes.step_x * least or step_y < sizes.step_y * least or min(room_x, room_y) < 0:
        return None
    found = replace(sizes, step_x=step_x, step_y=step_y, boxes=(box_x, box_y))
    gap_x, gap_y = box_y * _GAP_X, box_y * _GAP_Y
    where = list(places.values())
    for number, (x, y) in enumerate(where):
        for a, b in where[:number]:
            if abs(x - a) * step_x < box_x + gap_x and abs(y - b) * step_y < box_y + gap_y:
                return None
    return found


class MapPage:
    """The marks of a map whose corner is at (left, top); when a party moves, only what belongs to it is made anew."""

    def __init__(
        self,
        shown: Shown,
        sizes: MapSizes,
        left: float = 0.0,
        top: float = 0.0,
        before: MapPage | None = None,
    ) -> None:
        """Arrange `shown`; what is as it was on the page `before` is taken over from there."""
        self.shown = shown
        self.sizes = sizes
        self._left, self._top = left, top
        self._days_font = _Font(sizes.days)
        now = shown.map
        width, height = sizes.box
        boxes = {each: Box(*self.middle(place), width, height) for each, place in shown.places.items()}
        chain = waits_along(now, shown.figures.chain) if shown.figures is not None else ()
        self._strong = {each.id for each in chain}
        self._most = set(shown.figures.waited_for) if shown.figures is not None else set()
        self._longest = max((each.days for each in now.waits), default=0.0)
        self._near = self._neighbours()
        self._blocks = {each.id: sizes.lay_out_name(each.name) for each in now.parties}
        # Arrows of the chain come first, so that their figures find a place.
        waits = sorted(now.waits, key=lambda each: (each.id not in self._strong, -each.days))
        lines = before.lines if before is not None and before.sizes == sizes else None
        same = lines is not None and lines.boxes == boxes and lines.waits == tuple(waits)
        self.lines = lines if lines is not None and same else Lines(boxes, waits, self._days_size, lines)

    def shifted(self, x: float, y: float) -> MapPage:
        """Return the same page so much further right and down."""
        found = copy(self)
        found._left, found._top = self._left + x, self._top + y
        found.lines = self.lines.shifted(x, y)
        return found

    def with_chosen(self, chosen: str | None) -> MapPage:
        """Return the same page with another party standing out: nothing of it moves."""
        found = copy(self)
        found.shown = replace(self.shown, chosen=chosen)
        found._near = found._neighbours()
        return found

    def with_arrow(self, wait: str | None) -> MapPage:
        """Return the same page with another arrow standing out: nothing of it moves."""
        found = copy(self)
        found.shown = replace(self.shown, arrow=wait)
        found._near = found._neighbours()
        return found

    def middle(self, place: Place) -> tuple[float, float]:
        """Return the middle of the box at a place of the layout, in px."""
        width, height = self.sizes.box
        return (
            self._left + width / 2 + place[0] * self.sizes.step_x,
            self._top + height / 2 + place[1] * self.sizes.step_y,
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom of everything, in px."""
        return self.lines.bounds()

    def place_at(self, x: float, y: float) -> Place:
        """Return the place of the layout whose box has its middle at (x, y)."""
        width, height = self.sizes.box
        return (
            (x - self._left - width / 2) / self.sizes.step_x,
            (y - self._top - height / 2) / self.sizes.step_y,
        )

    def rect_of(self, party_id: str) -> QRectF:
        """Return the box of a party."""
        box = self.lines.boxes[party_id]
        return QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)

    def at(self, x: float, y: float) -> str | None:
        """Return the party at (x, y), the one on top where boxes overlap."""
        found = [each for each, box in self.lines.boxes.items() if box.holds((x, y))]
        return found[-1] if found else None

    def arrow_at(self, x: float, y: float, near: float = 5.0) -> str | None:
        """Return the wait whose arrow runs through (x, y)."""
        for wait, curve in self.lines.curves.items():
            for step in range(33):
                px, py = curve.at(step / 32)
                if abs(px - x) <= near + 3 and abs(py - y) <= near + 3:
                    return wait
        return None

    def marks(self, *, without: str | None = None) -> tuple[Mark, ...]:
        """Return everything, arrows below boxes; `without` leaves a party and its arrows out."""
        now = self.shown.map
        waits = [each for each in now.waits if without not in (each.who, each.whom)]
        parties = [each.id for each in now.parties if each.id != without]
        return (*self._arrows(waits), *(self.party_mark(each) for each in parties), *self._days(waits))

    def marks_of(self, party_id: str) -> tuple[Mark, ...]:
        """Return a party that is carried, with its arrows."""
        waits = self.shown.map.waits_of(party_id)
        carried = replace(self.party_mark(party_id), carried=True)
        return (*self._arrows(waits), carried, *self._days(waits))

    def party_mark(self, party_id: str) -> PartyMark:
        """Return the box of a party."""
        party = self.shown.map.party(party_id)
        assert party is not None
        look = "most" if party_id in self._most else "plain"
        return PartyMark(
            self.rect_of(party_id),
            party.name,
            self._blocks[party_id],
            float(self.sizes.name.pixelSize()),
            "tried" if party_id in self.shown.fresh else look,
            ring=party_id == self.shown.chosen,
            faint=self._pale and party_id not in self._near,
            line=self.sizes.line,
        )

    @property
    def _dense(self) -> bool:
        return len(self.shown.map.waits) > _DENSE

    @property
    def _pale(self) -> bool:
        return bool(self._near) and self._dense

    def _neighbours(self) -> set[str]:
        """Return the parties that belong to what stands out: to a party and its neighbours, to an arrow its ends."""
        chosen, found = self.shown.chosen, set[str]()
        if chosen is not None:
            found.add(chosen)
        for each in self.shown.map.waits:
            if each.id == self.shown.arrow or chosen in (each.who, each.whom):
                found |= {each.who, each.whom}
        return found

    def _is_pale(self, wait: Wait) -> bool:
        if wait.id == self.shown.arrow:
            return False
        return self._pale and self.shown.chosen not in (wait.who, wait.whom)

    def _width(self, wait: Wait) -> float:
        share = sqrt(wait.days / self._longest) if self._longest else 0.0
        widest = 1.5 if self._dense else 2.6
        return self.sizes.line * (0.9 + widest * share)

    def _arrows(self, waits: list[Wait] | tuple[Wait, ...]) -> list[ArrowMark]:
        read = self.shown.figures is not None
        found = []
        for each in waits:
            width = self._width(each)
            strong = each.id in self._strong
            found.append(
                ArrowMark(
                    self.lines.curves[each.id],
                    width,
                    self.sizes.line * 6.0 + width * 1.4,
                    strong,
                    faint=self._is_pale(each),
                    dashed=read,
                    dense=self._dense and not self._near,
                    chosen=each.id == self.shown.arrow,
                )
            )
        # Pale ones below, the chain over the others, the chosen one on top.
        return sorted(found, key=lambda each: (not each.faint, each.chosen, each.strong))

    def _days(self, waits: list[Wait] | tuple[Wait, ...]) -> list[DaysMark]:
        found = []
        for each in waits:
            curve: Curve = self.lines.curves[each.id]
            if curve.label is None or self._is_pale(each):
                continue
            width, height = self._days_size(each)
            x, y = curve.label
            words = _words_of(each)
            block = lay_out(words, self.sizes.days, 400.0, self.sizes.days_pitch, max_lines=1)
            rect = QRectF(x - width / 2, y - height / 2, width, height)
            found.append(
                DaysMark(
                    rect,
                    words,
                    block,
                    float(self.sizes.days.pixelSize()),
                    each.id in self._strong,
                    self.sizes.ground,
                )
            )
        return found

    def _days_size(self, wait: Wait) -> tuple[float, float]:
        width = _width_of(_words_of(wait), self._days_font, fonts.faces_known())
        return width + 3 * self.sizes.line, self.sizes.days_pitch - self.sizes.line


class _Font:
    """A font that can be told from others quickly."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._key = font.key()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Font) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(2000)
def _width_of(words: str, font: _Font, _faces: int) -> float:
    """Return how wide words are, while so many faces are known: every page of a map asks for the same few again."""
    return QFontMetricsF(font.font).horizontalAdvance(words)


def _words_of(wait: Wait) -> str:
    """Return the figure of an arrow; a question mark while nobody knows."""
    return number_words(wait.days) if wait.days else "?"
