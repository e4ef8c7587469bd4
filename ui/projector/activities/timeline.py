"""Timeline: the picture and the entry in talk, with those before it; what comes later stays folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.activities.timeline import EntryView, TimelineView
from facilitator.audience import AudienceView
from ui import fonts
from ui.pictures.entry_mark import EntryMark
from ui.pictures.timeline_axis import AxisSizes, Moment, axis_marks, kind_words
from ui.projector.asking import asking_sheets
from ui.projector.fitting import fit, one_line, wrapped
from ui.projector.parts import caption_of, head
from ui.projector.sheet import Pen, Screen, Sheet

_PICTURE_TOP, _PICTURE = 0.245, 0.29
_TALK_TOP = 0.56
_TALK, _TALK_FLOOR = 0.064, 0.042
_BEFORE = 0.040
_BOTTOM = 0.95


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the walk: nothing of an entry before it is in talk."""
    part = cast(TimelineView, view.part)
    if not part.entries:
        return asking_sheets(view, screen, part.question, ())
    pen = Pen(screen)
    head(pen, view, caption_of(view), part.question)
    _picture(pen, part)
    _entries(pen, part)
    return [pen.done()]


def _picture(pen: Pen, part: TimelineView) -> None:
    screen = pen.screen
    h = screen.h
    sizes = AxisSizes(
        label=fonts.projector_font(0.032, screen.height, 400),
        pitch=float(round(h(0.032) * 1.19)),
        band_label=fonts.projector_font(0.032, screen.height, 600),
        band=h(0.06),
        mark=h(0.026),
        talk=h(0.042),
        line=max(2.0, h(0.003)),
        hatch=h(0.0125),
        gap=h(0.016),
    )
    shown = [Moment(each.id, each.at, each.kind, in_talk=each.id == part.in_talk) for each in part.entries]
    words = ""
    if part.later == 1:
        words = QCoreApplication.translate("Projector", "1 later entry, folded")
    elif part.later:
        words = QCoreApplication.translate("Projector", "{count} later entries, folded").format(
            count=part.later
        )
    area = QRectF(screen.left, h(_PICTURE_TOP), screen.text_width, h(_PICTURE))
    pen.put(*axis_marks(shown, part.bands, (), part.zone, area, sizes, words))


def _entries(pen: Pen, part: TimelineView) -> None:
    """Put the entry in talk, large, and below it those before, the newest first, as many as fit."""
    screen = pen.screen
    h = screen.h
    *before, last = part.entries
    y = h(_TALK_TOP)
    y += _large(pen, last, y) + h(0.02)
    for each in reversed(before):
        clock = one_line(each.clock, screen, h(0.4), _BEFORE, weight=600)
        text = wrapped(each.text, screen, screen.text_width - h(0.21), _BEFORE, most_lines=2)
        if y + text.block.height > h(_BOTTOM):
            return
        pen.put(clock.words("earlier_time", screen.left, y, "ink_soft"))
        pen.put(text.words("earlier", screen.left + h(0.21), y, "ink_soft"))
        y += text.block.height + h(0.012)


def _large(pen: Pen, entry: EntryView, top: float) -> float:
    """Put the entry in talk; return its height."""
    screen = pen.screen
    h = screen.h
    clock = one_line(entry.clock, screen, h(0.6), _TALK, weight=600)
    pen.put(clock.words("time", screen.left, top, "accent"))
    left = max(screen.left + h(0.21), screen.left + clock.block.width + h(0.03))
    room = screen.right - left
    text = fit(entry.text, screen, room, h(0.24), _TALK, _TALK_FLOOR, weight=600)
    pen.put(text.words("entry", left, top))
    y = top + text.block.height + h(0.008)
    mark = h(0.034)
    words = [kind_words(entry.kind)]
    if entry.struck:
        words.append(QCoreApplication.translate("Projector", "struck out in this meeting"))
    elif entry.added:
        words.append(QCoreApplication.translate("Projector", "added in this meeting"))
    elif entry.earlier:
        words.append(QCoreApplication.translate("Projector", "corrected in this meeting"))
    if entry.known:
        words.append(QCoreApplication.translate("Projector", "known then: {text}").format(text=entry.known))
    line = wrapped(" \N{MIDDLE DOT} ".join(words), screen, room - mark - h(0.02), _BEFORE, most_lines=2)
    pen.put(
        EntryMark(QRectF(left, y + (line.pitch - mark) / 2, mark, mark), entry.kind, line=max(2.0, h(0.004)))
    )
    pen.put(line.words("detail", left + mark + h(0.02), y, "ink_soft"))
    return y + line.block.height - top
