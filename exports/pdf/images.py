"""Pages as pictures: for the preview on the desk, and as a PNG file to put into a wiki or a mail."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.pdf.canvas import write_canvas
from exports.pdf.target import in_memory
from exports.source import Source
from facilitator.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

_LEAST_WIDTH, _MOST_WIDTH = 200, 12_000
_MOST_PIXELS = 110_000_000


@dataclass(frozen=True, slots=True)
class CanvasPicture:
    """One page as pixels: four bytes each (red, green, blue, alpha), rows from the top."""

    rgba: bytes
    width: int
    height: int
    page: int
    pages: int


def canvas_picture(source: Source, width_px: int, paper: str = "A3", page: int = 1) -> CanvasPicture:
    """Return a page of the canvas (from 1; the last one if there are fewer) as a picture `width_px` wide.

    Raises:
        UserError: the method has no canvas, there is no such paper, or the width is beyond reason.
    """
    _refuse_width(width_px)
    with _opened(in_memory(write_canvas, source, paper)[0]) as document:
        count = len(document)
        number = max(1, min(page, count))
        image = _image(document, number, width_px)
        return CanvasPicture(image.tobytes(), image.width, image.height, number, count)


def write_png(source: Source, path: Path | str, width_px: int = 3508, paper: str = "A3") -> tuple[str, ...]:
    """Write the canvas as a PNG file, its further pages one below the other; return what could not be drawn, in words.

    width_px: 3508 is an A3 page at 212 dots an inch, the width of an A4 page at 300. A canvas of more than a dozen
    pages becomes narrower, so that the whole stays a picture that other programs can open.

    Raises:
        UserError: as `canvas_picture`.
        OSError: the file cannot be written.
    """
    _refuse_width(width_px)
    pdf, left_out = in_memory(write_canvas, source, paper)
    write_pages(pdf, path, width_px)
    return left_out


def write_pages(pdf: bytes, path: Path | str, width_px: int = 3508) -> None:
    """Write all pages of a PDF file as one PNG file, one below the other, `width_px` wide or less if they are many.

    Raises:
        OSError: the file cannot be written.
    """
    from PIL import Image

    with _opened(pdf) as document:
        count = len(document)
        width, height = document[0].get_size()
        width_px = min(width_px, max(1, int(math.sqrt(_MOST_PIXELS / count * width / height))))
        whole: Image.Image | None = None
        for number in range(1, count + 1):
            image = _image(document, number, width_px)
            if whole is None:
                whole = Image.new("RGB", (image.width, image.height * count), "white")
            whole.paste(image, (0, image.height * (number - 1)))
    if whole is not None:
        whole.save(str(path), format="PNG")


def _refuse_width(width_px: int) -> None:
    if not _LEAST_WIDTH <= width_px <= _MOST_WIDTH:
        raise UserError(f"A picture can be {_LEAST_WIDTH} to {_MOST_WIDTH} pixels wide, not {width_px}.")


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    # Loading the renderer takes longer than starting the program may; only pictures need it.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _image(document: Any, number: int, width_px: int) -> Image.Image:
    """Return a page (from 1) as an RGBA image."""
    page = document[number - 1]
    bitmap = page.render(scale=width_px / page.get_width())
    try:
        image: Image.Image = bitmap.to_pil().convert("RGBA")
    finally:
        bitmap.close()
        page.close()
    return image
