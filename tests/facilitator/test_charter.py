"""The charter of a method: put together from what its forms mark."""

import pytest

import resources
from facilitator import charter, forms, method_files
from facilitator.activities import kind
from facilitator.activities.form import FormView
from facilitator.charter import Charter
from facilitator.focus import Focus
from facilitator.opening import rehearse
from facilitator.session import Session

METHOD = "introduce-postmortems"


@pytest.fixture
def session() -> Session:
    """A session of the method with a charter, nothing written yet."""
    return rehearse(method_files.load(METHOD), "Shop")


def charter_of(session: Session) -> Charter:
    """Its charter."""
    found = charter.charter(session.data)
    assert found is not None
    return found


def texts(found: Charter) -> dict[str, list[str]]:
    """What stands in each section."""
    return {each.title: [part.text for part in each.parts] for each in found.sections}


def test_fields_of_several_forms_meet_in_their_sections(session: Session) -> None:
    """A promise from one form and a date from another stand on one page, sections in the order of the forms."""
    session.forms.set_field("promise", "promise", "Nobody is reprimanded")
    session.forms.set_field("charter", "team", "Shop")
    session.forms.set_field("charter", "look_back", "2026-10-15")
    found = charter_of(session)
    assert list(texts(found)) == [
        "Leadership promises",
        "The team agrees",
        "Safe word",
        "Where we start",
        "We look back",
    ]
    assert texts(found)["Leadership promises"] == ["Nobody is reprimanded", "", ""]
    assert texts(found)["Where we start"] == ["Shop", "", ""]
    assert texts(found)["We look back"] == ["2026-10-15"]
    assert found.headline == "We learn from incidents without blame"


def test_all_that_the_charter_needs_is_on_it() -> None:
    """Every field that the method asks for before others has a place on the page."""
    for activity in method_files.load(METHOD).activities:
        for field in forms.field_specs(activity):
            assert field.charter or not field.needed, field.id


def test_roles_written_down_sign_first_and_names_never(session: Session) -> None:
    """The lines are labelled with roles; those of the leaders take the first places, a role has one line."""
    usual = charter_of(session).signers
    assert len(usual) == 6
    for person, role in (("Ana", "Head of engineering"), ("Bo", "facilitator"), ("Cy", "")):
        session.forms.add_row("promise", "leaders", {"person": person, "role": role})
    signers = charter_of(session).signers
    assert signers == ("Head of engineering", "facilitator", *usual[1:5])


def test_more_roles_than_places_all_sign(session: Session) -> None:
    """Nobody who is named loses the line."""
    roles = [f"Lead {number}" for number in range(6)]
    for role in roles:
        session.forms.add_row("promise", "leaders", {"person": "Ana", "role": role})
    assert charter_of(session).signers == tuple(roles)


def test_a_blank_charter_is_that_of_an_empty_session(session: Session) -> None:
    """The handout and the file of a session that has not begun ask for the same."""
    assert charter.blank(session.data.method) == charter_of(session)


def test_other_methods_have_none() -> None:
    """A form alone makes no charter."""
    method = method_files.load("postmortem")
    assert any(each.kind == forms.KIND for each in method.activities)
    assert charter.home(method) is charter.blank(method) is None


def test_a_method_of_ones_own_can_have_a_charter() -> None:
    """All of it is data: another headline, another section, another role."""
    text = resources.read_text(f"methods/{METHOD}.toml")
    text = text.replace("We learn from incidents without blame", "How we share the pager")
    text = text.replace('charter = "Safe word"', 'charter = "The word"').replace(
        '"Product lead"', '"Night shift"'
    )
    found = charter.blank(method_files.parse(text, "own.toml"))
    assert found is not None
    assert found.headline == "How we share the pager"
    assert "The word" in texts(found)
    assert "Night shift" in found.signers


def test_the_room_reads_the_whole_page_before_it_signs(session: Session) -> None:
    """What is signed was written in several forms; in the phase of signing all of it is there, and nothing before."""
    session.forms.set_field("promise", "promise", "Nobody is reprimanded")
    session.forms.set_field("charter", "team", "Shop")
    activity = session.data.method.activity("charter")
    assert activity is not None
    before = kind("form").audience(session.data, activity, "fill", Focus())
    assert isinstance(before, FormView)
    assert before.fields == ()
    shown = kind("form").audience(session.data, activity, "show", Focus())
    assert isinstance(shown, FormView)
    assert shown.question == "We learn from incidents without blame"
    assert [(each.title, each.text) for each in shown.fields] == [
        ("Leadership promises", "Nobody is reprimanded"),
        ("Where we start", "First team: Shop"),
    ]


def test_rows_stand_on_the_charter_a_line_for_each() -> None:
    """Work shared with teams is promised as well: what, with whom, until when; an empty row is no line."""
    session = rehearse(method_files.load("cope"), "A place for production")
    assert texts(charter_of(session))["Involved"] == ["", ""]
    session.forms.add_row("shared-work", "work", {"what": "Alert review", "until": "2026-03-01"})
    session.forms.add_row("shared-work", "work")
    assert texts(charter_of(session))["Involved"] == ["", "", "Alert review \N{MIDDLE DOT} 1 March 2026"]
    own = next(each for each in session.data.method.activities if each.id == "shared-work")
    involved = next(each for each in charter_of(session).sections if each.title == "Involved")
    assert charter.fields_on(own) == tuple(part.spec for part in involved.parts)
    assert involved.lines(without=charter.fields_on(own)) == ""
