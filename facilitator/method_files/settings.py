"""The settings of an activity, checked against the shapes that its kind gives them."""

from collections.abc import Collection, Mapping
from typing import Any

from facilitator.method_files.reading import Table, listed, nearest, shown
from facilitator.setting_shapes import Entries, Field, Named, OneOf, Shape, Whole, WordsOfNumbers

_TYPES: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotation marks",
    list: "a list in square brackets",
    dict: "a table",
}


def settings_of(table: Table, shapes: Mapping[str, Shape], icons: Collection[str]) -> dict[str, Any]:
    """Return the settings in `table` as plain values; names of other things are checked by `check_named`.

    Raises:
        MethodError: one of them has another shape.
    """
    return {key: _setting(table, key, shape, icons) for key, shape in shapes.items() if key in table}


def check_named(
    table: Table,
    shapes: Mapping[str, Shape],
    lanes: Collection[str],
    outcomes: Collection[str],
    ratings: Collection[str],
) -> None:
    """Check that settings which name a lane, an outcome or a rating of the method name one that is there.

    Raises:
        MethodError: one does not.
    """
    for key, shape in shapes.items():
        if isinstance(shape, Named) and key in table:
            known, what = {
                "lane": (lanes, "a lane"),
                "outcome": (outcomes, "an outcome"),
                "rating": (ratings, "a rating"),
            }[shape.what]
            name = table.identifier(key)
            if name not in known:
                reason = (
                    f"must name {what} of the method ({listed(known)}), not “{name}”.{nearest(name, known)}"
                )
                table.fail(key, reason)


def _setting(table: Table, key: str, shape: Shape, icons: Collection[str]) -> Any:
    match shape:
        case tuple():
            return list(table.choices(key, shape))
        case OneOf():
            return table.choice(key, shape.words, "one of its words")
        case Named():
            return table.identifier(key)
        case Entries():
            return _entries(table, key, shape, icons)
    value = table.plain(key)
    fits = isinstance(value, int | float) if shape is float else isinstance(value, shape)
    if not fits or (isinstance(value, bool) and shape is not bool):
        table.fail(key, f"must be {_TYPES[shape]}, not {shown(value)}.")
    return value


def _entries(table: Table, key: str, shape: Entries, icons: Collection[str]) -> list[dict[str, Any]]:
    tables = table.tables(key, shape.fields)
    if not shape.least <= len(tables) <= shape.most:
        table.fail(key, f"has {len(tables)} entries: {shape.least} to {shape.most} are possible.")
    found: list[dict[str, Any]] = []
    for each in tables:
        for name in shape.needed:
            if name not in each:
                each.fail(name, "is missing: every entry of this list has it.")
        read = {
            name: _field(each, name, field, shape, icons)
            for name, field in shape.fields.items()
            if name in each
        }
        for (name, word), other in shape.also.items():
            if read.get(name) == word and not read.get(other):
                each.fail(other, f"is missing: an entry whose {name} is “{word}” needs it.")
        if "id" in read and any(one["id"] == read["id"] for one in found):
            each.fail("id", f"must be its own: another entry of this list is called “{read['id']}” already.")
        found.append(read)
    return found


def _field(table: Table, key: str, field: Field, shape: Entries, icons: Collection[str]) -> Any:
    match field:
        case "id":
            return table.identifier(key)
        case "line":
            return table.line(key, needed=key in shape.needed)
        case "icon":
            return table.choice(key, icons, "an icon")
        case "texts":
            return list(table.texts(key))
        case "flag":
            return table.flag(key)
        case OneOf():
            return table.choice(key, field.words, "one of its words")
        case Whole():
            return table.whole(key, field.least, field.most, "how many")
        case Entries():
            return _entries(table, key, field, icons)
        case WordsOfNumbers():
            return _words_of_numbers(table, key, field)


def _words_of_numbers(table: Table, key: str, field: WordsOfNumbers) -> dict[str, str]:
    by = table.choice(field.by, tuple(field.ranges), "one of its words")
    least, most = field.ranges[by]
    words = table.table(key, [str(number) for number in range(least, most + 1)])
    return {
        str(number): words.line(str(number), needed=True)
        for number in range(least, most + 1)
        if str(number) in words
    }
