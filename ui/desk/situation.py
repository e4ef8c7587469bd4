"""Where a session stands, in the words the frame of the desk shows. Reads the session and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from facilitator import postmortems
from facilitator.agenda import BREAK, lines
from facilitator.earlier import next_steps
from facilitator.ids import from_stamp
from facilitator.method import Activity, Phase
from facilitator.model import AgendaEntry
from facilitator.session import Session
from facilitator.state import SessionData, spent_at
from ui.desk.came_out import came_out, worth
from ui.desk.counted import notes_text
from ui.desk.home_words import people_words, stored_day_words
from ui.desk.postmortem_results import learnt, meetings_words, open_ends
from ui.desk.rail import RailItem

__all__ = [
    "EndWords",
    "Onward",
    "clock_time",
    "done_phases",
    "end_words",
    "entry_after",
    "minutes_text",
    "onward",
    "rail_items",
    "results",
]

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Onward:
    """What comes next: `step` is phase, activity, break or end; `title` names it."""

    step: str
    title: str = ""


@dataclass(frozen=True)
class EndWords:
    """When it ends, how that stands against the plan, and the colour role of the latter."""

    end: str
    pace: str
    role: str


def minutes_text(minutes: float) -> str:
    """Return minutes as the room says them: "12", or "7.5" where half a minute counts."""
    rounded = round(minutes * 2) / 2
    return f"{rounded:g}"


def clock_time(moment: datetime) -> str:
    """Return a moment as the clock on the wall shows it."""
    return moment.astimezone().strftime("%H:%M")


def rail_items(session: Session, *, show_place: bool = True) -> tuple[RailItem, ...]:
    """Return the lines of the rail; `show_place` False: no row is where we are (the summary is shown)."""
    place, data = session.place, session.data
    slots = session.course.slots()
    planned: dict[str, float] = {}
    for slot in slots:
        planned[slot.entry_id] = planned.get(slot.entry_id, 0.0) + slot.planned
    entries = {entry.id: entry for entry in data.agenda}
    items, number = [], 0
    for line in lines(slots):
        entry = entries[line.entry_id]
        here = entry.id == place.break_id if place.break_id else entry.activity_id == place.activity_id
        activity = data.method.activity(entry.activity_id or "")
        counted = activity is not None and not entry.skipped
        number += 1 if counted else 0
        state = "current" if here and show_place else line.state
        if state == "current" and not (here and show_place):
            state = "done"
        if state == "done" and not here and _was_passed_over(session, entry, activity):
            state = "passed"
        note = ""
        if entry.skipped:
            note = translate("Situation", "skipped")
        elif activity is not None and activity.optional:
            note = translate("Situation", "optional")
        items.append(
            RailItem(
                entry.id,
                number if counted else None,
                line.title,
                minutes_text(planned[entry.id] / 60.0),
                state,
                note,
                activity is None,
            )
        )
    return tuple(items)


def _was_passed_over(session: Session, entry: AgendaEntry, activity: Activity | None) -> bool:
    """Tell whether no time was spent there and nothing was done there; never where the clock was not used at all.

    A room that leaves the clock alone has spent no time anywhere, and what it only talked about is done all the same.
    """
    spent = {key.partition("/")[0] for key in spent_at(session.place, session.monotonic())}
    if not spent or (entry.activity_id or entry.id) in spent:
        return False
    return activity is None or not _holds_anything(session.data, activity)


def _holds_anything(data: SessionData, activity: Activity) -> bool:
    """Tell whether any row says that something was done in an activity; next steps do not say where they came up."""
    lanes = {lane.id for lane in activity.lanes}
    if any(each.lane in lanes for each in (*data.notes, *data.groups)):
        return True
    boxes = {*activity.writes, *(lane.box for lane in activity.lanes if lane.box)}
    if any(data.outcomes.get(box) for box in boxes):
        return True
    if activity.kind == "actions" and data.actions:
        return True
    tables = ("ballots", "hands", "protocols", "parked", "activity_values")
    return any(
        getattr(row, "activity_id", None) == activity.id for table in tables for row in data.rows(table)
    )


def entry_after(session: Session) -> AgendaEntry | None:
    """Return the next line of the agenda that is not skipped."""
    place, agenda = session.place, session.data.agenda
    here = next(
        (
            index
            for index, entry in enumerate(agenda)
            if (entry.id == place.break_id if place.break_id else entry.activity_id == place.activity_id)
        ),
        -1,
    )
    return next((entry for entry in agenda[here + 1 :] if not entry.skipped), None)


def onward(session: Session) -> Onward:
    """Return what the next phase would be."""
    activity, phase = session.course.activity, session.course.phase
    if activity is not None and phase is not None and session.course.on_break is None:
        phases: tuple[Phase, ...] = session.course.phases(activity)
        ids = [each.id for each in phases]
        if phase.id in ids and ids.index(phase.id) + 1 < len(ids):
            return Onward("phase", phases[ids.index(phase.id) + 1].title)
    entry = entry_after(session)
    if entry is None:
        return Onward("end")
    return Onward("break" if entry.kind == BREAK else "activity", entry.title)


def done_phases(session: Session) -> tuple[str, ...]:
    """Return the ids of the phases of the present activity that lie behind the room."""
    place = session.place
    return tuple(
        slot.phase
        for slot in session.course.slots()
        if slot.activity_id == place.activity_id and slot.phase and slot.state == "done"
    )


def end_words(session: Session) -> EndWords:
    """Return when the session ends, and "4 min behind", "On time" or "6 min ahead"; before the run, the plan."""
    if session.place.mode == "prepare":
        return _planned_words(session)
    if session.place.mode == "after":
        ended = session.place.ended
        said = (
            translate("Situation", "Ended {time}").format(time=clock_time(from_stamp(ended)))
            if ended
            else translate("Situation", "Ended")
        )
        return EndWords(said, "", "ink_faint")
    now = from_stamp(session.wall())
    end = translate("Situation", "Ends {time}").format(time=clock_time(session.course.predicted_end(now)))
    behind = session.course.behind(now)
    if behind is None:
        return EndWords(end, "", "ink_faint")
    minutes = round(behind / 60)
    if minutes > 0:
        return EndWords(end, translate("Situation", "{minutes} min behind").format(minutes=minutes), "warn")
    if minutes < 0:
        return EndWords(end, translate("Situation", "{minutes} min ahead").format(minutes=-minutes), "ok")
    return EndWords(end, translate("Situation", "On time"), "ink_faint")


def _planned_words(session: Session) -> EndWords:
    planned = sum(slot.planned for slot in session.course.slots() if slot.state != "skipped") / 60.0
    room = session.data.session.minutes
    said = translate("Situation", "{minutes} min planned").format(minutes=minutes_text(planned))
    over = planned - room
    if over > 0:
        words = translate("Situation", "{over} min more than {room}").format(
            over=minutes_text(over), room=minutes_text(room)
        )
        return EndWords(said, words, "warn")
    return EndWords(
        said, translate("Situation", "of {room} min").format(room=minutes_text(room)), "ink_faint"
    )


def results(
    session: Session, earlier: Sequence[postmortems.Meeting] = ()
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the line over the summary, and pairs of a title and what was agreed, in the order of the canvas.

    `earlier` are meetings of the same method, the oldest first: what they were worth stands beside what this one was.
    """
    data, place = session.data, session.place
    agreed = data.outcomes
    found: list[tuple[str, str]] = []
    canvas = data.method.canvas
    if canvas is not None:
        named = (
            (translate("Situation", "Name"), canvas.name_from),
            (translate("Situation", "Leader"), canvas.leader_from),
        )
        boxes = [(box.title, box.id) for box in canvas.boxes]
        for title, box in (*named, *boxes):
            if agreed.get(box):
                found.append((title, agreed[box].replace("\t", "    ")))
    if postmortems.is_postmortem(data.method):
        found += learnt(session)
    elif canvas is None:
        found += came_out(data)
    steps = [
        _step_words(item.text, item.owner, item.due) for item in next_steps(data) if item.state != "dropped"
    ]
    if steps:
        found.append((translate("Situation", "Next steps"), "\n".join(steps)))
    own = postmortems.worth(data)
    if not postmortems.is_postmortem(data.method):
        found += worth(data)
    elif own.said:
        found.append(meetings_words([*(each for each in earlier if each.session_id != own.session_id), own]))
    found += open_ends(session)
    people = people_words(data.people_present)
    if data.stickies:
        words = translate("Situation", "{notes}, {wall} of them on the wall, {people}")
    elif data.note_count:
        words = translate("Situation", "{notes}, {people}")
    else:
        words = "{people}"
    caption = words.format(notes=notes_text(data.note_count), wall=data.stickies, people=people)
    if place.started and place.ended:
        lasted = (from_stamp(place.ended) - from_stamp(place.started)).total_seconds() / 60
        caption += translate("Situation", " · {start} to {end}, {minutes} min").format(
            start=clock_time(from_stamp(place.started)),
            end=clock_time(from_stamp(place.ended)),
            minutes=round(lasted),
        )
    return caption, tuple(found)


def _step_words(text: str, owner: str, due: str | None) -> str:
    day = ""
    if due:
        words = stored_day_words(due, date.today(), inside=True)
        day = translate("Situation", "by {day}").format(day=words).replace(" ", "\N{NO-BREAK SPACE}")
    return " · ".join(part for part in (" ".join(text.split()), owner, day) if part)
