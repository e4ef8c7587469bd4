"""Acts of deciding: dots, counted hands, tie-breaks, elections. The rules are in `facilitator.voting`."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator import voting
from facilitator.acts.base import Acts, added, changed, removed
from facilitator.acts.values import Values
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.method import Activity
from facilitator.model import Ballot, Changes, Hands, Note, Protocol, RowChange
from facilitator.state import SessionData, find_activity
from facilitator.text import optional, required

RULE_KEYS = ("budget", "stacking", "own_idea", "tie_break", "entry", "way")
ROUNDS = ("vote", "run_off", "fist", "lot")


class Votes(Acts):
    """Collecting votes and settling them."""

    def set_rule(self, activity_id: str, key: str, value: Any) -> Changes:
        """Announce a rule, one of `RULE_KEYS`, before the first vote is in.

        Raises:
            UserError: votes are in already, or the rule makes no sense.
        """
        if key not in RULE_KEYS:
            raise UserError(f"There is no rule called {key}.")
        if key not in ("entry", "way") and (self._cast(activity_id) or self._closed(activity_id)):
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
            raise UserError("Between 0 and 999 hands can be counted.")
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
        rules = voting.rules(self._data, activity)
        lane_candidates = self.candidates(activity_id)
        if round_name == "run_off":
            rules = replace(rules, budget=1, stacking=False)
        kept = {key: int(count) for key, count in choices.items() if count or round_name == "fist"}
        if round_name == "fist":
            if any(not 0 <= fingers <= 5 for fingers in kept.values()):
                raise UserError("Fist of five goes from 0 to 5 fingers.")
        else:
            voting.check_ballot(rules, lane_candidates, kept, voter_id)
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

    def candidates(self, activity_id: str) -> tuple[voting.Candidate, ...]:
        """Return what an activity votes on: groups and loose notes of the lanes it reads."""
        activity = find_activity(self._data.method, activity_id)
        return tuple(each for lane in activity.reads for each in voting.candidates(self._data, lane))

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
        if round_name != "lot" and not sum(voting.counts(self._data, activity_id, round_name).values()):
            raise UserError("No vote is in yet. Count first, then close.")
        closed = [*self._closed(activity_id), round_name]
        rows = [self._values.change(activity_id, "closed", closed)]
        return self._session.act("votes.close", [*rows, *self._settled(activity, rows)])

    def reopen(self, activity_id: str, round_name: str) -> Changes:
        """Open a closed round again, later rounds and what they decided with it."""
        activity = find_activity(self._data.method, activity_id)
        closed = self._closed(activity_id)
        kept = closed[: closed.index(round_name)] if round_name in closed else closed
        rows = [
            self._values.change(activity_id, "closed", kept or None),
            self._values.change(activity_id, "seed", None),
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
            self._values.change(activity_id, "closed", [*self._closed(activity_id), "lot"]),
        ]
        return self._session.act("votes.lot", [*rows, *self._settled(activity, rows)])

    def nominate(self, activity_id: str, by: str, name: str, reason: str = "") -> Changes:
        """Take a written nomination: `by` (a name or a sheet's number) nominates `name`, who becomes a candidate.

        A second one by the same person replaces the first.

        Raises:
            UserError: no name.
        """
        activity = find_activity(self._data.method, activity_id)
        candidate, fresh = self._candidate_named(activity, required(name, "A nomination"))
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
        candidate, fresh = self._candidate_named(activity, required(name, "A nomination"))
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
        """Propose one candidate on the strongest reasons; answers to an earlier proposal are kept in the account."""
        earlier = self._data.value(activity_id, "earlier", [])
        proposed = self._data.value(activity_id, "proposed")
        values: dict[str, Any] = {"proposed": candidate_id, "consent": None}
        if proposed and proposed != candidate_id:
            answers = self._data.value(activity_id, "consent", [])
            values["earlier"] = [*earlier, {"proposed": proposed, "consent": answers}]
        return self._session.values.set_many(activity_id, values, act="votes.propose")

    def answer(self, activity_id: str, name: str, answer: str, text: str = "") -> Changes:
        """Note somebody's answer in the consent round: "yes" or "objection" with its reason."""
        if answer not in ("yes", "objection"):
            raise UserError("An answer is yes, or an objection with its reason.")
        standing = [each for each in self._data.value(activity_id, "consent", []) if each["name"] != name]
        entry = {"name": name, "answer": answer, "text": optional(text)}
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

    @property
    def _values(self) -> Values:
        return self._session.values

    def _closed(self, activity_id: str) -> list[str]:
        return list(self._data.value(activity_id, "closed", []))

    def _cast(self, activity_id: str) -> list[Ballot]:
        return [ballot for ballot in self._data.ballots if ballot.activity_id == activity_id]

    def _open(self, activity_id: str, round_name: str) -> None:
        if round_name not in ROUNDS:
            raise UserError(f"There is no round called {round_name}.")
        if round_name in self._closed(activity_id):
            raise UserError("This round is closed. Open it again to change a vote.")

    def _settled(self, activity: Activity, rows: Sequence[RowChange]) -> list[RowChange]:
        """Return what a closed round writes: for a dot vote with a winner, its outcome and protocol."""
        after = self._data.with_changes(rows)
        winner = voting.standing(after, activity).winner
        if winner is None or activity.kind == "election":
            return []
        return self._written(activity, rows, winner)

    def _written(self, activity: Activity, rows: Sequence[RowChange], candidate_id: str) -> list[RowChange]:
        after = self._data.with_changes(rows)
        title = next(each.title for each in self.candidates(activity.id) if each.id == candidate_id)
        before = self._data.tables["protocols"].get(activity.id)
        row = Protocol(
            activity.id, self._session.id, activity.id, activity.kind, voting.account(after, activity)
        )
        outcomes = [self._session.outcomes.change(box, " ".join(title.split())) for box in activity.writes]
        return [changed(before, row) if before else added(row), *outcomes]

    def _candidate_named(self, activity: Activity, name: str) -> tuple[str, list[RowChange]]:
        """Return the id of the candidate called `name`, and the note that has to be added if there is none."""
        wanted = " ".join(name.split())
        for each in self.candidates(activity.id):
            if each.title.casefold() == wanted.casefold():
                return each.id, []
        lane = activity.reads[0]
        position = max((note.position for note in self._data.notes), default=0.0) + 1.0
        note = Note(new_id(), self._session.id, lane, wanted, position=position)
        return note.id, [added(note)]


def votes_in(data: SessionData, activity_id: str) -> bool:
    """Tell whether any vote of an activity is in, as ballot or counted hands."""
    return any(each.activity_id == activity_id for each in (*data.ballots, *data.hands))
