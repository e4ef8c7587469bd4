"""Sessions with a canvas, from nearly nothing to far too much, and what every page of a canvas must keep."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exports.pdf.canvas import CanvasSheets, canvas_text, write_canvas
from exports.pdf.page import Pen
from exports.pdf.paper import MM, paper_named
from exports.pdf.text.record import Recorder, TextRun
from exports.source import Source
from facilitator import method_files
from facilitator.method import Method
from facilitator.opening import rehearse

STARTED = "2026-03-12T12:00:00+00:00"

HEAD = {"name": "Reliability Guild", "leader": "Mira Aldous"}
LIGHT = HEAD | {
    "vision": "Calm, shared on-call across all teams",
    "importance": "We solve the same problems apart",
    "how": "A brown bag a month\nA reading circle",
    "measures": "Pages per week",
}
NORMAL = HEAD | {
    "vision": "Every team can keep its own service healthy without heroes\n"
    "\tOn call is calm, fair and learnt, not endured\n"
    "\tKnowledge travels between teams before an incident forces it",
    "importance": "Three teams solve the same problem each quarter, apart\n"
    "On-call load is the first reason people name for leaving",
    "how": "Two events a month, open to everybody\n"
    "\tBrown bag: one topic, one speaker, one hour\n"
    "\t\tIncident story: an owner walks through a timeline\n"
    "\tLean coffee: the room sets the agenda\n"
    "Keep a list of agreed practices and review it twice a year",
    "measures": "Pages per on-call week, published monthly\n\tGoal: fewer than five, none twice for one reason",
    "who_what": "On-call engineers of the nine product teams\nSupport desk\nNew colleagues in their first half year",
    "communication": "Channel #reliability for questions, open to all\nMinutes and recordings in one wiki space",
    "resources": "Four hours a month for members, a day a week for the leader\nA sponsor in the engineering board",
}
SCRIPTS = HEAD | {
    "name": "קהילה Ελλάδα Дом",
    "vision": "أهلا وسهلا بكم في الورشة\nשלום לכולם (v2)\n\tรายการของเรา",
    "how": "安定した運用を目指す\n한국어 항목\nЕще одна строка текста\n🚀 👩‍💻 ✓ →",
}


def grown(outcomes: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    """Return the outcomes with numbered bullets of all levels added to the boxes of `counts`."""
    found = dict(outcomes)
    for box, count in counts.items():
        lines = [found[box]] if box in found else []
        for number in range(count):
            lines.append(f"Number {number} is one we agreed on at the wall after some talk, in {box}")
            if number % 3 == 0:
                lines.append(f"\tChild {number} of that one in {box}\n\t\tGrandchild {number} of it in {box}")
        found[box] = "\n".join(lines)
    return found


BOXES = ("vision", "measures", "importance", "who_what", "communication", "how", "resources")
CASES: dict[str, dict[str, str]] = {
    "empty": {},
    "one word": {"vision": "Yes"},
    "light": LIGHT,
    "normal": NORMAL,
    "full": grown(NORMAL, dict.fromkeys(BOXES, 3)),
    "one box too full": grown(NORMAL, {"how": 40}),
    "all boxes too full": grown(NORMAL, dict.fromkeys(BOXES, 30)),
    "long word": HEAD | {"how": "Short\n" + "x" * 200, "importance": "y" * 200 + " and more"},
    "long bullet": NORMAL
    | {"who_what": "Before\n" + " ".join(f"w{place}" for place in range(3000)) + "\nAfter"},
    "100,000 characters": NORMAL | {"how": ("lorem ipsum dolor " * 6000)[:99_990]},
    "long names": NORMAL
    | {"name": "The guild of " + "very " * 60 + "patient people", "leader": "Mira " * 30},
    "names without end": NORMAL | {"name": "n" * 3000, "leader": "Mira " * 400},
    "scripts": SCRIPTS,
}


def source_of(outcomes: Mapping[str, str], method: Method | None = None) -> Source:
    """Return a session of `method` (the bootstrap) in which these outcomes were written."""
    session = rehearse(method or method_files.load("cop-bootstrap"), "Founding workshop")
    for box, text in outcomes.items():
        session.outcomes.write(box, text)
    return Source(session.data, replace(session.place, started=STARTED), STARTED)


@dataclass(frozen=True)
class Printed:
    """A canvas that was drawn: the file, every text of it, and where the boxes stand (in points, from below)."""

    pdf: bytes
    runs: list[TextRun]
    sheets: CanvasSheets
    size: tuple[float, float]
    scale: float
    left_out: tuple[str, ...]

    def frame(self, page: int, box: str) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top of a box in points."""
        frame = next(each.frame for each in self.sheets.pages[page - 1].boxes if each.box.id == box)
        width, height = (side * self.scale for side in self.sheets.size)
        left, below = (self.size[0] / MM - width) / 2, (self.size[1] / MM - height) / 2
        x, top = left + frame.x * self.scale, below + height - frame.y * self.scale
        return (
            x * MM,
            (top - frame.height * self.scale) * MM,
            (x + frame.width * self.scale) * MM,
            top * MM,
        )


def bare(text: str) -> str:
    """Return `text` without any white space."""
    return re.sub(r"\s+", "", text)


def print_canvas(source: Source, folder: Path, paper: str = "A3") -> Printed:
    """Print a session's canvas and tell what came of it."""
    recorder = Recorder()
    path = folder / "canvas.pdf"
    left_out = write_canvas(source, path, paper, recorder)
    sheet = paper_named(paper)
    sheets = CanvasSheets(Pen(io.BytesIO(), title=""), canvas_text(source), sheet)
    scale = min(sheet.width / sheets.size[0], sheet.height / sheets.size[1])
    return Printed(path.read_bytes(), recorder.runs, sheets, sheet.points, scale, left_out)
