"""Form: what is asked while it is filled, then what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.form import FormView, RowsView
from facilitator.audience import AudienceView
from ui.projector.activities.closing import date_words
from ui.projector.asking import asking_sheets
from ui.projector.listing import Entry, list_sheets
from ui.projector.sheet import Screen, Sheet

_MANY = 4
"""Of more columns than this each cell needs the title of its column."""


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the fields as lines, each with its title beside it, then the lists."""
    part = cast(FormView, view.part)
    if not part.asked and part.phase == "fill":
        return asking_sheets(view, screen, part.question, ())
    if part.phase == "fill":
        return list_sheets(
            view, screen, part.question, [Entry(each, "") for each in part.asked], empty=part.question
        )
    entries = [
        Entry(
            (date_words(each.text) if each.type == "date" else "") or each.text,
            _title(each.title, bool(each.was)),
            named=True,
        )
        for each in part.fields
    ]
    part = _with_short_lists(part, entries) if part.phase != "look_back" else part
    nothing = QCoreApplication.translate("Projector", "Nothing is written yet.")
    sheets: list[Sheet] = []
    lists = [
        sheet
        for rows in part.rows
        for sheet in list_sheets(
            view,
            screen,
            rows.title,
            _lines(rows, named=part.phase == "look_back" or len(rows.columns) > _MANY),
            empty=nothing,
        )
    ]
    if entries or not part.rows:
        sheets.extend(list_sheets(view, screen, part.question, entries, empty=nothing))
    # Who looks back sees the figures before what was learnt from them.
    sheets = [*lists, *sheets] if part.phase == "look_back" else [*sheets, *lists]
    return sheets or asking_sheets(view, screen, part.question, ())


def _with_short_lists(part: FormView, entries: list[Entry]) -> FormView:
    """Add lists of one row to `entries`, named as they are: a page of their own would be an empty one."""
    short = [each for each in part.rows if len(each.rows) == 1 and not each.corrected]
    if not entries:
        return part
    for rows in short:
        cells = " \N{MIDDLE DOT} ".join(each for each in rows.rows[0] if each)
        entries.append(Entry(cells, rows.title, named=True))
    return replace(part, rows=tuple(each for each in part.rows if each not in short))


def _title(title: str, corrected: bool) -> str:
    if not corrected:
        return title
    return QCoreApplication.translate("Projector", "{title}, corrected today").format(title=title)


def _lines(rows: RowsView, *, named: bool) -> list[Entry]:
    """Return each row as its first cell with the others beside it, each with the title of its column if `named`."""
    found = []
    for number, cells in enumerate(rows.rows):
        corrected = any(line == number for line, _ in rows.corrected)
        others = " \N{MIDDLE DOT} ".join(
            f"{title} {each}" if named else each
            for title, each in zip(rows.columns[1:], cells[1:], strict=False)
            if each
        )
        found.append(Entry(cells[0] if cells else "", _title(others, corrected) if others else ""))
    return found
