"""An election whose method has phases for one way only runs in that way, and offers no other."""

from typing import Any

import pytest

from facilitator import method_drafts, method_files
from facilitator.activities.election import way
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.voting.way_switch import WaySwitch


@pytest.fixture
def session() -> Session:
    """A session whose election has reasons and a proposal, and no vote; nothing says which way it begins with."""
    draft = method_drafts.of_method(method_files.load("cop-bootstrap"))
    election = next(each for each in draft["activities"] if each["kind"] == "election")
    election["phases"] = [each for each in election["phases"] if each.get("way") != "quick"]
    del election["settings"]["way"]
    made = rehearse(method_files.from_mapping(method_drafts.with_length(draft), "made"))
    made.course.start()
    return made


def test_it_runs_by_consent_without_being_told(desk: Any, session: Session) -> None:
    """From the names to the reasons, and not to a vote that the method does not have."""
    activity = session.data.method.activity("leader")
    assert activity is not None
    assert way(session.data, activity) == "consent"
    desk.go("leader", "nominate")
    phases = [each.id for each in session.course.phases(activity)]
    assert phases == ["nominate", "reasons", "change", "proposal", "consent", "result"]


def test_no_other_way_is_offered(desk: Any, session: Session) -> None:
    """Where there is nothing to choose, nothing is shown; what the way is like stays said."""
    desk.go("leader", "nominate")
    switch = desk.here.panel.findChild(WaySwitch)
    assert switch.isVisible()
    assert not switch.segments.isVisible()
    assert "Reasons first, then one proposal" in desk.words()
