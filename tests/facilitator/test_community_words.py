"""What of a community's page a search finds, and what it shows of it."""

from collections.abc import Iterator

import pytest

from facilitator.communities import page_of
from facilitator.community_words import entries, excerpt, words_begun

PAGE = page_of(
    {
        "purposes": ["Keep what we know"],
        "sponsor": {"name": "Zoë Brandt", "gives": "A room"},
        "leader": {"name": "Ines", "hours": 4, "coach": "Otto"},
        "boundary": {"decides": "Which hives\n\nWhich honey", "asks": "Money"},
        "channels": [{"id": "c", "name": "The meadow", "link": "https://meadow.example"}],
        "backlog": [{"id": "t", "text": "Why do they swarm?", "done": False}],
        "events": [
            {
                "id": "e",
                "title": "Winter feed",
                "speaker": "Ada",
                "said": "We met late.\nOne two three four five six seven eight nine sugar ten.",
            }
        ],
        "criteria": {"coach": {"state": "missing", "note": "Nobody has asked"}},
        "balance": {"takers": "many"},
    }
)


def found(text: str) -> Iterator[tuple[str, str]]:
    """Yield where the words of a search are found, and what is shown of it."""
    begun = words_begun(text)
    for each in entries("Bee keepers", PAGE):
        said = excerpt(each, begun)
        if said is not None:
            yield each.where, said


@pytest.mark.parametrize(
    ("text", "where", "shown"),
    [
        ("keep BEE", "name", "Bee keepers"),
        ("zoe", "sponsor", "Zoë Brandt"),
        ("otto", "leader", "Ines\nOtto"),
        ("honey", "decides", "Which hives\nWhich honey"),
        ("meadow.exam", "channels:c", "The meadow\nhttps://meadow.example"),
        ("swarm", "backlog:t", "Why do they swarm?"),
        ("ada winter", "events:e", "Winter feed\nAda"),
        ("sugar", "events:e", "Winter feed\n…four five six seven eight nine sugar ten."),
        ("asked", "criteria:coach", "Nobody has asked"),
    ],
)
def test_what_people_wrote_is_found(text: str, where: str, shown: str) -> None:
    """Without case and accents, in any order, each word as the beginning of one; the line that has it is shown."""
    assert list(found(text)) == [(where, shown)]


@pytest.mark.parametrize("text", ["many", "takers", "swarm honey", "warm", "", " ?! "])
def test_what_is_not_there_is_not_found(text: str) -> None:
    """Nothing private, nothing of two different entries, no end of a word, and nothing without a word."""
    assert list(found(text)) == []
