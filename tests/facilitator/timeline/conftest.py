"""A session with a timeline to try things on."""

import pytest

from facilitator import method_files
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.session import Session
from tests.facilitator.timeline_method import TEXT


@pytest.fixture
def method() -> Method:
    """A method with a timeline, written and walked."""
    return method_files.parse(TEXT, "look-back.toml")


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
