"""Return on time invested: the summary says what the room said."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import UserError
from facilitator.roti import Roti, roti_summary


@given(st.lists(st.integers(1, 5), min_size=1))
def test_the_summary_agrees_with_the_answers(answers: list[int]) -> None:
    """Every answer is in the distribution once, and the median is the middle of them."""
    found = roti_summary(answers)
    assert sum(found.distribution) == found.count == len(answers)
    assert (found.lowest, found.highest) == (min(answers), max(answers))
    assert found.median == statistics.median(answers)
    assert found.distribution == tuple(answers.count(value) for value in (1, 2, 3, 4, 5))


def test_nobody_has_answered_yet() -> None:
    """An empty summary claims nothing."""
    assert roti_summary([]) == Roti(0, None, None, None, (0, 0, 0, 0, 0))


@pytest.mark.parametrize("answer", [0, 6, 2.5])
def test_an_answer_outside_the_scale_is_refused(answer: float) -> None:
    """The scale is 1 to 5, whole."""
    with pytest.raises(UserError, match="1 to 5"):
        roti_summary([3, answer])  # type: ignore[list-item]
