"""What is agreed before a workshop begins: title, people, length, start, and how notes reach the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator import timelines
from facilitator.beginning import MOST_PEOPLE, Beginning
from facilitator.errors import FacilitatorError
from facilitator.ids import to_stamp
from facilitator.method import Method
from facilitator.model import Community
from facilitator.opening import planned_length
from facilitator.postmortems import is_postmortem
from facilitator.variants import usual_variant
from ui.desk.dialogs.base import DeskDialog, Stepper, labelled
from ui.desk.home_words import length_words, long_day_words, method_facts, moment_words
from ui.widgets.check import Check
from ui.widgets.field import Field
from ui.widgets.growing_text import GrowingText
from ui.widgets.plain_label import PlainLabel, plain_tooltip
from ui.widgets.segments import Segments
from ui.widgets.select import Select
from ui.widgets.tall_scroll import TallScroll

if TYPE_CHECKING:
    from facilitator.library import SessionSummary

__all__ = ["NewSessionDialog", "again_title", "earlier_words", "read_start_time", "split_names"]

_MINUTES = (5, 24 * 60)
_DAY = "%Y-%m-%d"
_TIME = "%H:%M"
_AROUND = 190
"""Pixels of the screen that the fields cannot have: the heading, the answers, a title bar."""
_LEAST_HEIGHT = 160
_FIELD = 360
"""Pixels that a field has beside its name."""
_INDENT = 24
"""Where the words beside a box begin."""
_WHOLE = "-"
"""Stands for the method as long as it is, where none of its variants is; no variant is called so."""
_LONGEST_TITLE = 40
"""So much of an earlier session's title fits beside a box."""


def _none_before(_community_id: str) -> SessionSummary | None:
    return None


class NewSessionDialog(DeskDialog):
    """Asks for a Beginning. `begin` writes it and returns the new session's id; its mistakes are shown here.

    After it was accepted, `session_id` is the session's id and `start_now` says whether to begin at once.
    """

    def __init__(
        self,
        method: Method,
        communities: Sequence[Community],
        begin: Callable[[Beginning, str], str],
        now: datetime,
        parent: QWidget | None = None,
        *,
        run_before: Callable[[str], SessionSummary | None] = _none_before,
        again: SessionSummary | None = None,
        community: str = "",
    ) -> None:
        """`begin` is given the Beginning, and the name of a community that is to be added first ("" for none).

        `run_before` returns the session that a community, by its id, goes on from: where it ran the method last, or
        where it promised something last; `again` is the session
        to be run again, whatever the community; `community` is the name that is chosen at first.
        """
        super().__init__(parent, width=600)
        said = self.tr("Run again: {method}") if again is not None else self.tr("New session: {method}")
        self.set_title(said.format(method=method.title))
        self.session_id = ""
        self.start_now = False
        self._begin = begin
        self._now = now
        self._communities = list(communities)
        self._run_before = run_before
        self._again = again
        self._first_community = community
        self._earlier: SessionSummary | None = None
        title = _kind_title(method, now) if again is None else again_title(again.title, now.date())
        self.title_field = Field(self.tr("Title"), text=title)
        self.title_field.edit.selectAll()
        self._usual_people = min(max(10, method.least), method.most) if again is None else again.head_count
        self._offered_people = self._usual_people
        self.people = Stepper(self.tr("How many people"), self._usual_people, 1, MOST_PEOPLE)
        self.names = GrowingText(
            self.tr("Names, one a line"), min_lines=1, max_lines=4, enter_is_newline=True
        )
        self.names.setPlaceholderText(self.tr("Names, one a line; or leave this empty"))
        self.length = Stepper(
            self.tr("Length"), round(method.minutes), *_MINUTES, unit=self.tr("minutes, a hard end")
        )
        self._method = method
        self._suggested = self.length.value()
        self.variants = Segments(self.tr("How long it takes"))
        self._variants = {each.id: each for each in method.variants}
        usual = usual_variant(method)
        self._variant = usual.id if usual is not None else None
        self.day = Field(self.tr("Day"), text=f"{now:{_DAY}}", show_label=False)
        self.time = Field(self.tr("Time"), placeholder=self.tr("10:00"), show_label=False)
        self.community = QComboBox()
        self.entry = Segments(self.tr("How notes reach the program"))
        self.authors = Check(self.tr("Notes and votes carry the name of who wrote them"))
        self._offer = QWidget()
        self.follows = Check(self.tr("Goes on from an earlier session"))
        self.follows_note = PlainLabel(
            self.tr("What was found there comes along, and what is still open is looked at first."),
            style="small",
            role="ink_soft",
            wrap=True,
        )
        self.wrong = PlainLabel(style="small", role="alarm", wrap=True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._view = TallScroll(inside)
        self._fill(method)
        self.add_cancel()
        # A postmortem is written before anybody meets.
        written_first = is_postmortem(method)
        self.prepare = self.add_answer(
            self.tr("Prepare first"), lambda: self._accept(False), filled=written_first
        )
        self.start = self.add_answer(
            self.tr("Start now"), lambda: self._accept(True), filled=not written_first
        )
        self.start.set_icon("play")
        self.title_field.setFocus()

    def _fill(self, method: Method) -> None:
        facts = method_facts(method.minutes, method.least, method.most)
        self._column.addWidget(PlainLabel(f"{method.summary} {facts}.".strip(), role="ink_soft", wrap=True))
        self._column.addWidget(self.title_field)
        self._column.addWidget(labelled(self.tr("People"), self.people))
        self._column.addWidget(labelled(self.tr("By name, if you like"), self.names))
        self.names.textChanged.connect(self._names_typed)
        offered = [(each.id, each.title) for each in method.variants]
        if method.variants and self._variant is None:
            words = self.tr("{length}: all of it").format(length=length_words(method.minutes))
            offered.insert(0, (_WHOLE, words))
        self.variants.set_segments(offered)
        self.variants.set_current(self._variant or _WHOLE)
        self.variants.chosen.connect(self._choose_variant)
        self.variants.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.variant_list = Select(self.tr("How long it takes"), offered, least=20)
        self.variant_list.choose(self._variant or _WHOLE)
        self.variant_list.activated.connect(lambda: self._choose_variant(self.variant_list.chosen_id()))
        # Long titles side by side would push every field out of sight.
        in_a_list = self.variants.sizeHint().width() > _FIELD
        self._variant_line = labelled(self.tr("How long"), self.variant_list if in_a_list else self.variants)
        # Only once it stands in its line: shown before, it would be a window of its own for a moment.
        self.variants.setHidden(in_a_list)
        if method.variants:
            self._column.addWidget(self._variant_line)
        self._column.addWidget(labelled(self.tr("Length"), self.length))
        start = QWidget()
        row = QHBoxLayout(start)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.day.setFixedWidth(128)
        self.time.setFixedWidth(84)
        row.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(PlainLabel(self.tr("or leave empty"), role="ink_faint", elide=True), 1)
        self._column.addWidget(labelled(self.tr("Planned start"), start))
        self.community.setAccessibleName(self.tr("Community or team"))
        self.community.setEditable(True)
        self.community.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.community.addItem("")
        for each in self._communities:
            self.community.addItem(each.name)
        line = self.community.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("None, one of the list, or a new name"))
        self._column.addWidget(labelled(self.tr("Community or team"), self.community))
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(0)
        offer.addWidget(self.follows)
        below = QHBoxLayout()
        below.addSpacing(_INDENT)
        below.addWidget(self.follows_note, 1)
        offer.addLayout(below)
        self._column.addWidget(self._offer)
        first = self._again.community if self._again is not None else self._first_community
        if first:
            self.community.setCurrentText(first)
        self.community.currentTextChanged.connect(lambda _: self._show_follows())
        self.follows.toggled.connect(self._show_variants)
        self.entry.set_segments(
            [("typed", self.tr("Typed here")), ("wall", self.tr("Stickies stay on the wall"))]
        )
        self.entry.set_current("typed")
        self.entry.chosen.connect(self.entry.set_current)
        self.entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        notes = labelled(self.tr("Notes"), self.entry)
        self._column.addWidget(notes)
        if is_postmortem(method):
            notes.hide()
            words = self.tr(
                "Service, severity and times of the incident are written in “{activity}”, in the session."
            )
            activity = method.activity(timelines.home(method) or "")
            said = words.format(activity=activity.title if activity is not None else "")
            self._column.addWidget(PlainLabel(said, style="small", role="ink_soft", wrap=True))
        self._column.addWidget(self.authors)
        self.wrong.hide()
        self._column.addWidget(self.wrong)
        self.body.addWidget(self._view)
        self._show_follows()

    def _community_id(self) -> str | None:
        """Return the id of the community that is typed or chosen, None for none or a new one."""
        typed = self.community.currentText().strip().casefold()
        return next((each.id for each in self._communities if each.name.casefold() == typed), None)

    def _show_follows(self) -> None:
        """Offer to go on from where this community stands with the method, where it does."""
        known = self._community_id()
        earlier = self._again or (self._run_before(known) if known else None)
        self._offer.setVisible(earlier is not None)
        if earlier is not None and earlier != self._earlier:
            words = self.tr("Goes on from {session}")
            self.follows.set_words(words.format(session=earlier_words(earlier, self._now)))
            self.follows.setToolTip(plain_tooltip(earlier.title))
            self.follows.setChecked(True)
        if earlier != self._earlier:
            self._offer_people(self._usual_people if earlier is None else earlier.head_count)
        self._earlier = earlier
        self.follows_note.setText(
            self.tr("What was found there comes along, and what is still open is looked at first.")
            if self._same_method
            else self.tr("What is still open there is looked at first.")
        )
        self._show_variants()

    def _offer_people(self, count: int) -> None:
        """Expect as many as came the last time; a number that somebody chose stays."""
        count = min(max(count, 1), MOST_PEOPLE)
        if self.people.value() == self._offered_people:
            self.people.set_value(count)
            self._offered_people = count

    @property
    def _same_method(self) -> bool:
        """Whether the session that is offered to go on from was run with this method."""
        return self._earlier is None or self._earlier.method_id == self._method.id

    def _show_variants(self) -> None:
        """Offer the lengths of the method, unless the session has those of the one that it goes on from."""
        self._variant_line.setHidden((self._goes_on and self._same_method) or not self._variants)
        if self.length.value() == self._suggested:
            # Looking at what was promised takes its minutes; a length that somebody chose stays.
            self._suggest_length()
        self._fit()

    @property
    def _goes_on(self) -> bool:
        """Whether the session will follow the one that is offered."""
        return self._earlier is not None and self.follows.isChecked()

    def _suggest_length(self) -> None:
        """Offer the minutes of what will be held: of the length that is chosen, unless the earlier session's count."""
        if self._variant is not None and not (self._goes_on and self._same_method):
            minutes = self._variants[self._variant].minutes
        else:
            minutes = planned_length(self._method, follows=self._goes_on)
        self._suggested = round(minutes)
        self.length.set_value(self._suggested)

    def _choose_variant(self, variant_id: str) -> None:
        self._variant = None if variant_id == _WHOLE else variant_id
        self.variants.set_current(variant_id)
        self.variant_list.choose(variant_id)
        self._suggest_length()

    def _fit(self) -> None:
        """Be as high as all the fields, or as the screen allows; then they scroll."""
        room = max(_LEAST_HEIGHT, self.screen().availableGeometry().height() - _AROUND)
        wanted = self._column.totalHeightForWidth(self.minimumWidth() - 48)
        # A bar takes a strip of the width; lines that wrap because of it alone would keep it there.
        policy = Qt.ScrollBarPolicy
        self._view.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if wanted <= room else policy.ScrollBarAsNeeded
        )
        self._view.setMinimumHeight(min(wanted, room))
        self._view.setMaximumHeight(room)

    def _names_typed(self) -> None:
        names = split_names(self.names.text())
        if names:
            self.people.set_value(len(names))
        # The line of names grows once it has laid itself out.
        QTimer.singleShot(0, self, self._fit)

    def _accept(self, start_now: bool) -> None:
        title = self.title_field.text().strip()
        self.title_field.set_wrong(None if title else self.tr("A session needs a title."))
        starts, wrong = read_start_time(self.day.text(), self.time.text(), self._now)
        self.time.set_wrong(self.tr("Such as 10:00") if wrong == "time" else None)
        self.day.set_wrong(
            self.tr("Such as {day}").format(day=f"{self._now:{_DAY}}") if wrong == "day" else None
        )
        if not title or wrong:
            return
        known = self._community_id()
        follows = self._earlier if self.follows.isChecked() else None
        beginning = Beginning(
            title=title,
            people=self.people.value(),
            names=tuple(split_names(self.names.text())),
            minutes=float(self.length.value()),
            starts=None if starts is None else to_stamp(starts),
            community_id=known,
            keep_authors=self.authors.isChecked(),
            wall=self.entry.state_of("wall") == "current",
            follows_id=None if follows is None else follows.id,
            variant=self._variant if follows is None or not self._same_method else None,
        )
        try:
            self.session_id = self._begin(beginning, "" if known else self.community.currentText().strip())
        except FacilitatorError as trouble:
            self.wrong.setText(str(trouble))
            self.wrong.show()
            self._fit()
            return
        self.start_now = start_now
        self.accept()


def earlier_words(earlier: SessionSummary, now: datetime) -> str:
    """Return an earlier session as it is named in a sentence: its title, then its day."""
    title = earlier.title
    if len(title) > _LONGEST_TITLE:
        title = title[: _LONGEST_TITLE - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    day = moment_words(earlier.started or earlier.created, now, inside=True)
    return ", ".join(part for part in (f"“{title}”", day) if part)


def again_title(title: str, today: date) -> str:
    """Return a title for a session that is run again: today in the place of the day that ends the earlier one's."""
    bare, _, tail = title.rpartition(", ")
    months = {long_day_words(date(today.year, month, 1)).split()[-1] for month in range(1, 13)}
    words = tail.split()
    ends_on_a_day = bare and len(words) == 2 and words[0].isdecimal() and words[1] in months
    return f"{bare if ends_on_a_day else title}, {long_day_words(today)}"


def split_names(text: str) -> list[str]:
    """Return the names in a list typed with one a line, or with commas or semicolons between them."""
    lines = text.replace(";", "\n").replace(",", "\n").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def read_start_time(day: str, time: str, now: datetime) -> tuple[datetime | None, str]:
    """Return the moment that was typed, in the zone of `now`, and which part is wrong: "day", "time" or ""."""
    try:
        date = datetime.strptime(day.strip(), _DAY).date() if day.strip() else now.date()
    except ValueError:
        return None, "day"
    if not time.strip():
        return None, ""
    try:
        clock = datetime.strptime(time.strip().replace(".", ":"), _TIME).time()
    except ValueError:
        return None, "time"
    return datetime.combine(date, clock).astimezone(), ""


def _kind_title(method: Method, now: datetime) -> str:
    """Return a title to begin with: the method, and the day so that two of them can be told apart."""
    return f"{method.title}, {long_day_words(now.date())}"
