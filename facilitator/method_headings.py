"""What a list of methods shows of each: read from the top of its file, without reading the rest."""

from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import resources

_MOST_BYTES = 64_000


class Heading(NamedTuple):
    """The top of a method's file, unchecked. `own` tells that it is a file of the user's, not one of the program."""

    id: str
    title: str
    summary: str
    icon: str
    minutes: float
    least: int
    most: int
    own: bool = False
    family: str = ""


def headings(user_folder: Path | None = None) -> list[Heading]:
    """Return what a list shows of every method: those of the program first, then the user's own, each by title.

    No file is read whole, so a file of the user's may hold a mistake further down; `method_files.problems` tells.
    """
    built_in = {name: resources.path(f"methods/{name}") for name in resources.names("methods", ".toml")}
    own: list[Path] = []
    if user_folder is not None:
        try:
            own = [each for each in user_folder.iterdir() if each.suffix == ".toml" and each.is_file()]
        except OSError:
            # No folder, or none that may be looked into: no methods of one's own.
            own = []
    shipped = [heading_of(path, own=False) for path in built_in.values()]
    mine = [heading_of(path, own=True) for path in own if path.name not in built_in]
    return [*_by_title(shipped), *_by_title(mine)]


def _by_title(found: list[Heading | None]) -> list[Heading]:
    return sorted((each for each in found if each is not None), key=lambda heading: heading.title)


def heading_of(path: Path, own: bool) -> Heading | None:
    """Return the heading of a method's file; None when its top cannot be read as one: then the file has a mistake."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            top = _read(_top_of(file.read(_MOST_BYTES)))
        people = top["people"]
        return Heading(
            path.stem,
            _word(top["title"]),
            _word(top.get("summary", "")),
            _word(top.get("icon", "file")),
            float(top["minutes"]),
            int(people["least"]),
            int(people["most"]),
            own,
            _word(top.get("family", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _top_of(text: str) -> str:
    """Return what stands before the first array of tables, which is where the activities and credits begin."""
    return text[: text.index("\n[[") + 1] if "\n[[" in text else "" if text.startswith("[[") else text


def _read(top: str) -> dict[str, Any]:
    """Return the values of the top; the hints for afterwards, half of it, only where something is missing without them.

    Raises:
        ValueError: it is no TOML.
    """
    # Only when a list of methods is made.
    import tomllib

    before, found, _ = top.partition("\nafter = [")
    if found:
        # Words that look like that may also stand in a text, which is then cut in the middle.
        with suppress(ValueError):
            values = tomllib.loads(before)
            if all(each in values for each in ("title", "icon", "minutes", "people")):
                return values
    return tomllib.loads(top)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return " ".join(value.split())
