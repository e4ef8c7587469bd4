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
_UNIT = 96 / 25.4
"""Units in a millimetre, those of style sheets: some programs round sizes of type to whole units."""
_RIGHT_TO_LEFT = "\u2067{}\u2069"
"""Sets the direction inside a text; as an attribute it would change in some programs which end its place means."""


def svg_text(picture: Picture) -> str:
    """Return the picture as an SVG document of its size in millimetres; text from people is escaped."""
    width, height = _length(picture.width), _length(picture.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{picture.width:.6g}mm" '
        f'height="{picture.height:.6g}mm" '
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
        centre = f'cx="{_length(shape.x)}" cy="{_length(shape.y)}" r="{_length(shape.radius)}"'
        return f'<circle {centre} fill="{shape.fill}"/>'
    path = "".join(
        f"M{_length(x1)} {_length(y1)}L{_length(x2)} {_length(y2)}" for x1, y1, x2, y2 in shape.segments
    )
    dashes = " ".join(_length(millimetres(each)) for each in shape.dashes)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    width = _length(millimetres(shape.thickness))
    return f'<path d="{path}" fill="none" stroke="{shape.colour}" stroke-width="{width}"{dashed}/>'


def _words(words: Words) -> str:
    style = words.style
    attributes = {
        "x": _length(words.x),
        "y": _length(words.baseline),
        "font-size": _length(millimetres(style.size)),
        "font-weight": str(WEIGHTS[style.weight]),
        "fill": style.colour,
    }
    anchor = _ANCHORS.get(words.align)
    if anchor:
        attributes["text-anchor"] = anchor
    if style.tabular:
        attributes["font-feature-settings"] = "'tnum'"
    named = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    text = _text(words.line.text)
    return f"<text {named}>{_RIGHT_TO_LEFT.format(text) if words.line.right_to_left else text}</text>"


def _stroke(shape: Polygon) -> str:
    if shape.stroke is None:
        return ""
    return f' stroke="{shape.stroke}" stroke-width="{_length(millimetres(shape.thickness))}"'


def _outline(corners: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_length(x)} {_length(y)}" for x, y in corners) + "Z"


def _text(text: str) -> str:
    """Return a text that XML can hold: without control characters, what looks like markup escaped."""
    return escape(clean(text))


def _length(millimetres_long: float) -> str:
    """Return a length in the units of the file, to a hundredth, without noughts behind it."""
    return f"{millimetres_long * _UNIT:.2f}".rstrip("0").rstrip(".")
