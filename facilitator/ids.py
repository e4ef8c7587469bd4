"""Identifiers, chance and times as they are stored."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_CHANCE: ContextVar["random.Random | None"] = ContextVar("chance", default=None)


def chance() -> "random.Random":
    """Return where everything random comes from: the system, unless `repeatable` says otherwise."""
    # The first window needs no chance, and reading this module takes a while.
    import random

    return _CHANCE.get() or random.SystemRandom()


@contextmanager
def repeatable(seed: str) -> Iterator[None]:
    """Let ids and shuffles inside the block come from `seed`: the sample is the same each time it is built."""
    import random

    token = _CHANCE.set(random.Random(seed))
    try:
        yield
    finally:
        _CHANCE.reset(token)


def new_id() -> str:
    """Return a random identifier of 32 hexadecimal digits.

    Random, not ordered by time: an id must not tell when or in which order a note was written, and ids of
    several libraries must never meet.
    """
    source = _CHANCE.get()
    bits = int.from_bytes(os.urandom(16)) if source is None else source.getrandbits(128)
    # Version 4 and the variant of RFC 9562, as `uuid.uuid4` sets them.
    bits = bits & ~(0xF << 76) & ~(0x3 << 62) | 0x4 << 76 | 0x2 << 62
    return f"{bits:032x}"


def utc_now() -> str:
    """Return the present moment as stored everywhere: ISO 8601, UTC, whole seconds, closing Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def to_stamp(moment: datetime) -> str:
    """Return `moment` (aware) as ISO 8601 in UTC with whole seconds and a closing Z."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=8_192)
def from_stamp(stamp: str) -> datetime:
    """Return the aware UTC moment of a stored stamp; remembered, since a long timeline asks for each several times.

    Raises:
        ValueError: the text is no ISO 8601 time.
    """
    moment = datetime.fromisoformat(stamp)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
