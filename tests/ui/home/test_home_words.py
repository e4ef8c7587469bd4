"""How Home says days, lengths and where a session stands."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from facilitator.library import SessionSummary
from facilitator.library.standing import Standing
from ui import fonts
from ui.desk.home_go_on import go_on_words
from ui.desk.home_words import (
    day_words,
    due_words,
    length_words,
    moment_words,
    open_words,
    people_words,
    planned_words,
    stored_day_words,
)
from ui.desk.session_rows import cells_of, columns_for, words_of

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2026-11-22T09:30:00Z", "Today 09:30"),
        ("2026-11-21T16:05:00Z", "Yesterday 16:05"),
        ("2026-11-12T09:30:00Z", "12 Nov"),
        ("2025-09-01T09:30:00Z", "1 Sep 2025"),
        ("never", ""),
    ],
)
def test_moments_are_said_as_people_do(stamp: str, words: str) -> None:
    """The time only while it helps, the year only when it is another one."""
    assert moment_words(stamp, NOW) == words
    small = words[:1].lower() + words[1:]
    assert moment_words(stamp, NOW, inside=True) == small, "within a sentence"


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2026-11-23T10:00:00Z", "Tomorrow 10:00"),
        ("2026-11-22T16:00:00Z", "Today 16:00"),
        ("2026-11-28T10:00:00Z", "28 Nov"),
        ("2027-01-09T10:00:00Z", "9 Jan 2027"),
        ("never", ""),
    ],
)
def test_what_is_planned_is_said_with_its_time_while_it_is_near(stamp: str, words: str) -> None:
    """Tomorrow is a word, with the time that people ask for."""
    assert planned_words(stamp, NOW) == words


@pytest.mark.parametrize(
    ("starts", "started", "words"),
    [
        (None, None, "12 Nov"),
        ("2026-11-28T10:00:00Z", None, "28 Nov"),
        ("2026-11-28T10:00:00Z", "2026-11-21T16:05:00Z", "Yesterday 16:05"),
    ],
)
def test_a_row_has_the_day_that_is_of_use(starts: str | None, started: str | None, words: str) -> None:
    """When it was begun; before that when it is planned for; else when it was made."""
    made = "2026-11-12T09:30:00Z"
    row = ("id", "Kick-off", "m", "Method", "prepare", made, made, 9, False, None, started, None, "", starts)
    assert words_of(SessionSummary(*row), NOW, "")[1] == words


def test_the_method_of_a_row_is_whole_while_titles_leave_it_room(styled: QApplication) -> None:
    """Long names of methods have what short titles leave; long titles come first, and the method has its share."""
    made = "2026-11-22T09:30:00Z"

    def room(title: str, width: int) -> tuple[int, int]:
        row = ("id", title, "m", method, "run", made, made, 4, False, None, made, None, "", None)
        summary = SessionSummary(*row)
        cells = cells_of(summary, width, columns_for([summary]), NOW, "")
        return cells[0].width, cells[1].width

    method = "Introduce blameless postmortems, our way"
    needed = QFontMetrics(fonts.font("body")).horizontalAdvance(method)
    assert room("Ordering", 832)[1] >= needed
    long = "A title that takes all the room there is, and then some more of it, and more"
    assert room(long, 832)[1] < needed
    title, whole = room(long, 1400)
    assert whole >= needed
    assert title >= QFontMetrics(fonts.font("body", 500)).horizontalAdvance(long)


@pytest.mark.parametrize(
    ("due", "words", "role"),
    [
        ("2026-11-16", "Overdue 6 days", "alarm"),
        ("2026-11-21", "Overdue since yesterday", "alarm"),
        ("2026-11-22", "Due today", "warn"),
        ("2026-11-24", "Due Tuesday", "warn"),
        ("2026-12-04", "Due 4 Dec", "ink_soft"),
        (None, "", "ink_soft"),
    ],
)
def test_due_days_are_words_before_they_are_colours(due: str | None, words: str, role: str) -> None:
    """Each colour comes with words that say the same."""
    assert due_words(due, TODAY) == (words, role)


def test_lengths_counts_and_days() -> None:
    """ "90 min" and "2 h", "1 person" and "2 people"."""
    assert [length_words(minutes) for minutes in (4.5, 45, 60, 90, 120, 150, 182.5)] == [
        "4.5 min",
        "45 min",
        "60 min",
        "90 min",
        "2 h",
        "2 h 30 min",
        "3 h 2.5 min",
    ]
    assert (people_words(1), people_words(2)) == ("1 person", "2 people")
    assert (open_words(0, 0), open_words(4, 1), open_words(2, 0)) == ("", "4 open, 1 overdue", "2 open")
    assert day_words(TODAY, TODAY) == "Today"


@pytest.mark.parametrize(
    ("standing", "title", "text"),
    [
        (
            Standing("s", "Kick-off", "2026-11-22T10:42:00Z", "Vision", "Cluster", 408.0),
            "Kick-off stopped at 10:42",
            "Vision, Cluster, 6:48 on the clock. Every note is here.",
        ),
        (
            Standing("s", "Kick-off", "2026-11-12T10:42:00Z", "Vision", "", -80.0),
            "Kick-off stopped: 12 Nov",
            "Vision, 1:20 over time. Every note is here.",
        ),
        (
            Standing("s", "Kick-off", "2026-11-22T10:42:00Z", "Vision", "Solo", 300.0, "Coffee"),
            "Kick-off stopped at 10:42",
            "Coffee, 5:00 on the clock. Every note is here.",
        ),
        (
            Standing("s", "Centre", "2026-11-22T10:42:00Z", "Shared work", "Shared work", 300.0),
            "Centre stopped at 10:42",
            "Shared work, 5:00 on the clock. Every note is here.",
        ),
    ],
)
def test_the_bar_says_where_it_stopped(standing: Standing, title: str, text: str) -> None:
    """The place, the clock, and that nothing is lost."""
    assert go_on_words(standing, NOW) == (title, text)


@given(st.text(max_size=30) | st.dates().map(date.isoformat))
def test_a_stored_day_that_is_none_stays_as_it_is(text: str) -> None:
    """Documents by others may say anything where a day belongs: it is shown, and nothing breaks."""
    words = stored_day_words(text, date(2026, 3, 14))
    try:
        assert words == day_words(date.fromisoformat(text), date(2026, 3, 14))
    except ValueError:
        assert words == text
