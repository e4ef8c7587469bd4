"""Text of every script on PDF pages: shaped, wrapped, drawn as real text that can be searched and copied.

`TextBook` is the door; make one for each document, with a canvas from `new_canvas`.
"""

from exports.pdf.text.book import Align, Missing, Style, TextBook, new_canvas
from exports.pdf.text.fonts import Weight
from exports.pdf.text.record import Recorder, TextRun
from exports.pdf.text.wrap import Line, Lines

__all__ = [
    "Align",
    "Line",
    "Lines",
    "Missing",
    "Recorder",
    "Style",
    "TextBook",
    "TextRun",
    "Weight",
    "new_canvas",
]
