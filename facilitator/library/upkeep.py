"""Looking after the file of an open library: checks, mending, backups. A part of `Library`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.errors import EnvironmentFault, UserError
from facilitator.ids import utc_now
from facilitator.library import shelf
from facilitator.library.faults import told
from facilitator.library.handle import Handle
from facilitator.library.paths import backup_folder
from facilitator.private_files import make_private_folder

if TYPE_CHECKING:
    from facilitator.library.backups import Progress
    from facilitator.library.hurt import Hurt
    from facilitator.library.mending import Whole


class Upkeep:
    """What a library does for its own file. `backup_to`, `backup_if_due` and `check_copy` may run in a worker."""

    path: Path
    _handle: Handle
    _turn: int

    def check(self) -> list[str]:
        """Return what is wrong with the library in plain words; empty when it is sound. Holds up other acts."""
        from facilitator.library.checking import findings

        with self._handle.reading() as connection:
            return findings(connection)

    def backup_before_import(self, now: datetime, progress: Progress | None = None) -> bool:
        """Write a backup before something comes in from outside, unless there is one from the last minutes.

        Tells whether one was made: an empty library needs none. The newest few are kept. May run in a worker thread.
        """
        from facilitator.library import backups

        folder = backup_folder(self.path)
        with told(folder):
            make_private_folder(folder)
            if self._is_empty() or backups.has_recent(folder, self.path, now):
                return False
        self.backup_to(backups.import_path(folder, self.path, now), progress)
        with told(folder):
            backups.rotate_imports(folder, self.path)
        return True

    def damage(self) -> list[Whole]:
        """Return every damaged row, with how it was written where the library or a backup can prove it."""
        from facilitator.library.copies import Copies
        from facilitator.library.mending import look_for_whole

        with Copies.of(self.path) as copies, self._handle.reading() as connection:
            return look_for_whole(connection, copies)

    def damage_beside(self) -> list[Hurt]:
        """Return what is damaged beside the rows of sessions: histories, places, sums, communities and their pages."""
        from facilitator.library.copies import Copies
        from facilitator.library.settling import hurt_beside

        with Copies.of(self.path) as copies, self._handle.reading() as connection:
            return hurt_beside(connection, copies)

    def mend_beside(self, *, keep_the_rest: bool = False) -> int:
        """Put right what `damage_beside` found settled, with `keep_the_rest` all of it; returns how much that was."""
        from facilitator.library import record
        from facilitator.library.copies import Copies
        from facilitator.library.settling import settle

        with Copies.of(self.path) as copies, self._handle.writing() as connection:
            count = settle(connection, copies, keep_the_rest=keep_the_rest)
            if count:
                record.append_for_library(connection, "library.mended", utc_now())
            self._turn = shelf.newest_turn(connection)
        return count

    def mend(self, rows: Sequence[Whole], *, keep_the_rest: bool = False) -> int:
        """Put back the rows of `damage` that were found; with `keep_the_rest` let the others stay as they read now.

        Returns how many rows are not damaged any more.
        """
        from facilitator.library import mending, record
        from facilitator.library.copies import Copies
        from facilitator.library.settling import settle_kept

        with Copies.of(self.path) as copies, self._handle.writing() as connection:
            count = mending.put_back(connection, rows)
            rest = [each for each in rows if not each.found] if keep_the_rest else []
            count += mending.keep_as_read(connection, rest)
            for session_id in {each.damaged.session_id for each in rest}:
                settle_kept(connection, session_id, copies)
            images = [
                {"table": each.damaged.table, "id": each.damaged.row_id, "before": {}, "after": {}}
                for each in (*rest, *(one for one in rows if one.found))
            ]
            if images:
                record.append_for_library(connection, "library.mended", utc_now(), images)
        return count

    def mend_search(self) -> bool:
        """Make the search index anew from the rows where it is damaged; tells whether it was, and is whole again."""
        from facilitator.library import search
        from facilitator.library.checking import search_is_damaged
        from facilitator.library.connection import lenient

        with self._handle.writing() as connection:
            if not search_is_damaged(connection):
                return False
            with lenient(connection):
                search.make_anew(connection)
            return not search_is_damaged(connection)

    def check_copy(self, progress: Progress | None = None) -> list[str]:
        """Return what is wrong, read from a copy, so that work goes on meanwhile: for a worker thread."""
        import tempfile

        from facilitator.library.backups import NotSound

        with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
            try:
                self.backup_to(Path(folder) / "copy.db", progress)
            except NotSound as damage:
                return damage.findings
            except EnvironmentFault as fault:
                return [str(fault)]
        return []

    def backup_to(self, path: Path, progress: Progress | None = None) -> None:
        """Write a sound copy to `path`, replacing what is there; may run in a worker thread.

        Raises:
            UserError: `path` is the library itself.
        """
        from facilitator.library import backups

        if self._is_at(path):
            raise UserError(f"{path} is the library itself. Name another file for the backup.")
        with told(path), self._handle.copying() as connection:
            backups.copy_live(connection, path, progress)

    def backup_if_due(self, folder: Path, now: datetime, progress: Progress | None = None) -> Path | None:
        """Write today's backup into `folder` unless there is one, and delete what is no longer kept.

        Returns the new backup, None when there was one. May run in a worker thread.
        """
        from facilitator.library import backups

        with told(folder):
            make_private_folder(folder)
            path = backups.day_path(folder, self.path, now.date())
            if path.exists():
                return None
        self.backup_to(path, progress)
        with told(folder):
            backups.rotate(folder, self.path)
        return path

    def notices(self) -> list[str]:
        """Return what was done about the file without being asked since the last call, in sentences for people."""
        found = self._handle.notices
        self._handle.notices = []
        return found

    def _is_at(self, path: Path) -> bool:
        """Tell whether `path` is the file itself, which may be gone with its disk."""
        try:
            return path.samefile(self.path)
        except OSError:
            return False

    def _is_empty(self) -> bool:
        with self._handle.reading() as connection:
            return not shelf.summaries(connection, 1, 0, True, False)
