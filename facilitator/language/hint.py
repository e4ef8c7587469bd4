"""What is pointed out: one place in a text, why it may stand in the way of learning, and a question to ask instead."""

from __future__ import annotations

from dataclasses import dataclass

BLAME, COUNTERFACTUAL, HINDSIGHT, ROOT_CAUSE = "blame", "counterfactual", "hindsight", "root-cause"
STRONG, SOFT, COACH = "strong", "soft", "coach"
SEVERITIES = (STRONG, SOFT, COACH)
"""How loud a hint is: shown at once, a mark in the margin, or only where the facilitator looks."""


@dataclass(frozen=True)
class Hint:
    """One hint on a text.

    `start` and `end` are character offsets, and `words` is the text between them to the letter. `line` and `column`
    count from 1, a tab as one character. `kind` is the class of the rule: "blame", "counterfactual", "hindsight" or
    "root-cause". `idea` is a draft of an action for a later time, empty where nothing is wished for.
    """

    start: int
    end: int
    line: int
    column: int
    words: str
    kind: str
    severity: str
    rule: str
    reason: str
    source: str
    suggestion: str
    idea: str = ""
