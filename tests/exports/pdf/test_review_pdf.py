"""The report of a postmortem: the first page stands alone, each version keeps what it promises."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from exports.formats import Options, export, find_format, offered
from exports.pdf.paper import MM
from exports.pdf.review.report import write_review
from exports.pdf.review.summary import write_summary
from exports.pdf.text.record import Recorder
from exports.review_words import SECTIONS, figures
from exports.source import Source, source_of
from exports.versions import VERSIONS, pseudonymised
from facilitator import method_files
from facilitator.acts.postmortem import LONGEST_TITLE
from facilitator.errors import UserError
from facilitator.language import hints
from facilitator.opening import rehearse
from tests.exports.pdf.review_material import long_incident, sample_incident

NAMES = (
    *("Dana", "Okoro", "Jonas", "Weber", "Mei", "Tan", "Farid", "Haddad", "Lotte", "Vries"),
    *("Samuel", "Osei", "Ingrid", "Solheim", "Pavel", "Dvorak", "Amara", "Nwosu"),
)


@pytest.fixture(scope="module")
def incident(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return sample_incident(tmp_path_factory.mktemp("incident"))


def pages(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def test_the_first_page_stands_alone(incident: Source, tmp_path: Path) -> None:
    """Whoever reads one page knows six figures, what happened, who was there, the course of it and how bad it was."""
    write_review(incident, tmp_path / "a.pdf")
    first, *others = pages(tmp_path / "a.pdf")
    for each in figures(incident.data):
        assert each.value in first
        assert each.words in first
    assert [each.value for each in figures(incident.data)] == [
        *("24 min", "15 min", "1 h 34 min", "1 h 58 min"),
        *("1,870", "Sev-2"),
    ]
    for said in ("Taking the morning’s release back brought every basket back", "Owner: Pavel Dvorak"):
        assert said in first
    assert "11:40 The first signed-in" in first
    assert "before: 1,840 customers" in first, "what the meeting corrected keeps its earlier wording"
    assert "Contributing factors" not in first
    rest = " ".join(others)
    for said in ("Contributing factors", "Where we were lucky", "What we do", "Message to those outside"):
        assert said in rest
    assert "Approved, not published yet." in rest
    assert "Left undone on purpose" in rest


@pytest.mark.parametrize("write", [write_review, write_summary])
def test_a_long_title_is_whole(incident: Source, write: object, tmp_path: Path) -> None:
    """As long as a written postmortem may have it: smaller letters, no word less."""
    session = incident.data.session
    title = (
        f"{'Baskets of signed-in customers stayed empty after the release ' * 3}"[: LONGEST_TITLE - 9]
        + " endtitle"
    )
    renamed = replace(session, title=title)
    data = replace(incident.data, tables={**incident.data.tables, "sessions": {session.id: renamed}})
    write(replace(incident, data=data), tmp_path / "a.pdf")  # type: ignore[operator]
    assert "endtitle" in pages(tmp_path / "a.pdf")[0]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("write", [write_review, write_summary])
def test_every_page_is_sound(
    incident: Source, version: str, paper: str, write: object, tmp_path: Path
) -> None:
    """Each run lies on its page, none below 7.5 points; each page names the version and its number truly."""
    recorder = Recorder()
    path = tmp_path / "a.pdf"
    assert write(incident, path, paper, version=version, recorder=recorder) == ()  # type: ignore[operator]
    reader = PdfReader(path)
    sizes = [tuple(float(each) for each in page.mediabox[2:]) for page in reader.pages]
    assert all((width > height) == (write is write_summary) for width, height in sizes)
    for run in recorder.runs:
        width, height = sizes[run.page - 1]
        assert run.size >= 7.5
        assert run.x >= 5 * MM
        assert run.x + run.width <= width - 5 * MM + 0.3, run.text
        assert 5 * MM <= run.y <= height - 5 * MM, run.text
    found = pages(path)
    for number, text in enumerate(found, start=1):
        assert f"{version.capitalize()} version ·" in text
        assert f"Page {number} of {len(found)}" in text
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        assert "+" in font["/BaseFont"], "embedded as a subset"
        assert font["/Subtype"] != "/Type3"
        assert "/ToUnicode" in font


@pytest.mark.parametrize("version", ["pseudonymised", "external"])
@pytest.mark.parametrize("format_id", ["pdf", "summary", "md"])
def test_no_name_is_left(incident: Source, version: str, format_id: str, tmp_path: Path) -> None:
    """Names are gone everywhere: in lists, tables, the picture, inside texts, and in what the file says of itself."""
    path = export(
        incident, format_id, tmp_path / "out", options=Options(version=version, with_names=True)
    ).path
    if format_id == "md":
        text = path.read_text("utf-8")
    else:
        reader = PdfReader(path)
        text = " ".join([*pages(path), *map(str, (reader.metadata or {}).values()), str(reader.outline)])
    assert [name for name in NAMES if name in text] == []
    assert "Empty baskets" in text


def test_names_are_gone_from_possessives_and_mentions(incident: Source, tmp_path: Path) -> None:
    """Wherever people write a name it becomes the role; a list says what was replaced before a file is written."""
    session = rehearse(incident.data.method, "Mei’s incident")
    session.people.add(["Mei Tan"], "Incident commander")
    session.people.add(["Grace Hill"], "Scribe")
    session.timeline.add_line(
        "2026-02-17 12:00 > Tan, Mei asks @mei.tan and mei.tan@example.org | https://chat/@mei.tan"
    )
    session.forms.set_field(
        "reading", "overview", "Mei’s pager and Mei Tan's laptop; Grace was there. A grace period."
    )
    session.forms.add_row("reading", "responders", {"person": "Jörg Über", "role": "Deputy of Mei"})
    session.postmortem.set_owner("Ana Silva")
    session.notes.add("factors", "ANA SILVA knew, Jörg did not")
    session.notes.add("lucky", "Silva’s day off was moved")
    session.commitments.commit("Ask Joana whether Ana agrees", owner="Joana Reis")
    session.commitments.decline("Let Mei decide", "Reis and Mei said so")
    session.parking.park("Über’s list")
    source = source_of(session)
    veiled = pseudonymised(source)
    replaced = {each.found for each in veiled.replacements}
    assert {"Mei", "Mei Tan", "Jörg Über", "Ana Silva", "Joana Reis"} <= replaced
    assert "A grace period" in veiled.source.data.value("reading", "field:overview")
    for format_id in ("pdf", "md", "summary"):
        path = tmp_path / f"{format_id}.out"
        export(source, format_id, path, options=Options(version="pseudonymised", with_names=True))
        text = path.read_text("utf-8") if format_id == "md" else " ".join(pages(path))
        for name in (
            "Mei",
            "mei",
            "Tan,",
            "Jörg",
            "Über",
            "Ana ",
            "ANA",
            "Silva",
            "SILVA",
            "Joana",
            "Reis",
            "Grace",
        ):
            assert name not in text, (format_id, name)


def test_those_outside_read_three_things(incident: Source, tmp_path: Path) -> None:
    """The external version has the message and nothing else: no figures, no factors, no owners, no status."""
    write_review(incident, tmp_path / "a.pdf", version="external")
    (text,) = pages(tmp_path / "a.pdf")
    places = [text.index(title) for title in ("Summary", "What happened", "What we do")]
    assert places == sorted(places)
    for inside in ("Sev-2", "1,870", "Release checks run", "Commander", "Reviewed", "12:47"):
        assert inside not in text


def test_sections_can_be_chosen(incident: Source, tmp_path: Path) -> None:
    """What was not asked for is not there; a word that is no section is refused before anything is written."""
    options = Options(sections=("overview", "factors"))
    path = export(incident, "pdf", tmp_path / "a.pdf", options=options).path
    text = " ".join(pages(path))
    assert "Contributing factors" in text
    for title in ("What we do", "Message to those outside", "Responded:", "12:26"):
        assert title not in text
    with pytest.raises(UserError, match="no section “cover”"):
        export(incident, "pdf", tmp_path / "b.pdf", options=Options(sections=("cover",)))
    with pytest.raises(UserError, match="no version “secret”"):
        export(incident, "pdf", tmp_path / "b.pdf", options=Options(version="secret"))
    with pytest.raises(UserError, match="one version only"):
        export(incident, "report", tmp_path / "b.pdf", options=Options(version="external"))
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]
    assert find_format("pdf", incident.data.method).sections == SECTIONS


def unpacked(archive: Path) -> list[Path]:
    """The files of an archive, in a folder beside it."""
    folder = archive.with_suffix("")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return sorted(folder.iterdir())


def test_hints_are_never_in_an_export(incident: Source, tmp_path: Path) -> None:
    """A sentence that blames leaves as it was written, without a word about it."""
    session = rehearse(incident.data.method, "Late pager")
    said = "They should have checked the alert"
    session.notes.add("factors", said)
    session.values.set_start("2026-02-20T09:30:00Z")
    (hint, *_) = hints(said)
    for each in offered(session.data.method):
        path = export(source_of(session), each.id, tmp_path / f"{each.id}{each.suffix}").path
        for one in unpacked(path) if each.suffix == ".zip" else [path]:
            text = " ".join(pages(one)) if one.suffix == ".pdf" else one.read_text("utf-8")
            assert hint.reason not in text
            assert hint.suggestion not in text


def test_the_same_incident_gives_the_same_bytes(incident: Source, tmp_path: Path) -> None:
    """Nothing in the file comes from the moment or the machine."""
    for name in ("one", "two"):
        write_review(incident, tmp_path / name, version="pseudonymised")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_five_hundred_entries_are_all_there(tmp_path: Path) -> None:
    """A long timeline runs over as many pages as it takes, each entry once, the head of the table on each page."""
    write_review(long_incident(500), tmp_path / "a.pdf")
    found = pages(tmp_path / "a.pdf")
    text = " ".join(found)
    for number in range(500):
        assert text.count(f"Entry {number}: somebody looks at panel {number} and") == 1
    assert sum("What happened" in page for page in found) >= len(found) - 2


def test_an_empty_postmortem_prints(incident: Source, tmp_path: Path) -> None:
    """Before anything is written, there are dashes for figures and nothing invented."""
    source = source_of(rehearse(incident.data.method, "Empty"))
    for version in VERSIONS:
        write_review(source, tmp_path / "a.pdf", version=version)
        write_summary(source, tmp_path / "b.pdf", version=version)
        assert len(pages(tmp_path / "a.pdf")) == len(pages(tmp_path / "b.pdf")) == 1
    assert {each.value for each in figures(source.data)} == {"–"}


def test_a_day_stands_whole_in_the_column_of_times(tmp_path: Path) -> None:
    """Where an incident passes midnight no date is broken at its hyphens, and the state has a head."""
    session = rehearse(method_files.load("postmortem"), "Over midnight")
    session.timeline.set_incident(zone="UTC", began="2025-10-13T18:00:00Z")
    for line in ("2025-10-13 18:00 A quiet evening", "2025-10-14 01:50 ! Baskets are empty"):
        session.timeline.add_line(line)
    session.commitments.commit("Write the snapshot every ten minutes", owner="Dana")
    recorder = Recorder()
    write_review(source_of(session), tmp_path / "a.pdf", recorder=recorder)
    runs = [each.text for each in recorder.runs]
    for day in ("13 Oct", "14 Oct"):
        assert runs[runs.index(day) + 1] == "2025"
    assert "State" in runs


def test_no_heading_ends_a_page_without_its_table(tmp_path: Path) -> None:
    """However much stands above it: what is read first on the next page is not the middle of something."""
    session = rehearse(method_files.load("postmortem"))
    session.commitments.commit("Alert when the count drops", owner="Dana", due="2026-12-01")
    session.commitments.decline("Rewrite the importer", "Too much for this year")
    session.notes.add_many("factors", [f"Something that contributed, number {number}" for number in range(8)])
    split = False
    for number in range(9):
        # A line and a row are not equally high, so that the end of the page comes everywhere.
        session.notes.add("factors", f"Something more, number {number}")
        for lines in (1, 2, 3):
            session.forms.set_field("reading", "overview", "\n".join(["It was dark."] * lines))
            write_review(source_of(session), tmp_path / "a.pdf")
            for text in pages(tmp_path / "a.pdf"):
                assert ("Left undone on purpose" in text) == ("Rewrite the" in text), (number, lines)
                assert ("What we do" in text) == ("Alert when the" in text), (number, lines)
                split = split or ("Left undone" in text) != ("Contributing" in text)
    assert split, "there were enough factors to reach the end of the page"


def test_what_was_written_of_the_impact_stands_there(tmp_path: Path) -> None:
    """Long or short, it belongs to the figures and not to the notes at the end."""
    session = rehearse(method_files.load("postmortem"), "Dark lanterns")
    session.forms.set_field("impact", "how", "Every lantern went out")
    session.forms.set_field("impact", "function", "The lights of the quay")
    session.commitments.commit("Stage the rollout", owner="Dana")
    session.forms.set_field("reading", "overview", "It was dark.")
    write_review(source_of(session), tmp_path / "a.pdf")
    text = " ".join(pages(tmp_path / "a.pdf"))
    places = ("Impact", "The lights of the quay", "How badly", "Every lantern went out", "What we do")
    assert [text.index(each) for each in places] == sorted(text.index(each) for each in places)
    assert text.count("Every lantern went out") == 1
    assert "Background and notes" not in text
    write_review(source_of(session), tmp_path / "b.pdf", sections=("notes",))
    assert "How badly" not in " ".join(pages(tmp_path / "b.pdf"))


def test_a_text_of_the_impact_on_another_page_says_what_it_belongs_to(
    incident: Source, tmp_path: Path
) -> None:
    """The first page ends behind the figures of this one; the next begins with its texts."""
    write_review(incident, tmp_path / "a.pdf")
    first, second, *_ = pages(tmp_path / "a.pdf")
    assert "Impact" in first
    assert "The basket looked empty" not in first
    assert second.startswith("Impact: How")
