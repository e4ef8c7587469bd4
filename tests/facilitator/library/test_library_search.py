"""Searching the words of all sessions."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.library import Library
from facilitator.model import ActionItem, ActivityValue, Group, Note, Outcome, ParkedItem
from facilitator.value_words import words_of


def test_every_kind_of_words_is_found_with_its_place(writer: Any) -> None:
    """Notes, groups, outcomes, action items, parked items and titles, each with where it belongs."""
    made = [
        ("notes", Note("n", writer.id, "topics", "orchard one")),
        ("groups", Group("g", writer.id, "topics", "orchard two")),
        ("outcomes", Outcome("o", writer.id, "name", "orchard three")),
        ("actions", ActionItem("a", writer.id, "orchard four")),
        ("parked", ParkedItem("p", writer.id, "orchard five", activity_id="ideas")),
        (
            "activity_values",
            ActivityValue("v", writer.id, "ideas", "field:where", {"is": "orchard six"}),
        ),
    ]
    for table, row in made:
        writer.act((table, None, row))
    hits = writer.library.search("orchard")
    assert [(hit.table, hit.row_id, hit.place) for hit in hits] == [
        ("activity_values", "v", "ideas"),
        ("parked", "p", "ideas"),
        ("actions", "a", ""),
        ("outcomes", "o", "name"),
        ("groups", "g", "topics"),
        ("notes", "n", "topics"),
    ]
    assert hits[-1].excerpt == "orchard one"
    assert hits[0].session_title == "Spring meeting"
    title = writer.library.search("spring meet")
    assert [(hit.table, hit.row_id) for hit in title] == [("sessions", writer.id)]


def test_the_index_follows_every_change(writer: Any) -> None:
    """Edited words are found, former ones and deleted ones are not."""
    note = writer.note("apples")
    edited = replace(note, text="pears")
    writer.act(("notes", note, edited))
    assert writer.library.search("apples") == []
    assert len(writer.library.search("pears")) == 1
    emptied = replace(note, text="")
    writer.act(("notes", edited, emptied))
    assert writer.library.search("pears") == []
    writer.act(("notes", emptied, note))
    assert len(writer.library.search("apples")) == 1
    writer.act(("notes", note, None))
    assert writer.library.search("apples") == []
    assert writer.library.check() == []


def test_the_index_follows_what_activities_keep(writer: Any) -> None:
    """Words of a value are found while they stand there; a value that nobody searches never enters the index."""

    def kept(key: str, value: object) -> ActivityValue:
        return ActivityValue("v", writer.id, "ideas", key, {"is": value})

    first, second = (
        kept("entry:1", {"text": "pager fires", "at": ""}),
        kept("entry:1", {"text": "all is calm"}),
    )
    writer.act(("activity_values", None, first))
    writer.act(("activity_values", first, second))
    assert (writer.library.search("pager"), len(writer.library.search("calm"))) == ([], 1)
    moved = kept("seed", "calm")
    writer.act(("activity_values", second, moved))
    assert writer.library.search("calm") == []
    writer.act(("activity_values", moved, second))
    writer.act(("activity_values", second, None))
    assert writer.library.search("calm") == []
    assert writer.library.check() == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (
            "entry:1",
            {
                "at": "2026-01-01T00:00:00Z",
                "text": "All slow",
                "source": "graph 4",
                "known": "",
                "kind": "impact",
            },
            "All slow\ngraph 4",
        ),
        ("field:name", "Ada", "Ada"),
        ("field:count", 12, ""),
        (
            "row:aims:1",
            {".position": 1.0, "aim": "Fewer pages", "baseline": 12, "by": "2026-06-01"},
            "Fewer pages\n2026-06-01",
        ),
        ("not_done", [{"id": "x", "text": "Rewrite it", "reason": "Too much"}], "Rewrite it\nToo much"),
        (
            "commitment",
            {"id": {"scope": "One team", "done_when": "Alarm is quiet", "factor": "f"}},
            "One team\nAlarm is quiet",
        ),
        ("party:1", {"name": "Payments", "position": 1.0}, "Payments"),
        ("was:field:name", [{"text": "Bob", "at": ""}], ""),
        ("private_notes", "She seemed tired", ""),
        ("not_done", {"broken": ["shape"]}, ""),
        ("entry:1", "another shape", ""),
        ("field:x", None, ""),
    ],
)
def test_what_people_wrote_is_searched_and_nothing_else(key: str, value: object, words: str) -> None:
    """Ids, moments, figures, private notes and earlier wordings are no words to find."""
    assert words_of(key, value) == words


def test_newest_first_and_no_more_than_asked(writer: Any) -> None:
    """While typing, the latest words matter most."""
    for count in range(5):
        writer.note(f"word number {count}")
    assert [hit.excerpt for hit in writer.library.search("number", limit=2)] == [
        "word number 4",
        "word number 3",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lear", True),
        ("learning tog", True),
        ("tog learn", False),
        ("together learn", True),
        ("LEARNING", True),
        ("cafe", True),
        ("tog ", False),
        ("", False),
        ("  ", False),
        ('"', False),
        ("*", False),
        ("learning AND nothing", False),
        ("NOT", False),
    ],
)
def test_words_as_people_type_them(writer: Any, text: str, found: bool) -> None:
    """All words, in any order, accents aside, the last one only begun; the query's own language has no meaning."""
    writer.note("Learning together in the café")
    assert bool(writer.library.search(text)) is found


def test_the_bin_is_not_searched(writer: Any) -> None:
    """What was thrown away does not come up, and comes up again once it is back."""
    writer.note("lighthouse")
    writer.library.bin(writer.id)
    assert writer.library.search("lighthouse") == []
    writer.library.restore_from_bin(writer.id)
    assert len(writer.library.search("lighthouse")) == 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=40)
    | st.text("\"*^:(){}-+ANDORNOT \0'", max_size=30)
    | st.text(min_size=200, max_size=400)
    | st.text(st.characters(categories=["Cs", "Lu"]), max_size=20)
)
def test_no_text_makes_the_search_fail(library: Library, text: str) -> None:
    """Whatever is typed gets an answer, never an error."""
    assert library.search(text) == []


def test_what_was_written_is_found_by_its_own_words(writer: Any) -> None:
    """A word of any script that was stored is found by typing it."""
    for words in (
        "Straße",
        "Ελλάδα",
        "Москва",
        "שלום",
        "हिन्दी",
        "東京",
        "naïve",
        "don't",
        "C++",
        "a_b",
        "5€",
    ):
        writer.note(words)
        assert words in [hit.excerpt for hit in writer.library.search(words)], words
