"""A timeline and the actions of a session as tables for spreadsheets and ticket tools."""

from exports.csv_table import table
from exports.source import Source
from facilitator import commitments, moments, timelines
from facilitator.activities.timeline import walked

TIMELINE = ("utc", "local", "kind", "text", "source", "known", "in_the_meeting", "id")
ACTIONS = ("text", "scope", "done_when", "owner", "due", "priority", "factor", "state", "topic", "id")


def timeline_csv(source: Source) -> bytes:
    """Return every entry of the timeline, the times in UTC and in its zone."""
    found = timelines.timeline(source.data)
    rows = []
    for each in walked(found) if found is not None else ():
        zone = found.zone if found is not None else moments.USUAL_ZONE
        done = "struck" if each.struck else "added" if each.added else "corrected" if each.earlier else ""
        local = moments.local(each.at, zone).strftime("%Y-%m-%d %H:%M:%S")
        rows.append((each.at, local, each.kind, each.text, each.source, each.known, done, each.id))
    return table(TIMELINE, rows)


def actions_csv(source: Source) -> bytes:
    """Return every action item with what makes it a commitment, as far as it is one."""
    found = commitments.commitments(source.data)
    rows = []
    for item in source.data.actions:
        each = found.find(item.id) if found is not None else None
        rows.append(
            (
                item.text,
                each.scope if each else "",
                each.done_when if each else "",
                item.owner,
                item.due or "",
                (each.priority or "") if each else "",
                each.factor if each else "",
                item.state,
                item.topic,
                item.id,
            )
        )
    return table(ACTIONS, rows)
