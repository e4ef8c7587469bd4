"""Other lengths of a method that is being made: what its phases take, and what a change of names does to them."""

from typing import Any

from facilitator import draft_lengths, method_drafts, method_files
from facilitator.variants import in_variant


def draft_of(method_id: str, **phases: Any) -> dict[str, Any]:
    """A draft of a method with one other length of 30 minutes, in which these phases take as long as is said."""
    draft = method_drafts.of_method(method_files.load(method_id))
    short = {"id": "short", "title": "Short", "minutes": 30.0, "phases": phases}
    return method_drafts.with_value(draft, ("variants",), [short])


def test_the_length_is_the_one_that_a_session_gets() -> None:
    """What the editor says together is what the phases of a session take, with what was said for one of them."""
    for method_id in ("postmortem", "cop-bootstrap", "outcome-review"):
        method = method_files.load(method_id)
        first = draft_lengths.timeboxes(method_drafts.of_method(method))[0].key
        draft = draft_of(method_id, **{first: 7.5})
        made = method_files.from_mapping(draft, "made")
        session = method_drafts.of_method(in_variant(made, "short"))
        assert draft_lengths.length_of(draft, draft["variants"][0]) == method_drafts.total(session)


def test_a_new_name_takes_the_times_along() -> None:
    """An activity that is called something else by its short name keeps its times, letter by letter."""
    draft = draft_of("lean-coffee", **{"topics/solo": 2.0, "talk/share": 20.0})
    at = next(place for place, each in enumerate(draft["activities"]) if each["id"] == "topics")
    for name in ("topic", "t", "", "topi", "topi-c"):
        after = method_drafts.with_value(draft, ("activities", at, "id"), name)
        draft = draft_lengths.with_names_kept(draft, after)
    assert draft["variants"][0]["phases"] == {"topi-c/solo": 2.0, "talk/share": 20.0}


def test_times_of_what_is_gone_are_gone() -> None:
    """A phase or an activity that is taken out leaves no time behind that nobody could find and mend."""
    draft = draft_of("lean-coffee", **{"topics/solo": 2.0, "talk/share": 20.0})
    at = next(place for place, each in enumerate(draft["activities"]) if each["id"] == "talk")
    gone = draft_lengths.with_names_kept(draft, method_drafts.without_entry(draft, ("activities",), at))
    assert gone["variants"][0]["phases"] == {"topics/solo": 2.0}
    moved = draft_lengths.with_names_kept(draft, method_drafts.with_moved(draft, ("activities",), at, 0))
    assert moved["variants"] == draft["variants"]


def test_what_is_spoiled_is_left_alone() -> None:
    """Minutes that are no number count nothing, and nothing else breaks."""
    draft = draft_of("lean-coffee", **{"topics/solo": "soon"})
    draft["variants"].append({"title": 3, "minutes": "long", "phases": ["no"]})
    assert draft_lengths.length_of(draft, draft["variants"][0]) > 0
    assert draft_lengths.with_names_kept(draft, draft)["variants"] == draft["variants"]
