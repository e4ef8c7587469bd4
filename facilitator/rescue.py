"""Getting what can be got out of a damaged library into a new one, and saying what could not."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator import method_files
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.library.copies import Copies
from facilitator.library.faults import sentence_for_os
from facilitator.library.lock import LibraryInUse, LibraryLock
from facilitator.library.pages import read_pages
from facilitator.library.salvage import Found, salvage
from facilitator.method import Method
from facilitator.rescue_session import RescuedSession, rescue_session, short
from facilitator.row_words import counted

__all__ = ["Rescued", "rescue", "rescued_path"]


@dataclass(frozen=True)
class Rescued:
    """What a rescue came to: the new library, how much is in it, and a line for each thing that is not as it was.

    `mended` counts rows that were damaged or missing and came from their history or a backup.
    """

    path: Path
    sessions: int
    rows: int
    mended: int
    lost: tuple[str, ...]

    def in_words(self, *, where: bool = True) -> str:
        """Return the outcome in a few sentences, with or without the place of the new library."""
        place = f" in {self.path}" if where else ""
        words = f"{counted('sessions', self.sessions)} with {self.rows} rows came out{place}."
        if self.mended:
            verb = "was damaged and is" if self.mended == 1 else "were damaged and are"
            words += f" {self.mended} of them {verb} whole again, from their history or a backup."
        if not self.lost:
            return f"{words} Nothing is missing."
        return f"{words} Not as it was: {len(self.lost)} {'thing' if len(self.lost) == 1 else 'things'}."


def rescued_path(source: Path) -> Path:
    """Return where a rescue goes when nobody says: beside the damaged library, under a name that is free."""
    wanted = source.with_name(f"{source.stem}-rescued.db")
    count = 1
    while wanted.exists():
        count += 1
        wanted = source.with_name(f"{source.stem}-rescued-{count}.db")
    return wanted


def rescue(
    source: Path, target: Path, *, methods: Path | None = None, backups: Path | None = None
) -> Rescued:
    """Write what the library at `source` still holds into a new one at `target`; `source` is only read.

    `methods` is the folder with the user's own methods, which stand in where that of a session is lost. What is
    damaged is looked for in the backups of the library at `backups`, those of `source` itself without it.

    Raises:
        UserError: there is no file, nothing of a library is in it, or `target` is there already.
        EnvironmentFault: a file cannot be read or written; nothing is left at `target`.
        LibraryInUse: a program has the library open.
    """
    if not source.is_file():
        raise UserError(f"There is no library at {source}. Name the damaged file.")
    if target.exists():
        raise UserError(f"{target} is there already. Name a file that is not.")
    lock = _lock(source)
    try:
        with Copies.of(backups or source) as copies:
            found = _read(source)
            sessions = _sessions(found, copies, method_files.available(methods))
    finally:
        if lock is not None:
            lock.release()
    if not sessions:
        raise UserError(f"Nothing of a library is left in {source}. Look for a backup of it.")
    return _write(found, sessions, target)


def _lock(source: Path) -> LibraryLock | None:
    """Keep other programs off the library; None where nothing can be written beside it, as on a disk to be read only.

    Raises:
        LibraryInUse: a program has it open.
    """
    try:
        return LibraryLock(source, "command")
    except LibraryInUse:
        raise
    except EnvironmentFault:
        return None


def _read(source: Path) -> Found:
    try:
        pages = read_pages(source)
    except OSError as error:
        raise EnvironmentFault(sentence_for_os(error, source)) from error
    found = salvage(pages)
    if all(_looks_whole(each.summary, len(each.rows)) for each in found.sessions.values()) and found.sessions:
        return found
    # Slow, and only of use where something is missing.
    found = salvage(pages, carve=True)
    return found if found.sessions else salvage(pages.as_large_pages(), carve=True)


def _looks_whole(summary: object, rows: int) -> bool:
    return isinstance(summary, dict) and summary.get("row_count") == rows


def _sessions(found: Found, copies: Copies, methods: Sequence[Method]) -> list[RescuedSession]:
    """Return the sessions, the one changed last at the end, so that a new library lists them as the old one did."""

    def turn(session_id: str) -> tuple[int, str]:
        told = found.sessions[session_id].summary.get("turn")
        return (told if isinstance(told, int) else 0, session_id)

    rescued = (
        rescue_session(found.sessions[each], copies, methods, places_whole=found.places_whole)
        for each in sorted(found.sessions, key=turn)
    )
    return [each for each in rescued if each is not None]


def _write(found: Found, sessions: Sequence[RescuedSession], target: Path) -> Rescued:
    lost: list[str] = []
    try:
        with Library.create_or_open(target) as library:
            lost += _bring_communities(found, library)
            known = {each.id for each in library.communities()}
            for each in sessions:
                if each.community_id not in (None, *known):
                    lost.append(f"“{short(each.title)}”: its community is lost.")
                library.add_session(each.rows, place=each.place, history=each.history)
                lost += each.lost
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    lost += [f"Words of which nobody can tell where they stood: “{short(each)}”." for each in found.strays]
    rows = sum(len(each.rows) for each in sessions)
    return Rescued(target, len(sessions), rows, sum(each.mended for each in sessions), tuple(lost))


def _bring_communities(found: Found, library: Library) -> list[str]:
    """Write the communities with their pages; returns a line for each that could not be taken."""
    lost = [
        f"The name of the community “{short(each)}” may differ from what was written."
        for each in found.doubtful
    ]
    for each in found.communities.values():
        try:
            library.bring_community(each)
        except UserError:
            lost.append(f"The name of a community is lost ({each.id[:8]}).")
    for (community_id, key), value in found.community_values.items():
        try:
            library.set_community_value(community_id, key, json.loads(value))
        except UserError:
            lost.append(f"The page of a community that is lost kept as “{key}”: {value}")
    return lost
