"""A whole day with the program, without hands: Home, sessions from their documents, both windows, dialogs, files.

A program of its own, since what it watches cannot be taken back in a process: `whole_session.py CONFIG`, a JSON file
with "folder", "documents" (paths), "demo" (whether the sample library is built) and "report" (where to write).
The report is a JSON object: "sockets", "lookups" and "mistakes" are lists of words, "opened" counts documents,
"shown" the views that were painted, "rich" labels or tool tips that would show markup, "files" those that were written.
"""

import json
import os
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WATCHED: dict[str, list[str]] = {"sockets": [], "lookups": [], "mistakes": [], "rich": []}
_FRAME = ('<span style="white-space: pre-wrap">', "</span>")
_LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_ELSEWHERE = ("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "webbrowser.open")


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note each socket of the internet and each question for a name."""
    if event in _LOOKUPS or event in _ELSEWHERE:
        WATCHED["lookups"].append(f"{event} {arguments!r}")
    elif event == "socket.__new__":
        # Unix sockets of the display and of the desktop are no network.
        if int(arguments[1]) != 1:
            WATCHED["sockets"].append(f"{event} {arguments[1:]!r}")
    elif event in ("socket.connect", "socket.bind", "socket.sendto") and not isinstance(
        arguments[1], str | bytes
    ):
        WATCHED["sockets"].append(f"{event} {arguments[1]!r}")


sys.addaudithook(watch)
sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget  # noqa: E402

from exports.formats import export, offered  # noqa: E402
from exports.source import source_of  # noqa: E402
from facilitator.errors import FacilitatorError  # noqa: E402
from facilitator.importing import import_session  # noqa: E402
from facilitator.library import Library  # noqa: E402
from facilitator.postmortems import is_postmortem  # noqa: E402
from ui import style  # noqa: E402
from ui.application import Desk  # noqa: E402
from ui.settings import Settings  # noqa: E402
from ui.widgets import prompts  # noqa: E402

COMMANDS = (
    *("people", "park", "details", "postmortem", "canvas", "save_file", "paper", "logo", "replan", "summary"),
    *("help", "settings", "menu", "forget_names", "hint"),
)


def might_be_markup(text: str) -> bool:
    """Tell whether Qt may take a text for markup; rather more than it does."""
    return bool(re.search(r"<[A-Za-z!?/]|&\w+;", text))


class NoAnswers:
    """Nobody is there to be asked."""

    def ask(self, parent: object, question: object) -> None:
        """Give no answer."""

    def tell(self, parent: object, title: str, text: str, *, tone: str = "calm", details: str = "") -> None:
        """Tell nobody."""

    def ask_text(self, *_: object, **__: object) -> None:
        """Give no answer."""

    open_file = save_file = choose_folder = ask_text


class Day:
    """The desk of that day, and how much was shown."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        """Open the desk on a new library in `folder`."""
        self.application = application
        self.shown = 0
        library = Library.create_or_open(folder / "library.db", "window")
        self.desk = Desk(application, Settings(folder / "settings.ini"), folder, library)
        self.desk.window.resize(1280, 720)
        self.desk.show()
        self.desk.furnish()
        sys.excepthook = lambda kind, value, trace: WATCHED["mistakes"].append(
            "".join(traceback.format_exception(kind, value, trace))[-3000:]
        )
        self.closer = QTimer()
        self.closer.setInterval(15)
        self.closer.timeout.connect(self.close_what_asks)
        self.closer.start()

    def look(self, *windows: QWidget | None) -> None:
        """Paint windows, and see that nothing in them takes a text for markup."""
        self.application.processEvents()
        for window in windows:
            if window is None:
                continue
            window.grab()
            self.shown += 1
            for label in window.findChildren(QLabel):
                if label.textFormat() != Qt.TextFormat.PlainText and might_be_markup(label.text()):
                    WATCHED["rich"].append(f"{type(label).__name__}: {label.text()[:80]}")
            for widget in window.findChildren(QWidget):
                # The program's own frame keeps line ends; what is inside is escaped.
                if "<" in widget.toolTip().removeprefix(_FRAME[0]).removesuffix(_FRAME[1]):
                    WATCHED["rich"].append(f"tool tip of {type(widget).__name__}: {widget.toolTip()[:80]}")

    def close_what_asks(self) -> None:
        """Look at a dialog or menu that is open, and close it."""
        asking = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if asking is None:
            return
        self.look(asking)
        if isinstance(asking, QDialog):
            asking.reject()
        else:
            asking.close()

    def walk(self, document: bytes, files: Path) -> list[str]:
        """Take a session in, show each of its phases in both windows, open its dialogs, write its files."""
        desk = self.desk
        session_id = import_session(desk.library, document).session_id
        desk.home.refresh()
        self.look(desk.window)
        session = desk.acts.open_session(session_id)
        if session is None or desk.window.desk is None:
            WATCHED["mistakes"].append(f"{session_id} was not opened")
            return []
        bridge, projector = desk.window.desk.bridge, desk.window.desk.projector
        bridge.do(session.course.start)
        projector.show()
        for activity in session.data.method.activities:
            for phase in session.course.phases(activity):
                bridge.do(lambda one=activity.id, other=phase.id: session.course.go(one, other))
                self.look(desk.window, projector.window)
                for _ in range(min(projector.pages, 3) - 1):
                    projector.turn_page(1)
                    self.look(projector.window)
        bridge.do(session.course.finish)
        for command in COMMANDS:
            if command != "postmortem" or is_postmortem(session.data.method):
                desk.window.run(command)
                self.look(desk.window)
        written = self.write(session_id, session, files)
        desk.window.close_session()
        return written

    def write(self, session_id: str, session: Any, files: Path) -> list[str]:
        """Write every file there is of the session."""
        written = []
        source = source_of(session)
        for each in offered(session.data.method):
            try:
                export(source, each.id, files / f"{session_id[:8]}-{each.id}{each.suffix}")
            except FacilitatorError:
                # Such as a calendar without a day: a sentence, no mistake.
                continue
            written.append(each.id)
        return written


def main(arguments: Sequence[str]) -> int:
    """Live the day that the configuration describes."""
    config = json.loads(Path(arguments[0]).read_text("utf-8"))
    folder = Path(config["folder"])
    files = folder / "files"
    files.mkdir()
    application = QApplication([])
    style.install(application, "light")
    prompts.use(NoAnswers())
    day = Day(application, folder)
    written: list[str] = []
    for path in config["documents"]:
        try:
            written += day.walk(Path(path).read_bytes(), files)
        except Exception:  # noqa: BLE001
            WATCHED["mistakes"].append(f"{path}: {traceback.format_exc()[-3000:]}")
    day.closer.stop()
    day.desk.close()
    if config.get("demo"):
        from ui import command_line

        code = command_line.run(["demo", "--out", str(folder / "demo")])
        if code:
            WATCHED["mistakes"].append(f"the demo ended with {code}")
    report = {**WATCHED, "opened": len(config["documents"]), "shown": day.shown, "files": len(written)}
    Path(config["report"]).write_text(json.dumps(report), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
