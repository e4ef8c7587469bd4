"""A dot vote in the report: the rules announced, the count of each round as bars, how a tie was settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exports.pdf.flow import CELL, CELL_STRONG, SOFT, Cell, Column, Flow
from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK
from exports.pdf.text import Style
from exports.source import Source
from exports.words import ROUNDS, rules_in_words, settled_in_words
from facilitator import voting
from facilitator.method import Activity
from facilitator.model import Protocol
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = (
    "Votes and election",
    "Votes were hidden until each round was closed.",
)


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anything was decided, or at least proposed, in this activity."""
    return protocol_of(data, activity) is not None or any(data.notes_in(lane.id) for lane in activity.lanes)


def protocol_of(data: SessionData, activity: Activity) -> Protocol | None:
    """Return the account of how an activity decided."""
    return next((each for each in data.protocols if each.activity_id == activity.id), None)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw the vote, or what was proposed where it was not held."""
    protocol = protocol_of(source.data, activity)
    flow.heading(activity.title, keep=28)
    if protocol is None:
        names = [note.text for lane in activity.lanes for note in source.data.notes_in(lane.id)]
        flow.lines("Not decided. Proposed were:", SOFT)
        flow.bullets((0, name) for name in names)
        return
    result(flow, protocol.entries)


def result(flow: Flow, entries: Mapping[str, Any]) -> None:
    """Draw rules, rounds and the step that decided."""
    rounds = list(entries.get("rounds", []))
    flow.lines(rules_in_words(entries), SOFT)
    flow.space(2.0)
    shown = [each for each in rounds if each.get("round") in (voting.VOTE, voting.RUN_OFF, voting.FIST)]
    if shown:
        _rounds(flow, shown, str((entries.get("elected") or {}).get("id", "")))
    settled = settled_in_words(entries)
    if settled:
        flow.space(1.0)
        flow.lines(settled)
    for objection in entries.get("objections", []):
        flow.bullets([(0, f"Objection: {objection}")])


def _rounds(flow: Flow, rounds: list[Mapping[str, Any]], elected: str) -> None:
    shares = (62.0, *(50.0 for _ in rounds))
    measure = flow.width - 4.0 * len(rounds)
    width = measure * 50.0 / sum(shares)
    columns = [Column("Name", shares[0])]
    columns += [Column(ROUNDS[str(each["round"])], 50.0) for each in rounds]
    first = sorted(rounds[0]["candidates"], key=lambda each: -int(each.get("count", 0)))
    rows = []
    for candidate in first:
        style = CELL_STRONG if candidate["id"] == elected else CELL
        rows.append(
            [
                Cell(candidate["title"], style),
                *(_bar(each, candidate["id"], width) for each in rounds),
            ]
        )
    flow.table(columns, rows)


def _bar(entry: Mapping[str, Any], candidate_id: str, width: float) -> Cell:
    found = next((each for each in entry["candidates"] if each["id"] == candidate_id), None)
    if found is None:
        return Cell()
    if "fingers" in found:
        return Cell(" ".join(str(each) for each in found["fingers"]) or "–")
    count = int(found.get("count", 0))
    most = max(1, *(int(each.get("count", 0)) for each in entry["candidates"]))
    length = (width - 12.0) * count / most

    def draw(pen: Pen, x: float, baseline: float) -> None:
        pen.fill(x, baseline - 2.7, max(length, 0.5), 3.0, HOUSE)
        pen.text(x + max(length, 0.5) + 2.0, baseline, str(count), Style("semibold", CELL.size, INK))

    return Cell(draw=draw)
