"""Opening a postmortem that was written elsewhere: each heading has its place, and no paragraph is lost.

The samples are our own. Where FACILITATOR_CORPUS names a folder with real ones, those are opened as well.
"""

import os
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import commitments, forms, method_files, postmortem_files, timelines
from facilitator.analysis import analysis
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.postmortem_files import PLACES, Draft
from facilitator.postmortem_taking import taking
from facilitator.session import Session
from tests.facilitator.postmortem_method import TEXT

SAMPLES = sorted((Path(__file__).parent / "postmortem_samples").glob("*.*"))
CORPUS = (
    sorted(Path(os.environ["FACILITATOR_CORPUS"]).glob("*.md")) if "FACILITATOR_CORPUS" in os.environ else []
)
DAY = date(2026, 3, 2)
ZONE = "Europe/Berlin"
METHOD = (
    TEXT.replace(
        """id = "message_summary"
title = "In short"
type = "long"
""",
        """id = "message_summary"
title = "In short"
type = "long"
"""
        + "".join(
            f"""
[[activities.settings.fields]]
id = "{field}"
title = "{field}"
type = "long"
"""
            for field in (
                "overview",
                "background",
                "how",
                "resolution",
                "lasting",
                "message_happened",
                "notes",
            )
        ),
    )
    .replace(
        'id = "lucky"',
        'id = "well"\ntitle = "Well"\n\n[[activities.lanes]]\nid = "less"\ntitle = "Less well"\n\n'
        '[[activities.lanes]]\nid = "surprised"\ntitle = "Surprised"\n\n[[activities.lanes]]\nid = "lucky"',
    )
    .replace("most = 3\n", "most = 100\n")
)

_WORDS = re.compile(r"[^\W\d_]{3,}")
_WORDS_OF_TIMES = """
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul aug
    sep oct nov dec january february march april june july august september october november december utc gmt cet cest
    pst pdt est edt bst approx approximately around about until
"""
_TIMES = frozenset(_WORDS_OF_TIMES.split())


def empty() -> Session:
    """A session that could take in a written postmortem."""
    return rehearse(method_files.parse(METHOD, "look-back.toml"))


def taken(draft: Draft) -> Session:
    """A session with a draft taken in."""
    session = empty()
    session.postmortem.take(taking(draft, session.data, DAY, ZONE), title=draft.title)
    return session


def everything(session: Session) -> str:
    """All texts that a session holds after it."""
    found = [session.data.session.title, *(note.text for note in session.data.notes)]
    for form in forms.forms_of(session.data):
        found += [each.text for each in form.fields]
        found += [cell.text for rows in form.rows for row in rows.rows for cell in row.cells]
    timeline = timelines.timeline(session.data)
    assert timeline is not None
    found += [f"{each.text} {each.source} {each.known}" for each in timeline.entries]
    return "\n".join(found)


def words(text: str) -> Counter[str]:
    """How often each word occurs, words of times aside."""
    return Counter(each.casefold() for each in _WORDS.findall(text) if each.casefold() not in _TIMES)


def structure(source: str, draft: Draft) -> Counter[str]:
    """The words that need not be found again: headings that say no more than their place, and heads of tables."""
    lines = source.split("\n")
    found = [each.heading for each in draft.sections if each.spoken and each.level]
    found += [
        line
        for line, following in pairwise(lines)
        if "|" in line and re.fullmatch(r"[\s|:-]*-[\s|:-]*", following)
    ]
    return words("\n".join(found))


@pytest.mark.parametrize("path", [*SAMPLES, *CORPUS], ids=lambda path: path.name[:50])
def test_every_paragraph_is_found_again(path: Path) -> None:
    """No word of any paragraph is missing in the session, as often as it stood there."""
    source = path.read_text("utf-8")
    draft = postmortem_files.open_file(path)
    missing = words(source) - words(everything(taken(draft))) - structure(source, draft)
    assert missing == Counter()


@pytest.mark.parametrize("path", [*SAMPLES, *CORPUS], ids=lambda path: path.name[:50])
def test_paragraphs_outside_lists_and_times_stay_as_they_were_written(path: Path) -> None:
    """What is no list item and has no time is in the session to the letter."""
    found = " ".join(everything(taken(postmortem_files.open_file(path))).split())
    draft = postmortem_files.open_file(path)
    checked = 0
    for section in draft.sections:
        if section.place in ("timeline", "responders"):
            continue
        for block in re.split(r"\n\s*\n", section.text):
            if not re.search(r"^\s*(?:[-*+•–]|\d{1,3}[.)])(?:\s|$)", block, re.MULTILINE):
                assert " ".join(block.split()) in found
                checked += 1
    assert checked or len(draft.sections) > 2


def test_headings_find_their_places() -> None:
    """A usual postmortem goes where it belongs, list items one by one."""
    session = taken(postmortem_files.open_file(SAMPLES[0]))
    assert session.data.session.title == "Checkout answers slowly"
    form = forms.forms_of(session.data)[0]
    overview, impact = form.field("overview"), form.field("how")
    assert overview is not None
    assert impact is not None
    assert overview.text.startswith("Between ten and eleven")
    assert impact.text == "About 1,200 people waited. Support counted 31 calls."
    timeline = timelines.timeline(session.data)
    assert timeline is not None
    assert [each.text for each in timeline.entries] == [
        "A new price list is uploaded",
        "The first page with a slow answer is seen in the dashboard",
        "Mila opens an incident and asks the database team for help",
        "The cache is warm again, answers are quick",
    ]
    now = analysis(session.data)
    assert now is not None
    assert [each.text for each in now.factors] == [
        "The cache is emptied by every upload",
        "The alarm looks at averages which hide a slow fifth",
        "Uploads may happen at the busiest hour",
    ]
    assert {each.lane.id: each.texts for each in now.said} == {
        "well": ("The database team was there within four minutes.",),
        "less": ("Nobody knew which upload belongs to which shop.",),
        "lucky": ("It was not the first Monday of the month.",),
        "surprised": (),
    }
    committed = commitments.commitments(session.data)
    assert committed is not None
    assert [each.text for each in committed.ideas] == [
        "Warm the cache before a new list is switched on",
        "Show the slowest fifth in the dashboard",
    ]
    assert committed.commitments == ()


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Timeline (all times CET)", "timeline"),
        ("1. Executive Summary", "overview"),
        ("**Root cause:**", "factors"),
        ("What went wrong?", "less"),
        ("What didn't go so well", "less"),
        ("Things that went well", "well"),
        ("Where we got lucky", "lucky"),
        ("Follow-up actions", "actions"),
        ("Corrective and Preventative Measures", "actions"),
        ("External message", "message"),
        ("Long-term fix", "lasting"),
        ("Lack of public statement", None),
        ("Lessons learned", None),
        ("How the team learnt that an action of ours had made the impact larger than it was", None),
        ("!!!", None),
    ],
)
def test_what_a_heading_says(heading: str, place: str | None) -> None:
    """Usual words are known however they are written; a sentence is no heading of a part."""
    assert postmortem_files.place_of(heading) == place


def test_times_that_stand_last_become_entries() -> None:
    """“Fault begins 2026-03-02 07:32” is an entry as well."""
    session = taken(postmortem_files.open_file(SAMPLES[2]))
    timeline = timelines.timeline(session.data)
    assert timeline is not None
    assert [(each.at, each.text) for each in timeline.entries] == [
        ("2026-03-02T06:32:00Z", "Fault begins"),
        ("2026-03-02T06:36:00Z", "Team notices"),
        ("2026-03-02T08:07:00Z", "Repaired"),
    ]


def test_lines_that_begin_with_times_are_a_timeline_whatever_stands_over_them() -> None:
    """“Context” over eight dated lines: they are walked in the meeting; a single time in a paragraph stays there."""
    text = "\n".join(
        (
            "# Nodes recycled",
            "- **Context**:",
            "  - 2023-06-06 10:23 - Users report that pods are gone",
            "  - 2023-06-06 10:30 - Users report that they are back",
            "  - 2023-06-06 11:00 - Incident declared",
            "",
            "## Background",
            "Nodes are recycled at 10:00, one after the other.",
        )
    )
    draft = postmortem_files.read(text)
    places = {each.heading: each.place for each in draft.sections}
    assert (places["Context"], places["Background"]) == ("timeline", "background")
    timeline = timelines.timeline(taken(draft).data)
    assert timeline is not None
    assert [each.text for each in timeline.entries] == [
        "Users report that pods are gone",
        "Users report that they are back",
        "Incident declared",
    ]


def test_a_part_can_be_given_another_place() -> None:
    """The preview is corrected before anything is taken, and the heading is kept then."""
    draft = postmortem_files.open_file(SAMPLES[0])
    factors = next(each for each in draft.sections if each.place == "factors")
    session = taken(draft.at(factors.number, "background"))
    assert analysis(session.data).factors == ()  # type: ignore[union-attr]
    background = forms.forms_of(session.data)[0].field("background")
    assert background is not None
    assert background.text.startswith("Contributing factors\n- The cache")


def test_it_is_one_act_and_adds_to_what_stands_there() -> None:
    """Undo takes all of it back; texts go behind what was written before."""
    session = empty()
    session.forms.set_field("impact", "overview", "Written before")
    draft = postmortem_files.open_file(SAMPLES[0])
    before = session.data
    session.postmortem.take(taking(draft, session.data, DAY, ZONE))
    overview = forms.forms_of(session.data)[0].field("overview")
    assert overview is not None
    assert overview.text.startswith("Written before\n\nBetween ten")
    assert session.data.session.title == before.session.title
    session.undo()
    assert session.data == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text"),
        (b"", "nothing written"),
        (b"  \n \n", "nothing written"),
        (b"x " * 5_000_000, "MB"),
        (b"x " * 60_000, "119,999 characters"),
    ],
)
def test_what_cannot_be_opened_is_said(content: bytes, said: str) -> None:
    """A picture, an empty file and far too much text end in one sentence, and nothing is taken."""
    with pytest.raises(UserError, match=said):
        postmortem_files.read(content)


def test_a_method_without_notes_says_so() -> None:
    """Where what has no place cannot be kept, nothing is opened."""
    session = rehearse(method_files.parse(TEXT, "look-back.toml"))
    with pytest.raises(UserError, match="no field for notes"):
        taking(postmortem_files.open_file(SAMPLES[3]), session.data, DAY, ZONE)


_LINES = st.sampled_from(
    [
        *(
            "# Title",
            "## Timeline",
            "## Impact",
            "### Contributing factors",
            "**Resolution:** done",
            "Actions:",
        ),
        *("- an item", "  more of it", "12:30 something", "| a | b |", "|---|---|", "```", "---", "===", ""),
        *("plain words stand here", "1. first", "Attendees", "## What went well", "> quoted words"),
    ]
)


@given(st.lists(_LINES, max_size=25))
def test_any_order_of_lines_is_kept(lines: list[str]) -> None:
    """However headings, lists, tables and fences follow each other, no words are lost and every part has a place."""
    source = "\n".join(lines)
    if not source.strip():
        return
    draft = postmortem_files.read(source)
    assert all(each.place in PLACES for each in draft.sections)
    assert words(source) - words(everything(taken(draft))) - structure(source, draft) == Counter()


def test_the_title_may_stand_below_a_source_or_badges() -> None:
    """What stands above the first heading stays, and the heading is still the title."""
    draft = postmortem_files.read(
        "SOURCE: a wiki\n\n# Search was slow\n\nIt was slow.\n\n# Timeline\n\n14:32 pager\n", "file-name"
    )
    assert draft.title == "Search was slow"
    assert [(each.heading, each.place) for each in draft.sections] == [
        ("", "notes"),
        ("Search was slow", "overview"),
        ("Timeline", "timeline"),
    ]
    second = postmortem_files.read(
        "A line.\n\n# Summary\n\nShort.\n\n# Odds and ends\n\nMore.\n", "file-name"
    )
    assert second.title == "file-name", "a part that comes later is no title"
