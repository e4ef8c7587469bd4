"""One topic of a rating on the room’s screen: what is asked, then the votes as they were shown, at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator import scoring
from facilitator.activities.rating import RatingView
from facilitator.audience import AudienceView
from facilitator.ratings import RatingScale
from ui.pictures.rating_history import month_words
from ui.pictures.rating_marks import ScoreMark, TrendMark, colour_of, trend_words, value_words
from ui.projector.asking import asking_sheets
from ui.projector.fitting import Fitted, fit, one_line
from ui.projector.parts import CAPTION_TOP, column_rects, head
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = ["topic_sheets"]

_TOP = 0.235
_RULE = 0.82
_TITLE, _TITLE_FLOOR = 0.09, 0.046
_FIGURE = 0.1
_SAID = 0.042
_SAID_FLOOR = 0.034
_SAID_FROM = (0.59, 0.5, 0.42, 0.34)
"""Where they may begin beside the votes, as shares of the width."""
_MARK = 0.062
_AGREED_MARK = 0.094
_SAID_SIZES = (0.064, 0.058, 0.052, 0.046, 0.042, 0.038, 0.034)
_FOOT, _LAST = 0.89, 0.96
_MOST_SIDE_BY_SIDE = 5
"""Scales with more scores than this have a page each."""


def topic_sheets(view: AudienceView, part: RatingView, screen: Screen) -> list[Sheet]:
    """Return the topic that the room talks about: what is asked, or its votes once they are shown."""
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
        if len(part.scales) > 1:
            names = " + ".join(each.title or each.id for each in part.scales)
            words = QCoreApplication.translate(
                "Projector", "Two figures: {names}. Alone, all at the same moment"
            )
            foot = words.format(names=names)
        line = one_line(foot, screen, screen.text_width, 0.04, floor=0.034)
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
    said_left = screen.left + screen.text_width * _room_for_words(screen, list(said.values()), height)
    marks_right = (said_left if shown_said else screen.right) - screen.h(0.04)
    room = (screen.right - said_left, height * 0.92)
    # What one end means is not more than what the other one does.
    size = min(
        (fit(each, screen, *room, _SAID, _SAID_FLOOR, weight=400).size for each in said.values() if each),
        default=_SAID,
    )
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
            colour = "ink" if value in (values[0], values[-1]) else "ink_soft"
            text = fit(words, screen, *room, size, min(size, _SAID_FLOOR), weight=400)
            pen.put(text.words("said", said_left, middle - text.block.height / 2, colour))
        y += height


def _room_for_words(screen: Screen, texts: Sequence[str], height: float) -> float:
    """Return where what scores mean begins, as a share of the width: further left where it would be cut else."""
    for share in _SAID_FROM:
        room = (screen.text_width * (1 - share), height * 0.92)
        if all(fit(each, screen, *room, _SAID, _SAID_FLOOR, weight=400).fits for each in texts if each):
            return share
    return _SAID_FROM[-1]


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
