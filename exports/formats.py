"""Every file a session can become, by the name the command line and the windows use for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exports import fitting, writers
from exports.files import write_file
from exports.options import Options as Options
from exports.review_words import SECTIONS
from exports.source import Source, for_others
from exports.versions import INTERNAL, NAMED, VERSIONS
from facilitator.errors import UserError
from facilitator.method import Method

CANVAS_PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid")
"""Papers of the canvas and of the force field, the blank ones too; always landscape."""

REPORT_PAPERS = ("A4", "Letter")
"""Papers of the report and of ballots, upright, of all pages of a rating, and of the sheets of a poster."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. `papers` has the usual one first and is empty where paper does not matter.

    `fits` tells of which methods it can be made; `versions` who it can be for, the usual one first, and `sections`
    which parts of it can be chosen, with their titles.
    """

    id: str
    suffix: str
    title: str
    papers: tuple[str, ...]
    write: writers.Writer
    fits: Callable[[Method], bool] = fitting.any_method
    versions: tuple[str, ...] = (INTERNAL,)
    sections: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_paper(self) -> bool:
        """Whether a paper can be chosen."""
        return bool(self.papers)


@dataclass(frozen=True, slots=True)
class Handout:
    """A sheet of a method to be filled by hand, which needs no session. `papers` has the usual one first."""

    id: str
    title: str
    papers: tuple[str, ...]
    write: writers.SheetWriter
    fits: Callable[[Method], bool]


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and in words what could not be drawn in it: characters that no font has, a broken logo."""

    path: Path
    left_out: tuple[str, ...] = ()


def always() -> bool:
    """Tell that a file is wanted to the end."""
    return True


def export(
    source: Source,
    format_id: str,
    path: Path,
    *,
    options: Options | None = None,
    force: bool = False,
    still_wanted: Callable[[], bool] = always,
) -> Report:
    """Write `source` as a file of one format.

    `still_wanted` is asked once the content is written, before anything takes its place under `path`.

    Raises:
        UserError: no such format, paper, version or section, the format does not fit the method, the file is there and
            `force` is false, or it is not wanted any more.
        EnvironmentFault: the place cannot be written to.
    """
    chosen = find_format(format_id, source.data.method)
    wanted = options or Options()
    _refuse_unknown(chosen, wanted)
    paper = find_paper(wanted.paper, chosen.papers, chosen.id)
    left_out: list[str] = []
    known = replace(source if wanted.with_private else for_others(source), sure=wanted.sure)

    def write(unfinished: Path) -> None:
        left_out.extend(chosen.write(known, unfinished, paper, wanted))
        go_on_if(still_wanted)

    return Report(write_file(path, write, force=force), tuple(dict.fromkeys(left_out)))


def export_handout(
    method: Method,
    path: Path,
    *,
    what: str | None = None,
    paper: str | None = None,
    force: bool = False,
    still_wanted: Callable[[], bool] = always,
) -> Report:
    """Write a sheet of a method to be filled by hand: `what` is one of `HANDOUTS`, the first that fits with None.

    `still_wanted` is asked once the content is written, before anything takes its place under `path`.

    Raises:
        UserError: the method has no such handout, no such paper, the file is there and `force` is false, or it is
            not wanted any more.
        EnvironmentFault: the place cannot be written to.
    """
    offered_ones = handouts(method)
    if not offered_ones:
        raise UserError(f"“{method.title}” has no canvas and no other sheet to print.")
    chosen = (
        offered_ones[0] if what is None else next((each for each in offered_ones if each.id == what), None)
    )
    if chosen is None:
        choices = ", ".join(each.id for each in offered_ones)
        raise UserError(f"“{method.title}” has no handout “{(what or '')[:40]}”. Choose one of {choices}.")
    size = find_paper(paper, chosen.papers, chosen.id)
    writer = chosen.write
    left_out: list[str] = []

    def write(unfinished: Path) -> None:
        left_out.extend(writer(method, unfinished, size))
        go_on_if(still_wanted)

    return Report(write_file(path, write, force=force), tuple(dict.fromkeys(left_out)))


def _refuse_unknown(chosen: Format, wanted: Options) -> None:
    if wanted.version not in chosen.versions:
        if len(chosen.versions) == 1:
            raise UserError(
                f"The format {chosen.id} of this method has one version only. Leave --version out."
            )
        choices = ", ".join(chosen.versions)
        raise UserError(f"There is no version “{wanted.version[:40]}”. Choose one of {choices}.")
    unknown = next((each for each in wanted.sections or () if each not in chosen.sections), None)
    if unknown is not None:
        if not chosen.sections:
            raise UserError(f"The format {chosen.id} of this method has no sections to choose.")
        raise UserError(f"There is no section “{unknown[:40]}”. Choose some of {', '.join(chosen.sections)}.")


def go_on_if(still_wanted: Callable[[], bool]) -> None:
    """Go on writing a file that is still wanted.

    Raises:
        UserError: it is not.
    """
    if not still_wanted():
        raise UserError("Saving was stopped. Nothing was changed.")


def handouts(method: Method) -> tuple[Handout, ...]:
    """Return what can be printed of a method without a session, the usual one first."""
    return tuple(each for each in HANDOUTS if each.fits(method))


def offered(method: Method) -> tuple[Format, ...]:
    """Return the formats that fit a method, in the order in which they are offered; no file twice."""
    found: list[Format] = []
    for each in _TABLE:
        taken = any(each.id == other.id or each.write is other.write for other in found)
        if each.fits(method) and not taken:
            found.append(each)
    return tuple(found)


def find_format(format_id: str, method: Method) -> Format:
    """Return the format with this id as it is for a method: "pdf" is its canvas, or else its picture.

    Raises:
        UserError: there is none, or none that fits the method.
    """
    wanted = format_id.lower()
    found = next((each for each in _TABLE if each.id == wanted and each.fits(method)), None)
    if found is not None:
        return found
    choices = ", ".join(dict.fromkeys(each.id for each in offered(method)))
    if wanted in FORMATS:
        raise UserError(f"“{method.title}” has nothing to show as {wanted}. Choose one of {choices}.")
    raise UserError(f"There is no format “{format_id[:40]}”. Choose one of {choices}.")


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


_CANVAS_FIRST_A3 = ("A3", *(paper for paper in CANVAS_PAPERS if paper != "A3"))

# An id can stand here more than once, what the method is about most first: "pdf" is the first that fits. What comes
# out in the same way under two ids is offered under the first of them that fits.
_TABLE: tuple[Format, ...] = (
    Format("pdf", ".pdf", "Canvas", _CANVAS_FIRST_A3, writers.canvas, fitting.has_canvas),
    Format("pdf", ".pdf", "Charter to sign", REPORT_PAPERS, writers.charter, fitting.has_charter),
    Format("pdf", ".pdf", "Wiring canvas", _CANVAS_FIRST_A3, writers.wiring, fitting.is_about_couplings),
    Format("pdf", ".pdf", "Outcome canvas", CANVAS_PAPERS, writers.outcomes, fitting.has_outcomes),
    Format("pdf", ".pdf", "Force field", CANVAS_PAPERS, writers.diagram, fitting.has_forces),
    Format("pdf", ".pdf", "All topics on one page", REPORT_PAPERS, writers.health, fitting.has_rating),
    Format(
        "pdf",
        ".pdf",
        "Postmortem report",
        REPORT_PAPERS,
        writers.review,
        fitting.is_about_an_incident,
        VERSIONS,
        SECTIONS,
    ),
    Format("pdf", ".pdf", "Report", REPORT_PAPERS, writers.report),
    Format(
        "summary",
        ".pdf",
        "Summary on one page",
        REPORT_PAPERS,
        writers.summary,
        fitting.is_about_an_incident,
        VERSIONS,
    ),
    Format("report", ".pdf", "Workshop report", REPORT_PAPERS, writers.report),
    Format(
        "poster", ".pdf", "Canvas as a poster of sheets", REPORT_PAPERS, writers.poster, fitting.has_canvas
    ),
    Format("png", ".png", "Canvas as a picture", _CANVAS_FIRST_A3, writers.png, fitting.has_canvas),
    Format("png", ".png", "Force field as a picture", CANVAS_PAPERS, writers.diagram_png, fitting.has_forces),
    Format("png", ".png", "All topics as a picture", REPORT_PAPERS, writers.health_png, fitting.has_rating),
    Format("svg", ".svg", "Force field as a drawing", (), writers.diagram_svg, fitting.has_forces),
    Format("charter", ".pdf", "Charter to sign", REPORT_PAPERS, writers.charter, fitting.has_charter),
    Format("outcomes", ".pdf", "Outcome canvas", CANVAS_PAPERS, writers.outcomes, fitting.has_outcomes),
    Format("wiring", ".pdf", "Wiring canvas", _CANVAS_FIRST_A3, writers.wiring, fitting.has_couplings),
    Format("diagram", ".pdf", "Force field", CANVAS_PAPERS, writers.diagram, fitting.has_forces),
    Format(
        "ballots", ".pdf", "Ballots to weigh the forces", REPORT_PAPERS, writers.ballots, fitting.has_forces
    ),
    Format("health", ".pdf", "All topics on one page", REPORT_PAPERS, writers.health, fitting.has_rating),
    Format("history", ".pdf", "All topics over time", REPORT_PAPERS, writers.history, fitting.has_rating),
    Format("cards", ".pdf", "Cards to vote with", REPORT_PAPERS, writers.cards, fitting.has_rating),
    Format(
        "ballots",
        ".pdf",
        "Ballots to rate the topics",
        REPORT_PAPERS,
        writers.rating_ballots,
        fitting.has_rating,
    ),
    Format("md", ".md", "Markdown", (), writers.review_markdown, fitting.is_about_an_incident, VERSIONS),
    Format("md", ".md", "Markdown", (), writers.markdown),
    Format(
        "csv",
        ".csv",
        "Forces as a table",
        (),
        writers.forces_csv,
        fitting.is_about_forces,
    ),
    Format(
        "csv", ".csv", "Votes on the topics as a table", (), writers.ratings_csv, fitting.is_about_ratings
    ),
    Format(
        "csv", ".csv", "Timeline as a table", (), writers.timeline_csv, fitting.is_about_an_incident, NAMED
    ),
    Format("csv", ".csv", "Waits as a table", (), writers.waits_csv, fitting.is_about_couplings),
    Format("csv", ".csv", "Notes as a table", (), writers.notes_csv),
    Format(
        "timeline",
        ".csv",
        "Timeline as a table",
        (),
        writers.timeline_csv,
        fitting.is_about_an_incident,
        NAMED,
    ),
    Format("timeline", ".csv", "Timeline as a table", (), writers.timeline_csv, fitting.has_timeline),
    Format("forces", ".csv", "Forces as a table", (), writers.forces_csv, fitting.has_forces),
    Format("ratings", ".csv", "Votes on the topics as a table", (), writers.ratings_csv, fitting.has_rating),
    Format("waits", ".csv", "Waits as a table", (), writers.waits_csv, fitting.has_couplings),
    Format("places", ".csv", "Places on the matrix as a table", (), writers.places_csv, fitting.has_matrix),
    Format("runs", ".csv", "All runs as a table", (), writers.runs_csv, fitting.has_rating),
    Format("notes", ".csv", "Notes as a table", (), writers.notes_csv, fitting.is_about_an_incident, NAMED),
    Format("notes", ".csv", "Notes as a table", (), writers.notes_csv),
    Format(
        "actions",
        ".csv",
        "Next steps as a table",
        (),
        writers.actions_csv,
        fitting.is_about_an_incident,
        NAMED,
    ),
    Format("actions", ".csv", "Next steps as a table", (), writers.actions_csv),
    Format(
        "ics", ".ics", "Next steps for a calendar", (), writers.calendar, fitting.is_about_an_incident, NAMED
    ),
    Format("ics", ".ics", "Next steps for a calendar", (), writers.calendar),
    Format(
        "ahead",
        ".zip",
        "To send ahead: report, agenda and the date",
        REPORT_PAPERS,
        writers.ahead,
        fitting.is_about_an_incident,
        VERSIONS,
        SECTIONS,
    ),
    Format(
        "meeting",
        ".ics",
        "The meeting for a calendar",
        (),
        writers.meeting,
        fitting.is_about_an_incident,
        NAMED,
    ),
    Format("json", ".json", "Session document", (), writers.json, fitting.is_about_an_incident, NAMED),
    Format("json", ".json", "Session document", (), writers.json),
)

FORMATS: Mapping[str, Format] = {
    each: next(row for row in _TABLE if row.id == each) for each in dict.fromkeys(row.id for row in _TABLE)
}
"""Every format by its id, whatever the method; `find_format` and `offered` tell what there is for one."""

HANDOUTS: tuple[Handout, ...] = (
    Handout("canvas", "Blank canvas", _CANVAS_FIRST_A3, writers.blank_canvas, fitting.has_canvas),
    Handout("charter", "Blank charter", REPORT_PAPERS, writers.blank_charter, fitting.has_charter),
    Handout("outcomes", "Blank outcome canvas", CANVAS_PAPERS, writers.blank_outcomes, fitting.has_outcomes),
    Handout("worksheet", "Blank force field", CANVAS_PAPERS, writers.worksheet, fitting.has_forces),
    Handout("cards", "Cards to vote with", REPORT_PAPERS, writers.method_cards, fitting.has_rating),
    Handout(
        "ballots", "Ballots to rate the topics", REPORT_PAPERS, writers.method_ballots, fitting.has_rating
    ),
    Handout("questions", "Questions on cards", REPORT_PAPERS, writers.questions, fitting.has_questions),
    Handout(
        "rules", "Ground rules for the wall", REPORT_PAPERS, writers.ground_rules, fitting.has_ground_rules
    ),
    Handout("agenda", "Agenda", REPORT_PAPERS, writers.agenda, fitting.has_timeline),
)
"""What can be printed of a method without a session, to be filled by hand."""
