"""The force field around its scores: the change, the rules, links, priorities, the plan and what it would do."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator import audience, forces
from facilitator.activities.force_field import ForceFieldView
from facilitator.session import Session
from ui.desk.forces.after_panel import AfterPanel
from ui.desk.forces.change_panel import ChangePanel
from ui.desk.forces.links_panel import LinksPanel
from ui.desk.forces.picture_panel import PicturePanel
from ui.desk.forces.plan_panel import PlanPanel
from ui.desk.forces.priority_panel import PriorityPanel
from ui.pictures import force_picture
from ui.pictures.force_rows import Look
from ui.pictures.marks_view import MarksPage


def panel(desk: Any, kind: type) -> Any:
    QApplication.processEvents()
    return next(each for each in desk.findChildren(kind) if each.isVisibleTo(desk))


def ids(session: Session, side: str) -> list[str]:
    return [each.id for each in forces.forces(session.data) if each.side == side]


def picture(session: Session) -> forces.ForceField:
    found = forces.force_field(session.data)
    assert found is not None
    return found


def weigh(session: Session, name: str = "strength") -> None:
    """Ten slips: restrainers 5, 4, 3, 2, 1 and drivers the same, all agreed but the third of each."""
    for side in ("restrainer", "driver"):
        for place, item in enumerate(ids(session, side)):
            for sheet in range(1, 11):
                score = 5 - place if place != 2 else (1 if sheet < 6 else 5)
                session.scores.set("change", name, sheet, item, score)
    session.scores.reveal("change", name)


# -- the change ------------------------------------------------------------------------------------------------------


def test_the_change_is_typed_in_two_lines_and_the_room_reads_it(field_desk: Any, field: Session) -> None:
    field.forces.set_change("", "")
    field_desk.go("change", "agree")
    field_desk.type("every team alone\none shared rota\n")
    assert forces.change(field.data) == ("every team alone", "one shared rota")
    part = cast(ForceFieldView, audience.view(field).part)
    assert (part.now, part.wanted) == ("every team alone", "one shared rota")


def test_thumbs_are_counted_by_digits_and_a_thumb_down_asks_for_other_words(
    field_desk: Any, field: Session
) -> None:
    field_desk.go("change", "agree")
    panel(field_desk, ChangePanel).thumbs[0].setFocus()
    field_desk.type("8\n1\n1")
    assert field.data.value("change", "thumbs") == {"up": 8, "side": 1, "down": 1}
    assert "One thumb is down. What would the sentence need?" in field_desk.words()
    assert "10 of 10 thumbs" in field_desk.words()
    field_desk.press(Qt.Key.Key_Backspace)
    assert "Everybody can live with it." in field_desk.words()


def test_half_a_sentence_survives_leaving_the_stage(field_desk: Any, field: Session) -> None:
    field.forces.set_change("", "")
    field_desk.go("change", "agree")
    field_desk.type("every te")
    field.course.keep_draft("change/now", "every te")
    field_desk.go("picture", "picture")
    field_desk.go("change", "agree")
    assert panel(field_desk, ChangePanel).now.text() == "every te"


def test_both_questions_at_once_leave_out_the_second_phase_of_writing(
    field_desk: Any, field: Session
) -> None:
    field_desk.go("change", "agree")
    panel(field_desk, ChangePanel).first.chosen.emit("either")
    writing = field.data.method.activity("writing")
    assert writing is not None
    assert [each.id for each in field.course.phases(writing)] == ["solo"]
    panel(field_desk, ChangePanel).first.chosen.emit("restraining")
    assert [each.id for each in field.course.phases(writing)] == ["solo", "solo_second"]


def test_the_scale_stays_once_a_score_is_in_and_says_why(field_desk: Any, field: Session) -> None:
    field_desk.go("change", "agree")
    here = panel(field_desk, ChangePanel)
    here.scale.choose("1-10")
    here.scale.activated.emit(here.scale.currentIndex())
    assert forces.scale(field.data).id == "1-10"
    field.scores.set("change", "strength", 1, ids(field, "driver")[0], 9)
    here.scale.choose("dots")
    here.scale.activated.emit(here.scale.currentIndex())
    assert field_desk.said == ["Scores are in already, so the scale stays. Undo the scores first."]
    assert (forces.scale(field.data).id, here.scale.chosen_id()) == ("1-10", "1-10")


# -- writing ---------------------------------------------------------------------------------------------------------


def test_what_holds_back_is_written_first_and_what_helps_after_it(field_desk: Any, field: Session) -> None:
    field_desk.go("writing", "solo")
    field_desk.type("Nobody has time\n")
    field_desk.go("writing", "solo_second")
    field_desk.type("The board wants it\n")
    assert field.data.notes_in("hinders")[-1].text == "Nobody has time"
    assert field.data.notes_in("helps")[-1].text == "The board wants it"


def test_what_holds_back_is_read_out_first_on_the_desk_and_in_the_room(
    field_desk: Any, field: Session
) -> None:
    field_desk.go("sharing", "share")
    assert field.focus.lane == "hinders"
    field_desk.type("Nobody has time\n")
    assert "Nobody has time" in [note.text for note in field.data.notes_in("hinders")]
    field_desk.go("change", "agree")
    field.forces.set_first("either")
    field_desk.go("sharing", "share")
    assert field.focus.lane == "helps"


def test_a_half_written_note_stays_in_its_lane_when_sharing_begins(field_desk: Any, field: Session) -> None:
    field_desk.go("writing", "solo_second")
    field_desk.type("The board")
    field_desk.go("sharing", "share")
    field_desk.type(" wants it\n")
    assert "The board wants it" in [note.text for note in field.data.notes_in("helps")]


def test_forces_on_a_wall_are_named_and_scored_without_a_note(field_desk: Any, field: Session) -> None:
    everything = (*field.data.notes_in("helps"), *field.data.notes_in("hinders"))
    field.notes.delete([note.id for note in everything])
    field_desk.go("sharing", "cluster")
    assert field_desk.here.command("wall")
    field_desk.type("Nobody has time\n")
    assert [each.title for each in forces.forces(field.data)] == ["Nobody has time"]
    field_desk.go("strength", "strength")
    field_desk.type("5")
    assert [dict(each.choices) for each in field.data.ballots] == [{forces.forces(field.data)[0].id: 5}]


# -- the picture -----------------------------------------------------------------------------------------------------


def test_the_panel_names_what_the_room_should_talk_about(field_desk: Any, field: Session) -> None:
    weigh(field)
    field_desk.go("strength", "strength_talk")
    marked = [each.force.title for each in picture(field).forces if each.differs]
    assert len(marked) == 2
    assert f"Talk about: {' · '.join(marked)}" in field_desk.words()


def test_the_force_the_keyboard_is_on_is_the_one_the_room_looks_at(field_desk: Any, field: Session) -> None:
    weigh(field)
    field_desk.go("picture", "picture")
    field_desk.press(Qt.Key.Key_Down)
    assert field.focus.group_id == picture(field).drivers[1].force.id
    field_desk.press(Qt.Key.Key_Right)
    assert field.focus.group_id == picture(field).restrainers[1].force.id
    spot = panel(field_desk, PicturePanel).picture.accessibleName()
    assert spot == f"Holds back: {picture(field).restrainers[1].force.title}, 4"


def test_without_reveal_the_panel_says_where_to_go(field_desk: Any) -> None:
    field_desk.go("picture", "picture")
    assert "Nothing is shown yet. Go back to the scores and reveal them." in field_desk.words()


@pytest.mark.parametrize(
    "place",
    [("picture", "picture"), ("picture", "links"), ("plan", "plan")],
    ids=["picture", "links", "plan"],
)
def test_without_forces_one_sentence_says_what_to_do(
    field_desk: Any, field: Session, place: tuple[str, str]
) -> None:
    everything = (*field.data.notes_in("helps"), *field.data.notes_in("hinders"))
    field.notes.delete([note.id for note in everything])
    field_desk.go(*place)
    assert "No forces yet. Go back and write them first." in field_desk.words()


def test_an_action_without_a_force_stays_as_it_was_typed(field_desk: Any, field: Session) -> None:
    everything = (*field.data.notes_in("helps"), *field.data.notes_in("hinders"))
    field.notes.delete([note.id for note in everything])
    field_desk.go("plan", "plan")
    field_desk.type("Four hours\n\n\n\n")
    assert field_desk.said == ["No forces yet. Go back and write them first."]
    assert panel(field_desk, PlanPanel).text.text() == "Four hours"


# -- links and priorities --------------------------------------------------------------------------------------------


def test_two_forces_are_linked_and_parted_by_keys(field_desk: Any, field: Session) -> None:
    field_desk.go("picture", "links")
    here = panel(field_desk, LinksPanel)
    assert field_desk.focusWidget() is here.one
    field_desk.press(Qt.Key.Key_Down)
    field_desk.press(Qt.Key.Key_Tab)
    field_desk.press(Qt.Key.Key_Down)
    field_desk.press(Qt.Key.Key_Tab)
    field_desk.press(Qt.Key.Key_Space)
    found = forces.forces(field.data)
    # The second one begins across the middle, where a pair is looked for.
    other = next(each for each in found if each.id == ids(field, "restrainer")[1])
    assert picture(field).links == ((found[1].id, other.id),)
    field_desk.button(f"Part {found[1].title} and {other.title}").click()
    assert picture(field).links == ()


def test_a_force_is_not_linked_with_itself(field_desk: Any, field: Session) -> None:
    field_desk.go("picture", "links")
    here = panel(field_desk, LinksPanel)
    here.other.choose(here.one.chosen_id())
    here.join.click()
    assert field_desk.said == ["A link is between two forces. Choose another one."]


def test_priorities_are_strength_times_change_with_brakes_first_where_level(
    field_desk: Any, field: Session
) -> None:
    weigh(field)
    weigh(field, "changeability")
    field_desk.go("changeability", "changeability_talk")
    shown = [each.force.id for each in picture(field).by_priority()]
    assert shown[:2] == [ids(field, "restrainer")[0], ids(field, "driver")[0]]
    here = panel(field_desk, PriorityPanel).list
    assert [spot.id for spot in here.page.spots] == shown
    assert "5 × 5" in [mark.text for mark in here.page.marks]
    field_desk.press(Qt.Key.Key_Down)
    driver = picture(field).drivers[0].force.title
    assert here.accessibleName() == f"2: {driver}, Helps, 5 × 5 is 25"


@pytest.mark.parametrize("scored", ["strength", "changeability"])
def test_scores_are_covered_again_from_where_they_are_talked_about(
    field_desk: Any, field: Session, scored: str
) -> None:
    """The desk goes back to where they are given, and the room sees none."""
    weigh(field)
    weigh(field, "changeability")
    field_desk.go(scored, f"{scored}_talk")
    field_desk.button("Cover them again").click()
    assert field.place.phase == scored
    assert scored not in picture(field).shown


# -- the plan --------------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(field_desk: Any, field: Session) -> PlanPanel:
    weigh(field)
    field_desk.go("plan", "plan")
    return cast(PlanPanel, panel(field_desk, PlanPanel))


def test_an_action_is_planned_with_enter_from_field_to_field(
    field_desk: Any, field: Session, plan: PlanPanel
) -> None:
    brake = ids(field, "restrainer")[0]
    plan.force.choose(brake)
    field_desk.type("Four hours a month\nMira\n+7\n2\n")
    (item,) = picture(field).plan
    assert (item.action.text, item.action.owner) == ("Four hours a month", "Mira")
    assert item.action.due == (date.today() + timedelta(days=7)).isoformat()
    assert (item.force_id, item.way, item.expected) == (brake, "weaken", 2)
    assert field_desk.focusWidget() is plan.text
    assert plan.text.text() == ""
    assert "After the plan: 3 ahead for the change." in field_desk.words()


def test_an_action_needs_no_name_no_date_and_no_expected_score(
    field_desk: Any, field: Session, plan: PlanPanel
) -> None:
    field_desk.type("Four hours a month\n\n\n\n")
    (item,) = picture(field).plan
    assert (item.action.text, item.action.owner, item.action.due, item.expected) == (
        "Four hours a month",
        "",
        None,
        None,
    )


def test_a_driver_brings_the_hint_that_a_brake_comes_first(
    field_desk: Any, field: Session, plan: PlanPanel
) -> None:
    hint = "Pushing harder often makes people push back. Is there a brake we could loosen first?"
    plan.force.choose(ids(field, "restrainer")[0])
    assert hint not in field_desk.words()
    plan.force.choose(ids(field, "driver")[0])
    assert hint in field_desk.words()


def test_an_action_is_changed_in_place_and_taken_out(
    field_desk: Any, field: Session, plan: PlanPanel
) -> None:
    field.forces.plan(ids(field, "restrainer")[0], "Four hours", expected=2)
    row = plan.rows[0]
    row.expected.setFocus()
    field_desk.type("1")
    row.text.setFocus()
    field_desk.type("!")
    row.owner.setFocus()
    field_desk.type("Jonas\n")
    (item,) = picture(field).plan
    assert (item.expected, item.action.owner) == (1, "Jonas")
    assert "!" in item.action.text
    field_desk.button(f"Take out {item.action.text}").click()
    assert picture(field).plan == ()
    field.undo()
    assert len(plan.rows) == 1


def test_walking_through_a_planned_action_changes_nothing(
    field_desk: Any, field: Session, plan: PlanPanel
) -> None:
    field.forces.plan(ids(field, "restrainer")[0], "Four hours", owner="Mira", due="2026-12-10", expected=2)
    plan.rows[0].expected.setFocus()
    for _ in range(5):
        field_desk.press(Qt.Key.Key_Tab)
    assert field.undo_act == "forces.plan"


@pytest.mark.parametrize(
    ("typed", "said"), [("soon", "“soon” is not a date"), ("2026-13-01", "is not a date")]
)
def test_a_date_that_is_none_is_said_and_nothing_is_lost(
    field_desk: Any, field: Session, plan: PlanPanel, typed: str, said: str
) -> None:
    field_desk.type(f"Four hours\nMira\n{typed}\n2\n")
    assert any(said in each for each in field_desk.said)
    assert picture(field).plan == ()
    assert plan.text.text() == "Four hours"


def test_half_a_plan_survives_leaving_the_stage(field_desk: Any, plan: PlanPanel) -> None:
    field_desk.type("Four ho")
    field_desk.go("picture", "picture")
    field_desk.go("plan", "plan")
    assert panel(field_desk, PlanPanel).text.text() == "Four ho"


# -- before and after ------------------------------------------------------------------------------------------------


def test_the_pictures_of_today_and_after_the_plan_stand_one_at_a_time_where_it_is_narrow(
    field_desk: Any, field: Session
) -> None:
    weigh(field)
    field.forces.plan(ids(field, "restrainer")[0], "Four hours", expected=2)
    field_desk.go("plan", "after")
    here = panel(field_desk, AfterPanel)
    assert "Today: Both sides are equal. After the plan: 3 ahead for the change." in field_desk.words()
    assert (here.after.isVisibleTo(field_desk), here.today.isVisibleTo(field_desk)) == (True, False)
    here.which.chosen.emit("today")
    assert (here.after.isVisibleTo(field_desk), here.today.isVisibleTo(field_desk)) == (False, True)
    field_desk.resize(1400, 700)
    QApplication.processEvents()
    assert (here.after.isVisibleTo(field_desk), here.today.isVisibleTo(field_desk)) == (True, True)


def test_without_an_expected_score_the_panel_asks_for_one(field_desk: Any, field: Session) -> None:
    weigh(field)
    field.forces.plan(ids(field, "restrainer")[0], "Four hours")
    field_desk.go("plan", "after")
    assert "No action has an expected score yet. Give it one in the plan." in field_desk.words()


# -- the short form in another workshop ------------------------------------------------------------------------------


def test_ten_minutes_inside_the_community_workshop_run_by_hands_alone(desk: Any, session: Session) -> None:
    at = forces.home(session.data.method)
    assert at is not None
    desk.go(at, "solo")
    session.notes.add_many("supports", ["Leaders ask for it"])
    session.notes.add_many("hinders", ["No time"])
    seen = []
    for _ in range(12):
        phase = session.course.phase
        assert phase is not None
        seen.append(phase.id)
        if phase.id == "strength":
            people = session.data.people_present
            desk.type(f"\n\n\n\n{people}\n{people}\n")
        desk.forward()
        if session.place.activity_id != at:
            break
    assert session.place.activity_id != at
    assert "strength" in seen
    assert [each.figure for each in picture(session).forces] == [5.0, 1.0]


def test_pictures_are_arranged_for_the_room_that_they_have(
    field_desk: Any, field: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of hundreds of forces that takes a while: none is arranged for a width that it only has while it is put in."""
    weigh(field)
    field.notes.add_many("helps", [f"One more {number}" for number in range(40)])
    widths: list[float] = []
    usual = force_picture.force_page

    def force_page(field: forces.ForceField, width: float, height: float, look: Look) -> MarksPage:
        widths.append(width)
        return usual(field, width, height, look)

    monkeypatch.setattr(force_picture, "force_page", force_page)
    field_desk.resize(1400, 700)
    for place, pictures in (("picture", 1), ("plan", 2)):
        QApplication.processEvents()
        widths.clear()
        field_desk.go(place, {"picture": "picture", "plan": "after"}[place])
        shown = panel(field_desk, PicturePanel if place == "picture" else AfterPanel)
        QApplication.processEvents()
        QApplication.processEvents()
        own = {float(each.width()) for each in shown.findChildren(force_picture.ForcePicture)}
        # The bar that scrolls them takes some of it once they are arranged.
        assert all(width - min(own) < 40.0 for width in widths), widths
        assert len(widths) <= 2 * pictures
