"""What keeps a community alive: what it is for, who carries it, what it may decide, where it talks, and its path."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from facilitator import communities
from facilitator.communities import Channel, Step
from facilitator.errors import UserError
from ui.desk.community.parts import (
    BOX_LEFT,
    CommunityContext,
    CommunityPanel,
    KeptLine,
    KeptText,
    NewLine,
    shows_entry,
)
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["LifePanel"]

_NAME = 168
_DAY = 132
_HOURS = 64


class _ChannelRow(RuledRow):
    """One channel: its name, its address, and what takes it out."""

    def __init__(self, panel: LifePanel, channel: Channel) -> None:
        super().__init__()
        shows_entry(self, f"channels:{channel.id}")
        self.channel = channel
        self.name = KeptLine(panel.tr("Name of the channel"))
        self.link = KeptLine(panel.tr("Address of the channel"), panel.tr("https://…"))
        self.name.written.connect(lambda text: panel.change_channel(self.channel, name=text))
        self.link.written.connect(lambda text: panel.change_channel(self.channel, link=text))
        delete = Button(
            kind="quiet", icon="trash", name=panel.tr("Take out {name}").format(name=channel.name[:40])
        )
        delete.clicked.connect(lambda: panel.delete_channel(channel.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.link, 2)
        row.addWidget(delete)
        self.show_channel(channel)

    def show_channel(self, channel: Channel) -> None:
        """Show the channel as it is kept."""
        self.channel = channel
        self.name.show_text(channel.name)
        self.link.show_text(channel.link)


class _StepRow(RuledRow):
    """One step of the path: a box, what it is about, and its day."""

    def __init__(self, panel: LifePanel, step: Step) -> None:
        super().__init__()
        self.step = step
        self.done = Check(name=step.step.title)
        self.done.clicked.connect(lambda on: panel.do(lambda: panel.finish_step(step.step.id, done=on)))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = PlainLabel(step.step.title, weight=500)
        words.addWidget(self.title)
        words.addWidget(PlainLabel(step.step.words, style="small", role="ink_soft"))
        name = panel.tr("Day of {step}").format(step=step.step.title)
        self.day = KeptLine(name, panel.tr("2026-03-14"))
        self.day.setFixedWidth(_DAY)
        self.day.written.connect(
            lambda text: panel.do(lambda: panel.context.acts.set_step(step.step.id, day=text))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 7)
        row.setSpacing(8)
        row.addSpacing(BOX_LEFT)
        row.addWidget(self.done)
        row.addLayout(words, 1)
        row.addWidget(self.day)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Show the step as it is kept."""
        self.step = step
        self.done.setChecked(step.done)
        self.title.set_role("ink_soft" if step.done else "ink")
        self.day.show_text(step.day)


class LifePanel(CommunityPanel):
    """Each field is kept when it is left."""

    def __init__(self, context: CommunityContext) -> None:
        super().__init__(context)
        self.purposes: dict[str, Check] = {}
        self.channels: list[_ChannelRow] = []
        self.steps: list[_StepRow] = []
        self._make_purposes()
        self._make_people()
        self._make_boundary()
        self._make_channels()
        self._make_path()
        self.column.addStretch(1)
        for field, where in (
            (self.own_purpose, "purposes"),
            (self.sponsor, "sponsor"),
            (self.leader, "leader"),
            (self.decides, "decides"),
            (self.asks, "asks"),
        ):
            shows_entry(field, where)
        self.refresh()

    # -- making ----------------------------------------------------------------------------------------------------

    def _make_purposes(self) -> None:
        self.add_heading(self.tr("What it is for"), self.tr("A few are enough. Choose them together."))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(0)
        self.column.addLayout(self._grid)
        words = self.tr("Something else, then Enter")
        self.own_purpose = NewLine(self.tr("Another purpose"), words)
        self.own_purpose.taken.connect(self._add_purpose)
        self.column.addWidget(self.own_purpose)

    def _make_people(self) -> None:
        self.add_heading(
            self.tr("Who carries it"),
            self.tr("One sponsor who gives room, and one leader with hours set aside and a coach at first."),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.sponsor = KeptLine(self.tr("Sponsor"), self.tr("A name"))
        self.gives = KeptLine(self.tr("What the sponsor gives"), self.tr("Room, money, a good word …"))
        self.leader = KeptLine(self.tr("Leader"), self.tr("One name"))
        self.hours = KeptLine(self.tr("Hours a week set aside"), self.tr("0"))
        self.coach = KeptLine(self.tr("Who coaches the leader"), self.tr("A name"))
        self.hours.setFixedWidth(_HOURS)
        sponsor, leader = QHBoxLayout(), QHBoxLayout()
        for line in (sponsor, leader):
            line.setSpacing(8)
        sponsor.addWidget(self.sponsor, 1)
        sponsor.addWidget(self.gives, 2)
        leader.addWidget(self.leader, 1)
        leader.addWidget(self.hours)
        leader.addWidget(PlainLabel(self.tr("hours a week, coached by"), role="ink_soft"))
        leader.addWidget(self.coach, 1)
        for place, (words, line) in enumerate(((self.tr("Sponsor"), sponsor), (self.tr("Leader"), leader))):
            grid.addWidget(PlainLabel(words, weight=500), place, 0)
            grid.addLayout(line, place, 1)
        grid.setColumnMinimumWidth(0, _NAME - 60)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        for field in (self.sponsor, self.gives):
            field.written.connect(lambda _: self._keep_sponsor())
        for field in (self.leader, self.hours, self.coach):
            field.written.connect(lambda _: self._keep_leader())

    def _make_boundary(self) -> None:
        self.add_heading(
            self.tr("What it may decide"), self.tr("A clear line helps both sides. Where does it run?")
        )
        self.decides = KeptText(self.tr("We decide"), self.tr("A standard, say"))
        self.asks = KeptText(self.tr("We ask others about"), self.tr("Money and other teams’ time, say"))
        for words, field in ((self.tr("We decide"), self.decides), (self.tr("We ask about"), self.asks)):
            line = QHBoxLayout()
            line.setSpacing(12)
            name = PlainLabel(words, weight=500)
            name.setFixedWidth(_NAME - 60)
            # As high as a field of one line: beside the first one of several.
            name.setFixedHeight(36)
            line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(field, 1)
            self.column.addLayout(line)
            field.written.connect(lambda _: self._keep_boundary())

    def _make_channels(self) -> None:
        self.add_heading(self.tr("Where it talks"))
        self._channels = QVBoxLayout()
        self._channels.setSpacing(0)
        self.column.addLayout(self._channels)
        self.new_channel = NewLine(self.tr("A channel"), self.tr("A channel, then Enter"))
        self.new_channel.taken.connect(self._add_channel)
        self.column.addWidget(self.new_channel)

    def _make_path(self) -> None:
        self.add_heading(
            self.tr("The path of introducing it"), self.tr("A day says by when, or when it was done.")
        )
        for step in self.page.path:
            row = _StepRow(self, step)
            self.steps.append(row)
            self.column.addWidget(row)

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See CommunityPanel."""
        page = self.page
        self._show_purposes(page.purposes)
        self.sponsor.show_text(page.sponsor.name)
        self.gives.show_text(page.sponsor.gives)
        self.leader.show_text(page.leader.name)
        self.hours.show_text("" if page.leader.hours is None else f"{page.leader.hours:g}")
        self.coach.show_text(page.leader.coach)
        self.decides.show_text(page.boundary.decides)
        self.asks.show_text(page.boundary.asks)
        self._show_channels(page.channels)
        for row, step in zip(self.steps, page.path, strict=True):
            row.show_step(step)

    def _show_purposes(self, chosen: tuple[str, ...]) -> None:
        usual = [each.title for each in communities.PURPOSES]
        wanted = [*usual, *(each for each in chosen if each not in usual)]
        if list(self.purposes) != wanted:
            clear_layout(self._grid)
            self.purposes = {}
            for place, words in enumerate(wanted):
                check = Check(words)
                check.clicked.connect(lambda _=False: self._keep_purposes())
                self.purposes[words] = check
                self._grid.addWidget(check, place // 2, place % 2)
        for words, check in self.purposes.items():
            check.setChecked(words in chosen)

    def _show_channels(self, channels: tuple[Channel, ...]) -> None:
        if [row.channel.id for row in self.channels] == [each.id for each in channels]:
            for row, each in zip(self.channels, channels, strict=True):
                row.show_channel(each)
            return
        clear_layout(self._channels)
        self.channels = [_ChannelRow(self, each) for each in channels]
        for row in self.channels:
            self._channels.addWidget(row)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _keep_purposes(self) -> None:
        chosen = [words for words, check in self.purposes.items() if check.isChecked()]
        self.do(lambda: self.context.acts.set_purposes(chosen))

    def _add_purpose(self, text: str) -> None:
        if self.do(lambda: self.context.acts.set_purposes([*self.page.purposes, text])):
            self.own_purpose.clear()

    def _keep_sponsor(self) -> None:
        self.do(lambda: self.context.acts.set_sponsor(name=self.sponsor.text(), gives=self.gives.text()))

    def _keep_leader(self) -> None:
        self.do(
            lambda: self.context.acts.set_leader(
                name=self.leader.text(), hours=_hours(self.hours.text()), coach=self.coach.text()
            )
        )

    def _keep_boundary(self) -> None:
        self.do(
            lambda: self.context.acts.set_boundary(
                decides=self.decides.toPlainText(), asks=self.asks.toPlainText()
            )
        )

    def _add_channel(self, name: str) -> None:
        if self.do(lambda: self.context.acts.add_channel(name)):
            self.new_channel.clear()

    def change_channel(self, channel: Channel, *, name: str | None = None, link: str | None = None) -> None:
        """Keep another name or address of a channel."""
        self.do(
            lambda: self.context.acts.change_channel(
                channel.id,
                name=channel.name if name is None else name,
                link=channel.link if link is None else link,
            )
        )

    def delete_channel(self, channel_id: str) -> None:
        """Take a channel out."""
        self.new_channel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.do(lambda: self.context.acts.delete("channels", channel_id))

    def finish_step(self, step_id: str, *, done: bool) -> None:
        """Say that a step is done, today unless a day stands there."""
        step = next(each for each in self.page.path if each.step.id == step_id)
        day = step.day or (self.context.now().date().isoformat() if done else "")
        self.context.acts.set_step(step_id, day=day, done=done)


def _hours(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        words = QCoreApplication.translate("LifePanel", "Hours a week are a number, such as 4 or 2.5.")
        raise UserError(words) from None
