"""A pasted list: shown first, then one note a line, or one note with all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator.text import pasted_lines
from ui.widgets.prompts import Choice, Prompts, Question

__all__ = ["ask_about_lines"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pasting", text)


def ask_about_lines(
    prompts: Prompts, parent: QWidget, lines: Sequence[str], lane_title: str
) -> tuple[str, list[str]]:
    """Show pasted `lines` and ask what becomes of them.

    Returns ("notes", one text a note), ("one", one text with all lines) or ("", nothing).
    """
    texts = pasted_lines("\n".join(lines))
    if len(texts) < 2:
        return ("one", texts) if texts else ("", [])
    question = Question(
        _tr("{count} lines found").format(count=len(texts)),
        _tr("They become {count} notes in {lane}.").format(count=len(texts), lane=lane_title),
        (
            Choice("cancel", _tr("Cancel")),
            Choice("one", _tr("One note with all of it")),
            Choice("notes", _tr("{count} notes").format(count=len(texts)), "filled"),
        ),
        "cancel",
        details="\n".join(texts),
    )
    answer = prompts.ask(parent, question)
    if answer == "notes":
        return "notes", texts
    return ("one", ["\n".join(lines)]) if answer == "one" else ("", [])
