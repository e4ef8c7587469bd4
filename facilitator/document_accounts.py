"""The account of a decision in a document: windows and files read it without asking again, so its shape is checked."""

from typing import Any

from facilitator.document_rows import expect_flag, expect_text
from facilitator.document_shapes import COUNT, HANDS, NAMED, TEXTS, answer, many, maybe, record, whole

__all__ = ["checked_account"]

_ROUND = record(
    {
        "round": expect_text,
        "candidates": many(
            record({"id": expect_text, "title": expect_text, "count": COUNT, "fingers": HANDS}, "id", "title")
        ),
        **dict.fromkeys(("cast", "possible", "surplus", "people", "sheets"), COUNT),
        "best": TEXTS,
        "seed": expect_text,
        "lots": many(record(dict.fromkeys(("id", "text", "digest"), expect_text), "id", "text", "digest")),
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

_ACCOUNT = record(
    {
        "rules": record(
            {
                "budget": whole(1, 50),
                "stacking": expect_flag,
                "own_idea": expect_flag,
                "tie_break": TEXTS,
                "picks": whole(1, 50),
            },
            "budget",
            "stacking",
            "own_idea",
            "tie_break",
        ),
        "candidates": many(NAMED),
        "rounds": many(_ROUND),
        "winner": maybe(NAMED),
        "picked": many(NAMED),
        "elected": maybe(NAMED),
        "decided_by": maybe(expect_text),
        "tied": many(NAMED),
        "declined": many(NAMED),
        "objections": TEXTS,
        "consent": record(
            {
                "proposed": maybe(NAMED),
                "winner": maybe(NAMED),
                "decided_by": maybe(expect_text),
                "order": TEXTS,
                "answers": many(record({"name": expect_text, "answer": answer, "text": expect_text})),
                "objections": TEXTS,
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


def checked_account(value: Any, where: str) -> dict[str, Any]:
    """Return the account of a decision, in the shape of `facilitator.voting.account`.

    Raises:
        UserError: it has another shape; the place is named.
    """
    account = _ACCOUNT(value, where)
    assert isinstance(account, dict)
    return account
