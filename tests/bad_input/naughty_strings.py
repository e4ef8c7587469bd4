"""Texts that have broken programs before, in our own words; and documents with one of them wherever a text can stand.

Run by path (`runpy.run_path`), by tests and by programs that tests start.
"""

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from facilitator.document import from_document
from facilitator.errors import UserError
from facilitator.text import clean

CANARY = "/tmp/facilitator-canary.png"
"""A picture that no text may make the program open; tests put theirs in its place."""

_MARKUP = (
    "<b>bold</b><i>",
    "</p></div></table>",
    "<script>alert('x')</script>",
    "<img src='file://{canary}'>",
    '<img src="{canary}" width=100>',
    "<img src=http://127.0.0.1:9/x.png>",
    "<a href='file://{canary}'>open</a>",
    "<table background='{canary}'><tr><td>cell",
    "<html><head><link rel=stylesheet href='file://{canary}'></head>",
    "<style>@import url(file://{canary}); * {{ background: url('{canary}') }}</style>",
    "<qt><h1>huge</h1><hr><br/></qt>",
    "<para><img src='{canary}'/></para>",
    "<font color=red size=40>red",
    "<svg><image href='file://{canary}'/></svg>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file://{canary}'>]>&e;",
    "<?xml version='1.0'?><a/>",
    "]]><![CDATA[x]]>",
    "<!-- never closed",
    "&lt;b&gt; &amp; &#60;b&#62; &nbsp; &bogus;",
    "a <b c> d </e",
    "![picture](file://{canary}) [link](javascript:alert(1))",
    "<https://127.0.0.1:9/> and www.example.org",
    "| a | b |\n|---|---|\n# heading\n```\ncode",
    "\\documentclass{{x}} \\input{{{canary}}} $x$",
    "{{\\rtf1 \\b x}}",
    "%PDF-1.7 /JavaScript (app.alert) >> endobj",
    "url({canary})",
    "qrc:/x :/x data:image/png;base64,AAAA",
)
_CODE = (
    "%s %d %n %x %1 %2 %%",
    "{{0}} {{name}} {{}} {{0.__class__}} {{{{x}}}}",
    "$HOME ${{x}} `id` $(id) ; rm -rf / #",
    "& &File &&amp; && &",
    "Robert'); DROP TABLE notes;--",
    "' OR '1'='1",
    '" OR ""="',
    'NEAR(a b) AND "x* ^a -b :c (',
    "\\n \\t \\0 \\u0041 \\x41 \\",
    '=HYPERLINK("file://{canary}";"x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "a;=1+1;b",
    "x\n=1+1",
    "id = \"x\"\n[method]\n'''",
    '{{"a": [1, null]}}',
    "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT",
    'SUMMARY;X="y":z\\, \\; \\N',
    "../../../../etc/passwd",
    "C:\\Windows\\System32\\con",
    "\\\\127.0.0.1\\share\\x",
    "file://{canary}",
    "CON",
    "nul.txt",
    "~/.ssh/id",
    "-rf",
    "--help",
    "null",
    "undefined",
    "NaN",
    "True",
    "0",
    "-1",
    "1e999",
    "9" * 60,
    "2026-02-30T25:61:61Z",
    "__proto__",
    "__class__",
    "None",
)
_LETTERS = (
    "\u202egnp.exe",
    "a\u202eb\u202ac\u202bd",
    "\u2066\u2067\u2068" * 30,
    "\u2069\u2069\u202c\u202c x",
    "\u200b",
    "\u200bzero\u200cwidth\u200d\u2060\ufeff",
    "\ufeffmark first",
    "\u00ad\u034f\u115f\u3164",
    "👩‍💻👨‍👩‍👧‍👦🏳️‍🌈👍🏽",
    "🇩🇪🇪" * 9,
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\U000e0001\U000e0041\U000e007f",
    "1️⃣#️⃣*️⃣",
    "‍‍‍",
    "️️️",
    "e" + "\u0301" * 300,
    "\u0301begins with a mark",
    "Z̸̡̛a̶͝l̵̕g̷o̴",
    "ﷺ﷽" * 20,
    "שָׁלוֹם (v2) مَرْحَبًا 123",
    "اَلْعَرَبِيَّة",
    "नमस्ते क्षत्रिय",
    "ภาษาไทยไม่มีช่องว่าง" * 4,
    "中文字体測試「」",
    "日本語ｶﾀｶﾅ",
    "한국어 각",
    "Ωμέγα ǅ ŉ ß ẞ İ ı",
    "ﬁ ﬂ ﬀ ĳ",
    "ሀለሐ ᚠᚢᚦ 𓀀𓁐 𝔘𝕟𝕚 𝒽",
    "\ue000\uf8ff\U000f0000\U0010fffd",
    "\ufffe\uffff\U0001ffff",
    "\u0378\u0530\U000e0fff",
    "\ud800",
    "x\udfff\ud800y",
    "\ud83d",
    "\x00",
    "a\x00b",
    "\x1b[31mred\x1b]0;title\x07",
    "\x01\x02\x03\x08\x0b\x0c\x0e\x1f\x7f",
    "\x80\x85\x9b31m\x9f",
    "a\r\nb\rc\n\n\nd",
    "line\u2028line\u2029line",
    "\t\tdeep\n\t\t\t\tdeeper",
    "   ",
    "\u00a0\u2003\u3000",
    "tail \t ",
    "\u1680\u180e\u2000\u205f",
    "ᄀᄁᄂ" + "\u1160" * 40,
    "\u0e33\u0e33\u0e33",
    "\u0600\u06dd\u070f\u08e2",
    "𞤀𞤁 ߊߋ ܐܒ",
    "꯭꯭ ੴ ᜀ᜴",
    "a" * 3000,
    "word " * 600,
    "\n" * 300,
    "W" * 120 + "\n" + "i" * 120,
    "0" * 80 + "." + "0" * 80,
)


def strings(canary: str = CANARY) -> list[str]:
    """Return all of them; those that name a file name `canary`."""
    return [*(each.format(canary=canary) for each in (*_MARKUP, *_CODE)), *_LETTERS]


Pattern = tuple[str, ...]


def leaves(value: Any, pattern: Pattern = ()) -> Iterator[tuple[Pattern, Any, Any]]:
    """Yield every text inside a document: its pattern, what holds it, and under which key or number."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, each in items:
        # Ids and numbers differ from row to row, what they stand for does not.
        named = "*" if isinstance(key, int) or len(key) == 32 else key
        if isinstance(each, str):
            yield (*pattern, named), value, key
        else:
            beneath = (*pattern, named)
            if isinstance(value, list) and isinstance(each, dict) and isinstance(each.get("key"), str):
                # What an activity keeps has another shape under each key.
                beneath = (*beneath, each["key"].split(":")[0])
            yield from leaves(each, beneath)


def fields_of(document: Mapping[str, Any]) -> set[Pattern]:
    """Return the patterns of the texts that can be anything: the document is taken with a strange one there."""
    whole = {key: each for key, each in document.items() if key not in ("method", "format", "exported")}
    found: set[Pattern] = set()
    tried: set[Pattern] = set()
    for pattern, holder, key in leaves(whole):
        if pattern in tried:
            continue
        tried.add(pattern)
        before = holder[key]
        holder[key] = "<b>&1 ’ x"
        try:
            from_document(document)
            found.add(pattern)
        except UserError:
            pass
        holder[key] = before
    return found


def naughty(
    document: Mapping[str, Any], texts: list[str], first: int = 0, free: set[Pattern] | None = None
) -> tuple[dict[str, Any], int]:
    """Return the document with one text of `texts` after the other wherever any may stand, and how many there are.

    `free` is what `fields_of` knows of it, where that was asked already.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(document))
    free = fields_of(changed) if free is None else free
    number = first
    whole = {key: each for key, each in changed.items() if key not in ("method", "format", "exported")}
    for pattern, holder, key in leaves(whole):
        if pattern not in free:
            continue
        before, holder[key] = holder[key], texts[number % len(texts)]
        if not clean(holder[key]):
            # Some fields need a letter; the others get their blanks.
            try:
                from_document(changed)
            except UserError:
                holder[key] = before
        number += 1
    return changed, number - first


def put_canary(folder: Path) -> Path:
    """Return a small picture that nothing must open; when it was read last is long ago."""
    import os

    from PIL import Image

    path = folder / "canary.png"
    Image.new("RGB", (8, 8), "red").save(path)
    os.utime(path, (1_000_000_000, 1_100_000_000))
    return path
