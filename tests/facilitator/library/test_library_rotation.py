"""Backups over years: whenever the desk is opened, the newest days, weeks and months are there and nothing else."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.library import Library, backup_folder
from facilitator.library.backups import DAYS, MONTHS, WEEKS, days_to_keep
from facilitator.model import SessionRow

START = date(2024, 1, 1)
GAPS = st.lists(st.integers(1, 40) | st.just(1) | st.just(7), min_size=1, max_size=400)


@given(gaps=GAPS)
@settings(max_examples=150)
def test_years_of_backups_keep_seven_days_four_weeks_and_twelve_months(gaps: list[int]) -> None:
    """One backup each time the desk is opened, rotated each time, with holidays of any length in between."""
    kept: set[date] = set()
    made: list[date] = []
    day = START
    for gap in gaps:
        day += timedelta(days=gap)
        made.append(day)
        kept = days_to_keep({*kept, day})
        assert day in kept
    assert set(made[-DAYS:]) <= kept
    weeks = list(dict.fromkeys(each.isocalendar()[:2] for each in reversed(made)))[:WEEKS]
    months = list(dict.fromkeys((each.year, each.month) for each in reversed(made)))[:MONTHS]
    # The last one of each week and month, as if nothing had ever been deleted in between.
    assert {max(each for each in made if each.isocalendar()[:2] == week) for week in weeks} <= kept
    assert {max(each for each in made if (each.year, each.month) == month) for month in months} <= kept
    assert len(kept) <= DAYS + WEEKS + MONTHS


def test_two_years_of_real_files(
    library: Library, session_row: Callable[..., SessionRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files themselves: each day makes one, and what is there at the end are 7, 4 and 12 of them."""
    folder = backup_folder(library.path)

    def only_a_name(path: Path, progress: Any = None) -> None:
        path.write_bytes(b"")

    monkeypatch.setattr(library, "backup_to", only_a_name)
    now = datetime(2024, 1, 1, 9, tzinfo=UTC)
    for _ in range(730):
        assert library.backup_if_due(folder, now) is not None
        assert library.backup_if_due(folder, now + timedelta(hours=3)) is None
        now += timedelta(days=1)
    left = {each.name for each in folder.iterdir()}
    expected = days_to_keep(date(2024, 1, 1) + timedelta(days=count) for count in range(730))
    assert left == {f"workshops-{each.isoformat()}.db" for each in expected}


def test_an_import_has_a_backup_of_before(library: Library, session_row: Callable[..., SessionRow]) -> None:
    """Made once for files that come in a row, kept for the last five; an empty library needs none."""
    now = datetime.now().astimezone()
    folder = backup_folder(library.path)
    assert not library.backup_before_import(now)
    session_id = library.add_session([session_row("Before")])
    assert library.backup_before_import(now)
    assert not library.backup_before_import(now)
    (made,) = folder.glob("workshops-before-import-*.db")
    with Library.open_existing(made) as copy:
        assert [each.id for each in copy.summaries()] == [session_id]
    for count in range(1, 8):
        for each in folder.iterdir():
            os.utime(each, (0, 0))
        assert library.backup_before_import(now + timedelta(seconds=count))
    assert len(list(folder.glob("workshops-before-import-*.db"))) == 5
