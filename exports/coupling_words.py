"""Figures and sentences of a coupling map, the same in every file."""

from exports.force_words import figure
from facilitator.activities.coupling_map import FiguresThen
from facilitator.coupling_figures import Figures
from facilitator.couplings import CouplingMap


def days(number: float) -> str:
    """Return how long a wait lasts; a question mark while nobody knows."""
    if not number:
        return "?"
    return _in_all(number)


def names(now: CouplingMap, ids: tuple[str, ...]) -> str:
    """Return the names of parties with commas."""
    return ", ".join(party.name for each in ids if (party := now.party(each)) is not None)


def chain(now: CouplingMap, ids: tuple[str, ...]) -> str:
    """Return a chain as names with arrows between them."""
    return " \N{RIGHTWARDS ARROW} ".join(party.name for each in ids if (party := now.party(each)) is not None)


def key_figures(now: CouplingMap, found: Figures) -> tuple[tuple[str, str], ...]:
    """Return the four figures of a map with what they count."""
    chain_days = figure(found.chain_days)
    long = f"{chain_days} days or more"
    if found.chain_sure:
        long = "1 day" if chain_days == "1" else f"{chain_days} days"
    loops = f"more than {len(found.loops)}" if found.more_loops else str(len(found.loops))
    return (
        (str(found.parties), "party that must act" if found.parties == 1 else "parties that must act"),
        (_first_of(now, found.waited_for) or "–", "most waited for"),
        (long if found.chain else "–", "longest waiting chain"),
        (loops, "loop" if loops == "1" else "loops"),
    )


def _first_of(now: CouplingMap, ids: tuple[str, ...]) -> str:
    """Return the first of some parties by name, and how many more there are: the map marks them all."""
    first = names(now, ids[:1])
    if len(ids) < 3:
        return " and ".join(each for each in (first, names(now, ids[1:])) if each)
    return f"{first} and {len(ids) - 1} more"


def reading(now: CouplingMap, found: Figures, then: FiguresThen | None) -> tuple[str, ...]:
    """Return what the figures stand for, in sentences."""
    must = "1 party must act" if found.parties == 1 else f"{found.parties} parties must act"
    times = "once" if found.waits == 1 else f"{found.waits} times"
    said = [f"{must}; {times} one of them waits for another." if found.waits else f"{must}."]
    if found.waited_for:
        by = "1 other" if found.waiters == 1 else f"{found.waiters} others"
        said.append(
            f"Most waited for: {names(now, found.waited_for)}, by {by}, {_in_all(found.waited_days)} in all."
        )
    if found.chain:
        sure = "" if found.chain_sure else " at least; there may be a longer one"
        said.append(f"Longest waiting chain: {chain(now, found.chain)}, {_in_all(found.chain_days)}{sure}.")
    if found.loops:
        count = "more than " if found.more_loops else ""
        first = "; ".join(chain(now, (*each, each[0])) for each in found.loops[:5])
        said.append(f"Loops: {count}{len(found.loops)}. {first}.")
    if then is not None:
        said.append(
            f"In “{then.title}” ({then.date}): parties: {then.parties}; longest chain: {_in_all(then.chain_days)}; "
            f"loops: {then.loops}."
        )
    return tuple(said)


def _in_all(number: float) -> str:
    return "1 day" if number == 1 else f"{figure(number)} days"
