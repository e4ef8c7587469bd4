"""The methods and drafts of one's own on the disk: the folder of method files, and drafts in a folder inside it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from exports.files import write_file
from facilitator import method_files
from facilitator.errors import EnvironmentFault, FacilitatorError, UserError
from facilitator.ids import to_stamp
from facilitator.method import Method
from facilitator.method_drafts import Draft, Place
from facilitator.method_headings import headings
from facilitator.method_writing import text_of

__all__ = ["Kept", "Left", "MethodShelf"]

_DRAFTS = "drafts"
_SUFFIX = ".toml"
_LARGEST_DRAFT = 4_000_000


class Kept(NamedTuple):
    """A draft on the disk; `changes` is the id of the own method that it changes, "" for a new one."""

    draft: Draft
    changes: str


class Left(NamedTuple):
    """Where somebody was in a draft when the editor was closed, for whoever comes back to it in the same hour.

    `before` are its earlier versions for undo, `row` the part that was shown, `opened` what was unfolded there.
    """

    draft: Draft
    before: tuple[Draft, ...]
    row: int
    opened: frozenset[Place]
    scrolled: int


class MethodShelf:
    """`folder` holds the user's methods; it is made when something is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # -- methods ---------------------------------------------------------------------------------------------------

    def taken(self) -> frozenset[str]:
        """Return the ids of all methods, with a mistake or without."""
        shipped = [each.id for each in headings()]
        return frozenset([*shipped, *(each.stem for each in self.folder.glob(f"*{_SUFFIX}"))])

    def own(self) -> list[Method]:
        """Return the user's methods that can be used, by title."""
        shipped = {each.id for each in headings()}
        return [each for each in method_files.available(self.folder) if each.id not in shipped]

    def shipped(self) -> list[Method]:
        """Return the methods that come with the program, by title."""
        return method_files.available()

    def save(self, method: Method, *, replace: bool = False) -> Path:
        """Put a method among the user's own and return its file.

        Raises:
            UserError: its id belongs to a method that comes along, or is there already and `replace` is false.
            EnvironmentFault: the folder cannot be written to.
        """
        if any(each.id == method.id for each in headings()):
            raise UserError(
                f"A method that comes with Facilitator has the file name “{method.id}”. Choose another one."
            )
        self._make(self.folder)
        path = self.folder / f"{method.id}{_SUFFIX}"
        if path.exists() and not replace:
            raise UserError(
                f"You have a method with the file name “{method.id}” already. Choose another one."
            )
        return self.export(method, path, replace=replace)

    def export(self, method: Method, path: Path, *, replace: bool = False) -> Path:
        """Write a method as one file, to hand on, and return its path.

        Raises:
            UserError: the file is there and `replace` is false.
            EnvironmentFault: the place cannot be written to.
        """
        return write_file(path, text_of(method).encode("utf-8"), force=replace)

    def remove(self, method_id: str) -> None:
        """Take one of the user's methods away; sessions keep theirs.

        Raises:
            EnvironmentFault: its file cannot be deleted.
        """
        try:
            (self.folder / f"{method_id}{_SUFFIX}").unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentFault(f"The method cannot be deleted ({error.strerror or error}).") from error

    # -- drafts ----------------------------------------------------------------------------------------------------

    def keep(self, key: str, kept: Kept) -> None:
        """Keep a draft, so that nothing is lost when somebody stops half-way.

        Raises:
            EnvironmentFault: the folder cannot be written to.
        """
        self._make(self.folder / _DRAFTS)
        content = json.dumps({"draft": kept.draft, "changes": kept.changes}, ensure_ascii=False)
        write_file(self._draft(key), content.encode("utf-8", "replace"), force=True)

    def drafts(self) -> dict[str, Kept]:
        """Return every draft by its key, by title; one that cannot be read is left out and left alone."""
        found: dict[str, Kept] = {}
        for path in self.folder.glob(f"{_DRAFTS}/*.json"):
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, FacilitatorError):
                if path.stat().st_size > _LARGEST_DRAFT:
                    continue
                entry = json.loads(path.read_text("utf-8"))
                draft = entry["draft"]
                if isinstance(draft, dict):
                    found[path.stem] = Kept(draft, str(entry["changes"]))
        return dict(sorted(found.items(), key=lambda each: str(each[1].draft.get("title", ""))))

    def kept_at(self, key: str) -> str:
        """Return the stamp of when a draft was kept last; "" for one that is gone."""
        try:
            return to_stamp(datetime.fromtimestamp(self._draft(key).stat().st_mtime, UTC))
        except OSError:
            return ""

    def forget(self, key: str) -> None:
        """Throw a draft away."""
        with suppress(OSError):
            self._draft(key).unlink(missing_ok=True)

    def _draft(self, key: str) -> Path:
        return self.folder / _DRAFTS / f"{key}.json"

    def _make(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                f"The folder {folder} cannot be made ({error.strerror or error})."
            ) from error
