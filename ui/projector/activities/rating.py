"""Rating: the topics, one topic with its votes once all are in, all topics together, what we do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator import scoring
from facilitator.activities.rating import RatingView
from facilitator.audience import AudienceView
from facilitator.ratings import RatingScale
from ui import fonts
from ui.pictures.rating_against import AgainstSizes, against_marks
from ui.pictures.rating_history import HistorySizes, history_marks, month_words
from ui.pictures.rating_marks import ScoreMark, TrendMark, colour_of, trend_words, value_words
from ui.pictures.rating_overview import OverviewSizes, overview_heights, overview_marks
from ui.projector.activities.closing import date_words
from ui.projector.asking import asking_sheets
from ui.projector.fitting import Fitted, fit, one_line, wrapped
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import CAPTION_TOP, caption_of, column_rects, head, question_sheets
from ui.projector.runs import runs_with_now
from ui.projector.sheet import Pen, Screen, Sheet, share_out_evenly

_TOP = 0.235
_RULE = 0.82
_TITLE, _TITLE_FLOOR = 0.09, 0.046
_FIGURE = 0.1
_SAID = 0.042
_MARK = 0.062
_AGREED_MARK = 0.094
_LIST_TOP, _LIST_BOTTOM = 0.25, 0.93
_SAID_SIZES = (0.064, 0.058, 0.052, 0.046, 0.042, 0.038, 0.034)
_FOOT, _LAST = 0.89, 0.96
_MOST_SIDE_BY_SIDE = 5
"""Scales with more scores than this have a page each."""


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(RatingView, view.part)
    if part.phase == "rate":
        return _topic(view, part, screen)
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


def _topic(view: AudienceView, part: RatingView, screen: Screen) -> list[Sheet]:
    if part.topic is None:
        return asking_sheets(view, screen, part.question, ())
    caption = QCoreApplication.translate("Projector", "Topic {number} of {count}").format(
        number=part.number, count=part.count
    )
    if part.counts is None:
        return [_asked(view, part, caption, screen)]
    shown = [scale for scale in part.scales if scale.id in part.counts]
    if len(shown) > 1 and all(len(each.scale.values) <= _MOST_SIDE_BY_SIDE for each in shown):
        return [_both(part, caption, shown, screen)]
    return [_counted(view, part, caption, scale, screen) for scale in shown]


def _ends(part: RatingView, scale: RatingScale) -> list[tuple[int, str]]:
    """Return what the scores mean for the topic, the best first: three of them on a scale of colours, else two ends."""
    topic = part.topic
    assert topic is not None
    middle = (scale.scale.least + scale.scale.most) // 2
    said = [(scale.scale.most, topic.high), (middle, topic.middle), (scale.scale.least, topic.low)]
    return [(value, words) for value, words in said if words]


def _asked(view: AudienceView, part: RatingView, caption: str, screen: Screen) -> Sheet:
    """Return the topic with what its colours mean, and no vote."""
    topic = part.topic
    assert topic is not None
    pen = Pen(screen)
    head(pen, view, caption)
    width = (
        pen.clock.rect.left() - screen.left - screen.h(0.03) if pen.clock is not None else screen.text_width
    )
    y = screen.h(CAPTION_TOP + 0.05)
    title = fit(topic.title, screen, width, screen.h(0.2), _TITLE, _TITLE_FLOOR, most_lines=3)
    if not title.fits and pen.clock is not None:
        # Too long to stand beside the clock.
        y = pen.clock.rect.bottom() + screen.h(0.02)
        title = fit(topic.title, screen, screen.text_width, screen.h(0.14), _TITLE, _TITLE_FLOOR)
    pen.put(title.words("topic", screen.left, y))
    scale = part.scales[0]
    rows = _ends(part, scale)
    top = max(screen.h(0.31), y + title.block.height + screen.h(0.05))
    texts = [words for _, words in rows]
    said = _said(screen, texts, screen.h(_FOOT - 0.03) - top)
    with_foot = said.fits
    if not with_foot:
        said = _said(screen, texts, screen.h(_LAST) - top)
    y = top
    for (value, _), words in zip(rows, said.texts, strict=True):
        height = max(said.mark, words.block.height)
        box = QRectF(screen.left, y + (height - said.mark) / 2, said.mark, said.mark)
        pen.put(ScoreMark(box, colour_of(scale, value), value_words(scale, value)))
        left = screen.left + said.mark + screen.h(0.04)
        pen.put(words.words("said", left, y + (height - words.block.height) / 2))
        y += height + said.gap
    if with_foot:
        foot = QCoreApplication.translate("Projector", "Everybody for themselves, all at the same moment")
        line = one_line(foot, screen, screen.text_width, 0.04)
        pen.put(line.words("rule", screen.left, screen.h(_FOOT), "ink_soft"))
    return pen.done()


@dataclass(frozen=True)
class _Sentences:
    """What the scores mean, in letters of one size, the marks before them and the gap between them in px."""

    texts: list[Fitted]
    mark: float
    gap: float
    fits: bool


def _said(screen: Screen, texts: Sequence[str], room: float) -> _Sentences:
    """Return the sentences in the largest letters in which all fit `room` px."""
    found = _sentences(screen, texts, room, _SAID_SIZES[0])
    for size in _SAID_SIZES[1:]:
        if found.fits:
            break
        found = _sentences(screen, texts, room, size)
    return found


def _sentences(screen: Screen, texts: Sequence[str], room: float, size: float) -> _Sentences:
    mark, gap = screen.h(size * 1.5), screen.h(size * 0.6)
    width = screen.text_width - mark - screen.h(0.04)
    laid = [fit(words, screen, width, screen.height, size, size, weight=500) for words in texts]
    high = sum(max(mark, each.block.height) for each in laid) + gap * (len(laid) - 1)
    return _Sentences(laid, mark, gap, high <= room)


def _counted(view: AudienceView, part: RatingView, caption: str, scale: RatingScale, screen: Screen) -> Sheet:
    topic = part.topic
    assert topic is not None
    assert part.counts is not None
    pen = Pen(screen)
    name = f"{caption} \N{MIDDLE DOT} {scale.title}" if len(part.scales) > 1 else caption
    line = one_line(name, screen, screen.text_width, 0.036, weight=600)
    pen.put(line.words("caption", screen.left, screen.h(CAPTION_TOP), "accent"))
    title = fit(topic.title, screen, screen.text_width, screen.h(0.13), _TITLE, _TITLE_FLOOR, most_lines=2)
    pen.put(title.words("topic", screen.left, screen.h(CAPTION_TOP + 0.048)))
    _rows(pen, part, scale)
    pen.rule(screen.left, screen.h(_RULE), screen.text_width)
    _agreed(pen, part, scale)
    return pen.done()


def _both(part: RatingView, caption: str, scales: Sequence[RatingScale], screen: Screen) -> Sheet:
    """Return the topic with the votes on its two scales beside each other, as they were shown: at one moment."""
    topic = part.topic
    assert topic is not None
    assert part.counts is not None
    pen = Pen(screen)
    line = one_line(caption, screen, screen.text_width, 0.036, weight=600)
    pen.put(line.words("caption", screen.left, screen.h(CAPTION_TOP), "accent"))
    title = fit(topic.title, screen, screen.text_width, screen.h(0.13), _TITLE, _TITLE_FLOOR, most_lines=2)
    pen.put(title.words("topic", screen.left, screen.h(CAPTION_TOP + 0.048)))
    for scale, column in zip(scales, column_rects(screen, len(scales), 0.08), strict=True):
        _half(pen, part, scale, column)
    return pen.done()


def _half(pen: Pen, part: RatingView, scale: RatingScale, column: QRectF) -> None:
    """Put the votes on one scale into a column: a row a score, the best first, and what stands for all of them."""
    screen = pen.screen
    assert part.counts is not None
    values = list(scale.scale.values)
    counts = part.counts[scale.id]
    name = one_line(scale.title or scale.id, screen, column.width(), 0.05, weight=600)
    top = screen.h(_TOP + 0.005)
    pen.put(name.words("scale", column.left(), top))
    top += name.block.height + screen.h(0.025)
    height = (screen.h(_RULE) - top) / len(values)
    figure_size = min(0.06, height / screen.height * 0.62)
    for place, value in enumerate(reversed(values)):
        middle = top + (place + 0.5) * height
        word = one_line(str(value), screen, screen.h(0.1), figure_size, weight=600)
        pen.put(word.words("value", column.left(), middle - word.block.height / 2))
        left = column.left() + screen.h(0.09)
        room = QRectF(left, middle, column.right() - left, 0)
        count = counts[values.index(value)]
        if count:
            _votes(pen, scale, value, count, room, height)
        pen.ground(QRectF(column.left(), top + (place + 1) * height - 1, column.width(), 1), "line")
    value_agreed = part.agreed.values.get(scale.id) if part.agreed is not None else None
    median = scoring.tally_of(
        value for value, count in zip(values, counts, strict=True) for _ in range(count)
    ).median
    words = (
        QCoreApplication.translate("Projector", "middle {value}").format(
            value=scoring.in_figures(median or 0.0)
        )
        if value_agreed is None
        else QCoreApplication.translate("Projector", "agreed {value}").format(
            value=value_words(scale, value_agreed)
        )
    )
    said = one_line(words, screen, column.width(), 0.056, weight=600)
    pen.put(said.words("agreed", column.left(), screen.h(_RULE + 0.035)))


def _rows(pen: Pen, part: RatingView, scale: RatingScale) -> None:
    """Put a row for each score, the best first: its figure, a shape for each vote, what it means."""
    screen = pen.screen
    assert part.counts is not None
    values = list(scale.scale.values)
    counts = dict(zip(values, part.counts[scale.id], strict=True))
    said = dict(_ends(part, scale))
    height = (screen.h(_RULE) - screen.h(_TOP)) / len(values)
    figure_size = min(_FIGURE, height / screen.height * 0.62)
    figures = {
        value: one_line(str(count), screen, screen.h(0.3), figure_size, weight=600)
        for value, count in counts.items()
    }
    widest = max(each.block.width for each in figures.values())
    shown_said = bool(said)
    marks_left = screen.left + max(screen.h(0.135), widest + screen.h(0.04))
    said_left = screen.left + screen.text_width * 0.59
    marks_right = (said_left if shown_said else screen.right) - screen.h(0.04)
    y = screen.h(_TOP)
    for value in reversed(values):
        middle = y + height / 2
        if y > screen.h(_TOP) + 1:
            pen.ground(QRectF(screen.left, y, screen.text_width, 1), "line")
        figure = figures[value]
        pen.put(figure.words("count", screen.left, middle - figure.block.height / 2))
        _votes(
            pen, scale, value, counts[value], QRectF(marks_left, middle, marks_right - marks_left, 0), height
        )
        words = said.get(value, "")
        if words:
            weight, colour = (400, "ink_soft") if value not in (values[0], values[-1]) else (400, "ink")
            text = fit(
                words,
                screen,
                screen.right - said_left,
                height * 0.92,
                _SAID,
                0.034,
                weight=weight,
            )
            pen.put(text.words("said", said_left, middle - text.block.height / 2, colour))
        y += height


def _votes(pen: Pen, scale: RatingScale, value: int, count: int, room: QRectF, height: float) -> None:
    """Put one mark for each vote, smaller where they are many; one alone with its word where nobody voted."""
    screen = pen.screen
    size = min(screen.h(_MARK), height * 0.6)
    if not count:
        name = one_line(value_words(scale, value), screen, room.width(), 0.036)
        pen.put(name.words("value", room.left(), room.top() - name.block.height / 2, "ink_soft"))
        return
    pitch = min(size * 1.3, room.width() / count)
    lines = 1
    if pitch < size * 0.5:
        # Two lines keep the shapes large enough for the back row.
        lines = 2
        pitch = min(size * 1.3, room.width() / -(-count // 2))
    dot = min(size, pitch / 1.08, height * 0.86 / lines)
    first = -(-count // lines)
    for number in range(count):
        line, place = divmod(number, first)
        x = room.left() + place * pitch
        y = room.top() + (line - (lines - 1) / 2) * dot * 1.12
        box = QRectF(x, y - dot / 2, dot, dot)
        pen.put(ScoreMark(box, colour_of(scale, value), value_words(scale, value), role="vote"))


def _agreed(pen: Pen, part: RatingView, scale: RatingScale) -> None:
    """Put what was agreed, and last time's score beside it or, where there is no room, under it."""
    screen = pen.screen
    middle = screen.h((_RULE + 0.98) / 2)
    was = part.was.values.get(scale.id) if part.was is not None else None
    if was is None:
        _agreed_line(pen, part, scale, middle)
        return
    words = QCoreApplication.translate("Projector", "was: {value} in {when}").format(
        value=value_words(scale, was).lower(), when=month_words(part.was_date or "", year=True)
    )
    line = one_line(words, screen, screen.h(0.6), 0.032)
    left = screen.right - line.block.width
    if _agreed_line(Pen(screen), part, scale, middle) > left:
        middle = screen.h(_RULE + 0.058)
        y = screen.h(0.975) - line.block.height
    else:
        y = middle - line.block.height / 2
    _agreed_line(pen, part, scale, middle)
    pen.put(line.words("was", left, y, "ink_soft"))


def _agreed_line(pen: Pen, part: RatingView, scale: RatingScale, middle: float) -> float:
    """Put what was agreed on one line and return where it ends."""
    screen = pen.screen
    agreed = part.agreed
    value = agreed.values.get(scale.id) if agreed is not None else None
    x = screen.left
    if value is None:
        words = QCoreApplication.translate("Projector", "What do we agree on?")
        line = one_line(words, screen, screen.text_width * 0.6, 0.05, weight=600)
        pen.put(line.words("agreeing", x, middle - line.block.height / 2))
        x += line.block.width + screen.h(0.05)
    else:
        words = QCoreApplication.translate("Projector", "We agree on")
        line = one_line(words, screen, screen.text_width * 0.3, 0.042, weight=600)
        pen.put(line.words("agreeing", x, middle - line.block.height / 2))
        x += line.block.width + screen.h(0.035)
        mark = screen.h(_AGREED_MARK)
        pen.put(
            ScoreMark(
                QRectF(x, middle - mark / 2, mark, mark), colour_of(scale, value), value_words(scale, value)
            )
        )
        x += mark + screen.h(0.03)
        said = value_words(scale, value)
        # A figure stands in its mark already.
        if not said.isdigit():
            name = one_line(said, screen, screen.text_width * 0.25, 0.06, weight=600)
            pen.put(name.words("agreed", x, middle - name.block.height / 2))
            x += name.block.width + screen.h(0.05)
    trend = agreed.trend if agreed is not None else None
    if trend is not None:
        if value is not None:
            pen.ground(QRectF(x, middle - screen.h(0.035), max(1.0, screen.h(0.002)), screen.h(0.07)), "line")
            x += screen.h(0.055)
        side = screen.h(0.06)
        pen.put(TrendMark(QRectF(x, middle - side / 2, side, side), trend))
        x += side + screen.h(0.03)
        name = one_line(trend_words(trend), screen, screen.right - x, 0.06, weight=600, floor=0.042)
        pen.put(name.words("trend_name", x, middle - name.block.height / 2))
        x += name.block.width + screen.h(0.04)
    return x


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
    found: list[Sheet] = []
    for page in share_out_evenly(heights, h(_LIST_BOTTOM - _LIST_TOP)):
        pen = Pen(screen)
        head(pen, view, caption_of(view), question)
        topics = part.overview[page.start : page.stop]
        area = QRectF(screen.left, h(_LIST_TOP), screen.text_width, 0)
        marks, _ = overview_marks(topics, part.scales, area, heights[page.start : page.stop], sizes)
        pen.put(*marks)
        found.append(pen.done())
    return found


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
    found: list[Sheet] = []
    for first in range(0, len(topics), each):
        pen = Pen(screen)
        line = one_line(
            QCoreApplication.translate("Projector", "How each topic has moved"),
            screen,
            screen.text_width,
            0.042,
            weight=600,
        )
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
