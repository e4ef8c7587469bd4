"""The acts by subject: what each does, and what it refuses."""

import base64

import pytest

from facilitator import method_files
from facilitator.acts.outcomes import Bullet, bullets, outcome_text
from facilitator.acts.pictures import logo
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.pictures import media_type_of
from facilitator.session import Session
from facilitator.text import pasted_lines

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def session() -> Session:
    return rehearse(method_files.load("cop-bootstrap"))


def test_pasted_lines_become_notes_without_their_list_marks() -> None:
    assert pasted_lines("- one\r\n* two\n\n  • three \n4. four") == ["one", "two", "three", "4. four"]


def test_pasted_notes_are_one_act(session: Session) -> None:
    session.notes.add_many("vision", ["One", "Two", "Three"])
    session.undo()
    assert session.data.notes == []


def test_an_empty_line_among_pasted_ones_writes_nothing_at_all(session: Session) -> None:
    with pytest.raises(UserError):
        session.notes.add_many("vision", ["One", " "])
    assert session.data.notes == []


def test_a_note_dropped_on_another_one_makes_a_group_and_the_last_to_leave_takes_it_away(
    session: Session,
) -> None:
    one, two = session.notes.add_many("vision", ["One", "Two"])
    group = session.groups.create([one.id, two.id], "Both")
    session.notes.move([one.id])
    assert [note.id for note in session.data.notes_of(group.id)] == [two.id]
    session.notes.move([two.id])
    assert session.data.group(group.id) is None
    session.undo()
    assert [note.id for note in session.data.notes_of(group.id)] == [two.id]


def test_a_group_with_stickies_on_the_wall_stays_without_notes(session: Session) -> None:
    note = session.notes.add("vision", "One")
    group = session.groups.create([note.id], "Wall")
    session.groups.set_stickies(group.id, 5)
    session.notes.delete([note.id])
    assert session.data.group(group.id) is not None


def test_notes_move_in_front_of_the_one_named(session: Session) -> None:
    one, two, three = session.notes.add_many("vision", ["One", "Two", "Three"])
    session.notes.move([three.id], before_id=two.id)
    assert [note.id for note in session.data.notes_in("vision")] == [one.id, three.id, two.id]


def test_moving_into_a_group_brings_its_lane(session: Session) -> None:
    one = session.notes.add("vision", "One")
    two = session.notes.add("importance", "Two")
    group = session.groups.create([two.id], "There")
    session.notes.move([one.id], group_id=group.id)
    moved = session.data.note(one.id)
    assert moved is not None
    assert (moved.lane, moved.group_id) == ("importance", group.id)


def test_merged_notes_keep_every_text(session: Session) -> None:
    notes = session.notes.add_many("names", ["Steady Hands", "steady hands", "Steady Hands"])
    merged = session.notes.merge([note.id for note in notes])
    assert merged.text == "Steady Hands\nsteady hands"
    assert len(session.data.notes) == 1


def test_merged_groups_keep_every_note_and_count(session: Session) -> None:
    one, two = session.notes.add_many("vision", ["One", "Two"])
    first = session.groups.create([one.id])
    second = session.groups.create([two.id], "Named")
    session.groups.set_stickies(second.id, 3)
    merged = session.groups.merge([first.id, second.id])
    assert (merged.title, merged.stickies) == ("Named", 3)
    assert len(session.data.notes_of(first.id)) == 2


def test_outcomes_keep_three_levels_and_never_skip_one() -> None:
    text = "One\n\tTwo\n\t\tThree\n\t\t\t\tDeeper\nBack"
    assert [line.level for line in bullets(text)] == [0, 1, 2, 2, 0]
    assert bullets("\t\tFirst") == (Bullet(0, "First"),)
    assert bullets(outcome_text(bullets(text))) == bullets(text)


def test_group_titles_are_taken_once_and_edits_stay(session: Session) -> None:
    notes = session.notes.add_many("vision", ["One", "Two", "Loose"])
    session.groups.create([notes[0].id], "Calm nights")
    session.groups.create([notes[1].id])
    session.outcomes.write("vision", "Calm nights\n\tfor everybody")
    session.outcomes.take_groups("vision")
    session.outcomes.take_groups("vision")
    assert session.data.outcomes["vision"] == "Calm nights\n\tfor everybody\nTwo"


def test_groups_typed_from_the_wall_fill_the_canvas_as_well(session: Session) -> None:
    session.groups.add_named("vision", "On-call people can live with", 7)
    session.outcomes.take_groups("vision")
    assert session.data.outcomes["vision"] == "On-call people can live with"


def test_coming_and_going_changes_the_head_count(session: Session) -> None:
    session.people.set_head_count(1)
    people = session.people.add(["Ines", "Goran"])
    assert session.data.people_present == 2
    session.people.set_present(people[0].id, False)
    assert session.data.people_present == 1
    with pytest.raises(UserError):
        session.people.set_head_count(0)


def test_turning_authors_off_takes_the_names_off_the_notes(session: Session) -> None:
    person = session.people.add(["Ines"])[0]
    session.people.keep_authors(True)
    note = session.notes.add("vision", "Mine", author_id=person.id)
    assert note.author_id == person.id
    session.people.keep_authors(False)
    assert session.data.notes[0].author_id is None


def test_parked_topics_become_actions_and_both_know_it(session: Session) -> None:
    parked = session.parking.park("Budget for training")
    action = session.parking.to_action(parked.id, owner="Goran", due="2026-12-01")
    assert session.data.parked[0].state == "action"
    assert session.data.actions == [action]
    session.undo()
    assert session.data.actions == []
    assert session.data.parked[0].state == "open"


def test_a_date_that_is_none_is_refused_with_an_example(session: Session) -> None:
    with pytest.raises(UserError, match="2026-03-14"):
        session.actions.add("Call the sponsor", due="tomorrow")


def test_only_optional_steps_can_be_left_out(session: Session) -> None:
    session.agenda.skip("force-field")
    with pytest.raises(UserError, match="belongs to this method"):
        session.agenda.skip("name")


def test_a_logo_is_a_picture_of_bounded_size(session: Session) -> None:
    session.pictures.set_logo("logo.png", PIXEL)
    assert logo(session.data.pictures) == PIXEL
    session.pictures.remove_logo()
    assert logo(session.data.pictures) is None
    for bad in (b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg/>"):
        with pytest.raises(UserError):
            session.pictures.set_logo("x", bad)
    bomb = PIXEL[:16] + (60_000).to_bytes(4, "big") * 2 + PIXEL[24:]
    with pytest.raises(UserError, match="60000 by 60000"):
        media_type_of(bomb)
    with pytest.raises(UserError, match="4 MB"):
        session.pictures.set_logo("x.png", PIXEL + b"0" * (4 * 1024 * 1024))
