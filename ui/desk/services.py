"""What the facilitator's window is given from outside. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ui.file_place import FilePlace
from ui.widgets import prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from facilitator.findings import Finding
    from facilitator.library import SessionSummary
    from facilitator.method import Activity
    from facilitator.model import Community
    from facilitator.postmortems import EarlierPostmortem, Meeting
    from facilitator.session import Session
    from ui.bridge import Bridge
    from ui.desk.context import DeskContext
    from ui.desk.stage import Stage
    from ui.projector.controller import ProjectorController
    from ui.settings import Settings
    from ui.widgets.prompts import Prompts

__all__ = ["DeskServices"]


def _silence() -> None:
    """Sound nothing."""


def _usual_stage(desk: DeskContext, activity: Activity) -> Stage:
    from ui.desk.stage import stage_for

    return stage_for(desk, activity)


def _no_communities() -> tuple[Community, ...]:
    return ()


def _no_session(_session_id: str) -> SessionSummary | None:
    return None


def _no_postmortems(_session: Session) -> tuple[EarlierPostmortem, ...]:
    return ()


def _no_meetings(_session: Session, _most: int) -> tuple[Meeting, ...]:
    return ()


@dataclass(frozen=True)
class DeskServices:
    """What the window is given from outside.

    Attributes:
        settings: the settings of this machine.
        make_projector: makes what runs the room's window, for the first session that is opened in the desk's window;
            later sessions are given to it.
        chime: sounds once when a timebox is over.
        save_elsewhere: keeps a session in another place when its own cannot be written to; None: not offered.
        communities: the communities and teams of the library.
        add_community: adds one by name and returns it; None: not offered.
        rename_community: gives the one with this id another name and returns it; None: not offered.
        look_into: opens a force field on something that the session found; None: not offered.
        run_again: begins a session that follows this one, asking what is known of it; None: not offered.
        forget_names: takes the names out of a session that is finished, which closes it; None: not offered.
        find_session: returns a session of the library by its id, None when it is not there.
        earlier_postmortems: returns the postmortems of the same service as a session's, the newest first.
        meetings: returns what the newest meetings of a session's method were worth to those who came, so many at most
            besides its own, the oldest first.
        files: the folder where files are saved until another one was chosen; see `file_place`.
        prompts: asks and tells.
        make_stage: makes the stage of an activity.
    """

    settings: Settings
    make_projector: Callable[[Bridge, QWidget], ProjectorController]
    chime: Callable[[], None] = _silence
    save_elsewhere: Callable[[Session], None] | None = None
    communities: Callable[[], tuple[Community, ...]] = _no_communities
    add_community: Callable[[str], Community] | None = None
    rename_community: Callable[[str, str], Community] | None = None
    look_into: Callable[[Session, Finding], None] | None = None
    run_again: Callable[[Session], None] | None = None
    forget_names: Callable[[Session], None] | None = None
    find_session: Callable[[str], SessionSummary | None] = _no_session
    earlier_postmortems: Callable[[Session], tuple[EarlierPostmortem, ...]] = _no_postmortems
    meetings: Callable[[Session, int], tuple[Meeting, ...]] = _no_meetings
    files: Path = field(default_factory=Path.home)
    prompts: Prompts = field(default_factory=prompts.current)
    make_stage: Callable[[DeskContext, Activity], Stage] = _usual_stage

    @property
    def file_place(self) -> FilePlace:
        """Where windows for files begin, also after the program was closed."""
        return FilePlace(self.settings, self.files)
