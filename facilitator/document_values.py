"""The values of activities and the accounts of decisions in a document: free JSON, except what the program relies on.

Windows and files read these keys without asking again, so their shape is checked at the door. Other keys pass.
"""

from collections.abc import Callable, Mapping
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
    expect_object,
    expect_stamp,
    expect_text,
    expect_values,
    expect_whole,
    fail,
    short,
)
from facilitator.forces import MOST_EXPECTED
from facilitator.forms import POSITION
from facilitator.ids import from_stamp
from facilitator.moments import EARLIEST_YEAR, LATEST_YEAR
from facilitator.ratings import TRENDS
from facilitator.roti import LEAST, MOST
from facilitator.scoring import MOST_DOTS
from facilitator.timelines import STAMPS
from facilitator.voting import FINGERS

Shape = Callable[[Any, str], Any]


def _maybe(shape: Shape) -> Shape:
    return lambda value, where: None if value is None else shape(value, where)


def _many(shape: Shape) -> Shape:
    return lambda value, where: [
        shape(each, f"{where}[{number}]") for number, each in enumerate(expect_list(value, where))
    ]


def _by_id(shape: Shape) -> Shape:
    return lambda value, where: {
        expect_id(key, where): shape(each, f"{where}.{key}")
        for key, each in expect_object(value, where).items()
    }


def _by_number(shape: Shape) -> Shape:
    def read(value: Any, where: str) -> dict[str, Any]:
        for key in expect_object(value, where):
            if not (key.isascii() and key.isdecimal() and len(key) <= 3):
                fail(where, f"must name its entries by whole numbers (not “{short(key)}”)")
        return {key: shape(each, f"{where}.{key}") for key, each in value.items()}

    return read


def _whole(least: int, most: int) -> Shape:
    return lambda value, where: expect_whole(value, where, least, most)


def _record(shapes: Mapping[str, Shape], *needed: str) -> Shape:
    def read(value: Any, where: str) -> dict[str, Any]:
        given = {**dict.fromkeys(needed), **expect_object(value, where)}
        return {
            expect_text(key, where): shapes.get(key, expect_values)(each, f"{where}.{key[:40]}")
            for key, each in given.items()
        }

    return read


def _answer(value: Any, where: str) -> str:
    return expect_choice(value, ("yes", "objection"), where)


def _strength(value: Any, where: str) -> float:
    return expect_number(value, where, 0, MOST_EXPECTED)


def _pair(value: Any, where: str) -> list[str]:
    ids = [expect_id(each, where) for each in expect_list(value, where)]
    if len(ids) != 2:
        fail(where, "must be a pair of ids")
    return ids


_COUNT = _whole(0, 1_000_000)
_TEXTS = _many(expect_text)
_NAMED = _record({"id": expect_text, "title": expect_text}, "id", "title")
_HANDS = _many(_whole(0, FINGERS))
_FORCES_THEN = _by_id(
    _record(
        {"title": expect_text, "side": expect_text, "scores": _many(_whole(1, MOST_DOTS))}, "title", "scores"
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


_TOPICS = _many(
    _record(
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
    "values": _by_id(_whole(1, MOST_DOTS)),
    "trend": _maybe(_trend),
    "why": expect_text,
}
_RUNS = _many(
    _record(
        {
            **dict.fromkeys(("session", "title"), expect_text),
            "date": expect_stamp,
            "topics": _by_id(
                _record(
                    {"title": expect_text, "counts": _by_id(_by_number(_COUNT)), **_AGREED}, "title", "counts"
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
_EARLIER = _record(
    {
        **dict.fromkeys(("session", "title"), expect_text),
        "date": expect_stamp,
        "actions": _many(
            _record(
                {
                    "id": expect_id,
                    **dict.fromkeys(("text", "owner", "topic"), expect_text),
                    "due": _maybe(expect_text),
                    "state": _action_state,
                    "about": _record(_ABOUT, *_ABOUT),
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

_QUESTIONS = _many(_record(dict.fromkeys(("id", "deck", "text"), expect_text), "id", "deck", "text"))
_NOT_DONE = _many(
    _record(dict.fromkeys(("id", "text", "reason", "idea"), expect_text), "id", "text", "reason")
)
_LEADERS = _many(
    _record(
        {**dict.fromkeys(("id", "name", "role", "words"), expect_text), "agrees": expect_flag}, "id", "name"
    )
)
_COMMITMENTS = _by_id(
    _record(dict.fromkeys(("scope", "done_when", "factor", "priority", "idea"), expect_text))
)
_WORDINGS = _many(_record({"text": expect_text, "at": expect_stamp}, "text", "at"))


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


_TIMELINE_ENTRY = _record(
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
_INCIDENT = _record(
    {
        **dict.fromkeys(STAMPS, lambda value, where: _moment(value, where) if value else ""),
        **dict.fromkeys(("severity", "service", "zone"), expect_text),
    }
)

_PARTY = _record(
    {
        "name": _said,
        "position": expect_number,
        **dict.fromkeys(("x", "y"), lambda value, where: expect_number(value, where, 0, FURTHEST)),
    },
    "name",
)
_WAIT = _record(
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
_TRIED = _many(
    _record(
        {
            "do": lambda value, where: expect_choice(value, ("cut", "split", "merge"), where),
            **dict.fromkeys(("wait", "party", "new", "name"), expect_text),
            **dict.fromkeys(("moved", "parties"), _many(expect_text)),
        },
        "do",
    )
)
_SHARE = _record(dict.fromkeys(("x", "y"), lambda value, where: expect_number(value, where, 0, 1)), "x", "y")
_FIGURES_THEN = {
    **dict.fromkeys(("title", "date", "waited_for"), expect_text),
    **dict.fromkeys(("parties", "loops"), _COUNT),
    **dict.fromkeys(("waited_days", "chain_days"), expect_number),
}

_FORM_ROW = _record({POSITION: expect_number})

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
    "about": _record({**_ABOUT, "session": expect_text, "title": expect_text}, *_ABOUT, "session", "title"),
    "agreed": _by_id(_record(_AGREED)),
    "asked": _TEXTS,
    "budget": _whole(1, 50),
    "category": _by_id(expect_text),
    "change": _record({"now": expect_text, "wanted": expect_text}, "now", "wanted"),
    "closed": _TEXTS,
    "commitment": _COMMITMENTS,
    "consent": _many(
        _record({"name": expect_text, "answer": _answer, "text": expect_text}, "name", "answer")
    ),
    "current": expect_text,
    "declined": _TEXTS,
    "earlier": _EARLIER,
    "elected": expect_text,
    "entry": expect_text,
    "fist": _by_id(_HANDS),
    "figures_then": _record(_FIGURES_THEN, *_FIGURES_THEN),
    "first": expect_text,
    "gap": lambda value, where: expect_number(value, where, 1, 24 * 60),
    "heard": _COUNT,
    "incident": _INCIDENT,
    "items": _topics,
    "leaders": _LEADERS,
    "links": _many(_pair),
    "nominations": _many(
        _record(
            {"by": expect_text, "for": expect_text, "reason": expect_text, "changed_to": _maybe(expect_text)},
            "by",
            "for",
        )
    ),
    "not_done": _NOT_DONE,
    "objections": _TEXTS,
    "own_idea": expect_flag,
    "people": _by_id(_COUNT),
    "plan": _by_id(
        _record(
            {"force": expect_text, "way": expect_text, "expected": _maybe(_strength), "topic": expect_text}
        )
    ),
    "postmortem": _record(dict.fromkeys(("status", "owner", "facilitator", "message", "word"), expect_text)),
    "private_notes": expect_text,
    "proposed": expect_text,
    "questions": _QUESTIONS,
    "raised": _many(_maybe(_COUNT)),
    "raised_of": _COUNT,
    "resolved": _TEXTS,
    "revealed": expect_flag,
    "roti": _many(_whole(LEAST, MOST)),
    "roti_shown": expect_flag,
    "runs": _RUNS,
    "said": _TEXTS,
    "scale": expect_text,
    "scoring_entry": expect_text,
    "seed": expect_text,
    "shown_scores": _TEXTS,
    "stacking": expect_flag,
    "then": _record(
        {
            **dict.fromkeys(("session", "title", "date", "scale"), expect_text),
            "strength": _FORCES_THEN,
            "changeability": _FORCES_THEN,
        }
    ),
    "thumbs": _record(dict.fromkeys(("up", "side", "down"), _COUNT), "up", "side", "down"),
    "tie_break": _TEXTS,
    "tried": _TRIED,
    "way": expect_text,
    "words": _TEXTS,
}

_ROUND = _record(
    {
        "round": expect_text,
        "candidates": _many(
            _record(
                {"id": expect_text, "title": expect_text, "count": _COUNT, "fingers": _HANDS}, "id", "title"
            )
        ),
        **dict.fromkeys(("cast", "possible", "surplus", "people", "sheets"), _COUNT),
        "best": _TEXTS,
        "seed": expect_text,
        "lots": _many(_record(dict.fromkeys(("id", "text", "digest"), expect_text), "id", "text", "digest")),
    },
    "round",
    "candidates",
    "cast",
    "possible",
    "surplus",
    "people",
    "sheets",
    "best",
)

_ACCOUNT = _record(
    {
        "rules": _record(
            {
                "budget": _whole(1, 50),
                "stacking": expect_flag,
                "own_idea": expect_flag,
                "tie_break": _TEXTS,
                "picks": _whole(1, 50),
            },
            "budget",
            "stacking",
            "own_idea",
            "tie_break",
        ),
        "candidates": _many(_NAMED),
        "rounds": _many(_ROUND),
        "winner": _maybe(_NAMED),
        "picked": _many(_NAMED),
        "elected": _maybe(_NAMED),
        "decided_by": _maybe(expect_text),
        "tied": _many(_NAMED),
        "declined": _many(_NAMED),
        "objections": _TEXTS,
        "consent": _record(
            {
                "proposed": _maybe(_NAMED),
                "winner": _maybe(_NAMED),
                "decided_by": _maybe(expect_text),
                "order": _TEXTS,
                "answers": _many(_record({"name": expect_text, "answer": _answer, "text": expect_text})),
                "objections": _TEXTS,
            }
        ),
    },
    "rules",
    "candidates",
    "rounds",
    "tied",
    "declined",
    "objections",
)


def checked_value(key: str, value: Any, where: str) -> Any:
    """Return what an activity keeps under `key`, checked where the program relies on its shape.

    Raises:
        UserError: it has another shape; the place is named.
    """
    prefixed = next((shape for prefix, shape in _PREFIXED.items() if key.startswith(prefix)), expect_values)
    return _VALUES.get(key, prefixed)(value, where)


def checked_account(value: Any, where: str) -> dict[str, Any]:
    """Return the account of a decision, in the shape of `facilitator.voting.account`.

    Raises:
        UserError: it has another shape; the place is named.
    """
    account = _ACCOUNT(value, where)
    assert isinstance(account, dict)
    return account
