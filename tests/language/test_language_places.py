"""Where a hint lies in a text: lines and columns from 1, whatever the line ends, and only in what is prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.language import Hint, hints
from facilitator.language.hint import SEVERITIES
from facilitator.language.prose import blocks

PARTS = st.sampled_from(
    [
        "The engineer forgot", "we should have", " tested", "```", "`", "> ", "# ", "\n", "\r\n", "\r", "\t", "|", "**",
        "_", "[a](b", "](", ")", "<!--", "-->", "<br>", "\"", "“", "”", "’", "'", "root cause was", "---", "~~~", "1. ",
        "- ", "🔥", "e\u0301", "\ufeff", "\x00", "\u2028", "\x1e", "\ufffc", "İ", "ß", " ", "    ", ".", "?",
        "Who broke it", "https://x.y/", "@", "failed to check", "In hindsight", "if only", "had",
        "could have been worse",
    ]
)  # fmt: skip


def places(text: str) -> list[tuple[int, int, str]]:
    """Line, column and words of each hint."""
    return [(each.line, each.column, each.words) for each in hints(text)]


def assert_sound(text: str, found: tuple[Hint, ...]) -> None:
    """Hints lie inside the text, in order, without overlap, and say what stands there."""
    end = 0
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in found:
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.words
        assert each.severity in SEVERITIES
        plain = each.words.replace("\r\n", "\n").replace("\r", "\n").split("\n")[0]
        assert lines[each.line - 1][each.column - 1 :].startswith(plain)
        end = each.end


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    """No text is refused, whatever is in it."""
    assert_sound(text, hints(text))


@given(st.lists(PARTS, max_size=40), st.lists(st.text(max_size=8), max_size=3))
def test_any_mixture_is_taken(parts: list[str], names: list[str]) -> None:
    """Words that are looked for among marks of every kind: hints lie where they say, and blocks keep their length."""
    text = "".join(parts)
    assert_sound(text, hints(text, names=names, adversaries=names[:1]))
    for block in blocks(text):
        assert 0 <= block.start <= block.start + len(block.text) <= len(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_every_kind_are_counted(end: str) -> None:
    """Files of Windows and of old machines have the same lines."""
    text = end.join(["# Title", "", "All was well.", "Then we should have tested it.", ""])
    assert places(text) == [(4, 9, "should have tested")]


def test_a_tab_and_an_emoji_are_one_column_each() -> None:
    """Columns count characters."""
    assert places("\tWe should have tested it.") == [(1, 5, "should have tested")]
    assert places("🔥🔥 We should have tested it.") == [(1, 7, "should have tested")]
    assert places("The tired 🔥 engineer forgot it.") == [(1, 1, "The tired 🔥 engineer forgot")]


def test_a_sentence_may_go_over_lines() -> None:
    """Wrapped prose is one sentence, and the words are told as they stand."""
    assert places("Last night the engineer\nforgot to tell us.") == [(1, 12, "the engineer\nforgot")]


def test_marks_of_emphasis_do_not_hide_words() -> None:
    """Bold and links are read through."""
    assert places("The **engineer** _forgot_ it.") == [(1, 1, "The **engineer** _forgot")]
    assert places("- [ ] The engineer forgot it.") == [(1, 7, "The engineer forgot")]
    assert [line for line, _, _ in places("| 14:02 | The engineer forgot it |\n")] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "```\nThe engineer forgot it.\n```\n",
        "~~~ text\nThe engineer forgot it.\n~~~\n",
        "```\nThe engineer forgot it.",
        "Log: `The engineer forgot it.`",
        "> The engineer forgot it.",
        "He said “the engineer forgot it” and left.",
        'The chat had "the engineer forgot it" in it.',
        "<!-- The engineer forgot it. -->",
        "See https://example.org/the-engineer-forgot and so on.",
        "See [the page](the-engineer-forgot-it.md).",
        "Before\n\n    error: the engineer forgot it\n\nafter",
        "---\ntitle: the engineer forgot it\n---\n\nAll well.",
        "| the engineer | forgot it |\n",
        "The engineer\n\nforgot it.",
        "# What we should have done\n",
        "## Root cause\n",
    ],
)
def test_what_is_no_prose_is_left_alone(text: str) -> None:
    """Code, quotations, addresses and the wording of headings are nobody's sentence about somebody."""
    assert places(text) == []


def test_blame_in_a_heading_is_found() -> None:
    """A title is read by everybody, so what is strong is pointed out there, too."""
    assert places("# Operator error in the north\n") == [(1, 3, "Operator error")]


def test_prose_behind_code_is_read() -> None:
    """A closed block of code ends."""
    assert places("```\nx\n```\nThe engineer forgot it.") == [(4, 1, "The engineer forgot")]


def test_an_indented_paragraph_of_prose_is_read() -> None:
    """Plain text is often indented."""
    assert places("\tThe engineer forgot it.\n") == [(1, 2, "The engineer forgot")]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "we " * 100_000,
        "the engineer " * 30_000,
        "should have " * 30_000,
        "if we had " * 30_000,
        "`" * 100_000,
        "[" * 100_000,
        '"' * 100_001,
        "*_" * 50_000,
        "<" * 100_000,
        "- " * 50_000,
        "](" * 50_000,
        "@" * 100_000,
        ". " * 100_000,
        "the " + "very " * 50_000 + "engineer forgot",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_repetition_comes_to_an_end(text: str) -> None:
    """Nothing makes the search grow with the square of the text; pytest's own limit would end this."""
    assert_sound(text, hints(text))
