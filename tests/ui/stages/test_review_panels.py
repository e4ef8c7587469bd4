"""Forms, questions, ideas and commitments of a postmortem on the desk, by keys."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import commitments, forms, method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.review.commit_panel import CommitPanel
from ui.desk.review.form_fields import FormField
from ui.desk.review.form_panel import FormPanel
from ui.desk.review.idea_row import IdeaRow
from ui.desk.review.questions_panel import QuestionsPanel
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.lines import DraftLine
from ui.widgets.select import Select


@pytest.fixture
def session() -> Session:
    """A postmortem in its meeting."""
    made = rehearse(method_files.load("postmortem"))
    made.timeline.set_incident(zone="UTC", began="2026-03-02T13:27:00Z", severity="Sev-2")
    made.course.start()
    return made


def shown(desk: Any, kind: type) -> Any:
    QApplication.processEvents()
    return next(each for each in desk.findChildren(kind) if each.isVisibleTo(desk))


def written(session: Session, field: str) -> object:
    form = next(each for each in forms.forms_of(session.data) if each.activity_id == "impact")
    return next(each.value for each in form.fields if each.spec.id == field)


def field(desk: Any, name: str) -> FormField:
    panel: FormPanel = shown(desk, FormPanel)
    return panel.fields[name]


def test_what_does_not_fit_a_field_is_said_below_it_and_stays_until_it_does(
    desk: Any, session: Session
) -> None:
    """A wrong number is marked where it stands: no message that outlives it, nothing typed lost."""
    desk.go("impact")
    customers = field(desk, "customers")
    customers.input.setFocus()
    desk.type("many\n")
    assert customers.input.property("wrong")
    assert "many" in customers._mistake.text()
    assert not customers._mistake.isHidden()
    assert desk.said == []
    session.forms.set_field("impact", "function", "Search")
    QApplication.processEvents()
    assert customers.typed() == "many"
    assert isinstance(customers.input, DraftLine)
    customers.input.setFocus()
    customers.input.selectAll()
    desk.type("1,240\n")
    assert written(session, "customers") == 1240
    assert not customers.input.property("wrong")
    assert customers._mistake.isHidden()


@pytest.mark.parametrize("stored", ["", "1240"])
def test_what_did_not_fit_can_be_taken_out_again(desk: Any, session: Session, stored: str) -> None:
    """A field that says again what is stored is no longer marked, and Enter goes on from it."""
    session.forms.set_field("impact", "customers", stored)
    desk.go("impact")
    customers = field(desk, "customers")
    customers.input.setFocus()
    assert isinstance(customers.input, DraftLine)
    customers.input.selectAll()
    desk.type("many\n")
    assert customers.input.hasFocus()
    customers.input.selectAll()
    desk.press(Qt.Key.Key_Delete)
    desk.type(f"{stored}\n")
    assert not customers.input.property("wrong")
    assert customers._mistake.isHidden()
    assert not customers.input.hasFocus()


def test_a_long_text_takes_lines_of_its_own_by_keys_and_by_paste(desk: Any, session: Session) -> None:
    """An agreement in a few lines, a message in paragraphs: typed and pasted as they are meant."""
    desk.go("impact")
    how = field(desk, "how")
    how.input.setFocus()
    desk.type("Slow at first")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.type("then nothing at all.\n")
    assert written(session, "how") == "Slow at first\nthen nothing at all."
    QGuiApplication.clipboard().setText("The first half.\n\nThe second half.")
    stopped = field(desk, "resolution")
    assert isinstance(stopped.input, DraftText)
    stopped.input.setFocus()
    stopped.input.paste()
    desk.press(Qt.Key.Key_Return)
    assert written(session, "resolution") == "The first half.\n\nThe second half."


def test_the_line_that_is_typed_in_stays_in_sight_when_the_list_above_it_grows(desk: Any) -> None:
    """Questions of one's own go into a deck far above: the line for the next one is not pushed out of the stage."""
    desk.go("analysis", "ask")
    panel: QuestionsPanel = shown(desk, QuestionsPanel)
    panel.own.setFocus()
    for number in range(4):
        desk.type(f"What did tool {number} show?\n")
        QApplication.processEvents()
        assert panel.own.visibleRegion().boundingRect().height() == panel.own.height()


def test_enter_goes_on_from_a_choice_as_from_any_field(desk: Any, session: Session) -> None:
    """The arrows choose; Enter on the closed list is the next field, and what is typed then stands there."""
    desk.go("impact")
    panel: FormPanel = shown(desk, FormPanel)
    panel.add_row("severities")
    QApplication.processEvents()
    row = panel.lists["severities"][0]
    choice, after = row.fields[0].input, row.fields[1].input
    assert isinstance(choice, Select)
    choice.setFocus()
    desk.press(Qt.Key.Key_Down)
    chosen = choice.chosen_id()
    assert chosen
    desk.press(Qt.Key.Key_Return)
    assert after.hasFocus()
    desk.type("typed on")
    assert row.fields[1].typed() == "typed on"
    assert choice.chosen_id() == chosen


def test_a_choice_opens_with_all_its_lines(desk: Any) -> None:
    """No line is cut and none has to be scrolled to, as long as they are few."""
    desk.go("impact")
    panel: FormPanel = shown(desk, FormPanel)
    panel.add_row("severities")
    QApplication.processEvents()
    select = panel.lists["severities"][0].fields[0].input
    assert isinstance(select, Select)
    select.showPopup()
    QApplication.processEvents()
    view = select.view()
    try:
        last = view.visualRect(select.model().index(select.count() - 1, 0))
        assert view.viewport().rect().contains(last)
    finally:
        select.hidePopup()


def test_the_ideas_stand_below_the_commitments_to_choose_from(desk: Any, session: Session) -> None:
    """Who commits sees what there is to choose from; what is taken leaves the list."""
    for text in ("Show the state of checks", "Alert on a check that is off"):
        session.notes.add("ideas", text)
    desk.go("actions", "commit")
    panel: CommitPanel = shown(desk, CommitPanel)
    rows = [each for each in panel.findChildren(IdeaRow) if each.isVisibleTo(panel)]
    assert len(rows) == 2
    desk.button("We do this: Alert on a check that is off").click()
    found = commitments.commitments(session.data)
    assert found is not None
    assert [each.action.text for each in found.commitments] == ["Alert on a check that is off"]
    assert found.commitments[0].idea_id
    QApplication.processEvents()
    rows = [each for each in panel.findChildren(IdeaRow) if each.isVisibleTo(panel)]
    assert len(rows) == 1


def test_after_an_idea_is_taken_the_keyboard_is_at_its_name(desk: Any, session: Session) -> None:
    """What is said next is who does it: typed at once, it is no action of its own."""
    session.notes.add("ideas", "Show the state of checks")
    desk.go("actions", "commit")
    desk.button("We do this: Show the state of checks").click()
    QApplication.processEvents()
    desk.type("Dana\n")
    found = commitments.commitments(session.data)
    assert found is not None
    assert [(each.action.text, each.action.owner) for each in found.commitments] == [
        ("Show the state of checks", "Dana")
    ]


def test_what_was_parked_can_still_be_taken_while_the_room_commits(desk: Any, session: Session) -> None:
    """Nobody made ideas of it in time: it is not out of sight when it is decided what will be done."""
    session.parking.park("Alert on a check that is off")
    desk.go("actions", "commit")
    desk.button("Make it an idea: Alert on a check that is off").click()
    desk.button("We do this: Alert on a check that is off").click()
    found = commitments.commitments(session.data)
    assert found is not None
    assert [each.action.text for each in found.commitments] == ["Alert on a check that is off"]
    assert found.parked == ()


def test_tab_after_the_last_field_keeps_the_promise_that_was_typed(desk: Any, session: Session) -> None:
    """Enter or Tab: what somebody promised aloud does not stay behind in the line for the next one."""
    desk.go("actions", "commit")
    desk.type("Remove the second switch")
    desk.press(Qt.Key.Key_Tab)
    desk.type("Dana")
    desk.press(Qt.Key.Key_Tab)
    desk.type("2026-12-01")
    desk.press(Qt.Key.Key_Tab)
    found = commitments.commitments(session.data)
    assert found is not None
    assert [(each.action.text, each.action.owner, each.action.due) for each in found.commitments] == [
        ("Remove the second switch", "Dana", "2026-12-01")
    ]
    panel: CommitPanel = shown(desk, CommitPanel)
    assert panel.text.hasFocus(), "the next one can be typed at once"
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Tab)
    assert not panel.next.isAncestorOf(QApplication.focusWidget()), "an empty line lets the keyboard go on"


def test_what_makes_a_promise_is_read_whole_under_its_name(desk: Any, session: Session) -> None:
    """Four filled fields tell each other apart, and a long sentence is not cut after five words."""
    done = "A basket that is emptied in the test shop pages somebody within five minutes"
    session.commitments.commit("Add an alert", owner="Dana", done_when=done, scope="All four shops")
    desk.go("actions", "commit")
    panel: CommitPanel = shown(desk, CommitPanel)
    words = desk.words()
    for name in ("Done when", "Only for", "Works on", "Priority"):
        assert name in words
    field = panel.rows[0].done_when
    assert field.text() == done
    assert field.visible_lines() > 1
    field.setFocus()
    field.selectAll()
    desk.type("It pages within five minutes")
    desk.press(Qt.Key.Key_Tab)
    found = commitments.commitments(session.data)
    assert found is not None
    assert found.commitments[0].done_when == "It pages within five minutes"


def test_the_question_for_a_date_says_what_the_severity_asks_for(desk: Any, session: Session) -> None:
    """Thirty days for a Sev-2 by the usual rules: nobody has to look them up."""
    session.commitments.commit("Remove the second switch", owner="Dana")
    desk.go("actions", "commit")
    panel: CommitPanel = shown(desk, CommitPanel)
    action = panel.rows[0].commitment.action
    session.commitments.change(action.id, scope="Region B", done_when="One is left")
    QApplication.processEvents()
    assert "at the latest" in panel.question(panel.rows[0].commitment)


def test_enter_goes_from_field_to_field(desk: Any) -> None:
    """A form is filled without the mouse."""
    desk.go("impact")
    fields = shown(desk, FormPanel).fields
    order = list(fields)
    fields[order[0]].input.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert fields[order[1]].isAncestorOf(desk.focusWidget()) or desk.focusWidget() is fields[order[1]].input


def test_ten_megabytes_are_not_pasted_into_a_field_and_that_is_said(desk: Any) -> None:
    """The window goes on at once; what was in the field stays."""
    desk.go("impact")
    function = field(desk, "function").input
    assert isinstance(function, DraftText)
    function.setFocus()
    desk.type("Search")
    QGuiApplication.clipboard().setText("a line of a log that is far too long\n" * 300_000)
    desk.qtbot.keyClick(function, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert function.text() == "Search"
    assert "100,000 fit here" in function.accessibleDescription()
    QGuiApplication.clipboard().setText(" is slow")
    desk.qtbot.keyClick(function, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert function.text() == "Search is slow"


def test_a_day_of_a_form_may_be_said_from_today(desk: Any, session: Session) -> None:
    """A day is "+2w" or "31 Mar 2027" in every form, as in next steps; anything else is left as it was typed."""
    ahead = (date.today() + timedelta(days=14)).isoformat()
    for typed, said in (("+2w", ahead), ("31 Mar 2027", "2027-03-31"), ("soon", "soon")):
        day = FormField(session, "impact/day", forms.FieldSpec("day", "By", "date"), list)
        desk.layout().addWidget(day)
        heard: list[str] = []
        day.written.connect(heard.append)
        day.input.setText(typed)
        day.keep()
        assert heard == [said]


def test_tab_goes_from_row_to_row_before_the_button_that_adds_one(desk: Any, session: Session) -> None:
    """Also through rows that came later."""
    desk.resize(900, 900)
    desk.go("reading")
    for name in ("Dana", "Eli"):
        row = session.forms.add_row("reading", "responders", None)
        session.forms.set_cell("reading", "responders", row, "person", name)
    panel: FormPanel = shown(desk, FormPanel)
    rows = panel.lists["responders"]
    tops = desk.tops_by_tab(rows[0].fields[0].input, panel._add["responders"])
    assert len(tops) > 2 * len(rows[0].fields)
    assert tops == sorted(tops)


def test_tab_goes_down_from_the_commitments_over_the_ideas_to_who_decides(
    desk: Any, session: Session
) -> None:
    """Though the line for who decides was there first."""
    desk.resize(900, 1200)
    session.notes.add("ideas", "Ring a bell at dusk")
    desk.go("actions", "commit")
    session.commitments.commit("Write down who is told")
    session.commitments.add_leader("Dana")
    QApplication.processEvents()
    panel: CommitPanel = shown(desk, CommitPanel)
    tops = desk.tops_by_tab(panel.text, panel.leader)
    assert len(tops) > 10
    lines = [top // 24 for top in tops]
    assert lines[0] == min(lines)
    assert lines[-1] == max(lines)
    rows = panel.rows[0].mapTo(desk, panel.rows[0].rect().bottomLeft()).y()
    below = [at for at, top in enumerate(tops) if top > rows]
    assert below == list(range(below[0], len(tops)))
    assert tops[below[0] :] == sorted(tops[below[0] :])


def test_tab_goes_over_the_questions_to_the_line_for_one_of_our_own(desk: Any) -> None:
    """The line stands below them, and was there before they were."""
    desk.resize(900, 1600)
    desk.go("analysis", "ask")
    panel: QuestionsPanel = shown(desk, QuestionsPanel)
    tops = desk.tops_by_tab(panel.rows[0].asked, panel.deck)
    assert len(tops) > 2 * len(panel.rows)
    # What stands in one line is not of one height.
    assert all(lower >= upper - 12 for upper, lower in pairwise(tops))
