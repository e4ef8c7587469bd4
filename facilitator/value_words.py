"""What of the values that activities keep can be searched: what people wrote, never ids, moments and figures.

The library's search index holds these words, and its check compares them. So a release that changes what is searched
needs a step in `facilitator.library.migrations` that enters the values anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

_Words = Callable[[Any], Iterator[str]]


def _text(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value


def _parts(*names: str) -> _Words:
    def of(value: Any) -> Iterator[str]:
        if isinstance(value, Mapping):
            for name in names:
                yield from _text(value.get(name))

    return of


def _each(words: _Words) -> _Words:
    def of(value: Any) -> Iterator[str]:
        entries: Iterable[Any] = ()
        if isinstance(value, Mapping):
            entries = value.values()
        elif isinstance(value, list | tuple):
            entries = value
        for each in entries:
            yield from words(each)

    return of


_PREFIXED: Mapping[str, _Words] = {
    "entry:": _parts("text", "source", "known"),
    "field:": _text,
    "party:": _parts("name"),
    "row:": _each(_text),
}
_WORDS: Mapping[str, _Words] = {
    "agreed": _each(_parts("why")),
    "change": _parts("now", "wanted"),
    "commitment": _each(_parts("scope", "done_when")),
    "consent": _each(_parts("text")),
    "incident": _parts("service"),
    "leaders": _each(_parts("name", "role", "words")),
    "nominations": _each(_parts("reason")),
    "not_done": _each(_parts("text", "reason")),
    "objections": _each(_text),
    "words": _each(_text),
}


def words_of(key: str, value: Any) -> str:
    """Return what can be searched of the value kept under `key`, a line each; "" where nothing can.

    A value of another shape than its key promises gives what it has. Left out are private notes, earlier wordings of
    what a meeting corrected, and what a method brings along.
    """
    words = _words_for(key)
    return "" if words is None else "\n".join(words(value))


def is_searched(key: str) -> bool:
    """Tell whether anything of a value under `key` can be searched."""
    return _words_for(key) is not None


def _words_for(key: str) -> _Words | None:
    found = _WORDS.get(key)
    return found or next((each for prefix, each in _PREFIXED.items() if key.startswith(prefix)), None)
