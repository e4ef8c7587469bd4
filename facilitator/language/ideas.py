"""A draft of an action out of a counterfactual: what one wishes had happened, as a step for a later time."""

from __future__ import annotations

import re

from facilitator.language.guards import Found
from facilitator.language.prose import FILLER
from facilitator.language.sentences import clause_start
from facilitator.language.verbs import plain_form

LONGEST = 200
"""Characters of a draft."""

_HAVE = re.compile(
    r"\b(?P<modal>should|could|might|would|ought to|ought)(?P<no>n't|nt)?(?P<between>(?: +[a-z]+){0,3}?)"
    r"(?: +have| +of|'ve|a)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"(?:\bhad|'d)(?P<no>n't| +not)?\b", re.IGNORECASE)
_TURNED = re.compile(
    r"\bhad +(?P<who>we|i|you|he|she|they|it|this|someone|somebody)\b(?P<no> +not)? +(?P<rest>.*)",
    re.IGNORECASE,
)
_FAILED = re.compile(r"\b(?:failed|failures?|failing) +to +(?P<rest>[a-z].*)", re.IGNORECASE | re.DOTALL)
_FILLING = re.compile(
    r"^(?:also|already|always|probably|really|perhaps|easily|clearly|obviously|simply|just|still|then|instead|at least"
    r"|in fact|of course|never|not|definitely|certainly|ideally|surely|maybe|actually|now|both|all|ever)\b *",
    re.IGNORECASE,
)
_US = re.compile(r"(?:we|i|you|he|she|they|someone|somebody|anyone|people)$", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:if only|if|had|then|so|and|but|or|also|perhaps|maybe|i think|i believe)\b[ ,]*", re.IGNORECASE
)
_TAIL = re.compile(r"[.!?;:,–—()]| +(?:but|because|although|though|if|and then|so that we|which)\b")


def idea_of(found: Found) -> str:
    """Return a draft of an action for a counterfactual; it is meant to be edited by whoever takes it up."""
    failed = _FAILED.search(found.sentence, found.start)
    if failed and failed.start() <= found.end:
        return _draft("Make it easier to", _tail(failed.group("rest")))
    wish = _have(found) or _had(found)
    return wish or _draft("Find a step for a later time:", _spaced(found.words))


def _have(found: Found) -> str:
    """ "The alert should have fired" and its kin."""
    match = _HAVE.search(found.sentence, found.start)
    if match is None or match.start() > found.end:
        return ""
    subject = _subject(found.sentence, match.start())
    if match["modal"].casefold() == "would":
        return _draft("Look into", _lowered(subject)) if subject and not _US.search(subject) else ""
    denied = bool(match["no"]) or re.search(r"\b(?:not|never)\b", match["between"], re.IGNORECASE) is not None
    return _wish(subject, denied, found.sentence[match.end() :])


def _had(found: Found) -> str:
    """ "If we had looked at it" and its kin."""
    turned = _TURNED.search(found.sentence)
    if turned:
        return _wish(turned["who"], bool(turned["no"]), turned["rest"])
    match = _HAD.search(found.sentence)
    if match is None:
        return ""
    return _wish(_subject(found.sentence, match.start()), bool(match["no"]), found.sentence[match.end() :])


def _wish(subject: str, denied: bool, rest: str) -> str:
    """Put a subject and what follows its "have" or "had" into words for a later time."""
    rest, more_denied = _without_filling(_tail(rest))
    denied = denied or more_denied
    lasting = re.match(r"been +(?P<act>[a-z]+ing\b.*)", rest, re.IGNORECASE)
    if lasting and _US.search(subject):
        return _draft("Stop" if denied else "Start", lasting["act"])
    passive = re.match(r"been +", rest, re.IGNORECASE)
    if (
        not rest
        or not subject
        or len(subject.split()) > 9
        or re.match(r"(?:what|how|why|who)\b", subject, re.I)
    ):
        return ""
    if passive:
        rest, _ = _without_filling(rest[passive.end() :])
        if not rest or re.match(r"(?:an?|the|no|more|less)\b", rest, re.IGNORECASE):
            return ""
        if denied:
            return _draft(f"Keep {_lowered(subject)} from being", rest)
        return _draft(f"Have {_lowered(subject)}", rest)
    verb, _, after = rest.partition(" ")
    act = f"{plain_form(verb.casefold())} {after}".strip()
    if _US.search(subject):
        return _draft("Find another way than to", act) if denied else _draft("", act[:1].upper() + act[1:])
    return _draft(f"{'Do not let' if denied else 'Let'} {_lowered(subject)}", act)


def _subject(sentence: str, end: int) -> str:
    begin = clause_start(sentence, end)
    subject = _spaced(sentence[begin:end])
    while opening := _OPENING.match(subject):
        subject = subject[opening.end() :]
    words = subject.split()
    while words and re.match(r"(?:also|already|\w+ly)$", words[-1], re.IGNORECASE):
        words.pop()
    return " ".join(words)


def _without_filling(rest: str) -> tuple[str, bool]:
    denied = False
    while filling := _FILLING.match(rest):
        denied = denied or filling.group().strip().casefold() in {"not", "never"}
        rest = rest[filling.end() :]
    return rest, denied


def _tail(text: str) -> str:
    """Return what follows up to the end of its clause."""
    end = _TAIL.search(text)
    return _spaced(text[: end.start()] if end else text)


def _lowered(subject: str) -> str:
    """Return a subject as it stands inside a sentence."""
    first, _, rest = subject.partition(" ")
    known = {"the", "a", "an", "our", "this", "that", "it", "these", "those", "some", "every", "each", "any"}
    object_form = {"we": "us", "i": "me", "he": "him", "she": "her", "they": "them"}
    if subject.casefold() in object_form:
        return object_form[subject.casefold()]
    return f"{first.casefold()} {rest}".strip() if first.casefold() in known else subject


def _spaced(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _draft(opening: str, rest: str) -> str:
    text = f"{opening} {rest}".strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
