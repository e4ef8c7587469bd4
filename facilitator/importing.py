"""Taking a session's document into a library."""

from dataclasses import dataclass, replace

from facilitator.document import CommunityNamed, Parsed, as_copy, from_document
from facilitator.ids import new_id, utc_now
from facilitator.library import Library
from facilitator.library.record import HistoryRecord, image_of
from facilitator.model import Community, RowChange


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: the session's id, and whether it is a copy because the library had that id already."""

    session_id: str
    is_copy: bool


def import_session(library: Library, source: bytes | str | Parsed) -> Imported:
    """Add the session of a document, or of one that was read already, to the library.

    It keeps its id unless that is taken. Its community comes along where the library lacks it. All of it is written,
    or nothing.

    Raises:
        UserError: `source` is no document of a session; nothing was written.
        EnvironmentFault: the library cannot be written.
    """
    parsed = source if isinstance(source, Parsed) else from_document(source)
    wanted = parsed.session.id
    is_copy = wanted in library.session_ids_like(wanted)
    if is_copy:
        parsed = as_copy(parsed, new_id())
    named = parsed.community
    community = Community(named.id, named.name, utc_now()) if named is not None else None
    session_id = library.add_session(
        parsed.rows, place=parsed.place, history=parsed.history, community=community
    )
    return Imported(session_id, is_copy)


def bring_session(source: Library, session_id: str, target: Library, of: str = "") -> Imported:
    """Add a session of one library to another, its history included: out of a backup, say.

    Where the other has it already, the title of the copy says `of` which day the backup is, so that both can be told
    apart.

    Raises:
        UserError: `source` has no such session.
        EnvironmentFault: a library refuses; nothing was written.
    """
    data, place = source.load(session_id)
    named = next((each for each in source.communities() if each.id == data.session.community_id), None)
    session, history = data.session, source.history(session_id)
    if of and session_id in target.session_ids_like(session_id):
        session = replace(session, title=f"{session.title} (from the backup of {of})")
        # The history leads to the title as well: without this step no document of the copy would be believed.
        number = history[-1].number + 1 if history else 1
        change = RowChange("sessions", session_id, data.session, session)
        history.append(HistoryRecord(number, "session.title", utc_now(), (image_of(change),)))
    rows = [row for table in data.tables.values() for row in table.values() if row is not data.session]
    parsed = Parsed(
        (session, *rows),
        place,
        None if named is None else CommunityNamed(named.id, named.name),
        tuple(history),
    )
    return import_session(target, parsed)
