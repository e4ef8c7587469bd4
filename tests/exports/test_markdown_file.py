"""The session as Markdown."""

from typing import Any

import pytest

from exports.markdown import markdown_text
from exports.markdown_text import contained, escaped, escaped_lines
from exports.source import source_of
from facilitator import method_files
from facilitator.model import Protocol
from facilitator.opening import rehearse
from facilitator.session import Session

NASTY = [
    ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
    ("&copy;", "&amp;copy;"),
    ("# heading", "\\# heading"),
    ("- item", "\\- item"),
    ("1. item", "1\\. item"),
    ("=== ", "\\==="),
    ("a | b", "a \\| b"),
    ("[x](http://y)", "\\[x\\](http\\://y)"),
    ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
    ("www.example.org", "www\\.example.org"),
    ("@somebody", "\\@somebody"),
    ("$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~"),
    ("C:\\new", "C:\\\\new"),
    ("plain, honest text: 1.5 % (yes)", "plain, honest text: 1.5 % (yes)"),
]


@pytest.fixture
def session() -> Session:
    """A session that has not begun."""
    return rehearse(method_files.load("cop-bootstrap"), "Guild")


def written(session: Session, **options: Any) -> str:
    """The session as Markdown."""
    return markdown_text(source_of(session), **options)


@pytest.mark.parametrize(("text", "markdown"), NASTY)
def test_text_from_people_is_never_markup(text: str, markdown: str) -> None:
    """Each of these shows its own letters in any renderer."""
    assert escaped(text) == markdown


def test_lines_stay_lines() -> None:
    """A note of several lines keeps them, and its second line begins no list."""
    assert escaped_lines("a\n\n- b", "  ") == "a  \n  \\- b"


def test_an_open_override_ends_with_its_note() -> None:
    """A bidirectional override in one note does not turn the rest of the page."""
    assert contained("a\u202eb") == "a\u202eb\u202c"
    assert contained("a\u2067b\u2069") == "a\u2067b\u2069"


def test_everything_said_is_in_it(session: Session) -> None:
    """Notes by group, outcomes in levels, votes, parking lot, next steps: nothing is lost on the way."""
    notes = [session.notes.add("vision", text) for text, _ in NASTY]
    session.groups.create([notes[0].id], "A *group*")
    session.groups.add_named("vision", "Left on the wall", 7)
    session.outcomes.write("vision", "First\n\tSecond\n\t\tThird")
    names = session.notes.add_many("names", ["One", "Two"])
    session.votes.set_hands("name", "vote", names[0].id, 6)
    session.votes.set_hands("name", "vote", names[1].id, 4)
    session.votes.close("name", "vote")
    session.values.set("vision-importance", "objections", ["Too *vague*", "Too long"])
    session.values.set("vision-importance", "resolved", ["Too long"])
    session.parking.park("Later")
    session.actions.add("Do it", owner="Ann", due="2026-04-01")
    session.values.set("close", "roti", [5, 4, 4])
    session.values.set("close", "words", ["glad", "<b>"])
    text = written(session)
    for _, markdown in NASTY:
        assert markdown in text
    for line in (
        "# One",
        "**A \\*group\\***",
        "**Left on the wall** (7 on the wall)",
        "- First\n  - Second\n    - Third",
        "**Objections**\n\n- Too \\*vague\\*\n- Too long (resolved)",
        "- One: 6\n- Two: 4",
        "- Later (open)",
        "- [ ] Do it (Ann, by 1 April 2026)",
        "median 4 of 3 answers",
        "glad, &lt;b&gt;",
        "Yoan Thirion",
    ):
        assert line in text
    assert "<img" not in text


def test_names_only_when_asked(session: Session) -> None:
    """Who was there is for the room to give away."""
    session.people.add(["Ann Example"], "Search")
    assert "Ann Example" not in written(session)
    assert "- **Present:** Ann Example (Search)" in written(session, with_names=True)


def test_planned_and_real_minutes(session: Session) -> None:
    """The agenda says what was planned, what it took, and what was left out."""
    clock = [0.0]
    session.monotonic = lambda: clock[0]
    session.agenda.skip("force-field")
    session.course.start()
    session.course.start_clock()
    clock[0] = 240.0
    assert "| Welcome | 3 min | 4 min |" in written(session)
    assert "| Force field | 10 min | left out |" in written(session)
    assert "| Close | 16 min | – |" in written(session)


def test_a_strange_protocol_does_no_harm(session: Session) -> None:
    """A protocol can come from a document of somebody else: what has another shape is passed over."""
    strange: dict[str, Any] = {
        "rounds": [7, {"round": ["x"], "candidates": [None, {"title": ["<b>"], "count": "many"}]}],
        "elected": "nobody",
        "consent": [1],
        "objections": [{"a": "<i>"}],
    }
    row = Protocol("name", session.id, "name", "dot_vote", strange)
    data = session.data
    session.data = type(data)(data.method, {**data.tables, "protocols": {row.id: row}})
    session.values.set("close", "roti", ["x", 9, None, 4])
    text = written(session)
    assert "<b>" not in text
    assert "<i>" not in text
    assert "median 4 of 1 answers" in text


def test_an_empty_session_has_its_page(session: Session) -> None:
    """Before the workshop the file shows the frame, and says that nothing is agreed."""
    text = written(session)
    assert text.startswith("# Guild\n")
    assert text.count("Nothing agreed yet.") == 7
    assert "## Notes" not in text


def test_what_was_known_stands_apart_from_what_happened() -> None:
    """Sentences never run together in the cell of a timeline."""
    session = rehearse(method_files.load("postmortem"))
    session.timeline.set_incident(zone="UTC", began="2026-03-02T13:27:00Z")
    session.timeline.add_line("2026-03-02 13:35 ? A customer calls | support log | nobody knew")
    assert "| A customer calls (Known then: nobody knew) |" in markdown_text(source_of(session))


def test_a_postmortem_begins_with_what_happened_and_ends_with_how_the_meeting_went() -> None:
    """Who opens the file reads the overview first, then the timeline; the minutes of the agenda are behind."""
    session = rehearse(method_files.load("postmortem"))
    session.forms.set_field("reading", "overview", "Search was slow.")
    session.forms.set_field("impact", "function", "Search")
    session.timeline.set_incident(zone="UTC", began="2026-03-02T13:27:00Z")
    session.timeline.add_line("2026-03-02 13:27 ! Search is slow")
    text = markdown_text(source_of(session))
    places = [text.index(each) for each in ("Search was slow.", "## Timeline", "## Impact", "## Agenda")]
    assert places == sorted(places)
