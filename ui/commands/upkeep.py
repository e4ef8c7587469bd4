"""Commands that look after the library: check, backup, restore, rescue."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import click

from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library, backup_folder, day_of, list_backups, restore
from facilitator.private_files import make_private_folder
from facilitator.row_words import listed_counts
from ui.commands.options import FILE, library_option
from ui.commands.shared import chosen_library, existing_library, far, find_session, notice, user_methods


@click.command()
@click.option(
    "--mend", is_flag=True, help="Put back what is damaged, from the library itself or a backup of it."
)
@click.option(
    "--keep", is_flag=True, help="With --mend: let what nobody has as it was written stay as it reads."
)
@library_option
def check(mend: bool, keep: bool) -> None:
    """Tell whether the library is sound.

    The exit code is 0 when it is, 1 when it is damaged.
    """
    if keep and not mend:
        raise UserError(
            "--keep goes with --mend. Write both to let what cannot be put back stay as it reads."
        )
    with existing_library() as library:
        found = library.check()
        path = library.path
        if found and mend:
            left = _mended(library, found, keep)
            click.echo("".join(f"Mended: {line}\n" for line in found if line not in left), nl=False)
            found = left
        for line in found:
            click.echo(line)
        if found:
            raise EnvironmentFault(_way_out(library))
    click.echo(f"{path} is sound.")


def _mended(library: Library, found: list[str], keep: bool) -> list[str]:
    """Put back what can be, and return what is still wrong; what was found where nothing could be done."""
    try:
        done = library.mend(library.damage(), keep_the_rest=keep)
        done += library.mend_beside(keep_the_rest=keep) + library.mend_search()
    except EnvironmentFault:
        # Damaged so far that only a backup or a rescue helps.
        return found
    return library.check() if done else found


def _way_out(library: Library) -> str:
    """Return what to do about damage, in one sentence."""
    try:
        rows, beside = library.damage(), library.damage_beside()
    except EnvironmentFault:
        rows, beside = [], []
    can = [each.damaged.table for each in rows if each.found]
    can += [each.table for each in beside if each.settled]
    left = len(rows) + len(beside) - len(can)
    if not rows and not beside:
        return (
            f"{library.path} is damaged. Leave the file as it is and get a backup back with 'facilitator restore', "
            "or what is left of it with 'facilitator rescue'."
        )
    words = []
    if can:
        copies = dict.fromkeys(each.source.name for each in rows if each.source)
        where = ", ".join(["the library itself", *copies])
        verb = "can be put right with 'facilitator check --mend'"
        words.append(f"{listed_counts(can)} {verb} (from {where}).")
    if left:
        what = "The rest" if can else "It"
        words.append(f"{what} can stay as it reads with 'facilitator check --mend --keep'.")
    return f"{library.path} is damaged. {' '.join(words)}"


@click.command()
@click.option(
    "--output", type=FILE, metavar="PATH", help="The file to write (default: a dated one in backups)."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@library_option
def backup(output: Path | None, force: bool) -> None:
    """Write a sound copy of the library and print its path."""
    with existing_library() as library:
        target = output or _dated(library.path)
        if target.exists() and not force:
            raise UserError(f"{target} is there already. Choose another name, or replace it with --force.")
        with far("Copying") as progress:
            library.backup_to(target, progress)
    click.echo(str(target))


@click.command(name="restore")
@click.argument("file", type=FILE, required=False)
@click.option(
    "--session", metavar="ID", help="Bring this session alone into the library, which stays as it is."
)
@library_option
def restore_backup(file: Path | None, session: str | None) -> None:
    """Put a backup in the library’s place.

    It is FILE, or the newest backup. The library so far is kept beside it. With --session only that session comes out
    of the backup, beside what the library has, and its id is printed.
    """
    library = chosen_library()
    chosen = file or _newest(library)
    if session is not None:
        click.echo(_bring(chosen, session))
        return
    replaced = restore(chosen, library)
    click.echo(str(library))
    notice(
        f"This is the backup {chosen.name}." + (f" What was there before is {replaced}." if replaced else "")
    )


def _bring(backup: Path, given: str) -> str:
    """Bring a session out of a backup, of which only a copy is opened, and return its id."""
    from facilitator.importing import bring_session

    with existing_library() as library, tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        copy = Path(folder) / "backup.db"
        try:
            shutil.copyfile(backup, copy)
            day = day_of(backup)
        except OSError as error:
            raise EnvironmentFault(
                f"{backup} cannot be read ({error.strerror}). Choose another backup."
            ) from error
        with Library.open_existing(copy) as source:
            brought = bring_session(source, find_session(source, given), library, day)
    if brought.is_copy:
        notice("The library has that session: it came in as a copy beside it, and its title says so.")
    return brought.session_id


@click.command(name="rescue")
@click.argument("file", type=FILE)
@click.option("--into", type=FILE, metavar="NEW", help="The library to write (default: beside FILE).")
@library_option
def rescue_library(file: Path, into: Path | None) -> None:
    """Get what can be got out of a damaged library into a new one.

    FILE itself is only read. What is damaged is looked for in the backups beside it. Prints the new library’s path,
    then a line for each thing that is not as it was. The exit code is 0 once the new library is written.
    """
    from facilitator.rescue import rescue, rescued_path

    with far("Getting out what is left") as progress:
        found = rescue(file, into or rescued_path(file), methods=user_methods(), progress=progress)
    click.echo(str(found.path))
    for line in found.lost:
        click.echo(line)
    notice(found.in_words())


def _dated(library: Path) -> Path:
    folder = backup_folder(library)
    try:
        make_private_folder(folder)
    except OSError as error:
        raise EnvironmentFault(
            f"The folder {folder} cannot be made ({error.strerror}). Name a place with --output."
        ) from error
    moment = datetime.now().astimezone()
    return folder / f"{library.stem}-by-hand-{moment:%Y%m%d-%H%M%S}.db"


def _newest(library: Path) -> Path:
    found = list_backups(backup_folder(library))
    if not found:
        raise UserError(f"There is no backup in {backup_folder(library)}. Name the file to restore.")
    return found[0].path
