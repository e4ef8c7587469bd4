"""A draw by lot that anybody can repeat: nothing is random but the seed, and the seed is shown."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot of a draw: the `text` that was hashed after the seed, and its SHA-256 in hexadecimal digits."""

    id: str
    text: str
    digest: str


def lots(named: Iterable[tuple[str, str]], seed: str) -> tuple[Lot, ...]:
    """Return the lots of a draw among `named` (pairs of id and title), the winning one first.

    To repeat it by hand, take the SHA-256 of the seed, a colon and the title (UTF-8) for each; the smallest
    one wins. On a command line: `printf %s "2026:Anna" | sha256sum`. Namesakes are told apart as "Anna" and
    "Anna (2)", in the order of their ids.
    """
    used: set[str] = set()
    found = []
    for candidate_id, title in sorted(named):
        text, number = title, 1
        while text in used:
            number += 1
            text = f"{title} ({number})"
        used.add(text)
        digest = hashlib.sha256(f"{seed}:{text}".encode()).hexdigest()
        found.append(Lot(candidate_id, text, digest))
    return tuple(sorted(found, key=lambda lot: lot.digest))


def draw(named: Iterable[tuple[str, str]], seed: str) -> str:
    """Return the id that `seed` draws among `named`; see `lots`.

    Raises:
        ValueError: there is nobody to draw.
    """
    drawn = lots(named, seed)
    if not drawn:
        raise ValueError("A draw needs at least one candidate.")
    return drawn[0].id
