"""The pages of communities and teams beside Home: opened, filled in, and saved as a book or as dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from ui.desk.home_reach import HomeReach
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from pathlib import Path

    from exports.formats import Report
    from facilitator.communities import Event
    from facilitator.community_acts import CommunityActs
    from facilitator.community_story import CommunityStory
    from facilitator.library import ActionListing
    from facilitator.session import Session
    from ui.desk.community.community_page import CommunityPageView
    from ui.desk.community.glance import Glance, GlanceReading
    from ui.desk.community.parts import CommunityContext
    from ui.desk.file_writing import FileWriting
    from ui.desk.home import Home
    from ui.desk.home_starts import HomeStarts

__all__ = ["HomeCommunities"]


class HomeCommunities(QObject):
    """Shows the communities of the library that `home` shows, in `window`."""

    def __init__(
        self,
        window: DeskWindow,
        home: Home,
        reach: HomeReach,
        starts: HomeStarts,
        open_session: Callable[[str], object],
        tick: Callable[[ActionListing, bool], None],
        row_menu: Callable[[str, QPoint], None],
        run_on: Callable[[str, str], None],
    ) -> None:
        """`starts` begins sessions, `open_session` opens one; `tick` says that a next step is done, or open again.

        `row_menu` shows the menu of a session at a place on the screen, `run_on` carries out a command of it.
        """
        super().__init__(window)
        self._window = window
        self._home = home
        self._reach = reach
        self._starts = starts
        self._open_session = open_session
        self._tick = tick
        self._row_menu = row_menu
        self._run_on = run_on
        self._page: CommunityPageView | None = None
        self._acts: CommunityActs | None = None
        self._story: CommunityStory | None = None
        self._glance: Glance | None = None
        self._reading: GlanceReading | None = None
        self._writing: FileWriting | None = None

    @property
    def page(self) -> CommunityPageView | None:
        """The page, once it was shown."""
        return self._page

    @property
    def shown(self) -> bool:
        """Whether the window shows the page now."""
        return self._page is not None and self._window.shows(self._page)

    def open(self, community_id: str = "") -> None:
        """Show a community; without an id the one of before, else the first."""
        found = self._reach.do(self._reach.library.communities)
        if found is None:
            return
        before = self._acts.community_id if self._acts is not None else ""
        ids = [each.id for each in found]
        wanted = next((each for each in (community_id, before) if each in ids), ids[0] if ids else "")
        page = self._made()
        context = self._context(wanted) if wanted else None
        if wanted and context is None:
            return
        if not wanted:
            self._acts = self._story = None
        page.show_communities(found, context)
        self._show_undo()
        self._window.show_page(page, self.tr("Communities and teams"))
        page.take_focus()

    def open_at(self, community_id: str, where: str) -> None:
        """Show what a search found on the page of a community: `where` as in `community_words.Entry`."""
        self.open(community_id)
        if self._page is not None and self.shown:
            self._page.reach(where)

    def open_of(self, session_id: str) -> None:
        """Show the community that a session belongs to."""
        session = self._reach.session(session_id)
        if session is not None:
            self.open(session.data.session.community_id or "")

    @property
    def menu_button(self) -> QWidget | None:
        """Below what the menu opens while the page is shown; None while it is not."""
        return self._page.bar.home if self._page is not None and self.shown else None

    def command(self, name: str) -> bool:
        """Carry out a command that is another one on the page than on Home; tell whether it was."""
        page = self._page
        if page is None or not self.shown:
            return False
        table: dict[str, Callable[[], None]] = {
            "next_region": lambda: page.next_region(1),
            "previous_region": lambda: page.next_region(-1),
            "redo": self.redo,
            "undo": self.undo,
        }
        if name in table:
            table[name]()
        return name in table

    def show_again(self) -> None:
        """Show what changed in the sessions of the community, where its page is shown."""
        if self.shown:
            self._read_again()

    def undo(self) -> None:
        """Take the last act on the page back."""
        self._step(lambda acts: acts.undo(), self.tr("There is nothing to undo on this page."))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(lambda acts: acts.redo(), self.tr("There is nothing to do again on this page."))

    def settle(self) -> None:
        """Keep what is being typed."""
        if self._page is not None:
            self._page.settle()

    def close(self) -> None:
        """Keep what is being typed, and end what still runs beside the window."""
        self.settle()
        if self._reading is not None:
            self._reading.close()
        if self._writing is not None:
            self._writing.close()

    # -- making ----------------------------------------------------------------------------------------------------

    def _made(self) -> CommunityPageView:
        if self._page is None:
            from ui.desk.community.community_page import CommunityPageView

            page = self._page = CommunityPageView()
            page.chosen.connect(self.open)
            page.home_wanted.connect(self._back)
            page.new_wanted.connect(self.add)
            page.rename_wanted.connect(self.rename)
            page.book_wanted.connect(self.save_book)
            page.undo_wanted.connect(self.undo)
            page.redo_wanted.connect(self.redo)
        return self._page

    def _context(self, community_id: str) -> CommunityContext | None:
        from facilitator.community_acts import CommunityActs
        from ui.desk.community.parts import CommunityContext

        library = self._reach.library
        same = self._acts is not None and self._acts.is_of(library, community_id)
        acts = self._acts if same else self._reach.do(lambda: CommunityActs(library, community_id))
        if acts is None or not self._read(community_id):
            return None
        if not same:
            self._glance = None
        self._acts = acts
        return CommunityContext(
            acts=acts,
            story=lambda: self._told(),
            glance=lambda: self._glance,
            now=self._home.now,
            do=self._do,
            open_session=self._open,
            row_menu=self._row_menu,
            run_on=self._run_on,
            begin=self._begin,
            tick=self._tick,
            all_steps=lambda: self._window.run("actions"),
            promise=self._promise,
            save_dates=self.save_dates,
        )

    def _read(self, community_id: str) -> bool:
        from facilitator.community_story import community_story

        library = self._reach.library
        story = self._reach.do(lambda: community_story(library, community_id))
        if story is None:
            return False
        self._story = story
        self._reader.start(library, story)
        return True

    @property
    def _reader(self) -> GlanceReading:
        """What reads beside the window; made when a community is first shown."""
        if self._reading is None:
            from ui.desk.community.glance import GlanceReading

            self._reading = GlanceReading(self)
            self._reading.read.connect(self._glance_read)
            self._reading.troubled.connect(self._window.say)
        return self._reading

    def _glance_read(self, glance: Glance) -> None:
        self._glance = glance
        if self._page is not None:
            self._page.show_glance()

    def _told(self) -> CommunityStory:
        assert self._story is not None, "a page is shown only once it was read"
        return self._story

    # -- acts ------------------------------------------------------------------------------------------------------

    def _do(self, act: Callable[[], object]) -> bool:
        done = self._reach.done(act)
        if done:
            self._refresh()
        return done

    def _read_again(self) -> None:
        """Show what changed in its sessions as well."""
        if self._acts is not None:
            self._read(self._acts.community_id)
        self._refresh()

    def _refresh(self) -> None:
        if self._page is not None:
            self._page.refresh()
            self._show_undo()

    def _show_undo(self) -> None:
        if self._page is not None:
            acts = self._acts
            self._page.bar.undo.setEnabled(acts is not None and acts.can_undo)
            self._page.bar.redo.setEnabled(acts is not None and acts.can_redo)

    def _step(self, step: Callable[[CommunityActs], bool], nothing: str) -> None:
        if self._acts is None:
            return
        self.settle()
        acts = self._acts
        done = self._reach.do(lambda: step(acts))
        if done:
            self._refresh()
        elif done is False:
            self._window.toast.show_message(nothing, tone="info")

    def _back(self) -> None:
        self.settle()
        self._window.show_home()

    def _open(self, session_id: str) -> None:
        self.settle()
        self._open_session(session_id)

    def _begin(self, place: QPoint) -> None:
        """Show the methods at `place` on the screen; the chosen one begins a session of this community."""
        found = self._reach.do(self._starts.headings)
        if not found:
            return
        from ui.desk.home_menu import headings_menu

        name = self._told().community.name
        menu = headings_menu(self._window, found, lambda chosen: self._starts.new_session(chosen, name))
        menu.popup(place)

    def _promise(self, text: str) -> None:
        """Make a text a next step of the newest session; a topic while there is none."""
        newest = self._told().newest
        acts = self._acts
        if newest is None:
            if acts is not None and self._do(lambda: acts.add_topic(text)):
                self._window.toast.show_message(
                    self.tr("There is no session yet to hold it, so it stands among the topics."), tone="info"
                )
            return
        if self._reach.change(newest.id, lambda session: _add_action(session, text)):
            self._read_again()
            words = self.tr("Among the next steps of “{title}” now. Give it a name and a day there.")
            self._window.toast.show_message(
                words.format(title=newest.title), action=(self.tr("Open"), lambda: self._open(newest.id))
            )

    def add(self) -> None:
        """Ask for the name of a community or team, add it, and show its page."""
        name = self._ask_name(self.tr("New community or team"), "", self.tr("Add"))
        if name is not None:
            made = self._reach.do(lambda: self._reach.library.add_community(name))
            if made is not None:
                self.open(made.id)

    def rename(self) -> None:
        """Ask for another name."""
        if self._story is None:
            return
        community = self._story.community
        name = self._ask_name(self.tr("Rename the community"), community.name, self.tr("Rename"))
        if name is not None and self._reach.done(
            lambda: self._reach.library.rename_community(community.id, name)
        ):
            self.open(community.id)

    def _ask_name(self, title: str, value: str, accept: str) -> str | None:
        return self._window.services.prompts.ask_text(
            self._window,
            title,
            self.tr("Name"),
            value=value,
            accept=accept,
            check=lambda text: None if text.strip() else self.tr("A community needs a name."),
        )

    # -- files -----------------------------------------------------------------------------------------------------

    def save_dates(self, events: Sequence[Event], look_back: bool) -> None:
        """Save events for a calendar, with the day of the next look back if `look_back` is true and one is set."""
        from exports.calendar_file import events_bytes
        from exports.files import safe_name, write_file

        if self._acts is None:
            return
        community, page = self._told().community, self._acts.page
        alone = len(events) == 1 and not (look_back and page.look_back)
        name = events[0].title if alone else self.tr("{name} dates").format(name=community.name)
        place = self._window.services.file_place
        suggested = place.folder / f"{safe_name(name)}.ics"
        path = self._window.services.prompts.save_file(
            self._window, self.tr("Save the dates"), suggested, ["Calendar (*.ics)"]
        )
        if path is None:
            return
        place.keep(path)
        content = events_bytes(community, page, events, look_back=look_back)
        if self._reach.done(lambda: write_file(path, content, force=True)):
            self._window.toast.show_message(self.tr("Saved as {path}.").format(path=path))

    def save_book(self) -> None:
        """Save everything of the community as one PDF."""
        if self._acts is None:
            return
        self.settle()
        writing = self.writing
        if not writing.may_ask():
            return
        from exports.book import book_of, export_book
        from exports.files import safe_name
        from exports.formats import go_on_if
        from facilitator.errors import UserError
        from facilitator.library.handle import LibraryClosed

        library, community_id = self._reach.library, self._acts.community_id
        gone = self.tr("Another library was opened before the book was read.")

        def job(path: Path, still_wanted: Callable[[], bool]) -> Report:
            def far(words: str) -> None:
                go_on_if(still_wanted)
                writing.tell(words)

            try:
                book = book_of(library, community_id, far=far)
            except LibraryClosed:
                raise UserError(gone) from None
            return export_book(book, path, force=True, still_wanted=still_wanted, far=writing.tell)

        name = self.tr("{name} book").format(name=self._told().community.name)
        writing.write(self.tr("Community book"), safe_name(name), ".pdf", job)

    @property
    def writing(self) -> FileWriting:
        """What writes the book; made when it is first asked for."""
        if self._writing is None:
            from ui.desk.file_writing import FileWriting

            services = self._window.services
            self._writing = FileWriting(
                self._window, self._window.toast, services.prompts, services.file_place
            )
        return self._writing


def _add_action(session: Session, text: str) -> object:
    return session.actions.add(text)
