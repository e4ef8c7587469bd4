"""The command that takes the names of participants out of a finished session: forget-names."""

from collections.abc import Iterator

import click

from facilitator.errors import UserError
from facilitator.library import Library, backup_folder, list_backups
from facilitator.library.cleaning import Cleaning
from ui.commands.options import library_option
from ui.commands.shared import existing_library, find_session, notice


@click.command()
@click.argument("session")
@click.option("--also", multiple=True, metavar="NAME", help="Somebody the session names in texts only.")
@click.option("--sure", multiple=True, metavar="WORD", help="A common word that is a name here.")
@click.option("--yes", is_flag=True, help="Do it. Without it, what would be replaced is only listed.")
@library_option
def forget_names(session: str, also: tuple[str, ...], sure: tuple[str, ...], yes: bool) -> None:
    """Take the names of participants out of a finished SESSION, for good.

    Lists what is replaced by which role; with --yes it is done. History, half-typed text and the search index are
    cleaned as well, so nothing of the session can be undone afterwards.
    """
    with existing_library() as library:
        session_id = find_session(library, session)
        summary = library.summary(session_id)
        if summary is None:
            raise UserError("This session is in the bin. Take it out on the first screen, or empty the bin.")
        done = library.clean_names if yes else library.names_to_clean
        cleaning = done(session_id, also, sure)
        told = [*_told(cleaning), *_unreached(library, cleaning)]
    for each in cleaning.replacements:
        click.echo(f"{each.found}\t{each.by}\t{each.times}")
    for line in told:
        notice(line)
    if not yes:
        notice("Nothing is changed yet. Add --yes to do it; it cannot be undone.")


def _told(cleaning: Cleaning) -> Iterator[str]:
    for each in cleaning.unsure:
        yield (
            f"Left, for it may be a common word: “{each.found}”, as in “{each.excerpt}”. If it is a name, add "
            f"--sure {each.found}."
        )
    if not cleaning.people:
        yield "The session lists nobody by name. Somebody named in texts only is given with --also."


def _unreached(library: Library, cleaning: Cleaning) -> Iterator[str]:
    if cleaning.unreached.sessions:
        some = ", ".join(f"“{title}”" for title in cleaning.unreached.sessions[:5])
        yield f"Other sessions may name the same people: {some}. Each is cleaned by itself."
    if cleaning.unreached.community:
        yield f"The community is still called “{cleaning.unreached.community}”."
    if cleaning.unreached.page:
        yield f"The page of “{cleaning.unreached.page}” names the same people. Change it on its page."
    backups = list_backups(backup_folder(library.path))
    if backups:
        yield f"Backups made before still hold the names: {len(backups)} in {backup_folder(library.path)}."
    yield "Files that were saved, paper that was printed and copies elsewhere stay as they are."
