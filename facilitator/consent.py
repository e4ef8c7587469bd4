"""The consent election: one person is proposed for good reasons, and elected when nobody objects.

An activity keeps its steps as values. "nominations" is a list of {"by", "for", "reason", "changed_to"}: who
nominates whom and why, and whom instead after the change round (or None). "proposed" is the id of the
candidate the facilitator proposes. "consent" is a list of {"name", "answer": "yes" or "objection", "text",
"for"}: the answers in the order they were given; "for" is the candidate they were about, the one proposed
when it is missing.

Nominations are for the desk: how many somebody has is not counted here, and nothing of them is in what the
room is given, since a pile of nominations looks like a winner.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from facilitator.candidates import Candidate, candidates_of, one_line
from facilitator.method import Activity
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class Nomination:
    """What one person wrote: `stands_for` is the candidate after the change round."""

    by: str
    first: str
    reason: str
    changed_to: str | None

    @property
    def stands_for(self) -> str:
        """The candidate this person is for now."""
        return self.changed_to or self.first


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the consent round; `text` says what the objection is, or what came with the yes."""

    name: str
    answer: Literal["yes", "objection"]
    text: str


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """Where a consent election is. It holds no nominations, so the room may see it.

    `order` names who is asked, the candidate last; in a session without names it is the candidate alone,
    after everybody else. `waiting` are those of them who have not answered, `objections` those that stand.
    """

    proposed: Candidate | None
    order: tuple[str, ...]
    waiting: tuple[str, ...]
    answers: tuple[Answer, ...]
    objections: tuple[Answer, ...]

    @property
    def elected(self) -> bool:
        """Whether everybody has answered and no objection stands."""
        return self.proposed is not None and not self.waiting and not self.objections


def nominations(data: SessionData, activity: Activity) -> tuple[Nomination, ...]:
    """Return what was written, in the order it came in; for the desk only."""
    found = []
    for entry in _entries(data, activity, "nominations"):
        first, changed = entry.get("for"), entry.get("changed_to")
        if isinstance(first, str):
            by, reason = _text(entry, "by"), _text(entry, "reason")
            found.append(Nomination(by, first, reason, changed if isinstance(changed, str) else None))
    return tuple(found)


def consent_standing(data: SessionData, activity: Activity) -> ConsentStanding:
    """Return where the consent round of `activity` is.

    Somebody who answers again takes the first answer back; answers without a name are of different people.
    Answers about another candidate do not count.
    """
    wanted = data.value(activity.id, "proposed")
    proposed = next((each for each in candidates_of(data, activity) if each.id == wanted), None)
    if proposed is None:
        return ConsentStanding(None, (), (), (), ())
    order = _order_of_asking(data, proposed)
    latest: dict[tuple[str, int], Answer] = {}
    for number, entry in enumerate(_entries(data, activity, "consent")):
        said = entry.get("answer")
        if entry.get("for", proposed.id) != proposed.id or said not in ("yes", "objection"):
            continue
        name = _text(entry, "name")
        key = (name.casefold(), 0) if name else ("", number)
        latest.pop(key, None)
        latest[key] = Answer(name, "yes" if said == "yes" else "objection", _text(entry, "text"))
    answered = {name for name, _ in latest}
    answers = tuple(latest.values())
    return ConsentStanding(
        proposed=proposed,
        order=order,
        waiting=tuple(name for name in order if name.casefold() not in answered),
        answers=answers,
        objections=tuple(each for each in answers if each.answer == "objection"),
    )


def _order_of_asking(data: SessionData, proposed: Candidate) -> tuple[str, ...]:
    """Return the names of those present with the candidate last; the candidate need not be among them."""
    present = [each for each in data.participants if each.present]
    last = next((each for each in present if each.id == proposed.id), None)
    name = one_line(last.name) if last else proposed.title
    others = (one_line(each.name) for each in present if each is not last)
    return (*(each for each in others if each.casefold() != name.casefold()), name)


def consent_account(data: SessionData, activity: Activity) -> dict[str, Any]:
    """Return how it was decided, as JSON values for a protocol: who was proposed and elected, order and
    answers.

    Nominations are left out on purpose.
    """
    now = consent_standing(data, activity)
    proposed = {"id": now.proposed.id, "title": now.proposed.title} if now.proposed else None
    return {
        "proposed": proposed,
        "winner": proposed if now.elected else None,
        "decided_by": "consent" if now.elected else None,
        "order": list(now.order),
        "answers": [{"name": each.name, "answer": each.answer, "text": each.text} for each in now.answers],
        "objections": [each.text for each in now.objections],
    }


def _entries(data: SessionData, activity: Activity, key: str) -> Iterator[Mapping[str, Any]]:
    kept = data.value(activity.id, key)
    return (each for each in (kept if isinstance(kept, list | tuple) else ()) if isinstance(each, Mapping))


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return one_line(value) if isinstance(value, str) else ""
