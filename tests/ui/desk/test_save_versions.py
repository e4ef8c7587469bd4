"""Saving a postmortem: who the file is for, its sections, and what stands for the names before anything is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from exports import formats
from exports.review_words import SECTIONS
from exports.versions import NAMED, VERSIONS
from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.dialogs.replacements import ReplacementsDialog
from ui.desk.dialogs.save_file import SaveFileDialog
from ui.widgets.plain_label import PlainLabel

ALWAYS = "Grace period of the cache was over"


@pytest.fixture
def incident(open_desk: Any, tmp_path: Path) -> Any:
    """The desk with a postmortem of two people, one of them with a name that is a word, and files in a folder."""
    desk = open_desk(files=tmp_path)
    session = rehearse(method_files.load("postmortem"), "Cache of Farid")
    session.people.add(["Farid Haddad"], "Cache expert")
    session.people.add(["Grace Lindqvist"], "On call")
    session.parking.park(ALWAYS)
    session.parking.park("Ask Farid <b>again</b>")
    desk.window.open_session(session)
    desk.session = session
    return desk


@pytest.fixture
def saving(incident: Any) -> Any:
    """What Ctrl+E asks and writes with."""
    return incident.window._session_commands.saving


def shown(desk: Any, qtbot: Any, format_id: str = "pdf") -> SaveFileDialog:
    made = SaveFileDialog(desk.page.desk, format_id, desk.window)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: SaveFileDialog, version: str) -> None:
    dialog.version.setCurrentIndex(dialog.version.findData(version))


def texts(dialog: Any) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(PlainLabel))


def one_after_the_other(*steps: tuple[type, Callable[[Any], None]]) -> None:
    """Let each step happen in the dialog that is open by then, and hold each to its kind."""

    def look(number: int) -> None:
        kind, does = steps[number]
        dialog = QApplication.activeModalWidget()
        if number + 1 < len(steps):
            QTimer.singleShot(0, lambda: look(number + 1))
        try:
            assert isinstance(dialog, kind)
            does(dialog)
        except BaseException:
            if dialog is not None:
                dialog.reject()
            raise

    QTimer.singleShot(0, lambda: look(0))


def test_versions_are_offered_where_a_file_has_them(incident: Any, qtbot: Any) -> None:
    """The usual one is chosen at first; a choice holds for the next kind of file that has it."""
    dialog = shown(incident, qtbot)
    assert [dialog.version.itemData(number) for number in range(dialog.version.count())] == list(VERSIONS)
    assert dialog.version.isVisible()
    assert dialog.options.version == "internal"
    choose(dialog, "pseudonymised")
    dialog.kind.setCurrentIndex(dialog.kind.findData("summary"))
    assert dialog.options.version == "pseudonymised"
    dialog.kind.setCurrentIndex(dialog.kind.findData("json"))
    assert [dialog.version.itemData(number) for number in range(dialog.version.count())] == list(NAMED)
    dialog.kind.setCurrentIndex(dialog.kind.findData("report"))
    assert not dialog.version.isVisible()
    assert dialog.options.version == "internal"


def test_a_file_with_one_version_has_nothing_new_to_choose(open_desk: Any, qtbot: Any) -> None:
    """Every file of the community workshop is asked for as before."""
    desk = open_desk()
    dialog = shown(desk, qtbot)
    for number in range(dialog.kind.count()):
        dialog.kind.setCurrentIndex(number)
        assert not dialog.version.isVisible()
        assert not dialog.sections
        assert not dialog._sections_part.isVisible()
        assert dialog.filled is not None
        assert dialog.filled.words == "Save…"
        assert (dialog.options.version, dialog.options.sections) == ("internal", None)


def test_sections_left_out_are_remembered_for_the_method(incident: Any, qtbot: Any) -> None:
    """A box clicked empty is empty the next time, in this method only; Cancel remembers nothing."""
    dialog = shown(incident, qtbot)
    assert [*dialog.sections] == [*SECTIONS]
    assert [each.text() for each in dialog.sections.values()] == [*SECTIONS.values()]
    assert dialog.options.sections is None
    qtbot.mouseClick(dialog.sections["people"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog.sections["message"], Qt.Key.Key_Space)
    left = tuple(each for each in SECTIONS if each not in ("people", "message"))
    assert dialog.options.sections == left
    dialog.reject()
    again = shown(incident, qtbot)
    assert again.options.sections is None
    again.sections["people"].click()
    assert again.filled is not None
    again.filled.click()
    third = shown(incident, qtbot)
    assert not third.sections["people"].isChecked()
    assert third.options.sections == tuple(each for each in SECTIONS if each != "people")
    assert incident.page.desk.settings.text("sections_left_out_cop-bootstrap", "") == ""


def test_sections_survive_a_look_at_another_file(incident: Any, qtbot: Any) -> None:
    """What was clicked is still so after another kind of file was chosen and taken back."""
    dialog = shown(incident, qtbot)
    dialog.sections["notes"].click()
    dialog.kind.setCurrentIndex(dialog.kind.findData("summary"))
    assert not dialog.sections
    dialog.kind.setCurrentIndex(dialog.kind.findData("pdf"))
    assert not dialog.sections["notes"].isChecked()


def test_a_report_without_any_section_is_not_saved(incident: Any, qtbot: Any) -> None:
    """The dialog says what is missing, and Enter does nothing."""
    dialog = shown(incident, qtbot)
    for each in dialog.sections.values():
        each.click()
    assert "Choose at least one section." in [
        each.text() for each in dialog.findChildren(PlainLabel) if each.isVisible()
    ]
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.sections["actions"].click()
    assert dialog.options.sections == ("actions",)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == SaveFileDialog.DialogCode.Accepted


def test_the_external_version_has_parts_of_its_own(incident: Any, qtbot: Any) -> None:
    """No sections to choose, no list of participants, and no reason to refuse it."""
    dialog = shown(incident, qtbot)
    for each in dialog.sections.values():
        each.click()
    choose(dialog, "external")
    assert not dialog._sections_part.isVisible()
    assert dialog.options.sections is None
    assert dialog.filled is not None
    assert dialog.filled.isEnabled()
    dialog.kind.setCurrentIndex(dialog.kind.findData("md"))
    assert not dialog.names.isVisible()
    choose(dialog, "pseudonymised")
    assert dialog.names.text() == "List the participants by role"


@pytest.mark.parametrize("version", ["pseudonymised", "external"])
def test_replacements_are_seen_before_a_file_is_written(
    incident: Any, saving: Any, qtbot: Any, answers: Any, tmp_path: Path, version: str
) -> None:
    """The list comes before the question where to; the file and the name suggested for it hold no name."""
    answers.next = [tmp_path / "out.md"]
    seen: list[str] = []
    suggested: list[Path] = []
    ask = answers.save_file
    answers.save_file = lambda *given: suggested.append(given[2]) or ask(*given)

    def wish(dialog: SaveFileDialog) -> None:
        choose(dialog, version)
        assert dialog.filled is not None
        assert dialog.filled.words == "See what is replaced…"
        dialog.filled.click()

    def look(dialog: ReplacementsDialog) -> None:
        assert not answers.asked
        seen.append(texts(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    one_after_the_other((SaveFileDialog, wish), (ReplacementsDialog, look))
    with qtbot.waitSignal(saving.done):
        saving.ask("md")
    assert "Farid\n→ Cache expert\ntwice" in seen[0]
    written = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert "Cache expert" in written
    assert "Farid" not in written
    assert suggested == [tmp_path / f"Cache of Cache expert {version}.md"]


def test_back_leads_to_the_choice_again(
    incident: Any, saving: Any, answers: Any, tmp_path: Path, qtbot: Any
) -> None:
    """Back in the list keeps what was chosen; Cancel then leaves everything as it was."""
    chosen: list[str] = []

    def wish(dialog: SaveFileDialog) -> None:
        choose(dialog, "pseudonymised")
        dialog.filled.click()  # type: ignore[union-attr] # it has one

    def again(dialog: SaveFileDialog) -> None:
        chosen.append(dialog.options.version)
        dialog.reject()

    one_after_the_other(
        (SaveFileDialog, wish),
        (ReplacementsDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape)),
        (SaveFileDialog, again),
    )
    saving.ask("pdf")
    assert chosen == ["pseudonymised"]
    assert not answers.asked
    assert not saving.busy


def test_the_internal_version_asks_nothing_more(
    incident: Any, saving: Any, qtbot: Any, answers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is replaced, so nothing is shown; the sections chosen are those of the file."""
    answers.next = [tmp_path / "out.pdf"]
    asked_for: list[formats.Options] = []
    export = formats.export

    def watched(*given: Any, options: formats.Options, **more: Any) -> formats.Report:
        asked_for.append(options)
        return export(*given, options=options, **more)

    monkeypatch.setattr(formats, "export", watched)

    def wish(dialog: SaveFileDialog) -> None:
        dialog.sections["timeline"].click()
        dialog.filled.click()  # type: ignore[union-attr] # it has one

    one_after_the_other((SaveFileDialog, wish))
    with qtbot.waitSignal(saving.done):
        saving.ask("pdf")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    kept = tuple(each for each in SECTIONS if each != "timeline")
    assert asked_for == [formats.Options("A4", sections=kept)]


def shown_replacements(session: Session, window: Any) -> ReplacementsDialog:
    """The dialog over what a session becomes without names."""
    from dataclasses import replace

    from exports.source import source_of
    from exports.versions import pseudonymised

    source = source_of(session)
    return ReplacementsDialog(lambda sure: pseudonymised(replace(source, sure=sure)), (), window)


def test_words_that_may_be_names_are_ticked_and_ticked_off(incident: Any, qtbot: Any) -> None:
    """A name that is a common word stands first, with what is around it; a tick replaces it, another one leaves it."""
    dialog = shown_replacements(incident.session, incident.window)
    qtbot.addWidget(dialog)
    dialog.show()
    (check,) = dialog.checks
    assert (check.text(), check.isChecked()) == (f"Grace, as in “{ALWAYS}”", False)
    check.setFocus()
    qtbot.keyClick(check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.checks[0] is not check)
    assert dialog.sure == ("Grace",)
    (again,) = dialog.checks
    assert again.isChecked()
    assert again.hasFocus()
    assert "Grace\n→" in texts(dialog)
    again.click()
    qtbot.waitUntil(lambda: dialog.checks[0] is not again)
    assert dialog.sure == ()
    assert not dialog.checks[0].isChecked()


def test_what_was_ticked_is_replaced_in_the_file_and_remembered(
    incident: Any, saving: Any, answers: Any, tmp_path: Path, qtbot: Any
) -> None:
    """The file has the role in that place too, and the next file of the session knows the word already."""

    def wish(dialog: SaveFileDialog) -> None:
        dialog.kind.setCurrentIndex(dialog.kind.findData("md"))
        dialog.version.setCurrentIndex(dialog.version.findData("pseudonymised"))
        dialog.filled.click()  # type: ignore[union-attr] # it has one

    def tick(dialog: ReplacementsDialog) -> None:
        dialog.checks[0].setChecked(True)
        dialog.accept()

    def look(dialog: ReplacementsDialog) -> None:
        assert dialog.sure == ("Grace",)
        dialog.accept()

    for does in (tick, look):
        answers.next = [tmp_path / "out.md"]
        one_after_the_other((SaveFileDialog, wish), (ReplacementsDialog, does))
        with qtbot.waitSignal(saving.done):
            saving.ask("md")
        assert "Grace" not in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_files_with_names_say_so(incident: Any, qtbot: Any) -> None:
    """Where the others of a postmortem have versions, one without tells that the names are in it."""
    dialog = SaveFileDialog(incident.page.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    said = {}
    for place in range(dialog.kind.count()):
        dialog.kind.setCurrentIndex(place)
        said[dialog.format_id] = dialog.internal.isVisible()
    assert said == {each: each == "report" for each in said}
    assert {"csv", "timeline", "actions", "ics", "json", "ahead", "meeting"} - {"timeline"} <= set(said)


def test_nothing_to_replace_is_said(open_desk: Any, qtbot: Any) -> None:
    """An empty list would look like a mistake."""
    desk = open_desk()
    session = rehearse(method_files.load("postmortem"))
    dialog = shown_replacements(session, desk.window)
    qtbot.addWidget(dialog)
    assert "Nothing: the session lists nobody by name." in texts(dialog)


def test_a_long_list_scrolls_by_keys(incident: Any, qtbot: Any) -> None:
    """A hundred people fit a small window, and the page keys reach the last one."""
    for number in range(100):
        incident.session.people.add([f"Zoltan{number} Kovacs{number}"])
    dialog = shown_replacements(incident.session, incident.window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= incident.window.height()
    bar = dialog.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
