"""What goes out 24 hours before a postmortem’s meeting: the report as far as it is, the agenda, and the date.

One archive with two PDFs and a calendar file. The same session gives the same bytes.
"""

import tempfile
import zipfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from exports.calendar_file import meeting_bytes
from exports.files import safe_name
from exports.pdf.meetings.agenda_sheet import write_agenda
from exports.pdf.review.report import write_review
from exports.source import Source
from exports.versions import INTERNAL, in_version
from facilitator.method import Method

_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that its bytes do not depend on when it was made."""


def write_ahead(
    source: Source,
    path: Path,
    paper: str = "A4",
    *,
    version: str = INTERNAL,
    sections: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Write the archive and return what could not be drawn, in words.

    `version` and `sections` as in `write_review`. Without a time for the meeting there is no calendar file in it.

    Raises:
        OSError: the file cannot be written.
    """
    shown = in_version(source, version)
    name = safe_name(shown.data.session.title)
    left_out: list[str] = []
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        report, agenda = Path(folder, "report.pdf"), Path(folder, "agenda.pdf")
        left_out += write_review(source, report, paper, version=version, sections=sections)
        left_out += write_agenda(_as_planned(source), agenda, paper)
        _add(pack, f"{name}.pdf", report.read_bytes())
        _add(pack, f"{name} agenda.pdf", agenda.read_bytes())
        if source.data.session.starts:
            _add(pack, f"{name} meeting.ics", meeting_bytes(shown))
    return tuple(left_out)


def _as_planned(source: Source) -> Method:
    """Return the method as this session runs it: in its one length, without what is skipped."""
    method = source.data.method
    kept = {each.activity_id for each in source.data.agenda if not each.skipped}
    activities = tuple(each for each in method.activities if each.id in kept)
    return replace(method, variants=(), activities=activities)


def _add(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _SAME_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    pack.writestr(entry, content)
