"""Commands about communities and teams: communities, book."""

from pathlib import Path

import click

from exports.book import book_of, export_book
from exports.formats import REPORT_PAPERS
from facilitator.errors import UserError
from facilitator.library import Library
from ui.commands.options import FILE, library_option
from ui.commands.shared import existing_library, tell


@click.command()
@library_option
def communities() -> None:
    """List the communities and teams: id, tab, name."""
    with existing_library() as library:
        for each in library.communities():
            click.echo(f"{each.id}\t{each.name}")


@click.command()
@click.argument("community")
@click.option("--paper", help=f"One of {', '.join(REPORT_PAPERS)}.")
@click.option("--output", required=True, type=FILE, metavar="PATH", help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@library_option
def book(community: str, paper: str | None, output: Path, force: bool) -> None:
    """Write everything of COMMUNITY, by its name or id, as one PDF and print its path."""
    with existing_library() as library:
        written = book_of(library, _find(library, community))
    tell(export_book(written, output, paper=paper, force=force))


def _find(library: Library, given: str) -> str:
    """Return the id of the community of this name, or whose id begins so.

    Raises:
        UserError: none fits, or several do.
    """
    wanted = " ".join(given.split()).casefold()
    known = library.communities()
    found = [each for each in known if each.name.casefold() == wanted]
    if not found and wanted:
        found = [each for each in known if each.id.startswith(wanted)]
    if not found:
        raise UserError(
            f"There is no community “{given[:64]}” here. For all of them, run 'facilitator communities'."
        )
    if len(found) > 1:
        raise UserError(
            f"“{given[:64]}” fits several communities. Write the id of one, from 'facilitator communities'."
        )
    return found[0].id
