"""Writing a file whole or not at all, under a name that every system takes."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from facilitator.errors import EnvironmentFault, UserError
from facilitator.ids import new_id
from facilitator.private_files import begin_private

LONGEST_NAME = 80
"""Characters of a name made from a title, the suffix not counted."""

# What Windows forbids in a name, or keeps for devices; the other systems forbid less.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?")


def write_file(path: Path, write: Callable[[Path], object] | bytes, *, force: bool = False) -> Path:
    """Write `path` and return it.

    `write` is the content, or is called with the path of an unfinished file in the same folder, which takes its
    name only when it is whole and on the disk. Whatever `write` raises passes through, and no file is left.

    Raises:
        UserError: the file is there already and `force` is false, or it is a folder.
        EnvironmentFault: the folder is missing or cannot be written to, the disk is full, another program keeps the
            file to itself.
    """
    # Short and its own: a suffix added to a long name would be too long for the disk.
    unfinished = path.with_name(f".{new_id()[:12]}.part")
    kept = False
    try:
        _refuse_existing(path, force)
        mode = _usual_mode(unfinished, path)
        # While it is being written it is nobody else’s, wherever that is.
        begin_private(unfinished)
        if isinstance(write, bytes):
            unfinished.write_bytes(write)
        else:
            write(unfinished)
        unfinished.chmod(mode)
        _to_disk(unfinished)
        kept = _take_name(unfinished, path, force)
    except OSError as error:
        raise EnvironmentFault(_sentence(error, path)) from error
    finally:
        if not kept:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    return path


def safe_name(title: str, *, spaces: bool = True) -> str:
    """Return `title` as a file's name without suffix: one that Linux, Windows and macOS take.

    Letters of all scripts stay. With `spaces` false blanks become hyphens and letters become small.
    """
    text = unicodedata.normalize("NFC", title)
    text = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    text = " ".join(_FORBIDDEN.sub(" ", text).split())
    if not spaces:
        text = re.sub(r"[^\w.]+", "-", text.lower())
    text = _shortened(text).strip(" .-_")
    if not text or _DEVICES.fullmatch(text):
        text = f"session-{text}" if text else "session"
    return text


def _shortened(text: str) -> str:
    """Return the beginning of `text`: bounded in characters, in bytes, and in what an older disk of macOS counts."""
    cut = text[:LONGEST_NAME]
    while (
        max(len(cut.encode("utf-8")), len(unicodedata.normalize("NFD", cut).encode("utf-16-le")) // 2) > 180
    ):
        cut = cut[:-1]
    return cut


def _refuse_existing(path: Path, force: bool) -> None:
    if path.is_dir():
        raise UserError(f"{path} is a folder. Name the file as well.")
    if path.exists() and not force:
        raise _taken(path)


def _taken(path: Path) -> UserError:
    return UserError(f"{path} is there already. Choose another name, or replace it with --force.")


def _usual_mode(unfinished: Path, path: Path) -> int:
    """Return who may read the finished file: those who may read the one it replaces, or any new file here."""
    unfinished.touch(exist_ok=False)
    return stat.S_IMODE((path if path.exists() else unfinished).stat().st_mode)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_name(unfinished: Path, path: Path, force: bool) -> bool:
    """Give the finished file its name; a file that somebody put there meanwhile is not replaced unasked."""
    _refuse_existing(path, force)
    if not force and _take_free_name(unfinished, path):
        _folder_to_disk(path.parent)
        return True
    try:
        unfinished.replace(path)
    except PermissionError as error:
        if os.name != "nt" or not path.exists():
            raise
        # A viewer keeps the old file to itself on Windows: the new one stays beside it.
        beside = _free_name(path)
        unfinished.replace(beside)
        raise EnvironmentFault(
            f"{path.name} is open in another program. Close it there; the new file is kept as {beside}."
        ) from error
    _folder_to_disk(path.parent)
    return True


def _take_free_name(unfinished: Path, path: Path) -> bool:
    """Give the file its name in a step that fails where it is taken; False where the disk knows no such step."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise _taken(path) from None
    except (OSError, NotImplementedError):
        return False
    unfinished.unlink()
    return True


def _free_name(path: Path) -> Path:
    number = 2
    while (found := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return found


def _folder_to_disk(folder: Path) -> None:
    if os.name != "posix":
        return
    # Some file systems cannot; the file itself is safe.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sentence(error: OSError, path: Path) -> str:
    if error.errno == errno.ENOSPC or error.errno == getattr(errno, "EDQUOT", None):
        return f"The disk is full, so {path} was not written. Make room and try again."
    if not path.parent.is_dir():
        return f"The folder {path.parent} is not there. Create it, or name another one."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path.parent} cannot be written to. Choose another folder, or ask for the permission."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {path.name[:40]}… is too long for this disk. Choose a shorter one."
    return f"{path} cannot be written ({error.strerror or error}). Choose another place."
