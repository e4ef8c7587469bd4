"""What a close leaves behind, read for every kind of file; what has another shape counts as missing."""

from collections.abc import Mapping

from facilitator.activities.closing import raised
from facilitator.method import Activity
from facilitator.roti import LEAST, MOST
from facilitator.state import SessionData

PARKED: Mapping[str, str] = {
    "open": "open",
    "back": "taken back into the talk",
    "action": "became a next step",
    "dropped": "let go",
}
"""What became of a parked topic, by its state."""

NEXT_STEPS: Mapping[str, str] = {"open": "", "done": "done", "dropped": "dropped", "carried": "went on"}
"""What became of a next step, by its state: "went on" in the session that followed."""


def state_words(state: str) -> str:
    """Return the state of an action where that of an open one is said too: "open", "done", "went on"."""
    return NEXT_STEPS.get(state) or state


def roti_answers(data: SessionData, activity_id: str) -> list[int]:
    """Return the answers to "was it worth your time?", 1 to 5."""
    kept = data.value(activity_id, "roti", [])
    given = kept if isinstance(kept, list | tuple) else []
    return [
        each
        for each in given
        if isinstance(each, int) and LEAST <= each <= MOST and not isinstance(each, bool)
    ]


def closing_words(data: SessionData, activity_id: str) -> list[str]:
    """Return the one word each person left with."""
    kept = data.value(activity_id, "words", [])
    return [each for each in kept if isinstance(each, str)] if isinstance(kept, list | tuple) else []


def hands_in_words(data: SessionData, activity: Activity) -> list[str]:
    """Return the questions that hands were raised for, each with how many were."""
    return [
        f"{each.question} {each.count} of {each.of}"
        for each in raised(data, activity)
        if each.count is not None
    ]
