"""Where a session stands and what was half typed there: as a backup has it, else as far as it reads."""

import sqlite3
from collections.abc import Iterator
from functools import partial

from facilitator.errors import FacilitatorError
from facilitator.library import places, sessions
from facilitator.library.checking import session_name
from facilitator.library.copies import Copies
from facilitator.library.hurt import Hurt


def hurt_place(connection: sqlite3.Connection, session_id: str, title: str, copies: Copies) -> Iterator[Hurt]:
    stored = places.stored(connection, session_id)
    if stored is None or not stored["digest"] or places.digest_of(stored) == stored["digest"]:
        return
    name = session_name(connection, session_id, title)
    what = f"Where {name} stands, or what was half typed there"
    for copy in copies.places(session_id):
        if copy["digest"] == stored["digest"]:
            put = partial(places.put, stored=copy)
            yield Hurt("places", what, "A backup has it as it was written.", True, put)
            return
    yield Hurt(
        "places", what, "It is kept as far as it reads.", True, partial(_keep_place, session_id=session_id)
    )


def _keep_place(connection: sqlite3.Connection, *, session_id: str) -> None:
    try:
        data = sessions.load(connection, session_id)
    except (FacilitatorError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
        # Its rows are damaged as well: what they are settled with comes first.
        return
    place = places.as_far_as_it_goes(places.stored(connection, session_id) or {}, data)
    title = sessions.activity_titles(connection, session_id).get(place.activity_id, "")
    places.keep(connection, session_id, place, title, 0.0)
