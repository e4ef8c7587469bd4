"""A charter on paper: one page with what was promised and lines to sign, whole also where the text is long."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports.formats import export, export_handout, find_format
from exports.pdf.charter import (
    LABEL,
    MARGIN,
    SIGN_FROM_BOTTOM,
    SIGN_STEP,
    SIZES,
    write_blank_charter,
    write_charter,
)
from exports.pdf.paper import MM
from exports.pdf.text.record import Recorder, TextRun
from exports.rating_words import day_of
from exports.source import source_of
from facilitator import method_files
from facilitator.dates import written_day
from facilitator.document import CommunityNamed
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.session import Session

METHOD = "introduce-postmortems"
FILLED = {
    ("promise", "promise"): "Nobody is reprimanded for what they did.\nTime is kept free for reviews.",
    ("promise", "kind_word"): "Anybody may say so, kindly, when one of us blames.",
    ("promise", "time"): "four hours a month",
    ("agree", "agreement"): "We tell what we saw.\nWe ask what and how.",
    ("agree", "safe_word"): "Sidetrack",
    ("charter", "team"): "Checkout",
    ("charter", "incident"): "the next one of Sev-3",
    ("charter", "facilitator"): "Ana",
    ("charter", "look_back"): "2026-10-15",
}
SIGNERS = ["Head of the area", "Product lead", "Team lead", "Somebody on call", "For the team", "Facilitator"]
PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


def agreed(lines: int, words: int = 3) -> dict[tuple[str, str], str]:
    """A charter whose agreement has so many lines."""
    text = "\n".join(f"Line {number} " + "says more " * words for number in range(lines))
    return {**FILLED, ("agree", "agreement"): text}


CASES: dict[str, Mapping[tuple[str, str], str]] = {
    "empty": {},
    "filled": FILLED,
    "close": agreed(7, 1),
    "full": agreed(18, 1),
    "long": agreed(90, 16),
    "one word": {**FILLED, ("agree", "agreement"): "W" * 900},
    "hostile": {
        **FILLED,
        ("agree", "agreement"): "<b>bold</b> & €\n\u05e9\u05dc\u05d5\u05dd\n\t\n日本",
        ("charter", "team"): "x" * 400,
    },
}
EVERY = pytest.mark.parametrize("name", CASES)
PAPERS = pytest.mark.parametrize("paper", PAPER)


def session_of(values: Mapping[tuple[str, str], str]) -> Session:
    """A session with these fields filled in."""
    session = rehearse(method_files.load(METHOD), "Checkout")
    for (activity_id, field_id), text in values.items():
        session.forms.set_field(activity_id, field_id, text)
    return session


def printed(name: str, path: Path, paper: str = "A4") -> list[TextRun]:
    """Every text of a charter with its place."""
    recorder = Recorder()
    write_charter(source_of(session_of(CASES[name])), path, paper, recorder)
    return recorder.runs


def texts(runs: list[TextRun], owner: str) -> str:
    """What one part of the page says."""
    return " ".join(run.text.strip() for run in runs if run.owner == owner)


def size_of(runs: list[TextRun], section: str = "The team agrees") -> float:
    """The size of the promises."""
    return next(run.size for run in runs if run.owner == f"section:{section}" and run.text.strip() != section)


def test_everything_promised_stands_under_its_label(tmp_path: Path) -> None:
    """Lines are bullets, short answers beside others say what they are, a day is written out."""
    runs = printed("filled", tmp_path / "out.pdf")
    for words in ("Nobody is reprimanded for what they did.", "Time for it: four hours a month"):
        assert words in texts(runs, "section:Leadership promises")
    assert texts(runs, "section:Safe word") == "Safe word Sidetrack"
    assert "First team: Checkout First incident: the next one of Sev-3" in texts(
        runs, "section:Where we start"
    )
    assert texts(runs, "section:We look back") == "We look back 15 October 2026"
    file_text = " ".join(PdfReader(tmp_path / "out.pdf").pages[0].extract_text().split())
    assert "We learn from incidents without blame" in file_text
    assert "Anybody may say so" in file_text


@PAPERS
def test_the_page_is_laid_out_as_measured(paper: str, tmp_path: Path) -> None:
    """Promises begin behind a label column of 51 mm at 11 points; roles stand in three rows 19 mm apart, from 74 up."""
    width, height = PAPER[paper]
    runs = printed("filled", tmp_path / "out.pdf", paper)
    assert {run.page for run in runs} == {1}
    assert size_of(runs) == SIZES[0]
    promises = [run for run in runs if run.owner.startswith("section:") and run.size < 12]
    assert all(run.x >= (MARGIN + LABEL) * MM for run in promises)
    places = {run.text: (run.x / MM, height - run.y / MM) for run in runs if run.owner == "signatures"}
    assert [each for each in places if each in SIGNERS] == SIGNERS
    for number, role in enumerate(SIGNERS):
        x, y = places[role]
        assert x == pytest.approx(MARGIN + (number % 2) * ((width - 2 * MARGIN + 8) / 2), abs=0.1)
        line = height - SIGN_FROM_BOTTOM + (number // 2) * SIGN_STEP
        assert line < y < line + 5


def test_a_fuller_page_is_set_smaller_before_the_signatures_leave_it(tmp_path: Path) -> None:
    """First the text shrinks, down to 9.5; then the signatures move whole, with the title of the charter."""
    close = printed("close", tmp_path / "close.pdf")
    assert {run.page for run in close} == {1}
    assert SIZES[-1] <= size_of(close) < SIZES[0]
    full = printed("full", tmp_path / "full.pdf")
    assert size_of(full) == SIZES[-1]
    assert {run.page for run in full if run.owner == "signatures"} == {2}
    assert {run.page for run in full if run.owner.startswith("section:")} == {1}
    heads = [run.text for run in full if run.owner == "head" and run.page == 2]
    assert {"Charter, continued", "We learn from incidents without blame"} < set(heads)


@PAPERS
def test_a_long_text_is_all_there(paper: str, tmp_path: Path) -> None:
    """Over several pages no line is lost, none twice, and the foot counts right."""
    runs = printed("long", tmp_path / "out.pdf", paper)
    whole = texts(runs, "section:The team agrees")
    assert [whole.count(f"Line {number} ") for number in range(90)] == [1] * 90
    pages = len(PdfReader(tmp_path / "out.pdf").pages)
    assert pages > 2
    for number in range(1, pages + 1):
        assert any(run.text == f"Page {number} of {pages}" for run in runs if run.page == number)


@EVERY
@PAPERS
def test_nothing_overlaps_leaves_the_page_or_is_too_small(name: str, paper: str, tmp_path: Path) -> None:
    """Every text keeps inside the margins, off every other, and is 7.5 points at least."""
    width, height = PAPER[paper]
    runs = printed(name, tmp_path / "out.pdf", paper)
    assert all(run.size >= 7.5 for run in runs)
    for run in runs:
        assert run.x >= (MARGIN - 0.3) * MM
        assert run.x + run.width <= (width - MARGIN + 0.3) * MM
        assert 5 * MM <= run.y <= (height - 5) * MM
    for page in {run.page for run in runs}:
        boxes = [
            (run.x, run.y - 0.2 * run.size, run.x + run.width, run.y + 0.75 * run.size, run.text)
            for run in runs
            if run.page == page
        ]
        for one, two in combinations(boxes, 2):
            across = min(one[2], two[2]) - max(one[0], two[0])
            down = min(one[3], two[3]) - max(one[1], two[1])
            assert across <= 0.3 * MM or down <= 0.35 * MM, (one[4], two[4])


@PAPERS
def test_a_blank_one_fits_one_page(paper: str, tmp_path: Path) -> None:
    """The handout has every label, what a short answer is about, all roles, and not a word of an answer."""
    recorder = Recorder()
    write_blank_charter(method_files.load(METHOD), tmp_path / "out.pdf", paper, recorder)
    assert {run.page for run in recorder.runs} == {1}
    assert texts(recorder.runs, "section:The team agrees") == "The team agrees"
    start = texts(recorder.runs, "section:Where we start")
    assert start == "Where we start First team: First incident: Who leads the first one:"
    assert all(any(run.text == role for run in recorder.runs) for role in SIGNERS)


def test_a_role_of_many_words_keeps_them(tmp_path: Path) -> None:
    """A long role wraps below its line, and the rows below make room for it."""
    session = session_of(FILLED)
    session.forms.add_row("promise", "leaders", {"person": "Ana", "role": "Head of " + "everything " * 20})
    recorder = Recorder()
    write_charter(source_of(session), tmp_path / "out.pdf", recorder=recorder)
    assert texts(recorder.runs, "signatures").count("everything") == 20
    places = {run.text: run.y for run in recorder.runs if run.owner == "signatures"}
    lowest = min(y for text, y in places.items() if "everything" in text)
    assert lowest > places["Team lead"] + 8 * MM


@EVERY
def test_the_same_charter_gives_the_same_bytes_with_its_own_fonts(name: str, tmp_path: Path) -> None:
    """Nothing of the moment or of the machine is in it; every font is embedded."""
    source = source_of(session_of(CASES[name]))
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    write_charter(source, one)
    write_charter(source, two)
    assert one.read_bytes() == two.read_bytes()
    for page in PdfReader(one).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            base = font.get_object()
            inner = base["/DescendantFonts"][0].get_object() if "/DescendantFonts" in base else base
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
            assert "/ToUnicode" in base


def test_it_is_the_file_of_its_method(tmp_path: Path) -> None:
    """ "pdf" and "charter" are the charter where there is one, "handout" its blank; others say they have none."""
    method = method_files.load(METHOD)
    assert find_format("charter", method).write is find_format("pdf", method).write
    path = export(source_of(session_of(FILLED)), "charter", tmp_path / "out.pdf").path
    assert "Sidetrack" in PdfReader(path).pages[0].extract_text()
    handout = export_handout(method, tmp_path / "blank.pdf").path.read_bytes()
    assert handout == export_handout(method, tmp_path / "again.pdf", what="charter").path.read_bytes()
    other = method_files.load("force-field")
    with pytest.raises(UserError, match="nothing to show as charter"):
        find_format("charter", other)
    with pytest.raises(UserError, match="no charter"):
        write_blank_charter(other, tmp_path / "none.pdf")


def test_each_page_says_whose_it_is_and_of_which_day(tmp_path: Path) -> None:
    """What is signed says for whom: also the page with the signatures alone; a blank one has nobody yet."""
    source = source_of(session_of(agreed(20, 12)))
    source = replace(source, community=CommunityNamed("id", "Ordering guild"))
    path = export(source, "charter", tmp_path / "a.pdf").path
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) > 1
    assert all(f"Ordering guild, {written_day(day_of(source))}" in page for page in pages)
