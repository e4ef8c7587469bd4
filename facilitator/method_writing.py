"""From a method to the text of its file: what `method_files.parse` reads back as the same method.

The text is for people, who go on with it in an editor: the order and the shape of the files that come with the
program, long texts broken into lines. Written here and not by a TOML library, because those write what was parsed, and
a method from the editor was never a file; the whole of what a method can hold fits a page.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.method import Method
from facilitator.method_files import to_mapping

HEAD = "A method for Facilitator. The format of this file: docs/methods.md."
_WIDTH = 110
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r"}
# A reader of method files is wary of lines with many dots in them, since they may be keys of many parts.
_MANY_DOTS = 8
_INLINE = ("people", "words", "phases")
"""Tables that are short enough to stand on one line."""


def text_of(method: Method, head: str = HEAD) -> str:
    """Return the file of `method`, `head` a line of comment on top of it."""
    mapping = to_mapping(method)
    activities = mapping.pop("activities")
    canvas = mapping.pop("canvas", None)
    lines = [f"# {' '.join(head.split())}", "", *_table("", mapping)]
    for activity in activities:
        lines += ["", "", "[[activities]]", *_table("activities", activity)]
    if canvas is not None:
        lines += ["", "", "[canvas]", *_table("canvas", canvas)]
    return "\n".join(lines) + "\n"


def _table(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a table: its own values first, then the tables inside it, in their order."""
    later: list[tuple[str, Any]] = []
    for key, value in table.items():
        if _is_tables(value) or (isinstance(value, Mapping) and key not in _INLINE):
            later.append((key, value))
        else:
            yield from _value(key, value)
    for key, value in later:
        name = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping):
            own = [each for each in value.values() if not _is_tables(each)]
            if own or not value:
                yield from ("", f"[{name}]")
            yield from _table(name, value)
        else:
            for each in value:
                yield from ("", f"[[{name}]]")
                yield from _table(name, each)


def _is_tables(value: Any) -> bool:
    return (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(each, Mapping) for each in value)
    )


def _value(key: str, value: Any) -> Iterator[str]:
    """Yield `key = value`, over several lines where it is long."""
    name = _key(key)
    if isinstance(value, str) and (len(value) > _WIDTH or "\n" in value):
        yield from _long(name, value)
        return
    line = f"{name} = {_inline(value)}"
    several = isinstance(value, list | tuple) and (
        len(line) > _WIDTH or any(isinstance(each, str) and "\n" in each for each in value)
    )
    if not several:
        yield line
        return
    yield f"{name} = ["
    for each in value:
        text = f"  {_inline(each)},"
        if isinstance(each, str) and len(text) > 10 * _WIDTH:
            yield '  """\\'
            yield from _broken(each)
            yield '""",'
        else:
            yield text
    yield "]"


def _long(name: str, text: str) -> Iterator[str]:
    """Yield a text in its own lines, long ones broken with a backslash, which TOML takes out again."""
    yield f'{name} = """\\'
    lines = list(_broken(text))
    yield from lines[:-1]
    yield f'{lines[-1]}"""'


def _broken(text: str) -> Iterator[str]:
    dots = text.count(".") > _MANY_DOTS
    # TOML takes the blanks at the beginning out with the backslash before them.
    begun = len(text) - len(text.lstrip(" \t\n"))
    first = "".join({" ": "\\u0020", "\t": "\\t", "\n": "\\n"}[each] for each in text[:begun])
    lines = text[begun:].split("\n")
    for number, line in enumerate(lines):
        pieces = list(_pieces(line))
        for place, piece in enumerate(pieces):
            shown = _escaped(piece, dots=dots)
            # Whoever reads only the top of a file takes a line that begins so for the end of it.
            shown = f"\\u005B{shown[1:]}" if shown.startswith("[") else shown
            front = first if number == place == 0 else ""
            yield front + shown + ("\\" if place + 1 < len(pieces) else "")


def _pieces(line: str) -> Iterator[str]:
    """Yield a line in pieces of some width, each ending behind a blank and none beginning with one."""
    while len(line) > _WIDTH:
        cut = next(
            (place for place in range(_WIDTH, 0, -1) if line[place - 1] == " " and not line[place].isspace()),
            next((place for place in range(_WIDTH, len(line)) if not line[place].isspace()), len(line)),
        )
        yield line[:cut]
        line = line[cut:]
        if not line:
            return
    yield line


def _inline(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case str():
            return f'"{_escaped(value, dots=value.count(".") > _MANY_DOTS, lines=True)}"'
        case Mapping():
            inside = ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in value.items())
            return f"{{ {inside} }}" if inside else "{}"
    return f"[{', '.join(_inline(each) for each in value)}]"


def _escaped(text: str, *, dots: bool, lines: bool = False) -> str:
    """Return a text as it stands between quotation marks, its dots written as numbers with `dots`."""
    found = "".join(
        _ESCAPES.get(each) or (f"\\u{ord(each):04X}" if ord(each) < 32 and each != "\n" else each)
        for each in text
    )
    if lines:
        found = found.replace("\n", "\\n")
    return found.replace(".", "\\u002E") if dots else found


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else f'"{_escaped(key, dots=False, lines=True)}"'
