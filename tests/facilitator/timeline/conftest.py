"""A session with a timeline to try things on."""

import pytest

from facilitator import method_files
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.session import Session

METHOD = """
format = 1
id = "look-back"
version = "1"
title = "Look back"
summary = "What happened, in order."
purpose = "To see what happened, in order."
icon = "blameless"
minutes = 20
people = { least = 2, most = 12 }

[[activities]]
id = "what-happened"
kind = "timeline"
title = "What happened"
purpose = "Everybody sees the same."
question = "What is missing, or happened differently?"

[activities.settings]
gap_minutes = 20

[[activities.phases]]
id = "write"
title = "Write"
minutes = 5
say = "Write."

[[activities.phases]]
id = "walk"
title = "Walk"
minutes = 15
say = "Walk."
"""


@pytest.fixture
def method() -> Method:
    """A method with a timeline, written and walked."""
    return method_files.parse(METHOD, "look-back.toml")


@pytest.fixture
def session(method: Method) -> Session:
    """A session that is being prepared, its timeline in Berlin and empty."""
    one = rehearse(method)
    one.timeline.set_incident(zone="Europe/Berlin", began="2026-03-02T13:30:00Z")
    return one


@pytest.fixture
def meeting(session: Session) -> Session:
    """The session with three entries, in its meeting."""
    for line in ("14:00 All was well | graph", "14:31 ! Customers see errors", "14:45 ? The pager rings"):
        session.timeline.add_line(line)
    session.course.start()
    session.course.go("what-happened", "walk")
    return session
