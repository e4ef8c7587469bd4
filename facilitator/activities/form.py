"""Form: fields and rows filled in before the meeting, shown and corrected in it. Phases look_back, or fill -> show.

A form with the phase look_back alone goes through the key results of the session before: then, and now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from facilitator import charter, forms, key_results, spots
from facilitator.activities.kind import Kind
from facilitator.acts.base import added
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.model import ActivityValue, Row, RowChange
from facilitator.private import SETTING, is_private
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
    """Rows that repeat: title and type of each column, a text for each cell, the (row, column) of corrected ones."""

    title: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    corrected: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class FormView:
    """What the room sees. In "fill" only what is asked: nothing half written. Elsewhere what stands in the form.

    A form of lists alone is filled row by row, together: its lists are seen in "fill" too, empty ones as well, with
    the rows whose first field is filled. Elsewhere empty fields and lists are left out. `asked` are the titles of all
    fields and lists, that of a topic that the room picked with the topic.
    """

    phase: str
    question: str
    asked: tuple[str, ...]
    fields: tuple[FieldView, ...] = ()
    rows: tuple[RowsView, ...] = ()
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> FormView:
    """Return what the room may see: nothing at all of a private form but its question."""
    if is_private(activity):
        return FormView(phase, activity.question or activity.title, (), page=focus.page)
    now = forms.form(data, activity)
    asked = tuple([_asked(each) for each in now.fields] + [each.spec.title for each in now.rows])
    if phase == "fill":
        lists = () if now.fields else tuple(_begun(each) for each in now.rows)
        return FormView(phase, activity.question, asked, rows=lists, page=focus.page)
    page = charter.charter(data) if charter.home(data.method) == activity else None
    if page is not None:
        # What is signed is read whole, wherever its lines were written.
        return FormView(phase, page.headline, asked, tuple(_sections(page)), page=focus.page)
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


def _asked(field: forms.Filled) -> str:
    """Return the title of a field; with what the room has picked, which it knows, before it goes on about that."""
    picked = field.text if field.spec.means == "pick" else ""
    return f"{field.spec.title}: {picked}" if picked else field.spec.title


def _sections(page: charter.Charter) -> Iterator[FieldView]:
    """Yield the sections of a charter in which something stands, as the printed page has them."""
    for section in page.sections:
        text = section.lines()
        if text:
            yield FieldView(section.title, text, "long")


def _begun(found: forms.FilledRows) -> RowsView:
    return _rows(replace(found, rows=tuple(each for each in found.rows if each.cells[0].text)))


def _rows(found: forms.FilledRows) -> RowsView:
    return RowsView(
        found.spec.title,
        tuple(each.title for each in found.spec.fields),
        tuple(each.type for each in found.spec.fields),
        tuple(tuple(cell.text for cell in row.cells) for row in found.rows),
        frozenset(
            (line, column)
            for line, row in enumerate(found.rows)
            for column, cell in enumerate(row.cells)
            if cell.was
        ),
    )


def entering(data: SessionData, activity: Activity, phase: str) -> list[RowChange]:
    """Return what fills in what the room picked, where the form asks for it: the topic, or a row a sore spot."""
    if phase != "fill":
        return []
    kept: list[tuple[str, Any]] = list(spots.picked_rows(data, activity))
    found = key_results.topic_for(data, activity)
    if found is not None:
        field, title = found
        kept.append((forms.field_key(field.id), title))
    return [
        added(ActivityValue(value_id(activity.id, key), data.session.id, activity.id, key, {"is": value}))
        for key, value in kept
        if data.value(activity.id, key) is None
    ]


def carries(data: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what the next session begins with: all that stands in the form, where its method says so.

    What the next meeting changes there is a correction, so that then and now stand side by side. A form to look back
    in begins with the key results.
    """
    if activity.phase(LOOK_BACK) is not None:
        return [
            ActivityValue(value_id(activity.id, key), session_id, activity.id, key, {"is": value})
            for key, value in key_results.rows_to_look_back_at(data, activity)
        ]
    if not activity.settings.get("carry"):
        return []
    return [
        ActivityValue(value_id(activity.id, key), session_id, activity.id, key, {"is": value})
        for key, value in data.values_of(activity.id).items()
        if key.startswith((forms.FIELD, forms.ROW))
    ]


LOOK_BACK = "look_back"
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
    "means": OneOf((*key_results.MEANINGS, *spots.MEANINGS)),
}
_FIELDS = Entries(_FIELD, needed=("id", "title"), also={("type", "choice"): "choices"})

KIND = Kind(
    forms.KIND,
    (LOOK_BACK, "fill", "show"),
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
                "charter": "line",
            },
            needed=("id", "title", "fields"),
        ),
        "carry": bool,
        SETTING: bool,
        "headline": str,
        "signers": list,
        "signing": str,
    },
    entering=entering,
    carries=carries,
    needs_earlier=(LOOK_BACK,),
)
