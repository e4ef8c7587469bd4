"""Hints on words that look for somebody to blame: by rules that can be read, without any network.

`hints(text)` is all that others need. The rules and word lists are data in resources/language.
"""

from facilitator.language.finding import hints
from facilitator.language.hint import COACH, Hint

__all__ = ["COACH", "Hint", "hints"]
