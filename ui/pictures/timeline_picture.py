"""The timeline as a picture on the desk: each entry can be chosen, the one in talk stands out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator import moments
from facilitator.activities.timeline import walked
from facilitator.timelines import KINDS, Timeline
from ui import fonts
from ui.pictures.entry_mark import EntryMark
from ui.pictures.marks_view import MarksPage, MarksView, Spot
from ui.pictures.timeline_axis import AxisSizes, Moment, Span, axis_marks, kind_words

__all__ = ["TimelinePicture", "spans_of", "timeline_page"]


def spans_of(timeline: Timeline) -> tuple[Span, ...]:
    """Return how long it took until somebody noticed, took it up and ended it, as far as it is known."""
    stamps, took = timeline.stamps, timeline.durations
    noticed = QCoreApplication.translate("Timeline", "noticed after {time}")
    taken = QCoreApplication.translate("Timeline", "acknowledged after {time}")
    found = []
    for words, start, end, length in (
        (noticed, "began", "noticed", took.detect),
        (taken, "noticed", "acknowledged", took.acknowledge),
    ):
        if length is not None:
            found.append(Span(stamps[start], stamps[end], words.format(time=moments.span_words(length))))
    return tuple(found)


def timeline_page(
    timeline: Timeline, width: float, height: float, in_talk: str | None, upto: str | None
) -> MarksPage:
    """Arrange the picture in `width` by `height` px; entries later than `upto` are folded, none with None."""
    entries = walked(timeline)
    ids = [each.id for each in entries]
    last = ids.index(upto) if upto in ids else len(ids) - 1
    moments_shown = [
        Moment(each.id, each.at, each.kind, folded=place > last, in_talk=each.id == in_talk)
        for place, each in enumerate(entries)
    ]
    sizes = AxisSizes(
        label=fonts.font("caption", 400),
        pitch=16.0,
        band_label=fonts.font("caption", 600),
        band=26.0 if height < 160 else 40.0,
        mark=13.0,
        talk=18.0,
        line=1.4,
        hatch=7.0,
        gap=8.0,
    )
    later = len(ids) - 1 - last
    words = (
        QCoreApplication.translate("Timeline", "1 later entry, folded for the room")
        if later == 1
        else QCoreApplication.translate("Timeline", "{count} later entries, folded for the room").format(
            count=later
        )
    )
    area = QRectF(2, 2, width - 4, height - 4)
    marks = axis_marks(
        moments_shown, timeline.bands, spans_of(timeline), timeline.zone, area, sizes, words if later else ""
    )
    places = {mark.id: mark.rect for mark in marks if isinstance(mark, EntryMark)}
    kinds = {kind: kind_words(kind) for kind in KINDS}
    spots = tuple(
        Spot(
            each.id,
            places[each.id].adjusted(-3, -3, 3, 3),
            f"{moments.clock(each.at, timeline.zone)} {kinds[each.kind]}: {each.text}",
        )
        for each in entries
    )
    return MarksPage(tuple(marks), spots, height)


class TimelinePicture(MarksView):
    """Shows a timeline."""

    def show_timeline(
        self,
        timeline: Timeline,
        *,
        height: float = 128.0,
        in_talk: str | None = None,
        upto: str | None = None,
    ) -> None:
        """Show `timeline` in `height` px, the entry `in_talk` marked, entries later than `upto` folded."""
        name = self.tr("Timeline with {count} entries").format(count=len(timeline.entries))
        self.show_page(lambda width: timeline_page(timeline, width, height, in_talk, upto), name)
