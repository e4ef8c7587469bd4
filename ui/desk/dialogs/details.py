"""The details of a session: title, community, length, planned start, and whether names are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from facilitator.carrying import ABOUT
from facilitator.earlier import earlier_session
from facilitator.ids import from_stamp, to_stamp
from facilitator.model import Community
from facilitator.state import SessionData
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, Stepper, labelled
from ui.desk.home_words import stored_day_words
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.library import SessionSummary

__all__ = ["DetailsDialog", "read_start"]

_SHAPE = "%Y-%m-%d %H:%M"


class DetailsDialog(DeskDialog):
    """Carries out one act for each thing that was changed."""

    def __init__(
        self,
        desk: DeskContext,
        communities: tuple[Community, ...],
        add_community: Callable[[str], Community] | None,
        parent: QWidget | None = None,
        *,
        rename_community: Callable[[str, str], Community] | None = None,
        find_session: Callable[[str], SessionSummary | None] | None = None,
    ) -> None:
        """`add_community` takes a name, `rename_community` an id and a name; None: not offered.

        `find_session` returns a session of the library by its id, for the name of the one that this one follows.
        """
        super().__init__(parent, width=600)
        self.set_title(self.tr("Details of the session"))
        self._desk = desk
        self._add_community = add_community
        self._rename_community = rename_community
        self._renamed: dict[str, str] = {}
        row = desk.session.data.session
        self.title_field = Field(self.tr("Title"), text=row.title)
        self.community = ChoiceBox(self.tr("Community or team"))
        self.community.addItem(self.tr("None"), None)
        for each in communities:
            self.community.addItem(each.name, each.id)
        self.community.setCurrentIndex(max(0, self.community.findData(row.community_id)))
        self.community.setEditable(add_community is not None)
        self.community.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.length = Stepper(
            self.tr("Length"), round(row.minutes), 5, 24 * 60, unit=self.tr("minutes, a hard end")
        )
        starts = from_stamp(row.starts).astimezone().strftime(_SHAPE) if row.starts else ""
        self.start = Field(
            self.tr("Planned start, such as 2026-03-14 10:00"), text=starts, placeholder="2026-03-14 10:00"
        )
        self.authors = Check(self.tr("Notes and votes carry the name of who wrote them"))
        self.authors.setChecked(row.keep_authors)
        self.body.addWidget(self.title_field)
        follows = _follows_words(desk.session.data, find_session)
        self.follows = PlainLabel(follows, role="ink_soft", wrap=True)
        self.follows.setVisible(bool(follows))
        self.body.addWidget(self.follows)
        self.rename = Button(self.tr("Rename…"), icon="pencil", name=self.tr("Rename the community or team"))
        self.rename.clicked.connect(self._ask_name)
        self.rename.setVisible(rename_community is not None)
        self.community.currentTextChanged.connect(self._show_rename)
        self._show_rename()
        self.body.addWidget(labelled(self.tr("Community or team"), self._community_line()))
        self.body.addWidget(labelled(self.tr("Length"), self.length))
        self.body.addWidget(self.start)
        self.body.addWidget(self.authors)
        self.add_cancel()
        self.add_answer(self.tr("Keep"), self._accept, filled=True)
        self.title_field.setFocus()

    def _accept(self) -> None:
        session, do = self._desk.session, self._desk.bridge.do
        row = session.data.session
        title = self.title_field.text().strip()
        self.title_field.set_wrong(None if title else self.tr("A session needs a title."))
        starts, wrong = read_start(self.start.text())
        self.start.set_wrong(self.tr("Use a date and a time such as 2026-03-14 10:00.") if wrong else None)
        if not title or wrong:
            return
        if title != row.title:
            do(lambda: session.values.set_title(title))
        if self.length.value() != round(row.minutes):
            do(lambda: session.values.set_length(self.length.value()))
        before = from_stamp(row.starts) if row.starts else None
        if (starts is None) != (before is None) or (
            starts and before and abs((starts - before).total_seconds()) >= 60
        ):
            do(lambda: session.values.set_start(to_stamp(starts) if starts else None))
        if self.authors.isChecked() != row.keep_authors:
            do(lambda: session.people.keep_authors(self.authors.isChecked()))
        self._rename_all()
        chosen = self._community_id()
        if chosen != row.community_id:
            do(lambda: session.values.set_community(chosen))
        self.accept()

    def _community_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.community, 1)
        row.addWidget(self.rename)
        return line

    def _place_of(self, name: str) -> int:
        """Return where a community with this name stands in the list, -1 when none has it."""
        wanted = name.strip().casefold()
        names = [self.community.itemText(index).casefold() for index in range(self.community.count())]
        return names.index(wanted) if wanted in names else -1

    def _show_rename(self) -> None:
        place = self._place_of(self.community.currentText())
        self.rename.setEnabled(place >= 0 and self.community.itemData(place) is not None)

    def _ask_name(self) -> None:
        """Ask for another name; like everything here it counts once the details are kept."""
        place = self._place_of(self.community.currentText())
        name = self._desk.prompts.ask_text(
            self,
            self.tr("Rename the community or team"),
            self.tr("Name, in all its sessions"),
            value=self.community.itemText(place),
            accept=self.tr("Rename"),
            check=lambda text: self._wrong_name(text, place),
        )
        if name is None:
            return
        name = " ".join(name.split())
        self._renamed[str(self.community.itemData(place))] = name
        self.community.setItemText(place, name)
        self.community.setCurrentIndex(place)

    def _wrong_name(self, name: str, place: int) -> str | None:
        if not name.strip():
            return self.tr("A community needs a name.")
        other = self._place_of(name)
        return self.tr("There is one with this name already.") if other not in (-1, place) else None

    def _rename_all(self) -> None:
        rename = self._rename_community
        for community_id, name in self._renamed.items():
            if rename is not None:
                self._desk.bridge.do(lambda each=community_id, name=name: rename(each, name))

    def _community_id(self) -> str | None:
        typed = self.community.currentText().strip()
        place = self._place_of(typed)
        if place >= 0:
            found = self.community.itemData(place)
            return None if found is None else str(found)
        add = self._add_community
        made = self._desk.bridge.do(lambda: add(typed)) if add is not None and typed else None
        return made.id if made is not None else self._desk.session.data.session.community_id


def _follows_words(data: SessionData, find: Callable[[str], SessionSummary | None] | None) -> str:
    """Return what the session goes on from, as it is called now, or which topic it looks into; "" for neither."""
    before, about, follows_id = earlier_session(data), data.value("", ABOUT), data.session.follows_id
    there = find(follows_id) if find is not None and follows_id else None
    if before is not None:
        title = before.title if there is None else there.title
        day = stored_day_words(before.date, date.today(), inside=True)
        return QCoreApplication.translate("DetailsDialog", "Goes on from “{title}”, {day}.").format(
            title=title, day=day
        )
    if about and there is not None:
        return QCoreApplication.translate("DetailsDialog", "Looks into “{topic}” of “{title}”.").format(
            topic=about["title"], title=there.title
        )
    if about:
        return QCoreApplication.translate("DetailsDialog", "Looks into “{topic}” of a rating.").format(
            topic=about["title"]
        )
    return ""


def read_start(text: str) -> tuple[datetime | None, bool]:
    """Return the moment that was typed, in local time, and whether it cannot be read; an empty line is no start."""
    typed = text.strip()
    if not typed:
        return None, False
    try:
        return datetime.strptime(typed, _SHAPE).astimezone(), False
    except ValueError:
        return None, True
