"""Sore spots with what we do about them: rows of a form whose fields say what they mean, each worth a force field."""

from collections.abc import Iterator

from facilitator import forms, voting
from facilitator.errors import UserError
from facilitator.findings import Finding
from facilitator.forms import LONGEST_LINE, POSITION, RowSpec
from facilitator.ids import new_id
from facilitator.method import Activity
from facilitator.state import SessionData, find_activity

MEANINGS = ("spot", "does", "buys", "pulls")
"""What a field of such a row can mean: where it hurts, what we do, what that buys, and what pulls it back."""


def has_spots(rows: RowSpec) -> bool:
    """Tell whether each of these rows is a sore spot."""
    return any(each.means == "spot" for each in rows.fields)


def picked_rows(data: SessionData, activity: Activity) -> Iterator[tuple[str, dict[str, str | float]]]:
    """Yield a row of sore spots, by key, for each spot that the vote before the form picked and that is not in it."""
    order = list(data.method.activities)
    votes = [each for each in order[: order.index(activity)] if each.kind == "dot_vote"]
    if not votes:
        return
    now = voting.standing(data, votes[-1])
    titles = {each.id: " ".join(each.title.split()) for each in now.candidates}
    for rows in filter(has_spots, forms.row_specs(activity)):
        spot = next(each.id for each in rows.fields if each.means == "spot")
        stand = [row for _, row in forms.row_values(data, activity.id, rows.id)]
        known = {str(row.get(spot, "")).casefold() for row in stand}
        wanted = [titles[each] for each in now.chosen if titles[each].casefold() not in known]
        last = max((float(row.get(POSITION) or 0.0) for row in stand), default=0.0)
        for number, title in enumerate(wanted[: max(0, rows.most - len(stand))], start=1):
            row: dict[str, str | float] = {spot: title[:LONGEST_LINE], POSITION: last + number}
            yield forms.row_key(rows.id, new_id()), row


def spot_finding(data: SessionData, activity_id: str, row_id: str) -> Finding:
    """Return a sore spot: it is so now, what our move buys is wanted; the move helps, what pulls it back hinders.

    Raises:
        UserError: the row is gone, or it does not say yet where it hurts.
    """
    for rows in forms.form(data, find_activity(data.method, activity_id)).rows:
        for row in rows.rows:
            if row.id == row_id:
                said = {cell.spec.means: cell.text for cell in row.cells if cell.spec.means and cell.text}
                if "spot" not in said:
                    raise UserError("Say first where it hurts.")
                helps, hinders = ((said[each],) if each in said else () for each in ("does", "pulls"))
                return Finding(
                    activity_id, row_id, said["spot"], said["spot"], said.get("buys", ""), helps, hinders
                )
    raise UserError("That row is not there any more. Undo brings it back if it was deleted.")
