"""A postmortem as Markdown in the versions for others: with roles instead of names, and for those outside."""

from collections.abc import Iterator

from exports import review_words as words
from exports.markdown import markdown_text
from exports.markdown_text import escaped, escaped_lines
from exports.source import Source
from exports.versions import EXTERNAL, in_version


def review_markdown(source: Source, version: str, *, with_names: bool = False) -> str:
    """Return a version of a postmortem as Markdown; it names itself at the end.

    `with_names` lists who took part, in the pseudonymised version by their roles.
    """
    shown = in_version(source, version)
    text = "\n".join(_outside(shown)) if version == EXTERNAL else markdown_text(shown, with_names=with_names)
    return f"{text.rstrip()}\n\n*{words.version_words(version)}*\n"


def _outside(source: Source) -> Iterator[str]:
    yield from (f"# {escaped(source.data.session.title)}", "")
    for title, texts in words.for_outside(source.data):
        yield from (f"## {escaped(title)}", "")
        if len(texts) == 1:
            yield escaped_lines(texts[0], "")
        else:
            yield from (f"- {escaped_lines(each, '  ')}" for each in texts)
        yield ""
