"""What kinds, phases, ways and settings of a method file are called where people choose them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

__all__ = ["kind_words", "phase_words", "setting_words", "way_words"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MethodEditor", text)


def way_words(way: str) -> str:
    """Return what a way to run an activity is called."""
    words = {"quick": _tr("quick only"), "consent": _tr("consent only")}
    return words.get(way, way.replace("_", " "))


def setting_words(key: str) -> str:
    """Return what a setting is called: its own words, else its key as it stands in the file."""
    words = {
        "budget": _tr("Votes each"),
        "stacking": _tr("Several votes on one"),
        "own_idea": _tr("Votes for one’s own idea"),
        "tie_break": _tr("What settles a tie, in its order"),
        "topics": _tr("Vote on the topics of"),
        "picks": _tr("How many are picked at most"),
        "items": _tr("Topics"),
        "scales": _tr("Scales"),
        "trend": _tr("Ask whether it gets better or worse"),
        "evidence": _tr("Ask why"),
        "picture": _tr("Picture"),
        "fields": _tr("Fields"),
        "rows": _tr("Lists"),
        "carry": _tr("Comes along into a session that follows"),
        "headline": _tr("Headline of the charter"),
        "signers": _tr("Who signs"),
        "signing": _tr("Line above the signatures"),
        "next_steps": _tr("Suggested next steps"),
        "questions": _tr("Questions"),
        "decks": _tr("Questions by topic"),
        "way": _tr("The way it begins with"),
        "gap_minutes": _tr("Minutes without an entry that are a gap"),
        "needed": _tr("Has to be filled in"),
        "high": _tr("The top means"),
        "middle": _tr("The middle means"),
        "low": _tr("The bottom means"),
        "title": _tr("Title"),
        "type": _tr("Kind of answer"),
        "hint": _tr("Hint"),
        "choices": _tr("Choices"),
        "unit": _tr("Unit"),
        "words": _tr("Words for numbers"),
        "means": _tr("Means on the outcome canvas"),
        "charter": _tr("Section of the charter"),
        "signs": _tr("Is a role that signs"),
        "one": _tr("One of them is called"),
        "least": _tr("At least"),
        "most": _tr("At most"),
        "icon": _tr("Icon"),
        "scale": _tr("Scale"),
        "axes": _tr("Axes: across, then up"),
        "quarters": _tr("Quarters"),
        "at": _tr("Which quarter"),
        "aim": _tr("Is the one to aim for"),
        "private": _tr("Only you see it"),
        "ideas": _tr("Lane of ideas"),
        "factors": _tr("Lane of factors"),
        "driving": _tr("Lane of what helps"),
        "restraining": _tr("Lane of what holds back"),
        "first": _tr("What comes first"),
        "entry": _tr("How scores come in"),
        "wanted_from": _tr("The wanted state comes from"),
    }
    return words.get(key, key.replace("_", " ").capitalize())


def kind_words(kind: str) -> str:
    """Return what a kind of activity is called where one is added."""
    words = {
        "actions": _tr("Promises and actions"),
        "analysis": _tr("Questions and factors"),
        "brainstorm": _tr("Brainstorm"),
        "briefing": _tr("Briefing"),
        "check_in": _tr("Round"),
        "closing": _tr("Close"),
        "coupling_map": _tr("Who waits for whom"),
        "dot_vote": _tr("Vote with dots"),
        "election": _tr("Election"),
        "force_field": _tr("Force field"),
        "form": _tr("Form"),
        "matrix": _tr("Two by two"),
        "rating": _tr("Rating"),
        "timeline": _tr("Timeline"),
    }
    return words.get(kind, kind.replace("_", " ").capitalize())


def phase_words(phase: str) -> str:
    """Return what a phase is called where it can be switched on: in words of its own where its key says too little."""
    words = {
        "hands": _tr("Raised hands"),
        "roti": _tr("Worth the time?"),
        "run_off": _tr("Run-off"),
        "solo_second": _tr("Solo, other side"),
        "strength_talk": _tr("Talk on strength"),
        "changeability": _tr("Can we change it?"),
        "changeability_talk": _tr("Talk on change"),
        "word": _tr("One word"),
    }
    return words.get(phase, phase.replace("_", " ").capitalize())
