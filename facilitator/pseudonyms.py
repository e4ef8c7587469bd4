"""Names become roles: everywhere, also inside texts, as possessives, in mentions, addresses and links.

“Anna Schmidt’s pager” becomes “Responder 1’s pager”, “@anna.schmidt” becomes “@responder-1”. Of a name, the whole, the
first and the last part are known. A name that is also a common word (“Will”, “Mark”, “Grace”) is replaced only where
it stands as a name: with its other part, as a mention or a possessive, before a colon as in a chat, in the middle of
a sentence with a capital, or before a verb that people do; or anywhere with a capital, when it is listed. What was
left because it may be a word is told too, so that a person can look before anything leaves the house.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

SOMEBODY = "Person"
"""What somebody without a role becomes."""

_SMALL_PARTS = (
    "van von der den de da dos das du di del della la le el al bin ibn ben bat ter ten zu zur y e i of the"
)
_PARTICLES = frozenset(_SMALL_PARTS.split())
# Given names and family names that are English words too, and the names of days and months.
_NAMES_AND_WORDS = """
    ace amber angel april archer art ash august autumn bailey baker banks barb bea beau bell berry bill bishop black
    blaze bliss bloom blue bob bond booker brand brook brooks brown buck bud burn bush butler candy carol carter case
    cash chance chase chip christian chuck clay cliff cloud colt constant cook cooper crew cruise cruz crystal cross
    daisy dale dash dawn day dean dee diamond dick dirk dolly don doc drew duke dusk eagle earl early east eden
    england ever faith faye fern field fields finch fisher fletcher flint flora ford forest forrest foster fox francs
    frank franks free freed friend gale gate gates gay gene ginger glen gold good grace grant gray green grey guy hall
    happy harbor harmony harper harvest hawk hazel heath heather heaven henna hill holly home honey honor hood hope
    hunt hunter hunting ice iris iron ivory ivy jack jade jasmine jasper jay jean jersey jewel job john journey joy
    joyce june justice keen king kit lad lake lance lane lark laurel law lee liberty lily link little locke long lord
    love loving low luck lucky major march mark marks marsh marshal marshall mason mat matt max may mead melody
    mercy merit mike mild miles mill miller mills mint mo money moon moss nell nick night noble nova oak ocean olive
    opal page parish park parker parks pat patience paul pearl peg penny pepper pete petty phoenix pierce piper point
    pole pope porter post potter powers pray precious price prince queen quest quick rain ray read reed rex rice rich
    ridge rip rob robin rock rod rook rose roth rowan royal ruby rush russet rusty sage sailor sally sandy saint scout
    sharp shell shields short sierra silver sky skye small smart smith snow sol sonny spark spring stark star steel
    sterling stern stone storm street stroke strong sue summer sun sunny sunday swan swift tab tad tanner taylor teal
    temple terry thorn tiger tim tom tommy tony town trace trinity troy true trusty tucker turner tyler vale van vance
    vera victor victory viola violet wade walker wall ward warren waters way wayne weaver webb wells west wheeler
    white wild will winter wise wolf wong wood woods wren wright yard yates york young zen zion
"""
_WORDS = frozenset(_NAMES_AND_WORDS.split())
_MONTHS = frozenset(("march", "april", "may", "june", "august"))
_IN_A_DATE = re.compile(
    r"(?:\d|\b(?:in|on|of|by|since|until|till|from|last|next|this|early|late|mid))[\s.-]*$", re.IGNORECASE
)
# Verbs in the present that come after a name in accounts of an incident; those in the past are known by their ending.
_VERBS = (
    r"was|is|has|had|did|does|said|says|saw|sees|went|goes|began|begins|ran|runs|took|takes|got|gets|found|finds"
    r"|wrote|writes|told|tells|thought|thinks|knew|knows|felt|feels|made|makes|sent|sends|left|came|comes|gave|gives"
    r"|brought|built|broke|set|shut|put|woke|wakes|joins|asks|notices|reports|restarts|confirms|pages|opens|starts"
    r"|stops|checks|fixes|deploys|rolls|merges|reverts|also|then|again|who|from|[a-z]{2,}ed"
)
_BARE = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L"}
)
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe", "Ø": "Oe"}
    | {"å": "aa", "Å": "Aa", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "dj", "Đ": "Dj", "ł": "l", "Ł": "L"}
)
_NO_LETTER_BEFORE = r"(?<![^\W\d_])"
_NO_LETTER_BEHIND = r"(?![^\W\d_])"
_END_OF_SENTENCE = re.compile(r"(?:^|[.!?:;\n\r]|[\"“”„(\[•*|>]|(?:^|\n)\s*[-–—\d]+[.)]?)\s*$")
_IN_LINK = re.compile(r"(?:https?://|\w\.\w{2,}/)\S*[/.@_-]$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’`´]s?(?![^\W\d_])", re.IGNORECASE)
_AFTER_NAME = re.compile(rf"\s*:(?!\d)|\s+(?:{_VERBS})\b|\s+(?:and|&)\s+[A-Z]")


class Replacement(NamedTuple):
    """What was replaced, as it stood there, by what, and how often."""

    found: str
    by: str
    times: int


class Unsure(NamedTuple):
    """A word that may be a name and was left: as it stood, the first place with what stands around it, how often."""

    found: str
    excerpt: str
    times: int


class _Form(NamedTuple):
    """A way to write a name: `label` as text, `is_word` where it is a common word as well, `handle` in one word.

    `listed` is a common word of which a person said that it is a name: with a capital it is replaced everywhere.
    """

    label: str
    is_word: bool
    handle: bool
    listed: bool = False


def labels(people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each name becomes: the role, with a number where several people have it; “Person” without a role.

    `people` are names with their roles, in the order in which the numbers are given.
    """
    given: dict[str, str] = {}
    for name, role in people:
        whole = " ".join(name.split())
        if whole:
            given.setdefault(whole, _title(" ".join(role.split())) or SOMEBODY)
    many = Counter(role.casefold() for role in given.values())
    seen: Counter[str] = Counter()
    found = {}
    for name, role in given.items():
        seen[role.casefold()] += 1
        alone = many[role.casefold()] == 1 and role != SOMEBODY
        found[name] = role if alone else f"{role} {seen[role.casefold()]}"
    return found


class Pseudonyms:
    """The names of a session and what they become; it counts what it replaced in all texts it was given."""

    def __init__(self, people: Iterable[tuple[str, str]], always: Collection[str] = ()) -> None:
        """Know `people`, names with their roles. `always` are names that are replaced though they are common words."""
        self.labels: Mapping[str, str] = labels(people)
        listed = {_folded(part) for name in always for part in (name, *name.split())}
        self._forms = _forms(self.labels, listed)
        self._replaced: Counter[tuple[str, str]] = Counter()
        self._left: Counter[str] = Counter()
        self._excerpts: dict[str, str] = {}

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """What was replaced so far, by what it became, then as it was written."""
        return tuple(
            Replacement(found, by, count)
            for (by, found), count in sorted(
                self._replaced.items(), key=lambda each: (each[0][0], each[0][1])
            )
        )

    @property
    def unsure(self) -> tuple[Unsure, ...]:
        """What was left so far, though it may be a name."""
        return tuple(Unsure(word, self._excerpts[word], count) for word, count in sorted(self._left.items()))

    def label(self, name: str, otherwise: str = SOMEBODY) -> str:
        """Return what a name that stands alone becomes, `otherwise` when it is unknown; this counts as replaced."""
        bare = name.strip().lstrip("@")
        form = self._forms.get(_folded(bare))
        by = form.label if form else otherwise
        self._replaced[(by, bare)] += 1
        return by

    def text(self, text: str) -> str:
        """Return `text` with roles instead of names; what was replaced and what was left is kept count of."""
        return self._pattern.sub(self._replace, text) if self._pattern else text

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self._forms:
            return None
        # The longest first: a whole name goes before its parts.
        written = sorted(
            {each for form in self._forms for each in _spellings(form)}, key=lambda each: (-len(each), each)
        )
        close = "|".join(_regex(each) for each in written if not _unspaced(each))
        unspaced = "|".join(re.escape(each) for each in written if _unspaced(each))
        ending = r"(?:s|(?<=s)['’](?!\w))?"
        parts = [rf"{_NO_LETTER_BEFORE}(?:{close}){ending}{_NO_LETTER_BEHIND}"] if close else []
        return re.compile("|".join([*parts, *([unspaced] if unspaced else [])]), re.IGNORECASE)

    def _replace(self, found: re.Match[str]) -> str:
        words, ending = found.group(), ""
        before = found.string[max(0, found.start() - 80) : found.start()]
        behind = found.string[found.end() : found.end() + 40]
        form = self._forms.get(_folded(words))
        if form is None and words[-1:] in "'’":
            # “James’ laptop”, unless the mark closes what was quoted.
            ending = words[-1] if before[-1:] in ("'", "‘") else "’s"
            words = words[:-1]
            form = self._forms.get(_folded(words))
        elif form is None and words[-1:] in "sS":
            # “Annas Laptop”: a possessive without a mark, as some languages and hasty people write it.
            form, ending = self._forms.get(_folded(words[:-1])), "’s"
            if form is not None and (form.is_word or not words[:1].isupper()):
                return words
        if form is None:
            return found.group()
        if (form.listed and not words[:1].isupper()) or _only_words(words):
            return found.group()
        in_address = form.handle or before.endswith("@") or bool(_IN_LINK.search(before))
        if not form.is_word:
            in_address = (
                in_address or before.endswith(("/", ".", "_")) or bool(re.match(r"[@/_]|\.\w", behind))
            )
        elif not in_address and not _stands_as_name(words, before, behind):
            if words[:1].isupper():
                self._leave(found)
            return found.group()
        by = _handle(form.label) if in_address else form.label
        self._replaced[(form.label, words)] += 1
        return by + ending

    def _leave(self, found: re.Match[str]) -> None:
        word = found.group()
        self._left[word] += 1
        start, end = max(0, found.start() - 30), found.end() + 30
        self._excerpts.setdefault(word, " ".join(found.string[start:end].split()))


def _forms(named: Mapping[str, str], listed: Collection[str]) -> dict[str, _Form]:
    """Return each way to write a name, folded. Where two people share one, it becomes both of their labels."""
    found: dict[str, list[str]] = {}
    handles = set()
    for name, label in named.items():
        parts = [each for each in re.split(r"[\s,]+", re.sub(r"\(.*?\)", " ", name)) if each.strip(".")]
        kept = [each.strip(".") for each in parts if each.casefold() not in _PARTICLES]
        whole = {" ".join(parts)}
        # Such as “van der Berg”, with all that stands before the last part.
        whole |= {
            " ".join(parts[number:])
            for number in range(1, len(parts))
            if parts[number].casefold() in _PARTICLES
        }
        if len(kept) > 1:
            whole |= {f"{kept[0]} {kept[-1]}", f"{kept[-1]}, {kept[0]}", f"{kept[0]} {kept[-1][0]}."}
            joined = {f"{kept[0]}{mark}{kept[-1]}" for mark in (".", "_", "-", "")}
            joined |= {f"{kept[-1]}{mark}{kept[0]}" for mark in (".", "_", "-")}
            joined |= {f"{kept[0][0]}{mark}{kept[-1]}" for mark in (".", "_", "-", "") if len(kept[-1]) > 3}
            handles |= {_folded(each) for each in joined}
            whole |= joined
        single = {each for each in kept if len(each) > 1 or _unspaced(each)}
        single |= {part for each in kept for part in each.split("-") if len(part) > 2}
        handles |= {_folded(each) for handle in handles for each in _plainer(handle)}
        for written in {each for one in whole | single for each in (one, *_plainer(one))}:
            if written and label not in found.setdefault(_folded(written), []):
                found[_folded(written)].append(label)
    forms = {}
    for written, owners in found.items():
        word = written in _WORDS or (len(written) <= 2 and not _unspaced(written))
        handle = written in handles
        forms[written] = _Form(
            " or ".join(owners), word and written not in listed, handle, word and written in listed
        )
    return forms


def _only_words(words: str) -> bool:
    """Tell whether a whole name stands there in small letters and says something: “it will grant access”."""
    parts = words.split()
    small = all(part[:1].islower() for part in parts)
    return len(parts) > 1 and small and all(_folded(part) in _WORDS for part in parts)


def _plainer(written: str) -> tuple[str, ...]:
    """Return how a name is written on a keyboard that lacks its letters: “Zoe” and “Mueller”, “Muller”."""
    bare = "".join(
        each for each in unicodedata.normalize("NFD", written.translate(_BARE)) if not _is_mark(each)
    )
    spelled = "".join(
        each for each in unicodedata.normalize("NFD", written.translate(_SPELLED)) if not _is_mark(each)
    )
    return tuple(dict.fromkeys(each for each in (bare, spelled) if each != written))


def _is_mark(character: str) -> bool:
    # Only the marks above and below Latin letters: in other scripts they are letters of their own.
    return "\u0300" <= character <= "\u036f"


def _stands_as_name(words: str, before: str, behind: str) -> bool:
    """Tell whether a common word with a capital, or in a mention, is somebody's name where it stands."""
    if not words[:1].isupper():
        return False
    if words.casefold() in _MONTHS and (_IN_A_DATE.search(before) or re.match(r"\W{1,2}\d", behind)):
        return False
    if _POSSESSIVE.match(behind) or re.match(r"\s*:(?!\d)", behind):
        return True
    if not _END_OF_SENTENCE.search(before):
        # In the middle of a sentence a word has no capital, unless it belongs to a title in capitals.
        return not words.isupper() or len(words) == 1
    return bool(_AFTER_NAME.match(behind))


def _spellings(folded: str) -> tuple[str, ...]:
    return (folded, unicodedata.normalize("NFD", folded))


def _regex(written: str) -> str:
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(written))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _unspaced(text: str) -> bool:
    """Tell whether a name is in a script that sets no blanks between words."""
    return any(
        0x2E80 <= ord(each) <= 0x9FFF or 0xAC00 <= ord(each) <= 0xD7AF or 0xE00 <= ord(each) <= 0xE7F
        for each in text
    )


def _title(role: str) -> str:
    return role[:1].upper() + role[1:]


def _handle(label: str) -> str:
    return "-".join(re.findall(r"\w+", label.casefold()))
