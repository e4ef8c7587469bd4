"""What a sample session rates, agrees on, promises and looks back at, and when."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from facilitator import scoring
from facilitator.demo_forces import Script, Step
from facilitator.session import Session


def rating_steps(session: Session, script: Script) -> Iterator[tuple[str, Step]]:
    """Yield what is done about topics and promises, with when: "activity/phase"."""
    for each in script.get("reviews", []):
        yield each["at"], partial(settle, session, each)
    for each in script.get("reworded", []):
        words = {key: text for key, text in each.items() if key not in ("at", "topic")}
        yield each["at"], partial(session.ratings.reword_topic, _activity(each), each["topic"], **words)
    for each in script.get("ratings", []):
        for topic_id, found in each["topics"].items():
            yield each["at"], partial(_vote, session, _activity(each), each["scale"], topic_id, found)
            yield each["at"], partial(_agree, session, _activity(each), each["scale"], topic_id, found)
    for each in script.get("topic_plans", []):
        yield (
            each["at"],
            partial(
                session.ratings.plan,
                _activity(each),
                each["topic"],
                each["text"],
                owner=each["owner"],
                due=each["due"],
            ),
        )


def settle(session: Session, each: Mapping[str, Any]) -> None:
    """Say what became of an action item: {"text", "state"}."""
    item = next(item for item in session.data.actions if item.text == each["text"])
    session.actions.set_state(item.id, each["state"])


def _vote(session: Session, activity_id: str, scale: str, topic_id: str, found: Mapping[str, Any]) -> None:
    """Count the hands for a topic, or type its slips, those with the lowest score first."""
    session.ratings.go_to(activity_id, topic_id)
    if scoring.entry(session.data, activity_id) == scoring.SHEETS:
        slips = (value for value, count in enumerate(found["votes"], start=1) for _ in range(count))
        for sheet, value in enumerate(slips, start=1):
            session.scores.set(activity_id, scale, sheet, topic_id, value)
        return
    for value, count in enumerate(found["votes"], start=1):
        if count:
            session.scores.set_hands(activity_id, scale, topic_id, value, count)


def _agree(session: Session, activity_id: str, scale: str, topic_id: str, found: Mapping[str, Any]) -> None:
    session.scores.reveal(activity_id, scale, topic_id)
    if "agreed" in found:
        values = {scale: found["agreed"]}
        session.ratings.agree(
            activity_id, topic_id, values=values, trend=found.get("trend"), why=found.get("why")
        )


def _activity(each: Mapping[str, Any]) -> str:
    return str(each["at"].split("/")[0])
