"""Communities: a part of `facilitator.model`, which is where everybody else finds them.

Apart, because making the dataclasses took 3 % of the time to the first window, which shows none of them.
"""

from typing import NamedTuple


class Community(NamedTuple):
    """A community or team that holds sessions."""

    id: str
    name: str
    created: str
