"""Titles of forces that are hard to draw."""

__all__ = ["from_the_right", "long_words", "many_words", "titled"]


def titled(side: str, number: int) -> str:
    """A usual one."""
    return f"{side} number {number}"


def long_words(side: str, number: int) -> str:
    """One word that is longer than any line."""
    return f"{side}{number}" + "Verantwortungsdiffusion" * 6


def many_words(side: str, number: int) -> str:
    """One that takes several lines."""
    return (
        f"{side} {number}: everybody who was asked says that it has always been done in exactly this way here"
    )


def from_the_right(side: str, number: int) -> str:
    """One of a script that runs from the right."""
    return f"אין זמן לתרגל את זה יחד {number}"
