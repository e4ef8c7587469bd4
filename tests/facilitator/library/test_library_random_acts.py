"""Whatever is committed in whatever order: the library holds what the session in memory holds."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.library import Library
from facilitator.model import ActionItem, Group, Note, Row, RowChange, SessionRow
from facilitator.state import SessionData, empty_tables
from facilitator.store import HistoryEntry

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
IDS = st.sampled_from(["a", "b", "c"])


@st.composite
def rows(draw: Any) -> tuple[str, Row | None, str]:
    """A table, the row that it shall have under an id, None for no row, and the id."""
    row_id = draw(IDS)
    table = draw(st.sampled_from(["notes", "groups", "actions"]))
    if draw(st.integers(0, 3)) == 0:
        return table, None, row_id
    made: dict[str, Row] = {
        "notes": Note(
            row_id, "s", "lane", draw(WORDS), group_id=draw(st.none() | IDS), position=draw(NUMBERS)
        ),
        "groups": Group(row_id, "s", "lane", draw(WORDS), stickies=draw(st.integers(0, 99))),
        "actions": ActionItem(
            row_id, "s", draw(WORDS), owner=draw(WORDS), due=draw(st.none() | st.just("2026-01-02"))
        ),
    }
    return table, made[table], row_id


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.lists(rows(), min_size=1, max_size=4, unique_by=lambda each: (each[0], each[2])), max_size=12
    )
)
def test_random_acts_and_their_undoing(
    acts: list[list[tuple[str, Row | None, str]]], session_row: Callable[..., SessionRow]
) -> None:
    """After each act, after a restart and after undoing everything, the library equals the model in memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        session = session_row("Title", id="s")
        tables: dict[str, dict[str, Row]] = {**empty_tables(), "sessions": {"s": session}}
        with Library.create_or_open(path) as library:
            library.add_session([session])
            data = SessionData(library.load("s")[0].method, tables)
            start = data
            entries = []
            for act in acts:
                changes = tuple(
                    RowChange(table, row_id, data.tables[table].get(row_id), row)
                    for table, row, row_id in act
                )
                entries.append(HistoryEntry(len(entries) + 1, "act", "now", changes))
                library.commit("s", entries[-1:])
                data = data.with_changes(changes)
            assert library.load("s")[0] == data
            assert library.check() == []
        with Library.open_existing(path) as library:
            assert library.load("s")[0] == data
            number = len(entries)
            for entry in reversed(entries):
                kept = library.entry("s", entry.number)
                inverse = tuple(change.inverse() for change in reversed(kept.rows))
                number += 1
                library.commit("s", [replace(kept, number=number, rows=inverse, reverses=entry.number)])
            assert library.load("s")[0] == start
            assert library.check() == []
