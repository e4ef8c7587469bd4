"""Form: fields and rows filled in before the meeting, shown and corrected in it. Phases fill -> show."""

from dataclasses import dataclass

from facilitator import forms
from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.model import ActivityValue, Row
from facilitator.setting_shapes import Entries, Field, OneOf, Whole
from facilitator.state import SessionData, value_id


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as the room sees it: its value in words, and the wordings it had before the meeting corrected it."""

    title: str
    text: str
    type: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsView:
    """Rows that repeat: titles of columns, a text for each cell, and the (row, column) of what was corrected."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    corrected: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class FormView:
    """What the room sees. In "fill" only what is asked: nothing half written. In "show" what stands in the form.

    Empty fields and lists are left out in "show". `asked` are the titles of all fields and lists.
    """

    phase: str
    question: str
    asked: tuple[str, ...]
    fields: tuple[FieldView, ...] = ()
    rows: tuple[RowsView, ...] = ()
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> FormView:
    """Return what the room may see."""
    now = forms.form(data, activity)
    asked = tuple([each.spec.title for each in now.fields] + [each.spec.title for each in now.rows])
    if phase != "show":
        return FormView(phase, activity.question, asked, page=focus.page)
    fields = tuple(
        FieldView(each.spec.title, each.text, each.spec.type, tuple(before.text for before in each.was))
        for each in now.fields
        if each.value is not None
    )
    return FormView(
        phase,
        activity.question,
        asked,
        fields,
        tuple(_rows(each) for each in now.rows if each.rows),
        focus.page,
    )


def _rows(found: forms.FilledRows) -> RowsView:
    return RowsView(
        found.spec.title,
        tuple(each.title for each in found.spec.fields),
        tuple(tuple(cell.text for cell in row.cells) for row in found.rows),
        frozenset(
            (line, column)
            for line, row in enumerate(found.rows)
            for column, cell in enumerate(row.cells)
            if cell.was
        ),
    )


def carries(data: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what the next session begins with: all that stands in the form, where its method says so.

    What the next meeting changes there is a correction, so that then and now stand side by side.
    """
    if not activity.settings.get("carry"):
        return []
    return [
        ActivityValue(value_id(activity.id, key), session_id, activity.id, key, {"is": value})
        for key, value in data.values_of(activity.id).items()
        if key.startswith((forms.FIELD, forms.ROW))
    ]


_FIELD: dict[str, Field] = {
    "id": "id",
    "title": "line",
    "type": OneOf(forms.TYPES),
    "hint": "line",
    "choices": "texts",
    "unit": "line",
    "needed": "flag",
    "charter": "line",
    "signs": "flag",
}
_FIELDS = Entries(_FIELD, needed=("id", "title"), also={("type", "choice"): "choices"})

KIND = Kind(
    forms.KIND,
    ("fill", "show"),
    audience,
    settings={
        "fields": _FIELDS,
        "rows": Entries(
            {
                "id": "id",
                "title": "line",
                "one": "line",
                "fields": _FIELDS,
                "least": Whole(0, forms.MOST_ROWS),
                "most": Whole(1, forms.MOST_ROWS),
            },
            needed=("id", "title", "fields"),
        ),
        "carry": bool,
        "headline": str,
        "signers": list,
    },
    carries=carries,
)
