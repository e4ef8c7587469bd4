"""The words under and over a force field, the same on the desk and in the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from facilitator.forces import DRIVER, RESTRAINER, STRENGTH, ForceField, Side
from facilitator.scoring import Scale
from ui.pictures.force_rows import Look, figure_words

__all__ = [
    "SIDES",
    "balance_words",
    "legend_words",
    "no_forces_words",
    "scale_words",
    "side_title",
    "then_words",
    "total_words",
]

SIDES: tuple[tuple[Side, str], ...] = ((DRIVER, "helps"), (RESTRAINER, "holds_back"))
"""Both sides, each with the colour's role."""


def side_title(side: str) -> str:
    """Return what a side is called."""
    if side == "driver":
        return QCoreApplication.translate("ForcePicture", "Helps")
    return QCoreApplication.translate("ForcePicture", "Holds back")


def no_forces_words() -> str:
    """Return what to do where forces are needed and none is there."""
    return QCoreApplication.translate("ForcePicture", "No forces yet. Go back and write them first.")


def total_words(side: str) -> str:
    """Return what follows the total of a side."""
    if side == "driver":
        return QCoreApplication.translate("ForcePicture", "helps in all")
    return QCoreApplication.translate("ForcePicture", "holds back in all")


def balance_words(balance: float) -> str:
    """Return how both sides stand to each other."""
    if balance > 0:
        words = QCoreApplication.translate("ForcePicture", "{figure} ahead for the change")
    elif balance < 0:
        words = QCoreApplication.translate("ForcePicture", "{figure} ahead against the change")
    else:
        return QCoreApplication.translate("ForcePicture", "Both sides are equal")
    return words.format(figure=figure_words(abs(balance)))


def scale_words(scale: Scale) -> str:
    """Return how the scale goes: 1 to 5, High to Low."""
    if scale.dots:
        return QCoreApplication.translate("ForcePicture", "dots")
    words = QCoreApplication.translate("ForcePicture", "{least} to {most}")
    least, most = scale.words.get(scale.least, scale.least), scale.words.get(scale.most, scale.most)
    return words.format(least=least, most=most)


def legend_words(field: ForceField, look: Look) -> str:
    """Return what the lengths and the small marks stand for."""
    if STRENGTH not in field.shown:
        return QCoreApplication.translate("ForcePicture", "Nothing is weighed yet.")
    if look.after:
        return QCoreApplication.translate(
            "ForcePicture", "Length: the score we expect once the plan is done. Ring: the score today."
        )
    if field.scale.dots:
        return QCoreApplication.translate("ForcePicture", "Length: all dots together.")
    words = QCoreApplication.translate(
        "ForcePicture", "Length: the middle score of {count} people, {scale}. Thin line: lowest to highest."
    )
    sentences = [words.format(count=field.voters, scale=scale_words(field.scale))]
    if look.others and field.planned:
        sentences.append(QCoreApplication.translate("ForcePicture", "Diamond: expected after the plan."))
    if look.others and any(each.then_figure is not None for each in field.forces):
        sentences.append(
            QCoreApplication.translate("ForcePicture", "Ring: the score {when}.").format(
                when=then_words(field)
            )
        )
    return " ".join(sentences)


def then_words(field: ForceField) -> str:
    """Return when the earlier scores were given."""
    day = QDate.fromString(field.then_date[:10], Qt.DateFormat.ISODate)
    if not day.isValid():
        return QCoreApplication.translate("ForcePicture", "last time")
    words = QCoreApplication.translate("ForcePicture", "last time, {day}")
    return words.format(day=QLocale().toString(day, "d MMMM yyyy"))
