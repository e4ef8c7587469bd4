"""Libraries of every version that was ever released, one file each in samples/, open and lose nothing."""

import gzip
from pathlib import Path

import pytest

from facilitator.library import Library
from facilitator.library.schema import STATEMENTS

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("version", STATEMENTS)
def test_a_library_of_each_version_opens_with_its_words(tmp_path: Path, version: int) -> None:
    """The session, its history, its place and its search are there; the check finds nothing."""
    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress((SAMPLES / f"library-{version}.db.gz").read_bytes()))
    with Library.open_existing(path) as library:
        summary = library.summaries()[0]
        assert (summary.title, summary.community, summary.state) == ("Hives in spring", "Bee keepers", "run")
        data, place = library.load(summary.id)
        assert [note.text for note in data.notes] == ["Who feeds the young queen?"]
        assert data.outcomes == {"name": "Bee keepers"}
        assert place.activity_id == "ideas"
        assert [each.number for each in library.headings(summary.id)] == [1, 2, 3]
        assert library.search("young que")[0].row_id == data.notes[0].id
        assert library.open_actions()[0].action.text == "Order frames"
        assert library.check() == []
