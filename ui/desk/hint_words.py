"""What stands in the line under the stage: what the room sees, what is carried, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.desk.context import DeskContext
from ui.desk.stage import Stage
from ui.widgets.hint_strip import HintStrip

__all__ = ["show_hints"]


def show_hints(hints: HintStrip, desk: DeskContext, stage: Stage | None, kind: str) -> None:
    """Fill `hints`. `kind` is what the stage host shows: activity, break, summary or nothing."""
    hints.set_room(_room_words(desk, stage, kind))
    hints.set_carrying(stage.carrying() if stage is not None else None)
    keys = stage.key_hints() if stage is not None else ()
    hints.set_keys([(hint.keys, hint.text) for hint in keys])


def _room_words(desk: DeskContext, stage: Stage | None, kind: str) -> str:
    if not desk.projector.visible:
        return _tr("The room sees nothing: F5 shows its view")
    if desk.projector.black:
        return _tr("The room sees black")
    if desk.projector.frozen:
        return _tr("Frozen: the room sees what was there before")
    mode = desk.session.place.mode
    if mode == "prepare":
        return _tr("Until you start, the room sees the title")
    if desk.session.focus.canvas and kind not in ("", "break"):
        return _tr("The room sees the canvas")
    if mode == "after":
        return _tr("The room sees that the session is over")
    if stage is not None:
        if desk.session.focus.time_vote:
            return _tr("The room is asked for two more minutes")
        return _with_page(stage.room_sees(), desk)
    return _tr("The room sees the break and its clock") if kind == "break" else ""


def _with_page(words: str, desk: DeskContext) -> str:
    """Return what the room sees, with the page that it is on where there are several, and the key that turns it."""
    pages = desk.projector.pages
    if not words or pages < 2:
        return words
    page = desk.session.focus.page % pages + 1
    return _tr("{words} · page {page} of {pages}: Alt+PgDown").format(words=words, page=page, pages=pages)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HintWords", text)
