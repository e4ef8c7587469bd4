"""The analysis: one question at a time, several factors, and no lone cause."""

import pytest

from facilitator import analysis, audience
from facilitator.activities.analysis import AnalysisView
from facilitator.analysis import Analysis
from facilitator.errors import UserError
from facilitator.focus import Focus
from facilitator.session import Session
from tests.facilitator.postmortem_method import looking_back, travelled


def found(session: Session) -> Analysis:
    """The analysis of the session."""
    now = analysis.analysis(session.data)
    assert now is not None
    return now


def seen(session: Session) -> AnalysisView:
    """What the room sees of it."""
    part = audience.view(session).part
    assert isinstance(part, AnalysisView)
    return part


def test_the_room_sees_one_question_and_no_deck() -> None:
    """The question the desk points at is on the wall; what might be asked next is nowhere in the view."""
    session = looking_back()
    session.course.start()
    session.course.go("analysis", "ask")
    session.notes.add("factors", "A disk was full")
    assert seen(session).asking is None
    assert "What did you see?" not in repr(seen(session))
    session.set_focus(Focus(note_id="cues:1"))
    assert (seen(session).deck, seen(session).asking) == ("Cues", "What did you see?")
    assert "What did you expect?" not in repr(seen(session))
    assert "disk" not in repr(seen(session))


def test_questions_can_be_added_and_are_marked_as_asked() -> None:
    """Own questions stand behind those of the method and can go again; those of the method stay."""
    session = looking_back()
    own = session.analysis.add_question("cues", "What was on your screen?")
    session.analysis.mark_asked("cues:2")
    session.analysis.mark_asked(own)
    assert [(each.text, each.asked, each.own) for each in found(session).decks[0].questions] == [
        ("What did you see?", False, False),
        ("What did you expect?", True, False),
        ("What was on your screen?", True, True),
    ]
    session.analysis.delete_question(own)
    assert len(found(session).decks[0].questions) == 2
    assert session.data.value("analysis", "asked") == ["cues:2"]
    with pytest.raises(UserError, match="belongs to the method"):
        session.analysis.delete_question("cues:1")
    with pytest.raises(UserError, match="not there any more"):
        session.analysis.mark_asked("cues:3")


def test_factors_are_groups_and_loose_notes_by_category() -> None:
    """A group counts once, by its title or its first note, and each factor has one category."""
    session = looking_back()
    disk, alarm, review = session.notes.add_many("factors", ["Disk full", "No alarm", "No review"])
    group = session.groups.create([disk.id, alarm.id])
    session.analysis.set_category(group.id, "technology")
    session.analysis.set_category(review.id, "process")
    assert [(each.text, each.category) for each in found(session).factors] == [
        ("Disk full", "technology"),
        ("No review", "process"),
    ]
    assert found(session).factors[0].notes == ("Disk full", "No alarm")
    session.analysis.set_category(review.id, None)
    assert [each.category for each in found(session).factors] == ["technology", None]
    with pytest.raises(UserError, match="technology, process"):
        session.analysis.set_category(review.id, "somebody")
    with pytest.raises(UserError, match="not there any more"):
        session.analysis.set_category(disk.id, "process")


def test_a_lone_cause_is_asked_about_once() -> None:
    """One factor gets one question, however it is worded; of several, one that calls itself the root cause does."""
    session = looking_back()
    assert found(session).nudges == ("no_factor",)
    note = session.notes.add("factors", "The root cause was a full disk")
    assert found(session).nudges == ("lone",)
    other = session.notes.add("factors", "No alarm below the limit")
    session.analysis.set_category(other.id, "technology")
    assert found(session).nudges == ("root_cause",)
    session.notes.edit(note.id, "The disk was full")
    assert found(session).nudges == ()
    session.analysis.set_category(other.id, None)
    assert found(session).nudges == ("no_category",)


@pytest.mark.parametrize(
    "text", ["The root of the tree was lost", "It caused a delay", "Causes were unclear"]
)
def test_other_words_are_no_root_cause(text: str) -> None:
    """Only a wording that claims to be the one cause is asked about."""
    assert not analysis.calls_itself_the_cause(text)


def test_what_went_well_stands_in_the_other_lanes() -> None:
    """All lanes but that of the factors are shown in the phase well, with what was said."""
    session = looking_back()
    session.notes.add_many("lucky", ["It was noon", "It was noon"])
    session.notes.add("factors", "A disk was full")
    assert [(each.lane.id, each.texts) for each in found(session).said] == [("lucky", ("It was noon",))]
    session.course.start()
    session.course.go("analysis", "well")
    assert [lane.id for lane in seen(session).lanes] == ["lucky"]
    session.course.go("analysis", "factors")
    assert [each.text for each in seen(session).factors] == ["A disk was full"]


def test_an_analysis_travels_in_a_document() -> None:
    """Questions, what was asked, and categories are the same in another library; another shape is refused."""
    session = looking_back()
    note = session.notes.add("factors", "A disk was full")
    session.analysis.set_category(note.id, "technology")
    session.analysis.add_question("cues", "What was on your screen?")
    session.analysis.mark_asked("cues:1")
    assert analysis.analysis(travelled(session)) == found(session)
    session.values.set("analysis", "questions", [{"id": "x"}])
    with pytest.raises(UserError, match="activity_values"):
        travelled(session)
