"""What every part of the desk is given: the session's bridge and the services around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.session import Session
from ui.bridge import Bridge
from ui.settings import Settings

if TYPE_CHECKING:
    from facilitator.findings import Finding
    from facilitator.postmortems import EarlierPostmortem, Meeting
    from ui.projector.controller import ProjectorController
    from ui.widgets.prompts import Prompts

__all__ = ["DeskContext"]


def _no_meetings(_most: int) -> tuple[Meeting, ...]:
    return ()


@dataclass(frozen=True)
class DeskContext:
    """The services of one open session.

    Attributes:
        bridge: the session for Qt; every act goes through `bridge.do(lambda: session.notes.add(...))`.
        prompts: asks and tells by dialog; replaced in tests.
        settings: the settings of this machine.
        projector: the room's window.
        say: shows one sentence in the desk's banner.
        run: starts one of the desk's commands by its id in `ui.keys`.
        look_into: opens a force field on something that the session found; None where there is no library.
        run_again: begins a session that follows this one; None where there is no library.
        earlier_postmortems: returns those of the same service as the session’s, the newest first.
        meetings: returns what the newest meetings of its method were worth, so many at most besides its own.
        forget_names: takes the names out of the session, which closes it; None where there is no library.
    """

    bridge: Bridge
    prompts: Prompts
    settings: Settings
    projector: ProjectorController
    say: Callable[[str], None]
    run: Callable[[str], None]
    look_into: Callable[[Finding], None] | None = None
    run_again: Callable[[], None] | None = None
    forget_names: Callable[[], None] | None = None
    earlier_postmortems: Callable[[], Sequence[EarlierPostmortem]] = tuple
    meetings: Callable[[int], Sequence[Meeting]] = _no_meetings

    @property
    def session(self) -> Session:
        """The open session."""
        return self.bridge.session
