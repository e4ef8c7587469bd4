"""The only door to the data that ships with Facilitator: methods, examples, fonts, icons, themes, translations."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

__all__ = ["names", "path", "read_bytes", "read_text"]

# Qt and SQLite want real files, so the data is never inside an archive; importlib.resources would allow for one, and
# is slow to import.
_HERE = Path(__file__).parent


def path(relative: str) -> Path:
    """Return where the bundled file or folder `relative` lies (forward slashes, relative to this package).

    Raises ValueError for an absolute path or one that climbs out with "..".
    """
    parts = PurePosixPath(relative)
    windows = PureWindowsPath(relative)
    if parts.is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        raise ValueError(f"not a path inside the bundled data: {relative!r}")
    return _HERE.joinpath(*parts.parts)


def read_text(relative: str) -> str:
    """Return the bundled UTF-8 text file `relative`. Raises ValueError as `path`, FileNotFoundError if missing."""
    return path(relative).read_text(encoding="utf-8")


def read_bytes(relative: str) -> bytes:
    """Return the bytes of the bundled file `relative`. Raises ValueError as `path`, FileNotFoundError if missing."""
    return path(relative).read_bytes()


def names(folder: str, suffix: str) -> list[str]:
    """Return the sorted file names (without folder) in the bundled `folder` that end in `suffix`, such as ".toml".

    A folder that does not exist holds no names. Raises ValueError as `path`.
    """
    place = path(folder)
    if not place.is_dir():
        return []
    return sorted(entry.name for entry in place.iterdir() if entry.is_file() and entry.name.endswith(suffix))
