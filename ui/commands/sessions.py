"""Commands on sessions: new, add, list, show."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

import click

from exports.source import for_others, source_of
from facilitator import method_files
from facilitator.carrying import session_to_follow
from facilitator.errors import UserError
from facilitator.following import follow
from facilitator.library import Library
from facilitator.method import Activity, Method
from facilitator.opening import new_session
from facilitator.session import Session
from facilitator.text import MOST_CHARACTERS, required
from ui.commands.options import library_option
from ui.commands.shared import (
    chosen_library,
    community_of,
    existing_library,
    find_session,
    notice,
    opened,
    stored,
    user_methods,
)
from ui.commands.showing import session_in_words

MOST_SESSIONS = 1_000_000
_STATES = {"prepare": "prepared", "run": "running", "after": "finished"}


class _Number(click.IntRange):
    """A number within bounds, called that in the help and in messages."""

    name = "number"


@click.command()
@click.argument("method")
@click.option("--title", required=True, help="What the session is called.")
@click.option(
    "--people", type=_Number(1, 999), help="How many come (default: 10, or as many as the last time)."
)
@click.option("--follows", metavar="SESSION", help="Run it again: take along what SESSION left to do.")
@library_option
def new(method: str, title: str, people: int | None, follows: str | None) -> None:
    """Begin a session of METHOD and print its id.

    With --follows its topics or forces come along, and open next steps move into it.
    """
    wanted = method_files.load(method, user_methods())
    required(title, "A title")
    if follows is not None:
        with existing_library() as library:
            earlier = session_to_follow(library, find_session(library, follows), wanted)
            session_id = follow(library, earlier.session.id, title=title, people=people)
    else:
        with Library.create_or_open(chosen_library()) as library:
            session_id = new_session(library, wanted, title, people=people or 10)
    click.echo(session_id)


@click.command()
@click.argument("session")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option("--activity", "activity_id", required=True, help="The activity the notes belong to.")
@click.option("--lane", "lane_id", help="The lane of that activity (default: its first).")
@click.option("--stdin", "from_stdin", is_flag=True, help="Take one note from each line of the input.")
@library_option
def add(
    session: str, texts: tuple[str, ...], activity_id: str, lane_id: str | None, from_stdin: bool
) -> None:
    """Add notes to SESSION and print their ids.

    Each id is printed as soon as its note is safe on the disk.
    """
    if not texts and not from_stdin:
        raise UserError("Give the text of a note, or --stdin to read one from each line.")
    for text in texts:
        required(text)
    with existing_library() as library:
        one = opened(library, session)
        lane = _lane(_activity(one.data.method, activity_id), lane_id)
        for text in texts:
            _write(one, lane, text)
        if from_stdin:
            for line in _lines():
                _write(one, lane, line)


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print one array of objects.")
@library_option
def list_sessions(as_json: bool) -> None:
    """List the sessions, the last changed first."""
    with existing_library() as library:
        found = library.summaries(limit=MOST_SESSIONS, include_archived=True)
    if as_json:
        rows = [
            {
                "id": each.id,
                "title": each.title,
                "method": each.method_id,
                "state": each.state,
                "created": each.created,
                "updated": each.updated,
            }
            for each in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not found:
        notice("There is no session yet. Begin one: facilitator new cop-bootstrap --title “Our guild”")
    for each in found:
        state = "put away" if each.archived else _STATES[each.state]
        day = each.updated[:10]
        click.echo(f"{each.id[:8]}  {day}  {state:<8}  {each.method_title:<20}  {each.title}")


@click.command()
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print the whole session as a JSON document.")
@click.option("--with-ballots", is_flag=True, help="In the document, keep the single sheets of votes.")
@click.option("--with-history", is_flag=True, help="In the document, put every act since the beginning.")
@library_option
def show(session: str, as_json: bool, with_ballots: bool, with_history: bool) -> None:
    """Show SESSION."""
    with existing_library() as library:
        one = opened(library, session)
        history = tuple(library.history(one.id)) if with_history else None
        source = replace(source_of(one), community=community_of(library, one), history=history)
    if as_json:
        from exports.json_file import json_text

        click.echo(json_text(for_others(source), with_ballots=with_ballots), nl=False)
    else:
        click.echo(session_in_words(source.data, source.place))


def _write(session: Session, lane: str, text: str) -> None:
    """Write one note; its id is printed once it is durable."""
    note = session.notes.add(lane, text)
    stored(session)
    click.echo(note.id)


def _lines() -> Iterator[str]:
    """Return the lines of the input as they arrive, those without a word left out.

    Raises:
        UserError: a line is longer than a note can be.
    """
    # A character has four bytes at most, so that no line is read into the memory without an end.
    most = 4 * MOST_CHARACTERS + 2
    first = True
    # A program without an input, as some schedulers start it, has no stdin at all.
    while line := (sys.stdin.buffer.readline(most) if sys.stdin is not None else b""):
        if len(line) == most and not line.endswith(b"\n"):
            raise UserError(f"A line of the input is longer than {MOST_CHARACTERS:,} characters. Split it.")
        text = line.decode("utf-8-sig" if first else "utf-8", "replace")
        first = False
        if text.strip():
            yield text


def _activity(method: Method, wanted: str) -> Activity:
    found = method.activity(wanted)
    with_lanes = [each.id for each in method.activities if each.lanes]
    if found is None:
        close = get_close_matches(wanted, with_lanes, 1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise UserError(
            f"This method has no activity “{wanted[:40]}”. Notes go to {', '.join(with_lanes)}.{hint}"
        )
    if not found.lanes:
        raise UserError(f"{found.id} takes no notes. Notes go to {', '.join(with_lanes)}.")
    return found


def _lane(activity: Activity, wanted: str | None) -> str:
    if wanted is None:
        return activity.lanes[0].id
    if activity.lane(wanted) is None:
        lanes = ", ".join(lane.id for lane in activity.lanes)
        raise UserError(f"{activity.id} has no lane “{wanted[:40]}”. It has {lanes}.")
    return wanted
