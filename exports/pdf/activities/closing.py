"""The close in the report: the parking lot, next steps with a box to tick, return on time, the last words."""

from __future__ import annotations

from collections.abc import Sequence

from exports.closing import NEXT_STEPS, PARKED, closing_words, hands_in_words, roti_answers
from exports.pdf.flow import BODY, CELL, CELL_STRONG, SOFT, Cell, Column, Flow
from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK, MUTED
from exports.pdf.text.book import Style
from exports.source import Source
from facilitator import commitments
from facilitator.dates import written_day
from facilitator.method import Activity
from facilitator.model import ActionItem
from facilitator.roti import LEAST, MOST, roti_summary
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("Parking lot and next steps", "")
_BAR = 8.0


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anything came out of the close."""
    findings = (
        roti_answers(data, activity.id),
        closing_words(data, activity.id),
        hands_in_words(data, activity),
    )
    return bool(data.parked or _steps(data) or any(findings))


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw what is to happen next, what was parked and how people left."""
    data = source.data
    steps = _steps(data)
    if steps:
        flow.heading("Next steps", keep=24)
        _actions(flow, steps)
    if data.parked:
        flow.heading("Parking lot", keep=24)
        _parked(flow, data)
    hands = hands_in_words(data, activity)
    if hands:
        flow.heading("Hands up", keep=10)
        flow.bullets((0, each) for each in hands)
    answers = roti_answers(data, activity.id)
    if answers:
        flow.heading("Return on time invested", keep=42)
        _roti(flow, answers)
    words = closing_words(data, activity.id)
    if words:
        said = ", ".join(words)
        flow.heading("One word each", keep=min(10.0, flow.height_of(said)))
        flow.lines(said)


def _steps(data: SessionData) -> tuple[ActionItem, ...]:
    """Return the next steps without the commitments: those stand in a chapter of their own already."""
    found = commitments.commitments(data)
    return tuple(each for each in data.actions if found is None or found.find(each.id) is None)


def _actions(flow: Flow, steps: Sequence[ActionItem]) -> None:
    def box(pen: Pen, x: float, baseline: float) -> None:
        pen.tick_box(x, baseline - 3.1)

    def ticked(pen: Pen, x: float, baseline: float) -> None:
        box(pen, x, baseline)
        pen.icon("check", x + 0.3, baseline - 2.8, 3.0)

    rows = [
        [
            Cell(draw=ticked if item.state == "done" else box),
            Cell(item.text, CELL_STRONG),
            Cell(item.owner or "–"),
            Cell(written_day(item.due) or "–"),
            Cell(NEXT_STEPS[item.state]),
        ]
        for item in steps
    ]
    titles = (("", 6.0), ("Next step", 83.0), ("Owner", 32.0), ("Due", 39.0), ("", 16.0))
    flow.table([Column(title, share) for title, share in titles], rows)


def _parked(flow: Flow, data: SessionData) -> None:
    rows = []
    for item in data.parked:
        activity = data.method.activity(item.activity_id or "")
        rows.append(
            [
                Cell(item.text, CELL),
                Cell(activity.title if activity else "–"),
                Cell(PARKED.get(item.state, item.state)),
            ]
        )
    flow.table([Column("Parked", 92.0), Column("During", 40.0), Column("Became", 42.0)], rows)


def _roti(flow: Flow, answers: list[int]) -> None:
    summary = roti_summary(answers)
    flow.lines(f"{summary.count} answers from 1 (not worth the time) to 5 (worth far more).", SOFT)
    flow.space(2.0)
    for value in range(MOST, LEAST - 1, -1):
        count = summary.distribution[value - LEAST]
        flow.need(6.0)
        baseline = flow.y + 3.6
        flow.pen.text(flow.left, baseline, str(value), Style("regular", BODY.size, MUTED))
        flow.pen.fill(flow.left + 6.0, flow.y + 0.4, max(0.5, count * _BAR), 3.8, HOUSE)
        x = flow.left + 8.0 + max(0.5, count * _BAR)
        flow.pen.text(x, baseline, str(count), Style("semibold", BODY.size, INK))
        flow.y += 6.0
