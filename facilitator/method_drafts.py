"""A method while somebody is making it: plain values in the shape of its file, which may be wrong in between.

A draft is what `method_files.from_mapping` takes. What is wrong with it is said in the sentences of method files.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any

from facilitator import activities, method_beginnings, method_files
from facilitator.method import Method
from facilitator.method_files import MethodError
from facilitator.method_files.building import FORMAT
from facilitator.method_files.reading import LONGEST_LINE
from facilitator.setting_shapes import Named

Draft = dict[str, Any]
Place = tuple[str | int, ...]
"""Where something stands in a draft: keys and numbers from 0."""

LENGTH: Place = ("minutes",)
"""Where the length of the whole stands, which the phases make."""
_USUAL_MINUTES = 5.0
_LONGEST_ID = 40
_PART = re.compile(r"([A-Za-z0-9_/-]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft is worth: the method, or what is wrong with it first.

    `sentence` says it as for a file, `reason` without the place where it is.
    """

    method: Method | None
    sentence: str = ""
    place: Place = ()
    reason: str = ""


def empty(title: str, taken: Collection[str] = ()) -> Draft:
    """Return a draft with a welcome and a close, its id not among those `taken`."""
    draft: Draft = {
        "format": FORMAT,
        "id": free_id(title, taken),
        "version": "1",
        "title": title[:LONGEST_LINE],
        "icon": "flag",
        "minutes": _USUAL_MINUTES,
        "people": {"least": 3, "most": 16},
        "activities": [],
    }
    for kind in ("briefing", "brainstorm", "closing"):
        draft["activities"].append(new_activity(draft, kind))
    return with_length(draft)


def copied(method: Method, title: str, taken: Collection[str] = ()) -> Draft:
    """Return a draft with all that `method` has, under another title and an id that is not among those `taken`.

    Who thought of it stays named.
    """
    draft = deepcopy(method_files.to_mapping(method))
    draft |= {"id": free_id(title, taken), "title": title[:LONGEST_LINE], "version": "1"}
    draft.pop("family", None)
    return draft


def of_method(method: Method) -> Draft:
    """Return a draft that changes `method` itself."""
    return deepcopy(method_files.to_mapping(method))


def checked(draft: Draft) -> Checked:
    """Return the method in a draft, or what is wrong with it first.

    The length of the whole is nothing that people write: where it is wrong, a phase that is wrong is told before it.
    """
    try:
        return Checked(method_files.from_mapping(draft, str(draft.get("title") or "")[:60] or "This method"))
    except MethodError as error:
        found = Checked(None, str(error), place_of(error.place), error.reason)
    if found.place == LENGTH and draft.get("minutes") != _USUAL_MINUTES:
        inside = checked({**draft, "minutes": _USUAL_MINUTES})
        return found if inside.method is not None else inside
    return found


def place_of(words: str) -> Place:
    """Return a place as messages write it, "activities[2].phases[0].say", in its parts."""
    return tuple(key or int(number) for key, number in _PART.findall(words.split(" (", 1)[0]))


def total(draft: Mapping[str, Any]) -> float:
    """Return the minutes of all phases, of the first way where there are several; what is no number counts nothing.

    What only makes sense in a session that follows another does not count.
    """
    every = tables(draft.get("activities"))
    return sum(minutes_in(phase) for each in every for phase in planned_phases(each))


def later_minutes(draft: Mapping[str, Any]) -> float:
    """Return the minutes that come on top of `total` in a session that follows another."""
    return sum(minutes_of(each) for each in tables(draft.get("activities")) if not planned_phases(each))


def minutes_of(activity: Mapping[str, Any]) -> float:
    """Return the minutes of one activity of a draft."""
    return sum(minutes_in(each) for each in _first_way(activity))


def planned_phases(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the phases of an activity that count in the length of the whole."""
    return [] if _only_later(activity) else _first_way(activity)


def _first_way(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    phases = tables(activity.get("phases"))
    first = next((each["way"] for each in phases if each.get("way")), None)
    return [each for each in phases if each.get("way") in (None, first)]


def _only_later(activity: Mapping[str, Any]) -> bool:
    name = activity.get("kind")
    if name not in activities.kind_names():
        return False
    phases = [str(each.get("id")) for each in tables(activity.get("phases"))]
    return bool(phases) and activities.kind(str(name)).only_after_another(phases)


def minutes_in(table: Mapping[str, Any]) -> float:
    """Return the minutes of a phase or of another length; 0 for what is no number."""
    found = table.get("minutes")
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        return 0.0
    return float(found)


def tables(value: Any) -> list[Mapping[str, Any]]:
    """Return the tables in a list; nothing where it is none."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def with_length(draft: Draft) -> Draft:
    """Return the draft with the length that its phases have together."""
    return {**draft, "minutes": total(draft) or draft.get("minutes", _USUAL_MINUTES)}


def before_close(draft: Mapping[str, Any]) -> int:
    """Return where an activity belongs that nobody put anywhere: at the end, before what closes the workshop."""
    every = tables(draft.get("activities"))
    return len(every) - (1 if every and every[-1].get("kind") == "closing" else 0)


def new_activity(draft: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return an activity of a kind to begin with: its usual phases, and nothing about the topic of another method.

    One that is about notes works with those of the last lane. A kind without a plain beginning lends one from a method
    that comes along, cut loose from it.
    """
    found = method_beginnings.plain(kind) or deepcopy(_example(kind))
    taken = [str(each.get("id")) for each in tables(draft.get("activities"))]
    found["id"] = free_id(found["title"], taken)
    lanes = [
        str(lane.get("id")) for each in tables(draft.get("activities")) for lane in tables(each.get("lanes"))
    ]
    if lanes and method_beginnings.about_notes(kind):
        found["reads"] = [lanes[-1]]
    ids = {}
    for lane in found.get("lanes", ()):
        old = lane["id"]
        ids[old] = lane["id"] = free_id(old, lanes)
        lanes.append(lane["id"])
    if "settings" in found:
        found["settings"] = _with_lanes(kind, found["settings"], ids)
    return found


def _with_lanes(kind: str, settings: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return settings that name lanes by their new ids."""
    shapes = activities.kind(kind).settings
    return {
        key: ids.get(value, value) if isinstance(shapes.get(key), Named) else value
        for key, value in settings.items()
    }


@cache
def _example(kind: str) -> dict[str, Any]:
    """Return the shortest activity of a kind in the methods that come along which can stand alone."""
    shipped = [
        each
        for method in method_files.available()
        for each in method_files.to_mapping(method)["activities"]
        if each["kind"] == kind
    ]
    for each in sorted((_cut_loose(each) for each in shipped), key=lambda each: len(str(each))):
        if checked(_alone(each)).method is not None:
            return each
    phases = [
        {"id": phase, "title": phase.replace("_", " ").capitalize(), "minutes": _USUAL_MINUTES}
        for phase in activities.kind(kind).phases
    ]
    return {"id": kind, "kind": kind, "title": kind.replace("_", " ").capitalize(), "phases": phases}


def _cut_loose(activity: Mapping[str, Any]) -> dict[str, Any]:
    """Return an activity without what it says about the rest of its method."""
    found = {
        key: deepcopy(value) for key, value in activity.items() if key not in ("reads", "writes", "optional")
    }
    shapes = activities.kind(activity["kind"]).settings
    found["settings"] = {
        key: value
        for key, value in found.get("settings", {}).items()
        if not isinstance(shapes.get(key), Named)
    }
    for lane in found.get("lanes", ()):
        lane.pop("box", None)
    return found


def _alone(activity: dict[str, Any]) -> Draft:
    return {
        "format": FORMAT,
        "id": "alone",
        "version": "1",
        "title": "Alone",
        "icon": "flag",
        "minutes": _USUAL_MINUTES,
        "people": {"least": 1, "most": 2},
        "activities": [activity],
    }


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return an id made of words, with a number behind it when it is among those `taken`."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    bare = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or "own"
    return next(each for each in _numbered(bare) if each not in taken)


def _numbered(bare: str) -> Iterator[str]:
    yield bare
    number = 2
    while True:
        yield f"{bare}-{number}"
        number += 1


def value_at(draft: Any, place: Place) -> Any:
    """Return what stands at a place, None where there is nothing."""
    found: Any = draft
    for part in place:
        if isinstance(part, str) and isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(part, int) and isinstance(found, list | tuple) and 0 <= part < len(found):
            found = found[part]
        else:
            return None
    return found


def with_name_kept(before: Mapping[str, Any], after: Draft, taken: Collection[str]) -> Draft:
    """Return `after` with the file name that its title makes, if that of `before` was made by its title.

    So a name that somebody chose stays. It is none of those `taken`.
    """
    usual = free_id(str(before.get("title") or ""), taken)
    return (
        {**after, "id": free_id(str(after.get("title") or ""), taken)} if before.get("id") == usual else after
    )


def with_value(draft: Draft, place: Place, value: Any) -> Draft:
    """Return the draft with another value at a place; None, "" and empty lists and tables leave the key out.

    Lists and tables on the way there are made where they are missing.
    """
    if not place:
        return dict(value)
    changed: Any = _placed(draft, place, value)
    assert isinstance(changed, dict)
    return changed


def _placed(holder: Any, place: Place, value: Any) -> Any:
    part, rest = place[0], place[1:]
    if isinstance(part, int):
        entries = list(holder or ())
        if rest:
            entries[part] = _placed(entries[part], rest, value)
        else:
            entries[part] = value
        return entries
    table = dict(holder or {})
    after = _placed(table.get(part), rest, value) if rest else value
    if after is None or (isinstance(after, str | list | tuple | dict) and not after):
        table.pop(part, None)
    else:
        table[part] = after
    return table


def with_entry(draft: Draft, place: Place, index: int, entry: Any) -> Draft:
    """Return the draft with one more entry in the list at a place."""
    entries = list(value_at(draft, place) or ())
    entries.insert(index, entry)
    return with_value(draft, place, entries)


def without_entry(draft: Draft, place: Place, index: int) -> Draft:
    """Return the draft without an entry of the list at a place."""
    entries = list(value_at(draft, place) or ())
    del entries[index]
    return with_value(draft, place, entries)


def with_moved(draft: Draft, place: Place, index: int, to: int) -> Draft:
    """Return the draft with an entry of the list at a place moved to another place of the list."""
    entries = list(value_at(draft, place) or ())
    entries.insert(to, entries.pop(index))
    return with_value(draft, place, entries)
