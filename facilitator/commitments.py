"""From ideas to few commitments: what will be done, by whom, by when, how one sees that it is done, and what will not.

A session has one list of commitments, kept under the first activity of the kind actions that has one of the phases
ideas, commit or declined, its `home`. Ideas are the notes of the lane that the setting `ideas` names; an idea is kept,
it is no promise. A commitment is an action item with more to it. Values there:

- "commitment": {action item: {"scope", "done_when", "factor", "priority", "idea"}};
- "not_done": [{"id", "text", "reason", "idea"}], what is left undone on purpose;
- "leaders": [{"id", "name", "role", "agrees", "words"}], whether those who decide on priorities stand behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from facilitator import analysis
from facilitator.action_words import how_it_begins, several_people
from facilitator.method import Activity, Lane, Method
from facilitator.model import ActionItem, ParkedItem
from facilitator.state import SessionData

KIND = "actions"
PHASES = ("ideas", "commit", "declined")
COMMITMENT = "commitment"
NOT_DONE = "not_done"
LEADERS = "leaders"
Priority = Literal["high", "medium", "low"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
FEW = 5
"""More commitments than this are asked about: a few that are done beat many that are not."""
Finding = Literal[
    "no_verb",
    "weak_verb",
    "no_scope",
    "no_done_when",
    "no_owner",
    "several_owners",
    "no_due",
    "late_due",
    "no_factor",
]
"""What is missing in a commitment, or could be clearer; each is a question, never a refusal."""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea for an action: a group by its title, or a loose note. `state` says what became of it."""

    id: str
    text: str
    state: Literal["open", "committed", "not_done"] = "open"


@dataclass(frozen=True, slots=True)
class Commitment:
    """An action item with what makes it a promise. `factor` is what it works on, in words; `idea_id` what led to it."""

    action: ActionItem
    scope: str = ""
    done_when: str = ""
    factor_id: str = ""
    factor: str = ""
    priority: Priority | None = None
    idea_id: str = ""


@dataclass(frozen=True, slots=True)
class NotDone:
    """Something that is left undone on purpose, and why."""

    id: str
    text: str
    reason: str
    idea_id: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """Whether somebody who decides on priorities stands behind the commitments; `words` are theirs."""

    id: str
    name: str
    role: str = ""
    agrees: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Commitments:
    """Ideas, commitments and what will not be done. `parked` are topics put aside earlier that are still open."""

    home: str
    title: str
    ideas_lane: Lane | None
    ideas: tuple[Idea, ...]
    parked: tuple[ParkedItem, ...]
    commitments: tuple[Commitment, ...]
    not_done: tuple[NotDone, ...]
    leaders: tuple[Leader, ...]

    @property
    def too_many(self) -> bool:
        """Whether there are more commitments than are likely to be kept."""
        return sum(each.action.state == "open" for each in self.commitments) > FEW

    @property
    def empty(self) -> bool:
        """Whether nothing was noted here."""
        return not (self.ideas or self.commitments or self.not_done or self.leaders)

    def find(self, action_id: str) -> Commitment | None:
        """Return the commitment of an action item."""
        return next((each for each in self.commitments if each.action.id == action_id), None)

    def idea(self, idea_id: str) -> Idea | None:
        """Return an idea by its id."""
        return next((each for each in self.ideas if each.id == idea_id), None)


def parts(method: Method) -> tuple[Activity, ...]:
    """Return the activities in which a method turns ideas into commitments."""
    return tuple(
        each
        for each in method.activities
        if each.kind == KIND and any(phase.id in PHASES for phase in each.phases)
    )


def home(method: Method) -> str | None:
    """Return the id of the activity under which commitments are kept, None where a method has none."""
    return next((each.id for each in parts(method)), None)


def ideas_lane(method: Method) -> Lane | None:
    """Return the lane of the ideas for actions."""
    for each in parts(method):
        named = each.settings.get("ideas")
        if named:
            return method.lane(named)
    return None


def commitments(data: SessionData) -> Commitments | None:
    """Return the commitments of a session, None where its method has none."""
    found = parts(data.method)
    if not found:
        return None
    kept_at = found[0].id
    entries: Mapping[str, Mapping[str, Any]] = data.value(kept_at, COMMITMENT, {})
    factors = {each.id: each.text for each in analysis.factors(data)}
    promised = tuple(
        _commitment(each, entries[each.id], factors) for each in data.actions if each.id in entries
    )
    undone = tuple(
        NotDone(each["id"], each["text"], each.get("reason", ""), each.get("idea", ""))
        for each in data.value(kept_at, NOT_DONE, ())
    )
    return Commitments(
        kept_at,
        found[0].title,
        ideas_lane(data.method),
        _ideas(data, {each.idea_id for each in promised}, {each.idea_id for each in undone}),
        tuple(each for each in data.parked if each.state == "open"),
        promised,
        undone,
        tuple(
            Leader(
                each["id"],
                each["name"],
                each.get("role", ""),
                bool(each.get("agrees", True)),
                each.get("words", ""),
            )
            for each in data.value(kept_at, LEADERS, ())
        ),
    )


def _commitment(item: ActionItem, entry: Mapping[str, Any], factors: Mapping[str, str]) -> Commitment:
    factor_id = entry.get("factor") or ""
    return Commitment(
        item,
        entry.get("scope", ""),
        entry.get("done_when", ""),
        factor_id,
        # In a session that follows, the factor is known by the words that the action item took along.
        factors.get(factor_id, item.topic),
        next((each for each in PRIORITIES if each == entry.get("priority")), None),
        entry.get("idea") or "",
    )


def _ideas(data: SessionData, promised: set[str], undone: set[str]) -> tuple[Idea, ...]:
    lane = ideas_lane(data.method)
    if lane is None:
        return ()
    said = []
    for group in data.groups_in(lane.id):
        text = group.title or next((note.text for note in data.notes_of(group.id)), "")
        said.append((group.id, text))
    said += [(note.id, note.text) for note in data.loose_in(lane.id)]
    return tuple(
        Idea(
            idea_id,
            " ".join(text.split()),
            "committed" if idea_id in promised else "not_done" if idea_id in undone else "open",
        )
        for idea_id, text in said
        if text.strip()
    )


def find_missing(commitment: Commitment, latest: date | None = None) -> tuple[Finding, ...]:
    """Return what could gently be asked about a commitment, the words first, then who, when and why.

    `latest` is the last day by which it should be done (`facilitator.postmortems.latest_day`), None where none is set.
    """
    item = commitment.action
    asked: list[Finding] = []
    beginning = how_it_begins(item.text)
    if beginning != "verb":
        asked.append(beginning)
    if not commitment.scope:
        asked.append("no_scope")
    if not commitment.done_when:
        asked.append("no_done_when")
    if not item.owner:
        asked.append("no_owner")
    elif several_people(item.owner):
        asked.append("several_owners")
    if not item.due:
        asked.append("no_due")
    elif latest is not None and date.fromisoformat(item.due) > latest:
        asked.append("late_due")
    if not commitment.factor_id and not commitment.factor:
        asked.append("no_factor")
    return tuple(asked)
