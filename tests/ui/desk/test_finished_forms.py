"""What came out of a session without a canvas stands on its last page."""

from typing import Any

from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.postmortems import Meeting
from facilitator.session import Session
from ui.desk.situation import results
from ui.widgets.plain_label import PlainLabel


def test_what_the_room_wrote_into_forms_came_out_of_it() -> None:
    """A charter that is filled in is no "nothing was agreed"; what the facilitator wrote alone is not shown."""
    centre = rehearse(method_files.load("cope"))
    centre.forms.set_field("independence", "funds", "Customer success")
    assert results(centre)[1] == (("Independence", "Funded by: Customer success"),)
    wiring = rehearse(method_files.load("wiring-review"))
    wiring.forms.set_field("maestro", "but", "Mine")
    assert results(wiring)[1] == ()


def test_rows_of_a_list_stand_there_as_well() -> None:
    """The key results are what an outcome review is for, and the moves what a wiring review is for."""
    review = rehearse(method_files.load("outcome-review"))
    review.forms.set_field("first", "objective", "Shops are paid sooner")
    row = review.forms.add_row("first", "results", None)
    for field, text in (("result", "Days to the payout"), ("baseline", "9"), ("target", "2 days")):
        review.forms.set_cell("first", "results", row, field, text)
    review.forms.set_cell("first", "results", row, "by", "2025-05-29")
    review.forms.add_row("first", "results", None)
    said = dict(results(review)[1])["First outcome"]
    assert said == (
        "Objective: Shops are paid sooner\nDays to the payout · today 9 · target 2 days · by 29 May 2025"
    )


def test_figures_with_their_reasons_and_what_was_picked_came_out_of_it() -> None:
    """A session of figures and forms has more to show than its next steps; no notes are counted where none are."""
    centre = rehearse(method_files.load("cope"))
    centre.scores.set_hands("four", "far", "involved", 4, 8)
    centre.scores.reveal("four", "far", "involved")
    centre.ratings.agree("four", "involved", values={"far": 4}, why="In the rota\nsince autumn")
    caption, found = results(centre)
    assert found == (("Where we stand", "Involved: 4 · In the rota since autumn"),)
    assert "note" not in caption
    centre.notes.add("today", "Project leads")
    assert results(centre)[0].startswith("1 note, ")
    review = rehearse(method_files.load("outcome-review"))
    for scale in ("today", "relevance"):
        review.scores.set_hands("elements", scale, "trust", 3, 8)
        review.scores.reveal("elements", scale, "trust")
    review.ratings.agree("elements", "trust", values={"today": 2, "relevance": 5})
    review.votes.set_hands("pick", "vote", "trust", 8)
    review.votes.set_hands("pick", "vote", "metrics", 7)
    review.votes.close("pick", "vote")
    assert dict(results(review)[1]) == {
        "Elements and mindsets": "Trust: today 2, relevance 5",
        "Pick": "Trust\nMetrics",
    }


def test_several_lines_stand_under_the_title_of_their_field() -> None:
    """A second line beside the titles would look like another field; a day is said as everywhere else."""
    centre = rehearse(method_files.load("cope"))
    centre.forms.set_field("charter", "next", "Name two\nTell all teams")
    centre.forms.set_field("charter", "look_back", "2025-05-29")
    assert dict(results(centre)[1])["Charter of the centre"].splitlines() == [
        "What comes next:",
        "    Name two",
        "    Tell all teams",
        "Look back on: 29 May 2025",
    ]


def test_a_look_back_says_then_and_now() -> None:
    """What a figure came to is said with where it stood and where it was meant to be."""
    review = rehearse(method_files.load("outcome-review"))
    row = review.forms.add_row("look-back", "results", None)
    for field, text in (("result", "Days"), ("baseline", "9"), ("target", "2"), ("now", "4")):
        review.forms.set_cell("look-back", "results", row, field, text)
    review.forms.set_field("look-back", "learnt", "Calls help")
    assert dict(results(review)[1])["Then and now"].splitlines() == [
        "Days · then 9 · target 2 · now 4",
        "What we learn from it: Calls help",
    ]


def test_the_last_page_of_a_postmortem_says_what_was_learnt_and_what_is_still_open() -> None:
    """Durations and factors beside the promises; and what keeps it from being closed, with the way to it."""
    incident = rehearse(method_files.load("postmortem"))
    incident.timeline.set_incident(
        began="2026-03-02T13:00:00Z", noticed="2026-03-02T13:10:00Z", resolved="2026-03-02T14:00:00Z"
    )
    incident.notes.add_many("factors", ["One limit for four zones", "A check at low load"])
    incident.commitments.decline("Another partner", "Out of scope this year")
    said = dict(results(incident)[1])
    assert said["How long it took"] == "Noticed after 10 min, resolved 1 h after it began"
    assert said["What contributed"] == "One limit for four zones\nA check at low load"
    assert said["Left undone on purpose"] == "Another partner (Out of scope this year)"
    assert said["How far it is"].startswith("Draft. Message to those outside: not said yet.")
    assert "“The postmortem”" in said["How far it is"]


def asked_at_the_close(raised: int) -> Session:
    """A postmortem at whose close so many of eight said that they learnt something."""
    session = rehearse(method_files.load("postmortem"), "Search, May")
    session.values.set_many("close", {"raised": [raised, None], "raised_of": 8})
    return session


BEFORE = (
    Meeting("a", "Search, January", "2026-01-12", 0.5, 0.75, 3.0),
    Meeting("b", "Search, March", "2026-03-02", 0.9, None, 4.5),
)


def test_what_the_meeting_was_worth_stands_on_the_last_page_beside_those_before() -> None:
    """The trend is seen where the answers of the close are; without answers nothing is said of others either."""
    said = dict(results(asked_at_the_close(4))[1])
    assert said["What the meeting was worth"] == "50 % learnt something"
    session = asked_at_the_close(8)
    own = Meeting(session.id, "Search, May", "2026-05-02", 0.1, None, None)
    assert dict(results(session, (*BEFORE, own))[1])["What the meetings were worth"].splitlines() == [
        "Search, January: 50 % learnt something, 75 % would come again, worth the time: 3 of 5",
        "Search, March: 90 % learnt something, worth the time: 4.5 of 5",
        "Search, May: 100 % learnt something",
    ]
    silent = rehearse(method_files.load("postmortem"))
    assert not any("worth" in title for title, _ in results(silent, BEFORE)[1])


def test_the_library_is_asked_for_the_trend_when_the_last_page_is_there(open_desk: Any) -> None:
    """Once, not with each change, and of the newest meetings only."""
    desk = open_desk()
    asked: list[int] = []

    def meetings(_session: Session, most: int) -> tuple[Meeting, ...]:
        asked.append(most)
        return BEFORE

    object.__setattr__(desk.window.services, "meetings", meetings)
    session = asked_at_the_close(8)
    desk.window.open_session(session)
    session.course.start()
    session.course.finish()
    page = desk.page

    def words() -> str:
        QApplication.processEvents()
        return " ".join(each.text() for each in page.finished_page.findChildren(PlainLabel))

    # On a busy machine it has asked by itself already.
    page._host._asking.stop()
    assert "100 % learnt something" in words()
    if not asked:
        page._host.ask_meetings()
    assert "Search, January: 50 %" in words()
    session.values.set_many("close", {"raised": [4, None]})
    assert "Search, May: 50 %" in words()
    assert asked == [5]


def test_what_was_noted_and_decided_came_out_of_a_short_format() -> None:
    """Notes that nothing went on with, group by group; the order of the topics; what was chosen, said once."""
    coffee = rehearse(method_files.load("lean-coffee"))
    coffee.notes.add_many("topics", ["Reviews on Fridays", "Forms"])
    for votes, topic in enumerate(coffee.data.notes_in("topics"), start=1):
        coffee.votes.set_hands("vote", "vote", topic.id, votes)
    coffee.votes.close("vote", "vote")
    coffee.notes.add_many("learnt", [f"Line {number}" for number in range(10)])
    assert results(coffee)[1] == (
        ("Vote", "1. Forms\n2. Reviews on Fridays"),
        ("Talk", "\n".join((*(f"Line {number}" for number in range(8)), "and 2 more"))),
    )
    talk = rehearse(method_files.load("brown-bag-feedback"))
    talk.notes.add_many("good", ["Told openly", "Live", "No slides"])
    talk.groups.create([each.id for each in talk.data.notes_in("good")[1:]], "A real screen")
    talk.notes.add("next", "Flags on phones")
    assert results(talk)[1] == (
        ("For the speaker", "Good: A real screen · Told openly\nNext: Flags on phones"),
    )


def test_what_a_list_was_written_about_is_not_said_twice() -> None:
    """The reasons that were picked open their rows; a sentence in a row is set off from its title."""
    ahead = rehearse(method_files.load("pre-mortem"))
    ahead.notes.add_many("reasons", ["The warehouse was told", "We switched on one day"])
    for reason in ahead.data.notes_in("reasons"):
        ahead.votes.set_hands("worst", "vote", reason.id, 5)
    ahead.votes.close("worst", "vote")
    row = ahead.forms.add_row("mend", "risks", None)
    cells = {"reason": "The warehouse was told", "sign": "Nobody from there in March", "now": "Ask them"}
    for field, text in cells.items():
        ahead.forms.set_cell("mend", "risks", row, field, text)
    assert dict(results(ahead)[1]) == {
        "The worst three": "We switched on one day",
        "Mend it now": (
            "The warehouse was told · early sign: Nobody from there in March · what we do now Ask them"
        ),
    }


def test_a_move_is_said_with_its_early_sign() -> None:
    """The sign by which the room will know is what it goes home with."""
    review = rehearse(method_files.load("wiring-review"))
    row = review.forms.add_row("moves", "moves", None)
    for field, text in (("spot", "Access"), ("do", "One office"), ("pulls", "Habit"), ("sign", "Two days")):
        review.forms.set_cell("moves", "moves", row, field, text)
    assert dict(results(review)[1])["Moves"].endswith("early sign Two days")


def test_what_the_time_was_worth_to_the_room_came_out_of_it() -> None:
    """The middle and how far the answers lie apart, as in the report, with a canvas and without one."""
    for method in ("lean-coffee", "cop-bootstrap"):
        session = rehearse(method_files.load(method))
        close = next(each.id for each in session.data.method.activities if each.kind == "closing")
        assert results(session)[1] == ()
        session.values.set(close, "roti", [3, 4, 4, 5, 5, 5])
        assert results(session)[1] == (
            ("Return on time invested", "4.5 of 5 in the middle, from 3 to 5 · 6 answers"),
        )
        session.values.set(close, "roti", [4])
        assert results(session)[1][0][1] == "4 of 5 · 1 answer"
