"""The plain form of an English participle, as far as a draft needs it: "tested" to "test", "caught" to "catch"."""

from __future__ import annotations

import re

_IRREGULAR = {
    "become": "become", "been": "be", "begun": "begin", "bought": "buy", "broken": "break", "brought": "bring",
    "built": "build", "caught": "catch", "chosen": "choose", "come": "come", "dealt": "deal", "done": "do",
    "drawn": "draw", "driven": "drive", "fallen": "fall", "felt": "feel", "foreseen": "foresee",
    "forgotten": "forget", "found": "find", "frozen": "freeze", "given": "give", "gone": "go", "got": "get",
    "gotten": "get", "grown": "grow", "had": "have", "heard": "hear", "held": "hold", "hidden": "hide",
    "kept": "keep", "known": "know", "laid": "lay", "led": "lead", "learnt": "learn", "left": "leave",
    "lost": "lose", "made": "make", "meant": "mean", "met": "meet", "overridden": "override",
    "overwritten": "overwrite", "paid": "pay", "proven": "prove", "redone": "redo", "rewritten": "rewrite",
    "risen": "rise", "run": "run", "said": "say", "seen": "see", "sent": "send", "shown": "show", "sold": "sell",
    "spent": "spend", "spoken": "speak", "spun": "spin", "stood": "stand", "stuck": "stick", "taken": "take",
    "taught": "teach", "thought": "think", "thrown": "throw", "told": "tell", "understood": "understand",
    "undone": "undo", "withdrawn": "withdraw", "woken": "wake", "won": "win", "written": "write",
    "fed": "feed", "died": "die", "tied": "tie", "agreed": "agree", "guaranteed": "guarantee", "freed": "free",
}  # fmt: skip
_UNCHANGED = frozenset(
    ["cut", "hit", "let", "put", "read", "rerun", "reset", "set", "shut", "split", "spread", "overrun"]
)
_DOUBLE_STAYS = re.compile(r"(?:[^aeiou][aeiou]|^[aeiou])(?:ll|ss|zz|ff)$|(?:add|err)$")
_CANCELLED = re.compile(r"(?:cancel|label|model|travel|signal|control|channel|total)l$")
_TAKES_E = re.compile(
    r"(?:[^aeo]at|(?<!e)at|iz|[aeiou]ys|ic|uc|[^aeiou]c|ac|[iu]r|[aeiou]v|[lr]v|dg|ng(?<!ring)(?<!long)|[rl]g|ag|us"
    r"|[aeiou]s|ns|rs|[^aeiouls]l|[^aeo]id|ud|[^eo]ad|[aeiou]n?iqu|ok|[^o]ut|[^a]ap|yp|[aeiou]k(?<=[^eo]ak)|[st]or|gnor|xplor"
    r"|om(?<=com)|et(?<=let)|et(?<=ret)|et(?<=plet)|[iu]n(?<=fin)|in(?<=lin)|op(?<=cop)|ot(?<=mot)|[^o]od"
    r"|am|[uy]m|ar(?<=par)|ir)$"
)
_NO_E = re.compile(
    r"(?:repeat|treat|focus|load|avoid|monitor|edit|audit|visit|limit|wait|await|submit|commit|read|ask|check|track"
    r"|back|block|lock|pick|click|mask|link|rank|mark|break|speak|cook|look|hook|bring|ring|long|belong|debug|log"
    r"|refactor|reason|lesson|season|person|bias|gas|alias|unload|upload|download|reload|overload|answer|discuss"
    r"|refus(?!e)|prohibit|exhibit|inherit|benefit|profit|credit|deposit|exit|profil(?!e)|claim|maintain|explain|train|drain"
    r"|contain|retain|gain|join|loan|clean|scan|plan|open|happen|listen|loosen|tighten|strengthen|widen|harden)$"
)


def plain_form(participle: str) -> str:
    """Return the form after "to" of a participle in lower case; a guess for regular verbs, right for the usual ones."""
    if participle in _UNCHANGED:
        return participle
    if participle in _IRREGULAR:
        return _IRREGULAR[participle]
    if not participle.endswith("ed"):
        return participle
    if participle.endswith("ied"):
        return participle[:-3] + "y"
    stem = participle[:-2]
    if _NO_E.search(stem):
        return stem
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        if _CANCELLED.search(stem) or not _DOUBLE_STAYS.search(stem):
            return stem[:-1]
        return stem
    return stem + "e" if _TAKES_E.search(stem) else stem
