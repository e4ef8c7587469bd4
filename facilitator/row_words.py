"""What people call the rows of each table, and how many there are of them."""

from collections import Counter
from collections.abc import Iterable

__all__ = ["counted", "listed_counts"]

_WORDS = {
    "sessions": ("session", "sessions"),
    "participants": ("participant", "participants"),
    "notes": ("note", "notes"),
    "groups": ("group", "groups"),
    "outcomes": ("agreed text", "agreed texts"),
    "ballots": ("slip of a vote", "slips of votes"),
    "hands": ("count of hands", "counts of hands"),
    "protocols": ("account of a decision", "accounts of decisions"),
    "actions": ("action", "actions"),
    "parked": ("parked topic", "parked topics"),
    "agenda": ("line of the agenda", "lines of the agenda"),
    "activity_values": ("entry", "entries"),
    "pictures": ("picture", "pictures"),
    "history": ("step of the history", "steps of the history"),
    "places": ("place and half-typed text", "places and half-typed texts"),
    "communities": ("community", "communities"),
    "community_values": ("entry of a community", "entries of communities"),
    "summaries": ("sum of a session", "sums of sessions"),
    "library_history": ("step of the library’s history", "steps of the library’s history"),
}


def counted(table: str, count: int) -> str:
    """Return a number of rows as people say it: "2 notes"."""
    one, many = _WORDS.get(table, ("row", "rows"))
    return f"{count} {one if count == 1 else many}"


def listed_counts(tables: Iterable[str]) -> str:
    """Return how many rows of each table there are, a table's name a row, most first: "2 notes and 1 group"."""
    words = [counted(table, count) for table, count in Counter(tables).most_common()]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
