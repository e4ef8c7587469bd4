"""Which activity a row of a session belongs to: where somebody who found it wants to be taken."""

from facilitator import forces, ratings
from facilitator.model import Group, Note, Outcome, ParkedItem
from facilitator.state import SessionData


def activity_of(data: SessionData, table: str, row_id: str) -> str | None:
    """Return the id of the activity in which the row of `table` is worked on; None for the session as a whole."""
    activities = data.method.activities
    row = data.tables.get(table, {}).get(row_id)
    if isinstance(row, Note | Group):
        return next((each.id for each in activities if each.lane(row.lane)), None)
    if isinstance(row, Outcome):
        return next(
            (
                each.id
                for each in activities
                if row.box in each.writes or any(lane.box == row.box for lane in each.lanes)
            ),
            None,
        )
    if isinstance(row, ParkedItem):
        return next((each.id for each in activities if each.id == row.activity_id), None)
    if table == "actions":
        home = forces.home(data.method)
        if home is not None and row_id in data.value(home, "plan", {}):
            return next((each.id for each in forces.parts(data.method) if each.phase("plan")), home)
        for each in activities:
            if each.kind == ratings.KIND and row_id in data.value(each.id, "plan", {}):
                return each.id
        return next((each.id for each in activities if each.kind == "closing"), None)
    return None
