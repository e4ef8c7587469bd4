"""Identifiers and times as they are stored."""

import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """Return a random identifier of 32 hexadecimal digits.

    Random, not ordered by time: an id must not tell when or in which order a note was written, and ids of
    several libraries must never meet.
    """
    return uuid.uuid4().hex


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
