"""The canvas as it fills: its columns and boxes as on paper, in the largest letters with which all boxes fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage

from facilitator.audience import AudienceView, BoxView, CanvasView
from ui.projector.bullets import Line, bullet_pages, height_of, lay_out_bullets, put_bullets
from ui.projector.fitting import Fitted, one_line, wrapped
from ui.projector.parts import page_words
from ui.projector.sheet import IconMark, Pen, PictureMark, Screen, Sheet

__all__ = ["arrange"]

LARGEST = 0.036
FLOOR = 0.034
_MARGIN = 0.04
_TOP = 0.132
_BOTTOM = 0.968
_GUTTER = 0.025
_PAD = 0.028
_TITLE_HEIGHT = 0.056
_SIZES = (LARGEST, 0.035, FLOOR)


@dataclass(frozen=True)
class _Content:
    """What a box holds at one size: bullets, or softly its question while it is empty."""

    box: BoxView
    lines: list[Line]
    question: Fitted | None

    def height(self) -> float:
        return self.question.block.height if self.question else height_of(self.lines)


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Return the canvas on one page, on more only where the smallest letters do not fit."""
    canvas = view.canvas
    assert canvas is not None, "the canvas is only shown where the method has one"
    columns = _column_rects(canvas, screen)
    for size in _SIZES:
        contents, places = _filled(canvas, columns, screen, size)
        fits = all(
            content.height() <= _room(rect, screen) + 0.5
            for content, rect in zip(contents, places, strict=True)
        )
        if fits:
            return _sheets(view, canvas, contents, places, screen)
    return _sheets(view, canvas, *_filled(canvas, columns, screen, FLOOR), screen)


def _filled(
    canvas: CanvasView, columns: list[QRectF], screen: Screen, size: float
) -> tuple[list[_Content], list[QRectF]]:
    """Return what each box holds at `size`, and where it stands then."""
    contents = [_content(box, screen, columns[box.column - 1].width(), size) for box in canvas.boxes]
    return contents, _places(canvas, contents, columns, screen)


def _content(box: BoxView, screen: Screen, width: float, size: float) -> _Content:
    inner = width - 2 * screen.h(_PAD)
    if box.lines:
        return _Content(box, lay_out_bullets(box.lines, screen, inner, size), None)
    return _Content(box, [], wrapped(box.question, screen, inner, size))


def _column_rects(canvas: CanvasView, screen: Screen) -> list[QRectF]:
    margin = screen.h(_MARGIN)
    gutter = screen.h(_GUTTER)
    room = screen.width - 2 * margin - gutter * (len(canvas.columns) - 1)
    found: list[QRectF] = []
    x = margin
    for weight in canvas.columns:
        width = room * weight / sum(canvas.columns)
        found.append(QRectF(x, screen.h(_TOP), width, screen.h(_BOTTOM - _TOP)))
        x += width + gutter
    return found


def _room(rect: QRectF, screen: Screen) -> float:
    return rect.height() - screen.h(_PAD * 1.5 + _TITLE_HEIGHT)


def _places(
    canvas: CanvasView, contents: list[_Content], columns: list[QRectF], screen: Screen
) -> list[QRectF]:
    """Return where each box stands: at its share of the column, moved as little as its words ask for."""
    found: dict[str, QRectF] = {}
    gutter = screen.h(_GUTTER)
    for number, column in enumerate(columns, start=1):
        own = [content for content in contents if content.box.column == number]
        if not own:
            continue
        room = column.height() - gutter * (len(own) - 1)
        total = sum(content.box.share for content in own)
        wishes = [room * content.box.share / total for content in own]
        needs = [content.height() + screen.h(_PAD * 1.5 + _TITLE_HEIGHT) for content in own]
        y = column.top()
        for content, height in zip(own, _shared(wishes, needs, room), strict=True):
            found[content.box.id] = QRectF(column.left(), y, column.width(), height)
            y += height + gutter
    return [found[box.id] for box in canvas.boxes]


def _shared(wishes: list[float], needs: list[float], room: float) -> list[float]:
    """Return heights that add up to `room`: as wished where that is enough, else what is spare goes to the needy."""
    if all(wish >= need for wish, need in zip(wishes, needs, strict=True)):
        return wishes
    spare = room - sum(needs)
    if spare <= 0:
        fair = room / len(needs)
        least = [min(need, fair) for need in needs]
        left = room - sum(least)
        missing = [need - low for need, low in zip(needs, least, strict=True)]
        return [low + left * more / sum(missing) for low, more in zip(least, missing, strict=True)]
    slack = [max(0.0, wish - need) for wish, need in zip(wishes, needs, strict=True)]
    return [need + spare * own / sum(slack) for need, own in zip(needs, slack, strict=True)]


def _sheets(
    view: AudienceView, canvas: CanvasView, contents: list[_Content], places: list[QRectF], screen: Screen
) -> list[Sheet]:
    pieces = [
        bullet_pages(content.lines, _room(rect, screen))
        for content, rect in zip(contents, places, strict=True)
    ]
    count = max(len(each) for each in pieces)
    found: list[Sheet] = []
    for number in range(count):
        pen = Pen(screen)
        _put_head(pen, view, canvas, page_words(number + 1, count) if count > 1 else "")
        for content, rect, pages in zip(contents, places, pieces, strict=True):
            _put_box(pen, content, rect, pages[min(number, len(pages) - 1)])
        found.append(pen.done())
    return found


def _put_head(pen: Pen, view: AudienceView, canvas: CanvasView, page: str) -> None:
    screen = pen.screen
    left, right = screen.h(_MARGIN), screen.width - screen.h(_MARGIN)
    facts = [_leader(canvas.leader), page]
    words = " \N{MIDDLE DOT} ".join(each for each in facts if each)
    top = screen.h(0.03)
    high = screen.h(0.085)
    image = QImage.fromData(canvas.logo) if canvas.logo else QImage()
    if not image.isNull():
        width = min(high * image.width() / image.height(), screen.h(0.3))
        tall = width * image.height() / image.width()
        pen.put(PictureMark(image, QRectF(right - width, top + (high - tall) / 2, width, tall)))
        right -= width + screen.h(0.04)
    if words:
        line = one_line(words, screen, (right - left) * 0.45, FLOOR)
        y = top + (high - line.block.height) / 2
        pen.put(line.words("fact", right - line.block.width, y, "ink_soft"))
        right -= line.block.width + screen.h(0.05)
    name = canvas.name or view.session_title
    title = one_line(name, screen, right - left, 0.064, weight=600, floor=0.042)
    pen.put(title.words("title", left, top + (high - title.block.height) / 2))


def _leader(name: str) -> str:
    return QCoreApplication.translate("Projector", "Leader: {name}").format(name=name) if name else ""


def _put_box(pen: Pen, content: _Content, rect: QRectF, lines: list[Line]) -> None:
    screen = pen.screen
    pad = screen.h(_PAD)
    pen.ground(rect, "sheet", "edge")
    icon = screen.h(0.046)
    top = rect.top() + pad * 0.75
    pen.put(IconMark(content.box.icon, QRectF(rect.left() + pad, top, icon, icon)))
    room = rect.width() - 2 * pad - icon * 1.4
    title = one_line(content.box.title, screen, room, 0.038, weight=600, floor=0.032)
    x = rect.left() + pad + icon * 1.4
    pen.put(title.words("box", x, top + (icon - title.block.height) / 2))
    y = top + screen.h(_TITLE_HEIGHT)
    if content.question is not None:
        pen.put(content.question.words("empty", rect.left() + pad, y, "ink_soft"))
    else:
        put_bullets(pen, lines, rect.left() + pad, y)
