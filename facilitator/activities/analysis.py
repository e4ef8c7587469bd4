"""Analysis: questions one at a time, then contributing factors, then what went well. Phases ask -> factors -> well."""

from dataclasses import dataclass

from facilitator import analysis
from facilitator.activities.brainstorm import LaneView, NoteView, lane_of_focus, lane_view, note_view
from facilitator.activities.kind import Kind
from facilitator.analysis import Category
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.setting_shapes import Entries, Named
from facilitator.state import SessionData

MOST_DECKS = 20


@dataclass(frozen=True, slots=True)
class FactorView:
    """A contributing factor as the room sees it; `notes` are those of a group, `in_talk` marks the one talked about."""

    id: str
    text: str
    category: Category | None
    notes: tuple[str, ...] = ()
    in_talk: bool = False


@dataclass(frozen=True, slots=True)
class AnalysisView:
    """What the room sees.

    In "ask": `asking`, the one question the desk points at (its id is `Focus.note_id`), with `deck`, the title of its
    topic; None while there is none. In "factors" the factors, in "well" the lanes, each with what is in talk.
    `question` is that of the activity. No deck as a whole, and none of what might be asked next.
    """

    phase: str
    question: str
    deck: str = ""
    asking: str | None = None
    factors: tuple[FactorView, ...] = ()
    lanes: tuple[LaneView, ...] = ()
    reading: NoteView | None = None
    in_lane: str | None = None
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> AnalysisView:
    """Return what the room may see."""
    if phase == "ask":
        return _asking(data, activity, focus)
    if phase == "factors":
        found = tuple(
            FactorView(each.id, each.text, each.category, each.notes, each.id in _in_talk(data, focus))
            for each in analysis.factors(data)
        )
        return AnalysisView(phase, activity.question, factors=found, page=focus.page)
    lanes = analysis.said_lanes(activity)
    ids = {lane.id for lane in lanes}
    note = data.note(focus.note_id) if focus.note_id else None
    in_lane = focus.lane or lane_of_focus(data, focus)
    return AnalysisView(
        phase,
        activity.question,
        lanes=tuple(lane_view(data, lane, focus) for lane in lanes),
        reading=note_view(note) if note and note.lane in ids else None,
        in_lane=in_lane if in_lane in ids else None,
        page=focus.page,
    )


def _asking(data: SessionData, activity: Activity, focus: Focus) -> AnalysisView:
    for deck in analysis.decks(data):
        for each in deck.questions:
            if each.id == focus.note_id:
                return AnalysisView("ask", activity.question, deck.title, each.text, page=focus.page)
    return AnalysisView("ask", activity.question, page=focus.page)


def _in_talk(data: SessionData, focus: Focus) -> tuple[str, ...]:
    """Return the ids of a factor the desk may point at: itself, or a note of its group."""
    note = data.note(focus.note_id) if focus.note_id else None
    found = (focus.group_id, focus.note_id, note.group_id if note else None)
    return tuple(each for each in found if each)


KIND = Kind(
    analysis.KIND,
    ("ask", "factors", "well"),
    audience,
    settings={
        "decks": Entries(
            {"id": "id", "title": "line", "questions": "texts"},
            needed=("id", "title", "questions"),
            most=MOST_DECKS,
        ),
        "factors": Named("lane"),
    },
    prepared_in="factors",
)
