"""Files that somebody made to break the program: whatever is in them, one sentence, bounded memory, nothing changed."""

import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from exports.json_file import json_text
from exports.source import source_of
from facilitator import method_files, postmortem_files
from facilitator.audience import view
from facilitator.document import from_document
from facilitator.errors import FacilitatorError
from facilitator.importing import import_session
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.pictures import media_type_of
from facilitator.postmortem_taking import taking
from facilitator.session import Session
from facilitator.timeline_imports.previews import preview

pytestmark = pytest.mark.torture

Rounds = Callable[[int, int], int]
Figures = Callable[..., None]
DAY = date(2026, 2, 17)
PEOPLE = (("Anna Schmidt", "On call"), ("Will", ""))
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def bounded() -> Iterator[None]:
    """Give this process only 1.5 GB more memory than it has: a file that wants more ends the test."""
    if sys.platform != "linux":
        yield
        return
    import resource

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + 1_500_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def refused(act: Callable[[], object], what: object) -> bool:
    """Tell whether `act` was refused; in one line, or it is a mistake."""
    try:
        act()
    except FacilitatorError as refusal:
        if "\n" in str(refusal) or len(str(refusal)) > 1000:
            raise AssertionError(f"{what!r}: {refusal}") from refusal
        return True
    except Exception as crash:
        raise AssertionError(f"{what!r} crashed") from crash
    return False


@pytest.fixture(scope="module")
def good() -> dict[str, dict[str, Any]]:
    """Documents with a bit of everything, by method."""
    found = {}
    for name in ("cop-bootstrap", "postmortem", "cop-health-check", "force-field"):
        session = rehearse(method_files.load(name))
        session.course.start()
        session.people.add(["Anna", "Bo"])
        session.actions.add("do it", owner="Anna", due="2026-03-01")
        session.parking.park("later")
        lanes = [lane.id for each in session.data.method.activities for lane in each.lanes]
        notes = [session.notes.add(lane, f"note in {lane}") for lane in lanes[:1] * 3]
        if notes:
            session.groups.create([each.id for each in notes[:2]], "G")
        if name == "postmortem":
            session.timeline.add_line("2026-02-17 12:00 > The queue grows")
            session.forms.set_field("reading", "overview", "text")
            session.commitments.commit("Relieve", owner="Bo", scope="s", done_when="d")
        found[name] = json.loads(json_text(source_of(session), with_ballots=True))
    return found


def strange(chance: random.Random) -> Any:
    """A value that is none of those that were expected."""
    deep: Any = 1
    for _ in range(chance.choice((1, 30, 70))):
        deep = [deep] if chance.random() < 0.5 else {"a": deep}
    return chance.choice(
        [
            *(
                None,
                True,
                False,
                0,
                -1,
                1,
                2**31,
                2**63,
                10**39,
                0.1,
                -0.0,
                1e12,
                1e308,
                "",
                " ",
                "x",
                "é" * 300,
            ),
            *("\u202e", "\ud800", "\x00", "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"),
            *(
                [],
                {},
                [[]],
                [None],
                {"": ""},
                {"is": 1},
                {"id": "x"},
                ["x"] * 200,
                {str(n): n for n in range(200)},
            ),
            *(deep, "x" * 100_001, "prepare", "n1", "../x", "1e999", [1, "a", None, {}]),
        ]
    )


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a value: what holds it and under which key."""
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(each, dict | list):
            yield from places_in(each)


def spoil(document: dict[str, Any], chance: random.Random) -> str:
    """Return the document with something strange in it, as a text."""
    changed = json.loads(json.dumps(document))
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        # Most of a document is its method; the rest shall have its share.
        inside = {k: v for k, v in changed.items() if k != "method"} if chance.random() < 0.8 else changed
        holder, key = chance.choice(list(places_in(inside)))
        match chance.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[chance.choice(("x", "id", "is", "text", key + "2", "\u202e", ""))] = strange(chance)
            case 2 if isinstance(holder, list):
                holder.insert(chance.randrange(len(holder) + 1), holder[key])
            case 3:
                other, from_key = chance.choice(list(places_in(inside)))
                holder[key] = json.loads(json.dumps(other[from_key]))
            case _:
                holder[key] = strange(chance)
    text = json.dumps(changed)
    if chance.random() < 0.2:
        place = chance.randrange(len(text))
        text = (
            text[:place]
            + chance.choice(("", ",", "]", "{", '"', "\\u", "NaN", "1" * 500))
            + text[place + 1 :]
        )
    return text


def use(session: Session) -> None:
    """Look at a session that came in as windows do."""
    view(session)
    session.course.start()
    for activity in session.data.method.activities:
        for phase in session.course.phases(activity):
            session.course.go(activity.id, phase.id)
            view(session)
    session.course.finish()
    source_of(session)


def test_documents_that_were_spoiled(
    good: dict[str, dict[str, Any]], tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """Each is refused and changes nothing, or comes in whole and can be used."""
    told, tried = Counter[str](), rounds(200, 3000)
    names = sorted(good)
    path = tmp_path / "library.db"
    with Library.create_or_open(path) as library:
        keep = new_session(library, method_files.load("cop-bootstrap"), "Ours")
        for seed in range(tried):
            chance = random.Random(seed)
            text = spoil(good[names[seed % len(names)]], chance)
            before = library.summaries(), path.read_bytes()
            taken: list[str] = []

            def take(text: str = text, taken: list[str] = taken) -> None:
                taken.append(import_session(library, text).session_id)

            if refused(take, f"seed {seed}"):
                told["refused"] += 1
                assert (library.summaries(), path.read_bytes()) == before
                continue
            told["taken"] += 1
            refused(lambda taken=taken: use(open_session(library, taken[0])), f"use, seed {seed}")
            if told["taken"] % 20 == 0:
                assert library.check() == []
        assert open_session(library, keep).data.session.title == "Ours"
        assert library.check() == []
    assert min(told["refused"], told["taken"]) > tried / 20
    figures("documents", tried=tried, refused=told["refused"], taken=told["taken"], crashes=0)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150)
@given(_JSON | st.binary(max_size=200) | st.text(max_size=200))
def test_anything_is_no_document(value: Any) -> None:
    """Any value of JSON, any bytes, any text."""
    content = value if isinstance(value, bytes | str) else json.dumps(value)
    assert refused(lambda: from_document(content), content)


@settings(max_examples=60)
@given(st.sampled_from(["session", "place", "community", "notes", "history", "activity_values"]), _JSON)
def test_any_value_in_a_document(part: str, value: Any) -> None:
    """A part of a good document that is something else."""
    session = rehearse(method_files.load("start-stop-continue"))
    document = json.loads(json_text(source_of(session)))
    document[part] = value
    refused(lambda: from_document(json.dumps(document)), value)


@pytest.mark.parametrize("stamp", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "0001-01-01"])
def test_the_ends_of_the_calendar(good: dict[str, dict[str, Any]], stamp: str) -> None:
    """A time that cannot be shown in every zone is refused, wherever it stands."""
    for part, name in (("session", "created"), ("session", "starts"), ("place", "started")):
        document = json.loads(json.dumps(good["cop-bootstrap"]))
        document[part][name] = stamp
        assert refused(lambda document=document: from_document(document), (part, name))


def test_a_value_that_is_missing(good: dict[str, dict[str, Any]]) -> None:
    """What an activity keeps has to be there."""
    document = json.loads(json.dumps(good["postmortem"]))
    del document["activity_values"][0]["value"]
    assert refused(lambda: from_document(document), "value")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("kind", ["json", "library", "method", "csv", "md"])
def test_200_megabytes(tmp_path: Path, kind: str) -> None:
    """A file as large as that is refused by a program that has 400 MB in all; nothing of it is read twice."""
    path = tmp_path / f"large.{kind}"
    with path.open("wb") as file:
        file.write({"json": b'{"a": "', "library": b"SQLite format 3\0"}.get(kind, b"12:00 x\n"))
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    read = {
        "json": "from facilitator.strict_json import parse, read_start; parse(read_start(path))",
        "library": "from facilitator.library import Library; Library.open_existing(path)",
        "method": "from facilitator import method_files; method_files.read_file(path)",
        "csv": "from facilitator.timeline_imports import source; source.read_file(path)",
        "md": "from facilitator import postmortem_files; postmortem_files.open_file(path)",
    }[kind]
    code = (
        "import resource, sys, pathlib\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))\n"
        f"path = pathlib.Path({str(path)!r})\n"
        "from facilitator.errors import FacilitatorError\n"
        f"try:\n    {read}\nexcept FacilitatorError as told:\n    print(told)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert len(ended.stdout.splitlines()) == 1


def test_methods_that_were_spoiled(rounds: Rounds, figures: Figures) -> None:
    """A method file with lines gone, doubled or changed, or with other bytes in it."""
    texts = [resources.read_text(f"methods/{name}") for name in resources.names("methods", ".toml")]
    told, tried = Counter[str](), rounds(150, 4000)
    for seed in range(tried):
        chance = random.Random(seed)
        lines = chance.choice(texts).split("\n")
        for _ in range(chance.choice((1, 1, 2, 6))):
            place = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[place]
                case 1:
                    lines.insert(place, chance.choice(lines))
                case 2:
                    key = lines[place].partition("=")[0]
                    value = chance.choice(
                        (
                            "-1",
                            "1e400",
                            "nan",
                            "[]",
                            "{}",
                            '""',
                            '"\\u0000"',
                            "2026-01-01",
                            "[[[]]]",
                            "true",
                            "'x'",
                        )
                    )
                    lines[place] = f"{key}= {value}"
                case 3:
                    lines[place] = chance.choice(
                        ("[[", "[a.b.c]", "]]", '"""', "\x00", "=", "a.b.c.d = 1", "\u202e")
                    )
                case _:
                    at = chance.randrange(len(lines[place]) + 1)
                    lines[place] = (
                        lines[place][:at] + chr(chance.randrange(1, 0x3000)) + lines[place][at + 1 :]
                    )
        text = "\n".join(lines)
        told[
            "refused" if refused(lambda text=text: method_files.parse(text, "m.toml"), seed) else "taken"
        ] += 1
    assert told["refused"] > tried / 4
    figures("methods", tried=tried, refused=told["refused"], taken=told["taken"], crashes=0)


_UNITS = (
    *(
        "1",
        "12:00 ",
        "12:00\n",
        "a ",
        "| a ",
        "|",
        "|\n",
        "| 12:00 | b |\n",
        "- ",
        "# h\n",
        "[12:00] @x: y\n",
        "[",
    ),
    *(
        "(",
        "](",
        "[a](",
        "**",
        "`",
        "```\n",
        "<@U1> ",
        "2026-02-17 ",
        "2026-02-17T12:00:00Z,x\n",
        '"',
        '12:00,"',
    ),
    *(
        ";",
        ",",
        "\t",
        "\r",
        "12:00 > ",
        "12:00–13:00 x | y | z\n",
        "x [9:41 AM]\n y\n",
        "---\n",
        "+01:00 ",
        "@a.b ",
    ),
    *(
        "https://a/",
        "_",
        "’s ",
        "Anna ",
        "\u202e",
        "\u0301",
        "99:99 ",
        "0" * 50 + " ",
        "\x00",
        "\ud800",
        "=1+1,",
    ),
)


def test_timelines_and_postmortems_from_anywhere(rounds: Rounds, figures: Figures) -> None:
    """CSV, chats, Markdown and lines, mixed, cut and endless: a preview or a sentence."""
    data = rehearse(method_files.load("postmortem")).data
    folder = ROOT / "tests" / "facilitator" / "postmortem_samples"
    samples = [each.read_text("utf-8") for each in sorted(folder.iterdir())]
    told, tried = Counter[str](), rounds(80, 3000)
    for seed in range(tried):
        chance = random.Random(seed)
        if seed < len(_UNITS):
            text = _UNITS[seed] * (rounds(8_000, 60_000) // len(_UNITS[seed]))
        elif chance.random() < 0.5:
            text = "".join(chance.choice(_UNITS) for _ in range(chance.randrange(400)))
        else:
            text = chance.choice(samples)
            for _ in range(chance.randrange(1, 30)):
                place = chance.randrange(len(text) + 1)
                text = text[:place] + chance.choice(_UNITS) + text[place + chance.randrange(40) :]
        raw = text.encode("utf-8", "surrogatepass") if chance.random() < 0.3 else text
        for act in (
            lambda raw=raw: preview(raw, DAY, "Europe/Berlin", people=PEOPLE),
            lambda raw=raw: taking(postmortem_files.read(raw), data, DAY, "UTC"),
        ):
            told["refused" if refused(act, seed) else "shown"] += 1
    assert told["shown"] > tried / 4
    figures("imports", tried=told["refused"] + told["shown"], refused=told["refused"], crashes=0)


def test_pictures_that_were_spoiled(rounds: Rounds, figures: Figures) -> None:
    """A logo with other bytes in it: refused, or its kind is told; its pixels are not looked at before."""
    import io

    from PIL import Image

    drawn = []
    for kind in ("PNG", "JPEG"):
        target = io.BytesIO()
        Image.new("RGB", (30, 20), "red").save(target, kind)
        drawn.append(target.getvalue())
    told, tried = Counter[str](), rounds(400, 20_000)
    for seed in range(tried):
        chance = random.Random(seed)
        data = bytearray(chance.choice(drawn))
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(min(len(data), 60))] = chance.randrange(256)
        data = data[: chance.randrange(1, len(data) + 1)] if chance.random() < 0.3 else data
        told["refused" if refused(lambda data=data: media_type_of(bytes(data)), seed) else "taken"] += 1
    svg = b"<?xml version='1.0'?><svg xmlns:xlink='x'><image xlink:href='file:///etc/passwd'/></svg>"
    assert refused(lambda: media_type_of(svg), svg)
    assert told["refused"] > tried / 4
    figures("pictures", tried=tried, refused=told["refused"], crashes=0)


def test_coverage_leads_to_no_crash(
    good: dict[str, dict[str, Any]], tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """Atheris changes documents by what of the reader they reach; long form only."""
    if not rounds(0, 1):
        pytest.skip("only in the long form")
    pytest.importorskip(
        "atheris", reason="atheris is not installed: tools/setup.sh torture (Linux, Python 3.11 to 3.13)"
    )
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name, document in good.items():
        small = {**document, "history": []}
        (seeds / name).write_text(json.dumps(small))
    code = (
        "import sys, atheris\n"
        "with atheris.instrument_imports(include=['facilitator.document', 'facilitator.strict_json']):\n"
        "    from facilitator.document import from_document\n"
        "from facilitator.errors import FacilitatorError\n"
        "def once(data):\n"
        "    try:\n        from_document(data)\n"
        "    except FacilitatorError as told:\n"
        "        assert chr(10) not in str(told)\n"
        f"atheris.Setup(['x', '-max_total_time=60', '-max_len=200000', '-rss_limit_mb=1500', {str(seeds)!r}], once)\n"
        "atheris.Fuzz()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    told = ended.stderr.decode("utf-8", "replace")
    assert ended.returncode == 0, told[-3000:]
    runs = re.search(r"Done (\d+) runs", told)
    assert runs, told[-3000:]
    figures("coverage", tried=int(runs[1]), crashes=0)
