"""The session as a JSON document: see docs/session-document.md."""

import json

from exports.source import Source
from facilitator.document import to_document


def json_text(source: Source, *, with_ballots: bool = False) -> str:
    """Return the document of a session as text: readable characters stay as they are.

    The history is part of it where the source has one.
    """
    document = to_document(
        source.data,
        source.place,
        source.exported,
        community=source.community,
        with_ballots=with_ballots,
        history=source.history,
    )
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
