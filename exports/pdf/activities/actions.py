"""Actions in the report: what was promised last time, then and now; commitments, and what is left undone."""

from __future__ import annotations

from exports.closing import state_words
from exports.pdf.flow import CELL_STRONG, SOFT, Cell, Column, Flow
from exports.source import Source
from facilitator import commitments
from facilitator.commitments import Commitment, Commitments
from facilitator.dates import written_day
from facilitator.earlier import EarlierAction, earlier_actions, earlier_session
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("Actions", "")


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether this session follows one in which something was promised, or promised anything itself."""
    promised = activity.phase("review") is not None and bool(earlier_actions(data))
    found = commitments.commitments(data)
    return promised or (found is not None and activity.id == found.home and not found.empty)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw what became of promises, and what is promised now."""
    if activity.phase("review") is not None and earlier_actions(source.data):
        flow.heading("Promised last time", keep=24)
        _review(flow, source)
    found = commitments.commitments(source.data)
    if found is not None and activity.id == found.home:
        commitments_part(flow, found)


def _review(flow: Flow, source: Source) -> None:
    earlier = earlier_session(source.data)
    if earlier is not None:
        flow.lines(", ".join(part for part in (earlier.title, written_day(earlier.date)) if part) + ".", SOFT)
        flow.space(2.0)
    promised = earlier_actions(source.data)
    # Where nothing was about a topic, two columns of dashes would only make the others narrow.
    told = any(each.topic or then_and_now(each) != "–" for each in promised)
    rows = [
        [
            Cell(each.text, CELL_STRONG),
            *((Cell(each.topic or "–"), Cell(then_and_now(each))) if told else ()),
            Cell(each.owner or "–"),
            Cell(written_day(each.due) or "–"),
            Cell(state_words(each.state)),
        ]
        for each in promised
    ]
    titles = (
        ("Action", 56.0),
        *((("About", 32.0), ("Then, now", 22.0)) if told else ()),
        ("Owner", 22.0),
        ("Due", 30.0),
        ("", 16.0),
    )
    flow.table([Column(title, share) for title, share in titles], rows)


def commitments_part(flow: Flow, found: Commitments) -> None:
    """Draw what is promised, who stands behind it, and what is left undone on purpose."""
    if found.commitments:
        rows = [
            [
                Cell(_promise(each)),
                Cell(each.action.owner or "–"),
                Cell(written_day(each.action.due) or "–"),
                Cell(each.factor or "–"),
                Cell(each.priority or "–"),
                Cell(state_words(each.action.state)),
            ]
            for each in found.commitments
        ]
        titles = (
            ("Action", 76.0),
            ("Owner", 22.0),
            ("Due", 28.0),
            ("Works on", 40.0),
            ("Priority", 17.0),
            ("State", 15.0),
        )
        flow.table([Column(title, share) for title, share in titles], rows, title="What we do")
    behind = [each.name for each in found.leaders if each.agrees]
    if behind:
        flow.lines(f"Gives it priority: {', '.join(behind)}.")
    if found.not_done:
        rows = [[Cell(each.text, CELL_STRONG), Cell(each.reason)] for each in found.not_done]
        flow.table([Column("What", 70.0), Column("Why", 106.0)], rows, title="Left undone on purpose")


def _promise(each: Commitment) -> str:
    """Return an action with its scope and how one sees that it is done."""
    lines = [each.action.text]
    if each.scope:
        lines.append(f"For: {each.scope}")
    if each.done_when:
        lines.append(f"Done when: {each.done_when}")
    return "\n".join(lines)


def then_and_now(action: EarlierAction) -> str:
    """Return what its topic or force stood at then and stands at now: "red, amber"."""
    if action.then is None and action.now is None:
        return "–"
    return f"{action.then or '–'}, {action.now or '–'}"
