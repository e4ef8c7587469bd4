"""Closing: the parking lot, next steps, questions answered by raised hands, return on time invested, one word each."""

from dataclasses import dataclass

from facilitator.activities.kind import Kind
from facilitator.earlier import next_steps
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.roti import roti_summary
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class ParkedView:
    """A parked topic and what was decided: open, back, action or dropped."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class NextStepView:
    """A next step with its owner and ISO date, where they are known."""

    text: str
    owner: str
    due: str | None


@dataclass(frozen=True, slots=True)
class RaisedView:
    """A question that the room answers with raised hands: `count` of `of` people, None before they were counted."""

    question: str
    count: int | None
    of: int


@dataclass(frozen=True, slots=True)
class ClosingView:
    """What the room sees at the close. `roti` counts the answers 1 to 5, None until they are shown."""

    phase: str
    question: str
    parked: tuple[ParkedView, ...] = ()
    next_steps: tuple[NextStepView, ...] = ()
    roti: tuple[int, ...] | None = None
    words: tuple[str, ...] = ()
    raised: tuple[RaisedView, ...] = ()


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> ClosingView:
    """Return what the room may see of the part of the close it is in."""
    if phase == "parking":
        parked = tuple(ParkedView(item.text, item.state) for item in data.parked)
        return ClosingView(phase, activity.question, parked=parked)
    if phase == "next_steps":
        steps = tuple(NextStepView(item.text, item.owner, item.due) for item in next_steps(data))
        return ClosingView(phase, activity.question, next_steps=steps)
    if phase == "hands":
        return ClosingView(phase, activity.question, raised=raised(data, activity))
    if phase == "roti":
        answers = data.value(activity.id, "roti", [])
        shown = bool(data.value(activity.id, "roti_shown"))
        counts = roti_summary(answers).distribution if shown and answers else None
        return ClosingView(phase, activity.question, roti=counts)
    return ClosingView(phase, activity.question, words=tuple(data.value(activity.id, "words", [])))


def raised(data: SessionData, activity: Activity) -> tuple[RaisedView, ...]:
    """Return the questions that hands are raised for, with the hands counted so far.

    "raised" lists the counts by question, None for one not counted; "raised_of" is how many could raise theirs.
    """
    counts = [*data.value(activity.id, "raised", ())]
    of = data.value(activity.id, "raised_of") or data.people_present
    return tuple(
        RaisedView(question, counts[number] if number < len(counts) else None, of)
        for number, question in enumerate(activity.settings.get("questions", ()))
    )


KIND = Kind(
    "closing",
    ("parking", "next_steps", "hands", "roti", "word"),
    audience,
    settings={"next_steps": list, "questions": list},
)
