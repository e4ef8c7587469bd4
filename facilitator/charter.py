"""A charter: the promises of a session on one page, put together from the forms that its method marks for it.

What a method marks, all of it in the settings of its forms (`docs/methods.md`):

- the form with a `headline` is the charter's own: its headline, its purpose below, `signers`, the roles that sign, and
  `signing`, the line above them;
- a field with `charter` stands in the section of that name, wherever its form is; sections come in the order of forms;
- a field of a list with `signs` says in each row a role that signs, before those of `signers`.
"""

from collections.abc import Container
from dataclasses import dataclass

from facilitator import forms
from facilitator.dates import written_day
from facilitator.forms import FieldSpec, Form
from facilitator.method import Activity, Method
from facilitator.state import SessionData

HEADLINE = "headline"
SIGNING = "signing"
SIGNERS = "signers"


@dataclass(frozen=True, slots=True)
class Part:
    """One field on the page: as the method describes it, and its value in words, "" to be written by hand."""

    spec: FieldSpec
    text: str = ""

    @property
    def said(self) -> str:
        """The value as it is read aloud: a day as it is spoken."""
        return (written_day(self.text) if self.spec.type == "date" else "") or self.text


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under one label."""

    title: str
    parts: tuple[Part, ...]

    def lines(self, without: Container[FieldSpec] = ()) -> str:
        """Return what stands in the parts, a line each with its title where the section has several, in one text.

        Parts of the fields in `without` are left out. A text of several lines speaks for itself.
        """
        several = len(self.parts) > 1
        return "\n".join(
            f"{part.spec.title}: {part.said}" if several and part.spec.type != "long" else part.said
            for part in self.parts
            if part.text and part.spec not in without
        )


@dataclass(frozen=True, slots=True)
class Charter:
    """The page: what it is called, its headline, a line below, sections, and the roles that sign, each one once.

    `signing` stands above the lines to sign on.
    """

    title: str
    headline: str
    note: str
    sections: tuple[Section, ...]
    signers: tuple[str, ...]
    signing: str = ""


def home(method: Method) -> Activity | None:
    """Return the activity that is the charter's own, None where a method has no charter."""
    return next(
        (each for each in method.activities if each.kind == forms.KIND and HEADLINE in each.settings), None
    )


def charter(data: SessionData) -> Charter | None:
    """Return the charter with what stands in its session; None where the method has none."""
    return _charter(data.method, tuple(forms.forms_of(data)))


def blank(method: Method) -> Charter | None:
    """Return the charter with nothing in it; None where the method has none."""
    empty = tuple(
        Form(
            each.id,
            each.title,
            tuple(forms.Filled(spec) for spec in forms.field_specs(each)),
            tuple(forms.FilledRows(spec, ()) for spec in forms.row_specs(each)),
        )
        for each in method.activities
        if each.kind == forms.KIND
    )
    return _charter(method, empty)


def _charter(method: Method, found: tuple[Form, ...]) -> Charter | None:
    own = home(method)
    if own is None:
        return None
    by_title: dict[str, list[Part]] = {}
    for each in found:
        for field in each.fields:
            if field.spec.charter:
                by_title.setdefault(field.spec.charter, []).append(Part(field.spec, field.text))
    return Charter(
        own.title,
        str(own.settings[HEADLINE]),
        own.purpose,
        tuple(Section(title, tuple(parts)) for title, parts in by_title.items()),
        _signers(own, found),
        str(own.settings.get(SIGNING, "")),
    )


def _signers(own: Activity, found: tuple[Form, ...]) -> tuple[str, ...]:
    """Return the roles that people wrote down, then those the method names, until there are as many as it names."""
    named = [str(each) for each in own.settings.get(SIGNERS, ())]
    cells = (cell for each in found for rows in each.rows for row in rows.rows for cell in row.cells)
    written = {cell.text.casefold(): cell.text for cell in cells if cell.spec.signs and cell.text}
    rest = [each for each in named if each.casefold() not in written]
    # Who leads has a line already where the method names leaders first: the roles written down take those places.
    spare = len(written) + len(rest) - len(named)
    return (*written.values(), *rest[max(0, spare) :])
