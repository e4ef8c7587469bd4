"""Rows of a pasted chat or of plain lines: “[14:32] name: text”, Slack-like, IRC-like, or “14:32 text”."""

import re
from collections import Counter
from collections.abc import Collection

from facilitator import moments, timeline_lines, timelines
from facilitator.errors import UserError
from facilitator.timeline_imports.raw import Raw

_BULLET = re.compile(r"^\s*(?:[-*•–>]\s+)?")
_OPEN = re.compile(r"^[\[(*`_]*")
_CLOSE = re.compile(r"^[\])*`_:.,;]*\s*(?:[-–—]+\s+)?")
_IRC = re.compile(r"<[@+%~&\s]?(?P<name>[^<>]{1,60})>\s*(?P<text>.*)", re.DOTALL)
_EMOTE = re.compile(r"\*\s+(?P<name>[\w.|\[\]-]{1,40})\s+(?P<text>.+)", re.DOTALL)
_COLON = re.compile(
    r"(?P<name>@?[^\W\d_][^:<>\[\]|/\"“”!?#()*`,;]{0,39}?)(?:\s+\((?:she|he|they)[^)]*\))?:\s+(?P<text>.*)",
    re.DOTALL,
)
_SYSTEM = re.compile(r"(?:-!-|---|\*\*\*|-->|<--|==)\s")
_JOINED = re.compile(
    r"(?:\S+ )?(?:\(\S+\) |\[\S+\] )?(?:has |was )?(?:joined|left|quit|parted|added)"
    r"(?: to)?(?: (?:#\S+|\(\S.*\)|(?:the |this )?(?:channel|room|group|chat|conversation).{0,40}))?\W{0,3}"
    r"|set the channel (?:topic|purpose|description).*",
    re.DOTALL,
)
_DAY_MARKS = " #*_-–—=[]()|"
_DAY_CHANGED = re.compile(r"day changed (?:to )?", re.IGNORECASE)
_SAID_DAY = re.compile(r"(?:today|yesterday|new)", re.IGNORECASE)
_LAST_TIME = re.compile(
    r"(?P<head>.*?\S)[\s,\[]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)\]?:?", re.IGNORECASE
)
_SAYS_DAY = re.compile(r"[\s,]+(?:today|at)$", re.IGNORECASE)
_LONGEST_HEADER = 120
_CAPITALS = re.compile(r"[^\W\d_a-z]\S*(?:\s+(?:[^\W\d_a-z]\S*|v[oa]n|de[rln]?|d[aiu]|la|le))+$")
_HEADINGS = """
incident update note began start started end ended resolved mitigated time detected identified investigating monitoring
resolution cause summary issue alert error warning info edit todo result action actions event http https later meanwhile
eastern pacific central mountain
"""
_NO_NAMES = frozenset(_HEADINGS.split())
_NAME = re.compile(r"[^\W\d_][^\[\]:|<>]{0,59}")
_APP = re.compile(r"\s+APP$")
_BOTS = re.compile(
    r"(?:bot|\[bot\])$|^(?:pagerduty|opsgenie|grafana|datadog|alertmanager|prometheus|sentry|statuspage|nagios|github"
    r"|gitlab|jenkins|victorops|new relic|cloudwatch|pingdom)\b",
    re.IGNORECASE,
)


def chat_rows(text: str, names: Collection[str] = (), without: Collection[int] = ()) -> tuple[Raw, ...]:
    """Return a row for each message; lines without a time go on with the one before, or stand alone before the first.

    `names` are those of people who are known; `without` are lines that are left out, from 1.
    """
    lines = text.split("\n")
    rows: list[Raw] = []
    day = ""
    header: Raw | None = None
    follows = False
    for number, line in enumerate(lines, start=1):
        if number in without or not line.strip():
            follows = False
            continue
        heading = _day_heading(line)
        row = None
        if heading is None:
            row = _timed(number, line, day) or _slack_header(number, line, day)
        if header is not None and heading is None and row is None:
            # The first line of a message under its header.
            rows.append(header._replace(original=f"{header.original}\n{line}", text=line.strip()))
            header = None
            continue
        if header is not None:
            # A header without a message is shown as such, not swallowed.
            rows.append(header)
            header = None
        if heading is not None:
            day = heading or day
        elif row is None:
            _go_on(rows, number, line, follows)
        elif row.text or row.typed:
            rows.append(row)
        else:
            header = row
        follows = heading is None
    if header is not None:
        rows.append(header)
    return _named(rows, names)


def is_bot(name: str) -> bool:
    """Tell whether a message comes from a program, not a person: its name is a source, not something to hide."""
    return bool(_BOTS.search(name))


def _timed(number: int, line: str, day: str) -> Raw | None:
    """Return the row of a line that begins with a time, its name still in the text."""
    bare = _OPEN.sub("", _BULLET.sub("", line))
    try:
        reading, rest = moments.leading(bare)
    except UserError:
        return Raw(number, line.strip(), text=line.strip(), day=day, typed=True)
    if reading is None:
        return None
    when = bare[: len(bare) - len(rest)].strip()
    text = _CLOSE.sub("", rest, count=1)
    bracketed = line.lstrip(" -*•–>").startswith("[") and rest.startswith("]")
    found = _IRC.match(rest.lstrip("])* ")) or _EMOTE.match(rest.lstrip("]) "))
    if found:
        return Raw(number, line.strip(), when, found["text"].strip(), name=found["name"].strip(), day=day)
    if bracketed and (said := _COLON.match(text)) and _may_be_name(said["name"]):
        return Raw(number, line.strip(), when, said["text"].strip(), name=said["name"].strip(), day=day)
    if not text:
        # Teams writes “[14:32] Name” above the message; a bare time alone heads what follows as well.
        return Raw(number, line.strip(), when, day=day)
    return Raw(number, line.strip(), when, line.strip(), day=day, typed=True)


def _slack_header(number: int, line: str, day: str) -> Raw | None:
    found = _LAST_TIME.fullmatch(line.strip()) if len(line) <= _LONGEST_HEADER else None
    if found is None:
        return None
    head, when = _SAYS_DAY.sub("", found["head"]), found["time"]
    try:
        if moments.leading(when)[0] is None:
            return None
    except UserError:
        return None
    words = head.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        date = " ".join(words[-count:])
        if _day_heading(date):
            head, when = " ".join(words[:-count]), f"{date} {when}"
            break
    name = _APP.sub("", _SAYS_DAY.sub("", head)).strip(" ,[")
    parts = name.split()
    if (
        not _NAME.fullmatch(name)
        or len(parts) > 4
        or (len(parts) > 1 and name != name.title() and not _CAPITALS.match(name))
    ):
        return None
    return Raw(number, line.strip(), when, name=name, day=day)


def _day_heading(line: str) -> str | None:
    """Return the date that a heading says, "" for one that says none that is known; None for any other line."""
    bare = _DAY_CHANGED.sub("", line.strip(_DAY_MARKS))
    if _SAID_DAY.fullmatch(bare):
        return ""
    # “--- Day changed Mon Mar 02 2026”: a weekday, a month and a day, without the time of day.
    try:
        day, rest = moments.leading_date(bare, 2024)
    except UserError:
        return None
    return bare if day is not None and not rest.strip(" .,:-–)]") else None


def _go_on(rows: list[Raw], number: int, line: str, follows: bool) -> None:
    """Let a line without a time go on with the row before it, or begin a row that has none.

    A message goes on over empty lines, a plain line only where it `follows` directly or is indented; a heading never.
    """
    last = rows[-1] if rows else None
    stands_alone = line.startswith("#") or last is None or len(last.text) > 2 * timelines.LONGEST
    if last is None or stands_alone or not (follows or line[:1].isspace() or (last.when and not last.typed)):
        rows.append(Raw(number, line.strip(), text=line.strip()))
        return
    # What goes on belongs to what happened, not to the source behind it.
    text, mark, source = last.text.partition(" | ") if last.typed else (last.text, "", "")
    joined = f"{text} {line.strip()}{mark}{source}"
    rows[-1] = last._replace(original=f"{last.original}\n{line}", text=joined)


def _named(rows: list[Raw], known: Collection[str]) -> tuple[Raw, ...]:
    """Return the rows with “name: text” taken apart where the name is known or comes more than once."""
    said = {}
    for number, row in enumerate(rows):
        if row.typed and row.when:
            found = _COLON.match(_text_of(row))
            if found and _may_be_name(found["name"]):
                said[number] = found
    often = Counter(found["name"].lstrip("@").casefold() for found in said.values())
    often.update({name.casefold(): 2 for name in known})
    often.update({part.casefold(): 2 for name in known for part in name.split()})
    timed = sum(row.typed and bool(row.when) for row in rows)
    # Where most lines are “name: text”, all of them are.
    is_chat = len(said) > 1 and len(said) * 5 >= timed * 3
    result = []
    for number, row in enumerate(rows):
        found = said.get(number)
        if found and (is_chat or often[found["name"].lstrip("@").casefold()] > 1):
            row = row._replace(text=found["text"].strip(), name=found["name"].strip(), typed=False)
        if row.typed and _SYSTEM.match(_text_of(row)):
            row = row._replace(typed=False, text=_text_of(row))
        result.append(row)
    return tuple(result)


def _may_be_name(words: str) -> bool:
    """Tell whether the words before a colon may be a name: one word, or a few with capitals, no usual heading."""
    bare = words.casefold()
    if timelines.kind_of(bare, whole=True) or bare in _NO_NAMES or " - " in words:
        return False
    return len(words.split()) == 1 or (len(words.split()) <= 4 and bool(_CAPITALS.match(words)))


def is_noise(row: Raw) -> bool:
    """Tell whether a row only says that somebody came or went."""
    if row.text.startswith(("-!-", "-->", "<--")):
        return True
    marked = _SYSTEM.match(row.text)
    return bool((row.name or marked) and _JOINED.fullmatch(row.text[marked.end() :] if marked else row.text))


def _text_of(row: Raw) -> str:
    bare = _OPEN.sub("", _BULLET.sub("", row.text))
    try:
        _, rest = moments.leading(bare)
    except UserError:
        return row.text
    return _CLOSE.sub("", timeline_lines.without_close(row.text, rest), count=1)
