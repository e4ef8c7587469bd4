"""Action items: a part of `facilitator.model`, which is where everybody else finds them.

Apart, because Home lists them, and making the other dataclasses would take as long as making Home.
"""

from dataclasses import dataclass


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
