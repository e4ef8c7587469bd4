"""Write docs/PROMISES.md: each promise, what proves it, the figures of the last run and the command that makes them.

`docs/promises/*.toml` hold the promises, a file a section; `docs/promises/figures/*.json` what the tests counted.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "PROMISES.md"
SECTIONS = ROOT / "docs" / "promises"

HEAD = """# Promises, and what proves them

A facilitator has one chance: the room is there now. Each promise below has tests that try to break it; `make test`
runs each in a short form, `make torture` in the long one, which takes the figures anew. This page is written by
`python -m tools.promises` from `docs/promises/`.
"""


def sections() -> Iterator[dict[str, Any]]:
    """Yield the sections in order, as their files have them."""
    found = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(SECTIONS.glob("*.toml"))]
    yield from sorted(found, key=lambda section: int(section["order"]))


def figures_of(name: str) -> Mapping[str, Any]:
    """Return what the run called `name` wrote; empty when it never ran."""
    path = SECTIONS / "figures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def shown(promise: Mapping[str, Any]) -> str:
    """Return the figures of a promise in words, with the day and the form of the run; a dash for none."""
    names = promise.get("figures", [])
    runs = [figures_of(name) for name in ([names] if isinstance(names, str) else names)]
    if not runs or not all(runs):
        return "–"
    run = dict(runs[0])
    for other in runs[1:]:
        # Parts of one torture that run beside each other.
        run["counted"] = {key: value + other["counted"][key] for key, value in run["counted"].items()}
    counted = {
        key: f"{value:,}" if isinstance(value, int) else value for key, value in run["counted"].items()
    }
    return f"{promise['words'].format(**counted)} ({run['form']} form, {run['day']})"


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for section in sections():
        parts.append(f"\n## {section['title']}\n\n")
        parts.append("| promise | proved by | last run | command |\n|---|---|---|---|\n")
        for promise in section["promise"]:
            tests = "<br>".join(f"`{each}`" for each in promise["tests"])
            command = promise.get("command", "make test")
            parts.append(f"| {promise['says']} | {tests} | {shown(promise)} | `{command}` |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
