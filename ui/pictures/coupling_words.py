"""The words of a coupling map, on the desk and in the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from facilitator import couplings
from facilitator.activities.coupling_map import FiguresThen
from facilitator.coupling_figures import Figures
from facilitator.couplings import CouplingMap, Step, Wait

__all__ = [
    "Figure",
    "arrow_words",
    "chain_words",
    "days_words",
    "figure_list",
    "legend_words",
    "loop_words",
    "number_words",
    "party_words",
    "step_words",
    "then_words",
    "tried_words",
]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CouplingMap", text)


class Figure(NamedTuple):
    """A figure and what it counts; `detail` says more where there is something to say."""

    value: str
    name: str
    detail: str = ""


def number_words(number: float) -> str:
    """Return a number with no more decimals than it has, one at most."""
    return f"{number:.1f}".removesuffix(".0")


def days_words(days: float) -> str:
    """Return how long a wait lasts, in words."""
    if not days:
        return _tr("nobody knows how long")
    if days == 1:
        return _tr("1 day")
    return _tr("{number} days").format(number=number_words(days))


def arrow_words(now: CouplingMap, wait: Wait) -> str:
    """Return an arrow as a sentence for lists and screen readers."""
    who, whom = now.party(wait.who), now.party(wait.whom)
    return _tr("{who} waits for {whom}, {days}").format(
        who=who.name if who else "", whom=whom.name if whom else "", days=days_words(wait.days)
    )


def party_words(now: CouplingMap, party_id: str) -> str:
    """Return what a screen reader says of a party: its name, for whom it waits and who waits for it."""
    party = now.party(party_id)
    if party is None:
        return ""
    parts = [party.name]
    for form, found in (
        (_tr("waits for {names}"), [(each.whom, each.days) for each in now.waits if each.who == party_id]),
        (
            _tr("waited for by {names}"),
            [(each.who, each.days) for each in now.waits if each.whom == party_id],
        ),
    ):
        names = [
            f"{other.name}, {days_words(days)}"
            for each, days in found
            if (other := now.party(each)) is not None
        ]
        if names:
            parts.append(form.format(names="; ".join(names)))
    return ": ".join([parts[0], ". ".join(parts[1:])]) if len(parts) > 1 else parts[0]


def figure_list(now: CouplingMap, found: Figures) -> tuple[Figure, ...]:
    """Return the four figures of a map: parties, whom most wait for, the longest chain, loops."""
    names = [party.name for each in found.waited_for if (party := now.party(each)) is not None]
    days = number_words(found.chain_days)
    if not found.chain_sure:
        chain = _tr("{days} days or more")
    else:
        chain = _tr("1 day") if days == "1" else _tr("{days} days")
    loops = str(len(found.loops))
    one_loop = len(found.loops) == 1 and not found.more_loops
    return (
        Figure(str(found.parties), _tr("party must act") if found.parties == 1 else _tr("parties must act")),
        Figure(
            names[0] if names else "–",
            _tr("most waited for"),
            _waited_words(names, found) if names else "",
        ),
        Figure(chain.format(days=days) if found.chain else "–", _tr("longest waiting chain")),
        Figure(
            _tr("more than {count}").format(count=loops) if found.more_loops else loops,
            _tr("loop") if one_loop else _tr("loops"),
        ),
    )


def _waited_words(names: Sequence[str], found: Figures) -> str:
    form = (
        _tr("{days} days in all, by 1 party")
        if found.waiters == 1
        else _tr("{days} days in all, by {count} parties")
    )
    words = form.format(days=number_words(found.waited_days), count=found.waiters)
    if len(names) > 1:
        more = _tr("{words}; so are {names}")
        return more.format(words=words, names=", ".join(names[1:]))
    return words


def chain_words(now: CouplingMap, chain: Sequence[str]) -> str:
    """Return a chain as names with arrows between them."""
    arrow = " \N{RIGHTWARDS ARROW} "
    return arrow.join(party.name for each in chain if (party := now.party(each)) is not None)


def loop_words(now: CouplingMap, loop: Sequence[str]) -> str:
    """Return a loop as a chain that comes back to where it began."""
    return chain_words(now, [*loop, loop[0]])


def step_words(now: CouplingMap, step: Step) -> str:
    """Return a step of a what-if in words; `now` is the map before it."""
    if step.do == "cut":
        wait = now.wait(step.wait)
        if wait is None:
            return ""
        return _tr("Without: {chain}").format(chain=chain_words(now, (wait.who, wait.whom)))
    if step.do == "split":
        party = now.party(step.party)
        return _tr("Split: {old} and {new}").format(old=party.name if party else "", new=step.name)
    names = [party.name for each in step.parties if (party := now.party(each)) is not None]
    words = _tr("Glued: {names}").format(names=" + ".join(names))
    if step.name and step.name not in names:
        words = _tr("{words} as {name}").format(words=words, name=step.name)
    return words


def tried_words(stands: CouplingMap, steps: Sequence[Step]) -> list[str]:
    """Return each step of a what-if in words; `stands` is the map without them."""
    now, said = stands, []
    for each in steps:
        said.append(step_words(now, each))
        now = couplings.after(now, [each])
    return [each for each in said if each]


def then_words(then: FiguresThen) -> str:
    """Return what the figures of a map were in the session before."""
    return _tr("{title}: parties {parties}, longest chain {chain}, loops {loops}").format(
        title=then.title, parties=then.parties, chain=days_words(then.chain_days), loops=then.loops
    )


def legend_words(*, read: bool, unknown: bool = False) -> str:
    """Return what lines and boxes mean, with `unknown` a question mark as well."""
    words = _tr("An arrow says: waits for. The figure is days; the longer, the wider the arrow.")
    if read:
        words = _tr(
            "An arrow says: waits for, so many days. Solid: the longest chain. Dashed: other waiting."
            " Thick edge: most waited for."
        )
    return _tr("{words} A question mark: nobody knows yet.").format(words=words) if unknown else words
