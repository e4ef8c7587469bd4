"""What the desk says the room sees of a form is what the room sees."""

from typing import Any, cast

import pytest

from facilitator import audience, method_files
from facilitator.activities.form import FormView
from facilitator.opening import rehearse
from facilitator.session import Session


@pytest.fixture
def session() -> Session:
    """A pre-mortem that has begun."""
    made = rehearse(method_files.load("pre-mortem"))
    made.course.start()
    return made


def test_rows_that_the_room_fills_together_are_said_to_be_seen(desk: Any, session: Session) -> None:
    """A form of rows alone is shown while it is filled, so nobody is promised that no answer is seen."""
    activity = next(each for each in session.data.method.activities if each.kind == "form")
    stage = desk.go(activity.id, "fill")
    assert cast(FormView, audience.view(session).part).rows
    assert stage.room_sees() == "The room sees each row as it is filled"
    assert desk.go(activity.id, activity.phases[-1].id).room_sees() == "The room sees what stands here"
