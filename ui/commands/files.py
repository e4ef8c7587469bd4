"""Commands that write and read files: methods, export, import, handout."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from exports.formats import CANVAS_PAPERS, FORMATS, HANDOUTS, Options, export, export_handout
from exports.review_words import SECTIONS
from exports.source import Source, source_of
from exports.versions import INTERNAL, VERSIONS, pseudonymised
from facilitator import method_files
from facilitator.document import from_document
from facilitator.errors import EnvironmentFault, UserError
from facilitator.importing import import_session
from facilitator.library import Library
from facilitator.strict_json import read_start
from ui.commands.options import FILE, library_option
from ui.commands.shared import (
    chosen_library,
    community_of,
    existing_library,
    notice,
    opened,
    tell,
    user_methods,
)


@click.command()
@library_option
def methods() -> None:
    """List the methods: id, tab, title."""
    for method in method_files.available(user_methods()):
        click.echo(f"{method.id}\t{method.title}")
    for problem in method_files.problems(user_methods()):
        notice(str(problem))


@click.command(name="export")
@click.argument("session")
@click.option("--format", "format_id", required=True, help=f"One of {', '.join(FORMATS)}.")
@click.option("--paper", help=f"One of {', '.join(CANVAS_PAPERS)}; a report comes on A4 or Letter.")
@click.option("--output", required=True, type=FILE, metavar="PATH", help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option("--with-names", is_flag=True, help="List the participants in the report.")
@click.option("--with-ballots", is_flag=True, help="In JSON, keep the single sheets of votes.")
@click.option("--with-history", is_flag=True, help="In JSON, put every act since the beginning.")
@click.option("--with-private", is_flag=True, help="Keep what only the facilitator sees.")
@click.option("--version", default=INTERNAL, help=f"Of a postmortem: one of {', '.join(VERSIONS)}.")
@click.option("--sections", help=f"Of its report, with commas between them: {', '.join(SECTIONS)}.")
@click.option(
    "--sure", multiple=True, metavar="WORD", help="A common word that is a name here; can be repeated."
)
@click.option("--show-replacements", is_flag=True, help="Tell first what stands for each name, on stderr.")
@library_option
def export_session(
    session: str,
    format_id: str,
    paper: str | None,
    output: Path,
    force: bool,
    with_names: bool,
    with_ballots: bool,
    with_history: bool,
    with_private: bool,
    version: str,
    sections: str | None,
    sure: tuple[str, ...],
    show_replacements: bool,
) -> None:
    """Write SESSION as a file and print its path."""
    parts = None if sections is None else tuple(each.strip() for each in sections.split(",") if each.strip())
    options = Options(
        paper, with_names, with_ballots, with_private, version=version, sections=parts, sure=sure
    )
    with existing_library() as library:
        one = opened(library, session)
        history = tuple(library.history(one.id)) if with_history else None
        source = replace(source_of(one), community=community_of(library, one), history=history, sure=sure)
    if show_replacements and version != INTERNAL:
        _tell_replacements(source)
    tell(export(source, format_id, output, options=options, force=force))


@click.command()
@click.argument("method")
@click.option("--what", help=f"One of {', '.join(each.id for each in HANDOUTS)}, as the method has it.")
@click.option("--paper", help=f"One of {', '.join(CANVAS_PAPERS)}.")
@click.option("--output", required=True, type=FILE, metavar="PATH", help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@library_option
def handout(method: str, what: str | None, paper: str | None, output: Path, force: bool) -> None:
    """Write a sheet of METHOD to fill by hand: its blank canvas, or what --what names."""
    wanted = method_files.load(method, user_methods())
    tell(export_handout(wanted, output, what=what, paper=paper, force=force))


@click.command(name="import")
@click.argument("file", type=FILE)
@library_option
def import_file(file: Path) -> None:
    """Take the session in FILE in and print its id."""
    # Read first: a file that is no session makes no library.
    parsed = from_document(_read(file))
    with Library.create_or_open(chosen_library()) as library:
        library.backup_before_import(datetime.now().astimezone())
        came = import_session(library, parsed)
    click.echo(came.session_id)
    if came.is_copy:
        notice("The library has this session already, so this is a copy with an id of its own.")


def _read(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise UserError(f"{file} is a folder. Name a file that was exported as JSON.")
        return read_start(file)
    except FileNotFoundError:
        raise UserError(f"{file} is not there. Check the name.") from None
    except OSError as error:
        raise EnvironmentFault(f"{file} cannot be read ({error.strerror or error}).") from error


def _tell_replacements(source: Source) -> None:
    veiled = pseudonymised(source)
    for each in veiled.replacements:
        notice(f"{each.found} → {each.by} ({each.times})")
    for left in veiled.unsure:
        notice(f"Left, because it may be a word: {left.found} ({left.times}), as in “{left.excerpt}”")
