"""Election of exactly one person: the quick way (nominate, blind vote, run-off, consent) or by consent throughout."""

from dataclasses import dataclass

from facilitator import voting
from facilitator.activities import dot_vote
from facilitator.activities.dot_vote import CandidateView
from facilitator.activities.kind import Kind
from facilitator.candidates import candidates_of
from facilitator.focus import Focus
from facilitator.method import Activity, Phase
from facilitator.setting_shapes import OneOf
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class ElectionView:
    """What the room sees of an election.

    In the consent way `candidates` stay empty and no pile of nominations is ever part of this: a bigger pile would
    look like the winner. `rules`, while names are written, say what is asked of whoever is elected; `proposed` is
    shown once it has been proposed, `elected` once it is done.
    """

    phase: str
    way: str
    question: str
    candidates: tuple[CandidateView, ...] = ()
    round: str | None = None
    tie_break: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    settled_by: str | None = None
    seed: str | None = None
    proposed: str | None = None
    elected: str | None = None
    page: int = 0
    rules: tuple[str, ...] = ()


WAYS = ("quick", "consent")
"""A secret vote and then consent; or reasons first, then one proposal."""


def ways(activity: Activity) -> tuple[str, ...]:
    """Return the ways for which a method has phases, all of them where its phases are for any."""
    return tuple(each for each in WAYS if any(phase.way == each for phase in activity.phases)) or WAYS


def way(data: SessionData, activity: Activity) -> str:
    """Return how this session elects: as it was set, else as the method says, else the first way of the method."""
    chosen = data.value(activity.id, "way") or activity.settings.get("way") or ways(activity)[0]
    return str(chosen)


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> ElectionView:
    """Return what the room may see."""
    titles = {each.id: each.title for each in candidates_of(data, activity)}
    elected = titles.get(data.value(activity.id, "elected") or "")
    rules = activity.rules if phase == "nominate" else ()
    if way(data, activity) == "consent":
        proposed = titles.get(data.value(activity.id, "proposed") or "")
        shown = proposed if phase in ("proposal", "consent", "result") else None
        return ElectionView(phase, "consent", activity.question, proposed=shown, elected=elected, rules=rules)
    vote = dot_vote.audience(data, activity, phase, focus)
    winner = vote.winner if phase in ("consent", "result") else None
    return ElectionView(
        phase,
        "quick",
        activity.question,
        candidates=vote.candidates,
        round=vote.round,
        tie_break=vote.tie_break,
        tied=vote.tied,
        settled_by=vote.settled_by,
        seed=vote.seed,
        proposed=winner,
        elected=elected,
        page=focus.page,
        rules=rules,
    )


def phases_now(data: SessionData, activity: Activity) -> tuple[Phase, ...]:
    """Return the phases of the way chosen; the run-off only where there is a tie."""
    chosen = way(data, activity)
    phases = tuple(phase for phase in activity.phases if phase.way in (None, chosen))
    if chosen == "consent":
        return phases
    with_tie = {phase.id for phase in dot_vote.phases_now(data, activity)}
    return tuple(phase for phase in phases if phase.id in with_tie)


KIND = Kind(
    "election",
    ("nominate", "vote", "run_off", "reasons", "change", "proposal", "consent", "result"),
    audience,
    settings={
        "way": OneOf(WAYS),
        "budget": int,
        "stacking": bool,
        "own_idea": bool,
        "tie_break": voting.TIE_BREAKS,
    },
    phases_now=phases_now,
)
