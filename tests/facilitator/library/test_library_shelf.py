"""What the first screen shows: sessions newest first, the archive and the bin, communities, action items."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import UserError
from facilitator.ids import to_stamp
from facilitator.library import Library
from facilitator.model import (
    ActionItem,
    ActivityValue,
    AgendaEntry,
    Ballot,
    Outcome,
    ParkedItem,
    Participant,
    SessionRow,
)
from facilitator.state import Place

Make = Callable[..., SessionRow]


def acts_on(library: Library) -> list[str]:
    """Return the names of the acts in the library's own history."""
    return [row["act"] for row in library.utils["library_history"].rows_where(order_by="number")]


def test_sessions_come_newest_first_also_within_one_second(
    library: Library, session_row: Make, writer_of: Any
) -> None:
    """The last one that was changed stands first."""
    ids = [library.add_session([session_row(f"No {count}")]) for count in range(3)]
    assert [each.id for each in library.summaries()] == ids[::-1]
    writer_of(library, ids[0]).note("a change")
    assert [each.title for each in library.summaries()] == ["No 0", "No 2", "No 1"]
    assert [each.title for each in library.summaries(limit=1, offset=1)] == ["No 2"]


def test_a_summary_says_what_lists_need(library: Library, session_row: Make) -> None:
    """Community, method, place and people are in it without opening the session."""
    community = library.add_community("  Bee   keepers ")
    planned = "2026-03-04T08:30:00Z"
    row = session_row("Hives", community_id=community.id, head_count=12, starts=planned)
    library.add_session([row], place=Place("run", "ideas", "solo", started="2026-03-04T09:00:00Z"))
    summary = library.summaries()[0]
    assert (summary.title, summary.method_title, summary.state) == ("Hives", "A good meeting", "run")
    assert (summary.community, summary.activity_title, summary.head_count) == (
        "Bee keepers",
        "Collect ideas",
        12,
    )
    assert (summary.started, summary.archived, summary.deleted) == ("2026-03-04T09:00:00Z", False, None)
    assert summary.starts == planned


def test_a_session_that_never_moved_is_being_prepared(library: Library, session_row: Make) -> None:
    """Without a place the state is "prepare"."""
    library.add_session([session_row()])
    assert library.summaries()[0].state == "prepare"


def test_archived_and_binned_sessions_leave_the_list_and_come_back(
    library: Library, session_row: Make
) -> None:
    """Each is shown only where it is asked for, and its place in the list stays."""
    first, second = (library.add_session([session_row(title)]) for title in ("One", "Two"))
    library.set_archived(first, True)
    assert [each.id for each in library.summaries()] == [second]
    assert [each.id for each in library.summaries(include_archived=True)] == [second, first]
    library.set_archived(first, False)
    library.bin(second)
    assert [each.id for each in library.summaries()] == [first]
    assert [each.id for each in library.summaries(binned=True)] == [second]
    library.restore_from_bin(second)
    assert [each.id for each in library.summaries()] == [second, first]
    assert acts_on(library)[2:] == [
        "session.archived",
        "session.unarchived",
        "session.binned",
        "session.unbinned",
    ]
    assert library.check() == []


def test_emptying_the_bin_leaves_no_word_behind(writer: Any, library_path: Path, session_row: Make) -> None:
    """What was deleted for good is in no table, no history, no index and no page of the file."""
    library = writer.library
    kept = library.add_session([session_row("Kept meeting")])
    note = writer.note("zebracrossing at night")
    writer.act(("notes", note, None), name="notes.delete")
    writer.note("zebracrossing at noon")
    library.bin(writer.id)
    assert library.empty_bin() == 1
    assert library.empty_bin() == 0
    assert [each.id for each in library.summaries(include_archived=True)] == [kept]
    assert library.search("zebracrossing") == []
    assert acts_on(library)[-1] == "bin.emptied"
    assert library.check() == []
    library.close()
    content = library_path.read_bytes()
    assert b"zebra" not in content
    assert b"Kept meeting" in content


def test_only_what_lies_in_the_bin_long_enough_goes(library: Library, session_row: Make) -> None:
    """With a number of days, what was binned today stays."""
    old = to_stamp(datetime.now(UTC) - timedelta(days=40))
    library.add_session([session_row("Old", deleted=old)])
    recent = library.add_session([session_row("Recent")])
    library.bin(recent)
    assert library.empty_bin(older_than_days=30) == 1
    assert [each.title for each in library.summaries(binned=True)] == ["Recent"]


def test_a_copy_is_ready_to_be_run_anew(writer: Any) -> None:
    """What was set comes along; what the room wrote and decided, the planned start and the place do not."""
    library = writer.library
    note = writer.note("swarm season")
    person = Participant("p", writer.id, "Ines", present=False)
    entry = AgendaEntry("e", writer.id, "activity", "ideas", "", {"solo": 7.0})
    rule = ActivityValue("ideas:budget", writer.id, "ideas", "budget", {"is": 3})
    closed = ActivityValue("ideas:closed", writer.id, "ideas", "closed", {"is": ["vote"]})
    writer.act(
        ("ballots", None, Ballot("b", writer.id, "vote", "1", 1, {note.id: 1})),
        ("actions", None, ActionItem("a", writer.id, "Order frames")),
        ("parked", None, ParkedItem("k", writer.id, "Who pays?")),
        ("outcomes", None, Outcome("topics", writer.id, "topics", "Swarms")),
        ("participants", None, person),
        ("agenda", None, entry),
        ("activity_values", None, rule),
        ("activity_values", None, closed),
    )
    session = library.load(writer.id)[0].session
    writer.act(("sessions", session, replace(session, starts="2026-03-04T09:00:00Z")))
    ran = Place("run", "ideas", "solo", spent={"ideas/solo": 60.0}, drafts={"topics": "half"})
    library.keep_place(writer.id, ran)
    copy_id = library.copy_session(writer.id, "Swarms again")
    data, place = library.load(copy_id)
    assert (data.session.title, data.session.starts, place) == ("Swarms again", None, Place())
    assert [(each.name, each.present) for each in data.participants] == [("Ines", True)]
    assert [each.minutes for each in data.agenda] == [{"solo": 7.0}]
    assert set(data.tables["activity_values"]) == {rule.id}
    assert not any((data.notes, data.ballots, data.actions, data.parked, data.outcomes))
    assert [each.action.session_id for each in library.open_actions()] == [writer.id]
    assert {hit.session_id for hit in library.search("swarm season")} == {writer.id}
    standing = library.interrupted()
    assert standing is not None
    assert standing.session_id == writer.id
    assert library.headings(copy_id) == []
    assert library.check() == []


def test_ids_by_their_beginning(library: Library, session_row: Make) -> None:
    """Command lines may use a short beginning; wildcards are plain characters."""
    for session_id in ("abc1", "abc2", "xyz"):
        library.add_session([session_row(id=session_id)])
    assert library.session_ids_like("abc") == ["abc2", "abc1"]
    assert library.session_ids_like("xyz") == ["xyz"]
    assert library.session_ids_like("%") == []


def test_an_id_is_added_once(library: Library, session_row: Make) -> None:
    """A session that is there already is never overwritten."""
    row = session_row("First")
    library.add_session([row])
    with pytest.raises(UserError, match="very session already"):
        library.add_session([row])


@pytest.mark.parametrize("act", ["load", "bin", "restore_from_bin"])
def test_an_unknown_session_is_said_to_be_unknown(library: Library, act: str) -> None:
    """Whatever is asked about a session that is not there gets the same clear sentence."""
    with pytest.raises(UserError, match="not in the library any more"):
        getattr(library, act)("nowhere")


def test_history_travels_when_asked(writer: Any, library: Library, tmp_path: Path) -> None:
    """A session written elsewhere with its history can be undone there just as well."""
    note = writer.note("travelling")
    data, place = library.load(writer.id)
    rows = [row for table in data.tables.values() for row in table.values()]
    with Library.create_or_open(tmp_path / "other.db") as other:
        other.add_session(rows, place=place, history=library.history(writer.id))
        assert other.entry(writer.id, 1).rows[0].after == note
        assert other.history(writer.id) == library.history(writer.id)
        assert other.check() == []


def test_communities_are_renamed_and_remembered(library: Library) -> None:
    """Names are kept in one line; adding and renaming are in the library's history."""
    bees = library.add_community("Bees")
    library.add_community("ants")
    with pytest.raises(UserError, match="at least one character"):
        library.add_community("  ")
    assert library.rename_community(bees.id, "Wasps").name == "Wasps"
    assert [each.name for each in library.communities()] == ["ants", "Wasps"]
    with pytest.raises(UserError, match="not in the library"):
        library.rename_community("nobody", "x")
    assert acts_on(library) == ["community.added", "community.added", "community.renamed"]
    assert library.check() == []


def test_open_actions_of_all_sessions_the_overdue_first(
    library: Library, session_row: Make, writer_of: Any
) -> None:
    """By the day they are due, undated last; done ones only where all are asked for; none from the bin."""
    for title, items in {
        "One": [
            ("undated", None, "open"),
            ("late", "2020-01-01", "open"),
            ("finished", "2019-01-01", "done"),
        ],
        "Two": [("soon", "2030-01-01", "open")],
        "Binned": [("never shown", "2018-01-01", "open")],
    }.items():
        session_id = library.add_session([session_row(title)])
        rows = [
            ("actions", None, ActionItem(text, session_id, text, due=due, state=state))
            for text, due, state in items
        ]
        writer_of(library, session_id).act(*rows, name="actions.add")
    library.bin(session_id)
    assert [(each.action.text, each.session_title) for each in library.open_actions()] == [
        ("late", "One"),
        ("soon", "Two"),
        ("undated", "One"),
    ]
    assert [each.action.text for each in library.all_actions()] == ["late", "soon", "undated", "finished"]
    assert library.open_actions()[0].method_title == "A good meeting"


def test_a_new_title_is_in_the_list_and_in_the_search(writer: Any) -> None:
    """Changing the session's own row is an act like any other."""
    from dataclasses import replace

    before = writer.library.load(writer.id)[0].session
    writer.act(("sessions", before, replace(before, title="Autumn gathering")), name="session.rename")
    assert writer.library.summaries()[0].title == "Autumn gathering"
    assert [hit.table for hit in writer.library.search("gather")] == ["sessions"]
    assert writer.library.search("spring") == []
    assert writer.library.entry(writer.id, 1).rows[0].before == before
