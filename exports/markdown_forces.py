"""The force field as Markdown: both sides as tables, links, and what the plan is to change."""

from collections.abc import Iterator

from exports.force_words import (
    SIDES,
    figure,
    is_begun,
    links_in_words,
    plan_by_priority,
    planned,
    planned_by,
    protocol,
    spread,
)
from exports.markdown_text import escaped, table_cell
from facilitator.activities.force_field import thumbs
from facilitator.dates import written_day
from facilitator.forces import ForceField, ForceFigures, force_field
from facilitator.state import SessionData


def force_lines(data: SessionData) -> Iterator[str]:
    """Return the chapter line by line, nothing while no force and no change is written down."""
    field = force_field(data)
    if field is None or not is_begun(data):
        return
    yield from ("## Force field", "")
    for title, text in (("Now", field.now), ("Wanted", field.wanted)):
        if text:
            yield f"- **{title}:** {escaped(text)}"
    yield ""
    for side, title in SIDES.items():
        if field.of(side):
            yield from (f"### {title}", "")
            yield from _table(field, field.of(side))
    linked = links_in_words(field)
    if linked:
        yield from ("### Forces that move each other", "")
        yield from (f"- {escaped(one)} – {escaped(two)}" for one, two in linked)
        yield ""
    if field.plan:
        yield from ("### Plan of the force field", "")
        yield from _plan(field)
    yield from ("### How it was weighed", "")
    yield from (f"- {escaped(sentence)}" for sentence in protocol(field, thumbs(data)))
    yield ""


def _table(field: ForceField, forces: tuple[ForceFigures, ...]) -> Iterator[str]:
    repeated = field.balance_then is not None
    heads = ["Force", "Strength", "Spread", "Voters", "Can we change it?", "Both", *(["Then"] * repeated)]
    yield f"| {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * (len(heads) - 1)}"
    for each in forces:
        cells = [
            table_cell(each.force.title),
            planned(each),
            spread(each.strength) + (", differs" if each.differs else ""),
            str(each.strength.voters),
            figure(each.changeability.median),
            figure(each.priority),
            *([figure(each.then_figure)] * repeated),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _plan(field: ForceField) -> Iterator[str]:
    yield from ("| Action | Aims to | Force | Score | Owner | Due |", "| --- | --- | --- | --- | --- | --- |")
    for item in plan_by_priority(field):
        found = field.find(item.force_id)
        cells = (
            table_cell(item.action.text),
            item.way,
            table_cell(found.force.title if found else item.action.topic),
            planned_by(item, field),
            table_cell(item.action.owner),
            written_day(item.action.due) or "–",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
