"""What the method editor says about a question is what the projector does with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from facilitator import activities, audience, method_files
from facilitator.opening import rehearse
from ui.desk.methods.shapes import Ask, activity_asks
from ui.projector import scene
from ui.projector.sheet import Screen

ASKED, OF_THE_LANE = "What is asked of all?", "What does the lane ask?"


def shown(method_id: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield each phase of the activities of a kind in a shipped method with what the room reads in it."""
    method = method_files.load(method_id)
    every = tuple(
        replace(
            each,
            question=ASKED,
            lanes=tuple(replace(lane, question=OF_THE_LANE) for lane in each.lanes),
        )
        if each.kind == kind
        else each
        for each in method.activities
    )
    session = rehearse(replace(method, activities=every))
    session.course.start()
    screen = Screen(1280, 720)
    for asking in (each for each in every if each.kind == kind):
        for phase in session.course.phases(asking):
            session.course.go(asking.id, phase.id)
            view = audience.view(session)
            pages = (
                scene.arrange(replace(view, page=page), screen) for page in range(scene.pages(view, screen))
            )
            yield phase.id, "\n".join(each.sheet.text for each in pages)


def question(kind: str) -> Ask:
    return next(each for each in activity_asks(kind, {}, {}) if each.key == "question")


@pytest.mark.parametrize("method", ["lean-coffee", "cop-bootstrap", "wiring-review"])
def test_a_brainstorm_asks_for_the_lanes_first_since_the_room_reads_their_questions(
    qtbot: QtBot, method: str
) -> None:
    """The question of the activity is on no page, so its field is the last one and says so."""
    read = [words for _, words in shown(method, "brainstorm")]
    assert not any(ASKED in each for each in read)
    assert any(OF_THE_LANE in each for each in read)
    assert activity_asks("brainstorm", {}, {})[-1] == question("brainstorm")
    assert question("brainstorm").hint.startswith("Not on the projector")


@pytest.mark.parametrize(
    ("method", "kind"),
    [("wiring-review", "matrix"), ("force-field", "force_field"), ("postmortem", "analysis")],
)
def test_where_lanes_ask_for_a_while_the_hint_says_when(qtbot: QtBot, method: str, kind: str) -> None:
    """The line of the activity and that of the lane are never large at the same time, and both are once."""
    read = dict(shown(method, kind))
    lane = {phase for phase, words in read.items() if OF_THE_LANE in words}
    assert any(ASKED in words for words in read.values())
    assert lane
    assert not any(ASKED in read[phase] for phase in lane)
    said = "the lanes ask" if kind == "analysis" else "it is the question of the lane"
    assert said in question(kind).hint


@pytest.mark.parametrize("method", ["cop-bootstrap", "lean-coffee"])
def test_a_question_that_is_said_to_be_large_is_read_by_the_room(qtbot: QtBot, method: str) -> None:
    """Of every other kind the shipped method has, whatever its lanes ask."""
    kinds = {each.kind for each in method_files.load(method).activities} - {"brainstorm", "force_field"}
    for kind in kinds:
        assert "solo" not in activities.kind(kind).phases
        assert question(kind).hint == "The large line on the projector"
        assert any(ASKED in words for _, words in shown(method, kind)), kind
