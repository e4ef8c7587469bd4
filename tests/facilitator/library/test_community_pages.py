"""What the page of a community keeps, and how a change of it from outside is found."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import UserError
from facilitator.library import Library


def written(library: Library) -> str:
    """Return a community whose page keeps two things."""
    community = library.add_community("Bee keepers")
    library.set_community_value(community.id, "sponsor", {"name": "The parish"})
    library.set_community_value(community.id, "backlog", [{"text": "Why do they swarm?"}])
    return community.id


def test_a_page_keeps_what_is_written_and_forgets_what_is_taken_away(library: Library) -> None:
    """Each community has its own page; what was there last is what is read, also after opening anew."""
    other = library.add_community("Bakers")
    mine = written(library)
    library.set_community_value(mine, "sponsor", {"name": "The town"})
    library.set_community_value(mine, "backlog", None)
    library.set_community_value(mine, "never", None)
    library.close()
    with Library.open_existing(library.path) as again:
        assert again.community_values(mine) == {"sponsor": {"name": "The town"}}
        assert again.community_values(other.id) == {}
        assert again.check() == []


def test_what_was_taken_back_does_not_linger(library: Library) -> None:
    """The library's history tells that something changed, not what was written."""
    mine = written(library)
    library.set_community_value(mine, "sponsor", None)
    told = "".join(rows for (rows,) in library.utils.conn.execute('SELECT "rows" FROM "library_history"'))
    assert "parish" not in told
    assert "sponsor" in told


def test_the_same_again_is_no_act(library: Library) -> None:
    """Writing what is there already leaves no entry in the history."""
    mine = written(library)
    count = 'SELECT count(*) FROM "library_history"'
    before = library.utils.conn.execute(count).fetchone()
    library.set_community_value(mine, "sponsor", {"name": "The parish"})
    assert library.utils.conn.execute(count).fetchone() == before


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE "community_values" SET "value" = \'{"name":"The earl"}\' WHERE "key" = \'sponsor\'',
        'UPDATE "community_values" SET "key" = \'leader\' WHERE "key" = \'sponsor\'',
        'DELETE FROM "community_values" WHERE "key" = \'sponsor\'',
        """INSERT INTO "community_values" SELECT 'x', "community_id", 'more', "value", "digest"
           FROM "community_values" WHERE "key" = 'sponsor'""",
    ],
)
def test_a_change_from_outside_is_found(library: Library, statement: str) -> None:
    """A value that was changed, moved, deleted or planted is told."""
    written(library)
    library.close()
    connection = sqlite3.connect(library.path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with Library.open_existing(library.path) as again:
        assert any("page of a community" in line for line in again.check())


def test_a_page_belongs_to_a_community_that_is_there(library: Library) -> None:
    """A community that is gone, or a value without end, is told in one sentence."""
    with pytest.raises(UserError, match="not in the library any more"):
        library.set_community_value("gone", "sponsor", {})
    mine = library.add_community("Bakers").id
    with pytest.raises(UserError, match="more than a community’s page can keep"):
        library.set_community_value(mine, "backlog", ["x" * 1_000_001])
    assert library.community_values(mine) == {}


def test_pages_travel_with_a_backup(library: Library, tmp_path: Path) -> None:
    """A backup has everything that the library has."""
    mine = written(library)
    library.backup_to(tmp_path / "backup.db")
    with Library.open_existing(tmp_path / "backup.db") as backup:
        assert backup.community_values(mine) == library.community_values(mine)


def test_copies_of_a_session_are_found_as_well(writer: Any) -> None:
    """What activities keep stays searchable in a copy that brings it along, and goes with the bin."""
    from facilitator.model import ActivityValue

    row = ActivityValue("ideas/row:a:b", writer.id, "ideas", "row:a:b", {"is": {"aim": "Fewer swarms"}})
    writer.act(("activity_values", None, row))
    assert [hit.row_id for hit in writer.library.search("fewer swarms")] == [row.id]
    writer.library.bin(writer.id)
    writer.library.empty_bin()
    assert writer.library.search("fewer swarms") == []
    assert writer.library.check() == []
