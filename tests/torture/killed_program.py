"""The program that the torture kills: opens a library, works on one session at random, and says what is durable."""

import hashlib
import os
import random
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from facilitator import method_files
from facilitator.elsewhere import save_elsewhere
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.library.record import image_of
from facilitator.library.rows import canonical_json
from facilitator.model import Changes
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from tests.torture.random_acts import Drawer

INSTRUCTIONS = 15_000
"""SQLite's own steps, up to which a program that kills itself gets: opening takes some 5,000, an act 300."""


def fingerprint(images: object) -> str:
    """Return what an acknowledged act is known by: the images of its rows."""
    return hashlib.sha256(canonical_json(images).encode()).hexdigest()[:16]


def work(path: Path, session_id: str, seed: int, way: str, said: Connection) -> None:
    """Work until killed. Each durable act is said as (number, fingerprint, bytes waiting beside the library).

    It waits to be killed, unless `way` is "inside": then it kills itself in the middle of a statement of SQLite.
    """
    chance = random.Random(seed)
    before_kill = chance.randint(1, INSTRUCTIONS) if way == "inside" else 0
    while True:
        with Library.create_or_open(path, "window") as library:
            if before_kill:
                _die_inside(library, before_kill)
            _one_sitting(library, session_id, chance, said)


NOTES = 150
"""How many notes a session has that is kept elsewhere."""


def come_and_go(folder: Path, said: Connection) -> None:
    """Make libraries, write to them, back them up and keep sessions elsewhere until killed; say each that is whole."""
    number = 0
    while True:
        number += 1
        with Library.create_or_open(folder / f"{number}.db", "window") as library:
            session_id = new_session(library, method_files.load("cop-bootstrap"), "Kept")
            session = open_session(library, session_id)
            session.notes.add_many("vision", [f"{each} many words" for each in range(NOTES)])
            said.send(f"{number}.db")
            library.backup_to(folder / f"{number}-backup.db")
            said.send(f"{number}-backup.db")
            with save_elsewhere(session, library, folder / f"{number}-elsewhere.db"):
                said.send(f"{number}-elsewhere.db")


def open_and_close(path: Path, session_id: str, said: Connection) -> None:
    """Open the library, do one act and close it again, until killed; say the number of each act that is durable."""
    while True:
        with Library.open_existing(path, "window") as library:
            session = open_session(library, session_id)
            session.values.set("", "torture", session.last_number)
            said.send(session.last_number)


def _one_sitting(library: Library, session_id: str, chance: random.Random, said: Connection) -> None:
    session = open_session(library, session_id)
    drawer = Drawer(session, chance)
    session.subscribe(_acknowledging(session, library.path.with_name(library.path.name + "-wal"), said))
    copying: threading.Thread | None = None
    for _ in range(chance.choice((0, 2, 25, 400))):
        dice = chance.random()
        if dice < 0.10:
            session.undo()
        elif dice < 0.15:
            session.redo()
        elif dice < 0.22:
            _move(session, chance)
        elif dice < 0.26:
            session.course.keep_draft("note:topics", f"half a word {chance.random()}")
            session.keep_place()
        elif dice < 0.265 and copying is None:
            copying = threading.Thread(target=_copy, args=(library,), daemon=True)
            copying.start()
        else:
            drawer.act()
    if copying is not None:
        copying.join()


def _acknowledging(session: Session, beside: Path, said: Connection) -> Callable[[Changes], None]:
    def tell(changes: Changes) -> None:
        if changes.rows and session.trouble is None:
            images = [image_of(change) for change in changes.rows]
            said.send((session.last_number, fingerprint(images), beside.stat().st_size))

    return tell


def _move(session: Session, chance: random.Random) -> None:
    course = session.course
    if session.place.mode != "run":
        course.start()
    moves = (
        course.next_phase,
        course.previous_phase,
        course.next_activity,
        course.toggle_clock,
        course.finish,
    )
    try:
        chance.choice(moves)()
    except UserError:
        return


def _copy(library: Library) -> None:
    try:
        library.backup_to(library.path.with_name("backup.db"))
    except EnvironmentFault:
        # Three commits in a row that fell into its last step; the next one will do.
        return


def _die_inside(library: Library, steps: int) -> None:
    counted = [0]

    def step() -> int:
        counted[0] += 1
        if counted[0] * 10 >= steps:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    library.utils.conn.set_progress_handler(step, 10)
