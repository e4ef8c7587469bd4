"""Sheets for the meeting: questions to cut apart, rules for the wall, the agenda in every length."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from exports.formats import export_handout, handouts
from exports.pdf.meetings.agenda_sheet import write_agenda
from exports.pdf.meetings.ground_rules import write_ground_rules
from exports.pdf.meetings.question_cards import HEIGHT, WIDTH, cards_of, corner, write_question_cards
from exports.pdf.paper import MM, PAPERS
from exports.pdf.text.record import Recorder
from facilitator import method_files
from facilitator.errors import UserError
from facilitator.method import Method


@pytest.fixture(scope="module")
def method() -> Method:
    return method_files.load("postmortem")


def pages(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_question_lies_on_a_card_of_its_own(method: Method, paper: str, tmp_path: Path) -> None:
    """Eight on a sheet, 85 by 55 mm each, and no word comes near a cut."""
    recorder = Recorder()
    assert write_question_cards(method, tmp_path / "a.pdf", paper, recorder) == ()
    cards = list(cards_of(method))
    found = pages(tmp_path / "a.pdf")
    assert len(found) == -(-len(cards) // 8)
    text = " ".join(found)
    for card in cards:
        assert text.count(card.question) == 1
    assert (WIDTH, HEIGHT) == (85.0, 55.0)
    sheet = PAPERS[paper].portrait
    for run in recorder.runs:
        if not run.owner.startswith("card:"):
            continue
        left, top = corner(sheet, (int(run.owner.removeprefix("card:")) - 1) % 8)
        assert left + 4.0 <= run.x / MM
        assert (run.x + run.width) / MM <= left + WIDTH - 4.0
        assert top + 4.0 <= sheet.height - run.y / MM <= top + HEIGHT - 3.0
    last = corner(sheet, 7)
    assert last[0] + WIDTH <= sheet.width - 10.0
    assert last[1] + HEIGHT <= sheet.height - 10.0


def test_a_long_question_becomes_smaller(method: Method, tmp_path: Path) -> None:
    """The card keeps its size; the letters give way, down to 7.5 points."""
    long = "What did you see at that moment, and where did it differ from what you expected to see? " * 4
    decks = [
        {
            "id": "one",
            "title": "A topic with a very long name that goes on and on and on",
            "questions": [long],
        }
    ]
    activities = tuple(
        replace(each, settings={**each.settings, "decks": decks}) if each.settings.get("decks") else each
        for each in method.activities
    )
    recorder = Recorder()
    write_question_cards(replace(method, activities=activities), tmp_path / "a.pdf", recorder=recorder)
    first = [run for run in recorder.runs if run.owner == "card:1"]
    assert min(run.size for run in first) >= 7.5
    assert "expected to see?" in first[-1].text
    assert all((run.x + run.width) / MM <= corner(PAPERS["A4"].portrait, 0)[0] + WIDTH - 4.0 for run in first)


def test_every_rule_hangs_on_one_sheet(method: Method, tmp_path: Path) -> None:
    """Numbered, large enough to be read from the chairs, all on one page."""
    recorder = Recorder()
    write_ground_rules(method, tmp_path / "a.pdf", recorder=recorder)
    (text,) = pages(tmp_path / "a.pdf")
    for number, rule in enumerate(method.activities[0].rules, start=1):
        assert f"{number} {' '.join(rule.split())}" in text
    assert max(run.size for run in recorder.runs) == 32
    assert all(run.y >= 5 * MM for run in recorder.runs)


def test_many_rules_still_end_above_the_foot(method: Method, tmp_path: Path) -> None:
    """Fifteen long ones become smaller instead of running off the page."""
    rules = tuple(
        f"Rule {number}: everybody speaks, and nobody takes all of the time there is" for number in range(15)
    )
    opening = replace(method.activities[0], rules=rules)
    recorder = Recorder()
    full = replace(method, activities=(opening, *method.activities[1:]))
    write_ground_rules(full, tmp_path / "a.pdf", recorder=recorder)
    (text,) = pages(tmp_path / "a.pdf")
    assert all(f"Rule {number}:" in text for number in range(15))
    assert all(run.y >= 20 * MM for run in recorder.runs if run.owner != "foot")


def test_the_agenda_has_all_lengths(method: Method, tmp_path: Path) -> None:
    """Each step with its question; the minutes of each length add up to it."""
    write_agenda(method, tmp_path / "a.pdf")
    text = " ".join(pages(tmp_path / "a.pdf"))
    for each in method.activities:
        assert each.title in text
        assert each.question in text
    assert "30 min 60 min 90 min" in text
    assert "Sum 30 60 90" in text


def test_sheets_are_chosen_by_their_names(method: Method, tmp_path: Path) -> None:
    """Each comes out the same each time, with embedded fonts; a method without questions has none to print."""
    assert {"questions", "rules", "agenda"} <= {each.id for each in handouts(method)}
    for what in ("questions", "rules", "agenda"):
        one, two = (
            export_handout(method, tmp_path / f"{what}{number}.pdf", what=what).path for number in (1, 2)
        )
        assert one.read_bytes() == two.read_bytes()
        for page in PdfReader(one).pages:
            fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
            assert all("+" in font.get_object()["/BaseFont"] for font in fonts)
    with pytest.raises(UserError, match="no handout “questions”"):
        export_handout(method_files.load("force-field"), tmp_path / "a.pdf", what="questions")


def test_what_explains_a_rule_is_smaller_than_the_rule(method: Method, tmp_path: Path) -> None:
    """From across the room one reads the rules, from near by what they mean."""
    recorder = Recorder()
    write_ground_rules(method, tmp_path / "a.pdf", recorder=recorder)
    sizes = {run.text: run.size for run in recorder.runs}
    assert sizes["What we write down goes out."] < sizes["What is said here stays here."]


def test_the_sheets_of_the_introduction_say_what_they_are(tmp_path: Path) -> None:
    """A first meeting has nothing to look back at, and reasons are no rules for talking."""
    introduction = method_files.load("introduce-postmortems")
    write_agenda(introduction, tmp_path / "a.pdf")
    agenda = " ".join(pages(tmp_path / "a.pdf"))
    assert "Look back" not in agenda
    assert "90 min" in agenda
    assert "Sum 90" in agenda
    write_ground_rules(introduction, tmp_path / "r.pdf")
    assert "Why it pays" in pages(tmp_path / "r.pdf")[0]
    write_ground_rules(method_files.load("postmortem"), tmp_path / "p.pdf")
    assert "How we talk" in pages(tmp_path / "p.pdf")[0]
