"""Identifiers, chance and times as they are stored."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_CHANCE: ContextVar[random.Random] = ContextVar("chance", default=random.SystemRandom())  # noqa: B039


def chance() -> random.Random:
    """Return where everything random comes from: the system, unless `repeatable` says otherwise."""
    return _CHANCE.get()


@contextmanager
def repeatable(seed: str) -> Iterator[None]:
    """Let ids and shuffles inside the block come from `seed`: the sample is the same each time it is built."""
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
    return uuid.UUID(int=chance().getrandbits(128), version=4).hex


def utc_now() -> str:
    """Return the present moment as stored everywhere: ISO 8601, UTC, whole seconds, closing Z."""
    return to_stamp(datetime.now(UTC))


def to_stamp(moment: datetime) -> str:
    """Return `moment` (aware) as ISO 8601 in UTC with whole seconds and a closing Z."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_stamp(stamp: str) -> datetime:
    """Return the aware UTC moment of a stored stamp.

    Raises:
        ValueError: the text is no ISO 8601 time.
    """
    moment = datetime.fromisoformat(stamp)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
