"""A picture as an SVG file, after Scalable Vector Graphics 1.1, which every browser and drawing program reads.

Text stays text, in the fonts of the house where they are installed and else in what the machine has.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from exports.pdf.paper import millimetres
from exports.pdf.picture import Disc, Picture, Point, Polygon, Shape, Words
from exports.pdf.text.clean import clean
from exports.pdf.text.fonts import WEIGHTS

_FONTS = "Inter, 'Noto Sans', 'Segoe UI', Helvetica, Arial, sans-serif"
_ANCHORS = {"centre": "middle", "right": "end"}


def svg_text(picture: Picture) -> str:
    """Return the picture as an SVG document. Its unit is the millimetre; text from people is escaped."""
    width, height = _number(picture.width), _number(picture.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="{_FONTS}">',
        f"<title>{_text(picture.title)}</title>",
        f"<desc>{_text(picture.about)}</desc>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *(_element(shape) for shape in picture.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _element(shape: Shape) -> str:
    if isinstance(shape, Words):
        return _words(shape)
    if isinstance(shape, Polygon):
        return f'<path d="{_outline(shape.corners)}" fill="{shape.fill or "none"}"{_stroke(shape)}/>'
    if isinstance(shape, Disc):
        centre = f'cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
        return f'<circle {centre} fill="{shape.fill}"/>'
    path = "".join(
        f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}" for x1, y1, x2, y2 in shape.segments
    )
    dashes = " ".join(_number(millimetres(each)) for each in shape.dashes)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    width = _number(millimetres(shape.thickness))
    return f'<path d="{path}" fill="none" stroke="{shape.colour}" stroke-width="{width}"{dashed}/>'


def _words(words: Words) -> str:
    style = words.style
    attributes = {
        "x": _number(words.x),
        "y": _number(words.baseline),
        "font-size": _number(millimetres(style.size)),
        "font-weight": str(WEIGHTS[style.weight]),
        "fill": style.colour,
    }
    anchor = _ANCHORS.get(words.align, "")
    if words.line.right_to_left:
        # The start of such a text is its right end, so the anchors of both ends change places.
        attributes["direction"] = "rtl"
        anchor = {"": "end", "end": "", "middle": "middle"}[anchor]
    if anchor:
        attributes["text-anchor"] = anchor
    if style.tabular:
        attributes["font-feature-settings"] = "'tnum'"
    named = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<text {named}>{_text(words.line.text)}</text>"


def _stroke(shape: Polygon) -> str:
    if shape.stroke is None:
        return ""
    return f' stroke="{shape.stroke}" stroke-width="{_number(millimetres(shape.thickness))}"'


def _outline(corners: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in corners) + "Z"


def _text(text: str) -> str:
    """Return a text that XML can hold: without control characters, what looks like markup escaped."""
    return escape(clean(text))


def _number(value: float) -> str:
    """Return a length to a thousandth of a millimetre, without noughts behind it."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
