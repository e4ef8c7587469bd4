"""Rating: the topics, one topic with its votes once all are in, all topics together, what we do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.activities.rating import RatingView
from facilitator.audience import AudienceView
from ui import fonts
from ui.pictures.rating_against import AgainstSizes, against_marks
from ui.pictures.rating_history import HistorySizes, history_marks
from ui.pictures.rating_marks import is_colours
from ui.pictures.rating_overview import OverviewSizes, overview_heights, overview_marks
from ui.projector.activities.closing import date_words
from ui.projector.asking import asking_sheets
from ui.projector.fitting import one_line, wrapped
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import CAPTION_TOP, caption_of, column_rects, head, question_sheets
from ui.projector.rating_topic import topic_sheets
from ui.projector.runs import runs_with_now
from ui.projector.sheet import Pen, Screen, Sheet, share_out_evenly

_LIST_TOP, _LIST_BOTTOM = 0.25, 0.93


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(RatingView, view.part)
    if part.phase == "rate":
        return topic_sheets(view, part, screen)
    if part.phase == "picture":
        return _picture(view, part, screen)
    if part.phase == "plan":
        question = QCoreApplication.translate("Projector", "Which one or two topics do we work on?")
        return [*_plan(view, part, question, screen), *_overview(view, part, question, screen)]
    return _topics(view, part, screen)


def _topics(view: AudienceView, part: RatingView, screen: Screen) -> list[Sheet]:
    """Return the titles of all topics in two columns, with their numbers."""
    if not part.overview:
        return asking_sheets(view, screen, part.question, ())
    across = 2 if screen.width >= 1.5 * screen.height else 1
    columns = column_rects(screen, across, 0.06)
    number = screen.h(0.075)
    laid = [
        wrapped(each.topic.title, screen, columns[0].width() - number, 0.048, weight=600)
        for each in part.overview
    ]
    gap = screen.h(0.03)
    heights = [each.block.height for each in laid]
    room = screen.h(_LIST_BOTTOM - _LIST_TOP)
    # Half a page of columns is shared out like a page of its own.
    parts = share_out_evenly(heights, room, gap)
    if across > 1 and len(parts) % 2:
        most = -(-len(laid) // (len(parts) + 1))
        parts = [range(first, min(first + most, len(laid))) for first in range(0, len(laid), most)]
    found: list[Sheet] = []
    complete = True
    for first in range(0, len(parts), across):
        pen = Pen(screen)
        complete = head(pen, view, caption_of(view), part.question)
        for column, rows in zip(columns, parts[first : first + across], strict=False):
            y = screen.h(_LIST_TOP)
            for place in rows:
                figure = one_line(str(place + 1), screen, number, 0.042)
                drop = (laid[place].pitch - figure.pitch) / 2
                pen.put(figure.words("number", column.left(), y + drop, "ink_soft"))
                pen.put(laid[place].words("topic", column.left() + number, y))
                y += heights[place] + gap
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption_of(view), part.question))
    return found


def _picture(view: AudienceView, part: RatingView, screen: Screen) -> list[Sheet]:
    """Return all topics as rows, then each topic over time once there is more than one run."""
    sheets = [_against(view, part, screen)] if part.points else []
    sheets += _overview(view, part, part.question, screen)
    runs = runs_with_now(part)
    if len(runs) > 1 and part.scales:
        sheets.extend(_history(view, part, screen))
    return sheets


def _against(view: AudienceView, part: RatingView, screen: Screen) -> Sheet:
    """Return one scale against the other, the list of topics beside it."""
    h = screen.h
    count = len(part.overview)
    # The list has all topics on one page: smaller letters where they are many, never below what can be read.
    size = 0.040 if count <= 12 else 0.034
    sizes = AgainstSizes(
        body=fonts.projector_font(size, screen.height, 500),
        pitch=float(round(h(size) * 1.2)),
        small=fonts.projector_font(0.034, screen.height, 400),
        small_pitch=float(round(h(0.034) * 1.2)),
        radius=h(0.032),
        line=max(1.0, h(0.002)),
    )
    pen = Pen(screen)
    head(pen, view, caption_of(view))
    titles = [(each.topic.id, each.topic.title) for each in part.overview]
    top = max(h(0.17), pen.clock.rect.bottom() if pen.clock is not None else 0.0)
    area = QRectF(screen.left, top, screen.text_width, h(0.96) - top)
    marks, _ = against_marks(part.points, titles, part.scales, area, sizes)
    pen.put(*marks)
    return pen.done()


def _overview(view: AudienceView, part: RatingView, question: str, screen: Screen) -> list[Sheet]:
    h = screen.h
    sizes = OverviewSizes(
        title=fonts.projector_font(0.040, screen.height, 600),
        body=fonts.projector_font(0.036, screen.height, 400),
        pitch=float(round(h(0.040) * 1.19)),
        small_pitch=float(round(h(0.036) * 1.19)),
        row=h(0.078),
        dot=h(0.032),
        mark=h(0.054),
        gap=h(0.032),
        why=False,
    )
    heights = overview_heights(part.overview, screen.text_width, sizes)
    if _only_figures(part):
        # What was said for a figure stands beside it where all topics stay on one page.
        with_why = replace(sizes, why=True, figures=True, trend=False)
        taller = overview_heights(part.overview, screen.text_width, with_why)
        if sum(taller) <= h(_LIST_BOTTOM - _LIST_TOP):
            sizes, heights = with_why, taller
    found: list[Sheet] = []
    for page in share_out_evenly(heights, h(_LIST_BOTTOM - _LIST_TOP)):
        pen = Pen(screen)
        head(pen, view, caption_of(view), question)
        topics = part.overview[page.start : page.stop]
        area = QRectF(screen.left, h(_LIST_TOP), screen.text_width, 0)
        rows = heights[page.start : page.stop]
        marks, _ = overview_marks(topics, part.scales, area, rows, sizes)
        pen.put(*marks)
        if not is_colours(part.scales[0]):
            _explain(pen, area.top() + sum(rows) + h(0.03))
        found.append(pen.done())
    return found


def _explain(pen: Pen, y: float) -> None:
    """Say at `y` what the figures of a row are, where there is room for it."""
    screen = pen.screen
    words = QCoreApplication.translate(
        "Projector", "The middle of the votes (lowest to highest), then what we agree on"
    )
    line = one_line(words, screen, screen.text_width, 0.036, floor=0.034)
    if line.fits and y + line.block.height <= screen.h(0.96):
        pen.put(line.words("explained", screen.left, y, "ink_soft"))


def _only_figures(part: RatingView) -> bool:
    """Tell whether reasons have room beside what was voted: neither colours nor how a topic moves."""
    agreed = [each.agreed for each in part.overview if each.agreed is not None]
    return bool(part.scales) and not is_colours(part.scales[0]) and not any(each.trend for each in agreed)


def _history(view: AudienceView, part: RatingView, screen: Screen) -> list[Sheet]:
    h = screen.h
    gap = h(0.05)
    sizes = HistorySizes(
        title=fonts.projector_font(0.036, screen.height, 600),
        small=fonts.projector_font(0.032, screen.height, 400),
        title_pitch=float(round(h(0.036) * 1.15)),
        small_pitch=float(round(h(0.032) * 1.19)),
        least=h(0.5),
        height=(h(_LIST_BOTTOM - 0.16) - gap) / 2,
        gap=gap,
        mark=h(0.05),
        line=max(2.0, h(0.004)),
    )
    across = max(1, int((screen.text_width + gap) // (sizes.least + gap)))
    each = across * 2
    runs = runs_with_now(part)
    topics = [(one.topic.id, one.topic.title) for one in part.overview]
    two = len(part.scales) > 1
    found: list[Sheet] = []
    for first in range(0, len(topics), each):
        pen = Pen(screen)
        words = QCoreApplication.translate("Projector", "How each topic has moved")
        if two:
            words = f"{words} \N{MIDDLE DOT} {part.scales[0].title}"
        line = one_line(words, screen, screen.text_width, 0.042, weight=600)
        pen.put(line.words("caption", screen.left, h(CAPTION_TOP), "accent"))
        area = QRectF(screen.left, h(0.16), screen.text_width, h(_LIST_BOTTOM - 0.16))
        pen.put(*history_marks(topics[first : first + each], runs, part.scales[0], area, sizes))
        found.append(pen.done())
    return found


def _plan(view: AudienceView, part: RatingView, question: str, screen: Screen) -> list[Sheet]:
    # Until something is planned the room needs the topics it chooses from, not an empty list.
    if not part.plan and part.overview:
        return []
    entries = [
        Entry(
            each.text,
            " \N{MIDDLE DOT} ".join(
                words for words in (each.topic, each.owner, date_words(each.due)) if words
            ),
        )
        for each in part.plan
    ]
    return list_sheets(view, screen, question, entries)
