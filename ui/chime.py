"""A soft chime when a timebox is over: made here, played by whatever the system brings along, never waited for."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from ui.settings import Settings

__all__ = ["Chime", "chime_wave", "player_command"]

RATE = 22050
_TONES = ((0.0, 523.25), (0.22, 659.25))
"""When each tone begins, in seconds, and its frequency in hertz: C5, then E5."""
_SECONDS = 1.3
_LOUD = 0.28
_ATTACK, _FADE = 0.012, 0.38
_PATIENCE = 6.0
_PLAYERS = {
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q"), ("play", "-q")),
    "darwin": (("afplay",),),
}

Find = Callable[[str], "str | None"]


def chime_wave() -> bytes:
    """Return the sound as a WAV file: mono, 16 bits, 22,050 samples a second."""
    samples = array("h")
    for number in range(int(RATE * _SECONDS)):
        level = sum(_tone(number / RATE - begin, hertz) for begin, hertz in _TONES)
        samples.append(int(32767 * _LOUD * max(-1.0, min(1.0, level))))
    if sys.byteorder == "big":
        samples.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def _tone(since: float, hertz: float) -> float:
    """Return one tone, with a quiet octave above it, `since` seconds after it began; it swells and fades away."""
    if since < 0:
        return 0.0
    level = min(1.0, since / _ATTACK) * math.exp(-since / _FADE)
    turn = 2 * math.pi * hertz * since
    return level * (0.8 * math.sin(turn) + 0.2 * math.sin(2 * turn)) * 0.7


def player_command(platform: str = sys.platform, find: Find = shutil.which) -> list[str] | None:
    """Return the command that plays a file on this system, None when it has none."""
    choices: Sequence[tuple[str, ...]] = _PLAYERS.get(platform, ())
    for name, *options in choices:
        found = find(name)
        if found:
            return [found, *options]
    return None


class Chime:
    """Sounds when called, if the settings say so. Never blocks and never fails: no sound is no trouble."""

    def __init__(self, settings: Settings) -> None:
        """Ask `settings` each time."""
        self._settings = settings
        self._playing = threading.Lock()

    def __call__(self) -> None:
        """Sound once in the background; while it sounds another call does nothing."""
        if self._settings.switch("sound", True):
            threading.Thread(target=self._sound, name="facilitator-chime", daemon=True).start()

    def _sound(self) -> None:
        if not self._playing.acquire(blocking=False):
            return
        try:
            with suppress(OSError, subprocess.SubprocessError, RuntimeError):
                _play(chime_wave())
        finally:
            self._playing.release()


def _play(sound: bytes) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(sound, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        return
    command = player_command()
    if command is None:
        return
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        path = Path(folder) / "chime.wav"
        path.write_bytes(sound)
        subprocess.run(
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
