"""Acts on the people in the room: by name, or only how many."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.acts.base import Acts, added, changed, last_position, removed
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Changes, Participant
from facilitator.text import one_line, optional


class People(Acts):
    """Coming, going and being counted. The head count is what turnout and budgets follow."""

    def add(self, names: Sequence[str], role: str = "") -> list[Participant]:
        """Add participants by name; the head count grows to the number of those present if it was lower.

        Raises:
            UserError: an empty name.
        """
        start = last_position([person.position for person in self._data.participants])
        people = [
            Participant(
                new_id(),
                self._session.id,
                one_line(name, "A name"),
                optional(role, "A role"),
                position=start + index,
            )
            for index, name in enumerate(names)
        ]
        present = sum(person.present for person in self._data.participants) + len(people)
        rows = [added(person) for person in people]
        session = self._data.session
        if present > session.head_count:
            rows.append(changed(session, replace(session, head_count=present)))
        self._session.act("people.add", rows)
        return people

    def rename(self, person_id: str, name: str, role: str | None = None) -> Changes:
        """Give a participant another name, and another role unless it is None."""
        person = self._find(Participant, person_id)
        after = replace(person, name=one_line(name, "A name"), role=person.role if role is None else role)
        return self._session.act("people.rename", [changed(person, after)])

    def set_present(self, person_id: str, present: bool) -> Changes:
        """Note that a participant has come or left; the head count follows by one."""
        person = self._find(Participant, person_id)
        if person.present == present:
            return self._session.act("people.present", [])
        session = self._data.session
        count = max(0, session.head_count + (1 if present else -1))
        rows = [
            changed(person, replace(person, present=present)),
            changed(session, replace(session, head_count=count)),
        ]
        return self._session.act("people.present", rows)

    def remove(self, person_id: str) -> Changes:
        """Take a participant off the list; notes they wrote stay, without their name."""
        person = self._find(Participant, person_id)
        notes = [
            changed(note, replace(note, author_id=None))
            for note in self._data.notes
            if note.author_id == person_id
        ]
        ballots = [
            changed(ballot, replace(ballot, voter_id=None))
            for ballot in self._data.ballots
            if ballot.voter_id == person_id
        ]
        return self._session.act("people.remove", [*notes, *ballots, removed(person)])

    def set_head_count(self, count: int) -> Changes:
        """Say how many people are in the room.

        Raises:
            UserError: below 1 or above 999.
        """
        if not 1 <= count <= 999:
            raise UserError("The number of people is between 1 and 999.")
        session = self._data.session
        return self._session.act("people.count", [changed(session, replace(session, head_count=count))])

    def keep_authors(self, keep: bool) -> Changes:
        """Say whether notes and ballots carry names. Turning it off takes the names off those that have one."""
        session = self._data.session
        rows = [changed(session, replace(session, keep_authors=keep))]
        if not keep:
            rows += [
                changed(note, replace(note, author_id=None)) for note in self._data.notes if note.author_id
            ]
            rows += [
                changed(each, replace(each, voter_id=None)) for each in self._data.ballots if each.voter_id
            ]
        return self._session.act("people.authors", rows)
