"""Brainstorm: alone first, then together. Phases solo -> share -> cluster -> align."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator import voting
from facilitator.activities.kind import Kind
from facilitator.acts.base import changed
from facilitator.focus import Focus
from facilitator.ids import chance
from facilitator.method import Activity, Lane
from facilitator.model import ActivityValue, Group, Note, RowChange
from facilitator.setting_shapes import Named
from facilitator.state import SessionData, value_id

ENTRY = "entry"
"""The value that says how notes reach the program: "typed" by a scribe, or staying on the "wall"."""

OBJECTIONS = "objections"
"""The value that keeps what somebody could not live with while the room agreed, as a list of texts."""

RESOLVED = "resolved"
"""The value that lists those of the objections that the room has answered."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as the room sees it: never its author."""

    id: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as the room sees it. `stickies` of it hang on the wall."""

    id: str
    title: str
    notes: tuple[NoteView, ...]
    stickies: int
    in_talk: bool


@dataclass(frozen=True, slots=True)
class LaneView:
    """A lane as the room sees it: question, groups, the notes that are in none, and the canvas box it fills."""

    id: str
    title: str
    question: str
    colour: str
    groups: tuple[GroupView, ...]
    loose: tuple[NoteView, ...]
    box: str | None = None


@dataclass(frozen=True, slots=True)
class BrainstormView:
    """What the room sees.

    In solo: the questions and `count` alone. From share on: the lanes, and `reading`, the note being read out.
    In align the canvas beside it has what was agreed so far. `in_lane` is the lane in talk, `page` from 0.
    `topics` are what the room talks about, in the order of an earlier vote.
    """

    phase: str
    questions: tuple[str, ...]
    count: int
    lanes: tuple[LaneView, ...] = ()
    reading: NoteView | None = None
    in_lane: str | None = None
    page: int = 0
    topics: tuple[str, ...] = ()


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> BrainstormView:
    """Return what the room may see: in the solo phase nothing of what was written but the number."""
    questions = tuple(lane.question for lane in activity.lanes if lane.question)
    notes = [note for lane in activity.lanes for note in data.notes_in(lane.id)]
    count = len(notes) + sum(group.stickies for lane in activity.lanes for group in data.groups_in(lane.id))
    if phase == "solo":
        return BrainstormView(phase, questions, count)
    reading = next((note_view(note) for note in notes if note.id == focus.note_id), None)
    lanes = tuple(lane_view(data, lane, focus) for lane in activity.lanes)
    in_lane = focus.lane or lane_of_focus(data, focus)
    topics = voting.topics_in_order(data, activity)
    return BrainstormView(phase, questions, count, lanes, reading, in_lane, focus.page, topics)


def lane_view(data: SessionData, lane: Lane, focus: Focus) -> LaneView:
    """Return a lane as the room sees it."""
    by_group: dict[str | None, list[Note]] = {}
    for note in data.notes_in(lane.id):
        by_group.setdefault(note.group_id, []).append(note)
    groups = tuple(group_view(group, by_group.get(group.id, []), focus) for group in data.groups_in(lane.id))
    loose = tuple(note_view(note) for note in by_group.get(None, []))
    return LaneView(lane.id, lane.title, lane.question, lane.colour, groups, loose, lane.box)


def group_view(group: Group, notes: Sequence[Note], focus: Focus) -> GroupView:
    """Return a group with its `notes` as the room sees it."""
    in_talk = group.id == focus.group_id or any(note.id == focus.note_id for note in notes)
    return GroupView(group.id, group.title, tuple(note_view(note) for note in notes), group.stickies, in_talk)


def note_view(note: Note) -> NoteView:
    """Return a note as the room sees it."""
    return NoteView(note.id, note.text, note.colour)


def lane_of_focus(data: SessionData, focus: Focus) -> str | None:
    """Return the lane of what the desk points at."""
    note = data.note(focus.note_id) if focus.note_id else None
    group = data.group(focus.group_id) if focus.group_id else None
    return note.lane if note else group.lane if group else None


def said_in(lane: LaneView) -> tuple[str, ...]:
    """Return what was said in a lane, a line each: titles of groups, notes of groups without one, loose notes."""
    texts: list[str] = []
    for group in lane.groups:
        texts.extend([group.title] if group.title else [note.text for note in group.notes])
    texts.extend(note.text for note in lane.loose)
    return tuple(dict.fromkeys(line for line in (" ".join(text.split()) for text in texts) if line))


def objections(data: SessionData, activity_id: str) -> tuple[str, ...]:
    """Return what somebody could not live with, in their words and in the order it was said."""
    return _texts(data.value(activity_id, OBJECTIONS, []))


def resolved(data: SessionData, activity_id: str) -> tuple[str, ...]:
    """Return those of the objections that the room has answered, in the order in which it did."""
    return _texts(data.value(activity_id, RESOLVED, []))


def _texts(kept: object) -> tuple[str, ...]:
    return tuple(str(each) for each in kept) if isinstance(kept, list) else ()


def entering(data: SessionData, activity: Activity, phase: str) -> list[RowChange]:
    """Mix the notes of the solo phase once, before the room sees them, so that their order names nobody.

    Only where the session keeps no authors; the order of writing is then gone from the notes.
    """
    return [] if phase == "solo" else mixing(data, activity.id, [lane.id for lane in activity.lanes])


def mixing(data: SessionData, activity_id: str, lanes: Sequence[str]) -> list[RowChange]:
    """Return what mixes the notes of `lanes` unless it was done already, and keeps under the activity that it was."""
    if data.session.keep_authors or data.value(activity_id, "revealed"):
        return []
    notes = [note for lane in lanes for note in data.notes_in(lane)]
    if not notes:
        return []
    positions = [note.position for note in notes]
    chance().shuffle(positions)
    moved = [
        changed(note, replace(note, position=position))
        for note, position in zip(notes, positions, strict=True)
    ]
    row_id = value_id(activity_id, "revealed")
    revealed = ActivityValue(row_id, data.session.id, activity_id, "revealed", {"is": True})
    return [*moved, RowChange("activity_values", row_id, None, revealed)]


def entry(data: SessionData, activity: Activity) -> str:
    """Return how notes reach the program here: "typed" or "wall"."""
    found = data.value(activity.id, ENTRY) or data.value("", ENTRY)
    # A document of somebody else may say anything here.
    return "wall" if found == "wall" else "typed"


KIND = Kind(
    "brainstorm",
    ("solo", "share", "cluster", "align"),
    audience,
    settings={"picture": str, "helps": Named("lane"), "hinders": Named("lane")},
    needs=("lanes",),
    entering=entering,
)
