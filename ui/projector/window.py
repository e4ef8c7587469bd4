"""The room's window. It is given audience views and nothing else, and paints them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.audience import AudienceView, ClockView
from ui import theme as themes
from ui.projector.clock_face import digits_template
from ui.projector.scene import Shown, arrange
from ui.projector.sheet import Screen
from ui.theme import Theme
from ui.widgets.clock import clock_state

__all__ = ["ProjectorWindow"]

FADE_MS = 150
_TALLEST = 0.8
"""Of the width: 5 to 4, the tallest shape that projectors have."""


class ProjectorWindow(QWidget):
    """Paints one audience view on the whole of itself. Keys typed here belong to the desk.

    Everything but the clock is drawn once into a picture, so that a second of the clock costs only its place.

    Signals:
        key_typed: QKeyEvent, a key that came here by accident.
        dismissed: somebody closed the window with the mouse.
    """

    key_typed = Signal(object)
    dismissed = Signal()

    def __init__(self) -> None:
        """Make the window, hidden."""
        super().__init__(None, Qt.WindowType.Window)
        self.theme: Theme = themes.current()
        self.reduced_motion = False
        self._view: AudienceView | None = None
        self._shown: Shown | None = None
        self._black = False
        self._picture = QPixmap()
        self._picture_before = QPixmap()
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._repaint)
        self._fade.finished.connect(self._end_fade)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(self.tr("The room’s view"))
        self.setAccessibleName(self.tr("The room’s view"))
        self.setMinimumSize(320, 180)

    @property
    def view(self) -> AudienceView | None:
        """What is shown."""
        return self._view

    @property
    def shown(self) -> Shown | None:
        """The page that is shown, as it is arranged."""
        return self._shown

    @property
    def screen_size(self) -> Screen:
        """The size that scenes are arranged for: all of the window, of a tall one a part in its middle.

        Letters are sized by the height, so that on a tall window they would be too large for its width.
        """
        width, height = float(max(1, self.width())), float(max(1, self.height()))
        return Screen(width, min(height, width * _TALLEST))

    @property
    def _top(self) -> int:
        """Where that part begins, in px from the window's upper edge."""
        return round((self.height() - self.screen_size.height) / 2)

    @property
    def fading(self) -> bool:
        """Whether one activity is just making room for another."""
        return self._fade.state() == QVariantAnimation.State.Running

    def show_view(self, view: AudienceView | None) -> None:
        """Show `view`; None is an empty screen. Another activity comes in with a short cross-fade."""
        before, self._view = self._view, view
        if _still(before) == _still(view):
            self._repaint_clock()
            return
        fades = (
            self.isVisible()
            and not self.reduced_motion
            and not self._black
            and _scene(before) != _scene(view)
        )
        if fades and not self._picture.isNull():
            self._picture_before = self._with_clock(self._picture, before)
            self._arrange()
            self._fade.stop()
            self._fade.start()
        else:
            self._fade.stop()
            self._end_fade()
            self._arrange()

    def show_clock(self, clock: ClockView | None) -> None:
        """Show another time on the same view; only the clock's place is painted again."""
        if self._view is not None:
            self.show_view(replace(self._view, clock=clock))

    def set_black(self, black: bool) -> None:
        """Show nothing but black, or the view again."""
        if black != self._black:
            self._black = black
            self._describe()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        if theme is not self.theme:
            self.theme = theme
            self._arrange()

    def _arrange(self) -> None:
        self._shown = arrange(self._view, self.screen_size) if self._view is not None else None
        self._picture = QPixmap()
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Say what is shown to somebody who cannot see it; not every second, which would be read out each time."""
        parts = [self._shown.sheet.text] if self._shown else []
        if self._black:
            parts = [self.tr("Black")]
        elif self._view is not None and self._view.clock is not None:
            clock = self._view.clock
            state = clock_state(clock.remaining, clock.planned)
            parts.append(f"{state.digits}, {state.words}")
        self.setAccessibleDescription("\n".join(part for part in parts if part))

    def _draw_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.theme.colour("paper"))
        if self._shown is not None:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.translate(0, self._top)
            self._shown.sheet.paint(painter, self.theme)
            painter.end()
        return picture

    def _with_clock(self, picture: QPixmap, view: AudienceView | None) -> QPixmap:
        made = QPixmap(picture)
        painter = QPainter(made)
        self._paint_clock(painter, view)
        painter.end()
        return made

    def _paint_clock(self, painter: QPainter, view: AudienceView | None) -> None:
        if self._shown is None or self._shown.sheet.clock is None or view is None or view.clock is None:
            return
        painter.save()
        painter.translate(0, self._top)
        self._shown.sheet.clock.paint(painter, self.theme, view.clock.remaining, view.clock.planned)
        painter.restore()

    def _clock_place(self) -> QRectF | None:
        face = self._shown.sheet.clock if self._shown is not None else None
        # Digits of a clock that is over may be wider than their place.
        if face is None:
            return None
        return face.rect.adjusted(-face.screen_height * 0.1, 0, 2, 0).translated(0, self._top)

    def _repaint(self) -> None:
        self.update()

    def _repaint_clock(self) -> None:
        place = self._clock_place()
        if place is not None and not self._black:
            self.update(place.toAlignedRect())

    def _end_fade(self) -> None:
        self._picture_before = QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._black:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            painter.end()
            return
        if self._picture.isNull() or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._draw_picture()
        if self._picture_before.isNull():
            painter.drawPixmap(0, 0, self._picture)
            self._paint_clock(painter, self._view)
        else:
            painter.drawPixmap(0, 0, self._picture_before)
            painter.setOpacity(float(self._fade.currentValue() or 0.0))
            painter.drawPixmap(0, 0, self._picture)
            self._paint_clock(painter, self._view)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fade.stop()
        self._picture_before = QPixmap()
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_typed.emit(event.clone())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.spontaneous():
            self.dismissed.emit()


def _still(view: AudienceView | None) -> AudienceView | None:
    """The view without what changes every second; of the clock only how many digits it has, its place."""
    if view is None or view.clock is None:
        return view
    still = ClockView(float(len(digits_template(view.clock))), 0.0, False, "")
    return replace(view, clock=still)


def _scene(view: AudienceView | None) -> tuple[str, str, str] | None:
    return None if view is None else (view.scene, view.kind, view.activity_title)
