"""What a postmortem says in words, the same in every kind of file and each version of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from exports.form_words import before_words, value_words
from exports.source import Source
from exports.versions import EXTERNAL, INTERNAL, PSEUDONYMISED
from facilitator import analysis, commitments, forms, moments, postmortems, timelines
from facilitator.dates import written_day
from facilitator.forms import Filled, Form
from facilitator.state import SessionData

SECTIONS = {
    "overview": "Overview",
    "people": "People",
    "picture": "Picture of the timeline",
    "impact": "Impact",
    "timeline": "Timeline, entry by entry",
    "factors": "Contributing factors",
    "well": "Well, less well, lucky, surprised",
    "actions": "Actions",
    "message": "Message",
    "notes": "Background and notes",
}
"""The parts of the report that can be chosen, in their order, with their titles."""
OUTSIDE = ("Summary", "What happened", "What we do")
"""The parts of the external version."""
_VERSIONS = {
    INTERNAL: "Internal version",
    PSEUDONYMISED: "Pseudonymised version",
    EXTERNAL: "External version",
}
_STATUSES = {"draft": "Draft", "in_review": "In review", "reviewed": "Reviewed", "closed": "Closed"}
_MESSAGES = {
    "draft": "A draft, not approved yet.",
    "approved": "Approved, not published yet.",
    "published": "Published.",
    "none": "No message is needed.",
}

_TOLD = ("overview", *postmortems.MESSAGE)
"""The fields with a part of their own in the report."""


class Figure(NamedTuple):
    """A figure of the band on the first page, and what it counts."""

    value: str
    words: str


def version_words(version: str) -> str:
    """Return how a version names itself."""
    return _VERSIONS[version]


def name_of_review(data: SessionData) -> str:
    """Return what this house calls a postmortem."""
    found = postmortems.postmortem(data)
    word = found.word if found is not None else postmortems.WORDS[0]
    return word[:1].upper() + word[1:]


def standing(source: Source) -> str:
    """Return how far the postmortem is, and the day on which people met."""
    found = postmortems.postmortem(source.data)
    status = _STATUSES[found.status] if found is not None else ""
    return ", ".join(part for part in (status, day(source)) if part)


def day(source: Source) -> str:
    """Return the day on which people met, or will meet."""
    return written_day(source.place.started or source.data.session.starts or source.data.session.created)


def figures(data: SessionData) -> tuple[Figure, ...]:
    """Return the six figures of an incident, a dash for what is not known."""
    found = timelines.timeline(data)
    took = found.durations if found is not None else timelines.Durations(None, None, None, None)
    customers = field_of(data, "customers")
    number = forms.as_typed(customers.value) if customers and customers.value is not None else ""
    if customers and isinstance(customers.value, int):
        number = f"{customers.value:,}"
    return (
        Figure(_span(took.detect), "to detect"),
        Figure(_span(took.acknowledge), "to acknowledge"),
        Figure(_span(took.mitigate), "to mitigate"),
        Figure(_span(took.resolve), "to resolve"),
        Figure(number or "–", "customers"),
        Figure((found.incident.severity if found is not None else "") or "–", "severity"),
    )


def _span(length: timedelta | None) -> str:
    return "–" if length is None else moments.span_words(length)


def people_lines(data: SessionData) -> Iterator[str]:
    """Yield who owns it, who led the meeting, and who responded in which role."""
    found = postmortems.postmortem(data)
    if found is not None:
        leading = (("Owner", found.owner), ("Facilitator", found.facilitator))
        # In the pseudonymised version somebody without another role is just that.
        known = [name if name == role else f"{role}: {name}" for role, name in leading if name]
        if known:
            yield f"{'. '.join(known)}."
    responders = [
        _with_role(*(cell.text for cell in row.cells[:2]))
        for form in forms.forms_of(data)
        if (rows := form.list_of(postmortems.RESPONDERS)) is not None
        for row in rows.rows
    ]
    if responders:
        yield f"Responded: {', '.join(responders)}."


def _with_role(name: str, role: str = "") -> str:
    # In the pseudonymised version a name is its role already.
    return f"{name} ({role})" if role and not name.startswith(role[:1].upper() + role[1:]) else name


def field_of(data: SessionData, field_id: str) -> Filled | None:
    """Return a field of any form by its id."""
    found = (each.field(field_id) for each in forms.forms_of(data))
    return next((each for each in found if each is not None), None)


def overview(data: SessionData) -> str:
    """Return the overview, empty where nobody wrote one."""
    found = field_of(data, "overview")
    return found.text if found is not None else ""


def impact_form(data: SessionData) -> Form | None:
    """Return the form with the figures of the impact, None where the method has none."""
    return next((each for each in forms.forms_of(data) if each.field("customers")), None)


def impact_lines(form: Form) -> Iterator[tuple[str, str]]:
    """Yield title and text of what fits the first page: short fields, and each list in one line."""
    for each in form.fields:
        if each.value is not None and each.spec.type != "long":
            yield each.spec.title, corrected(each)
    for rows in form.rows:
        if rows.rows:
            found = (" ".join(cell.text for cell in row.cells if cell.text) for row in rows.rows)
            yield rows.spec.title, ", ".join(found)


def impact_texts(form: Form) -> Iterator[tuple[str, str]]:
    """Yield title and text of the long fields: they follow the figures."""
    for each in form.fields:
        if each.value is not None and each.spec.type == "long" and each.spec.id not in _TOLD:
            yield each.spec.title, corrected(each)


def other_lines(data: SessionData) -> Iterator[tuple[str, str]]:
    """Yield title and text of what has no part of its own in the report: nothing that was written gets lost."""
    impact = impact_form(data)
    for form in forms.forms_of(data):
        if impact is not None and form.activity_id == impact.activity_id:
            continue
        for each in form.fields:
            if each.value is not None and each.spec.id not in _TOLD:
                yield each.spec.title, corrected(each)
        for rows in form.rows:
            if rows.rows and rows.spec.id != postmortems.RESPONDERS:
                lines = (", ".join(value_words(cell) for cell in row.cells if cell.text) for row in rows.rows)
                yield rows.spec.title, "\n".join(lines)
    if data.participants:
        yield "Took part", ", ".join(_with_role(each.name, each.role) for each in data.participants)


def corrected(each: Filled) -> str:
    """Return a value in words, and what stood there before the meeting."""
    if not each.was:
        return value_words(each)
    return f"{value_words(each)}\nCorrected in the meeting; before: {before_words(each)}"


def message(data: SessionData) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the message to those outside by its titles, and how far it is."""
    found = postmortems.postmortem(data)
    texts = tuple(
        (each.spec.title, each.text)
        for name in postmortems.MESSAGE
        if (each := field_of(data, name)) is not None and each.text
    )
    return texts, _MESSAGES.get(found.message or "", "") if found is not None and texts else ""


def said_lanes(data: SessionData) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what went well, less well and so on: title and texts of each lane with something in it."""
    for activity in data.method.activities:
        if activity.kind == analysis.KIND:
            for lane in analysis.said_lanes(activity):
                texts = tuple(note.text for note in data.notes_in(lane.id))
                if texts:
                    yield lane.title, texts


def for_outside(data: SessionData) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what those outside are told: the message, or else the overview and the actions without their owners.

    `data` is to be without names already.
    """
    found = postmortems.postmortem(data)
    short, happened, doing = found.message_texts if found is not None else ("", "", "")
    promised = commitments.commitments(data)
    actions = tuple(each.action.text for each in promised.commitments) if promised is not None else ()
    parts = (
        (short or overview(data),),
        (happened,),
        (doing,) if doing else actions,
    )
    return tuple(
        (title, tuple(text for text in texts if text))
        for title, texts in zip(OUTSIDE, parts, strict=True)
        if any(texts)
    )
