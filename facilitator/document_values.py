"""The values of activities in a document: free JSON, except what the program relies on.

Windows and files read these keys without asking again, so their shape is checked at the door. Other keys pass.
"""

from collections.abc import Mapping
from typing import Any

from facilitator.acts.actions import CARRIED
from facilitator.acts.actions import STATES as ACTION_STATES
from facilitator.corrections import WAS
from facilitator.coupling_layout import FURTHEST
from facilitator.couplings import MOST_DAYS
from facilitator.document_rows import (
    expect_choice,
    expect_flag,
    expect_id,
    expect_list,
    expect_number,
    expect_stamp,
    expect_text,
    expect_values,
    fail,
    short,
)
from facilitator.document_shapes import (
    COUNT,
    HANDS,
    TEXTS,
    Shape,
    answer,
    by_id,
    by_number,
    many,
    maybe,
    record,
    whole,
)
from facilitator.forces import MOST_EXPECTED
from facilitator.forms import POSITION
from facilitator.ids import from_stamp
from facilitator.moments import EARLIEST_YEAR, LATEST_YEAR
from facilitator.ratings import TRENDS
from facilitator.roti import LEAST, MOST
from facilitator.scoring import MOST_DOTS
from facilitator.timelines import STAMPS

__all__ = ["checked_value"]


def _strength(value: Any, where: str) -> float:
    return expect_number(value, where, 0, MOST_EXPECTED)


def _pair(value: Any, where: str) -> list[str]:
    ids = [expect_id(each, where) for each in expect_list(value, where)]
    if len(ids) != 2:
        fail(where, "must be a pair of ids")
    return ids


_FORCES_THEN = by_id(
    record(
        {"title": expect_text, "side": expect_text, "scores": many(whole(1, MOST_DOTS))}, "title", "scores"
    )
)


def _topics(value: Any, where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _TOPICS(value, where)
    taken: set[str] = set()
    for number, each in enumerate(found):
        if each["id"] in taken:
            fail(f"{where}[{number}].id", f"is “{short(each['id'])}” a second time")
        if not each["title"].strip():
            fail(f"{where}[{number}].title", "must not be empty")
        taken.add(each["id"])
    return found


def _trend(value: Any, where: str) -> str:
    return expect_choice(value, TRENDS, where)


def _action_state(value: Any, where: str) -> str:
    return expect_choice(value, (*ACTION_STATES, CARRIED), where)


_TOPICS = many(
    record(
        {
            "id": expect_id,
            **dict.fromkeys(("title", "icon", "high", "middle", "low"), expect_text),
            "dropped": expect_flag,
        },
        "id",
        "title",
    )
)
_AGREED: Mapping[str, Shape] = {
    "values": by_id(whole(1, MOST_DOTS)),
    "trend": maybe(_trend),
    "why": expect_text,
}
_RUNS = many(
    record(
        {
            **dict.fromkeys(("session", "title"), expect_text),
            "date": expect_stamp,
            "topics": by_id(
                record(
                    {"title": expect_text, "counts": by_id(by_number(COUNT)), **_AGREED}, "title", "counts"
                )
            ),
        },
        "session",
        "title",
        "date",
        "topics",
    )
)
_ABOUT = {"activity": expect_text, "item": expect_text}
_EARLIER = record(
    {
        **dict.fromkeys(("session", "title"), expect_text),
        "date": expect_stamp,
        "actions": many(
            record(
                {
                    "id": expect_id,
                    **dict.fromkeys(("text", "owner", "topic"), expect_text),
                    "due": maybe(expect_text),
                    "state": _action_state,
                    "about": record(_ABOUT, *_ABOUT),
                },
                "id",
                "text",
                "state",
            )
        ),
    },
    "session",
    "title",
    "date",
    "actions",
)

_QUESTIONS = many(record(dict.fromkeys(("id", "deck", "text"), expect_text), "id", "deck", "text"))
_NOT_DONE = many(record(dict.fromkeys(("id", "text", "reason", "idea"), expect_text), "id", "text", "reason"))
_LEADERS = many(
    record(
        {**dict.fromkeys(("id", "name", "role", "words"), expect_text), "agrees": expect_flag}, "id", "name"
    )
)
_COMMITMENTS = by_id(record(dict.fromkeys(("scope", "done_when", "factor", "priority", "idea"), expect_text)))
_WORDINGS = many(record({"text": expect_text, "at": expect_stamp}, "text", "at"))


def _filled_in(value: Any, where: str) -> Any:
    """Return what stands in a field of a form: a text or a number."""
    if isinstance(value, str):
        return expect_text(value, where)
    return expect_number(value, where)


def _moment(value: Any, where: str) -> str:
    """Return a time that can be shown in every zone."""
    stamp = expect_stamp(value, where)
    if not EARLIEST_YEAR <= from_stamp(stamp).year <= LATEST_YEAR:
        fail(where, f"must be a time between {EARLIEST_YEAR} and {LATEST_YEAR} (not “{short(stamp)}”)")
    return stamp


def _said(value: Any, where: str) -> str:
    if not (text := expect_text(value, where)).strip():
        fail(where, "must not be empty")
    return text


_TIMELINE_ENTRY = record(
    {
        "at": _moment,
        "text": _said,
        "kind": expect_text,
        "source": expect_text,
        "known": expect_text,
        "position": expect_number,
        "added": expect_flag,
        "struck": lambda value, where: expect_stamp(value, where) if value else "",
    },
    "at",
    "text",
)
_INCIDENT = record(
    {
        **dict.fromkeys(STAMPS, lambda value, where: _moment(value, where) if value else ""),
        **dict.fromkeys(("severity", "service", "zone"), expect_text),
    }
)

_PARTY = record(
    {
        "name": _said,
        "position": expect_number,
        **dict.fromkeys(("x", "y"), lambda value, where: expect_number(value, where, 0, FURTHEST)),
    },
    "name",
)
_WAIT = record(
    {
        "from": expect_id,
        "to": expect_id,
        "days": lambda value, where: expect_number(value, where, 0, MOST_DAYS),
        "position": expect_number,
    },
    "from",
    "to",
    "days",
)
_TRIED = many(
    record(
        {
            "do": lambda value, where: expect_choice(value, ("cut", "split", "merge"), where),
            **dict.fromkeys(("wait", "party", "new", "name"), expect_text),
            **dict.fromkeys(("moved", "parties"), many(expect_text)),
        },
        "do",
    )
)
_SHARE = record(dict.fromkeys(("x", "y"), lambda value, where: expect_number(value, where, 0, 1)), "x", "y")
_FIGURES_THEN = {
    **dict.fromkeys(("title", "date", "waited_for"), expect_text),
    **dict.fromkeys(("parties", "loops"), COUNT),
    **dict.fromkeys(("waited_days", "chain_days"), expect_number),
}

_FORM_ROW = record({POSITION: expect_number})

_PREFIXED: Mapping[str, Shape] = {
    "entry:": _TIMELINE_ENTRY,
    "field:": _filled_in,
    "party:": _PARTY,
    "place:": _SHARE,
    "wait:": _WAIT,
    "row:": lambda value, where: {
        key: each if key == POSITION else _filled_in(each, where)
        for key, each in _FORM_ROW(value, where).items()
    },
    WAS: _WORDINGS,
}
"""A form has one value a field and one a row, a timeline one an entry."""

_VALUES: Mapping[str, Shape] = {
    "about": record({**_ABOUT, "session": expect_text, "title": expect_text}, *_ABOUT, "session", "title"),
    "agreed": by_id(record(_AGREED)),
    "asked": TEXTS,
    "budget": whole(1, 50),
    "category": by_id(expect_text),
    "change": record({"now": expect_text, "wanted": expect_text}, "now", "wanted"),
    "closed": TEXTS,
    "commitment": _COMMITMENTS,
    "consent": many(record({"name": expect_text, "answer": answer, "text": expect_text}, "name", "answer")),
    "current": expect_text,
    "declined": TEXTS,
    "earlier": _EARLIER,
    "elected": expect_text,
    "entry": expect_text,
    "fist": by_id(HANDS),
    "figures_then": record(_FIGURES_THEN, *_FIGURES_THEN),
    "first": expect_text,
    "gap": lambda value, where: expect_number(value, where, 1, 24 * 60),
    "heard": COUNT,
    "incident": _INCIDENT,
    "items": _topics,
    "leaders": _LEADERS,
    "links": many(_pair),
    "nominations": many(
        record(
            {"by": expect_text, "for": expect_text, "reason": expect_text, "changed_to": maybe(expect_text)},
            "by",
            "for",
        )
    ),
    "not_done": _NOT_DONE,
    "objections": TEXTS,
    "own_idea": expect_flag,
    "people": by_id(COUNT),
    "plan": by_id(
        record({"force": expect_text, "way": expect_text, "expected": maybe(_strength), "topic": expect_text})
    ),
    "postmortem": record(dict.fromkeys(("status", "owner", "facilitator", "message", "word"), expect_text)),
    "private_notes": expect_text,
    "proposed": expect_text,
    "questions": _QUESTIONS,
    "raised": many(maybe(COUNT)),
    "raised_of": COUNT,
    "resolved": TEXTS,
    "revealed": expect_flag,
    "roti": many(whole(LEAST, MOST)),
    "roti_shown": expect_flag,
    "runs": _RUNS,
    "said": TEXTS,
    "scale": expect_text,
    "scoring_entry": expect_text,
    "seed": expect_text,
    "shown_scores": TEXTS,
    "stacking": expect_flag,
    "then": record(
        {
            **dict.fromkeys(("session", "title", "date", "scale"), expect_text),
            "strength": _FORCES_THEN,
            "changeability": _FORCES_THEN,
        }
    ),
    "thumbs": record(dict.fromkeys(("up", "side", "down"), COUNT), "up", "side", "down"),
    "tie_break": TEXTS,
    "tried": _TRIED,
    "way": expect_text,
    "words": TEXTS,
}


def checked_value(key: str, value: Any, where: str) -> Any:
    """Return what an activity keeps under `key`, checked where the program relies on its shape.

    Raises:
        UserError: it has another shape; the place is named.
    """
    prefixed = next((shape for prefix, shape in _PREFIXED.items() if key.startswith(prefix)), expect_values)
    return _VALUES.get(key, prefixed)(value, where)
