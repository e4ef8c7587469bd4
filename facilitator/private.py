"""What a method keeps to the facilitator: a form with `private = true` is in no room and, unless asked, in no file."""

from collections.abc import Collection
from dataclasses import replace

from facilitator.method import Activity, Method
from facilitator.model import ActivityValue
from facilitator.state import Place, SessionData

SETTING = "private"


def is_private(activity: Activity) -> bool:
    """Tell whether what stands in an activity is for the facilitator alone."""
    return activity.settings.get(SETTING) is True


def private_ids(method: Method) -> frozenset[str]:
    """Return the ids of such activities."""
    return frozenset(each.id for each in method.activities if is_private(each))


def data_for_others(data: SessionData, private: Collection[str]) -> SessionData:
    """Return a session without what stands in these activities."""
    if not private:
        return data
    values = {
        each: row
        for each, row in data.tables.get("activity_values", {}).items()
        if not (isinstance(row, ActivityValue) and row.activity_id in private)
    }
    return replace(data, tables={**data.tables, "activity_values": values})


def place_for_others(place: Place, private: Collection[str]) -> Place:
    """Return a place without what is half typed in these activities."""
    if not private:
        return place
    kept = {key: text for key, text in place.drafts.items() if key.partition("/")[0] not in private}
    return replace(place, drafts=kept)
