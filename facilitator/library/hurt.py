"""One thing beside the rows of sessions that is not as it was written."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple


class Hurt(NamedTuple):
    """Something that is not as it was written: `what` names it, `comes` says what comes of it, both for people.

    `table` says what kind of thing it is, as in `facilitator.row_words`.

    `settled` tells that no word of anybody changes by `put`, which puts it right; otherwise somebody has to agree.
    """

    table: str
    what: str
    comes: str
    settled: bool
    put: Callable[[sqlite3.Connection], None]
