"""What the commands share: which library, which session, how something is said."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from exports.formats import Report
from facilitator.document import CommunityNamed
from facilitator.errors import UserError
from facilitator.library import Library, library_path
from facilitator.library.paths import data_folder
from facilitator.opening import open_session
from facilitator.session import Session
from facilitator.state import SessionData


def chosen_library() -> Path:
    """Return which library the command is about."""
    return library_path(click.get_current_context().find_root().obj)


def user_methods() -> Path:
    """Return the folder with the user's own method files; it may not be there."""
    return data_folder() / "methods"


@contextmanager
def existing_library() -> Iterator[Library]:
    """Open the library, which has to be there, and close it in the end.

    Raises:
        UserError: there is none.
        EnvironmentFault: it cannot be used.
    """
    with Library.open_existing(chosen_library()) as library:
        yield library


def find_session(library: Library, given: str) -> str:
    """Return the id of the session that is called `given`: its id, or the beginning of exactly one.

    Raises:
        UserError: no session fits, or several do.
    """
    found = library.session_ids_like(given) if given else []
    if given in found:
        return given
    if not found:
        raise UserError(f"There is no session “{given[:64]}” here. 'facilitator list' shows them all.")
    if len(found) > 1:
        some = ", ".join(session_id[:12] for session_id in found[:4])
        raise UserError(f"“{given}” fits several sessions ({some} …). Write more of the id.")
    return found[0]


def opened(library: Library, given: str) -> Session:
    """Return the session called `given`, open.

    Raises:
        UserError: no session fits, several do, or it is in the bin.
    """
    session = open_session(library, find_session(library, given))
    if session.data.session.deleted:
        raise UserError(f"“{session.data.session.title}” is in the bin. Take it out on the first screen.")
    return session


def community_of(library: Library, session: Session) -> CommunityNamed | None:
    """Return the community or team that the session belongs to."""
    wanted = session.data.session.community_id
    return next(
        (CommunityNamed(each.id, each.name) for each in library.communities() if each.id == wanted), None
    )


def stored(session: Session) -> None:
    """Make sure that everything the session was told is on the disk.

    Raises:
        EnvironmentFault: it is not.
    """
    if session.trouble is not None:
        raise session.trouble


def notice(text: str) -> None:
    """Say something beside the output, on one line."""
    click.echo(" ".join(text.split()), err=True)


@contextmanager
def far(doing: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what shows how much is done of so much, on one line of a terminal; None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = -1

    def tell(done: int, total: int) -> None:
        nonlocal shown
        percent = min(100, 100 * done // max(1, total))
        if percent != shown:
            shown = percent
            click.echo(f"\r{doing}: {percent} %", nl=False, err=True)

    try:
        yield tell
    finally:
        if shown >= 0:
            # The answer stands where the percents were.
            click.echo("\r" + " " * (len(doing) + 7) + "\r", nl=False, err=True)


def stage_in_words(data: SessionData, mode: str, activity_id: str) -> str:
    """Return where a session stands, for people."""
    activity = data.method.activity(activity_id)
    if mode == "run" and activity is not None:
        return f"running, at {activity.title}"
    return {"prepare": "in preparation", "run": "running", "after": "finished"}[mode]


def tell(report: Report) -> None:
    """Print where a file was written, and say what could not be drawn in it."""
    click.echo(str(report.path))
    if report.left_out:
        some = ", ".join(report.left_out[:8])
        more = f" and {len(report.left_out) - 8} more" if len(report.left_out) > 8 else ""
        notice(f"Left out, because it cannot be drawn: {some}{more}")
