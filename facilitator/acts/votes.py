"""Acts of deciding: dots, counted hands, tie-breaks, elections. The rules are in `facilitator.voting`."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from facilitator import voting
from facilitator.acts.base import Acts, added, changed, removed
from facilitator.acts.values import Values
from facilitator.candidates import Candidate, candidates_of
from facilitator.consent import consent_account
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.method import Activity
from facilitator.model import Ballot, Changes, Hands, Note, Protocol, RowChange
from facilitator.state import SessionData, find_activity
from facilitator.text import optional, required

RULE_KEYS = ("budget", "stacking", "own_idea", "tie_break", "entry", "way")
ROUNDS = (voting.VOTE, *voting.TIE_BREAKS)


class Votes(Acts):
    """Collecting votes and settling them."""

    def set_rule(self, activity_id: str, key: str, value: Any) -> Changes:
        """Announce a rule, one of `RULE_KEYS`, before the first vote is in.

        Raises:
            UserError: votes are in already, or the rule makes no sense.
        """
        if key not in RULE_KEYS:
            raise UserError(f"There is no rule called {key}.")
        if key not in ("entry", "way") and votes_in(self._data, activity_id):
            raise UserError("Votes are in already, so the rules stay. Undo the votes first.")
        if key == "budget" and not (isinstance(value, int) and 1 <= value <= 50):
            raise UserError("Each person has between 1 and 50 votes.")
        return self._session.values.set(activity_id, key, value, act="votes.rule")

    def set_hands(self, activity_id: str, round_name: str, candidate_id: str, count: int) -> Changes:
        """Note how many hands were raised for a candidate; 0 takes the count away.

        Raises:
            UserError: below 0 or above 999, or the round is closed.
        """
        self._open(activity_id, round_name)
        if not 0 <= count <= 999:
            raise UserError("Between 0 and 999 votes can be counted.")
        row_id = f"{activity_id}:{round_name}:{candidate_id}"
        before = self._data.tables["hands"].get(row_id)
        row = Hands(row_id, self._session.id, activity_id, round_name, candidate_id, count)
        if not count:
            change = removed(before) if before else RowChange("hands", row_id, None, None)
        else:
            change = changed(before, row) if before else added(row)
        return self._session.act("votes.hands", [change])

    def cast(
        self,
        activity_id: str,
        round_name: str,
        choices: Mapping[str, int],
        *,
        sheet: int | None = None,
        voter_id: str | None = None,
    ) -> Ballot:
        """Take one ballot and return it; `sheet` None takes the next number, a number replaces that sheet.

        The voter is kept only if the session keeps authors.

        Raises:
            UserError: the ballot breaks the rules announced, or the round is closed.
        """
        self._open(activity_id, round_name)
        activity = find_activity(self._data.method, activity_id)
        now = voting.standing(self._data, activity)
        if now.open is None or now.open.name != round_name:
            raise UserError("This round is not open. Close the round before it first.")
        kept = {key: count for key, count in choices.items() if count or round_name == voting.FIST}
        voting.check_ballot(now.rules, now.open.candidates, kept, voter_id, round_name)
        standing = [each for each in self._cast(activity_id) if each.round == round_name]
        number = sheet if sheet is not None else max((each.sheet for each in standing), default=0) + 1
        before = next((each for each in standing if each.sheet == number), None)
        ballot = Ballot(
            before.id if before else new_id(),
            self._session.id,
            activity_id,
            round_name,
            number,
            kept,
            voter_id if self._data.session.keep_authors else None,
        )
        self._session.act("votes.cast", [changed(before, ballot) if before else added(ballot)])
        return ballot

    def withdraw(self, ballot_id: str) -> Changes:
        """Take a ballot out again."""
        ballot = self._find(Ballot, ballot_id)
        self._open(ballot.activity_id, ballot.round)
        return self._session.act("votes.withdraw", [removed(ballot)])

    def candidates(self, activity_id: str) -> tuple[Candidate, ...]:
        """Return what an activity votes on, see `facilitator.candidates.candidates_of`."""
        activity = find_activity(self._data.method, activity_id)
        return candidates_of(self._data, activity)

    def standing(self, activity_id: str) -> voting.Standing:
        """Return how the vote of an activity stands."""
        return voting.standing(self._data, find_activity(self._data.method, activity_id))

    def close(self, activity_id: str, round_name: str) -> Changes:
        """Close a round. A clear result of a dot vote becomes the outcome in the same act, with its protocol.

        Raises:
            UserError: nobody has voted in it, or it is closed already.
        """
        self._open(activity_id, round_name)
        activity = find_activity(self._data.method, activity_id)
        now = voting.standing(self._data, activity)
        if now.open is None or now.open.name != round_name:
            raise UserError("This round is not open. Close the round before it first.")
        if not now.open.cast:
            raise UserError("No vote is in yet. Count first, then close.")
        rows = self._closing(activity_id, round_name)
        return self._session.act("votes.close", [*rows, *self._settled(activity, rows)])

    def reopen(self, activity_id: str, round_name: str) -> Changes:
        """Open a closed round again, later rounds and what they decided with it."""
        activity = find_activity(self._data.method, activity_id)
        closed = self._closed(activity_id)
        kept = closed[: closed.index(round_name)] if round_name in closed else closed
        rows = [
            self._values.change(activity_id, "closed", kept or None),
            self._values.change(activity_id, "seed", None),
            self._values.change(activity_id, "elected", None),
        ]
        protocol = self._data.tables["protocols"].get(activity_id)
        if protocol:
            rows.append(removed(protocol))
        rows.extend(self._session.outcomes.change(box, "") for box in activity.writes if protocol)
        return self._session.act("votes.reopen", rows)

    def draw_lot(self, activity_id: str, seed: str | None = None) -> Changes:
        """Draw by lot among those still tied, with a seed that is shown and kept; None makes one.

        Raises:
            UserError: nothing is tied at the draw.
        """
        self._open(activity_id, "lot")
        if self.standing(activity_id).round != "lot":
            raise UserError("Nothing is to be drawn: the steps before the draw come first.")
        activity = find_activity(self._data.method, activity_id)
        rows = [
            self._values.change(activity_id, "seed", seed or secrets.token_hex(4)),
            *self._closing(activity_id, voting.LOT),
        ]
        return self._session.act("votes.lot", [*rows, *self._settled(activity, rows)])

    def nominate(self, activity_id: str, by: str, name: str, reason: str = "") -> Changes:
        """Take a written nomination: `by` (a name or a sheet's number) nominates `name`, who becomes a candidate.

        A second one by the same person replaces the first.

        Raises:
            UserError: no name.
        """
        activity = find_activity(self._data.method, activity_id)
        candidate, fresh = self._candidate_named(activity, _name_given(name))
        standing = [each for each in self._data.value(activity_id, "nominations", []) if each["by"] != by]
        entry = {"by": by, "for": candidate, "reason": optional(reason), "changed_to": None}
        rows = [*fresh, self._values.change(activity_id, "nominations", [*standing, entry])]
        return self._session.act("votes.nominate", rows)

    def change_nomination(self, activity_id: str, by: str, name: str, reason: str = "") -> Changes:
        """Note that somebody changed their nomination in the change round.

        Raises:
            UserError: they have not nominated anybody.
        """
        activity = find_activity(self._data.method, activity_id)
        nominations = list(self._data.value(activity_id, "nominations", []))
        index = next((number for number, each in enumerate(nominations) if each["by"] == by), None)
        if index is None:
            raise UserError(f"{by} has not nominated anybody yet.")
        candidate, fresh = self._candidate_named(activity, _name_given(name))
        nominations[index] = {**nominations[index], "changed_to": candidate, "why": optional(reason)}
        return self._session.act(
            "votes.change", [*fresh, self._values.change(activity_id, "nominations", nominations)]
        )

    def set_reason(self, activity_id: str, by: str, reason: str) -> Changes:
        """Note the reason somebody gave for their nomination."""
        nominations = [
            {**each, "reason": optional(reason)} if each["by"] == by else each
            for each in self._data.value(activity_id, "nominations", [])
        ]
        return self._session.values.set(activity_id, "nominations", nominations, act="votes.reason")

    def propose(self, activity_id: str, candidate_id: str) -> Changes:
        """Propose one candidate on the strongest reasons; answers about an earlier one stay, and count no more.

        Raises:
            UserError: there is no such candidate.
        """
        if all(each.id != candidate_id for each in self.candidates(activity_id)):
            raise UserError("Choose one of the candidates.")
        return self._session.values.set(activity_id, "proposed", candidate_id, act="votes.propose")

    def answer(self, activity_id: str, name: str, answer: str, text: str = "") -> Changes:
        """Note somebody's answer in the consent round: "yes" or "objection" with its reason; a later one counts.

        Raises:
            UserError: another answer, or nobody is proposed yet.
        """
        if answer not in ("yes", "objection"):
            raise UserError("An answer is yes, or an objection with its reason.")
        standing = self._data.value(activity_id, "consent", [])
        about = self._data.value(activity_id, "proposed")
        if about is None:
            raise UserError("Propose somebody first, then ask for consent.")
        entry = {"name": name, "answer": answer, "text": optional(text), "for": about}
        return self._session.values.set(activity_id, "consent", [*standing, entry], act="votes.answer")

    def object(self, activity_id: str, text: str) -> Changes:
        """Note an objection, as it was said."""
        standing = self._data.value(activity_id, "objections", [])
        said = required(text, "An objection")
        return self._session.values.set(activity_id, "objections", [*standing, said], act="votes.object")

    def elect(self, activity_id: str, candidate_id: str) -> Changes:
        """Write down that exactly this candidate is chosen, with the protocol; an earlier choice is replaced.

        Raises:
            UserError: there is no such candidate.
        """
        activity = find_activity(self._data.method, activity_id)
        if all(each.id != candidate_id for each in self.candidates(activity_id)):
            raise UserError("Choose one of the candidates.")
        rows = [self._values.change(activity_id, "elected", candidate_id)]
        return self._session.act("votes.elect", [*rows, *self._written(activity, rows, candidate_id)])

    def show_fingers(self, activity_id: str, candidate_id: str, fingers: Sequence[int]) -> Changes:
        """Note the fingers shown for a candidate in the fist of five, 0 to 5 a hand; none takes them away.

        Raises:
            UserError: a number outside 0 to 5, or the round is closed.
        """
        self._open(activity_id, voting.FIST)
        if any(not 0 <= each <= voting.FINGERS for each in fingers):
            raise UserError("Fist of five goes from 0 to 5 fingers.")
        shown = {**self._data.value(activity_id, voting.FIST, {}), candidate_id: sorted(fingers)}
        kept = {key: hands for key, hands in shown.items() if hands}
        return self._session.values.set(activity_id, voting.FIST, kept or None, act="votes.fist")

    @property
    def _values(self) -> Values:
        return self._session.values

    def _closed(self, activity_id: str) -> list[str]:
        return list(self._data.value(activity_id, "closed", []))

    def _closing(self, activity_id: str, round_name: str) -> list[RowChange]:
        """Return what closing a round writes; the head count of that moment is kept, for people come and go."""
        people = {**self._data.value(activity_id, "people", {}), round_name: self._data.people_present}
        return [
            self._values.change(activity_id, "closed", [*self._closed(activity_id), round_name]),
            self._values.change(activity_id, "people", people),
        ]

    def _cast(self, activity_id: str) -> list[Ballot]:
        return [ballot for ballot in self._data.ballots if ballot.activity_id == activity_id]

    def _open(self, activity_id: str, round_name: str) -> None:
        if round_name not in ROUNDS:
            raise UserError(f"There is no round called {round_name}.")
        if round_name in self._closed(activity_id):
            raise UserError("This round is closed. Open it again to change a vote.")

    def _settled(self, activity: Activity, rows: Sequence[RowChange]) -> list[RowChange]:
        """Return what a closed round writes: for a dot vote that chose something, its outcome and protocol."""
        after = self._data.with_changes(rows)
        now = voting.standing(after, activity)
        if activity.kind == "election":
            return []
        if now.rules.picks > 1:
            return self._picked(activity, after, now.picked)
        return self._written(activity, rows, now.winner) if now.winner is not None else []

    def _picked(self, activity: Activity, after: SessionData, picked: Sequence[str]) -> list[RowChange]:
        """Return the account of a vote that picks several; the outcome has a line for each."""
        before = self._data.tables["protocols"].get(activity.id)
        entries = voting.account(after, activity)
        row = Protocol(activity.id, self._session.id, activity.id, activity.kind, entries)
        titles = {each.id: each.title for each in self.candidates(activity.id)}
        lines = "\n".join(titles[each] for each in picked)
        outcomes = [self._session.outcomes.change(box, lines) for box in activity.writes]
        return [changed(before, row) if before else added(row), *outcomes]

    def _written(self, activity: Activity, rows: Sequence[RowChange], candidate_id: str) -> list[RowChange]:
        after = self._data.with_changes(rows)
        title = next(each.title for each in self.candidates(activity.id) if each.id == candidate_id)
        before = self._data.tables["protocols"].get(activity.id)
        entries = {**voting.account(after, activity), "elected": {"id": candidate_id, "title": title}}
        if after.value(activity.id, "proposed"):
            entries["consent"] = consent_account(after, activity)
        row = Protocol(activity.id, self._session.id, activity.id, activity.kind, entries)
        outcomes = [self._session.outcomes.change(box, " ".join(title.split())) for box in activity.writes]
        return [changed(before, row) if before else added(row), *outcomes]

    def _candidate_named(self, activity: Activity, name: str) -> tuple[str, list[RowChange]]:
        """Return the id of the candidate called `name`, and the note that has to be added if there is none."""
        wanted = " ".join(name.split())
        for each in self.candidates(activity.id):
            if each.title.casefold() == wanted.casefold():
                return each.id, []
        if not activity.lanes:
            raise UserError("Nominate one of the people on the list.")
        lane = activity.lanes[0].id
        position = self._data.last_position("notes") + 1.0
        note = Note(new_id(), self._session.id, lane, wanted, position=position)
        return note.id, [added(note)]


def _name_given(name: str) -> str:
    if not name.strip():
        raise UserError("Type whom this person names.")
    return required(name, "A nomination")


def votes_in(data: SessionData, activity_id: str) -> bool:
    """Tell whether any vote of an activity is in, as ballot or counted hands."""
    ballots = any(each.activity_id == activity_id for each in data.ballots)
    return ballots or any(each.activity_id == activity_id for each in data.hands)
