"""The rows that the first window lists: a part of `facilitator.model`, which is where everybody else finds them.

Apart, because making the other dataclasses took 3 % of the time to the first window, which shows none of them.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Community(NamedTuple):
    """A community or team that holds sessions."""

    id: str
    name: str
    created: str


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something somebody will do. `due` is an ISO date, `topic` what prompted it.

    `state` is open, done, dropped, or carried: it went on in the session that followed.
    """

    id: str
    session_id: str
    text: str
    owner: str = ""
    due: str | None = None
    state: str = "open"
    topic: str = ""
    created: str = ""
    position: float = 0.0
