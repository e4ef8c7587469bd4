"""What the dialogs of the desk share: a heading, a body, one filled answer, Enter and Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.focus_ring import FocusRing
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tall_scroll import TallScroll

__all__ = ["DeskDialog", "Stepper", "labelled", "scroll_by_key", "scrolled"]


class DeskDialog(QDialog):
    """A dialog with a title, a body to fill and a row of answers.

    Enter takes the filled answer unless a field or a button has its own use for it; Esc puts the dialog away.
    """

    def __init__(self, parent: QWidget | None = None, *, width: int = 520) -> None:
        """Make it without words: `tr` works only from then on, so a subclass calls `set_title` next."""
        super().__init__(parent)
        self.setModal(True)
        self.setMinimumWidth(width)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        self.title_label = PlainLabel(style="heading", wrap=True)
        whole.addWidget(self.title_label)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        whole.addLayout(self.body, 1)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(8)
        self._answers.addStretch(1)
        whole.addSpacing(4)
        whole.addLayout(self._answers)
        self.filled: Button | None = None
        self._takers: list[tuple[Field, Callable[[], object]]] = []
        self._ring = FocusRing(self)

    def set_title(self, title: str) -> None:
        """Name the dialog: in its heading, on its window and to screen readers."""
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def add_answer(self, words: str, does: Callable[[], object], *, filled: bool = False) -> Button:
        """Add an answer at the right end of the row."""
        button = Button(words, kind="filled" if filled else "plain")
        button.clicked.connect(does)
        self._answers.addWidget(button)
        if filled:
            self.filled = button
        return button

    def add_close(self) -> Button:
        """Add the answer of a dialog whose acts have all been carried out already."""
        return self.add_answer(QCoreApplication.translate("DeskDialog", "Close"), self.accept, filled=True)

    def add_cancel(self) -> Button:
        """Add the answer that changes nothing."""
        return self.add_answer(QCoreApplication.translate("DeskDialog", "Cancel"), self.reject)

    def add_left(self, button: QWidget) -> None:
        """Put something at the left end of the row of answers."""
        self._answers.insertWidget(0, button)

    def on_enter(self, field: Field, take: Callable[[], object]) -> None:
        """Let Enter in `field` call `take`; while nothing is written in it, Enter is for the filled answer."""
        self._takers.append((field, take))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._make_room()
        return done

    def _make_room(self) -> None:
        """Grow where wrapped lines, or one that has just been shown, would take the fields' room."""
        layout = self.layout()
        least = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        if least > self.height():
            self.resize(self.width(), least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            for field, take in self._takers:
                if focus is field.edit and field.text().strip():
                    take()
                    return
            if isinstance(focus, QAbstractButton) and not focus.isCheckable():
                focus.click()
            elif self.filled is not None and self.filled.isEnabled():
                self.filled.click()
            return
        super().keyPressEvent(event)


class Stepper(QWidget):
    """A whole number with a button on either side; the number can also be typed."""

    def __init__(
        self, name: str, value: int, least: int, most: int, parent: QWidget | None = None, *, unit: str = ""
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.less = Button(icon="minus", name=QCoreApplication.translate("Stepper", "Less"))
        self.spin = QSpinBox()
        self.spin.setRange(least, most)
        self.spin.setValue(value)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setFixedSize(64, 32)
        self.spin.setAccessibleName(name)
        self.more = Button(icon="plus", name=QCoreApplication.translate("Stepper", "More"))
        self.less.clicked.connect(self.spin.stepDown)
        self.more.clicked.connect(self.spin.stepUp)
        for button in (self.less, self.more):
            # By keyboard the number is typed or stepped by the arrows, and Tab goes on to the next field.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (self.less, self.spin, self.more):
            row.addWidget(each)
        if unit:
            row.addWidget(PlainLabel(unit, role="ink_soft"))
        row.addStretch(1)
        self.setFocusProxy(self.spin)

    def value(self) -> int:
        """Return the number."""
        return self.spin.value()

    def set_value(self, value: int) -> None:
        """Show another number, without telling anybody."""
        self.spin.blockSignals(True)
        self.spin.setValue(value)
        self.spin.blockSignals(False)


def labelled(words: str, field: QWidget) -> QWidget:
    """Return `field` with its name before it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    label = PlainLabel(words, wrap=True)
    label.setFixedWidth(180)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(field, 1)
    return line


def scrolled(inside: QWidget, height: int, *, beside_bar: int = 0) -> TallScroll:
    """Return `inside` in a view at most `height` px high.

    `beside_bar` px stay free between what is inside and the bar; without a bar it ends where the answers end.
    """
    view = TallScroll(inside)
    view.setMinimumHeight(min(height, 120))
    view.setMaximumHeight(height)
    layout = inside.layout()
    if beside_bar and layout is not None:

        def keep_clear(_least: int, most: int) -> None:
            margins = layout.contentsMargins()
            margins.setRight(beside_bar if most > 0 else 0)
            layout.setContentsMargins(margins)

        view.verticalScrollBar().rangeChanged.connect(keep_clear)
    return view


def scroll_by_key(view: TallScroll, event: QKeyEvent) -> bool:
    """Scroll by arrows and page keys, which reach a dialog from its buttons; tells whether this was one of them."""
    bar = view.verticalScrollBar()
    steps = {
        Qt.Key.Key_Down: bar.singleStep() * 2,
        Qt.Key.Key_Up: -bar.singleStep() * 2,
        Qt.Key.Key_PageDown: bar.pageStep(),
        Qt.Key.Key_PageUp: -bar.pageStep(),
    }
    step = steps.get(Qt.Key(event.key()))
    if step is not None:
        bar.setValue(bar.value() + step)
    return step is not None
