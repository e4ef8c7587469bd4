"""Whole sessions with both windows on the strangest texts there are: no crash, no markup, nothing opened."""

import json
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from exports.formats import export, offered
from exports.json_file import json_text
from exports.source import source_of
from facilitator import method_files
from facilitator.demo import build_samples
from facilitator.errors import FacilitatorError
from facilitator.importing import import_session
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.text import MOST_CHARACTERS, storable

HERE = Path(__file__).parent
NAUGHTY = runpy.run_path(str(HERE / "naughty_strings.py"))
Rounds = Callable[[int, int], int]
Figures = Callable[..., None]

pytestmark = pytest.mark.torture


@cache
def samples(home: str) -> dict[str, dict[str, Any]]:
    """Return a document of a sample of each method, by the method's id, the one with most texts."""
    found: dict[str, dict[str, Any]] = {}
    with Library.create_or_open(Path(home) / "samples.db") as library:
        for session_id in build_samples(library):
            document = json.loads(json_text(source_of(open_session(library, session_id)), with_ballots=True))
            before = found.get(document["method"]["id"])
            if before is None or len(json.dumps(before)) < len(json.dumps(document)):
                found[document["method"]["id"]] = document
    return found


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The samples of this run."""
    return samples(str(tmp_path_factory.mktemp("samples")))


def texts_in(document: dict[str, Any]) -> dict[str, list[str]]:
    """All that a document says, by where it stands."""
    found: dict[str, list[str]] = {}
    for pattern, holder, key in NAUGHTY["leaves"](document):
        found.setdefault("/".join(pattern), []).append(holder[key])
    return found


def test_every_text_comes_back_as_it_was(
    documents: dict[str, dict[str, Any]], tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """In each field that a document of any kind has: into the library, into every file, and back, letter by letter."""
    texts = NAUGHTY["strings"]()
    fields, put, files = set(), 0, 0
    with (
        Library.create_or_open(tmp_path / "one.db") as one,
        Library.create_or_open(tmp_path / "two.db") as two,
    ):
        # The short form leaves out what is made of the same kinds.
        chosen = sorted(documents.items())[:: rounds(3, 1)]
        for number, (method_id, document) in enumerate(chosen):
            free = NAUGHTY["fields_of"](document)
            fields |= {(method_id, *each) for each in free}
            for turn in range(rounds(1, 4)):
                strange, count = NAUGHTY["naughty"](document, texts, number * 37 + turn * 31, free)
                strange["session"]["id"] = f"s{number}-{turn}"
                put += count
                session = open_session(one, import_session(one, json.dumps(strange)).session_id)
                source = source_of(session)
                sent = json.loads(json_text(source, with_ballots=True))
                said = json.loads(json.dumps(strange))
                for _, holder, key in NAUGHTY["leaves"]({k: v for k, v in said.items() if k != "method"}):
                    holder[key] = storable(holder[key])
                for each in (sent, said):
                    each.pop("exported")
                assert texts_in(sent) == texts_in(said), method_id
                arrived = open_session(two, import_session(two, json.dumps(sent)).session_id)
                assert arrived.data == session.data
                for query in texts[turn :: rounds(20, 4)]:
                    one.search(query)
                for each in offered(session.data.method)[:: rounds(6, 1)]:
                    # A refusal is a sentence, such as that there is no day for a calendar; all else is a mistake.
                    with suppress(FacilitatorError):
                        export(source, each.id, tmp_path / f"file{each.suffix}", force=True)
                    files += 1
        assert one.check() == two.check() == []
    assert put > rounds(200, 4000)
    figures("naughty", strings=len(texts), fields=len(fields), put=put, files=files, crashes=0)


@pytest.mark.parametrize("count", [MOST_CHARACTERS, 200_000])
def test_an_endless_word_is_kept_or_refused(
    documents: dict[str, dict[str, Any]], tmp_path: Path, count: int
) -> None:
    """As long as a text may be it is kept everywhere; a longer one is refused with its place, and nothing comes in."""
    document = json.loads(json.dumps(documents["start-stop-continue"]))
    document["notes"][0]["text"] = "x" * count
    with Library.create_or_open(tmp_path / "one.db") as library:
        if count > MOST_CHARACTERS:
            with pytest.raises(Exception, match=r"notes\[0\].text has 200,000 characters"):
                import_session(library, json.dumps(document))
            assert library.summaries() == []
            return
        session = open_session(library, import_session(library, json.dumps(document)).session_id)
        assert session.data.notes[0].text == "x" * count
        assert library.check() == []


def live(
    folder: Path, chosen: list[dict[str, Any]], *, demo: bool, traced: Path | None = None
) -> dict[str, Any]:
    """Let a program of its own show these documents in both windows, and return its report."""
    paths = []
    for number, document in enumerate(chosen):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(document), "utf-8")
        paths.append(str(path))
    config = folder / "config.json"
    report = folder / "report.json"
    config.write_text(
        json.dumps({"folder": str(folder), "documents": paths, "demo": demo, "report": str(report)})
    )
    command = [sys.executable, str(HERE / "whole_session.py"), str(config)]
    if traced is not None:
        command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(traced), *command]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def is_noticed(folder: Path) -> bool:
    """Tell whether the disk notes that a file was read."""
    other = folder / "other.png"
    other.write_bytes(b"x")
    os.utime(other, (1_000_000_000, 1_100_000_000))
    other.read_bytes()
    return other.stat().st_atime != 1_000_000_000


def test_both_windows_show_any_text_and_open_nothing(
    documents: dict[str, dict[str, Any]], tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """Home, every phase of a session, the room's pages, dialogs and files: no mistake, no markup, no picture opened."""
    canary = NAUGHTY["put_canary"](tmp_path)
    texts = NAUGHTY["strings"](str(canary))
    names = sorted(documents)
    # A short one, and one with every type of field, days among them.
    chosen = names if rounds(0, 1) else ["start-stop-continue", "outcome-review"]
    strange = [
        NAUGHTY["naughty"](documents[name], texts, number * 37)[0] for number, name in enumerate(chosen)
    ]
    report = live(tmp_path, strange, demo=False)
    assert report["mistakes"] == []
    assert report["rich"] == []
    assert (report["sockets"], report["lookups"]) == ([], [])
    assert report["opened"] == len(chosen)
    assert report["shown"] > 30 * len(chosen)
    if is_noticed(tmp_path):
        assert canary.stat().st_atime == 1_000_000_000
    figures("windows", sessions=report["opened"], views=report["shown"], files=report["files"], mistakes=0)


def test_no_socket_of_the_internet_in_a_whole_session_and_the_demo(
    documents: dict[str, dict[str, Any]], tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """Neither a socket nor a question for a name: by Python's own notes, and by the system's where it can be traced."""
    can_trace = shutil.which("strace") is not None and rounds(0, 1) == 1
    trace = tmp_path / "trace.txt" if can_trace else None
    names = ["postmortem", "cop-bootstrap"] if rounds(0, 1) else ["lightning-talks"]
    report = live(tmp_path, [documents[each] for each in names], demo=bool(rounds(0, 1)), traced=trace)
    assert report["mistakes"] == []
    assert (report["sockets"], report["lookups"]) == ([], [])
    assert len(list((tmp_path / "demo").rglob("*.pdf"))) >= rounds(0, 10)
    calls = 0
    if trace is not None:
        lines = trace.read_text("utf-8", "replace").splitlines()
        calls = len(lines)
        assert [each for each in lines if "AF_INET" in each] == []
        assert [
            each for each in lines if "socket(" in each and "AF_UNIX" not in each and "AF_LOCAL" not in each
        ] == []
    figures(
        "network", sessions=report["opened"], views=report["shown"], traced_calls=calls, internet_sockets=0
    )


def test_the_watch_notices_a_socket(tmp_path: Path) -> None:
    """What the tests above rely on: a socket and a question for a name are seen."""
    code = (
        "import importlib.util, socket\n"
        f"spec = importlib.util.spec_from_file_location('day', {str(HERE / 'whole_session.py')!r})\n"
        "day = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(day)\n"
        "found = day.WATCHED\n"
        "socket.socket(socket.AF_INET).close()\n"
        "socket.socket(socket.AF_UNIX).close()\n"
        "try:\n    socket.getaddrinfo('localhost', 80)\nexcept OSError:\n    pass\n"
        "print(len(found['sockets']), len(found['lookups']))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout.split() == ["1", "1"]


def test_methods_of_every_sample_are_there(documents: dict[str, dict[str, Any]]) -> None:
    """No method is left out of the tests above."""
    assert {each.id for each in method_files.available()} == set(documents)
