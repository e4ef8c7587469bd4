"""Acts on a postmortem as a whole: its status, who owns and leads it, its message. See `facilitator.postmortems`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitator import forms, postmortems
from facilitator.acts.base import Acts, added, changed
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Changes, Note, RowChange
from facilitator.text import one_line, optional, required

if TYPE_CHECKING:
    from facilitator.postmortem_taking import Taking

LONGEST_WORD = 40
LONGEST_TITLE = 160


class PostmortemActs(Acts):
    """What belongs to the whole of a postmortem."""

    def set_status(self, status: str) -> Changes:
        """Say how far it is: one step forward, or back to any earlier one.

        Raises:
            UserError: there is no such status, a step would be left out, or its message is still to be published.
        """
        if status not in postmortems.STATUSES:
            raise UserError(f"A postmortem is {', '.join(postmortems.STATUSES)}.".replace("_", " "))
        now = self._now
        order = [str(each) for each in postmortems.STATUSES]
        if order.index(status) > order.index(now.status) + 1:
            missing = order[order.index(now.status) + 1].replace("_", " ")
            raise UserError(f"First it is {missing}, then {status.replace('_', ' ')}. One step at a time.")
        if status == "closed" and now.message_waits:
            raise UserError(
                "The message is still to be published. Publish it, or say that none is needed; then close this."
            )
        return self._set("postmortem.status", status=status)

    def set_owner(self, name: str) -> Changes:
        """Say who drives it to its end; an empty text says nobody.

        Raises:
            UserError: the name is too long.
        """
        return self._set("postmortem.owner", owner=_line(name, "A name"))

    def set_facilitator(self, name: str) -> Changes:
        """Say who leads the meeting; an empty text says nobody.

        Raises:
            UserError: the name is too long.
        """
        return self._set("postmortem.facilitator", facilitator=_line(name, "A name"))

    def set_message(self, state: str | None) -> Changes:
        """Say how far the external message is: draft, approved, published, or "none" where none is needed.

        None leaves it open: a message with words in it then counts as one that is still to be published. A postmortem
        that was closed is reviewed again when its message turns out to be unpublished.

        Raises:
            UserError: there is no such state.
        """
        if state is not None and state not in postmortems.MESSAGES:
            raise UserError(f"A message is {', '.join(postmortems.MESSAGES)}.")
        now = self._now
        waits = state in ("draft", "approved") or (state is None and now.has_message)
        reopened = {"status": "reviewed"} if waits and now.status == "closed" else {}
        return self._set("postmortem.message", message=state, **reopened)

    def set_word(self, word: str) -> Changes:
        """Say what it is called, such as "incident review"; an empty text stands for the usual word.

        Raises:
            UserError: the word is too long.
        """
        line = _line(word, "This word")
        if len(line) > LONGEST_WORD:
            raise UserError(f"This word can have {LONGEST_WORD} characters at most, this has {len(line)}.")
        return self._set("postmortem.word", word=line)

    def take(self, found: "Taking", *, title: str = "") -> Changes:
        """Take in a postmortem that was written elsewhere, in one act; texts go behind what stands in a field.

        `title` becomes that of the session unless it is empty.

        Raises:
            UserError: a field or the timeline would become too long; nothing was taken.
        """
        values, session = self._session.values, self._data.session
        rows: list[RowChange] = []
        for activity_id, field_id, text in found.fields:
            key = forms.field_key(field_id)
            before = self._data.value(activity_id, key, "")
            rows.append(values.change(activity_id, key, required(f"{before}\n\n{text}", "A field")))
        start = self._data.last_position("notes")
        for number, (lane_id, text) in enumerate(found.notes, start=1):
            lane = self._data.method.lane(lane_id)
            assert lane is not None
            note = Note(new_id(), session.id, lane_id, required(text), lane.colour, position=start + number)
            rows.append(added(note))
        if found.responders:
            rows += self._session.forms.made(
                found.responders_at,
                postmortems.RESPONDERS,
                [{postmortems.PERSON: each} for each in found.responders],
            )
        if found.entries:
            rows += [row for _, made in self._session.timeline.made(found.entries) for row in made]
        if title.strip():
            rows.append(changed(session, replace(session, title=one_line(title)[:LONGEST_TITLE])))
        return self._session.act("postmortem.take", rows)

    @property
    def _now(self) -> postmortems.Postmortem:
        found = postmortems.postmortem(self._data)
        if found is None:
            raise UserError("This workshop does not look back at an incident.")
        return found

    def _set(self, act: str, **said: Any) -> Changes:
        _ = self._now
        kept = {**self._data.value("", postmortems.KEPT, {}), **said}
        after = {key: each for key, each in kept.items() if each}
        return self._session.values.set("", postmortems.KEPT, after or None, act=act)


def _line(text: str, what: str) -> str:
    return " ".join(optional(text, what).split())
