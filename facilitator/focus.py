"""What the desk points the room at: not stored, not an act, gone with the window."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Focus:
    """`note_id` is the note being read out, `group_id` the group in talk, `lane` the lane shown, `page` from 0.

    `canvas` shows the canvas instead of the activity, `time_vote` the question whether to go on when a timebox is over.
    """

    note_id: str | None = None
    group_id: str | None = None
    lane: str | None = None
    page: int = 0
    canvas: bool = False
    time_vote: bool = False
