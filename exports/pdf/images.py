"""The canvas as a picture: for the preview on the desk and as a PNG file to put into a wiki or a mail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exports.pdf.canvas import canvas_pdf_bytes
from exports.source import Source
from facilitator.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

_LEAST_WIDTH, _MOST_WIDTH = 200, 12_000


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
    images = _pages(canvas_pdf_bytes(source, paper), width_px, page)
    image, number, count = images[0]
    return CanvasPicture(image.tobytes(), image.width, image.height, number, count)


def write_png(source: Source, path: Path | str, width_px: int = 3508, paper: str = "A3") -> None:
    """Write the canvas as a PNG file, its further pages one below the other.

    width_px: 3508 is an A3 page at 212 dots an inch, the width of an A4 page at 300.

    Raises:
        UserError: as `canvas_picture`.
        OSError: the file cannot be written.
    """
    from PIL import Image

    images = [image for image, _, _ in _pages(canvas_pdf_bytes(source, paper), width_px, None)]
    whole = Image.new("RGB", (images[0].width, sum(image.height for image in images)), "white")
    top = 0
    for image in images:
        whole.paste(image, (0, top))
        top += image.height
    whole.save(str(path), format="PNG")


def _pages(pdf: bytes, width_px: int, only: int | None) -> list[tuple[Image.Image, int, int]]:
    """Return pages as RGBA images with their number and the count of all; `only` one of them, where given."""
    if not _LEAST_WIDTH <= width_px <= _MOST_WIDTH:
        raise UserError(f"A picture can be {_LEAST_WIDTH} to {_MOST_WIDTH} pixels wide, not {width_px}.")
    # Loading the renderer takes longer than starting the program may; only pictures need it.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        numbers = range(1, count + 1) if only is None else [max(1, min(only, count))]
        found = []
        for number in numbers:
            page = document[number - 1]
            bitmap = page.render(scale=width_px / page.get_width())
            found.append((bitmap.to_pil().convert("RGBA"), number, count))
            bitmap.close()
            page.close()
        return found
    finally:
        document.close()
