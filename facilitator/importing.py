"""Taking a session's document into a library."""

from dataclasses import dataclass

from facilitator.document import Parsed, as_copy, from_document
from facilitator.ids import new_id
from facilitator.library import Library


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: the session's id, and whether it is a copy because the library had that id already."""

    session_id: str
    is_copy: bool


def import_session(library: Library, source: bytes | str | Parsed) -> Imported:
    """Add the session of a document, or of one that was read already, to the library.

    It keeps its id unless that is taken.

    Raises:
        UserError: `source` is no document of a session; nothing was written.
        EnvironmentFault: the library cannot be written.
    """
    parsed = source if isinstance(source, Parsed) else from_document(source)
    wanted = parsed.session.id
    is_copy = wanted in library.session_ids_like(wanted)
    if is_copy:
        parsed = as_copy(parsed, new_id())
    known = {each.id for each in library.communities()}
    if parsed.community is not None and parsed.community.id not in known:
        library.add_community(parsed.community.name, parsed.community.id)
    session_id = library.add_session(parsed.rows, place=parsed.place, history=parsed.history)
    return Imported(session_id, is_copy)
