"""The head of a stage: where we are in small letters, what we do now in large ones."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.session import Session
from ui.widgets.plain_label import PlainLabel

__all__ = ["Heading", "stage_caption"]


class Heading(QWidget):
    """Caption above title; at the right a short word, or a widget of the stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = PlainLabel(style="small", role="ink_soft", elide=True)
        self.title = PlainLabel(style="heading", elide=True)
        self.right = PlainLabel(style="small", role="ink_soft")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.caption)
        words.addWidget(self.title)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.right)
        self.right.hide()

    def set_words(self, caption: str, title: str, right: str = "") -> None:
        """Say where we are, what we do, and something short at the right."""
        self.caption.setText(caption)
        self.title.setText(title)
        self.right.setText(right)
        self.right.setVisible(bool(right))

    def set_side(self, widget: QWidget) -> None:
        """Put a widget at the right."""
        self._row.addWidget(widget)


def stage_caption(session: Session, activity: Activity, phase: Phase) -> str:
    """Return where the session is, as "Activity 2 of 10 · Solo, 5 minutes"; breaks and skipped ones do not count."""
    ids = [entry.activity_id for entry in session.data.agenda if entry.activity_id and not entry.skipped]
    minutes = f"{round(session.course.minutes(activity, phase) * 2) / 2:g}"
    length = _tr("1 minute") if minutes == "1" else _tr("{minutes} minutes").format(minutes=minutes)
    stretch = f"{phase.title}, {length}"
    if activity.id not in ids:
        return stretch
    place = _tr("Activity {number} of {count}").format(number=ids.index(activity.id) + 1, count=len(ids))
    return f"{place} · {stretch}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Heading", text)
