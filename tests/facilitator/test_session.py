"""The session layer: every act goes one way, can be undone and redone, and survives a disk that refuses."""

import sys
from contextlib import ExitStack

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from facilitator import method_files
from facilitator.errors import EnvironmentFault, UserError
from facilitator.history import stacks_of
from facilitator.ids import repeatable
from facilitator.model import Changes
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.store import MemoryStore


@pytest.fixture
def session() -> Session:
    return rehearse(method_files.load("cop-bootstrap"))


def test_a_note_is_in_its_lane_with_the_lanes_colour_and_without_an_author(session: Session) -> None:
    note = session.notes.add("importance", "  Nobody is alone at night\r\n", author_id="somebody")
    assert session.data.notes_in("importance") == [note]
    assert (note.text, note.author_id) == ("Nobody is alone at night", None)
    lane = session.data.method.lane("importance")
    assert lane is not None
    assert note.colour == lane.colour


def test_markup_formulas_and_emoji_are_kept_as_they_were_typed(session: Session) -> None:
    text = '<b>bold</b> & <img src="file:///x"> =1+1 \U0001f469\u200d\U0001f680 \u202eabc'
    assert session.notes.add("vision", text).text == text


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00\x07"])
def test_an_empty_note_is_refused_in_one_sentence(session: Session, text: str) -> None:
    with pytest.raises(UserError, match="at least one character"):
        session.notes.add("vision", text)
    assert session.data.notes == []


def test_a_note_of_a_hundred_thousand_characters_is_kept_and_a_longer_one_refused(session: Session) -> None:
    assert len(session.notes.add("vision", "x" * 100_000).text) == 100_000
    with pytest.raises(UserError, match="100,000"):
        session.notes.add("vision", "x" * 100_001)


def test_half_of_an_emoji_does_not_stop_the_note_from_being_stored(session: Session) -> None:
    assert session.notes.add("vision", "half \ud83d emoji").text == "half ? emoji"


def test_undo_and_redo_walk_back_and_forth_through_everything(session: Session) -> None:
    start = session.data.tables
    note = session.notes.add("vision", "One")
    session.notes.edit(note.id, "Two")
    group = session.groups.create([note.id], "Pages")
    session.outcomes.take_groups("vision")
    end = session.data.tables
    assert session.undo_act == "outcomes.take"
    while session.undo():
        pass
    assert session.data.tables == start
    assert session.redo_act == "notes.add"
    while session.redo():
        pass
    assert session.data.tables == end
    assert session.data.group(group.id) is not None


def test_one_act_can_be_taken_back_and_brought_back_without_end(session: Session) -> None:
    session.notes.add("vision", "One")
    for _ in range(2 * sys.getrecursionlimit()):
        session.undo()
        session.redo()
    assert session.undo_act == "notes.add"
    assert [note.text for note in session.data.notes] == ["One"]


def test_a_new_act_ends_what_could_be_redone(session: Session) -> None:
    session.notes.add("vision", "One")
    session.undo()
    session.notes.add("vision", "Two")
    assert session.redo() is None
    assert [note.text for note in session.data.notes] == ["Two"]


def test_undo_works_after_a_restart(session: Session) -> None:
    store = MemoryStore()
    first = Session(session.data, store)
    first.notes.add("vision", "One")
    first.notes.add("vision", "Two")
    first.undo()
    second = Session(first.data, store)
    assert (second.undo_act, second.redo_act) == ("notes.add", "notes.add")
    second.redo()
    assert [note.text for note in second.data.notes] == ["One", "Two"]
    second.undo()
    second.undo()
    assert second.data.notes == []
    assert second.undo() is None


def test_an_act_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    note = session.notes.add("vision", "One")
    heard: list[Changes] = []
    session.subscribe(heard.append)
    session.notes.edit(note.id, "One")
    assert heard == []
    session.undo()
    assert session.data.notes == []


class RefusingStore(MemoryStore):
    """A disk that is full until it is told otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False

    def commit(self, session_id, entries):  # type: ignore[no-untyped-def]
        if self.full:
            raise EnvironmentFault("The disk is full. Free some space.")
        super().commit(session_id, entries)


def test_a_full_disk_loses_nothing_and_is_written_in_order_later(session: Session) -> None:
    store = RefusingStore()
    open_session = Session(session.data, store)
    open_session.notes.add("vision", "Before")
    store.full = True
    open_session.notes.add("vision", "While full")
    open_session.notes.add("vision", "Again")
    open_session.undo()
    assert open_session.waiting == 3
    assert open_session.trouble is not None
    assert [note.text for note in open_session.data.notes] == ["Before", "While full"]
    store.full = False
    assert open_session.store_waiting()
    assert open_session.trouble is None
    assert [entry.number for entry in store.entries[open_session.id]] == [1, 2, 3, 4]
    assert Session(open_session.data, store).redo_act == "notes.add"


def test_a_disk_that_takes_long_to_refuse_does_not_hold_people_up(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a try of three seconds the next thirty are for work; asked to, it tries at once."""
    seconds = [100.0]
    tries: list[int] = []

    class SlowStore(RefusingStore):
        def commit(self, session_id, entries):  # type: ignore[no-untyped-def]
            tries.append(len(entries))
            seconds[0] += 3.0
            super().commit(session_id, entries)

    store = SlowStore()
    store.full = True
    monkeypatch.setattr("facilitator.session.time.monotonic", lambda: seconds[0])
    slow = Session(session.data, store)
    for text in ("One", "Two", "Three"):
        slow.notes.add("vision", text)
    assert (tries, slow.waiting, slow.try_is_due) == ([1], 3, False)
    seconds[0] += 31.0
    slow.notes.add("vision", "Four")
    assert tries == [1, 4]
    store.full = False
    assert slow.store_waiting()
    assert slow.waiting == 0


def test_listeners_hear_what_changed_and_nothing_else(session: Session) -> None:
    heard: list[Changes] = []
    stop = session.subscribe(heard.append)
    note = session.notes.add("vision", "One")
    assert heard[0].ids("notes") == (note.id,)
    assert heard[0].touches("notes")
    assert not heard[0].touches("groups")
    stop()
    session.undo()
    assert len(heard) == 1


class Board(RuleBasedStateMachine):
    """Whatever is done to a board, undo walks back to the start and redo to the end."""

    def __init__(self) -> None:
        super().__init__()
        # Rows in one place stand in the order of their ids: a run that is repeated has to make the same ones.
        self.ids = ExitStack()
        self.ids.enter_context(repeatable("board"))
        self.session = rehearse(method_files.load("cop-bootstrap"))
        self.start = self.session.data.tables

    @rule(text=st.text(min_size=1, max_size=20), lane=st.sampled_from(["vision", "importance"]))
    def add(self, text: str, lane: str) -> None:
        try:
            self.session.notes.add(lane, text)
        except UserError:
            assert not text.strip() or not text.isprintable()

    @precondition(lambda self: self.session.data.notes)
    @rule(data=st.data())
    def change_a_note(self, data: st.DataObject) -> None:
        note = data.draw(st.sampled_from(self.session.data.notes))
        groups = [group.id for group in self.session.data.groups]
        match data.draw(st.integers(0, 4)):
            case 0:
                self.session.notes.edit(note.id, "edited")
            case 1:
                self.session.notes.move([note.id], group_id=data.draw(st.sampled_from([None, *groups])))
            case 2:
                self.session.groups.create([note.id], "A title")
            case 3:
                self.session.notes.delete([note.id])
            case _:
                self.session.notes.recolour([note.id], "rose")

    @precondition(lambda self: self.session.data.groups)
    @rule(data=st.data())
    def change_a_group(self, data: st.DataObject) -> None:
        group = data.draw(st.sampled_from(self.session.data.groups))
        match data.draw(st.integers(0, 3)):
            case 0:
                self.session.groups.rename(group.id, "Renamed")
            case 1:
                self.session.groups.split(group.id)
            case 2:
                self.session.groups.set_stickies(group.id, 7)
            case _:
                self.session.groups.move(group.id, lane="vision")

    @rule()
    def undo(self) -> None:
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @invariant()
    def every_note_is_in_a_group_of_its_own_lane(self) -> None:
        for note in self.session.data.notes:
            if note.group_id:
                group = self.session.data.group(note.group_id)
                assert group is not None
                assert group.lane == note.lane

    def teardown(self) -> None:
        self.ids.close()
        end = self.session.data.tables
        store = self.session._store
        stacks = stacks_of(store.headings(self.session.id))
        assert stacks == self.session._stacks
        count = 0
        while self.session.undo():
            count += 1
        assert self.session.data.tables == self.start
        for _ in range(count):
            self.session.redo()
        assert self.session.data.tables == end


TestBoard = Board.TestCase
TestBoard.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
