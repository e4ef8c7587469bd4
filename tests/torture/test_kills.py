"""Killed at any moment, hundreds of times: what was acknowledged is there, the library is sound, undo goes back."""

import multiprocessing
import pkgutil
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import facilitator
from facilitator import method_files
from facilitator.library import Library
from facilitator.library.backups import sweep
from facilitator.library.record import HistoryRecord
from facilitator.model import columns
from facilitator.opening import new_session, open_session
from facilitator.state import SessionData
from tests.torture.killed_program import NOTES, come_and_go, fingerprint, open_and_close, work

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way"),
]

KILLS_A_LIFE = 10
"""How often one library is killed before it is undone to its start and given up."""
LONGEST_LIFE = 0.3
"""Seconds until a program is killed at the latest, from its start or from its first word."""
SITTING = 0.06
"""Seconds in which a program opens and closes a library at least once."""
PATIENCE = 10.0
"""Seconds for what takes a moment."""
CUTS = 3
"""At how many places what waits beside the library is cut off, as when the power goes."""
_LOG_HEADER, _PAGE_HEADER = 32, 24

Plain = dict[str, dict[str, dict[str, Any]]]
Said = tuple[int, str, int]


@pytest.fixture(scope="module")
def starting() -> Any:
    """Starts programs that have everything loaded, so that the time goes into killing."""
    context = multiprocessing.get_context("forkserver")
    modules = [each.name for each in pkgutil.walk_packages(facilitator.__path__, "facilitator.")]
    context.set_forkserver_preload(["tests.torture.killed_program", *modules])
    return context


@pytest.mark.parametrize("part", [1, 2])
def test_what_was_acknowledged_survives_every_kill(
    tmp_path: Path,
    starting: Any,
    part: int,
    rounds: Callable[[int, int], int],
    figures: Callable[..., None],
) -> None:
    """Killed from outside, in the middle of a statement, and with what waits beside the file cut off anywhere."""
    chance = random.Random(20260304 + part)
    kills = acknowledged = undone = cuts = carrying = 0
    wanted = rounds(8, 260)
    methods = method_files.available()[part - 1 :: 2]
    while kills < wanted:
        folder = tmp_path / f"life {kills}"
        folder.mkdir()
        life = Life(folder, methods[kills // KILLS_A_LIFE % len(methods)].id)
        for _ in range(min(KILLS_A_LIFE, wanted - kills)):
            way = chance.choice(("opening", "working", "inside", "inside"))
            said = killed(starting, life, chance.randrange(2**32), way, chance.uniform(0.0, LONGEST_LIFE))
            cuts += life.survive_power_cuts(said, chance)
            life.survive(said)
            undone += life.go_back()
            acknowledged += len(said)
            kills += 1
        carrying += life.carrying
        shutil.rmtree(folder)
    assert acknowledged > 5 * kills
    # It takes moments of a sitting, so hardly any kill falls into it.
    assert carrying <= 1 + kills // 20
    figures(f"kills-{part}", kills=kills, acts=acknowledged, undone=undone, cuts=cuts)


def test_a_library_is_whole_or_not_there(
    tmp_path: Path, starting: Any, rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """Killed while libraries are made, backed up, or take a session that is kept elsewhere: no half of one is left."""
    chance = random.Random(20261122)
    wanted, whole = rounds(6, 60), 0
    for number in range(wanted):
        folder = tmp_path / str(number)
        folder.mkdir()
        hearing, saying = starting.Pipe(duplex=False)
        program = starting.Process(target=come_and_go, args=(folder, saying), daemon=True)
        program.start()
        saying.close()
        hearing.poll(PATIENCE if number % 3 else 0)
        program.join(chance.uniform(0.0, LONGEST_LIFE))
        said = heard(hearing, program)
        found = {each.name for each in folder.glob("[0-9]*.db")}
        assert set(said) <= found
        for name in found:
            with Library.create_or_open(folder / name) as library:
                assert library.check() == []
                notes = [len(library.load(each.id)[0].notes) for each in library.summaries()]
                assert notes in ([[NOTES]] if name in said or "backup" in name else [[], [0], [NOTES]])
        whole += len(said)
        # Whoever writes the same once more takes away what the killed one left unfinished.
        for each in folder.glob(".*.part"):
            sweep(folder, each.name[1:].split(".db")[0])
        assert not list(folder.glob(".*"))
        shutil.rmtree(folder)
    figures("whole", kills=wanted, libraries=whole)


def test_opening_and_closing_can_be_cut_short_anywhere(
    tmp_path: Path, starting: Any, rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """Where SQLite writes into the file itself: what is left beside it brings it back, and it opens every time."""
    chance = random.Random(20260602)
    wanted, halves, last = rounds(20, 500), 0, 0
    life = Life(tmp_path, "cop-bootstrap")
    for _ in range(wanted):
        hearing, saying = starting.Pipe(duplex=False)
        program = starting.Process(
            target=open_and_close, args=(life.path, life.session_id, saying), daemon=True
        )
        program.start()
        saying.close()
        hearing.poll(PATIENCE)
        program.join(chance.uniform(0.0, SITTING))
        said = heard(hearing, program)
        halves += any(each.suffix == ".db-journal" for each in tmp_path.iterdir())
        with Library.open_existing(life.path) as library:
            assert library.check() == []
            count = len(library.history(life.session_id))
        assert count >= max(said, default=last)
        last = count
    figures("sittings", kills=wanted, halves=halves, acts=last)


def killed(starting: Any, life: "Life", seed: int, way: str, seconds: float) -> list[Said]:
    """Let a program work until it is killed, and return what it said before."""
    hearing, saying = starting.Pipe(duplex=False)
    program = starting.Process(target=work, args=(life.path, life.session_id, seed, way, saying), daemon=True)
    program.start()
    saying.close()
    if way == "working":
        hearing.poll(PATIENCE)
    program.join(PATIENCE if way == "inside" else seconds)
    return heard(hearing, program)


def heard(hearing: Any, program: Any) -> list[Any]:
    """Kill a program, and return everything that it said."""
    program.kill()
    said: list[Any] = []
    try:
        while True:
            said.append(hearing.recv())
    except (EOFError, OSError):
        # The end; a word that was cut short was not said.
        program.join()
        assert program.exitcode == -9, f"the program ended by itself: {program.exitcode}"
        return said
    finally:
        hearing.close()


class Life:
    """One library with one session, and what is known of it: a plain model made of the images of its history."""

    def __init__(self, folder: Path, method_id: str) -> None:
        """Make the library in `folder`."""
        self.path = folder / "library.db"
        with Library.create_or_open(self.path) as library:
            self.session_id = new_session(library, method_files.load(method_id), "Tortured")
            self.start = library.load(self.session_id)[0]
        self.known = self.carrying = 0

    def survive(self, said: Sequence[Said]) -> None:
        """See that after a kill everything acknowledged is there, and everything is as its history says."""
        with Library.open_existing(self.path) as library:
            assert library.check() == []
            history = library.history(self.session_id)
            data = library.load(self.session_id)[0]
        self.fits(history, data, said)
        # At most the one act that was durable before the program could say so.
        last = max((number for number, _, _ in said), default=self.known)
        assert last <= len(history) <= last + 1
        self.known = len(history)
        left = {each.name for each in self.path.parent.iterdir()} - {"library.db", "backup.db"}
        assert all(name.startswith(".backup.db.") for name in left), left

    def fits(self, history: Sequence[HistoryRecord], data: SessionData, said: Sequence[Said]) -> None:
        """See that the history holds what was said, and that it leads from the start to what is there."""
        assert [each.number for each in history] == list(range(1, len(history) + 1))
        for number, print_of_rows, _ in said:
            assert fingerprint(history[number - 1].images) == print_of_rows, f"act {number} is another one"
        model = plain(self.start)
        for each in history:
            carry_out(model, each)
        assert model == plain(data)

    def survive_power_cuts(self, said: Sequence[Said], chance: random.Random) -> int:
        """Cut what waits beside the library off anywhere: what was acknowledged before that byte is there.

        Once SQLite has begun to carry that over into the file, the disk has had all of it, so nothing can be missing.
        """
        beside = self.path.with_name("library.db-wal")
        sizes = [size for _, _, size in said]
        if not said or sizes != sorted(sizes) or not beside.exists():
            return 0
        if is_carried_over(self.path):
            self.carrying += 1
            return 0
        for _ in range(CUTS):
            with aside(self.path) as copy:
                size = chance.randint(0, beside.stat().st_size)
                with copy.with_name("library.db-wal").open("r+b") as file:
                    file.truncate(size)
                    # What the disk never took is anything.
                    file.seek(size)
                    file.write(chance.randbytes(chance.choice((0, 100, 5000))))
                safe = [each for each in said if each[2] <= size]
                with Library.open_existing(copy) as library:
                    assert library.check() == []
                    self.fits(library.history(self.session_id), library.load(self.session_id)[0], safe)
        return CUTS

    def go_back(self) -> int:
        """Undo everything in a copy, to the start, and redo it again; return how many acts that were."""
        with aside(self.path) as copy, Library.open_existing(copy) as library:
            session = open_session(library, self.session_id)
            now, count = session.data, 0
            while session.undo():
                count += 1
            assert session.data == self.start == library.load(self.session_id)[0]
            for _ in range(count):
                assert session.redo()
            assert session.data == now == library.load(self.session_id)[0]
        return count


def is_carried_over(path: Path) -> bool:
    """Tell whether a checkpoint has begun: it goes by the numbers of pages, so the first one is in the file by then.

    Source: the format of a write-ahead log, https://www.sqlite.org/fileformat2.html#walformat.
    """
    log, library = path.with_name(path.name + "-wal").read_bytes(), path.read_bytes()
    page_size, salts = int.from_bytes(log[8:12], "big"), log[16:24]
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for start in range(_LOG_HEADER, len(log) - _PAGE_HEADER - page_size + 1, _PAGE_HEADER + page_size):
        inside = start + _PAGE_HEADER
        header = log[start:inside]
        if header[8:16] != salts:
            break
        waiting[int.from_bytes(header[:4], "big")] = log[inside : inside + page_size]
        if any(header[4:8]):
            committed |= waiting
            waiting = {}
    if not committed:
        return False
    first = min(committed)
    return library[(first - 1) * page_size : first * page_size] == committed[first]


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """Give a copy of a library that no program has open, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        for end in ("", "-wal", "-journal"):
            each = path.with_name(path.name + end)
            if each.exists():
                shutil.copy(each, folder)
        yield Path(folder) / path.name


def plain(data: SessionData) -> Plain:
    """Return a session as plain values: table, id, columns."""
    return {
        table: {row_id: _values(columns(row)) for row_id, row in rows.items()}
        for table, rows in data.tables.items()
    }


def carry_out(model: Plain, record: HistoryRecord) -> None:
    """Change the model as one entry of the history says, which has to fit what is there before."""
    for image in record.images:
        rows, before, after = model[image["table"]], image["before"], image["after"]
        if before is None:
            assert image["id"] not in rows
            rows[image["id"]] = dict(after)
        else:
            row = rows[image["id"]]
            assert {name: row[name] for name in before} == before
            if after is None:
                del rows[image["id"]]
            else:
                rows[image["id"]] = {**row, **after}


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("id", "session_id")}
