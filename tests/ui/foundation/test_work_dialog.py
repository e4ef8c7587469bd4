"""Work beside the window: how far it is, a way to stop it, and whatever went wrong told where somebody listens."""

import gzip
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator.errors import EnvironmentFault
from facilitator.library import backup_folder, waits_for_upgrade
from ui.desk.dialogs import working
from ui.desk.dialogs.working import Progress, WorkDialog, carry_out
from ui.library_door import open_library

OLD = Path(__file__).parents[2] / "facilitator" / "library" / "samples" / "library-1.db.gz"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every job be one that takes longer than a moment."""
    monkeypatch.setattr(working, "_A_MOMENT", 0.0)


def shown() -> WorkDialog | None:
    return next(
        (
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, WorkDialog) and each.isVisible()
        ),
        None,
    )


@pytest.fixture
def when_shown(qapp: Any) -> Iterator[Callable[[Callable[[WorkDialog], object]], None]]:
    """Do something with the dialog as soon as it is there."""
    timer = QTimer()

    def watch(act: Callable[[WorkDialog], object]) -> None:
        def look() -> None:
            dialog = shown()
            if dialog is not None:
                timer.stop()
                act(dialog)

        timer.timeout.connect(look)
        timer.start(5)

    yield watch
    timer.stop()


def test_a_quick_job_shows_nothing(styled: Any) -> None:
    """What is over in a moment startles nobody with a window."""
    assert carry_out(None, "Counting", "It is quick.", lambda progress: shown()) is None


def test_it_says_how_far_it_is_and_gives_the_answer(styled: Any, at_once: None, when_shown: Any) -> None:
    """The bar follows the job, whose answer comes back."""
    seen: list[float] = []
    looked = threading.Event()

    def job(progress: Progress) -> str:
        progress(1, 4)
        assert looked.wait(20)
        return "done"

    def look(dialog: WorkDialog) -> None:
        while not dialog.bar.share:
            QApplication.processEvents()
        seen.append(dialog.bar.share)
        assert dialog.words.text() == "25 % copied"
        looked.set()

    when_shown(look)
    assert carry_out(None, "Counting", "To four.", job) == "done"
    assert seen == [0.25]


def test_stop_ends_the_job(styled: Any, at_once: None, when_shown: Any) -> None:
    """Stop is heard the next time the job tells how far it is, and nothing comes back."""
    stopped = threading.Event()

    def job(progress: Progress) -> str:
        assert stopped.wait(20)
        progress(2, 4)
        raise AssertionError("it went on")

    def stop(dialog: WorkDialog) -> None:
        dialog.stop_button.click()
        stopped.set()

    when_shown(stop)
    assert carry_out(None, "Counting", "To four.", job) is None


def test_what_goes_wrong_comes_back(styled: Any, at_once: None) -> None:
    """A refusal of the disk reaches whoever asked for the work."""

    def job(progress: Progress) -> None:
        raise EnvironmentFault("The disk is full.")

    with pytest.raises(EnvironmentFault, match="full"):
        carry_out(None, "Counting", "To four.", job)


def test_an_old_library_is_brought_up_to_date_with_a_backup(
    styled: Any, at_once: None, tmp_path: Path
) -> None:
    """The window opens what an earlier program wrote, and keeps what it was."""
    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    assert waits_for_upgrade(path)
    library = open_library(path)
    assert library is not None
    library.close()
    assert not waits_for_upgrade(path)
    kept = [each for each in backup_folder(path).iterdir() if "before-upgrade" in each.name]
    assert len(kept) == 1
    assert waits_for_upgrade(kept[0])


def test_an_upgrade_that_is_stopped_leaves_the_library_as_it_was(
    styled: Any, at_once: None, tmp_path: Path, when_shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while the backup is made, nothing has changed, and nothing lies about."""
    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    before = path.read_bytes()
    stopped = threading.Event()
    told = working._Work.progress

    def late(work: Any, done: int, total: int) -> None:
        assert stopped.wait(20)
        told(work, done, total)

    def stop(dialog: WorkDialog) -> None:
        dialog.stop_button.click()
        stopped.set()

    monkeypatch.setattr(working._Work, "progress", late)
    when_shown(stop)
    assert open_library(path) is None
    assert path.read_bytes() == before
    assert list(backup_folder(path).iterdir()) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backups", "library.db"]
