"""Sore spots with what we do about them: rows of a form whose fields say what they mean, each worth a force field."""

from facilitator import forms
from facilitator.errors import UserError
from facilitator.findings import Finding
from facilitator.forms import RowSpec
from facilitator.state import SessionData, find_activity

MEANINGS = ("spot", "does", "buys", "pulls")
"""What a field of such a row can mean: where it hurts, what we do, what that buys, and what pulls it back."""


def has_spots(rows: RowSpec) -> bool:
    """Tell whether each of these rows is a sore spot."""
    return any(each.means == "spot" for each in rows.fields)


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
