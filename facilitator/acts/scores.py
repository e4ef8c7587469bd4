"""Acts of blind scoring: sheet by sheet or as counted hands, then shown at once. Rules: `facilitator.scoring`."""

from dataclasses import replace

from facilitator import activities, scoring
from facilitator.acts.base import Acts, added, changed, removed
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Ballot, Changes, Hands
from facilitator.state import find_activity


class Scores(Acts):
    """Scores of items, nobody's name on them."""

    def set(self, activity_id: str, round_name: str, sheet: int, item_id: str, value: int | None) -> Changes:
        """Note the score that sheet number `sheet` gives an item; None takes it off.

        Raises:
            UserError: off the scale, an item or round that is not there, a sheet below 1 or above 999, too many
                dots, or the room has seen the scores already.
        """
        items = self._open(activity_id, round_name, item_id)
        if not 1 <= sheet <= scoring.MOST_SHEETS:
            raise UserError(f"Sheets are numbered from 1 to {scoring.MOST_SHEETS}.")
        before = next(
            (
                ballot
                for ballot in self._data.ballots
                if (ballot.activity_id, ballot.round, ballot.sheet) == (activity_id, round_name, sheet)
            ),
            None,
        )
        choices = dict(before.choices) if before else {}
        if value is None:
            choices.pop(item_id, None)
        else:
            self._fits(activity_id, round_name, value)
            choices[item_id] = value
        scale = scoring.scale_of(self._data, activity_id, round_name)
        dots, budget = sum(choices.get(item, 0) for item in items), scale.budget(len(items))
        if value is not None and scale.dots and dots > budget:
            raise UserError(f"Each person has {budget} dots; with this, the sheet would have {dots}.")
        if before and not choices:
            return self._session.act("scores.set", [removed(before)])
        if not choices:
            return self._session.act("scores.set", [])
        if before:
            return self._session.act("scores.set", [changed(before, replace(before, choices=choices))])
        row = Ballot(new_id(), self._session.id, activity_id, round_name, sheet, choices)
        return self._session.act("scores.set", [added(row)])

    def set_hands(self, activity_id: str, round_name: str, item_id: str, value: int, count: int) -> Changes:
        """Note how many hands were raised for one score of an item; 0 takes the count away.

        Raises:
            UserError: as `set`, or below 0 or above 999 hands.
        """
        self._open(activity_id, round_name, item_id)
        self._fits(activity_id, round_name, value)
        if not 0 <= count <= scoring.MOST_HANDS:
            raise UserError(f"Between 0 and {scoring.MOST_HANDS} hands can be counted.")
        row_id = f"{activity_id}:{round_name}:{value}:{item_id}"
        before = self._data.tables["hands"].get(row_id)
        if not count:
            return self._session.act("scores.hands", [removed(before)] if before else [])
        kept_in = scoring.hands_round(round_name, value)
        row = Hands(row_id, self._session.id, activity_id, kept_in, item_id, count)
        return self._session.act("scores.hands", [changed(before, row) if before else added(row)])

    def set_entry(self, activity_id: str, entry: str) -> Changes:
        """Say which scores count: those on "sheets" or the counted "hands"; the others stay where they are.

        Raises:
            UserError: another word, or scores that the room has seen would change.
        """
        if entry not in (scoring.SHEETS, scoring.HANDS):
            raise UserError("Scores come in as sheets or as counted hands.")
        if entry != scoring.entry(self._data, activity_id) and self._data.value(activity_id, scoring.SHOWN):
            raise UserError("The room has seen the scores. Cover them again to enter them in another way.")
        return self._session.values.set(activity_id, scoring.ENTRY, entry, act="scores.entry")

    def reveal(self, activity_id: str, round_name: str, item_id: str | None = None) -> Changes:
        """Show the room the scores of a round, or of one item of it.

        Raises:
            UserError: no score is in yet.
        """
        items = self._items(activity_id, round_name, item_id)
        wanted = items if item_id is None else (item_id,)
        found = scoring.tallies(self._data, activity_id, round_name, wanted)
        if all(each.empty for each in found.values()):
            raise UserError("No score is in yet. Enter the scores first, then show them.")
        if scoring.is_shown(self._data, activity_id, round_name, item_id):
            return self._session.act("scores.reveal", [])
        shown = [*self._data.value(activity_id, scoring.SHOWN, []), _name(round_name, item_id)]
        return self._session.values.set(activity_id, scoring.SHOWN, shown, act="scores.reveal")

    def cover(self, activity_id: str, round_name: str, item_id: str | None = None) -> Changes:
        """Take the scores of a round, or of one item of it, from the room's view, so that they can be changed."""
        items = self._items(activity_id, round_name, item_id)
        shown = list(self._data.value(activity_id, scoring.SHOWN, []))
        if item_id is None:
            kept = [each for each in shown if each != round_name and not each.startswith(f"{round_name}/")]
        else:
            others = [_name(round_name, each) for each in items] if round_name in shown else []
            gone = (round_name, _name(round_name, item_id))
            kept = [each for each in dict.fromkeys([*shown, *others]) if each not in gone]
        return self._session.values.set(activity_id, scoring.SHOWN, kept or None, act="scores.cover")

    def _open(self, activity_id: str, round_name: str, item_id: str) -> tuple[str, ...]:
        """Return the items of a round whose score of `item_id` may still be changed."""
        items = self._items(activity_id, round_name, item_id)
        if scoring.is_shown(self._data, activity_id, round_name, item_id):
            raise UserError("The room has seen these scores. Cover them again to change one.")
        return items

    def _items(self, activity_id: str, round_name: str, item_id: str | None) -> tuple[str, ...]:
        activity = find_activity(self._data.method, activity_id)
        scored = activities.kind(activity.kind).scored
        items = scored(self._data, activity, round_name) if scored else None
        if items is None:
            raise UserError(f"Nothing is scored here under the name {round_name}.")
        if item_id is not None and item_id not in items:
            raise UserError("That is not on the list of what is scored. Look at the list again.")
        return items

    def _fits(self, activity_id: str, round_name: str, value: int) -> None:
        scale = scoring.scale_of(self._data, activity_id, round_name)
        if not scale.holds(value):
            raise UserError(f"A score is a whole number from {scale.least} to {scale.most}, not {value}.")


def _name(round_name: str, item_id: str | None) -> str:
    return round_name if item_id is None else f"{round_name}/{item_id}"
