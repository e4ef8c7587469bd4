"""Leaving the copy of a backup: what was changed in it is not lost without a question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator.errors import FacilitatorError
from facilitator.library import Library, SessionSummary
from ui.widgets import prompts
from ui.widgets.prompts import Choice, Question

__all__ = ["CopyChanges"]

_MOST_COMPARED = 100_000
_MOST_NAMED = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("LeaveCopy", text)


class CopyChanges:
    """What was begun or changed in `copy` since it was opened; `origin` is the library that it is a copy of."""

    def __init__(self, copy: Library, origin: Path, of: str = "") -> None:
        """Remember how the copy is now; `of` is the day of the backup.

        Raises:
            EnvironmentFault: the copy cannot be read.
        """
        self._copy = copy
        self._origin = origin
        self._of = of
        self._known = {each.id: each.updated for each in self._sessions()}

    def sessions(self) -> list[SessionSummary]:
        """Return the sessions that are only here as they are now, the last changed first."""
        return [each for each in self._sessions() if self._known.get(each.id) != each.updated]

    def bring(self, session_id: str) -> bool:
        """Bring one session into the library; tells whether it is there as a copy beside one of before.

        Raises:
            UserError, EnvironmentFault: nothing was brought.
        """
        # Few backups are ever looked into.
        from facilitator.importing import bring_session

        with Library.open_existing(self._origin, "window") as target:
            is_copy = bring_session(self._copy, session_id, target, self._of).is_copy
        brought = self._copy.summary(session_id)
        if brought is not None:
            self._known[session_id] = brought.updated
        return is_copy

    def may_leave(self, parent: QWidget) -> bool:
        """Tell whether the copy may go: nothing was changed, or it has been brought or given up."""
        try:
            changed = self.sessions()
            if not changed:
                return True
            answer = prompts.current().ask(parent, _question(changed))
            if answer == "bring":
                for each in changed:
                    self.bring(each.id)
        except FacilitatorError as trouble:
            prompts.current().tell(parent, _tr("That did not work"), str(trouble), tone="warn")
            return False
        return answer in ("bring", "lose")

    def _sessions(self) -> list[SessionSummary]:
        return self._copy.summaries(limit=_MOST_COMPARED, include_archived=True)


def _question(changed: list[SessionSummary]) -> Question:
    titles = [_tr("“{title}”").format(title=each.title) for each in changed[:_MOST_NAMED]]
    if len(changed) > _MOST_NAMED:
        titles.append(_tr("{count} more").format(count=len(changed) - _MOST_NAMED))
    words = _tr("{titles}: this is only in the copy of the backup, which goes when you leave it.")
    return Question(
        _tr("Keep what you changed here?"),
        words.format(titles=", ".join(titles)),
        (
            Choice("bring", _tr("Bring it into the library"), "filled"),
            Choice("stay", _tr("Stay here")),
            Choice("lose", _tr("Leave, lose it")),
        ),
        "stay",
        "warn",
    )
