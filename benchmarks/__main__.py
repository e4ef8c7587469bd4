"""Measure everything, or what is named: `python -m benchmarks [first_window note_durable ...]`.

Prints a line for each measurement and, in the end, the table for the README.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from benchmarks.measuring import Measured

MODULES = (
    "first_window",
    "note_durable",
    "board",
    "canvas_pdf",
    "force_picture",
    "coupling_map",
    "what_if",
    "rating_history",
    "review_report",
    "pictures",
    "timeline",
    "community_page",
    "newest_sessions",
    "language",
)
ONLY_WHEN_NAMED = ("large_library",)
"""What takes minutes: `make load`."""


def main(wanted: list[str]) -> int:
    """Run the measurements and print what they give. The exit code is 1 when a goal is missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    known = (*MODULES, *ONLY_WHEN_NAMED)
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    found = []
    for name in wanted or MODULES:
        measured = import_module(f"benchmarks.{name}").measure()
        each: Measured
        for each in measured if isinstance(measured, tuple) else (measured,):
            found.append(each)
            print(line(each), flush=True)
    print()
    print(table(found))
    return 0 if all(each.met for each in found) else 1


def line(measured: Measured) -> str:
    """Return one measurement on one line."""
    medians = f"{measured.ours:.2f} ms"
    if measured.bare is not None:
        medians += f" against {measured.bare:.2f} ms"
    verdict = "" if measured.met else "  MISSED"
    return (
        f"{measured.name:<32}  {measured.figure:6.2f}{measured.unit:<3}  goal {measured.goal:g}{measured.unit:<3}  "
        f"({medians}){verdict}"
    )


def table(found: list[Measured]) -> str:
    """Return the measurements as a table in Markdown."""
    rows = ["| What | Measured | Goal | Median | How |", "| --- | ---: | ---: | ---: | --- |"]
    for each in found:
        medians = f"{each.ours:.2f} ms"
        if each.bare is not None:
            medians += f" against {each.bare:.2f} ms"
        rows.append(
            f"| {each.name} | {each.figure:.2f}{each.unit} | ≤ {each.goal:g}{each.unit} | {medians} "
            f"| {each.detail} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
