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
from ui.projector.records import Record, record_sheets
from ui.projector.sheet import Screen, Sheet

_PAIR = 2
"""Of so many columns a row is understood without their names, such as a person and a role."""


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the fields as lines, each with its title beside it, then the lists."""
    part = cast(FormView, view.part)
    if not part.asked and part.phase == "fill":
        return asking_sheets(view, screen, part.question, ())
    if part.phase == "fill" and part.rows:
        return _filling(view, part, screen)
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
    lists = [sheet for rows in part.rows for sheet in record_sheets(view, screen, rows.title, _records(rows))]
    if entries or not part.rows:
        sheets.extend(list_sheets(view, screen, part.question, entries, empty=nothing))
    # Who looks back sees the figures before what was learnt from them.
    sheets = [*lists, *sheets] if part.phase == "look_back" else [*sheets, *lists]
    return sheets or asking_sheets(view, screen, part.question, ())


def _with_short_lists(part: FormView, entries: list[Entry]) -> FormView:
    """Add lists of one row to `entries`, named as they are: a page of their own would be an empty one."""
    short = [
        each
        for each in part.rows
        if len(each.rows) == 1 and len(each.columns) <= _PAIR and not each.corrected
    ]
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


def _filling(view: AudienceView, part: FormView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the rows that are there so far, else what is asked for in a row."""
    begun = [rows for rows in part.rows if rows.rows]
    if not begun:
        dot = " \N{MIDDLE DOT} "
        asked = [f"{rows.title}\n{dot.join(rows.columns)}" for rows in part.rows]
        return asking_sheets(view, screen, part.question, asked)
    alone = part.question if len(part.rows) == 1 else ""
    return [
        sheet for rows in begun for sheet in record_sheets(view, screen, alone or rows.title, _records(rows))
    ]


def _records(rows: RowsView) -> list[Record]:
    """Return each row as its first cell, and under it the other filled ones with the titles of their columns."""
    found = []
    named = QCoreApplication.translate("Projector", "{title}: {text}")
    for number, cells in enumerate(rows.rows):
        words = [
            _title((date_words(text) if kind == "date" else "") or text, (number, column) in rows.corrected)
            if text
            else ""
            for column, (kind, text) in enumerate(zip(rows.types, cells, strict=True))
        ]
        phrases = [
            named.format(title=title, text=text)
            for title, text in zip(rows.columns[1:], words[1:], strict=True)
            if text
        ]
        first = words[0] or (phrases.pop(0) if phrases else "")
        found.append(Record(first, tuple(phrases)))
    return found
