"""The logo on a page: read with care, small enough for print, fitted and never cropped."""

from __future__ import annotations

import io
from typing import Any

from facilitator.errors import UserError
from facilitator.pictures import media_type_of

_MOST_PIXELS_A_SIDE = 1200
"""Enough for 18 mm on A3 enlarged to A0 (51 mm) at 600 dots an inch."""


def read_logo(data: bytes) -> tuple[Any, float] | None:
    """Return the picture for reportlab and its width divided by its height; None if it cannot be read."""
    # Pillow takes long to import and only pages with a logo need it.
    from PIL import Image, ImageOps
    from reportlab.lib.utils import ImageReader

    try:
        media_type_of(data)
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UserError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    image.thumbnail((_MOST_PIXELS_A_SIDE, _MOST_PIXELS_A_SIDE))
    return ImageReader(image), image.width / image.height
