"""What was promised last time, in the report: each action with its state, and what it was to move, then and now."""

from __future__ import annotations

from exports.dates import written_day
from exports.pdf.flow import CELL_STRONG, SOFT, Cell, Column, Flow
from exports.source import Source
from facilitator.acts.actions import CARRIED
from facilitator.earlier import EarlierAction, earlier_actions, earlier_session
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("Promised last time", "")


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether this session follows one in which something was promised."""
    return bool(earlier_actions(data))


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw what became of it."""
    earlier = earlier_session(source.data)
    if earlier is not None:
        flow.lines(", ".join(part for part in (earlier.title, written_day(earlier.date)) if part) + ".", SOFT)
        flow.space(2.0)
    rows = [
        [
            Cell(each.text, CELL_STRONG),
            Cell(each.topic or "–"),
            Cell(then_and_now(each)),
            Cell(each.owner or "–"),
            Cell(written_day(each.due) or "–"),
            Cell("went on later" if each.state == CARRIED else each.state),
        ]
        for each in earlier_actions(source.data)
    ]
    titles = (
        ("Action", 56.0),
        ("About", 34.0),
        ("Then, now", 22.0),
        ("Owner", 22.0),
        ("Due", 28.0),
        ("", 16.0),
    )
    flow.table([Column(title, share) for title, share in titles], rows)


def then_and_now(action: EarlierAction) -> str:
    """Return what its topic or force stood at then and stands at now: "red, amber"."""
    if action.then is None and action.now is None:
        return "–"
    return f"{action.then or '–'}, {action.now or '–'}"
