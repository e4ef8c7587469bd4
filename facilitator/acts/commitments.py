"""Acts of committing: an idea becomes a promise, or is left undone for a reason. See `facilitator.commitments`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator import analysis, commitments
from facilitator.acts.actions import checked_date
from facilitator.acts.base import Acts, added, changed, removed
from facilitator.commitments import COMMITMENT, LEADERS, NOT_DONE
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import ActionItem, Changes, Note, ParkedItem, RowChange
from facilitator.text import one_line, optional, required

MOST_LEADERS = 20


class Commitments(Acts):
    """The one list of commitments of a session. Ideas are notes: `facilitator.acts.notes`."""

    def commit(
        self,
        text: str,
        *,
        owner: str = "",
        due: str | None = None,
        scope: str = "",
        done_when: str = "",
        factor: str = "",
        priority: str | None = None,
        idea: str = "",
    ) -> ActionItem:
        """Add a commitment and return its action item; `due` is an ISO date, `factor` and `idea` are ids.

        Raises:
            UserError: no text, `due` is no date, another word for the priority, or the factor or idea is gone.
        """
        entry = self._checked(scope, done_when, factor, priority, idea)
        item = self._session.actions.new(text, owner=owner, due=due, topic=self._topic(factor))
        rows = [added(item), self._change(COMMITMENT, {**self._entries, item.id: entry})]
        if idea:
            rows.append(self._change(NOT_DONE, self._undone_without(idea)))
        self._session.act("commitments.commit", rows)
        return item

    def change(
        self,
        action_id: str,
        *,
        text: str | None = None,
        owner: str | None = None,
        due: str | None = None,
        scope: str | None = None,
        done_when: str | None = None,
        factor: str | None = None,
        priority: str | None = None,
    ) -> Changes:
        """Word a commitment anew; None leaves a part as it is, an empty text takes it away.

        An action item that was none becomes a commitment.

        Raises:
            UserError: as `commit`, or the action item is gone.
        """
        item = self._find(ActionItem, action_id)
        before = self._entries.get(action_id, {})
        given = {"scope": scope, "done_when": done_when, "factor": factor, "priority": priority}
        said = {**before, **{key: each for key, each in given.items() if each is not None}}
        entry = self._checked(
            said.get("scope", ""),
            said.get("done_when", ""),
            said.get("factor", "") if factor is not None else "",
            said.get("priority"),
            "",
        )
        entry |= {key: before[key] for key in ("idea", "factor") if key in before and key not in entry}
        if factor == "":
            entry.pop("factor", None)
        after = replace(
            item,
            text=item.text if text is None else required(text, "An action"),
            owner=item.owner if owner is None else " ".join(optional(owner, "An owner").split()),
            due=item.due if due is None else checked_date(due),
            topic=item.topic if factor is None else self._topic(factor),
        )
        rows = [changed(item, after), self._change(COMMITMENT, {**self._entries, action_id: entry})]
        return self._session.act("commitments.change", rows)

    def delete(self, action_id: str) -> Changes:
        """Delete a commitment; its idea is open again. Undo brings it back.

        Raises:
            UserError: it is not there any more.
        """
        item = self._find(ActionItem, action_id)
        kept = {each: entry for each, entry in self._entries.items() if each != action_id}
        return self._session.act("commitments.delete", [removed(item), self._change(COMMITMENT, kept)])

    def decline(self, text: str, reason: str, *, idea: str = "") -> str:
        """Note what is left undone on purpose, with its reason, and return its id.

        Raises:
            UserError: no text, no reason, or the idea is gone or was committed to.
        """
        line, because = one_line(text, "What is left undone"), required(reason, "The reason")
        if idea and self._idea(idea).state == "committed":
            raise UserError("There is a commitment to this idea. Delete that one first.")
        entry = {"id": new_id(), "text": line, "reason": because, **({"idea": idea} if idea else {})}
        undone = [*self._undone_without(idea), entry]
        self._session.act("commitments.decline", [self._change(NOT_DONE, undone)])
        return str(entry["id"])

    def reword_declined(
        self, entry_id: str, *, text: str | None = None, reason: str | None = None
    ) -> Changes:
        """Give what is left undone another wording or reason; None leaves one as it is.

        Raises:
            UserError: an empty text or reason, or it is not there any more.
        """
        said: dict[str, str] = {}
        if text is not None:
            said["text"] = one_line(text, "What is left undone")
        if reason is not None:
            said["reason"] = required(reason, "The reason")
        self._known(self._undone, entry_id)
        undone = [{**each, **said} if each["id"] == entry_id else each for each in self._undone]
        return self._session.act("commitments.reword_declined", [self._change(NOT_DONE, undone)])

    def take_back_declined(self, entry_id: str) -> Changes:
        """Take something off the list of what is left undone: its idea is open again.

        Raises:
            UserError: it is not there any more.
        """
        self._known(self._undone, entry_id)
        undone = [each for each in self._undone if each["id"] != entry_id]
        return self._session.act("commitments.take_back_declined", [self._change(NOT_DONE, undone)])

    def take_parked(self, item_id: str) -> Note:
        """Make an idea of a topic that was parked earlier, and return its note.

        Raises:
            UserError: the topic is gone, or this workshop has no lane for ideas.
        """
        item = self._find(ParkedItem, item_id)
        lane = commitments.ideas_lane(self._data.method)
        if lane is None:
            raise UserError("This workshop has no list of ideas for actions.")
        note = Note(
            new_id(),
            self._session.id,
            lane.id,
            item.text,
            lane.colour,
            position=self._data.last_position("notes") + 1.0,
        )
        rows = [changed(item, replace(item, state="back")), added(note)]
        self._session.act("commitments.take_parked", rows)
        return note

    def add_leader(self, name: str, *, role: str = "", agrees: bool = True, words: str = "") -> str:
        """Note whether somebody who decides on priorities stands behind the commitments; returns the entry's id.

        Raises:
            UserError: no name, or a text that is too long.
        """
        standing = self._leaders
        if len(standing) >= MOST_LEADERS:
            raise UserError(f"{MOST_LEADERS} leaders are enough. Delete one first.")
        entry = {
            "id": new_id(),
            "name": one_line(name, "A name"),
            "role": " ".join(optional(role, "A role").split()),
            "agrees": agrees,
            "words": optional(words, "Their words"),
        }
        self._session.act("commitments.leader", [self._change(LEADERS, [*standing, entry])])
        return str(entry["id"])

    def change_leader(
        self, entry_id: str, *, agrees: bool | None = None, words: str | None = None
    ) -> Changes:
        """Note that a leader sees it otherwise, or says it otherwise; None leaves a part as it is.

        Raises:
            UserError: the entry is not there any more, or the text is too long.
        """
        self._known(self._leaders, entry_id)
        said: dict[str, Any] = {} if agrees is None else {"agrees": agrees}
        if words is not None:
            said["words"] = optional(words, "Their words")
        after = [{**each, **said} if each["id"] == entry_id else each for each in self._leaders]
        return self._session.act("commitments.leader", [self._change(LEADERS, after)])

    def delete_leader(self, entry_id: str) -> Changes:
        """Take a leader off the list.

        Raises:
            UserError: the entry is not there any more.
        """
        self._known(self._leaders, entry_id)
        after = [each for each in self._leaders if each["id"] != entry_id]
        return self._session.act("commitments.delete_leader", [self._change(LEADERS, after)])

    @property
    def _home(self) -> str:
        found = commitments.home(self._data.method)
        if found is None:
            raise UserError("This workshop has no list of commitments.")
        return found

    @property
    def _entries(self) -> dict[str, dict[str, Any]]:
        return dict(self._data.value(self._home, COMMITMENT, {}))

    @property
    def _undone(self) -> list[dict[str, str]]:
        return list(self._data.value(self._home, NOT_DONE, ()))

    @property
    def _leaders(self) -> list[dict[str, Any]]:
        return list(self._data.value(self._home, LEADERS, ()))

    def _undone_without(self, idea: str) -> list[dict[str, str]]:
        return [each for each in self._undone if not idea or each.get("idea") != idea]

    def _change(self, key: str, value: Any) -> RowChange:
        return self._session.values.change(self._home, key, value or None)

    def _topic(self, factor_id: str) -> str:
        return next((each.text for each in analysis.factors(self._data) if each.id == factor_id), "")

    def _idea(self, idea_id: str) -> commitments.Idea:
        found = commitments.commitments(self._data)
        idea = found.idea(idea_id) if found else None
        if idea is None:
            raise UserError("That idea is not there any more. Undo brings it back if it was deleted.")
        return idea

    def _checked(
        self, scope: str, done_when: str, factor: str, priority: str | None, idea: str
    ) -> dict[str, Any]:
        """Return a commitment's entry: what was said, nothing empty."""
        if priority and priority not in commitments.PRIORITIES:
            raise UserError(f"A priority is {', '.join(commitments.PRIORITIES)}, or none.")
        if factor and all(each.id != factor for each in analysis.factors(self._data)):
            raise UserError("That factor is not there any more. Undo brings it back if it was deleted.")
        if idea:
            self._idea(idea)
        said = {
            "scope": optional(scope, "The scope"),
            "done_when": optional(done_when, "How one sees that it is done"),
            "factor": factor,
            "priority": priority,
            "idea": idea,
        }
        return {key: each for key, each in said.items() if each}

    def _known(self, entries: list[dict[str, Any]], entry_id: str) -> Mapping[str, Any]:
        found = next((each for each in entries if each["id"] == entry_id), None)
        if found is None:
            raise UserError("That is not there any more. Undo brings it back if it was deleted.")
        return found
