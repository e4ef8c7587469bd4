"""A text of bullets in up to three levels: Tab sets the level, lines can be moved, nothing else is formatted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from facilitator.acts.outcomes import DEEPEST, Bullet, bullets, outcome_text
from facilitator.text import pasted_lines
from ui import fonts
from ui import theme as themes
from ui.widgets.drawing import draw_box
from ui.widgets.text_block import lay_out

__all__ = ["PAUSE_MS", "BulletEditor"]

PAUSE_MS = 300
"""After this long without a key what was written becomes one act of the session."""

_LEFT, _STEP = 28.0, 20.0
_LINE, _BETWEEN = 20.0, 4.0
_PAD = 9
_LEAST = 104
_BULLET_BEFORE = 13.0


class _Levels(QSyntaxHighlighter):
    """Writes the deeper levels in the softer ink."""

    def highlightBlock(self, text: str) -> None:
        if self.currentBlock().blockFormat().indent() > 0:
            soft = QTextCharFormat()
            soft.setForeground(themes.current().colour("ink_soft"))
            self.setFormat(0, len(text.encode("utf-16-le", "surrogatepass")) // 2, soft)


class BulletEditor(QTextEdit):
    """Edits the outcome of one box.

    What is typed is told by `written(str)` after a pause and when the keyboard leaves. Until then Ctrl+Z takes back
    what was typed; afterwards it is the session's undo that does.

    Signals: written(str); walked(int) to the box before or after; titles_wanted() by Ctrl+Enter; focused().
    """

    written = Signal(str)
    walked = Signal(int)
    titles_wanted = Signal()
    focused = Signal()
    grown = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = ""
        self._told = ""
        self._loading = False
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.font("body"))
        self.setViewportMargins(1, _PAD, 5, _PAD)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(_STEP)
        self._levels = _Levels(self.document())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.tell)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.grown.emit())
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._mark_line)
        themes.holder().changed.connect(self._levels.rehighlight)
        self.set_text("")

    # The text

    def set_empty(self, words: str) -> None:
        """Say this where nothing is written."""
        if words != self._empty:
            self._empty = words
            self.viewport().update()

    def text(self) -> str:
        """Return what is written as an outcome: a line a bullet, leading tabs for its level."""
        found = [Bullet(block.blockFormat().indent(), block.text().strip()) for block in self._blocks()]
        return outcome_text(bullets(outcome_text(tuple(found))))

    def set_text(self, text: str) -> None:
        """Show another outcome; what could be taken back by typing is forgotten, the caret keeps its line."""
        line = self.textCursor().blockNumber()
        self._loading = True
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for number, bullet in enumerate(bullets(text) or (Bullet(0, ""),)):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_block_format(bullet.level))
            cursor.insertText(bullet.text)
        self.document().setUndoRedoEnabled(True)
        self._loading = False
        self._told = self.text()
        self._pause.stop()
        block = self.document().findBlockByNumber(min(line, self.document().blockCount() - 1))
        caret = QTextCursor(block)
        caret.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(caret)
        self.grown.emit()

    def take(self, text: str) -> None:
        """Show an outcome that became another one elsewhere; what is being typed here comes first."""
        if not self._pause.isActive() and bullets(text) != bullets(self.text()):
            self.set_text(text)

    def tell(self) -> None:
        """Tell what is written, if it is not what was told before."""
        self._pause.stop()
        text = self.text()
        if text != self._told:
            self._told = text
            self.document().clearUndoRedoStacks()
            self.written.emit(text)

    def _typed(self) -> None:
        if not self._loading:
            self._pause.start()
            self.viewport().update()

    def _blocks(self) -> list[QTextBlock]:
        found: list[QTextBlock] = []
        block = self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    # Lines

    def level(self) -> int:
        """Return the level of the line with the caret, 0 for the outermost."""
        return self.textCursor().blockFormat().indent()

    def change_level(self, step: int) -> None:
        """Move the line with the caret one level deeper or out, as far as the line before allows."""
        cursor = self.textCursor()
        before = cursor.block().previous()
        deepest = min(DEEPEST, before.blockFormat().indent() + 1) if before.isValid() else 0
        wanted = max(0, min(deepest, self.level() + step))
        if wanted != self.level():
            cursor.setBlockFormat(_block_format(wanted))
            self._levels.rehighlight()

    def move_line(self, step: int) -> None:
        """Let the line with the caret change places with the one before or after, its level with it."""
        cursor = self.textCursor()
        block = cursor.block()
        other = block.previous() if step < 0 else block.next()
        if not other.isValid():
            return
        column = cursor.positionInBlock()
        here = (block.text(), block.blockFormat().indent())
        there = (other.text(), other.blockFormat().indent())
        number = other.blockNumber()
        cursor.beginEditBlock()
        for place, (text, level) in ((block, there), (other, here)):
            writer = QTextCursor(place)
            writer.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            writer.insertText(text)
            writer.setBlockFormat(_block_format(level))
        cursor.endEditBlock()
        caret = QTextCursor(self.document().findBlockByNumber(number))
        caret.movePosition(QTextCursor.MoveOperation.Right, n=min(column, len(here[0])))
        self.setTextCursor(caret)
        self._levels.rehighlight()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        up_down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.change_level(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in up_down and held == control:
            self.walked.emit(up_down[key])
        elif key in up_down and held == control | shift:
            self.move_line(up_down[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held == control:
                self.titles_wanted.emit()
            elif not self.textCursor().block().text() and self.level() > 0:
                self.change_level(-1)
            else:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
        elif key == Qt.Key.Key_Backspace and self._at_line_start() and self.level() > 0:
            self.change_level(-1)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _at_line_start(self) -> bool:
        cursor = self.textCursor()
        return cursor.positionInBlock() == 0 and not cursor.hasSelection()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted lines become bullets; a single line goes in where the caret is."""
        text = source.text()
        lines = pasted_lines(text)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for number, line in enumerate(lines if len(lines) > 1 else [" ".join(text.split())]):
            if number:
                cursor.insertBlock()
            cursor.insertText(line)
        cursor.endEditBlock()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_line()
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tell()
        self._mark_line()
        self.update()

    def _mark_line(self) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grown.emit()

    def sizeHint(self) -> QSize:
        needed = int(self.document().size().height()) + 2 * _PAD + 2
        return QSize(404, max(_LEAST, needed))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = themes.current()
        if self.hasFocus():
            line = self._line_box(self.textCursor().block())
            box = line.adjusted(0, -_BETWEEN, 0, _BETWEEN)
            box.setLeft(4)
            box.setRight(self.viewport().width() - 1)
            draw_box(painter, box, fill=theme.colour("wash"), corner=3)
        for block in self._blocks():
            self._paint_bullet(painter, block)
        if self.document().isEmpty():
            words = lay_out(self._empty, fonts.font("body"), self.viewport().width() - _LEFT - 8, _LINE)
            words.draw(painter, _LEFT, _BETWEEN, theme.colour("ink_faint"))
        painter.end()
        super().paintEvent(event)

    def _line_box(self, block: QTextBlock) -> QRectF:
        layout = block.layout()
        top = layout.position().y() - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), max(_LINE, layout.boundingRect().height()))

    def _paint_bullet(self, painter: QPainter, block: QTextBlock) -> None:
        box = self._line_box(block)
        if box.bottom() < 0 or box.top() > self.viewport().height():
            return
        level = block.blockFormat().indent()
        theme = themes.current()
        middle = QPointF(_LEFT + level * _STEP - _BULLET_BEFORE, box.top() + _LINE / 2)
        _paint_level(painter, middle, level, theme.colour("ink" if level == 0 else "ink_soft"))


def _block_format(level: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setIndent(level)
    made.setLeftMargin(_LEFT)
    made.setRightMargin(4)
    made.setTopMargin(_BETWEEN)
    # Qt takes the larger of two margins that meet.
    made.setBottomMargin(2 * _BETWEEN)
    made.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made


def _paint_level(painter: QPainter, middle: QPointF, level: int, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if level == 0:
        painter.drawEllipse(middle, 2.3, 2.3)
    elif level == 1:
        painter.drawRect(QRectF(middle.x() - 3, middle.y() - 0.7, 7, 1.6))
    else:
        painter.drawEllipse(middle, 1.6, 1.6)
