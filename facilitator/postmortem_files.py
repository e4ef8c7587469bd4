"""A postmortem that was written elsewhere: a Markdown or text file, cut at its headings, each part with its place.

What this finds is a preview: every part can be given another place before anything is taken
(`facilitator.postmortem_taking`). Nothing is dropped: a part whose heading says nothing goes to the notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from facilitator.errors import UserError
from facilitator.text import MOST_CHARACTERS, clean
from facilitator.timeline_imports import read_bytes, read_file

Place = Literal[
    "overview",
    "background",
    "timeline",
    "impact",
    "factors",
    "resolution",
    "lasting",
    "well",
    "less",
    "lucky",
    "surprised",
    "actions",
    "message",
    "responders",
    "notes",
]
PLACES: tuple[Place, ...] = get_args(Place)
LABEL_LEVEL = 7
"""The level of a heading that is a line of its own or bold at the beginning of one: below those with signs."""
MOST_WORDS = 9
"""A heading of more words than these is a sentence, and its words say nothing about where it belongs."""

# The first that fits wins, so what is more special stands first.
_PATTERNS: tuple[tuple[Place, str], ...] = (
    ("lucky", r"\bluck(?:y)?\b"),
    ("surprised", r"\bsurpris"),
    (
        "less",
        r"\b(?:went|go|gone|going) (?:less|so well|poorly|badly|wrong|not)|n[o’']t (?:go|work) (?:so )?well",
    ),
    ("well", r"\b(?:went|go|gone|worked|works|going) (?:really )?(?:well|right|good)|\bwhat worked\b"),
    ("message", r"^(?:external|customer|public)[\w -]* (?:message|statement|communication)|^status page"),
    ("timeline", r"\btime ?lines?\b|\bchronolog|\bsequence of events\b|\b(?:key|log of) events\b"),
    ("actions", r"\bactions?\b|\bfollow.?ups?\b|\bnext steps\b|\bto.?dos?\b|\bprevent"),
    ("actions", r"\bremediation|\bcorrective\b"),
    ("lasting", r"\b(?:permanent|lasting|long.?term)\b"),
    ("factors", r"\bcontribut|\bcauses?\b|\btriggers?\b|^(?:analysis|working theory)$"),
    (
        "resolution",
        r"\bresolution\b|\brecovery\b|\bmitigations?\b|^(?:the )?fix$|^(?:our )?response$|^resolved$",
    ),
    ("impact", r"\bimpact|\baffected\b"),
    ("responders", r"^(?:incident )?(?:responders?|attendees?|participants?)$"),
    ("responders", r"^(?:(?:people|parties) involved|involved (?:people|parties))$"),
    ("background", r"^(?:background|context)\b"),
    ("overview", r"\bsummary\b|^overview|^abstract$|^tl;?dr$|^synopsis$|^introduction$|^what happened$"),
)
_PLACES = tuple((place, re.compile(pattern, re.IGNORECASE)) for place, pattern in _PATTERNS)
_USUAL_WORDS = """
    abstract action actions and attendees background cause causes chronology context contributing
    corrective did didn't didn’t events executive factors fix follow followup followups go got how impact
    incident introduction issue items key less line luck lucky measure measures mitigation next not of our
    overview participants poorly preventative prevention preventive recovery resolution responders
    response review root so steps summary surprised synopsis that the things time timeline tldr to todo
    todos ups us was we well went were what where worked wrong
"""
_USUAL = frozenset(_USUAL_WORDS.split())
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?P<sign>=+|-{3,})[ \t]*")
_BOLD = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*|__)(?P<text>[^*_]{2,60}?):?(?:\*\*|__)\s*:?\s*(?P<rest>.*)")
_LABEL = re.compile(r"(?P<text>[^\W\d_][\w ,/&'’()-]{2,58}?)(?P<colon>:?)\s*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<text>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(?P<title>.+?)[\"']?\s*$", re.MULTILINE)
_TIMED = re.compile(
    r"\s*(?:[-*+|]\s*)?(?:\*\*|__|\[)?(?:\d{4}-\d{2}-\d{2}[ T,]*|\d{1,2}[./]\d{1,2}[./]\d{2,4}[ ,]*)?\d{1,2}:\d{2}\b"
)
_FEW_TIMES = 3
_SIGNS = re.compile(r"[*_`#:?!.]+|^\W*\d+[.)]\s+|^\W+")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a written postmortem. `line` is that of its heading, from 1; `text` is as it was written.

    `spoken` tells that the heading says no more than its place does: then it need not be kept itself.
    """

    number: int
    heading: str
    level: int
    line: int
    text: str
    place: Place
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A postmortem that was written elsewhere, before any of it is taken."""

    title: str
    sections: tuple[Section, ...]

    def at(self, number: int, place: Place) -> "Draft":
        """Return the draft with another place for a section; its heading is kept from then on."""
        return replace(
            self,
            sections=tuple(
                replace(each, place=place, spoken=False) if each.number == number else each
                for each in self.sections
            ),
        )


def open_file(path: Path) -> Draft:
    """Return the draft in a file.

    Raises:
        UserError: it is too large, or no text.
        EnvironmentFault: it cannot be read.
    """
    return read(read_file(path), path.stem)


def read(text: str | bytes, name: str = "") -> Draft:
    """Return the draft in a text; `name` is its title where it has none.

    Raises:
        UserError: it is too large, no text, or empty.
    """
    content = clean(read_bytes(text) if isinstance(text, bytes) else text)
    if not content:
        raise UserError("There is nothing written in this. Choose another file.")
    if len(content) > MOST_CHARACTERS:
        raise UserError(
            f"This has {len(content):,} characters; a postmortem that is opened can have {MOST_CHARACTERS:,}. "
            "Leave out logs and attachments, or open it in two parts."
        )
    front = _FRONT.match(content)
    parts = list(_parts(content[front.end() :] if front else content))
    skipped = content[: front.end()].count("\n") if front else 0
    title = ""
    found: list[Section] = []
    if front:
        named = _FRONT_TITLE.search(front["text"])
        title = named["title"] if named else ""
        found.append(Section(0, "", 0, 1, front["text"].strip("\n"), "notes"))
    above: list[tuple[int, Place | None]] = []
    beginning = None
    for heading, level, line, body in parts:
        own = place_of(heading)
        # Badges, a source or a date may stand above the title.
        first = beginning is None or (not title and all(each.level == 0 for each in found))
        if level == 0 or (level == 1 and own is None and first):
            # What the title says beyond that of the front matter stays with the text under it.
            title = title or _bare(heading)
            if beginning is None or body.strip():
                beginning = len(found)
            found.append(
                Section(len(found), heading, 0, line + skipped, body, "notes", _bare(heading) in ("", title))
            )
            continue
        above = [each for each in above if each[0] < level]
        place = own or next((each for _, each in reversed(above) if each), None) or "notes"
        above.append((level, own))
        spoken = own is not None and _USUAL.issuperset(_bare(heading).casefold().split())
        if place in ("background", "notes") and _tells_times(body):
            place, spoken = "timeline", False
        found.append(Section(len(found), heading, level, line + skipped, body, place, spoken))
    if beginning is not None and all(each.place != "overview" for each in found):
        found[beginning] = replace(found[beginning], place="overview")
    return Draft(title or name, tuple(found))


def place_of(heading: str) -> Place | None:
    """Return where a heading says that its part belongs, None where it says nothing that is known."""
    bare = _bare(heading)
    if not bare or len(bare.split()) > MOST_WORDS:
        return None
    return next((place for place, pattern in _PLACES if pattern.search(bare)), None)


def _tells_times(text: str) -> bool:
    """Tell whether most lines begin with a time of day: then it is a timeline, whatever stands over it."""
    lines = [each for each in text.split("\n") if each.strip()]
    timed = sum(_TIMED.match(each) is not None for each in lines)
    return timed >= _FEW_TIMES and timed * 2 > len(lines)


def _bare(heading: str) -> str:
    return " ".join(_SIGNS.sub(" ", heading).split())


def _parts(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield heading, level, line and text of each part; what stands before the first heading has none."""
    lines = text.split("\n")
    heading, level, line, body = "", 0, 1, list[str]()
    fenced = False
    number = 0
    while number < len(lines):
        each = lines[number]
        fenced ^= _FENCE.match(each) is not None
        found = None if fenced else _heading_at(lines, number)
        if found is None:
            body.append(each)
            number += 1
            continue
        if heading or any(one.strip() for one in body):
            yield heading, level, line, "\n".join(body).strip("\n")
        heading, level, rest, taken = found
        line, body = number + 1, [rest] if rest else []
        number += taken
    if heading or any(one.strip() for one in body):
        yield heading, level, line, "\n".join(body).strip("\n")


def _heading_at(lines: list[str], number: int) -> tuple[str, int, str, int] | None:
    """Return heading, level, what stands behind it on its line, and how many lines it takes; None for no heading."""
    line = lines[number]
    signs = _HEADING.fullmatch(line)
    if signs:
        return (signs["text"], len(signs["signs"]), "", 1) if signs["text"] else None
    following = lines[number + 1] if number + 1 < len(lines) else ""
    underline = _UNDERLINE.fullmatch(following)
    before = lines[number - 1] if number else ""
    if (
        underline
        and line.strip()
        and not before.strip()
        and not line.lstrip().startswith(("-", "*", "|", ">", "+"))
    ):
        return line.strip(), 1 if underline["sign"].startswith("=") else 2, "", 2
    bold = _BOLD.fullmatch(line)
    if bold and place_of(bold["text"]) and len(bold["text"].split()) <= 5:
        return bold["text"], LABEL_LEVEL, bold["rest"], 1
    label = _LABEL.fullmatch(line)
    if label and not before.strip() and (label["colon"] or line.isupper()) and place_of(label["text"]):
        return label["text"], LABEL_LEVEL, "", 1
    return None
