"""The other lengths of a method that is being made: what each phase takes in one, and what a change of names does."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from facilitator import method_drafts
from facilitator.method_drafts import Draft
from facilitator.variants import scaled

_KEY = "variants"


class Timebox(NamedTuple):
    """A phase of a draft: as variants name it, the titles of its activity and its own, its minutes as they are usual.

    `counts` tells whether it belongs to the plan: not what only follows another session, nor a second way.
    """

    key: str
    activity: str
    phase: str
    minutes: float
    counts: bool


def timeboxes(draft: Mapping[str, Any]) -> tuple[Timebox, ...]:
    """Return every phase of a draft in order; an activity whose name is just being typed has none."""
    found = []
    for activity in method_drafts.tables(draft.get("activities")):
        planned = method_drafts.planned_phases(activity)
        for phase in method_drafts.tables(activity.get("phases")):
            name, stretch = _name(activity), _name(phase)
            found.append(
                Timebox(
                    f"{name}/{stretch}",
                    str(activity.get("title") or name),
                    str(phase.get("title") or stretch),
                    method_drafts.minutes_in(phase),
                    any(each is phase for each in planned),
                )
            )
    return tuple(found)


def usual_in(timebox: Timebox, whole: float, minutes: float) -> float:
    """Return what a phase takes when the `whole` method takes `minutes` and nothing else was said."""
    return scaled(timebox.minutes, minutes / whole) if whole > 0 else timebox.minutes


def length_of(draft: Mapping[str, Any], variant: Mapping[str, Any]) -> float:
    """Return how many minutes the phases of the plan take together in a variant."""
    minutes = method_drafts.minutes_in(variant)
    whole = method_drafts.total(draft)
    said = variant.get("phases")
    own = said if isinstance(said, Mapping) else {}
    return sum(
        method_drafts.minutes_in({"minutes": own[each.key]})
        if each.key in own
        else usual_in(each, whole, minutes)
        for each in timeboxes(draft)
        if each.counts
    )


def with_names_kept(before: Mapping[str, Any], after: Draft) -> Draft:
    """Return `after` with variants that name the phases as they are called now.

    An activity that was named anew keeps its times; times of a phase that is gone are gone as well.
    """
    variants = method_drafts.tables(after.get(_KEY))
    if not any(each.get("phases") for each in variants):
        return after
    names = _named_anew(before, after)
    known = {each.key for each in timeboxes(after)}
    changed = []
    for each in variants:
        said = each.get("phases")
        if not isinstance(said, Mapping):
            changed.append(dict(each))
            continue
        times = {_renamed(str(key), names): value for key, value in said.items()}
        kept = {key: value for key, value in times.items() if key in known}
        rest = {key: value for key, value in each.items() if key != "phases"}
        changed.append({**rest, "phases": kept} if kept else rest)
    return {**after, _KEY: changed}


def _named_anew(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Return the old and the new name of the one activity that has another; nothing when more than that changed."""
    old, new = (
        [_name(each) for each in method_drafts.tables(draft.get("activities"))] for draft in (before, after)
    )
    pairs = [(was, now) for was, now in zip(old, new, strict=False) if was != now]
    return dict(pairs) if len(old) == len(new) and len(pairs) == 1 else {}


def _name(table: Mapping[str, Any]) -> str:
    return str(table.get("id") or "")


def _renamed(key: str, names: Mapping[str, str]) -> str:
    activity, slash, phase = key.partition("/")
    return f"{names.get(activity, activity)}{slash}{phase}"
