"""The one owner of screens: what is connected, what changed, where the room's window belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

__all__ = [
    "SETTLE_MS",
    "ScreenInfo",
    "ScreenWatcher",
    "find_screen",
    "list_screens",
    "pick_projector_screen",
    "screen_of",
    "show_full_screen_on",
]

SETTLE_MS = 350
"""Plugging in one cable tells of many changes; this long after the last one the screens count as settled."""


@dataclass(frozen=True)
class ScreenInfo:
    """One screen as it was when asked: a value, because Qt's own objects vanish with the cable.

    `geometry` in logical px on the whole desktop, `ratio` device pixels for each of them.
    """

    name: str
    serial: str
    geometry: QRect = field(hash=False)
    is_primary: bool = False
    ratio: float = 1.0

    @property
    def key(self) -> tuple[str, str]:
        """What a screen is remembered by: name and serial number."""
        return (self.name, self.serial)


ScreenList = Callable[[], tuple[ScreenInfo, ...]]


def _info(screen: QScreen, primary: QScreen | None) -> ScreenInfo:
    return ScreenInfo(
        screen.name(), screen.serialNumber(), screen.geometry(), screen is primary, screen.devicePixelRatio()
    )


def list_screens() -> tuple[ScreenInfo, ...]:
    """Return the screens that are connected now; none while the last cable is being pulled."""
    primary = QGuiApplication.primaryScreen()
    return tuple(_info(screen, primary) for screen in QGuiApplication.screens())


def find_screen(wanted: ScreenInfo) -> QScreen | None:
    """Return Qt's object for `wanted` if it is still connected; use it at once and do not keep it."""
    alike = [
        screen for screen in QGuiApplication.screens() if (screen.name(), screen.serialNumber()) == wanted.key
    ]
    exact = [screen for screen in alike if screen.geometry() == wanted.geometry]
    return next(iter(exact or alike), None)


def screen_of(window: QWidget) -> ScreenInfo | None:
    """Return the screen that `window` is on; None while Qt does not know one."""
    # The binding promises a screen, but there is none while the last one goes away.
    screen: QScreen | None = window.screen()
    return None if screen is None else _info(screen, QGuiApplication.primaryScreen())


def pick_projector_screen(
    screens: Sequence[ScreenInfo],
    desk_screen: ScreenInfo | None,
    remembered: tuple[str, str] | None = None,
) -> ScreenInfo | None:
    """Return where the room's window belongs: never the desk's screen, nor one that shows the same picture.

    The remembered one (name, serial) comes first, then one that is not the system's main screen, then the first
    other one. None: there is no second screen.
    """
    others = [
        screen
        for screen in screens
        if desk_screen is None
        or (screen.key != desk_screen.key and not _mirrors(screen.geometry, desk_screen.geometry))
    ]
    if desk_screen is None and len(others) < 2:
        return None
    for screen in others:
        if remembered is not None and screen.key == remembered:
            return screen
    return next((screen for screen in others if not screen.is_primary), next(iter(others), None))


def _mirrors(one: QRect, other: QRect) -> bool:
    """Mirrored screens begin at the same place; their sizes may differ."""
    return one.topLeft() == other.topLeft()


def show_full_screen_on(window: QWidget, wanted: ScreenInfo) -> bool:
    """Move `window` to the screen `wanted` and fill it; False when that screen is gone, then it stays hidden.

    Hiding first and naming the screen before the geometry is what works on all window systems.
    """
    window.hide()
    screen = find_screen(wanted)
    if screen is None:
        return False
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()
    return True


class ScreenWatcher(QObject):
    """Tells when screens came, went or changed.

    Signals: disturbed() at once when something begins to change (hide the room's window now);
    changed(tuple of ScreenInfo) when all is quiet again and something is different from before;
    settled() when all is quiet again, different or not (a window hidden meanwhile may come back).
    """

    disturbed = Signal()
    changed = Signal(object)
    settled = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        list_now: ScreenList = list_screens,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        super().__init__(parent)
        self._list_now = list_now
        self._screens = list_now()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(settle_ms)
        self._timer.timeout.connect(self._settled)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._added)
            application.screenRemoved.connect(self.touch)
            application.primaryScreenChanged.connect(self.touch)
        for screen in QGuiApplication.screens():
            self._listen_to(screen)

    @property
    def screens(self) -> tuple[ScreenInfo, ...]:
        """The screens as they were when all was quiet last."""
        return self._screens

    def touch(self, *_: object) -> None:
        """Say that something about the screens may have changed."""
        if not self._timer.isActive():
            self.disturbed.emit()
        self._timer.start()

    def _added(self, screen: QScreen) -> None:
        self._listen_to(screen)
        self.touch()

    def _listen_to(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.touch)
        screen.physicalDotsPerInchChanged.connect(self.touch)

    def _settled(self) -> None:
        screens = self._list_now()
        if screens != self._screens:
            self._screens = screens
            self.changed.emit(screens)
        self.settled.emit()
