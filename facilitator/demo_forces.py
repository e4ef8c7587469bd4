"""The force field of a sample session: what is agreed, weighed, linked and planned there, and when."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from facilitator import forces, scoring
from facilitator.session import Session

Script = Mapping[str, Any]
Step = Callable[[], object]


def force_steps(session: Session, script: Script) -> Iterator[tuple[str, Step]]:
    """Yield what is done about the force field, with when: "activity/phase"."""
    for each in script.get("changes", []):
        yield each["at"], partial(session.forces.set_change, each["now"], each["wanted"])
        yield each["at"], partial(session.forces.set_thumbs, *each["thumbs"])
    for each in script.get("scores", []):
        people = max(len(scores) for scores in each["forces"].values())
        for sheet in range(1, people + 1):
            yield each["at"], partial(_score, session, each["round"], sheet, each["forces"])
        yield each["at"], partial(_reveal, session, each["round"])
    for each in script.get("links", []):
        yield each["at"], partial(_link, session, each["between"])
    for each in script.get("plans", []):
        yield each["at"], partial(_plan, session, each)


def _score(session: Session, round_name: str, sheet: int, by_title: Mapping[str, list[int]]) -> None:
    """Let one person score every force: on a sheet, or with one more hand for each score."""
    home, ids = _home(session), _ids(session)
    for title, scores in by_title.items():
        score, item = scores[sheet - 1], ids[title]
        if scoring.entry(session.data, home) == scoring.SHEETS:
            session.scores.set(home, round_name, sheet, item, score)
        else:
            raised = scoring.hands_of(session.data, home, round_name, item).get(score, 0)
            session.scores.set_hands(home, round_name, item, score, raised + 1)


def _reveal(session: Session, round_name: str) -> None:
    session.scores.reveal(_home(session), round_name)


def _link(session: Session, between: list[str]) -> None:
    ids = _ids(session)
    session.forces.link(ids[between[0]], ids[between[1]])


def _plan(session: Session, each: Mapping[str, Any]) -> None:
    session.forces.plan(
        _ids(session)[each["force"]],
        each["text"],
        owner=each["owner"],
        due=each["due"],
        expected=each.get("expected"),
    )


def _ids(session: Session) -> dict[str, str]:
    return {force.title: force.id for force in forces.forces(session.data)}


def _home(session: Session) -> str:
    home = forces.home(session.data.method)
    assert home is not None
    return home
