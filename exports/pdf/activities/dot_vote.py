"""A dot vote in the report: the rules announced, the count of each round as bars, how a tie was settled."""

from __future__ import annotations

from collections.abc import Sequence

from exports.accounts import Account, RoundAccount, account_of
from exports.pdf.flow import CELL, CELL_GAP, CELL_STRONG, SOFT, STRONG, Cell, Column, Flow
from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK
from exports.pdf.text.book import Style
from exports.source import Source
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


def section(flow: Flow, source: Source, activity: Activity, outcome: str = "") -> None:
    """Draw the vote, its `outcome` in words before all else; or what was proposed where it was not held."""
    protocol = protocol_of(source.data, activity)
    # The outcome, two lines of rules, the head of the table and two rows.
    flow.heading(activity.title, keep=42)
    if outcome:
        flow.lines(outcome, STRONG)
    if protocol is None:
        names = [note.text for lane in activity.lanes for note in source.data.notes_in(lane.id)]
        flow.lines("Not decided. Proposed were:", SOFT)
        flow.bullets((0, name) for name in names)
        return
    result(flow, account_of(protocol))


def result(flow: Flow, account: Account) -> None:
    """Draw rules, rounds and the step that decided."""
    flow.lines(account.rules_in_words, SOFT)
    flow.space(2.0)
    shown = [each for each in account.rounds if each.name != voting.LOT and each.candidates]
    if shown:
        _rounds(flow, shown, account.chosen_ids)
    if account.settled_in_words:
        flow.space(1.0)
        flow.lines(account.settled_in_words)
    if account.declined:
        flow.lines(f"Stepped back: {', '.join(account.declined)}.")
    flow.bullets((0, f"Objection: {each}") for each in account.objections)


def _rounds(flow: Flow, rounds: list[RoundAccount], chosen: Sequence[str]) -> None:
    shares = (62.0, *(50.0 for _ in rounds))
    width = (flow.width - CELL_GAP * len(rounds)) * 50.0 / sum(shares)
    columns = [Column("Name", shares[0]), *(Column(each.title, 50.0) for each in rounds)]
    rows = [
        [
            Cell(candidate.title, CELL_STRONG if candidate.id in chosen else CELL),
            *(_bar(each, candidate.id, width) for each in rounds),
        ]
        for candidate in rounds[0].candidates
    ]
    flow.table(columns, rows)


def _bar(account: RoundAccount, candidate_id: str, width: float) -> Cell:
    found = next((each for each in account.candidates if each.id == candidate_id), None)
    if found is None:
        return Cell()
    if account.name == voting.FIST:
        return Cell(" ".join(str(each) for each in found.fingers) or "–")
    count = found.count
    most = max(1, *(each.count for each in account.candidates))
    length = max(0.5, (width - 12.0) * count / most)

    def draw(pen: Pen, x: float, baseline: float) -> None:
        pen.fill(x, baseline - 2.7, length, 3.0, HOUSE)
        pen.text(x + length + 2.0, baseline, str(count), Style("semibold", CELL.size, INK))

    return Cell(draw=draw)
