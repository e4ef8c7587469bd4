"""Analysis of an incident: questions to ask by topic, contributing factors, what went well and what did not.

A session has one analysis, even where a method spreads it over several activities: everything it keeps stands under
the first activity of the kind, its `home`. Values there:

- "asked": the ids of the questions that were asked, in that order;
- "questions": [{"id", "deck", "text"}], questions that somebody added to those of the method;
- "category": {factor: "technology" | "process" | "organisation" | "environment"}.

Factors are the groups and loose notes of one lane, named by the setting `factors`; the other lanes say what went well,
less well, where the room was lucky and what surprised it. There is never one cause: a single factor, or one that calls
itself the root cause, is asked about once, and what somebody did is no factor at all. None of this counts people.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from facilitator.activities.brainstorm import lane_view, said_in
from facilitator.focus import Focus
from facilitator.method import Activity, Lane, Method
from facilitator.state import SessionData

KIND = "analysis"
Category = Literal["technology", "process", "organisation", "environment"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
ASKED = "asked"
OWN_QUESTIONS = "questions"
CATEGORY = "category"
Nudge = Literal["no_factor", "lone", "root_cause", "no_category"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask. `own` tells that somebody added it here; `asked` that the room was asked."""

    id: str
    deck_id: str
    text: str
    asked: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """The questions about one topic, those of the method first."""

    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that contributed: a group by its title (else its first note) with its notes, or a loose note."""

    id: str
    text: str
    category: Category | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A lane of what went well, less well and so on, with what was said in it: titles of groups, loose notes."""

    lane: Lane
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole of an analysis. `nudges` are what could gently be asked about its factors, see `nudges`."""

    home: str
    title: str
    decks: tuple[Deck, ...]
    factors: tuple[Factor, ...]
    said: tuple[Said, ...]
    nudges: tuple[Nudge, ...]

    def question(self, question_id: str | None) -> Question | None:
        """Return a question by its id."""
        return next((one for deck in self.decks for one in deck.questions if one.id == question_id), None)

    def deck(self, deck_id: str) -> Deck | None:
        """Return a deck by its id."""
        return next((each for each in self.decks if each.id == deck_id), None)

    def factor(self, factor_id: str | None) -> Factor | None:
        """Return a factor by its id."""
        return next((each for each in self.factors if each.id == factor_id), None)

    @property
    def empty(self) -> bool:
        """Whether nothing was noted in it."""
        return not self.factors and not any(each.texts for each in self.said)


def parts(method: Method) -> tuple[Activity, ...]:
    """Return the activities over which a method spreads its analysis."""
    return tuple(each for each in method.activities if each.kind == KIND)


def home(method: Method) -> str | None:
    """Return the id of the activity under which the analysis keeps its values, None where a method has none."""
    return next((each.id for each in parts(method)), None)


def factor_lane(method: Method) -> Lane | None:
    """Return the lane of the contributing factors."""
    for each in parts(method):
        named = each.settings.get("factors")
        if named:
            return method.lane(named)
    return None


def said_lanes(activity: Activity) -> tuple[Lane, ...]:
    """Return the lanes of an activity that ask what went well and so on: all but that of the factors."""
    return tuple(each for each in activity.lanes if each.id != activity.settings.get("factors"))


def factors(data: SessionData) -> tuple[Factor, ...]:
    """Return the contributing factors of a session: groups in their order, then loose notes."""
    lane, kept_at = factor_lane(data.method), home(data.method)
    if lane is None or kept_at is None:
        return ()
    kept = data.value(kept_at, CATEGORY, {})
    categories = {key: next((one for one in CATEGORIES if one == word), None) for key, word in kept.items()}
    found = []
    for group in data.groups_in(lane.id):
        texts = tuple(_line(note.text) for note in data.notes_of(group.id))
        title = _line(group.title) or next(iter(texts), "")
        if title:
            found.append(Factor(group.id, title, categories.get(group.id), texts))
    found += [Factor(note.id, _line(note.text), categories.get(note.id)) for note in data.loose_in(lane.id)]
    return tuple(found)


def decks(data: SessionData) -> tuple[Deck, ...]:
    """Return the questions by topic, with those that somebody added."""
    kept_at = home(data.method)
    if kept_at is None:
        return ()
    asked = frozenset(data.value(kept_at, ASKED, ()))
    own = [
        Question(each["id"], each["deck"], each["text"], each["id"] in asked, True)
        for each in data.value(kept_at, OWN_QUESTIONS, ())
    ]
    found = []
    for activity in parts(data.method):
        for entry in activity.settings.get("decks", ()):
            questions = [
                Question(
                    question_id(entry["id"], number),
                    entry["id"],
                    text,
                    question_id(entry["id"], number) in asked,
                )
                for number, text in enumerate(entry["questions"], start=1)
            ]
            mine = [each for each in own if each.deck_id == entry["id"]]
            found.append(Deck(entry["id"], entry["title"], (*questions, *mine)))
    return tuple(found)


def question_id(deck_id: str, number: int) -> str:
    """Return the id of a question of the method: its deck and its number there, from 1."""
    return f"{deck_id}:{number}"


def analysis(data: SessionData) -> Analysis | None:
    """Return the analysis of a session, None where its method has none."""
    activities = parts(data.method)
    if not activities:
        return None
    found = factors(data)
    said = tuple(
        Said(lane, said_in(lane_view(data, lane, Focus())))
        for each in activities
        for lane in said_lanes(each)
    )
    return Analysis(activities[0].id, activities[0].title, decks(data), found, said, nudges(found))


_ROOT_CAUSE = re.compile(r"\b(?:root|real|actual|true|single|only) causes?\b|\bthe cause\b", re.IGNORECASE)


def nudges(found: tuple[Factor, ...]) -> tuple[Nudge, ...]:
    """Return what to ask gently about factors, at most one question about a lone cause.

    - "no_factor": nothing is there yet;
    - "lone": there is one factor only, and what made it possible was not asked;
    - "root_cause": there are several, and one of them is called the root cause;
    - "no_category": several factors, and none of them says where it belongs.
    """
    if not found:
        return ("no_factor",)
    asked: list[Nudge] = []
    if len(found) == 1:
        asked.append("lone")
    elif any(calls_itself_the_cause(each.text) for each in found):
        asked.append("root_cause")
    if len(found) > 1 and all(each.category is None for each in found):
        asked.append("no_category")
    return tuple(asked)


def calls_itself_the_cause(text: str) -> bool:
    """Tell whether a factor is worded as the one cause of everything."""
    return _ROOT_CAUSE.search(text) is not None


def _line(text: str) -> str:
    return " ".join(text.split())
