"""How long it took, below the axis of a timeline: brackets side by side, and words that none of them runs through."""

import pytest
from pytestqt.qtbot import QtBot

from facilitator import method_files, timelines
from facilitator.opening import rehearse
from facilitator.timelines import Written
from ui.pictures.timeline_axis import SpanMark
from ui.pictures.timeline_picture import timeline_page


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


@pytest.mark.parametrize("width", [700.0, 1216.0])
@pytest.mark.parametrize("began", [5, 25, 40])
def test_no_bracket_runs_through_words(began: int, width: float) -> None:
    """The second one begins where the first one ends: its place is never that of words."""
    session = rehearse(method_files.load("postmortem"))
    session.timeline.take_many(
        Written(f"2026-05-02T13:{minute:02d}:00Z", f"Number {minute}") for minute in range(0, 60, 10)
    )
    session.timeline.set_incident(
        began=f"2026-05-02T13:{began:02d}:00Z",
        noticed=f"2026-05-02T13:{began + 12:02d}:00Z",
        acknowledged=f"2026-05-02T13:{began + 16:02d}:00Z",
        resolved="2026-05-02T14:40:00Z",
    )
    now = timelines.timeline(session.data)
    assert now is not None
    marks = timeline_page(now, width, 190.0, None, None).marks
    words = [each for each in marks if each.role == "span_name"]
    brackets = [each for each in marks if isinstance(each, SpanMark)]
    assert [each.text for each in words] == ["noticed after 12 min", "acknowledged after 4 min"]
    assert len(brackets) == 2
    assert not any(one.rect.intersects(other.rect) for one in words for other in brackets)
    assert not words[0].rect.intersects(words[1].rect)
