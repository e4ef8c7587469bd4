"""Hints on language: the labelled sentences of the tests, in paragraphs, until there are 150,000 words.

Nearly every second of these sentences is pointed out, where a report has one in a hundred: it is the slow case.
"""

from __future__ import annotations

import tomllib
from itertools import cycle, islice
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
    times = [took(lambda: hints(text)) for _ in range(RUNS)]
    return Measured(
        "hints in 150,000 words",
        median(times),
        GOAL,
        median(times),
        None,
        "the labelled sentences of the tests over and over, half of them with a hint",
    )


def sample() -> str:
    """Return a text of so many words, five sentences a paragraph."""
    sentences = [
        sentence
        for name in ("tuned.toml", "kept_apart.toml")
        for group in tomllib.loads((_SENTENCES / name).read_text("utf-8"))["group"]
        for sentence in group["sentences"]
    ]
    parts: list[str] = []
    count = 0
    for number, sentence in enumerate(islice(cycle(sentences), WORDS)):
        parts.append(sentence + ("\n\n" if number % 5 == 4 else " "))
        count += len(sentence.split())
        if count >= WORDS:
            break
    return "".join(parts)
