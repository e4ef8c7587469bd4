"""A large library: `python -m benchmarks.make_library FILE [--sessions 10000] [--notes 60]`.

Its sessions are what years of workshops leave behind: notes in every lane, actions, a few communities, most of them
ended, some archived, a few in the bin. The words are made up and as unevenly frequent as those of a language, since
that decides how long a search takes. The same numbers give the same words.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from facilitator import method_files
from facilitator.ids import new_id, to_stamp
from facilitator.library import Library
from facilitator.model import ActionItem, Note, Row, SessionRow
from facilitator.opening import first_rows

SESSIONS, NOTES = 10_000, 60
WORDS = 4_000
COMMUNITIES = 12
METHODS = ("cop-bootstrap", "force-field", "cop-health-check", "postmortem")
_ACTIONS = 3
_SYLLABLES = ("ka", "no", "ri", "te", "mo", "la", "si", "du", "pe", "va", "go", "hu", "be", "li", "ze", "fa")


class Writer:
    """Writes sentences of made-up words, the first words of its list far more often than the last."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [_word(number) for number in range(WORDS)]
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def sentence(self) -> str:
        """Return four to twelve words."""
        count = self.random.randint(4, 12)
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=count)).capitalize()


def _word(number: int) -> str:
    parts = []
    rest = number + len(_SYLLABLES)
    while rest:
        rest, place = divmod(rest, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    return "".join(parts)


def _lanes(method_id: str) -> list[str]:
    activities = method_files.load(method_id).activities
    return [lane.id for activity in activities for lane in activity.lanes] or ["notes"]


def fill(library: Library, sessions: int = SESSIONS, notes: int = NOTES, seed: int = 7) -> None:
    """Give the library so many sessions with so many notes each, through the same door as an import."""
    writer = Writer(seed)
    patterns = [first_rows(method_files.load(method), "Measured") for method in METHODS]
    lanes = [_lanes(method) for method in METHODS]
    communities = [library.add_community(writer.sentence()).id for _ in range(COMMUNITIES)]
    day = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)
    # Only the disk is waited for less: each session is a transaction of its own, as in life.
    library.utils.conn.execute("PRAGMA synchronous = OFF")
    for number in range(sessions):
        which = number % len(METHODS)
        session_id = new_id()
        rows: list[Row] = [
            replace(
                row,
                id=session_id,
                session_id=session_id,
                title=writer.sentence(),
                community_id=communities[number % COMMUNITIES],
                created=to_stamp(day + timedelta(hours=5 * number)),
                archived=number % 11 == 0,
                deleted=to_stamp(day) if number % 401 == 400 else None,
            )
            if isinstance(row, SessionRow)
            else replace(row, session_id=session_id)
            for row in patterns[which]
        ]
        rows += [
            Note(
                f"n{each}",
                session_id,
                lanes[which][each % len(lanes[which])],
                writer.sentence(),
                position=each,
            )
            for each in range(notes)
        ]
        rows += [
            ActionItem(
                f"a{each}",
                session_id,
                writer.sentence(),
                owner=writer.words[each],
                due="2026-01-15",
                state="open" if number % 50 == 0 else "done",
                position=each,
            )
            for each in range(_ACTIONS)
        ]
        library.add_session(rows)
    library.utils.conn.execute("PRAGMA synchronous = FULL")


def main() -> None:
    """Make the library that the command line names."""
    parser = argparse.ArgumentParser(description="Make a large library to measure with.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--notes", type=int, default=NOTES)
    asked = parser.parse_args()
    if asked.file.exists():
        parser.error(f"{asked.file} is there already; name a file that is not.")
    with Library.create_or_open(asked.file) as library:
        fill(library, asked.sessions, asked.notes)


if __name__ == "__main__":
    main()
