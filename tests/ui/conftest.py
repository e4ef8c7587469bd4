"""What every test of a window gets: a program with its look, and prepared answers instead of dialogs."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest


class Answers:
    """Stands in for the dialogs: `next` is a queue of answers, `asked` what was asked, in order.

    `folders` are those in which windows for files began, `said` what was told.
    """

    def __init__(self) -> None:
        self.next: list[Any] = []
        self.asked: list[tuple[str, str]] = []
        self.folders: list[Path] = []
        self.said: list[str] = []

    def _answer(self, kind: str, title: str) -> Any:
        self.asked.append((kind, title))
        if not self.next:
            pytest.fail(f"Nobody prepared an answer to {kind}: {title!r}")
        return self.next.pop(0)

    def ask(self, parent: object, question: Any) -> str | None:
        return self._answer("ask", question.title)

    def tell(self, parent: object, title: str, text: str, *, tone: str = "calm", details: str = "") -> None:
        self.asked.append(("tell", title))
        self.said.append(text)

    def ask_text(
        self,
        parent: object,
        title: str,
        text: str,
        *,
        value: str = "",
        accept: str,
        check: Callable[[str], str | None] | None = None,
    ) -> str | None:
        return self._answer("ask_text", title)

    def open_file(self, parent: object, title: str, folder: Path, filters: Sequence[str]) -> Path | None:
        self.folders.append(folder)
        return self._answer("open_file", title)

    def save_file(self, parent: object, title: str, suggested: Path, filters: Sequence[str]) -> Path | None:
        self.folders.append(suggested.parent)
        return self._answer("save_file", title)

    def choose_folder(self, parent: object, title: str, folder: Path) -> Path | None:
        return self._answer("choose_folder", title)


@pytest.fixture
def answers(qapp: Any) -> Iterator[Answers]:
    """Answers to everything the program asks: append to `answers.next`, look at `answers.asked`."""
    from ui.widgets import prompts

    made = Answers()
    prompts.use(made)
    yield made
    prompts.use(None)


@pytest.fixture
def styled(qapp: Any) -> Iterator[Any]:
    """The application with the light look; the look of before comes back afterwards."""
    from PySide6.QtCore import QEvent

    from ui import style
    from ui import theme as themes

    name, sheet, palette, font = qapp.style().objectName(), qapp.styleSheet(), qapp.palette(), qapp.font()
    style.install(qapp, "light")
    yield qapp
    # Windows that were closed are still there, and each would be styled anew from here on.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    themes.holder().set_mode("system")
    themes.holder().changed.disconnect(style._restyle)
    qapp.setStyle(name)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)
