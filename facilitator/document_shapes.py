"""Shapes of free JSON in a document, made of each other: a shape returns the value that it is given, or refuses it."""

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.document_rows import (
    expect_choice,
    expect_id,
    expect_list,
    expect_object,
    expect_text,
    expect_values,
    expect_whole,
    fail,
    short,
)
from facilitator.voting import FINGERS

__all__ = [
    "COUNT",
    "HANDS",
    "NAMED",
    "TEXTS",
    "Shape",
    "answer",
    "by_id",
    "by_number",
    "many",
    "maybe",
    "record",
    "whole",
]

Shape = Callable[[Any, str], Any]


def maybe(shape: Shape) -> Shape:
    """Return the shape of what may also be left open."""
    return lambda value, where: None if value is None else shape(value, where)


def many(shape: Shape) -> Shape:
    """Return the shape of a list, each entry of `shape`."""
    return lambda value, where: [
        shape(each, f"{where}[{number}]") for number, each in enumerate(expect_list(value, where))
    ]


def by_id(shape: Shape) -> Shape:
    """Return the shape of an object that names its entries by ids."""
    return lambda value, where: {
        expect_id(key, where): shape(each, f"{where}.{key}")
        for key, each in expect_object(value, where).items()
    }


def by_number(shape: Shape) -> Shape:
    """Return the shape of an object that names its entries by whole numbers."""

    def read(value: Any, where: str) -> dict[str, Any]:
        for key in expect_object(value, where):
            if not (key.isascii() and key.isdecimal() and len(key) <= 3):
                fail(where, f"must name its entries by whole numbers (not “{short(key)}”)")
        return {key: shape(each, f"{where}.{key}") for key, each in value.items()}

    return read


def whole(least: int, most: int) -> Shape:
    """Return the shape of a whole number from `least` to `most`."""
    return lambda value, where: expect_whole(value, where, least, most)


def record(shapes: Mapping[str, Shape], *needed: str) -> Shape:
    """Return the shape of an object with these entries, those that are `needed` and any others."""

    def read(value: Any, where: str) -> dict[str, Any]:
        given = {**dict.fromkeys(needed), **expect_object(value, where)}
        return {
            expect_text(key, where): shapes.get(key, expect_values)(each, f"{where}.{key[:40]}")
            for key, each in given.items()
        }

    return read


def answer(value: Any, where: str) -> str:
    """Return what somebody says to a proposal."""
    return expect_choice(value, ("yes", "objection"), where)


COUNT = whole(0, 1_000_000)
TEXTS = many(expect_text)
NAMED = record({"id": expect_text, "title": expect_text}, "id", "title")
HANDS = many(whole(0, FINGERS))
