"""Whether a library has all of a session, asked after the session or its library had trouble."""

from pathlib import Path

from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.session import Session

__all__ = ["all_there"]


def all_there(path: Path, session: Session) -> None:
    """See that the library at `path` is sound, holds the session as it stands, and goes back to its start."""
    with Library.open_existing(path) as library:
        assert library.check() == []
        assert library.load(session.id)[0] == session.data
        again = open_session(library, session.id)
        while again.undo():
            pass
        assert again.data.notes == []
        assert library.check() == []
