"""The sample: a library with its sessions, and every file that each of them can become.

Of small samples, which show a method and no further kind of file, only the main ones are written: else a first try
would take half a minute.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exports.book import Book, book_of, export_book
from exports.files import safe_name, write_file
from exports.formats import Options, export, export_handout, find_format, handouts, offered
from exports.source import Source, source_of
from exports.versions import INTERNAL
from facilitator import method_files
from facilitator.demo import brief_titles, build_samples
from facilitator.demo_communities import write_pages
from facilitator.document import CommunityNamed
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.library.lock import LibraryLock
from facilitator.method import Method
from facilitator.opening import open_session

LIBRARY_NAME = "library.db"

_PAPERS: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]] = {("pdf", ("A3",)): ("A3", "A4")}
"""Papers besides the usual one, by format and its usual paper."""
_WORDS = {
    "pdf": "picture",
    "png": "picture",
    "svg": "picture",
    "md": "minutes",
    "csv": "table",
    "json": "session",
}
_CANVAS_WORDS = {**_WORDS, "pdf": "canvas", "png": "canvas", "csv": "notes"}
"""What a file is called after the title of its session, where the format's id does not say it."""
_REVIEW_WORDS = {**_WORDS, "pdf": "postmortem", "csv": "timeline"}
_MAIN = ("pdf", "md", "json")
"""What is written of a session that is brief: what stands on the wall, what goes by mail, the session itself."""
_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class _File:
    """One file to write: a session in a format, a book, or a handout of a method, whose id is the `format_id`."""

    name: str
    origin: Source | Method | Book
    format_id: str = ""
    paper: str | None = None
    version: str = INTERNAL

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        if isinstance(self.origin, Method):
            what = self.format_id
            return export_handout(self.origin, path, what=what, paper=self.paper, force=True).path
        if isinstance(self.origin, Book):
            return export_book(self.origin, path, force=True).path
        options = Options(self.paper, version=self.version)
        return export(self.origin, self.format_id, path, options=options, force=True).path


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
            pages = write_pages(library)
            sources = [_source(library, session_id) for session_id in ids]
            books = [book_of(library, each.community_id, each.at) for each in pages]
        files = [*_files(sources), *map(_book, books), *_handouts()]
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
    brief = brief_titles()
    for source in sources:
        stem = safe_name(source.data.session.title, spaces=False)
        words = _words(source.data.method)
        for each in offered(source.data.method):
            if source.data.session.title in brief and each.id not in _MAIN:
                continue
            word = words.get(each.id, each.id)
            papers = _PAPERS.get((each.id, each.papers[:1]), (None,))
            for version in each.versions[1:]:
                yield _File(f"{stem}-{word}-{version}{each.suffix}", source, each.id, version=version)
            for paper in papers:
                size = f"-{paper.lower()}" if paper and len(papers) > 1 else ""
                yield _File(f"{stem}-{word}{size}{each.suffix}", source, each.id, paper)


def _book(book: Book) -> _File:
    return _File(f"{safe_name(book.story.community.name, spaces=False)}-book.pdf", book)


def _words(method: Method) -> Mapping[str, str]:
    if method.canvas:
        return _CANVAS_WORDS
    return _REVIEW_WORDS if len(find_format("pdf", method).versions) > 1 else _WORDS


def _handouts() -> Iterator[_File]:
    for method in method_files.available():
        for each in handouts(method):
            name = "blank" if each.id == "canvas" else each.id
            papers = ("A3", "A4") if each.id == "canvas" else each.papers[:1]
            for paper in papers:
                yield _File(f"{method.id}-{name}-{paper.lower()}.pdf", method, each.id, paper)


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
