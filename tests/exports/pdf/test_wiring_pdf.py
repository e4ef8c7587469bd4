"""The wiring canvas on paper: one page with everything on it, vectors, nothing cut, and nothing private."""

import csv
import io
import json
import re
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

import resources
from exports.coupling_words import key_figures, reading
from exports.csv_wiring import PLACES, WAITS
from exports.formats import Options, export, find_format
from exports.markdown import markdown_text
from exports.pdf.paper import MM, paper_named
from exports.pdf.picture import Polygon, Shape, Sketch
from exports.pdf.text.book import TextBook
from exports.pdf.text.record import Recorder
from exports.pdf.wiring.canvas import write_wiring
from exports.pdf.wiring.map_picture import MapPicture
from exports.pdf.wiring.matrix_picture import draw_matrix
from exports.source import Source, source_of
from facilitator import coupling_layout, couplings, matrices, method_files
from facilitator.coupling_figures import Figures, figures
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.session import Session

SECRET = "Sit with the feed team on Tuesday"
LINES = (
    "Ordering waits for Payment 3 days",
    "Ordering waits for Data feed 30 days",
    "Data feed waits for Platform 10 days",
    "Platform waits for Ordering 2 days",
    "Platform waits for Security 15 days",
    "Security waits for Access office 12 days",
    "Search waits for Data feed",
    "=SUM(A1) waits for Legal 1 day",
)


def wired(lines: tuple[str, ...] = LINES, moves: int = 3) -> Session:
    """A finished review: a map, a matrix, moves, and an answer that is for the facilitator alone."""
    session = rehearse(method_files.load("wiring-review"), "One order, one day")
    session.couplings.add_lines(lines)
    for number, text in enumerate(("One day promise", "Rewrite of ordering", "Not placed yet")):
        note = session.notes.add("pieces", text)
        if number < 2:
            session.matrices.place("work", note.id, 0.3 + number * 0.4, 0.8)
    for number in range(moves):
        cells = {
            "spot": f"Spot {number} hurts",
            "move": "split",
            "do": f"Ordering owns feed {number}",
            "buys": f"{number} days less",
            "owner": "Ines Okafor",
        }
        session.forms.add_row("moves", "moves", cells)
    session.forms.set_field("maestro", "step", SECRET)
    return session


@pytest.fixture(scope="module")
def source() -> Source:
    return source_of(wired())


def pages(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def test_one_page_has_map_matrix_moves_and_figures(source: Source, tmp_path: Path) -> None:
    """Whoever holds the page knows who waits for whom, what is done about it and how much it is."""
    assert write_wiring(source, tmp_path / "a.pdf") == ()
    found = pages(tmp_path / "a.pdf")
    assert len(found) == 1
    for said in (
        *("One order, one day", "Coupling map", "Think and work", "Sore spots and moves"),
        *("Data feed", "Access office", "30", "67 days", "longest waiting chain", "loop"),
        *("think big", "work small", "the aim", "One day promise"),
        *("Spot 0 hurts", "Ordering owns feed 2", "Ines Okafor", "John Cutler"),
    ):
        assert said in found[0]
    assert "Not placed yet" not in found[0]
    assert "What pulls it back" not in found[0], "a column without a word takes no room"


def test_the_legend_says_what_a_question_mark_means_where_there_is_one(tmp_path: Path) -> None:
    """Only then; the figures need no word."""
    for line, said in (("Ordering waits for Stock 3 days", False), ("Ordering waits for Legal", True)):
        path = tmp_path / f"{said}.pdf"
        export(source_of(wired((line,))), "pdf", path)
        assert ("nobody knows yet" in pages(path)[0]) is said


@pytest.mark.parametrize("count", [1, 9])
def test_the_canvas_says_what_the_map_is_about(count: int, tmp_path: Path) -> None:
    """The initiative stands in the head; a long one ends in an ellipsis before it reaches the figures."""
    session = wired()
    session.forms.set_field("initiative", "initiative", " ".join(["One checkout for all"] * count))
    path = tmp_path / "canvas.pdf"
    export(source_of(session), "pdf", path)
    text = " ".join(pages(path)[0].split())
    assert "One checkout for all" in text
    assert ("\N{HORIZONTAL ELLIPSIS}" in text) is (count > 1)


def test_the_map_is_vectors(source: Source, tmp_path: Path) -> None:
    """No picture is in the file, so it is sharp on every paper."""
    write_wiring(source, tmp_path / "a.pdf")
    page = PdfReader(tmp_path / "a.pdf").pages[0]
    assert not list(page.images)


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter", "Tabloid"])
@pytest.mark.parametrize("moves", [0, 3, 6])
def test_every_letter_is_on_the_page_and_large_enough(paper: str, moves: int, tmp_path: Path) -> None:
    """On each paper: inside the margins, none below 7.5 points on A4, A3 and larger."""
    recorder = Recorder()
    write_wiring(source_of(wired(moves=moves)), tmp_path / "a.pdf", paper, recorder)
    sheet = paper_named(paper)
    assert recorder.runs
    for run in recorder.runs:
        assert run.x >= 5 * MM
        assert run.x + run.width <= (sheet.width - 5) * MM, run.text
        assert 5 * MM <= run.y <= (sheet.height - 5) * MM
        assert run.size >= 7.4, run.text
    box = PdfReader(tmp_path / "a.pdf").pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == tuple(round(each) for each in sheet.points)


def test_a_large_map_has_a_page_where_every_name_is_read(tmp_path: Path) -> None:
    """Fifty parties: the canvas shows the longest chain, the last page all of them."""
    lines = tuple(f"Party {each} waits for Party {each + 1}, {each % 9 + 1}" for each in range(49))
    write_wiring(source_of(wired(lines)), tmp_path / "a.pdf")
    first, last = pages(tmp_path / "a.pdf")
    assert "50 parties in all; the last page has them." in first
    for each in range(50):
        assert f"Party {each}" in last


def test_moves_that_find_no_room_go_on_with_their_titles(tmp_path: Path) -> None:
    """Long texts take a second page with the head of the table, and nothing is cut."""
    session = wired(moves=0)
    long = "What is done about it takes many words, since it was talked about for long. " * 9
    for number in range(6):
        session.forms.add_row("moves", "moves", {"spot": f"Spot {number} {long}"[:490], "do": long[:490]})
    write_wiring(source_of(session), tmp_path / "a.pdf", "A4")
    found = pages(tmp_path / "a.pdf")
    assert len(found) > 1
    whole = " ".join(found)
    assert all(f"Spot {number} What" in whole for number in range(6))
    assert all("Where it hurts" in each for each in found)


def test_an_empty_review_can_be_printed(tmp_path: Path) -> None:
    """Nothing is drawn yet, and the page says so."""
    session = rehearse(method_files.load("wiring-review"), "Nothing yet")
    write_wiring(source_of(session), tmp_path / "a.pdf")
    assert "No party is on the map yet." in pages(tmp_path / "a.pdf")[0]


def test_the_same_review_gives_the_same_bytes(source: Source, tmp_path: Path) -> None:
    """Whoever compares two files sees whether anything changed."""
    for name in ("a.pdf", "b.pdf"):
        write_wiring(source, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_boxes_of_the_map_stay_in_their_area_and_apart() -> None:
    """However many parties and however narrow the page: no box meets another one or the edge."""
    for count in (2, 9, 30, 60):
        lines = [f"Party {each} waits for Party {(each * 5 + 1) % count}, 3" for each in range(count)]
        session = rehearse(method_files.load("wiring-review"))
        session.couplings.add_lines(line for line in lines if len(set(line.replace(",", "").split())) > 5)
        now = couplings.coupling_map(session.data)
        assert now is not None
        sketch = Sketch(TextBook())
        picture = MapPicture(
            sketch, now, coupling_layout.places(now), figures(now), (10.0, 20.0, 174.0, 150.0)
        )
        picture.draw()
        boxes = list(picture.lines.boxes.values())
        assert boxes
        for number, one in enumerate(boxes):
            assert one.x - one.width / 2 >= 10 - 0.2
            assert one.x + one.width / 2 <= 184 + 0.2
            assert one.y - one.height / 2 >= 20 - 0.2
            assert one.y + one.height / 2 <= 170 + 0.2
            assert not any(one.meets(other) for other in boxes[:number])
        drawn = [
            each for each in sketch.shapes if isinstance(each, Polygon) and each.owner.startswith("party:")
        ]
        assert len(drawn) == len(now.parties)


def test_a_method_without_a_map_has_no_wiring_canvas(tmp_path: Path) -> None:
    """What is offered can be written, and nothing else."""
    session = rehearse(method_files.load("cop-bootstrap"))
    with pytest.raises(UserError, match="no coupling map"):
        write_wiring(source_of(session), tmp_path / "a.pdf")
    with pytest.raises(UserError, match="nothing to show as wiring"):
        find_format("wiring", session.data.method)
    assert find_format("pdf", method_files.load("wiring-review")).title == "Wiring canvas"


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_waits_and_places_as_tables(source: Source, tmp_path: Path) -> None:
    """A row a wait and a row a note; unknown days stay empty, and no cell is a formula."""
    for name in ("csv", "places"):
        export(source, name, tmp_path / f"{name}.csv")
    waits, places = _rows(tmp_path / "csv.csv"), _rows(tmp_path / "places.csv")
    assert waits[0] == list(WAITS)
    assert waits[2][:4] == ["Ordering", "Data feed", "30", "yes"]
    assert waits[7][:4] == ["Search", "Data feed", "", ""]
    assert waits[8][0] == "'=SUM(A1)"
    assert places[0] == list(PLACES)
    assert [each[1:5] for each in places[1:]] == [
        ["One day promise", "0.3", "0.8", "think big, work small"],
        ["Rewrite of ordering", "0.7", "0.8", "think big, work big"],
        ["Not placed yet", "", "", ""],
    ]


def test_markdown_tells_the_map_in_sentences(source: Source) -> None:
    """Figures, every wait, and the notes by quarter; a name is no markup."""
    text = markdown_text(source)
    assert (
        "Longest waiting chain: Ordering → Data feed → Platform → Security → Access office, 67 days." in text
    )
    assert "| Ordering | Data feed | 30 days |" in text
    assert "| Search | Data feed | ? |" in text
    assert "### the aim: think big, work small" in text


def _everything(source: Source, folder: Path, options: Options) -> str:
    found = []
    for name in ("pdf", "report"):
        export(source, name, folder / f"{name}.pdf", options=options, force=True)
        found += pages(folder / f"{name}.pdf")
    for name in ("md", "json", "csv", "notes"):
        export(source, name, folder / f"{name}.txt", options=options, force=True)
        found.append((folder / f"{name}.txt").read_text("utf-8"))
    return " ".join(found)


def test_what_is_for_the_facilitator_is_in_no_file_unless_asked(source: Source, tmp_path: Path) -> None:
    """Neither what was written nor what is half typed; asked for, it is in the report and the document."""
    assert SECRET not in _everything(source, tmp_path, Options())
    assert SECRET in _everything(source, tmp_path, Options(with_private=True))


def test_what_is_half_typed_for_the_facilitator_is_in_no_document(tmp_path: Path) -> None:
    """Other half-typed text travels with the session."""
    session = wired()
    session.course.keep_draft("maestro/but", "half a secret")
    session.course.keep_draft("map/wait", "half a line")
    export(source_of(session), "json", tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert "half a line" in document["place"]["drafts"].values()
    assert "half a secret" not in json.dumps(document)


def test_many_that_are_waited_for_alike_leave_room_for_the_title(tmp_path: Path) -> None:
    """While all waits are as long, everybody is most waited for: the head names one and counts the others."""
    lines = tuple(
        f"Team {number} of the department waits for Office {number} of the other long department 5 days"
        for number in range(8)
    )
    session = wired(lines, moves=0)
    export(source_of(session), "pdf", tmp_path / "a.pdf", options=Options(paper="A4"))
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    text = page.get_textpage()
    assert "Office 0 of the other" in text.get_text_range()
    assert "and 7 more" in text.get_text_range()
    title = text.search("One order, one day").get_next()
    first_figure = text.search("parties that must act").get_next()
    assert title is not None
    assert first_figure is not None
    assert text.get_charbox(title[0] + title[1] - 1)[2] < text.get_charbox(first_figure[0])[0]


def test_a_long_question_stays_in_its_box(tmp_path: Path) -> None:
    """A method of one’s own may ask at length: the words go on another line, not over the edge of the page."""
    text = resources.read_text("methods/wiring-review.toml").replace(
        'question = "Where do the pieces of this work stand?"',
        f'question = "{"Where do the pieces of this work stand? " * 3}Endquestion"',
    )
    session = rehearse(method_files.parse(text, "wiring-review.toml"))
    session.couplings.add_lines(LINES)
    recorder = Recorder()
    write_wiring(source_of(session), tmp_path / "a.pdf", "A4", recorder)
    assert "Endquestion" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert max(run.x + run.width for run in recorder.runs) <= (297.0 - 12.0) * MM + 0.5


def test_one_of_a_thing_is_named_as_one() -> None:
    """The figures read as they are said: 1 loop, not 1 loops."""
    one = key_figures(
        couplings.CouplingMap(), Figures(2, 2, chain=("a",), chain_days=1.0, loops=(("a", "b"),))
    )
    assert one[2] == ("1 day", "longest waiting chain")
    assert one[3] == ("1", "loop")
    assert key_figures(couplings.CouplingMap(), Figures(2, 0))[3] == ("0", "loops")


def test_sentences_count_one_as_one() -> None:
    """One arrow of one day is not “1 times” and “1 days”."""
    session = wired(("Ordering waits for Legal 1 day",), moves=0)
    now = couplings.coupling_map(session.data)
    assert now is not None
    assert reading(now, figures(now), None) == (
        "2 parties must act; once one of them waits for another.",
        "Most waited for: Legal, by 1 other, 1 day in all.",
        "Longest waiting chain: Ordering → Legal, 1 day.",
    )


def test_a_chain_of_many_parties_names_its_end_at_the_foot(tmp_path: Path) -> None:
    """Two lines hold where it begins and where it ends, and how many stand between; the map shows them."""
    chain = tuple(f"Team number {number} waits for Team number {number + 1} 3 days" for number in range(30))
    write_wiring(source_of(wired(chain)), tmp_path / "a.pdf", "A4")
    foot = pages(tmp_path / "a.pdf")[-1]
    assert "Longest chain: Team number 0 → Team number 1 →" in foot
    assert re.search(r"→ \d+ more → Team number 30 Page", foot)


@pytest.mark.parametrize(("wide", "high"), [(190.0, 200.0), (120.0, 150.0)])
@pytest.mark.parametrize("count", [12, 40])
def test_a_full_quarter_sends_no_card_into_another(count: int, wide: float, high: float) -> None:
    """Where a card stands is what it says: what has no room is counted, nothing is covered."""
    session = rehearse(method_files.load("wiring-review"))
    session.course.start()
    for number in range(count):
        note = session.notes.add("pieces", f"Piece {number} of work, {'long ' * (number % 5 * 4)}and so on")
        session.matrices.place("work", note.id, 0.05 + number % 9 * 0.05, 0.55 + number % 7 * 0.06)
    activity = session.data.method.activity("work")
    assert activity is not None
    sketch = Sketch(TextBook())
    left_out = draw_matrix(sketch, matrices.matrix(session.data, activity), 0.0, 0.0, wide, high)
    quarter = next(_frame(each) for each in sketch.shapes if each.owner == "quarter:high left")
    # Each card is a box and the bar at its left.
    cards = [_frame(each) for each in sketch.shapes if each.owner.startswith("card:")]
    drawn = [each for each in cards if each is not None and each[2] - each[0] > 2.0]
    assert quarter is not None
    assert len(drawn) + left_out == count
    assert len(drawn) >= 4
    for number, (left, top, right, bottom) in enumerate(drawn):
        assert quarter[0] <= left < right <= quarter[2]
        assert quarter[1] <= top < bottom <= quarter[3]
        for a, b, c, d in drawn[:number]:
            assert left >= c or a >= right or top >= d or b >= bottom


def _frame(shape: Shape) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a closed shape."""
    if not isinstance(shape, Polygon):
        return None
    xs, ys = zip(*shape.corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_a_matrix_of_many_notes_has_a_page_of_its_own(tmp_path: Path) -> None:
    """Notes without room on the canvas stand behind it, where the canvas says; few notes need one page."""
    for count, where in ((8, 1), (40, 2)):
        path = tmp_path / f"{count}.pdf"
        session = rehearse(method_files.load("wiring-review"), "Many pieces")
        session.couplings.add_lines(LINES)
        for number in range(count):
            note = session.notes.add("pieces", f"Piece {number} of work")
            session.matrices.place("work", note.id, 0.1 + number % 4 * 0.1, 0.7)
        write_wiring(source_of(session), path)
        texts = pages(path)
        assert len(texts) == where
        if where > 1:
            assert "stand on page 2" in texts[0]
            assert all(f"Piece {number} of work" in texts[1] for number in range(count))
