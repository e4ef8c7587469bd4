"""The snapshot of a method that a session keeps: a method as plain JSON values and back."""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from facilitator.errors import EnvironmentFault
from facilitator.method import Method

_Reader = Callable[[Any], Any]


def snapshot_of(method: Method) -> dict[str, Any]:
    """Return `method` as values that JSON knows: dicts, lists, texts, numbers."""
    plain = _plain(method)
    assert isinstance(plain, dict)
    return plain


def method_from_snapshot(values: Mapping[str, Any]) -> Method:
    """Return the method of a snapshot; unknown names are left out, missing ones take their default.

    Raises:
        EnvironmentFault: the snapshot misses what every method has, so whoever wrote it was not this program.
    """
    try:
        method: Method = _build(Method, values)
    except (TypeError, ValueError, AttributeError) as error:
        raise EnvironmentFault(
            "The method of this session cannot be read. Run 'facilitator check', then restore a backup."
        ) from error
    return method


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value


def _build(kind: Any, values: Mapping[str, Any]) -> Any:
    return kind(**{name: read(values[name]) for name, read in _readers(kind) if name in values})


@cache
def _readers(kind: Any) -> tuple[tuple[str, _Reader], ...]:
    """Return how each field of a dataclass is read: asked for hundreds of times while one method is built."""
    return tuple((name, _reader(hint)) for name, hint in get_type_hints(kind).items())


def _reader(hint: Any) -> _Reader:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(each for each in get_args(hint) if each is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each_one = _reader(get_args(hint)[0])
        return lambda value: tuple(map(each_one, value))
    if is_dataclass(hint) and isinstance(hint, type):
        return partial(_build, hint)
    return float if hint is float else _same


def _same(value: Any) -> Any:
    return value
