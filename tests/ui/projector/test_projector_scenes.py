"""What the back row can read: every scene keeps its letters large, its words apart and its edges free."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from facilitator import audience, method_files
from facilitator.activities import kind_names
from facilitator.activities.brainstorm import BrainstormView, LaneView
from facilitator.audience import AudienceView, ClockView
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector import scene
from ui.projector.sheet import NotePaper, Screen, Sheet
from ui.widgets.clock import clock_digits

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768), Screen(3840, 2160)]
SHORT = "Why us now"
LONG = "What would people who were not in this room notice first about us, and whom would they tell? " * 4
WIDE = "Donaudampfschifffahrtsgesellschaftskapitaen"

PROMPTS = {"prompt", "result"}
NOTES = {"note"}
SMALL = {"footer"}
"""Words that nobody has to read."""
STANDING_GROUND = {"ground", "icon", "picture", "dots", "bar"}


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


def fresh() -> Session:
    session = rehearse(method_files.load("cop-bootstrap"), "Steady Hands kick-off")
    session.course.start()
    return session


def at(session: Session, activity: str, phase: str | None = None) -> Session:
    session.course.go(activity, phase)
    return session


def with_notes(count: int, text: str = "One shared way to run an incident") -> Session:
    session = fresh()
    session.notes.add_many("vision", [f"{text} {number}" for number in range(count)])
    return session


def grouped() -> Session:
    session = with_notes(60)
    ids = [note.id for note in session.data.notes_in("vision")]
    for number in range(7):
        title = "On-call people can live with, in every team that has one" if number % 2 else "Short"
        session.groups.create(ids[number * 8 : number * 8 + 8], title)
    session.groups.add_named("vision", "Left on paper", 7)
    return session


def agreed() -> Session:
    session = fresh()
    for box in ("vision", "importance", "how", "measures", "who_what", "communication", "resources"):
        session.outcomes.write(box, "\n".join(f"We agree on line {n}\n\tand its detail" for n in range(9)))
    session.outcomes.write("name", "Steady Hands")
    session.outcomes.write("leader", "Hana")
    return session


def voted(*counts: int, names: tuple[str, ...] = ("Steady Hands", "Lighthouse", "Calm Pagers")) -> Session:
    session = at(fresh(), "name", "vote")
    notes = session.notes.add_many("names", list(names))
    for note, count in zip(notes, counts, strict=False):
        session.votes.set_hands("name", "vote", note.id, count)
    if counts:
        session.votes.close("name", "vote")
    return session


def elected(phase: str) -> Session:
    session = at(fresh(), "leader", "vote")
    notes = session.notes.add_many("nominees", ["Ines", "Goran"])
    session.votes.set_hands("leader", "vote", notes[0].id, 6)
    session.votes.close("leader", "vote")
    if phase == "result":
        session.votes.elect("leader", notes[0].id)
    return at(session, "leader", phase)


def closing(phase: str) -> Session:
    session = at(fresh(), "close", phase)
    for number in range(9):
        session.parking.park(f"A topic that we put aside, number {number}")
        session.actions.add(f"A step that somebody takes, number {number}", owner="Ines", due="2026-12-05")
    session.values.set_many("close", {"roti": [5, 4, 4, 3, 1], "roti_shown": True})
    session.values.set("close", "words", ["hopeful", "tired", "ready to begin", "curious"] * 9)
    return session


def consenting(phase: str) -> Session:
    session = fresh()
    session.votes.set_rule("leader", "way", "consent")
    session.votes.nominate("leader", "1", "Ines", "calm")
    session.votes.propose("leader", session.votes.candidates("leader")[0].id)
    return at(session, "leader", phase)


def asking_for_time() -> Session:
    """A timebox that is over, and the question put to the room."""
    session = at(with_notes(3), "vision-importance", "share")
    session.set_focus(replace(session.focus, time_vote=True))
    return session


def on_break() -> Session:
    session = fresh()
    session.course.begin_break(session.agenda.add_break(10).id)
    return session


def looking_at_canvas(session: Session) -> Session:
    session.set_focus(replace(session.focus, canvas=True))
    return session


def reading(text: str) -> Session:
    session = at(fresh(), "vision-importance", "share")
    note = session.notes.add("vision", text)
    session.set_focus(replace(session.focus, note_id=note.id))
    return session


def ended() -> Session:
    session = agreed()
    session.course.finish()
    return session


def prepared() -> Session:
    session = rehearse(method_files.load("cop-bootstrap"), "Kick-off")
    session.values.set_start("2026-11-23T10:00:00+01:00")
    return session


def talking_in(session: Session) -> Session:
    session.set_focus(replace(session.focus, group_id=session.data.groups_in("vision")[2].id))
    return session


SCENES: dict[str, Callable[[], Session]] = {
    "waiting": prepared,
    "briefing": lambda: at(fresh(), "welcome"),
    "check-in": lambda: at(fresh(), "check-in"),
    "solo": lambda: at(with_notes(60), "vision-importance", "solo"),
    "share, 60 notes": lambda: at(with_notes(60), "vision-importance", "share"),
    "share, 3 notes": lambda: at(with_notes(3), "vision-importance", "share"),
    "share, nothing": lambda: at(fresh(), "vision-importance", "share"),
    "share, long notes": lambda: at(
        with_notes(9, "A note that goes on and on " * 9), "vision-importance", "share"
    ),
    "cluster": lambda: talking_in(at(grouped(), "vision-importance", "cluster")),
    "reading": lambda: reading("People volunteer for on-call"),
    "reading a long note": lambda: reading("A note that does not want to end. " * 120),
    "reading a long word": lambda: reading("x" * 400),
    "align": lambda: at(agreed(), "vision-importance", "align"),
    "align, nothing": lambda: at(fresh(), "vision-importance", "align"),
    "canvas, empty": lambda: looking_at_canvas(at(fresh(), "impact")),
    "canvas, full": lambda: looking_at_canvas(at(agreed(), "impact")),
    "collect, nothing": lambda: at(fresh(), "name", "collect"),
    "collect": lambda: at(voted(), "name", "collect"),
    "vote": lambda: voted(),
    "vote, many": lambda: voted(names=tuple(f"A name that somebody likes {n}" for n in range(40))),
    "tie": lambda: voted(6, 6, 2),
    "result": lambda: at(voted(7, 6, 2), "name", "result"),
    "result, hundreds": lambda: at(voted(9, 6, 0), "name", "result"),
    "nominate": lambda: at(fresh(), "leader", "nominate"),
    "consent": lambda: elected("consent"),
    "elected": lambda: elected("result"),
    **{
        f"by consent, {phase}": lambda phase=phase: consenting(phase)  # type: ignore[misc]
        for phase in ("nominate", "reasons", "change", "proposal", "consent")
    },
    **{
        f"closing, {phase}": lambda phase=phase: closing(phase)  # type: ignore[misc]
        for phase in ("parking", "next_steps", "roti", "word")
    },
    "time vote": asking_for_time,
    "break": on_break,
    "finished": ended,
}


WITHOUT_QUESTION = (
    "reading",
    "canvas",
    "tie",
    "result",
    "consent",
    "by consent, proposal",
    "by consent, consent",
    "elected",
    "closing, parking",
    "closing, roti",
    "closing, word",
    "time vote",
    "break",
    "finished",
)
"""Scenes that show no question of the method."""


def with_prompt(view: AudienceView, prompt: str) -> AudienceView:
    """The view with another question in every place that has one."""
    part = view.part
    if part is None:
        return replace(view, session_title=prompt)
    if isinstance(part, BrainstormView):
        lanes = tuple(replace(lane, question=prompt) for lane in part.lanes)
        return replace(view, part=replace(part, questions=(prompt,) * len(part.questions), lanes=lanes))
    name = "title" if hasattr(part, "title") else "question"
    return replace(view, part=replace(part, **{name: prompt}))  # type: ignore[type-var]


def sheets_of(view: AudienceView, screen: Screen) -> Iterator[Sheet]:
    """Every page, as the room sees it."""
    for page in range(scene.pages(view, screen)):
        yield scene.arrange(replace(view, page=page), screen).sheet


def check_letters(sheet: Sheet, screen: Screen) -> None:
    for mark in sheet.marks:
        if not mark.px:
            continue
        if mark.role in PROMPTS:
            assert mark.px >= int(screen.height / 18), (mark.role, mark.text[:40], mark.px)
        elif mark.role in NOTES:
            assert mark.px >= screen.height / 36, (mark.text[:40], mark.px)
        elif mark.role in SMALL:
            assert mark.px >= int(screen.height * 0.030), (mark.text[:40], mark.px)
        else:
            assert mark.px >= int(screen.height / 32), (mark.role, mark.text[:40], mark.px)


def check_clock(sheet: Sheet, screen: Screen, clock: ClockView | None) -> None:
    if sheet.clock is None:
        return
    assert clock is not None
    digits = clock_digits(clock.remaining)
    metrics = QFontMetricsF(sheet.clock.font_for(digits))
    assert metrics.tightBoundingRect("0").height() >= screen.height / 8 - 0.5
    assert metrics.horizontalAdvance(digits) <= sheet.clock.rect.width() + 1


def check_places(sheet: Sheet, screen: Screen) -> None:
    inner = screen.inner.adjusted(-1, -1, 1, 1)
    words = [mark for mark in sheet.marks if mark.role not in STANDING_GROUND]
    for mark in sheet.marks:
        assert inner.contains(mark.rect), (mark.role, mark.text[:40], mark.rect, inner)
    for one, other in combinations(words, 2):
        shared = one.rect.intersected(other.rect)
        assert min(shared.width(), shared.height()) <= 1.0, (
            one.role,
            one.text[:30],
            other.role,
            other.text[:30],
        )
    if sheet.clock is not None:
        assert inner.contains(sheet.clock.rect)
        # The digits' place reaches lower than its words do.
        clock = QRectF(sheet.clock.rect).adjusted(1, 0, 0, -screen.h(0.002))
        for mark in sheet.marks:
            assert not clock.intersects(mark.rect), (mark.role, mark.text[:40])


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
@pytest.mark.parametrize("name", SCENES)
def test_the_back_row_can_read_it(name: str, screen: Screen) -> None:
    """Letters keep their floors, nothing lies on anything else or leaves the inner 96 %, whatever the question."""
    view = audience.view(SCENES[name]())
    late = ClockView(-75 * 60, 300, True, "over") if view.clock is not None else None
    for prompt, clock in ((None, view.clock), (SHORT, late), (LONG[:300], view.clock), (WIDE, late)):
        asked = replace(view if prompt is None else with_prompt(view, prompt), clock=clock)
        for sheet in sheets_of(asked, screen):
            check_letters(sheet, screen)
            check_places(sheet, screen)
            check_clock(sheet, screen, asked.clock)


@pytest.mark.parametrize("name", [name for name in SCENES if not name.startswith(WITHOUT_QUESTION)])
def test_a_long_question_is_shown_in_full_on_some_page(name: str) -> None:
    """What is cut in a head stands on a page of its own: a question is never lost and never small."""
    view = audience.view(SCENES[name]())
    asked = with_prompt(view, LONG[:300].strip())
    for screen in SCREENS:
        complete = [
            mark
            for sheet in sheets_of(asked, screen)
            for mark in sheet.marks
            if mark.role in PROMPTS and mark.block.complete  # type: ignore[attr-defined]
        ]
        joined = " ".join(" ".join(mark.text.split()) for mark in complete)
        assert " ".join(LONG[:300].split()) in joined


def test_every_kind_of_activity_has_a_scene() -> None:
    for kind in kind_names():
        view = AudienceView("activity", "T", kind, "A", "p", "", None, None, None)
        assert callable(scene.scene_for(view))


def test_the_room_sees_the_page_with_the_group_in_talk() -> None:
    session = at(grouped(), "vision-importance", "cluster")
    groups = session.data.groups_in("vision")
    screen = SCREENS[0]
    session.set_focus(replace(session.focus, lane="vision", group_id=groups[6].id))
    shown = scene.arrange(audience.view(session), screen)
    assert (shown.page, shown.pages) == (1, 3)
    session.set_focus(replace(session.focus, page=1))
    assert scene.arrange(audience.view(session), screen).page == 2


def test_no_note_gets_lost_between_pages() -> None:
    """In the share phase all notes are on some page; sixteen at most on one."""
    session = at(with_notes(60), "vision-importance", "share")
    session.set_focus(replace(session.focus, lane="vision"))
    for screen in SCREENS:
        pages = list(sheets_of(audience.view(session), screen))
        texts = [[mark.text for mark in sheet.marks if mark.role == "note"] for sheet in pages]
        assert max(len(each) for each in texts) <= 16
        assert sorted(chain.from_iterable(texts)) == sorted(
            note.text for note in session.data.notes_in("vision")
        )


def test_a_group_says_what_it_does_not_show() -> None:
    session = at(grouped(), "vision-importance", "cluster")
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert "and 4 more" in text
    assert "7 on the wall" in text


def test_loose_notes_take_all_columns_that_are_free_before_any_is_left_out() -> None:
    """Five loose notes and one group are all to be seen; the rest is counted once the page is full."""
    session = at(with_notes(6), "vision-importance", "cluster")
    notes = session.data.notes_in("vision")
    session.groups.create([notes[0].id], "Calm")
    session.set_focus(replace(session.focus, lane="vision"))
    text = scene.arrange(audience.view(session), SCREENS[0]).sheet.text
    assert all(note.text in text for note in notes)
    assert "more" not in text
    session.notes.add_many("vision", [f"Another {number}" for number in range(20)])
    assert "and 13 more" in scene.arrange(audience.view(session), SCREENS[0]).sheet.text


def test_until_notes_are_grouped_the_room_sees_them_as_large_as_while_they_are_read() -> None:
    """One column of small notes would leave the wall empty; nothing is called loose while nothing is tied."""
    session = at(with_notes(6), "vision-importance", "cluster")
    session.set_focus(replace(session.focus, lane="vision"))
    sorting = scene.arrange(audience.view(session), SCREENS[0]).sheet
    session.course.go("vision-importance", "share")
    reading = scene.arrange(audience.view(session), SCREENS[0]).sheet
    notes = [[mark.rect for mark in sheet.marks if mark.role == "note"] for sheet in (sorting, reading)]
    assert len(notes[0]) == 6
    assert notes[0] == notes[1]
    assert "loose" not in sorting.text


def test_a_long_note_is_read_out_on_as_many_pages_as_it_needs() -> None:
    text = " ".join(f"word{number}" for number in range(900))
    session = reading(text)
    for screen in SCREENS:
        shown = [
            mark.text
            for sheet in sheets_of(audience.view(session), screen)
            for mark in sheet.marks
            if mark.role == "note"
        ]
        assert len(shown) > 1
        assert " ".join(" ".join(shown).split()) == text


def test_votes_show_no_count_before_the_round_is_closed() -> None:
    session = voted()
    first = session.votes.candidates("name")[0]
    session.votes.set_hands("name", "vote", first.id, 9)
    marks = [mark for sheet in sheets_of(audience.view(session), SCREENS[0]) for mark in sheet.marks]
    assert not [mark for mark in marks if mark.role in ("count", "dots")]
    assert "9" not in "\n".join(mark.text for mark in marks)


def test_the_result_says_how_a_tie_was_settled() -> None:
    session = voted(6, 6, 2)
    one, two, _ = (each.id for each in session.votes.candidates("name"))
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert "A tie. One vote each between these" in text
    for candidate in (one, two):
        session.votes.set_hands("name", "run_off", candidate, 5)
    session.votes.close("name", "run_off")
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert "Show 0 to 5 fingers for each" in text
    assert "0 stops it, 5 is all for it" in text
    assert "one vote each" not in text
    for candidate in (one, two):
        session.votes.show_fingers("name", candidate, [3, 4])
    session.votes.close("name", "fist")
    session.votes.draw_lot("name", "4711")
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert "drawn by lot with the seed 4711" in text
    assert "Rule for a tie, announced before: run-off, fist of five, draw by lot" in text


def test_the_result_of_a_fist_of_five_shows_the_fingers() -> None:
    """Whoever lost by fingers sees by how much; who was not level has none."""
    session = voted(6, 6, 2)
    one, two, _ = (each.id for each in session.votes.candidates("name"))
    for candidate in (one, two):
        session.votes.set_hands("name", "run_off", candidate, 5)
    session.votes.close("name", "run_off")
    session.votes.show_fingers("name", one, [4, 5, 3])
    session.votes.show_fingers("name", two, [5, 1])
    open_round = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert "lowest" not in open_round, "nothing is shown before the round is closed"
    session.votes.close("name", "fist")
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert "level in votes, chosen by fist of five" in text
    assert "run-off 5\nfingers 12, lowest 3" in text
    assert "run-off 5\nfingers 6, lowest 1" in text
    assert text.count("fingers") == 2


def test_a_break_says_when_the_room_goes_on() -> None:
    """The time of day, to the minute; while the clock rests nobody can know it."""
    session = on_break()
    session.wall = lambda: "2026-03-02T09:55:10Z"
    at = datetime(2026, 3, 2, 10, 5, tzinfo=UTC).astimezone()
    text = next(iter(sheets_of(audience.view(session), SCREENS[0]))).text
    assert f"We go on at {at:%H:%M}" in text
    session.course.pause_clock()
    text = next(iter(sheets_of(audience.view(session), SCREENS[0]))).text
    assert "We go on when the clock is at zero." in text


def test_a_group_without_a_name_has_its_notes_and_no_title() -> None:
    """The desk asks for a name; the room does not take the first note for one."""
    session = at(with_notes(4), "vision-importance", "cluster")
    ids = [note.id for note in session.data.notes_in("vision")]
    session.groups.create(ids[:2], "")
    marks = [mark for sheet in sheets_of(audience.view(session), SCREENS[0]) for mark in sheet.marks]
    assert [mark.text for mark in marks if mark.role == "group"] == ["Still loose"]
    session.course.go("vision-importance", "align")
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(session), SCREENS[0]))
    assert all(note.text in text for note in session.data.notes_in("vision")), "each is what was said"


def test_while_nothing_is_typed_the_room_reads_every_question_in_the_share_phase() -> None:
    """Stickies on a wall leave the board empty; the room still knows what it writes about."""
    session = at(fresh(), "vision-importance", "share")
    activity = session.course.activity
    assert activity is not None
    words = " ".join(next(iter(sheets_of(audience.view(session), SCREENS[0]))).text.split())
    for lane in activity.lanes:
        assert lane.question in words
    assert "We read them later" not in words


def test_a_few_notes_stand_side_by_side_and_none_moves_when_one_more_comes() -> None:
    """Long ones have the height of the screen, and the room finds a note where it was."""

    def places(count: int) -> list[tuple[float, float]]:
        session = at(with_notes(count, "A note that goes on and on " * 6), "vision-importance", "share")
        sheet = next(iter(sheets_of(audience.view(session), SCREENS[0])))
        return [(mark.rect.x(), mark.rect.y()) for mark in sheet.marks if isinstance(mark, NotePaper)]

    few, more = places(3), places(5)
    assert len({x for x, _ in few}) == 3
    assert set(few) <= set(more)


def test_a_crowd_of_votes_becomes_a_bar_that_stays_on_the_screen() -> None:
    view = audience.view(at(voted(9, 6, 0), "name", "result"))
    part = view.part
    many = tuple(
        replace(each, count=400 if each.winner else 0)
        for each in part.candidates  # type: ignore[attr-defined]
    )
    crowd = replace(view, part=replace(part, candidates=many))  # type: ignore[type-var]
    for screen in SCREENS:
        for sheet in sheets_of(crowd, screen):
            check_places(sheet, screen)


def test_an_empty_box_of_the_canvas_shows_its_question() -> None:
    text = "\n".join(sheet.text for sheet in sheets_of(audience.view(SCENES["canvas, empty"]()), SCREENS[0]))
    assert "What do we need?" in text


def test_a_clock_that_is_over_says_so_in_words_too(qtbot: QtBot) -> None:
    """The state of the clock is never told by colour alone: its words are drawn in a place of their own."""
    view = audience.view(at(fresh(), "vision-importance", "solo"))
    lane = LaneView("x", "X", "Why", "sun", (), ())
    board = replace(view, phase="share", part=BrainstormView("share", ("Why",), 0, (lane,)))
    for each in (view, board):
        face = scene.arrange(replace(each, clock=ClockView(-5, 300, True, "over")), SCREENS[0]).sheet.clock
        assert face is not None
        assert face.rect.height() >= SCREENS[0].h(0.2)


def test_loose_notes_in_several_columns_stand_under_one_heading_with_a_line() -> None:
    """The line reaches from the heading to the end of the last loose column, over no group; one column needs none."""
    session = at(with_notes(10), "vision-importance", "cluster")
    notes = session.data.notes_in("vision")
    session.groups.create([notes[0].id], "Calm")
    session.set_focus(replace(session.focus, lane="vision"))
    for screen in (SCREENS[0], SCREENS[3]):
        sheet = scene.arrange(audience.view(session), screen).sheet
        heading = next(mark for mark in sheet.marks if mark.text == "Still loose")
        rules = [mark for mark in sheet.marks if mark.role == "ground"]
        loose = [
            mark.rect for mark in sheet.marks if mark.role == "note" and mark.rect.x() >= heading.rect.x()
        ]
        assert len(rules) == 1
        assert rules[0].rect.left() == pytest.approx(heading.rect.left())
        assert rules[0].rect.right() == pytest.approx(max(rect.right() for rect in loose))
        assert heading.rect.bottom() < rules[0].rect.top() < min(rect.top() for rect in loose)
    for note in notes[5:]:
        session.notes.delete([note.id])
    sheet = scene.arrange(audience.view(session), SCREENS[0]).sheet
    assert not [mark for mark in sheet.marks if mark.role == "ground"]


def test_the_briefing_names_the_steps_beside_the_end() -> None:
    session = at(fresh(), "welcome")
    text = scene.arrange(audience.view(session), SCREENS[0]).sheet.text
    assert "10 steps \N{MIDDLE DOT} We end at " in text
    optional = next(each.id for each in session.data.method.activities if each.optional)
    session.agenda.skip(optional)
    assert "9 steps" in scene.arrange(audience.view(session), SCREENS[0]).sheet.text


def test_a_tie_does_not_repeat_the_rule_of_the_vote_before() -> None:
    """While the desk still stands in the vote, the caption must not promise more votes than the run-off has."""
    text = scene.arrange(audience.view(voted(6, 6, 2)), SCREENS[0]).sheet.text
    assert "two votes each" not in text


def test_a_page_never_ends_between_a_line_and_the_first_one_under_it() -> None:
    session = agreed()
    for view in (
        audience.view(at(session, "vision-importance", "align")),
        audience.view(looking_at_canvas(at(session, "impact"))),
    ):
        for screen in SCREENS:
            for sheet in sheets_of(view, screen):
                first = {
                    role: [mark.text for mark in sheet.marks if mark.role == role]
                    for role in ("bullet", "sign")
                }
                assert first["bullet"][0] != "and its detail"
                assert first["bullet"].count("and its detail") == len(first["sign"])


def test_a_line_from_the_right_has_its_dot_at_the_right() -> None:
    session = fresh()
    session.outcomes.write("vision", "التعلم من الحوادث\n\tبلا لوم\nLeft to right")
    sheet = scene.arrange(audience.view(at(session, "vision-importance", "align")), SCREENS[0]).sheet
    paper = next(mark.rect for mark in sheet.marks if mark.role == "ground")
    dots = [mark.rect for mark in sheet.marks if mark.role == "ground" and mark.rect.width() < 20]
    dash = next(mark.rect for mark in sheet.marks if mark.role == "sign")
    assert [rect.center().x() > paper.center().x() for rect in dots] == [True, False]
    assert dash.center().x() > paper.center().x()


def test_groups_that_hang_on_the_wall_are_shown_by_large_titles() -> None:
    session = fresh()
    session.groups.add_named("vision", "Learning without blame", 5)
    session.groups.add_named("vision", "Calm nights", 7)
    at(session, "vision-importance", "cluster")
    session.set_focus(replace(session.focus, lane="vision", group_id=session.data.groups_in("vision")[1].id))
    view = audience.view(session)
    for screen in SCREENS:
        sheet = scene.arrange(view, screen).sheet
        titles = [mark for mark in sheet.marks if mark.role == "row"]
        assert [mark.text for mark in titles] == ["Learning without blame", "Calm nights"]
        assert min(mark.px for mark in titles) >= screen.height / 18
        assert "7 on the wall" in sheet.text
        tray = next(mark for mark in sheet.marks if mark.role == "ground")
        assert tray.rect.contains(titles[1].rect)
        assert sheet.talk


def test_a_few_notes_have_larger_letters_than_many() -> None:
    def letters(count: int, text: str = "One shared way to run an incident") -> float:
        session = at(with_notes(count, text), "vision-importance", "share")
        sheet = next(iter(sheets_of(audience.view(session), SCREENS[0])))
        return min(mark.px for mark in sheet.marks if mark.role == "note")

    assert letters(3) == letters(8) > letters(9) == letters(60)
    assert letters(3, WIDE) == letters(60), "a long word is not broken for the sake of size"


def test_details_stand_beside_their_lines_on_a_wide_screen_and_under_them_on_a_narrow_one() -> None:
    view = audience.view(closing("next_steps"))
    for screen in SCREENS:
        sheet = scene.arrange(view, screen).sheet
        text = next(mark.rect for mark in sheet.marks if mark.role == "row")
        detail = next(mark.rect for mark in sheet.marks if mark.role == "detail")
        wide = screen.width > 1.5 * screen.height
        assert (detail.left() > text.right()) == wide
        assert (detail.top() >= text.bottom() - 1) == (not wide)


def test_the_answers_about_time_well_spent_say_what_they_mean() -> None:
    text = scene.arrange(audience.view(closing("roti")), SCREENS[0]).sheet.text
    for words in ("not at all", "as much as it cost", "far more than it cost"):
        assert words in text


def test_a_question_without_rules_has_the_big_clock_beside_it() -> None:
    for screen in SCREENS:
        sheet = scene.arrange(audience.view(at(fresh(), "check-in")), screen).sheet
        assert sheet.clock is not None
        assert sheet.clock.big


def test_the_number_of_the_page_is_never_cut() -> None:
    """On a narrow screen the caption gives way, not the page."""
    session = at(with_notes(60), "vision-importance", "share")
    for screen in SCREENS:
        for number, sheet in enumerate(sheets_of(audience.view(session), screen), start=1):
            caption = next(mark for mark in sheet.marks if mark.role == "caption")
            shown = caption.block.layout.text()  # type: ignore[attr-defined]
            assert f"page {number} of " in shown
            assert shown[-1].isdigit()


def test_a_prompt_of_two_lines_keeps_clear_of_what_stands_below() -> None:
    screen = SCREENS[2]
    view = audience.view(at(with_notes(9), "vision-importance", "share"))
    sheet = scene.arrange(view, screen).sheet
    prompt = next(mark for mark in sheet.marks if mark.role == "prompt")
    below = min(mark.rect.top() for mark in sheet.marks if mark.role == "note")
    assert prompt.block.lines == 2  # type: ignore[attr-defined]
    assert below - prompt.rect.bottom() >= screen.h(0.02)


def test_many_short_agreed_lines_stand_in_two_columns_before_there_is_another_page() -> None:
    session = agreed()
    session.set_focus(replace(session.focus, lane="vision"))
    view = audience.view(at(session, "vision-importance", "align"))
    part = view.part
    assert isinstance(part, BrainstormView)
    view = replace(view, part=replace(part, in_lane="vision"))
    first = next(iter(sheets_of(view, SCREENS[0])))
    assert len({round(mark.rect.x()) for mark in first.marks if mark.role == "sign"}) == 2
    assert scene.pages(view, SCREENS[0]) == 2
