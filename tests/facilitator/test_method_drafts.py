"""Beginnings of methods that people make: right as they are, and about no topic of another method."""

import pytest

from facilitator import activities, method_drafts

_SAID = ("purpose", "question", "rules", "say", "watch", "hint", "room", "heading", "prompts")


@pytest.mark.parametrize("kind", activities.kind_names())
def test_an_activity_of_every_kind_can_be_added_twice_and_the_method_stays_right(kind: str) -> None:
    """Whatever is added first, nothing has to be mended before it can be tried; lanes keep to their activity."""
    draft = method_drafts.empty("Ours")
    for _ in range(2):
        entry = method_drafts.new_activity(draft, kind)
        draft = method_drafts.with_entry(draft, ("activities",), 1, entry)
    checked = method_drafts.checked(draft)
    assert checked.method is not None, checked.sentence


@pytest.mark.parametrize("kind", activities.kind_names())
def test_an_added_activity_says_nothing_that_another_method_says(kind: str) -> None:
    """No question, rule or spoken sentence of a shipped method gets into the room by way of a new one."""
    entry = method_drafts.new_activity({}, kind)
    tables = [entry, *entry.get("lanes", ()), *entry["phases"]]
    assert not [(key, each[key]) for each in tables for key in _SAID if each.get(key)]


def test_an_empty_method_is_a_welcome_notes_and_a_close() -> None:
    """What the list of beginnings promises."""
    draft = method_drafts.empty("Ours")
    assert [each["title"] for each in draft["activities"]] == ["Welcome", "Notes", "Close"]
    assert draft["minutes"] == method_drafts.total(draft)


def test_a_second_force_field_weighs_its_own_lanes() -> None:
    """Settings follow lanes whose ids were taken."""
    first = method_drafts.new_activity({}, "force_field")
    second = method_drafts.new_activity({"activities": [first]}, "force_field")
    assert [each["id"] for each in second["lanes"]] == [
        second["settings"]["driving"],
        second["settings"]["restraining"],
    ]
    assert second["settings"]["driving"] != first["settings"]["driving"]


def test_what_nobody_put_anywhere_comes_before_the_close() -> None:
    """Behind the notes, or at the end where nothing closes the workshop."""
    draft = method_drafts.empty("Ours")
    assert method_drafts.before_close(draft) == 2
    assert method_drafts.before_close({"activities": draft["activities"][:2]}) == 2
    assert method_drafts.before_close({}) == 0


def test_a_new_vote_is_about_the_notes_that_are_there() -> None:
    """What was written last is voted on, without looking for its short name; without notes it is about people."""
    draft = method_drafts.empty("Ours")
    lane = draft["activities"][1]["lanes"][-1]["id"]
    assert method_drafts.new_activity(draft, "dot_vote")["reads"] == [lane]
    assert "reads" not in method_drafts.new_activity({}, "dot_vote")
