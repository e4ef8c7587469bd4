"""What a picture file is, read from its first bytes only: nothing is decoded before its size is known."""

import struct

from facilitator.errors import UserError

MOST_PIXELS = 25_000_000
"""Pixels a picture may have; more is a mistake or an attack that would fill the memory."""

_NO_PICTURE = "This file is not a PNG or JPEG picture. Choose another one."


def media_type_of(data: bytes) -> str:
    """Return "image/png" or "image/jpeg".

    Raises:
        UserError: the data is neither, is cut off in its head, or has more than `MOST_PIXELS`.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        media_type, size = "image/png", _png_size(data)
    elif data.startswith(b"\xff\xd8\xff"):
        media_type, size = "image/jpeg", _jpeg_size(data)
    else:
        raise UserError(_NO_PICTURE)
    width, height = size
    if width < 1 or height < 1:
        raise UserError(_NO_PICTURE)
    if width * height > MOST_PIXELS:
        raise UserError(f"The picture has {width} by {height} pixels. Save it smaller and try again.")
    return media_type


def _png_size(data: bytes) -> tuple[int, int]:
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise UserError(_NO_PICTURE)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Walk the segments up to the frame header (ITU T.81, annex B)."""
    place = 2
    while place + 9 <= len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker in (0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            place += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if length < 2:
            break
        place += 2 + length
    raise UserError(_NO_PICTURE)
