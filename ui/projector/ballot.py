"""A vote as the room sees it: what stands for choice, the rules told before, a tie, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.activities.dot_vote import CandidateView
from facilitator.audience import AudienceView
from ui.projector.fitting import Fitted, fit, one_line, wrapped
from ui.projector.parts import Row, caption_alone, caption_of, footer, head, question_sheets, row
from ui.projector.sheet import Dots, Ground, Pen, Screen, Sheet, share_out

__all__ = [
    "Ballot",
    "choice_sheets",
    "picked_sheets",
    "picked_words",
    "result_sheets",
    "rule_lines",
    "scale_words",
    "settled_words",
    "step_words",
    "tie_sheets",
    "tie_words",
]

_TOP = 0.26
_BOTTOM = 0.93
_ROW_GAP = 0.024
_CHOICES = ((0.056, _ROW_GAP), (0.048, 0.018), (0.042, 0.012), (0.038, 0.009))
"""Letters of what stands for choice and the gap between two, as fractions of the height."""
_LEAST_DOT = 0.012
_WINNER = 0.13
_WINNER_FLOOR = 0.075
_RUN_OFF = 0.28
_LATER = 0.36
_MARK = 0.19


@dataclass(frozen=True)
class Ballot:
    """What a vote and an election have in common for the room."""

    question: str
    candidates: tuple[CandidateView, ...]
    round: str | None
    budget: int
    stacking: bool
    own_idea: bool
    tie_break: tuple[str, ...]
    tied: tuple[str, ...]
    settled_by: str | None
    seed: str | None
    picks: int = 1


def step_words(step: str) -> str:
    """Return what a step that settles a tie is called."""
    if step == "run_off":
        return QCoreApplication.translate("Projector", "run-off")
    if step == "fist":
        return QCoreApplication.translate("Projector", "fist of five")
    return QCoreApplication.translate("Projector", "draw by lot")


def budget_words(budget: int) -> str:
    """Return how many votes a person has."""
    if budget == 1:
        return QCoreApplication.translate("Projector", "One vote each")
    return QCoreApplication.translate("Projector", "{count} votes each").format(count=budget)


def rule_lines(ballot: Ballot) -> list[str]:
    """Return the rules as they are told before the vote, the tie-break in words."""
    found = [budget_words(ballot.budget)]
    if ballot.budget > 1 and ballot.stacking:
        found.append(QCoreApplication.translate("Projector", "Several on one are fine"))
    elif ballot.budget > 1:
        found.append(QCoreApplication.translate("Projector", "At most one on each"))
    if not ballot.own_idea:
        found.append(QCoreApplication.translate("Projector", "Not for your own idea"))
    if ballot.picks > 1:
        words = QCoreApplication.translate("Projector", "At most {count} are picked")
        found.append(words.format(count=ballot.picks))
    if ballot.tie_break:
        # In a narrow column a line must not end in "run-".
        steps = ", ".join(step_words(step) for step in ballot.tie_break).replace(
            "-", "\N{NON-BREAKING HYPHEN}"
        )
        found.append(
            QCoreApplication.translate("Projector", "A tie is settled in this order: {steps}").format(
                steps=steps
            )
        )
    found.append(QCoreApplication.translate("Projector", "Counts are shown once the vote is closed"))
    return found


def choice_sheets(view: AudienceView, ballot: Ballot, screen: Screen) -> list[Sheet]:
    """Return the candidates without any count beside the rules."""
    caption = caption_of(view)
    gap = screen.h(0.07)
    rules_width = (screen.text_width - gap) * 0.36
    width = screen.text_width - rules_width - gap
    rows, between = _choices(ballot, screen, width)
    rules = [wrapped(line, screen, rules_width, 0.04) for line in rule_lines(ballot)]
    pages = share_out([each.height for each in rows], screen.h(_BOTTOM - _TOP), between)
    found: list[Sheet] = []
    complete = True
    for page in pages:
        pen = Pen(screen)
        complete = head(pen, view, caption, ballot.question)
        y = screen.h(_TOP)
        if not rows:
            words = QCoreApplication.translate("Projector", "Nothing stands for choice yet.")
            pen.put(wrapped(words, screen, width, 0.048).words("empty", screen.left, y, "ink_soft"))
        for place in page:
            rows[place].put(pen, screen.left, y, "candidate")
            y += rows[place].height + between
        _put_rules(pen, rules, screen.right - rules_width, rules_width)
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption, ballot.question))
    return found


def _choices(ballot: Ballot, screen: Screen, width: float) -> tuple[list[Row], float]:
    """Return a row for each candidate and the gap between two, in the largest letters that need one page.

    Who chooses has to see all of them; where no size does that, they are large again, on as many pages as they need.
    """
    first: tuple[list[Row], float] | None = None
    for size, gap in _CHOICES:
        floor = min(size, 0.042)
        rows = [
            row(each.title, "", screen, width, size, floor, 0.04, weight=600) for each in ballot.candidates
        ]
        between = screen.h(gap)
        if sum(each.height for each in rows) + between * (len(rows) - 1) <= screen.h(_BOTTOM - _TOP):
            return rows, between
        first = first or (rows, between)
    assert first is not None
    return first


def _put_rules(pen: Pen, rules: Sequence[Fitted], x: float, width: float) -> None:
    screen = pen.screen
    pen.rule(x, screen.h(_TOP + 0.008), width)
    y = screen.h(_TOP + 0.03)
    for line in rules:
        pen.put(line.words("rule", x, y, "ink_soft"))
        y += line.block.height + screen.h(0.018)


def tie_words(round_name: str | None) -> str:
    """Return what comes next while several are level."""
    if round_name == "run_off":
        return QCoreApplication.translate("Projector", "A tie. One vote each between these")
    if round_name == "fist":
        return QCoreApplication.translate("Projector", "Still level. Show 0 to 5 fingers for each")
    if round_name == "lot":
        return QCoreApplication.translate("Projector", "Still level. The lot decides")
    return QCoreApplication.translate("Projector", "They are level")


def scale_words() -> str:
    """Return what the ends of a fist of five mean."""
    return QCoreApplication.translate("Projector", "0 stops it, 5 is all for it")


def tie_sheets(view: AudienceView, ballot: Ballot, screen: Screen) -> list[Sheet]:
    """Return those who are level, large, with the counts of the rounds that are closed."""
    tied = [each for each in ballot.candidates if each.id in ballot.tied]
    rows = [
        row(each.title, _counts_words(each), screen, screen.text_width, 0.075, 0.056, 0.042) for each in tied
    ]
    # What a phase asks of the room is said of its own round only: not of the vote before, nor of the steps after.
    room = view.room if view.phase == "run_off" else ""
    asked = {"run_off": room, "fist": scale_words()}.get(ballot.round or "", "")
    caption = caption_of(replace(view, room=asked))
    found: list[Sheet] = []
    for page in share_out([each.height for each in rows], screen.h(0.89 - _TOP), screen.h(0.035)):
        pen = Pen(screen)
        head(pen, view, caption, tie_words(ballot.round))
        y = screen.h(_TOP + 0.01)
        for place in page:
            rows[place].put(pen, screen.left, y, "candidate")
            y += rows[place].height + screen.h(0.035)
        footer(pen, announced_words(ballot))
        found.append(pen.done())
    return found


def _counts_words(candidate: CandidateView) -> str:
    if candidate.count is None:
        return ""
    if candidate.count == 1:
        words = QCoreApplication.translate("Projector", "1 vote")
    else:
        words = QCoreApplication.translate("Projector", "{count} votes").format(count=candidate.count)
    return " \N{MIDDLE DOT} ".join((words, *_later_words(candidate)))


def _later_words(candidate: CandidateView) -> list[str]:
    """Return what the rounds after the vote gave a candidate, a line each."""
    found = []
    if candidate.run_off is not None:
        words = QCoreApplication.translate("Projector", "run-off {count}")
        found.append(words.format(count=candidate.run_off))
    if candidate.fingers:
        words = QCoreApplication.translate("Projector", "fingers {sum}, lowest {low}")
        found.append(words.format(sum=sum(candidate.fingers), low=min(candidate.fingers)))
    return found


def announced_words(ballot: Ballot) -> str:
    """Return the reminder that the rule for a tie is older than the tie."""
    if not ballot.tie_break:
        return ""
    return QCoreApplication.translate("Projector", "Rule for a tie, announced before: {steps}").format(
        steps=", ".join(step_words(step) for step in ballot.tie_break)
    )


def settled_words(ballot: Ballot) -> str:
    """Return how the winner was found."""
    winner = next((each for each in ballot.candidates if each.winner), None)
    if ballot.settled_by == "run_off":
        second = sorted(
            (each.run_off for each in ballot.candidates if each.run_off is not None), reverse=True
        )
        counts = QCoreApplication.translate("Projector", " to ").join(str(count) for count in second)
        return QCoreApplication.translate("Projector", "chosen in the run-off, {counts}").format(
            counts=counts
        )
    if ballot.settled_by == "fist":
        return QCoreApplication.translate("Projector", "level in votes, chosen by fist of five")
    if ballot.settled_by == "lot":
        words = QCoreApplication.translate("Projector", "level in votes, drawn by lot with the seed {seed}")
        return words.format(seed=ballot.seed or "")
    if winner is None or winner.count is None:
        return ""
    if winner.count == 1:
        return QCoreApplication.translate("Projector", "chosen with 1 vote")
    return QCoreApplication.translate("Projector", "chosen with {count} votes").format(count=winner.count)


def picked_words(ballot: Ballot) -> str:
    """Return how many were picked, and what is level for the last place."""
    words = QCoreApplication.translate("Projector", "picked, {count} at most").format(count=ballot.picks)
    return _level_words(ballot) or words


def _level_words(ballot: Ballot) -> str:
    level = [each.title for each in ballot.candidates if each.id in ballot.tied]
    if not level:
        return ""
    words = QCoreApplication.translate("Projector", "level for the last place: {titles}")
    return words.format(titles=", ".join(level))


def picked_sheets(view: AudienceView, ballot: Ballot, count: int, screen: Screen) -> list[Sheet]:
    """Return how many were picked, then every candidate with count and dots; a word marks the picked ones."""
    words = QCoreApplication.translate("Projector", "{count} are picked").format(count=count)
    mark = QCoreApplication.translate("Projector", "picked")
    most = QCoreApplication.translate("Projector", "{count} at most").format(count=ballot.picks)
    return result_sheets(view, ballot, words, _level_words(ballot) or most, screen, mark=mark)


def result_sheets(
    view: AudienceView, ballot: Ballot, winner: str, how: str, screen: Screen, *, mark: str = ""
) -> list[Sheet]:
    """Return the winner large, then every candidate with count and dots; `mark` stands behind each winner."""
    caption = caption_of(view)
    width = screen.text_width
    # A number is no name to remember: it leaves its room to the rows.
    largest = _WINNER_FLOOR if mark else _WINNER
    name = one_line(winner, screen, width, largest, weight=600, floor=_WINNER_FLOOR)
    if not name.fits:
        name = fit(winner, screen, width, screen.h(0.28), _WINNER_FLOOR, _WINNER_FLOOR, most_lines=3)
    settled = wrapped(how, screen, width, 0.044)
    top = screen.h(0.105) + name.block.height + screen.h(0.004)
    rows_top = top + settled.block.height + screen.h(0.028)
    table = _Table(ballot.candidates, screen, mark)
    pages = share_out(table.heights, screen.h(0.9) - rows_top, screen.h(_ROW_GAP))
    found: list[Sheet] = []
    for page in pages:
        pen = Pen(screen)
        caption_alone(pen, caption)
        pen.put(name.words("result", screen.left, screen.h(0.105)))
        pen.put(settled.words("body", screen.left, top, "ink_soft"))
        y = rows_top
        for place in page:
            table.put(pen, place, y)
            y += table.heights[place] + screen.h(_ROW_GAP)
        footer(pen, budget_words(ballot.budget), announced_words(ballot))
        found.append(pen.done())
    if not name.fits:
        found.extend(question_sheets(view, screen, caption, winner))
    return found


class _Table:
    """Rows of candidates: name, count, dots, and what run-off and fist of five gave."""

    def __init__(self, candidates: Sequence[CandidateView], screen: Screen, mark: str) -> None:
        self._candidates = candidates
        self._mark = mark
        self._screen = screen
        self._name_width = max(screen.h(0.54), screen.text_width * (0.42 if mark else 0.32))
        self._names = [self._name(each) for each in candidates]
        self.heights = [
            max(name.block.height, screen.h(0.058), sum(line.block.height for line in self._later(each)))
            for name, each in zip(self._names, candidates, strict=True)
        ]
        self._counts_right = screen.left + self._name_width + screen.h(0.09)
        self._dots_left = self._counts_right + screen.h(0.06)
        self._later_width = self._width_of_later()
        self._later_left = screen.right - self._later_width
        most = max((each.count or 0 for each in candidates), default=0)
        room = self._later_left - self._dots_left - screen.h(0.03)
        self._step = min(screen.h(0.0625), room / most if most else screen.h(0.0625))

    def _name(self, candidate: CandidateView) -> Fitted:
        weight = 600 if candidate.winner or candidate.run_off is not None else 400
        return fit(
            candidate.title,
            self._screen,
            self._name_width,
            self._screen.height,
            0.048,
            0.042,
            weight=weight,
            most_lines=2,
            balanced=False,
        )

    def _later(self, candidate: CandidateView) -> list[Fitted]:
        """Return what the later rounds gave, smaller where that takes two lines."""
        words = _later_words(candidate)
        if self._mark and candidate.winner:
            words.append(self._mark)
        size = 0.046 if len(words) == 1 and not candidate.fingers else 0.034
        weight = 600 if candidate.winner else 400
        return [one_line(each, self._screen, self._screen.h(_LATER), size, weight=weight) for each in words]

    def _width_of_later(self) -> float:
        if any(each.fingers for each in self._candidates):
            return self._screen.h(_LATER)
        if any(each.run_off is not None for each in self._candidates):
            return self._screen.h(_RUN_OFF)
        return self._screen.h(_MARK) if self._mark else 0.0

    def put(self, pen: Pen, place: int, y: float) -> None:
        """Put one row with its top at `y`."""
        screen, candidate, name = self._screen, self._candidates[place], self._names[place]
        middle = y + self.heights[place] / 2
        pen.put(name.words("candidate", screen.left, middle - name.block.height / 2))
        if candidate.count is None:
            return
        figure = one_line(str(candidate.count), screen, screen.h(0.2), 0.048, weight=600)
        x = self._counts_right - figure.block.width
        pen.put(figure.words("count", x, middle - figure.block.height / 2))
        colour = "accent" if candidate.winner else "edge"
        side = self._step * 0.8
        if candidate.count and side >= screen.h(_LEAST_DOT):
            row_rect = QRectF(
                self._dots_left, middle - side / 2, self._step * (candidate.count - 1) + side, side
            )
            pen.put(Dots(row_rect, candidate.count, self._step, colour))
        elif candidate.count:
            # More votes than dots could be told apart: their length says the same.
            high = screen.h(0.03)
            bar = QRectF(self._dots_left, middle - high / 2, self._step * candidate.count, high)
            pen.put(Ground(bar, colour, role="dots"))
        lines = self._later(candidate)
        top = middle - sum(line.block.height for line in lines) / 2
        for line in lines:
            pen.put(line.words("count", self._later_left, top, "accent" if candidate.winner else "ink_soft"))
            top += line.block.height
