"""Words that several files share: rounds, parked topics, rules of a vote and what settled it."""

from collections.abc import Mapping
from typing import Any

from facilitator import voting

ROUNDS: Mapping[str, str] = {
    voting.VOTE: "Vote",
    voting.RUN_OFF: "Run-off",
    voting.FIST: "Fist of five",
    voting.LOT: "Draw by lot",
}
PARKED: Mapping[str, str] = {
    "open": "open",
    "back": "taken back into the talk",
    "action": "became a next step",
    "dropped": "let go",
}


def rules_in_words(entries: Mapping[str, Any]) -> str:
    """Return the rules of a vote as they were announced; `entries` are those of its protocol."""
    rules = entries.get("rules", {})
    budget = int(rules.get("budget", 1))
    first: Mapping[str, Any] = next(iter(entries.get("rounds", [])), {})
    parts = []
    if first.get("people"):
        parts.append(f"{first['people']} people")
    parts.append("one vote each" if budget == 1 else f"{budget} votes each")
    if budget > 1:
        parts.append("several on one allowed" if rules.get("stacking") else "one on each at most")
    if not rules.get("own_idea", True):
        parts.append("not on one's own idea")
    order = [ROUNDS[each].lower() for each in rules.get("tie_break", []) if each in ROUNDS]
    tie = f" Ties, as announced: {', '.join(order)}." if order else ""
    return f"{', '.join(parts)}.{tie}"


def settled_in_words(entries: Mapping[str, Any]) -> str:
    """Return how a tie was settled, "" where there was none; a draw is told with what it takes to repeat it."""
    step = entries.get("decided_by")
    rounds = {str(each.get("round")): each for each in entries.get("rounds", [])}
    if step == voting.LOT and voting.LOT in rounds:
        seed = rounds[voting.LOT].get("seed", "")
        return (
            f"The tie was settled by lot, with the seed {seed}. To check it: take the SHA-256 of the seed, a colon and "
            "each name; the smallest wins."
        )
    if step in (voting.RUN_OFF, voting.FIST):
        return f"A tie in the first vote, settled by the {ROUNDS[str(step)].lower()}."
    return ""
