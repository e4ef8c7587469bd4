"""The sample: library and files."""

from pathlib import Path

import pytest

from exports.formats import FORMATS
from exports.sample import write_sample
from facilitator import method_files
from facilitator.communities import page_of
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.opening import new_session


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample."""
    folder = tmp_path_factory.mktemp("sample") / "made" / "anew"
    paths = list(write_sample(folder))
    assert sorted(paths) == sorted(folder.iterdir())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the library, whose inner stamps are of today."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "library.db"}


def test_every_format_of_every_session_is_there(sample: Path) -> None:
    """One closed library, every file of each session, and the blank canvases; no name with a blank."""
    names = [path.name for path in sample.iterdir()]
    assert "library.db" in names
    assert not any(" " in name for name in names)
    with Library.open_existing(sample / "library.db") as library:
        count = len(library.summaries())
        assert library.check() == []
    for suffix in (".pdf", ".md", ".json"):
        assert sum(name.endswith(suffix) for name in names) >= count
    for suffix in {each.suffix for each in FORMATS.values()}:
        assert any(name.endswith(suffix) for name in names)
    assert "force-field-worksheet-a4.pdf" in names
    assert "cop-bootstrap-blank-a4.pdf" in names
    assert "reliability-guild-kick-off-canvas-a3.pdf" in names


def test_a_community_of_the_sample_has_a_page_and_its_book(sample: Path) -> None:
    """What keeps it alive is there to be looked at, and goes out as a file."""
    assert (sample / "calm-pager-book.pdf").read_bytes().startswith(b"%PDF-")
    with Library.open_existing(sample / "library.db") as library:
        community = next(each for each in library.communities() if each.name == "Calm Pager")
        page = page_of(library.community_values(community.id))
    assert page.leader.name == "Ines Okafor"
    assert page.gaps
    assert len(page.events) == 3


def test_a_small_sample_has_its_main_files(sample: Path) -> None:
    """A method that shows no other kind of file than the others do does not make the first try longer."""
    small = sorted(path.suffix for path in sample.iterdir() if path.name.startswith("coffee-first-thursday"))
    assert small == [".json", ".md", ".pdf"]


def test_again_it_replaces_what_it_made(sample: Path) -> None:
    """A second run on its own folder gives the same files."""
    before = contents(sample)
    (sample / "reliability-guild-kick-off-notes.csv").write_text("spoiled")
    list(write_sample(sample))
    assert contents(sample) == before


def test_a_strangers_file_is_left_alone(tmp_path: Path) -> None:
    """A file of the same name that the sample did not make stops it before anything is written."""
    mine = tmp_path / "reliability-guild-kick-off-notes.csv"
    mine.write_text("mine")
    with pytest.raises(UserError, match="not of the sample"):
        list(write_sample(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [mine.name]
    assert mine.read_text() == "mine"


def test_a_library_with_own_sessions_is_left_alone(sample: Path, tmp_path: Path) -> None:
    """Who began to work in the sample's library does not lose it."""
    path = tmp_path / "library.db"
    path.write_bytes((sample / "library.db").read_bytes())
    with Library.open_existing(path) as library:
        new_session(library, method_files.load("cop-bootstrap"), "My own")
    with pytest.raises(UserError, match="more than the sample"):
        list(write_sample(tmp_path))
    with Library.open_existing(path) as library:
        assert "My own" in [each.title for each in library.summaries()]


def test_an_open_library_is_left_alone(sample: Path) -> None:
    """While a window has the sample open it is not replaced under it."""
    with Library.open_existing(sample / "library.db"), pytest.raises(EnvironmentFault, match="in use by"):
        list(write_sample(sample))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """The slip is told."""
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="is a file"):
        list(write_sample(tmp_path / "file"))
