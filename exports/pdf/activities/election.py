"""An election in the report: the votes of the quick way, the steps of the consent way, and who was elected."""

from __future__ import annotations

from exports.accounts import Account, account_of
from exports.pdf.activities import dot_vote
from exports.pdf.flow import BODY, CELL, CELL_STRONG, SOFT, STRONG, Cell, Column, Flow
from exports.source import Source
from facilitator.activities.election import way
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER = dot_vote.CHAPTER


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anybody was elected or nominated."""
    return dot_vote.has_section(data, activity)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw how it was decided; nominations by consent are never counted."""
    data = source.data
    protocol = dot_vote.protocol_of(data, activity)
    if protocol is None:
        dot_vote.section(flow, source, activity)
        return
    account = account_of(protocol)
    elected = f"Elected: {account.chosen}"
    if way(data, activity) == "consent":
        flow.heading(activity.title, keep=34)
        flow.lines(elected, STRONG)
        flow.lines(
            "By consent: nominations in writing, reasons, changes, one proposal, no objection left.", SOFT
        )
        flow.space(2.0)
        _consent(flow, account)
    else:
        dot_vote.section(flow, source, activity, elected)


def _consent(flow: Flow, account: Account) -> None:
    flow.lines(f"Proposed: {account.proposed}. The candidate was asked last.", BODY)
    if not account.answers:
        return
    flow.space(2.0)
    rows = [
        [
            Cell((each.name if flow.with_names else "") or "–", CELL_STRONG),
            Cell("objection" if each.objection else "yes", CELL),
            Cell(each.text, CELL),
        ]
        for each in account.answers
    ]
    flow.table([Column("Asked", 40.0), Column("Answer", 24.0), Column("In their words", 100.0)], rows)
