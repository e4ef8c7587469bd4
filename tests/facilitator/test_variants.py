"""Variants: other lengths of a method, chosen when a session begins and kept by it."""

from pathlib import Path

import pytest

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.errors import UserError
from facilitator.following import follow
from facilitator.library import Library
from facilitator.method_files import MethodError
from facilitator.opening import open_session
from facilitator.variants import in_variant, usual_variant
from tests.facilitator.postmortem_method import TEXT, look_back


def minutes(method_id: str, activity_id: str) -> list[float]:
    """The timeboxes of an activity in a variant."""
    activity = in_variant(look_back(), method_id).activity(activity_id)
    assert activity is not None
    return [each.minutes for each in activity.phases]


def test_phases_are_as_much_shorter_as_the_whole_unless_named() -> None:
    """Half the time is half of each phase in half minutes; a phase that is named has its own minutes."""
    assert in_variant(look_back(), "short").minutes == 20
    assert minutes("short", "analysis") == [2, 1.5, 1]
    assert minutes("short", "actions") == [0.5, 1.5, 1, 1]
    assert in_variant(look_back(), None) == look_back()
    assert usual_variant(look_back()) is None


def test_a_session_keeps_its_variant(tmp_path: Path) -> None:
    """Length, timeboxes and re-planning follow it, in the session that follows too."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(
            library, begin_session(library, look_back(), Beginning("Short", variant="short"))
        )
        assert session.data.session.minutes == 20
        entry = session.data.entry_of("times")
        assert entry is not None
        assert entry.minutes == {"walk": 6}
        later = open_session(library, follow(library, session.id))
        assert later.data.method == session.data.method


def test_an_unknown_variant_begins_nothing(tmp_path: Path) -> None:
    """The message names those that are there."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        with pytest.raises(UserError, match="Known: short"):
            begin_session(library, look_back(), Beginning("Short", variant="tiny"))
        assert library.summaries() == []


def test_variants_survive_as_plain_values() -> None:
    """A method with variants is the same after a journey as a mapping."""
    method = look_back()
    assert method_files.from_mapping(method_files.to_mapping(method)) == method


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"analysis/ask" = 2', '"analysis/aks" = 2', "Did you mean “analysis/ask”"),
        ('"analysis/ask" = 2', '"analysis/ask" = 0', "above 0"),
        ("minutes = 20", "minute = 20", "Did you mean “minutes”"),
        ("[[variants]]", '[[variants]]\nid = "short"\ntitle = "x"\nminutes = 3\n[[variants]]', "its own"),
    ],
)
def test_a_mistake_in_a_variant_is_explained(before: str, after: str, said: str) -> None:
    """Names, phases and minutes are checked, with the nearest word."""
    assert before in TEXT
    with pytest.raises(MethodError, match=said):
        method_files.parse(TEXT.replace(before, after), "look-back.toml")
