"""The value of a session: changed by acts while files are written from it beside the window."""

from collections.abc import Iterator
from typing import Any

from facilitator import method_files
from facilitator.model import Note, RowChange
from facilitator.state import SessionData, empty_tables


class InOrderMeanwhile(dict[str, Any]):
    """What is in order already; another thread asks for one more table whenever somebody goes through it."""

    def items(self) -> Iterator[tuple[str, Any]]:  # type: ignore[override]
        """Yield what is there while more comes."""
        for each in super().items():
            self[f"table {len(self)}"] = []
            yield each


def test_a_file_that_is_written_beside_the_window_holds_up_no_act() -> None:
    """Rows are put in order when somebody first asks, also in another thread: an act at that moment goes through."""
    data = SessionData(method_files.load("cop-bootstrap"), empty_tables())
    data.rows("groups")
    object.__setattr__(data, "_in_order", InOrderMeanwhile(data._in_order))
    note = Note(id="n", session_id="s", text="Feed the queen", lane="vision", position=1.0)
    after = data.with_changes([RowChange("notes", "n", None, note)])
    assert [each.text for each in after.notes] == ["Feed the queen"]
    assert "groups" in after._in_order
