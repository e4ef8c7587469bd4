"""What came out of a session without a canvas, for its last page: figures, what was picked, written and noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile

from PySide6.QtCore import QCoreApplication

from facilitator import couplings, forms, ratings, voting
from facilitator.activities.form import LOOK_BACK
from facilitator.forms import Filled, FilledRow
from facilitator.method import Activity
from facilitator.private import is_private
from facilitator.ratings import Agreed, Rating
from facilitator.roti import MOST, roti_summary
from facilitator.state import SessionData
from ui.desk.home_words import stored_day_words
from ui.desk.map_results import map_lines

__all__ = ["came_out", "worth"]

_MOST_CELLS = 5
"""So many cells of a row stand behind what it is about: more would be a table on one line."""
_FEW_WORDS = 3
_MOST_NOTES = 8
_NOTES, _VOTE = "brainstorm", "dot_vote"
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


def worth(data: SessionData) -> list[tuple[str, str]]:
    """Return what a room thought at the close that its time was worth, as a title and a line; nothing where unasked."""
    found = []
    for activity in data.method.activities:
        said = roti_summary(data.value(activity.id, "roti", ()) if activity.kind == "closing" else ())
        if said.median is not None:
            words = (
                _tr("{median} of {most} · {answers}")
                if said.lowest == said.highest
                else _tr("{median} of {most} in the middle, from {lowest} to {highest} · {answers}")
            ).format(
                median=f"{said.median:g}",
                most=MOST,
                lowest=said.lowest,
                highest=said.highest,
                answers=_tr("1 answer")
                if said.count == 1
                else _tr("{count} answers").format(count=said.count),
            )
            found.append((_tr("Return on time invested"), words))
    return found


def _lines(data: SessionData, activity: Activity) -> Iterator[str]:
    if activity.kind == ratings.KIND:
        yield from _figures(ratings.rating(data, activity))
    elif activity.kind == forms.KIND:
        yield from _written(data, activity)
    elif activity.id == couplings.home(data.method):
        yield from map_lines(data)
    elif activity.kind == _VOTE:
        yield from _decided(data, activity)
    elif activity.kind == _NOTES:
        yield from _noted(data, activity)


def _decided(data: SessionData, activity: Activity) -> Iterator[str]:
    """Return what was chosen in a vote, or all of it in order where the room went on in that order.

    What a list was written about says so itself.
    """
    later = dropwhile(lambda each: each.id != activity.id, data.method.activities)
    goes_on = next(
        (each for each in later if each.kind == _NOTES and {*each.reads} & {*activity.reads}), None
    )
    if goes_on is not None:
        order = voting.topics_in_order(data, goes_on)
        yield from (f"{number}. {_line(title)}" for number, title in enumerate(order, start=1))
        return
    now = voting.standing(data, activity)
    titles = {each.id: each.title for each in now.candidates}
    about = {
        row.cells[0].text
        for form in forms.forms_of(data)
        for rows in form.rows
        for row in rows.rows
        if row.cells
    }
    yield from (_line(titles[each]) for each in now.chosen if titles[each] not in about)


def _noted(data: SessionData, activity: Activity) -> Iterator[str]:
    """Return the notes that no other activity went on with: a line each, or a line a lane where there are several."""
    went_on = {lane for each in data.method.activities for lane in each.reads}
    for lane in activity.lanes:
        said = [] if lane.id in went_on else _heaps(data, lane.id)
        more = len(said) - _MOST_NOTES
        if more > 0:
            said = [*said[:_MOST_NOTES], _tr("and {count} more").format(count=more)]
        if said and len(activity.lanes) > 1:
            yield _tr("{title}: {text}").format(title=lane.title, text=_DOT.join(said))
        else:
            yield from said


def _heaps(data: SessionData, lane_id: str) -> list[str]:
    """Return the titles of a lane's groups, and what stands on its other notes."""
    named = [each for each in data.groups_in(lane_id) if each.title.strip()]
    ids = {each.id for each in named}
    loose = [_line(each.text) for each in data.notes_in(lane_id) if each.group_id not in ids]
    return [*(_line(each.title) for each in named), *(each for each in loose if each)]


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
    figures = ", ".join(_inside(each) for each in (*said, trend_words(agreed.trend)) if each)
    return _DOT.join(each for each in (figures, _line(agreed.why)) if each)


def _inside(words: str) -> str:
    """Return words as they go on inside a line; SLO stays SLO."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


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
    said = [_cell_words(each) for each in others if each.text]
    return _DOT.join(_line(each) for each in (first.text, *said[:_MOST_CELLS]) if each)


def _cell_words(cell: Filled) -> str:
    """Return a cell behind its title; a sentence is set off from that, a figure or a name is not."""
    title, text = _inside(cell.spec.title), _words(cell)
    if cell.spec.type in ("text", "long") and len(text.split()) > _FEW_WORDS:
        return _tr("{title}: {text}").format(title=title, text=text)
    return f"{title} {text}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _words(cell: Filled) -> str:
    if cell.spec.type == "date":
        return stored_day_words(cell.text, date.today(), inside=True)
    return cell.text


def _tr(words: str) -> str:
    return QCoreApplication.translate("CameOut", words)
