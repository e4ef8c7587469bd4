"""The sore spots that were picked stand in the form that asks for moves, once."""

from facilitator import forms, method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.state import find_activity


def spots(session: Session) -> list[str]:
    """Where it hurts, row for row."""
    form = forms.form(session.data, find_activity(session.data.method, "moves"))
    return [row.cells[0].text for row in form.rows[0].rows]


def test_the_form_begins_with_what_was_picked() -> None:
    """Most dots first, nothing that was not picked, nothing twice when the form is entered again."""
    session = rehearse(method_files.load("wiring-review"))
    session.course.start()
    notes = ["The feed takes a month", "Three approvals", "Seen too late", "Nobody decides"]
    session.notes.add_many("sore", notes)
    session.course.go("worst", "vote")
    titles = {note.text: note.id for note in session.data.notes}
    for text, count in zip(notes, (3, 5, 1, 2), strict=True):
        session.votes.set_hands("worst", "vote", titles[text], count)
    session.votes.close("worst", "vote")
    session.course.go("moves", "fill")
    assert spots(session) == ["Three approvals", "The feed takes a month", "Nobody decides"]
    session.course.go("worst", "result")
    session.course.go("moves", "fill")
    assert len(spots(session)) == 3


def test_without_a_vote_the_form_is_empty() -> None:
    """Who skips the dots writes the spots down."""
    session = rehearse(method_files.load("wiring-review"))
    session.course.start()
    session.course.go("moves", "fill")
    assert spots(session) == []
