"""What the editor asks about a method, an activity, a phase: keys of the file with the words that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

from facilitator import activities, analysis, method_drafts
from facilitator.method_files.building import COLOURS
from facilitator.setting_shapes import Entries, Field, Named, OneOf, Shape, Whole, WordsOfNumbers
from ui.desk.methods.words import setting_words, way_words

__all__ = [
    "Ask",
    "activity_asks",
    "canvas_asks",
    "link_asks",
    "method_asks",
    "phase_asks",
    "setting_asks",
    "way_asks",
]

_STEP = 5.0
"""Minutes: another length begins as a round figure."""
_WITH_NOTES = {"solo", "collect", "nominate", "ideas", "factors"}
_WITH_RULES = {"show", "round"}
"""Phases of the kinds whose rooms write notes, and of those that read rules."""

_ONLY_LANES_ASK = "brainstorm"
"""The kind that puts no question to the room but those of its lanes."""

Kind = Literal[
    "line",
    "text",
    "number",
    "whole",
    "flag",
    "choice",
    "icon",
    "texts",
    "ids",
    "tables",
    "words",
    "numbers",
    "timeboxes",
]


@dataclass(frozen=True)
class Ask:
    """One thing that is asked: its key, its words, what kind of answer it has, and a hint.

    `choices` are pairs of a value and its words; `asks` what each table of a list is asked, `one` its name, `more` the
    words of the button that adds one, and `begin` what a new one begins with.
    """

    key: str
    words: str
    kind: Kind
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    asks: tuple[Ask, ...] = ()
    one: str = ""
    more: str = ""
    begin: Mapping[str, Any] | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("MethodEditor", text)


def method_asks(draft: Mapping[str, Any]) -> tuple[Ask, ...]:
    """Return what is asked about the method as a whole."""
    half = max(_STEP, round(method_drafts.total(draft) / 2 / _STEP) * _STEP)
    return (
        Ask("title", _tr("Title"), "line"),
        Ask("summary", _tr("In one sentence"), "line", _tr("Stands on the card")),
        Ask("purpose", _tr("What it is for, and how it works"), "text"),
        Ask("icon", _tr("Icon"), "icon"),
        Ask("people", "", "choice"),
        Ask("after", _tr("After the workshop"), "texts", _tr("Hints for the time after, one a line")),
        Ask(
            "references",
            _tr("Who thought of it"),
            "tables",
            asks=(
                Ask("author", _tr("Who"), "line"),
                Ask("title", _tr("Where it is written"), "line"),
                Ask("link", _tr("Link"), "line"),
            ),
            one=_tr("source"),
            more=_tr("Add a source"),
            begin={"author": _tr("Our team"), "title": _tr("How we do it")},
        ),
        Ask(
            "variants",
            _tr("Other lengths to choose from"),
            "tables",
            asks=(
                Ask("title", _tr("Title"), "line"),
                Ask("minutes", _tr("Minutes in all"), "number"),
                Ask("phases", _tr("Minutes of each phase"), "timeboxes", _tr("Empty: its usual share")),
                Ask("id", _tr("Short name"), "line"),
            ),
            one=_tr("length"),
            more=_tr("Add a length"),
            begin={"title": _tr("Shorter"), "minutes": half},
        ),
        Ask("family", _tr("Heading on Home"), "line", _tr("Empty: among the first")),
        Ask("id", _tr("File name"), "line", _tr("Small letters, digits and hyphens")),
        Ask("version", _tr("Version"), "line"),
    )


def activity_asks(kind: str, draft: Mapping[str, Any], activity: Mapping[str, Any]) -> tuple[Ask, ...]:
    """Return what is asked about an activity of a kind; rules and lanes only where they are of use, or are there."""
    phases = set(activities.kind(kind).phases)
    rules = Ask(
        "rules",
        _tr("Rules"),
        "texts",
        _tr("First line the rule, second line what it means; an empty line between rules"),
    )
    lanes = Ask(
        "lanes",
        _tr("Lanes: the questions that notes answer"),
        "tables",
        asks=(
            Ask("title", _tr("Title"), "line"),
            Ask("question", _tr("Question"), "line"),
            Ask("colour", _tr("Colour"), "choice", choices=tuple((each, each) for each in COLOURS)),
            Ask("prompts", _tr("Further questions"), "texts", _tr("When the room runs dry, one a line")),
            Ask("box", _tr("Box of the canvas"), "choice", choices=_boxes(draft)),
            Ask("id", _tr("Short name"), "line"),
        ),
        one=_tr("lane"),
        more=_tr("Add a lane"),
        begin={"title": _tr("New lane"), "question": "", "colour": "sun"},
    )
    question = Ask("question", _tr("Question for the room"), "line", _where_shown(kind))
    # Where the room reads the questions of the lanes instead, those come first.
    lanes_ask = kind == _ONLY_LANES_ASK
    return (
        Ask("title", _tr("Title"), "line"),
        *(() if lanes_ask else (question,)),
        Ask("purpose", _tr("Why we do it"), "text"),
        *((rules,) if activity.get("rules") or phases & _WITH_RULES else ()),
        Ask("optional", _tr("May be left out when time runs short"), "flag"),
        *((lanes,) if activity.get("lanes") or phases & _WITH_NOTES else ()),
        *((question,) if lanes_ask else ()),
    )


def _where_shown(kind: str) -> str:
    """Return where the question of an activity is read, or what is read instead."""
    if kind == _ONLY_LANES_ASK:
        return _tr("Not on the projector: the large line there is the question of the lane")
    if "solo" in activities.kind(kind).phases:
        return _tr("The large line on the projector; while notes are written, it is the question of the lane")
    if kind == analysis.KIND:
        return _tr("The large line on the projector, until the lanes ask what went well and less well")
    return _tr("The large line on the projector")


def link_asks() -> tuple[Ask, ...]:
    """Return what is asked about how an activity hangs together with the others."""
    return (
        Ask("reads", _tr("Works with"), "ids", _tr("Short names of lanes or outcomes, with commas")),
        Ask("writes", _tr("Brings about"), "ids", _tr("Short names of outcomes, with commas")),
        Ask("id", _tr("Short name"), "line"),
    )


def phase_asks(kind: str) -> tuple[Ask, ...]:
    """Return what is asked about a phase."""
    return (
        Ask("title", _tr("Button"), "line"),
        Ask("heading", _tr("Heading on the desk"), "line"),
        Ask("room", _tr("For the room, in a few words"), "line"),
        Ask("say", _tr("Say"), "text"),
        Ask("watch", _tr("Watch for"), "texts", _tr("One a line")),
        Ask("hint", _tr("When to move on"), "line"),
    )


def way_asks(kind: str) -> tuple[Ask, ...]:
    """Return what is asked beside a phase of a kind that can be run in several ways: in which; else nothing."""
    shape = activities.kind(kind).settings.get("way")
    if not isinstance(shape, OneOf):
        return ()
    choices = (("", _tr("every way")), *((each, way_words(each)) for each in shape.words))
    return (Ask("way", _tr("Only in this way"), "choice", choices=choices),)


def canvas_asks() -> tuple[Ask, ...]:
    """Return what is asked about the canvas."""
    return (
        Ask("title", _tr("Title"), "line"),
        Ask("columns", _tr("Widths of the columns"), "numbers", _tr("Such as 1, 2, 1")),
        Ask("credit", _tr("Small line at the foot"), "line"),
        Ask(
            "boxes",
            _tr("Boxes"),
            "tables",
            asks=(
                Ask("title", _tr("Title"), "line"),
                Ask("question", _tr("Question"), "line"),
                Ask("icon", _tr("Icon"), "icon"),
                Ask("column", _tr("Column, from 1"), "whole"),
                Ask("share", _tr("Share of the column’s height"), "number"),
                Ask("prompt", _tr("Beginning of a sentence on the blank page"), "line"),
                Ask("source", _tr("Filled by"), "ids", _tr("Short names of lanes or outcomes, with commas")),
                Ask("id", _tr("Short name"), "line"),
            ),
            one=_tr("box"),
            more=_tr("Add a box"),
            begin={"title": _tr("New box"), "icon": "star", "column": 1, "share": 1.0},
        ),
    )


def setting_asks(kind: str, draft: Mapping[str, Any]) -> tuple[Ask, ...]:
    """Return what can be told to a kind of activity."""
    return tuple(_setting(key, shape, draft) for key, shape in activities.kind(kind).settings.items())


def _setting(key: str, shape: Shape, draft: Mapping[str, Any]) -> Ask:
    words = setting_words(key)
    match shape:
        case OneOf():
            return Ask(key, words, "choice", choices=_choices(key, shape.words))
        case Named():
            return Ask(key, words, "choice", choices=_named(shape, draft))
        case Entries():
            return _entries(key, shape)
        case tuple():
            return Ask(key, words, "ids", ", ".join(shape))
    if shape is bool:
        return Ask(key, words, "flag")
    if shape is int:
        return Ask(key, words, "whole")
    if shape is float:
        return Ask(key, words, "number")
    return Ask(key, words, "texts" if shape is list else "line", _tr("One a line") if shape is list else "")


def _entries(key: str, shape: Entries) -> Ask:
    asks = tuple(_field(name, each) for name, each in shape.fields.items())
    begin = {name: _begin(name, each) for name, each in shape.fields.items() if name in shape.needed}
    one, more = _ones().get(key, ("", ""))
    return Ask(key, setting_words(key), "tables", asks=asks, one=one, more=more, begin=begin)


def _ones() -> Mapping[str, tuple[str, str]]:
    """Return what one table of a setting is called, and the words of the button that adds one."""
    return {
        "axes": (_tr("axis"), _tr("Add an axis")),
        "decks": (_tr("topic"), _tr("Add a topic")),
        "fields": (_tr("field"), _tr("Add a field")),
        "items": (_tr("topic"), _tr("Add a topic")),
        "quarters": (_tr("quarter"), _tr("Add a quarter")),
        "rows": (_tr("list"), _tr("Add a list")),
        "scales": (_tr("scale"), _tr("Add a scale")),
    }


def _begin(name: str, field: Field) -> Any:
    """Return what a new table has under a key that cannot be left out."""
    match field:
        case "id":
            return "new"
        case "icon":
            return "star"
        case "flag":
            return False
        case "texts":
            return [_tr("New")]
        case OneOf():
            return field.words[0]
        case Whole():
            return field.least
        case Entries():
            return [
                {each: _begin(each, inner) for each, inner in field.fields.items() if each in field.needed}
            ]
    return _tr("New")


def _field(key: str, field: Field) -> Ask:
    words = setting_words(key)
    match field:
        case "icon":
            return Ask(key, words, "icon")
        case "texts":
            return Ask(key, words, "texts", _tr("One a line"))
        case "flag":
            return Ask(key, words, "flag")
        case OneOf():
            return Ask(key, words, "choice", choices=_choices(key, field.words))
        case Whole():
            return Ask(key, words, "whole")
        case Entries():
            return _entries(key, field)
        case WordsOfNumbers():
            return Ask(key, words, "words", _tr("A number and its word a line: 1 = never"))
    return Ask(key, _tr("Short name") if key == "id" else words, "line")


def _choices(key: str, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if key == "way":
        return (("", _tr("not said")), ("quick", _tr("quick")), ("consent", _tr("by consent")))
    return (("", _tr("not said")), *((each, each.replace("_", " ")) for each in words))


def _named(shape: Named, draft: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a setting can name in this draft: lanes, outcomes or ratings."""
    every = method_drafts.tables(draft.get("activities"))
    if shape.what == "lane":
        found = [
            (lane.get("id"), lane.get("title"))
            for each in every
            for lane in method_drafts.tables(each.get("lanes"))
        ]
    elif shape.what == "rating":
        found = [(each.get("id"), each.get("title")) for each in every if each.get("kind") == "rating"]
    else:
        found = [*_boxes(draft)[1:], *((one, one) for each in every for one in each.get("writes", ()))]
    return (("", _tr("not said")), *((str(one), str(words or one)) for one, words in found))


def _boxes(draft: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    canvas = draft.get("canvas")
    boxes = method_drafts.tables(canvas.get("boxes")) if isinstance(canvas, Mapping) else []
    return (("", _tr("none")), *((str(each.get("id")), str(each.get("title"))) for each in boxes))
