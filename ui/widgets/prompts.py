"""The port for everything that the program asks the person in front of it; tests put their own answers in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

__all__ = ["Choice", "Prompts", "Question", "current", "use"]


class Choice(NamedTuple):
    """One answer: its id, the words on its button, and "filled" for the one that Enter takes."""

    id: str
    text: str
    kind: str = "plain"


class Question(NamedTuple):
    """What is asked. `tone` is "calm", "warn" or "alarm"; `cancel` is the id that Esc and closing stand for."""

    title: str
    text: str
    choices: tuple[Choice, ...]
    cancel: str | None = None
    tone: str = "calm"
    details: str = ""


class Prompts(Protocol):
    """What can be asked. All texts are shown as plain text."""

    def ask(self, parent: QWidget | None, question: Question) -> str | None:
        """Return the id of the chosen answer; the question's `cancel` when it was put away."""
        ...

    def tell(
        self, parent: QWidget | None, title: str, text: str, *, tone: str = "calm", details: str = ""
    ) -> None:
        """Say something that needs no answer but has to be read."""
        ...

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        *,
        value: str = "",
        accept: str,
        check: Callable[[str], str | None] | None = None,
    ) -> str | None:
        """Return a typed line, or None; `check` returns what is wrong with it, `accept` is the button's word."""
        ...

    def open_file(
        self, parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]
    ) -> Path | None:
        """Return a file that is there, or None; filters such as "Sessions (*.json)"."""
        ...

    def save_file(
        self, parent: QWidget | None, title: str, suggested: Path, filters: Sequence[str]
    ) -> Path | None:
        """Return where to write, or None; replacing a file that is there was agreed to."""
        ...

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        """Return a folder that is there, or None."""
        ...


_ports: list[Prompts] = []


def current() -> Prompts:
    """Return what answers questions now: windows, unless something else was put in by `use`."""
    if not _ports:
        # The dialogs are not needed before the first question.
        from ui.widgets.window_prompts import WindowPrompts

        _ports.append(WindowPrompts())
    return _ports[-1]


def use(port: Prompts | None) -> None:
    """Let `port` answer from now on; None: windows again."""
    _ports.clear()
    if port is not None:
        _ports.append(port)
