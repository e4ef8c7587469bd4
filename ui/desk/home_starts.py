"""How sessions begin from Home: new, run again, or on one topic of a rating; and paper for the room beforehand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from ui.desk.home_reach import HomeReach
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from facilitator.beginning import Beginning
    from facilitator.findings import Finding
    from facilitator.library import SessionSummary
    from facilitator.method import Method
    from facilitator.method_headings import Heading
    from facilitator.postmortem_files import Draft
    from facilitator.session import Session
    from ui.desk.dialogs.new_session import NewSessionDialog
    from ui.desk.home import Home
    from ui.desk.home_making import HomeMaking
    from ui.desk.paper_saving import PaperSaving

__all__ = ["HomeStarts"]


class HomeStarts(QObject):
    """Begins sessions of the library that `home` shows, and opens them in `window`."""

    def __init__(
        self,
        window: DeskWindow,
        home: Home,
        reach: HomeReach,
        method_folder: Path,
        open_session: Callable[[str], Session | None],
    ) -> None:
        """`method_folder` holds the user's own methods; `open_session` opens one by its id."""
        super().__init__(window)
        self._window = window
        self._home = home
        self._reach = reach
        self._method_folder = method_folder
        self._open_session = open_session
        self._saving: PaperSaving | None = None
        self.making: HomeMaking | None = None

    def new_session(self, method_id: str, community: str = "") -> None:
        """Ask what is known of a new session, add it, and open it in preparation or running.

        `community` is the name of the one that it most likely belongs to.
        """
        from facilitator import method_files

        method = self._reach.do(lambda: method_files.load(method_id, self._method_folder))
        if method is not None:
            self._ask(method, community=community)

    def headings(self) -> list[Heading]:
        """Return what a list shows of every method that a session can be begun with."""
        from facilitator.method_headings import headings

        return headings(self._method_folder)

    def run_again(self, session_id: str) -> None:
        """Ask what is known of a session that follows this one, add it, and open it; what is open is closed first."""
        earlier = self._reach.do(lambda: self._reach.library.summary(session_id))
        session = self._reach.session(session_id)
        if earlier is not None and session is not None:
            self._ask(session.data.method, earlier)

    def _ask(self, method: Method, again: SessionSummary | None = None, *, community: str = "") -> None:
        from ui.desk.dialogs.new_session import NewSessionDialog

        communities = self._reach.do(self._reach.library.communities)
        if communities is None:
            return
        standing = self._window.session
        dialog = NewSessionDialog(
            method,
            communities,
            lambda beginning, new: self._begin(method, beginning, new),
            self._home.now(),
            self._window,
            run_before=lambda each: self._reach.do(lambda: self._run_before(method, each)),
            again=again,
            community=community,
        )
        if self._reach.carry_out(dialog):
            self._open(dialog)
        elif standing is not None and self._window.session is None:
            # It was closed for a session that then could not be added.
            self._open_session(standing.id)

    def _run_before(self, method: Method, community_id: str) -> SessionSummary | None:
        """Return the last run of a method by a community; else what it promised last, where the method looks back."""
        from facilitator.carrying import looks_back

        library = self._reach.library
        found = library.newest_run(method.id, community_id)
        if found is None and looks_back(method):
            return library.newest_with_open(community_id)
        return found

    def _open(self, dialog: NewSessionDialog) -> None:
        session = self._open_session(dialog.session_id)
        desk = self._window.desk
        if session is None or desk is None:
            return
        if dialog.start_now:
            desk.bridge.do(session.course.start)
        else:
            self._go_to_written(session)

    def _go_to_written(self, session: Session) -> None:
        """Show what is written before anybody meets: it begins with the timeline, not with the welcome."""
        from facilitator import timelines
        from facilitator.postmortems import is_postmortem

        method, desk = session.data.method, self._window.desk
        home = timelines.home(method) if is_postmortem(method) else None
        if home is not None and desk is not None:
            desk.bridge.do(lambda: session.course.go(home))

    def _begin(self, method: Method, beginning: Beginning, community: str) -> str:
        from facilitator.beginning import begin_session

        open_one = self._window.session
        if beginning.follows_id and open_one is not None:
            # Its promises may move, and an open session would go on as if they were there.
            if not open_one.store_waiting() and open_one.trouble is not None:
                raise open_one.trouble
            self._window.close_session()
        return begin_session(self._reach.library, method, beginning, community)

    def open_written(self, path: Path) -> None:
        """Show where the parts of a postmortem that was written elsewhere go, make a session of it, and open it."""
        from facilitator import method_files, postmortem_files, timelines
        from facilitator.opening import rehearse
        from facilitator.postmortem_taking import taking
        from ui.desk.dialogs.written_postmortem import WrittenPostmortemDialog

        draft = self._reach.do(lambda: postmortem_files.open_file(path))
        method = self._reach.do(lambda: method_files.load("postmortem", self._method_folder))
        if draft is None or method is None:
            return
        empty = rehearse(method).data
        dialog = WrittenPostmortemDialog(
            draft,
            lambda wanted, day, zone: taking(wanted, empty, day, zone),
            lambda wanted, day, zone: self._begin_written(method, wanted, day, zone),
            timelines.incident(empty).zone,
            self._home.now().date(),
            self._window,
        )
        session = self._open_session(dialog.session_id) if self._reach.carry_out(dialog) else None
        if session is not None:
            self._go_to_written(session)

    def _begin_written(self, method: Method, draft: Draft, day: date, zone: str) -> str:
        from facilitator.beginning import Beginning, begin_session
        from facilitator.opening import open_session, rehearse
        from facilitator.postmortem_taking import taking

        def take_into(session: Session) -> None:
            session.timeline.set_incident(zone=zone)
            session.postmortem.take(taking(draft, session.data, day, zone), title=draft.title)

        # What cannot be taken is told before there is a session.
        take_into(rehearse(method))
        made = begin_session(self._reach.library, method, Beginning(title=method.title))
        session = open_session(self._reach.library, made)
        take_into(session)
        if session.trouble is not None:
            raise session.trouble
        return made

    def look_into(self, session: Session, finding: Finding) -> None:
        """Begin a force field on something that `session` found, and open it; the session stays in the library."""
        from facilitator.following import force_field_on

        begun = self._reach.do(lambda: force_field_on(self._reach.library, session, finding))
        if begun is not None and self._open_session(begun) is not None:
            drafted = finding.now or finding.wanted
            words = (
                self.tr("The change is drafted from what was found. “{title}” waits on Home.")
                if drafted
                else self.tr("The first forces are what was found. “{title}” waits on Home.")
            )
            self._window.toast.show_message(words.format(title=session.data.session.title))

    # -- paper -----------------------------------------------------------------------------------------------------

    def show_method_menu(self, method_id: str, place: QPoint) -> None:
        """Show the menu of a method's card at `place` on the screen."""
        from exports.formats import handouts
        from facilitator import method_files
        from ui.desk.home_menu import method_menu

        method = self._reach.do(lambda: method_files.load(method_id, self._method_folder))
        if method is not None:
            run = {"new": self.new_session, "paper": self.paper, "copy": self._copy, "change": self._change}
            menu = method_menu(
                self._window,
                lambda chosen: run[chosen](method_id),
                has_paper=bool(handouts(method)),
                own=(self._method_folder / f"{method_id}.toml").exists(),
            )
            menu.popup(place)

    def _copy(self, method_id: str) -> None:
        from ui.desk.methods.chooser import Begin

        if self.making is not None:
            self.making.begin(Begin("copy", method_id))

    def _change(self, method_id: str) -> None:
        from ui.desk.methods.chooser import Begin

        if self.making is not None:
            self.making.begin(Begin("change", method_id))

    def paper(self, method_id: str = "") -> None:
        """Ask what to print of a method before people come, and save it; without an id the method is asked for."""
        from facilitator import method_files

        def methods() -> list[Method]:
            if method_id:
                return [method_files.load(method_id, self._method_folder)]
            return method_files.available(self._method_folder)

        found = self._reach.do(methods)
        if found:
            self._paper.ask(found)

    @property
    def _paper(self) -> PaperSaving:
        """What saves paper; made when it is first asked for."""
        if self._saving is None:
            from ui.desk.paper_saving import PaperSaving

            services = self._window.services
            self._saving = PaperSaving(self._window, self._window.toast, services)
        return self._saving

    def close(self) -> None:
        """End what still runs beside the window."""
        if self._saving is not None:
            self._saving.close()
