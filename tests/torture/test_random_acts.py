"""Random acts in one process, against a plain model: every act there is, undo, redo, moving and opening again."""

import os
import random
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from facilitator import method_files
from facilitator.ids import repeatable
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.session import Session
from facilitator.state import SessionData
from tests.torture.random_acts import Drawer, acts_of, kinds_of, subjects, unknown_parameters

METHODS = tuple(each.id for each in method_files.available())
ACTS = acts_of(rehearse(method_files.load(METHODS[0])))
TRIES = 150
SOURCES = ("notes", "groups", "parking", "scores")
"""Subjects whose acts make what acts of others work on."""
RARE = {"votes.draw_lot"}
"""Needs a tie that was voted on again first: tests/facilitator/test_votes.py has it."""
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


def test_every_parameter_can_be_drawn() -> None:
    """A new act joins by itself; what it asks for has to be drawn by name or type (tests/torture/random_acts.py)."""
    assert unknown_parameters(rehearse(method_files.load(METHODS[0]))) == []


def test_every_subject_of_acts_is_tortured() -> None:
    """Each module of acts belongs to a subject that the session has: none is left out because nobody named it."""
    session = rehearse(method_files.load(METHODS[0]))
    found = {type(each).__module__ for each in subjects(session).values()}
    folder = Path(str(__import__("facilitator.acts", fromlist=["x"]).__file__)).parent
    modules = {f"facilitator.acts.{each.stem}" for each in folder.glob("*.py")} - {
        "facilitator.acts.__init__"
    }
    assert modules - found == {"facilitator.acts.base"}


def test_every_act_gets_through_in_some_method() -> None:
    """What is drawn is good enough: each act is accepted at least once, so that the torture reaches it.

    Acts of a kind that no method has yet are left out until one has it.
    """
    drawers = []
    for number, method_id in enumerate(METHODS):
        with repeatable(method_id):
            session = rehearse(method_files.load(method_id))
            session.course.start()
            drawers.append(Drawer(session, random.Random(number)))
            for step in range(300):
                if step % 30 == 29:
                    session.course.next_phase()
                drawers[-1].act()
    used = {each.kind for drawer in drawers for each in drawer.session.data.method.activities}
    reached = set().union(*(each.accepted for each in drawers)) | RARE
    for act in ACTS:
        kinds = kinds_of(act)
        if act.name in reached or (kinds and not kinds & used):
            continue
        # What no dice helped has some tries of its own, among acts that may lead to it.
        near = [each for each in ACTS if each.subject in (act.subject, *SOURCES)]
        for each in drawers:
            fits = not kinds or kinds & {each.kind for each in each.session.data.method.activities}
            for _ in range(TRIES if fits else 0):
                each.act(each.chance.choice(each.chance.choice((near, ACTS))))
                each.act(act)
                if act.name in each.accepted:
                    break
        reached |= set().union(*(each.accepted for each in drawers))
    missing = sorted(act.name for act in ACTS if act.name not in reached and (kinds_of(act) or used) & used)
    assert not missing, ", ".join(missing)


class Acting(RuleBasedStateMachine):
    """A session in a library, and beside it a model: what was before each act that stands, and after those undone."""

    def __init__(self) -> None:
        """Begin with an empty folder."""
        super().__init__()
        # A run that is repeated has to make the same ids.
        self.ids = ExitStack()
        self.ids.enter_context(repeatable("acting"))
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.path = Path(self.folder.name) / "library.db"
        self.past: list[SessionData] = []
        self.future: list[SessionData] = []

    @initialize(method_id=st.sampled_from(METHODS), seed=st.integers(0, 2**32))
    def begin(self, method_id: str, seed: int) -> None:
        self.library = Library.create_or_open(self.path)
        self.session_id = new_session(self.library, method_files.load(method_id), "Modelled")
        self.chance = random.Random(seed)
        self.sit_down()

    def sit_down(self) -> None:
        self.session: Session = open_session(self.library, self.session_id)
        self.drawer = Drawer(self.session, self.chance)

    @rule(act=st.sampled_from(ACTS), again=st.integers(1, 6))
    def act(self, act: object, again: int) -> None:
        for _ in range(again):
            before, number = self.session.data, self.session.last_number
            self.drawer.act(act)  # type: ignore[arg-type]
            assert self.session.last_number - number in (0, 1)
            if self.session.last_number > number:
                self.past.append(before)
                self.future.clear()
            else:
                assert self.session.data == before

    @rule(count=st.integers(1, 40))
    def many_acts(self, count: int) -> None:
        for _ in range(count):
            self.act(self.chance.choice(ACTS), 1)

    @rule(count=st.integers(1, 5))
    def undo(self, count: int) -> None:
        for _ in range(count):
            now = self.session.data
            if self.session.undo() is None:
                assert not self.past
                return
            self.future.append(now)
            assert self.session.data == self.past.pop()

    @rule(count=st.integers(1, 5))
    def redo(self, count: int) -> None:
        for _ in range(count):
            now = self.session.data
            if self.session.redo() is None:
                assert not self.future
                return
            self.past.append(now)
            assert self.session.data == self.future.pop()

    @rule()
    def go_on(self) -> None:
        before, number = self.session.data, self.session.last_number
        if self.session.place.mode != "run":
            self.session.course.start()
        self.session.course.next_phase()
        # Entering a phase may mix the notes, which is an act of its own.
        if self.session.last_number > number:
            self.past.append(before)
            self.future.clear()

    @rule()
    def open_again(self) -> None:
        self.library.close()
        assert [each.name for each in self.path.parent.iterdir()] == ["library.db"]
        self.library = Library.open_existing(self.path)
        place, data = self.session.place, self.session.data
        self.sit_down()
        assert self.session.data == data
        assert (self.session.place.mode, self.session.place.phase) == (place.mode, place.phase)

    @precondition(lambda self: self.session.last_number % 7 == 0)
    @rule()
    def look_through(self) -> None:
        assert self.library.check() == []
        assert self.library.load(self.session_id)[0] == self.session.data

    @invariant()
    def everything_is_stored(self) -> None:
        assert self.session.waiting == 0
        assert bool(self.session.undo_act) == bool(self.past)
        assert bool(self.session.redo_act) == bool(self.future)

    def teardown(self) -> None:
        """Undo everything, and see that nothing is left of it."""
        if hasattr(self, "session"):
            self.undo(len(self.past) + 1)
            assert self.library.check() == []
            assert self.library.load(self.session_id)[0] == self.session.data
            self.library.close()
        self.folder.cleanup()
        self.ids.close()


@pytest.mark.torture
def test_the_library_holds_what_the_model_holds(
    rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """After any acts, undo, redo, moves and restarts in any order, down to the start again."""
    runs = rounds(8, 120)
    steps = 40
    run_state_machine_as_test(
        Acting,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            derandomize="FACILITATOR_TORTURE" not in os.environ,
            database=None,
        ),
    )
    figures("model", runs=runs, steps=steps, acts=len(ACTS))
