"""Fonts for Chinese, Japanese and Korean that this machine may have, for characters the bundled fonts lack."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import regex

_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]")

_FOLDERS = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/System/Library/Fonts/Supplemental", "/Library/Fonts"),
}
# Files known to hold CJK, by system; a collection is named with the face to take.
_KNOWN = {
    "win32": ("msyh.ttc", "YuGothR.ttc", "meiryo.ttc", "malgun.ttf", "msjh.ttc", "simsun.ttc", "simhei.ttf"),
    "darwin": (
        "PingFang.ttc",
        "Hiragino Sans GB.ttc",
        "ヒラギノ角ゴシック W3.ttc",
        "AppleSDGothicNeo.ttc",
        "STHeiti Light.ttc",
        "Songti.ttc",
        "Arial Unicode.ttf",
    ),
}
_LANGUAGES = ("zh-cn", "ja", "ko")


def may_have(text: str) -> bool:
    """Return whether looking for `text` in this machine's fonts is worth the time: it holds CJK characters."""
    return _CJK.search(text) is not None


@cache
def candidates() -> tuple[tuple[Path, int], ...]:
    """Return font files of this machine, each with the index of its face, best guess first. May be empty."""
    folders = [Path(folder) for folder in _FOLDERS.get(sys.platform, ())]
    if sys.platform == "win32":
        folders.append(Path.home() / "AppData/Local/Microsoft/Windows/Fonts")
    known = [folder / name for name in _KNOWN.get(sys.platform, ()) for folder in folders]
    found = [(path, 0) for path in known if path.is_file()]
    return (*found, *_from_fontconfig()) if sys.platform.startswith("linux") else tuple(found)


def _from_fontconfig() -> list[tuple[Path, int]]:
    program = shutil.which("fc-match")
    if program is None:
        return []
    found: list[tuple[Path, int]] = []
    for language in _LANGUAGES:
        try:
            answer = subprocess.run(
                [program, "-f", "%{file}\n%{index}", f":lang={language}"],
                capture_output=True,
                text=True,
                check=True,
                timeout=10,
            ).stdout
            file, index = answer.splitlines()[:2]
        except (OSError, subprocess.SubprocessError, ValueError):
            continue
        # Fontconfig keeps the number of a named instance in the upper bits.
        match = (Path(file), int(index) & 0xFFFF)
        if match not in found:
            found.append(match)
    return found
