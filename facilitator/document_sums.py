"""A session as it travels without its single sheets: what was given on them, as sums."""

from dataclasses import replace

from facilitator import scoring, voting
from facilitator.model import ActivityValue, Hands, Row
from facilitator.state import SessionData, value_id

__all__ = ["without_sheets"]


def without_sheets(data: SessionData) -> SessionData:
    """Return the session with each round's sheets as their sum.

    The fingers of a fist of five travel as they were shown, scores as if each had been asked for with a show of hands.
    """
    rounds = {(ballot.activity_id, ballot.round) for ballot in data.ballots}
    on_sheets = {
        activity_id
        for activity_id, name in rounds
        if scoring.is_scored(data, activity_id, name) and scoring.entry(data, activity_id) == scoring.SHEETS
    }
    # Hands that were counted there as well did not count, so they must not do so now.
    hands: dict[str, Row] = {each.id: each for each in data.hands if each.activity_id not in on_sheets}
    values = dict(data.tables["activity_values"])
    for activity_id, round_name in sorted(rounds):
        if round_name == voting.FIST:
            row_id = value_id(activity_id, voting.FIST)
            shown = {each: list(numbers) for each, numbers in voting.fingers(data, activity_id).items()}
            values[row_id] = ActivityValue(row_id, data.session.id, activity_id, voting.FIST, {"is": shown})
            continue
        if scoring.is_scored(data, activity_id, round_name):
            if activity_id in on_sheets:
                hands |= {each.id: each for each in scoring.as_hands(data, activity_id, round_name)}
                row_id = value_id(activity_id, scoring.ENTRY)
                said = {"is": scoring.HANDS}
                values[row_id] = ActivityValue(row_id, data.session.id, activity_id, scoring.ENTRY, said)
            continue
        for candidate, count in voting.counts(data, activity_id, round_name).items():
            row_id = f"{activity_id}:{round_name}:{candidate}"
            if count:
                hands[row_id] = Hands(row_id, data.session.id, activity_id, round_name, candidate, count)
    no_sheets: dict[str, Row] = {}
    return replace(
        data, tables={**data.tables, "ballots": no_sheets, "hands": hands, "activity_values": values}
    )
