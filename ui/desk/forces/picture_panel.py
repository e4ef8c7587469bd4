"""The picture on the desk: after the scores are shown, and for as long as the room talks about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import forces
from facilitator.activities.force_field import ROUND_OF
from facilitator.forces import ForceField
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.forces.cover_row import CoverRow
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.force_picture import ForcePicture
from ui.pictures.force_words import no_forces_words

__all__ = ["PicturePanel", "room_for"]


def room_for(panel: QWidget) -> float:
    """Return the height in px that a picture on `panel` may have without scrolling."""
    around = panel.parentWidget()
    return max(240.0, (around.height() if around is not None else 480) - 60.0)


class PicturePanel(Panel):
    """All forces at once. What the keyboard is on, the room looks at."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._round = ROUND_OF.get(phase.id, forces.STRENGTH)
        self._home = forces.home(self.session.data.method) or activity.id
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        self._head = CoverRow(self, self._home, self._round, phase.id.removesuffix("_talk"))
        column.addLayout(self._head)
        self.picture = ForcePicture(self)
        self.picture.chosen.connect(self._point_at)
        column.addWidget(self.picture)
        column.addStretch(1)
        self._room = 0.0
        self._field: ForceField | None = None
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        field = self._field
        if field is None or not field.voters:
            return None
        words = self.tr("1 person scored") if field.voters == 1 else self.tr("{count} people scored")
        return Counted(words.format(count=field.voters))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.picture

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self._is_shown:
            return self.tr("The room sees the picture")
        return self.tr("The room sees the forces, no scores")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        if self._field is None or not self._field.forces:
            return ()
        return (
            KeyHint("Up Down", self.tr("other force")),
            KeyHint("Left Right", self.tr("other side")),
        )

    @property
    def _is_shown(self) -> bool:
        return self._field is not None and self._round in self._field.shown

    def _show(self) -> None:
        self._field = field = forces.force_field(self.session.data)
        if field is None:
            return
        shown = self._is_shown
        talk = self.phase.id in ROUND_OF
        self._head.again.setVisible(talk and shown)
        titles = [each.force.title for each in field.forces if each.differs]
        self.picture.setVisible(bool(field.forces))
        if not field.forces:
            words = no_forces_words()
        elif not shown:
            words = self.tr("Nothing is shown yet. Go back to the scores and reveal them.")
        elif titles:
            words = self.tr("Talk about: {forces}").format(forces=" · ".join(titles))
        else:
            words = self.tr("The room largely agrees.")
        self._head.words.setText(words)
        self._room = room_for(self)
        self.picture.show_field(field, least_height=self._room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room != room_for(self):
            QTimer.singleShot(0, self, self._show)

    def _point_at(self, force_id: str) -> None:
        self.session.set_focus(replace(self.session.focus, group_id=force_id, note_id=None))
