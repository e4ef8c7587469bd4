"""Forms: what a field takes, rows that repeat, what the meeting corrects, and what the room sees."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import audience, forms, method_files
from facilitator.activities.form import FormView
from facilitator.beginning import Beginning, begin_session
from facilitator.errors import UserError
from facilitator.following import follow
from facilitator.forms import TYPES, FieldSpec, Form
from facilitator.library import Library
from facilitator.method_files import MethodError
from facilitator.opening import open_session
from facilitator.session import Session
from facilitator.state import find_activity
from tests.facilitator.postmortem_method import TEXT, looking_back, travelled

IMPACT = "impact"
CARRIED = """question = "What did it mean?"

[activities.settings]
carry = true
"""


def standing(session: Session) -> Form:
    """The form of the session."""
    return forms.forms_of(session.data)[0]


def value_of(session: Session, field_id: str) -> forms.Value | None:
    """What stands in a field."""
    found = standing(session).field(field_id)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  two   blanks ", "two blanks"),
        ("long", "one\n\ntwo", "one\n\ntwo"),
        ("number", "1200", 1200),
        ("number", "1,200", 1200),
        ("number", "1 200.5", 1200.5),
        ("number", "0,5", 0.5),
        ("number", "−3", -3),
        ("number", "12 customers", 12),
        ("date", " 2026-03-14 ", "2026-03-14"),
        ("time", "9:05", "09:05"),
        ("time", "14.32", "14:32"),
        ("choice", "sev-1", "Sev-1"),
        ("person", "Ana  Lúcia", "Ana Lúcia"),
        ("minutes", "95", 95),
        ("minutes", "95 min", 95),
        ("minutes", "1:35", 95),
        ("minutes", "1 h 35", 95),
        ("minutes", "1h35min", 95),
        ("minutes", "1,5 h", 90),
        ("number", "  ", None),
    ],
)
def test_a_field_takes_what_people_type(kind: str, typed: str, kept: forms.Value | None) -> None:
    """Numbers, dates, times and lengths are understood as they are usually written."""
    field = FieldSpec("x", "Field", kind, choices=("Sev-1", "Sev-2"), unit="customers")  # type: ignore[arg-type]
    assert forms.checked(field, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "many"),
        ("number", "1e5"),
        ("number", "9" * 30),
        ("date", "31.2.2026"),
        ("date", "2026-02-30"),
        ("time", "25:00"),
        ("time", "12:60"),
        ("choice", "Sev-9"),
        ("minutes", "soon"),
        ("minutes", "h"),
        ("text", "x" * 501),
    ],
)
def test_a_field_says_what_would_fit(kind: str, typed: str) -> None:
    """A text that does not fit is refused in one sentence that names the field."""
    field = FieldSpec("x", "Their count", kind, choices=("Sev-1",))  # type: ignore[arg-type]
    with pytest.raises(UserError, match=r"^Their count ") as caught:
        forms.checked(field, typed)
    assert "\n" not in str(caught.value)


@given(st.sampled_from(TYPES), st.text(max_size=40))
def test_what_is_kept_can_be_typed_again(kind: forms.FieldType, typed: str) -> None:
    """A value put back into its line edit and confirmed stays what it is, and no text ends in a crash."""
    field = FieldSpec("x", "Field", kind, choices=("a", "b"))
    try:
        kept = forms.checked(field, typed)
    except UserError:
        return
    assert forms.checked(field, forms.as_typed(kept)) == kept


def test_values_in_words() -> None:
    """Numbers carry their thousands and unit, lengths are hours and minutes."""
    assert forms.in_words(FieldSpec("x", "N", "number", unit="customers"), 1200) == "1,200 customers"
    assert forms.in_words(FieldSpec("x", "N", "minutes"), 95) == "1 h 35 min"
    assert forms.in_words(FieldSpec("x", "N", "minutes"), 120) == "2 h"


def test_an_empty_text_empties_a_field_and_undo_fills_it_again() -> None:
    """Nothing is kept for an empty field, and every act can be taken back."""
    session = looking_back()
    session.forms.set_field(IMPACT, "customers", "1,200")
    session.forms.set_field(IMPACT, "customers", "")
    assert value_of(session, "customers") is None
    session.undo()
    assert value_of(session, "customers") == 1200


def test_rows_keep_their_order_and_their_bounds() -> None:
    """Rows are added, moved and deleted one by one, never more than the method allows."""
    session = looking_back()
    ids = [session.forms.add_row(IMPACT, "responders", {"person": name}) for name in ("Ana", "Bo", "Cy")]
    session.forms.move_row(IMPACT, "responders", ids[2], 0)

    def names() -> list[str]:
        rows = standing(session).list_of("responders")
        assert rows is not None
        return [row.cells[0].text for row in rows.rows]

    assert names() == ["Cy", "Ana", "Bo"]
    with pytest.raises(UserError, match="3 rows at most"):
        session.forms.add_row(IMPACT, "responders")
    session.forms.delete_row(IMPACT, "responders", ids[0])
    assert names() == ["Cy", "Bo"]
    session.undo()
    assert names() == ["Cy", "Ana", "Bo"]
    with pytest.raises(UserError, match="no such field"):
        session.forms.set_cell(IMPACT, "responders", ids[0], "unknown", "x")


def test_what_is_needed_is_said_until_it_is_there() -> None:
    """Empty needed fields, missing rows and needed cells are named once each."""
    session = looking_back()
    assert standing(session).open == ("Customers", "Responders")
    session.forms.set_field(IMPACT, "customers", "0")
    row = session.forms.add_row(IMPACT, "responders", {"took": "5"})
    assert standing(session).open == ("Name",)
    session.forms.set_cell(IMPACT, "responders", row, "person", "Ana")
    assert standing(session).open == ()


def test_only_the_meeting_corrects() -> None:
    """Before the meeting a change is a change; in it the earlier wording is kept, until the old one is said again."""
    session = looking_back()
    session.forms.set_field(IMPACT, "customers", "1000")
    session.forms.set_field(IMPACT, "customers", "1200")
    row = session.forms.add_row(IMPACT, "responders", {"person": "Ana", "took": "60"})
    session.course.start()
    session.forms.set_field(IMPACT, "customers", "1300")
    session.forms.set_cell(IMPACT, "responders", row, "took", "1:35")
    session.forms.set_field(IMPACT, "level", "Sev-1")
    now = standing(session)
    assert [[each.text for each in field.was] for field in now.fields] == [["1,200 customers"], [], []]
    assert [each.text for each in now.rows[0].rows[0].cells[1].was] == ["1 h"]
    session.forms.set_field(IMPACT, "customers", "1200")
    assert standing(session).fields[0].was == ()


def test_what_the_meeting_says_first_and_words_anew_is_no_correction() -> None:
    """Only what stood before the meeting has an earlier wording: nobody wrote the others before."""
    session = looking_back()
    session.forms.set_field(IMPACT, "customers", "1000")
    session.course.start()
    session.forms.set_field(IMPACT, "level", "Sev-1")
    session.forms.set_field(IMPACT, "level", "Sev-2")
    row = session.forms.add_row(IMPACT, "responders", {"person": "Ana"})
    session.forms.set_cell(IMPACT, "responders", row, "person", "Bo")
    session.forms.set_cell(IMPACT, "responders", row, "took", "60")
    session.forms.set_cell(IMPACT, "responders", row, "took", "90")
    session.forms.set_field(IMPACT, "customers", "1100")
    now = standing(session)
    assert [len(field.was) for field in now.fields] == [1, 0, 0]
    assert [cell.was for cell in now.rows[0].rows[0].cells[:2]] == [(), ()]


def test_a_deleted_row_leaves_nothing_behind() -> None:
    """What a row was corrected from goes with it."""
    session = looking_back()
    row = session.forms.add_row(IMPACT, "responders", {"person": "Ana"})
    session.course.start()
    session.forms.set_cell(IMPACT, "responders", row, "person", "Bo")
    session.forms.delete_row(IMPACT, "responders", row)
    assert session.data.values_of(IMPACT) == {}


def test_the_room_sees_no_half_written_form() -> None:
    """While a form is filled in, the room sees what is asked; shown, only what stands there."""
    session = looking_back()
    session.forms.set_field(IMPACT, "customers", "1200")
    session.forms.add_row(IMPACT, "responders", {"person": "Ana"})
    session.course.start()
    filling = audience.view(session).part
    assert isinstance(filling, FormView)
    assert filling.asked == ("Customers", "Level", "In short", "Responders")
    assert (filling.fields, filling.rows) == ((), ())
    session.course.go(IMPACT, "show")
    shown = audience.view(session).part
    assert isinstance(shown, FormView)
    assert [(each.title, each.text) for each in shown.fields] == [("Customers", "1,200 customers")]
    assert shown.rows[0].columns == ("Name", "For")
    assert shown.rows[0].rows == (("Ana", ""),)


def test_a_form_goes_on_only_where_its_method_says_so(tmp_path: Path) -> None:
    """A charter comes along, and what the next meeting changes shows then and now; other forms begin empty."""
    carried = method_files.parse(TEXT.replace('question = "What did it mean?"', CARRIED), "look-back.toml")
    with Library.create_or_open(tmp_path / "library.db") as library:
        for method, expected in ((carried, 1200), (method_files.parse(TEXT, "look-back.toml"), None)):
            session = open_session(library, begin_session(library, method, Beginning("Impact")))
            session.forms.set_field(IMPACT, "customers", "1200")
            session.forms.add_row(IMPACT, "responders", {"person": "Ana"})
            later = open_session(library, follow(library, session.id))
            assert value_of(later, "customers") == expected
            assert bool(standing(later).rows[0].rows) is (expected is not None)
            later.course.start()
            later.forms.set_field(IMPACT, "customers", "900")
            assert len(standing(later).fields[0].was) == (expected is not None)


def test_a_form_travels_in_a_document() -> None:
    """Values, rows and corrections are the same in another library."""
    session = looking_back()
    session.forms.set_field(IMPACT, "customers", "1200")
    row = session.forms.add_row(IMPACT, "responders", {"person": "Ana"})
    session.course.start()
    session.forms.set_cell(IMPACT, "responders", row, "person", "Bo")
    assert forms.forms_of(travelled(session)) == forms.forms_of(session.data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("field:customers", ["no"]),
        ("field:customers", True),
        ("row:responders:r1", {"person": ["no"]}),
        ("row:responders:r1", {".position": "first"}),
        ("was:field:customers", [{"text": "x"}]),
        ("was:field:customers", [{"text": "x", "at": "soon"}]),
    ],
)
def test_a_strangers_form_is_looked_at(key: str, value: object) -> None:
    """A document with another shape in a form is refused, and the place is named."""
    session = looking_back()
    session.values.set(IMPACT, key, value)
    with pytest.raises(UserError, match="activity_values"):
        travelled(session)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('choices = ["Sev-1", "Sev-2"]', 'unit = "x"', "choices.*is missing"),
        ('type = "choice"', 'type = "choise"', "Did you mean “choice”"),
        ("least = 1", "least = 201", "from 0 to 200"),
        ('id = "took"', 'id = "person"', "must be its own"),
        ('title = "For", type', 'titel = "For", type', "Did you mean “title”"),
    ],
)
def test_a_mistake_in_a_form_is_explained(before: str, after: str, said: str) -> None:
    """Settings of a form are checked down to the cells of its rows."""
    assert before in TEXT
    with pytest.raises(MethodError, match=said):
        method_files.parse(TEXT.replace(before, after), "look-back.toml")


def test_what_a_session_writes_for_the_first_time_is_no_correction(tmp_path: Path) -> None:
    """Whoever changes their mind about a move while it is chosen has corrected nothing; the next session does."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        method = method_files.load("wiring-review")
        first = open_session(library, begin_session(library, method, Beginning("One order")))
        first.course.start()
        row = first.forms.add_row("moves", "moves", {"spot": "The feed", "move": "glue", "do": "One team"})
        first.forms.set_cell("moves", "moves", row, "move", "split")
        form = forms.form(first.data, find_activity(first.data.method, "moves"))
        assert form.rows[0].rows[0].cells[1].was == ()
        then = open_session(library, follow(library, first.id))
        then.course.start()
        again = forms.form(then.data, find_activity(then.data.method, "moves")).rows[0].rows[0]
        then.forms.set_cell("moves", "moves", again.id, "move", "glue")
        form = forms.form(then.data, find_activity(then.data.method, "moves"))
        assert [each.text for each in form.rows[0].rows[0].cells[1].was] == ["split"]
