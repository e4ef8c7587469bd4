"""Acts of rating: the topics, what the room agrees on, and what follows from it. Scores: `facilitator.acts.scores`."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from facilitator import ratings
from facilitator.acts.base import Acts, added
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.method import Activity
from facilitator.model import ActionItem, Changes, RowChange
from facilitator.ratings import Agreed, Topic, Trend
from facilitator.state import find_activity
from facilitator.text import one_line, optional

LONGEST_TITLE = 80
"""Characters of a topic's title: it stands in one line on pages and on the projector."""
LONGEST_SENTENCE = 300
LONGEST_WHY = 500


class Ratings(Acts):
    """Topics rated by the room."""

    def add_topic(
        self, activity_id: str, title: str, *, icon: str = "", high: str = "", middle: str = "", low: str = ""
    ) -> Topic:
        """Add a topic behind the others and return it.

        Raises:
            UserError: no title, a text that is too long, or as many topics as a room can rate.
        """
        topic = Topic(new_id(), _title(title), icon, _sentence(high), _sentence(middle), _sentence(low))
        standing = self._topics(activity_id)
        self._room_for_one(standing)
        self._keep(activity_id, [*standing, topic], "ratings.add_topic")
        return topic

    def drop_topic(self, activity_id: str, topic_id: str) -> Changes:
        """Leave a topic out; what was said about it stays, and it can be taken back."""
        return self._change(
            activity_id, topic_id, "ratings.drop_topic", lambda each: replace(each, dropped=True)
        )

    def take_topic_back(self, activity_id: str, topic_id: str) -> Changes:
        """Take a dropped topic in again, where it stood.

        Raises:
            UserError: as many topics as a room can rate are there.
        """
        if any(each.id == topic_id and each.dropped for each in self._topics(activity_id)):
            self._room_for_one(self._topics(activity_id))
        return self._change(
            activity_id, topic_id, "ratings.take_topic_back", lambda each: replace(each, dropped=False)
        )

    def reword_topic(
        self,
        activity_id: str,
        topic_id: str,
        *,
        title: str | None = None,
        icon: str | None = None,
        high: str | None = None,
        middle: str | None = None,
        low: str | None = None,
    ) -> Changes:
        """Give a topic other words; None leaves one as it is.

        Raises:
            UserError: no title, or a text that is too long.
        """
        said = {"high": high, "middle": middle, "low": low}
        words: dict[str, Any] = {key: _sentence(text) for key, text in said.items() if text is not None}
        if title is not None:
            words["title"] = _title(title)
        if icon is not None:
            words["icon"] = icon
        return self._change(
            activity_id, topic_id, "ratings.reword_topic", lambda each: replace(each, **words)
        )

    def move_topic(self, activity_id: str, topic_id: str, index: int) -> Changes:
        """Put a topic at `index`, from 0, among those that are not dropped."""
        standing = self._topics(activity_id)
        topic = self._topic(activity_id, topic_id)
        others = [each for each in standing if each.id != topic_id]
        rated = [each for each in others if not each.dropped]
        place = others.index(rated[max(index, 0)]) if max(index, 0) < len(rated) else len(others)
        return self._keep(activity_id, [*others[:place], topic, *others[place:]], "ratings.move_topic")

    def go_to(self, activity_id: str, topic_id: str) -> Changes:
        """Bring the room to a topic."""
        self._topic(activity_id, topic_id)
        return self._session.values.set(activity_id, "current", topic_id, act="ratings.go_to")

    def agree(
        self,
        activity_id: str,
        topic_id: str,
        *,
        values: Mapping[str, int | None] | None = None,
        trend: str | None = None,
        why: str | None = None,
    ) -> Changes:
        """Note what the room agrees on for a topic: None leaves a part as it is, "" takes trend or reason away.

        `values` maps a scale's id to the score, None to take it away.

        Raises:
            UserError: the room has not seen the votes, a score off its scale, another word for the trend, or a
                reason that is too long.
        """
        activity = self._activity(activity_id)
        self._topic(activity_id, topic_id)
        if not ratings.is_shown(self._data, activity, topic_id):
            raise UserError("Show the votes on this topic first, then agree on it.")
        before = ratings.agreed_on(self._data, activity, topic_id) or Agreed()
        after = replace(
            before,
            values=_values(activity, {**before.values, **(values or {})}),
            trend=before.trend if trend is None else _trend(trend),
            why=before.why if why is None else _short(why, "A reason", LONGEST_WHY),
        )
        everything = dict(self._data.value(activity_id, "agreed", {}))
        if after:
            everything[topic_id] = ratings.agreed_entry(after)
        else:
            everything.pop(topic_id, None)
        return self._session.values.set(activity_id, "agreed", everything or None, act="ratings.agree")

    def plan(
        self, activity_id: str, topic_id: str, text: str, *, owner: str = "", due: str | None = None
    ) -> ActionItem:
        """Add an action item that a topic led to and return it; `due` is an ISO date.

        Raises:
            UserError: no text, or `due` is no date.
        """
        topic = self._topic(activity_id, topic_id)
        item = self._session.actions.new(text, owner=owner, due=due, topic=topic.title)
        plan = {**self._data.value(activity_id, "plan", {}), item.id: {"topic": topic_id}}
        rows: list[RowChange] = [added(item), self._session.values.change(activity_id, "plan", plan)]
        self._session.act("ratings.plan", rows)
        return item

    def _activity(self, activity_id: str) -> Activity:
        return find_activity(self._data.method, activity_id)

    def _topics(self, activity_id: str) -> tuple[Topic, ...]:
        return ratings.topics(self._data, self._activity(activity_id), dropped_too=True)

    def _topic(self, activity_id: str, topic_id: str) -> Topic:
        for each in self._topics(activity_id):
            if each.id == topic_id:
                return each
        raise UserError("This topic is not there any more. Look at the list again.")

    def _room_for_one(self, standing: tuple[Topic, ...]) -> None:
        if sum(not each.dropped for each in standing) >= ratings.MOST_TOPICS:
            raise UserError(f"A room can rate {ratings.MOST_TOPICS} topics at most. Drop one first.")

    def _change(self, activity_id: str, topic_id: str, act: str, change: Callable[[Topic], Topic]) -> Changes:
        self._topic(activity_id, topic_id)
        after = [change(each) if each.id == topic_id else each for each in self._topics(activity_id)]
        return self._keep(activity_id, after, act)

    def _keep(self, activity_id: str, topics: list[Topic], act: str) -> Changes:
        return self._session.values.set(activity_id, "items", [asdict(each) for each in topics], act=act)


def _values(activity: Activity, wanted: Mapping[str, int | None]) -> dict[str, int]:
    scales = {each.id: each for each in ratings.scales(activity)}
    found = {}
    for scale_id, value in wanted.items():
        if scale_id not in scales:
            raise UserError("This topic is not rated on that scale.")
        if value is None:
            continue
        scale = scales[scale_id].scale
        if not scale.least <= value <= scale.most:
            raise UserError(f"A score is a whole number from {scale.least} to {scale.most}, not {value}.")
        found[scale_id] = value
    return found


def _trend(word: str) -> Trend | None:
    found = next((each for each in ratings.TRENDS if each == word), None)
    if word and found is None:
        raise UserError(f"A topic gets {', '.join(ratings.TRENDS[:-1])} or {ratings.TRENDS[-1]}.")
    return found


def _title(text: str) -> str:
    return _short(one_line(text, "A topic"), "A topic’s title", LONGEST_TITLE)


def _sentence(text: str) -> str:
    return _short(text, "A description", LONGEST_SENTENCE)


def _short(text: str, what: str, most: int) -> str:
    line = " ".join(optional(text, what).split())
    if len(line) > most:
        raise UserError(f"{what} can have {most} characters at most, this has {len(line)}.")
    return line
