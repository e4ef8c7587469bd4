"""What stands in a field of a form, in the words that every file uses: dates as people write them."""

from facilitator.dates import written_day
from facilitator.forms import FieldSpec, Filled


def value_words(each: Filled) -> str:
    """Return what stands in a field, "" where nothing does."""
    return text_words(each.spec, each.text)


def before_words(each: Filled) -> str:
    """Return what stood in a field before the meeting, "" where it was not corrected."""
    return text_words(each.spec, each.was[0].text) if each.was else ""


def text_words(spec: FieldSpec, text: str) -> str:
    """Return a text that stands in a field of this kind: a date written out, everything else as it is."""
    return (written_day(text) or text) if spec.type == "date" else text
