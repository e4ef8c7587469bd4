"""Acts on the force field: the change, its rules, links between forces, and the plan. See `facilitator.forces`."""

from typing import Any

from facilitator import forces, scoring
from facilitator.acts.base import Acts, added, removed
from facilitator.candidates import one_line
from facilitator.errors import UserError
from facilitator.model import ActionItem, Changes
from facilitator.text import optional


class Forces(Acts):
    """What belongs to the one force field of a session."""

    def set_change(self, now: str, wanted: str) -> Changes:
        """Say what is to change: from the state `now` to the one `wanted`; either may still be open."""
        said = {
            "now": one_line(optional(now, "The state now")),
            "wanted": one_line(optional(wanted, "The wanted state")),
        }
        return self._set("forces.change", "change", said if any(said.values()) else None)

    def set_thumbs(self, up: int, side: int, down: int) -> Changes:
        """Note how many thumbs point up, to the side and down when the room is asked about the change.

        Raises:
            UserError: a number below 0 or above 999.
        """
        if any(not 0 <= each <= scoring.MOST_HANDS for each in (up, side, down)):
            raise UserError(f"Between 0 and {scoring.MOST_HANDS} thumbs can be counted.")
        counted = {"up": up, "side": side, "down": down}
        return self._set("forces.thumbs", "thumbs", counted if up or side or down else None)

    def set_scale(self, scale_id: str) -> Changes:
        """Choose the scale on which strength is weighed, one of `forces.SCALE_IDS`, before the first score is in.

        Raises:
            UserError: there is no such scale, or scores are in already.
        """
        if scale_id not in forces.SCALE_IDS:
            raise UserError(
                f"There is no scale called {scale_id}. Choose from {', '.join(forces.SCALE_IDS)}."
            )
        if scale_id != forces.scale(self._data).id and scoring.scores_in(
            self._data, self._home, forces.STRENGTH
        ):
            raise UserError("Scores are in already, so the scale stays. Undo the scores first.")
        return self._set("forces.scale", "scale", scale_id)

    def set_first(self, first: str) -> Changes:
        """Say what is asked first: "restraining", or "either" for both questions at once.

        Raises:
            UserError: another word.
        """
        if first not in forces.FIRSTS:
            raise UserError("Ask for what holds back first, or for both at once.")
        return self._set("forces.first", "first", first)

    def link(self, a: str, b: str) -> Changes:
        """Note that two forces move each other: to change one changes the other.

        Raises:
            UserError: the same force twice, or one that is not there.
        """
        self._force(a)
        self._force(b)
        if a == b:
            raise UserError("A link is between two forces. Choose another one.")
        return self._set("forces.link", "links", [*self._links_without(a, b), [a, b]])

    def unlink(self, a: str, b: str) -> Changes:
        """Take the link between two forces away."""
        return self._set("forces.unlink", "links", self._links_without(a, b) or None)

    def plan(
        self,
        force_id: str,
        text: str,
        *,
        owner: str = "",
        due: str | None = None,
        expected: float | None = None,
    ) -> ActionItem:
        """Plan an action that weakens or strengthens a force, and return it.

        `due` is an ISO date, `expected` the strength the force would have then, 0 for a force that would be gone.

        Raises:
            UserError: no text, no such force, `due` is no date, or `expected` is off the scale.
        """
        force = self._force(force_id)
        item = self._session.actions.new(text, owner=owner, due=due, topic=force.title)
        entry = {
            "force": force.id,
            "way": forces.way_of(force.side),
            "expected": self._on_the_scale(expected),
        }
        rows = [added(item), self._session.values.change(self._home, "plan", {**self._plan, item.id: entry})]
        self._session.act("forces.plan", rows)
        return item

    def set_expected(self, action_id: str, expected: float | None) -> Changes:
        """Say how strong its force would be once an action is done; None says nothing about it.

        Raises:
            UserError: the action is not in the plan, or the number is off the scale.
        """
        if action_id not in self._plan:
            raise UserError("That action is not in the plan of the force field.")
        entry = {**self._plan[action_id], "expected": self._on_the_scale(expected)}
        return self._set("forces.expected", "plan", {**self._plan, action_id: entry})

    def delete_plan(self, action_id: str) -> Changes:
        """Delete an action of the plan; undo brings it back.

        Raises:
            UserError: it is not there any more.
        """
        item = self._find(ActionItem, action_id)
        kept = {each: entry for each, entry in self._plan.items() if each != action_id}
        rows = [removed(item), self._session.values.change(self._home, "plan", kept or None)]
        return self._session.act("forces.delete_plan", rows)

    @property
    def _home(self) -> str:
        found = forces.home(self._data.method)
        if found is None:
            raise UserError("This workshop has no force field.")
        return found

    @property
    def _plan(self) -> dict[str, Any]:
        return dict(self._data.value(self._home, "plan", {}))

    def _set(self, act: str, key: str, value: Any) -> Changes:
        return self._session.values.set(self._home, key, value, act=act)

    def _force(self, force_id: str) -> forces.Force:
        found = next((each for each in forces.forces(self._data) if each.id == force_id), None)
        if found is None:
            raise UserError("That force is not there any more. Undo brings it back if it was deleted.")
        return found

    def _links_without(self, a: str, b: str) -> list[list[str]]:
        return [list(each) for each in self._data.value(self._home, "links", ()) if set(each) != {a, b}]

    def _on_the_scale(self, expected: float | None) -> float | None:
        scale = forces.scale(self._data)
        if expected is None or 0 <= expected <= (forces.MOST_EXPECTED if scale.dots else scale.most):
            return expected
        if scale.dots:
            raise UserError("The expected number of dots is 0 or more.")
        raise UserError(f"An expected strength is a number from 0 (the force is gone) to {scale.most}.")
