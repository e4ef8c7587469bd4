"""What can be voted for: groups and notes of a lane, topics of a rating, or the people in the room."""

import unicodedata
from dataclasses import dataclass

from facilitator.method import Activity
from facilitator.ratings import topics
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class Candidate:
    """What can be voted for: a group of notes, a loose note, or a person. Authors never go to the room."""

    id: str
    title: str
    note_ids: tuple[str, ...] = ()
    author_ids: tuple[str, ...] = ()


def candidates_in(data: SessionData, lane: str) -> tuple[Candidate, ...]:
    """Return what can be voted for in `lane`: each group is one candidate, each loose note one, in their
    order.

    A group without a title goes by its first note. Equal texts stay apart: see `duplicates_in`.
    """
    found = []
    for group in data.groups_in(lane):
        notes = data.notes_of(group.id)
        title = one_line(group.title) or next((one_line(note.text) for note in notes), "")
        if title:
            authors = dict.fromkeys(note.author_id for note in notes if note.author_id)
            found.append(Candidate(group.id, title, tuple(note.id for note in notes), tuple(authors)))
    for note in data.loose_in(lane):
        authors = {note.author_id: None} if note.author_id else {}
        found.append(Candidate(note.id, one_line(note.text), (note.id,), tuple(authors)))
    return tuple(found)


def people(data: SessionData) -> tuple[Candidate, ...]:
    """Return the named participants who are present as candidates, each the author of that candidacy."""
    return tuple(
        Candidate(each.id, one_line(each.name), (), (each.id,)) for each in data.participants if each.present
    )


def candidates_of(data: SessionData, activity: Activity) -> tuple[Candidate, ...]:
    """Return the candidates of an activity.

    They are the topics of the rating that its setting "topics" names, or stand in the lane that its setting "items"
    names, else in its own first lane, else in the first lane it reads; an activity without any of them is about the
    people in the room.
    """
    rated = data.method.activity(str(activity.settings.get("topics", "")))
    if rated is not None:
        return tuple(Candidate(each.id, one_line(each.title)) for each in topics(data, rated))
    own = [lane.id for lane in activity.lanes]
    read = [each for each in activity.reads if data.method.lane(each) is not None]
    named = activity.settings.get("items")
    lanes = [named] if isinstance(named, str) else [*own, *read]
    return candidates_in(data, lanes[0]) if lanes else people(data)


def duplicates_in(data: SessionData, lane: str) -> tuple[tuple[str, ...], ...]:
    """Return the sets of candidates that differ in case and white space only: merge them before voting."""
    alike: dict[str, list[str]] = {}
    for each in candidates_in(data, lane):
        alike.setdefault(unicodedata.normalize("NFKC", each.title).casefold(), []).append(each.id)
    return tuple(tuple(ids) for ids in alike.values() if len(ids) > 1)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one blank: the form in which a candidate is named."""
    return " ".join(text.split())
