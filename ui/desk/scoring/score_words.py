"""What may be typed as a score, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.scoring import Scale

__all__ = ["scores_allowed"]


def scores_allowed(scale: Scale) -> str:
    """Return the sentence that answers a key which is no score on `scale`."""
    if all(value in scale.words for value in scale.values):
        words = QCoreApplication.translate("ScoreGrid", "A score is {letters}.")
        highest_first = (scale.words[value] for value in reversed(scale.values))
        named = (f"{each[:1]} ({each.lower()})" for each in highest_first)
        return words.format(letters=", ".join(named))
    words = QCoreApplication.translate("ScoreGrid", "A score is a digit from {least} to {most}.")
    return words.format(least=scale.least, most=scale.most)
