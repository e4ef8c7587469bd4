"""What a topic or force stood at last time and stands at now, in the words of the desk and of the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.earlier import EarlierAction

__all__ = ["then_now_words"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ThenNow", text)


def then_now_words(promise: EarlierAction) -> str:
    """Return what its topic or force stood at: "then: red, now: amber", "then 4, now 2"; one of them, or ""."""
    then, now = promise.then, promise.now
    # A figure stands well beside its word, a word does not.
    figures = all(each is None or each[:1].isdigit() for each in (then, now))
    if then is not None and now is not None:
        pattern = _tr("then {then}, now {now}") if figures else _tr("then: {then}, now: {now}")
    elif then is not None:
        pattern = _tr("then {then}") if figures else _tr("then: {then}")
    elif now is not None:
        pattern = _tr("now {now}") if figures else _tr("now: {now}")
    else:
        return ""
    return pattern.format(then=then, now=now)
