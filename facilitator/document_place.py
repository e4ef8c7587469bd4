"""Where a session stands, in its document."""

from typing import Any

from facilitator.clock import Timebox
from facilitator.document_rows import (
    MODES,
    expect_choice,
    expect_id,
    expect_number,
    expect_object,
    expect_stamp,
    expect_text,
    fail,
    refuse_unknown,
)
from facilitator.state import Place, SessionData

_PLACE = (
    "mode",
    "activity_id",
    "phase",
    "planned",
    "left",
    "spent",
    "started",
    "ended",
    "drafts",
    "break_id",
)
_OPTIONAL_STAMPS = ("started", "ended")


def place_values(place: Place) -> dict[str, Any]:
    """Return a place, its clock at rest, as a document holds it."""
    return {
        "mode": place.mode,
        "activity_id": place.activity_id,
        "phase": place.phase,
        "planned": place.timebox.planned,
        "left": place.timebox.left,
        "spent": dict(place.spent),
        "started": place.started,
        "ended": place.ended,
        "drafts": dict(place.drafts),
        "break_id": place.break_id,
    }


def read_place(values: Any, data: SessionData) -> Place:
    """Return the place that a document holds for a session.

    Raises:
        UserError: something in it is wrong, or names what the session does not have.
    """
    given = expect_object(values, "place")
    refuse_unknown(given, _PLACE, "place")
    activity_id = given.get("activity_id", "")
    phase = given.get("phase", "")
    if activity_id != "":
        activity = data.method.activity(expect_id(activity_id, "place.activity_id"))
        if activity is None:
            fail("place.activity_id", f"names the activity “{activity_id}”, which the method does not have")
        if activity.phase(expect_id(phase, "place.phase")) is None:
            fail("place.phase", f"names the phase “{phase}”, which {activity.id} does not have")
    elif phase != "":
        fail("place.phase", "needs an activity_id")
    break_id = given.get("break_id")
    if break_id is not None and expect_id(break_id, "place.break_id") not in data.tables["agenda"]:
        fail("place.break_id", f"names the break “{break_id}”, which is not there")
    stamps = {
        name: expect_stamp(given[name], f"place.{name}")
        for name in _OPTIONAL_STAMPS
        if given.get(name) is not None
    }
    return Place(
        mode=expect_choice(given.get("mode", "prepare"), MODES, "place.mode"),
        activity_id=activity_id,
        phase=phase,
        timebox=Timebox(
            float(expect_number(given.get("planned", 0.0), "place.planned", 0)),
            float(expect_number(given.get("left", 0.0), "place.left")),
        ),
        spent={
            expect_text(key, "place.spent"): expect_number(each, f"place.spent.{key}", 0)
            for key, each in expect_object(given.get("spent", {}), "place.spent").items()
        },
        started=stamps.get("started"),
        ended=stamps.get("ended"),
        drafts={
            expect_text(key, "place.drafts"): expect_text(each, f"place.drafts.{key}")
            for key, each in expect_object(given.get("drafts", {}), "place.drafts").items()
        },
        break_id=break_id,
    )
