"""What a timeline says in words, the same in every kind of file."""

from collections.abc import Iterator

from facilitator import moments
from facilitator.activities.timeline import walked
from facilitator.timelines import Entry, Timeline


def times_of(found: Timeline) -> Iterator[tuple[Entry, str]]:
    """Yield every entry in order with its time in the zone; the date stands with the first entry of a day."""
    day = None
    entries = walked(found)
    several = len({moments.local(each.at, found.zone).date() for each in entries}) > 1
    for each in entries:
        here = moments.local(each.at, found.zone).date()
        clock = moments.clock(each.at, found.zone)
        yield each, f"{here.isoformat()}\n{clock}" if several and here != day else clock
        day = here


def durations_in_words(found: Timeline) -> list[str]:
    """Return how long it took, as far as it is known; a duration is worked out, never typed."""
    took = found.durations
    words = (
        ("Noticed after {time}.", took.detect),
        ("Acknowledged {time} later.", took.acknowledge),
        ("Mitigated {time} after it began.", took.mitigate),
        ("Resolved {time} after it began.", took.resolve),
    )
    said = " ".join(
        text.format(time=moments.span_words(length)) for text, length in words if length is not None
    )
    return [each for each in (said, f"Times are those of {found.zone}." if found.entries else "") if each]


def entry_notes(each: Entry) -> list[str]:
    """Return what the meeting did with an entry."""
    if each.struck:
        return ["Struck out in the meeting."]
    if each.added:
        return ["Added in the meeting."]
    texts = [wording.text for wording in each.earlier if wording.part == "text"]
    if texts:
        return [f"Corrected in the meeting; before: {texts[0]}"]
    return ["Corrected in the meeting."] if each.earlier else []


def notes_in_words(found: Timeline) -> list[str]:
    """Return what is said below the table: sources, gaps, and where it begins."""
    missing = len(found.without_source)
    said = [f"Entries without a source: {missing or 'none'}."]
    if found.gaps:
        said.append(f"Gaps of more than {found.gap_minutes:g} minutes: {len(found.gaps)}.")
    if found.entries and not found.foresight:
        said.append("The timeline does not begin before the impact.")
    return [*said, *found.remarks]
