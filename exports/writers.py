"""What writes each kind of file. A module with PDF or tables is read when the first file of its kind is written.

Each takes a session or a method, where to write, the paper, and for sessions what was chosen besides; it returns in
words what could not be drawn.
"""

from collections.abc import Sequence
from pathlib import Path

from exports.options import Options
from exports.source import Source
from exports.versions import in_version
from facilitator.method import Method


def canvas(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.canvas import write_canvas

    return write_canvas(source, path, paper)


def report(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.report import write_report

    return write_report(source, path, paper, with_names=options.with_names)


def review(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.review.report import write_review

    return write_review(source, path, paper, version=options.version, sections=options.sections)


def summary(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.review.summary import write_summary

    return write_summary(source, path, paper, version=options.version)


def review_markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown_review_versions import review_markdown

    text = review_markdown(source, options.version, with_names=options.with_names)
    path.write_text(text, encoding="utf-8", newline="\n")
    return ()


def poster(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.poster import write_poster

    return write_poster(source, path, paper)


def charter(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.charter import write_charter

    return write_charter(source, path, paper)


def outcomes(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.outcomes.canvas import write_outcomes

    return write_outcomes(source, path, paper)


def wiring(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.wiring.canvas import write_wiring

    return write_wiring(source, path, paper)


def waits_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_wiring import waits_csv

    path.write_bytes(waits_csv(source))
    return ()


def places_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_wiring import places_csv

    path.write_bytes(places_csv(source))
    return ()


def diagram(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import write_diagram

    return write_diagram(source, path, paper)


def diagram_png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import write_diagram
    from exports.pdf.images import write_pages
    from exports.pdf.target import in_memory

    pdf, left_out = in_memory(write_diagram, source, paper)
    write_pages(pdf, path)
    return left_out


def diagram_svg(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.page import force_picture
    from exports.svg_file import svg_text

    path.write_text(svg_text(force_picture(source)), encoding="utf-8", newline="\n")
    return ()


def ballots(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.forces.ballots import write_ballots

    return write_ballots(source, path, paper)


def health(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.health import write_health

    return write_health(source, path, paper)


def health_png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.images import write_pages
    from exports.pdf.ratings.health import write_health
    from exports.pdf.target import in_memory

    pdf, left_out = in_memory(write_health, source, paper)
    write_pages(pdf, path)
    return left_out


def history(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.history import write_history

    return write_history(source, path, paper)


def cards(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.cards import write_cards

    return write_cards(source, path, paper)


def rating_ballots(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.ratings.ballots import write_ballots

    return write_ballots(source, path, paper)


def ratings_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_ratings import ratings_csv

    path.write_bytes(ratings_csv(source))
    return ()


def runs_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_ratings import runs_csv

    path.write_bytes(runs_csv(source))
    return ()


def png(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.pdf.images import write_png

    return write_png(source, path, paper=paper)


def markdown(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.markdown import markdown_text

    path.write_text(markdown_text(source, with_names=options.with_names), encoding="utf-8", newline="\n")
    return ()


def forces_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_forces import forces_csv

    path.write_bytes(forces_csv(source))
    return ()


def notes_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_files import notes_csv

    path.write_bytes(notes_csv(in_version(source, options.version)))
    return ()


def timeline_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_review import timeline_csv

    path.write_bytes(timeline_csv(in_version(source, options.version)))
    return ()


def actions_csv(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.csv_review import actions_csv

    path.write_bytes(actions_csv(in_version(source, options.version)))
    return ()


def calendar(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.calendar_file import calendar_bytes

    path.write_bytes(calendar_bytes(in_version(source, options.version)))
    return ()


def meeting(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.calendar_file import meeting_bytes

    path.write_bytes(meeting_bytes(in_version(source, options.version)))
    return ()


def ahead(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.ahead import write_ahead

    return write_ahead(source, path, paper, version=options.version, sections=options.sections)


def json(source: Source, path: Path, paper: str, options: Options) -> Sequence[str]:
    from exports.json_file import json_text

    shown = in_version(source, options.version)
    path.write_text(json_text(shown, with_ballots=options.with_ballots), encoding="utf-8", newline="\n")
    return ()


def blank_canvas(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.blank import write_blank

    return write_blank(method, path, paper)


def blank_charter(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.charter import write_blank_charter

    return write_blank_charter(method, path, paper)


def blank_outcomes(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.outcomes.canvas import write_blank_outcomes

    return write_blank_outcomes(method, path, paper)


def worksheet(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.forces.worksheet import write_worksheet

    return write_worksheet(method, path, paper)


def questions(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.meetings.question_cards import write_question_cards

    return write_question_cards(method, path, paper)


def ground_rules(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.meetings.ground_rules import write_ground_rules

    return write_ground_rules(method, path, paper)


def agenda(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.meetings.agenda_sheet import write_agenda

    return write_agenda(method, path, paper)


def method_cards(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.ratings.cards import write_cards

    return write_cards(method, path, paper)


def method_ballots(method: Method, path: Path, paper: str) -> Sequence[str]:
    from exports.pdf.ratings.ballots import write_ballots

    return write_ballots(method, path, paper)
