"""The rows that the first window lists: a part of `facilitator.model`, which is where everybody else finds them.

Apart, because making the other dataclasses took 3 % of the time to the first window, which shows none of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """A community or team that holds sessions."""

    id: str
    name: str
    created: str


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something somebody will do. `state` is open, done or dropped; `due` an ISO date; `topic` what prompted it."""

    id: str
    session_id: str
    text: str
    owner: str = ""
    due: str | None = None
    state: str = "open"
    topic: str = ""
    created: str = ""
    position: float = 0.0
