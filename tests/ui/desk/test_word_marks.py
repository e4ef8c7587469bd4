"""Words that may blame are marked where they are typed: quietly, in words as well as in dots, and on the desk alone."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import delete

from facilitator import audience, method_files
from facilitator.opening import rehearse
from ui.desk.language_watch import LEVEL
from ui.desk.stage import stage_for
from ui.desk.timeline import row_marks
from ui.desk.timeline.row_marks import RowMarks
from ui.desk.word_marks import Mark, WordMarks, marks_of, moved

Key = Qt.Key
_LINE = "14:41 Jun forgot to call. We should have tested the alert"


class Marking:
    """Types into a field of a postmortem that is open, and tells what is marked in it."""

    def __init__(self, desk: Any, qtbot: Any, activity: str, phase: str | None = None) -> None:
        session = rehearse(method_files.load("postmortem"))
        session.people.add(["Jun", "Amara"])
        session.timeline.set_incident(zone="Europe/Berlin", began="2026-03-02T13:27:00Z")
        session.course.go(activity, phase)
        desk.window.open_session(session)
        self.session, self.desk, self.qtbot, self.watch = session, desk, qtbot, desk.page.language
        desk.page.focus_stage()
        found = QApplication.focusWidget()
        assert isinstance(found, QLineEdit | QPlainTextEdit)
        self.field = found

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.field, text)

    def look(self) -> None:
        """Let typing rest."""
        self.watch._rested()
        self.qtbot.waitUntil(lambda: not self.watch.looking, timeout=20_000)

    @property
    def words(self) -> list[str]:
        """The marked words, as they stand in the field."""
        text = self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()
        return [text[each.start : each.end] for each in marks_of(self.field).marks]


@pytest.fixture
def line(open_desk: Any, qtbot: Any) -> Marking:
    """The line in which entries of the timeline are typed."""
    return Marking(open_desk(make_stage=stage_for), qtbot, "timeline")


@pytest.mark.parametrize(
    ("activity", "phase"),
    [
        ("timeline", None),
        ("reading", "show"),
        ("impact", "show"),
        ("analysis", "factors"),
        ("balance", "well"),
        ("actions", "ideas"),
        ("actions", "commit"),
        ("actions", "declined"),
        ("message", "show"),
    ],
)
def test_words_are_marked_wherever_a_postmortem_is_written(
    open_desk: Any, qtbot: Any, activity: str, phase: str | None
) -> None:
    """Anywhere: entries, forms of lines and of texts, factors, what went well, ideas, actions, what is left undone."""
    marking = Marking(open_desk(make_stage=stage_for), qtbot, activity, phase)
    start = "14:41 " if activity == "timeline" else ""
    marking.type(f"{start}Jun forgot to call")
    assert marking.words == []
    marking.look()
    assert marking.words == ["Jun forgot"]


def test_marks_go_along_with_their_words_and_vanish_with_them(line: Marking) -> None:
    """Between two looks a mark never stands under other words."""
    line.type(_LINE)
    line.look()
    before = line.words
    assert before[0] == "Jun forgot"
    assert len(before) == 2
    line.field.setCursorPosition(5)
    line.type(" At noon")
    assert line.words == before
    line.field.setCursorPosition(line.field.text().index("forgot") + 3)
    line.type("x")
    assert line.words == before[1:]
    line.field.clear()
    assert line.words == []


def test_marks_are_told_in_words_as_well(line: Marking) -> None:
    """Whoever sees no dots hears of the words; nothing is said once they are gone."""
    own = line.field.accessibleDescription()
    line.type(_LINE)
    line.look()
    assert "“Jun forgot”" in line.field.accessibleDescription()
    line.field.clear()
    assert line.field.accessibleDescription() == own


def test_what_is_left_or_quiet_is_marked_no_more(line: Marking) -> None:
    """Leave it takes one mark, not in this session all of that rule, in the next look as well."""
    line.type(_LINE)
    line.look()
    first, second = line.words
    line.watch.card.leave.click()
    assert line.words == [second]
    line.look()
    assert line.words == [second]
    line.watch.card.quiet.click()
    assert line.words == []
    line.look()
    assert first not in line.words
    assert line.words == []


@pytest.mark.parametrize(
    ("level", "marked"),
    [("strong", 1), ("soft", 2), ("coach", 3), ("none", 0)],
)
def test_the_level_of_the_settings_holds(line: Marking, desk_settings: Any, level: str, marked: int) -> None:
    """Strong, soft and coach: what is quieter than the setting is neither marked nor shown by itself."""
    desk_settings.keep(LEVEL, level)
    line.type(f"{_LINE}. Just check the panel")
    line.look()
    assert len(line.words) == marked
    assert line.watch.card.isHidden() == (marked == 0)


def test_the_caret_in_a_mark_brings_its_hint(line: Marking) -> None:
    """Which hint belongs to which words is seen by going there."""
    line.type(_LINE)
    line.look()
    line.field.setCursorPosition(_LINE.index("should have") + 4)
    assert line.watch.hint.words in _LINE[_LINE.index("should") - 4 :]
    line.field.setCursorPosition(_LINE.index("forgot"))
    assert line.watch.hint.words == "Jun forgot"


def test_the_dots_lie_under_the_words_of_a_line(line: Marking) -> None:
    """Where the line has scrolled to does not matter."""
    line.type(_LINE)
    line.look()
    found = line.field.findChild(WordMarks)._dots.spans()
    metrics = line.field.fontMetrics()
    lead = metrics.horizontalAdvance("14:41 ")
    wide = metrics.horizontalAdvance("Jun forgot")
    assert found[0].width() == pytest.approx(wide, abs=2)
    before = found[0].left()
    assert before == pytest.approx(lead, abs=20)
    line.field.setFixedWidth(120)
    line.field.setCursorPosition(len(_LINE))
    QApplication.processEvents()
    assert line.field.findChild(WordMarks)._dots.spans()[0].left() < before - 20


def test_a_text_of_several_lines_has_dots_and_keeps_its_undo(open_desk: Any, qtbot: Any) -> None:
    """Marks are no formats of the text: undo takes back what was typed and nothing else."""
    marking = Marking(open_desk(make_stage=stage_for), qtbot, "reading", "show")
    text = marking.field
    assert isinstance(text, QPlainTextEdit)
    marking.type("All is well. Jun forgot to call.")
    marking.look()
    shown = text.extraSelections()
    assert [each.cursor.selectedText() for each in shown] == ["Jun forgot"]
    assert shown[0].format.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    text.setPlainText("All is well. Jun forgot to call. And so on.")
    assert [each.cursor.selectedText() for each in text.extraSelections()] == marking.words == ["Jun forgot"]
    text.clear()
    assert marking.words == []
    marking.type("Jun forgot to call.")
    marking.look()
    text.undo()
    assert text.toPlainText() == ""


def test_in_a_long_text_the_marks_in_sight_are_drawn_wherever_one_scrolls(qtbot: Any) -> None:
    """Hundreds of them cost nothing with each key, and none is missed by whoever reads on."""
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    field.resize(300, 120)
    text = "\n".join(f"Line {number} has a word in it." for number in range(400))
    field.setPlainText(text)
    field.show()
    places = [at for at in range(len(text)) if text.startswith("word", at)]
    marks = marks_of(field)
    marks.show([Mark(at, at + 4, "word", "B4") for at in places])

    def drawn() -> set[int]:
        assert all(each.cursor.selectedText() == "word" for each in field.extraSelections())
        return {each.cursor.blockNumber() for each in field.extraSelections()}

    def in_sight() -> set[int]:
        room = field.viewport().rect()
        first, last = (
            field.cursorForPosition(each).blockNumber() for each in (room.topLeft(), room.bottomLeft())
        )
        return set(range(first, last + 1))

    for share in (0.0, 0.5, 1.0, 0.2):
        field.verticalScrollBar().setValue(round(field.verticalScrollBar().maximum() * share))
        QApplication.processEvents()
        assert in_sight() <= drawn()
        assert len(drawn()) < 60
    field.resize(300, 1200)
    QApplication.processEvents()
    assert in_sight() <= drawn()
    cursor = field.textCursor()
    cursor.setPosition(places[0] - 1)
    cursor.insertText(" other")
    assert len(marks.marks) == len(places)
    assert drawn()
    assert in_sight() <= drawn()


def test_marks_that_a_change_is_far_from_stay_in_their_order() -> None:
    """Letters beside words count where the text was changed, and nowhere else."""
    before = "ab cd ef gh ij"
    marks = [Mark(at, at + 2, before[at : at + 2], "B4") for at in (0, 3, 6, 9, 12)]
    after = "ab cd xx ef gh ij"
    assert moved(marks, before, after) == tuple(
        Mark(at, at + 2, after[at : at + 2], "B4") for at in (0, 3, 9, 12, 15)
    )


def test_entries_in_the_list_are_marked_and_tell_their_hint(line: Marking) -> None:
    """What was entered at speed shows its dots as well; the keyboard on it brings the hint, whose words stay put."""
    for text in ("14:40 . All is well", "14:41 Jun forgot to call"):
        line.type(text)
        line.qtbot.keyClick(line.field, Key.Key_Return)
    view = line.desk.stage.panel.list
    marks = view.findChild(RowMarks)
    marks.look()
    line.qtbot.waitUntil(lambda: bool(view._model.marks), timeout=20_000)
    assert view._model.marks == {"Jun forgot to call": ((0, 10),)}
    spoken = [view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert ["“Jun forgot”" in each for each in spoken] == [False, True]
    line.watch.clear()
    assert line.watch.card.isHidden()
    view.setFocus()
    view.go_to(1)
    assert line.watch.hint.words == "Jun forgot"
    assert line.watch.card.use.isHidden()
    view.go_to(0)
    assert line.watch.card.isHidden()
    view.go_to(1)
    line.watch.card.leave.click()
    assert view._model.marks == {}


def test_a_list_may_go_while_its_words_are_looked_at(line: Marking, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever goes on to the next activity at once meets no fault: the answer comes to nobody."""
    line.type("14:41 Jun forgot to call")
    line.qtbot.keyClick(line.field, Key.Key_Return)
    view = line.desk.stage.panel.list
    marks = view.findChild(RowMarks)
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(
        row_marks.QThreadPool, "globalInstance", lambda: SimpleNamespace(start=waiting.append)
    )
    marks.look()
    delete(marks)
    (seek,) = waiting
    seek()


def test_nothing_of_the_marks_reaches_the_room(line: Marking) -> None:
    """The room's view is the same with and without."""
    line.type(_LINE)
    seen, stored = audience.view(line.session), line.session.data.tables
    line.look()
    assert line.words
    assert audience.view(line.session) == seen
    assert line.session.data.tables == stored


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("ab cd ef", "ab cd ef", ["cd"]),
        ("ab cd ef", "xab cd ef", ["cd"]),
        ("ab cd ef", "ab cdx ef", []),
        ("ab cd ef", "ab xcd ef", []),
        ("ab cd ef", "ab cd, ef", ["cd"]),
        ("ab cd ef", "ab c ef", []),
        ("ab cd ef", "cd ef", ["cd"]),
        ("ab cd ef", "ab cd", ["cd"]),
        ("ab cd ef", "", []),
        ("ab cd ef", "something else", []),
    ],
)
def test_a_mark_follows_its_words(before: str, after: str, kept: list[str]) -> None:
    """Letters before push it on, letters beside or inside take it away."""
    found = moved([Mark(3, 5, "cd", "B4")], before, after)
    assert [after[each.start : each.end] for each in found] == kept
