"""What the desk says about promises of an earlier session. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from facilitator.earlier import EarlierAction, EarlierSession
from ui.desk.home_words import day_words
from ui.desk.steps.panel import Counted

__all__ = ["counted_promises", "from_words", "state_words", "states"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Promises", text)


def states() -> tuple[tuple[str, str], ...]:
    """Return what can become of a promise, as pairs of the state and its word, in the order of their keys."""
    return (("done", _tr("Done")), ("open", _tr("Open")), ("dropped", _tr("Dropped")))


def state_words(state: str) -> str:
    """Return what became of a promise; what went on in a session that followed is told as well."""
    return dict(states()).get(state, _tr("Went on later"))


def from_words(before: EarlierSession, today: date) -> str:
    """Return where the promises come from: "From “Spring check”, 12 Mar."."""
    try:
        day = day_words(date.fromisoformat(before.date), today, inside=True)
    except ValueError:
        return _tr("From “{title}”.").format(title=before.title)
    return _tr("From “{title}”, {day}.").format(title=before.title, day=day)


def counted_promises(promises: Sequence[EarlierAction]) -> Counted | None:
    """Return how many are done, open and dropped; with a tick once none is open."""
    if not promises:
        return None
    named = (
        ("done", _tr("{count} done")),
        ("open", _tr("{count} open")),
        ("dropped", _tr("{count} dropped")),
    )
    counts = [(sum(each.state == state for each in promises), words) for state, words in named]
    said = ", ".join(words.format(count=count) for count, words in counts if count)
    open_left = any(each.state == "open" for each in promises)
    return Counted(said, "ink_soft" if open_left else "ok") if said else None
