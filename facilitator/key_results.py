"""Objectives with their key results, and the outcome canvas that a session leaves behind.

A method says in its forms what a field means: `means = "objective"`. A form with an objective is one outcome, its key
results are the rows with the meaning "result". So any method can have an outcome canvas; none is known here by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator import forms, ratings, voting
from facilitator.forms import FieldSpec, FilledRow, Form, RowSpec
from facilitator.ids import new_id
from facilitator.method import Activity, Method
from facilitator.ratings import Rating
from facilitator.state import SessionData

MEANINGS = (
    "customer",
    "through",
    "pick",
    "objective",
    "inward",
    "outward",
    "feedback",
    "look_back",
    "result",
    "baseline",
    "target",
    "due",
    "now",
)
"""What a field can mean; the last five in the rows of key results."""


@dataclass(frozen=True, slots=True)
class KeyResult:
    """Something measurable: where it stood, where it shall be by when, and where it is now, all in words."""

    text: str
    baseline: str = ""
    target: str = ""
    due: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is worked on: the topic picked, the objective, its key results, a sign inward and one outward."""

    activity_id: str
    pick: str
    objective: str
    results: tuple[KeyResult, ...]
    inward: str
    outward: str

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.pick or self.objective or self.results or self.inward or self.outward)


@dataclass(frozen=True, slots=True)
class OutcomeCanvas:
    """The page: for whom, what was rated, what is worked on, whom we ask, when we look back.

    `looked_back` are the key results of the session before, with what they came to; `look_back` is an ISO date or "";
    `voted` are the titles of the topics that were picked by a vote.
    """

    customer: str
    through: str
    rating: Rating | None
    outcomes: tuple[Outcome, ...]
    feedback: str
    look_back: str
    looked_back: tuple[KeyResult, ...] = ()
    voted: tuple[str, ...] = ()

    def is_picked(self, title: str) -> bool:
        """Tell whether a topic is worked on: the room picked it, or an outcome names it."""
        worked_on = [*self.voted, *(each.pick for each in self.outcomes)]
        return title.casefold() in (each.casefold() for each in worked_on)


def has_outcomes(method: Method) -> bool:
    """Tell whether a method asks for objectives."""
    return any(_asks(each, "objective") for each in method.activities if each.kind == forms.KIND)


def titles_of(method: Method, *, then: bool = False) -> Mapping[str, str]:
    """Return by meaning what a method calls the fields of its outcomes, so that paper and screen say the same.

    With `then` those of the key results that it looks back at.
    """
    found: dict[str, str] = {}
    for activity in method.activities:
        if activity.kind != forms.KIND or (then and _asks(activity, "objective")):
            continue
        rows = (field for each in forms.row_specs(activity) if is_results(each) for field in each.fields)
        first = () if then else forms.field_specs(activity)
        if then or _asks(activity, "objective"):
            first = (*first, *rows)
        for each in first:
            if each.means:
                found.setdefault(each.means, each.title)
    return found


def _asks(activity: Activity, meaning: str) -> bool:
    return any(each.means == meaning for each in forms.field_specs(activity))


def canvas_of(data: SessionData) -> OutcomeCanvas:
    """Return what stands on the outcome canvas of a session."""
    found = forms.forms_of(data)
    rated = next((each for each in ratings.ratings_of(data) if each.against), None)
    by_id = {each.id: each for each in data.method.activities}
    return OutcomeCanvas(
        _said(found, "customer"),
        _said(found, "through"),
        rated,
        tuple(_outcome(each) for each in found if _asks(by_id[each.activity_id], "objective")),
        _said(found, "feedback"),
        _said(found, "look_back"),
        tuple(
            result
            for each in found
            if not _asks(by_id[each.activity_id], "objective")
            for result in _results(each)
        ),
        picked_topics(data),
    )


def _said(found: tuple[Form, ...], meaning: str) -> str:
    texts = (each.text for form in found for each in form.fields if each.spec.means == meaning)
    return next((each for each in texts if each), "")


def _outcome(form: Form) -> Outcome:
    one = (form,)
    return Outcome(
        form.activity_id,
        _said(one, "pick"),
        _said(one, "objective"),
        tuple(_results(form)),
        _said(one, "inward"),
        _said(one, "outward"),
    )


def _results(form: Form) -> Iterator[KeyResult]:
    for rows in form.rows:
        if is_results(rows.spec):
            for row in rows.rows:
                result = result_of(row)
                if result.text:
                    yield result


def is_results(rows: RowSpec) -> bool:
    """Tell whether the rows of a list are key results."""
    return any(each.means == "result" for each in rows.fields)


def result_of(row: FilledRow) -> KeyResult:
    """Return what a row says."""
    by_meaning = {each.spec.means: each.text for each in row.cells if each.spec.means}
    return KeyResult(
        by_meaning.get("result", ""),
        by_meaning.get("baseline", ""),
        by_meaning.get("target", ""),
        by_meaning.get("due", ""),
        by_meaning.get("now", ""),
    )


def topic_for(data: SessionData, activity: Activity) -> tuple[FieldSpec, str] | None:
    """Return the field of a form that holds the topic picked, with the topic that the room picked for it.

    The first outcome of the method is about the topic with most dots, the second about the next one, and so on. None
    where the form asks for no topic, or too few were picked.
    """
    field = next((each for each in forms.field_specs(activity) if each.means == "pick"), None)
    asking = [each for each in data.method.activities if each.kind == forms.KIND and _asks(each, "objective")]
    titles = picked_topics(data)
    if field is None or activity not in asking or asking.index(activity) >= len(titles):
        return None
    return field, titles[asking.index(activity)]


def topics_to_offer(data: SessionData, activity: Activity) -> tuple[str, ...]:
    """Return the titles to offer where a form asks for the topic picked: the one for this outcome, then the others.

    While the vote is open they are those that lead; behind them come those that are level for what is left.
    """
    asking = [each for each in data.method.activities if each.kind == forms.KIND and _asks(each, "objective")]
    titles = _topics_ahead(data)
    place = asking.index(activity) if activity in asking else 0
    return (*titles[place : place + 1], *titles[:place], *titles[place + 1 :])


def _topics_ahead(data: SessionData) -> tuple[str, ...]:
    for activity in data.method.activities:
        if activity.settings.get("topics"):
            now = voting.standing(data, activity)
            ahead, level = now.chosen, now.tied
            if now.open is not None:
                ahead, level = voting.first_of(now.open, now.rules.picks)
            titles = {each.id: each.title for each in now.candidates}
            return tuple(titles[each] for each in dict.fromkeys((*ahead, *level)) if each in titles)
    return ()


def picked_topics(data: SessionData) -> tuple[str, ...]:
    """Return the titles of the topics that a vote picked, most votes first."""
    for activity in data.method.activities:
        if activity.settings.get("topics"):
            now = voting.standing(data, activity)
            titles = {each.id: each.title for each in now.candidates}
            return tuple(titles[each] for each in now.chosen)
    return ()


def rows_to_look_back_at(data: SessionData, activity: Activity) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows, by key, with which a form to look back in begins in the session after `data`.

    They are the key results of `data`. Where it has set itself none, they are those it has looked back at: what was
    reached then stays, as now, until somebody says otherwise.
    """
    rows = next((each for each in forms.row_specs(activity) if is_results(each)), None)
    if rows is None:
        return
    found = canvas_of(data)
    results = [result for each in found.outcomes for result in each.results] or found.looked_back
    for number, result in enumerate(results, start=1):
        cells = {spec.id: _value(result, spec) for spec in rows.fields}
        kept: dict[str, Any] = {key: value for key, value in cells.items() if value}
        yield forms.row_key(rows.id, new_id()), {**kept, forms.POSITION: float(number)}


def _value(result: KeyResult, spec: FieldSpec) -> str:
    by_meaning = {
        "result": result.text,
        "baseline": result.baseline,
        "target": result.target,
        "due": result.due,
        "now": result.now,
    }
    return by_meaning.get(spec.means, "")
