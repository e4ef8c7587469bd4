"""The method editor: begin with a copy or empty, change by keyboard, see what is wrong, save, try, hand on."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from facilitator import activities, method_drafts, method_files
from facilitator.errors import EnvironmentFault, UserError
from ui.desk.methods.answers import read_answer, written_answer
from ui.desk.methods.chooser import Begin, MethodChooser
from ui.desk.methods.editor import MethodEditor
from ui.desk.methods.shelf import Kept, MethodShelf
from ui.widgets.check import Check

Open = Callable[..., MethodEditor]


@pytest.fixture
def edit(edit_draft: Open) -> Open:
    """Opens the editor on a draft: an empty one unless another is given."""

    def start(draft: dict[str, Any] | None = None, changes: str = "") -> MethodEditor:
        return edit_draft(method_drafts.empty("A method of ours") if draft is None else draft, changes)

    return start


def field(editor: MethodEditor, *place: str | int) -> QLineEdit:
    """The line of text at a place of the part that is shown."""
    assert editor._form is not None
    found = editor._form.fields[place]
    assert isinstance(found, QLineEdit)
    return found


def test_an_empty_method_is_in_order_from_the_beginning(edit: Open) -> None:
    """Nobody begins with a mistake."""
    editor = edit()
    assert editor.save_button.isEnabled()
    assert editor.list.count() == 5


def test_title_and_length_are_live(edit: Open, qtbot: Any) -> None:
    """Typing a title names the dialog, typing minutes changes the length of the whole."""
    editor = edit()
    line = field(editor, "title")
    line.selectAll()
    qtbot.keyClicks(line, "Friday talk")
    editor.check()
    assert "Friday talk" in editor.windowTitle()
    before = method_drafts.total(editor.draft)
    editor.list.setCurrentRow(1)
    minutes = field(editor, "activities", 0, "phases", 0, "minutes")
    was = float(minutes.text())
    minutes.selectAll()
    qtbot.keyClicks(minutes, "30")
    assert method_drafts.total(editor.draft) == before - was + 30
    assert editor.draft["minutes"] == before - was + 30


def test_the_file_name_follows_the_title_until_somebody_chooses_one(edit: Open, qtbot: Any) -> None:
    """A new method is not called after the words it began with; one's own choice, and a saved one, stay."""
    editor = edit()
    line = field(editor, "title")
    line.selectAll()
    qtbot.keyClicks(line, "Friday hour")
    assert editor.draft["id"] == field(editor, "id").text() == "friday-hour"
    name = field(editor, "id")
    name.selectAll()
    qtbot.keyClicks(name, "fridays")
    qtbot.keyClicks(line, "s")
    assert editor.draft["id"] == "fridays"
    editor.save()
    again = edit(method_drafts.of_method(method_files.load("fridays", editor._shelf.folder)), "fridays")
    qtbot.keyClicks(field(again, "title"), "!")
    assert again.draft["id"] == "fridays"


def test_a_title_is_typed_while_there_is_no_file_name(edit: Open, qtbot: Any) -> None:
    """Who empties the file name first, and then goes on with the title, is told that a name is missing; no more."""
    editor = edit()
    name = field(editor, "id")
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    assert "id" not in editor.draft
    line = field(editor, "title")
    line.selectAll()
    qtbot.keyClicks(line, "Friday hour")
    assert editor.draft["title"] == "Friday hour"
    assert name.text() == ""
    editor.check()
    assert not editor.save_button.isEnabled()


def test_the_minutes_in_the_list_add_up_to_what_stands_below(edit: Open) -> None:
    """What only a session that follows has is marked, and told apart below; without it nothing is said of that."""
    editor = edit(method_drafts.copied(method_files.load("community-retrospective"), "Ours"))
    rows = [editor.list.item(row).text() for row in range(1, editor.list.count() - 1)]
    minutes = [re.findall(r"(\+?)(\d+) min$", each)[0] for each in rows]
    usual = sum(int(figure) for more, figure in minutes if not more)
    more = sum(int(figure) for more, figure in minutes if more)
    assert editor.length.text() == f"In all: {usual} min"
    assert more > 0
    assert not editor.later.isHidden()
    assert editor.later.text() == f"+{more} min in a session that follows"
    assert edit().later.isHidden()


def test_a_mistake_is_said_and_shown(edit: Open, qtbot: Any) -> None:
    """Part and field are named as the editor names them; a button leads there, and nothing can be saved meanwhile."""
    editor = edit()
    editor.list.setCurrentRow(2)
    minutes = field(editor, "activities", 1, "phases", 0, "minutes")
    minutes.selectAll()
    qtbot.keyClicks(minutes, "soon")
    editor.check()
    assert editor.state.text().startswith("“Notes”, Solo, minutes: must be minutes")
    assert not editor.save_button.isEnabled()
    editor.list.setCurrentRow(0)
    editor.go_to_mistake()
    assert editor.list.currentRow() == 2
    assert editor.focusWidget() is field(editor, "activities", 1, "phases", 0, "minutes")


def _shown(edit: Open, place: method_drafts.Place, value: Any) -> str:
    return edit(method_drafts.with_value(method_drafts.empty("Ours"), place, value)).state.text()


def test_mistakes_speak_of_fields_and_not_of_a_file(edit: Open) -> None:
    """Who makes a method on the desk never sees its file: no brackets, no quotation marks, no keys."""
    assert _shown(edit, ("activities", 1, "title"), None) == "activity 2, Title: nothing stands here yet."
    assert _shown(edit, ("title",), "") == "The method, Title: nothing stands here yet."
    lane = _shown(edit, ("activities", 1, "lanes", 0, "title"), None)
    assert (
        lane == "“Notes”, Lanes: the questions that notes answer, number 1, Title: nothing stands here yet."
    )
    votes = method_drafts.with_entry(
        method_drafts.empty("Ours"), ("activities",), 1, method_drafts.new_activity({}, "dot_vote")
    )
    votes = method_drafts.with_value(votes, ("activities", 1, "settings", "budget"), "many")
    assert edit(votes).state.text().startswith("“Vote”, Votes each: must be ")


def test_too_long_is_said_where_it_is_too_long(edit: Open) -> None:
    """A timebox beyond a day leads to its own field; many that are too long together are told as such."""
    editor = edit()
    place = ("activities", 1, "phases", 0, "minutes")
    editor.change(place, 99_999.0)
    editor.check()
    assert editor.state.text().startswith("“Notes”, Solo, minutes: must be minutes")
    editor.go_to_mistake()
    assert editor.focusWidget() is field(editor, *place)
    editor.change(place, 1_400.0)
    editor.change(("activities", 1, "phases", 1, "minutes"), 100.0)
    editor.check()
    assert editor.state.text() == "All of it takes 25 h 17 min, and a day is the most."
    assert not editor.save_button.isEnabled()
    editor.undo()
    assert editor.save_button.isEnabled()


def test_activities_are_moved_and_taken_out_by_keys(edit: Open, qtbot: Any) -> None:
    """Alt with an arrow moves, Del takes out, undo brings each step back."""
    editor = edit()
    titles = [each["title"] for each in editor.draft["activities"]]
    editor.list.setCurrentRow(1)
    qtbot.keyClick(editor.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each["title"] for each in editor.draft["activities"]] == [titles[1], titles[0], titles[2]]
    assert editor.list.activity == 1
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    assert [each["title"] for each in editor.draft["activities"]] == [titles[1], titles[2]]
    editor.undo()
    editor.undo()
    assert [each["title"] for each in editor.draft["activities"]] == titles


def test_tab_goes_from_the_list_through_the_form_to_the_answers(edit: Open, qtbot: Any) -> None:
    """Also after the form was made anew, for another part or with one more entry."""
    editor = edit()
    for _ in range(2):
        editor.list.setCurrentRow(2)
        QApplication.processEvents()
        editor.list.setFocus()
        for expected in (editor.kind, editor.add, field(editor, "activities", 1, "title")):
            qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Tab)
            assert editor.focusWidget() is expected
        seen = []
        while editor.focusWidget() is not editor.list and len(seen) < 200:
            seen.append(editor.focusWidget())
            qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        assert seen[-4:] == [editor._after_form[2], editor.file, editor.try_it, editor.save_button]
        editor.add_activity("closing")


def test_enter_goes_on_and_saves_only_at_the_answers(edit: Open, qtbot: Any) -> None:
    """Enter opens the part that is chosen, goes from field to field, and adds the kind that is chosen."""
    editor = edit()
    editor.list.setCurrentRow(2)
    QApplication.processEvents()
    editor.list.setFocus()
    qtbot.keyClick(editor.list, Qt.Key.Key_Return)
    title = field(editor, "activities", 1, "title")
    assert editor.focusWidget() is title
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert editor._form is not None
    assert editor.focusWidget() is editor._form.fields["activities", 1, "purpose"]
    editor.kind.setFocus()
    qtbot.keyClick(editor.kind, Qt.Key.Key_Return)
    assert editor.list.activities == 4
    assert editor.saved is None
    editor.save_button.setFocus()
    qtbot.keyClick(editor.save_button, Qt.Key.Key_Return)
    assert editor.saved is not None


def test_a_field_is_seen_whole_when_tab_comes_to_it_and_while_it_grows(edit: Open, qtbot: Any) -> None:
    """Nobody types into the half of a field that is below the edge."""
    editor = edit()
    editor.resize(1000, 560)
    editor.list.setCurrentRow(2)
    QApplication.processEvents()
    editor._fold(("activities", 1, "lanes", 0))
    QApplication.processEvents()
    place = ("activities", 1, "lanes", 0, "prompts")
    assert editor._form is not None
    area = editor._form.fields[place]

    def whole() -> bool:
        return bool(area.visibleRegion().boundingRect() == area.rect())

    field(editor, "activities", 1, "title").setFocus()
    editor._view.verticalScrollBar().setValue(0)
    assert not whole()
    while editor.focusWidget() is not area:
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitUntil(whole)
    for line in ("first", "second", "third", "fourth"):
        qtbot.keyClicks(area, line)
        qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: area.height() > 90)
    qtbot.waitUntil(whole)


def test_nothing_reaches_beyond_the_edge_in_a_small_window(edit: Open, qtbot: Any) -> None:
    """At 200 % on a laptop every field of every part is whole, however long a source is called."""
    draft = method_drafts.copied(method_files.load("cop-bootstrap"), "Ours")
    draft["references"][0]["title"] = "A title as long as titles can get. " * 4
    editor = edit(draft)
    editor.resize(912, 492)
    for row in range(editor.list.count()):
        editor.list.setCurrentRow(row)
        qtbot.wait(20)
        inside = editor._view.widget()
        assert inside is not None
        assert inside.width() <= editor._view.viewport().width(), editor.list.item(row).text()


@pytest.mark.parametrize("kind", activities.kind_names())
def test_every_kind_can_be_added_and_shown(edit: Open, kind: str) -> None:
    """A new activity of each kind is whole, has a form, and keeps the method usable."""
    editor = edit()
    editor.list.setCurrentRow(1)
    editor.add_activity(kind)
    assert editor.list.activity == 1
    assert editor.draft["activities"][1]["kind"] == kind
    assert editor.save_button.isEnabled(), editor.state.text()
    assert editor._form is not None
    assert ("activities", 1, "title") in editor._form.fields


def test_phases_are_called_by_words_and_not_by_their_keys(edit: Open) -> None:
    """Nobody has to know what a key stands for to switch a phase on."""
    editor = edit()
    editor.list.setCurrentRow(3)
    assert editor._form is not None
    names = [each.text() for each in editor._form.findChildren(Check)]
    assert {"Worth the time?", "One word", "Raised hands"} <= set(names)


def test_entries_of_a_list_are_added_moved_and_taken_out(edit: Open) -> None:
    """A lane more, up, and out again; its short name is its own."""
    editor = edit()
    editor.list.setCurrentRow(2)
    place = ("activities", 1, "lanes")
    form = editor._form
    assert form is not None
    form.fields[place].click()  # type: ignore[attr-defined]
    lanes = editor.draft["activities"][1]["lanes"]
    assert len({each["id"] for each in lanes}) == len(lanes) == 2
    assert editor.save_button.isEnabled(), editor.state.text()
    form = editor._form
    assert form is not None
    form.moved.emit(place, 1, 0)
    assert editor.draft["activities"][1]["lanes"][0]["id"] == lanes[1]["id"]
    form = editor._form
    assert form is not None
    form.removed.emit(place, 0)
    assert editor.draft["activities"][1]["lanes"] == [lanes[0]]


def test_a_draft_is_kept_when_it_is_closed_half_way(edit: Open, shelf: MethodShelf, qtbot: Any) -> None:
    """Whatever was typed last is on the disk, and no method appears by itself."""
    editor = edit()
    line = field(editor, "title")
    line.selectAll()
    qtbot.keyClicks(line, "Half a thought")
    editor.reject()
    assert [each.draft["title"] for each in shelf.drafts().values()] == ["Half a thought"]
    assert shelf.own() == []


def test_looking_only_leaves_no_draft(edit: Open, shelf: MethodShelf) -> None:
    """Who opens the editor and closes it has changed nothing."""
    edit().reject()
    assert shelf.drafts() == {}


def test_what_was_undone_last_is_what_is_kept(edit: Open, shelf: MethodShelf) -> None:
    """A draft that is on the disk already follows an undo, also when the editor is closed right after it."""
    editor = edit()
    editor.change(("title",), "A slip")
    editor.keep()
    editor.undo()
    editor.reject()
    assert [each.draft["title"] for each in shelf.drafts().values()] == ["A method of ours"]


def test_a_method_that_cannot_be_taken_away_is_said(
    edit: Open, shelf: MethodShelf, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under its new name it is saved; the dialog says what the disk refused, and can be closed."""
    edit().save()
    editor = edit(
        method_drafts.of_method(method_files.load("a-method-of-ours", shelf.folder)), "a-method-of-ours"
    )
    editor.change(("id",), "ours")

    def refuse(_id: str) -> None:
        raise EnvironmentFault("The method cannot be deleted (Read-only file system).")

    monkeypatch.setattr(shelf, "remove", refuse)
    answers.next.append("remove")
    editor.save()
    assert "cannot be deleted" in editor.state.text()
    assert sorted(each.id for each in shelf.own()) == ["a-method-of-ours", "ours"]
    editor.save()
    assert editor.saved is not None


def test_saved_it_is_a_method_and_no_draft(edit: Open, shelf: MethodShelf) -> None:
    """It is found like every other method, and the draft is gone."""
    editor = edit()
    editor.keep()
    editor.save()
    assert editor.saved is not None
    assert [each.id for each in shelf.own()] == ["a-method-of-ours"]
    assert shelf.drafts() == {}
    assert method_files.load("a-method-of-ours", shelf.folder) == editor.saved


def test_another_method_is_replaced_only_when_asked(edit: Open, shelf: MethodShelf, answers: Any) -> None:
    """A file name that is taken asks; a method that comes along is never replaced."""
    edit().save()
    second = edit()
    answers.next.append("no")
    second.save()
    assert second.saved is None
    answers.next.append("yes")
    second.save()
    assert second.saved is not None
    shipped = method_files.load("cop-bootstrap")
    with pytest.raises(UserError, match="comes with Facilitator"):
        shelf.save(shipped, replace=True)


def test_a_copy_of_every_method_is_shown_and_saved(edit: Open, shelf: MethodShelf) -> None:
    """Each part of each method has a form, and what is saved is what was copied but for its name."""
    for method in method_files.available():
        editor = edit(method_drafts.copied(method, f"{method.title}, ours", shelf.taken()))
        for row in range(editor.list.count()):
            editor.list.setCurrentRow(row)
        editor.save()
        assert editor.saved is not None, editor.state.text()
        assert editor.saved.activities == method.activities
        assert editor.saved.canvas == method.canvas


def test_what_is_handed_on_comes_in_again(
    edit: Open, shelf: MethodShelf, answers: Any, tmp_path: Path
) -> None:
    """One file, checked like every other when it is read."""
    path = tmp_path / "sent.toml"
    editor = edit()
    answers.next.append(path)
    editor.export()
    assert method_files.read_file(path) == editor._checked.method


def test_the_chooser_offers_drafts_own_methods_and_copies(
    qtbot: Any, styled: Any, answers: Any, shelf: MethodShelf
) -> None:
    """Each once, drafts first; a draft is deleted after a question only."""
    shelf.keep("one", Kept(method_drafts.empty("Half a thought"), ""))
    chooser = MethodChooser(shelf, answers)
    qtbot.addWidget(chooser)
    assert chooser._chosen == Begin("draft", "one")
    answers.next += ["no", "yes"]
    chooser.delete.click()
    assert shelf.drafts()
    chooser.delete.click()
    assert shelf.drafts() == {}
    assert chooser._chosen == Begin("empty")
    chooser.choose(Begin("copy", "lean-coffee"))
    chooser.go.click()
    assert chooser.begin == Begin("copy", "lean-coffee")


def test_drafts_of_the_same_title_are_told_apart(
    qtbot: Any, styled: Any, answers: Any, shelf: MethodShelf
) -> None:
    """By what they are and by when they were kept last."""
    for key, changes in (("new", ""), ("changing", "ours")):
        shelf.keep(key, Kept(method_drafts.empty("Friday hour"), changes))
    os.utime(shelf.folder / "drafts" / "new.json", (1_700_000_000, 1_700_000_000))
    chooser = MethodChooser(shelf, answers)
    qtbot.addWidget(chooser)
    rows = {chooser.list.item(row).text() for row in range(2)}
    changed = next(each for each in rows if "changing" in each)
    assert changed.startswith("Friday hour: go on changing it, today ")
    assert rows - {changed} == {"Friday hour: go on with the draft, 14 Nov 2023"}


def test_a_broken_draft_is_left_alone(shelf: MethodShelf) -> None:
    """What cannot be read is no reason to show nothing."""
    shelf.keep("good", Kept(method_drafts.empty("Good"), ""))
    (shelf.folder / "drafts" / "bad.json").write_text("{", encoding="utf-8")
    (shelf.folder / "drafts" / "odd.json").write_text("[1]", encoding="utf-8")
    assert list(shelf.drafts()) == ["good"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("texts", ["one", "two"]),
        ("texts", ["rule\nwhat it means", "other\nmeaning"]),
        ("ids", ["a", "b"]),
        ("numbers", [1.0, 2.5]),
        ("words", {"1": "never", "5": "always"}),
        ("number", 7.5),
        ("whole", 3),
        ("line", "plain"),
    ],
)
def test_an_answer_is_read_as_it_was_written(kind: str, value: Any) -> None:
    """Opening a field and typing nothing else changes nothing."""
    several = isinstance(value, list) and any("\n" in str(each) for each in value)
    assert read_answer(kind, written_answer(kind, value), paragraphs=several) == value


def test_an_activity_is_dragged_to_another_place(edit: Open) -> None:
    """A row that was dropped elsewhere is an activity moved; nothing leaves its own end of the list."""
    editor = edit()
    titles = [each["title"] for each in editor.draft["activities"]]
    model = editor.list.model()
    model.moveRow(QModelIndex(), 1, QModelIndex(), 3)
    assert [each["title"] for each in editor.draft["activities"]] == [titles[1], titles[0], titles[2]]
    model.moveRow(QModelIndex(), 3, QModelIndex(), 0)
    assert [each["title"] for each in editor.draft["activities"]] == [titles[2], titles[1], titles[0]]
    assert editor.list.item(0).text() == "The method"
    assert editor.list.item(4).text() == "Canvas"


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"title": 7, "people": "x", "canvas": 3, "activities": 5, "after": {"a": 1}, "minutes": "long"},
        {"activities": [{"kind": 5}, {"kind": "form", "settings": {"fields": "x", "rows": [1, {}]}}]},
        {"activities": [{"kind": "brainstorm", "lanes": [3, {"id": 1}], "phases": [{"minutes": True}, "x"]}]},
        {"activities": [{"kind": "rating", "settings": {"scales": [{"words": 3}], "items": {"a": 1}}}]},
    ],
)
def test_a_spoiled_draft_is_shown_with_its_first_mistake(edit: Open, draft: dict[str, Any]) -> None:
    """A file that something else wrote over opens all the same, and each part can be looked at."""
    editor = edit(draft)
    for row in range(editor.list.count()):
        editor.list.setCurrentRow(row)
    assert not editor.save_button.isEnabled()
    assert editor.state.text()
    editor.go_to_mistake()
    editor.reject()


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400"])
def test_a_number_without_an_end_is_no_number(text: str) -> None:
    """It stays text, so that the check asks for a number and the length of the method can still be told."""
    assert read_answer("number", text) == text
    draft = method_drafts.empty("Ours")
    for value in (text, float(text)):
        wrong = method_drafts.with_value(draft, ("activities", 0, "phases", 0, "minutes"), value)
        assert method_drafts.checked(wrong).method is None
        assert method_drafts.total(wrong) < method_drafts.total(draft)


def test_a_form_is_made_where_it_stays(edit: Open, qtbot: Any) -> None:
    """A form with many fields opens at once: none of it is moved with fields inside, to be styled anew."""
    editor = edit(method_drafts.copied(method_files.load("cope"), "Ours"))
    editor.list.setCurrentRow(4)
    assert editor._form is not None
    for place in [each for each in editor._form.fields if isinstance(each[-1], int)][:4]:
        editor._fold(place)
    moved: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.ParentChange and len(watched.findChildren(QLineEdit)) > 1:
                moved.append(type(watched).__name__)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    try:
        editor._show_part()
    finally:
        QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert len(editor._form.fields) > 40
    assert moved == []
