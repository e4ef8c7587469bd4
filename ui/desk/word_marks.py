"""A quiet line of dots under words that may blame, in the field where they are typed. On the desk alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextCursor, QTextLayout, QTextLine
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ui import theme as themes
from ui.widgets.dots import draw_dots

__all__ = ["Mark", "WordMarks", "marks_of", "moved"]

_THICK = 2.0
_MOST_DRAWN = 50
"""More marks than these are drawn only where they can be seen: each costs time with every key."""
_AROUND = 400
"""Characters before and behind what can be seen, where marks are drawn as well."""
_CARET_REACH = 5
"""What Qt adds to the left of the caret where it tells its place in a line, in pixels."""


class Mark(NamedTuple):
    """Words from one character of a text to another, what they are, and the rule that found them."""

    start: int
    end: int
    words: str
    rule: str


def moved(marks: Sequence[Mark], before: str, after: str) -> tuple[Mark, ...]:
    """Return the marks of the text `before` where they stand in `after`; those whose words were changed are gone.

    The marks come in the order of the text, and none overlaps the next.
    """
    if before == after:
        return tuple(marks)
    least = min(len(before), len(after))
    same = _most(lambda at: before[:at] == after[:at], least)
    tail = _most(lambda at: before[len(before) - at :] == after[len(after) - at :], least - same)
    by = len(after) - len(before)
    ahead = marks[: bisect_right(marks, same, key=_end)]
    behind = marks[bisect_left(marks, len(before) - tail, key=_start) :]
    shifted = [Mark(start + by, end + by, words, rule) for start, end, words, rule in behind]
    # A letter typed right beside the words makes other words of them.
    if ahead and after[ahead[-1].end : ahead[-1].end + 1].isalnum():
        ahead = ahead[:-1]
    if shifted and after[max(0, shifted[0].start - 1) : shifted[0].start].isalnum():
        del shifted[0]
    return (*ahead, *shifted)


def _start(mark: Mark) -> int:
    return mark.start


def _end(mark: Mark) -> int:
    return mark.end


def _most(fits: Callable[[int], bool], most: int) -> int:
    """Return the largest number up to `most` that fits, where each one below it does: letters compared in stretches."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least


class _Dots(QWidget):
    """Lies over a line and draws under its words. The line draws itself, and gets every key and click."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self.marks: tuple[Mark, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(line.rect())
        line.installEventFilter(self)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isValid(self):
            self.setGeometry(self._line.rect())
        return False

    def spans(self) -> list[QRectF]:
        """Return where the words stand in the line, each from its left to its right at the foot of its letters."""
        line = self._line
        layout = QTextLayout(line.displayText(), line.font())
        layout.beginLayout()
        row = layout.createLine()
        layout.endLayout()
        if not row.isValid():
            return []
        # Where the line is scrolled to is told by its caret alone.
        caret = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        left = caret.x() + _CARET_REACH - _across(row, line.cursorPosition())
        foot = (self.height() + line.fontMetrics().ascent() - line.fontMetrics().descent()) / 2 + 3.0
        found = []
        for each in self.marks:
            ends = sorted((_across(row, each.start), _across(row, each.end)))
            found.append(QRectF(left + ends[0], foot, ends[1] - ends[0], _THICK))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.marks:
            return
        margins = self._line.textMargins()
        inner = QRectF(self.rect()).adjusted(margins.left() + 4, 0, -margins.right() - 4, 0)
        painter = QPainter(self)
        painter.setClipRect(inner)
        for span in self.spans():
            draw_dots(painter, themes.current(), span.left(), span.right(), span.top())
        painter.end()


def _across(row: QTextLine, at: int) -> float:
    """Return how far from the left a character of a line begins, in pixels."""
    # It answers with that and the character; the types that Qt for Python ships know of one of them only.
    return cast("tuple[float, int]", row.cursorToX(at))[0]


class WordMarks(QObject):
    """The marks of one field: they go along while it is typed in, and vanish with their words."""

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._own_words = field.accessibleDescription()
        self._text = self._read()
        self._marks: tuple[Mark, ...] = ()
        self._drawn: tuple[Mark, ...] = ()
        self._cursors: list[QTextCursor] = []
        self._dots = _Dots(field) if isinstance(field, QLineEdit) else None
        field.textChanged.connect(self._typed)
        if isinstance(field, QPlainTextEdit):
            field.verticalScrollBar().valueChanged.connect(self._seen)
            field.verticalScrollBar().rangeChanged.connect(self._seen)
        themes.holder().changed.connect(self._draw)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked now, where it stands now."""
        return self._marks

    def show(self, marks: Sequence[Mark]) -> None:
        """Mark these words of the text that stands in the field, and nothing else."""
        self._text = self._read()
        self._set(tuple(marks))

    def drop(self, unwanted: Callable[[Mark], bool]) -> None:
        """Take away the marks that are unwanted."""
        self._set(tuple(each for each in self._marks if not unwanted(each)))

    def _read(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def _typed(self) -> None:
        if not self._marks:
            return
        text = self._read()
        kept = moved(self._marks, self._text, text)
        self._text = text
        self._set(kept)

    def _set(self, marks: tuple[Mark, ...]) -> None:
        if [each.words for each in marks] != [each.words for each in self._marks]:
            self._tell(marks)
        same, self._marks = marks == self._marks, marks
        # What is drawn in a text of several lines goes along by itself, unless the whole text was set anew.
        if not (same if self._dots is not None else self._stands()):
            self._draw()

    def _stands(self) -> bool:
        """Tell whether the marks that can be seen are drawn, each under its words."""
        self._drawn = self._in_sight()
        return [each.selectionStart() for each in self._cursors] == [each.start for each in self._drawn]

    def _seen(self, *_place: int) -> None:
        """Draw the marks that came into sight, by scrolling or as there is more room."""
        if len(self._marks) > _MOST_DRAWN and not self._stands():
            self._draw()

    def _in_sight(self) -> tuple[Mark, ...]:
        field = self._field
        if len(self._marks) <= _MOST_DRAWN or not isinstance(field, QPlainTextEdit):
            return self._marks
        room = field.viewport().rect()
        first, last = (
            field.cursorForPosition(each).position() for each in (room.topLeft(), room.bottomRight())
        )
        begins = bisect_left(self._marks, first - _AROUND, key=_end)
        return self._marks[begins : bisect_right(self._marks, last + _AROUND, key=_start)]

    def _tell(self, marks: tuple[Mark, ...]) -> None:
        """Say by words what the dots say, to whoever does not see them."""
        said = ", ".join(f"“{' '.join(each.words.split())}”" for each in marks)
        words = (
            QCoreApplication.translate("WordMarks", "There may be another way to say {words}.").format(
                words=said
            )
            if marks
            else ""
        )
        self._field.setAccessibleDescription(" ".join(filter(None, (self._own_words, words))))

    def _draw(self) -> None:
        if self._dots is not None:
            self._dots.marks = self._marks
            self._dots.update()
        elif isinstance(self._field, QPlainTextEdit):
            self._cursors = [_cursor(self._field, each) for each in self._drawn]
            self._field.setExtraSelections([_underlined(each) for each in self._cursors])


def _cursor(field: QPlainTextEdit, mark: Mark) -> QTextCursor:
    cursor = QTextCursor(field.document())
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _underlined(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(themes.current().colour("accent"))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = look
    return selection


def marks_of(field: QLineEdit | QPlainTextEdit) -> WordMarks:
    """Return the marks of a field, which it has from the first call on."""
    return field.findChild(WordMarks) or WordMarks(field)
