"""A session keeps its method as it was."""

import json
from dataclasses import replace

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.library import method_from_snapshot, snapshot_of
from facilitator.method import Box, Canvas, Method


def test_a_method_comes_back_from_its_snapshot(method: Method) -> None:
    """Through JSON and back it is the same value, canvas included."""
    canvas = Canvas(
        "One page", (1.0, 2.0), (Box("topics", "leaf", "Topics", "Which?", 1, 1.0, source=("a",)),)
    )
    for each in (method, replace(method, canvas=canvas)):
        assert method_from_snapshot(json.loads(json.dumps(snapshot_of(each)))) == each


def test_unknown_fields_are_left_out(method: Method) -> None:
    """A snapshot by a later version with more to say is still readable."""
    assert method_from_snapshot({**snapshot_of(method), "mood": "sunny"}) == method


@pytest.mark.parametrize("spoilt", [{}, {"activities": 5}, {"activities": ["x"]}])
def test_a_spoilt_snapshot_is_told(method: Method, spoilt: dict[str, object]) -> None:
    """One sentence instead of a crash."""
    values = {**snapshot_of(method), **spoilt} if spoilt else {}
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        method_from_snapshot(values)
