"""The sentences of a topic: what the top, the middle and the bottom of the scale mean for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ratings import RatingScale, Topic
from ui.desk.rating.colour_sign import ScoreSign
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["SentencesOfTopic"]


class SentencesOfTopic(QWidget):
    """Shows the sentences that there are, each after the sign of its score."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Topic, RatingScale] | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)

    def show_topic(self, topic: Topic, scale: RatingScale) -> None:
        """Show the sentences of `topic`."""
        if (topic, scale) == self._shown:
            return
        self._shown = (topic, scale)
        clear_layout(self._lines)
        middle = (scale.scale.least + scale.scale.most) // 2
        for value, words in (
            (scale.scale.most, topic.high),
            (middle, topic.middle),
            (scale.scale.least, topic.low),
        ):
            if not words:
                continue
            line = QHBoxLayout()
            line.setSpacing(10)
            sign = ScoreSign(22)
            sign.show_score(scale, value)
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(PlainLabel(words, role="ink_soft", wrap=True), 1)
            self._lines.addLayout(line)
