"""Sample sessions: built from resources/examples through the same acts as a real workshop, the same each time."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import cast

import resources
from facilitator import method_files
from facilitator.activities.force_field import asked_lanes
from facilitator.demo_forces import Script, Step, force_steps
from facilitator.demo_ratings import rating_steps, settle
from facilitator.demo_review import review_steps, set_status, write_beforehand
from facilitator.demo_wiring import wiring_steps
from facilitator.following import follow, topic_force_field
from facilitator.ids import from_stamp, repeatable, to_stamp
from facilitator.library import Library
from facilitator.method import Activity, Method
from facilitator.model import SessionRow
from facilitator.opening import first_rows, open_session
from facilitator.session import Session
from facilitator.state import Place

_FOLDER = "examples"


class SampleClock:
    """A clock that stands until it is told to go on."""

    def __init__(self, moment: datetime) -> None:
        """Stand at `moment`."""
        self._moment = moment
        self._seconds = 0.0

    def wall(self) -> str:
        """Return the present moment as a stamp."""
        return to_stamp(self._moment)

    def monotonic(self) -> float:
        """Return the seconds gone since the beginning."""
        return self._seconds

    def go_on(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._moment += timedelta(seconds=seconds)
        self._seconds += seconds

    def go_to(self, moment: datetime) -> None:
        """Let time pass until `moment`."""
        self.go_on((moment - self._moment).total_seconds())


def build_samples(library: Library) -> list[str]:
    """Add the sample sessions of every method that has some; returns their ids, the oldest first.

    Raises:
        EnvironmentFault: the library cannot be written.
    """
    scripts = [(script["created"], name, number, script) for name, number, script in _scripts()]
    found = []
    for _, name, number, script in sorted(scripts, key=lambda each: each[:3]):
        method = method_files.load(name.removesuffix(".toml"))
        with repeatable(f"{name} {number}"):
            found.append(_build(library, method, script))
    return found


def brief_titles() -> frozenset[str]:
    """Return the titles of sample sessions of which only the main files are worth making."""
    return frozenset(script["title"] for _, _, script in _scripts() if script.get("brief"))


def _scripts() -> Iterator[tuple[str, int, Script]]:
    """Yield every sample session as its file tells it: name of the file, number in it, script."""
    for name in resources.names(_FOLDER, ".toml"):
        sessions = tomllib.loads(resources.read_text(f"{_FOLDER}/{name}"))["sessions"]
        yield from ((name, number, script) for number, script in enumerate(sessions))


def _build(library: Library, method: Method, script: Script) -> str:
    clock = SampleClock(from_stamp(script["created"]))
    usual = library.monotonic
    library.monotonic = clock.monotonic
    try:
        session = _begin(library, method, script, clock)
        if script["mode"] != "prepare":
            _run(session, script, clock)
        for each in script.get("later", []):
            clock.go_to(from_stamp(each["on"]))
            if "status" in each or "message" in each:
                set_status(session, each)
            else:
                settle(session, each)
        return session.id
    finally:
        library.monotonic = usual


def _begin(library: Library, method: Method, script: Script, clock: SampleClock) -> Session:
    """Return the session as it is once it has been prepared."""
    late = script.get("arrivals", {})
    names = [each for each in script.get("people", []) if each[0] not in late]
    data, _ = library.load(_added(library, method, script, script.get("head_count", len(names))))
    session = Session(data, library, Place(), monotonic=clock.monotonic, wall=clock.wall)
    clock.go_on(120)
    session.values.set_start(script["starts"])
    for name, role in names:
        clock.go_on(15)
        session.people.add([name], role)
    write_beforehand(session, script)
    for each in script.get("breaks", []):
        clock.go_on(60)
        session.agenda.add_break(each["minutes"], after_id=each["after"])
    for activity_id in script.get("skipped", []):
        clock.go_on(60)
        session.agenda.skip(activity_id)
    return session


def _added(library: Library, method: Method, script: Script, people: int) -> str:
    """Add the session, one that follows another with what it takes along, and return its id."""
    title, created = script["title"], script["created"]
    if "follows" in script:
        return follow(
            library, _titled(library, script["follows"]), title=title, people=people, created=created
        )
    if "topic" in script:
        rated = open_session(library, _titled(library, script["topic"]["session"]))
        return topic_force_field(library, rated, script["topic"]["id"], title=title, created=created)
    rows = first_rows(method, title, people=people, planned=script.get("plan"))
    row = replace(cast(SessionRow, rows[0]), created=created, community_id=_community(library, script))
    return library.add_session([row, *rows[1:]])


def _titled(library: Library, title: str) -> str:
    return next(each.id for each in library.summaries() if each.title == title)


def _community(library: Library, script: Script) -> str | None:
    name = script.get("community")
    if not name:
        return None
    known = {each.name: each.id for each in library.communities()}
    return known.get(name) or library.add_community(name).id


def _run(session: Session, script: Script, clock: SampleClock) -> None:
    """Play the workshop from its first phase to its last."""
    clock.go_to(from_stamp(script["starts"]) + timedelta(minutes=script.get("late", 0)))
    steps = _steps(session, script)
    session.course.start()
    session.course.start_clock()
    onward = True
    while onward:
        place = session.place
        key = place.break_id or f"{place.activity_id}/{place.phase}"
        planned = place.timebox.planned / 60.0
        seconds = 60.0 * script.get("minutes", {}).get(key, planned)
        here = steps.get(key, [])
        for step in here:
            clock.go_on(seconds / (len(here) + 1))
            step()
        clock.go_on(seconds / (len(here) + 1))
        onward = session.course.next_phase()
    session.course.finish()


def _steps(session: Session, script: Script) -> dict[str, list[Step]]:
    """Return what is done in each phase, by "activity/phase"."""
    steps: dict[str, list[Step]] = defaultdict(list)
    roles = dict(script.get("people", []))
    for name, at in script.get("arrivals", {}).items():
        steps[at].append(partial(session.people.add, [name], roles[name]))
    for activity in session.data.method.activities:
        _written_steps(steps, session, activity, script)
    for at, step in (
        *_said_steps(session, script),
        *force_steps(session, script),
        *rating_steps(session, script),
        *review_steps(session, script),
        *wiring_steps(session, script),
    ):
        steps[at].append(step)
    for each in script.get("rounds", []):
        steps[f"{each['activity']}/{each['round']}"].append(partial(_vote, session, each))
    for each in script.get("objections", []):
        steps[each["at"]].append(partial(session.votes.object, _activity_in(each["at"]), each["text"]))
    for each in script.get("elected", []):
        steps[each["at"]].append(partial(_elect, session, each))
    return steps


def _written_steps(
    steps: dict[str, list[Step]], session: Session, activity: Activity, script: Script
) -> None:
    """Add the notes, groups and outcomes of one activity: written first, grouped in the middle, agreed last."""
    lanes = {lane.id: script.get("lanes", {}).get(lane.id, {}) for lane in activity.lanes}
    for lane_id, text in _in_turn({lane: _texts(found) for lane, found in lanes.items()}):
        steps[_writing_at(session, activity, lane_id)].append(partial(session.notes.add, lane_id, text))
    for lane_id, found in lanes.items():
        for group in found.get("groups", []):
            steps[_grouping_at(session, activity)].append(partial(_group, session, lane_id, group))
    for box in (lane.box for lane in activity.lanes if lane.box):
        lines = script.get("outcomes", {}).get(box)
        if lines:
            agreed = "\n".join(lines)
            steps[f"{activity.id}/align"].append(partial(session.outcomes.write, box, agreed))


def _writing_at(session: Session, activity: Activity, lane_id: str) -> str:
    """Return when the notes of a lane are written: in the first phase, unless a second one asks for them."""
    asked = [lane.id for lane in asked_lanes(session.data, "solo")]
    later = activity.phase("solo_second") and lane_id not in asked
    return f"{activity.id}/{'solo_second' if later else activity.phases[0].id}"


def _grouping_at(session: Session, activity: Activity) -> str:
    """Return when the notes of an activity are grouped: here, or in one of the same kind that comes later."""
    everything = session.data.method.activities
    later = everything[everything.index(activity) :]
    found = (each.id for each in later if each.kind == activity.kind and each.phase("cluster"))
    at = next(found, None)
    return f"{at}/cluster" if at else f"{activity.id}/{activity.phases[0].id}"


def _said_steps(session: Session, script: Script) -> Iterator[tuple[str, Step]]:
    """Yield what is parked, decided about it, planned and asked, with when."""
    for each in script.get("parked", []):
        yield each["at"], partial(session.parking.park, each["text"])
        yield "close/parking", partial(_decide, session, each)
    for each in script.get("actions", []):
        yield each["at"], partial(_act, session, each)
    for each in script.get("values", []):
        yield (
            each["at"],
            partial(session.values.set, _activity_in(each["at"]), each["key"], each["value"]),
        )


def _texts(lane: Script) -> list[str]:
    grouped = [text for group in lane.get("groups", []) for text in group["notes"]]
    return [*grouped, *lane.get("loose", [])]


def _in_turn(texts: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield lane and text, a note of each lane in turn: nobody writes one lane to its end first."""
    longest = max(map(len, texts.values()), default=0)
    for number in range(longest):
        for lane, found in texts.items():
            if number < len(found):
                yield lane, found[number]


def _group(session: Session, lane: str, group: Script) -> None:
    by_text = {note.text: note.id for note in session.data.notes_in(lane)}
    session.groups.create([by_text[text] for text in group["notes"]], group["title"])


def _vote(session: Session, each: Script) -> None:
    activity, round_name = each["activity"], each["round"]
    ids = {candidate.title: candidate.id for candidate in session.votes.candidates(activity)}
    for title, count in each.get("hands", {}).items():
        session.votes.set_hands(activity, round_name, ids[title], count)
    for sheet in each.get("sheets", []):
        session.votes.cast(activity, round_name, {ids[title]: 1 for title in sheet})
    session.votes.close(activity, round_name)


def _elect(session: Session, each: Script) -> None:
    activity = _activity_in(each["at"])
    candidates = session.votes.candidates(activity)
    chosen = next(candidate.id for candidate in candidates if candidate.title == each["name"])
    session.votes.elect(activity, chosen)


def _decide(session: Session, each: Script) -> None:
    item = next(item for item in session.data.parked if item.text == each["text"])
    if each["later"] == "action":
        session.parking.to_action(item.id, owner=each.get("owner", ""), due=each.get("due"))
    elif each["later"] == "back":
        session.parking.bring_back(item.id)
    else:
        session.parking.drop(item.id)


def _act(session: Session, each: Script) -> None:
    item = session.actions.add(each["text"], owner=each["owner"], due=each["due"])
    if "state" in each:
        session.actions.set_state(item.id, each["state"])


def _activity_in(at: str) -> str:
    return at.split("/")[0]
