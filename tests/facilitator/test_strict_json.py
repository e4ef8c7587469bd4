"""Reading JSON that somebody else wrote."""

import json

import pytest

from facilitator import strict_json
from facilitator.errors import UserError


def test_good_json_is_read_as_it_is() -> None:
    """Letters of all scripts, nesting, and brackets or quotes inside texts come through."""
    value = {"a": [1, 2.5, True, None, 'x"]}[{'], "ü": {"\\": "🚀"}}
    assert strict_json.parse(json.dumps(value)) == value
    assert strict_json.parse("\ufeff".encode() + json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"\xff\xfe{}", "not UTF-8"),
        (b"{", "no JSON"),
        (b"", "no JSON"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b"[NaN]", "NaN is no number"),
        (b"[-Infinity]", "Infinity is no number"),
        (b"[1e999]", "larger or longer"),
        (b"[" + b"9" * 5000 + b"]", "5000 digits"),
        (b"[0." + b"1" * 5000 + b"]", "larger or longer"),
        (b"[" * 100_000, "deeper than"),
        (b'{"a":' * 100_000, "deeper than"),
        (b'"' + b'\\"' * 200_000, "no JSON"),
    ],
)
def test_bad_json_is_refused_in_one_sentence(text: bytes, told: str) -> None:
    """Whatever is thrown at it, the answer is one line and never a traceback or an endless wait."""
    with pytest.raises(UserError, match=told) as caught:
        strict_json.parse(text)
    assert "\n" not in str(caught.value)


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would fill the memory is refused before it is parsed."""
    monkeypatch.setattr(strict_json, "MOST_BYTES", 1000)
    with pytest.raises(UserError, match="larger than"):
        strict_json.parse(b" " * 1001)
    assert strict_json.parse(b"1" + b" " * 999) == 1


def test_depth_counts_brackets_and_not_texts() -> None:
    """The deepest document that is allowed is read, one level more is not."""
    most = strict_json.DEEPEST
    assert strict_json.parse("[" * most + "]" * most)
    with pytest.raises(UserError, match="deeper"):
        strict_json.parse("[" * (most + 1) + "]" * (most + 1))
    assert strict_json.parse(json.dumps("[" * 1000)) == "[" * 1000
