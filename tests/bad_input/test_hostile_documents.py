"""A file that is no good session is refused in one line, and the library is left as it was, to the byte."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Document = dict[str, Any]
Refusal = Callable[..., str]


def note(**changed: object) -> Document:
    """A note as a document has it, with something changed."""
    return {
        "id": "n1", "lane": "vision", "text": "x", "colour": "sun", "group_id": None, "author_id": None,
        "position": 1.0, **changed,
    }  # fmt: skip


def nested(depth: int) -> Any:
    """A value inside a value inside a value."""
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


CHANGED: dict[str, tuple[Callable[[Document], object], str]] = {
    "an unknown field": (lambda it: it.update(colour="red"), "“colour” that is not known"),
    "an unknown field deep inside": (lambda it: it["session"].update(x=1), "“x” that is not known"),
    "a wrong type": (lambda it: it["session"].update(title=5), "session.title must be a text"),
    "a list for an object": (lambda it: it.update(session=[]), "session must be an object"),
    "an object for a list": (lambda it: it.update(notes={}), "notes must be"),
    "true for a number": (lambda it: it["session"].update(minutes=True), "session.minutes must be"),
    "a huge real number": (lambda it: it["session"].update(minutes=1e300), "must be between"),
    "a huge whole number": (lambda it: it["session"].update(head_count=10**30), "must be between"),
    "a negative head count": (lambda it: it["session"].update(head_count=-1), "must be between"),
    "a position beyond all": (lambda it: it["notes"].append(note(position=1e308)), "must be between"),
    "deep nesting": (lambda it: it["notes"].append(note(text=nested(500))), "deeper than"),
    "a lone surrogate in an id": (lambda it: it["session"].update(id="\ud800"), "session.id must be an id"),
    "an empty note": (lambda it: it["notes"].append(note(text=" \n")), "must not be empty"),
    "a note too long": (lambda it: it["notes"].append(note(text="x" * 100_001)), "100,001 characters"),
    "a lane that is not there": (lambda it: it["notes"].append(note(lane="nowhere")), "the lane “nowhere”"),
    "one id twice": (lambda it: it["notes"].extend([note(), note()]), "a second time"),
    "no method": (lambda it: it.pop("method"), "method is missing"),
    "a method with a mistake": (lambda it: it["method"].update(minutes="long"), "The method in this file"),
    "a newer version": (lambda it: it.update(version=99), "newer Facilitator"),
    "another format": (lambda it: it.update(format="x"), "no session of Facilitator"),
}
RAW: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "nothing at all": (lambda _: "", "no JSON"),
    "half of it": (lambda text: text[: len(text) // 2], "no JSON"),
    "another encoding": (lambda text: text.encode("utf-16"), "not UTF-8"),
    "a surrogate in bytes": (lambda text: text.encode().replace(b"Spring", b"\xed\xa0\x80"), "not UTF-8"),
    "NaN": (lambda text: text.replace('"minutes": 120.0', '"minutes": NaN', 1), "NaN is no number"),
    "infinite": (lambda text: text.replace('"minutes": 120.0', '"minutes": 1e999', 1), "larger or longer"),
    "endless digits": (
        lambda text: text.replace('"minutes": 120.0', f'"minutes": {"1" * 5000}', 1),
        "digits",
    ),
    "a key twice": (lambda text: text.replace('"title"', '"title": "x", "title"', 1), "stands twice"),
    "brackets without end": (lambda _: '{"a":' * 100_000, "deeper than"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8"),
}


def refuse(refused: Refusal, library: Path, content: str | bytes, told: str, folder: Path) -> None:
    """Import `content`: it is told in one line, and nothing of the library or its folder is different."""
    file = folder / "given.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    before = library.read_bytes()
    beside = sorted(library.parent.iterdir())
    assert told in refused("import", str(file), code=2)
    assert library.read_bytes() == before
    assert sorted(library.parent.iterdir()) == beside


@pytest.mark.parametrize(("change", "told"), CHANGED.values(), ids=CHANGED)
def test_a_document_with_a_mistake(
    document: Document,
    refused: Refusal,
    library_file: Path,
    change: Callable[[Document], object],
    told: str,
    tmp_path: Path,
) -> None:
    """The line names the place of the mistake."""
    change(document)
    refuse(refused, library_file, json.dumps(document), told, tmp_path)


@pytest.mark.parametrize(("spoil", "told"), RAW.values(), ids=RAW)
def test_a_file_that_is_hardly_json(
    document: Document,
    refused: Refusal,
    library_file: Path,
    spoil: Callable[[str], str | bytes],
    told: str,
    tmp_path: Path,
) -> None:
    """The line says what kind of file it is not."""
    refuse(refused, library_file, spoil(json.dumps(document, ensure_ascii=False)), told, tmp_path)


def test_an_exact_id_is_found_among_many_that_begin_with_it(
    document: Document, command: Callable[..., str], tmp_path: Path
) -> None:
    """A session called "s" comes in as a copy the second time, also when twenty others are called "s" and more."""
    names = ["s", *(f"s{number}" for number in range(25))]
    file = tmp_path / "given.json"
    for name in names:
        document["session"]["id"] = name
        file.write_text(json.dumps(document))
        assert command("import", str(file)).strip() == name
    document["session"]["id"] = "s"
    file.write_text(json.dumps(document))
    copied = command("import", str(file)).strip()
    assert copied not in names
    assert json.loads(command("show", "s", "--json"))["session"]["id"] == "s"
