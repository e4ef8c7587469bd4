"""The protocol of a vote as lines anybody can check, and the window that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator import voting
from facilitator.consent import consent_account
from facilitator.method import Activity
from facilitator.voting import Rules
from ui.desk.context import DeskContext
from ui.desk.home_words import people_words
from ui.desk.voting.words import round_words, rules_words, tie_break_words

__all__ = ["consent_text", "protocol_text", "show_protocol"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Protocol", text)


def show_protocol(desk: DeskContext, activity: Activity, parent: QWidget) -> None:
    """Show how a vote was decided so far, closed rounds only."""
    data = desk.session.data
    by_consent = bool(data.value(activity.id, "proposed"))
    account = consent_account(data, activity) if by_consent else voting.account(data, activity)
    winner = account["winner"]
    said = _tr("Chosen: {title}").format(title=winner["title"]) if winner else _tr("Not decided yet.")
    title = _tr("Protocol: {title}").format(title=activity.title)
    told = consent_text(account) if by_consent else protocol_text(account)
    desk.prompts.tell(parent, title, said, details=told)


def consent_text(account: Mapping[str, Any]) -> str:
    """Return the account of `facilitator.consent.consent_account` as lines: who was asked, what they answered."""
    proposed = account["proposed"]
    lines = [_tr("Proposed: {name}").format(name=proposed["title"] if proposed else ""), ""]
    for answer in account["answers"]:
        said = _tr("yes") if answer["answer"] == "yes" else _tr("objection")
        text = f": {answer['text']}" if answer["text"] else ""
        lines.append(f"  {answer['name']}: {said}{text}")
    return "\n".join(lines)


def protocol_text(account: Mapping[str, Any]) -> str:
    """Return the account of `facilitator.voting.account` as lines: rules, each round, the seed and how to check it."""
    kept = account["rules"]
    rules = Rules(kept["budget"], kept["stacking"], kept["own_idea"], tuple(kept["tie_break"]))
    lines = [
        _tr("Rules: {rules}.").format(rules=rules_words(rules)),
        _tr("A tie is settled by: {order}.").format(order=tie_break_words(rules.tie_break)),
    ]
    for entry in account["rounds"]:
        lines += ["", *_round_lines(entry)]
    if account["declined"]:
        names = ", ".join(each["title"] for each in account["declined"])
        lines += ["", _tr("Not available: {names}").format(names=names)]
    if account["objections"]:
        lines += ["", _tr("Objections:"), *(f"  {each}" for each in account["objections"])]
    return "\n".join(lines)


def _round_lines(entry: Mapping[str, Any]) -> list[str]:
    name = entry["round"]
    if name == voting.LOT:
        return _lot_lines(entry)
    head = _tr("{round}: {people}, {cast} of {possible} counted").format(
        round=round_words(name),
        people=people_words(entry["people"]),
        cast=entry["cast"],
        possible=entry["possible"],
    )
    lines = [head]
    for each in entry["candidates"]:
        shown = " ".join(map(str, each.get("fingers", ()))) if name == voting.FIST else each.get("count", 0)
        mark = _tr("  first") if each["id"] in entry["best"] else ""
        lines.append(f"  {each['title']}: {shown}{mark}")
    if entry["surplus"]:
        lines.append(_tr("  More were counted than possible: {count}").format(count=entry["surplus"]))
    return lines


def _lot_lines(entry: Mapping[str, Any]) -> list[str]:
    lines = [
        _tr("Draw by lot, seed: {seed}").format(seed=entry["seed"]),
        _tr("  To check it: take the SHA-256 of the seed, a colon and the name. The smallest one wins."),
    ]
    for lot in entry["lots"]:
        lines += [f"  {entry['seed']}:{lot['text']}", f"    {lot['digest']}"]
    return lines
