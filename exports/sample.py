"""The sample: a library with its sessions, and every file that each of them can become."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from exports.files import safe_name, write_file
from exports.formats import FORMATS, Options, export, export_handout
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.demo import build_samples
from facilitator.document import CommunityNamed
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.library.lock import LibraryLock
from facilitator.method import Method
from facilitator.opening import open_session

LIBRARY_NAME = "library.db"

_PAPERS = {"pdf": ("A3", "A4"), "report": ("A4",), "poster": ("A4",)}
_WORDS = {"pdf": "canvas", "png": "canvas", "md": "minutes", "csv": "notes", "json": "session"}
_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class _File:
    """One file to write: from a session in a format, or the blank canvas of a method."""

    name: str
    origin: Source | Method
    format_id: str = ""
    paper: str | None = None

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        if isinstance(self.origin, Method):
            return export_handout(self.origin, path, paper=self.paper, force=True).path
        return export(self.origin, self.format_id, path, options=Options(self.paper), force=True).path


def write_sample(folder: Path) -> Iterator[Path]:
    """Write the sample into `folder` and yield each path when it is there; the folder is made if it is missing.

    A folder that holds the sample already gets it anew. Names have no blanks.

    Raises:
        UserError: the folder holds files of another origin under these names, or the library in it holds sessions
            besides the samples; nothing was written.
        EnvironmentFault: the folder cannot be written to, or the library in it is open in another program.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(f"{folder} is a file. Name a folder.") from None
    except OSError as error:
        raise EnvironmentFault(f"The folder {folder} cannot be made ({error.strerror or error}).") from error
    library_path = folder / LIBRARY_NAME
    with tempfile.TemporaryDirectory(prefix="facilitator-") as private:
        built = Path(private) / LIBRARY_NAME
        with Library.create_or_open(built) as library:
            ids = build_samples(library)
            sources = [_source(library, session_id) for session_id in ids]
        files = [*_files(sources), *_handouts()]
        _refuse_foreign(folder, [each.name for each in files], set(ids))
        _put_library(built, library_path)
    yield library_path
    for each in files:
        yield each.write(folder)


def _source(library: Library, session_id: str) -> Source:
    session = open_session(library, session_id)
    community_id = session.data.session.community_id
    found = next((each for each in library.communities() if each.id == community_id), None)
    # Instead of now the last moment of the session itself: the same sample gives the same bytes.
    moment = session.place.ended or library.headings(session_id)[-1].at
    return replace(
        source_of(session),
        exported=moment,
        community=None if found is None else CommunityNamed(found.id, found.name),
    )


def _files(sources: list[Source]) -> Iterator[_File]:
    for source in sources:
        stem = safe_name(source.data.session.title, spaces=False)
        for each in FORMATS.values():
            if each.needs_canvas and source.data.method.canvas is None:
                continue
            word = _WORDS.get(each.id, each.id)
            papers = _PAPERS.get(each.id, (None,))
            for paper in papers:
                size = f"-{paper.lower()}" if paper and len(papers) > 1 else ""
                yield _File(f"{stem}-{word}{size}{each.suffix}", source, each.id, paper)


def _handouts() -> Iterator[_File]:
    for method in method_files.available():
        if method.canvas is not None:
            for paper in ("A3", "A4"):
                yield _File(f"{method.id}-blank-{paper.lower()}.pdf", method, paper=paper)


def _refuse_foreign(folder: Path, names: list[str], sample_ids: set[str]) -> None:
    library_path = folder / LIBRARY_NAME
    if not library_path.exists():
        foreign = [name for name in names if (folder / name).exists()]
        if foreign:
            raise UserError(
                f"{folder} holds a file {foreign[0]} that is not of the sample. Choose an empty folder."
            )
        return
    with Library.open_existing(library_path) as library:
        kept = [
            *library.summaries(limit=_MANY, include_archived=True),
            *library.summaries(limit=_MANY, binned=True),
        ]
    if not kept or not {each.id for each in kept} <= sample_ids:
        raise UserError(
            f"The library in {folder} holds more than the sample, so it is left alone. Choose another folder."
        )


def _put_library(built: Path, target: Path) -> None:
    lock = LibraryLock(target, "command")
    try:
        write_file(target, lambda unfinished: shutil.copyfile(built, unfinished), force=True)
    finally:
        lock.release()
