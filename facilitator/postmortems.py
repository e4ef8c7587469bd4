"""A postmortem as a whole: how far it is, by when, who leads it, what is still in the way of closing it, and whether
something like it happened before.

A session is a postmortem when its method has a timeline of an incident that is no rehearsal. What belongs to all of it
stands in the value "postmortem" of no activity: {"status", "owner", "facilitator", "message", "word"}. The words of the
message stand in a form, in the fields named in `MESSAGE`; who responded in rows called "responders" with a column
"person".

Status and the rule about the message after PagerDuty's postmortem documentation: closed only once it is published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Literal, get_args

from facilitator import analysis, deadlines, forms, moments, timelines
from facilitator.deadlines import Rule
from facilitator.forms import Form
from facilitator.ids import from_stamp, to_stamp
from facilitator.method import Method
from facilitator.model import ActionItem
from facilitator.roti import roti_summary
from facilitator.state import SessionData
from facilitator.timelines import INCIDENT, Incident

if TYPE_CHECKING:
    from facilitator.library import Library

KEPT = "postmortem"
"""The value, of no activity, that holds what belongs to the postmortem as a whole."""
Status = Literal["draft", "in_review", "reviewed", "closed"]
STATUSES: tuple[Status, ...] = get_args(Status)
Message = Literal["draft", "approved", "published", "none"]
MESSAGES: tuple[Message, ...] = get_args(Message)
MESSAGE = ("message_summary", "message_happened", "message_doing")
"""The fields of a form that hold the external message: in short, what happened, what we do about it."""
RESPONDERS, PERSON = "responders", "person"
WORDS = ("postmortem", "incident review", "learning review")
"""What a postmortem can be called; any other short word will do as well."""
AHEAD = timedelta(hours=24)
"""How long before the meeting everybody should have the written part."""
MOST_EARLIER = 200
"""How many sessions are looked through for earlier postmortems, the newest first."""

_RESPONSE_ROLES = (
    "respond",
    "on call",
    "on-call",
    "oncall",
    "incident commander",
    "scribe",
    "deputy",
    "engineer on",
)


@dataclass(frozen=True, slots=True)
class Postmortem:
    """A postmortem as a whole.

    `meeting_by` is the last day for the meeting by severity, None before the incident has a beginning; `meeting_late`
    that the planned meeting lies behind it. `send_by` is the stamp by which everybody should have the written part,
    None while no meeting is planned. `message_waits` tells of a message that is not published yet, `responded` that
    whoever leads the meeting had a part in the incident. `word` is what it is called.
    """

    status: Status
    owner: str
    facilitator: str
    message: Message | None
    message_texts: tuple[str, str, str]
    message_waits: bool
    word: str
    incident: Incident
    meeting_by: date | None
    meeting_late: bool
    send_by: str | None
    responded: bool

    @property
    def has_message(self) -> bool:
        """Whether anything stands in the external message."""
        return any(self.message_texts)


@dataclass(frozen=True, slots=True)
class EarlierPostmortem:
    """A postmortem of the same service from before; `date` is the ISO date on which the incident began."""

    session_id: str
    title: str
    date: str
    severity: str
    status: Status
    factors: tuple[str, ...]
    open_actions: tuple[ActionItem, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting was worth to those who came: shares from 0 to 1 and the median of 1 to 5, None where not asked."""

    session_id: str
    title: str
    date: str
    learnt: float | None
    again: float | None
    roti: float | None

    @property
    def said(self) -> bool:
        """Whether anything was said about it."""
        return (self.learnt, self.again, self.roti) != (None, None, None)


def is_postmortem(method: Method) -> bool:
    """Tell whether a method is for looking back at an incident that happened: one made up to practise is none."""
    return timelines.home(method) is not None and not timelines.is_made_up(method)


def postmortem(data: SessionData, meetings: Mapping[int, Rule] = deadlines.MEETINGS) -> Postmortem | None:
    """Return the postmortem of a session, None where its method is none. `meetings` are the deadlines by severity."""
    if not is_postmortem(data.method):
        return None
    kept = data.value("", KEPT, {})
    incident = timelines.incident(data)
    texts = _message_texts(data)
    message = next((each for each in MESSAGES if each == kept.get("message")), None)
    by = meeting_by(incident, meetings)
    planned = data.session.starts
    facilitator = kept.get("facilitator", "")
    return Postmortem(
        next((each for each in STATUSES if each == kept.get("status")), STATUSES[0]),
        kept.get("owner", ""),
        facilitator,
        message,
        texts,
        message in ("draft", "approved") or (message is None and any(texts)),
        kept.get("word") or WORDS[0],
        incident,
        by,
        bool(by and planned and moments.local(planned, incident.zone).date() > by),
        to_stamp(from_stamp(planned) - AHEAD) if planned else None,
        bool(facilitator) and facilitator.casefold() in {each.casefold() for each in responders(data)},
    )


def meeting_by(incident: Incident, rules: Mapping[int, Rule] = deadlines.MEETINGS) -> date | None:
    """Return the last day for the meeting, counted from the day on which the incident ended, else on which it began."""
    at = incident.resolved or incident.mitigated or incident.began
    if not at:
        return None
    return deadlines.due(
        moments.local(at, incident.zone).date(), deadlines.rule_for(incident.severity, rules)
    )


def latest_day(
    incident: Incident, meeting: date, priority: str | None, rules: Mapping[int, Rule] = deadlines.ACTIONS
) -> date | None:
    """Return the last day by which an action agreed on at a meeting should be done; None for one of low priority."""
    if priority == "low":
        return None
    return deadlines.due(meeting, deadlines.rule_for(incident.severity, rules))


def responders(data: SessionData) -> tuple[str, ...]:
    """Return the names of those who had a part in the incident: by the form, and by the roles of participants."""
    names = [
        cell.text
        for form in forms.forms_of(data)
        for rows in form.rows
        if rows.spec.id == RESPONDERS
        for row in rows.rows
        if (cell := row.cell(PERSON)) and cell.text
    ]
    names += [
        each.name
        for each in data.participants
        if any(word in each.role.casefold() for word in _RESPONSE_ROLES)
    ]
    return tuple(dict.fromkeys(names))


def _message_texts(data: SessionData) -> tuple[str, str, str]:
    found = _field_texts(forms.forms_of(data))
    first, second, third = (found.get(each, "") for each in MESSAGE)
    return first, second, third


def _field_texts(found: tuple[Form, ...]) -> dict[str, str]:
    return {each.spec.id: each.text for form in found for each in form.fields}


def earlier_postmortems(library: "Library", data: SessionData) -> tuple[EarlierPostmortem, ...]:
    """Return the other postmortems of the same service, the newest incident first.

    A service is the same by its name, capitals and blanks aside. None where the service is not named.

    Raises:
        EnvironmentFault: the library cannot be read.
    """
    service = _plain(timelines.incident(data).service) if is_postmortem(data.method) else ""
    if not service:
        return ()
    # A whole session takes a while to read: only those of the service are.
    kept = library.values_of(INCIDENT, data.method.id)
    same = [each for each, said in kept.items() if _plain(str(said.get("service", ""))) == service]
    found = []
    for session_id in same:
        if session_id == data.session.id:
            continue
        other, _ = library.load(session_id)
        incident = timelines.incident(other)
        whole = postmortem(other)
        if whole is None:
            continue
        found.append(
            EarlierPostmortem(
                other.session.id,
                other.session.title,
                _day(other),
                incident.severity,
                whole.status,
                tuple(each.text for each in analysis.factors(other)),
                tuple(each for each in other.actions if each.state == "open"),
            )
        )
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def trend(library: "Library", data: SessionData, most: int = MOST_EARLIER) -> tuple[Meeting, ...]:
    """Return what the meetings of this method were worth, this one included, the oldest first: those that said so.

    Of the others it returns the newest, `most` at most.

    Raises:
        EnvironmentFault: the library cannot be read.
    """
    said = islice((each for each in map(worth, _others(library, data)) if each.said), most)
    own = worth(data)
    return tuple(sorted((*said, *((own,) if own.said else ())), key=lambda each: each.date))


def worth(data: SessionData) -> Meeting:
    """Return what the room said at the close: the raised hands of the first two questions, and the time's worth."""
    learnt = again = roti = None
    for activity in data.method.activities:
        if activity.kind != "closing":
            continue
        of = data.value(activity.id, "raised_of")
        hands = [*data.value(activity.id, "raised", ()), None, None]
        if of:
            learnt, again = (None if each is None else min(1.0, each / of) for each in hands[:2])
        answers = data.value(activity.id, "roti", ())
        roti = roti_summary(answers).median if answers else roti
    session = data.session
    return Meeting(session.id, session.title, (session.starts or session.created)[:10], learnt, again, roti)


def _others(library: "Library", data: SessionData) -> Iterator[SessionData]:
    """Yield the other sessions of the same method, the newest first, none of them in the bin."""
    for each in library.summaries(limit=MOST_EARLIER, include_archived=True):
        if each.method_id == data.method.id and each.id != data.session.id:
            other, _ = library.load(each.id)
            if is_postmortem(other.method):
                yield other


def _day(data: SessionData) -> str:
    incident = timelines.incident(data)
    if incident.began:
        return moments.local(incident.began, incident.zone).date().isoformat()
    return (data.session.starts or data.session.created)[:10]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
