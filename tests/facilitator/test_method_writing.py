"""Writing a method as a file: what is read back is the same method."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from facilitator import method_files
from facilitator.activities import kind
from facilitator.method import Activity, Box, Canvas, Lane, Method, Phase, Reference, Variant
from facilitator.method_files.building import COLOURS
from facilitator.method_writing import text_of

SHIPPED = method_files.available()


def again(method: Method) -> Method:
    """The method read from the file that was written of it."""
    return method_files.parse(text_of(method), f"{method.id}.toml")


@pytest.mark.parametrize("method", SHIPPED, ids=lambda each: each.id)
def test_every_shipped_method_comes_back(method: Method) -> None:
    """Nothing of a method that comes along is lost when somebody copies it."""
    assert again(method) == method


@pytest.mark.parametrize("method", SHIPPED, ids=lambda each: each.id)
def test_a_written_file_can_be_read_by_people(method: Method) -> None:
    """No line is much wider than a page, but for lists of short words."""
    wide = [line for line in text_of(method).splitlines() if len(line) > 400]
    assert wide == []


_SAFE = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x7f")
_HARD = st.sampled_from(
    ["\\", '"', "'", '"""', "\t", ".", " ", "  ", "\\n", "#", "=", "[[x]]", "…", "\U0001f600"]
)


def _texts(most: int, *, lines: bool) -> st.SearchStrategy[str]:
    parts = st.one_of(st.text(_SAFE, max_size=20), _HARD, st.just("\n") if lines else st.just(" "))
    joined = st.lists(parts, max_size=60).map(lambda each: "".join(each)[:most])
    long = st.lists(st.text(_SAFE, min_size=1, max_size=12), min_size=20, max_size=90).map(
        lambda each: " ".join(each)[:most]
    )
    return st.one_of(joined, long)


LINE = _texts(160, lines=False).map(lambda text: text.replace("\n", " ").strip() or "x")
TEXT = _texts(2000, lines=True).map(str.strip)
ID = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
MINUTES = st.one_of(st.integers(1, 1440).map(float), st.floats(0.01, 1440.0, allow_nan=False))


@st.composite
def methods(draw: st.DrawFn) -> Method:
    """A method with brainstorms of any text, a canvas and variants."""
    lane_ids = draw(st.lists(ID, min_size=1, max_size=3, unique=True))
    lanes = tuple(
        Lane(
            each,
            draw(LINE),
            draw(LINE),
            draw(st.sampled_from(COLOURS)),
            "box",
            tuple(draw(st.lists(TEXT.filter(bool), max_size=2))),
        )
        for each in lane_ids
    )
    phases = tuple(
        Phase(each, draw(LINE), draw(MINUTES), draw(LINE), say=draw(TEXT), watch=(draw(TEXT) or "x",))
        for each in kind("brainstorm").phases[: draw(st.integers(1, 4))]
    )
    activity = Activity("ideas", "brainstorm", draw(LINE), draw(TEXT), lanes=lanes, phases=phases)
    form = Activity(
        "form",
        "form",
        draw(LINE),
        phases=(Phase("fill", "Fill", draw(MINUTES)),),
        settings={
            "fields": [{"id": "a", "title": draw(LINE), "type": "choice", "choices": [draw(TEXT) or "x"]}],
            "rows": [
                {"id": "r", "title": draw(LINE), "fields": [{"id": "b", "title": draw(LINE)}], "most": 3}
            ],
            "carry": draw(st.booleans()),
        },
    )
    boxes = (
        Box("box", "star", draw(LINE), draw(LINE), 1, draw(st.floats(0.1, 50.0)), source=(lane_ids[0],)),
    )
    return Method(
        draw(ID),
        draw(LINE),
        draw(LINE),
        draw(TEXT),
        draw(TEXT),
        "flag",
        draw(MINUTES),
        2,
        draw(st.integers(2, 1000)),
        (Reference(draw(LINE), draw(LINE), draw(LINE)),),
        (activity, form),
        Canvas(draw(LINE), (1.0,), boxes) if draw(st.booleans()) else None,
        tuple(draw(st.lists(TEXT.filter(bool), max_size=2))),
        (Variant("short", draw(LINE), draw(MINUTES), {"ideas/solo": draw(MINUTES)}),),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(methods())
def test_any_method_comes_back(method: Method) -> None:
    """Whatever texts people write: quotation marks, backslashes, dots, lines, other scripts."""
    try:
        usable = method_files.from_mapping(method_files.to_mapping(method))
    except method_files.MethodError:
        reject()
    assert again(usable) == usable


@pytest.mark.parametrize(
    "text",
    [
        "a.b.c.d.e.f.g.h.i.j.k.l",
        '"' * 160,
        "\\" * 160,
        '." ' * 40,
        "word " * 30,
        "# no comment",
        "1.2.3.4.5.6.7.8.9.10 'x'.'y'",
    ],
)
def test_texts_that_look_like_something_else(text: str) -> None:
    """A file with them is refused by no rule that guards against hostile files."""
    method = SHIPPED[0]
    said: Any = replace(method, title=text.strip()[:160], purpose=(text * 20)[:2000].strip())
    usable = method_files.from_mapping(method_files.to_mapping(said))
    assert again(usable) == usable
