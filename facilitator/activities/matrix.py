"""Matrix: notes are written alone, shown, then placed together between two axes. Phases solo -> share -> place.

Writing and showing are those of a brainstorm; a method whose notes are written elsewhere names their lane.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator import matrices
from facilitator.activities import brainstorm
from facilitator.activities.brainstorm import BrainstormView, NoteView, note_view
from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.matrices import Axis, Quarter
from facilitator.method import Activity
from facilitator.model import ActivityValue, Row, RowChange
from facilitator.setting_shapes import Entries, Named, OneOf
from facilitator.state import SessionData, value_id

WRITING = ("solo", "share")


@dataclass(frozen=True, slots=True)
class PlacedView:
    """A note on the matrix as the room sees it: `x` and `y` from 0 (left, low) to 1."""

    note: NoteView
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MatrixView:
    """What the room sees. `brainstorm` is there while notes are written and shown, everything else in "place".

    `waiting` are the notes without a place, `in_talk` is the note that the desk points at.
    """

    phase: str
    question: str
    across: Axis
    up: Axis
    corners: Mapping[Quarter, str]
    aim: Quarter | None = None
    brainstorm: BrainstormView | None = None
    placed: tuple[PlacedView, ...] = ()
    waiting: tuple[NoteView, ...] = ()
    in_talk: str | None = None
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> MatrixView:
    """Return what the room may see: no word of a note while everybody writes."""
    now = matrices.matrix(data, activity)
    view = MatrixView(
        phase, activity.question or activity.title, now.across, now.up, now.corners, now.aim, page=focus.page
    )
    if phase in WRITING:
        return replace(view, brainstorm=brainstorm.audience(data, writing(data, activity), phase, focus))
    return replace(
        view,
        placed=tuple(
            PlacedView(note_view(each.note), each.x, each.y)
            for each in now.placed
            if each.x is not None and each.y is not None
        ),
        waiting=tuple(note_view(each.note) for each in now.waiting),
        in_talk=focus.note_id,
    )


def writing(data: SessionData, activity: Activity) -> Activity:
    """Return the activity as a brainstorm on the one lane whose notes are placed."""
    lane = matrices.lane_of(data, activity)
    return replace(activity, lanes=(lane,) if lane else ())


def entering(data: SessionData, activity: Activity, phase: str) -> list[RowChange]:
    """Mix the notes once before the room sees them, as a brainstorm does; those of another activity are mixed there."""
    return (
        [] if phase == "solo" else brainstorm.mixing(data, activity.id, [each.id for each in activity.lanes])
    )


def carries(earlier: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what a later session begins with: the notes of its own lane and every place."""
    own = {lane.id for lane in activity.lanes}
    notes: list[Row] = [
        replace(each, session_id=session_id, author_id=None, group_id=None)
        for each in earlier.notes
        if each.lane in own
    ]
    return notes + [
        ActivityValue(value_id(activity.id, key), session_id, activity.id, key, {"is": value})
        for key, value in earlier.values_of(activity.id).items()
        if own and key.startswith(matrices.PLACE)
    ]


KIND = Kind(
    matrices.KIND_NAME,
    (*WRITING, "place"),
    audience,
    settings={
        "items": Named("lane"),
        "axes": Entries(
            {"title": "line", "low": "line", "high": "line"}, needed=("title", "low", "high"), least=2, most=2
        ),
        "quarters": Entries(
            {"at": OneOf(matrices.QUARTERS), "title": "line", "aim": "flag"}, needed=("at", "title"), most=4
        ),
    },
    needs=("settings.axes", "lanes or settings.items"),
    entering=entering,
    carries=carries,
)
