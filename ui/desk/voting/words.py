"""Votes in words: rules, rounds, ties, how it was settled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from facilitator import voting
from facilitator.voting import Round, Rules, Standing

__all__ = [
    "counted_words",
    "listed",
    "round_words",
    "rules_words",
    "settled_words",
    "step_words",
    "tie_break_words",
    "tie_words",
]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Voting", text)


def listed(names: Sequence[str]) -> str:
    """Return "Ann", "Ann and Ben" or "Ann, Ben and Cem"."""
    if len(names) < 2:
        return "".join(names)
    return _tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def rules_words(rules: Rules, *, picks: bool = True) -> str:
    """Return "2 votes each, not on one's own idea"; without `picks` not how many are picked, where that stands by."""
    votes = _tr("{count} votes each").format(count=rules.budget) if rules.budget > 1 else _tr("1 vote each")
    parts = [votes]
    if rules.stacking and rules.budget > 1:
        parts.append(_tr("several on one allowed"))
    if rules.picks > 1 and picks:
        parts.append(_tr("at most {count} are picked").format(count=rules.picks))
    if not rules.own_idea:
        parts.append(_tr("not on one’s own idea"))
    return ", ".join(parts)


def round_words(name: str) -> str:
    """Return what a round is called."""
    words = {
        voting.VOTE: _tr("Vote"),
        voting.RUN_OFF: _tr("Run-off"),
        voting.FIST: _tr("Fist of five"),
        voting.LOT: _tr("Draw by lot"),
    }
    return words[name]


def step_words(name: str) -> str:
    """Return what a step of the tie-break asks of the room."""
    words = {
        voting.RUN_OFF: _tr("Run-off, one vote"),
        voting.FIST: _tr("Fist of five"),
        voting.LOT: _tr("Draw by lot, logged"),
    }
    return words[name]


def tie_break_words(order: Sequence[str]) -> str:
    """Return what settles a tie, as it is announced: "run-off, then fist of five, then draw by lot"."""
    then = _tr(", then ")
    return then.join(round_words(each).lower() for each in order) if order else _tr("nothing")


def counted_words(this: Round) -> str:
    """Return "20 of 20 votes counted", or of hands in a fist of five."""
    return _tr("{cast} of {possible} votes counted").format(cast=this.cast, possible=this.possible)


def tie_words(standing: Standing) -> str:
    """Return "A tie: Steady Hands and Lighthouse, 6 each", about the tie that stood after the first round."""
    if not standing.closed:
        return ""
    first = standing.closed[0]
    titles = [each.title for each in first.candidates if each.id in first.best]
    most = max((first.counts.get(each, 0) for each in first.best), default=0)
    return _tr("A tie: {names}, {count} each").format(names=listed(titles), count=most)


def settled_words(standing: Standing) -> str:
    """Return how the winner was found: "Settled in the run-off, 6 to 4."; of several what is level, if anything."""
    if standing.rules.picks > 1:
        level = listed([each.title for each in standing.candidates if each.id in standing.tied])
        most = standing.rules.picks
        if level:
            words = _tr("At most {count} are picked. Level for the last place: {names}. Talk, then choose.")
            return words.format(count=most, names=level)
        return _tr("Decided by votes, {count} at most.").format(count=most)
    if standing.winner is None or not standing.closed:
        return ""
    last = standing.closed[-1]
    if last.name in (voting.VOTE, voting.RUN_OFF):
        ranked = sorted(last.counts.values(), reverse=True)
        figures = _tr(" to ").join(str(each) for each in ranked[:3])
        words = (
            _tr("Decided by votes, {figures}.")
            if last.name == voting.VOTE
            else _tr("Settled in the run-off, {figures}.")
        )
        return words.format(figures=figures)
    if last.name == voting.FIST:
        return _tr("Settled by fist of five.")
    return _tr("Drawn by lot with the seed {seed}.").format(seed=last.seed)
