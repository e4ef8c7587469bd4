"""Methods of one's own from Home: choose what to begin with, edit, try, save, open a file that somebody sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desk.home_reach import HomeReach
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from facilitator.method import Method
    from facilitator.session import Session
    from ui.desk.home import Home
    from ui.desk.methods.chooser import Begin
    from ui.desk.methods.shelf import Kept, Left, MethodShelf

__all__ = ["HomeMaking"]


class HomeMaking(QObject):
    """Makes methods in the user's folder, which need not be there yet."""

    def __init__(
        self,
        window: DeskWindow,
        home: Home,
        reach: HomeReach,
        method_folder: Path,
        show_session: Callable[[Session], None],
    ) -> None:
        """`show_session` opens a rehearsal in the window."""
        super().__init__(window)
        self._window, self._home, self._reach = window, home, reach
        self._folder = method_folder
        self._show_session = show_session
        self._left: tuple[str, Left] | None = None

    @property
    def _shelf(self) -> MethodShelf:
        from ui.desk.methods.shelf import MethodShelf

        return MethodShelf(self._folder)

    def make(self) -> None:
        """Ask what to begin with, and edit it."""
        from ui.desk.methods.chooser import MethodChooser

        dialog = MethodChooser(self._shelf, self._window.services.prompts, self._window)
        accepted = self._reach.carry_out(dialog)
        self.show_methods()
        if accepted and dialog.begin.how == "file":
            self.open_file()
        elif accepted:
            self.begin(dialog.begin)

    def begin(self, begin: Begin) -> None:
        """Edit a draft, one's own method, a copy or an empty one."""
        from facilitator import method_drafts, method_files
        from facilitator.ids import new_id
        from ui.desk.methods.shelf import Kept

        shelf = self._shelf
        if begin.how == "draft":
            kept = shelf.drafts().get(begin.id)
            if kept is not None:
                self._edit(shelf, begin.id, kept)
            return
        if begin.how == "empty":
            made = method_drafts.empty(self.tr("A method of ours"), shelf.taken())
            self._edit(shelf, new_id(), Kept(made, ""))
            return
        method = self._reach.do(lambda: method_files.load(begin.id, self._folder))
        if method is None:
            return
        if begin.how == "change":
            self._edit(shelf, new_id(), Kept(method_drafts.of_method(method), method.id))
        else:
            title = self.tr("{title}, our way").format(title=method.title)
            self._edit(shelf, new_id(), Kept(method_drafts.copied(method, title, shelf.taken()), ""))

    def open_file(self, path: Path | None = None) -> None:
        """Take in a method that somebody sent, checked as every file is, and show it before it is saved."""
        from facilitator import method_drafts, method_files
        from facilitator.errors import FacilitatorError
        from facilitator.ids import new_id
        from ui.desk.methods.shelf import Kept

        if path is None:
            title = self.tr("Open a method")
            services = self._window.services
            folder = services.file_place.folder
            path = services.prompts.open_file(self._window, title, folder, ["Methods (*.toml)"])
        if path is None:
            return
        given = path
        try:
            method = method_files.read_file(given)
        except FacilitatorError as trouble:
            # It names the nearest valid word at its end: one line over the window would cut that off.
            title = self.tr("This method cannot be used yet")
            self._window.services.prompts.tell(self._window, title, str(trouble), tone="warn")
            return
        shelf = self._shelf
        draft = method_drafts.of_method(method)
        draft["id"] = method_drafts.free_id(method.id, shelf.taken())
        self._edit(shelf, new_id(), Kept(draft, ""), worth_keeping=True)

    def _edit(self, shelf: MethodShelf, key: str, kept: Kept, *, worth_keeping: bool = False) -> None:
        from ui.desk.methods.editor import MethodEditor

        services = self._window.services
        left = self._left[1] if self._left is not None and self._left[0] == key else None
        place, prompts = services.file_place, services.prompts
        dialog = MethodEditor(shelf, key, kept, prompts, place, self._window, left=left)
        if worth_keeping:
            dialog.keep()
        accepted = self._reach.carry_out(dialog)
        self._left = None if dialog.saved is not None else (key, dialog.left)
        self.show_methods()
        toast = self._window.toast
        if accepted and dialog.saved is not None:
            self._home.methods.take_focus(dialog.saved.id)
            toast.show_message(self.tr("“{title}” is among your methods.").format(title=dialog.saved.title))
        elif accepted and dialog.tried is not None:
            self._try(dialog.tried, key)

    def _try(self, method: Method, key: str) -> None:
        """Open a rehearsal of a draft, with the way back to it."""
        from facilitator.opening import rehearse
        from ui.desk.session_page import WayBack

        rehearsal = rehearse(method, self.tr("Rehearsal: {title}").format(title=method.title[:60]))
        self._show_session(rehearsal)
        page = self._window.page
        if page is None or self._window.session is not rehearsal:
            return
        page.set_way_back(WayBack(self.tr("Back to the editor"), lambda: self._back(key)))
        words = self.tr("A rehearsal: nothing of it is kept. Your draft waits in the editor.")
        self._window.toast.show_message(words, tone="info")

    def _back(self, key: str) -> None:
        """End the rehearsal and go on with the draft that it was made of."""
        self._window.close_session()
        self._window.show_home()
        shelf = self._shelf
        kept = shelf.drafts().get(key)
        if kept is not None:
            self._edit(shelf, key, kept)

    def show_methods(self) -> None:
        """Show the cards as the methods are now."""
        from facilitator import method_files
        from facilitator.method_headings import headings

        self._home.show_methods(headings(self._folder))
        self._home.show_method_troubles([str(each) for each in method_files.problems(self._folder)])
