"""Forms: fields of a kind each, and rows that repeat, as a method file lists them; and what a session keeps in them.

What a form keeps under its activity, as values:

- "field:ID": the text or number in a field;
- "row:ROWS:ROW": {field: text or number, ".position": n}, a value a row, so that a change is one row of the history;
- "was:field:ID" and "was:row:ROWS:ROW:FIELD": what the meeting corrected (`facilitator.corrections`).

A field that is empty keeps nothing. Numbers stay numbers, dates are ISO dates, times "14:32", minutes a number; a
figure is a short text such as "41 days" or "1 in 5".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from facilitator.corrections import Earlier, earlier_wordings
from facilitator.errors import UserError
from facilitator.method import Activity
from facilitator.state import SessionData
from facilitator.text import one_line, required

KIND = "form"
FieldType = Literal["text", "long", "figure", "number", "date", "time", "choice", "person", "minutes"]
TYPES: tuple[FieldType, ...] = get_args(FieldType)
Value = str | int | float
LONGEST_LINE = 500
"""Characters of a field of one line."""
LONGEST_FIGURE = 40
"""Characters of a figure with its unit."""
LARGEST = 1e12
"""The largest number in a field, either way."""
MOST_ROWS = 200
"""How many rows one list of a form can have."""
FIELD = "field:"
ROW = "row:"
"""How the keys of fields and rows begin."""
POSITION = ".position"
"""The key under which a row keeps its place; no id of a field begins with a dot."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as the method describes it. `unit` stands behind its value, `needed` asks for it before others.

    `charter` is the section of the charter that it stands in, `signs` that it holds a role that signs it; `means` is
    what its value is to the outcome canvas (`facilitator.key_results`).
    """

    id: str
    title: str
    type: FieldType = "text"
    hint: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    needed: bool = False
    charter: str = ""
    signs: bool = False
    means: str = ""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """Rows that repeat: `title` over all of them, `one` what a single one is called, `least` to `most` of them.

    `charter` is the section of the charter that they stand in.
    """

    id: str
    title: str
    one: str
    fields: tuple[FieldSpec, ...]
    least: int = 0
    most: int = MOST_ROWS
    charter: str = ""

    def field(self, field_id: str) -> FieldSpec | None:
        """Return the field with this id, None where a row has none such."""
        return next((each for each in self.fields if each.id == field_id), None)


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with its value, None while it is empty, and what it was before it was corrected, oldest first."""

    spec: FieldSpec
    value: Value | None = None
    was: tuple[Earlier, ...] = ()

    @property
    def text(self) -> str:
        """The value in words, with its unit; empty where nothing stands."""
        return "" if self.value is None else in_words(self.spec, self.value)


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row with its cells, in the order of its fields."""

    id: str
    cells: tuple[Filled, ...]

    def cell(self, field_id: str) -> Filled | None:
        """Return the cell of a field."""
        return next((each for each in self.cells if each.spec.id == field_id), None)


@dataclass(frozen=True, slots=True)
class FilledRows:
    """The rows of one list, in their order."""

    spec: RowSpec
    rows: tuple[FilledRow, ...]

    @property
    def missing(self) -> int:
        """How many rows the method still asks for."""
        return max(0, self.spec.least - len(self.rows))


@dataclass(frozen=True, slots=True)
class Form:
    """A form with all that stands in it."""

    activity_id: str
    title: str
    fields: tuple[Filled, ...]
    rows: tuple[FilledRows, ...]

    def field(self, field_id: str) -> Filled | None:
        """Return a field by its id."""
        return next((each for each in self.fields if each.spec.id == field_id), None)

    def list_of(self, rows_id: str) -> FilledRows | None:
        """Return the rows of a list by its id."""
        return next((each for each in self.rows if each.spec.id == rows_id), None)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(each.value is None for each in self.fields) and not any(each.rows for each in self.rows)

    @property
    def open(self) -> tuple[str, ...]:
        """The titles of what the method needs and nobody has filled in: fields, then cells of rows, then rows."""
        cells = (cell for each in self.rows for row in each.rows for cell in row.cells)
        found = [
            each.spec.title for each in (*self.fields, *cells) if each.spec.needed and each.value is None
        ]
        found += [each.spec.title for each in self.rows if each.missing]
        return tuple(dict.fromkeys(found))


def field_specs(activity: Activity) -> tuple[FieldSpec, ...]:
    """Return the fields of a form as its method describes them."""
    return tuple(_field_spec(each) for each in activity.settings.get("fields", ()))


def row_specs(activity: Activity) -> tuple[RowSpec, ...]:
    """Return the lists of rows of a form as its method describes them."""
    return tuple(
        RowSpec(
            each["id"],
            each["title"],
            each.get("one", ""),
            tuple(_field_spec(field) for field in each["fields"]),
            each.get("least", 0),
            each.get("most", MOST_ROWS),
            each.get("charter", ""),
        )
        for each in activity.settings.get("rows", ())
    )


def _field_spec(entry: Mapping[str, Any]) -> FieldSpec:
    kind = next((each for each in TYPES if each == entry.get("type")), TYPES[0])
    return FieldSpec(
        entry["id"],
        entry["title"],
        kind,
        entry.get("hint", ""),
        tuple(entry.get("choices", ())),
        entry.get("unit", ""),
        bool(entry.get("needed", False)),
        entry.get("charter", ""),
        bool(entry.get("signs", False)),
        entry.get("means", ""),
    )


def field_key(field_id: str) -> str:
    """Return the key under which a field keeps its value."""
    return f"{FIELD}{field_id}"


def row_key(rows_id: str, row_id: str) -> str:
    """Return the key under which a row keeps its cells."""
    return f"{ROW}{rows_id}:{row_id}"


def row_values(data: SessionData, activity_id: str, rows_id: str) -> list[tuple[str, Mapping[str, Value]]]:
    """Return the rows of a list in their order: id, and what the row keeps."""
    head = row_key(rows_id, "")
    found = [
        (key.removeprefix(head), value)
        for key, value in data.values_of(activity_id).items()
        if key.startswith(head) and isinstance(value, Mapping)
    ]
    return sorted(found, key=lambda each: (_position(each[1]), each[0]))


def _position(row: Mapping[str, Any]) -> float:
    found = row.get(POSITION, 0.0)
    return float(found) if isinstance(found, int | float) else 0.0


def form(data: SessionData, activity: Activity) -> Form:
    """Return the form of an activity with what the session keeps in it."""
    return Form(
        activity.id,
        activity.title,
        tuple(
            _filled(data, activity.id, field_key(spec.id), spec, data.value(activity.id, field_key(spec.id)))
            for spec in field_specs(activity)
        ),
        tuple(FilledRows(rows, tuple(_rows(data, activity.id, rows))) for rows in row_specs(activity)),
    )


def _rows(data: SessionData, activity_id: str, rows: RowSpec) -> Iterator[FilledRow]:
    for row_id, kept in row_values(data, activity_id, rows.id):
        key = row_key(rows.id, row_id)
        yield FilledRow(
            row_id,
            tuple(
                _filled(data, activity_id, f"{key}:{spec.id}", spec, kept.get(spec.id))
                for spec in rows.fields
            ),
        )


def _filled(data: SessionData, activity_id: str, key: str, spec: FieldSpec, kept: Any) -> Filled:
    usable = isinstance(kept, str | int | float) and not isinstance(kept, bool) and kept != ""
    return Filled(spec, kept if usable else None, earlier_wordings(data, activity_id, key))


def forms_of(data: SessionData) -> tuple[Form, ...]:
    """Return every form of a session, in the order of its activities."""
    return tuple(form(data, each) for each in data.method.activities if each.kind == KIND)


def checked(field: FieldSpec, text: str) -> Value | None:
    """Return what somebody typed into a field as it is kept, None for nothing.

    Raises:
        UserError: the text does not fit the type of the field; what would fit is said.
    """
    if not text.strip():
        return None
    match field.type:
        case "long":
            return required(text, field.title)
        case "number":
            return _number(field, text)
        case "minutes":
            return _minutes(field, text)
        case "date":
            return _date(field, text)
        case "time":
            return _time(field, text)
        case "choice":
            return _choice(field, text)
        case "text" | "person" | "figure":
            line = one_line(text, field.title)
            most = LONGEST_FIGURE if field.type == "figure" else LONGEST_LINE
            if len(line) > most:
                raise UserError(f"{field.title} can have {most} characters at most, this has {len(line)}.")
            return line


_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(?:[ ,'’\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[-+−]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_SPACES = re.compile(r"[ ,'’\u00a0\u2009\u202f]")


def _number(field: FieldSpec, text: str) -> int | float:
    """Return a number: "1200", "1,200", "1 200.5", "0,5"; its unit may stand behind it."""
    bare = " ".join(text.split())
    if field.unit:
        bare = bare.removesuffix(field.unit).strip()
    if _THOUSANDS.fullmatch(bare):
        bare = _SPACES.sub("", bare)
    elif _NUMBER.fullmatch(bare):
        bare = bare.replace(",", ".")
    else:
        raise UserError(f"{field.title} is a number such as 1200 or 0.5, not “{_short(text)}”.")
    found = float(bare.replace("−", "-"))
    if not -LARGEST <= found <= LARGEST:
        raise UserError(f"{field.title} is too large a number. Choose a larger unit.")
    return int(found) if found.is_integer() else found


_HOURS = r"(?P<hours>\d{1,4}(?:\.\d+)?) ?h(?:ours?|rs?)?"
_MINUTES = r"(?P<minutes>\d{1,6}(?:\.\d+)?) ?(?:m(?:in(?:utes?)?)?)?"
_LENGTHS = tuple(
    re.compile(each)
    for each in (r"(?P<hours>\d{1,4}):(?P<minutes>[0-5]\d)", _HOURS, _MINUTES, f"{_HOURS} ?{_MINUTES}")
)


def _minutes(field: FieldSpec, text: str) -> int | float:
    """Return minutes: "95", "1:35", "1 h 35 min", "1.5 h"."""
    bare = " ".join(text.casefold().replace(",", ".").split())
    found = next((match for each in _LENGTHS if (match := each.fullmatch(bare))), None)
    if found is None:
        raise UserError(
            f"{field.title} is a number of minutes, or hours and minutes such as 1 h 35, not “{_short(text)}”."
        )
    parts = found.groupdict()
    return _whole(float(parts.get("hours") or 0) * 60 + float(parts.get("minutes") or 0))


def _whole(number: float) -> int | float:
    rounded = round(number, 2)
    return int(rounded) if rounded.is_integer() else rounded


def _date(field: FieldSpec, text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UserError(f"{field.title} is a date such as 2026-03-14, not “{_short(text)}”.") from None


def _time(field: FieldSpec, text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})[:.h]?([0-5]\d)", text.strip())
    if found is None or int(found[1]) > 23:
        raise UserError(f"{field.title} is a time such as 14:32, not “{_short(text)}”.")
    return f"{int(found[1]):02}:{found[2]}"


def _choice(field: FieldSpec, text: str) -> str:
    wanted = " ".join(text.split()).casefold()
    found = next((each for each in field.choices if each.casefold() == wanted), None)
    if found is None:
        raise UserError(f"{field.title} is one of {', '.join(field.choices)}, not “{_short(text)}”.")
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def in_words(field: FieldSpec, value: Value) -> str:
    """Return a value as people read it: "1,200 customers", "1 h 35 min", a text as it stands."""
    if isinstance(value, str):
        return value
    if field.type == "minutes":
        return minutes_in_words(value)
    number = f"{value:,}" if isinstance(value, int) or not float(value).is_integer() else f"{int(value):,}"
    number = number.replace("-", "−")
    return f"{number} {field.unit}" if field.unit else number


def minutes_in_words(minutes: float) -> str:
    """Return a length in minutes as people say it: "35 min", "1 h 35 min", "2 h"."""
    hours, rest = divmod(minutes, 60)
    left = f"{rest:g}"
    if not hours:
        return f"{left} min"
    return f"{int(hours):,} h {left} min" if rest else f"{int(hours):,} h"


def as_typed(value: Value | None) -> str:
    """Return a value as it stands in the field while somebody types: `checked` gives the same value back."""
    return "" if value is None else f"{value}"
