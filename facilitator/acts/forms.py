"""Acts on forms: fields, and rows that repeat. What is corrected while the session runs keeps its earlier wording."""

from collections.abc import Mapping, Sequence

from facilitator import forms
from facilitator.acts.base import Acts, last_position, position_between
from facilitator.corrections import WAS, correction
from facilitator.errors import UserError
from facilitator.forms import POSITION, FieldSpec, RowSpec, Value
from facilitator.ids import new_id
from facilitator.method import Activity
from facilitator.model import Changes, RowChange
from facilitator.state import find_activity


class Forms(Acts):
    """Filling in the forms of a session, as text that is checked by the type of its field."""

    def set_field(self, activity_id: str, field_id: str, text: str) -> Changes:
        """Fill in a field; an empty text empties it.

        Raises:
            UserError: the form has no such field, or the text does not fit its type.
        """
        spec = _spec(forms.field_specs(self._activity(activity_id)), field_id)
        key = forms.field_key(field_id)
        value = forms.checked(spec, text)
        rows = [self._session.values.change(activity_id, key, value)]
        rows += self._kept(activity_id, key, spec, self._data.value(activity_id, key), value)
        return self._session.act("forms.set_field", rows)

    def add_row(self, activity_id: str, rows_id: str, cells: Mapping[str, str] | None = None) -> str:
        """Add a row behind the others, its cells as texts by field, and return its id.

        Raises:
            UserError: the form has no such rows or field, a text does not fit, or there are as many rows as may be.
        """
        change = self.made(activity_id, rows_id, [cells or {}])[0]
        row_id = change.id.rpartition(":")[2]
        fields, key = self._rows(activity_id, rows_id).fields, forms.row_key(rows_id, row_id)
        rows = [change]
        for name, text in (cells or {}).items():
            spec = _spec(fields, name)
            rows += self._kept(activity_id, f"{key}:{name}", spec, None, forms.checked(spec, text))
        self._session.act("forms.add_row", rows)
        return row_id

    def made(self, activity_id: str, rows_id: str, several: Sequence[Mapping[str, str]]) -> list[RowChange]:
        """Return the row changes that add rows behind the others, for acts that do more than that.

        Raises:
            UserError: as `add_row`.
        """
        spec = self._rows(activity_id, rows_id)
        standing = forms.row_values(self._data, activity_id, rows_id)
        if len(standing) + len(several) > spec.most:
            raise UserError(f"{spec.title} can have {spec.most} rows at most. Delete one first.")
        last = last_position([_position(each) for _, each in standing])
        rows = []
        for number, cells in enumerate(several):
            checked = {name: forms.checked(_spec(spec.fields, name), text) for name, text in cells.items()}
            row: dict[str, Value] = {name: value for name, value in checked.items() if value is not None}
            key = forms.row_key(rows_id, new_id())
            rows.append(self._session.values.change(activity_id, key, {**row, POSITION: last + number}))
        return rows

    def set_cell(self, activity_id: str, rows_id: str, row_id: str, field_id: str, text: str) -> Changes:
        """Fill in one cell of a row; an empty text empties it.

        Raises:
            UserError: the row is gone, it has no such field, or the text does not fit its type.
        """
        spec = _spec(self._rows(activity_id, rows_id).fields, field_id)
        before = self._row(activity_id, rows_id, row_id)
        value = forms.checked(spec, text)
        after = {name: each for name, each in before.items() if name != field_id}
        if value is not None:
            after[field_id] = value
        key = forms.row_key(rows_id, row_id)
        rows = [self._session.values.change(activity_id, key, after)]
        rows += self._kept(activity_id, f"{key}:{field_id}", spec, before.get(field_id), value)
        return self._session.act("forms.set_cell", rows)

    def move_row(self, activity_id: str, rows_id: str, row_id: str, index: int) -> Changes:
        """Put a row at `index`, from 0, among the others.

        Raises:
            UserError: the row is gone.
        """
        row = self._row(activity_id, rows_id, row_id)
        others = [
            _position(each)
            for other, each in forms.row_values(self._data, activity_id, rows_id)
            if other != row_id
        ]
        after = {**row, POSITION: position_between(others, index)}
        return self._session.values.set(
            activity_id, forms.row_key(rows_id, row_id), after, act="forms.move_row"
        )

    def delete_row(self, activity_id: str, rows_id: str, row_id: str) -> Changes:
        """Delete a row with what it was before; undo brings it back.

        Raises:
            UserError: the row is gone.
        """
        self._row(activity_id, rows_id, row_id)
        key = forms.row_key(rows_id, row_id)
        head = f"{WAS}{key}:"
        gone = [key, *(each for each in self._data.values_of(activity_id) if each.startswith(head))]
        rows = [self._session.values.change(activity_id, each, None) for each in gone]
        return self._session.act("forms.delete_row", rows)

    def _activity(self, activity_id: str) -> Activity:
        return find_activity(self._data.method, activity_id)

    def _rows(self, activity_id: str, rows_id: str) -> RowSpec:
        found = next(
            (each for each in forms.row_specs(self._activity(activity_id)) if each.id == rows_id), None
        )
        if found is None:
            raise UserError("This form has no such rows.")
        return found

    def _row(self, activity_id: str, rows_id: str, row_id: str) -> dict[str, Value]:
        for each, row in forms.row_values(self._data, activity_id, rows_id):
            if each == row_id:
                return dict(row)
        raise UserError("That row is not there any more. Undo brings it back if it was deleted.")

    def _kept(
        self, activity_id: str, key: str, spec: FieldSpec, before: Value | None, after: Value | None
    ) -> list[RowChange]:
        """Return what keeps the wording before a correction, in words."""
        was, now = ("" if each is None else forms.in_words(spec, each) for each in (before, after))
        return correction(self._session, activity_id, key, was, now)


def _spec(specs: tuple[FieldSpec, ...], field_id: str) -> FieldSpec:
    found = next((each for each in specs if each.id == field_id), None)
    if found is None:
        raise UserError("This form has no such field.")
    return found


def _position(row: Mapping[str, Value]) -> float:
    found = row.get(POSITION, 0.0)
    return 0.0 if isinstance(found, str) else float(found)
