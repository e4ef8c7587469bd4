"""A rating in tables: CSV and Markdown."""

import csv
import io

from exports.csv_ratings import ratings_csv, runs_csv
from exports.markdown import markdown_text
from tests.exports.pdf.rating_material import (
    COLOURS,
    GIVEN,
    HOME,
    HOSTILE,
    TEN,
    rated,
    rated_on,
    runs,
    source_of,
    with_topics,
)


def rows_of(table: bytes) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_every_topic_has_its_row() -> None:
    """How many gave each colour, what was agreed, how it moves, why, and how it was before."""
    rows = rows_of(ratings_csv(source_of(rated(), runs=runs(3, list(GIVEN)))))
    assert [each["id"] for each in rows] == list(GIVEN)
    row = next(each for each in rows if each["id"] == "direction")
    expected = {
        "topic": "One long-term direction",
        "scale": "Colour",
        "red": "6",
        "amber": "5",
        "green": "1",
        "votes": "12",
        "lowest": "red",
        "highest": "green",
        "spread": "2",
        "agreed": "red",
        "trend": "worse",
        "was": "green",
        "was_on": "2021-06-02",
    }
    assert {key: row[key] for key in expected} == expected


def test_two_scales_have_a_row_each() -> None:
    """Each with the columns that are its own."""
    rows = rows_of(ratings_csv(source_of(rated_on([COLOURS, TEN]))))
    assert len(rows) == 22
    colour, ten = rows[0], rows[1]
    assert (colour["scale"], ten["scale"]) == ("Colour", "How well")
    assert colour["10"] == ten["red"] == ""
    assert ten["median"] == "1"


def test_what_is_covered_stays_empty() -> None:
    """A covered vote leaves the room in no table either."""
    session = rated()
    session.scores.cover(HOME, "colour", "direction")
    row = next(each for each in rows_of(ratings_csv(source_of(session))) if each["id"] == "direction")
    assert [row[each] for each in ("red", "amber", "green", "votes", "agreed", "trend", "why")] == [""] * 7
    assert all(each["id"] != "direction" for each in rows_of(runs_csv(source_of(session))))


def test_formulas_become_text() -> None:
    """Topics and reasons are never calculated."""
    source = source_of(with_topics(HOSTILE))
    for table in (ratings_csv(source), runs_csv(source)):
        row = next(each for each in rows_of(table) if each["id"] == "t5")
        assert (row["topic"], row["why"]) == ("'=1+1", "'=cmd()")


def test_all_runs_stand_one_after_the_other() -> None:
    """Oldest first, this one last."""
    rows = rows_of(runs_csv(source_of(rated(), runs=runs(3, list(GIVEN)))))
    assert list(dict.fromkeys(each["date"] for each in rows)) == [
        "2020-12-02",
        "2021-03-02",
        "2021-06-02",
        "2026-09-10",
    ]
    assert len(rows) == 4 * len(GIVEN)


def test_markdown_has_the_rating_and_its_history() -> None:
    """As tables, with what is planned, and nothing that a renderer would take for markup."""
    session = with_topics(HOSTILE)
    session.ratings.plan(HOME, "t0", "Write | it down", owner="Mira", due="2026-10-01")
    text = markdown_text(source_of(session, runs=runs(2, ["t0"])))
    chapter = text[text.index("## Health check\n") :]
    assert "1 red, 2 amber, 3 green" in chapter
    assert "### Run by run" in chapter
    assert "### What we do about it" in chapter
    assert "<b>" not in chapter
    assert "<i>" not in chapter
    for line in chapter.splitlines():
        if line.startswith("| ") and "Write" in line:
            assert "\\|" in line


def test_markdown_without_votes_has_no_chapter_of_them() -> None:
    """Nothing is better than an empty table."""
    session = rated({})
    assert "| Topic |" not in markdown_text(source_of(session))
