"""What came out of a postmortem meeting, for its last page: how long it took, what contributed, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from facilitator import analysis, commitments, moments, postmortems, timelines
from facilitator.session import Session

if TYPE_CHECKING:
    from facilitator.postmortems import Meeting

__all__ = ["learnt", "meetings_words", "message_words", "open_ends", "status_words"]

OPEN = "open"
"""Stands for a message of which nothing was said yet."""


def _tr(words: str) -> str:
    return QCoreApplication.translate("PostmortemResults", words)


def status_words(status: str) -> str:
    """Return how far the written part is."""
    return {
        "draft": _tr("Draft"),
        "in_review": _tr("In review"),
        "reviewed": _tr("Reviewed"),
        "closed": _tr("Closed"),
    }[status]


def message_words(state: str) -> str:
    """Return how far the message to those outside is; `OPEN` where nothing was said about it."""
    return {
        OPEN: _tr("Not said yet"),
        "draft": _tr("Draft"),
        "approved": _tr("Approved, not published"),
        "published": _tr("Published"),
        "none": _tr("None is needed"),
    }[state]


def learnt(session: Session) -> list[tuple[str, str]]:
    """Return pairs of a title and what the room found out, nothing for another kind of meeting."""
    data = session.data
    if not postmortems.is_postmortem(data.method):
        return []
    found = [
        (_tr("How long it took"), _durations(session)),
        (_tr("What contributed"), "\n".join(each.text for each in analysis.factors(data))),
    ]
    promised = commitments.commitments(data)
    if promised is not None:
        undone = (f"{each.text} ({each.reason})" for each in promised.not_done)
        found.append((_tr("Left undone on purpose"), "\n".join(undone)))
    return [(title, text) for title, text in found if text]


def meetings_words(meetings: Sequence[Meeting]) -> tuple[str, str]:
    """Return a title, and what meetings were worth to those who came, a line each in their order."""
    lines = []
    for each in meetings:
        said = []
        if each.learnt is not None:
            said.append(_tr("{share} % learnt something").format(share=round(each.learnt * 100)))
        if each.again is not None:
            said.append(_tr("{share} % would come again").format(share=round(each.again * 100)))
        if each.roti is not None:
            said.append(_tr("worth the time: {figure} of 5").format(figure=f"{each.roti:g}"))
        lines.append((each.title, ", ".join(said)))
    if len(lines) == 1:
        # It is the title of the page that would be said once more.
        return _tr("What the meeting was worth"), _capitalised(lines[0][1])
    return _tr("What the meetings were worth"), "\n".join(f"{title}: {words}" for title, words in lines)


def open_ends(session: Session) -> list[tuple[str, str]]:
    """Return what keeps a postmortem from its end, as pairs of a title and words; nothing for another meeting."""
    now = postmortems.postmortem(session.data)
    if now is None:
        return []
    lines = [
        _tr("{status}. Message to those outside: {message}.").format(
            status=status_words(now.status), message=message_words(now.message or OPEN).lower()
        )
    ]
    if now.status != "closed":
        lines.append(_tr("Both are noted in the menu, under “The postmortem”."))
    return [(_tr("How far it is"), " ".join(lines))]


def _durations(session: Session) -> str:
    found = timelines.timeline(session.data)
    if found is None:
        return ""
    took = found.durations
    words = (
        (_tr("noticed after {time}"), took.detect),
        (_tr("acknowledged {time} later"), took.acknowledge),
        (_tr("mitigated {time} after it began"), took.mitigate),
        (_tr("resolved {time} after it began"), took.resolve),
    )
    said = [form.format(time=moments.span_words(length)) for form, length in words if length is not None]
    return _capitalised(", ".join(said))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
