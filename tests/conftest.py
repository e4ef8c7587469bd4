"""What every test gets: no screen, nobody's real data, no silent warnings and no forgotten windows."""

import contextlib
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# Before anything imports Qt: a developer who wants to watch sets it to "xcb" or "wayland".
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# One font cache for the whole run; a fresh one for each test would be built anew each time.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="facilitator-tests-")
# No test talks to the real desktop (keeping the screen awake, notifications).
os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)

import pytest
from hypothesis import HealthCheck, settings

import resources
from facilitator.library import Library

# A busy machine must not fail a test: promises are about results, benchmarks are about time.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

FONTS = Path(str(resources.__file__)).parent / "fonts"


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder for each test, so that nobody's real library is ever touched.

    Out: that folder. FACILITATOR_LIBRARY names a library in it that does not exist yet.
    """
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name, folder in {
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("FACILITATOR_LIBRARY", str(home / "library.db"))
    return home


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test that leaves warnings or errors in the log.

    A test that expects one looks at `caplog.records` and then calls `caplog.clear()`.
    """
    yield
    loud = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if loud:
        pytest.fail("The log is not clean:\n" + "\n".join(loud), pytrace=False)


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """pytest-qt's application, with the fonts that the program brings along."""
    from PySide6.QtGui import QFontDatabase

    for font in sorted(FONTS.rglob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    return qapp


def _visible_windows() -> dict[int, Any]:
    """Top-level windows on the screen by identity; none when the test never touched Qt's widgets."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    return {id(window): window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()}


@pytest.fixture(autouse=True)
def no_forgotten_windows() -> Iterator[None]:
    """Fails a test that leaves a window open: the next test would meet it."""
    before = set(_visible_windows())
    yield
    left = [window for key, window in _visible_windows().items() if key not in before]
    for window in left:
        window.close()
        window.deleteLater()
    if left:
        names = ", ".join(f"{type(window).__name__} {window.windowTitle()!r}" for window in left)
        pytest.fail(f"Windows left open: {names}. Give them to qtbot.addWidget().", pytrace=False)


@pytest.fixture
def rounds() -> Callable[[int, int], int]:
    """How often a torture does what it does: `rounds(short, long)`, the long form with FACILITATOR_TORTURE=long."""
    return lambda short, long: long if _long_form() else short


@pytest.fixture
def figures() -> Callable[..., None]:
    """Hands over what a test counted, for docs/PROMISES.md: `figures("kills", kills=15, acts=1200)`.

    Written to the folder that FACILITATOR_FIGURES names; nowhere without one.
    """

    def write(name: str, **counted: int | float | str) -> None:
        folder = os.environ.get("FACILITATOR_FIGURES")
        if folder:
            form = "long" if _long_form() else "short"
            run = {"day": datetime.now(UTC).date().isoformat(), "form": form, "counted": counted}
            Path(folder).mkdir(parents=True, exist_ok=True)
            path = Path(folder) / f"{name}.json"
            path.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    return write


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.create_or_open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a disk of a size ("600k") that goes with the test, even while something is open on it; returns its folder.

    Skips the test where that cannot be done.
    """
    places: list[Path] = []

    def make(size: str) -> Path:
        place = tmp_path / "small-disk"
        place.mkdir()
        mounted = sys.platform.startswith("linux") and os.geteuid() == 0
        if mounted:
            arguments = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
            mounted = subprocess.run(arguments, capture_output=True, check=False).returncode == 0
        if not mounted:
            pytest.skip("only an administrator can make a small disk, and not everywhere")
        places.append(place)
        return place

    yield make
    for each in places:
        subprocess.run(["umount", "--lazy", str(each)], check=True)


@pytest.fixture
def fill_up() -> Callable[[Path], Path]:
    """Writes over all the room that a small disk has left; returns the file, for whoever makes room again."""

    def fill(disk: Path) -> Path:
        ballast = disk / "ballast"
        ballast.write_bytes(b"")
        with ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"\0" * 4096):
                pass
        return ballast

    return fill


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins the long form with what takes longest, so that no core waits for it at the end."""
    if _long_form():
        items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def _long_form() -> bool:
    return os.environ.get("FACILITATOR_TORTURE", "short") == "long"
