"""What vote and run-off share: closing a round, where to go then, opening it again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator import voting
from facilitator.method import Activity
from facilitator.voting import Round, Standing
from ui.desk.context import DeskContext
from ui.widgets.prompts import Choice, Question

__all__ = ["close_round", "draw_lot", "open_again", "round_named", "standing", "surplus_words"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Voting", text)


def standing(desk: DeskContext, activity: Activity) -> Standing:
    """Return how the vote stands."""
    return voting.standing(desk.session.data, activity)


def round_named(now: Standing, name: str) -> Round | None:
    """Return a round, open or closed; None when it has not begun."""
    if now.open is not None and now.open.name == name:
        return now.open
    return next((each for each in now.closed if each.name == name), None)


def surplus_words(this: Round | None) -> str:
    """Return the sentence that asks to count once more; empty when all is well."""
    if this is None or not this.surplus:
        return ""
    return _tr("{cast} votes counted, {possible} are possible. Count once more?").format(
        cast=this.cast, possible=this.possible
    )


def close_round(desk: DeskContext, activity: Activity, parent: QWidget) -> None:
    """Close the open round and go where its result is shown; more votes than possible are asked about first."""
    now = standing(desk, activity).open
    if now is None:
        return
    said = surplus_words(now)
    if said:
        again = Choice("again", _tr("Count once more"), "filled")
        show = Choice("show", _tr("Show the result"))
        question = Question(_tr("More votes than people have"), said, (show, again), "again", "warn")
        if desk.prompts.ask(parent, question) != "show":
            return
    desk.bridge.do(lambda: desk.session.votes.close(activity.id, now.name))
    _go_on(desk, activity)


def draw_lot(desk: DeskContext, activity: Activity, seed: str) -> None:
    """Draw by lot with `seed`, or with one made by chance when it is empty."""
    desk.bridge.do(lambda: desk.session.votes.draw_lot(activity.id, seed or None))
    _go_on(desk, activity)


def _go_on(desk: DeskContext, activity: Activity) -> None:
    """Go to the phase that follows the votes once they decide, to the run-off while there is a tie."""
    now = standing(desk, activity)
    course = desk.session.course
    ids = [phase.id for phase in course.phases(activity)]
    voted = [index for index, each in enumerate(ids) if each in ("vote", "run_off")]
    several = now.rules.picks > 1 and bool(now.closed)
    if now.tied and "run_off" in ids and not several:
        goal = "run_off"
    elif (now.winner is not None or several) and voted and voted[-1] + 1 < len(ids):
        goal = ids[voted[-1] + 1]
    else:
        return
    if goal != desk.session.place.phase:
        desk.bridge.do(lambda: course.go(activity.id, goal))


def open_again(desk: DeskContext, activity: Activity, parent: QWidget) -> None:
    """Open the vote again after a question; its result leaves the canvas."""
    question = Question(
        _tr("Open the vote again?"),
        _tr("The counts stay and can be changed. The result and the steps after it are taken back."),
        (Choice("no", _tr("Leave it closed")), Choice("yes", _tr("Open it again"), "filled")),
        "no",
    )
    if desk.prompts.ask(parent, question) != "yes":
        return
    desk.bridge.do(lambda: desk.session.votes.reopen(activity.id, voting.VOTE))
    if desk.session.place.phase != "vote":
        desk.bridge.do(lambda: desk.session.course.go(activity.id, "vote"))
