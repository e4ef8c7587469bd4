"""What keeps a community alive between its workshops: what its page holds, and what can be asked about it.

Purposes, success criteria, formats and the path of introducing a community after Yoan Thirion, “How to run a Community
of Practices”; every sentence here is our own. The page keeps JSON values by key in the library
(`Library.community_values`):

- "purposes": [text]; "boundary": {"decides", "asks"}; "look_back": ISO date;
- "sponsor": {"name", "gives"}; "leader": {"name", "hours", "coach"}, hours a week set aside;
- "channels": [{"id", "name", "link"}]; "backlog": [{"id", "text", "done"}];
- "events": [{"id", "title", "format", "speaker", "starts", "minutes", "link", "said"}], `starts` a stamp;
- "path": {step: {"day", "done"}}; "criteria": {criterion: {"state", "note"}}, "checked": ISO date;
- "balance": {"givers" | "matchers" | "takers": "few" | "some" | "many"}, for the leader's own eyes, never a name;
- "revisions": {event id | "look_back": {"number", "at"}}, how often a date was changed, and when last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from facilitator.ids import from_stamp
from facilitator.moments import EARLIEST_YEAR, LATEST_YEAR

KINDS_OF_PEOPLE = ("givers", "matchers", "takers")
HowMany = Literal["few", "some", "many"]
HOW_MANY: tuple[HowMany, ...] = get_args(HowMany)
State = Literal["met", "partly", "missing"]
STATES: tuple[State, ...] = get_args(State)


LOOK_BACK = "look_back"
REVISIONS = "revisions"
MOST_REVISIONS = 2**31 - 1
"""The largest whole number that RFC 5545 knows (3.3.8)."""


class Named(NamedTuple):
    """An entry of a list to choose from: its id, its title, and a line about it."""

    id: str
    title: str
    words: str = ""


PURPOSES = (
    Named("connect", "Bring people together across teams"),
    Named("knowledge", "Keep what we know, and pass it on"),
    Named("quality", "Do better work"),
    Named("standards", "Agree on how we do things"),
    Named("share", "Show each other what works"),
    Named("skills", "Learn something new together"),
    Named("learning", "Help the whole organisation to learn"),
    Named("problems", "Solve problems with many heads"),
)

FORMATS = (
    Named("brown_bag", "Brown bag", "One speaker, one topic"),
    Named("lightning", "Lightning talks", "A few minutes each, anybody"),
    Named("lean_coffee", "Lean coffee", "Topics of the day, voted on"),
    Named("book_club", "Book club", "A chapter read beforehand"),
    Named("dojo", "Code dojo", "Practice together"),
    Named("watching", "Reading or watching", "Together, and talking about it"),
    Named("other", "Something else"),
)

OTHER_FORMAT = FORMATS[-1].id
"""What an event is held as that has none of the formats."""

STEPS = (
    Named("goals", "Name the goals", "With those who see the need"),
    Named("sponsors", "Win sponsors", "Tell the idea, ask for support"),
    Named("backlog", "Begin a backlog", "Topics people want"),
    Named("kick_off", "Kick off", "The workshop in which it is founded"),
    Named("events", "Hold the first events", "And talk about them everywhere"),
    Named("improve", "Look back and improve", "Feedback, look-backs, the goals again"),
)

CRITERIA = (
    Named("together", "We shape it together", "From the start; the backlog is sorted together."),
    Named("one_leader", "One leader, not several", "Everybody knows who it is."),
    Named("time", "The leader has time for it", "Hours that are part of the job."),
    Named("coach", "The leader has a coach", "At first, above all for leading meetings."),
    Named("open", "Everything is open", "Events, progress and minutes, in one place for everybody."),
    Named("sponsor", "Management stands behind it", "A sponsor by name, and what is needed."),
    Named("formats", "Events vary", "Not the same format each time."),
    Named("boundary", "We know what we may decide", "And what we only advise on."),
    Named("safe", "Nobody has to be an expert", "Half-finished things can be shown; nobody is judged."),
    Named("reflect", "We look back regularly", "At what we promised, and whether it came true."),
)


_TO_DO = {
    "together": "Sort the backlog together at the next event",
    "one_leader": "Choose one leader, and say so everywhere",
    "time": "Agree on hours a week that are set aside for leading",
    "coach": "Find somebody who coaches the leader",
    "open": "Open one place where everybody finds events, progress and minutes",
    "sponsor": "Ask somebody in management to stand behind it",
    "formats": "Try another format for the next event",
    "boundary": "Write down what we may decide, and who to ask for the rest",
    "safe": "Begin the next event with something half-finished",
    "reflect": "Set a day to look back at what we promised",
}


class Sponsor(NamedTuple):
    """Who stands behind it, and what that person gives."""

    name: str = ""
    gives: str = ""


class Leader(NamedTuple):
    """The one leader, the hours a week set aside (None: nobody said), and who coaches."""

    name: str = ""
    hours: float | None = None
    coach: str = ""


class Boundary(NamedTuple):
    """What the community decides itself, and what it asks others about."""

    decides: str = ""
    asks: str = ""


class Channel(NamedTuple):
    """Where people talk: its name and its address."""

    id: str
    name: str
    link: str = ""


class Topic(NamedTuple):
    """A topic of the backlog."""

    id: str
    text: str
    done: bool = False


class Event(NamedTuple):
    """An event. `starts` is a stamp, "" while open; `minutes` its length; `said` what was said, its minutes."""

    id: str
    title: str
    format: str = "other"
    speaker: str = ""
    starts: str = ""
    minutes: int = 60
    link: str = ""
    said: str = ""


class Step(NamedTuple):
    """A step of the path. `day` is an ISO date: by when it is planned, or when it was done."""

    step: Named
    day: str = ""
    done: bool = False


class Criterion(NamedTuple):
    """A success criterion with what the self-check said, None where it said nothing."""

    criterion: Named
    state: State | None = None
    note: str = ""

    @property
    def gap(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state in ("partly", "missing")


class Revision(NamedTuple):
    """How often something that stands in people's calendars was changed, and the stamp of the last time."""

    number: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """All that the page of a community holds."""

    purposes: tuple[str, ...]
    sponsor: Sponsor
    leader: Leader
    boundary: Boundary
    channels: tuple[Channel, ...]
    backlog: tuple[Topic, ...]
    events: tuple[Event, ...]
    path: tuple[Step, ...]
    criteria: tuple[Criterion, ...]
    checked: str
    balance: Mapping[str, HowMany]
    look_back: str
    revisions: Mapping[str, Revision]

    @property
    def gaps(self) -> tuple[Criterion, ...]:
        """The criteria that are not met yet, or only partly."""
        return tuple(each for each in self.criteria if each.gap)

    @property
    def next_step(self) -> Step | None:
        """The first step of the path that is not done."""
        return next((each for each in self.path if not each.done), None)

    def event(self, event_id: str) -> Event | None:
        """Return an event by its id."""
        return next((each for each in self.events if each.id == event_id), None)

    def coming(self, now: str) -> tuple[Event, ...]:
        """Return the events from the stamp `now` on, the next one first; those without a time last."""
        open_ones = [each for each in self.events if not each.starts or each.starts >= now]
        return tuple(sorted(open_ones, key=lambda each: (not each.starts, each.starts)))

    def past(self, now: str) -> tuple[Event, ...]:
        """Return the events before the stamp `now`, the last one first."""
        return tuple(
            sorted((each for each in self.events if each.starts and each.starts < now), key=_start)[::-1]
        )


def page_of(values: Mapping[str, Any]) -> CommunityPage:
    """Return what a page's values say. What has another shape than it should counts as not said."""
    path, criteria = _mapping(values.get("path")), _mapping(values.get("criteria"))
    balance = _mapping(values.get("balance"))
    sponsor, leader, boundary = (_mapping(values.get(key)) for key in ("sponsor", "leader", "boundary"))
    hours = leader.get("hours")
    return CommunityPage(
        purposes=tuple(each for each in _list(values.get("purposes")) if isinstance(each, str) and each),
        sponsor=Sponsor(_text(sponsor, "name"), _text(sponsor, "gives")),
        leader=Leader(
            _text(leader, "name"),
            float(hours) if isinstance(hours, int | float) and not isinstance(hours, bool) else None,
            _text(leader, "coach"),
        ),
        boundary=Boundary(_text(boundary, "decides"), _text(boundary, "asks")),
        channels=tuple(
            Channel(_text(each, "id"), _text(each, "name"), _text(each, "link"))
            for each in _entries(values.get("channels"))
        ),
        backlog=tuple(
            Topic(_text(each, "id"), _text(each, "text"), each.get("done") is True)
            for each in _entries(values.get("backlog"))
        ),
        events=tuple(_event(each) for each in _entries(values.get("events"))),
        path=tuple(
            Step(step, _day(said, "day"), said.get("done") is True)
            for step in STEPS
            for said in (_mapping(path.get(step.id)),)
        ),
        criteria=tuple(
            Criterion(
                each, next((one for one in STATES if one == said.get("state")), None), _text(said, "note")
            )
            for each in CRITERIA
            for said in (_mapping(criteria.get(each.id)),)
        ),
        checked=_day(values, "checked"),
        balance={
            kind: said
            for kind in KINDS_OF_PEOPLE
            if (said := next((one for one in HOW_MANY if one == balance.get(kind)), None)) is not None
        },
        look_back=_day(values, LOOK_BACK),
        revisions={
            part: Revision(number, _moment(said, "at"))
            for part, kept in _mapping(values.get(REVISIONS)).items()
            for said in (_mapping(kept),)
            if type(number := said.get("number")) is int and 0 < number <= MOST_REVISIONS
        },
    )


def dates_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return what stands otherwise in a calendar now than before: ids of events in both, and `LOOK_BACK`."""
    then, now = (
        {each.id: each._replace(said="") for each in page_of(values).events} for values in (before, after)
    )
    found = {event_id for event_id in then.keys() & now.keys() if then[event_id] != now[event_id]}
    if _day(before, LOOK_BACK) != _day(after, LOOK_BACK):
        found.add(LOOK_BACK)
    return frozenset(found)


def to_do(criterion_id: str) -> str:
    """Return the next step that would close the gap of a criterion, to be reworded by whoever takes it."""
    return _TO_DO[criterion_id]


def format_title(format_id: str) -> str:
    """Return what a format of events is called."""
    return next((each.title for each in FORMATS if each.id == format_id), FORMATS[-1].title)


def _event(said: Mapping[str, Any]) -> Event:
    minutes = said.get("minutes")
    return Event(
        _text(said, "id"),
        _text(said, "title"),
        next((each.id for each in FORMATS if each.id == said.get("format")), OTHER_FORMAT),
        _text(said, "speaker"),
        _moment(said, "starts"),
        minutes if isinstance(minutes, int) and not isinstance(minutes, bool) and minutes > 0 else 60,
        _text(said, "link"),
        _text(said, "said"),
    )


def _start(event: Event) -> str:
    return event.starts


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else ()


def _entries(value: Any) -> Iterable[Mapping[str, Any]]:
    return (each for each in _list(value) if isinstance(each, Mapping) and isinstance(each.get("id"), str))


def is_moment(text: str) -> bool:
    """Tell whether a text is a stamp of a time that can be shown in every zone."""
    try:
        year = from_stamp(text).year
    except (ValueError, OverflowError):
        return False
    return EARLIEST_YEAR <= year <= LATEST_YEAR


def _moment(values: Mapping[str, Any], key: str) -> str:
    """Return a stamp, "" for anything else."""
    found = _text(values, key)
    return found if is_moment(found) else ""


def _day(values: Mapping[str, Any], key: str) -> str:
    """Return an ISO date, "" for anything else."""
    try:
        return date.fromisoformat(_text(values, key)).isoformat()
    except ValueError:
        return ""


def _text(values: Mapping[str, Any], key: str) -> str:
    found = values.get(key)
    return found if isinstance(found, str) else ""
