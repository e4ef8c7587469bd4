"""Dot voting on notes: collect, vote blind, run-off where there is a tie, result."""

from dataclasses import dataclass

from facilitator import voting
from facilitator.activities.brainstorm import NoteView, note_view
from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.method import Activity, Phase
from facilitator.setting_shapes import Named
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate as the room sees it; `count` and `run_off` stay None until the round is closed, and `fingers`,
    fewest first, empty until the fist of five is.
    """

    id: str
    title: str
    count: int | None = None
    run_off: int | None = None
    winner: bool = False
    fingers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteView:
    """What the room sees of a vote.

    `candidates` come strongest first once counts may be seen, in the room's order before. `budget`, `stacking`,
    `own_idea` and `tie_break` are the rules, announced before. `settled_by` is the step that settled a tie
    ("run_off", "fist", "lot"), with the `seed` of a draw. With `picks` above one several are chosen: the titles in
    `picked`, most votes first; `tied` are then level for the last place.
    """

    phase: str
    question: str
    collected: tuple[NoteView, ...]
    candidates: tuple[CandidateView, ...]
    round: str | None
    budget: int
    stacking: bool
    own_idea: bool
    tie_break: tuple[str, ...]
    tied: tuple[str, ...] = ()
    winner: str | None = None
    settled_by: str | None = None
    seed: str | None = None
    page: int = 0
    picks: int = 1
    picked: tuple[str, ...] = ()


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> VoteView:
    """Return what the room may see: counts only of rounds that are closed."""
    standing = voting.standing(data, activity)
    rules = standing.rules
    closed = {each.name: each for each in standing.closed}
    first = closed[voting.VOTE].counts if voting.VOTE in closed else None
    second = closed[voting.RUN_OFF].counts if voting.RUN_OFF in closed else None
    shown = closed[voting.FIST].fingers if voting.FIST in closed else {}
    views = [
        CandidateView(
            each.id,
            each.title,
            None if first is None else first.get(each.id, 0),
            second.get(each.id) if second is not None else None,
            each.id in standing.chosen,
            shown.get(each.id, ()),
        )
        for each in voting.strongest_first(standing) or standing.candidates
    ]
    lane_notes = [note for lane in activity.lanes for note in data.notes_in(lane.id)]
    return VoteView(
        phase=phase,
        question=activity.question,
        collected=tuple(note_view(note) for note in lane_notes) if phase == "collect" else (),
        candidates=tuple(views),
        round=standing.round,
        budget=rules.budget,
        stacking=rules.stacking,
        own_idea=rules.own_idea,
        tie_break=rules.tie_break,
        tied=standing.tied,
        winner=next((view.title for view in views if view.id == standing.winner), None),
        settled_by=standing.decided_by if standing.decided_by != voting.VOTE else None,
        seed=data.value(activity.id, "seed"),
        page=focus.page,
        picks=rules.picks,
        picked=tuple(each.title for picked in standing.picked for each in views if each.id == picked),
    )


def phases_now(data: SessionData, activity: Activity) -> tuple[Phase, ...]:
    """Return the phases; the run-off only where there is a tie to settle, or was one."""
    standing = voting.standing(data, activity)
    tie = bool(standing.tied and standing.rules.picks == 1) or standing.decided_by not in (None, voting.VOTE)
    return tuple(phase for phase in activity.phases if phase.id != "run_off" or tie)


KIND = Kind(
    "dot_vote",
    ("collect", "vote", "run_off", "result"),
    audience,
    settings={
        "budget": int,
        "stacking": bool,
        "own_idea": bool,
        "tie_break": voting.TIE_BREAKS,
        "topics": Named("rating"),
        "picks": int,
    },
    phases_now=phases_now,
)
