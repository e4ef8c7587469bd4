"""What a meeting corrects in what was written before it: marked there, with the earlier wording kept.

The earlier wordings of what an activity keeps under KEY stand under "was:KEY", oldest first: [{"text", "at"}, ...],
`at` being the stamp of the correction. A value with several texts has a KEY for each, such as "entry:ID:text".
Only a meeting corrects: before it, what is written is simply changed. So it is in a session that writes everything for
the first time: only a timeline is written before the meeting, and only a session that follows another begins with its
texts. What is said for the first time in the meeting has an empty list there: to word that anew is no
correction either.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from facilitator.model import RowChange
    from facilitator.session import Session
    from facilitator.state import SessionData

WAS = "was:"
_WRITING = "write"
"""In this phase a timeline is written down for the first time, even if that is in the meeting, as in a rehearsal."""
_WRITTEN_BEFORE = "timeline"
"""A method with this kind has texts from before the meeting."""


class Earlier(NamedTuple):
    """A wording that the meeting corrected, and the stamp of the correction."""

    text: str
    at: str


def earlier_wordings(data: "SessionData", activity_id: str, key: str) -> tuple[Earlier, ...]:
    """Return how the text under `key` was worded before, oldest first; nothing where the meeting left it as it was."""
    kept = data.value(activity_id, WAS + key) or ()
    return tuple(Earlier(each["text"], each["at"]) for each in kept)


def first_said_here(data: "SessionData", activity_id: str, key: str) -> bool:
    """Tell whether the text under `key` was said for the first time in the meeting: nothing stood there before."""
    return bool(data.value(activity_id, WAS + key) == [])


def in_meeting(session: "Session") -> bool:
    """Tell whether a change now is one that the meeting makes: what is written down in its phase "write" is none."""
    if session.place.mode != "run" or session.place.phase == _WRITING:
        return False
    data = session.data
    return data.session.follows_id is not None or any(
        each.kind == _WRITTEN_BEFORE for each in data.method.activities
    )


def correction(session: "Session", activity_id: str, key: str, before: str, after: str) -> "list[RowChange]":
    """Return the row changes that keep the wording `before`, for the act that changes the text under `key`.

    Nothing outside a meeting. To fill a gap is no correction, and neither is what is done to that text later on: only
    that it was first said here is kept. A text that says again what it said before the meeting is no longer a
    corrected one.
    """
    if not in_meeting(session) or before == after:
        return []
    known = earlier_wordings(session.data, activity_id, key)
    if known and known[0].text == after:
        return [session.values.change(activity_id, WAS + key, None)]
    if first_said_here(session.data, activity_id, key):
        return []
    if not before:
        return [session.values.change(activity_id, WAS + key, [])]
    kept = [each._asdict() for each in (*known, Earlier(before, session.wall()))]
    return [session.values.change(activity_id, WAS + key, kept)]
