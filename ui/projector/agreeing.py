"""Aligning: what goes onto the canvas large, what was said beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.activities.brainstorm import BrainstormView, LaneView, said_in
from facilitator.audience import AudienceView, BoxView
from ui.projector.bullets import bullet_pages, height_of, lay_out_bullets, put_bullets
from ui.projector.fitting import one_line, wrapped
from ui.projector.parts import caption_of, head, question_sheets
from ui.projector.sheet import IconMark, Pen, Screen, Sheet, share_out

__all__ = ["align_sheets"]

_TOP = 0.25
_BOTTOM = 0.932
_LARGEST = 0.056
_FLOOR = 0.042
_GROUP = 0.036


def align_sheets(view: AudienceView, part: BrainstormView, screen: Screen) -> list[Sheet]:
    """Return a page for each lane (only the lane in talk, where there is one), more where not all fits."""
    wanted = [lane for lane in part.lanes if part.in_lane in (None, lane.id)] or list(part.lanes)
    found: list[Sheet] = []
    for lane in wanted:
        found.extend(_lane_sheets(view, lane, screen))
    return found


def _box_of(view: AudienceView, lane: LaneView) -> BoxView | None:
    boxes = view.canvas.boxes if view.canvas else ()
    return next((box for box in boxes if box.id == lane.box), None)


def _lane_sheets(view: AudienceView, lane: LaneView, screen: Screen) -> list[Sheet]:
    box = _box_of(view, lane)
    beside = said_in(lane)
    gap = screen.h(0.07)
    side_width = (screen.text_width - gap) * 0.36 if beside else 0.0
    paper_width = screen.text_width - (side_width + gap if beside else 0.0)
    paper = QRectF(screen.left, screen.h(_TOP), paper_width, screen.h(_BOTTOM - _TOP))
    pad = screen.h(0.035)
    title_height = screen.h(0.075)
    width, room = paper.width() - 2 * pad, paper.height() - 2 * pad - title_height
    lines = box.lines if box else ()
    size = _LARGEST
    while size > _FLOOR and height_of(lay_out_bullets(lines, screen, width, size)) > room:
        size = max(_FLOOR, size - 0.004)
    pages = [[piece] for piece in bullet_pages(lay_out_bullets(lines, screen, width, size), room)]
    half = (width - gap) / 2
    if len(pages) > 1:
        pieces = bullet_pages(lay_out_bullets(lines, screen, half, size), room)
        pairs = [pieces[place : place + 2] for place in range(0, len(pieces), 2)]
        pages = pairs if len(pairs) < len(pages) else pages
    side = [wrapped(text, screen, side_width, _GROUP, most_lines=3) for text in beside]
    side_top = paper.top() + screen.h(0.07)
    between = screen.h(0.02)
    side_pages = share_out([each.block.height for each in side], paper.bottom() - side_top, between)
    complete = True
    found: list[Sheet] = []
    for number in range(max(len(pages), len(side_pages))):
        pen = Pen(screen)
        complete = head(pen, view, caption_of(view, lane.title), lane.question)
        pen.ground(paper, "sheet", "edge")
        icon = screen.h(0.046)
        pen.put(
            IconMark(box.icon if box else "outcome", QRectF(paper.x() + pad, paper.y() + pad, icon, icon))
        )
        title = one_line(box.title if box else lane.title, screen, width - icon * 1.5, 0.042, weight=600)
        pen.put(title.words("box", paper.x() + pad + icon * 1.4, paper.y() + pad))
        top = paper.y() + pad + title_height
        if not lines:
            words = QCoreApplication.translate("Projector", "Nothing is written here yet.")
            empty = wrapped(words, screen, width, 0.042)
            pen.put(empty.words("empty", paper.x() + pad, top, "ink_soft"))
        for place, piece in enumerate(pages[min(number, len(pages) - 1)]):
            put_bullets(pen, piece, paper.x() + pad + place * (half + gap), top)
        if side:
            x = paper.right() + gap
            words = QCoreApplication.translate("Projector", "What we said")
            said = one_line(words, screen, side_width, _GROUP, weight=600)
            pen.put(said.words("group", x, paper.top() + screen.h(0.012)))
            y = side_top
            for place in side_pages[min(number, len(side_pages) - 1)]:
                pen.put(side[place].words("group", x, y, "ink_soft"))
                y += side[place].block.height + between
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption_of(view, lane.title), lane.question))
    return found
