"""The book of a community: everything of it in one file, every page numbered, nothing private in it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from exports.book import Book, book_of, export_book
from exports.calendar_file import events_bytes
from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.communities import CRITERIA
from facilitator.community_acts import CommunityActs
from facilitator.errors import UserError
from facilitator.library import Library
from facilitator.opening import open_session

AT = "2026-03-14T12:00:00Z"


def begun(library: Library, community: str, method: str, title: str, **more: Any) -> Any:
    """A session of the community that has begun."""
    made = begin_session(library, method_files.load(method), Beginning(title, community_id=community, **more))
    session = open_session(library, made)
    session.course.start()
    session.keep_place()
    return session


@pytest.fixture
def community(library: Library) -> str:
    """A community about which everything is known, and its id."""
    found = library.add_community("Night watch").id
    acts = CommunityActs(library, found)
    acts.set_purposes(["Quiet nights"])
    acts.set_sponsor(name="Ines Braun", gives="A room")
    acts.set_leader(name="Dana", hours=4, coach="Eli")
    acts.set_boundary(decides="How alerts are written", asks="What is bought")
    acts.add_channel("Chat", "https://chat.example/watch")
    acts.add_topic("Why at night?")
    event = acts.add_event("Alerts, that matter", event_format="dojo", starts="2026-03-20T11:00:00Z")
    acts.change_event(event, speaker="Goran", link="https://video.example/1")
    held = acts.add_event("Reading", starts="2026-03-01T11:00:00Z")
    acts.change_event(held, said="Three signs were found.")
    acts.set_step("goals", day="2026-01-10", done=True)
    acts.set_criterion("time", date(2026, 3, 1), state="missing", note="Nobody has hours")
    acts.set_balance("takers", "many")
    acts.set_look_back("2026-06-01")
    first = begun(library, found, "cop-bootstrap", "Kick-off")
    first.outcomes.write("vision", "Everybody sleeps")
    first.notes.add("how", "Meet on Thursdays")
    first.actions.add("Find a room", owner="Hana", due="2026-04-01")
    check = begun(library, found, "cop-health-check", "Spring")
    check.scores.set_hands("health", "colour", "fun", 1, 3)
    check.scores.reveal("health", "colour", "fun")
    check.ratings.agree("health", "fun", values={"colour": 1}, why="Too many meetings")
    again = begun(library, found, "cop-health-check", "Summer", follows_id=check.id)
    again.scores.set_hands("health", "colour", "fun", 3, 3)
    again.scores.reveal("health", "colour", "fun")
    again.ratings.agree("health", "fun", values={"colour": 3}, why="Fewer meetings")
    begin_session(library, method_files.load("force-field"), Beginning("Only planned", community_id=found))
    return found


def pages_of(book: Book, path: Path, **more: Any) -> list[str]:
    """Write the book and return the text of each page."""
    report = export_book(book, path, force=True, **more)
    assert report.left_out == ()
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def test_the_book_holds_everything(library: Library, community: str, tmp_path: Path) -> None:
    """What its page says, what is open, its canvas, its ratings, and what each session left behind."""
    pages = pages_of(book_of(library, community, AT), tmp_path / "book.pdf")
    text = " ".join(" ".join(pages).split())
    for words in (
        "Community book",
        "Night watch",
        "14 March 2026",
        "Dana, 4 hours a week, coached by Eli",
        "Quiet nights",
        "How alerts are written",
        "https://chat.example/watch",
        "Name the goals",
        "Nobody has hours",
        "Alerts, that matter: https://video.example/1",
        "Code dojo",
        "Three signs were found.",
        "Why at night?",
        "Find a room",
        "Community canvas",
        "Everybody sleeps",
        "Health check over time",
        "Kick-off",
        "Meet on Thursdays",
        "Spring",
        "Too many meetings",
        "Fewer meetings",
    ):
        assert words in text, words
    assert CRITERIA[2].title in text
    assert "Only planned" not in text


def test_every_page_is_counted_and_the_contents_name_the_right_ones(
    library: Library, community: str, tmp_path: Path
) -> None:
    """Page x of y on each, whoever drew it; each entry of the contents stands on the page it names."""
    pages = pages_of(book_of(library, community, AT), tmp_path / "book.pdf")
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in " ".join(text.split()), number
    listed = pages[0].split("In this book", 1)[1].splitlines()
    found = [
        (match[1].strip(), int(match[2]))
        for line in listed
        if (match := re.fullmatch(r"(.*?)[ .]*(\d+)\s*", line)) and match[1].strip()
    ]
    found = [each for each in found if not each[0].startswith("Night watch")]
    assert [title for title, _ in found] == [
        "What holds it together",
        "Its path, and whether it would last",
        "Events and topics",
        "What is open",
        "Canvas",
        "Health check over time",
        "Kick-off",
        "Spring",
        "Summer",
    ]
    for title, page in found:
        wanted = "Community canvas" if title == "Canvas" else title
        assert wanted in " ".join(pages[page - 1].split()), title


def test_what_is_for_the_leaders_eyes_never_leaves(library: Library, community: str, tmp_path: Path) -> None:
    """Givers, matchers and takers are in no file."""
    text = " ".join(pages_of(book_of(library, community, AT), tmp_path / "book.pdf")).casefold()
    assert not {word for word in ("giver", "matcher", "taker") if word in text}


def test_the_same_community_gives_the_same_bytes(library: Library, community: str, tmp_path: Path) -> None:
    book = book_of(library, community, AT)
    for name in ("one.pdf", "two.pdf"):
        export_book(book, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_community_that_just_began_has_a_book(library: Library, tmp_path: Path, paper: str) -> None:
    """A name alone is enough; nothing that is missing gets a heading."""
    found = library.add_community("New").id
    pages = pages_of(book_of(library, found, AT), tmp_path / "book.pdf", paper=paper)
    text = " ".join(" ".join(pages).split())
    assert "Nothing is open." in text
    assert "What holds it together" not in text


def test_long_names_and_texts_flow_over(library: Library, tmp_path: Path) -> None:
    """Nothing is cut off, however long a name, a list or the minutes of an event are."""
    found = library.add_community("Reliability " * 16).id
    acts = CommunityActs(library, found)
    acts.set_purposes([f"Purpose {number} " + "word " * 60 for number in range(12)])
    event = acts.add_event("Talk", starts="2026-03-01T11:00:00Z")
    acts.change_event(event, said="\n".join(f"Line {number} of the minutes" for number in range(150)))
    text = " ".join(" ".join(pages_of(book_of(library, found, AT), tmp_path / "book.pdf")).split())
    assert "Purpose 11" in text
    assert "Line 149 of the minutes" in text


def test_postmortems_have_roles_instead_of_names(library: Library, tmp_path: Path) -> None:
    """A book is handed round: who did what in an incident is not in it."""
    found = library.add_community("Checkout").id
    review = begun(library, found, "postmortem", "Dark lanterns")
    review.people.add(["Rosalind Quill"], "on call")
    review.timeline.set_incident(began="2026-03-02T14:05:00Z", zone="UTC")
    review.timeline.add_line("14:32 Rosalind Quill calls the harbour")
    text = " ".join(" ".join(pages_of(book_of(library, found, AT), tmp_path / "book.pdf")).split())
    assert "calls the harbour" in text
    assert "Quill" not in text


def test_the_list_of_what_is_open_names_nobody_whom_a_postmortem_does_not(
    library: Library, tmp_path: Path
) -> None:
    """A step of a postmortem stands twice in a book; a name in the list would undo the role in the chapter."""
    found = library.add_community("Checkout").id
    review = begun(library, found, "postmortem", "Dark lanterns")
    review.commitments.commit("Stage the rollout", owner="Rosalind Quill")
    prepared = begin_session(
        library, method_files.load("postmortem"), Beginning("Not yet held", community_id=found)
    )
    open_session(library, prepared).commitments.commit("Ask the harbour", owner="Rosalind Quill")
    text = " ".join(" ".join(pages_of(book_of(library, found, AT), tmp_path / "book.pdf")).split())
    assert "Stage the rollout" in text
    assert "Ask the harbour" in text
    assert "Quill" not in text


def test_a_book_that_is_not_wanted_any_more_leaves_nothing(
    library: Library, community: str, tmp_path: Path
) -> None:
    book = book_of(library, community, AT)
    with pytest.raises(UserError, match="Saving was stopped"):
        export_book(book, tmp_path / "book.pdf", still_wanted=lambda: False)
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".pdf"] == []
    with pytest.raises(UserError, match="A4, Letter"):
        export_book(book, tmp_path / "book.pdf", paper="A0")


def test_events_go_into_a_calendar(library: Library, community: str) -> None:
    """Those with a time, with their length, format, speaker and link, in the form of RFC 5545."""
    acts = CommunityActs(library, community)
    acts.add_event("Some day")
    known = library.community(community)
    content = events_bytes(known, acts.page, acts.page.events)
    assert content == events_bytes(known, acts.page, acts.page.events)
    text = content.decode("utf-8").replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Night watch: Alerts\\, that matter" in text
    assert "DTSTART:20260320T110000Z" in text
    assert "DTEND:20260320T120000Z" in text
    assert "DESCRIPTION:Code dojo\\nGoran\\nhttps://video.example/1" in text
    acts.add_event("A walk", starts="2026-04-20T11:00:00Z")
    walks = [each for each in acts.page.events if each.title == "A walk"]
    walk = events_bytes(known, acts.page, walks).decode("utf-8")
    assert "SUMMARY:Night watch: A walk" in walk
    assert "DESCRIPTION" not in walk
    with_look_back = events_bytes(known, acts.page, (), look_back=True).decode("utf-8")
    assert "DTSTART;VALUE=DATE:20260601" in with_look_back
    assert "SUMMARY:Night watch: look back" in with_look_back
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("created", ["", "2026-03-1\ufffd"])
def test_dates_of_a_community_that_was_rescued_go_into_a_calendar(
    library: Library, community: str, created: str
) -> None:
    """RFC 5545, 3.6.1: each entry needs a DTSTAMP, also where nobody knows any more when the community came."""
    page = CommunityActs(library, community).page
    known = library.community(community)._replace(created=created)
    text = events_bytes(known, page, page.events).decode("utf-8")
    stamps = [line for line in text.splitlines() if line.startswith("DTSTAMP")]
    assert stamps
    assert all(re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", each) for each in stamps)


def _properties(library: Library, acts: CommunityActs, *names: str) -> list[tuple[str, ...]]:
    """Return the values of some properties of each entry in the calendar of a community's dates."""
    known = library.community(acts.community_id)
    text = events_bytes(known, acts.page, acts.page.events, look_back=True).decode("utf-8")
    entries = text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    lines = [dict(line.split(":", 1) for line in each.splitlines() if ":" in line) for each in entries]
    return [tuple(each.get(name, "") for name in names) for each in lines]


def test_a_date_that_changed_replaces_the_one_a_calendar_has(
    library: Library, community: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 5545, 3.8.7.4: the same UID with a higher SEQUENCE and a later DTSTAMP; also when a change is taken back."""
    acts = CommunityActs(library, community)
    event = acts.page.events[0]
    before = _properties(library, acts, "UID", "SEQUENCE", "DTSTAMP")
    monkeypatch.setattr("facilitator.community_acts.utc_now", lambda: "2031-02-03T04:05:06Z")
    acts.change_event(event.id, said="Forty came.")
    assert _properties(library, acts, "UID", "SEQUENCE", "DTSTAMP") == before
    acts.change_event(event.id, starts="2026-03-21T11:00:00Z")
    acts.set_look_back("2026-07-01")
    changed = _properties(library, acts, "UID", "SEQUENCE", "DTSTAMP")
    assert [each[0] for each in changed] == [each[0] for each in before]
    assert changed[1] == before[1]
    for place in (0, -1):
        assert int(changed[place][1]) == int(before[place][1]) + 1
        assert changed[place][2] == "20310203T040506Z"
    acts.undo()
    acts.undo()
    back = _properties(library, CommunityActs(library, community), "UID", "SEQUENCE")
    assert [int(each[1]) - int(then[1]) for each, then in zip(back, changed, strict=True)] == [1, 0, 1]


def test_the_last_day_of_all_goes_into_a_calendar(library: Library, community: str) -> None:
    """There is no day after it on which it could end."""
    acts = CommunityActs(library, community)
    acts.set_look_back("9999-12-31")
    dates = _properties(library, acts, "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE")
    assert dates[-1] == ("99991231", "")


def test_what_the_facilitator_wrote_for_themselves_is_in_no_book(library: Library, tmp_path: Path) -> None:
    """A book is handed round: the answers of a private form stay out, what the room wrote stands in it."""
    community = library.add_community("Steady Hands")
    session = begun(library, community.id, "wiring-review", "One order")
    session.forms.set_field("maestro", "floor", "Zebrafinch")
    session.forms.set_field("initiative", "initiative", "Quokka")
    export_book(book_of(library, community.id, AT), tmp_path / "book.pdf")
    with pypdfium2.PdfDocument(tmp_path / "book.pdf") as made:
        text = "".join(page.get_textpage().get_text_range() for page in made)
    assert "Quokka" in text
    assert "Zebrafinch" not in text


def test_what_a_postmortem_promises_stands_in_its_chapter_once(library: Library, tmp_path: Path) -> None:
    """A commitment is no next step as well; a next step that is no commitment keeps its place."""
    found = library.add_community("Checkout").id
    review = begun(library, found, "postmortem", "Dark lanterns")
    review.commitments.commit("Stage the rollout")
    review.parking.park("The old lamps")
    book = book_of(library, found, AT)
    text = " ".join(" ".join(pages_of(book, tmp_path / "book.pdf")).split())
    assert "The old lamps" in text
    assert "Next steps" not in text
    # In the list of what is open over all sessions, and in the chapter.
    assert text.count("Stage the rollout") == 2
    review.actions.add("Book the room")
    text = " ".join(" ".join(pages_of(book_of(library, found, AT), tmp_path / "book.pdf")).split())
    assert text.count("Stage the rollout") == 2
    assert "Book the room" in text.split("Next steps")[1]
