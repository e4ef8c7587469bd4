"""What a method keeps to the facilitator: left out of files with their history, and still a sound document."""

import json
from dataclasses import replace
from pathlib import Path

from exports.formats import Options, export
from exports.source import for_others, source_of
from facilitator import method_files
from facilitator.document import from_document
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.private import private_ids

SECRET = "Sit with the feed team on Tuesday"


def test_the_history_of_a_document_has_the_acts_without_the_words(tmp_path: Path) -> None:
    """Every act is still there, in its order; the answer is in none of them, and the file can be read again."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(library, new_session(library, method_files.load("wiring-review"), "One order"))
        session.forms.set_field("maestro", "step", SECRET)
        session.couplings.add_line("Ordering waits for Data feed 30 days")
        source = replace(source_of(session), history=tuple(library.history(session.id)))
    assert source.history is not None
    for asked in (False, True):
        export(source, "json", tmp_path / "a.json", options=Options(with_private=asked), force=True)
        content = (tmp_path / "a.json").read_bytes()
        assert (SECRET in content.decode()) == asked
        assert len(from_document(content).history) == len(source.history)
        assert "forms.set_field" in [each["act"] for each in json.loads(content)["history"]]


def test_a_method_without_anything_private_is_not_touched() -> None:
    """The very same source goes on."""
    source = source_of(rehearse(method_files.load("force-field")))
    assert private_ids(source.data.method) == frozenset()
    assert for_others(source) is source
