"""A rating on paper: what is drawn is what was shown, readable without colour; nothing collides or leaves the page."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from exports.pdf.page import Pen
from exports.pdf.paper import MM, PAPERS
from exports.pdf.ratings.ballots import write_ballots
from exports.pdf.ratings.cards import HEIGHT, WIDTH, corner, write_cards
from exports.pdf.ratings.health import write_health
from exports.pdf.ratings.history import measures_for, write_history
from exports.pdf.ratings.marks import mark
from exports.pdf.report import write_report
from exports.pdf.target import in_memory
from exports.pdf.text.record import Recorder, TextRun
from exports.source import Source
from exports.source import source_of as plain_source
from facilitator import method_files, ratings
from facilitator.errors import UserError
from facilitator.opening import rehearse
from tests.exports.pdf.rating_material import (
    GIVEN,
    HOME,
    HOSTILE,
    cases,
    rated,
    rated_on,
    runs,
    scaled_method,
    source_of,
    with_topics,
)

CASES = cases()
Write = Callable[[Source, Path, str, Recorder], object]
WRITERS: dict[str, Write] = {
    "health": write_health,
    "history": write_history,
    "cards": write_cards,
    "ballots": write_ballots,
}
EDGES = {"health": 5.0, "history": 5.0, "cards": 3.0, "ballots": 3.0}
EVERY = pytest.mark.parametrize("name", CASES)
EVERY_PAGE = pytest.mark.parametrize("kind", WRITERS)
PAPER = pytest.mark.parametrize("paper", ["A4", "Letter"])


def recorded(kind: str, name: str, path: Path, paper: str = "A4") -> list[TextRun]:
    recorder = Recorder()
    WRITERS[kind](CASES[name], path, paper, recorder)
    return recorder.runs


def box(run: TextRun) -> tuple[float, float, float, float]:
    return run.x, run.y - 0.2 * run.size, run.x + run.width, run.y + 0.75 * run.size


def overlapping(found: list[TextRun]) -> list[tuple[str, str]]:
    """Return the texts of a page that lie on each other by more than the eye would forgive."""
    hits = []
    for page in {run.page for run in found}:
        boxes = [(box(run), run.text) for run in found if run.page == page]
        for (one, text), (two, other) in combinations(boxes, 2):
            across = min(one[2], two[2]) - max(one[0], two[0])
            down = min(one[3], two[3]) - max(one[1], two[1])
            if across > 0.3 * MM and down > 0.35 * MM:
                hits.append((text, other))
    return hits


def texts(found: list[TextRun], owner: str) -> list[str]:
    return [run.text for run in found if run.owner == owner]


def rendered(pdf: bytes | Path, page: int = 0, scale: float = 2.0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def blank(image: Image.Image, area: tuple[float, float, float, float]) -> bool:
    return image.crop(tuple(round(each) for each in area)).convert("L").getextrema() == (255, 255)  # type: ignore[arg-type]


@EVERY
@EVERY_PAGE
@PAPER
def test_no_text_collides_leaves_the_page_or_is_too_small(
    kind: str, name: str, paper: str, tmp_path: Path
) -> None:
    """Whatever people write, and however many topics and runs there are."""
    found = recorded(kind, name, tmp_path / "a.pdf", paper)
    width, height = PdfReader(tmp_path / "a.pdf").pages[0].mediabox[2:]
    edge = EDGES[kind] * MM
    for run in found:
        left, low, right, high = box(run)
        assert edge <= left
        assert right <= float(width) - edge, run.text
        assert edge <= low
        assert high <= float(height) - edge, run.text
        assert run.size >= 7.499
        assert run.angle == 0
    assert overlapping(found) == []


@EVERY
@EVERY_PAGE
def test_nothing_is_painted_at_the_edge(kind: str, name: str, tmp_path: Path) -> None:
    """Printers cannot print there: marks, lines and grounds keep away from it as texts do."""
    recorded(kind, name, tmp_path / "a.pdf")
    for number in range(min(3, len(PdfReader(tmp_path / "a.pdf").pages))):
        image = rendered(tmp_path / "a.pdf", number)
        edge = (EDGES[kind] - 0.3) * MM * 2
        for area in (
            (0, 0, image.width, edge),
            (0, image.height - edge, image.width, image.height),
            (0, 0, edge, image.height),
            (image.width - edge, 0, image.width, image.height),
        ):
            assert blank(image, area)


@pytest.mark.parametrize("name", ["first run", "hostile", "two scales"])
@EVERY_PAGE
def test_all_fonts_are_in_the_file(kind: str, name: str, tmp_path: Path) -> None:
    """A print shop has no fonts of ours, and reportlab likes to name Helvetica."""
    recorded(kind, name, tmp_path / "a.pdf")
    for page in PdfReader(tmp_path / "a.pdf").pages:
        fonts = page["/Resources"].get("/Font", {})
        for font in fonts.values():
            each = font.get_object()
            inner = each.get("/DescendantFonts", [each])[0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            assert "/ToUnicode" in each
            assert "Helvetica" not in each["/BaseFont"]


@EVERY_PAGE
def test_the_same_rating_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    """Also in another process, whatever order its hashes have."""
    code = (
        "import sys; from pathlib import Path; from exports.pdf.text.record import Recorder;"
        "from tests.exports.pdf.test_rating_pdf import WRITERS;"
        "from tests.exports.pdf.rating_material import rated, source_of, runs, GIVEN;"
        "WRITERS[sys.argv[1]](source_of(rated(), runs=runs(3, list(GIVEN))), Path(sys.argv[2]), 'A4', Recorder())"
    )
    WRITERS[kind](CASES["four runs"], tmp_path / "here.pdf", "A4", Recorder())
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    command = [sys.executable, "-c", code, kind, str(tmp_path / "there.pdf")]
    subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[3])
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()


def test_red_amber_and_green_differ_without_colour() -> None:
    """A grey printer lays down three greys at least thirty steps apart."""
    target = io.BytesIO()
    pen = Pen(target, title="Marks")
    pen.page(PAPERS["A4"])
    scale = ratings.scales(method_files.load("cop-health-check").activity(HOME))[0]  # type: ignore[arg-type]
    for value in (1, 2, 3):
        mark(pen, scale, value, 40.0 * value, 100.0, 10.0)
    pen.finish()
    image = rendered(target.getvalue()).convert("L")
    # Beside the letter, inside each shape.
    greys = sorted(
        image.getpixel((round((40.0 * value + across) * MM * 2), round(down * MM * 2)))  # type: ignore[type-var]
        for value, across, down in ((1, 7.5, 107.5), (2, 7.8, 108.3), (3, 0.0, 91.5))
    )
    assert all(two - one >= 30 for one, two in pairwise(greys))  # type: ignore[operator]
    assert greys[-1] < 255 - 30  # type: ignore[operator]


# The page of one run


@pytest.mark.parametrize("topic_id", GIVEN)
def test_a_topic_shows_its_votes_colour_trend_and_reason(topic_id: str, tmp_path: Path) -> None:
    """In figures and words beside the marks."""
    counts, value, trend, why = GIVEN[topic_id]
    said = texts(recorded("health", "first run", tmp_path / "a.pdf"), f"topic:{topic_id}")
    assert " / ".join(map(str, counts)) in said
    assert "RAG"[value - 1] in said
    assert ("red", "amber", "green")[value - 1] in said
    assert trend in said
    assert why in " ".join(said)


def test_a_mark_a_person() -> None:
    """Two red votes are two squares, four green ones four discs; nothing is painted where nobody voted."""
    image = rendered(in_memory(write_health, CASES["first run"], "A4")[0], scale=4.0)
    found = {"#8C2320": 0, "#F0B43C": 0, "#26805A": 0}
    # The row of "safety": two red, six amber, four green; the column of votes, row by row in the middle of the marks.
    y = round((31.2 + 2.5 * 13.4) * MM * 4)
    before = ""
    for x in range(round(70 * MM * 4), round(160 * MM * 4)):
        colour = "#{:02X}{:02X}{:02X}".format(*image.getpixel((x, y)))  # type: ignore[misc]
        found[colour] = found.get(colour, 0) + (colour != before)
        before = colour
    assert (found["#8C2320"], found["#F0B43C"], found["#26805A"]) == (2, 6, 4)


def test_many_votes_become_segments(tmp_path: Path) -> None:
    """Above fourteen a bar with letters and counts, since nobody counts thirty marks."""
    said = texts(recorded("health", "thirty voters", tmp_path / "a.pdf"), "topic:fun")
    assert {"A 9", "G 20", "1 / 9 / 20"} <= set(said)


def test_nothing_covered_is_printed(tmp_path: Path) -> None:
    """A vote that the room has not seen is on no page, and neither is what would follow from it."""
    session = rated()
    session.scores.cover(HOME, "colour", "direction")
    recorder = Recorder()
    write_health(source_of(session), tmp_path / "a.pdf", "A4", recorder)
    said = texts(recorder.runs, "topic:direction")
    assert "no votes shown" in said
    assert not {"6 / 5 / 1", "red", "worse", "R"} & set(said)
    write_history(source_of(session), tmp_path / "b.pdf", "A4", recorder)
    assert "6" not in texts(recorder.runs, "panel:direction:colour")


def test_no_figure_over_topics(tmp_path: Path) -> None:
    """The number that invites comparisons is nowhere: no sum, no mean, no percentage."""
    for kind in ("health", "history"):
        words = " ".join(run.text for run in recorded(kind, "four runs", tmp_path / "a.pdf")).lower()
        assert "average" not in words
        assert "total" not in words
        assert "%" not in words


def test_forty_topics_go_on_over_pages(tmp_path: Path) -> None:
    """All of them, in their order, each page with head, legend and number."""
    found = recorded("health", "forty topics", tmp_path / "a.pdf")
    titles = [run.text for run in found if run.text.startswith("Topic number")]
    assert titles == [f"Topic number {number}" for number in range(1, 41)]
    pages = {run.page for run in found}
    assert [run.text for run in found if run.text.startswith("Page ")] == [
        f"Page {number} of {len(pages)}" for number in sorted(pages)
    ]


def test_scores_of_a_scale_stand_as_columns(tmp_path: Path) -> None:
    """With median and spread, and the words of the scale."""
    said = texts(recorded("health", "1 to 5", tmp_path / "a.pdf"), "topic:help")
    assert {"median 3", "1 to 5", "never", "always"} <= set(said)


def test_titles_stand_in_full(tmp_path: Path) -> None:
    """Smaller and on more lines, but to their last letter: also where eighty of them are wide and there is room."""
    for kind in ("health", "history", "cards", "ballots"):
        found = recorded(kind, "hostile", tmp_path / "a.pdf", "Letter")
        words = "".join(run.text for run in found).replace(" ", "")
        for title in (HOSTILE[2][0], *([] if kind == "history" else [HOSTILE[1][0]])):
            assert title.replace(" ", "") in words, (kind, title)


def test_a_reason_too_long_says_where_the_rest_is(tmp_path: Path) -> None:
    """Nothing ends in dots."""
    found = recorded("health", "hostile", tmp_path / "a.pdf")
    assert "the rest is in the report" in texts(found, "topic:t2")
    assert "the rest is in the report" not in texts(found, "topic:t0")


def test_markup_stays_text(tmp_path: Path) -> None:
    """What looks like a tag is printed as it was typed."""
    for kind in ("health", "cards"):
        words = "".join(run.text for run in recorded(kind, "hostile", tmp_path / "a.pdf")).replace(" ", "")
        assert HOSTILE[0][0].replace(" ", "") in words


def test_the_foot_credits_the_method(tmp_path: Path) -> None:
    """On every page that leaves the room."""
    for kind in ("health", "history", "cards"):
        found = recorded(kind, "first run", tmp_path / "a.pdf")
        assert any("after Jimmy Janlén and Yoan Thirion" in run.text for run in found if run.owner == "foot")


# Over time


@pytest.mark.parametrize(
    ("count", "across", "lettered"),
    [(1, 4, True), (6, 4, True), (7, 3, True), (12, 3, True), (13, 3, False), (24, 3, False)],
)
def test_panels_follow_the_number_of_runs(count: int, across: int, lettered: bool) -> None:
    """Four across to six runs, three from seven, no letters from thirteen."""
    measures = measures_for(count)
    assert (measures.across, measures.lettered) == (across, lettered)


def test_a_panel_has_every_run(tmp_path: Path) -> None:
    """Its votes, its month and its colour; the year where it changes."""
    said = texts(recorded("history", "four runs", tmp_path / "a.pdf"), "panel:direction:colour")
    assert said[0] == "One long-term direction"
    assert said.count("Dec") == 1
    assert [each for each in said if each.isdigit() and len(each) == 4] == ["2020", "2021", "2026"]
    assert said[-3:] == ["6", "5", "1"]


def test_24_runs_of_eleven_topics_stand_on_one_page(tmp_path: Path) -> None:
    """Every fourth run has its votes as figures, the last one among them."""
    found = recorded("history", "24 runs", tmp_path / "a.pdf")
    assert {run.page for run in found} == {1}
    said = texts(found, "panel:fun:colour")
    assert said[-3:] == ["0", "3", "9"]
    assert (
        sum(each.isalpha() and len(each) == 3 and each.istitle() for each in said) == 7
    )  # "Fun" and six months


def test_each_run_has_its_mark() -> None:
    """264 marks: counted as separate spots of colour along the levels of a panel."""
    image = rendered(in_memory(write_history, CASES["24 runs"], "A4")[0], scale=4.0)
    given = runs(23, list(GIVEN))
    expected = [each["topics"]["learning"]["values"]["colour"] for each in given] + [3]
    measures = measures_for(24)
    width = (297.0 - 24.0 - 2 * measures.gap) / 3
    pitch = (width - 6.5) / 24
    colours = {1: (0x8C, 0x23, 0x20), 2: (0xF0, 0xB4, 0x3C), 3: (0x26, 0x80, 0x5A)}
    for place, value in enumerate(expected):
        x = 12.0 + 6.5 + (place + 0.5) * pitch
        y = 27.0 + measures.top_level + (3 - value) * measures.step
        assert image.getpixel((round(x * MM * 4), round((y + 0.3) * MM * 4))) == colours[value]


def test_topics_beyond_eleven_go_to_further_pages(tmp_path: Path) -> None:
    """Eleven panels and how to read them on each."""
    found = recorded("history", "forty topics", tmp_path / "a.pdf")
    assert {run.page for run in found} == {1, 2, 3, 4}
    assert sum(run.text == "How to read" for run in found) == 4


@EVERY
@PAPER
def test_how_to_read_stays_in_its_box(name: str, paper: str, tmp_path: Path) -> None:
    """All of its sentences, however many marks there are to explain."""
    found = [run for run in recorded("history", name, tmp_path / "a.pdf", paper) if run.owner == "legend"]
    assert max(run.size for run in found) < 10
    lowest = min(box(run)[1] for run in found)
    assert lowest > (12.5 + 3.6 + 0.5) * MM
    assert found[-1].text.endswith(".")
    words = " ".join(run.text for run in found)
    assert "Line: what was agreed in each run." in words
    if name in ("two scales", "1 to 5"):
        assert "median, lowest, highest." in words


def test_both_scales_of_a_topic_stand_on_one_page(tmp_path: Path) -> None:
    """So that they can be seen together."""
    found = recorded("history", "two scales", tmp_path / "a.pdf")
    for topic_id in GIVEN:
        assert len({run.page for run in found if run.owner.startswith(f"panel:{topic_id}:")}) == 1


# Cards and ballots


@PAPER
def test_a_card_is_120_by_180_between_its_marks(paper: str) -> None:
    """The same card on both papers, two on a page."""
    sheet = PAPERS[paper]
    (one, top), (two, _) = corner(sheet, 0), corner(sheet, 1)
    assert (WIDTH, HEIGHT, two - one - WIDTH) == (120.0, 180.0, 6.0)
    assert one + WIDTH + (two - one) + one == pytest.approx(sheet.width)
    assert 2 * top + HEIGHT == pytest.approx(sheet.height)


@PAPER
def test_cutting_marks_stand_at_the_corners(paper: str, tmp_path: Path) -> None:
    """Where the card ends to a tenth of a millimetre, and outside of it."""
    write_cards(method_files.load("cop-health-check"), tmp_path / "a.pdf", paper)
    image = rendered(tmp_path / "a.pdf", scale=8.0).convert("L")
    x, y = corner(PAPERS[paper], 0)
    for edge in (x, x + WIDTH):
        row = [image.getpixel((pixel, round((y - 4.0) * MM * 8))) for pixel in range(image.width)]
        dark = [pixel / 8 / MM for pixel, grey in enumerate(row) if grey < 128]  # type: ignore[operator]
        assert min(abs(each - edge) for each in dark) < 0.1
    assert blank(image, ((x + 3) * MM * 8, (y + 1) * MM * 8, (x + WIDTH - 3) * MM * 8, (y + 7) * MM * 8))


def test_eleven_cards_and_a_blank_one(tmp_path: Path) -> None:
    """From the method, without a session: the sentences from red to green, and the question after the trend."""
    recorder = Recorder()
    method = method_files.load("cop-health-check")
    write_cards(method, tmp_path / "a.pdf", "A4", recorder)
    assert max(run.page for run in recorder.runs) == 6
    assert texts(recorder.runs, "card:12")[:2] == ["Our own topic", "12"]
    first = " ".join(texts(recorder.runs, "card:1"))
    topic = ratings.usual_topics(method.activity(HOME))[0]  # type: ignore[arg-type]
    places = [first.index(each) for each in (topic.low, topic.middle, topic.high, "And the trend?")]
    assert places == sorted(places)
    assert first.split().index("R") < first.split().index("A") < first.split().index("G")


def test_cards_of_a_session_have_its_own_topics(tmp_path: Path) -> None:
    """What a community added, reworded or dropped is what it votes on."""
    session = rated()
    session.ratings.drop_topic(HOME, "fun")
    session.ratings.reword_topic(HOME, "help", title="Helping out")
    recorder = Recorder()
    write_cards(source_of(session), tmp_path / "a.pdf", "A4", recorder)
    said = {run.text for run in recorder.runs}
    assert "Helping out" in said
    assert "Fun" not in said


def test_long_sentences_stay_on_their_card(tmp_path: Path) -> None:
    """Smaller instead of longer: three sentences of 300 characters keep to their thirds."""
    session = with_topics([("A topic", "x")])
    long = ("Everybody knows what to do and why we do it, and says so aloud. " * 5)[:300]
    session.ratings.reword_topic(HOME, "t0", high=long, middle=long, low=long)
    recorder = Recorder()
    write_cards(source_of(session), tmp_path / "a.pdf", "A4", recorder)
    assert overlapping(recorder.runs) == []
    assert " ".join(texts(recorder.runs, "card:1")).count("says so aloud.") == 12


def test_a_ballot_for_everybody(tmp_path: Path) -> None:
    """As many as people in the room, four on a page, each with all topics, three signs and a line for its number."""
    session = rated()
    recorder = Recorder()
    source = source_of(session)
    write_ballots(source, tmp_path / "a.pdf", "A4", recorder)
    people = source.data.people_present
    assert max(run.page for run in recorder.runs) == -(-people // 4)
    one = [run.text for run in recorder.runs if run.owner == "ballot:0" and run.page == 1]
    assert [one.count(letter) for letter in "RAG"] == [11, 11, 11]
    assert "Sheet" in one
    assert "Motivation" in one


def test_forty_topics_fit_one_ballot(tmp_path: Path) -> None:
    """A whole page of two columns, and still one part."""
    found = recorded("ballots", "forty topics", tmp_path / "a.pdf")
    assert {run.owner for run in found} == {"ballot:0"}
    first = [run.text for run in found if run.page == 1]
    assert sum(each.startswith("Topic number") for each in first) == 40


def test_a_ballot_of_two_scales_has_a_row_for_each(tmp_path: Path) -> None:
    """Named, with three signs and ten."""
    found = recorded("ballots", "two scales", tmp_path / "a.pdf")
    one = [run.text for run in found if run.owner == "ballot:0" and run.page == 1]
    assert (one.count("Colour"), one.count("How well"), one.count("10")) == (
        11,
        11,
        12,
    )  # a topic has the number 10


# Elsewhere


def test_the_report_tells_the_rating(tmp_path: Path) -> None:
    """Votes, colour, trend, reason, how it was before, who differs, and what is planned for a topic."""
    session = rated()
    session.ratings.plan(HOME, "direction", "Invite both leads", owner="Mira", due="2026-10-01")
    recorder = Recorder()
    source = source_of(session, runs=runs(3, list(GIVEN)))
    write_report(source, tmp_path / "a.pdf", "A4", recorder=recorder)
    words = " ".join(run.text for run in recorder.runs)
    for said in (
        "6 red, 5 amber, 1 green",
        "worse",
        "disagree about alerting",
        "Before: 2 June 2021.",
        "Furthest apart: Learning and growth (red to green)",
        "Invite both leads",
        "What we do about it",
    ):
        assert said in words
    assert overlapping(recorder.runs) == []


def test_topics_of_different_days_say_each_when_they_were_rated(tmp_path: Path) -> None:
    """A topic that was left out last time is compared with the run before."""
    earlier = runs(3, list(GIVEN))
    del earlier[-1]["topics"]["fun"]
    recorder = Recorder()
    write_report(source_of(rated(), runs=earlier), tmp_path / "a.pdf", "A4", recorder=recorder)
    said = " ".join(run.text for run in recorder.runs)
    assert said.count("2 March 2021") == 1
    assert said.count("2 June 2021") == len(GIVEN) - 1


def test_a_report_without_votes_has_no_chapter_of_them(tmp_path: Path) -> None:
    """Nothing is better than an empty table."""
    recorder = Recorder()
    write_report(CASES["no votes"], tmp_path / "a.pdf", "A4", recorder=recorder)
    assert "How we are doing" not in {run.text for run in recorder.runs}


def test_the_report_takes_two_scales(tmp_path: Path) -> None:
    """A row for each."""
    recorder = Recorder()
    write_report(CASES["two scales"], tmp_path / "a.pdf", "A4", recorder=recorder)
    said = [run.text for run in recorder.runs]
    assert said.count("How well") == 11
    assert overlapping(recorder.runs) == []


@EVERY_PAGE
def test_a_method_that_rates_nothing_says_so(kind: str, tmp_path: Path) -> None:
    """One sentence, not a stack of calls."""
    source = plain_source(rehearse(method_files.load("cop-bootstrap")))
    with pytest.raises(UserError, match="has no topics to rate"):
        WRITERS[kind](source, tmp_path / "a.pdf", "A4", Recorder())


def test_scales_with_words_of_their_own(tmp_path: Path) -> None:
    """Three colours may have other names: the letters in the marks follow them."""
    words = {"1": "Stop", "2": "Look", "3": "Go"}
    method = scaled_method([{"id": "colour", "title": "Colour", "scale": "colours", "words": words}])
    session = rehearse(method, "Own words")
    session.course.start()
    session.scores.set_hands(HOME, "colour", "fun", 1, 4)
    session.scores.reveal(HOME, "colour", "fun")
    session.ratings.agree(HOME, "fun", values={"colour": 1})
    recorder = Recorder()
    write_health(source_of(session), tmp_path / "a.pdf", "A4", recorder)
    assert {"S", "stop"} <= set(texts(recorder.runs, "topic:fun"))


def test_a_long_word_of_a_scale_is_whole_in_the_report(tmp_path: Path) -> None:
    """Where it is too long for its column it becomes smaller, it is not cut after some letters."""
    words = {str(value): "occasionally, yes" for value in range(1, 6)}
    scale = {"id": "often", "title": "How often", "scale": "1-5", "words": words}
    recorder = Recorder()
    session = rated_on([scale], trend=False, evidence=False)
    write_report(source_of(session), tmp_path / "r.pdf", recorder=recorder)
    assert sum(each.text == "occasionally, yes" for each in recorder.runs) == 11
