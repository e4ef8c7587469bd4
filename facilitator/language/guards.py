"""When words that look like blame are none: negated, spoken about, luck, an attacker, a machine as subject.

Each guard looks at what was found and returns True when it is to be left alone. rules.toml names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from facilitator.language.rules import People, expression, words
from facilitator.language.sentences import clause_start


@dataclass(frozen=True)
class Found:
    """What a pattern found: the sentence, the one before it, where, and who is the subject ("" for nobody)."""

    sentence: str
    previous: str
    title: str
    section: int
    start: int
    end: int
    who: str
    who_start: int
    people: People

    @property
    def words(self) -> str:
        """What was found."""
        return self.sentence[self.start : self.end]

    @property
    def clause(self) -> str:
        """What stands before it in the same clause."""
        return self.sentence[clause_start(self.sentence, self.start) : self.start]

    @property
    def before(self) -> str:
        """What stands before it in the sentence, the last hundred characters."""
        return self.sentence[max(0, self.start - 100) : self.start]

    @property
    def after(self) -> str:
        """What follows in the sentence."""
        return self.sentence[self.end :]


_NO = (
    r"(?:not|never|no|nobody|none|neither|nor|nothing|without|hardly|cannot|[a-z]{2,7}n't|nobody's|no one's)"
)
_NEGATED_BEFORE = expression(rf"\b{_NO}\b(?: [\w'’-]+){{0,5}} *$")
_NEGATED_NEAR = expression(rf"\b{_NO}(?: [\w'-]+){{0,2}} *$")
_NEGATED_AFTER = expression(
    r"^ (?:(?:is|was|are|were|does|do|did|can|could|has|have|had|should|will|would|may|must)"
    r"(?:n't\b| not\b| never\b| rarely\b| hardly\b| no\b)|never\b|explains nothing\b|cannot\b|can't\b)"
)
_META = expression(
    r"\b(?:rather than|instead of|words?,? (?:such as|like)|terms?,? (?:such as|like)|phrases?,? (?:such as|like)"
    r"|the (?:words?|terms?|phrases?|wording)|language (?:such as|like)|avoid|avoids|avoiding|saying|blameless\w*"
    r"|no-blame|not about|talk of|talking about|prevent|preventing|prevents|guards? against|protects? against"
    r"|risk of|chance of|possibility of|potential for|prone to|room for|reduces?|reducing|eliminates?"
    r"|eliminating|minimi[sz]es?|minimi[sz]ing)\b"
)
_WISH = expression(r"\b(?:ask|asks|asking|asked) (?:what|who|why|how|whether|if)\b")
_OBVIOUS = expression(r"\b(?:obvious|clear|flag|sign|easy|signal)")
_NOT_OBVIOUS = expression(
    r"\b(?:not|no|nothing|never|less|neither|nor|without|hardly|far from|cannot|any|non|isn't|[a-z]{2,7}n't)\b"
    r"(?: [\w'-]+){0,3} *$"
)
_LUCK = expression(
    r"\b(?:worse|luck|lucky|luckily|fortunate|fortunately|thankfully|thanks to|by (?:pure |sheer )?chance|near[- ]miss"
    r"|close call|narrowly|coincidence|coincidentally"
    r"|had (?:it|this|that|the \w+) (?:continued|gone on|lasted|persisted)"
    r"|if (?:it|this|that|the \w+) had (?:continued|gone on|lasted|persisted)|(?:could|would) not have been possible"
    r"|couldn't have done|could not have done)\b"
)
_BAD_OUTCOME = expression(
    r"(?<!nothing )(?<!none )(?<!nobody )\b(?:would|could|might)(?: have|'ve)(?: also| all| likely| probably)?"
    r" (?:been (?:lost|full|overloaded|corrupted|affected|impacted|exposed|unable|down|no|broken|stolen|compromised"
    r"|deleted|destroyed|more|much more|catastrophic|longer|worse)|lost|gone (?:down|out|unnoticed)|failed|crashed"
    r"|overflowed|broken|had no|run out|taken (?:until|down|longer)|continued|led to|caused|resulted|gotten away)\b"
)
_HAD = expression(r"\bhad\b|\bif\b")
_PREPOSITION = expression(
    r"\b(?:to|for|from|by|with|via|between|at|on|about|behind|against|towards?)(?: the| our| an?)? *$"
)
_MACHINE_VERB = expression(r"\b(?:failed|failing|ignored|overlooked|disregarded|broke|broken|missed)\b")
_MODAL = expression(
    r"\b(?:should|must|can|could|may|might|will|would|cannot|can't|not|never|shall|to)(?: [\w'-]+){0,2} *$"
)
_SUPPOSED = expression(
    r"\b(?:if|in case|unless|whether|perhaps|maybe|whenever|even if|should|suppose)(?: that)? *$"
)
_SUPPOSED_OF_YOU = expression(r"\b(?:if|when|that|possible|perhaps|maybe|means?|case)\b[^.;]{0,40}$")
_KUBERNETES = expression(
    r"\b(?:reconcil\w*|custom resources?|CRDs?|pods?|kubernetes|k8s|helm|webhook|sidecars?|annotations?)\b"
)
_OBJECT_FOLLOWS = expression(
    r"^[\w' -]*?\b(?:the|a|an|this|that|these|those|his|her|their|our|its|it|to|about|all|every|him|them)\b"
)


def _human_complement(found: Found) -> bool:
    acts = "|".join(words()["human_acts"])
    tail = found.sentence[found.start :]
    return re.search(rf"\bfail(?:ed|ing) +to +(?:[a-z]+ly +)?(?:{acts})\b", tail, re.IGNORECASE) is not None


def negated(found: Found) -> bool:
    """Denied in the same clause: "operator error is never a root cause"."""
    if _NEGATED_BEFORE.search(found.clause) or _NEGATED_AFTER.match(found.after):
        return True
    return re.match(
        r"(?:nobody|no one|no-one|none)\b", found.words, re.IGNORECASE
    ) is not None and not re.search("bother", found.words)


def negated_near(found: Found) -> bool:
    """Denied within the three words before it."""
    return _NEGATED_NEAR.search(found.clause) is not None and not re.search(
        r"\battention\b", found.words, re.IGNORECASE
    )


def negated_obvious(found: Found) -> bool:
    """The opposite of obvious: "not immediately obvious", "no obvious sign"."""
    return _OBVIOUS.search(found.words) is not None and _NOT_OBVIOUS.search(found.before) is not None


def meta(found: Found) -> bool:
    """Talk about such words, or about guarding against it: "rather than human error"."""
    return _META.search(found.before) is not None or re.match(r"-prone\b", found.after) is not None


def meta_wish(found: Found) -> bool:
    """Talk about asking: "instead of asking what people should have done"."""
    return (
        _WISH.search(found.before) is not None
        or re.search(r"\b(?:rather than|instead of)\b", found.before, re.IGNORECASE) is not None
    )


def luck(found: Found) -> bool:
    """Luck and risk belong to what went well: "it could have been worse"."""
    if _LUCK.search(found.sentence) or re.search(r"\bluck", found.title):
        return True
    outcome = _BAD_OUTCOME.search(found.sentence)
    return outcome is not None and _HAD.search(found.sentence) is not None


def adversary(found: Found) -> bool:
    """The one who attacked is the subject."""
    enemy = found.people.adversary
    if found.who:
        if enemy.search(found.who):
            return True
        away = found.who.casefold() in {"they", "he", "she"}
        context = found.previous + found.sentence[: found.who_start]
        return away and enemy.search(context) is not None
    near = found.sentence[max(clause_start(found.sentence, found.start), found.start - 60) : found.end]
    return enemy.search(near) is not None


def unsure_they(found: Found) -> bool:
    """ "They" may be machines: people were named before, or the act is one that only people do."""
    if found.who.casefold() != "they" or not _MACHINE_VERB.search(found.words):
        return False
    context = found.previous + found.sentence[: found.who_start]
    return not (_human_complement(found) or found.people.person.search(context))


def guest(found: Found) -> bool:
    """Users fail to log in for reasons of the machine."""
    guests = "|".join(words()["guests"])
    if not re.search(rf"\b(?:{guests})s?$", found.who, re.IGNORECASE):
        return False
    return _MACHINE_VERB.search(found.words) is not None and not _human_complement(found)


def object_of(found: Found) -> bool:
    """The person is no subject: "the page to the on-call engineer failed to go out"."""
    if not found.who or not _MACHINE_VERB.search(found.words):
        return False
    return _PREPOSITION.search(found.sentence[: found.who_start]) is not None


def common_name(found: Found) -> bool:
    """A name at the beginning of a sentence that is a word as well: "Mark ignored alerts as noise"."""
    if found.who.casefold() not in words()["common_names"] or found.sentence[: found.who_start].strip():
        return False
    return _OBJECT_FOLLOWS.match(found.words[len(found.who) :] + found.after[:20]) is None


def kubernetes(found: Found) -> bool:
    """An operator can be a program: without an article, or among the words of a cluster."""
    program = re.search(r"\b(?:operators?|owners?|managers?|supervisors?|admin)$", found.who, re.IGNORECASE)
    if program is None or _MACHINE_VERB.search(found.words) is None:
        return False
    bare = program.start() == 0 and not _human_complement(found)
    return bare or _KUBERNETES.search(found.sentence) is not None


def conditional(found: Found) -> bool:
    """Somebody who may have, not somebody who has: "if an operator forgot it", "perhaps you forgot"."""
    before = found.sentence[: found.who_start]
    if found.who.casefold() == "you" and _SUPPOSED_OF_YOU.search(before):
        return True
    return _SUPPOSED.search(before) is not None


def modal(found: Found) -> bool:
    """Not said to have happened: "it must not be forgotten"."""
    return _MODAL.search(found.clause) is not None


GUARDS: Mapping[str, Callable[[Found], bool]] = {
    "adversary": adversary,
    "common_name": common_name,
    "conditional": conditional,
    "guest": guest,
    "kubernetes": kubernetes,
    "luck": luck,
    "meta": meta,
    "meta_wish": meta_wish,
    "modal": modal,
    "negated": negated,
    "negated_near": negated_near,
    "negated_obvious": negated_obvious,
    "object": object_of,
    "unsure_they": unsure_they,
}
"""All guards by the name that rules.toml uses."""
