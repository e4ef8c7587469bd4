"""A timeline from elsewhere: every form that people paste, what cannot be read is shown, and nothing is lost."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import timelines
from facilitator.errors import EnvironmentFault, UserError
from facilitator.ids import to_stamp
from facilitator.session import Session
from facilitator.timeline_imports import Names, Preview, preview, read_bytes, read_file

DAY = date(2026, 3, 2)
PEOPLE = (("Anna Schmidt", "incident commander"), ("Will Smith", "responder"))


def seen(text: str | bytes, names: Names = "role") -> Preview:
    return preview(text, DAY, "UTC", people=PEOPLE, names=names)


def rows(text: str, names: Names = "role") -> list[tuple[str, str]]:
    """The day, time and text of what can be taken."""
    return [(each.at[8:16].replace("T", " "), each.text) for each in seen(text, names).ready]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_delimiter(delimiter: str) -> None:
    """Columns are known by their headings, in whatever order, with the delimiter inside quotes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["Source", "What happened", "Time", "Type", "What was known"])
    writer.writerow(
        ["https://a.example", f"pager{delimiter} rings", "2026-03-02 14:32", "detection", "one region"]
    )
    writer.writerow(["", "two\nlines", "23:59:30", "", ""])
    writer.writerow(["", "after midnight", "00:10", "impact", ""])
    found = seen(out.getvalue())
    assert found.form == "csv"
    assert found.problems == ()
    assert [tuple(each)[:5] for each in found.ready] == [
        (
            "2026-03-02T14:32:00Z",
            f"pager{delimiter.strip()} rings",
            "detection",
            "https://a.example",
            "one region",
        ),
        ("2026-03-02T23:59:30Z", "two lines", "context", "", ""),
        ("2026-03-03T00:10:00Z", "after midnight", "impact", "", ""),
    ]


def test_csv_without_headings_and_with_a_date_of_its_own() -> None:
    text = "2026-03-02,14:32,The pager rings for the first time\n,14:40,Somebody looks\n2026-03-04,09:00,All is well\n"
    assert rows(text) == [
        ("02 14:32", "The pager rings for the first time"),
        ("02 14:40", "Somebody looks"),
        ("04 09:00", "All is well"),
    ]


def test_a_zone_in_the_heading_counts() -> None:
    found = preview("Time (UTC);Event\n14:32;pager\n14:33;looked\n", DAY, "Europe/Berlin")
    assert [each.at for each in found.ready] == ["2026-03-02T14:32:00Z", "2026-03-02T14:33:00Z"]


def test_an_unknown_kind_is_context_and_told() -> None:
    (one,) = seen("Time,Event,Type\n14:32,pager,rumour\n").ready
    assert (one.kind, one.said) == (
        "context",
        ("“rumour” is no kind of entry that is known here; it is taken as context.",),
    )


def test_rows_that_cannot_be_entries_name_their_problem() -> None:
    found = seen(
        "Time;Event\n14:32;pager\n;nothing\n25:00;late\n2026-02-30 10:00;never\nsoon;x\n15:00;\n15:01;fine\n"
    )
    assert [(row.line, row.problem) for row in found.problems] == [
        (3, "This row has no time."),
        (4, "There is no time 25:00. Write it as in 14:32 or 14:32:05."),
        (5, "There is no date 2026-02-30. Write it as in 2026-03-02."),
        (6, "“soon” is no time that can be read. Write it as in 2026-03-02 14:32."),
        (7, "This row does not say what happened."),
    ]
    assert [each.text for each in found.ready] == ["pager", "fine"]


def test_a_chat_with_times_in_brackets() -> None:
    """Names become roles, before the text and in it; whoever is not known becomes a person with a number."""
    text = (
        "[14:32] Anna: pager rings, ask Will\n[14:33] Kim: I look with @anna\nand then\n[0:05] Kim: fixed\n"
    )
    assert rows(text) == [
        ("02 14:32", "Incident commander: pager rings, ask Responder"),
        ("02 14:33", "Person 1: I look with @incident-commander and then"),
        ("03 00:05", "Person 1: fixed"),
    ]
    assert rows(text, "drop")[0] == ("02 14:32", "pager rings, ask Responder")
    assert rows(text, "keep")[0] == ("02 14:32", "Anna: pager rings, ask Will")
    assert {(each.found, each.by) for each in seen(text).replaced} == {
        ("Anna", "Incident commander"),
        ("anna", "Incident commander"),
        ("Will", "Responder"),
        ("Kim", "Person 1"),
    }


def test_a_chat_as_irc_writes_it() -> None:
    text = (
        "--- Day changed Mon Mar 02 2026\n14:32 <@anna> pager rings\n14:33 < will> on it\n"
        "14:34 -!- kim [k@example] has joined #ops\n14:35 * will restarts a node\n"
        "--- Day changed Tue Mar 03 2026\n00:05 <anna> all good\n"
    )
    found = seen(text)
    assert found.form == "chat"
    assert found.said == ("Lines that only say who came or went are left out: 1.",)
    assert rows(text, "drop") == [
        ("02 14:32", "pager rings"),
        ("02 14:33", "on it"),
        ("02 14:35", "restarts a node"),
        ("03 00:05", "all good"),
    ]


def test_a_chat_as_slack_copies_it() -> None:
    """A name and a time stand above the message; a program is a source, not a person."""
    text = (
        "Anna Schmidt  2:32 PM\nThe pager rings\nfor the second time\n\nPagerDuty APP  2:33 PM\nTriggered: cpu\n"
        "Tuesday, March 3rd\nwill  [00:05]\nfine now #status\nJo van Dam  12:10 AM\n"
    )
    found = seen(text)
    assert [(each.at[8:16], each.text, each.kind, each.source) for each in found.ready] == [
        ("02T14:32", "Incident commander: The pager rings for the second time", "context", ""),
        ("02T14:33", "Triggered: cpu", "detection", "PagerDuty"),
        ("03T00:05", "Responder: fine now", "status", ""),
    ]
    assert [row.problem for row in found.problems] == ["This row does not say what happened."]


def test_a_chat_as_phones_and_terminals_write_it() -> None:
    phone = "02/03/2026, 14:32 - Kim Lee: hello\n02/03/2026, 14:33 - Bo: hi\n02/03/2026, 14:34 - Bo: we roll back\n"
    assert [text for _, text in rows(phone, "drop")][-1] == "we roll back"
    assert "day/month" in seen(phone).ready[0].said[0]
    terminal = "2026-03-02 14:32:05\tanna\tpager\n2026-03-02 14:33:05\twill\tok\n"
    assert rows(terminal) == [("02 14:32", "Incident commander: pager"), ("02 14:33", "Responder: ok")]


def test_only_lines_about_coming_and_going_are_left_out() -> None:
    text = (
        "14:32 <anna> deploy\n14:33 --- restart begins ---\n14:34 *** kim has joined #ops\n14:35 * kim has left\n"
        "14:36 <anna> kim left the pool out\n14:37 <kim> has joined the channel\n14:38 -!- mode +o anna\n"
    )
    assert [each.text for each in seen(text, "drop").ready] == [
        "deploy",
        "restart begins ---",
        "Person 1 left the pool out",
    ]
    assert seen(text).said == ("Lines that only say who came or went are left out: 4.",)


def test_words_before_a_colon_are_no_names() -> None:
    text = "14:32 Deploy: version 2\n14:33 impact: customers see errors\n14:34 Update: still\n14:35 Update: over\n"
    assert seen(text).form == "lines"
    assert [each.text for each in seen(text).ready] == [
        "Deploy: version 2",
        "customers see errors",
        "Update: still",
        "Update: over",
    ]


def test_tables_of_markdown_with_what_stands_around_them() -> None:
    text = (
        "# Timeline\nfoo | bar\n\n| Day | Date | Time | What | Log |\n|:--|---|---|---|---|\n"
        "| Mon | Mar 2 | 7:05 | Anna [begins](https://a.example)<br>work | |\n"
        "| Mon | | 10:00 - 11:00 | x \\| y | [graph](https://g.example) |\n\nText behind.\n\n"
        "Time | Event\n--- | ---\n14:32 | `b`\n"
    )
    found = seen(text)
    assert found.form == "table"
    assert [(each.at[8:16], each.text, each.source) for each in found.ready] == [
        ("02T07:05", "Incident commander begins work", "https://a.example"),
        ("02T10:00", "x | y (until 11:00)", "https://g.example"),
        ("02T14:32", "`b`", ""),
    ]


def test_plain_lines_are_read_as_they_are_typed() -> None:
    text = (
        "## 2026-03-02\n- 23:50: pager rings https://a.example\n- +5 ! errors | graph\n  of all kinds\n"
        "- 0:10 over\n\nThe end.\n"
    )
    found = seen(text)
    assert [(each.at[8:16], each.text, each.kind, each.source) for each in found.ready] == [
        ("02T23:50", "pager rings", "context", "https://a.example"),
        ("02T23:55", "errors of all kinds", "impact", "graph"),
        ("03T00:10", "over", "context", ""),
    ]
    assert [(row.line, row.original) for row in found.problems] == [(7, "The end.")]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0", b"PK\x03\x04\0", bytes(range(1, 32)) * 40, "14:32 a\0b"]
)
def test_what_is_no_text_is_refused(content: bytes | str) -> None:
    with pytest.raises(UserError, match="This is not a text"):
        seen(content)


@pytest.mark.parametrize("content", [b"x" * 10_000_000, "14:32 pager\n" * 900_000])
def test_ten_megabytes_are_refused_with_a_way_out(content: bytes | str) -> None:
    with pytest.raises(
        UserError, match=r"1\d\.\d MB; 2 MB can be taken in at once. Take only the hours around"
    ):
        seen(content)


def test_what_is_cut_is_told() -> None:
    """More rows than a timeline takes, more lines than a preview looks at."""
    found = seen(
        "\n".join(f"{number // 60 % 24}:{number % 60:02d} entry {number}" for number in range(2_100))
    )
    assert len(found.rows) == timelines.MOST_ENTRIES
    assert "The last 100 rows are left out" in found.said[0]
    assert "Only the first 10,000 of 12,001 lines" in seen("14:32 pager\n" * 12_000).said[0]


@pytest.mark.parametrize("text", ["", "\n\n", "hello\nworld", "a,b\n1,2\n"])
def test_without_any_time_there_is_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="There is no time anywhere in this"):
        seen(text)


def test_files_are_read_in_the_encodings_people_have(tmp_path: Path) -> None:
    text = "14:32 Jürgen prüft"
    for number, content in enumerate(
        (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("cp1252"))
    ):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(content)
        assert read_file(path) == text
    with pytest.raises(EnvironmentFault, match=r"gone\.txt cannot be read"):
        read_file(tmp_path / "gone.txt")
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * 9_000_000)
    with pytest.raises(UserError, match=r"9\.0 MB"):
        read_file(big)
    assert read_bytes(b"a\r\nb\rc") == "a\nb\nc"


def test_an_import_goes_into_the_timeline_in_one_act(session: Session) -> None:
    found = preview("[14:32] Kim: looks\n[14:20] Kim: deploys\n", session.timeline.day, "Europe/Berlin")
    session.timeline.take_many(found.ready)
    now = timelines.timeline(session.data)
    assert now is not None
    assert [each.text for each in now.entries] == ["Person 1: deploys", "Person 1: looks"]
    session.undo()
    now = timelines.timeline(session.data)
    assert now is not None
    assert now.entries == ()


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
MINUTES = st.integers(0, 60 * 24 * 365)


@given(st.lists(st.tuples(MINUTES, CELLS.filter(bool)), min_size=2, max_size=10))
def test_a_csv_of_ours_comes_back_row_by_row(given_rows: list[tuple[int, str]]) -> None:
    """Whatever the texts hold: quotes, bars, colons, names of kinds."""
    stamps = [to_stamp(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=each)) for each, _ in given_rows]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["time", "event", "kind", "source"])
    for at, (_, text) in zip(stamps, given_rows, strict=True):
        writer.writerow([at, text, "status", "log"])
    found = preview(out.getvalue(), DAY, "UTC", names="keep")
    assert [each.at for each in found.ready] == stamps
    assert {(each.kind, each.source) for each in found.ready} == {("status", "log")}


@given(st.text(max_size=300), st.booleans())
def test_every_line_of_a_source_is_in_the_preview(text: str, begins: bool) -> None:
    """Nothing is swallowed, whatever is pasted: a line is in a row, or it is a heading with a date or empty."""
    source = f"14:32 begins\n{text}" if begins else text
    try:
        found = preview(source, DAY, "UTC", names="keep")
    except UserError:
        return
    if found.said or found.form == "table":
        return
    shown = "".join("".join(row.original.split()) for row in found.rows)
    for word in text.split():
        if any(each.isalpha() for each in word) and found.form != "csv":
            assert word in shown or word.strip(" #*_-–—=[]()|").casefold() in ("today", "yesterday", "new")


def test_an_alarm_that_a_program_raises_is_a_detection() -> None:
    """It is what "noticed" follows from; people who write of alerts, and alarms that are over, stay context."""
    text = (
        "[09:10] Ana: deploying, no alert so far\n"
        "[09:22] pagerbot: ALERT search p95 above 2 s\n"
        "[09:24] Ana: the alert fires for me too\n"
        "[10:02] pagerbot: alert resolved\n"
    )
    found = [row.written.kind for row in seen(text).rows if row.written is not None]
    assert found == ["context", "detection", "context", "context"]


def test_a_bold_beginning_over_two_lines_leaves_no_sign_behind() -> None:
    source = "- **14:32 The feed stops\n  in all shops** at once\n- **14:40 Mara: it is\n  the feed**"
    assert rows(source, "keep") == [
        ("02 14:32", "The feed stops in all shops at once"),
        ("02 14:40", "Mara: it is the feed"),
    ]
