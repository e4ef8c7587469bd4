"""Names become roles wherever they stand, and words that only look like names stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.pseudonyms import Pseudonyms, labels

PEOPLE = (
    ("Anna Schmidt", "responder"),
    ("Will Smith", "incident commander"),
    ("Mark", "responder"),
    ("Jürgen van der Berg", ""),
    ("田中 太郎", "scribe"),
    ("Grace Hopper", "responder"),
    ("Anne-Marie O'Neil", "manager"),
    ("James Lopez", "liaison"),
    ("May Chen", "observer"),
)


def hidden(text: str, *, always: tuple[str, ...] = ()) -> str:
    return Pseudonyms(PEOPLE, always).text(text)


def test_roles_are_numbered_where_several_people_have_one() -> None:
    assert labels(PEOPLE[:4]) == {
        "Anna Schmidt": "Responder 1",
        "Will Smith": "Incident commander",
        "Mark": "Responder 2",
        "Jürgen van der Berg": "Person 1",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Schmidt restarted it.", "Responder 1 restarted it."),
        ("anna restarted it, SCHMIDT watched", "Responder 1 restarted it, Responder 1 watched"),
        ("Schmidt, Anna", "Responder 1"),
        ("Anna S. was paged", "Responder 1 was paged"),
        ("Jürgen, van der Berg, Berg", "Person 1, Person 1, Person 1"),
        (unicodedata.normalize("NFD", "Jürgen"), "Person 1"),
        ("田中さんが再起動した", "Scribeさんが再起動した"),
        ("Anne-Marie asked; O'Neil too", "Manager asked; Manager too"),
        ("Anna\nSchmidt", "Responder 1"),
    ],
)
def test_names_become_roles(text: str, expected: str) -> None:
    assert hidden(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna's pager", "Responder 1's pager"),
        ("Anna’s pager", "Responder 1’s pager"),
        ("Annas Pager", "Responder 1’s Pager"),
        ("James' pager and James’s phone", "Liaison’s pager and Liaison’s phone"),
        ("the service 'James'", "the service 'Liaison'"),
        ("Mark's change", "Responder 2's change"),
        ("O'Neil's", "Manager's"),
    ],
)
def test_possessives_keep_their_ending(text: str, expected: str) -> None:
    assert hidden(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@anna can you look", "@responder-1 can you look"),
        ("cc @anna.schmidt, @will!", "cc @responder-1, @incident-commander!"),
        ("anna.schmidt@example.com", "responder-1@example.com"),
        ("https://git.example.com/aschmidt/fix", "https://git.example.com/responder-1/fix"),
        ("anna_schmidt, annaschmidt, Schmidt-Anna", "responder-1, responder-1, responder-1"),
        ("https://git.example.com/mark/fix", "https://git.example.com/responder-2/fix"),
        ("<@will> on it", "<@incident-commander> on it"),
    ],
)
def test_mentions_addresses_and_links_are_covered(text: str, expected: str) -> None:
    assert hidden(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Banana, savannah, Annan and the iceberg",
        "Will it restart? We will see. Will they?",
        "Mark it as done. We mark it.",
        "Grace period of ten minutes, with grace.",
        "in May, on May 3, since 4 May 2026. May we?",
        "The jameson library",
        "it can/will happen, see will_paginate, and so on.Will it",
    ],
)
def test_words_that_are_no_names_stay(text: str) -> None:
    assert hidden(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I asked Will to wait.", "I asked Incident commander to wait."),
        ("Will restarted the node.", "Incident commander restarted the node."),
        ("Will: on it", "Incident commander: on it"),
        ("Will Smith will look", "Incident commander will look"),
        ("Mark and Anna looked", "Responder 2 and Responder 1 looked"),
        ("we told May first", "we told Observer first"),
    ],
)
def test_common_words_are_replaced_where_they_stand_as_names(text: str, expected: str) -> None:
    assert hidden(text) == expected


def test_a_listed_word_is_always_a_name() -> None:
    assert hidden("Will, can you look?") == "Will, can you look?"
    assert hidden("Will, can you look?", always=("Will",)) == "Incident commander, can you look?"


def test_everything_replaced_and_everything_left_is_told() -> None:
    """Somebody looks at both lists before a file leaves the house."""
    names = Pseudonyms(PEOPLE)
    for text in ("Anna and anna", "Anna asked. Will it hold?", "Will it?"):
        names.text(text)
    assert [tuple(each) for each in names.replacements] == [
        ("Anna", "Responder 1", 2),
        ("anna", "Responder 1", 1),
    ]
    assert [tuple(each) for each in names.unsure] == [("Will", "Anna asked. Will it hold?", 2)]


def test_a_name_of_two_people_becomes_both() -> None:
    names = Pseudonyms([("Anna Schmidt", "scribe"), ("Anna Lopez", "liaison")])
    assert names.text("Anna, Anna Lopez") == "Scribe or Liaison, Liaison"


def test_nobody_to_hide_changes_nothing() -> None:
    assert Pseudonyms([]).text("Anna") == "Anna"
    assert Pseudonyms([("  ", "x"), ("(guest)", "y")]).text("Anna (guest)") == "Anna (guest)"


def test_a_role_that_holds_a_name_is_not_replaced_again() -> None:
    assert (
        Pseudonyms([("Anna", "friend of Berta"), ("Berta", "cook")]).text("Anna, Berta")
        == "Friend of Berta, Cook"
    )


RARE = st.sampled_from(["Xaver", "Ingeborg", "Þórdís", "Łukasz", "Σοφία", "Наталья"])


@given(RARE, RARE, st.text(max_size=40), st.text(max_size=40))
def test_no_name_that_stands_free_survives(first: str, last: str, before: str, behind: str) -> None:
    """Whatever stands around it, as long as no letter touches it."""
    names = Pseudonyms([(f"{first} {last}", "responder")])
    for name in (first, last, f"{first} {last}", f"{first}’s"):
        left = names.text(f"{before} {name} {behind}")
        assert f" {first} " not in left
        assert f" {last} " not in left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will power came back", "Incident commander power came back"),
        ("WILL looked", "Incident commander looked"),
        ("we will see", "we will see"),
        ("mark it as done", "mark it as done"),
        ("ask @will.smith", "ask @incident-commander"),
    ],
)
def test_a_listed_word_is_a_name_with_a_capital_only(text: str, expected: str) -> None:
    """“We will see” is nobody, also after somebody said that Will is one."""
    assert hidden(text, always=("Will", "Mark")) == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zoë Müller-Østergård", "Zoe asked; Mueller and Muller agreed, @zoe.mueller-oestergaard was told"),
        ("Zoë Müller-Østergård", "Ostergard’s pager rang, and Oestergaard came"),
        ("Łukasz Groß", "Lukasz said it, Gross wrote it"),
        ("Søren Ångström", "Soren and Angstrom, or Soeren Aangstroem"),
    ],
)
def test_a_name_typed_without_its_marks_is_a_name_as_well(name: str, said: str) -> None:
    """Chats are typed on whatever keyboard is there."""
    veil = Pseudonyms([(name, "On call")])
    told = veil.text(said)
    for part in ("zoe", "mueller", "muller", "stergard", "oestergaard", "lukasz", "gross", "soren", "ngstr"):
        assert part not in told.casefold(), told


def test_plain_spellings_make_no_names_of_other_words() -> None:
    """Only whole words are names, whatever their letters."""
    veil = Pseudonyms([("Zoë Müller", "On call")])
    said = "The muller mill and a zoetrope"
    assert "zoetrope" in veil.text(said)


def test_two_common_words_in_small_letters_are_no_whole_name() -> None:
    """“The new role will grant access” says nothing about Will Grant."""
    veil = Pseudonyms([("Will Grant", "On call")])
    said = "The new role will grant access. Will Grant asked for it."
    assert veil.text(said) == "The new role will grant access. On call asked for it."
