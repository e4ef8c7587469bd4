"""The audience view: the only thing the projector is ever given. What the room must not see is not in it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from facilitator import activities
from facilitator.acts.outcomes import Bullet, bullets
from facilitator.acts.pictures import logo
from facilitator.agenda import planned_end
from facilitator.ids import from_stamp, to_stamp
from facilitator.session import Session

Scene = Literal["waiting", "activity", "break", "canvas", "time_vote", "finished"]


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock: seconds `remaining` when the view was made, of `planned`; `pace` as in `facilitator.clock`."""

    remaining: float
    planned: float
    running: bool
    pace: str


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box of the canvas with its agreed lines."""

    id: str
    icon: str
    title: str
    question: str
    column: int
    share: float
    lines: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class CanvasView:
    """The canvas as it fills. `name` and `leader` are empty until they are decided."""

    title: str
    name: str
    leader: str
    columns: tuple[float, ...]
    boxes: tuple[BoxView, ...]
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class AudienceView:
    """What the room may see now. `part` is the kind's own value, `room` the short line beside the activity.

    `back` is when a break whose clock runs is over, to the minute. `page`, from 0, is where the desk turned
    to when not all fits the screen; `steps` is how many activities the session has, those left out not
    counted.
    """

    scene: Scene
    session_title: str
    kind: str
    activity_title: str
    phase: str
    room: str
    clock: ClockView | None
    part: object
    canvas: CanvasView | None
    starts: str | None = None
    page: int = 0
    ends: str | None = None
    steps: int = 0
    back: str | None = None


def view(session: Session) -> AudienceView:
    """Return what the room may see of `session` now."""
    data, place = session.data, session.place
    title = data.session.title
    course = session.course
    clock = clock_view(session) if place.mode == "run" else None
    canvas = canvas_view(session)
    page = session.focus.page
    if place.mode == "prepare":
        return AudienceView("waiting", title, "", "", "", "", None, None, canvas, data.session.starts, page)
    if place.mode == "after":
        ended: Scene = "canvas" if session.focus.canvas and canvas is not None else "finished"
        return AudienceView(ended, title, "", "", "", "", None, None, canvas, page=page)
    pause = course.on_break
    if pause is not None:
        back = _end_of_clock(session, clock)
        return AudienceView(
            "break", title, "", pause.title, "", "", clock, None, canvas, page=page, back=back
        )
    activity, phase = course.activity, course.phase
    if activity is None or phase is None:
        return AudienceView("waiting", title, "", "", "", "", clock, None, canvas, data.session.starts, page)
    part = activities.kind(activity.kind).audience(data, activity, phase.id, session.focus)
    scene: Scene = "canvas" if session.focus.canvas and canvas is not None else "activity"
    if session.focus.time_vote:
        scene = "time_vote"
    end = planned_end(data.session, place)
    ends = to_stamp(end) if end else None
    return AudienceView(
        scene,
        title,
        activity.kind,
        activity.title,
        phase.id,
        phase.room,
        clock,
        part,
        canvas,
        page=page,
        ends=ends,
        steps=sum(entry.activity_id is not None and not entry.skipped for entry in data.agenda),
    )


def _end_of_clock(session: Session, clock: ClockView | None) -> str | None:
    """Return the stamp at which a running clock is at zero, to the nearest minute; None while it rests or is over."""
    if clock is None or not clock.running or clock.remaining <= 0:
        return None
    end = from_stamp(session.wall()) + timedelta(seconds=clock.remaining + 30)
    return to_stamp(end.replace(second=0, microsecond=0))


def clock_view(session: Session) -> ClockView:
    """Return the clock as the room sees it."""
    now = session.monotonic()
    timebox = session.place.timebox
    return ClockView(timebox.remaining(now), timebox.planned, timebox.running, timebox.pace(now))


def canvas_view(session: Session) -> CanvasView | None:
    """Return the canvas with what is agreed so far, None where the method has none."""
    data = session.data
    canvas = data.method.canvas
    if canvas is None:
        return None
    outcomes = data.outcomes
    boxes = tuple(
        BoxView(
            box.id,
            box.icon,
            box.title,
            box.question,
            box.column,
            box.share,
            bullets(outcomes.get(box.id, "")),
        )
        for box in canvas.boxes
    )
    return CanvasView(
        canvas.title,
        outcomes.get(canvas.name_from, ""),
        outcomes.get(canvas.leader_from, ""),
        canvas.columns,
        boxes,
        logo(data.pictures),
    )
