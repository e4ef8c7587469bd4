"""What a list of methods shows is what their files say, however they are written."""

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator import method_files
from facilitator.method_headings import heading_of, headings
from facilitator.method_writing import text_of


def test_headings_are_those_of_the_methods() -> None:
    """Reading the top only gives the same as reading all of it."""
    methods = {each.id: each for each in method_files.available()}
    found = headings()
    assert {each.id for each in found} == set(methods)
    for each in found:
        method = methods[each.id]
        assert (each.title, each.family, each.minutes, each.icon, each.least, each.most) == (
            *(method.title, method.family, method.minutes),
            *(method.icon, method.least, method.most),
        )


@pytest.mark.parametrize("purpose", ["Look:\nafter = [1]\nand so on", "[[not a table]]\n[[nor this]]", "x"])
def test_texts_that_look_like_the_end_of_the_top(tmp_path: Path, purpose: str) -> None:
    """A method from the editor is on Home whatever its texts hold."""
    method = replace(method_files.load("lean-coffee"), id="ours", purpose=purpose)
    path = tmp_path / "ours.toml"
    path.write_text(text_of(method), encoding="utf-8")
    found = heading_of(path, own=True)
    assert found is not None
    assert (found.title, found.least, found.most) == (method.title, method.least, method.most)
