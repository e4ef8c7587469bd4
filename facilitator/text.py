"""What people say, made safe to store without changing a word."""

from facilitator.errors import UserError

MOST_CHARACTERS = 100_000
"""The longest text one field takes; far above any sticky note, far below what would stall a screen."""

_CONTROLS: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
del _CONTROLS[0x09], _CONTROLS[0x0A]
_LINE_ENDS = {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_STORABLE = _CONTROLS | _LINE_ENDS


def clean(text: str) -> str:
    """Return `text` without control characters and lone surrogates, line ends as newline, ends stripped.

    Nothing else is touched: markup, formulas, bidirectional marks and emoji are data and stay as they were typed.
    """
    return storable(text).strip()


def storable(text: str) -> str:
    """Return `text` as `clean` does, blanks at its ends kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_STORABLE)
    return lines.encode("utf-8", "replace").decode("utf-8")


def required(text: str, what: str = "A note") -> str:
    """Return the cleaned `text`.

    Raises:
        UserError: nothing is left, or it is longer than `MOST_CHARACTERS`.
    """
    cleaned = optional(text, what)
    if not cleaned:
        raise UserError(f"{what} needs at least one character.")
    return cleaned


def optional(text: str, what: str = "This text") -> str:
    """Return the cleaned `text`, which may be empty.

    Raises:
        UserError: it is longer than `MOST_CHARACTERS`.
    """
    cleaned = clean(text)
    if len(cleaned) > MOST_CHARACTERS:
        raise UserError(f"{what} can have {MOST_CHARACTERS:,} characters at most, this has {len(cleaned):,}.")
    return cleaned


def one_line(text: str, what: str = "A title") -> str:
    """Return the cleaned, required `text` with every run of white space as one blank.

    Raises:
        UserError: as `required`.
    """
    return " ".join(required(text, what).split())


def shorten(text: str, most: int = 80) -> str:
    """Return `text` in one line of at most `most` characters, cut between words where it can be."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > most // 2 else cut).rstrip(" ,;:.") + "…"


def pasted_lines(text: str) -> list[str]:
    """Return the notes in a pasted text: one a line, list marks in front of a line taken off, blank lines left out."""
    found = []
    for line in clean(text).split("\n"):
        bare = line.strip()
        for mark in ("- ", "* ", "• ", "– ", "+ "):
            bare = bare.removeprefix(mark)
        if bare.strip():
            found.append(bare.strip())
    return found
