"""Deadlines by severity, worked out by hand over weekends; 2 March 2026 is a Monday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import deadlines
from facilitator.deadlines import Rule, due
from facilitator.errors import UserError

DAYS = st.dates(date(1990, 1, 1), date(2199, 1, 1))
MONDAY, FRIDAY, SATURDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)


@pytest.mark.parametrize(
    ("start", "rule", "ends"),
    [
        (MONDAY, Rule(3), date(2026, 3, 5)),
        (FRIDAY, Rule(3), date(2026, 3, 9)),
        (FRIDAY, Rule(3, business=True), date(2026, 3, 11)),
        (MONDAY, Rule(5, business=True), date(2026, 3, 9)),
        (FRIDAY, Rule(5, business=True), date(2026, 3, 13)),
        (SATURDAY, Rule(1, business=True), date(2026, 3, 9)),
        (SUNDAY, Rule(1, business=True), date(2026, 3, 9)),
        (SUNDAY, Rule(5, business=True), date(2026, 3, 13)),
        (FRIDAY, Rule(0, business=True), FRIDAY),
        (date(2026, 12, 31), Rule(15), date(2027, 1, 15)),
        (date(2028, 2, 28), Rule(1), date(2028, 2, 29)),
    ],
)
def test_deadlines_worked_out_by_hand(start: date, rule: Rule, ends: date) -> None:
    assert due(start, rule) == ends


def test_other_weekends_count_otherwise() -> None:
    """Friday and Saturday are the weekend in many places."""
    assert due(date(2026, 3, 5), Rule(1, business=True), {4, 5}) == SUNDAY


def test_a_week_without_a_business_day_is_refused() -> None:
    with pytest.raises(UserError, match="at least one business day"):
        due(MONDAY, Rule(1, business=True), range(7))
    with pytest.raises(UserError, match="calendar ends"):
        due(date.max, Rule(1))


@given(DAYS, st.integers(0, 366))
def test_business_days_are_counted_back_to_the_same_number(start: date, days: int) -> None:
    """Whatever the day of the week: the deadline lies on a business day, and so many lie in between."""
    ends = due(start, Rule(days, business=True))
    assert days == 0 or ends.weekday() < 5
    assert deadlines.business_days(start, ends) == days
    counted = sum((start + timedelta(days=each)).weekday() < 5 for each in range(1, (ends - start).days + 1))
    assert counted == days


def test_nothing_lies_before_its_beginning() -> None:
    assert deadlines.business_days(FRIDAY, MONDAY) == 0
    assert deadlines.business_days(FRIDAY, date(2026, 3, 23)) == 11


@pytest.mark.parametrize(
    ("severity", "number"),
    [
        *(("Sev-1", 1), ("SEV2", 2), ("sev 3", 3), ("P1", 1), ("s2", 2), ("4", 4), ("Severity 1", 1)),
        *(("", None), ("critical", None), ("Sev-12", None), ("Sev-", None)),
    ],
)
def test_severities_are_read_as_people_write_them(severity: str, number: int | None) -> None:
    assert deadlines.level(severity) == number


def test_the_usual_deadlines() -> None:
    """Three calendar days and five business days; what is milder, or has no number, has the longer one."""
    meetings, actions = deadlines.usual()
    found = [deadlines.rule_for(each, meetings) for each in ("Sev-1", "Sev-2", "Sev-4", "Sev-0", "bad")]
    longer = Rule(5, business=True)
    assert found == [Rule(3), longer, longer, Rule(3), longer]
    assert [deadlines.rule_for(each, actions) for each in ("Sev-1", "Sev-2")] == [Rule(15), Rule(30)]


@given(st.integers(0, 366), st.booleans())
def test_rules_are_written_as_they_are_read(days: int, business: bool) -> None:
    assert deadlines.rule(deadlines.rule_words(Rule(days, business))) == Rule(days, business)


@pytest.mark.parametrize("text", ["soon", "", "-3 days", "3", "400 days", "3 months"])
def test_a_rule_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="Write a deadline as in"):
        deadlines.rule(text)


@given(
    st.dictionaries(
        st.sampled_from(deadlines.SEVERITIES), st.builds(Rule, st.integers(0, 366), st.booleans())
    )
)
def test_rules_by_severity_are_read_as_they_were_written(rules: dict[int, Rule]) -> None:
    assert deadlines.read_rules(deadlines.rules_text(rules)) == rules


@pytest.mark.parametrize(
    "text", ["", "soon", "1", "1:", "1: soon", "0: 3 days", "9: 3 days", "x: 3 days", ";;", "1: 400 days"]
)
def test_what_says_no_rule_is_left_out(text: str) -> None:
    """A settings file that somebody edited keeps what is right in it."""
    assert deadlines.read_rules(f"{text}; 2: 4 days") == {2: Rule(4)}
