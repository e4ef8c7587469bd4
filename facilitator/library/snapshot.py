"""The snapshot of a method that a session keeps: a method as plain JSON values and back."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from facilitator.errors import EnvironmentFault
from facilitator.method import Method


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


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, values: Mapping[str, Any]) -> Any:
    known = {name: _read(hint, values[name]) for name, hint in _hints(kind).items() if name in values}
    return kind(**known)


def _read(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _read(next(each for each in get_args(hint) if each is not type(None)), value)
    if origin is tuple:
        return tuple(_read(get_args(hint)[0], each) for each in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value)
    return float(value) if hint is float else value
