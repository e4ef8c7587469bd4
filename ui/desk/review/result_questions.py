"""What is asked about a key result while it is written: a question, never a verdict."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.result_words import Asks

__all__ = ["result_question"]


def result_question(asks: Asks) -> str:
    """Return the question in words."""
    match asks:
        case "velocity":
            return QCoreApplication.translate(
                "KeyResults", "This tells how much is done, not whom it helps. What would a customer notice?"
            )
        case "no_figure":
            return QCoreApplication.translate(
                "KeyResults", "No figure yet. How many, how often, or by how much?"
            )
        case "no_baseline":
            return QCoreApplication.translate("KeyResults", "Where does it stand today?")
        case "no_date":
            return QCoreApplication.translate("KeyResults", "By when?")
