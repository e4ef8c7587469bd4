"""What is damaged beside the rows of sessions is put back where it is proved, and settled where it is not words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import EnvironmentFault, FacilitatorError
from facilitator.library import Library, backup_folder
from facilitator.method import Method
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from tests.facilitator.library.spoiling import overwrite


@pytest.fixture
def hives(library_path: Path, method: Method) -> Path:
    """A library with acts, a place and a community; the last note is newer than the backup."""
    with Library.create_or_open(library_path) as library:
        community = library.add_community("Bees")
        library.set_community_value(community.id, "home", "Mondays in the yard")
        session = open_session(library, new_session(library, method, "Hives"))
        session.course.start()
        for text in ("Feed the queen", "Order frames", "Paint the doors"):
            session.notes.add("topics", text)
        session.course.keep_draft("topics", "half a thought")
        session.keep_place()
        backup_folder(library_path).mkdir()
        library.backup_to(backup_folder(library_path) / "workshops-2026-01-01.db")
        session.notes.add("topics", "After the backup")
        session.keep_place()
    return library_path


def texts(session: Session) -> list[str]:
    """Return what the notes say."""
    return [note.text for note in session.data.notes]


def only_session(library: Library) -> Session:
    """Open the one session there is."""
    return open_session(library, library.summaries()[0].id)


ALL = ["Feed the queen", "Order frames", "Paint the doors", "After the backup"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET rows = replace(rows, 'Order', 'Ordxr') WHERE number = 2",
        "UPDATE history SET act = 'notes.adx' WHERE number = 3",
        "UPDATE history SET digest = substr(digest, 2) || 'f' WHERE number = 2",
        "UPDATE history SET digest = 'xx' WHERE number = 2",
        "DELETE FROM history WHERE number IN (2, 3)",
        "DELETE FROM history WHERE number = 1",
        "UPDATE history SET number = 77 WHERE number = 2",
        "UPDATE history SET number = 77 WHERE number = 4",
        "UPDATE summaries SET history_number = 9",
        "UPDATE summaries SET history_number = 2",
        "UPDATE summaries SET history_digest = 'xx'",
        "UPDATE history SET digest = 'xx' WHERE number = 4",
    ],
)
def test_a_damaged_history_that_another_link_or_a_backup_proves_is_as_it_was(
    hives: Path, statement: str
) -> None:
    """Each entry stands as it was written, so that everything can be undone to the start."""
    with Library.open_existing(hives) as library:
        written = library.history(library.summaries()[0].id)
    overwrite(hives, statement)
    with Library.open_existing(hives) as library:
        assert library.check()
        hurt = library.damage_beside()
        assert hurt
        assert all(each.settled for each in hurt)
        assert library.mend_beside() == len(hurt)
        assert library.check() == []
        assert library.history(library.summaries()[0].id) == written
        session = only_session(library)
        while session.undo():
            pass
        assert texts(session) == []


def test_undo_ends_at_an_entry_that_nobody_knows_any_more(hives: Path) -> None:
    """The newest entry is damaged and in no backup: it is cut there, every note stays, and work goes on."""
    overwrite(hives, "UPDATE history SET rows = replace(rows, 'After', 'Aftxr') WHERE number = 4")
    with Library.open_existing(hives) as library:
        (hurt,) = library.damage_beside()
        assert (hurt.what.startswith("1 step in the history of “Hives” of "), hurt.settled) == (True, True)
        assert "Undo ends there" in hurt.comes
        library.mend_beside()
        assert library.check() == []
        session = only_session(library)
        assert (texts(session), session.undo_act) == (ALL, None)
        session.notes.add("topics", "Later")
        session.undo()
        assert texts(session) == ALL
        assert library.check() == []


def test_steps_that_are_lost_are_counted(hives: Path) -> None:
    """The newest two entries are gone and in no backup: the summary tells how many there were."""
    (backup_folder(hives) / "workshops-2026-01-01.db").unlink()
    overwrite(hives, "DELETE FROM history WHERE number > 2")
    with Library.open_existing(hives) as library:
        (hurt,) = library.damage_beside()
        assert hurt.what.startswith("2 steps in the history of “Hives” of ")
        library.mend_beside()
        assert library.check() == []
        assert texts(only_session(library)) == ALL


def test_undo_says_in_one_sentence_that_an_entry_is_damaged(hives: Path) -> None:
    """While nobody has mended it: no mistake of the program, nothing taken back, nothing lost."""
    with Library.open_existing(hives) as library:
        session = only_session(library)
        library._handle.connection.execute("UPDATE history SET rows = '[{\"table\": 1}]' WHERE number = 4")
        with pytest.raises(EnvironmentFault, match="cannot be taken back"):
            session.undo()
        assert texts(session) == ALL
        session.notes.add("topics", "Later")
        session.undo()
        assert texts(session) == ALL


def test_what_was_deleted_is_offered_though_another_entry_is_damaged(hives: Path) -> None:
    """The list of deleted notes leaves out only what is damaged."""
    with Library.open_existing(hives) as library:
        session = only_session(library)
        for note in session.data.notes[:2]:
            session.notes.delete([note.id])
        library._handle.connection.execute("UPDATE history SET rows = 'x' WHERE number = 5")
        assert [each.words for each in session.deleted.since("")] == [("Order frames",)]


@pytest.mark.parametrize(
    ("statement", "draft"),
    [
        ("UPDATE places SET drafts = replace(drafts, 'half', 'hxlf')", "hxlf a thought"),
        ("UPDATE places SET drafts = 'half'", None),
        ("UPDATE places SET mode = 'rux'", "half a thought"),
        ("UPDATE places SET activity_id = 'nowhere', spent = '[]'", "half a thought"),
        ("UPDATE places SET digest = 'xx'", "half a thought"),
        ("UPDATE places SET planned = 1e300, break_id = 'x', started = 'x'", "half a thought"),
    ],
)
def test_a_session_opens_where_its_place_is_damaged(hives: Path, statement: str, draft: str | None) -> None:
    """It is kept as far as it reads: the session opens, says so, and the library is sound again."""
    (backup_folder(hives) / "workshops-2026-01-01.db").unlink()
    overwrite(hives, statement)
    with Library.open_existing(hives) as library:
        assert [each.settled for each in library.damage_beside()] == [True]
        session = only_session(library)
        assert texts(session) == ALL
        assert list(session.place.drafts.values()) == ([] if draft is None else [draft])
        assert any("was damaged" in each for each in library.notices())
        assert library.check() == []


def test_a_damaged_place_comes_from_a_backup_that_has_it_just_so(hives: Path) -> None:
    """Where the session did not move since, the newest backup has the place with the same digest."""
    with Library.open_existing(hives) as library:
        (backup_folder(hives) / "workshops-2026-01-02.db").unlink(missing_ok=True)
        library.backup_to(backup_folder(hives) / "workshops-2026-01-02.db")
    overwrite(hives, "UPDATE places SET drafts = '{}', phase = 'x'")
    with Library.open_existing(hives) as library:
        (hurt,) = library.damage_beside()
        assert "backup" in hurt.comes
        library.mend_beside()
        assert library.check() == []
        assert list(only_session(library).place.drafts.values()) == ["half a thought"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE communities SET name = 'Bexs'",
        "DELETE FROM communities",
        "UPDATE communities SET created = '2020'",
        "UPDATE communities SET digest = 'xx'",
        "UPDATE community_values SET value = replace(value, 'M', 'W')",
        "UPDATE community_values SET value = '{'",
        "UPDATE community_values SET digest = 'xx'",
        "DELETE FROM community_values",
        "UPDATE library_history SET rows = '[]' WHERE act = 'community.page'",
        "UPDATE library_history SET act = 'x' WHERE number = 1",
        "UPDATE meta SET value = 'x' WHERE name = 'library_head'",
        "DELETE FROM library_history WHERE number = 2",
    ],
)
def test_names_and_pages_of_communities_come_from_the_library_or_a_backup(
    hives: Path, statement: str
) -> None:
    """As they were written, without anybody being asked."""
    overwrite(hives, statement)
    with Library.open_existing(hives) as library:
        assert all(each.settled for each in library.damage_beside())
        library.mend_beside()
        assert library.check() == []
        (community,) = library.communities()
        assert community.name == "Bees"
        assert library.community_values(community.id) == {"home": "Mondays in the yard"}


@pytest.mark.parametrize("rows", ["[", "[1]", "[{}]", "{}"])
def test_an_unreadable_step_of_the_library_hides_no_other_damage(hives: Path, rows: str) -> None:
    """Whatever stands there: the check tells of all else, and everything is put right."""
    (backup_folder(hives) / "workshops-2026-01-01.db").unlink()
    overwrite(
        hives,
        f"UPDATE library_history SET rows = '{rows}' WHERE act = 'community.page'",
        "UPDATE notes SET text = 'x' WHERE text LIKE 'Order%'",
    )
    with Library.open_existing(hives) as library:
        assert any("1 note of “Hives”" in each for each in library.check())
        library.mend(library.damage())
        library.mend_beside()
        assert library.check() == []
        assert library.community_values(library.communities()[0].id) == {"home": "Mondays in the yard"}


def test_what_was_taken_off_a_page_does_not_come_back_from_a_backup(hives: Path) -> None:
    """That it was taken away stood in a step that nobody knows any more: nothing says that it is missing."""
    with Library.open_existing(hives) as library:
        community = library.communities()[0]
        library.set_community_value(community.id, "home", None)
        library.rename_community(community.id, "Wasps")
    overwrite(
        hives,
        "UPDATE library_history SET rows = replace(rows, 'home', 'hxme') "
        "WHERE number = (SELECT max(number) FROM library_history) - 1",
    )
    with Library.open_existing(hives) as library:
        assert library.check()
        library.mend_beside()
        assert library.check() == []
        assert library.community_values(community.id) == {}


def test_words_of_a_community_that_nobody_has_wait_for_somebody_to_agree(hives: Path) -> None:
    """No word changes in silence: until somebody says that they may stay as they read, they are told."""
    (backup_folder(hives) / "workshops-2026-01-01.db").unlink()
    overwrite(hives, "UPDATE community_values SET value = replace(value, 'M', 'W')")
    with Library.open_existing(hives) as library:
        (hurt,) = library.damage_beside()
        assert not hurt.settled
        assert library.mend_beside() == 0
        assert library.mend_beside(keep_the_rest=True) == 1
        assert library.check() == []
        assert library.community_values(library.communities()[0].id) == {"home": "Wondays in the yard"}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM summaries",
        "UPDATE summaries SET row_count = 77",
        "UPDATE summaries SET method_title = 'x'",
        "DELETE FROM notes WHERE text LIKE 'Order%'",
        "DELETE FROM agenda WHERE position = (SELECT min(position) FROM agenda)",
    ],
)
def test_what_follows_from_the_rows_or_stands_elsewhere_is_written_anew(hives: Path, statement: str) -> None:
    """Sums, and rows that are missing where history or a backup and the sum prove them."""
    overwrite(hives, statement)
    with Library.open_existing(hives) as library:
        assert all(each.settled for each in library.damage_beside())
        library.mend_beside()
        library.mend_search()
        assert library.check() == []
        assert texts(only_session(library)) == ALL


def test_opening_a_session_puts_back_what_is_proved(hives: Path) -> None:
    """The room is there now: a damaged note is whole before anybody sees it, and that is said."""
    overwrite(hives, "UPDATE notes SET text = 'x', colour = 'sux' WHERE text LIKE 'Order%'")
    with Library.open_existing(hives) as library:
        assert texts(only_session(library)) == ALL
        assert any("“Hives” was damaged" in each for each in library.notices())
        assert library.notices() == []


def test_a_session_that_no_window_could_show_is_refused_in_one_sentence(hives: Path) -> None:
    """Nobody has the row, and as it reads it names what is not there: the way out is said, and it leads out."""
    (backup_folder(hives) / "workshops-2026-01-01.db").unlink()
    overwrite(
        hives,
        "UPDATE notes SET lane = 'nowhere' WHERE text LIKE 'Order%'",
        "UPDATE history SET rows = '[]' WHERE number = 2",
    )
    with Library.open_existing(hives) as library:
        with pytest.raises(EnvironmentFault, match="“Hives” cannot be opened: 1 note of it"):
            only_session(library)
        library.mend(library.damage(), keep_the_rest=True)
        library.mend_beside(keep_the_rest=True)
        assert only_session(library)


def test_a_damaged_sum_keeps_nobody_from_working(hives: Path) -> None:
    """Acts are stored, and the check tells of the sum until somebody settles it."""
    overwrite(hives, "UPDATE summaries SET digest_sum = substr(digest_sum, 2) || 'f'")
    with Library.open_existing(hives) as library:
        session = only_session(library)
        session.notes.add("topics", "Later")
        assert session.trouble is None
        assert library.check()
        assert library.mend_beside() == 0
        assert library.mend_beside(keep_the_rest=True) == 1
        assert library.check() == []


@pytest.mark.parametrize("what", ["CAST(name AS BLOB)", "7", "NULL"])
def test_a_list_of_tables_without_texts_is_no_mistake_of_the_program(hives: Path, what: str) -> None:
    """SQLite itself takes such a list; a turned byte makes one. It is refused, or reads as before."""
    overwrite(
        hives,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET name = {what} WHERE name = 'actions_open'",
    )
    assert use_all(hives) == (what != "CAST(name AS BLOB)")


@pytest.mark.torture
def test_acting_on_a_damaged_library_never_looks_like_a_mistake_of_the_program(
    small: bytes, tmp_path: Path, rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """Bytes are turned; then everything is opened, changed, undone, redone and closed: only sentences for people."""
    tried = told = 0
    for at in range(7, len(small), rounds(601, 31)):
        content = bytearray(small)
        content[at] ^= 1 << (at * 5 % 8)
        path = tmp_path / f"{at}.db"
        path.write_bytes(content)
        tried += 1
        told += use_all(path)
        for each in tmp_path.glob(f"*{at}.db*"):
            each.unlink()
    assert told < tried
    figures("acts_on_damage", bytes=tried, told=told)


def use_all(path: Path) -> bool:
    """Do what people do with a library; return whether anything was refused in a sentence."""
    refused = False

    def attempt(act: Callable[[], Any]) -> Any:
        nonlocal refused
        try:
            return act()
        except FacilitatorError:
            refused = True
            return None

    library = attempt(lambda: Library.open_existing(path))
    if library is None:
        return True
    for summary in attempt(library.summaries) or ():
        session = attempt(lambda summary=summary: open_session(library, summary.id))
        if session is None:
            continue
        attempt(lambda session=session: session.notes.add("topics", "new"))
        for note in session.data.notes[:2]:
            attempt(lambda session=session, note=note: session.notes.edit(note.id, "changed"))
        for _ in range(12):
            attempt(session.undo)
        attempt(session.redo)
        attempt(lambda session=session: session.deleted.since(""))
        attempt(session.keep_place)
        refused = refused or session.trouble is not None
        attempt(lambda summary=summary: library.copy_session(summary.id, "Again"))
        attempt(lambda summary=summary: library.bin(summary.id))
    for community in attempt(library.communities) or ():
        attempt(lambda community=community: library.community_values(community.id))
        attempt(lambda community=community: library.rename_community(community.id, "Wasps"))
        attempt(lambda community=community: library.set_community_value(community.id, "home", "Here"))
    attempt(lambda: library.search("queen"))
    attempt(library.open_actions)
    attempt(lambda: library.mend(library.damage(), keep_the_rest=True))
    attempt(lambda: library.mend_beside(keep_the_rest=True))
    attempt(library.close)
    return refused
