"""A form on the desk: fields below each other, then lists whose rows repeat. Stored as each field is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forms, key_results, spots
from facilitator.activities.form import LOOK_BACK
from facilitator.corrections import first_said_here, in_meeting
from facilitator.forms import FilledRow, FilledRows, Form, RowSpec
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.private import is_private
from facilitator.result_words import asks_about
from facilitator.spots import spot_finding
from facilitator.state import value_id
from ui.desk.context import DeskContext
from ui.desk.review.charter_reading import CharterReading, is_read_out
from ui.desk.review.form_fields import FormField
from ui.desk.review.result_questions import result_question
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import ROW_ID, Counted, Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.tab_order import walk_in_order

__all__ = ["FormPanel"]

_NAME, _LINE = 168, 8
_DELETE = 40
"""What the button behind each row takes, with the gap before it."""
_NARROW_NAME = 128
_NARROW = 620


_MOST_ACROSS, _ACROSS = 5, 4
"""A row of more fields than the first figure has so many of them in a line."""


def _is_card(rows: RowSpec) -> bool:
    return len(rows.fields) > _MOST_ACROSS


class _Row(RuledRow):
    """One row of a list with all its cells."""

    def __init__(self, panel: FormPanel, rows: FilledRows, row: FilledRow) -> None:
        super().__init__()
        self.row_id = row.id
        self.setProperty(ROW_ID, value_id(panel.activity.id, f"{forms.ROW}{rows.spec.id}:{row.id}"))
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 5)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        column.addLayout(line)
        self.asked = PlainLabel(style="small", role="warn", wrap=True)
        # A look back is no time to reword what was aimed at.
        self._is_result = key_results.is_results(rows.spec) and panel.phase.id != LOOK_BACK
        column.addWidget(self.asked)
        self.fields: list[FormField] = []
        activity_id, rows_id = panel.activity.id, rows.spec.id
        for spec in rows.spec.fields:
            key = f"{activity_id}/{rows_id}/{row.id}/{spec.id}"
            field = FormField(panel.session, key, spec, panel.names, alone=False)
            field.written.connect(lambda text, field=field: self._write(rows_id, field, text))
            field.taken.connect(lambda field=field: self._on(field))
            self.fields.append(field)
            if not _is_card(rows.spec):
                line.addWidget(field, 3 if spec.type in ("text", "long") else 1, Qt.AlignmentFlag.AlignTop)
        if _is_card(rows.spec):
            line.addLayout(self._card(), 1)
        words = self.tr("Take out {one}").format(one=rows.spec.one or rows.spec.title)
        if panel.desk.look_into is not None and spots.has_spots(rows.spec):
            deeper = Button(
                kind="quiet", icon="force_field", name=self.tr("Look at what helps and hinders here")
            )
            deeper.clicked.connect(lambda: panel.look_into(row.id))
            line.addWidget(deeper, 0, Qt.AlignmentFlag.AlignTop)
        delete = Button(kind="quiet", icon="trash", name=words)
        delete.clicked.connect(lambda: panel.delete_row(rows_id, row.id))
        line.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        self.show_row(row, first=True)

    def _card(self) -> QGridLayout:
        """Return the fields in lines of a few, each under its title: side by side they would have no room."""
        card = QGridLayout()
        card.setHorizontalSpacing(8)
        card.setVerticalSpacing(2)
        for number, field in enumerate(self.fields):
            row, column = divmod(number, _ACROSS)
            title = PlainLabel(field.spec.title, style="caption", role="ink_soft", elide=True)
            card.addWidget(title, 2 * row, column)
            card.addWidget(field, 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
            card.setColumnStretch(column, 1)
        return card

    def show_row(self, row: FilledRow, *, first: bool = False) -> None:
        """Show the row as the session has it."""
        for field, cell in zip(self.fields, row.cells, strict=True):
            field.show_filled(cell, first=first)
        asks = asks_about(key_results.result_of(row)) if self._is_result else ()
        self.asked.setText(result_question(asks[0]) if asks else "")
        self.asked.setVisible(bool(asks))

    def _write(self, rows_id: str, field: FormField, text: str) -> None:
        if not field.judge(text):
            return
        session, panel = self._panel.session, self._panel
        stored = panel.desk.bridge.do(
            lambda: session.forms.set_cell(panel.activity.id, rows_id, self.row_id, field.spec.id, text)
        )
        if stored is not None:
            field.stored()

    def _on(self, field: FormField) -> None:
        place = self.fields.index(field) + 1
        if place < len(self.fields):
            self.fields[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._panel.after_row(self)


class FormPanel(Panel):
    """All fields and lists of one form."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.fields: dict[str, FormField] = {}
        self.lists: dict[str, list[_Row]] = {}
        self._places: dict[str, QVBoxLayout] = {}
        self._add: dict[str, Button] = {}
        self._typed = ""
        self._names: list[PlainLabel] = []
        self._heads: dict[str, list[PlainLabel]] = {}
        column = self.lay_column(10)
        now = forms.form(self.session.data, activity)
        self.reading = CharterReading() if is_read_out(self.session.data, activity, phase.id) else None
        if self.reading is not None:
            column.addWidget(self.reading)
        # A look back goes through the figures first, and then says what is learnt from them.
        if self._looks_back:
            self._make_lists(column, now)
        self._make_fields(column, now)
        if not self._looks_back:
            self._make_lists(column, now)
        column.addStretch(1)
        self._show(first=True)

    def _make_fields(self, column: QVBoxLayout, now: Form) -> None:
        activity = self.activity
        for each in now.fields:
            key = f"{activity.id}/{each.spec.id}"
            field = FormField(self.session, key, each.spec, self.names, topics=self._topics)
            field.written.connect(lambda text, field=field: self._write(field, text))
            field.taken.connect(lambda field=field: self._on(field))
            field.setProperty(ROW_ID, value_id(activity.id, f"{forms.FIELD}{each.spec.id}"))
            self.fields[each.spec.id] = field
            row = QHBoxLayout()
            row.setSpacing(12)
            title = f"{each.spec.title} *" if each.spec.needed else each.spec.title
            name = PlainLabel(title, weight=500, wrap=True)
            name.setFixedWidth(_NAME)
            self._names.append(name)
            beside = QVBoxLayout()
            # Beside the first line of what is written in the field.
            beside.setContentsMargins(0, _LINE, 0, 0)
            beside.addWidget(name)
            beside.addStretch(1)
            row.addLayout(beside)
            row.addWidget(field, 1)
            column.addLayout(row)

    @property
    def _looks_back(self) -> bool:
        return self.phase.id == LOOK_BACK

    def _topics(self) -> tuple[str, ...]:
        return key_results.topics_to_offer(self.session.data, self.activity)

    def _make_lists(self, column: QVBoxLayout, now: Form) -> None:
        for rows in now.rows:
            self._make_list(column, rows)

    def _make_list(self, column: QVBoxLayout, rows: FilledRows) -> None:
        column.addSpacing(6)
        column.addWidget(PlainLabel(rows.spec.title, style="lead", weight=600))
        head = QHBoxLayout()
        head.setSpacing(8)
        self._heads[rows.spec.id] = []
        for spec in () if _is_card(rows.spec) else rows.spec.fields:
            title = PlainLabel(spec.title, style="caption", role="ink_soft", elide=True)
            self._heads[rows.spec.id].append(title)
            head.addWidget(title, 3 if spec.type in ("text", "long") else 1)
        head.addSpacing(_DELETE)
        column.addLayout(head)
        place = QVBoxLayout()
        place.setSpacing(0)
        column.addLayout(place)
        one = rows.spec.one or rows.spec.title
        add = Button(one, icon="plus")
        add.setAccessibleName(self.tr("One more: {one}").format(one=one))
        add.clicked.connect(lambda: self.add_row(rows.spec.id))
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._places[rows.spec.id], self._add[rows.spec.id] = place, add
        self.lists[rows.spec.id] = []

    # -- the stage asks --------------------------------------------------------------------------------------------

    def counted(self) -> Counted | None:
        """See Panel."""
        left = self._form.open
        if not left:
            return Counted(self.tr("Nothing missing"), "ok") if not self._form.empty else None
        if len(left) == 1:
            return Counted(self.tr("Missing: {title}").format(title=left[0]))
        return Counted(self.tr("{count} still missing").format(count=len(left)))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        cells = [field for rows in self.lists.values() for row in rows for field in row.fields]
        fields = list(self.fields.values())
        inputs = [each.input for each in (*fields, *cells)]
        focused = next((each for each in inputs if each.hasFocus()), None)
        today = [each for each in cells if each.spec.means == "now"]
        asked = [*today, *fields] if self._looks_back else fields
        empty = next((each.input for each in asked if not each.typed()), None)
        first = inputs[0] if inputs else next(iter(self._add.values()), None)
        return focused or empty or first

    def take_text(self, text: str) -> bool:
        """Begin a row with what is typed where one may be added; it waits until the row is there."""
        for rows_id, add in self._add.items():
            if add.hasFocus():
                self._typed += text
                if self._typed == text:
                    self.add_row(rows_id)
                return True
        return False

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values"):
            self._show()

    def look_into(self, row_id: str) -> None:
        """Open a force field on a sore spot, with its wording as it stands in its fields."""
        open_on = self.desk.look_into
        if open_on is not None:
            self.leave()
            self.desk.bridge.do(lambda: open_on(spot_finding(self.session.data, self.activity.id, row_id)))

    def leave(self) -> None:
        """See Panel."""
        for field in self.fields.values():
            field.keep()
        for rows in self.lists.values():
            for row in rows:
                for field in row.fields:
                    field.keep()

    def room_sees(self) -> str:
        """See Panel."""
        if is_private(self.activity):
            return self.tr("The room sees the question alone. What stands here is for you.")
        if self.reading is not None:
            return self.tr("The room sees the whole charter")
        if self.phase.id != "fill" and self.session.place.mode == "run":
            return self.tr("The room sees what stands here")
        if not forms.form(self.session.data, self.activity).fields:
            return self.tr("The room sees each row as it is filled")
        return self.tr("The room sees what is asked, no answers")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        onward = KeyHint("Enter", self.tr("next field"))
        several = any(each.spec.type == "long" for each in self.fields.values())
        return (onward, KeyHint("Shift+Enter", self.tr("new line"))) if several else (onward,)

    def private_words(self) -> tuple[str, tuple[str, ...]]:
        """See Panel."""
        say, watch = super().private_words()
        if in_meeting(self.session) and self._was_begun:
            watch = (
                *watch,
                self.tr("What you change now is marked as corrected; the wording before is kept."),
            )
        return say, watch

    @property
    def _was_begun(self) -> bool:
        """Whether anything stands in the form that was not said for the first time in this meeting."""
        data, here = self.session.data, self.activity.id
        now = forms.form(data, self.activity)
        filled = (forms.field_key(each.spec.id) for each in now.fields if each.value is not None)
        return any(not first_said_here(data, here, key) for key in filled) or any(
            each.rows for each in now.rows
        )

    # -- what stands -----------------------------------------------------------------------------------------------

    @property
    def _form(self) -> Form:
        return forms.form(self.session.data, self.activity)

    def _show(self, *, first: bool = False) -> None:
        now = self._form
        if self.reading is not None:
            self.reading.show_charter(self.session.data, self.activity)
        for each in now.fields:
            self.fields[each.spec.id].show_filled(each, first=first)
        has_others = False
        for rows in now.rows:
            shown = self.lists[rows.spec.id]
            if [row.row_id for row in shown] != [row.id for row in rows.rows]:
                clear_layout(self._places[rows.spec.id])
                shown = [_Row(self, rows, row) for row in rows.rows]
                for line in shown:
                    self._places[rows.spec.id].addWidget(line)
                self.lists[rows.spec.id] = shown
                has_others = True
                # A title is at least as wide as the fields below it, or it would stand beside them.
                for title, field in zip(
                    self._heads[rows.spec.id], shown[0].fields if shown else (), strict=False
                ):
                    title.setMinimumWidth(field.minimumSizeHint().width())
            else:
                for line, row in zip(shown, rows.rows, strict=True):
                    line.show_row(row)
            self._add[rows.spec.id].setEnabled(len(rows.rows) < rows.spec.most)
        if has_others:
            walk_in_order(self, self._as_it_stands)

    def _as_it_stands(self) -> list[QWidget]:
        """Return fields and rows from top to bottom."""
        lists = [part for key, lines in self.lists.items() for part in (*lines, self._add[key])]
        fields = self.fields.values()
        return [*lists, *fields] if self._looks_back else [*fields, *lists]

    # -- acts ------------------------------------------------------------------------------------------------------

    def _write(self, field: FormField, text: str) -> None:
        if not field.judge(text):
            return
        stored = self.desk.bridge.do(
            lambda: self.session.forms.set_field(self.activity.id, field.spec.id, text)
        )
        if stored is not None:
            field.stored()

    def _on(self, field: FormField) -> None:
        fields = list(self.fields.values())
        place = fields.index(field) + 1
        if place < len(fields):
            fields[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif self._add:
            next(iter(self._add.values())).setFocus(Qt.FocusReason.TabFocusReason)
        elif empty := next((each for each in fields if not each.typed()), None):
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            # What is typed next belongs to what comes next, not behind the last words here.
            field.input.clearFocus()

    def add_row(self, rows_id: str) -> None:
        """Add an empty row and put the keyboard in it."""
        if (
            self.desk.bridge.do(lambda: self.session.forms.add_row(self.activity.id, rows_id, None))
            is not None
        ):
            QTimer.singleShot(0, self, lambda: self._to_last(rows_id))
        else:
            self._typed = ""

    def _to_last(self, rows_id: str) -> None:
        rows = self.lists[rows_id]
        typed, self._typed = self._typed, ""
        if rows and rows[-1].fields:
            rows[-1].fields[0].begin(typed)

    def after_row(self, row: _Row) -> None:
        """Go on from the last cell of a row: to the next row, or to a new one."""
        for rows_id, rows in self.lists.items():
            if row in rows:
                place = rows.index(row) + 1
                if place < len(rows):
                    cells = rows[place].fields
                    today = next((each for each in cells if each.spec.means == "now"), cells[0])
                    (today if self._looks_back else cells[0]).setFocus(Qt.FocusReason.TabFocusReason)
                elif self._looks_back and self.fields:
                    next(iter(self.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)
                elif self._add[rows_id].isEnabled():
                    self.add_row(rows_id)

    def delete_row(self, rows_id: str, row_id: str) -> None:
        """Take a row out."""
        self._add[rows_id].setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.forms.delete_row(self.activity.id, rows_id, row_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = _NAME if self.width() >= _NARROW else _NARROW_NAME
        for name in self._names:
            name.setFixedWidth(width)
