"""Every file a session can become, by the name the command line and the windows use for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.files import write_file
from exports.source import Source
from facilitator.errors import UserError
from facilitator.method import Method

CANVAS_PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid")
"""Papers of the canvas, the blank one too; always landscape."""

REPORT_PAPERS = ("A4", "Letter")
"""Papers of the report, upright, and of the sheets a poster is put together from."""


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen about a file.

    `paper` is one of the format's papers, None for its own choice; `with_names` lists the participants in the
    report; `with_ballots` keeps single sheets of votes in the JSON document.
    """

    paper: str | None = None
    with_names: bool = False
    with_ballots: bool = False


Writer = Callable[[Source, Path, str, Options], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. `papers` has the usual one first and is empty where paper does not matter."""

    id: str
    suffix: str
    title: str
    papers: tuple[str, ...]
    write: Writer
    needs_canvas: bool = False

    @property
    def takes_paper(self) -> bool:
        """Whether a paper can be chosen."""
        return bool(self.papers)


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and in words what could not be drawn in it: characters that no font has, a broken logo."""

    path: Path
    left_out: tuple[str, ...] = ()


def _always() -> bool:
    return True


def export(
    source: Source,
    format_id: str,
    path: Path,
    *,
    options: Options | None = None,
    force: bool = False,
    still_wanted: Callable[[], bool] = _always,
) -> Report:
    """Write `source` as a file of one format.

    `still_wanted` is asked once the content is written, before anything takes its place under `path`.

    Raises:
        UserError: no such format or paper, the method has no canvas, the file is there and `force` is false, or it
            is not wanted any more.
        EnvironmentFault: the place cannot be written to.
    """
    chosen = find_format(format_id)
    wanted = options or Options()
    if chosen.needs_canvas and source.data.method.canvas is None:
        raise UserError(f"“{source.data.method.title}” has no canvas. Choose the report instead.")
    paper = find_paper(wanted.paper, chosen.papers, chosen.id)
    left_out: list[str] = []

    def write(unfinished: Path) -> None:
        left_out.extend(chosen.write(source, unfinished, paper, wanted))
        if not still_wanted():
            raise UserError("Saving was stopped. Nothing was changed.")

    return Report(write_file(path, write, force=force), tuple(dict.fromkeys(left_out)))


def export_handout(method: Method, path: Path, *, paper: str | None = None, force: bool = False) -> Report:
    """Write a method's blank canvas, to be filled by hand.

    Raises:
        UserError: the method has no canvas, no such paper, or the file is there and `force` is false.
        EnvironmentFault: the place cannot be written to.
    """
    if method.canvas is None:
        raise UserError(f"“{method.title}” has no canvas to print.")
    size = find_paper(paper, ("A3", *CANVAS_PAPERS), "handout")
    left_out: list[str] = []

    def write(unfinished: Path) -> None:
        from exports.pdf.blank import write_blank

        left_out.extend(write_blank(method, unfinished, size))

    return Report(write_file(path, write, force=force), tuple(dict.fromkeys(left_out)))


def find_format(format_id: str) -> Format:
    """Return the format with this id.

    Raises:
        UserError: there is none.
    """
    found = FORMATS.get(format_id.lower())
    if found is None:
        raise UserError(f"There is no format “{format_id[:40]}”. Choose one of {', '.join(FORMATS)}.")
    return found


def find_paper(wanted: str | None, papers: Sequence[str], format_id: str) -> str:
    """Return the paper to print on as it is spelled in `papers`, the first one with None.

    Raises:
        UserError: this format is not printed on that paper, or on none at all.
    """
    if wanted is None:
        return papers[0] if papers else ""
    if not papers:
        raise UserError(f"The format {format_id} has no paper. Leave --paper out.")
    found = next((each for each in papers if each.casefold() == wanted.casefold()), None)
    if found is None:
        choices = ", ".join(dict.fromkeys(papers))
        raise UserError(f"The format {format_id} comes on {choices}, not on “{wanted[:40]}”.")
    return found


# The writers import their modules when they are called: the PDF library takes longer to load than a command.


def _canvas(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.canvas import write_canvas

    return write_canvas(source, path, paper)


def _report(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.report import write_report

    return write_report(source, path, paper, with_names=options.with_names)


def _poster(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.poster import write_poster

    return write_poster(source, path, paper)


def _png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.images import write_png

    return write_png(source, path, paper=paper)


def _markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown import markdown_text

    path.write_text(markdown_text(source, with_names=options.with_names), encoding="utf-8", newline="\n")
    return ()


def _csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_files import notes_csv

    path.write_bytes(notes_csv(source))
    return ()


def _json(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.json_file import json_text

    path.write_text(json_text(source, with_ballots=options.with_ballots), encoding="utf-8", newline="\n")
    return ()


_CANVAS_FIRST_A3 = ("A3", *(paper for paper in CANVAS_PAPERS if paper != "A3"))

FORMATS: Mapping[str, Format] = {
    each.id: each
    for each in (
        Format("pdf", ".pdf", "Canvas", _CANVAS_FIRST_A3, _canvas, needs_canvas=True),
        Format("report", ".pdf", "Workshop report", REPORT_PAPERS, _report),
        Format("poster", ".pdf", "Canvas as a poster of sheets", REPORT_PAPERS, _poster, needs_canvas=True),
        Format("png", ".png", "Canvas as a picture", _CANVAS_FIRST_A3, _png, needs_canvas=True),
        Format("md", ".md", "Markdown", (), _markdown),
        Format("csv", ".csv", "Notes as a table", (), _csv),
        Format("json", ".json", "Session document", (), _json),
    )
}
"""Every format by its id, in the order in which they are offered."""
