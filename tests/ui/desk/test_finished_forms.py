"""What came out of a session without a canvas stands on its last page."""

from facilitator import method_files
from facilitator.opening import rehearse
from ui.desk.situation import results


def test_what_the_room_wrote_into_forms_came_out_of_it() -> None:
    """A charter that is filled in is no "nothing was agreed"; what the facilitator wrote alone is not shown."""
    centre = rehearse(method_files.load("cope"))
    centre.forms.set_field("independence", "funds", "Customer success")
    assert results(centre)[1] == (("Independence", "Funded by: Customer success"),)
    wiring = rehearse(method_files.load("wiring-review"))
    wiring.forms.set_field("maestro", "but", "Mine")
    assert results(wiring)[1] == ()


def test_the_last_page_of_a_postmortem_says_what_was_learnt_and_what_is_still_open() -> None:
    """Durations and factors beside the promises; and what keeps it from being closed, with the way to it."""
    incident = rehearse(method_files.load("postmortem"))
    incident.timeline.set_incident(
        began="2026-03-02T13:00:00Z", noticed="2026-03-02T13:10:00Z", resolved="2026-03-02T14:00:00Z"
    )
    incident.notes.add_many("factors", ["One limit for four zones", "A check at low load"])
    incident.commitments.decline("Another partner", "Out of scope this year")
    said = dict(results(incident)[1])
    assert said["How long it took"] == "Noticed after 10 min, resolved 1 h after it began"
    assert said["What contributed"] == "One limit for four zones\nA check at low load"
    assert said["Left undone on purpose"] == "Another partner (Out of scope this year)"
    assert said["How far it is"].startswith("Draft. Message to those outside: not said yet.")
    assert "“The postmortem”" in said["How far it is"]
