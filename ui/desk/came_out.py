"""What came out of a session without a canvas, for its last page: figures, what was picked, what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator import couplings, forms, ratings, voting
from facilitator.activities.form import LOOK_BACK
from facilitator.forms import Filled, FilledRow
from facilitator.method import Activity
from facilitator.private import is_private
from facilitator.ratings import Agreed, Rating
from facilitator.state import SessionData
from ui.desk.home_words import stored_day_words
from ui.desk.map_results import map_lines

__all__ = ["came_out"]

_MOST_CELLS = 4
"""So many cells of a row stand behind what it is about: more would be a table on one line."""
_DOT = " \N{MIDDLE DOT} "
_UNDER = "    "


def came_out(data: SessionData) -> list[tuple[str, str]]:
    """Return the title of each activity with what the room agreed on, picked or wrote in it, in their order."""
    found = []
    for activity in data.method.activities:
        if is_private(activity):
            continue
        text = "\n".join(_lines(data, activity))
        if text:
            found.append((activity.title, text))
    return found


def _lines(data: SessionData, activity: Activity) -> Iterator[str]:
    if activity.kind == ratings.KIND:
        yield from _figures(ratings.rating(data, activity))
    elif activity.kind == forms.KIND:
        yield from _written(data, activity)
    elif activity.id == couplings.home(data.method):
        yield from map_lines(data)
    elif activity.settings.get("topics"):
        now = voting.standing(data, activity)
        titles = {each.id: each.title for each in now.candidates}
        yield from (titles[each] for each in now.chosen)


def _figures(now: Rating) -> Iterator[str]:
    for each in now.topics:
        if each.agreed is not None and each.agreed:
            yield f"{each.topic.title}: {_agreed_words(now, each.agreed)}"


def _agreed_words(now: Rating, agreed: Agreed) -> str:
    # Drawing is read by the first rating that is shown, not by every page.
    from ui.pictures.rating_marks import trend_words, value_words

    said = [
        (f"{each.title} " if len(now.scales) > 1 else "") + value_words(each, agreed.values[each.id])
        for each in now.scales
        if each.id in agreed.values
    ]
    parts = (", ".join(said), trend_words(agreed.trend))
    figures = ", ".join(each for each in parts if each).lower()
    return _DOT.join(each for each in (figures, " ".join(agreed.why.split())) if each)


def _written(data: SessionData, activity: Activity) -> list[str]:
    """Return the fields of a form and the rows of its lists; who looked back saw the figures first."""
    form = forms.form(data, activity)
    fields = [_field_words(each) for each in form.fields if each.text]
    rows = [words for each in form.rows for row in each.rows if (words := _row_words(row))]
    return [*rows, *fields] if activity.phase(LOOK_BACK) is not None else [*fields, *rows]


def _field_words(field: Filled) -> str:
    """Return a field behind its title; several lines stand under it, or each would look like a field of its own."""
    lines = _words(field).splitlines()
    if len(lines) < 2:
        return _tr("{title}: {text}").format(title=field.spec.title, text="".join(lines))
    return "\n".join([_tr("{title}:").format(title=field.spec.title), *(_UNDER + each for each in lines)])


def _row_words(row: FilledRow) -> str:
    """Return a row on one line: what it is about, then what else stands in it with its title; the first few of them."""
    first, *others = row.cells
    said = [f"{each.spec.title.lower()} {_words(each)}" for each in others if each.text]
    return _DOT.join(" ".join(each.split()) for each in (first.text, *said[:_MOST_CELLS]) if each)


def _words(cell: Filled) -> str:
    if cell.spec.type == "date":
        return stored_day_words(cell.text, date.today(), inside=True)
    return cell.text


def _tr(words: str) -> str:
    return QCoreApplication.translate("CameOut", words)
