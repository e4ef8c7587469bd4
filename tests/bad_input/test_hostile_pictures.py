"""A logo that is none, or huge, or a trap: refused in one sentence, or left out of the page by name."""

import base64
import io
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exports.formats import export
from exports.source import source_of
from facilitator import method_files
from facilitator.acts.pictures import LARGEST_FILE
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.session import Session


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, pixels: bytes | None = None) -> bytes:
    """A grey PNG file that says it has this size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0" * (width + 1) * height) if pixels is None else pixels
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    """A small JPEG file."""
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(target, "JPEG")
    return target.getvalue()


BOMB = zlib.compress(b"\0" * 40_000_000, 9)

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not a PNG or JPEG"),
    "a text": (b"<svg onload=alert(1)>" * 10, "not a PNG or JPEG"),
    "another format": (b"GIF89a" + b"\0" * 100, "not a PNG or JPEG"),
    "only the mark of a PNG": (b"\x89PNG\r\n\x1a\n", "not a PNG or JPEG"),
    "only the mark of a JPEG": (b"\xff\xd8\xff", "not a PNG or JPEG"),
    "a JPEG without an end": (b"\xff\xd8\xff\xe0" + b"\xff" * 50_000, "not a PNG or JPEG"),
    "no pixels": (png(0, 10, pixels=b""), "not a PNG or JPEG"),
    "far too many pixels": (png(60_000, 60_000, pixels=BOMB), "60000 by 60000 pixels"),
    "more pixels than there are": (png(2**31 - 1, 2**31 - 1, pixels=b""), "pixels"),
    "a huge file": (png(10, 10) + b"\0" * LARGEST_FILE, "larger than 4 MB"),
}
BROKEN: dict[str, bytes] = {
    "cut off": jpeg()[:-200],
    "no picture inside": png(10, 10, pixels=b"not compressed"),
    "a bomb in its profile": png(10, 10, chunk(b"iCCP", b"x\0\0" + BOMB)),
    "a bomb in its words": png(10, 10, chunk(b"zTXt", b"x\0\0" + BOMB)),
    "an unknown part": png(10, 10, chunk(b"JUNK", b"\xff" * 1000)),
    "a wrong sum": png(10, 10).replace(b"IDAT", b"IDAX"),
}


def canvas_of(session: Session, folder: Path) -> tuple[str, ...]:
    """Print the canvas as PDF and as PNG and tell what was left out of both."""
    left_out: tuple[str, ...] = ()
    for format_id in ("pdf", "png"):
        left_out += export(source_of(session), format_id, folder / f"canvas.{format_id}").left_out
    assert sorted(each.name for each in folder.iterdir()) == ["canvas.pdf", "canvas.png"]
    return left_out


@pytest.fixture
def printed() -> Session:
    """A session whose canvas has a line."""
    found = rehearse(method_files.load("cop-bootstrap"))
    found.outcomes.write("vision", "Calm")
    return found


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_logo_is_refused(printed: Session, data: bytes, told: str) -> None:
    """One sentence, and the session keeps the logo it had."""
    printed.pictures.set_logo("good.png", png(40, 20))
    before = printed.data.pictures
    with pytest.raises(UserError, match=told) as caught:
        printed.pictures.set_logo("bad.png", data)
    assert "\n" not in str(caught.value)
    assert printed.data.pictures == before


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_logo_that_cannot_be_drawn_spoils_no_page(printed: Session, data: bytes, tmp_path: Path) -> None:
    """Its head is good, so it is kept; the canvas is printed, with it or with a word about it."""
    printed.pictures.set_logo("odd.png", data)
    assert all("logo" in each for each in canvas_of(printed, tmp_path))


@pytest.mark.parametrize("name", ["cut off", "no picture inside", "a wrong sum"])
def test_a_logo_left_out_is_named(printed: Session, name: str, tmp_path: Path) -> None:
    """Nobody finds out at the wall that the logo is missing."""
    printed.pictures.set_logo("odd.png", BROKEN[name])
    assert len(canvas_of(printed, tmp_path)) == 2


def test_good_logos_are_drawn(printed: Session, tmp_path: Path) -> None:
    """The files the tests above spoil are good ones otherwise."""
    for number, data in enumerate((png(40, 20), jpeg())):
        printed.pictures.set_logo("good", data)
        folder = tmp_path / str(number)
        folder.mkdir()
        assert canvas_of(printed, folder) == ()


@pytest.mark.parametrize("name", [name for name in REFUSED if name != "a huge file"])
def test_no_document_brings_such_a_logo(
    document: dict[str, Any], refused: Callable[..., str], library_file: Path, name: str, tmp_path: Path
) -> None:
    """What the window refuses is refused in a file as well, and nothing of that file comes in."""
    data = base64.b64encode(REFUSED[name][0]).decode()
    document["pictures"] = [
        {"id": "logo", "purpose": "logo", "name": "x", "media_type": "image/png", "data": data}
    ]
    given = tmp_path / "given.json"
    given.write_text(json.dumps(document))
    before = library_file.read_bytes()
    assert "pictures[0]" in refused("import", str(given), code=2)
    assert library_file.read_bytes() == before
