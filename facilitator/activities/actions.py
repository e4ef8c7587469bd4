"""Actions: what was promised in the session before, and from ideas to few commitments.

Phases review -> ideas -> commit -> declined. A review looks at promises of the session that this one follows, with
what they were meant to change; the others turn ideas into commitments and note what will not be done, and why.
"""

from dataclasses import dataclass

from facilitator import commitments
from facilitator.activities.kind import Kind
from facilitator.commitments import Commitment, Priority
from facilitator.earlier import EarlierAction, earlier_actions
from facilitator.focus import Focus
from facilitator.method import Activity, Phase
from facilitator.model import ActivityValue, Row
from facilitator.setting_shapes import Named
from facilitator.state import SessionData, value_id

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ActionsView:
    """What the room sees: each promise with what became of it."""

    question: str
    actions: tuple[EarlierAction, ...]
    page: int = 0


@dataclass(frozen=True, slots=True)
class IdeaView:
    """An idea; `taken` tells that there is a commitment to it, `in_talk` that the room is talking about it."""

    id: str
    text: str
    taken: bool = False
    in_talk: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment as the room sees it; `due` is an ISO date, `factor` what it works on."""

    text: str
    owner: str
    due: str | None
    scope: str
    done_when: str
    factor: str
    priority: Priority | None


@dataclass(frozen=True, slots=True)
class CommittingView:
    """What the room sees in "ideas", "commit" and "declined".

    Ideas that will not be done are left out of `ideas`. `parked` are the topics put aside earlier that wait for this
    moment. In "commit" the `commitments` and who stands behind them (`leaders`), in "declined" pairs of what is left
    undone and why.
    """

    phase: str
    question: str
    ideas: tuple[IdeaView, ...] = ()
    parked: tuple[str, ...] = ()
    commitments: tuple[CommitmentView, ...] = ()
    leaders: tuple[str, ...] = ()
    not_done: tuple[tuple[str, str], ...] = ()
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> ActionsView | CommittingView:
    """Return what the room may see: figures of now only where the room has seen them."""
    question = activity.question or activity.title
    if phase == REVIEW:
        return ActionsView(question, earlier_actions(data), focus.page)
    step = activity.phase(phase)
    if phase == "declined" and step is not None and step.heading:
        # Under "What will we do?" a list of what is left undone reads as its opposite.
        question = step.heading
    now = commitments.commitments(data)
    if now is None:
        return CommittingView(phase, question, page=focus.page)
    promised = tuple(_view(each) for each in now.commitments if each.action.state != "dropped")
    return CommittingView(
        phase=phase,
        question=question,
        ideas=tuple(
            IdeaView(
                each.id, each.text, each.state == "committed", each.id in (focus.note_id, focus.group_id)
            )
            for each in now.ideas
            if each.state != "not_done"
        )
        if phase != "declined"
        else (),
        parked=tuple(each.text for each in now.parked) if phase == "ideas" else (),
        commitments=promised if phase == "commit" else (),
        leaders=tuple(each.name for each in now.leaders if each.agrees) if phase == "commit" else (),
        not_done=tuple((each.text, each.reason) for each in now.not_done) if phase == "declined" else (),
        page=focus.page,
    )


def _view(each: Commitment) -> CommitmentView:
    item = each.action
    return CommitmentView(
        item.text, item.owner, item.due, each.scope, each.done_when, each.factor, each.priority
    )


def phases_now(data: SessionData, activity: Activity) -> tuple[Phase, ...]:
    """Return the phases of this session: one that follows none has nothing to review, unless that is all there is."""
    others = tuple(each for each in activity.phases if each.id != REVIEW)
    return activity.phases if data.session.follows_id or not others else others


def carries(data: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what the next session knows of commitments that are still open."""
    if activity.id != commitments.home(data.method):
        return []
    open_ids = {each.id for each in data.actions if each.state == "open"}
    kept = {
        action_id: {key: said for key, said in entry.items() if key != "idea"}
        for action_id, entry in data.value(activity.id, commitments.COMMITMENT, {}).items()
        if action_id in open_ids
    }
    if not kept:
        return []
    row_id = value_id(activity.id, commitments.COMMITMENT)
    return [ActivityValue(row_id, session_id, activity.id, commitments.COMMITMENT, {"is": kept})]


KIND = Kind(
    commitments.KIND,
    (REVIEW, *commitments.PHASES),
    audience,
    settings={"ideas": Named("lane")},
    phases_now=phases_now,
    carries=carries,
    needs_earlier=(REVIEW,),
)
