"""What is wrong with a method that is being made, in the words of its editor instead of those of its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from facilitator import activities, method_drafts
from facilitator.method_drafts import Checked, Place
from ui.desk.home_words import length_words
from ui.desk.methods.shapes import (
    Ask,
    activity_asks,
    canvas_asks,
    link_asks,
    method_asks,
    phase_asks,
    setting_asks,
    way_asks,
)
from ui.desk.methods.words import phase_words

__all__ = ["mistake_words"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MethodEditor", text)


def mistake_words(draft: Mapping[str, Any], checked: Checked) -> str:
    """Return the first mistake of a draft: in which part, in which field, and what is expected there."""
    if checked.place == method_drafts.LENGTH:
        length = length_words(method_drafts.total(draft))
        return _tr("All of it takes {length}, and a day is the most.").format(length=length)
    where = ", ".join(_where(draft, checked.place))
    reason = checked.reason.replace(" in quotation marks", "")
    if reason.startswith("is missing") or reason == "must not be empty.":
        reason = _tr("nothing stands here yet.")
    return f"{where}: {reason}" if where else checked.sentence


def _where(draft: Mapping[str, Any], place: Place) -> list[str]:
    """Return the parts that a place passes, each as the editor calls it; without what has no name there."""
    match place:
        case ("activities", int(number), *rest):
            activity = method_drafts.value_at(draft, place[:2])
            part = _titled(activity, _tr("activity {number}").format(number=number + 1))
            if not isinstance(activity, Mapping) or activity.get("kind") not in activities.kind_names():
                return [part]
            return [part, *_in_activity(draft, activity, tuple(rest))]
        case ("canvas", *rest):
            return [_tr("Canvas"), *_asked(canvas_asks(), draft.get("canvas"), tuple(rest))]
    return [_tr("The method"), *_asked(method_asks(draft), draft, place)]


def _in_activity(draft: Mapping[str, Any], activity: Mapping[str, Any], place: Place) -> list[str]:
    kind = str(activity["kind"])
    match place:
        case ("phases", int(), *rest):
            phase = method_drafts.value_at(activity, place[:2])
            name = phase_words(str(phase.get("id"))) if isinstance(phase, Mapping) else _tr("Phases")
            asks = (Ask("minutes", _tr("minutes"), "number"), *way_asks(kind), *phase_asks(kind))
            return [name, *_asked(asks, phase, tuple(rest))]
        case ("phases",):
            return [_tr("Phases")]
        case ("settings", *rest):
            return _asked(setting_asks(kind, draft), activity.get("settings"), tuple(rest))
    return _asked((*activity_asks(kind, draft, activity), *link_asks()), activity, place)


def _asked(asks: tuple[Ask, ...], holder: Any, place: Place) -> list[str]:
    """Return the words of the asks on the way to a place inside `holder`."""
    if not place:
        return []
    ask = next((each for each in asks if each.key == place[0]), None)
    if ask is None:
        return [str(place[0])]
    words = [ask.words] if ask.words else []
    if len(place) > 1 and isinstance(place[1], int) and ask.asks:
        entry = method_drafts.value_at(holder, place[:2])
        name = _titled(entry, _tr("number {number}").format(number=place[1] + 1))
        return [*words, name, *_asked(ask.asks, entry, place[2:])]
    return words


def _titled(entry: Any, otherwise: str) -> str:
    title = entry.get("title") if isinstance(entry, Mapping) else None
    return f"“{title[:60]}”" if isinstance(title, str) and title else otherwise
