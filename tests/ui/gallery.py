"""Draws all parts of the interface into one picture, to be looked at.

Run from the project's folder: python tests/ui/gallery.py --shot build/parts.png [--dark]
"""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import fonts, style
from ui import theme as themes
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check import Check
from ui.widgets.clock import Clock, TimeBar
from ui.widgets.drawing import draw_box, draw_dashed_box
from ui.widgets.field import Field
from ui.widgets.focus_ring import FocusRing
from ui.widgets.growing_text import GrowingText
from ui.widgets.hint_strip import HintStrip
from ui.widgets.key_cap import KeyCap
from ui.widgets.note_painter import paint_note
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments
from ui.widgets.shapes import paint_state
from ui.widgets.toast import Toast

NOTES = (
    ("sun", "Sun\ndisc"),
    ("sky", "Sky\nsquare"),
    ("moss", "Moss\ntriangle"),
    ("rose", "Rose\ndiamond"),
    ("clay", "Clay\ncross"),
    ("stone", "Stone\nring"),
)


class Notes(QWidget):
    """Notes in all colours and states, and the agreed colours."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(240)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        for place, (name, text) in enumerate(NOTES):
            paint_note(painter, QRectF(place * 100, 4, 92, 68), text, name, theme)
        long = "We learn from each incident once, together, and we write it down before the week is over"
        paint_note(painter, QRectF(620, 4, 146, 58), long, "sun", theme, density="compact")
        paint_note(painter, QRectF(780, 4, 146, 78), long, "sky", theme)
        paint_note(painter, QRectF(940, 4, 180, 32), "A budget for practice", "sky", theme, density="row")
        paint_note(
            painter, QRectF(940, 46, 160, 58), "שלום לכולם, מה שלומכם 😀", "moss", theme, density="compact"
        )
        paint_note(painter, QRectF(4, 104, 124, 72), "Resting", "sun", theme)
        paint_note(painter, QRectF(146, 104, 124, 72), "Selected", "sun", theme, selected=True)
        paint_note(painter, QRectF(292, 104, 128, 76), "Carried", "sun", theme, carried=True)
        paint_note(painter, QRectF(440, 104, 124, 72), "Under the pointer", "sun", theme, hovered=True)
        tray = QRectF(584, 104, 124, 72)
        draw_box(painter, tray, fill=theme.colour("wash"), corner=6)
        draw_dashed_box(painter, tray, theme.colour("accent"), width=2)
        for place, (state, letter) in enumerate((("green", "G"), ("amber", "A"), ("red", "R"))):
            paint_state(painter, state, letter, QRectF(740 + place * 48, 120, 32, 32), theme)
        painter.end()


def row(*widgets: QWidget) -> QWidget:
    """The widgets side by side."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    layout.addStretch(1)
    return line


def clocks() -> list[QWidget]:
    """The clock in its four states."""
    made: list[QWidget] = []
    for remaining in (192.0, 58.0, 14.0, -80.0):
        clock, bar = Clock(), TimeBar()
        clock.set_time(remaining, 300.0)
        bar.set_time(remaining, 300.0)
        made += [clock, bar]
    return made


def gallery() -> QWidget:
    """One window with all parts."""
    window = QWidget()
    window.resize(1240, 1010)
    column = QVBoxLayout(window)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(14)
    on = Button("On", icon="freeze")
    on.setCheckable(True)
    on.setChecked(True)
    closed = Button("Reveal", kind="filled")
    closed.set_unavailable("Reveal after slip 10")
    focused = Button("Focus")
    dotted = Button("Projector on", kind="quiet", key="F5")
    dotted.set_dot("ok")
    undo = Button(kind="quiet", icon="undo", name="Undo")
    redo = Button(kind="quiet", icon="redo", name="Redo")
    redo.setEnabled(False)
    column.addWidget(
        row(
            Button("Next: Share", kind="filled", trailing_icon="next"),
            Button("Pause", icon="pause", key="Ctrl+T"),
            Button(icon="plus", name="One minute more"),
            focused,
            on,
            closed,
            dotted,
            Button("Keys", kind="quiet", icon="keys", key="F1"),
            undo,
            redo,
            KeyCap("Ctrl+Shift+Up"),
        )
    )
    typing = Field("Title", text="Steady Hands kick-off")
    wrong = Field("Time", text="25:61")
    wrong.set_wrong("Use a time such as 14:32")
    growing = GrowingText("Your notes", min_lines=2)
    growing.set_text("Ask Ines about the July outage\nin the share round.")
    growing.setFixedWidth(300)
    ticked = Check("Show names to the room")
    ticked.setChecked(True)
    fields = (Field("Empty", placeholder="Search sessions", show_label=False), typing, wrong, growing)
    column.addWidget(row(*fields, Check("Sound"), ticked))
    cards = [
        Card(
            "community",
            "Found a community",
            "A vision, a plan and a leader in two hours",
            "2 h, 5 to 20 people",
        ),
        Card(
            "force_field", "Force field", "What helps a change, what holds it back", "45 min, 3 to 24 people"
        ),
        Card("health", "Health check", "Eleven topics, seen over time", "60 min, 4 to 20 people"),
        Card("file", "Open a file", "A session or a method somebody sent you", dashed=True),
    ]
    column.addWidget(row(*cards))
    phases = Segments("Phases")
    phases.set_segments([("solo", "Solo"), ("share", "Share"), ("cluster", "Cluster"), ("align", "Align")])
    phases.set_current("cluster", ["solo", "share"])
    column.addWidget(row(phases, *clocks()))
    column.addWidget(Notes())
    column.addWidget(
        row(
            PlainLabel("Title 28 semibold", style="title"),
            PlainLabel("Heading 20 semibold", style="heading"),
            PlainLabel("Lead 16 semibold", style="lead"),
            PlainLabel("Body <b>14</b> & plain", style="body"),
            PlainLabel("Small 13", style="small", role="ink_soft"),
            PlainLabel("Caption 12", style="caption", role="ink_faint"),
        )
    )
    say = "“Write one idea on each note. Silence helps everybody think. I will tell you when one minute is left.”"
    label = PlainLabel(say, style="lead", weight=400, wrap=True)
    label.setFixedWidth(240)
    column.addWidget(row(label))
    strip, carrying = HintStrip(), HintStrip()
    strip.set_room("The room sees the count only: 10 notes")
    strip.set_keys([("Enter", "next note"), ("Tab", "other lane"), ("Ctrl+V", "paste a list")])
    carrying.set_carrying("Carrying 1 note")
    carrying.set_keys([("Up Down Left Right", "choose a place"), ("Enter", "drop"), ("Esc", "put it back")])
    column.addWidget(strip)
    column.addWidget(carrying)
    column.addStretch(1)
    toast = Toast(window, above=10)
    ring = FocusRing(window)
    ring.note_input(True)
    window.show()
    window.activateWindow()
    toast.show_message(
        "Canvas saved as Steady Hands.pdf. Two characters have no font: see which.",
        tone="warn",
        action=("See which", window.update),
    )
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    return window


def main() -> None:
    """Draw, save, leave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shot", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    wanted = parser.parse_args()
    application = QApplication([])
    style.install(application, "dark" if wanted.dark else "light")
    fonts.register_later()
    window = gallery()
    for _ in range(5):
        application.processEvents()
    wanted.shot.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(wanted.shot))
    window.close()


if __name__ == "__main__":
    main()
