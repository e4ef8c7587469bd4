"""How an answer of the method editor is written and read: lists as lines, ids with commas, words behind numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

__all__ = ["number_from", "read_answer", "written_answer"]


def written_answer(kind: str, value: Any) -> str:
    """Return what stands in the field for a value; what has another shape than it should is written as it is."""
    if value is None:
        return ""
    if kind == "texts" and isinstance(value, list | tuple):
        texts = [str(each) for each in value]
        return ("\n\n" if any("\n" in each for each in texts) else "\n").join(texts)
    if kind in ("ids", "numbers") and isinstance(value, list | tuple):
        return ", ".join(_number(each) if isinstance(each, float) else str(each) for each in value)
    if kind == "words" and isinstance(value, Mapping):
        return "\n".join(f"{key} = {words}" for key, words in value.items())
    if isinstance(value, float):
        return _number(value)
    return str(value)


def read_answer(kind: str, text: str, *, paragraphs: bool = False) -> Any:
    """Return the value that a person typed; what is no number stays text, so that the check can say so.

    With `paragraphs` the entries of a list have an empty line between them.
    """
    match kind:
        case "texts":
            return _texts(text, paragraphs=paragraphs)
        case "ids":
            return [each.strip() for each in text.replace("\n", ",").split(",") if each.strip()]
        case "numbers":
            return [number_from(each) for each in text.split(",") if each.strip()]
        case "words":
            pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
            return {key.strip(): words.strip() for key, _, words in pairs}
        case "number":
            return number_from(text)
        case "whole":
            found = number_from(text)
            return int(found) if isinstance(found, float) and found.is_integer() else found
        case "line":
            return text.strip()
    return text.strip()


def number_from(text: str) -> float | str:
    """Return a number, or the text where it is none: "7.5", "7,5"; what has no end is none either."""
    bare = text.strip().replace(",", ".")
    try:
        found = float(bare) if bare else None
    except ValueError:
        return text.strip()
    return found if found is not None and isfinite(found) else text.strip()


def _texts(text: str, *, paragraphs: bool) -> Sequence[str]:
    if not paragraphs and "\n\n" not in text.strip():
        return [line.strip() for line in text.splitlines() if line.strip()]
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return ["\n".join(each) for each in found if each]


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
