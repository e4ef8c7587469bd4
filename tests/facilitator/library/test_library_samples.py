"""Libraries of every version that was ever released, one file each in samples/, open and lose nothing."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.library import Library, backup_folder, list_backups, restore
from facilitator.library.rows import SHAPES
from facilitator.library.schema import SCHEMA_VERSION, STATEMENTS
from facilitator.library.sessions import tally_of
from facilitator.library.stranger import expected_schema, read_version, schema_of
from facilitator.model import ActivityValue

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("version", STATEMENTS)
def test_a_library_of_each_version_opens_with_its_words(tmp_path: Path, version: int) -> None:
    """The session, its history, its place and its search are there; the check finds nothing."""
    with Library.open_existing(unpacked(tmp_path, version)) as library:
        summary = library.summaries()[0]
        assert (summary.title, summary.community, summary.state) == ("Hives in spring", "Bee keepers", "run")
        data, place = library.load(summary.id)
        assert [note.text for note in data.notes] == ["Who feeds the young queen?"]
        assert data.outcomes == {"name": "Bee keepers"}
        assert place.activity_id == "ideas"
        assert [each.number for each in library.headings(summary.id)][:3] == [1, 2, 3]
        assert library.search("young que")[0].row_id == data.notes[0].id
        assert library.open_actions()[0].action.text == "Order frames"
        assert library.check() == []


def test_what_the_second_version_added_is_read(tmp_path: Path) -> None:
    """What an activity keeps is found by its words, and a community’s page holds what was written there."""
    with Library.open_existing(unpacked(tmp_path, 2)) as library:
        (hit,) = library.search("orchard mill")
        assert (hit.table, hit.place, hit.excerpt) == (
            "activity_values",
            "ideas",
            "In the orchard behind the mill",
        )
        (community,) = library.communities()
        assert library.community_values(community.id) == {
            "sponsor": {"name": "The parish", "promise": "A shed"}
        }


def test_upgrading_the_first_version_backs_it_up_and_enters_its_values(tmp_path: Path) -> None:
    """Words that activities kept before can be found after the upgrade, and the file as it was is kept."""
    path = unpacked(tmp_path, 1)
    keep_a_value(path, "ideas/field:where", "field:where", "In the meadow")
    with Library.open_existing(path) as library:
        (hit,) = library.search("meadow")
        assert (hit.table, hit.row_id, hit.place) == ("activity_values", "ideas/field:where", "ideas")
        assert library.check() == []
        assert schema_of(library.utils.conn) == expected_schema(SCHEMA_VERSION)
    (backup,) = list_backups(backup_folder(path))
    assert backup.path.name.startswith("library-before-upgrade-1-")
    assert read_version(backup.path) == 1


def test_a_backup_of_the_first_version_is_restored_and_opens(tmp_path: Path) -> None:
    """An old backup is as good as a new one."""
    backup, path = unpacked(tmp_path, 1), tmp_path / "mine.db"
    restore(backup, path)
    with Library.open_existing(path) as library:
        assert library.search("young que")
        assert library.check() == []


def test_a_damaged_value_of_the_first_version_is_told_before_anything_is_changed(tmp_path: Path) -> None:
    """An upgrade begins with a sound backup; where none can be made, the file stays as it was."""
    path = unpacked(tmp_path, 1)
    keep_a_value(path, "ideas/field:where", "field:where", "In the meadow")
    connection = sqlite3.connect(path)
    connection.execute('UPDATE "activity_values" SET "value" = \'{"is"\'')
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match=r"1 entry of “Hives in spring” .* is damaged"):
        Library.open_existing(path)
    assert path.read_bytes() == before


def unpacked(folder: Path, version: int) -> Path:
    """Write out the sample of a version and return where it is."""
    path = folder / "library.db"
    path.write_bytes(gzip.decompress((SAMPLES / f"library-{version}.db.gz").read_bytes()))
    return path


def keep_a_value(path: Path, row_id: str, key: str, said: str) -> None:
    """Let the one session of a library of version 1 keep a value, as a program of that time did."""
    connection = sqlite3.connect(path)
    (session_id,) = connection.execute('SELECT "id" FROM "sessions"').fetchone()
    row = ActivityValue(row_id, session_id, "ideas", key, {"is": said})
    shape = SHAPES["activity_values"]
    stored = shape.encode(row)
    digest = shape.digest(stored)
    connection.execute(
        'INSERT INTO "activity_values" ("id", "session_id", "activity_id", "key", "value", "digest") '
        "VALUES (?, ?, ?, ?, ?, ?)",
        (*stored.values(), digest),
    )
    tally, _, _ = tally_of(connection, session_id)
    tally.gained(digest)
    connection.execute(
        'UPDATE "summaries" SET "row_count" = ?, "digest_sum" = ?', (tally.row_count, tally.sum_text)
    )
    connection.commit()
    connection.close()
