"""The acts in words, for the buttons that take them back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.translating import QT_TRANSLATE_NOOP

__all__ = ["ACT_WORDS", "act_words"]

ACT_WORDS: dict[str, str] = {
    "actions.add": QT_TRANSLATE_NOOP("Acts", "add a next step"),
    "actions.delete": QT_TRANSLATE_NOOP("Acts", "delete a next step"),
    "actions.due": QT_TRANSLATE_NOOP("Acts", "set a date"),
    "actions.edit": QT_TRANSLATE_NOOP("Acts", "change a next step"),
    "actions.state": QT_TRANSLATE_NOOP("Acts", "tick off a next step"),
    "agenda.break": QT_TRANSLATE_NOOP("Acts", "plan a break"),
    "agenda.minutes": QT_TRANSLATE_NOOP("Acts", "plan other minutes"),
    "agenda.remove": QT_TRANSLATE_NOOP("Acts", "take a break off"),
    "agenda.replan": QT_TRANSLATE_NOOP("Acts", "re-plan the rest"),
    "agenda.skip": QT_TRANSLATE_NOOP("Acts", "skip or take in an activity"),
    "course.reveal": QT_TRANSLATE_NOOP("Acts", "open a phase to the room"),
    "groups.add": QT_TRANSLATE_NOOP("Acts", "name a group"),
    "groups.count": QT_TRANSLATE_NOOP("Acts", "count the notes on the wall"),
    "groups.create": QT_TRANSLATE_NOOP("Acts", "make a group"),
    "groups.delete": QT_TRANSLATE_NOOP("Acts", "delete a group"),
    "groups.merge": QT_TRANSLATE_NOOP("Acts", "merge groups"),
    "groups.move": QT_TRANSLATE_NOOP("Acts", "move a group"),
    "groups.recolour": QT_TRANSLATE_NOOP("Acts", "colour a group"),
    "groups.rename": QT_TRANSLATE_NOOP("Acts", "rename a group"),
    "groups.split": QT_TRANSLATE_NOOP("Acts", "take a group apart"),
    "logo.remove": QT_TRANSLATE_NOOP("Acts", "remove the logo"),
    "logo.set": QT_TRANSLATE_NOOP("Acts", "set the logo"),
    "notes.add": QT_TRANSLATE_NOOP("Acts", "add a note"),
    "notes.delete": QT_TRANSLATE_NOOP("Acts", "delete a note"),
    "notes.edit": QT_TRANSLATE_NOOP("Acts", "change a note"),
    "notes.merge": QT_TRANSLATE_NOOP("Acts", "merge notes"),
    "notes.move": QT_TRANSLATE_NOOP("Acts", "move a note"),
    "notes.recolour": QT_TRANSLATE_NOOP("Acts", "colour a note"),
    "outcomes.take": QT_TRANSLATE_NOOP("Acts", "take the group titles"),
    "outcomes.write": QT_TRANSLATE_NOOP("Acts", "write in a box"),
    "parking.action": QT_TRANSLATE_NOOP("Acts", "make a next step of a topic"),
    "parking.back": QT_TRANSLATE_NOOP("Acts", "bring a topic back"),
    "parking.delete": QT_TRANSLATE_NOOP("Acts", "delete a parked topic"),
    "parking.dropped": QT_TRANSLATE_NOOP("Acts", "drop a topic"),
    "parking.edit": QT_TRANSLATE_NOOP("Acts", "change a parked topic"),
    "parking.open": QT_TRANSLATE_NOOP("Acts", "park a topic again"),
    "parking.park": QT_TRANSLATE_NOOP("Acts", "park a topic"),
    "people.add": QT_TRANSLATE_NOOP("Acts", "add people"),
    "people.authors": QT_TRANSLATE_NOOP("Acts", "keep names, or not"),
    "people.count": QT_TRANSLATE_NOOP("Acts", "count the people"),
    "people.present": QT_TRANSLATE_NOOP("Acts", "note who came or left"),
    "people.remove": QT_TRANSLATE_NOOP("Acts", "take somebody off the list"),
    "people.rename": QT_TRANSLATE_NOOP("Acts", "change a name"),
    "session.community": QT_TRANSLATE_NOOP("Acts", "choose the community"),
    "session.length": QT_TRANSLATE_NOOP("Acts", "plan the length"),
    "session.starts": QT_TRANSLATE_NOOP("Acts", "plan the start"),
    "session.title": QT_TRANSLATE_NOOP("Acts", "change the title"),
    "values.notes": QT_TRANSLATE_NOOP("Acts", "write private notes"),
    "values.set": QT_TRANSLATE_NOOP("Acts", "change a setting"),
    "votes.answer": QT_TRANSLATE_NOOP("Acts", "note an answer"),
    "votes.cast": QT_TRANSLATE_NOOP("Acts", "count a voting slip"),
    "votes.change": QT_TRANSLATE_NOOP("Acts", "change a nomination"),
    "votes.close": QT_TRANSLATE_NOOP("Acts", "close a vote"),
    "votes.elect": QT_TRANSLATE_NOOP("Acts", "elect somebody"),
    "votes.fist": QT_TRANSLATE_NOOP("Acts", "count fingers"),
    "votes.hands": QT_TRANSLATE_NOOP("Acts", "count hands"),
    "votes.lot": QT_TRANSLATE_NOOP("Acts", "draw by lot"),
    "votes.nominate": QT_TRANSLATE_NOOP("Acts", "nominate somebody"),
    "votes.object": QT_TRANSLATE_NOOP("Acts", "note an objection"),
    "votes.propose": QT_TRANSLATE_NOOP("Acts", "propose somebody"),
    "votes.reason": QT_TRANSLATE_NOOP("Acts", "note a reason"),
    "votes.reopen": QT_TRANSLATE_NOOP("Acts", "open a vote again"),
    "votes.rule": QT_TRANSLATE_NOOP("Acts", "set a rule of the vote"),
    "votes.withdraw": QT_TRANSLATE_NOOP("Acts", "take back a voting slip"),
}


def act_words(act: str) -> str:
    """Return what an act does, to follow "Undo:"; acts of a newer program are "the last act"."""
    known = ACT_WORDS.get(act, QT_TRANSLATE_NOOP("Acts", "the last act"))
    return QCoreApplication.translate("Acts", known)
