"""Below the arrows of a force field: the sums of both sides as bars, what the signs mean, the balance in words."""

from __future__ import annotations

from exports.force_words import SIDES, balance, figure, is_weighed, then_words
from exports.pdf.forces.frame import Frame
from exports.pdf.forces.signs import ALIGN, COLOURS, DIRECTIONS, SMALLEST, bar, diamond, draw_arrow, whisker
from exports.pdf.paper import INK, MUTED, millimetres
from exports.pdf.picture import Sketch, rectangle
from exports.pdf.text.book import Style
from facilitator.forces import DRIVER, ForceField, Side

_TOTAL_STEP = 6.6
_LEGEND = 6.4


class Sums:
    """Draws the sums and the legend of a force field into a sketch."""

    def __init__(self, sketch: Sketch, field: ForceField, frame: Frame) -> None:
        self._sketch, self._field, self._frame = sketch, field, frame

    @property
    def height(self) -> float:
        """What all of it takes; nothing before anything is weighed."""
        if not is_weighed(self._field):
            return 0.0
        return _TOTAL_STEP * len(self._bars()) + 2.0 + self._legend_height

    def _bars(self) -> list[tuple[str, str, dict[Side, float]]]:
        """Return (owner, words, sum by side) of each bar."""
        field = self._field
        found = []
        if field.balance_then is not None:
            found.append(("then", "Then", {side: field.total_then(side) or 0.0 for side in SIDES}))
        found.append(("today", "Today", {side: field.total(side) for side in SIDES}))
        if field.planned:
            found.append(("after", "After the plan", {side: field.total_after(side) for side in SIDES}))
        return found

    def draw(self, top: float) -> float:
        """Draw sums, legend and balance from `top` down, and return where they end."""
        if not is_weighed(self._field):
            return top
        below = self._draw_bars(top)
        self._legend(self._sketch, below + _LEGEND - 2.0)
        return below + self._legend_height

    def _draw_bars(self, top: float) -> float:
        sketch, frame = self._sketch, self._frame
        size = 10.0 if frame.label > 40 else 8.5
        bars = self._bars()
        most = max([1.0, *(value for *_, sums in bars for value in sums.values())])
        unit = (frame.lane + frame.score + 0.28 * frame.label) / most
        y = top + 2.6
        for name, words, sums in bars:
            sketch.owner = f"total:{name}"
            baseline = y + 2.2 + 0.36 * millimetres(size)
            sketch.text(frame.middle, baseline, words, Style("semibold", size, INK), "centre")
            for side, value in sums.items():
                direction = DIRECTIONS[side]
                start, end = frame.zero(direction), frame.zero(direction) + direction * value * unit
                corners = rectangle(min(start, end), y, abs(end - start), 4.4)
                sketch.owner = f"total:{name}:{side}"
                if value > 0:
                    bar(sketch, corners, side, name)
                style = Style("bold", size + 1, COLOURS[side], tabular=True)
                sketch.text(end + direction * 1.4, baseline, figure(value), style, ALIGN[direction])
            y += _TOTAL_STEP
        return y

    @property
    def _legend_height(self) -> float:
        """What the legend takes: one line, two where the balance does not fit beside it."""
        return _LEGEND if self._legend(Sketch(self._sketch.book), 0.0) else _LEGEND + 4.6

    def _legend(self, sketch: Sketch, baseline: float) -> bool:
        """Draw the legend and tell whether all of it stood on one line."""
        frame, field = self._frame, self._field
        sketch.owner = "legend"
        style = Style("regular", SMALLEST, MUTED)
        x, y = frame.margin, baseline - 0.95
        draw_arrow(sketch, (x, y), x + 7.0, 1.7, DRIVER)
        x += (
            8.2 + sketch.text(x + 8.2, baseline, "sum of dots" if field.scale.dots else "median", style) + 4.0
        )
        if not field.scale.dots:
            sketch.strokes(whisker(x, x + 7.0, y), INK, 0.8)
            x += 8.2 + sketch.text(x + 8.2, baseline, "lowest to highest", style) + 4.0
        if field.planned:
            sketch.polygon(diamond(x + 1.4, y, 3.2), "#FFFFFF", INK, 0.9)
            x += 4.0 + sketch.text(x + 4.0, baseline, "expected after", style) + 4.0
        if field.balance_then is not None:
            sketch.box(x, y - 1.6, 1.0, 3.2, "#FFFFFF", INK, 0.6)
            x += 2.0 + sketch.text(x + 2.0, baseline, then_words(field), style) + 4.0
        sketch.owner = "balance"
        size = 10.0 if frame.label > 40 else 8.5
        right, words = frame.width - frame.margin, Style("semibold", size, INK)
        beside = right - millimetres(sketch.book.measure(balance(field), words)) >= x
        sketch.text(right, baseline if beside else baseline + 4.6, balance(field), words, "right")
        return beside
