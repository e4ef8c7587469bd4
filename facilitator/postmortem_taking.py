"""Taking a postmortem that was written elsewhere into a session: what becomes of each part, and that nothing is lost.

Texts go into fields of forms, lists into lanes as notes, times into the timeline. Whatever is not found again in any of
them is added to the notes, line by line, so that the session holds every paragraph of the source.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from facilitator import analysis, commitments, forms, timelines
from facilitator.errors import UserError
from facilitator.forms import LONGEST_LINE
from facilitator.method import Method
from facilitator.postmortem_files import Draft, Place, Section
from facilitator.postmortems import PERSON, RESPONDERS
from facilitator.state import SessionData
from facilitator.timeline_imports import preview
from facilitator.timelines import Written

FIELDS: dict[Place, str] = {
    "overview": "overview",
    "background": "background",
    "impact": "how",
    "resolution": "resolution",
    "lasting": "lasting",
    "message": "message_happened",
    "notes": "notes",
}
"""The field of a form that takes the text of a part."""
LANES: tuple[Place, ...] = ("well", "less", "lucky", "surprised")
"""Parts that become notes in the lane of the same name."""

_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*+•–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>.*)")
_RULE = re.compile(r"[\s|:=_*+-]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_TIMES = """
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar apr
    may jun jul aug sep oct nov dec january february march april june july august september october
    november december am pm utc gmt cet cest pst pdt est edt cst cdt mst mdt bst st nd rd th approx
    approximately around about until at on
"""
_OF_TIMES = frozenset(_WORDS_OF_TIMES.split())
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Taking:
    """What a draft becomes: texts by activity and field, notes by lane, entries of the timeline, and responders.

    `said` are sentences about what went where, for the preview.
    """

    fields: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str], ...]
    entries: tuple[Written, ...]
    responders: tuple[str, ...]
    responders_at: str
    said: tuple[str, ...]


def taking(draft: Draft, data: SessionData, day: date, zone: str) -> Taking:
    """Return what a draft becomes in a session; `day` is that of times without a date, `zone` that of all times.

    Raises:
        UserError: the method has no field for notes.
    """
    method = data.method
    texts: dict[Place, list[str]] = {}
    notes: list[tuple[str, str]] = []
    entries: list[Written] = []
    people: list[str] = []
    left: list[str] = []
    rows_at, room_for_people = _responders_at(data)
    for section in draft.sections:
        lane = _lane(method, section.place)
        if section.place == "timeline" and timelines.home(method):
            found, over = _entries(section, day, zone)
            entries += found
            left += _under(section, over)
        elif section.place == "responders" and rows_at:
            names, over = _people(section.text, room_for_people - len(people))
            people += names
            left += _under(section, over)
        elif lane is not None:
            notes += [(lane, each) for each in _notes(section)]
        else:
            place = section.place if section.place in FIELDS else "notes"
            if _field_at(method, FIELDS[place]) is None:
                place = "notes"
            texts.setdefault(place, []).extend(_whole(section, place))
    if left:
        texts.setdefault("notes", []).append("\n".join(left))
    fields = []
    for place, blocks in texts.items():
        at = _field_at(method, FIELDS[place])
        if at is None:
            raise UserError(
                "This workshop has no field for notes, so a written postmortem cannot be opened here."
            )
        fields.append((at, FIELDS[place], "\n\n".join(block for block in blocks if block.strip())))
    said = tuple(_said(len(entries), len(notes), len(people), len(left)))
    return Taking(
        tuple(each for each in fields if each[2]), tuple(notes), tuple(entries), tuple(people), rows_at, said
    )


def _said(entries: int, notes: int, people: int, left: int) -> Iterator[str]:
    if entries:
        yield f"{entries:,} {'entry' if entries == 1 else 'entries'} for the timeline."
    if notes:
        yield f"{notes:,} {'note' if notes == 1 else 'notes'} for factors, lists and ideas."
    if people:
        yield f"{people:,} {'name' if people == 1 else 'names'} among those who responded."
    if left:
        yield f"{left:,} {'line' if left == 1 else 'lines'} without a place of their own stay in the notes."


def _lane(method: Method, place: Place) -> str | None:
    if place == "factors":
        found = analysis.factor_lane(method)
    elif place == "actions":
        found = commitments.ideas_lane(method)
    else:
        found = method.lane(place) if place in LANES else None
    return found.id if found else None


def _field_at(method: Method, field_id: str) -> str | None:
    """Return the activity whose form has the field, for text of several lines."""
    for activity in method.activities:
        if activity.kind == forms.KIND:
            for each in forms.field_specs(activity):
                if each.id == field_id and each.type == "long":
                    return activity.id
    return None


def _responders_at(data: SessionData) -> tuple[str, int]:
    """Return the activity whose form lists who responded, and how many more it takes; "" and 0 where none does."""
    for activity in data.method.activities:
        if activity.kind == forms.KIND:
            for rows in forms.row_specs(activity):
                if rows.id == RESPONDERS and rows.field(PERSON):
                    return activity.id, rows.most - len(forms.row_values(data, activity.id, RESPONDERS))
    return "", 0


def _whole(section: Section, place: Place) -> list[str]:
    """Return the text of a part as it was written, its heading first where it says more than the field's title."""
    usual = section.spoken and section.place == place
    heading = [] if usual or not section.heading else [section.heading]
    return ["\n".join([*heading, section.text])]


def _under(section: Section, lines: Sequence[str]) -> list[str]:
    """Return lines that are left of a part, under its heading; the heading alone where it says something itself."""
    said = [each for each in lines if each.strip()]
    heading = [section.heading] if section.heading and (said or not section.spoken) else []
    return [*heading, *said]


def _notes(section: Section) -> list[str]:
    """Return the notes of a part: one an item or paragraph; a part under a heading of its own is one note."""
    if section.spoken:
        return _items(section.text)
    if not section.text.strip():
        return [section.heading]
    if not section.heading:
        return _items(section.text)
    return [f"{section.heading}\n{section.text}"]


def _items(text: str) -> list[str]:
    """Return the items of lists and the paragraphs in a text; what is indented under an item stays with it."""
    found: list[list[str]] = []
    base: int | None = None
    gap, fenced = True, False
    for line in text.split("\n"):
        if not line.strip() and not fenced:
            gap = True
            continue
        indent = len(line) - len(line.lstrip())
        item = _ITEM.fullmatch(line)
        if found and (fenced or (base is not None and indent > base)):
            found[-1].append(line)
        elif item:
            found.append([item["text"]])
            base = indent
        elif found and not gap:
            found[-1].append(line)
        else:
            found.append([line.strip()])
            base = None
        fenced ^= _FENCE.match(line) is not None
        gap = False
    return [block for each in found if (block := "\n".join(each).strip())]


def _people(text: str, most: int) -> tuple[list[str], list[str]]:
    """Return the names in a list of responders, and the lines that are no names: too long, or too many of them."""
    names: list[str] = []
    left: list[str] = []
    for block in _items(text):
        line = " ".join(block.split())
        fits = "\n" not in block and len(line) <= LONGEST_LINE and len(names) < most
        (names if fits else left).append(line if fits else block)
    return names, left


def _entries(section: Section, day: date, zone: str) -> tuple[list[Written], list[str]]:
    """Return the entries in a part with times, and the lines that are not found again in any of them.

    A heading that says more than “Timeline”, such as the zone, is one of these lines.
    """
    text = _TIME_LAST.sub(_time_first, section.text)
    try:
        rows = preview(text, _day_in(section, day), zone, names="keep").rows
    except UserError:
        return [], section.text.split("\n")
    bags = {row.line: _words(_entry_text(row.written)) for row in rows if row.written}
    left = []
    lines = section.text.split("\n")
    bag: Counter[str] = Counter()
    begins = {row.line for row in rows}
    for number, line in enumerate(lines, start=1):
        if number in begins:
            bag = bags.get(number, Counter())
        heads_a_table = number < len(lines) and "|" in line and _is_rule(lines[number])
        if _RULE.fullmatch(line) or heads_a_table:
            continue
        # What is left of a line without its time has to be in its own entry, every word as often as it stands here.
        words = _words(line)
        if words <= bag:
            bag = bag - words
        else:
            left.append(line.strip())
    return [row.written for row in rows if row.written], left


def _entry_text(entry: Written) -> str:
    return f"{entry.text} {entry.source} {entry.known}"


def _is_rule(line: str) -> bool:
    return "-" in line and _RULE.fullmatch(line) is not None


_TIME_LAST = re.compile(
    r"^(?P<mark>\s*(?:[-*+]\s+)?)(?P<text>[^\W\d].*?)[\s:,–-]+(?P<when>\d{4}-\d\d-\d\d[ T]\d\d?:\d\d)\s*$",
    re.MULTILINE,
)
_DAY = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def _time_first(found: re.Match[str]) -> str:
    return f"{found['mark']}{found['when']} {found['text']}"


def _day_in(section: Section, usual: date) -> date:
    """Return the first date in the heading of a part or its text, else the usual one."""
    found = _DAY.search(f"{section.heading}\n{section.text}")
    try:
        return date(*map(int, found.groups())) if found else usual
    except ValueError:
        return usual


def _words(text: str) -> Counter[str]:
    """Return the words of a text with their numbers, those of dates and times aside."""
    found = (each.casefold() for each in _WORD.findall(text))
    return Counter(each for each in found if each not in _OF_TIMES)
