"""A session in plain words for a terminal."""

from collections.abc import Iterator

from facilitator.acts.outcomes import bullets
from facilitator.method import Lane
from facilitator.ratings import Agreed, Rating, TopicFigures, ratings_of
from facilitator.state import Place, SessionData
from facilitator.text import clean
from ui.commands.shared import stage_in_words


def session_in_words(data: SessionData, place: Place) -> str:
    """Return what a session holds, line by line."""
    return "\n".join(_lines(data, place))


def _lines(data: SessionData, place: Place) -> Iterator[str]:
    session = data.session
    yield _line(session.title)
    yield f"{data.method.title}, {session.head_count} people, {stage_in_words(data, place.mode, place.activity_id)}"
    yield f"id {session.id}"
    for activity in data.method.activities:
        lanes = [lane for lane in activity.lanes if data.notes_in(lane.id) or data.groups_in(lane.id)]
        if lanes:
            yield ""
            yield activity.title
        for lane in lanes:
            yield from _lane(data, lane)
    yield from _outcomes(data)
    for rating in ratings_of(data):
        shown = [each for each in rating.topics if each.shown]
        yield from _list(_line(rating.title), [_topic(rating, each) for each in shown])
    yield from _list("Parking lot", [f"{_line(each.text)} ({each.state})" for each in data.parked])
    yield from _list(
        "Next steps",
        [
            _line(each.text)
            + (f", {_line(each.owner)}" if each.owner else "")
            + (f", {each.due}" if each.due else "")
            + ("" if each.state == "open" else f" ({each.state})")
            for each in data.actions
        ],
    )


def _lane(data: SessionData, lane: Lane) -> Iterator[str]:
    yield f"  {lane.title}"
    for group in data.groups_in(lane.id):
        on_wall = f" (+{group.stickies} on the wall)" if group.stickies else ""
        yield f"    {_line(group.title) or 'A group'}{on_wall}"
        for note in data.notes_of(group.id):
            yield f"      - {_line(note.text)}"
    for note in data.loose_in(lane.id):
        yield f"    - {_line(note.text)}"


def _topic(rating: Rating, figures: TopicFigures) -> str:
    """Return a topic with its votes, highest score first, and what was agreed on it."""
    agreed = figures.agreed or Agreed()
    parts = []
    for scale in rating.scales:
        tally = figures.tallies[scale.id]
        counted = [(scale.word(value), tally.count(value)) for value in reversed(scale.scale.values)]
        votes = ", ".join(f"{count} {word.lower()}" for word, count in counted if count)
        value = agreed.values.get(scale.id)
        parts.append(f"{votes}; agreed {scale.word(value).lower()}" if value is not None else votes)
    return _line(
        ", ".join([f"{figures.topic.title}: {'; '.join(parts)}", *([agreed.trend] if agreed.trend else [])])
    )


def _outcomes(data: SessionData) -> Iterator[str]:
    canvas = data.method.canvas
    titles = {box.id: box.title for box in canvas.boxes} if canvas else {}
    written = data.outcomes
    for box in [*titles, *(each for each in written if each not in titles)]:
        if written.get(box):
            lines = [f"{'  ' * bullet.level}{_line(bullet.text)}" for bullet in bullets(written[box])]
            yield from _list(titles.get(box, box.capitalize()), lines)


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        for line in lines:
            bare = line.lstrip(" ")
            yield f"  {line[: len(line) - len(bare)]}- {bare}"


def _line(text: str) -> str:
    """Return a text on one line, without characters that a terminal would obey."""
    return " ".join(clean(text).split())
