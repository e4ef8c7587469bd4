"""The wiring of a sample session: who waits for whom, what was tried, and where the pieces of work stand."""

from collections.abc import Iterator
from functools import partial

from facilitator import couplings
from facilitator.demo_forces import Script, Step
from facilitator.session import Session


def wiring_steps(session: Session, script: Script) -> Iterator[tuple[str, Step]]:
    """Yield what is drawn, tried and placed, with when: "activity/phase"."""
    for each in script.get("waits", []):
        for line in each["lines"]:
            yield each["at"], partial(session.couplings.add_line, line)
        if each.get("arranged"):
            yield each["at"], session.couplings.arrange
    for each in script.get("tries", []):
        yield each["at"], partial(_try, session, *each["without"])
        yield each["at"], session.couplings.drop
    for each in script.get("places", []):
        for note, place in each["notes"].items():
            yield each["at"], partial(_place, session, each["at"].split("/")[0], note, *place)


def _try(session: Session, who: str, whom: str) -> None:
    now = couplings.coupling_map(session.data)
    assert now is not None
    one, other = now.named(who), now.named(whom)
    assert one is not None
    assert other is not None
    wait = now.between(one.id, other.id)
    assert wait is not None
    session.couplings.try_cut(wait.id)


def _place(session: Session, activity_id: str, text: str, x: float, y: float) -> None:
    note = next(each for each in session.data.notes if each.text == text)
    session.matrices.place(activity_id, note.id, x, y)
