"""One worker beside the windows: jobs one after the other, their answers back in the thread of the windows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

__all__ = ["Stopped", "Worker"]

Done = Callable[[Any], None]
Failed = Callable[[FacilitatorError], None]


class Stopped(Exception):
    """Raised inside a job that was asked to end."""


class Worker(QObject):
    """Runs jobs in one thread. A FacilitatorError goes to the job's `failed`; any other exception is a bug."""

    _over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor: ThreadPoolExecutor | None = None
        self._stop = threading.Event()
        self._over.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, job: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> None:
        """Do `job` when the jobs before it are done; `done` gets what it returns, in the thread of the windows."""
        if self._stop.is_set():
            return
        if self._executor is None:
            # Not needed for the first window.
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(1, "facilitator-worker")
        future = self._executor.submit(job)
        future.add_done_callback(lambda over: self._over.emit((over, done, failed)))

    def check_stop(self, *_: object) -> None:
        """End the job that calls this once the program is about to end.

        Raises:
            Stopped: it is.
        """
        if self._stop.is_set():
            raise Stopped

    def drain(self) -> None:
        """Let the present job end, forget the others, take no more."""
        self._stop.set()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _deliver(self, told: tuple[Future[Any], Done | None, Failed | None]) -> None:
        future, done, failed = told
        if future.cancelled() or self._stop.is_set():
            return
        trouble = future.exception()
        if isinstance(trouble, FacilitatorError) and failed is not None:
            failed(trouble)
        elif trouble is not None:
            if not isinstance(trouble, Stopped):
                raise trouble
        elif done is not None:
            done(future.result())
