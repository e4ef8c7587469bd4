"""The incident of a sample session: what was written beforehand, and what the meeting corrected, found and promised."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from facilitator import analysis, commitments, forms, timelines
from facilitator.demo_forces import Script, Step
from facilitator.session import Session


def write_beforehand(session: Session, script: Script) -> None:
    """Fill in what stands in a postmortem before anybody meets: the incident, its timeline, forms, who is who."""
    about = script.get("postmortem", {})
    if about:
        session.postmortem.set_owner(about["owner"])
        session.postmortem.set_facilitator(about["facilitator"])
        session.timeline.set_incident(**about["incident"])
        session.postmortem.set_status("in_review")
    for line in script.get("entries", []):
        session.timeline.add_line(line)
    for activity_id, found in script.get("forms", {}).items():
        for field_id, text in found.get("fields", {}).items():
            session.forms.set_field(activity_id, field_id, text)
        for rows_id, rows in found.get("rows", {}).items():
            for cells in rows:
                session.forms.add_row(activity_id, rows_id, cells)


def review_steps(session: Session, script: Script) -> Iterator[tuple[str, Step]]:
    """Yield what the meeting does about the incident, with when: "activity/phase"."""
    for each in script.get("entries_corrected", []):
        yield each["at"], partial(_correct_entry, session, each)
    for each in script.get("entries_added", []):
        yield each["at"], partial(session.timeline.add_line, each["line"])
    for each in script.get("fields_corrected", []):
        activity_id = each["at"].split("/")[0]
        yield each["at"], partial(session.forms.set_field, activity_id, each["field"], each["text"])
    for each in script.get("rows_added", []):
        activity_id = each["at"].split("/")[0]
        yield each["at"], partial(_add_row, session, activity_id, each["rows"], each["cells"])
    for each in script.get("cells_filled", []):
        yield each["at"], partial(_fill_cell, session, each)
    for each in script.get("asked", []):
        yield each["at"], partial(session.analysis.mark_asked, each["question"])
    for each in script.get("categories", []):
        yield each["at"], partial(_categorise, session, each)
    for each in script.get("parked_back", []):
        yield each["at"], partial(_take_parked, session, each["text"])
    for each in script.get("commitments", []):
        yield each["at"], partial(_commit, session, each)
    for each in script.get("leaders", []):
        said = {key: text for key, text in each.items() if key != "at"}
        yield each["at"], partial(session.commitments.add_leader, **said)
    for each in script.get("declined", []):
        yield each["at"], partial(_decline, session, each)
    for each in script.get("statuses", []):
        yield each["at"], partial(set_status, session, each)


def _add_row(session: Session, activity_id: str, rows_id: str, cells: Mapping[str, str]) -> None:
    """Add a row, or fill the one that already begins with the same words, as a spot does that was picked."""
    first, words = next(iter(cells.items()))
    for row_id, row in forms.row_values(session.data, activity_id, rows_id):
        if row.get(first) == words and len(row.keys() - {forms.POSITION}) == 1:
            for field_id, text in cells.items():
                session.forms.set_cell(activity_id, rows_id, row_id, field_id, text)
            return
    session.forms.add_row(activity_id, rows_id, cells)


def _fill_cell(session: Session, each: Mapping[str, Any]) -> None:
    """Fill in a cell of the row that begins with certain words."""
    activity_id, rows_id = each["at"].split("/")[0], each["rows"]
    rows = forms.row_values(session.data, activity_id, rows_id)
    row_id = next(row_id for row_id, row in rows if each["row"] in row.values())
    session.forms.set_cell(activity_id, rows_id, row_id, each["field"], each["text"])


def _correct_entry(session: Session, each: Mapping[str, Any]) -> None:
    found = timelines.timeline(session.data)
    assert found is not None
    entry = next(entry for entry in found.entries if entry.text == each["entry"])
    session.timeline.edit(entry.id, text=each["text"])


def _categorise(session: Session, each: Mapping[str, Any]) -> None:
    session.analysis.set_category(_factors(session)[each["factor"]], each["category"])


def _take_parked(session: Session, text: str) -> None:
    session.commitments.take_parked(next(each.id for each in session.data.parked if each.text == text))


def _commit(session: Session, each: Mapping[str, Any]) -> None:
    session.commitments.commit(
        each["text"],
        owner=each["owner"],
        due=each["due"],
        scope=each["scope"],
        done_when=each["done_when"],
        factor=_factors(session)[each["factor"]],
        priority=each["priority"],
        idea=_idea(session, each.get("idea", "")),
    )


def _decline(session: Session, each: Mapping[str, Any]) -> None:
    session.commitments.decline(each["text"], each["reason"], idea=_idea(session, each["text"]))


def set_status(session: Session, each: Mapping[str, Any]) -> None:
    """Say how far the message or the postmortem is: {"message"}, {"status"}, or both."""
    if "message" in each:
        session.postmortem.set_message(each["message"])
    if "status" in each:
        session.postmortem.set_status(each["status"])


def _factors(session: Session) -> dict[str, str]:
    """Return the ids of the factors by their words."""
    return {each.text: each.id for each in analysis.factors(session.data)}


def _idea(session: Session, text: str) -> str:
    """Return the id of an idea with these words, empty where there is none."""
    found = commitments.commitments(session.data)
    ideas = found.ideas if found is not None else ()
    return next((each.id for each in ideas if each.text == text), "")
