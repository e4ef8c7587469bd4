"""Hints on language: the labelled sentences of the tests, in paragraphs, until there are 150,000 words.

One sentence in ten is pointed out and the others are traps, which take as long. Real reports are quicker: fewer than
one sentence in a hundred has a hint.
"""

from __future__ import annotations

import time
import tomllib
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks.measuring import Measured, took
from facilitator.language import hints

GOAL = 2000.0
WORDS = 150_000
RUNS = 5
_SENTENCES = Path(__file__).parent.parent / "tests" / "language"


def measure() -> Measured:
    """Return how long it takes to look through the text, once the rules are read."""
    text = sample()
    hints("")
    times = [took(lambda: hints(text), time.process_time) for _ in range(RUNS)]
    return Measured(
        "hints in 150,000 words",
        median(times),
        GOAL,
        median(times),
        None,
        "CPU time; one sentence in ten with a hint, the others with words that look like one",
    )


def sample() -> str:
    """Return a text of so many words, five sentences a paragraph."""
    groups = [
        group
        for name in ("tuned.toml", "kept_apart.toml")
        for group in tomllib.loads((_SENTENCES / name).read_text("utf-8"))["group"]
    ]
    found = cycle([sentence for group in groups if group["class"] for sentence in group["sentences"]])
    traps = cycle([sentence for group in groups if not group["class"] for sentence in group["sentences"]])
    parts: list[str] = []
    count = 0
    for number in range(WORDS):
        sentence = next(found if number % 10 == 0 else traps)
        parts.append(sentence + ("\n\n" if number % 5 == 4 else " "))
        count += len(sentence.split())
        if count >= WORDS:
            break
    return "".join(parts)
