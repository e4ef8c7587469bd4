"""Libraries that somebody changed byte by byte: refused or told as damaged in one sentence, never a crash."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.source import source_of
from facilitator import method_files
from facilitator.audience import view
from facilitator.errors import FacilitatorError
from facilitator.library import Library
from facilitator.opening import new_session, open_session

pytestmark = pytest.mark.torture

Rounds = Callable[[int, int], int]
WORDS = (b"note", b"vision", b"true", b"{", b'"', b"Anna", b"open", b"title", b"2026-", b"null", b"CREATE")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small library with a bit of everything."""
    path = tmp_path_factory.mktemp("sound") / "library.db"
    with Library.create_or_open(path) as library:
        for name in ("cop-bootstrap", "postmortem"):
            session = open_session(library, new_session(library, method_files.load(name), f"About {name}"))
            session.course.start()
            session.people.add(["Anna", "Bo"])
            session.actions.add("do it", owner="Anna")
            session.parking.park("later")
            if name == "postmortem":
                session.timeline.add_line("2026-02-17 12:00 > The queue grows")
                session.forms.set_field("reading", "overview", "text")
            else:
                session.notes.add_many("vision", [f"note {number} words" for number in range(30)])
                session.groups.create([each.id for each in session.data.notes[:4]], "Group")
            session.undo()
            session.redo()
            session.course.keep_draft("field", "half")
            session.keep_place()
    return path.read_bytes()


def spoiled(sound: bytes, seed: int) -> bytes:
    """The same file after somebody’s hand was in it: bytes anywhere, in one page, in its head, in words; pages
    swapped, its end cut off.
    """
    chance, content = random.Random(seed), bytearray(sound)
    page = int.from_bytes(sound[16:18], "big")
    pages = len(sound) // page
    match chance.randrange(6):
        case 0:
            for _ in range(chance.randrange(1, 20)):
                content[chance.randrange(len(content))] = chance.randrange(256)
        case 1:
            start = chance.randrange(pages) * page
            for _ in range(chance.randrange(1, 60)):
                content[start + chance.randrange(page)] = chance.randrange(256)
        case 2:
            one, two = (chance.randrange(1, pages) * page for _ in range(2))
            content[one : one + page], content[two : two + page] = (
                sound[two : two + page],
                sound[one : one + page],
            )
        case 3:
            del content[chance.randrange(len(content)) :]
        case 4:
            for _ in range(chance.randrange(1, 4)):
                content[chance.randrange(100)] = chance.randrange(256)
        case _:
            word = chance.choice(WORDS)
            place = sound.find(word, chance.randrange(len(sound)))
            if place > 0:
                content[place : place + len(word)] = bytes(chance.randrange(32, 127) for _ in word)
    return bytes(content)


def read_all(library: Library) -> bool:
    """Read whatever windows read; tell whether the library is sound."""
    found = library.check()
    assert all("\n" not in each for each in found)
    library.open_actions()
    library.search("note w")
    library.communities()
    library.interrupted()
    for summary in library.summaries():
        session = open_session(library, summary.id)
        view(session)
        source_of(session)
        library.history(session.id)
        if not found and session.undo_act:
            session.undo()
            session.redo()
    assert found or library.check() == []
    return not found


def test_a_spoiled_library_crashes_nothing(
    sound: bytes, tmp_path: Path, rounds: Rounds, figures: Callable[..., None]
) -> None:
    """Each is refused in one line, or read as far as it can be, with the damage told by the check."""
    path, told = tmp_path / "library.db", Counter[str]()
    tried = rounds(100, 1200)
    for seed in range(tried):
        for old in tmp_path.iterdir():
            old.unlink()
        path.write_bytes(spoiled(sound, seed))
        try:
            with Library.open_existing(path) as library:
                told["sound" if read_all(library) else "damage told"] += 1
        except FacilitatorError as refusal:
            told["refused" if "\n" not in str(refusal) else "in several lines"] += 1
        except Exception as crash:
            raise AssertionError(f"the library spoiled with seed {seed}") from crash
        assert not path.with_name("library.db.lock").exists(), seed
    assert told["in several lines"] == 0
    assert told["refused"] > tried / 4
    assert told["damage told"] > tried / 20
    figures(
        "libraries",
        tried=tried,
        refused=told["refused"],
        told=told["damage told"],
        unharmed=told["sound"],
        crashes=0,
    )
