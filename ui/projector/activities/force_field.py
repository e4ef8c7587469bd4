"""Force field: the change, the forces as notes, what is being scored, the picture, the plan and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator import forces
from facilitator.activities.brainstorm import BrainstormView
from facilitator.activities.force_field import WRITING, ForceFieldView, ScoringView
from facilitator.audience import AudienceView
from facilitator.forces import ForceField
from ui.pictures.force_rows import Look, figure_words
from ui.pictures.force_words import SIDES, scale_words, side_title
from ui.projector.activities.brainstorm import arrange as arrange_brainstorm
from ui.projector.activities.closing import date_words
from ui.projector.asking import asking_sheets
from ui.projector.fitting import fit, wrapped
from ui.projector.forces import force_sheets
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import BODY_TOP, FOOT_TOP, caption_of, column_rects, footer, head
from ui.projector.sheet import Pen, Screen, Sheet, share_out


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the step the room is in."""
    part = cast(ForceFieldView, view.part)
    if part.brainstorm is not None:
        return _written(view, part, part.brainstorm, screen)
    if part.phase == "agree":
        return _change(view, part, screen)
    if part.scoring is not None and not part.scoring.shown:
        return _scoring(view, part.scoring, screen)
    field = part.field
    if field is None:
        return asking_sheets(view, screen, part.question, ())
    if part.phase in ("changeability", "changeability_talk") and forces.CHANGEABILITY in field.shown:
        return _priorities(view, field, screen)
    if part.phase == "links":
        return [*_links(view, field, screen), *force_sheets(view, field, screen, Look())]
    if part.phase == "plan":
        return [*_plan(view, field, screen), *_offered(view, field, screen)]
    if part.phase == "after":
        today = QCoreApplication.translate("Projector", "Today")
        plan = QCoreApplication.translate("Projector", "After the plan")
        return [
            *force_sheets(view, field, screen, Look(after=True), plan),
            *force_sheets(view, field, screen, Look(), today),
        ]
    return force_sheets(view, field, screen, Look(), in_talk=part.in_talk)


def _written(
    view: AudienceView, part: ForceFieldView, written: BrainstormView, screen: Screen
) -> Sequence[Sheet]:
    """Return the notes as a brainstorm shows them; while everybody writes, the change stands under the question."""
    if part.phase in WRITING and part.wanted:
        asked = replace(written, questions=(*written.questions, part.wanted))
        together = arrange_brainstorm(replace(view, part=asked), screen)
        # A change too long to stand beside its question is not worth a second page: the question stays in sight.
        if len(together) == 1:
            return together
    return arrange_brainstorm(replace(view, part=written), screen)


def _change(view: AudienceView, part: ForceFieldView, screen: Screen) -> list[Sheet]:
    if not part.now and not part.wanted:
        return asking_sheets(view, screen, part.question, ())
    pen = Pen(screen)
    head(pen, view, caption_of(view), part.question)
    y = screen.h(BODY_TOP + 0.02)
    now, wanted = (
        QCoreApplication.translate("Projector", "Now"),
        QCoreApplication.translate("Projector", "Wanted"),
    )
    room = screen.h(FOOT_TOP - BODY_TOP - 0.06) / 2
    for title, text in ((now, part.now), (wanted, part.wanted)):
        if not text:
            continue
        name = wrapped(title, screen, screen.text_width, 0.039, weight=600)
        pen.put(name.words("name", screen.left, y, "ink_soft"))
        size = 0.075 if title == wanted else 0.064
        weight = 600 if title == wanted else 400
        shown = fit(
            text,
            screen,
            screen.text_width,
            room - name.block.height - screen.h(0.03),
            size,
            0.042,
            weight=weight,
        )
        pen.put(shown.words("change", screen.left, y + name.block.height))
        y += name.block.height + shown.block.height + screen.h(0.035)
    if part.thumbs is not None:
        words = QCoreApplication.translate("Projector", "{up} thumbs up, {side} sideways, {down} down")
        up, side, down = part.thumbs
        footer(pen, words.format(up=up, side=side, down=down))
    return [pen.done()]


def _scoring(view: AudienceView, scoring: ScoringView, screen: Screen) -> list[Sheet]:
    """Return both sides as lists: people need to see what they score, and nothing of the scores."""
    left, right = column_rects(screen, 2, 0.06)
    sides = [
        (side_title(side), colour, [each.title for each in scoring.forces if each.side == side])
        for side, colour in SIDES
    ]
    top, bottom = screen.h(BODY_TOP + 0.075), screen.h(FOOT_TOP - 0.01)
    columns = []
    for _, _, titles in sides:
        laid = [wrapped(each, screen, left.width(), 0.036) for each in titles]
        columns.append((laid, share_out([each.block.height for each in laid], bottom - top, screen.h(0.012))))
    found: list[Sheet] = []
    for number in range(max(len(pages) for _, pages in columns)):
        pen = Pen(screen)
        head(pen, view, caption_of(view), _asked(scoring))
        for rect, (title, colour, _), (laid, pages) in zip((left, right), sides, columns, strict=True):
            name = wrapped(title, screen, rect.width(), 0.042, weight=600)
            pen.put(name.words("side", rect.left(), screen.h(BODY_TOP), colour))
            y = top
            for place in pages[number] if number < len(pages) else ():
                pen.put(laid[place].words("force", rect.left(), y))
                y += laid[place].block.height + screen.h(0.012)
        footer(pen, _counted(scoring))
        found.append(pen.done())
    return found


def _asked(scoring: ScoringView) -> str:
    if scoring.scale.dots:
        words = QCoreApplication.translate("Projector", "{count} dots each, for what weighs most")
        return words.format(count=scoring.scale.budget(len(scoring.forces)))
    if scoring.round == forces.CHANGEABILITY:
        words = QCoreApplication.translate("Projector", "Can we change it? {scale}, everybody alone")
    else:
        words = QCoreApplication.translate("Projector", "How strong is each? {scale}, everybody alone")
    return words.format(scale=scale_words(scoring.scale))


def _counted(scoring: ScoringView) -> str:
    words = QCoreApplication.translate("Projector", "{count} of {people} slips are in")
    if not scoring.sheets_done:
        return QCoreApplication.translate("Projector", "We look at all scores at the same moment")
    return words.format(count=scoring.sheets_done, people=max(scoring.people, scoring.sheets_done))


def _offered(view: AudienceView, field: ForceField, screen: Screen) -> list[Sheet]:
    """Return what the plan chooses from: what comes first, or the picture while that is not known."""
    if forces.CHANGEABILITY in field.shown:
        return _priorities(view, field, screen)
    return force_sheets(view, field, screen, Look())


def _priorities(view: AudienceView, field: ForceField, screen: Screen) -> list[Sheet]:
    prompt = QCoreApplication.translate("Projector", "What comes first? Strength times change")
    entries = []
    for each in field.by_priority():
        words = QCoreApplication.translate(
            "Projector",
            "{side} \N{MIDDLE DOT} {strength} \N{MULTIPLICATION SIGN} {change} = {priority}",
        )
        detail = words.format(
            side=side_title(each.force.side),
            strength=figure_words(each.figure),
            change=figure_words(each.changeability.median),
            priority=figure_words(each.priority),
        )
        if each.change_differs:
            differs = QCoreApplication.translate("Projector", "{detail} \N{MIDDLE DOT} we differ")
            detail = differs.format(detail=detail)
        entries.append(Entry(each.force.title, detail))
    nothing = QCoreApplication.translate("Projector", "No force is scored yet.")
    return list_sheets(view, screen, prompt, entries, empty=nothing)


def _links(view: AudienceView, field: ForceField, screen: Screen) -> list[Sheet]:
    if not field.links:
        return []
    prompt = QCoreApplication.translate("Projector", "Which forces move each other?")
    titles = {each.force.id: each.force.title for each in field.forces}
    entries = [Entry(f"{titles[one]} \N{LEFT RIGHT ARROW} {titles[other]}", "") for one, other in field.links]
    return list_sheets(view, screen, prompt, entries)


def _plan(view: AudienceView, field: ForceField, screen: Screen) -> list[Sheet]:
    if not field.plan:
        return []
    prompt = QCoreApplication.translate("Projector", "Take off a brake before you push harder")
    entries = []
    for item in field.plan:
        each = field.find(item.force_id)
        parts = [each.force.title] if each is not None else []
        if each is not None and item.expected is not None:
            parts.append(f"{figure_words(each.figure)} \N{RIGHTWARDS ARROW} {figure_words(item.expected)}")
        parts += [words for words in (item.action.owner, date_words(item.action.due)) if words]
        entries.append(Entry(item.action.text, " \N{MIDDLE DOT} ".join(parts)))
    return list_sheets(view, screen, prompt, entries)
