"""What an activity of a kind begins with when somebody makes a method: its usual phases, and no topic of its own.

Words that the room would read or hear are left to whoever makes the method, but for titles.
"""

from collections.abc import Callable
from typing import Any

Entry = dict[str, Any]


def plain(kind: str) -> Entry | None:
    """Return an activity of `kind` as it stands in a method file, without an id; None where none is written here."""
    found = _ALL.get(kind)
    if found is None:
        return None
    made = {"kind": kind, **found()}
    for each in made["phases"]:
        if way := usual_way(kind, each["id"]):
            each["way"] = way
    return made


def about_notes(kind: str) -> bool:
    """Tell whether activities of `kind` are mostly about notes that an earlier one brought."""
    return kind in _ABOUT_NOTES


def usual_way(kind: str, phase: str) -> str:
    """Return the only way of running an activity in which a phase has a use; "" for every way."""
    return _WAYS.get(kind, {}).get(phase, "")


def _phases(*phases: tuple[str, str, float]) -> list[Entry]:
    return [{"id": phase, "title": title, "minutes": minutes} for phase, title, minutes in phases]


def _lane(lane: str, title: str, colour: str) -> Entry:
    return {"id": lane, "title": title, "colour": colour}


def _actions() -> Entry:
    return {
        "title": "Promises",
        "lanes": [_lane("ideas", "Ideas", "sky")],
        "settings": {"ideas": "ideas"},
        "phases": _phases(("ideas", "Ideas", 5), ("commit", "Commit", 8)),
    }


def _analysis() -> Entry:
    return {
        "title": "Questions and factors",
        "lanes": [_lane("factors", "Contributing factors", "clay")],
        "settings": {
            "factors": "factors",
            "decks": [{"id": "first", "title": "First topic", "questions": ["What did we know then?"]}],
        },
        "phases": _phases(("ask", "Ask", 10), ("factors", "Factors", 10)),
    }


def _brainstorm() -> Entry:
    return {
        "title": "Notes",
        "lanes": [_lane("notes", "Notes", "sun")],
        "phases": _phases(("solo", "Solo", 5), ("share", "Share", 8), ("cluster", "Cluster", 8)),
    }


def _force_field() -> Entry:
    return {
        "title": "Force field",
        "lanes": [_lane("helps", "Helps", "moss"), _lane("holds-back", "Holds back", "clay")],
        "settings": {"driving": "helps", "restraining": "holds-back", "scale": "1-5"},
        "phases": _phases(
            ("solo", "Solo", 5), ("share", "Share", 8), ("strength", "Strength", 6), ("picture", "Picture", 5)
        ),
    }


def _form() -> Entry:
    return {
        "title": "Form",
        "settings": {"fields": [{"id": "answer", "title": "Answer", "type": "long"}]},
        "phases": _phases(("fill", "Write", 5), ("show", "Show", 2)),
    }


def _matrix() -> Entry:
    axes = [
        {"title": "Effort", "low": "little", "high": "much"},
        {"title": "Use", "low": "little", "high": "much"},
    ]
    return {
        "title": "Two by two",
        "lanes": [_lane("pieces", "Notes", "sky")],
        "settings": {"axes": axes},
        "phases": _phases(("solo", "Solo", 4), ("share", "Share", 4), ("place", "Place", 10)),
    }


def _rating() -> Entry:
    return {
        "title": "Rating",
        "settings": {
            "items": [{"id": "first", "title": "First topic"}],
            "scales": [{"id": "fingers", "title": "Fingers", "scale": "1-5"}],
        },
        "phases": _phases(("rate", "Rate", 5), ("picture", "Picture", 3)),
    }


def _election() -> Entry:
    return {
        "title": "Election",
        "lanes": [_lane("nominees", "Nominees", "stone")],
        "settings": {"way": "quick", "budget": 1, "tie_break": ["run_off", "fist", "lot"]},
        "phases": [
            *_phases(("nominate", "Nominate", 3)),
            *_phases(("vote", "Vote", 3), ("run_off", "Run-off", 2), ("consent", "Consent", 3)),
            *_phases(("result", "Result", 1)),
        ],
    }


_ABOUT_NOTES = frozenset({"dot_vote"})
_WAYS = {
    "election": {
        "vote": "quick",
        "run_off": "quick",
        "reasons": "consent",
        "change": "consent",
        "proposal": "consent",
    }
}
_ALL: dict[str, Callable[[], Entry]] = {
    "actions": _actions,
    "analysis": _analysis,
    "brainstorm": _brainstorm,
    "briefing": lambda: {"title": "Welcome", "phases": _phases(("show", "Welcome", 3))},
    "check_in": lambda: {"title": "Round", "phases": _phases(("round", "Round", 5))},
    "closing": lambda: {
        "title": "Close",
        "phases": _phases(("next_steps", "Next steps", 4), ("roti", "Worth the time?", 2)),
    },
    "coupling_map": lambda: {
        "title": "Map",
        "phases": _phases(("draw", "Draw", 20), ("read", "Read", 10), ("try", "Try", 15)),
    },
    "dot_vote": lambda: {
        "title": "Vote",
        "settings": {"budget": 3, "stacking": True},
        "phases": _phases(("vote", "Vote", 5), ("result", "Result", 2)),
    },
    "election": _election,
    "force_field": _force_field,
    "form": _form,
    "matrix": _matrix,
    "rating": _rating,
    "timeline": lambda: {
        "title": "Timeline",
        "phases": _phases(("write", "Write", 10), ("walk", "Walk", 20)),
    },
}
