"""A rating as Markdown: every topic with its votes and what was agreed, the runs before, and the plan."""

from collections.abc import Iterator, Sequence

from exports.markdown_text import escaped, table_cell
from exports.rating_words import NOTHING, agreed_words, all_runs, said, votes, was_words
from exports.source import Source
from facilitator import ratings
from facilitator.dates import written_day
from facilitator.ratings import Rating, Run, TopicFigures


def rating_lines(source: Source) -> Iterator[str]:
    """Return the chapters line by line, nothing of a rating whose votes the room has not seen."""
    for rating in ratings.ratings_of(source.data):
        if not rating.plan and not any(each.shown for each in rating.topics):
            continue
        yield from (f"## {escaped(rating.title)}", "")
        yield from _topics(rating)
        runs = all_runs(source, rating)
        if len(runs) > 1:
            yield from _runs(rating, runs)
        if rating.plan:
            yield from _plan(rating)


def _topics(rating: Rating) -> Iterator[str]:
    heads = ["Topic", "Votes", "Agreed"]
    heads += ["Trend"] * rating.trend + ["Before", "Why"]
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join(['---'] * len(heads))} |"
    for each in rating.topics:
        agreed = each.agreed
        cells = [
            table_cell(each.topic.title),
            table_cell(_votes(rating, each)),
            table_cell(agreed_words(rating, agreed)),
            *([agreed.trend if agreed and agreed.trend else NOTHING] * rating.trend),
            table_cell(was_words(rating, each)),
            table_cell(agreed.why if agreed else ""),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _votes(rating: Rating, figures: TopicFigures) -> str:
    """Return the votes on each scale, with the names of the scales where there are two."""
    if len(rating.scales) == 1:
        return votes(rating.scales[0], figures.tallies[rating.scales[0].id])
    return "; ".join(f"{each.title}: {votes(each, figures.tallies[each.id])}" for each in rating.scales)


def _runs(rating: Rating, runs: Sequence[Run]) -> Iterator[str]:
    """Return what was agreed in each run, a row a topic and scale."""
    yield from ("### Run by run", "")
    yield f"| Topic | {' | '.join(table_cell(written_day(each.date) or each.title) for each in runs)} |"
    yield f"| {' | '.join(['---'] * (len(runs) + 1))} |"
    several = len(rating.scales) > 1
    for each in rating.topics:
        for scale in rating.scales:
            found = [run.topics.get(each.topic.id) for run in runs]
            values = [one.agreed.values.get(scale.id) if one else None for one in found]
            cells = [NOTHING if value is None else table_cell(said(scale, value)) for value in values]
            title = f"{each.topic.title}, {scale.title}" if several else each.topic.title
            yield f"| {table_cell(title)} | {' | '.join(cells)} |"
    yield ""


def _plan(rating: Rating) -> Iterator[str]:
    yield from (
        "### What we do about it",
        "",
        "| Action | Topic | Owner | Due |",
        "| --- | --- | --- | --- |",
    )
    for item in rating.plan:
        topic = rating.find(item.topic_id)
        cells = (
            table_cell(item.action.text),
            table_cell(topic.topic.title if topic else item.action.topic),
            table_cell(item.action.owner),
            written_day(item.action.due) or NOTHING,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
