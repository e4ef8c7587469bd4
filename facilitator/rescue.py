"""Getting what can be got out of a damaged library into a new one, and saying what could not."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator import method_files
from facilitator.dates import written_day
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.library.copies import Copies
from facilitator.library.faults import sentence_for_os
from facilitator.library.lock import LibraryInUse, LibraryLock
from facilitator.library.misread import join_misread
from facilitator.library.pages import read_pages
from facilitator.library.rows import canonical_json
from facilitator.library.salvage import Found, Progress, salvage
from facilitator.method import Method
from facilitator.model_listed import Community
from facilitator.rescue_session import RescuedSession, rescue_session, short
from facilitator.row_words import counted

__all__ = ["Rescued", "rescue", "rescued_path"]


_WHOLE = 1000
_READ, _CARVED = 0.2, 0.6
"""How far a rescue is once the pages are read, and once they are looked through for what is on no list."""


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
        words = f"{counted('sessions', self.sessions)} with {self.rows} entries came out{place}."
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
    source: Path,
    target: Path,
    *,
    methods: Path | None = None,
    backups: Path | None = None,
    progress: Progress | None = None,
) -> Rescued:
    """Write what the library at `source` still holds into a new one at `target`; `source` is only read.

    `methods` is the folder with the user's own methods, which stand in where that of a session is lost. What is
    damaged is looked for in the backups of the library at `backups`, those of `source` itself without it. `progress` is
    told how much is done and how much there is; what it raises ends the rescue, and nothing is left at `target`.

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
            found = _read(source, progress)
            join_misread(found.sessions)
            sessions = _sessions(found, copies, method_files.available(methods))
            return _write(found, sessions, copies, source, target, _part(progress, _CARVED, 1.0))
    finally:
        if lock is not None:
            lock.release()


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


def _read(source: Path, progress: Progress | None) -> Found:
    try:
        with read_pages(source) as pages:
            found = salvage(pages, progress=_part(progress, 0.0, _READ))
            if found.sessions and all(each.is_counted for each in found.sessions.values()):
                return found
            # Slow, and only of use where something is missing.
            carved = _part(progress, _READ, _CARVED)
            found = salvage(pages, carve=True, progress=carved)
            if found.sessions:
                return found
            return salvage(pages.as_large_pages(), carve=True, progress=carved)
    except OSError as error:
        raise EnvironmentFault(sentence_for_os(error, source)) from error


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    """Return what tells how far a part of the rescue is, as a part of the whole."""
    if progress is None:
        return None
    whole = progress

    def tell(done: int, total: int) -> None:
        whole(round(_WHOLE * (start + (end - start) * done / max(1, total))), _WHOLE)

    return tell


def _sessions(found: Found, copies: Copies, methods: Sequence[Method]) -> Iterator[RescuedSession]:
    """Return the sessions, the one changed last at the end, so that a new library lists them as the old one did.

    What was found of one is let go with it: a library has thousands.
    """

    def turn(session_id: str) -> tuple[int, str]:
        told = found.sessions[session_id].summary.get("turn")
        return (told if isinstance(told, int) else 0, session_id)

    for session_id in sorted(found.sessions, key=turn):
        read = found.sessions.pop(session_id)
        rescued = rescue_session(read, copies, methods, places_whole=found.places_whole)
        if rescued is not None:
            yield rescued


def _write(
    found: Found,
    sessions: Iterable[RescuedSession],
    copies: Copies,
    source: Path,
    target: Path,
    progress: Progress | None,
) -> Rescued:
    lost: list[str] = []
    total, written, rows, mended = len(found.sessions), 0, 0, 0
    try:
        with Library.create_or_open(target) as library:
            lost += _bring_communities(found, library, copies)
            known = {each.id for each in library.communities()}
            for each in sessions:
                if progress is not None:
                    progress(total - len(found.sessions), total)
                if each.community_id not in (None, *known):
                    lost.append(f"“{short(each.title)}”: its community is lost.")
                library.add_session(each.rows, place=each.place, history=each.history)
                lost += each.lost
                written, rows, mended = written + 1, rows + len(each.rows), mended + each.mended
        if not written:
            raise UserError(f"Nothing of a library is left in {source}. Look for a backup of it.")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    lost += [f"Words of which nobody can tell where they stood: “{short(each)}”." for each in found.strays]
    return Rescued(target, written, rows, mended, tuple(lost))


def _bring_communities(found: Found, library: Library, copies: Copies) -> list[str]:
    """Write the communities with their pages; returns a line for each that could not be taken."""
    lost = [
        f"The name of the community “{short(each)}” may differ from what was written."
        for each in found.doubtful
    ]
    for each in found.communities.values():
        try:
            library.bring_community(each)
        except UserError:
            lost.append(_nameless(each, found))
    lost += _take_damaged_values(found, copies)
    for (community_id, key), value in found.community_values.items():
        try:
            library.set_community_value(community_id, key, json.loads(value))
        except UserError:
            lost.append(f"The page of a community that is lost kept as “{short(key)}”: {value}")
    return lost


def _take_damaged_values(found: Found, copies: Copies) -> list[str]:
    """Take what pages of communities keep as a backup proves it, else as it reads; returns a line for each of these."""
    lost = []
    for each in found.damaged_values:
        if (each.community_id, each.key) in found.community_values:
            continue
        proved = next((one for one in copies.pages(each.id) if one[4] == each.digest), None)
        if proved is not None:
            found.community_values[proved[1], proved[2]] = proved[3]
            continue
        words = f"What the page of a community keeps as “{short(each.key)}”"
        try:
            # What JSON cannot say, as NaN or half a character, could not be written anew either.
            canonical_json(json.loads(each.value)).encode()
        except (ValueError, RecursionError):
            lost.append(f"{words} cannot be used any more: {short(each.value)}")
            continue
        found.community_values[each.community_id, each.key] = each.value
        lost.append(f"{words} may differ from what was written: {short(each.value)}")
    return lost


def _nameless(community: Community, found: Found) -> str:
    """Say of which community the name is lost, by a session of it."""
    own = [each.rows.get(("sessions", each.id)) for each in found.sessions.values()]
    titles = [
        short(str(each.stored.get("title", "")))
        for each in own
        if each is not None and each.stored.get("community_id") == community.id
    ]
    day = written_day(community.created)
    if titles:
        return f"The name of the community that “{titles[0]}” belongs to is lost."
    return (
        f"The name of a community that was made on {day} is lost."
        if day
        else "The name of a community is lost."
    )
