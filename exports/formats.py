"""Every file a session can become, by the name the command line and the windows use for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exports.files import write_file
from exports.review_words import SECTIONS
from exports.source import Source, for_others
from exports.versions import INTERNAL, NAMED, VERSIONS, in_version
from facilitator import charter, couplings, forces, key_results, matrices, ratings, timelines
from facilitator.errors import UserError
from facilitator.method import Method

CANVAS_PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid")
"""Papers of the canvas and of the force field, the blank ones too; always landscape."""

REPORT_PAPERS = ("A4", "Letter")
"""Papers of the report and of ballots, upright, of all pages of a rating, and of the sheets of a poster."""


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen about a file.

    `paper` is one of the format's papers, None for its own choice; `with_names` lists the participants in the
    report; `with_ballots` keeps single sheets of votes in the JSON document, `with_private` what a method keeps to the
    facilitator in any file. `version` is one of the format's
    versions; `sections` are the parts of a postmortem's report, all of them with None. `sure` are words of which a
    person said that they are names, so that a role takes their place as well.
    """

    paper: str | None = None
    with_names: bool = False
    with_ballots: bool = False
    with_private: bool = False
    version: str = INTERNAL
    sections: tuple[str, ...] | None = None
    sure: tuple[str, ...] = ()


Writer = Callable[[Source, Path, str, Options], Sequence[str]]


def _any_method(method: Method) -> bool:
    return True


def _has_canvas(method: Method) -> bool:
    return method.canvas is not None


def _has_forces(method: Method) -> bool:
    return forces.home(method) is not None


def _is_about_forces(method: Method) -> bool:
    return _has_forces(method) and not _has_canvas(method)


def _has_couplings(method: Method) -> bool:
    return couplings.home(method) is not None


def _has_matrix(method: Method) -> bool:
    return any(each.kind == matrices.KIND_NAME for each in method.activities)


def _is_about_couplings(method: Method) -> bool:
    return _has_couplings(method) and not (_has_canvas(method) or _has_forces(method) or _has_rating(method))


def _has_charter(method: Method) -> bool:
    return charter.home(method) is not None


def _has_outcomes(method: Method) -> bool:
    return key_results.has_outcomes(method)


def _has_timeline(method: Method) -> bool:
    return timelines.home(method) is not None


def _is_about_an_incident(method: Method) -> bool:
    return _has_timeline(method) and not (_has_canvas(method) or _has_forces(method) or _has_rating(method))


def _has_questions(method: Method) -> bool:
    return any(each.settings.get("decks") for each in method.activities)


def _has_ground_rules(method: Method) -> bool:
    return _has_timeline(method) and any(each.rules and each.kind == "briefing" for each in method.activities)


def _has_rating(method: Method) -> bool:
    return any(each.kind == ratings.KIND for each in method.activities)


def _is_about_ratings(method: Method) -> bool:
    return _has_rating(method) and not _has_canvas(method) and not _has_forces(method)


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
    write: Writer
    fits: Callable[[Method], bool] = _any_method
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
    write: Callable[[Method, Path, str], Sequence[str]]
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


# The writers import their modules when they are called: the PDF library takes longer to load than a command.


def _canvas(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.canvas import write_canvas

    return write_canvas(source, path, paper)


def _report(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.report import write_report

    return write_report(source, path, paper, with_names=options.with_names)


def _review(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.review.report import write_review

    return write_review(source, path, paper, version=options.version, sections=options.sections)


def _summary(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.review.summary import write_summary

    return write_summary(source, path, paper, version=options.version)


def _review_markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown_review_versions import review_markdown

    text = review_markdown(source, options.version, with_names=options.with_names)
    path.write_text(text, encoding="utf-8", newline="\n")
    return ()


def _poster(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.poster import write_poster

    return write_poster(source, path, paper)


def _charter(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.charter import write_charter

    return write_charter(source, path, paper)


def _outcomes(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.outcomes.canvas import write_outcomes

    return write_outcomes(source, path, paper)


def _wiring(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.wiring.canvas import write_wiring

    return write_wiring(source, path, paper)


def _waits_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_wiring import waits_csv

    path.write_bytes(waits_csv(source))
    return ()


def _places_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_wiring import places_csv

    path.write_bytes(places_csv(source))
    return ()


def _diagram(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import write_diagram

    return write_diagram(source, path, paper)


def _diagram_png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import write_diagram
    from exports.pdf.images import write_pages
    from exports.pdf.target import in_memory

    pdf, left_out = in_memory(write_diagram, source, paper)
    write_pages(pdf, path)
    return left_out


def _diagram_svg(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import force_picture
    from exports.svg_file import svg_text

    path.write_text(svg_text(force_picture(source)), encoding="utf-8", newline="\n")
    return ()


def _ballots(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.ballots import write_ballots

    return write_ballots(source, path, paper)


def _health(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.health import write_health

    return write_health(source, path, paper)


def _health_png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.images import write_pages
    from exports.pdf.ratings.health import write_health
    from exports.pdf.target import in_memory

    pdf, left_out = in_memory(write_health, source, paper)
    write_pages(pdf, path)
    return left_out


def _history(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.history import write_history

    return write_history(source, path, paper)


def _cards(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.cards import write_cards

    return write_cards(source, path, paper)


def _rating_ballots(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.ballots import write_ballots

    return write_ballots(source, path, paper)


def _ratings_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_ratings import ratings_csv

    path.write_bytes(ratings_csv(source))
    return ()


def _runs_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_ratings import runs_csv

    path.write_bytes(runs_csv(source))
    return ()


def _png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.images import write_png

    return write_png(source, path, paper=paper)


def _markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown import markdown_text

    path.write_text(markdown_text(source, with_names=options.with_names), encoding="utf-8", newline="\n")
    return ()


def _forces_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_forces import forces_csv

    path.write_bytes(forces_csv(source))
    return ()


def _notes_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_files import notes_csv

    path.write_bytes(notes_csv(in_version(source, options.version)))
    return ()


def _timeline_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_review import timeline_csv

    path.write_bytes(timeline_csv(in_version(source, options.version)))
    return ()


def _actions_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_review import actions_csv

    path.write_bytes(actions_csv(in_version(source, options.version)))
    return ()


def _calendar(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.calendar_file import calendar_bytes

    path.write_bytes(calendar_bytes(in_version(source, options.version)))
    return ()


def _meeting(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.calendar_file import meeting_bytes

    path.write_bytes(meeting_bytes(in_version(source, options.version)))
    return ()


def _ahead(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.ahead import write_ahead

    return write_ahead(source, path, paper, version=options.version, sections=options.sections)


def _json(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.json_file import json_text

    shown = in_version(source, options.version)
    path.write_text(json_text(shown, with_ballots=options.with_ballots), encoding="utf-8", newline="\n")
    return ()


def _blank_canvas(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.blank import write_blank

    return write_blank(method, path, paper)


def _blank_charter(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.charter import write_blank_charter

    return write_blank_charter(method, path, paper)


def _blank_outcomes(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.outcomes.canvas import write_blank_outcomes

    return write_blank_outcomes(method, path, paper)


def _worksheet(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.forces.worksheet import write_worksheet

    return write_worksheet(method, path, paper)


def _questions(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.meetings.question_cards import write_question_cards

    return write_question_cards(method, path, paper)


def _ground_rules(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.meetings.ground_rules import write_ground_rules

    return write_ground_rules(method, path, paper)


def _agenda(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.meetings.agenda_sheet import write_agenda

    return write_agenda(method, path, paper)


def _method_cards(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.ratings.cards import write_cards

    return write_cards(method, path, paper)


def _method_ballots(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.ratings.ballots import write_ballots

    return write_ballots(method, path, paper)


_CANVAS_FIRST_A3 = ("A3", *(paper for paper in CANVAS_PAPERS if paper != "A3"))

# An id can stand here more than once, what the method is about most first: "pdf" is the first that fits. What comes
# out in the same way under two ids is offered under the first of them that fits.
_TABLE: tuple[Format, ...] = (
    Format("pdf", ".pdf", "Canvas", _CANVAS_FIRST_A3, _canvas, _has_canvas),
    Format("pdf", ".pdf", "Charter to sign", REPORT_PAPERS, _charter, _has_charter),
    Format("pdf", ".pdf", "Wiring canvas", _CANVAS_FIRST_A3, _wiring, _is_about_couplings),
    Format("pdf", ".pdf", "Outcome canvas", CANVAS_PAPERS, _outcomes, _has_outcomes),
    Format("pdf", ".pdf", "Force field", CANVAS_PAPERS, _diagram, _has_forces),
    Format("pdf", ".pdf", "All topics on one page", REPORT_PAPERS, _health, _has_rating),
    Format(
        "pdf",
        ".pdf",
        "Postmortem report",
        REPORT_PAPERS,
        _review,
        _is_about_an_incident,
        VERSIONS,
        SECTIONS,
    ),
    Format("pdf", ".pdf", "Report", REPORT_PAPERS, _report),
    Format(
        "summary", ".pdf", "Summary on one page", REPORT_PAPERS, _summary, _is_about_an_incident, VERSIONS
    ),
    Format("report", ".pdf", "Workshop report", REPORT_PAPERS, _report),
    Format("poster", ".pdf", "Canvas as a poster of sheets", REPORT_PAPERS, _poster, _has_canvas),
    Format("png", ".png", "Canvas as a picture", _CANVAS_FIRST_A3, _png, _has_canvas),
    Format("png", ".png", "Force field as a picture", CANVAS_PAPERS, _diagram_png, _has_forces),
    Format("png", ".png", "All topics as a picture", REPORT_PAPERS, _health_png, _has_rating),
    Format("svg", ".svg", "Force field as a drawing", (), _diagram_svg, _has_forces),
    Format("charter", ".pdf", "Charter to sign", REPORT_PAPERS, _charter, _has_charter),
    Format("outcomes", ".pdf", "Outcome canvas", CANVAS_PAPERS, _outcomes, _has_outcomes),
    Format("wiring", ".pdf", "Wiring canvas", _CANVAS_FIRST_A3, _wiring, _has_couplings),
    Format("diagram", ".pdf", "Force field", CANVAS_PAPERS, _diagram, _has_forces),
    Format("ballots", ".pdf", "Ballots to weigh the forces", REPORT_PAPERS, _ballots, _has_forces),
    Format("health", ".pdf", "All topics on one page", REPORT_PAPERS, _health, _has_rating),
    Format("history", ".pdf", "All topics over time", REPORT_PAPERS, _history, _has_rating),
    Format("cards", ".pdf", "Cards to vote with", REPORT_PAPERS, _cards, _has_rating),
    Format("ballots", ".pdf", "Ballots to rate the topics", REPORT_PAPERS, _rating_ballots, _has_rating),
    Format("md", ".md", "Markdown", (), _review_markdown, _is_about_an_incident, VERSIONS),
    Format("md", ".md", "Markdown", (), _markdown),
    Format(
        "csv",
        ".csv",
        "Forces as a table",
        (),
        _forces_csv,
        _is_about_forces,
    ),
    Format("csv", ".csv", "Votes on the topics as a table", (), _ratings_csv, _is_about_ratings),
    Format("csv", ".csv", "Timeline as a table", (), _timeline_csv, _is_about_an_incident, NAMED),
    Format("csv", ".csv", "Waits as a table", (), _waits_csv, _is_about_couplings),
    Format("csv", ".csv", "Notes as a table", (), _notes_csv),
    Format("timeline", ".csv", "Timeline as a table", (), _timeline_csv, _is_about_an_incident, NAMED),
    Format("timeline", ".csv", "Timeline as a table", (), _timeline_csv, _has_timeline),
    Format("forces", ".csv", "Forces as a table", (), _forces_csv, _has_forces),
    Format("ratings", ".csv", "Votes on the topics as a table", (), _ratings_csv, _has_rating),
    Format("waits", ".csv", "Waits as a table", (), _waits_csv, _has_couplings),
    Format("places", ".csv", "Places on the matrix as a table", (), _places_csv, _has_matrix),
    Format("runs", ".csv", "All runs as a table", (), _runs_csv, _has_rating),
    Format("notes", ".csv", "Notes as a table", (), _notes_csv, _is_about_an_incident, NAMED),
    Format("notes", ".csv", "Notes as a table", (), _notes_csv),
    Format("actions", ".csv", "Next steps as a table", (), _actions_csv, _is_about_an_incident, NAMED),
    Format("actions", ".csv", "Next steps as a table", (), _actions_csv),
    Format("ics", ".ics", "Next steps for a calendar", (), _calendar, _is_about_an_incident, NAMED),
    Format("ics", ".ics", "Next steps for a calendar", (), _calendar),
    Format(
        "ahead",
        ".zip",
        "To send ahead: report, agenda and the date",
        REPORT_PAPERS,
        _ahead,
        _is_about_an_incident,
        VERSIONS,
        SECTIONS,
    ),
    Format("meeting", ".ics", "The meeting for a calendar", (), _meeting, _is_about_an_incident, NAMED),
    Format("json", ".json", "Session document", (), _json, _is_about_an_incident, NAMED),
    Format("json", ".json", "Session document", (), _json),
)

FORMATS: Mapping[str, Format] = {
    each: next(row for row in _TABLE if row.id == each) for each in dict.fromkeys(row.id for row in _TABLE)
}
"""Every format by its id, whatever the method; `find_format` and `offered` tell what there is for one."""

HANDOUTS: tuple[Handout, ...] = (
    Handout("canvas", "Blank canvas", _CANVAS_FIRST_A3, _blank_canvas, _has_canvas),
    Handout("charter", "Blank charter", REPORT_PAPERS, _blank_charter, _has_charter),
    Handout("outcomes", "Blank outcome canvas", CANVAS_PAPERS, _blank_outcomes, _has_outcomes),
    Handout("worksheet", "Blank force field", CANVAS_PAPERS, _worksheet, _has_forces),
    Handout("cards", "Cards to vote with", REPORT_PAPERS, _method_cards, _has_rating),
    Handout("ballots", "Ballots to rate the topics", REPORT_PAPERS, _method_ballots, _has_rating),
    Handout("questions", "Questions on cards", REPORT_PAPERS, _questions, _has_questions),
    Handout("rules", "Ground rules for the wall", REPORT_PAPERS, _ground_rules, _has_ground_rules),
    Handout("agenda", "Agenda", REPORT_PAPERS, _agenda, _has_timeline),
)
"""What can be printed of a method without a session, to be filled by hand."""
