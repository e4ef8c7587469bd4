"""Deadlines by severity, in calendar days or in business days.

A business day is a day of the week that is no weekend; holidays are not known here, since they differ from place to
place. The usual rules are those of PagerDuty's postmortem documentation: the meeting within 3 calendar days of a Sev-1
and 5 business days of a Sev-2, actions of high priority within 15 and 30 days; milder ones as Sev-2.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from facilitator.errors import UserError

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` counts."""
MOST_DAYS = 366

_RULE = re.compile(
    r"(?P<days>\d{1,4})\s*(?P<kind>business|working|week|calendar)?\s*-?\s*days?", re.IGNORECASE
)
_LEVEL = re.compile(r"(?:sev(?:erity)?|prio(?:rity)?|p|s)?[\s\-_.#]*(?P<level>\d)", re.IGNORECASE)


class Rule(NamedTuple):
    """Within so many days; only business days count where `business`."""

    days: int
    business: bool = False


class Deadlines(NamedTuple):
    """Within what time meetings are held and actions are done, by severity."""

    meetings: Mapping[int, Rule]
    actions: Mapping[int, Rule]


SEVERITIES = (1, 2, 3, 4)
"""The severities that can have a rule of their own."""
_SEVERITIES = frozenset(map(str, SEVERITIES))
MEETINGS: Mapping[int, Rule] = {1: Rule(3), 2: Rule(5, business=True)}
ACTIONS: Mapping[int, Rule] = {1: Rule(15), 2: Rule(30)}


def level(severity: str) -> int | None:
    """Return the number in “Sev-1”, “SEV 2”, “P1” or “3”; None where there is none."""
    found = _LEVEL.fullmatch(severity.strip())
    return int(found["level"]) if found else None


def rule_for(severity: str, rules: Mapping[int, Rule]) -> Rule:
    """Return the rule of a severity: its own, or that of the nearest one more severe, or else the mildest.

    A severity without a number is treated as the mildest.
    """
    number = level(severity)
    known = sorted(rules)
    if number is None:
        return rules[known[-1]]
    return rules[max((each for each in known if each <= number), default=known[0])]


def rule(text: str) -> Rule:
    """Return the rule that “3 days” or “5 business days” says.

    Raises:
        UserError: it says none, or more days than a year has.
    """
    found = _RULE.fullmatch(text.strip())
    if found is None or int(found["days"]) > MOST_DAYS:
        raise UserError(f"Write a deadline as in “3 days” or “5 business days”, {MOST_DAYS} days at most.")
    return Rule(int(found["days"]), (found["kind"] or "").casefold() in ("business", "working", "week"))


def rule_words(said: Rule) -> str:
    """Return a rule as `rule` reads it."""
    return f"{said.days} {'business ' if said.business else ''}{'day' if said.days == 1 else 'days'}"


def due(start: date, said: Rule, weekend: Collection[int] = WEEKEND) -> date:
    """Return the last day of a deadline that begins on `start`, which does not count itself.

    Business days are counted one by one: from a Saturday, one business day ends on Monday.

    Raises:
        UserError: there is no day of the week left to work on, or the calendar ends.
    """
    if not set(range(7)) - set(weekend):
        raise UserError("A week needs at least one business day.")
    try:
        if not said.business:
            return start + timedelta(days=said.days)
        day, left = start, said.days
        while left > 0:
            day += timedelta(days=1)
            left -= day.weekday() not in weekend
    except OverflowError:
        raise UserError("The calendar ends before this deadline.") from None
    return day


def business_days(start: date, end: date, weekend: Collection[int] = WEEKEND) -> int:
    """Return how many business days lie behind `start` up to and with `end`; 0 when `end` does not lie behind it."""
    span = (end - start).days
    if span <= 0:
        return 0
    weeks, rest = divmod(span, 7)
    working = 7 - len(set(weekend) & set(range(7)))
    return weeks * working + sum((start.weekday() + each) % 7 not in weekend for each in range(1, rest + 1))


def usual() -> Deadlines:
    """Return the usual deadlines."""
    return Deadlines(MEETINGS, ACTIONS)


def read_rules(text: str) -> dict[int, Rule]:
    """Return the rules by severity that `rules_text` wrote; parts that say none are left out."""
    found = {}
    for part in text.split(";"):
        severity, _, said = part.partition(":")
        if severity.strip() in _SEVERITIES:
            try:
                found[int(severity)] = rule(said)
            except UserError:
                continue
    return found


def rules_text(rules: Mapping[int, Rule]) -> str:
    """Return rules by severity in one line, as `read_rules` reads them."""
    return "; ".join(f"{severity}: {rule_words(said)}" for severity, said in sorted(rules.items()))
