"""What writes each kind of file. A module with PDF or tables is read when the first file of its kind is written.

Each takes a session or a method, where to write, the paper, and for sessions what was chosen besides; it returns in
words what could not be drawn.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from exports.options import Options
from exports.source import Source
from exports.versions import in_version
from facilitator.method import Method

Writer = Callable[[Source, Path, str, Options], Sequence[str]]
SheetWriter = Callable[[Method, Path, str], Sequence[str]]


def _named(place: str) -> Callable[..., Any]:
    """Return the function at `place`, "module:name", reading its module: slow where that one draws PDF."""
    module, name = place.split(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def _pages(place: str) -> Writer:
    """Return what draws a session on paper; the function at `place` takes the session, the file and the paper."""

    def write(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
        left_out: Sequence[str] = _named(place)(source, path, paper)
        return left_out

    return write


def _picture(place: str) -> Writer:
    """Return what makes a picture of pages; the function at `place` as for `_pages`."""

    def write(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
        from exports.pdf.images import write_pages
        from exports.pdf.target import in_memory

        pdf, left_out = in_memory(_named(place), source, paper)
        write_pages(pdf, path)
        return left_out

    return write


def _bytes(place: str) -> Writer:
    """Return what writes a table or a calendar; the function at `place` makes bytes of a session, as it is named."""

    def write(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
        path.write_bytes(_named(place)(in_version(source, options.version)))
        return ()

    return write


def _sheet(place: str) -> SheetWriter:
    """Return what draws a sheet of a method; the function at `place` takes the method, the file and the paper."""

    def write(method: Method, path: Path, paper: str) -> Sequence[str]:
        left_out: Sequence[str] = _named(place)(method, path, paper)
        return left_out

    return write


def report(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.report import write_report

    return write_report(source, path, paper, with_names=options.with_names)


def review(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.review.report import write_review

    return write_review(source, path, paper, version=options.version, sections=options.sections)


def summary(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.review.summary import write_summary

    return write_summary(source, path, paper, version=options.version)


def ahead(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.ahead import write_ahead

    return write_ahead(source, path, paper, version=options.version, sections=options.sections)


def png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.images import write_png

    return write_png(source, path, paper=paper)


def diagram_svg(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import force_picture
    from exports.svg_file import svg_text

    return _text(path, svg_text(force_picture(source)))


def markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown import markdown_text

    return _text(path, markdown_text(source, with_names=options.with_names))


def review_markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown_review_versions import review_markdown

    return _text(path, review_markdown(source, options.version, with_names=options.with_names))


def json(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.json_file import json_text

    return _text(path, json_text(in_version(source, options.version), with_ballots=options.with_ballots))


def _text(path: Path, text: str) -> Sequence[str]:
    path.write_text(text, encoding="utf-8", newline="\n")
    return ()


canvas = _pages("exports.pdf.canvas:write_canvas")
poster = _pages("exports.pdf.poster:write_poster")
charter = _pages("exports.pdf.charter:write_charter")
outcomes = _pages("exports.pdf.outcomes.canvas:write_outcomes")
wiring = _pages("exports.pdf.wiring.canvas:write_wiring")
diagram = _pages("exports.pdf.forces.page:write_diagram")
ballots = _pages("exports.pdf.forces.ballots:write_ballots")
health = _pages("exports.pdf.ratings.health:write_health")
history = _pages("exports.pdf.ratings.history:write_history")
cards = _pages("exports.pdf.ratings.cards:write_cards")
rating_ballots = _pages("exports.pdf.ratings.ballots:write_ballots")

diagram_png = _picture("exports.pdf.forces.page:write_diagram")
health_png = _picture("exports.pdf.ratings.health:write_health")

forces_csv = _bytes("exports.csv_forces:forces_csv")
ratings_csv = _bytes("exports.csv_ratings:ratings_csv")
runs_csv = _bytes("exports.csv_ratings:runs_csv")
waits_csv = _bytes("exports.csv_wiring:waits_csv")
places_csv = _bytes("exports.csv_wiring:places_csv")
notes_csv = _bytes("exports.csv_notes:notes_csv")
timeline_csv = _bytes("exports.csv_review:timeline_csv")
actions_csv = _bytes("exports.csv_review:actions_csv")
calendar = _bytes("exports.calendar_file:calendar_bytes")
meeting = _bytes("exports.calendar_file:meeting_bytes")

blank_canvas = _sheet("exports.pdf.blank:write_blank")
blank_charter = _sheet("exports.pdf.charter:write_blank_charter")
blank_outcomes = _sheet("exports.pdf.outcomes.canvas:write_blank_outcomes")
worksheet = _sheet("exports.pdf.forces.worksheet:write_worksheet")
questions = _sheet("exports.pdf.meetings.question_cards:write_question_cards")
ground_rules = _sheet("exports.pdf.meetings.ground_rules:write_ground_rules")
agenda = _sheet("exports.pdf.meetings.agenda_sheet:write_agenda")
method_cards = _sheet("exports.pdf.ratings.cards:write_cards")
method_ballots = _sheet("exports.pdf.ratings.ballots:write_ballots")
