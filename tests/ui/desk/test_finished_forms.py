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
