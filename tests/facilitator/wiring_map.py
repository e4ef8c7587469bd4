"""A small map of who waits for whom, and what tests ask of the map of a session."""

from facilitator import couplings
from facilitator.couplings import CouplingMap
from facilitator.session import Session

__all__ = ["LINES", "id_of", "now"]

LINES = (
    "Ordering waits for Data feed 30 days",
    "Data feed waits for Platform 10 days",
    "Platform waits for Ordering 2 days",
    "Search waits for Data feed 20 days",
)


def now(session: Session) -> CouplingMap:
    """Return the map of a session."""
    found = couplings.coupling_map(session.data)
    assert found is not None
    return found


def id_of(session: Session, name: str) -> str:
    """Return the id of the party with this name."""
    found = now(session).named(name)
    assert found is not None
    return found.id
