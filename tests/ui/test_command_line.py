"""The command line, as people and scripts use it."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from exports.formats import offered
from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.library import Library
from facilitator.opening import open_session
from ui import command_line

PROGRAM = "import sys; from ui.command_line import main; sys.exit(main())"
ROOT = Path(__file__).parents[2]
HEX_ID = 32


def program(*arguments: str, text: str | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the program as a process of its own, with the library of the test's environment."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


class Terminal:
    """Runs commands in this process, so that a bug shows itself as what it is."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run a command that ends with `code`; returns its output, or for an error its one line."""
        self._capture.readouterr()
        found = command_line.run(arguments)
        out, err = self._capture.readouterr()
        assert found == code, err
        if code:
            assert err.count("\n") == 1
            assert "Traceback" not in err
            return err
        return out


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Runs commands."""
    return Terminal(capsys)


@pytest.fixture
def session(run: Terminal) -> str:
    """A session in the test's own library."""
    return run("new", "cop-bootstrap", "--title", "Größe <b>").strip()


def notes_of(run: Terminal, session: str, *more: str) -> list[dict[str, str]]:
    """The notes of a session."""
    found: list[dict[str, str]] = json.loads(run("show", session, "--json", *more))["notes"]
    return found


def test_methods_are_id_tab_title(run: Terminal) -> None:
    """Scripts cut at the tab."""
    assert "cop-bootstrap\tFound a community" in run("methods").splitlines()


def test_own_methods_are_found(run: Terminal, private_home: Path) -> None:
    """A method file in the data folder is listed and can be begun; a broken one is told about beside the list."""
    from facilitator.library.paths import data_folder

    folder = data_folder() / "methods"
    folder.mkdir(parents=True)
    text = (ROOT / "resources/methods/cop-bootstrap.toml").read_text("utf-8")
    (folder / "mine.toml").write_text(text.replace('id = "cop-bootstrap"', 'id = "mine"'), "utf-8")
    (folder / "broken.toml").write_text("format = 1", "utf-8")
    assert "mine\t" in run("methods")
    assert len(run("new", "mine", "--title", "T").strip()) == HEX_ID


def test_new_prints_its_id_alone(run: Terminal) -> None:
    """What comes out can be put into a variable as it is."""
    out = run("new", "cop-bootstrap", "--title", "Guild")
    assert len(out) == HEX_ID + 1
    assert [each["id"] for each in json.loads(run("list", "--json"))] == [out.strip()]


def test_a_session_can_follow_another(run: Terminal) -> None:
    """`new --follows` runs a method again: what was open comes along, and each promise is open in one place only."""
    first = run("new", "cop-health-check", "--title", "Spring", "--people", "12").strip()
    second = run("new", "cop-health-check", "--title", "Summer", "--follows", first[:10]).strip()
    shown = json.loads(run("show", second, "--json"))
    assert (shown["session"]["follows_id"], shown["session"]["head_count"]) == (first, 12)


@pytest.mark.parametrize(
    ("method", "follows", "told"),
    [
        ("cop-bootstrap", "", "was run with Community health check"),
        ("cop-health-check", "zz", "no session “zz”"),
    ],
)
def test_a_session_follows_one_of_its_own_method(run: Terminal, method: str, follows: str, told: str) -> None:
    """Another method, or a session that is not there: one sentence, and nothing is begun."""
    first = run("new", "cop-health-check", "--title", "Spring").strip()
    message = run("new", method, "--title", "T", "--follows", follows or first, code=2)
    assert told in message
    assert len(json.loads(run("list", "--json"))) == 1


def test_list_has_exactly_these_fields(run: Terminal, session: str) -> None:
    """Scripts rely on them."""
    (row,) = json.loads(run("list", "--json"))
    assert list(row) == ["id", "title", "method", "state", "created", "updated"]
    assert (row["title"], row["method"], row["state"]) == ("Größe <b>", "cop-bootstrap", "prepare")
    assert "Größe" in run("list", "--json")
    assert "Größe <b>" in run("list")


def test_an_empty_library_lists_nothing(run: Terminal, private_home: Path) -> None:
    """No session is an empty array, not an error."""
    Library.create_or_open(private_home / "library.db").close()
    assert json.loads(run("list", "--json")) == []
    assert run("list") == ""


def test_add_prints_one_id_a_note(run: Terminal, session: str) -> None:
    """One line for each note, its id, in order; markup and odd texts stay as they are."""
    texts = ["one", "<b>two</b> & =1+1", "two\nlines", "\u202e🚀"]
    ids = run("add", session, *texts, "--activity", "vision-importance").splitlines()
    notes = {note["id"]: note for note in notes_of(run, session)}
    assert [notes[each]["text"] for each in ids] == texts
    assert {note["lane"] for note in notes.values()} == {"vision"}
    run("add", session, "three", "--activity", "vision-importance", "--lane", "importance")
    assert [note["lane"] for note in notes_of(run, session) if note["text"] == "three"] == ["importance"]


def test_add_writes_all_or_nothing_of_its_texts(run: Terminal, session: str) -> None:
    """An empty text among good ones is noticed before the first is written."""
    run("add", session, "good", " ", "--activity", "impact", code=2)
    assert notes_of(run, session) == []


def test_the_beginning_of_an_id_is_enough(run: Terminal, session: str) -> None:
    """As long as only one session fits."""
    run("add", session[:6], "one", "--activity", "impact")
    assert len(notes_of(run, session[:6])) == 1
    assert "no session" in run("show", "zzz", code=2)
    assert "no session" in run("show", "", code=2)


def test_several_that_fit_are_told(run: Terminal, session: str, tmp_path: Path) -> None:
    """An ambiguous beginning is refused rather than guessed."""
    document = json.loads(run("show", session, "--json"))
    for name in ("same-1", "same-2"):
        document["session"]["id"] = name
        (tmp_path / name).write_text(json.dumps(document))
        assert run("import", str(tmp_path / name)).strip() == name
    assert "fits several" in run("show", "same", code=2)
    run("show", "same-1")


def test_options_work_on_both_sides(run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--library` before the command, behind it, or from the environment; the nearer one counts."""
    one, two = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    first = run("--library", one, "new", "cop-bootstrap", "--title", "One").strip()
    second = run("new", "--library", two, "cop-bootstrap", "--title", "Two").strip()
    assert json.loads(run("list", "--json", "--library", one))[0]["id"] == first
    assert json.loads(run("--library", one, "list", "--library", two, "--json"))[0]["id"] == second
    monkeypatch.setenv("FACILITATOR_LIBRARY", two)
    assert json.loads(run("list", "--json"))[0]["id"] == second


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "x"),
        ("add", "x", "text", "--activity", "a"),
        ("export", "x", "--format", "md", "--output", "out"),
        ("check",),
        ("backup",),
    ],
)
def test_commands_that_make_no_library(run: Terminal, arguments: tuple[str, ...], private_home: Path) -> None:
    """Only new, import, demo and restore make one; the others say that it is not there and leave nothing."""
    assert "no library" in run(*arguments, code=2)
    assert not (private_home / "library.db").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("frob",), "No such command"),
        (("list", "--nope"), "No such option"),
        (("new", "cop-bootstrap"), "--title"),
        (("new", "cop-bootstrp", "--title", "T"), "cop-bootstrap"),
        (("new", "cop-bootstrap", "--title", "  "), "at least one character"),
        (("import", "missing.json"), "not there"),
        (("import", "."), "folder"),
        (("restore", "missing.db"), "missing.db"),
        (("restore",), "no backup"),
        (("handout", "nothing", "--output", "x"), "no method"),
    ],
)
def test_mistakes_are_one_line(run: Terminal, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2, one line that says what is wrong, no traceback, and no library from it."""
    assert told in run(*arguments, code=2)
    assert not Path(os.environ["FACILITATOR_LIBRARY"]).exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "SESSION", "--activity", "impact"), "--stdin"),
        (("add", "SESSION", "x", "--activity", "impct"), "Did you mean impact"),
        (("add", "SESSION", "x", "--activity", "welcome"), "takes no notes"),
        (("add", "SESSION", "x", "--activity", "impact", "--lane", "vision"), "no lane"),
        (("add", "SESSION", "", "--activity", "impact"), "at least one character"),
        (("add", "SESSION", "x" * 100_001, "--activity", "impact"), "100,000"),
        (("export", "SESSION", "--format", "docx", "--output", "x"), "pdf, report"),
        (("export", "SESSION", "--format", "pdf", "--paper", "B5", "--output", "x"), "A3"),
    ],
)
def test_mistakes_with_a_session(
    run: Terminal, session: str, arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    """Each says what would have been right, and nothing is added or written."""
    monkeyed = [session if each == "SESSION" else each for each in arguments]
    assert told in run(*monkeyed, code=2)
    assert notes_of(run, session) == []


@pytest.mark.parametrize(
    "format_id", [each.id for each in offered(method_files.load("cop-bootstrap")) if each.id != "poster"]
)
def test_export_writes_and_prints_the_path(
    run: Terminal, session: str, format_id: str, tmp_path: Path
) -> None:
    """The path comes out, an existing file stays, --force replaces it."""
    path = tmp_path / "file"
    assert run("export", session, "--format", format_id, "--output", str(path)) == f"{path}\n"
    size = path.stat().st_size
    assert size > 0
    assert "--force" in run("export", session, "--format", format_id, "--output", str(path), code=2)
    run("export", session, "--format", format_id, "--output", str(path), "--force")
    assert path.stat().st_size == size


def test_a_postmortem_leaves_without_names(
    run: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands for each name is told before; a version or a section that is none is refused in one line."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        opened = open_session(
            library, begin_session(library, method_files.load("postmortem"), Beginning("Late night"))
        )
        opened.people.add(["Nadia Petrov"], "On call")
        opened.forms.set_field("reading", "overview", "Nadia’s pager was quiet")
    export = ("export", opened.id, "--library", str(tmp_path / "library.db"), "--format", "md")
    path = tmp_path / "out.md"
    assert (
        command_line.run(
            (*export, "--version", "pseudonymised", "--show-replacements", "--output", str(path))
        )
        == 0
    )
    told = capsys.readouterr()
    assert told.out == f"{path}\n"
    assert "Nadia → On call (1)" in told.err
    assert "On call’s pager was quiet" in path.read_text("utf-8")
    for wrong in (("--version", "secret"), ("--sections", "cover")):
        assert "no " in run(*export, *wrong, "--output", str(tmp_path / "x"), code=2)
    assert not (tmp_path / "x").exists()


def test_a_handout_is_what_the_method_has(run: Terminal, tmp_path: Path) -> None:
    """A force field has a worksheet and no canvas; a method with both prints the one that is named."""
    for name, more in (("force-field", ()), ("cop-bootstrap", ("--what", "worksheet"))):
        path = tmp_path / f"{name}.pdf"
        assert run("handout", name, *more, "--output", str(path)) == f"{path}\n"
        assert path.read_bytes().startswith(b"%PDF-")
    told = run("handout", "force-field", "--what", "canvas", "--output", str(tmp_path / "x"), code=2)
    assert "Choose one of worksheet" in told


def test_export_into_a_missing_folder_is_the_environments_fault(
    run: Terminal, session: str, tmp_path: Path
) -> None:
    """Exit code 1, and what to do."""
    told = run("export", session, "--format", "md", "--output", str(tmp_path / "no" / "x.md"), code=1)
    assert "is not there" in told


def test_export_and_import_travel(
    run: Terminal, session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into another library with the same id; into the same library as a copy, which is said."""
    run("add", session, "one", "--activity", "impact")
    path, other = str(tmp_path / "s.json"), str(tmp_path / "other.db")
    run("export", session, "--format", "json", "--output", path)
    assert run("import", path, "--library", other).strip() == session
    again = json.loads(run("show", session, "--json", "--library", other))
    assert {**again, "exported": ""} == {**json.loads(Path(path).read_text("utf-8")), "exported": ""}
    assert command_line.run(["import", path]) == 0
    out, err = capsys.readouterr()
    assert out.strip() != session
    assert "copy" in err


def test_a_bad_document_makes_no_library(run: Terminal, tmp_path: Path, private_home: Path) -> None:
    """What is no session is refused before a library is made for it."""
    path = tmp_path / "bad.json"
    path.write_text('{"format": "facilitator-session", "version": 1}')
    assert "session is missing" in run("import", str(path), code=2)
    assert not (private_home / "library.db").exists()


def test_history_and_ballots_only_when_asked(run: Terminal, session: str) -> None:
    """The document of `show` holds them on demand, as an export does."""
    run("add", session, "one", "--activity", "impact")
    assert "history" not in json.loads(run("show", session, "--json"))
    assert json.loads(run("show", session, "--json", "--with-history"))["history"][0]["act"] == "notes.add"


def test_show_is_for_reading(run: Terminal, session: str) -> None:
    """In words: title, where it stands, notes by lane."""
    run("add", session, "Nobody answers\nalone", "--activity", "vision-importance")
    text = run("show", session)
    assert text.startswith("Größe <b>\nFound a community, 10 people, in preparation\n")
    assert "    - Nobody answers alone\n" in text


def test_show_tells_what_was_rated(run: Terminal, private_home: Path) -> None:
    """Votes that were shown and what was agreed, topic by topic; nothing of the votes still covered."""
    run("new", "cop-health-check", "--title", "Spring")
    with Library.open_existing(private_home / "library.db") as library:
        session = open_session(library, library.summaries()[0].id)
        for topic in ("fun", "help"):
            session.scores.set_hands("health", "colour", topic, 1, 2)
            session.scores.set_hands("health", "colour", topic, 3, 5)
        session.scores.reveal("health", "colour", "fun")
        session.ratings.agree("health", "fun", values={"colour": 2}, trend="better")
    text = run("show", session.id)
    assert "\nHealth check\n  - Fun: 5 green, 2 red; agreed amber, better\n" in text
    assert "help each other" not in text


def test_check_backup_restore(run: Terminal, session: str, tmp_path: Path) -> None:
    """A sound library is called sound; a backup brings it back; what was there is kept."""
    assert "is sound" in run("check")
    backup = tmp_path / "backup.db"
    assert run("backup", "--output", str(backup)) == f"{backup}\n"
    assert "--force" in run("backup", "--output", str(backup), code=2)
    run("add", session, "after the backup", "--activity", "impact")
    run("restore", str(backup))
    assert notes_of(run, session) == []
    library = Path(os.environ["FACILITATOR_LIBRARY"])
    assert list(library.parent.glob("library-replaced-*.db"))
    library.unlink()
    run("restore", str(backup))
    run("show", session)


def test_the_newest_backup_is_restored_by_itself(run: Terminal, session: str) -> None:
    """`backup` and `restore` without a name belong together."""
    run("backup")
    run("add", session, "later", "--activity", "impact")
    run("restore")
    assert notes_of(run, session) == []


def test_a_damaged_library_fails_the_check(run: Terminal, session: str) -> None:
    """Exit code 1 with what was found."""
    import sqlite3

    path = os.environ["FACILITATOR_LIBRARY"]
    connection = sqlite3.connect(path)
    connection.execute("UPDATE sessions SET title = 'changed behind its back'")
    connection.commit()
    connection.close()
    assert "damaged" in run("check", code=1)


def test_what_is_no_library_is_refused(run: Terminal, tmp_path: Path) -> None:
    """A text file is neither opened nor changed."""
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes")
    run("list", "--library", str(path), code=2)
    assert path.read_text() == "these are my notes"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_a_library_in_use_is_told(run: Terminal, session: str) -> None:
    """Exit code 1 and since when it is open."""
    with Library.open_existing(Path(os.environ["FACILITATOR_LIBRARY"]), "window"):
        told = run("list", code=1)
    assert "open in another window since" in told


def test_a_bug_shows_itself_in_tests(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the outermost layer turns a bug into a line; tests see it."""
    monkeypatch.setattr("facilitator.method_files.available", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        command_line.run(["methods"])


def test_a_bug_is_one_line_for_people(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback: one line that says whose mistake it is."""
    monkeypatch.setattr("facilitator.method_files.available", lambda _: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["facilitator", "methods"])
    assert command_line.main() == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "mistake in the program" in err


def test_alone_it_opens_the_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a command the desk is given the library that was named; without a screen that is said."""
    import types

    opened: list[Path] = []
    fake = types.ModuleType("ui.application")
    fake.run_desk = lambda path: opened.append(path) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.application", fake)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert command_line.run(["--library", str(tmp_path / "x.db")]) == 7
    assert opened == [tmp_path / "x.db"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_it_says_so(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt would end the program with a crash."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in run(code=1)


# -- as a process of its own --------------------------------------------------------------------------------------


def test_no_command_loads_qt(tmp_path: Path) -> None:
    """Commands run where there is no screen and no Qt library."""
    code = (
        "import sys; from ui.command_line import run\n"
        "library = ['--library', sys.argv[1]]\n"
        "for command in (['new', 'cop-bootstrap', '--title', 'T'], ['list'], ['check'], ['methods'], ['--help']):\n"
        "    assert run([*library, *command]) == 0\n"
        "import ui.commands.demo, exports.sample\n"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6', 'pyqtgraph', 'reportlab')) "
        "for name in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "l.db")], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr


def test_stdin_is_taken_line_by_line() -> None:
    """Each id is printed as soon as its note is safe, before the next line comes; a kill loses none of them."""
    session = program("new", "cop-bootstrap", "--title", "T").stdout.strip()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "add", session, "--stdin", "--activity", "impact"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    ids = []
    for line in ("\ufeffone\n", "\n", "two\r\n", "drei Größe 🚀\n"):
        process.stdin.write(line.encode())
        process.stdin.flush()
        if line.strip():
            ids.append(process.stdout.readline().decode().strip())
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    notes = json.loads(program("show", session, "--json").stdout)["notes"]
    assert [(note["id"], note["text"]) for note in notes] == list(
        zip(ids, ["one", "two", "drei Größe 🚀"], strict=True)
    )
    # The lock of the killed program stands in nobody's way.
    assert program("check").returncode == 0


def test_a_line_without_end_is_refused() -> None:
    """A gigantic line is told about, and the notes before it are kept."""
    session = program("new", "cop-bootstrap", "--title", "T").stdout.strip()
    ended = program("add", session, "--stdin", "--activity", "impact", text="one\n" + "x" * 500_000)
    assert ended.returncode == 2
    assert len(ended.stdout.split()) == 1
    assert ended.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupted_it_ends_quietly() -> None:
    """Ctrl+C: no traceback, and the library is closed."""
    session = program("new", "cop-bootstrap", "--title", "T").stdout.strip()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "add", session, "--stdin", "--activity", "impact"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        # A shell that runs the tests in the background lets all its children ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"one\n")
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, err) == (command_line.INTERRUPTED, b"")
    library = Path(os.environ["FACILITATOR_LIBRARY"])
    assert [path.name for path in library.parent.glob("library.db*")] == ["library.db"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with pipefail")
def test_a_reader_that_goes_away_is_no_error() -> None:
    """`facilitator show ... | head -1` ends without a word."""
    session = program("new", "cop-bootstrap", "--title", "T").stdout.strip()
    command = f'"$1" -c "$2" show {session} --json --with-history | head -c 1; exit ${{PIPESTATUS[0]}}'
    ended = subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, PROGRAM], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.stderr == b""
    assert ended.stdout == b"{"
    assert ended.returncode in (0, command_line.READER_GONE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_an_output_that_takes_nothing_is_told() -> None:
    """A full disk behind `>`: exit code 1 and one line."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM, "methods"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.count(b"\n") == 1
    assert b"cannot be written" in ended.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="closes the streams with a shell")
def test_without_streams_it_works_all_the_same() -> None:
    """A scheduler may start it with input and output closed; the work is done."""
    session = program("new", "cop-bootstrap", "--title", "T").stdout.strip()
    command = f'"$1" -c "$2" add {session} one --stdin --activity impact <&- >&-'
    ended = subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, PROGRAM], cwd=ROOT, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(json.loads(program("show", session, "--json").stdout)["notes"]) == 1


def test_output_is_utf8_everywhere() -> None:
    """Also in an environment that speaks plain ASCII."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    program("new", "cop-bootstrap", "--title", "Größe 🚀")
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, "list", "--json"],
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert json.loads(ended.stdout.decode("utf-8"))[0]["title"] == "Größe 🚀"


def test_the_demo_prints_each_path(tmp_path: Path) -> None:
    """Every file in the folder is named on a line of its own, the library first."""
    ended = program("demo", "--out", str(tmp_path / "out"))
    assert ended.returncode == 0, ended.stderr
    paths = [Path(line) for line in ended.stdout.splitlines()]
    assert paths[0].name == "library.db"
    assert sorted(paths) == sorted((tmp_path / "out").iterdir())


def test_a_community_becomes_a_book(run: Terminal, tmp_path: Path) -> None:
    """By its name, whatever the capitals, or its id; one that is not there is said to be missing."""
    with Library.create_or_open(Path(os.environ["FACILITATOR_LIBRARY"])) as library:
        community = library.add_community("Night Watch")
        library.add_community("Bakers")
    assert run("communities").splitlines()[1] == f"{community.id}\tNight Watch"
    target = tmp_path / "book.pdf"
    assert run("book", "night  watch", "--output", str(target)).strip() == str(target)
    assert target.read_bytes().startswith(b"%PDF-")
    assert "is there already" in run("book", community.id[:8], "--output", str(target), code=2)
    run("book", community.id[:8], "--output", str(target), "--paper", "letter", "--force")
    assert "no community “Nobody”" in run("book", "Nobody", "--output", str(target), code=2)


def test_a_single_session_comes_out_of_a_backup(run: Terminal, session: str, tmp_path: Path) -> None:
    """The library stays as it is, the session comes in beside what it has."""
    backup = run("backup").strip()
    brought = run("restore", backup, "--session", session[:8]).strip()
    assert brought != session
    assert run("list").count("\n") >= 2
    assert "There is no session" in run("restore", backup, "--session", "zzz", code=2)


def test_damage_is_mended_and_a_rescue_lists_what_it_could_not(run: Terminal, session: str) -> None:
    """check says what can be put back, --mend does it; rescue writes a new library and keeps the old one."""
    run("add", session, "Feed the queen", "--activity", "vision-importance", "--lane", "vision")
    library = Path(os.environ["FACILITATOR_LIBRARY"])
    connection = sqlite3.connect(library, isolation_level=None)
    connection.execute("UPDATE notes SET text = 'Feed the quean'")
    connection.close()
    assert "1 note can be put right" in run("check", code=1)
    assert "is sound" in run("check", "--mend")
    whole = library.read_bytes()
    library.write_bytes(whole[:-9000])
    out = run("rescue", str(library)).splitlines()
    assert Path(out[0]).exists()
    assert Path(out[0]) == library.with_name("library-rescued.db")
    assert library.read_bytes() == whole[:-9000]
    assert "there already" in run("rescue", str(library), "--into", out[0], code=2)
