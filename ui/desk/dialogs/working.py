"""Work that takes longer than a moment: beside the window, with how far it is and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme as themes
from ui.background import Stopped
from ui.desk.dialogs.base import DeskDialog
from ui.widgets.plain_label import PlainLabel

__all__ = ["Progress", "WorkDialog", "carry_out"]

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]
"""What a job tells how much is done and how much there is; it raises `Stopped` once the person wants it to end."""

FarWords = Callable[[int], str]
"""Says how far a job is that has done so many percent."""

_A_MOMENT = 0.2
"""Seconds that a job may take before a dialog is shown: one that came and went at once would only startle."""


def carry_out(
    parent: QWidget | None,
    title: str,
    text: str,
    job: Callable[[Progress], Answer],
    far: FarWords | None = None,
) -> Answer | None:
    """Carry out `job` in a thread of its own and return what it returns, None when the person stopped it.

    `far` says how far it is, with percents; without it the job is one that copies.

    Raises:
        Exception: whatever the job raised.
    """
    work = _Work()
    with ThreadPoolExecutor(1, "facilitator-work") as executor:
        future = executor.submit(job, work.progress)
        if not wait([future], _A_MOMENT).done:
            dialog = WorkDialog(title, text, parent, far)
            dialog.rejected.connect(work.stop)
            work.show_in(dialog)
            future.add_done_callback(lambda _: dialog.over.emit())
            dialog.exec()
            # What was stopped may need a moment to clear up behind itself.
            wait([future])
            dialog.deleteLater()
    try:
        return future.result()
    except Stopped:
        return None


class _Work:
    """Between a job in its thread and the dialog that shows how far it is."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._dialog: WorkDialog | None = None
        self._far = (0, 0)

    def show_in(self, dialog: WorkDialog) -> None:
        self._dialog = dialog
        dialog.moved.emit(*self._far)

    def stop(self) -> None:
        self._stopped.set()

    def progress(self, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise Stopped
        self._far = (done, total)
        if self._dialog is not None:
            self._dialog.moved.emit(done, total)


class WorkDialog(DeskDialog):
    """Says what goes on and how far it is. Rejected when the person stops it, accepted by `over`.

    Signals: moved(done, total), over(): both from any thread.
    """

    moved = Signal(object, object)
    over = Signal()

    def __init__(
        self, title: str, text: str, parent: QWidget | None = None, far: FarWords | None = None
    ) -> None:
        super().__init__(parent, width=460)
        self._far = far or self._copied
        self.set_title(title)
        self.body.addWidget(PlainLabel(text, role="ink_soft", wrap=True))
        self.bar = _Bar()
        self.body.addWidget(self.bar)
        self.words = PlainLabel("", role="ink_soft")
        self.body.addWidget(self.words)
        self.stop_button = self.add_answer(self.tr("Stop"), self.reject)
        self.moved.connect(self._moved, Qt.ConnectionType.QueuedConnection)
        self.over.connect(self.accept, Qt.ConnectionType.QueuedConnection)

    def _moved(self, done: int, total: int) -> None:
        share = done / total if total else 0.0
        if round(share * 100) == round(self.bar.share * 100):
            return
        self.bar.set_share(share)
        self.words.setText(self._far(int(share * 100)))

    def _copied(self, percent: int) -> str:
        # What follows the copying has no length that could be told.
        if percent == 100:
            return self.tr("Copied. It is read through once more.")
        return self.tr("{percent} % copied").format(percent=percent)


class _Bar(QWidget):
    """A bar that fills from the left."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setFixedHeight(6)

    def set_share(self, share: float) -> None:
        self.share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(0, 0, round(self.width() * self.share), self.height(), 3, 3)
        painter.end()
