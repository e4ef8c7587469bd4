"""Beginning a session with what was agreed before, and reading only the top of a method's file."""

from pathlib import Path

import pytest

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.errors import UserError
from facilitator.library import Library
from facilitator.method_headings import headings
from facilitator.opening import open_session, rehearse
from facilitator.whereabouts import place_of


def test_everything_agreed_is_there_and_undo_has_nothing_to_take_back(tmp_path: Path) -> None:
    """One step: people, length, start, wall, names kept; a new session has no history."""
    beginning = Beginning(
        "Kick-off", 2, ("Dana", "Eli", "Hana"), 90.0, "2026-11-22T09:00:00Z", None, True, True
    )
    with Library.create_or_open(tmp_path / "library.db") as library:
        session_id = begin_session(library, method_files.load("cop-bootstrap"), beginning)
        session = open_session(library, session_id)
    row = session.data.session
    assert (row.head_count, row.minutes, row.starts, row.keep_authors) == (
        3,
        90.0,
        "2026-11-22T09:00:00Z",
        True,
    )
    assert [each.name for each in session.data.participants] == ["Dana", "Eli", "Hana"]
    assert session.data.value("", "entry") == "wall"
    assert session.undo_act is None


def test_a_new_community_comes_with_its_session_or_not_at_all(tmp_path: Path) -> None:
    """A mistake in the title leaves no community behind, so that trying again does not make a second one."""
    method = method_files.load("cop-bootstrap")
    with Library.create_or_open(tmp_path / "library.db") as library:
        with pytest.raises(UserError):
            begin_session(library, method, Beginning(" "), "Steady Hands")
        assert library.communities() == []
        session_id = begin_session(library, method, Beginning("Kick-off"), "Steady  Hands")
        (community,) = library.communities()
        assert community.name == "Steady Hands"
        assert library.load(session_id)[0].session.community_id == community.id
        assert library.check() == []


@pytest.mark.parametrize("beginning", [Beginning(" "), Beginning("A", 0), Beginning("A", names=(" ",))])
def test_a_mistake_writes_nothing(tmp_path: Path, beginning: Beginning) -> None:
    """No title, nobody, a name that is none: one sentence, no session."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        with pytest.raises(UserError):
            begin_session(library, method_files.load("cop-bootstrap"), beginning)
        assert library.summaries() == []


def test_headings_agree_with_the_methods_themselves() -> None:
    """The quick way shows the same as reading each file whole."""
    assert [(each.id, each.title, each.icon, each.minutes, each.least, each.most) for each in headings()] == [
        (each.id, each.title, each.icon, each.minutes, each.least, each.most)
        for each in method_files.available()
    ]


def test_a_file_without_a_readable_top_is_left_out(tmp_path: Path) -> None:
    """One's own files with a mistake are not shown as cards, the others are, after those of the program."""
    (tmp_path / "broken.toml").write_text('title = "Broken', encoding="utf-8")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "mine.toml").write_text(
        'title = "Mine"\nminutes = 45\npeople = { least = 2, most = 9 }\n[[activities]]\nnot = read',
        encoding="utf-8",
    )
    own = [each for each in headings(tmp_path) if each.own]
    assert [(each.id, each.title, each.minutes) for each in own] == [("mine", "Mine", 45.0)]
    assert headings(tmp_path / "nowhere") == headings()


def test_each_row_knows_where_it_is_worked_on(tmp_path: Path) -> None:
    """A note and a group by their lane, an outcome by its box, a parked topic by where it came up."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session_id = begin_session(library, method_files.load("cop-bootstrap"), Beginning("Kick-off"))
        session = open_session(library, session_id)
        note = session.notes.add("how", "Weekly")
        session.outcomes.write("vision", "We learn")
        item = session.actions.add("Book the room")
        data = session.data
        outcome = next(iter(data.tables["outcomes"]))
        assert place_of(data, "notes", note.id) == ("how-measures", "")
        assert place_of(data, "outcomes", outcome) == ("vision-importance", "")
        assert place_of(data, "actions", item.id) == ("close", "next_steps")
        assert place_of(data, "sessions", session_id) is None
        assert place_of(data, "notes", "gone") is None


def test_a_force_is_found_where_it_is_asked_for_and_a_group_where_it_is_grouped() -> None:
    """What holds back is asked first and what helps second, unless the session asks for both at once."""
    session = rehearse(method_files.load("force-field"))
    helps, hinders = session.notes.add("helps", "Time"), session.notes.add("hinders", "Fear")
    assert place_of(session.data, "notes", hinders.id) == ("writing", "solo")
    assert place_of(session.data, "notes", helps.id) == ("writing", "solo_second")
    session.forces.set_first("either")
    assert place_of(session.data, "notes", helps.id) == ("writing", "solo")
    group = session.groups.add_named("helps", "Room to try")
    assert place_of(session.data, "groups", group.id) == ("sharing", "cluster")
    planned = session.forces.plan(hinders.id, "Talk about it")
    assert place_of(session.data, "actions", planned.id) == ("plan", "plan")
