"""What a damaged library still holds comes out of it, and whatever does not is told: nothing is lost in silence."""

import random
import re
import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator import method_files
from facilitator.errors import EnvironmentFault, UserError
from facilitator.ids import repeatable
from facilitator.library import Library, LibraryInUse, backup_folder
from facilitator.library.pages import Pages, read_pages
from facilitator.model import Note, Row
from facilitator.opening import new_session, open_session
from facilitator.rescue import Rescued, rescue, rescued_path

PAGE = 4096
Content = dict[str, Any]


def fill(path: Path) -> None:
    """Write a library of three sessions, each with long and short notes, a group, a draft and steps undone."""
    with repeatable("rescue"), Library.create_or_open(path) as library:
        community = library.add_community("Bees")
        library.set_community_value(community.id, "home", "Mondays in the yard")
        for number in range(3):
            title = f"Meeting {number}"
            session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), title))
            session.values.set_community(community.id)
            session.course.start()
            session.course.go("vision-importance")
            session.notes.add_many("vision", [f"Note {count} of {title}" for count in range(12)])
            for count in range(6):
                session.notes.add("importance", f"Long {count} of {title}: " + "many words " * 60 * count)
            session.undo()
            session.actions.add("Order frames")
            session.course.keep_draft("vision", "half a thought")
            session.keep_place()


def content(library: Library) -> Content:
    """Return everything that people wrote, by session."""
    found: Content = {}
    for summary in library.summaries():
        data, place = library.load(summary.id)
        rows: dict[tuple[str, str], Row] = {
            (table, each.id): each for table, kept in data.tables.items() for each in kept.values()
        }
        found[summary.id] = (rows, dict(place.drafts), library.history(summary.id), summary.community)
    pages = [library.community_values(each.id) for each in library.communities()]
    found["communities"] = ([each.name for each in library.communities()], pages)
    return found


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Content]:
    """A library's file, and what is in it."""
    path = tmp_path_factory.mktemp("sound") / "library.db"
    fill(path)
    with Library.open_existing(path) as library:
        found = content(library)
    return path.read_bytes(), found


def rescued(path: Path) -> tuple[Rescued, Content]:
    """Rescue the library at `path`, see that the new one is sound, and return what is in it."""
    report = rescue(path, rescued_path(path))
    with Library.open_existing(report.path) as library:
        assert library.check() == []
        found = content(library)
    report.path.unlink()
    return report, found


def test_a_sound_library_comes_out_as_it_was(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    """Rows, drafts, histories, communities and their pages: nothing to tell, and the file itself is untouched."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    report, found = rescued(path)
    assert (report.sessions, report.mended, report.lost) == (3, 0, ())
    assert found == sound[1]
    assert path.read_bytes() == sound[0]
    assert [each.name for each in tmp_path.iterdir()] == ["library.db"]


def test_notes_that_wait_beside_the_file_come_along(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    """After the program was killed, the newest notes are in the file beside the library: they count as well."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    with Library.open_existing(path) as library:
        session_id = library.summaries()[0].id
        open_session(library, session_id).notes.add("vision", "the very last one")
        beside = path.with_name("library.db-wal").read_bytes()
        damaged = tmp_path / "killed.db"
        damaged.write_bytes(path.read_bytes())
        damaged.with_name("killed.db-wal").write_bytes(beside)
    report, found = rescued(damaged)
    assert report.lost == ()
    assert "the very last one" in {row.text for row in found[session_id][0].values() if isinstance(row, Note)}


def test_a_damaged_number_in_the_file_beside_it_makes_no_pages(
    tmp_path: Path, sound: tuple[bytes, Content]
) -> None:
    """One turned bit there must not make a rescue look through four thousand million pages that are not there."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    with Library.open_existing(path) as library:
        open_session(library, library.summaries()[0].id).notes.add("vision", "the very last one")
        beside = bytearray(path.with_name("library.db-wal").read_bytes())
        damaged = tmp_path / "killed.db"
        damaged.write_bytes(path.read_bytes())
    beside[32] |= 0x80
    damaged.with_name("killed.db-wal").write_bytes(beside)
    with read_pages(damaged) as pages:
        assert len(pages.numbers) < len(sound[0]) // PAGE + 3
    rescued(damaged)


def flipped(data: bytearray, dice: random.Random) -> None:
    """Turn some bits."""
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def overwritten(data: bytearray, dice: random.Random) -> None:
    """Fill pages with noise or nothing."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = dice.choice([bytes(PAGE), dice.randbytes(PAGE)])


def cut(data: bytearray, dice: random.Random) -> None:
    """Lose the end."""
    del data[dice.randrange(PAGE, len(data)) :]


def beheaded(data: bytearray, dice: random.Random) -> None:
    """Lose the beginning, and with it every table's place."""
    lost = dice.choice([16, 100, PAGE, 3 * PAGE])
    data[:lost] = b"\xff" * lost


def shifted(data: bytearray, dice: random.Random) -> None:
    """Miss some bytes near the beginning, so that no page is where it should be."""
    at = dice.randrange(PAGE)
    del data[at : at + dice.randint(1, 300)]


def swapped(data: bytearray, dice: random.Random) -> None:
    """Exchange pages, as a broken disk does."""
    one, other = (dice.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )


DAMAGE: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flipped,
    overwritten,
    cut,
    beheaded,
    swapped,
    shifted,
)


@pytest.mark.torture
def test_nothing_is_lost_in_silence(
    tmp_path: Path,
    sound: tuple[bytes, Content],
    rounds: Callable[[int, int], int],
    figures: Callable[..., None],
) -> None:
    """However a file is damaged: the rescue ends with a sound library, and tells of whatever is not as it was."""
    tried = came = whole = kept = 0
    notes = sum(isinstance(row, Note) for each in list(sound[1].values())[:3] for row in each[0].values())
    for seed in range(rounds(6, 150)):
        dice = random.Random(seed)
        data = bytearray(sound[0])
        damage = DAMAGE[seed % len(DAMAGE)]
        damage(data, dice)
        path = tmp_path / f"damaged-{seed}.db"
        path.write_bytes(data)
        tried += 1
        try:
            report, found = rescued(path)
        except UserError:
            assert b"Note 1 of" not in data, damage.__name__
            continue
        came += 1
        whole += found == sound[1]
        assert found == sound[1] or report.lost, (seed, damage.__name__)
        kept += sum(
            isinstance(row, Note) and row == sound[1].get(row.session_id, [{}])[0].get(("notes", row.id))
            for key, each in found.items()
            if key != "communities"
            for row in each[0].values()
        )
        path.unlink()
    share = round(100 * kept / (notes * tried))
    assert share > 60
    figures("rescue", files=tried, libraries=came, whole=whole, share=share)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE summaries",
        "DROP TABLE places",
        "DROP TABLE groups",
        "DELETE FROM search",
        "UPDATE notes SET digest = replace(digest, 'a', 'b')",
        "DELETE FROM notes WHERE text LIKE 'Note 1%'",
        "UPDATE history SET rows = '[]' WHERE number = 2",
    ],
)
def test_tables_and_rows_that_another_hand_took(
    tmp_path: Path, sound: tuple[bytes, Content], statement: str
) -> None:
    """Missing tables, rows taken out and digests that are wrong: every note comes back, from its history if need be."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.close()
    _, found = rescued(path)
    for session_id in list(sound[1])[:3]:
        written = {key: row for key, row in sound[1][session_id][0].items() if key[0] == "notes"}
        assert {key: row for key, row in found[session_id][0].items() if key[0] == "notes"} == written


def test_a_damaged_row_comes_from_the_backup(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    """What its history cannot tell either is taken from the newest backup that has it as it was written."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    with Library.open_existing(path) as library:
        backup_folder(path).mkdir()
        library.backup_to(backup_folder(path) / "library-2026-01-01.db")
    data = path.read_bytes()
    assert data.count(b"Meeting 1") > 0
    # The title of the session stands in no history.
    path.write_bytes(data.replace(b"Meeting 1cop-bootstrap", b"Meeting 2cop-bootstrap"))
    report, found = rescued(path)
    assert found == sound[1]
    assert (report.mended, report.lost) == (1, ())


def test_a_disk_that_can_only_be_read_is_rescued_too(
    tmp_path: Path, sound: tuple[bytes, Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No lock can be put beside the file there; a library that is open is refused all the same."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    with Library.open_existing(path), pytest.raises(LibraryInUse):
        rescue(path, tmp_path / "new.db")

    def refuse(*_: Any) -> None:
        raise EnvironmentFault("You may not write here.")

    monkeypatch.setattr("facilitator.rescue.LibraryLock", refuse)
    assert rescue(path, tmp_path / "new.db").lost == ()


def test_what_is_refused(tmp_path: Path, sound: tuple[bytes, Content]) -> None:
    """No file, a file with nothing of a library, and a target that is there: a sentence each, nothing written."""
    with pytest.raises(UserError, match="There is no library"):
        rescue(tmp_path / "none.db", tmp_path / "new.db")
    letter = tmp_path / "letter.db"
    letter.write_text("Dear all, " * 4000)
    with pytest.raises(UserError, match="Nothing of a library"):
        rescue(letter, tmp_path / "new.db")
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    with pytest.raises(UserError, match="there already"):
        rescue(path, letter)
    with pytest.raises(EnvironmentFault):
        rescue(path, tmp_path / "nowhere" / "new.db")
    assert {each.name for each in tmp_path.iterdir()} == {"letter.db", "library.db"}


def test_numbers_that_lead_in_circles_end(sound: tuple[bytes, Content]) -> None:
    """A page that names itself as the next one, or a size beyond the file, ends the reading of that row only."""
    data = bytearray(sound[0])
    for at in range(PAGE, len(data), PAGE):
        data[at : at + 4] = (at // PAGE + 1).to_bytes(4, "big")
    pages = Pages(bytes(data))
    assert [record for number in pages.numbers for record in pages.carved(number)]


@pytest.fixture
def full(tmp_path: Path, sound: tuple[bytes, Content]) -> Path:
    """That library where it may be changed."""
    path = tmp_path / "full.db"
    path.write_bytes(sound[0])
    return path


def test_a_file_larger_than_the_memory_is_read_page_by_page(full: Path, tmp_path: Path) -> None:
    """What takes memory is what people wrote, never the file: 256 MB of nothing behind it cost nothing."""
    with full.open("r+b") as file:
        file.truncate(256 * 1024 * 1024)
    tracemalloc.start()
    with read_pages(full) as pages:
        for number in pages.numbers:
            pages.page(number)
        _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(pages.numbers) > 50_000
    assert most < 4 * 1024 * 1024


def test_how_far_a_rescue_is_can_be_seen_and_it_can_be_stopped(full: Path, tmp_path: Path) -> None:
    """It never goes back and ends at the whole; stopped, it leaves nothing behind."""
    told: list[tuple[int, int]] = []
    rescue(full, tmp_path / "new.db", progress=lambda done, total: told.append((done, total)))
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rescue(full, tmp_path / "stopped.db", progress=stop)
    assert not list(tmp_path.glob("*stopped*"))
    rescue(full, tmp_path / "again.db")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET {id} WHERE number = 2",
        "UPDATE notes SET {id} WHERE text LIKE 'Note 1%'",
        "UPDATE agenda SET {id}",
        "UPDATE places SET {id}",
        "UPDATE summaries SET {id}",
        "UPDATE sessions SET id = 'x' || substr(id, 2), {id}",
        "PRAGMA ignore_check_constraints = ON; UPDATE sessions SET id = 'x' || substr(id, 2)",
    ],
)
def test_what_stands_under_a_misread_id_goes_where_it_belongs(
    tmp_path: Path, sound: tuple[bytes, Content], statement: str
) -> None:
    """A turned letter in the id of a session makes no other session, and nothing is lost by it."""
    path = tmp_path / "library.db"
    path.write_bytes(sound[0])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(statement.format(id="session_id = 'x' || substr(session_id, 2)"))
    connection.close()
    report, found = rescued(path)
    assert (report.sessions, report.lost) == (3, ())
    assert found == sound[1]


@pytest.mark.parametrize(
    "statement", ["name = 'Bexs'", "digest = replace(digest, substr(digest, 1, 1), 'x')", "created = '2020'"]
)
def test_the_name_of_a_community_comes_from_the_history_of_the_library(
    tmp_path: Path, statement: str
) -> None:
    """Nothing is lost, and nobody is told that something may be."""
    path = tmp_path / "bees.db"
    with Library.create_or_open(path) as library:
        library.rename_community(library.add_community("Wasps").id, "Bees")
    session_in(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"UPDATE communities SET {statement}")
    connection.close()
    found = rescue(path, tmp_path / "new.db")
    assert found.lost == ()
    with Library.open_existing(found.path) as library:
        assert [each.name for each in library.communities()] == ["Bees"]


@pytest.mark.parametrize(
    ("statement", "told", "value"),
    [
        ("value = replace(value, 'M', 'W')", "keeps as “home” may differ from what was written", "Wondays"),
        ("value = substr(value, 2)", "keeps as “home” cannot be used any more: Mondays", None),
        ("value = 'NaN'", "keeps as “home” cannot be used any more: NaN", None),
        ("key = 'hxme'", 'keeps as “hxme” may differ from what was written: "Mondays"', None),
        ("digest = 'x'", "keeps as “home” may differ from what was written", "Mondays"),
    ],
)
def test_what_the_page_of_a_community_keeps_is_never_lost_in_silence(
    tmp_path: Path, statement: str, told: str, value: str | None
) -> None:
    """It comes from the backup that proves it; without one it stays as it reads, and that is said."""
    path = tmp_path / "bees.db"
    with Library.create_or_open(path) as library:
        community = library.add_community("Bees")
        library.set_community_value(community.id, "home", "Mondays")
        backup_folder(path).mkdir()
        library.backup_to(backup_folder(path) / "bees-2026-01-01.db")
    session_in(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"UPDATE community_values SET {statement}")
    connection.close()
    if "digest" not in statement:
        with Library.open_existing(rescue(path, tmp_path / "whole.db").path) as library:
            assert library.community_values(community.id) == {"home": "Mondays"}
    (backup_folder(path) / "bees-2026-01-01.db").unlink()
    found = rescue(path, tmp_path / "new.db")
    assert any(told in each for each in found.lost)
    with Library.open_existing(found.path) as library:
        assert library.community_values(community.id).get("home") == value
        assert library.check() == []


def session_in(path: Path) -> None:
    """Add a session to a library."""
    with Library.open_existing(path) as library:
        new_session(library, method_files.load("cop-bootstrap"), "Hives")


def test_a_community_whose_name_is_lost_is_named_by_its_session(tmp_path: Path) -> None:
    """No id is ever shown to people."""
    path = tmp_path / "bees.db"
    with Library.create_or_open(path) as library:
        community = library.add_community("Bees")
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "Hives"))
        session.values.set_community(community.id)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE communities SET name = ' '")
    connection.execute("UPDATE library_history SET rows = '[]'")
    connection.close()
    found = rescue(path, tmp_path / "new.db")
    assert "The name of the community that “Hives” belongs to is lost." in found.lost
    assert not any(re.search(r"\b[0-9a-f]{8,}\b", line) for line in found.lost)
