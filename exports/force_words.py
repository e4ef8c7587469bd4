"""Figures and sentences of a force field, the same in every kind of file."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator import forces
from facilitator.dates import written_day
from facilitator.forces import DRIVER, RESTRAINER, ForceField, ForceFigures, PlanItem, Side
from facilitator.scoring import Scale, Tally, in_figures
from facilitator.state import SessionData

SIDES: Mapping[Side, str] = {DRIVER: "Driving forces", RESTRAINER: "Restraining forces"}
"""The two sides by name, in the order in which they are told."""

SIDES_SHORT: Mapping[Side, str] = {DRIVER: "driving", RESTRAINER: "restraining"}
"""The same in a word, for tables."""


def figure(value: float | None) -> str:
    """Return a score or a sum as people write it; a dash where there is none."""
    return "–" if value is None else in_figures(value)


def signed(value: float) -> str:
    """Return a balance with its sign, 0 without one."""
    return f"+{figure(value)}" if value > 0 else figure(value)


def spread(tally: Tally) -> str:
    """Return "2 to 5", "4" where all agree, a dash where nobody weighed."""
    if tally.low is None or tally.high is None:
        return "–"
    return figure(tally.low) if tally.low == tally.high else f"{figure(tally.low)} to {figure(tally.high)}"


def planned(force: ForceFigures) -> str:
    """Return "4 to 2" where a plan expects another score, else the score alone."""
    today = figure(force.figure)
    if force.expected is None or force.expected == force.figure:
        return today
    return f"{today} to {figure(force.expected)}"


def planned_by(item: PlanItem, field: ForceField) -> str:
    """Return what one action is to change: "4 to 2", or the score of its force alone."""
    found = field.find(item.force_id)
    today = figure(found.figure if found else None)
    return today if item.expected is None else f"{today} to {figure(item.expected)}"


def balance(field: ForceField) -> str:
    """Return the balance of both sides in words, today and as far as it is known then and after the plan."""
    words = [f"Balance {signed(field.balance)} today"]
    if field.planned:
        words.append(f"{signed(field.balance_after)} after the plan")
    if field.balance_then is not None:
        words.append(f"{signed(field.balance_then)} then")
    return ", ".join(words)


def scale_words(scale: Scale) -> str:
    """Return what the ends of a scale mean: "1 weak to 5 strong"; not for dots, which have no end."""
    low = scale.words.get(scale.least, "weak").lower()
    high = scale.words.get(scale.most, "strong").lower()
    return f"{scale.least} {low} to {scale.most} {high}"


def how_weighed(field: ForceField) -> str:
    """Return in one sentence who weighed the forces, and on which scale."""
    if not is_weighed(field):
        return "Not weighed yet."
    people = "1 person" if field.voters == 1 else f"{field.voters} people"
    if field.scale.dots:
        return f"{people} gave dots to the forces, each alone."
    return f"{people} weighed each force alone, {scale_words(field.scale)}."


def then_words(field: ForceField) -> str:
    """Return which earlier session the figures of "then" come from."""
    day = written_day(field.then_date)
    return f"then, {day}" if day else "then"


def is_begun(data: SessionData) -> bool:
    """Tell whether there is anything to report: a force, or a change that was said for the force field itself."""
    home = forces.home(data.method)
    return home is not None and bool(forces.forces(data) or data.value(home, "change"))


def is_weighed(field: ForceField) -> bool:
    """Tell whether any force has a score that may be shown."""
    return any(each.figure is not None for each in field.forces)


def plan_by_priority(field: ForceField) -> tuple[PlanItem, ...]:
    """Return the plan with the actions first whose forces matter most and can be changed best."""
    places = {each.force.id: place for place, each in enumerate(field.by_priority())}
    return tuple(sorted(field.plan, key=lambda item: places.get(item.force_id, len(places))))


def links_in_words(field: ForceField) -> tuple[tuple[str, str], ...]:
    """Return the titles of forces that move each other."""
    titles = {each.force.id: each.force.title for each in field.forces}
    return tuple((titles[one], titles[two]) for one, two in field.links if one in titles and two in titles)


def protocol(field: ForceField, thumbs: tuple[int, int, int] | None) -> tuple[str, ...]:
    """Return in sentences how the room came to its figures. `thumbs`: up, to the side, down, on the change."""
    found = []
    if thumbs is not None:
        up, side, down = thumbs
        found.append(f"Thumbs on the sentence of the change: {up} up, {side} to the side, {down} down.")
    found.append(how_weighed(field))
    if is_weighed(field):
        if field.scale.dots:
            found.append("The figure of a force is the sum of its dots.")
        else:
            found.append("The figure of a force is the median; of an even number the mean of the middle two.")
            found.append("The spread goes from the lowest to the highest score.")
        found.append("A total adds up the figures of its side; the balance is driving minus restraining.")
        found.append(f"{balance(field)}.")
    if any(not each.changeability.empty for each in field.forces):
        found.append("Whether it can be changed: 1 hardly at all to 5 easily, scored alone as well.")
    if field.gone:
        titles = ", ".join(each.force.title for each in field.gone)
        found.append(f"No longer named, and counted in the total of then: {titles}.")
    return tuple(found)
